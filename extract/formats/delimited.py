"""CSV, TSV and their kin: one table, with title lines above it and notes below."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.document import Block, BlockKind, Document, Problem
from extract.encoding import Decoded
from extract.formats.delimiters import delimiter_of
from extract.formats.plain import decode_bounded, lost_bytes
from extract.grid import is_value, table_of, table_text
from extract.identity import document_id
from extract.roles import is_note, is_star_note, is_unit_line

MAX_BYTES = 8 * 2**20
MAX_CELLS = 200_000
MAX_COLUMNS = 4_000
_HEAD = 60_000
_TITLE_LINES = 8
_LONG_CELL = 60


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: its cells and the offsets of its lines in the text."""

    cells: list[str]
    start: int
    stop: int

    @property
    def filled(self) -> int:
        return sum(bool(cell.strip()) for cell in self.cells)


def read_delimited(data: bytes, name: str) -> Document:  # noqa: ARG001  # every reader has this signature
    """The document in the bytes of a delimited text."""
    whole, problems = decode_bounded(data, most=MAX_BYTES)
    delimiter = delimiter_of(whole.text[:_HEAD]) or ","
    rows, cut = _bounded(_rows(whole.text, delimiter))
    if cut:
        problems += (Problem("truncated", f"truncated at row {len(rows)} (more than {MAX_CELLS} cells)"),)
    blocks: list[Block] = []
    if rows and _says_delimiter(rows[0]):
        blocks.append(replace(_line(rows.pop(0), whole, above=False), kind="furniture"))
    for group in _groups(rows):
        above, body, below = _parts(group)
        blocks += [_line(row, whole, above=bool(body)) for row in above]
        if body:
            blocks.append(_table(body, whole))
        blocks += [_line(row, whole, above=False) for row in below]
    media = "text/tab-separated-values" if delimiter == "\t" else "text/csv"
    return Document(
        document_id(data), media, f"csv/{whole.encoding}", tuple(blocks), (*lost_bytes(whole.lost), *problems)
    )


def _rows(text: str, delimiter: str) -> Iterator[_Row]:
    """The rows with their offsets; a quoted cell may run over lines."""
    lines = text.splitlines(keepends=True)
    if len(lines) == 1 and not text.endswith(("\n", "\r")) and text.count("\r") > 1:
        lines = text.split("\r")
    ends: list[int] = [0]
    for line in lines:
        ends.append(ends[-1] + len(line))
    quoted = _quotes_close(lines)
    reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
    csv.field_size_limit(MAX_BYTES)
    before = 0
    for cells in reader:
        if cells and len(cells) <= MAX_COLUMNS:
            yield _Row([cell.strip() for cell in cells], ends[before], ends[reader.line_num])
        elif cells:
            yield _Row([cell.strip() for cell in cells[:MAX_COLUMNS]], ends[before], ends[reader.line_num])
        before = reader.line_num


def _quotes_close(lines: Sequence[str]) -> bool:
    """Whether quotes come in pairs, so that none of them would swallow the rest of the file."""
    return sum(line.count('"') for line in lines) % 2 == 0


def _bounded(rows: Iterator[_Row]) -> tuple[list[_Row], bool]:
    kept: list[_Row] = []
    cells = 0
    for row in rows:
        cells += len(row.cells)
        if cells > MAX_CELLS and kept:
            return kept, True
        kept.append(row)
    return kept, False


def _says_delimiter(row: _Row) -> bool:
    """Whether a first row only tells spreadsheet programs which delimiter the file has."""
    return row.filled == 1 and row.cells[0].lower() == "sep="


def _groups(rows: Sequence[_Row]) -> list[list[_Row]]:
    """The rows of every table: after empty rows, a title and a header, or a header alone, begin another one."""
    groups: list[list[_Row]] = [[]]
    for at, row in enumerate(rows):
        if groups[-1] and row.filled and not rows[at - 1].filled and _begins_table(groups[-1], rows[at:]):
            groups.append([])
        groups[-1].append(row)
    return groups


def _begins_table(above: Sequence[_Row], rows: Sequence[_Row]) -> bool:
    """Whether a table begins here: perhaps a title, then a row of words only over a row with values."""
    if not any(row.filled > 1 for row in above):
        return False
    first = next((at for at, row in enumerate(rows[: _TITLE_LINES + 1]) if row.filled > 1), None)
    if first is None or first + 1 >= len(rows) or (first and is_note(rows[0].cells[0])):
        return False
    head, body = ([cell for cell in row.cells if cell] for row in rows[first : first + 2])
    return not any(map(is_value, head)) and any(map(is_value, body[1:]))


def _parts(rows: Sequence[_Row]) -> tuple[list[_Row], list[_Row], list[_Row]]:
    """Title lines above the table, the table, notes below: rows with one filled cell at either end."""
    filled = [row for row in rows if row.filled]
    if not filled:
        return [], [], []
    width = _usual_width(filled)
    if width < 2:  # a list of single cells is a table of one column
        return [], filled, []
    first = 0
    while first < min(len(filled) - 1, _TITLE_LINES) and filled[first].filled == 1 and filled[first].cells[0]:
        first += 1
    last = len(filled)
    while last > first + 1 and _is_closing(filled[last - 1]):
        last -= 1
    return filled[:first], filled[first:last], filled[last:]


def _is_closing(row: _Row) -> bool:
    """Whether a row is a note below the table, not a row of it with empty cells."""
    text = row.cells[0]
    return row.filled == 1 and bool(text) and (is_note(text) or is_star_note(text) or len(text) > _LONG_CELL)


def _usual_width(rows: Sequence[_Row]) -> int:
    """The width that most cells stand in: title lines and notes are many where the table is short."""
    widths = Counter(row.filled for row in rows)
    return max(widths.items(), key=lambda item: (item[0] * item[1], item[0]))[0]


def _line(row: _Row, whole: Decoded, *, above: bool) -> Block:
    """A row with a single text: above a table its caption or unit line, below it a note."""
    text = next(cell for cell in row.cells if cell)
    start, stop = whole.offset(row.start), whole.offset(row.stop)
    kind: BlockKind = "caption" if above and not is_unit_line(text) and not is_note(text) else "paragraph"
    return Block(0, kind, text, source_start=start, source_stop=stop)


def _table(rows: Sequence[_Row], whole: Decoded) -> Block:
    texts = [row.cells for row in rows]
    width = max(map(len, texts))
    while width > 1 and not any(len(row) >= width and row[width - 1] for row in texts):
        width -= 1
    table = table_of([row[:width] for row in texts])
    start, stop = whole.offset(rows[0].start), whole.offset(rows[-1].stop)
    return Block(0, "table", table_text(table), table=table, source_start=start, source_stop=stop)
