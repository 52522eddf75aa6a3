"""The middle pane: the place a value was read from, as a page, as text, or as a table."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from review.drawer import NoPicture
from review.marking import Edit, Segment, Stretch, repaired, segments
from review.pictures import Pictures
from review.shelf import Picture
from review.words import Words

PDF = "application/pdf"
WIDTH = 1100
"""Pixels of a page that is not zoomed."""
ZOOMS = ("1", "1.5", "2")
AROUND = 4
"""Blocks shown before and after the one in question."""
ROWS_AROUND = 12
LONGEST_LIST = 100
"""Items before and after one that are looked for."""
LONGEST = 20_000
"""Characters of one block that are shown."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that carry something: a stretch of the text of a block or cell, with its boxes."""

    role: str
    block_id: str
    row: int | None
    column: int | None
    start: int
    stop: int
    boxes: tuple[tuple[float, ...], ...] = ()

    @property
    def kind(self) -> str:
        """How it is marked."""
        return self.role if self.role in ("quote", "value") else "piece"


@dataclass(frozen=True, slots=True)
class Spot:
    """What is to be shown: the document, the block, the page, and the words that matter."""

    document: sqlite3.Row
    block_id: str
    page: int | None
    pieces: tuple[Piece, ...]
    row: int | None = None
    column: int | None = None

    @property
    def has_pages(self) -> bool:
        """Whether there are pictures of its pages."""
        return self.document["media_type"] == PDF and self.page is not None


@dataclass(frozen=True, slots=True)
class Look:
    """How it is looked at: another page, the zoom, page or text, raw or repaired."""

    page: int | None = None
    zoom: str = "1"
    text: bool = False
    repaired: bool = False

    @property
    def width(self) -> int:
        """Pixels of the picture."""
        return int(WIDTH * float(self.zoom))


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle over the page, in PDF points; ``href`` leads to another statement."""

    kind: str
    role: str
    x: float
    y: float
    width: float
    height: float
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with marks over it; without ``picture`` it could not be painted and ``reason`` says why."""

    number: int
    pages: int
    marks: tuple[Mark, ...]
    picture: Picture | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block as text."""

    block_id: str
    kind: str
    language: str
    here: bool
    segments: tuple[Segment, ...]
    page: int | None
    mended: bool
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell; ``hit`` is the one in question, ``head`` one of its headers."""

    row: int
    column: int
    row_span: int
    column_span: int
    header: bool
    hit: bool
    head: bool
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, or the rows of it round the one in question; ``left_out`` are rows that are not shown."""

    block_id: str
    caption: str
    rows: tuple[tuple[int, bool, tuple[GridCell, ...]], ...]
    left_out: int


def document(connection: sqlite3.Connection, key: str) -> sqlite3.Row | None:
    """The row of a document."""
    row: sqlite3.Row | None = connection.execute("SELECT * FROM documents WHERE document_id = ?", (key,)).fetchone()
    return row


def claim_spot(connection: sqlite3.Connection, row: sqlite3.Row, key: str) -> Spot | None:
    """Where a statement or relation stands; nothing when its document is gone."""
    source = document(connection, row["document_id"])
    if source is None:
        return None
    found = connection.execute("SELECT * FROM evidence WHERE \"of\" = ? ORDER BY role != 'value', role", (key,))
    pieces = (_piece("quote", row), *(_piece(piece["role"], piece) for piece in found))
    boxes = pieces[0].boxes
    return Spot(source, row["block_id"], int(boxes[0][0]) if boxes else row["page"], pieces, row["row"], row["column"])


def words_spot(connection: sqlite3.Connection, row: sqlite3.Row) -> Spot | None:
    """Where the words of a repair, mention or problem stand."""
    source = document(connection, row["document_id"])
    if source is None:
        return None
    block = connection.execute("SELECT * FROM blocks WHERE block_id = ?", (row["block_id"],)).fetchone()
    if block is None:
        return Spot(source, "", None, ())
    boxes = _boxes(row) if "boxes" in row.keys() else _boxes(block)  # noqa: SIM118 - a row has no other way to ask
    page = int(boxes[0][0]) if boxes else block["page"]
    if row["start"] is None or row["stop"] is None:
        return Spot(source, row["block_id"], page, ())
    piece = Piece("quote", row["block_id"], row["row"], row["column"], row["start"], row["stop"], boxes)
    return Spot(source, row["block_id"], page, (piece,), row["row"], row["column"])


def block_spot(connection: sqlite3.Connection, block: sqlite3.Row) -> Spot:
    """A whole block, nothing marked in it."""
    source = document(connection, block["document_id"])
    assert source is not None  # noqa: S101 - every block of a dataset has its document
    boxes = _boxes(block)
    return Spot(source, block["block_id"], int(boxes[0][0]) if boxes else block["page"], ())


def together(connection: sqlite3.Connection, block_id: str) -> str:
    """The block itself when it is a table or an item of a list, else nothing: then all of it can be judged at once."""
    row = connection.execute("SELECT kind FROM blocks WHERE block_id = ?", (block_id,)).fetchone()
    return block_id if row is not None and row["kind"] in ("table", "list_item") else ""


def list_blocks(connection: sqlite3.Connection, block: sqlite3.Row) -> tuple[sqlite3.Row, ...]:
    """The table, or all items of the list that the block is one of."""
    if block["kind"] != "list_item":
        return (block,)
    rows = connection.execute(
        'SELECT * FROM blocks WHERE document_id = ? AND "order" BETWEEN ? AND ? ORDER BY "order"',
        (block["document_id"], block["order"] - LONGEST_LIST, block["order"] + LONGEST_LIST),
    ).fetchall()
    at = next(number for number, row in enumerate(rows) if row["block_id"] == block["block_id"])
    first = last = at
    while first > 0 and rows[first - 1]["kind"] == "list_item":
        first -= 1
    while last + 1 < len(rows) and rows[last + 1]["kind"] == "list_item":
        last += 1
    return tuple(rows[first : last + 1])


def _piece(role: str, row: sqlite3.Row) -> Piece:
    return Piece(role, row["block_id"], row["row"], row["column"], row["start"], row["stop"], _boxes(row))


def _boxes(row: sqlite3.Row) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(box) for box in json.loads(row["boxes"] or "[]"))


def sheet(pictures: Pictures, root: Path, spot: Spot, look: Look, others: Iterable[Mark] = ()) -> Sheet:
    """The page to look at, with the boxes of the words over it."""
    last = spot.document["pages"] or spot.page or 1
    number = min(max(look.page or spot.page or 1, 1), last)
    marks = (*others, *_marks(spot.pieces, number))
    try:
        picture = pictures.get(root / spot.document["path"], spot.document["document_id"], number, look.width)
    except NoPicture as error:
        return Sheet(number, last, marks, None, error.reason)
    return Sheet(number, last, marks, picture)


def page_to_paint(
    connection: sqlite3.Connection, root: Path, key: str, width: int
) -> tuple[Path, str, int, int] | None:
    """The page that a statement or relation stands on, as ``Pictures.ahead`` wants it."""
    row = connection.execute(
        "SELECT d.document_id, d.path, coalesce(s.page, r.page) AS page FROM queue AS q"
        " LEFT JOIN statements AS s ON s.statement_id = q.id LEFT JOIN relations AS r ON r.relation_id = q.id"
        " JOIN documents AS d ON d.document_id = q.document_id WHERE q.id = ? AND d.media_type = ?",
        (key, PDF),
    ).fetchone()
    if row is None or row["page"] is None:
        return None
    return root / row["path"], row["document_id"], row["page"], width


def _marks(pieces: Iterable[Piece], page: int) -> Iterator[Mark]:
    for piece in pieces:
        for box_page, x0, top, x1, bottom in piece.boxes:
            if int(box_page) == page:
                yield Mark(piece.kind, piece.role, x0, top, round(x1 - x0, 2), round(bottom - top, 2))


def other_marks(
    connection: sqlite3.Connection, document_id: str, page: int, but: str, href: str, words: Words
) -> tuple[Mark, ...]:
    """The boxes of all other statements on the page; ``href`` is the address that an id is put behind."""
    rows = connection.execute(
        "SELECT e.boxes, s.statement_id, s.subject, s.indicator, s.stated FROM statements AS s"
        " JOIN evidence AS e ON e.\"of\" = s.statement_id AND e.role = 'value'"
        " WHERE s.document_id = ? AND s.page = ? AND s.statement_id != ?",
        (document_id, page, but),
    )
    return tuple(
        Mark(
            "other",
            "value",
            x0,
            top,
            round(x1 - x0, 2),
            round(bottom - top, 2),
            href + row["statement_id"],
            f"{row['subject']}: {words.indicator(row['indicator'])} {row['stated']}",
        )
        for row in rows
        for box_page, x0, top, x1, bottom in _boxes(row)
        if int(box_page) == page
    )


def surroundings(connection: sqlite3.Connection, spot: Spot, look: Look) -> tuple[Paragraph, ...]:
    """The block in question among its neighbours; every block of which a piece stands elsewhere nearby is marked."""
    found = connection.execute("SELECT * FROM blocks WHERE block_id = ?", (spot.block_id,)).fetchone()
    if found is None:
        return ()
    rows = connection.execute(
        'SELECT * FROM blocks WHERE document_id = ? AND "order" BETWEEN ? AND ? ORDER BY "order"',
        (found["document_id"], found["order"] - AROUND, found["order"] + AROUND),
    )
    return tuple(paragraph(connection, row, spot, look) for row in rows)


def paragraph(
    connection: sqlite3.Connection, block: sqlite3.Row, spot: Spot, look: Look, more: Sequence[Stretch] = ()
) -> Paragraph:
    """One block with what is marked in it; a table becomes a grid."""
    key = block["block_id"]
    here = key == spot.block_id
    grid = _grid(connection, block, spot, look) if block["kind"] == "table" else None
    edits = () if grid else _edits(connection, key, None, None)
    marks = [*more, *_stretches(spot.pieces, key, None, None)]
    return Paragraph(
        key,
        block["kind"],
        block["language"] if block["language"] != "und" else "",
        here,
        () if grid else _shown(block["text"], marks, edits, look),
        block["page"],
        bool(block["repaired"]),
        grid,
    )


def _shown(text: str, marks: Sequence[Stretch], edits: Sequence[Edit], look: Look) -> tuple[Segment, ...]:
    if look.repaired and edits:
        return repaired(text, edits)
    mended = [Stretch(edit.start, edit.stop, "mended", title=f"→ {edit.replacement} · {edit.title}") for edit in edits]
    first = max((mark.stop for mark in marks), default=0)
    return segments(text[: max(LONGEST, first + AROUND)], [*mended, *marks])


def _stretches(pieces: Iterable[Piece], block_id: str, row: int | None, column: int | None) -> list[Stretch]:
    return [
        Stretch(piece.start, piece.stop, piece.kind, title=piece.role)
        for piece in pieces
        if (piece.block_id, piece.row, piece.column) == (block_id, row, column)
    ]


def _edits(connection: sqlite3.Connection, block_id: str, row: int | None, column: int | None) -> tuple[Edit, ...]:
    rows = connection.execute(
        "SELECT * FROM repairs WHERE block_id = ? AND row IS ? AND column IS ? AND judgement != 'reject'"
        " ORDER BY start",
        (block_id, row, column),
    )
    return tuple(Edit(found["start"], found["stop"], found["replacement"], found["stage"]) for found in rows)


def _grid(connection: sqlite3.Connection, block: sqlite3.Row, spot: Spot, look: Look) -> Grid | None:
    table = connection.execute("SELECT * FROM tables WHERE block_id = ?", (block["block_id"],)).fetchone()
    if table is None:
        return None
    here = block["block_id"] == spot.block_id
    at = spot.row if here and spot.row is not None else 0
    pieces = [piece for piece in spot.pieces if piece.block_id == block["block_id"]]
    wanted = {piece.row for piece in pieces if piece.row is not None}
    cells = connection.execute(
        "SELECT * FROM cells WHERE table_id = ? AND (row BETWEEN ? AND ? OR header IN ('column', 'both')"
        " OR row IN (SELECT value FROM json_each(?))) ORDER BY row, column",
        (table["table_id"], at - ROWS_AROUND, at + ROWS_AROUND, json.dumps(sorted(wanted))),
    ).fetchall()
    hit = next((cell for cell in cells if here and (cell["row"], cell["column"]) == (spot.row, spot.column)), None)
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        rows.setdefault(cell["row"], []).append(_grid_cell(connection, block, cell, hit, pieces, look))
    shown = tuple((number, hit is not None and number == hit["row"], tuple(row)) for number, row in rows.items())
    return Grid(block["block_id"], table["caption"], shown, max((table["rows"] or 0) - len(rows), 0))


def _grid_cell(
    connection: sqlite3.Connection,
    block: sqlite3.Row,
    cell: sqlite3.Row,
    hit: sqlite3.Row | None,
    pieces: Sequence[Piece],
    look: Look,
) -> GridCell:
    row, column = cell["row"], cell["column"]
    edits = _edits(connection, block["block_id"], row, column) if cell["repaired"] else ()
    marks = _stretches(pieces, block["block_id"], row, column)
    return GridCell(
        row,
        column,
        cell["row_span"] or 1,
        cell["column_span"] or 1,
        bool(cell["header"]),
        hit is not None and (row, column) == (hit["row"], hit["column"]),
        hit is not None and _heads(cell, hit),
        _shown(cell["text"], marks, edits, look),
    )


def _heads(cell: sqlite3.Row, hit: sqlite3.Row) -> bool:
    """Whether a header cell stands over the cell in question, or at the beginning of its row."""
    if cell["row"] == hit["row"] and cell["column"] == hit["column"]:
        return False
    over = _covers(cell["column"], cell["column_span"], hit["column"]) and cell["row"] < hit["row"]
    beside = _covers(cell["row"], cell["row_span"], hit["row"]) and cell["column"] < hit["column"]
    return (cell["header"] in ("column", "both") and over) or (cell["header"] in ("row", "both") and beside)


def _covers(first: int, span: int | None, at: int) -> bool:
    return bool(first <= at < first + (span or 1))
