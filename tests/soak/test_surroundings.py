"""What the machine may do to a workspace: a full disk, folders that may not be written, a second process."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from clustertrace import Workspace, builds
from clustertrace.lock import held
from tests.soak.generated import report
from tests.soak.workspaces import THOROUGH, a_workspace, bytes_of, copy_of, go

AS_ROOT = os.geteuid() == 0
BOUND = (
    ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")
    if AS_ROOT
    else ()
)
"""Makes a command heed the modes of files, which root does not."""


def run(
    workspace: Workspace, *words: str, prepare=None, before: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*before, sys.executable, "-m", "clustertrace", "-C", str(workspace.root), *words],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        preexec_fn=prepare,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def told_plainly(done: subprocess.CompletedProcess[str]) -> None:
    """Exit status 3 and one line that says what to do."""
    assert done.returncode == 3, (done.returncode, done.stdout, done.stderr)
    assert done.stderr.strip().splitlines()[-1].startswith("clustertrace: ")
    assert "again" in done.stderr


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Workspace:
    workspace = a_workspace(tmp_path_factory.mktemp("surroundings") / "w")
    go(workspace)
    return workspace


@pytest.fixture
def changed(whole: Workspace, tmp_path: Path) -> Workspace:
    """A copy with a report to read."""
    copy = copy_of(whole, tmp_path / "copy")
    (copy.reports / "new.txt").write_text(report(903, 3), encoding="utf-8")
    return copy


def test_a_second_process_is_told_who_holds_the_workspace(changed: Workspace) -> None:
    with held(changed.lock, "ingest"):
        done = run(changed, "rebuild")
    told_plainly(done)
    assert f"process {os.getpid()} (ingest)" in done.stderr
    assert run(changed, "rebuild").returncode == 0


@pytest.mark.skipif(AS_ROOT and shutil.which("setpriv") is None, reason="root may write everywhere without setpriv")
@pytest.mark.parametrize("folder", ["corpus", "outputs", "outputs/.store", "outputs/.builds"])
def test_folders_that_may_not_be_written(changed: Workspace, folder: str) -> None:
    before = bytes_of(changed)
    closed = changed.root / folder
    inside = [path for path in closed.rglob("*") if path.is_dir() and not path.is_symlink()]
    for path in (closed, *inside):
        path.chmod(0o555)
    try:
        if folder == "outputs/.store":
            (closed / "lock").chmod(0o444)
        told_plainly(run(changed, "rebuild", before=BOUND))
        assert bytes_of(changed) == before
        for words in (("status",), ("search", "cluster"), ("diff", "--help")):
            assert run(changed, *words, before=BOUND).returncode == 0
    finally:
        for path in (closed, *inside):
            path.chmod(0o755)
        (changed.store / "lock").chmod(0o644)
    assert run(changed, "rebuild", before=BOUND).returncode == 0


@pytest.mark.parametrize("size", [0, 200, 2_000, 20_000, 200_000] if THOROUGH else [2_000])
def test_files_that_cannot_grow(changed: Workspace, size: int) -> None:
    """Every write of every library beyond a size fails, as on a full disk."""
    import resource

    before = bytes_of(changed)

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    done = run(changed, "rebuild", prepare=limit)
    told_plainly(done)
    assert bytes_of(changed) == before
    assert run(changed, "rebuild").returncode == 0
    assert not builds.faults(changed.builds, builds.newest(changed.dataset))


@pytest.mark.skipif(not AS_ROOT, reason="only root can mount a small disk")
def test_a_disk_that_is_full(changed: Workspace, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    used = sum(path.lstat().st_size for path in changed.root.rglob("*"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={used + (4 << 20)}", "none", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        there = copy_of(changed, disk / "w")
        before = bytes_of(there)
        filler = disk / "filler"
        rooms = (0, 8, 40, 120, 400, 900) if THOROUGH else (40,)
        for kilobytes in rooms:
            fill(filler)
            os.truncate(filler, max(0, filler.stat().st_size - kilobytes * 1024))
            done = run(there, "rebuild", "--jobs", "1")
            if done.returncode:
                told_plainly(done)
                assert bytes_of(there) == before
        filler.unlink()
        assert run(there, "rebuild").returncode == 0
        assert run(changed, "rebuild").returncode == 0
        assert bytes_of(there) == bytes_of(changed)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


@pytest.mark.parametrize("words", [["search", "cluster"], ["explain", "0123456789abcdef"], ["status"]])
def test_questions_to_a_damaged_dataset_end_in_one_line(changed: Workspace, words: list[str]) -> None:
    for path in changed.dataset.resolve().iterdir():
        path.write_bytes(path.read_bytes()[:700] + b"\xff\xfe\x00")
    done = run(changed, *words)
    assert done.returncode == 3, (done.stdout, done.stderr)
    assert "rebuild" in done.stderr


def fill(path: Path) -> None:
    """Write until the disk is full."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    try:
        while True:
            os.write(handle, bytes(4096))
    except OSError:
        os.close(handle)


def test_a_report_that_may_not_be_read_fails_alone_and_comes_back(
    whole: Workspace, tmp_path: Path, monkeypatch
) -> None:
    copy = copy_of(whole, tmp_path / "copy")
    locked = min(copy.reports.iterdir())
    from clustertrace import state

    hash_file = state.hash_file

    def denied(path: Path) -> str:
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return hash_file(path)

    monkeypatch.setattr(state, "hash_file", denied)
    report_ = go(copy)
    assert [(result.source.path, result.cause) for result in report_.failed] == [
        (locked.relative_to(copy.root).as_posix(), "the file may not be read")
    ]
    monkeypatch.undo()
    go(copy)
    assert bytes_of(copy) == bytes_of(whole)


@pytest.mark.skipif(shutil.which("script") is None, reason="no pseudo-terminal to be had without script")
def test_the_bar_is_drawn_for_a_person_and_taken_away(changed: Workspace) -> None:
    shown = subprocess.run(
        ["script", "-qec", f"{sys.executable} -m clustertrace -C {changed.root} rebuild --jobs 1", "/dev/null"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"},
    ).stdout
    assert "reading" in shown
    assert "1/1" in shown
    assert "writing the dataset" in shown
    assert shown.rfind("\x1b[?25h") > shown.rfind("\x1b[?25l"), "the cursor stays hidden"
    assert "unchanged" in shown.splitlines()[-1]
    assert "\x1b" not in run(changed, "rebuild", "--from-scratch").stderr
