"""Options that several commands share, and the workspace they work in."""

from __future__ import annotations

import csv
import getpass
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from clustertrace import builds
from clustertrace.errors import Stop
from clustertrace.workspace import Workspace

Json = Annotated[bool, typer.Option("--json", help="Say it as JSON, for machines.")]
Jobs = Annotated[int, typer.Option(metavar="N", min=0, help="Worker processes; 0 is one a core.")]
Timeout = Annotated[float, typer.Option(metavar="S", min=1.0, help="Seconds that one document may take.")]

Who = Annotated[str | None, typer.Option(envvar="CLUSTERTRACE_WHO", help="Who decides; the login name when left out.")]


def decider(who: str | None) -> str:
    """The name that a decision bears: the one given, an empty one too, else that of the login."""
    if who is not None:
        return who
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def here(context: typer.Context) -> Workspace:
    """The workspace that -C names."""
    workspace = context.obj
    return workspace if isinstance(workspace, Workspace) else Workspace(".")


@contextmanager
def readable(workspace: Workspace) -> Iterator[None]:
    """Tell a damaged dataset from a fault in the program, where reading the dataset fails.

    Raises:
        Stop: Files of the dataset are not as they were written; the message names one and the remedy.
    """
    try:
        yield
    except (sqlite3.Error, csv.Error, ValueError, LookupError, OSError) as error:
        name = builds.newest(workspace.dataset)
        wrong = builds.faults(workspace.builds, name) if name else ()
        if not wrong:
            raise
        raise Stop(
            f"{workspace.dataset}: damaged ({wrong[0]}); make it anew with: clustertrace rebuild --from-scratch"
        ) from error
