"""Decisions of people: kept, met again after everything changed, or listed as orphaned; never lost."""

from __future__ import annotations

import json
import multiprocessing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consolidate import (
    BadJudgements,
    CannotJudge,
    Judgement,
    JudgementLog,
    addition,
    explain,
    judgement_on,
    judgement_on_repair,
    read_table,
    repair_id,
    undoing,
)
from consolidate.anchoring import anchor_at, locate
from extract import Repair
from gazetteer import Entity, Name

from .reports import Names, Say, Written, build, ids, place_of, report

TEXT = "In 2023 Seoul ranked 3rd among the clusters."
SAY = Say("2023 Seoul ranked 3rd", "3rd", "3", period="2023")


def note(*before: str, name: str = "note", say: Say = SAY, supersedes: str = "", text: str = TEXT) -> Written:
    return report(name, [*before, text], [say], supersedes=supersedes)


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    return [dict(row) for row in read_table(folder, table)]


def judged(folder: Path, part: Written, action: str, **more: str) -> Judgement:
    """A decision made on the first statement of a dataset built from one part."""
    built = folder / f"for-{action}"
    if not built.exists():
        build(built, [part])
    return judgement_on(built, ids(part)[0], action, when="2026-01-01T00:00:00Z", gazetteer=Names(), **more)  # type: ignore[arg-type]  # test data


def outcome(folder: Path) -> list[str]:
    return [row["outcome"] for row in rows(folder, "judgements")]


def test_a_rejected_statement_stays_and_enters_no_observation(tmp_path: Path) -> None:
    part = note()
    build(tmp_path / "a", [part], [judged(tmp_path, part, "reject", why="a forecast", who="olena")])
    (statement,) = rows(tmp_path / "a", "statements")
    assert statement["judgement"] == "reject"
    assert rows(tmp_path / "a", "observations") == []
    (row,) = rows(tmp_path / "a", "judgements")
    assert (row["outcome"], row["statement_id"], row["why"]) == ("applied", statement["statement_id"], "a forecast")


def test_a_corrected_statement_keeps_its_id(tmp_path: Path) -> None:
    part = note()
    build(tmp_path / "a", [part], [judged(tmp_path, part, "correct", field="value", after="4.0")])
    (statement,) = rows(tmp_path / "a", "statements")
    assert (statement["statement_id"], statement["value"], statement["judgement"]) == (ids(part)[0], "4", "correct")
    assert rows(tmp_path / "a", "observations")[0]["value"] == "4"
    assert rows(tmp_path / "a", "judgements")[0]["before"] == "3"


def test_a_corrected_subject_brings_its_name(tmp_path: Path) -> None:
    part = note()
    other = report("other", ["Tokyo is 1st"], [Say("Tokyo is 1st", "1st", "1", "clu:st:JP:tokyo-yokohama")])
    decision = judged(tmp_path, part, "correct", field="subject_id", after="clu:st:JP:tokyo-yokohama")
    build(tmp_path / "a", [part, other], [decision])
    statement = next(row for row in rows(tmp_path / "a", "statements") if row["statement_id"] == ids(part)[0])
    assert (statement["subject_id"], statement["subject"]) == ("clu:st:JP:tokyo-yokohama", "Tokyo–Yokohama")


def test_a_judged_value_is_preferred(tmp_path: Path) -> None:
    old = report("old", [TEXT], [SAY], published="2020")
    new = report("new", ["In 2023 Seoul was 5th."], [Say("Seoul was 5th", "5th", "5", period="2023")], published="2024")
    build(tmp_path / "a", [old, new], [judged(tmp_path, old, "accept")])
    (row,) = rows(tmp_path / "a", "observations")
    assert (row["value"], row["preferred_because"], row["agreement"]) == ("3", "judged", "conflict")


def test_the_latest_decision_wins_and_can_be_undone(tmp_path: Path) -> None:
    part = note()
    accept = replace(judged(tmp_path, part, "accept"), id="", when="2026-01-01T00:00:00Z")
    reject = replace(judged(tmp_path, part, "reject"), id="", when="2026-01-02T00:00:00Z")
    undo = Judgement("undo", "statement", reject.id, when="2026-01-03T00:00:00Z")
    again = Judgement("undo", "statement", undo.id, when="2026-01-04T00:00:00Z")
    for number, (log, verdict) in enumerate(
        [
            ([accept, reject], "reject"),
            ([reject, accept], "reject"),
            ([accept, reject, undo], "accept"),
            ([accept, reject, undo, again], "reject"),
        ]
    ):
        build(tmp_path / str(number), [part], log)
        assert rows(tmp_path / str(number), "statements")[0]["judgement"] == verdict
    states = {row["action"]: row["in_force"] for row in rows(tmp_path / "2", "judgements")}
    assert states == {"accept": "yes", "reject": "undone", "undo": "yes"}


def test_an_added_statement_is_the_reviewers(tmp_path: Path) -> None:
    part = note("Founded in 1999, it grew.")
    build(tmp_path / "first", [part])
    block = next(row for row in rows(tmp_path / "first", "blocks") if row["text"].startswith("Founded"))
    said = {
        "subject_id": "clu:st:KR:seoul",
        "indicator": "founded_date",
        "value": "1999",
        "unit": "year",
        "stated": "1999",
        "period": "1999",
    }
    decision = addition(tmp_path / "first", block["block_id"], 0, 15, said, who="ivan", when="2026-02-01T00:00:00Z")
    build(tmp_path / "a", [part], [decision])
    found = next(row for row in rows(tmp_path / "a", "statements") if row["rule"] == "reviewer")
    assert (found["value"], found["quote"], found["stated"], found["judgement"]) == (
        "1999",
        "Founded in 1999",
        "1999",
        "add",
    )
    assert found["subject"] == "Seoul"
    evidence = [row for row in rows(tmp_path / "a", "evidence") if row["of"] == found["statement_id"]]
    assert [(row["role"], row["quote"]) for row in evidence] == [("value", "1999")]
    undo = Judgement("undo", "statement", decision.id, when="2026-03-01T00:00:00Z")
    build(tmp_path / "b", [part], [decision, undo])
    assert all(row["rule"] != "reviewer" for row in rows(tmp_path / "b", "statements"))


def test_an_addition_that_rules_find_later_is_one_statement(tmp_path: Path) -> None:
    blind = report("note", [TEXT])
    build(tmp_path / "first", [blind])
    said = {"subject_id": "clu:st:KR:seoul", "subject": "Seoul", "subject_type": "cluster"}
    said |= {"indicator": "gii_cluster_rank", "value": "3", "unit": "rank", "period": "2023", "stated": "3rd"}
    block = rows(tmp_path / "first", "blocks")[0]["block_id"]
    decision = addition(tmp_path / "first", block, 3, 24, said, when="2026-02-01T00:00:00Z")
    build(tmp_path / "a", [note()], [decision])
    (statement,) = rows(tmp_path / "a", "statements")
    assert statement["judgement"] == "add"
    assert outcome(tmp_path / "a") == ["applied"]


def test_decisions_survive_a_reissued_report(tmp_path: Path) -> None:
    part = note()
    reject = judged(tmp_path, part, "reject")
    moved = TEXT.replace("among the", "among-\nthe")
    newer = note("A new preface.", "Another one.", name="second", supersedes=part.source.sha256, text=moved)
    build(tmp_path / "a", [newer], [reject])
    assert outcome(tmp_path / "a") == ["re-anchored"]
    assert rows(tmp_path / "a", "statements")[0]["judgement"] == "reject"


def test_an_addition_whose_words_stand_twice_is_orphaned(tmp_path: Path) -> None:
    part = report("note", ["Preface.", "Founded in 1999."])
    build(tmp_path / "first", [part])
    said = {"subject_id": "clu:st:KR:seoul", "indicator": "founded_date", "value": "1999", "unit": "year"}
    block = next(row["block_id"] for row in rows(tmp_path / "first", "blocks") if "1999" in row["text"])
    with pytest.raises(CannotJudge, match="no entity has this id"):
        addition(tmp_path / "first", block, 0, 15, said)
    added = addition(tmp_path / "first", block, 0, 15, said, when="2026-02-01T00:00:00Z", gazetteer=Names())
    twice = report("later", ["Founded in 1999.", "Preface.", "Founded in 1999."], supersedes=part.source.sha256)
    build(tmp_path / "a", [twice], [added])
    assert outcome(tmp_path / "a") == ["orphaned"]
    assert rows(tmp_path / "a", "statements") == []


def test_additions_survive_a_reissued_report(tmp_path: Path) -> None:
    part = note("Founded in 1999, it grew.")
    build(tmp_path / "first", [part])
    said = {"subject_id": "clu:st:KR:seoul", "indicator": "founded_date", "value": "1999", "unit": "year"}
    block = rows(tmp_path / "first", "blocks")[0]["block_id"]
    added = addition(tmp_path / "first", block, 0, 15, said, when="2026-02-01T00:00:00Z")
    build(tmp_path / "with", [part], [added])
    key = next(row["statement_id"] for row in rows(tmp_path / "with", "statements") if row["rule"] == "reviewer")
    fixed = judgement_on(
        tmp_path / "with", key, "correct", field="period", after="1999-05", when="2026-02-02T00:00:00Z"
    )
    newer = note("Preface.", "Founded in\n1999, it grew.", name="second", supersedes=part.source.sha256)
    build(tmp_path / "a", [newer], [added, fixed])
    found = next(row for row in rows(tmp_path / "a", "statements") if row["rule"] == "reviewer")
    assert (found["quote"], found["period"]) == ("Founded in\n1999", "1999-05")
    assert outcome(tmp_path / "a") == ["re-anchored", "re-anchored"]


def test_decisions_survive_new_rules_that_read_more(tmp_path: Path) -> None:
    bare = note(say=Say("Seoul ranked 3rd", "3rd", "3"))
    accept = judged(tmp_path, bare, "accept")
    build(tmp_path / "a", [note()], [accept])
    assert outcome(tmp_path / "a") == ["re-anchored"]
    assert rows(tmp_path / "a", "statements")[0]["judgement"] == "accept"


def test_decisions_survive_a_new_gazetteer(tmp_path: Path) -> None:
    unknown = Entity("new:cluster:seoul", "cluster", "Сеул", (Name("Сеул", "ru", "report"),))
    before = report("note", [TEXT], [replace(SAY, subject="new:cluster:seoul")], discovered=[unknown])
    build(tmp_path / "first", [before])
    accept = judgement_on(tmp_path / "first", ids(before)[0], "accept", when="2026-01-01T00:00:00Z")
    build(tmp_path / "a", [note()], [accept])
    assert outcome(tmp_path / "a") == ["re-anchored"]


def test_a_decision_on_another_claim_is_orphaned_with_its_words(tmp_path: Path) -> None:
    part = note()
    accept = judged(tmp_path, part, "accept")
    other = note(say=Say("2023 Seoul ranked 3rd", "3rd", "3", "clu:st:JP:tokyo-yokohama", period="2023"))
    build(tmp_path / "a", [other], [accept])
    (row,) = rows(tmp_path / "a", "judgements")
    assert (row["outcome"], row["quote"], row["statement_id"]) == ("orphaned", "2023 Seoul ranked 3rd", "")
    assert rows(tmp_path / "a", "statements")[0]["judgement"] == ""


def test_a_removed_source_orphans_its_decisions(tmp_path: Path) -> None:
    part = note()
    accept = judged(tmp_path, part, "accept")
    summary = build(tmp_path / "a", [], [accept])
    assert dict(summary.outcomes) == {"applied": 0, "re-anchored": 0, "orphaned": 1}
    assert rows(tmp_path / "a", "judgements")[0]["quote"] == "2023 Seoul ranked 3rd"


def test_two_claims_that_fit_equally_leave_it_orphaned(tmp_path: Path) -> None:
    part = note()
    reject = judged(tmp_path, part, "reject")
    both = report(
        "note",
        [TEXT],
        [replace(SAY, qualifiers=(("of", "a"),)), replace(SAY, qualifiers=(("of", "b"),))],
    )
    build(tmp_path / "a", [both], [reject])
    assert outcome(tmp_path / "a") == ["orphaned"]


def test_relations_are_judged_too(tmp_path: Path) -> None:
    relation = ("go-cluster funds Seoul", "prg:DE:go-cluster", "funds", "clu:st:KR:seoul")
    part = report("funds", ["go-cluster funds Seoul now"], relations=[relation])
    build(tmp_path / "first", [part])
    key = rows(tmp_path / "first", "relations")[0]["relation_id"]
    reject = judgement_on(tmp_path / "first", key, "reject", when="2026-01-01T00:00:00Z")
    newer = report(
        "second", ["Preface", "go-cluster funds Seoul now"], relations=[relation], supersedes=part.source.sha256
    )
    build(tmp_path / "a", [part], [reject])
    build(tmp_path / "b", [newer], [reject])
    assert [rows(tmp_path / name, "relations")[0]["judgement"] for name in "ab"] == ["reject", "reject"]
    assert outcome(tmp_path / "a") + outcome(tmp_path / "b") == ["applied", "re-anchored"]


def with_repairs(name: str, text: str, *edits: Repair, supersedes: str = "") -> Written:
    part = report(name, [text], supersedes=supersedes)
    assert part.document is not None
    block = replace(part.document.blocks[0], repairs=edits)
    return Written(part.source, replace(part.document, blocks=(block,)), part.findings)


def test_a_repair_of_a_built_dataset_is_judged_by_its_id(tmp_path: Path) -> None:
    text = "the high-\ntech clus-\nter"
    first, second = Repair(8, 10, "-\n", "", "hyphen", 0.9), Repair(19, 21, "-\n", "", "hyphen", 0.9)
    part = with_repairs("hyphens", text, first, second)
    assert part.document is not None
    build(tmp_path / "a", [part])
    key = repair_id(part.document.id, 0, first)
    said = judgement_on(tmp_path / "a", key, "reject", when="2026-01-01T00:00:00Z")
    assert said == judgement_on_repair(part.document, 0, first, "reject", when="2026-01-01T00:00:00Z")
    for wrong, action in ((key.replace("@8", "@7"), "reject"), (key, "correct")):
        with pytest.raises(CannotJudge):
            judgement_on(tmp_path / "a", wrong, action)  # type: ignore[arg-type]  # as above


def test_a_log_is_read_on_from_where_it_ended(tmp_path: Path) -> None:
    log = JudgementLog(tmp_path / "log.jsonl")
    assert log.since(0) == ((), 0)
    first, second = (Judgement("accept", "statement", key, when="2026-01-01T00:00:00Z") for key in ("a", "b"))
    log.append(first)
    found, end = log.since(0)
    assert (found, end) == ((first,), log.path.stat().st_size)
    log.append(second)
    with log.path.open("ab") as stream:
        stream.write(b'{"action": "acc')
    assert log.since(end)[0] == (second,)
    assert log.since(0, {first.id})[0] == (second,)
    assert log.since(log.since(end)[1]) == ((), log.since(end)[1])


def test_what_was_undone_is_the_judgement_itself() -> None:
    said = Judgement("reject", "relation", "key", who="olena", when="2026-01-01T00:00:00Z")
    back = undoing(said, who="petro", when="2026-01-02T00:00:00Z", why="a slip")
    assert (back.action, back.target, back.target_id, back.who, back.why) == (
        "undo",
        "relation",
        said.id,
        "petro",
        "a slip",
    )


def test_a_rejected_repair_is_marked_and_leaves_the_repaired_text(tmp_path: Path) -> None:
    text = "the high-\ntech clus-\nter"
    first, second = Repair(8, 10, "-\n", "", "hyphen", 0.9), Repair(19, 21, "-\n", "", "hyphen", 0.9)
    part = with_repairs("hyphens", text, first, second)
    assert part.document is not None
    reject = judgement_on_repair(part.document, 0, first, "reject", when="2026-01-01T00:00:00Z")
    build(tmp_path / "a", [part], [reject])
    assert rows(tmp_path / "a", "blocks")[0]["repaired"] == "the high-\ntech cluster"
    assert [row["judgement"] for row in rows(tmp_path / "a", "repairs")] == ["reject", ""]
    assert outcome(tmp_path / "a") == ["applied"]
    undo = Judgement("undo", "repair", reject.id, when="2026-01-02T00:00:00Z")
    build(tmp_path / "b", [part], [reject, undo])
    assert rows(tmp_path / "b", "blocks")[0]["repaired"] == "the hightech cluster"
    moved = with_repairs(
        "moved", "New. " + text, Repair(13, 15, "-\n", "", "hyphen", 0.9), supersedes=part.source.sha256
    )
    build(tmp_path / "c", [moved], [reject])
    assert outcome(tmp_path / "c") == ["re-anchored"]
    gone = with_repairs("hyphens", text)
    build(tmp_path / "d", [gone], [reject])
    assert outcome(tmp_path / "d") == ["orphaned"]


def best(key: str, name: str, country: str = "", *more: str) -> Entity:
    names = tuple(Name(text, "en", "report") for text in (name, *more))
    return Entity(key, "cluster", name, names, country)


def firms(name: str, entity: Entity, number: str = "12", supersedes: str = "") -> Written:
    text = f"{entity.name} has {number} firms."
    return report(
        name,
        [text],
        [Say(f"{entity.name} has {number} firms", number, number, entity.id, "company_count", "count", "2020")],
        discovered=[entity],
        supersedes=supersedes,
    )


def merged(folder: Path) -> dict[str, str]:
    return {row["entity_id"]: row["merged_into"] for row in rows(folder, "entities") if row["merged_into"]}


def test_discovered_entities_with_one_name_become_one(tmp_path: Path) -> None:
    parts = [firms("one", best("new:b", "Best Cluster")), firms("two", best("new:a", "«BEST» Cluster"))]
    build(tmp_path / "a", parts)
    assert merged(tmp_path / "a") == {"new:b": "new:a"}
    entity = next(row for row in rows(tmp_path / "a", "entities") if row["entity_id"] == "new:b")
    assert (entity["status"], "best cluster" in entity["because"]) == ("merged", True)
    assert {row["subject_id"] for row in rows(tmp_path / "a", "statements")} == {"new:a"}
    (row,) = rows(tmp_path / "a", "observations")
    assert (row["agreement"], row["documents"]) == ("agree", "2")


def test_other_countries_keep_them_apart(tmp_path: Path) -> None:
    build(tmp_path / "a", [firms("one", best("new:b", "Best", "DE")), firms("two", best("new:a", "BEST", "FR"))])
    assert merged(tmp_path / "a") == {}


def test_one_without_a_country_does_not_join_two_countries(tmp_path: Path) -> None:
    parts = [
        firms("one", best("new:a", "Best")),
        firms("two", best("new:b", "BEST", "DE")),
        firms("three", best("new:c", "«Best»", "FR")),
    ]
    build(tmp_path / "a", parts)
    groups = merged(tmp_path / "a")
    assert groups == {"new:b": "new:a"}


def test_a_name_in_other_letters_is_the_same_entity(tmp_path: Path) -> None:
    russian = best("new:b", "Иннополис Агротех")
    parts = [
        firms("one", best("new:a", "Innopolis Agrotekh")),
        firms("два", russian),
        firms("3", best("new:c", "Агро")),
    ]
    build(tmp_path / "a", parts)
    assert merged(tmp_path / "a") == {"new:b": "new:a"}
    row = next(row for row in rows(tmp_path / "a", "entities") if row["entity_id"] == "new:b")
    assert "in other letters" in row["because"]


def test_like_sounds_in_one_alphabet_stay_two(tmp_path: Path) -> None:
    build(tmp_path / "a", [firms("1", best("new:a", "Kharkiv Agro")), firms("2", best("new:b", "Harkiv Agro"))])
    assert merged(tmp_path / "a") == {}


def test_a_translated_name_is_the_same_entity(tmp_path: Path) -> None:
    def agency(key: str, name: str, language: str) -> Entity:
        return Entity(key, "organisation", name, (Name(name, language, "report"),))

    parts = [
        firms("one", agency("new:a", "Innovation Agency of Lviv", "en")),
        firms("два", agency("new:b", "Агентство инноваций Львова", "ru")),
        firms("три", agency("new:c", "Львівське агентство інновацій", "uk")),
        firms("four", agency("new:d", "Innovation Agency of Kharkiv", "en")),
        # Said of any country: translations of these need not be one.
        firms("five", agency("new:e", "Innovation Agency", "en")),
        firms("шесть", agency("new:f", "Агентство инноваций", "ru")),
    ]
    build(tmp_path / "a", parts)
    assert merged(tmp_path / "a") == {"new:b": "new:a", "new:c": "new:a"}
    row = next(row for row in rows(tmp_path / "a", "entities") if row["entity_id"] == "new:b")
    assert "both say the same in other languages" in row["because"]


def test_people_join_and_part_entities(tmp_path: Path) -> None:
    parts = [firms("one", best("new:b", "Best Cluster")), firms("two", best("new:a", "Other Cluster"))]
    build(tmp_path / "first", parts)
    same = judgement_on(tmp_path / "first", "new:b", "same", after="new:a", when="2026-01-01T00:00:00Z")
    build(tmp_path / "a", parts, [same])
    assert merged(tmp_path / "a") == {"new:b": "new:a"}
    part = judgement_on(tmp_path / "first", "new:a", "different", after="new:b", when="2026-01-02T00:00:00Z")
    build(tmp_path / "b", parts, [same, part])
    assert merged(tmp_path / "b") == {}
    assert sorted(row["in_force"] for row in rows(tmp_path / "b", "judgements")) == ["replaced", "yes"]


def test_a_discovered_entity_becomes_one_of_the_gazetteer(tmp_path: Path) -> None:
    part = firms("one", best("new:a", "Seoul Valley"))
    build(tmp_path / "first", [part])
    about = {"after": "clu:st:KR:seoul", "when": "2026-01-01T00:00:00Z"}
    with pytest.raises(CannotJudge, match="no entity has this id"):
        judgement_on(tmp_path / "first", "new:a", "same", **about)
    for action in ("same", "promote"):
        decision = judgement_on(tmp_path / "first", "new:a", action, gazetteer=Names(), **about)  # type: ignore[arg-type]  # test data
        build(tmp_path / action, [part], [decision])
        assert merged(tmp_path / action) == {"new:a": "clu:st:KR:seoul"}
        assert rows(tmp_path / action, "statements")[0]["subject"] == "Seoul"
        assert outcome(tmp_path / action) == ["applied"]


def test_a_merge_by_name_is_reversible(tmp_path: Path) -> None:
    parts = [firms("one", best("new:b", "Best Cluster")), firms("two", best("new:a", "BEST Cluster"))]
    build(tmp_path / "first", parts)
    apart = judgement_on(tmp_path / "first", "new:a", "different", after="new:b", when="2026-01-02T00:00:00Z")
    build(tmp_path / "a", parts, [apart])
    assert merged(tmp_path / "a") == {}


def test_parting_two_holds_through_a_third(tmp_path: Path) -> None:
    parts = [
        firms("one", best("new:a", "Best", "", "Bridge")),
        firms("two", best("new:b", "Other", "", "Bridge two")),
        firms("three", best("new:c", "Bridge", "", "Bridge Two")),
    ]
    build(tmp_path / "first", parts)
    assert set(merged(tmp_path / "first")) == {"new:b", "new:c"}
    apart = judgement_on(tmp_path / "first", "new:a", "different", after="new:b", when="2026-01-02T00:00:00Z")
    build(tmp_path / "a", parts, [apart])
    groups = merged(tmp_path / "a")
    assert groups.get("new:a", "new:a") != groups.get("new:b", "new:b")


def test_renamed_and_promoted_entities(tmp_path: Path) -> None:
    part = firms("one", best("new:a", "Best"))
    build(tmp_path / "first", [part])
    rename = judgement_on(tmp_path / "first", "new:a", "rename", after="The Best Cluster", when="2026-01-01T00:00:00Z")
    promote = judgement_on(tmp_path / "first", "new:a", "promote", when="2026-01-02T00:00:00Z")
    build(tmp_path / "a", [part], [rename, promote])
    (entity,) = rows(tmp_path / "a", "entities")
    assert (entity["name"], entity["status"]) == ("The Best Cluster", "gazetteer")
    assert rows(tmp_path / "a", "statements")[0]["subject"] == "The Best Cluster"
    assert {"Best", "The Best Cluster"} == {row["name"] for row in rows(tmp_path / "a", "names")}


def spoken(key: str, name: str, language: str) -> Entity:
    return Entity(key, "cluster", name, (Name(name, language, "report"),))


THREE = (
    ("один", spoken("new:a", "Дніпротехніка", "uk")),
    ("two", spoken("new:b", "Dniprotechnika", "en")),
    ("три", spoken("new:c", "Днепротехника", "ru")),
)


def test_one_entity_in_three_languages_goes_by_its_english_name(tmp_path: Path) -> None:
    build(tmp_path / "a", [firms(*one) for one in THREE])
    assert merged(tmp_path / "a") == {"new:b": "new:a", "new:c": "new:a"}
    assert {row["subject"] for row in rows(tmp_path / "a", "statements")} == {"Dniprotechnika"}
    told = explain(tmp_path / "a", "new:a")
    assert [parent.id for parent in told.parents] == ["new:b", "new:c"]
    assert all("both sound" in parent.said for parent in told.parents)
    assert [line for line in told.render() if line.startswith("name")] == [
        "name        Дніпротехніка (uk), report",
        "name        Dniprotechnika (en), report",
        "name        Днепротехника (ru), report",
    ]


def test_a_short_name_is_one_where_two_languages_spell_it_alike(tmp_path: Path) -> None:
    aerohub = [("1", spoken("new:a", "Аэрохаб", "ru")), ("2", spoken("new:b", "Аерохаб", "uk"))]
    other = ("3", spoken("new:c", "Аэрохуб", "ru"))
    build(tmp_path / "a", [firms(*one) for one in (*aerohub, other)])
    assert merged(tmp_path / "a") == {"new:b": "new:a"}
    row = next(row for row in rows(tmp_path / "a", "entities") if row["entity_id"] == "new:b")
    assert "“aerokhab” in Latin letters" in row["because"]


def test_without_an_english_name_it_is_transliterated_and_kept_beside(tmp_path: Path) -> None:
    build(tmp_path / "a", [firms(*THREE[0]), firms(*THREE[2])])
    assert merged(tmp_path / "a") == {"new:c": "new:a"}
    kept = next(row for row in rows(tmp_path / "a", "entities") if row["entity_id"] == "new:a")
    assert kept["name"] == "Dneprotekhnika"
    assert {row["name"] for row in rows(tmp_path / "a", "names")} == {"Дніпротехніка", "Днепротехника"}


def test_what_is_decided_about_one_of_several_that_are_one_holds_for_all(tmp_path: Path) -> None:
    parts = [firms(*one) for one in THREE]
    build(tmp_path / "first", parts)
    early = judgement_on(tmp_path / "first", "new:a", "rename", after="Early", when="2026-01-01T00:00:00Z")
    rename = judgement_on(tmp_path / "first", "new:c", "rename", after="Dnipro Tech", when="2026-01-02T00:00:00Z")
    promote = judgement_on(tmp_path / "first", "new:b", "promote", when="2026-01-03T00:00:00Z")
    build(tmp_path / "a", parts, [rename, promote, early])
    assert {row["subject"] for row in rows(tmp_path / "a", "statements")} == {"Dnipro Tech"}
    kept = next(row for row in rows(tmp_path / "a", "entities") if row["entity_id"] == "new:a")
    assert (kept["name"], kept["status"]) == ("Dnipro Tech", "gazetteer")


def test_decisions_on_a_merged_subject_survive_a_reissued_report(tmp_path: Path) -> None:
    """The judged statement names the entity that its own was merged into; the new version names its own again."""
    parts = [firms(*one) for one in THREE]
    build(tmp_path / "first", parts)
    accept = judgement_on(tmp_path / "first", ids(parts[2])[0], "accept", when="2026-01-01T00:00:00Z")
    assert accept.said("subject_id") == "new:a"
    newer = firms("четыре", THREE[2][1], supersedes=parts[2].source.sha256)
    build(tmp_path / "a", [*parts[:2], newer], [accept])
    assert outcome(tmp_path / "a") == ["re-anchored"]
    build(tmp_path / "b", [newer], [accept])
    assert outcome(tmp_path / "b") == ["re-anchored"], "the others may be gone"


def test_an_entity_decision_finds_the_entity_under_its_new_id(tmp_path: Path) -> None:
    part = firms("one", best("new:a", "Best"))
    build(tmp_path / "first", [part])
    rename = judgement_on(tmp_path / "first", "new:a", "rename", after="Better", when="2026-01-01T00:00:00Z")
    known = Entity("clu:org:XX:best", "cluster", "Best", (Name("Best", "en", "register"),))
    later = report(
        "one",
        ["Best has 12 firms."],
        [Say("Best has 12 firms", "12", "12", "clu:org:XX:best", "company_count", "count")],
    )
    build(tmp_path / "a", [later], [rename], Names(known))
    assert outcome(tmp_path / "a") == ["re-anchored"]
    assert rows(tmp_path / "a", "statements")[0]["subject"] == "Better"


def test_what_cannot_be_judged_is_said(tmp_path: Path) -> None:
    part = note()
    build(tmp_path / "a", [part])
    key = ids(part)[0]
    for wrong, message in (
        ({"key": "nothing", "action": "accept"}, "no statement or relation"),
        ({"key": key, "action": "correct", "field": "quote", "after": "x"}, "cannot be corrected"),
        ({"key": key, "action": "correct", "field": "value", "after": "many"}, "cannot stand in value"),
        ({"key": key, "action": "correct", "field": "value", "after": "1e999999"}, "cannot stand in value"),
        ({"key": key, "action": "correct", "field": "period", "after": "last year"}, "cannot stand in period"),
        ({"key": key, "action": "correct", "field": "qualifiers", "after": '{"of": 1}'}, "cannot stand in qualifiers"),
        ({"key": key, "action": "undo"}, "no judgement"),
        ({"key": "clu:x", "action": "same", "after": "clu:y"}, "no entity"),
        ({"key": key, "action": "correct", "field": "subject_id", "after": "clu:y"}, "no entity"),
    ):
        with pytest.raises(CannotJudge, match=message):
            judgement_on(tmp_path / "a", **wrong)  # type: ignore[arg-type]  # test data


def test_a_correction_that_cannot_stand_is_orphaned_not_applied(tmp_path: Path) -> None:
    part = note()
    decision = replace(judged(tmp_path, part, "correct", field="value", after="4"), after="many", id="")
    build(tmp_path / "a", [part], [decision])
    assert outcome(tmp_path / "a") == ["orphaned"]
    assert rows(tmp_path / "a", "statements")[0]["value"] == "3"


def test_the_log_reads_what_was_appended(tmp_path: Path) -> None:
    log = JudgementLog(tmp_path / "corpus" / "judgements.jsonl")
    assert log.read() == ()
    first = judged(tmp_path, note(), "reject", why='«опечатка» — "typo"\n')
    second = Judgement("undo", "statement", first.id, who="olena")
    log.append(first)
    log.append(second)
    assert log.read() == (first, second)
    for line in log.path.read_text("utf-8").splitlines():
        assert json.loads(line)["id"]


def test_a_corrupt_line_is_named_and_nothing_is_lost(tmp_path: Path) -> None:
    log = JudgementLog(tmp_path / "judgements.jsonl")
    log.append(Judgement("comment", "statement", "x"))
    with log.path.open("ab") as stream:
        stream.write(b'{"action":"reje')
    kept = log.path.read_bytes()
    with pytest.raises(BadJudgements, match=r"judgements\.jsonl, line 2: .*mend this line"):
        log.read()
    assert log.path.read_bytes() == kept
    log.append(Judgement("comment", "statement", "y"))
    lines = log.path.read_bytes().splitlines()
    assert lines[1] == b'{"action":"reje'
    assert json.loads(lines[2])["target_id"] == "y"


@pytest.mark.parametrize("line", [b"[]", b'{"action":"maybe","target":"statement"}', b'"x"', b"\xff\xfe", b"null"])
def test_lines_that_are_no_judgement(tmp_path: Path, line: bytes) -> None:
    log = JudgementLog(tmp_path / "judgements.jsonl")
    log.path.write_bytes(line + b"\n")
    with pytest.raises(BadJudgements, match="line 1"):
        log.read()


def _write_many(path: str, who: str) -> None:
    log = JudgementLog(Path(path))
    for number in range(40):
        log.append(Judgement("comment", "statement", f"{who}-{number}", who=who, why="x" * 3_000))


def test_two_writers_do_not_mix_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_many, args=(str(path), who)) for who in ("a", "b")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(180)
    found = JudgementLog(path).read()
    assert sorted(judgement.target_id for judgement in found) == sorted(
        f"{who}-{number}" for who in "ab" for number in range(40)
    )


words = st.lists(st.sampled_from(["cluster", "Сеул", "ranked", "3rd", "2023", "п'ять", "—", "(x)"]), max_size=8)


@settings(max_examples=60, deadline=None)
@given(st.lists(words, max_size=4), words, words, st.sampled_from([" ", "\n", "-\n", "  "]))
def test_words_are_found_again_wherever_they_moved(
    before: list[list[str]], left: list[str], right: list[str], gap: str
) -> None:
    text = " ".join([*left, "Seoul ranked 77th there", *right])
    first = report("first", [text])
    assert first.document is not None
    anchor = anchor_at(first.document, place_of(first.document, "Seoul ranked 77th there"))
    moved = text.replace("ranked 77th", f"ranked{gap}77th")
    second = report("second", [*(" ".join(some) for some in before), moved])
    assert second.document is not None
    (spot,) = locate(anchor, second.document)
    found = second.document.text_at(spot.block)[spot.start : spot.stop]
    assert found == f"Seoul ranked{gap}77th there"


def test_context_decides_between_the_same_words(tmp_path: Path) -> None:
    part = report("first", ["Seoul was 3rd. In 2021 it was 3rd too. Busan was 3rd."])
    assert part.document is not None
    anchor = anchor_at(part.document, part.document.place(0, 49, 52))
    assert (anchor.quote, anchor.prefix[-10:]) == ("3rd", "Busan was ")
    later = report("later", ["New. Seoul was 3rd.", "In 2021 it was 3rd too. Busan was 3rd."])
    assert later.document is not None
    (spot,) = locate(anchor, later.document)
    assert (spot.block, spot.start) == (1, 34)
    del tmp_path
