"""Small workspaces whose rebuilds run in this process, so that hundreds of them are cheap."""

from __future__ import annotations

import atexit
import functools
import hashlib
import os
import shutil
import tempfile
from concurrent.futures import Future
from pathlib import Path

from clustertrace import Workspace
from clustertrace.lock import held
from clustertrace.pipeline import Options, Report, rebuild
from clustertrace.tasks import Outcome, Task, run
from clustertrace.watching import Watcher
from clustertrace.workspace import make_workspace
from gazetteer import Gazetteer
from tests.soak.generated import write_reports

THOROUGH = os.environ.get("CLUSTERTRACE_SOAK") == "1"
"""Whether all is asked for (``make soak``), or a sample."""


class InlineEngine:
    """Runs each task where it is handed in."""

    def __init__(self, jobs: int = 1, memory_mb: int = 0) -> None:
        pass

    def submit(self, task: Task, deadline: float) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        try:
            future.set_result(run(task))
        except BaseException as error:  # noqa: BLE001 - a future carries whatever was raised
            future.set_exception(error)
        return future

    def close(self) -> None:
        pass


@functools.cache
def built_gazetteer() -> Path:
    """The built form of the gazetteer, made once for all workspaces of a test run and gone with it."""
    folder = tempfile.mkdtemp(prefix="soak-gazetteer-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder) / "gazetteer"
    Gazetteer.load(None, built=path)
    return path


def a_workspace(folder: Path, documents: int = 3) -> Workspace:
    """A workspace with some reports, not built yet."""
    make_workspace(folder)
    workspace = Workspace(folder)
    write_reports(workspace.reports, range(documents), sentences=3)
    workspace.store.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(built_gazetteer(), workspace.store / "gazetteer")
    return workspace


def go(workspace: Workspace, *, from_scratch: bool = False) -> Report:
    """A rebuild in this process, under the lock."""
    with held(workspace.lock, "rebuild"):
        return rebuild(workspace, Options(jobs=1, from_scratch=from_scratch), Watcher(), InlineEngine)


def bytes_of(workspace: Workspace) -> dict[str, str]:
    """The hash of every file of the newest dataset."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(workspace.dataset.iterdir())}


def copy_of(workspace: Workspace, folder: Path) -> Workspace:
    """The whole workspace somewhere else, links kept."""
    shutil.copytree(workspace.root, folder, symlinks=True)
    return Workspace(folder)


def from_scratch(workspace: Workspace, folder: Path) -> dict[str, str]:
    """What a workspace with the same corpus and nothing else builds."""
    shutil.rmtree(folder, ignore_errors=True)
    other = a_workspace(folder, 0)
    shutil.copytree(workspace.root / "corpus", other.root / "corpus", dirs_exist_ok=True)
    go(other)
    return bytes_of(other)
