"""Pages to read: a document, an entity, an indicator, conflicts, search, what changed, all of a table or list."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from consolidate import search
from language import LANGUAGES
from review import sources
from review.labels import Item, labelled
from review.marking import Stretch
from review.screens.reviewing import look_of
from review.sources import Look, Paragraph, Piece, Spot
from review.visit import Missing, Visit

BLOCKS = 60
"""Blocks of a document on one page."""
PROBLEMS = 100
ITEMS = 200
"""Statements of a table on one page: so many can be looked at."""
HITS, HITS_SHOWN = 400, 40
"""Best hits that are kept, and on one page."""


@dataclass(frozen=True, slots=True)
class Read:
    """A block with the statements and relations found in it."""

    paragraph: Paragraph
    items: tuple[Item, ...]


def document(visit: Visit) -> Response:
    """All blocks of a document in order, with everything found in them; a stretch at a time.

    Raises:
        Missing: there is no such document.
    """
    row = sources.document(visit.connection, visit.part("document"))
    if row is None:
        raise Missing
    key, first = row["document_id"], _whole(visit.query.get("from", ""))
    blocks = visit.connection.execute(
        'SELECT * FROM blocks WHERE document_id = ? AND "order" >= ? ORDER BY "order" LIMIT ?', (key, first, BLOCKS + 1)
    ).fetchall()
    problems = visit.connection.execute(
        "SELECT * FROM problems WHERE document_id = ? ORDER BY rowid LIMIT ?", (key, PROBLEMS)
    )
    many = visit.build.count(visit.connection, "SELECT count(*) FROM problems WHERE document_id = ?", key)
    return visit.page(
        "document.html",
        document=row,
        blocks=_read(visit, row, blocks[:BLOCKS], look_of(visit.query)),
        problems=problems.fetchall(),
        problems_number=many,
        first=first,
        step=BLOCKS,
        following=blocks[BLOCKS]["order"] if len(blocks) > BLOCKS else None,
        repaired=bool(visit.query.get("repaired")),
    )


def _read(visit: Visit, document_row: sqlite3.Row, blocks: Sequence[sqlite3.Row], look: Look) -> list[Read]:
    connection, ids = visit.connection, [block["block_id"] for block in blocks]
    pieces = tuple(_values(connection, ids))
    spot = Spot(document_row, "", None, pieces)
    items = _items(visit, ids)
    names = _names(connection, ids)
    return [
        Read(
            sources.paragraph(connection, block, spot, look, names.get(block["block_id"], ())),
            tuple(items.get(block["block_id"], ())),
        )
        for block in blocks
    ]


def _values(connection: sqlite3.Connection, ids: Sequence[str]) -> Iterable[Piece]:
    rows = connection.execute(
        'SELECT e.* FROM statements AS s JOIN evidence AS e ON e."of" = s.statement_id'
        " WHERE s.block_id IN (SELECT value FROM json_each(?)) AND e.role = 'value'",
        (json.dumps(ids),),
    )
    for row in rows:
        yield Piece("value", row["block_id"], row["row"], row["column"], row["start"], row["stop"])


def _names(connection: sqlite3.Connection, ids: Sequence[str]) -> Mapping[str, list[Stretch]]:
    rows = connection.execute(
        "SELECT m.*, e.name FROM mentions AS m LEFT JOIN entities AS e ON e.entity_id = m.entity_id"
        " WHERE m.block_id IN (SELECT value FROM json_each(?)) AND m.row IS NULL",
        (json.dumps(ids),),
    )
    found: dict[str, list[Stretch]] = {}
    for row in rows:
        href = f"/entity/{row['entity_id']}" if row["entity_id"] else ""
        stretch = Stretch(row["start"], row["stop"], "name", href, f"{row['name'] or row['text']} ({row['type']})")
        found.setdefault(row["block_id"], []).append(stretch)
    return found


def _items(visit: Visit, ids: Sequence[str]) -> Mapping[str, list[Item]]:
    """The statements and relations that stand in the blocks, in the order of the text."""
    found: dict[str, list[Item]] = {}
    for kind in ("statements", "relations"):
        rows = visit.connection.execute(
            f"SELECT {kind[:-1]}_id AS id, block_id FROM {kind} WHERE block_id IN (SELECT value FROM json_each(?))"  # noqa: S608 - own words
            " ORDER BY block_id, row, column, start",
            (json.dumps(ids),),
        ).fetchall()
        told = {item.id: item for item in labelled(visit.connection, visit.words, kind, [row["id"] for row in rows])}
        for row in rows:
            found.setdefault(row["block_id"], []).append(_now(visit, told[row["id"]]))
    return found


def _now(visit: Visit, item: Item) -> Item:
    return Item(item.kind, item.id, item.title, item.detail, visit.recent.verdicts.get(item.id, item.verdict))


def everything_in(visit: Visit) -> Response:
    """A table, or a list, with all that was read in it, to accept at once after a look.

    Raises:
        Missing: there is no such block.
    """
    block = visit.connection.execute("SELECT * FROM blocks WHERE block_id = ?", (visit.part("block"),)).fetchone()
    if block is None:
        raise Missing
    row = sources.document(visit.connection, block["document_id"])
    if row is None:
        raise Missing
    blocks = sources.list_blocks(visit.connection, block)
    read = _read(visit, row, blocks, look_of(visit.query))
    items = [item for one in read for item in one.items]
    paging = visit.paging("page", ITEMS, len(items))
    return visit.page("all.html", document=row, block=block, blocks=read, items=items[paging.shown], paging=paging)


def search_page(visit: Visit) -> Response:
    """Paragraphs and names that have some words, in any of their forms."""
    asked, language = visit.query.get("q", "").strip()[:200], visit.query.get("lang", "")
    language = language if language in LANGUAGES else ""
    hits = search(visit.build.folder, asked, language or None, HITS) if asked else ()
    paging = visit.paging("page", HITS_SHOWN, len(hits))
    shown = [(hit, _whole(hit.id.rpartition("-")[2])) for hit in hits[paging.shown]]
    return visit.page("search.html", asked=asked, lang=language, hits=shown, paging=paging)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
