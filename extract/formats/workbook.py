"""XLSX: the tables of every sheet, values as they are displayed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import cast
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from extract.archive import Archive
from extract.document import Block, BlockKind, Cell, Document, Problem, Table
from extract.errors import Unreadable
from extract.formats.displayed import Value, displayed
from extract.formats.regions import Region, Square, regions
from extract.grid import is_value, table_text
from extract.identity import document_id
from extract.roles import is_caption, is_note, is_star_note, is_unit_line
from language import identify

MAX_CELLS = 200_000
MAX_COLUMNS = 4_000
_BOUNDS = f"at most {MAX_CELLS} cells and {MAX_COLUMNS} columns are read"
# Above this a sheet's XML is streamed, which forgets merged cells.
_LARGE_SHEET = 24 * 2**20
_NO_VALUE = re.compile(rb"<f\b(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>|</c>)")
_DAMAGED = (
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    ParseError,
    zipfile.BadZipFile,
)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The filled squares of a sheet, and the last row and column of merged cells by their first square."""

    name: str
    texts: dict[Square, str]
    merged: dict[Square, Square]
    cut: bool = False


def read_workbook(data: bytes, name: str) -> Document:
    """The document in the bytes of a workbook.

    Raises:
        Unreadable: the workbook is damaged, protected, or would unpack to more than is safe.
    """
    archive = Archive(data, name)
    large = False
    missing = 0
    for part in archive.names:
        if part.endswith((".xml", ".rels")):
            xml = archive.read_xml(part)
            large = large or (part.startswith("xl/worksheets/") and len(xml) > _LARGE_SHEET)
            missing += sum(1 for _ in _NO_VALUE.finditer(xml)) if part.startswith("xl/worksheets/") else 0
    try:
        book = load_workbook(io.BytesIO(data), data_only=True, read_only=large, keep_links=False)
        return _document(book, data, missing)
    except _DAMAGED as fault:
        raise Unreadable(name, f"the workbook is damaged ({fault})", "open it and save it anew") from fault


def _document(book: Workbook, data: bytes, missing: int) -> Document:
    blocks: list[Block] = []
    problems: list[Problem] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            problems.append(Problem("hidden_sheet", f"the sheet '{sheet.title}' is hidden and was not read"))
            continue
        read = _sheet(sheet)
        if read.cut:
            problems.append(Problem("truncated", f"the sheet '{sheet.title}' was truncated: {_BOUNDS}"))
        if read.texts:
            blocks.append(Block(0, "heading", read.name, level=1, element=read.name))
            blocks += chain.from_iterable(_parts(read))
    if missing:
        problems.append(
            Problem("value_missing", f"{missing} formulas have no stored value; open the workbook and save it anew")
        )
    title = (book.properties.title or "").strip()
    media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Document(document_id(data), media, "xlsx/openpyxl", tuple(blocks), tuple(problems), title=title)


def _sheet(sheet: Worksheet | ReadOnlyWorksheet) -> _Sheet:
    values: dict[Square, tuple[Value, str]] = {}
    cut = False
    for cell in _cells(sheet):
        if cell.value is None:
            continue
        if len(values) >= MAX_CELLS:
            cut = True
            break
        if cell.column > MAX_COLUMNS:
            cut = True
        else:
            values[cell.row - 1, cell.column - 1] = (cast("Value", cell.value), str(cell.number_format))
    words = " ".join(str(value) for value, _ in values.values() if isinstance(value, str))[:5000]
    language = identify(words) if words else ""
    texts = {square: displayed(value, shape, language).strip() for square, (value, shape) in values.items()}
    merged: dict[Square, Square] = {}
    for span in getattr(sheet, "merged_cells", None) or ():
        # Cells merged over more columns than are read would cover squares without end.
        last = (min(span.max_row, sheet.max_row) - 1, min(span.max_col, MAX_COLUMNS) - 1)
        merged[span.min_row - 1, span.min_col - 1] = last
    return _Sheet(sheet.title, {square: text for square, text in texts.items() if text}, merged, cut)


def _cells(sheet: Worksheet | ReadOnlyWorksheet) -> Iterator[SheetCell | MergedCell]:
    """The cells that a sheet has, row by row; the library's own walk makes one for every empty square on its way."""
    if isinstance(sheet, ReadOnlyWorksheet):
        sheet.reset_dimensions()  # else every row is filled up to the last column
        yield from chain.from_iterable(cast("Worksheet", sheet).iter_rows())
    else:
        yield from (sheet._cells[square] for square in sorted(sheet._cells))  # noqa: SLF001  # nothing public gives them


def _parts(sheet: _Sheet) -> Iterator[list[Block]]:
    covered = {
        (row, column)
        for (top, left), (bottom, right) in sheet.merged.items()
        if (top, left) in sheet.texts and (bottom - top + 1) * (right - left + 1) <= MAX_CELLS
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    found = regions(sheet.texts, frozenset(covered))
    for at, region in enumerate(found):
        yield _region_blocks(sheet, region, before_table=at + 1 < len(found) and _is_table(sheet, found[at + 1]))


def _is_table(sheet: _Sheet, region: Region) -> bool:
    return any(_filled(sheet, region, row) > 1 for row in range(region.top, region.bottom))


def _filled(sheet: _Sheet, region: Region, row: int) -> int:
    return sum((row, column) in sheet.texts for column in range(region.left, region.right))


def _region_blocks(sheet: _Sheet, region: Region, *, before_table: bool) -> list[Block]:
    """Lone cells above as titles and unit lines, the table, lone cells below as notes."""
    top, bottom = region.top, region.bottom
    while top < bottom and _filled(sheet, region, top) <= 1 and _stands_alone(sheet, region, top):
        top += 1
    while bottom > top and _filled(sheet, region, bottom - 1) <= 1 and _is_text_row(sheet, region, bottom - 1):
        bottom -= 1
    blocks = [
        block
        for row in range(region.top, top)
        for block in _lines(sheet, region, row, above=top < bottom or before_table)
    ]
    if top < bottom:
        blocks.append(_table(sheet, Region(top, region.left, bottom, region.right)))
    return blocks + [block for row in range(bottom, region.bottom) for block in _lines(sheet, region, row, above=False)]


def _stands_alone(sheet: _Sheet, region: Region, row: int) -> bool:
    """Whether the row's only cell is a title: words, not beside the values of a table."""
    text = next(
        (sheet.texts[row, column] for column in range(region.left, region.right) if (row, column) in sheet.texts), ""
    )
    return not is_value(text)


def _is_text_row(sheet: _Sheet, region: Region, row: int) -> bool:
    first = sheet.texts.get((row, region.left), "")
    return bool(first) and not is_value(first) and (is_note(first) or is_star_note(first) or len(first) > 60)


def _lines(sheet: _Sheet, region: Region, row: int, *, above: bool) -> Iterator[Block]:
    for column in range(region.left, region.right):
        text = sheet.texts.get((row, column))
        if text:
            captioned = is_caption(text) or (
                above and not is_note(text) and not is_unit_line(text) and len(text) <= 300
            )
            kind: BlockKind = "caption" if captioned else "footnote" if is_note(text) else "paragraph"
            yield Block(0, kind, text, element=_range(sheet.name, row, column, row, column))


def _table(sheet: _Sheet, region: Region) -> Block:
    columns = [
        column
        for column in range(region.left, region.right)
        if any((row, column) in sheet.texts for row in range(region.top, region.bottom))
    ]
    place = {column: at for at, column in enumerate(columns)}
    taken: set[Square] = set()
    cells: list[Cell] = []
    for row in range(region.top, region.bottom):
        for column in columns:
            if (row, column) in taken:
                continue
            bottom, right = sheet.merged.get((row, column), (row, column))
            bottom, right = min(bottom, region.bottom - 1), min(right, region.right - 1)
            spread = [at for at in columns if column <= at <= right and (row, at) not in taken]
            taken.update((down, at) for down in range(row, bottom + 1) for at in spread)
            text = sheet.texts.get((row, column), "")
            cells.append(Cell(row - region.top, place[column], text, bottom - row + 1, len(spread)))
    table = Table(region.bottom - region.top, len(columns), tuple(cells))
    where = _range(sheet.name, region.top, region.left, region.bottom - 1, region.right - 1)
    return Block(0, "table", table_text(table), table=table, element=where)


def _range(name: str, top: int, left: int, bottom: int, right: int) -> str:
    first = f"{get_column_letter(left + 1)}{top + 1}"
    last = f"{get_column_letter(right + 1)}{bottom + 1}"
    return f"{name}!{first}" if first == last else f"{name}!{first}:{last}"
