"""The document as every later stage sees it: blocks in reading order, tables, repairs, places.

All spans are half-open, ``start, stop``, in Unicode code points of one text: the block's text, or the
cell's text when a row and column are given. Pages count from 1, rows and columns from 0. Boxes are
``(x0, top, x1, bottom)`` in PDF points from the page's top left.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal[
    "heading",
    "paragraph",
    "list_item",
    "table",
    "caption",
    "footnote",
    "reference",
    "furniture",
    "figure",
]
HeaderMark = Literal["", "row", "column", "both"]
Status = Literal["ok", "partial", "failed"]
Box = tuple[float, float, float, float]
PageBox = tuple[int, float, float, float, float]
"""Page, x0, top, x1, bottom: one line of text on one page."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a text: where it starts and stops in the text, and where it stands.

    ``edges`` holds the x of the left side of every character and of the right side of the last one
    (``stop - start + 1`` values, points), so that any part of the line has a box; it is empty where only the
    whole line's box is known (turned text, a row of a spreadsheet).
    """

    start: int
    stop: int
    page: int
    box: Box
    edges: tuple[float, ...] = ()

    def part(self, start: int, stop: int) -> PageBox:
        """The box of the characters ``start`` to ``stop`` (offsets in the text) on this line."""
        x0, top, x1, bottom = self.box
        if self.edges:
            x0 = self.edges[max(start, self.start) - self.start]
            x1 = self.edges[min(stop, self.stop) - self.start]
        return (self.page, min(x0, x1), top, max(x0, x1), bottom)


@dataclass(frozen=True, slots=True)
class Repair:
    """One edit: the raw characters ``start`` to ``stop`` read as ``replacement``.

    Edits of one text are sorted and never overlap; ``text`` is the raw slice. ``row`` and ``column`` name the
    cell when the text is a cell's. ``stage`` names the repair rule (joined by "+" when several acted on the
    same characters), ``confidence`` is 0 to 1.
    """

    start: int
    stop: int
    text: str
    replacement: str
    stage: str
    confidence: float
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; an empty cell is a cell with empty text.

    ``header`` says what the cell heads: "column" the cells below it, "row" the cells to its right, "both" is a
    corner that heads both.
    """

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    header: HeaderMark = ""
    page: int | None = None
    box: Box | None = None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Cells on a grid; parts of one table over several pages are joined.

    Every grid square is covered at most once. ``caption``, ``unit_line`` and ``notes`` are texts that belong to
    the table and stand in blocks of their own (``caption_block``, ``note_blocks``: their orders), or are empty.
    """

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    pages: tuple[int, ...] = ()
    caption: str = ""
    caption_block: int | None = None
    unit_line: str = ""
    unit_block: int | None = None
    notes: tuple[str, ...] = ()
    note_blocks: tuple[int, ...] = ()

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell that covers this grid square, spans included."""
        # Cells mostly stand row by row: one that begins here is found without going through a long table.
        at = bisect_left(self.cells, (row, column), key=_begins)
        if at < len(self.cells) and _begins(self.cells[at]) == (row, column):
            return self.cells[at]
        for cell in self.cells:
            if cell.row <= row < cell.row + cell.row_span and cell.column <= column < cell.column + cell.column_span:
                return cell
        return None


def _begins(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document in reading order.

    ``text`` is as read: decoded, NFC, markup and entities resolved, line breaks kept, list markers included.
    A table's text is its cells joined by tab and newline. ``section`` holds the headings above it, outermost
    first. ``level`` is the heading's level (1 to 6) or the list item's depth (from 1), else 0. ``ordinal`` is the
    number of an item of a numbered list. ``source_start`` and ``source_stop`` are offsets in the decoded source
    of text-like formats; ``element`` names the element or sheet range where there are no pages.
    """

    order: int
    kind: BlockKind
    text: str
    language: str = "und"
    page: int | None = None
    lines: tuple[Line, ...] = ()
    section: tuple[str, ...] = ()
    level: int = 0
    ordinal: int | None = None
    source_start: int | None = None
    source_stop: int | None = None
    element: str = ""
    table: Table | None = None
    repairs: tuple[Repair, ...] = ()

    @property
    def boxes(self) -> tuple[PageBox, ...]:
        """One box per line of text; for a table one per page part."""
        if self.table is not None:
            return _table_boxes(self.table)
        return tuple((line.page, *line.box) for line in self.lines)

    @property
    def box(self) -> Box | None:
        """The box round everything of the block on its first page."""
        boxes = self.boxes
        if not boxes:
            return None
        return union([part[1:] for part in boxes if part[0] == boxes[0][0]])


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person must know about the document: ``block`` is the block's order, None for the whole."""

    kind: str
    message: str
    block: int | None = None
    row: int | None = None
    column: int | None = None
    start: int | None = None
    stop: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: the block's order, the cell when in a table, the span, the boxes of its lines."""

    document: str
    block: int
    start: int
    stop: int
    row: int | None = None
    column: int | None = None
    boxes: tuple[PageBox, ...] = ()

    @property
    def page(self) -> int | None:
        """The page of the first line, or None where the format has no pages."""
        return self.boxes[0][0] if self.boxes else None

    @property
    def block_id(self) -> str:
        """The block's id in the dataset."""
        return block_id(self.document, self.block)


@dataclass(frozen=True, slots=True)
class Reading:
    r"""A text as the later stages read it (all repairs done), with the way back to the raw text.

    >>> reading = Reading("клас-\nтер", (Repair(4, 6, "-\n", "", "hyphen", 0.9),))
    >>> reading.text
    'кластер'
    >>> reading.raw_span(4, 7)
    (6, 9)
    >>> reading.raw_span(0, 7)
    (0, 9)
    """

    raw: str
    edits: tuple[Repair, ...] = ()
    text: str = field(init=False)
    _pieces: tuple[tuple[int, int, int, int], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        pieces: list[tuple[int, int, int, int]] = []
        parts: list[str] = []
        at = out = 0
        for edit in self.edits:
            if edit.start < at or self.raw[edit.start : edit.stop] != edit.text:
                raise ValueError(f"edit {edit.start}:{edit.stop} overlaps another or is not a slice of the raw text")
            kept = self.raw[at : edit.start]
            parts += [kept, edit.replacement]
            if kept:
                pieces.append((out, out + len(kept), at, edit.start))
            out += len(kept)
            pieces.append((out, out + len(edit.replacement), edit.start, edit.stop))
            out += len(edit.replacement)
            at = edit.stop
        rest = self.raw[at:]
        parts.append(rest)
        if rest:
            pieces.append((out, out + len(rest), at, len(self.raw)))
        object.__setattr__(self, "text", "".join(parts))
        object.__setattr__(self, "_pieces", tuple(pieces))

    def raw_span(self, start: int, stop: int) -> tuple[int, int]:
        """The raw span that the read span ``start:stop`` came from; an edit is taken whole or not at all."""
        if not self.edits:
            return start, stop
        first: int | None = None
        last = 0
        for out0, out1, raw0, raw1 in self._pieces:
            if out1 <= start and not (out0 == out1 == start and start == stop):
                continue
            if out0 >= stop:
                break
            plain = out1 - out0 == raw1 - raw0 and self.raw[raw0:raw1] == self.text[out0:out1]
            begin = raw0 + max(start - out0, 0) if plain else raw0
            end = raw0 + min(stop, out1) - out0 if plain else raw1
            if out0 == out1 and first is None:
                continue
            first = begin if first is None else first
            last = max(last, end)
        if first is None:
            return (len(self.raw), len(self.raw)) if start >= len(self.text) else (start, start)
        return first, last

    def read_span(self, start: int, stop: int) -> tuple[int, int]:
        """The read span that holds the raw span ``start:stop``."""
        if not self.edits:
            return start, stop
        first: int | None = None
        last = 0
        for out0, out1, raw0, raw1 in self._pieces:
            if raw1 <= start:
                continue
            if raw0 >= stop:
                break
            plain = out1 - out0 == raw1 - raw0 and self.raw[raw0:raw1] == self.text[out0:out1]
            begin = out0 + max(start - raw0, 0) if plain else out0
            end = out0 + min(stop, raw1) - raw0 if plain else out1
            first = begin if first is None else first
            last = max(last, end)
        return (len(self.text), len(self.text)) if first is None else (first, last)


@dataclass(frozen=True, slots=True)
class Document:
    """What extraction made of one source; never changed after.

    ``id`` is the sha256 of the source's bytes in hex. ``dated`` is a date found in the document ("2024",
    "2024-12", "2024-12-27") with its place, proposed as the date of publication. ``reader`` names the reader and
    the version of the library that read; ``scanned`` are the pages that were pictures, whose text was recognised.
    """

    id: str
    media_type: str
    reader: str
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()
    status: Status = "ok"
    pages: int | None = None
    title: str = ""
    language: str = "und"
    dated: str = ""
    dated_at: Place | None = None
    scanned: tuple[int, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in reading order."""
        return tuple(block.table for block in self.blocks if block.table is not None)

    def text_at(self, block: int, row: int | None = None, column: int | None = None) -> str:
        """The raw text of a block, or of the cell at row and column."""
        found = self.blocks[block]
        if row is None or column is None:
            return found.text
        cell = found.table.cell(row, column) if found.table is not None else None
        if cell is None:
            raise KeyError(f"block {block} has no cell at row {row}, column {column}")
        return cell.text

    def reading(self, block: int, row: int | None = None, column: int | None = None) -> Reading:
        """The repaired text of a block or cell, with the way back."""
        edits = self.blocks[block].repairs
        here = tuple(edit for edit in edits if edit.row == row and edit.column == column)
        return Reading(self.text_at(block, row, column), here)

    def place(self, block: int, start: int, stop: int, row: int | None = None, column: int | None = None) -> Place:
        """The place of the raw span ``start:stop``, with one box per line of text it touches."""
        found = self.blocks[block]
        lines = found.lines
        if row is not None and column is not None:
            cell = found.table.cell(row, column) if found.table is not None else None
            if cell is None:
                raise KeyError(f"block {block} has no cell at row {row}, column {column}")
            lines, row, column = cell.lines, cell.row, cell.column
            if not lines and cell.page is not None and cell.box is not None:
                lines = (Line(0, len(cell.text), cell.page, cell.box),)
        boxes = tuple(
            line.part(max(start, line.start), min(stop, line.stop))
            for line in lines
            if line.start < stop and start < line.stop
        )
        return Place(self.id, block, start, stop, row, column, boxes)

    def quote(self, place: Place) -> str:
        """The raw words at a place."""
        return self.text_at(place.block, place.row, place.column)[place.start : place.stop]

    def texts(self, block: int) -> Iterator[tuple[int | None, int | None, Reading]]:
        """The readings of a block: itself, or every cell of its table, as row, column, reading."""
        found = self.blocks[block]
        if found.table is None:
            yield None, None, self.reading(block)
            return
        by_cell: dict[tuple[int | None, int | None], list[Repair]] = {}
        for edit in found.repairs:
            by_cell.setdefault((edit.row, edit.column), []).append(edit)
        for cell in found.table.cells:
            yield cell.row, cell.column, Reading(cell.text, tuple(by_cell.get((cell.row, cell.column), ())))


def block_id(document: str, order: int) -> str:
    """The id of a block in the dataset: 16 hex digits of the document, a dash, the five-digit order.

    >>> block_id("0123456789abcdef0123", 7)
    '0123456789abcdef-00007'
    """
    return f"{document[:16]}-{order:05d}"


def union(boxes: list[Box]) -> Box:
    """The box round all of ``boxes`` (at least one)."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _table_boxes(table: Table) -> tuple[PageBox, ...]:
    parts: dict[int, list[Box]] = {}
    for cell in table.cells:
        if cell.page is not None and cell.box is not None:
            parts.setdefault(cell.page, []).append(cell.box)
    return tuple((page, *union(boxes)) for page, boxes in sorted(parts.items()))
