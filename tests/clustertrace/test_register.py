"""The ledger follows what people do to the files of a corpus, and never names one path or one hash twice."""

import hashlib
from pathlib import Path

import pytest

from clustertrace import Workspace
from clustertrace.ledger import Ledger, read_ledger
from clustertrace.register import reconcile, register
from clustertrace.state import State
from clustertrace.workspace import make_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    make_workspace(tmp_path / "w")
    workspace = Workspace(tmp_path / "w")
    for name in ("a", "b", "c"):
        file = tmp_path / f"{name}.txt"
        file.write_text(f"report {name}")
        register(workspace, [str(file)], {"title": f"Title {name}"}, recursive=False)
    return workspace


def seen(workspace: Workspace) -> Ledger:
    reconcile(workspace, State(workspace.store / "state.sqlite"))
    return read_ledger(workspace.ledger)


def titles(ledger: Ledger) -> dict[str, str]:
    return {row.title: Path(row.path).name for row in ledger.rows}


def put(workspace: Workspace, name: str, text: str) -> None:
    (workspace.reports / f"{name}.txt").write_text(text)


def test_what_is_known_follows_exchanged_names(workspace: Workspace) -> None:
    put(workspace, "a", "report b")
    put(workspace, "b", "report c")
    put(workspace, "c", "report a")
    assert titles(seen(workspace)) == {"Title a": "c.txt", "Title b": "a.txt", "Title c": "b.txt"}


def test_an_edit_is_a_new_version(workspace: Workspace) -> None:
    put(workspace, "a", "report a, second edition")
    row = next(row for row in seen(workspace).rows if row.title == "Title a")
    assert row.supersedes == hashlib.sha256(b"report a").hexdigest()


def test_a_hash_noted_with_a_slip_is_put_right(workspace: Workspace) -> None:
    right = hashlib.sha256(b"report a").hexdigest()
    text = workspace.ledger.read_text()
    workspace.ledger.write_text(text.replace(right, right[:20] + ("0" if right[20] != "0" else "1") + right[21:]))
    row = next(row for row in seen(workspace).rows if row.title == "Title a")
    assert (row.sha256, row.supersedes) == (right, "")
    assert workspace.ledger.read_text() == text


def test_half_an_exchange_and_copies_leave_every_row_its_path(workspace: Workspace) -> None:
    put(workspace, "a", "something new")
    put(workspace, "b", "report a")
    ledger = seen(workspace)
    assert len({row.path for row in ledger.rows}) == len({row.sha256 for row in ledger.rows}) == len(ledger.rows)
    assert {"Title a", "Title b", "Title c"} <= set(titles(ledger))
    assert seen(workspace) == ledger


def test_a_new_report_does_not_take_the_name_of_a_lost_one(workspace: Workspace, tmp_path: Path) -> None:
    (workspace.reports / "a.txt").unlink()
    (tmp_path / "a.txt").write_text("another report")
    register(workspace, [str(tmp_path / "a.txt")], {"title": "Another"}, recursive=False)
    assert titles(seen(workspace)) == {"Title a": "a.txt", "Another": "a-2.txt", "Title b": "b.txt", "Title c": "c.txt"}


def test_told_again_with_more_facts_they_are_kept(workspace: Workspace, tmp_path: Path) -> None:
    register(workspace, [str(tmp_path / "a.txt")], {"publisher": "The office"}, recursive=False)
    row = next(row for row in seen(workspace).rows if row.title == "Title a")
    assert row.publisher == "The office"
