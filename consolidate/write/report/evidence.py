"""The paragraphs that values open: each statement with the words it was read from, marked."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from consolidate.phrasing import indicator_words, qualifier_words, words_of

_CLIP = 900
"""Characters shown on each side of a quote in a very long paragraph."""
_ROWS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A part of the statement that was read in another place."""

    role: str
    quote: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A quote, split round the value's own words; those are empty when they do not stand in one piece."""

    before: str
    stated: str
    after: str


@dataclass(frozen=True, slots=True)
class RowCell:
    """A cell of the row that a value stands in; a marked one has its words split round the quote."""

    before: str
    marked: Marked | None
    after: str
    heads: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One statement with its paragraph."""

    anchor: str
    statement_id: str
    block_id: str
    place: str
    before: str
    quote: Marked
    after: str
    rows: tuple[tuple[RowCell, ...], ...]
    caption: str
    subject: str
    indicator: str
    value: str
    period: str
    details: str
    rule: str
    confidence: str
    judgement: str
    elsewhere: tuple[Elsewhere, ...]
    language: str


@dataclass(frozen=True, slots=True)
class DocumentCards:
    """The cards of one document, in reading order."""

    number: int
    title: str
    origin: str
    published: str
    language: str
    cards: tuple[Card, ...]


def anchor(statement_id: str) -> str:
    """The id of a statement's card on the page."""
    return f"s-{statement_id}"


def card(connection: sqlite3.Connection, row: sqlite3.Row) -> Card:
    """The card of one statement; ``row`` is of statements joined with its block."""
    before, after, rows = _surroundings(connection, row)
    return Card(
        anchor(row["statement_id"]),
        row["statement_id"],
        row["block_id"],
        _place(row),
        before,
        _marked(row["quote"], row["stated"]),
        after,
        rows,
        row["caption"] or "",
        row["subject"],
        indicator_words(row["indicator"]),
        words_of(row),
        row["period"],
        qualifier_words(row["qualifiers"] or "") + ("" if row["status"] == "actual" else f" ({row['status']})"),
        row["rule"],
        f"{row['confidence'] or 0:.2f}",
        row["judgement"],
        _elsewhere(connection, row),
        row["block_language"] if row["block_language"] != "und" else "",
    )


def _place(row: sqlite3.Row) -> str:
    parts = []
    if row["page"] is not None:
        parts.append(f"page {row['page']}")
    if row["row"] is not None:
        parts.append(f"row {row['row'] + 1}, column {row['column'] + 1}")
    section = json.loads(row["section"] or "[]")
    if section:
        parts.append(" › ".join(section[-2:]))
    return " · ".join(parts)


def _surroundings(connection: sqlite3.Connection, row: sqlite3.Row) -> tuple[str, str, tuple[tuple[RowCell, ...], ...]]:
    if row["row"] is not None:
        return "", "", _table_rows(connection, row)
    text, start, stop = row["block_text"], row["start"], row["stop"]
    before, after = text[:start], text[stop:]
    if len(before) > _CLIP:
        before = "… " + before[-_CLIP:]
    if len(after) > _CLIP:
        after = after[:_CLIP] + " …"
    return before, after, ()


def _table_rows(connection: sqlite3.Connection, row: sqlite3.Row) -> tuple[tuple[RowCell, ...], ...]:
    """The heading rows of the table and the row of the value."""
    cells = connection.execute(
        "SELECT c.* FROM cells AS c WHERE c.table_id = ? AND (c.row = ? OR c.header IN ('column', 'both'))"
        " ORDER BY c.row, c.column",
        (row["table_id"], row["row"]),
    ).fetchall()
    numbers = sorted({cell["row"] for cell in cells})
    headings = [number for number in numbers if number != row["row"]][:_ROWS_SHOWN]
    return tuple(
        tuple(_row_cell(cell, row) for cell in cells if cell["row"] == number)
        for number in sorted({*headings, row["row"]})
    )


def _row_cell(cell: sqlite3.Row, row: sqlite3.Row) -> RowCell:
    text = cell["text"]
    if (cell["row"], cell["column"]) != (row["row"], row["column"]):
        return RowCell(text, None, "", bool(cell["header"]))
    start, stop = row["start"], row["stop"]
    return RowCell(text[:start], _marked(text[start:stop], row["stated"]), text[stop:], bool(cell["header"]))


def _marked(quote: str, stated: str) -> Marked:
    before, found, after = quote.rpartition(stated) if stated else (quote, "", "")
    return Marked(before, found, after) if found else Marked(quote, "", "")


def _elsewhere(connection: sqlite3.Connection, row: sqlite3.Row) -> tuple[Elsewhere, ...]:
    """The parts read outside the quote."""
    found = connection.execute(
        'SELECT * FROM evidence WHERE "of" = ? AND role != ? ORDER BY role, evidence_id', (row["statement_id"], "value")
    )
    return tuple(Elsewhere(item["role"], item["quote"]) for item in found if not _inside(item, row))


def _inside(item: sqlite3.Row, row: sqlite3.Row) -> bool:
    same = (item["block_id"], item["row"], item["column"]) == (row["block_id"], row["row"], row["column"])
    return bool(same and row["start"] <= item["start"] and item["stop"] <= row["stop"])
