"""Random sequences of add, edit, rename, exchange, copy, delete and judge end as a rebuild from scratch does."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from clustertrace import Stop, Workspace
from clustertrace.ledger import read_ledger
from clustertrace.register import register, unregister
from consolidate import JudgementLog, judgement_on, read_table
from tests.soak.generated import report
from tests.soak.workspaces import THOROUGH, a_workspace, bytes_of, from_scratch, go

NUMBERS = st.integers(0, 30)
INDEX = st.integers(0, 20)


class Corpus(RuleBasedStateMachine):
    """What analysts do with the files of a corpus, with a rebuild now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="soak-sequence-"))
        self.workspace: Workspace = a_workspace(self.folder / "w", 2)
        self.said: set[str] = set()
        self.clock = 0
        go(self.workspace)

    def teardown(self) -> None:
        try:
            self.compare()
        finally:
            shutil.rmtree(self.folder)

    def files(self) -> list[Path]:
        return sorted(self.workspace.reports.iterdir())

    def pick(self, index: int) -> Path:
        return self.files()[index % len(self.files())]

    @rule(number=NUMBERS, name=INDEX)
    def add(self, number: int, name: int) -> None:
        (self.workspace.reports / f"added-{name}.txt").write_text(report(number, 2), encoding="utf-8")

    @rule(number=NUMBERS, name=INDEX)
    def ingest(self, number: int, name: int) -> None:
        file = self.folder / f"given-{name}.md"
        file.write_text(report(number, 2), encoding="utf-8")
        register(self.workspace, [str(file)], {"title": f"Title {name}"}, recursive=False)

    @precondition(lambda self: self.files())
    @rule(index=INDEX, number=NUMBERS)
    def edit(self, index: int, number: int) -> None:
        self.pick(index).write_text(report(number, 2), encoding="utf-8")

    @precondition(lambda self: self.files())
    @rule(index=INDEX, name=INDEX)
    def rename(self, index: int, name: int) -> None:
        self.pick(index).rename(self.workspace.reports / f"renamed-{name}.txt")

    @precondition(lambda self: len(self.files()) > 1)
    @rule(one=INDEX, other=INDEX)
    def exchange(self, one: int, other: int) -> None:
        first, second = self.pick(one), self.pick(other)
        kept = first.read_bytes()
        first.write_bytes(second.read_bytes())
        second.write_bytes(kept)

    @precondition(lambda self: self.files())
    @rule(index=INDEX, name=INDEX)
    def copy(self, index: int, name: int) -> None:
        target = self.workspace.reports / f"copy-{name}.txt"
        if target != self.pick(index):
            shutil.copyfile(self.pick(index), target)

    @precondition(lambda self: self.files())
    @rule(index=INDEX)
    def delete(self, index: int) -> None:
        self.pick(index).unlink()

    @rule(index=INDEX)
    def remove(self, index: int) -> None:
        rows = read_ledger(self.workspace.ledger).rows
        if rows:
            unregister(self.workspace, [rows[index % len(rows)].path])

    @rule(index=INDEX, action=st.sampled_from(["accept", "reject", "correct"]))
    def judge(self, index: int, action: str) -> None:
        rows = list(read_table(self.workspace.dataset, "statements"))
        if not rows:
            return
        self.clock += 1
        more = {"field": "value", "after": str(self.clock)} if action == "correct" else {}
        made = judgement_on(
            self.workspace.dataset,
            rows[index % len(rows)]["statement_id"],
            action,
            who="analyst",
            when=f"2026-01-01T00:{self.clock // 60:02}:{self.clock % 60:02}Z",
            **more,
        )
        JudgementLog(self.workspace.judgements).append(made)
        self.said.add(made.id)

    @rule()
    def build(self) -> None:
        go(self.workspace)
        ledger = self.workspace.ledger.read_bytes()
        again = go(self.workspace)
        assert again.summary is None, "a second rebuild found something to do"
        assert self.workspace.ledger.read_bytes() == ledger

    @rule()
    def compare(self) -> None:
        go(self.workspace)
        assert bytes_of(self.workspace) == from_scratch(self.workspace, self.folder / "scratch")

    @invariant()
    def no_decision_is_lost(self) -> None:
        kept = {judgement.id for judgement in JudgementLog(self.workspace.judgements).read()}
        assert self.said <= kept

    @invariant()
    def the_ledger_can_be_read(self) -> None:
        try:
            read_ledger(self.workspace.ledger)
        except Stop as stop:
            pytest.fail(f"the tool wrote a ledger that it does not read: {stop}")


def test_any_sequence_ends_as_from_scratch(monkeypatch) -> None:
    # The page takes longer than all the rest and has nothing to do with what is tested here.
    monkeypatch.setattr("consolidate.build.write_report", lambda folder: None)
    examples, steps = (40, 25) if THOROUGH else (4, 12)
    run_state_machine_as_test(
        seed(20260105)(Corpus),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            print_blob=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
