"""The dataset as written: complete, sorted, the same bytes whatever the order of the parts."""

from __future__ import annotations

import csv
import json
import random
import re
import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consolidate import TABLES, column_dictionary, read_table, verify_dataset
from consolidate.columns import CELLS, NAMES, PROBLEMS, DerivedRow, NameRow, Row
from consolidate.spool import Spool, first_letter, packed
from consolidate.write.plain import read_rows, write_table
from extract import Problem, Repair, Source, Unreadable
from gazetteer import Entity, Name

from .reports import Names, Say, Written, build, grid, hash_of, report


@pytest.fixture
def parts() -> list[Written]:
    seoul = report(
        "gii note",
        ["In 2023 Seoul ranked 3rd.", 'It has 21,000 inhabitants, "quoted",\nand a second line.'],
        [
            Say("2023 Seoul ranked 3rd", "3rd", "3", period="2023"),
            Say("It has 21,000 inhabitants", "21,000", "21000", indicator="population", unit="count"),
        ],
        published="2024-01-10",
        mentions=[("Seoul", "clu:st:KR:seoul")],
    )
    table = report(
        "table",
        [grid(["Cluster", "Rank"], ["Tokyo–Yokohama", "1"], ["Сеул", "4"], caption="Ranks")],
        [Say("4", "4", "4", period="2023")],
        language="ru",
        published="2024-03",
    )
    new = Entity("new:cluster:1", "cluster", "Best Cluster", (Name("Best Cluster", "en", "report"),))
    found = report(
        "found",
        ["The Best Cluster has 12 firms."],
        [
            Say("The Best Cluster has 12 firms", "12", "12", "new:cluster:1", "company_count", "count"),
        ],
        discovered=[new],
        relations=[("The Best Cluster", "new:cluster:1", "located_in", "clu:st:KR:seoul")],
    )
    gone = Written(
        Source(hash_of("gone"), "corpus/reports/gone.pdf", origin="/srv/x/gone.pdf"), None, None, "no such file"
    )
    return [seoul, table, found, gone]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_every_file_stands_and_holds_together(tmp_path: Path, parts: list[Written]) -> None:
    summary = build(tmp_path / "a", parts)
    assert verify_dataset(tmp_path / "a") == ()
    assert summary.count("statements") == 4
    assert summary.count("documents") == 4
    names = set(files(tmp_path / "a"))
    assert names == {table.file for table in TABLES} | {
        "datapackage.json",
        "dataset.sqlite",
        "annotations.jsonl",
        "report.html",
    }


def test_order_of_the_parts_does_not_matter(tmp_path: Path, parts: list[Written]) -> None:
    build(tmp_path / "first", parts)
    for seed in range(4):
        shuffled = list(parts)
        random.Random(seed).shuffle(shuffled)
        build(tmp_path / str(seed), shuffled)
        assert files(tmp_path / str(seed)) == files(tmp_path / "first")


def test_drawers_on_disk_give_the_same_bytes(
    tmp_path: Path, parts: list[Written], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path / "memory", parts)
    monkeypatch.setattr("consolidate.spool.ROWS_HELD", 2)
    monkeypatch.setattr("consolidate.spool.BYTES_HELD", 1000)
    build(tmp_path / "disk", parts)
    assert files(tmp_path / "disk") == files(tmp_path / "memory")


def test_no_absolute_path_gets_into_the_dataset(tmp_path: Path, parts: list[Written]) -> None:
    build(tmp_path / "a", parts)
    rows = {row["title"]: row for row in read_table(tmp_path / "a", "documents")}
    assert rows[""]["origin"] == "gone.pdf"
    assert all(b"/srv/" not in content for content in files(tmp_path / "a").values())
    assert all(str(tmp_path).encode() not in content for content in files(tmp_path / "a").values())


def test_failed_source_has_a_row_that_says_why(tmp_path: Path, parts: list[Written]) -> None:
    build(tmp_path / "a", parts)
    gone = next(row for row in read_table(tmp_path / "a", "documents") if row["path"].endswith("gone.pdf"))
    assert (gone["status"], gone["problem"]) == ("failed", "no such file")
    assert any(row["message"] == "no such file" for row in read_table(tmp_path / "a", "problems"))


def test_source_without_text_is_not_ok(tmp_path: Path) -> None:
    empty = report("empty", ["  "])
    build(tmp_path / "a", [empty])
    row = next(iter(read_table(tmp_path / "a", "documents")))
    assert row["status"] == "failed"
    assert [problem["kind"] for problem in read_table(tmp_path / "a", "problems")] == ["no text"]


def test_half_a_surrogate_pair_cannot_be_laid_out() -> None:
    with pytest.raises(Unreadable, match="UTF-8"):
        report("broken", ["bad \ud800 text"]).part()


def test_the_same_bytes_under_two_paths_are_one_document(tmp_path: Path, parts: list[Written]) -> None:
    part = parts[0]
    copy = Written(Source(part.source.sha256, "corpus/reports/a copy.txt"), part.document, part.findings)
    build(tmp_path / "a", [part, copy])
    build(tmp_path / "b", [copy, part])
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert verify_dataset(tmp_path / "a") == ()


def test_names_follow_entities_and_keep_their_language(tmp_path: Path, parts: list[Written]) -> None:
    build(tmp_path / "a", parts)
    names = [row for row in read_table(tmp_path / "a", "names") if row["entity_id"] == "clu:st:KR:seoul"]
    assert {(row["name"], row["language"]) for row in names} == {("Seoul", "en"), ("Сеул", "ru"), ("Сеул", "uk")}
    entity = next(row for row in read_table(tmp_path / "a", "entities") if row["entity_id"] == "clu:st:KR:seoul")
    assert json.loads(entity["external_ids"]) == {"wikidata": "Q8684"}
    assert entity["status"] == "gazetteer"


def test_an_entity_nobody_knows_still_has_a_row(tmp_path: Path) -> None:
    part = report("odd", ["Kap has 5 firms"], [Say("Kap has 5 firms", "5", "5", "xyz:1", "company_count", "count")])
    build(tmp_path / "a", [part])
    assert [row["entity_id"] for row in read_table(tmp_path / "a", "entities")] == ["xyz:1"]
    assert verify_dataset(tmp_path / "a") == ()


def test_repairs_keep_the_raw_text(tmp_path: Path) -> None:
    part = report("hyphen", ["Innova-\ntion cluster"])
    assert part.document is not None
    block = part.document.blocks[0]
    repaired = type(block)(0, "paragraph", block.text, "en", repairs=(Repair(6, 8, "-\n", "", "hyphen", 0.9),))
    document = type(part.document)(part.document.id, "text/plain", "plain 1", (repaired,))
    build(tmp_path / "a", [Written(part.source, document, part.findings)])
    row = next(iter(read_table(tmp_path / "a", "blocks")))
    assert row["text"] == "Innova-\ntion cluster"
    assert row["repaired"] == "Innovation cluster"


def test_problem_of_the_document_explains_its_status(tmp_path: Path) -> None:
    part = report("partial", ["text"])
    assert part.document is not None
    document = type(part.document)(
        part.document.id,
        "application/pdf",
        "pdf 1",
        part.document.blocks,
        (Problem("damaged", "damaged text left as it is", 0, start=0, stop=4), Problem("pages", "page 2 has no text")),
        "partial",
    )
    build(tmp_path / "a", [Written(part.source, document, part.findings)])
    assert next(iter(read_table(tmp_path / "a", "documents")))["problem"] == "page 2 has no text"


def test_repeated_statement_becomes_evidence(tmp_path: Path) -> None:
    part = report(
        "twice",
        ["Seoul ranked 3rd.", "Again: Seoul was 3rd."],
        [Say("Seoul ranked 3rd", "3rd", "3"), Say("Seoul was 3rd", "3rd", "3")],
    )
    build(tmp_path / "a", [part])
    evidence = list(read_table(tmp_path / "a", "evidence"))
    assert sorted(row["role"] for row in evidence) == ["restated", "value"]
    assert [row["quote"] for row in evidence if row["role"] == "restated"] == ["Seoul was 3rd"]


def test_annotations_point_at_the_words(tmp_path: Path, parts: list[Written]) -> None:
    build(tmp_path / "a", parts)
    lines = [json.loads(line) for line in (tmp_path / "a" / "annotations.jsonl").read_text("utf-8").splitlines()]
    texts = {row["block_id"]: row["text"] for row in read_table(tmp_path / "a", "blocks")}
    table_of = {row["table_id"]: row["block_id"] for row in read_table(tmp_path / "a", "tables")}
    texts |= {
        f"{table_of[row['table_id']]};row={row['row']};column={row['column']}": row["text"]
        for row in read_table(tmp_path / "a", "cells")
    }
    pages = 0
    for line in lines:
        position, quote, *fragments = line["target"]["selector"]
        source, _, part = line["target"]["source"].partition("#")
        pages += len(fragments)
        assert source == line["target"]["scope"]
        assert source.startswith(f"urn:sha256:{part[:16]}")
        text = texts[part]
        assert text[position["start"] : position["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text[position["start"] - len(quote["prefix"]) :].startswith(around)
        assert all(re.fullmatch(r"page=\d+&xywh=(-?\d+\.\d\d,?){4}", item["value"]) for item in fragments)
    assert len(lines) == 4 + 1 + 1
    assert pages > 0


def test_annotations_keep_to_the_data_model(tmp_path: Path, parts: list[Written]) -> None:
    """Web Annotation Data Model: what an annotation, a textual body and each selector must have."""
    build(tmp_path / "a", parts)
    statements = {row["statement_id"]: row for row in read_table(tmp_path / "a", "statements")}
    needed = {
        "TextPositionSelector": {"start", "end"},
        "TextQuoteSelector": {"exact", "prefix", "suffix"},
        "FragmentSelector": {"value", "conformsTo"},
    }
    for line in map(json.loads, (tmp_path / "a" / "annotations.jsonl").read_text("utf-8").splitlines()):
        assert (line["@context"], line["type"]) == ("http://www.w3.org/ns/anno.jsonld", "Annotation")
        assert line["body"].keys() == {"type", "format", "purpose", "value"}
        assert (line["body"]["type"], line["body"]["purpose"]) == ("TextualBody", line["motivation"])
        assert line["target"]["type"] == "SpecificResource"
        for selector in line["target"]["selector"]:
            assert selector.keys() - {"type"} == needed[selector["type"]]
        _, _, kind, key = line["id"].split(":")
        if kind == "statement":
            said = json.loads(line["body"]["value"])
            assert said["indicator"] == statements[key]["indicator"]
            assert Decimal(str(said["value"])) == Decimal(statements[key]["value"])


def test_database_has_the_same_rows_and_finds_words(tmp_path: Path, parts: list[Written]) -> None:
    build(tmp_path / "a", parts)
    connection = sqlite3.connect(tmp_path / "a" / "dataset.sqlite")
    for table in TABLES:
        count = connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0]  # noqa: S608 - own names
        assert count == len(list(read_table(tmp_path / "a", table.name)))
    assert connection.execute("SELECT typeof(value) FROM statements").fetchall() == [("integer",)] * 4
    assert connection.execute("SELECT count(*) FROM blocks_fts WHERE blocks_fts MATCH 'ranked'").fetchone() == (1,)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_every_column_is_explained() -> None:
    text = column_dictionary()
    for table in TABLES:
        assert f"### {table.file}" in text
        for column in table.columns:
            assert column.meaning, (table.name, column.name)
            assert f"| {column.name} |" in text


hostile = st.text(
    st.one_of(
        st.sampled_from(list("\"',;\n\r\t=+-@\\ \u2028\ufeff\x00'")),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=30,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(hostile, hostile, hostile, hostile), max_size=6))
def test_any_text_comes_back_from_csv(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]) -> None:
    folder = tmp_path_factory.mktemp("csv")
    write_table(folder, NAMES, [NameRow(*row) for row in rows])
    assert list(read_rows(folder, NAMES)) == rows
    with (folder / NAMES.file).open(encoding="utf-8", newline="") as stream:
        assert [tuple(row) for row in csv.reader(stream)][1:] == rows


def by_number(row: Row) -> str:
    """A drawer that is no prefix of the key."""
    return str(row[3])


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from(["", "x"]), *[st.none() | st.integers(0, 12)] * 4), max_size=30
    ),
    st.integers(1, 7),
    st.sampled_from([first_letter, by_number]),
)
def test_spool_sorts_by_all_columns(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, int, int, int, int]],
    held: int,
    drawer: Callable[[Row], str],
) -> None:
    spool = Spool(tmp_path_factory.mktemp("spool"), "p", "mixed", drawer)
    wanted = {(*row, "", "kind", "message") for row in rows}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("consolidate.spool.ROWS_HELD", held)
        patched.setattr("consolidate.spool.BYTES_HELD", held * 100)
        for row in rows:
            spool.add((*row, "", "kind", "message"))
        spool.put(packed([(*row, "", "kind", "message") for row in rows], drawer))
    found = list(spool)
    order = sorted(wanted, key=lambda row: [-1 if cell is None else cell for cell in row])
    assert found == sorted(order, key=drawer)
    assert list(spool) == []
    assert CELLS.names[1] == "row"
    assert PROBLEMS.names[0] == "document_id"


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_of_rows_with_one_key_the_smallest_stays(
    tmp_path: Path, order: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        tuple(DerivedRow("k", "s", "S", "i", "count", "2020", str(number), "change", "", "")) for number in range(3)
    ]
    for held in (1, 10):
        monkeypatch.setattr("consolidate.spool.ROWS_HELD", held)
        monkeypatch.setattr("consolidate.spool.BYTES_HELD", held)
        spool = Spool(tmp_path, f"d{held}")
        for number in order:
            spool.add(rows[number])
        assert list(spool) == [rows[0]]
    assert list(tmp_path.iterdir()) == []


def test_gazetteer_entities_that_nobody_mentions_stay_out(tmp_path: Path, parts: list[Written]) -> None:
    build(tmp_path / "a", parts, names=Names())
    assert "clu:st:US:bay" not in {row["entity_id"] for row in read_table(tmp_path / "a", "entities")}
