"""One process at a time; the newest complete dataset under one link."""

import multiprocessing
from pathlib import Path

import pytest

from clustertrace import Stop, builds
from clustertrace.lock import held


def hold(path: Path, ready, release) -> None:
    with held(path, "rebuild"):
        ready.set()
        release.wait(120)


def test_the_second_process_is_told_who_is_there(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, release = context.Event(), context.Event()
    lock = tmp_path / ".store" / "lock"
    other = context.Process(target=hold, args=(lock, ready, release))
    other.start()
    try:
        assert ready.wait(120)
        with pytest.raises(Stop, match=rf"process {other.pid} \(rebuild\)"), held(lock, "ingest"):
            pass
    finally:
        release.set()
        other.join()
    with held(lock, "ingest"):
        pass


def a_build(folder: Path, name: str, text: str) -> None:
    part = builds.begin(folder, name)
    (part / "statements.csv").write_text(text, encoding="utf-8")
    builds.complete(folder, name)


def test_the_link_leads_to_the_newest_and_nothing_half_is_seen(tmp_path: Path) -> None:
    folder, link = tmp_path / ".builds", tmp_path / "dataset"
    a_build(folder, "one", "1")
    builds.switch(link, folder / "one")
    builds.begin(folder, "two")
    assert (link / "statements.csv").read_text() == "1"
    a_build(folder, "two", "2")
    builds.switch(link, folder / "two")
    assert builds.newest(link) == "two"
    builds.sweep(folder, ["two"], 1)
    assert (link / "statements.csv").read_text() == "2"
    assert {path.name for path in folder.iterdir()} == {"two", "two.json"}


def test_a_copied_folder_in_the_place_of_the_link_is_replaced(tmp_path: Path) -> None:
    folder, link = tmp_path / ".builds", tmp_path / "dataset"
    link.mkdir()
    (link / "statements.csv").write_text("old")
    a_build(folder, "one", "1")
    builds.switch(link, folder / "one")
    assert (link / "statements.csv").read_text() == "1"


def test_changed_missing_and_foreign_files_are_named(tmp_path: Path) -> None:
    folder = tmp_path / ".builds"
    a_build(folder, "one", "1")
    assert builds.faults(folder, "one") == ()
    (folder / "one" / "statements.csv").write_text("2")
    (folder / "one" / "mine.txt").write_text("x")
    assert builds.faults(folder, "one") == ("mine.txt: not written by a rebuild", "statements.csv: changed since")
    a_build(folder, "one", "1")
    assert builds.faults(folder, "one") == ()
