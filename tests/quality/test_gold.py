"""The marked-up truth is well formed: quotes are slices, columns are known, values are plain decimals.

These tests read ``held`` and ``reports`` too, but only to check their form; nobody reads them while writing rules.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FOLDERS = sorted(path.parent for path in HERE.glob("*/*/gold.jsonl"))
ALWAYS = {"file", "of", "quote", "start", "stop"}
COLUMNS = {
    "statement": {
        "subject",
        "subject_type",
        "indicator",
        "value",
        "value_high",
        "unit",
        "period",
        "comparator",
        "status",
        "qualifiers",
    },
    "mention": {"text", "type", "entity"},
    "relation": {"subject", "relation", "object", "qualifiers"},
    "cell": {"row", "column", "text"},
    "none": set(),
}
SOMETIMES = {"cell": {"row_span", "column_span"}}
TYPES = {
    "cluster",
    "programme",
    "organisation",
    "country",
    "region",
    "city",
    "person",
    "field",
    "sector",
    "ranking",
    "event",
    "publication",
}
UNITS = re.compile(
    r"rank|count|percent|percent_points|positions|per_million|ratio|times|points|years|months|year|ha|m2|MW|[A-Z]{3}"
)
DAY = r"\d{4}(-\d{2}(-\d{2})?)?"
PERIOD = re.compile(rf"({DAY}(/{DAY})?)?")
DECIMAL = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


def rows_of(folder: Path) -> list[dict]:
    """The gold rows of a folder."""
    return [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]


def test_there_are_passages_in_each_language():
    assert {folder.name for folder in FOLDERS} == {"en", "ru", "uk"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
class TestGold:
    def test_every_quote_is_the_slice(self, folder: Path):
        for row in rows_of(folder):
            text = (folder / row["file"]).read_bytes().decode("utf-8")
            assert text[row["start"] : row["stop"]] == row["quote"], row

    def test_every_file_is_marked_and_every_marked_file_is_there(self, folder: Path):
        there = {path.name for path in folder.iterdir() if path.name != "gold.jsonl"}
        assert {row["file"] for row in rows_of(folder)} == there

    def test_columns_are_known(self, folder: Path):
        for row in rows_of(folder):
            assert ALWAYS | COLUMNS[row["of"]] <= set(row), row
            assert set(row) <= ALWAYS | COLUMNS[row["of"]] | SOMETIMES.get(row["of"], set()), row

    def test_values_units_and_periods_are_plain(self, folder: Path):
        for row in rows_of(folder):
            if row["of"] != "statement":
                continue
            assert DECIMAL.fullmatch(row["value"]), row
            assert not row["value_high"] or DECIMAL.fullmatch(row["value_high"]), row
            assert UNITS.fullmatch(row["unit"]), row
            assert PERIOD.fullmatch(row["period"]), row
            assert re.fullmatch(r"[a-z][a-z0-9_]*", row["indicator"]), row
            assert row["comparator"] in {"eq", "ge", "gt", "le", "lt", "approx"}, row
            assert row["status"] in {"actual", "target", "forecast", "planned"}, row
            assert row["subject_type"] in TYPES, row
            assert row["subject"], row

    def test_names_have_a_known_type(self, folder: Path):
        for row in rows_of(folder):
            if row["of"] == "mention":
                assert row["type"] in TYPES, row
                assert row["text"] == row["quote"], row
                assert row["entity"], row

    def test_no_row_stands_twice(self, folder: Path):
        lines = (folder / "gold.jsonl").read_text("utf-8").splitlines()
        assert len(lines) == len(set(lines))

    def test_every_file_cites_its_sources(self, folder: Path):
        with (folder.parent / "sources.csv").open(encoding="utf-8", newline="") as lines:
            cited = {row["file"]: row["source_url"] for row in csv.DictReader(lines)}
        for path in folder.iterdir():
            if path.name != "gold.jsonl":
                url = cited[f"{folder.name}/{path.name}"]
                assert url.startswith(("https://", "http://")) or url == "none", path


def test_no_passage_is_in_both_splits():
    texts = [
        (folder / name).read_text("utf-8") for folder in FOLDERS for name in {row["file"] for row in rows_of(folder)}
    ]
    assert len(texts) == len(set(texts))
