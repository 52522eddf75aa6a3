"""Bytes flipped and files cut short in every kind of file: a clear error or a repair, and nothing lost."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from clustertrace import Stop, Workspace, builds
from clustertrace.verify import verify
from consolidate import JudgementLog, judgement_on, read_table
from tests.soak.workspaces import THOROUGH, a_workspace, bytes_of, copy_of, from_scratch, go

TIMES = 25 if THOROUGH else 2


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Workspace:
    """A built workspace with a decision, whose files are older than the clock's tick."""
    workspace = a_workspace(tmp_path_factory.mktemp("damage") / "w")
    go(workspace)
    row = next(iter(read_table(workspace.dataset, "statements")))
    JudgementLog(workspace.judgements).append(
        judgement_on(workspace.dataset, row["statement_id"], "reject", who="analyst", when="2026-01-01T00:00:00Z")
    )
    go(workspace)
    return workspace


def flip(path: Path, chance: random.Random) -> None:
    raw = bytearray(path.read_bytes())
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    path.write_bytes(raw)


def cut(path: Path, chance: random.Random) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[: chance.randrange(len(raw))])


def empty(path: Path, chance: random.Random) -> None:
    path.write_bytes(b"")


DAMAGES: tuple[Callable[[Path, random.Random], None], ...] = (flip, cut, empty)
GENERATED = {
    "results": "outputs/.store/objects/*/*",
    "built gazetteer": "outputs/.store/gazetteer",
    "state": "outputs/.store/state.sqlite*",
    "manifest": "outputs/.builds/*.json",
    "dataset": "outputs/.builds/*/*",
    "lock": "outputs/.store/lock",
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("kind", GENERATED)
def test_what_a_rebuild_writes_is_made_again(whole, tmp_path: Path, kind: str, damage) -> None:
    wanted = bytes_of(whole)
    chance = random.Random(f"{kind} {damage.__name__}")
    for _ in range(TIMES):
        copy = copy_of(whole, tmp_path / "copy")
        found = sorted(path for path in copy.root.glob(GENERATED[kind]) if path.is_file() and path.stat().st_size)
        if found:
            damage(chance.choice(found), chance)
        go(copy)
        assert bytes_of(copy) == wanted
        # Something to do, so that the rows of every document are read again.
        (copy.reports / "more.txt").write_text("In 2023 the cluster of Munich had 77 members.", encoding="utf-8")
        go(copy)
        assert bytes_of(copy) == from_scratch(copy, tmp_path / "scratch")
        # What nobody asked for may still lie damaged in the store; its remedy helps.
        faults = verify(copy)
        assert all(kind == "results" and "--from-scratch" in fault.remedy for fault in faults)
        if faults:
            go(copy, from_scratch=True)
            assert not verify(copy)
        shutil.rmtree(copy.root)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", ["sources.csv", "judgements.jsonl"])
def test_what_people_write_is_never_changed_by_damage(whole, tmp_path: Path, name: str, damage) -> None:
    wanted = bytes_of(whole)
    chance = random.Random(f"{name} {damage.__name__}")
    for _ in range(TIMES * 3):
        copy = copy_of(whole, tmp_path / "copy")
        path = copy.root / "corpus" / name
        damage(path, chance)
        damaged = path.read_bytes()
        try:
            go(copy)
        except Stop as stop:
            assert name in str(stop)
            assert "line " in str(stop)
            assert path.read_bytes() == damaged, "a file that cannot be read was written"
            assert bytes_of(copy) == wanted
        else:
            assert bytes_of(copy) == from_scratch(copy, tmp_path / "scratch")
        shutil.copyfile(whole.root / "corpus" / name, path)
        go(copy)
        assert bytes_of(copy) == wanted
        shutil.rmtree(copy.root)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_report_is_one_document(whole, tmp_path: Path, damage) -> None:
    chance = random.Random(damage.__name__)
    for _ in range(TIMES):
        copy = copy_of(whole, tmp_path / "copy")
        path = chance.choice(sorted(copy.reports.iterdir()))
        damage(path, chance)
        report = go(copy)
        touched = {result.source.path for result in report.results if not result.unchanged}
        assert touched == {path.relative_to(copy.root).as_posix()}
        assert bytes_of(copy) == from_scratch(copy, tmp_path / "scratch")
        shutil.rmtree(copy.root)


@pytest.mark.parametrize(
    "loss", ["outputs/.store", "outputs/.builds", "outputs", "outputs/.store/objects", "outputs/dataset"]
)
def test_a_half_copied_workspace_is_made_whole(whole, tmp_path: Path, loss: str) -> None:
    copy = copy_of(whole, tmp_path / "copy")
    lost = copy.root / loss
    if lost.is_symlink():
        lost.unlink()
    else:
        shutil.rmtree(lost)
    if not (copy.store / "gazetteer").exists():
        a_workspace(copy.root, 0)
    go(copy)
    assert bytes_of(copy) == bytes_of(whole)


def test_links_copied_as_folders_files_or_to_nowhere(whole, tmp_path: Path) -> None:
    copy = copy_of(whole, tmp_path / "copy")
    link, target = copy.dataset, copy.dataset.readlink()
    link.unlink()
    shutil.copytree(copy.outputs / target, link)
    go(copy)
    assert link.is_symlink()
    link.unlink()
    link.write_text(str(target))
    go(copy)
    assert link.is_symlink()
    link.unlink()
    link.symlink_to("nowhere")
    go(copy)
    assert bytes_of(copy) == bytes_of(whole)
    assert builds.newest(link) == builds.newest(whole.dataset)
    assert not list(copy.outputs.glob(".*.part"))


def test_a_lost_state_loses_no_earlier_dataset(whole, tmp_path: Path) -> None:
    copy = copy_of(whole, tmp_path / "copy")
    there = {path.name for path in copy.builds.iterdir() if path.is_dir()}
    for path in copy.store.glob("state.sqlite*"):
        path.unlink()
    (copy.reports / "more.txt").write_text("In 2023 the cluster of Munich had 77 members.", encoding="utf-8")
    go(copy)
    assert there < {path.name for path in copy.builds.iterdir() if path.is_dir()}
