"""The tables as one XLSX workbook: texts are texts, never formulas; what a sheet cannot hold is named."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from consolidate.columns import TABLES, Column, TableType
from consolidate.write.plain import read_rows
from consolidate.write.safety import spreadsheet_safe

FILE = "dataset.xlsx"
LONGEST = 32_767
"""Characters that one cell holds (Excel specifications and limits)."""
MOST_ROWS = 1_048_576
_DIGITS = 15
"""Digits that a spreadsheet keeps of a number; longer ones are written as text."""
_NEVER = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0d-\\x1f\\ufffe\\uffff]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write_xlsx(folder: Path, target: Path, *, safe: bool) -> tuple[Path, ...]:
    """One workbook with a sheet a table, and a sheet that says what the columns mean and what was cut."""
    book = Workbook(write_only=True)
    cut: list[tuple[str, str, str]] = []
    for table in TABLES:
        _write_table(book, folder, table, cut, safe=safe)
    _write_notes(book, cut)
    path = target / FILE
    book.save(path)
    _without_time(path)
    return (path,)


def _write_table(
    book: Workbook, folder: Path, table: TableType, cut: list[tuple[str, str, str]], *, safe: bool
) -> None:
    rows = read_rows(folder, table)
    number = 0
    while True:
        batch = islice(rows, MOST_ROWS - 1)
        first = next(batch, None)
        if first is None and number:
            return
        number += 1
        sheet = book.create_sheet(table.name if number == 1 else f"{table.name} {number}")
        sheet.freeze_panes = "A2"
        sheet.append([_text_cell(sheet, column.name) for column in table.columns])
        for row in [] if first is None else [first]:
            sheet.append(list(_cells(sheet, table, row, cut, safe=safe)))
        for row in batch:
            sheet.append(list(_cells(sheet, table, row, cut, safe=safe)))


def _cells(
    sheet: WriteOnlyWorksheet, table: TableType, row: tuple[str, ...], cut: list[tuple[str, str, str]], *, safe: bool
) -> Iterator[Cell | int | float | None]:
    for index, (column, text) in enumerate(zip(table.columns, row, strict=True), 1):
        number = _number(column, text)
        if number is not None or not text:
            yield number
            continue
        shown = spreadsheet_safe(text) if safe and column.kind in ("text", "json") else text
        if len(shown) > LONGEST:
            cut.append((table.name, row[0], f"{column.name} ({get_column_letter(index)}): {len(text)} characters"))
            shown = shown[: LONGEST - 1] + "…"
        yield _text_cell(sheet, shown)


def _number(column: Column, text: str) -> int | float | None:
    if not text or column.kind not in ("whole", "decimal", "real"):
        return None
    value = Decimal(text)
    if len(value.as_tuple().digits) > _DIGITS:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    """A cell that stays text even when it looks like a formula or a number."""
    cell: Cell = WriteOnlyCell(sheet, _escaped(text))
    cell.data_type = "s"
    return cell


def _escaped(text: str) -> str:
    """Characters that XML forbids, in the notation of ECMA-376, part 1, 22.9.2.19; so do texts that look like it."""
    shielded = _ESCAPED.sub(lambda match: "_x005F_" + match.group()[1:], text)
    return _NEVER.sub(lambda match: f"_x{ord(match.group()):04X}_", shielded)


def _write_notes(book: Workbook, cut: list[tuple[str, str, str]]) -> None:
    sheet = book.create_sheet("columns")
    sheet.append(["table", "column", "type", "meaning"])
    for table in TABLES:
        for column in table.columns:
            sheet.append([table.name, column.name, column.kind, column.meaning])
    if cut:
        sheet = book.create_sheet("cut texts")
        sheet.append(["table", "row", "column; the whole text is in the CSV file"])
        for line in cut:
            sheet.append([_text_cell(sheet, text) for text in line])


def _without_time(path: Path) -> None:
    """Pack the workbook again with fixed times, so that the same dataset gives the same bytes."""
    stamp = datetime(*_EPOCH).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    packed = path.with_suffix(".packing")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            with old.open(name) as source, new.open(zipfile.ZipInfo(name, _EPOCH), "w", force_zip64=True) as sink:
                if name == "docProps/core.xml":
                    sink.write(_STAMP.sub(rb"\g<1>" + stamp, source.read()))
                    continue
                while chunk := source.read(1 << 20):
                    sink.write(chunk)
    packed.replace(path)
