"""Killed at random moments of every command: the next run goes on and ends with the same bytes."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from clustertrace import Workspace, builds
from clustertrace.ledger import read_ledger
from tests.soak.generated import report
from tests.soak.workspaces import THOROUGH, a_workspace, bytes_of, from_scratch, go

KILLS = 60 if THOROUGH else 4


def command(workspace: Workspace, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "clustertrace", "-C", str(workspace.root), *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def kill_group(process: subprocess.Popen[str]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def moment(process: subprocess.Popen[str], workspace: Workspace, chance: random.Random) -> None:
    """Wait for a random moment after the command has begun its work: it holds the lock then."""
    while process.poll() is None and not (workspace.lock.exists() and workspace.lock.read_bytes()):
        time.sleep(0.01)
    time.sleep(chance.uniform(0.0, 4.0) * chance.random())


def seen_whole(workspace: Workspace) -> None:
    """What readers see is one complete build."""
    name = builds.newest(workspace.dataset)
    assert name
    assert not builds.faults(workspace.builds, name)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Workspace:
    workspace = a_workspace(tmp_path_factory.mktemp("kills") / "w", 8)
    go(workspace)
    return workspace


def test_killed_at_random_points_of_every_command(workspace: Workspace, tmp_path: Path) -> None:
    chance = random.Random(20241227)
    killed = 0
    for number in range(KILLS):
        kind = chance.choice(("ingest", "rebuild", "scratch", "remove"))
        if kind == "ingest":
            file = tmp_path / f"given-{number}.md"
            file.write_text(report(5000 + number, 3), encoding="utf-8")
            words = ["ingest", str(file), "--title", f"Title {number}"]
        elif kind == "remove":
            words = ["remove", chance.choice(read_ledger(workspace.ledger).rows).sha256]
        else:
            edited = chance.choice(sorted(workspace.reports.glob("*.[tm]*")))
            edited.write_text(report(7000 + number, 3), encoding="utf-8")
            words = ["rebuild"] if kind == "rebuild" else ["rebuild", "--from-scratch"]
        workspace.lock.write_bytes(b"")
        process = command(workspace, *words)
        moment(process, workspace, chance)
        killed += process.poll() is None
        kill_group(process)
        seen_whole(workspace)
        if kind == "ingest":
            # Told again, the command does what is left, and nothing it was told is lost.
            process = command(workspace, *words)
            assert process.wait() == 0, process.stderr.read()
            assert f"Title {number}" in {row.title for row in read_ledger(workspace.ledger).rows}
        elif kind == "remove" and words[1] in {row.sha256 for row in read_ledger(workspace.ledger).rows}:
            # Its file may be gone already: told again, the command ends what it began.
            process = command(workspace, *words)
            assert process.wait() == 0, process.stderr.read()
        elif chance.random() < 0.5:
            go(workspace)
    go(workspace)
    assert bytes_of(workspace) == from_scratch(workspace, tmp_path / "scratch")
    assert not list(workspace.root.rglob("*.part"))
    assert killed >= KILLS // 2, "most commands were done before they could be killed"


def test_a_killed_worker_costs_no_document(workspace: Workspace, tmp_path: Path) -> None:
    go(workspace)
    process = command(workspace, "rebuild", "--from-scratch", "--jobs", "2")
    chance = random.Random(5)
    done = 0
    while process.poll() is None and done < (5 if THOROUGH else 1):
        workers = [
            pid
            for pid in _descendants(process.pid)
            if "forkserver" in _command_line(pid) and _parent(pid) != process.pid
        ]
        if workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)
            done += 1
        time.sleep(0.3)
    try:
        assert process.wait(300) == 0, process.stderr.read()
    finally:
        kill_group(process)
    assert bytes_of(workspace) == from_scratch(workspace, tmp_path / "scratch")


def test_workers_end_with_the_process_that_began_them(workspace: Workspace) -> None:
    process = command(workspace, "rebuild", "--from-scratch", "--jobs", "2")
    workers: list[int] = []
    while process.poll() is None and len(workers) < 2:
        workers = _descendants(process.pid)
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until and any(Path(f"/proc/{pid}").exists() for pid in workers):
            time.sleep(0.1)
        assert not [pid for pid in workers if Path(f"/proc/{pid}").exists() and _state(pid) != "Z"]
    finally:
        kill_group(process)
    go(workspace)


def _descendants(pid: int) -> list[int]:
    found: list[int] = []
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError):
            other, chain = int(path.name), 0
            while other > 1 and chain < 10 and other != pid:
                other, chain = _parent(other), chain + 1
            if other == pid and int(path.name) != pid:
                found.append(int(path.name))
    return found


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return "Z"


def _command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""
