"""review: the local web application on the built dataset."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import webbrowser
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Annotated

import typer

from clustertrace import builds
from clustertrace.command import screen
from clustertrace.command.options import Who, decider, here
from clustertrace.errors import Stop
from clustertrace.state import State
from clustertrace.workspace import Workspace

if TYPE_CHECKING:
    from gazetteer import Gazetteer

_NAMES = Lock()
"""Held by the thread that loads the names."""


def review_command(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 is any free one.")] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser.")] = False,
    who: Who = None,
) -> None:
    """Check values against the places they came from, in the browser; the address is printed on one line."""
    from review import Desk, PortTaken, serve

    workspace = Workspace(here(context).required().root)
    desk = Desk(
        root=workspace.root,
        dataset=workspace.dataset,
        log=workspace.judgements,
        cache=workspace.outputs / ".review",
        rebuild=lambda: _rebuild(workspace),
        earlier=lambda: _earlier(workspace),
        names=lambda: _names(workspace),
        who=decider(who),
    )

    def announce(address: str) -> None:
        screen.say(address)
        if not no_browser:
            webbrowser.open(address)

    try:
        serve(desk, port, announce)
    except PortTaken as error:
        raise Stop(f"--port {port}: {error}; leave it out to take any free port", 2) from error


def _names(workspace: Workspace) -> Gazetteer:
    """The gazetteer; where its built form is not of the data as they stand, another process makes it.

    To build it takes much memory, which a server would keep.
    """
    from gazetteer import Gazetteer

    built = workspace.store / "gazetteer"
    with _NAMES:
        if not Gazetteer.is_at_hand(workspace.root, built):
            process = multiprocessing.get_context("spawn").Process(target=Gazetteer.load, args=(workspace.root, built))
            process.start()
            process.join()
        return Gazetteer.load(workspace.root, built=built)


def _rebuild(workspace: Workspace) -> str:
    """Rebuild in a process of its own, which takes the lock and gives its memory back; what went wrong."""
    command = [sys.executable, "-m", "clustertrace", "-C", str(workspace.root), "rebuild", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    if done.returncode in (0, 1):
        # 1: some documents failed; the dataset is there all the same and says which.
        return ""
    return (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]


def _earlier(workspace: Workspace) -> Path | None:
    """The newest build before the one that is shown, as far as it is kept."""
    newest = builds.newest(workspace.dataset)
    runs = State(workspace.store / "state.sqlite").runs()
    older = [run.build for run in runs if run.build != newest and (workspace.builds / run.build).is_dir()]
    return workspace.builds / older[-1] if older else None
