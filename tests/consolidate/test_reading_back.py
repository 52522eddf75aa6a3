"""Search, lineage, difference, frames and exports of a built dataset."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

from consolidate import (
    TABLES,
    WRITERS,
    diff,
    explain,
    export,
    judgement_on,
    read_table,
    search,
    verify_dataset,
)
from consolidate.frames import frame, frames
from consolidate.indexing import indexed, tokens
from consolidate.write.safety import as_written, spreadsheet_safe
from extract import Repair
from gazetteer import Entity, Name

from .reports import Say, Written, build, grid, ids, report


@pytest.fixture(scope="module")
def parts() -> list[Written]:
    english = report(
        "english",
        ["In 2023 Seoul ranked 3rd among science clusters.", "=SUM(A1)", "+7 lines\r\nand @more", "-5 degrees"],
        [Say("2023 Seoul ranked 3rd", "3rd", "3", period="2023")],
        published="2024",
        mentions=[("Seoul", "clu:st:KR:seoul")],
    )
    russian = report(
        "russian",
        ["Зелёные кластеры Сеула выросли на 2,5 % в 2023 году."],
        [Say("кластеры Сеула выросли на 2,5 % в 2023", "2,5 %", "2.5", unit="percent", period="2023")],
        language="ru",
    )
    ukrainian = report("ukrainian", ["П'ять кластерів об’єднує альянс."], language="uk")
    table = report("table", [grid(["Cluster", "Rank"], ["Seoul", "5"])], [Say("5", "5", "5", period="2023")])
    return [english, russian, ukrainian, table]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory, parts: list[Written]) -> Path:
    folder = tmp_path_factory.mktemp("dataset") / "a"
    build(folder, parts)
    return folder


@pytest.mark.parametrize(
    ("asked", "language", "found"),
    [
        ("cluster", None, "science clusters"),
        ("зеленый", None, "Зелёные кластеры"),
        ("кластера", "ru", "Зелёные кластеры"),
        ("КЛАСТЕРИ", "uk", "кластерів"),
        ("п’ять", None, "П'ять"),
        ("объединяет", None, ""),
        ("об'єднує", None, "об’єднує"),
        ("обєднує", None, "об’єднує"),
        ("Seoul ranked", None, "Seoul ranked 3rd"),
        ("rank", "en", "ranked"),
        ("nothing-such", None, ""),
        ('"; DROP TABLE blocks', None, ""),
        ("NEAR( * OR", None, ""),
        ("   ", None, ""),
    ],
)
def test_words_are_found_in_any_form(dataset: Path, asked: str, language: str | None, found: str) -> None:
    hits = [hit for hit in search(dataset, asked, language) if hit.kind == "paragraph"]
    assert bool(hits) == bool(found)
    if found:
        assert any(found in hit.excerpt for hit in hits)
        texts = {row["block_id"]: row["text"] for row in read_table(dataset, "blocks")}
        assert all(texts[hit.id][hit.start : hit.stop].strip() for hit in hits)


def test_search_keeps_yi_and_i_apart(dataset: Path) -> None:
    assert tokens("їжак") != tokens("іжак")
    assert search(dataset, "об'єднує")
    assert not search(dataset, "об'еднуї")


def test_search_by_language_and_limit(dataset: Path) -> None:
    assert {hit.language for hit in search(dataset, "кластер", "uk") if hit.kind == "paragraph"} <= {"uk"}
    assert len(search(dataset, "Seoul", limit=1)) == 1
    assert search(dataset, "Seoul", limit=0) == ()


def test_names_are_found(dataset: Path) -> None:
    hits = [hit for hit in search(dataset, "Сеулом") if hit.kind == "name"]
    assert [(hit.id, hit.title) for hit in hits][:1] == [("clu:st:KR:seoul", "Seoul")]


def test_a_name_leads_to_the_entity_that_it_became_one_with(tmp_path: Path) -> None:
    parts = [
        report(key, [f"{name} ranks 5"], [Say(f"{name} ranks 5", "5", "5", key)], discovered=[entity])
        for key, name, language in (("new:b", "Dniprotechnika", "en"), ("new:a", "Дніпротехніка", "uk"))
        for entity in [Entity(key, "cluster", name, (Name(name, language, "report"),))]
    ]
    build(tmp_path / "a", parts)
    names = [hit for hit in search(tmp_path / "a", "Dniprotechnika") if hit.kind == "name"]
    assert [(hit.id, hit.title) for hit in names] == [("new:a", "Dniprotechnika")]


@given(st.text(max_size=40))
@settings(max_examples=80, deadline=None)
def test_any_question_is_harmless(dataset: Path, asked: str) -> None:
    search(dataset, asked)
    assert isinstance(indexed(asked, "en"), str)


def test_a_statement_is_explained_to_its_bytes(dataset: Path, parts: list[Written]) -> None:
    key = ids(parts[0])[0]
    lineage = explain(dataset, key)
    assert lineage.kind == "statement"
    assert lineage.source is not None
    assert lineage.source.sha256 == parts[0].source.sha256
    assert [words.role for words in lineage.words] == ["quote", "value"]
    assert [mention.entity_id for mention in lineage.mentions] == ["clu:st:KR:seoul"]
    assert lineage.observation is not None
    assert [other.value for other in lineage.observation.others] == ["5"]
    text = "\n".join(lineage.render())
    for part in ("2023 Seoul ranked 3rd", "rank_of", "conflict", parts[0].source.sha256, "page 1"):
        assert part in text
    assert json.loads(lineage.json())["id"] == key


def test_a_prefix_is_enough_and_nonsense_is_said(dataset: Path, parts: list[Written]) -> None:
    key = ids(parts[0])[0]
    assert explain(dataset, key[:12]).id == key
    with pytest.raises(KeyError, match="nothing in the dataset"):
        explain(dataset, "zzzz")
    with pytest.raises(KeyError, match="more than one"):
        explain(dataset, "clu:") if len(list(read_table(dataset, "entities"))) > 1 else explain(
            dataset, parts[0].source.sha256[:1]
        )
    with pytest.raises(KeyError, match="no id"):
        explain(dataset, "")


def test_everything_with_an_id_is_explained(dataset: Path) -> None:
    for table in TABLES:
        if table.keyed:
            for row in read_table(dataset, table.name):
                assert explain(dataset, row[table.names[0]]).render()


def test_an_observation_leads_to_its_statements(dataset: Path) -> None:
    row = next(row for row in read_table(dataset, "observations") if row["agreement"] == "conflict")
    lineage = explain(dataset, row["observation_id"])
    assert [parent.id for parent in lineage.parents] == json.loads(row["statement_ids"])
    assert f"observation {row['observation_id']}: 3, conflict, preferred: newer document" in lineage.render()


def test_a_restated_figure_is_told_as_such(tmp_path: Path) -> None:
    say = Say("Seoul ranked 3rd", "3rd", "3")
    original = report("original", ["Seoul ranked 3rd"], [say], publisher="WIPO", published="2024")
    echo = report("echo", ["Seoul ranked 3rd"], [replace(say, qualifiers=(("according_to", "WIPO"),))])
    build(tmp_path / "a", [original, echo])
    told = explain(tmp_path / "a", ids(original)[0]).render()
    assert f"            3 in Echo, restated from WIPO ({ids(echo)[0]}): “Seoul ranked 3rd”" in told


def test_repairs_are_told(tmp_path: Path) -> None:
    part = report("hyphen", ["Seo-\nul ranked 3rd"], [Say("Seo-\nul ranked 3rd", "3rd", "3")])
    assert part.document is not None
    block = part.document.blocks[0]
    repaired = type(block)(0, "paragraph", block.text, "en", repairs=(Repair(3, 5, "-\n", "", "hyphen", 0.9),))
    document = type(part.document)(part.document.id, "text/plain", "plain 1", (repaired,))
    build(tmp_path / "a", [Written(part.source, document, part.findings)])
    (repair,) = explain(tmp_path / "a", ids(part)[0]).repairs
    assert (repair.text, repair.replacement, repair.stage) == ("-\n", "", "hyphen")


def test_no_change_is_no_difference(dataset: Path) -> None:
    assert diff(dataset, dataset).lines() == ("0 added, 0 changed, 0 withdrawn",)


def one_change(old: Path, new: Path) -> tuple[str, str]:
    found = diff(old, new)
    changes = [("added", change) for change in found.added]
    changes += [("changed", change) for change in found.changed]
    changes += [("withdrawn", change) for change in found.withdrawn]
    assert len(changes) == 1, found.lines()
    assert json.loads(found.json())[changes[0][0]][0]["statement_id"] == changes[0][1].statement_id
    return changes[0][0], changes[0][1].cause


def test_each_change_has_its_cause(tmp_path: Path) -> None:
    text = "In 2023 Seoul ranked 3rd."
    bare = Say("Seoul ranked 3rd", "3rd", "3")
    part = report("note", [text], [bare])
    build(tmp_path / "none", [])
    build(tmp_path / "old", [part])
    assert one_change(tmp_path / "none", tmp_path / "old") == ("added", "new source")
    assert one_change(tmp_path / "old", tmp_path / "none") == ("withdrawn", "source removed")

    dated = report("note", [text], [Say("2023 Seoul ranked 3rd", "3rd", "3", period="2023")])
    build(tmp_path / "rule", [dated])
    assert one_change(tmp_path / "old", tmp_path / "rule") == ("changed", "new rule version")

    other = report("note", [text], [Say("Seoul ranked 3rd", "3rd", "3", "clu:st:JP:tokyo-yokohama")])
    build(tmp_path / "names", [other])
    assert one_change(tmp_path / "old", tmp_path / "names") == ("changed", "gazetteer entry")

    reject = judgement_on(tmp_path / "old", ids(part)[0], "reject", when="2026-01-01T00:00:00Z")
    build(tmp_path / "judged", [part], [reject])
    assert one_change(tmp_path / "old", tmp_path / "judged") == ("changed", "judgement")

    newer = report("second", [text, "More."], [bare], supersedes=part.source.sha256)
    build(tmp_path / "newer", [newer])
    assert one_change(tmp_path / "old", tmp_path / "newer") == ("changed", "new version of the source")
    assert diff(tmp_path / "old", tmp_path / "newer").lines() == (
        "0 added, 1 changed, 0 withdrawn",
        "= 1 say the same as before  [new version of the source]  (Second)",
    )

    blind = report("note", [text])
    build(tmp_path / "blind", [blind])
    assert one_change(tmp_path / "old", tmp_path / "blind") == ("withdrawn", "new rule version")

    failed = Written(part.source, None, None, "unreadable")
    build(tmp_path / "failed", [failed])
    assert one_change(tmp_path / "old", tmp_path / "failed") == ("withdrawn", "source cannot be read")
    assert one_change(tmp_path / "failed", tmp_path / "old") == ("added", "source can be read again")


def test_a_subject_called_otherwise_has_its_cause(tmp_path: Path) -> None:
    def told(name: str, key: str, language: str) -> Written:
        entity = Entity(key, "cluster", name, (Name(name, language, "report"),))
        return report(key, ["It has 10 firms"], [Say("It has 10 firms", "10", "10", key)], discovered=[entity])

    ukrainian, english = told("Дніпротехніка", "new:b", "uk"), told("Dniprotechnika", "new:a", "en")
    build(tmp_path / "one", [ukrainian])
    build(tmp_path / "two", [ukrainian, english])
    (change,) = diff(tmp_path / "one", tmp_path / "two").changed
    assert (change.cause, {item.field for item in change.fields}) == ("new source", {"subject_id", "subject"})
    assert {change.cause for change in diff(tmp_path / "two", tmp_path / "one").changed} == {"source removed"}

    apart = judgement_on(tmp_path / "two", "new:a", "different", after="new:b", when="2026-01-01T00:00:00Z")
    build(tmp_path / "apart", [ukrainian, english], [apart])
    assert one_change(tmp_path / "two", tmp_path / "apart") == ("changed", "judgement")
    rename = judgement_on(tmp_path / "two", "new:b", "rename", after="Dnipro", when="2026-01-01T00:00:00Z")
    build(tmp_path / "renamed", [ukrainian, english], [rename])
    renamed = diff(tmp_path / "two", tmp_path / "renamed").changed
    assert [(change.cause, [item.field for item in change.fields]) for change in renamed] == [
        ("judgement", ["subject"])
    ] * 2

    other = told("Лесная долина", "new:0", "ru")
    build(tmp_path / "apart too", [ukrainian, other])
    same = judgement_on(tmp_path / "apart too", "new:b", "same", after="new:0", when="2026-01-01T00:00:00Z")
    build(tmp_path / "joined", [ukrainian, other], [same])
    build(tmp_path / "alone", [ukrainian], [same])
    joined = diff(tmp_path / "apart too", tmp_path / "joined").changed
    assert {change.cause for change in joined} == {"judgement"}
    causes = {change.statement_id: change.cause for change in diff(tmp_path / "joined", tmp_path / "alone").changed}
    assert causes == {ids(ukrainian)[0]: "source removed"}, "that the decision is orphaned now is no decision"


def test_a_dataset_built_before_a_column_was_added_is_compared(tmp_path: Path) -> None:
    part = report("note", ["Seoul ranked 3rd."], [Say("Seoul ranked 3rd", "3rd", "3")])
    build(tmp_path / "old", [part])
    build(tmp_path / "new", [part])
    entities = tmp_path / "old" / "entities.csv"
    entities.write_text(
        "".join(line.rpartition(",")[0] + "\n" for line in entities.read_text("utf-8").splitlines()), encoding="utf-8"
    )
    assert diff(tmp_path / "old", tmp_path / "new").lines() == ("0 added, 0 changed, 0 withdrawn",)


def test_facts_read_from_the_same_words_meet_their_like_in_a_new_version(tmp_path: Path) -> None:
    """One value that counts for several subjects: each is the same in the new version, none is gone."""
    text = "In 2023 Seoul ranked 3rd."
    says = [Say("Seoul ranked 3rd", "3rd", "3"), Say("Seoul ranked 3rd", "3rd", "3", "clu:st:JP:tokyo-yokohama")]
    part = report("note", [text], says)
    build(tmp_path / "old", [part])
    build(tmp_path / "new", [report("second", [text, "More."], says, supersedes=part.source.sha256)])
    found = diff(tmp_path / "old", tmp_path / "new")
    assert not found.added and not found.withdrawn
    assert {change.was for change in found.changed} == set(ids(part))


def test_the_page_of_a_difference(tmp_path: Path) -> None:
    text = "In 2023 Seoul <i>ranked</i> 3rd."
    part = report("note", [text], [Say("Seoul <i>ranked</i> 3rd", "3rd", "3")])
    build(tmp_path / "old", [part])
    reject = judgement_on(tmp_path / "old", ids(part)[0], "reject", when="2026-01-01T00:00:00Z")
    extra = report("extra", ["Seoul came 4."], [Say("Seoul came 4", "4", "4")])
    build(tmp_path / "new", [part, extra], [reject])
    page = html.document_fromstring(diff(tmp_path / "old", tmp_path / "new").page())
    assert [tile.text for tile in page.xpath("//ul[@class='tiles']//b")] == ["1", "1", "0"]
    assert {cell.text for cell in page.xpath("//section[@id='causes']//td[1]")} == {"judgement", "new source"}
    assert "Seoul <i>ranked</i> 3rd" in [quote.text for quote in page.iter("blockquote")]
    assert page.xpath("//section[@id='changed']//ins/text()") == ["reject"]


def test_frames_have_proper_types(dataset: Path) -> None:
    statements = frame(dataset, "statements")
    assert str(statements["value"].dtype) == "float64"
    assert str(statements["start"].dtype) == "Int64"
    assert str(statements["quote"].dtype) == "string"
    assert str(statements["status"].dtype) == "category"
    assert sorted(statements["value"]) == [2.5, 3.0, 5.0]
    assert list(frame(dataset, "observations")["statement_ids"].map(type).unique()) == [list]
    assert frames(dataset).keys() == {table.name for table in TABLES}
    with pytest.raises(KeyError, match="known: documents"):
        frame(dataset, "nonsense")


@pytest.mark.parametrize("safe", [False, True])
@pytest.mark.parametrize("name", sorted(WRITERS))
def test_every_format_writes(dataset: Path, tmp_path: Path, name: str, safe: bool) -> None:
    written = export(dataset, name, tmp_path / "out", spreadsheet_safe=safe)
    assert written
    assert {path.name for path in (tmp_path / "out").iterdir()} == {path.name for path in written}
    again = export(dataset, name, tmp_path / "again", spreadsheet_safe=safe)
    assert [path.read_bytes() for path in written] == [path.read_bytes() for path in again]


def test_an_unknown_format_is_said(dataset: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"known: csv jsonl parquet"):
        export(dataset, "pdf", tmp_path)


def test_plain_exports_are_exact(dataset: Path, tmp_path: Path) -> None:
    export(dataset, "csv", tmp_path / "csv")
    for table in TABLES:
        assert (tmp_path / "csv" / table.file).read_bytes() == (dataset / table.file).read_bytes()
    export(dataset, "jsonl", tmp_path / "jsonl")
    export(dataset, "parquet", tmp_path / "parquet")
    export(dataset, "xlsx", tmp_path / "xlsx")
    book = openpyxl.load_workbook(tmp_path / "xlsx" / "dataset.xlsx", read_only=True)
    for table in TABLES:
        rows = [tuple(row.values()) for row in read_table(dataset, table.name)]
        lines = (tmp_path / "jsonl" / f"{table.name}.jsonl").read_text("utf-8").split("\n")[:-1]
        assert len(lines) == len(rows)
        columns = pq.read_table(tmp_path / "parquet" / f"{table.name}.parquet")
        assert columns.num_rows == len(rows)
        sheet = list(book[table.name].iter_rows(max_col=len(table.columns), values_only=True))
        assert len(sheet) == len(rows) + 1
        for index, column in enumerate(table.columns):
            plain = [row[index] for row in rows]
            if column.kind == "text":
                assert [json.loads(line)[column.name] for line in lines] == plain
                assert columns[column.name].to_pylist() == plain
                assert [unescaped((*row, *(None,) * 40)[index]) for row in sheet[1:]] == plain
            if column.kind == "decimal":
                wanted = [Decimal(cell) if cell else None for cell in plain]
                assert columns[column.name].to_pylist() == wanted


def unescaped(cell: object) -> str:
    return str(cell or "").replace("_x000D_", "\r")


def test_a_spreadsheet_runs_nothing(dataset: Path, tmp_path: Path) -> None:
    export(dataset, "csv", tmp_path / "csv", spreadsheet_safe=True)
    for table in TABLES:
        with (tmp_path / "csv" / table.file).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                for column in table.columns:
                    if column.kind in ("text", "json"):
                        assert not row[column.name].lstrip().startswith(("=", "+", "-", "@")), row[column.name]
    exact = {row["block_id"]: row["text"] for row in read_table(dataset, "blocks")}
    safe = {row["block_id"]: row["text"] for row in read_table(tmp_path / "csv", "blocks")}
    assert safe != exact
    assert {key: as_written(text) for key, text in safe.items()} == exact


def test_a_workbook_has_no_formulas(dataset: Path, tmp_path: Path) -> None:
    export(dataset, "xlsx", tmp_path / "xlsx")
    book = openpyxl.load_workbook(tmp_path / "xlsx" / "dataset.xlsx")
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert "=SUM(A1)" in {row[14].value for row in book["blocks"].iter_rows()}


@given(st.text(max_size=20))
@example("'=1")
@example("''")
@example(" '+")
@example("\u00a0=x")
def test_safe_texts_can_be_undone(text: str) -> None:
    assert as_written(spreadsheet_safe(text)) == text
    assert not spreadsheet_safe(text).lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_long_text_is_cut_in_the_workbook_only_and_named(tmp_path: Path) -> None:
    build(tmp_path / "a", [report("long", ["x" * 40_000])])
    export(tmp_path / "a", "xlsx", tmp_path / "xlsx")
    book = openpyxl.load_workbook(tmp_path / "xlsx" / "dataset.xlsx")
    assert "40000 characters" in str(book["cut texts"].cell(2, 3).value)


def test_frictionless_finds_no_fault(dataset: Path) -> None:
    from frictionless import validate

    checked = validate(str(dataset / "datapackage.json"))
    assert checked.valid, checked.flatten(["name", "type", "message"])


def test_the_crate_names_files_and_sources(dataset: Path, tmp_path: Path, parts: list[Written]) -> None:
    written = export(dataset, "rocrate", tmp_path / "crate")
    graph = json.loads((tmp_path / "crate" / "ro-crate-metadata.json").read_text("utf-8"))["@graph"]
    entries = {entry["@id"]: entry for entry in graph}
    assert entries["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    assert {part["@id"] for part in entries["./"]["hasPart"]} == {path.name for path in written[:-1]}
    assert all(f"urn:sha256:{part.source.sha256}" in entries for part in parts)


def test_the_crate_keeps_the_rules_of_its_profile(tmp_path: Path) -> None:
    """RO-Crate 1.1: what a root must have, also where no source is dated; whatever is pointed to is told of."""
    undated = report("one", ["Nothing here."], publisher="Бюро «Кластер», Київ")
    build(tmp_path / "a", [undated])
    export(tmp_path / "a", "rocrate", tmp_path / "crate")
    crate = json.loads((tmp_path / "crate" / "ro-crate-metadata.json").read_text("utf-8"))
    entries = {entry["@id"]: entry for entry in crate["@graph"]}
    root = entries["./"]
    assert len(entries) == len(crate["@graph"])
    assert root["@type"] == "Dataset"
    assert all(root[key] for key in ("name", "description", "license"))
    assert date.fromisoformat(root["datePublished"])
    assert entries["ro-crate-metadata.json"]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert all(entry["@type"] and re.fullmatch(r"[!-~]+", key) for key, entry in entries.items())
    pointed = [value for entry in entries.values() for value in _pointed_to(entry)]
    assert {*pointed} - {"https://w3id.org/ro/crate/1.1"} <= entries.keys()
    assert entries[entries[f"urn:sha256:{undated.source.sha256}"]["publisher"]["@id"]]["name"] == "Бюро «Кластер», Київ"
    for key, entry in entries.items():
        if entry["@type"] == "File":
            data = (tmp_path / "crate" / key).read_bytes()
            assert (entry["sha256"], entry["contentSize"]) == (hashlib.sha256(data).hexdigest(), str(len(data)))


def _pointed_to(entry: dict[str, object]) -> Iterator[str]:
    for value in entry.values():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield item["@id"]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("statements.csv", "Seoul ranked 3rd", "Seoul ranked 4th", "has another row there"),
        ("blocks.csv", "science clusters", "science blusters", "has another row there"),
        ("mentions.csv", "clu:st:KR:seoul", "clu:st:KR:busan", "is not in entities.csv"),
        ("blocks.csv", ",paragraph,", ",sermon,", "is unknown"),
        ("observations.csv", '"[""', '"[[""', "no JSON"),
        ("datapackage.json", "", "", "missing"),
    ],
)
def test_faults_are_found(tmp_path: Path, parts: list[Written], file: str, old: str, new: str, said: str) -> None:
    build(tmp_path / "a", parts)
    path = tmp_path / "a" / file
    if old:
        text = path.read_text("utf-8")
        assert old in text
        path.write_bytes(text.replace(old, new).encode())
    else:
        path.unlink()
    assert any(said in fault for fault in verify_dataset(tmp_path / "a"))


def test_a_wrong_quote_in_the_database_is_found(tmp_path: Path, parts: list[Written]) -> None:
    build(tmp_path / "a", parts)
    connection = sqlite3.connect(tmp_path / "a" / "dataset.sqlite")
    with connection:
        connection.execute("UPDATE blocks SET text = replace(text, 'ranked 3rd', 'ranked 4th')")
    connection.close()
    assert any("not what stands at its place" in fault for fault in verify_dataset(tmp_path / "a"))


@pytest.mark.parametrize("file", ["dataset.sqlite", "statements.csv"])
def test_half_a_file_is_a_fault_and_no_crash(tmp_path: Path, parts: list[Written], file: str) -> None:
    build(tmp_path / "a", parts)
    path = tmp_path / "a" / file
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert verify_dataset(tmp_path / "a")


def test_the_database_opens_read_only_and_sorted(dataset: Path) -> None:
    connection = sqlite3.connect(dataset / "dataset.sqlite")
    for table in TABLES:
        found = [row[0] for row in connection.execute(f'SELECT * FROM "{table.name}"')]  # noqa: S608 - own names
        assert found == sorted(found)
    connection.close()


def test_importing_the_package_loads_no_pandas() -> None:
    code = "import sys, consolidate; print(sorted({'pandas', 'pyarrow', 'openpyxl'} & sys.modules.keys()))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
