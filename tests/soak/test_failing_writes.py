"""Every write fails once: the run stops with a clear error, the old dataset stays, the next run ends as it should."""

from __future__ import annotations

import errno
import io
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from clustertrace import Stop, Workspace, builds
from tests.soak.generated import report
from tests.soak.workspaces import THOROUGH, a_workspace, bytes_of, copy_of, go

CALLS = ("fsync", "replace", "rename", "mkdir", "symlink", "unlink", "rmdir", "ftruncate", "pwrite", "chmod")


class Writes:
    """Counts what writes to disk, and lets the call number ``fails`` fail."""

    def __init__(self, fails: int) -> None:
        self.fails, self.count, self.last = fails, 0, ""

    def step(self, what: str) -> None:
        self.count += 1
        if self.count == self.fails:
            self.last = what
            if what == "connect":
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise error
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextmanager
def failing(number: int) -> Iterator[Writes]:
    """Let the write call ``number`` of everything in this process fail with a full disk."""
    writes = Writes(number)
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, _counted(getattr(os, name), name, writes))
        patch.setattr(sqlite3, "connect", _counted(sqlite3.connect, "connect", writes))
        opened = io.open

        def open_(file, mode="r", *rest, **more):
            if set(mode) & set("wax+"):
                writes.step(f"open {mode}")
            return opened(file, mode, *rest, **more)

        patch.setattr(io, "open", open_)
        patch.setattr("builtins.open", open_)
        yield writes


def _counted(call, name: str, writes: Writes):
    def counted(*words, **more):
        writes.step(name)
        return call(*words, **more)

    return counted


def change(workspace: Workspace) -> None:
    """An edit, a new report, a renamed one, one gone."""
    names = sorted(path.name for path in workspace.reports.iterdir())
    (workspace.reports / names[0]).write_text(report(901, 3), encoding="utf-8")
    (workspace.reports / names[1]).rename(workspace.reports / "renamed.txt")
    (workspace.reports / "new.txt").write_text(report(902, 3), encoding="utf-8")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> tuple[Workspace, dict[str, str], dict[str, str]]:
    """A built workspace with changes to come, its dataset, and the dataset after the changes."""
    workspace = a_workspace(tmp_path_factory.mktemp("failing") / "w")
    go(workspace)
    before = bytes_of(workspace)
    change(workspace)
    other = copy_of(workspace, tmp_path_factory.mktemp("failing") / "other")
    go(other)
    return workspace, before, bytes_of(other)


def test_every_write_fails_once(prepared, tmp_path: Path) -> None:
    workspace, before, after = prepared
    number, step, stopped = 1, 1 if THOROUGH else 9, 0
    while True:
        copy = copy_of(workspace, tmp_path / "copy")
        with failing(number) as writes:
            try:
                go(copy)
            except Stop as stop:
                stopped += 1
                assert "again" in str(stop), (number, writes.last, stop)
        assert bytes_of(copy) in (before, after), (number, writes.last)
        go(copy)
        assert bytes_of(copy) == after, (number, writes.last)
        assert not builds.faults(copy.builds, builds.newest(copy.dataset))
        assert not list(copy.root.rglob("*.part")), (number, writes.last)
        shutil.rmtree(copy.root)
        if writes.count < number:
            break
        number += step
    assert stopped > 3, "no write failed: the test no longer reaches them"
