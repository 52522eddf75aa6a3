"""Options that several commands share, and the workspace they work in."""

from __future__ import annotations

from typing import Annotated

import typer

from clustertrace.workspace import Workspace

Json = Annotated[bool, typer.Option("--json", help="Say it as JSON, for machines.")]
Jobs = Annotated[int, typer.Option(metavar="N", min=0, help="Worker processes; 0 is one a core.")]
Timeout = Annotated[float, typer.Option(metavar="S", min=1.0, help="Seconds that one document may take.")]


def here(context: typer.Context) -> Workspace:
    """The workspace that -C names."""
    workspace = context.obj
    return workspace if isinstance(workspace, Workspace) else Workspace(".")
