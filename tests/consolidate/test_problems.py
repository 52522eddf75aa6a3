"""A problem that a person dealt with stays dealt with."""

from dataclasses import replace
from pathlib import Path

import pytest

from consolidate import CannotJudge, judgement_on, read_table
from extract import Problem

from .reports import Written, build, report

TEXTS = ["Figure 1. Patents by field", "Nothing else.", "Figure 2. Firms by year"]


def damaged(name: str, texts: list[str], at: list[int], supersedes: str = "") -> Written:
    """A report in which the same is wrong with several paragraphs."""
    made = report(name, texts, supersedes=supersedes)
    assert made.findings is not None
    problems = tuple(("", Problem("value missing", "a figure without its values", order)) for order in at)
    return replace(made, findings=replace(made.findings, problems=problems))


def problems(folder: Path) -> list[dict[str, str]]:
    return [dict(row) for row in read_table(folder, "problems")]


def test_problems_that_say_the_same_at_one_place_have_ids_of_their_own(tmp_path: Path) -> None:
    build(tmp_path / "a", [damaged("one", TEXTS, [0, 0, 2])])
    assert len({row["problem_id"] for row in problems(tmp_path / "a")}) == 3


def test_the_decision_finds_its_problem_in_the_next_version_of_the_report(tmp_path: Path) -> None:
    old = damaged("one", TEXTS, [0, 2])
    build(tmp_path / "a", [old])
    second = next(row for row in problems(tmp_path / "a") if row["block_id"].endswith("-00002"))
    decided = judgement_on(tmp_path / "a", second["problem_id"], "accept", who="olena", when="2026-01-05T10:00:00Z")
    assert decided.anchor is not None
    assert decided.anchor.quote == TEXTS[2]

    anew = damaged("two", ["A preface.", *TEXTS], [1, 3], supersedes=second["document_id"])
    build(tmp_path / "b", [anew], [decided])
    assert {row["block_id"][-5:]: row["judgement"] for row in problems(tmp_path / "b")} == {
        "00001": "",
        "00003": "accept",
    }
    assert [row["outcome"] for row in read_table(tmp_path / "b", "judgements")] == ["re-anchored"]

    build(tmp_path / "c", [damaged("two", ["A preface."], [], supersedes=second["document_id"])], [decided])
    assert [row["outcome"] for row in read_table(tmp_path / "c", "judgements")] == ["orphaned"]


def test_a_source_that_cannot_be_read_is_ticked_off(tmp_path: Path) -> None:
    lost = replace(damaged("one", TEXTS, []), document=None, failure="no such file")
    build(tmp_path / "a", [lost])
    (row,) = problems(tmp_path / "a")
    decided = judgement_on(tmp_path / "a", row["problem_id"], "accept", when="2026-01-05T10:00:00Z")
    build(tmp_path / "b", [lost], [decided])
    assert [row["judgement"] for row in problems(tmp_path / "b")] == ["accept"]


def test_a_problem_cannot_be_corrected(tmp_path: Path) -> None:
    build(tmp_path / "a", [damaged("one", TEXTS, [0])])
    (row,) = problems(tmp_path / "a")
    with pytest.raises(CannotJudge, match="problem"):
        judgement_on(tmp_path / "a", row["problem_id"], "correct", field="value", after="1")
