"""The front door: command line, workspace, pipeline, configuration."""

from clustertrace.errors import Stop
from clustertrace.workspace import Workspace

__all__ = ["Stop", "Workspace"]
