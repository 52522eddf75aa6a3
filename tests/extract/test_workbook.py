"""Workbooks: several tables on a sheet, titles and notes, spans, values as displayed."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from openpyxl import Workbook

from extract import Document, read_bytes
from extract.formats.displayed import displayed
from tests.extract.reading import assert_sound, heads, kinds, rows


def read(make: Callable[[Workbook], None]) -> Document:
    book = Workbook()
    make(book)
    buffer = io.BytesIO()
    book.save(buffer)
    document = read_bytes(buffer.getvalue(), "data.xlsx")
    assert_sound(document)
    return document


def test_title_unit_header_spans_and_note() -> None:
    def make(book: Workbook) -> None:
        sheet = book.active
        sheet.title = "Парки"
        sheet["A1"] = "Таблиця 1. Виторг парків"
        sheet.merge_cells("A1:D1")
        sheet["A2"] = "млн грн"
        for row in (["Парк", "Виторг", None, "Частка"], [None, 2022, 2023, None], ["Північ", 1234.5, 2000, 0.125]):
            sheet.append(row)
        sheet.append(["Південь", 80, 95.25, 0.5])
        for cells in ("A3:A4", "B3:C3", "D3:D4"):
            sheet.merge_cells(cells)
        for row in (5, 6):
            sheet.cell(row, 2).number_format = "#,##0.0"
            sheet.cell(row, 4).number_format = "0.0%"
        sheet["A7"] = "Джерело: Держстат"

    document = read(make)
    table = document.tables[0]
    assert table.caption == "Таблиця 1. Виторг парків"
    assert table.unit_line == "млн грн"
    assert table.notes == ("Джерело: Держстат",)
    assert rows(document) == [
        ["Парк", "Виторг", "Виторг", "Частка"],
        ["Парк", "2022", "2023", "Частка"],
        ["Північ", "1\u00a0234,5", "2000", "12,5%"],
        ["Південь", "80,0", "95,25", "50,0%"],
    ]
    marks = heads(document)
    assert (marks["Парк"], marks["2022"], marks["Північ"]) == ("both", "column", "row")
    assert document.blocks[-2].element == "Парки!A3:D6"


def test_tables_parted_by_empty_rows_and_columns() -> None:
    def make(book: Workbook) -> None:
        sheet = book.active
        for at, row in enumerate((["Town", "Firms"], ["Mill", 4], ["Vale", 6])):
            for column, value in enumerate(row):
                sheet.cell(at + 1, column + 1, value)
                sheet.cell(at + 1, column + 4, value)
                sheet.cell(at + 6, column + 1, value)

    assert len(read(make).tables) == 3


def test_hidden_sheets_and_formulas_without_values_are_told() -> None:
    def make(book: Workbook) -> None:
        book.active.append(["a", "b"])
        book.active.append([1, "=A2*2"])
        hidden = book.create_sheet("draft")
        hidden.append(["secret", 1])
        hidden.sheet_state = "hidden"

    document = read(make)
    assert [problem.kind for problem in document.problems] == ["hidden_sheet", "value_missing"]
    assert "secret" not in " ".join(block.text for block in document.blocks)


def test_every_sheet_has_its_heading() -> None:
    def make(book: Workbook) -> None:
        book.active.title = "One"
        book.active.append(["a", 1])
        book.create_sheet("Two").append(["b", 2])

    assert kinds(read(make), "heading") == ["One", "Two"]


@pytest.mark.parametrize(
    ("value", "shape", "language", "shown"),
    [
        (7300, "General", "", "7300"),
        (0.1 + 0.2, "General", "", "0.3"),
        (1e15, "General", "", "1000000000000000"),
        (2.5, "0.00", "en", "2.50"),
        (-1234, "#,##0", "en", "-1,234"),
        (-5, "0;(0)", "en", "(5)"),
        (0.07, "0%", "uk", "7%"),
        (2_500_000, '0.0,,"M"', "en", "2.5M"),
        (12, '0" шт."', "uk", "12 шт."),
        (1500, '[$€-2] #,##0', "en", "€ 1,500"),
        (5, "000", "", "005"),
        (True, "General", "", "TRUE"),
        (datetime(2024, 5, 7, tzinfo=UTC), "dd.mm.yyyy", "", "07.05.2024"),
        (datetime(2024, 5, 7, tzinfo=UTC), "mmmm d, yyyy", "", "2024-05-07"),
        (datetime(2024, 5, 7, tzinfo=UTC), "yyyy", "", "2024"),
        ("text", "@", "", "text"),
    ],
)  # fmt: skip
def test_displayed(value: str | float | bool | datetime, shape: str, language: str, shown: str) -> None:
    assert displayed(value, shape, language) == shown


def test_far_cells_cost_nothing_and_lost_ones_are_told() -> None:
    def make(book: Workbook) -> None:
        sheet = book.active
        sheet["A1"], sheet["C900000"], sheet["XFD1048576"] = "near", "far below", "far off"

    document = read(make)
    assert {"near", "far below"} <= {block.text for block in document.blocks}
    assert [problem.kind for problem in document.problems] == ["truncated"]
    assert document.status == "partial"
