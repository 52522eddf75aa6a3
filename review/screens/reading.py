"""Pages to read: a document, an entity, an indicator, conflicts, search, what changed, all of a table or list."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from starlette.responses import Response

from consolidate import Change, diff, open_database, search
from gazetteer import indicators
from language import LANGUAGES
from review import sources
from review.charts import charts
from review.entities import card, observed
from review.labels import Item, labelled
from review.marking import Stretch
from review.recent import decisions
from review.screens.reviewing import look_of
from review.sources import Look, Paragraph, Piece, Spot
from review.visit import Missing, Visit
from review.words import Words

BLOCKS = 60
"""Blocks of a document on one page."""
OBSERVATIONS = 300
HITS = 40
CONFLICTS = 50
CHANGES = 500


@dataclass(frozen=True, slots=True)
class Read:
    """A block with the statements and relations found in it."""

    paragraph: Paragraph
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One statement of a conflict."""

    statement_id: str
    words: str
    quote: str
    title: str
    published: str
    verdict: str


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
    problems = visit.connection.execute("SELECT rowid, * FROM problems WHERE document_id = ? ORDER BY rowid", (key,))
    return visit.page(
        "document.html",
        document=row,
        blocks=_read(visit, row, blocks[:BLOCKS], look_of(visit.query)),
        problems=problems.fetchall(),
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
    return visit.page(
        "all.html", document=row, block=block, blocks=read, items=[item for one in read for item in one.items]
    )


def entity(visit: Visit) -> Response:
    """An entity: its names, its values with a chart, where it was read.

    Raises:
        Missing: there is no such entity.
    """
    found = card(visit.connection, visit.part("entity"))
    if found is None:
        raise Missing
    rows = visit.connection.execute(
        "SELECT * FROM observations WHERE subject_id = ? ORDER BY indicator, unit, period, observation_id LIMIT ?",
        (found.row["entity_id"], OBSERVATIONS),
    ).fetchall()
    relations = visit.connection.execute(
        "SELECT relation_id FROM relations WHERE subject_id = ?1 OR object_id = ?1 LIMIT ?2",
        (found.row["entity_id"], OBSERVATIONS),
    )
    return visit.page(
        "entity.html",
        card=found,
        charts=charts(visit.words, rows, by_subject=False),
        observed=[observed(visit.words, row) for row in rows],
        decisions=decisions(visit.connection, visit.recent, found.row["entity_id"]),
        relations=list(labelled(visit.connection, visit.words, "relations", [row["relation_id"] for row in relations])),
    )


def indicator(visit: Visit) -> Response:
    """An indicator: its meaning, and what all sources say, with a chart.

    Raises:
        Missing: nothing is said of it.
    """
    slug = visit.part("indicator")
    rows = visit.connection.execute(
        "SELECT * FROM observations WHERE indicator = ? ORDER BY subject, subject_id, unit, period, observation_id"
        " LIMIT ?",
        (slug, OBSERVATIONS + 1),
    ).fetchall()
    known = next((one for one in indicators() if one.slug == slug), None)
    if not rows and known is None:
        raise Missing
    return visit.page(
        "indicator.html",
        slug=slug,
        title=visit.words.indicator(slug),
        known=known,
        charts=charts(visit.words, rows[:OBSERVATIONS], by_subject=True)[:2],
        observed=[observed(visit.words, row) for row in rows[:OBSERVATIONS]],
        more=len(rows) > OBSERVATIONS,
    )


def conflicts(visit: Visit) -> Response:
    """Values that contradict each other, side by side."""
    rows = visit.connection.execute(
        "SELECT * FROM observations WHERE agreement = 'conflict' AND observation_id > ?"
        " ORDER BY observation_id LIMIT ?",
        (visit.query.get("after", ""), CONFLICTS + 1),
    ).fetchall()
    shown = [(observed(visit.words, row), _sides(visit, row)) for row in rows[:CONFLICTS]]
    following = rows[CONFLICTS - 1]["observation_id"] if len(rows) > CONFLICTS else ""
    return visit.page("conflicts.html", conflicts=shown, following=following)


def _sides(visit: Visit, row: sqlite3.Row) -> list[Side]:
    rows = visit.connection.execute(
        "SELECT s.*, d.title, d.path, d.published FROM json_each(?) AS told"
        " JOIN statements AS s ON s.statement_id = told.value JOIN documents AS d ON d.document_id = s.document_id"
        " ORDER BY told.key",
        (row["statement_ids"],),
    )
    return [
        Side(
            found["statement_id"],
            visit.words.value(found),
            found["quote"],
            found["title"] or found["path"],
            found["published"],
            visit.recent.verdicts.get(found["statement_id"], found["judgement"]),
        )
        for found in rows
    ]


def search_page(visit: Visit) -> Response:
    """Paragraphs and names that have some words, in any of their forms."""
    asked, language = visit.query.get("q", "").strip()[:200], visit.query.get("lang", "")
    language = language if language in LANGUAGES else ""
    hits = search(visit.build.folder, asked, language or None, HITS) if asked else ()
    return visit.page(
        "search.html", asked=asked, lang=language, hits=[(hit, _whole(hit.id.rpartition("-")[2])) for hit in hits]
    )


def changes(visit: Visit) -> Response:
    """What changed from the build before, and what was decided since the newest."""
    earlier = visit.desk.earlier()
    found = visit.build.since(earlier, diff) if earlier is not None else None
    told = _told(visit.connection, visit.words, [*found.added[:CHANGES], *found.changed[:CHANGES]]) if found else {}
    if found and earlier and found.withdrawn:
        with closing(open_database(earlier)) as before:
            told |= _told(before, visit.words, found.withdrawn[:CHANGES])
    since = visit.recent.judgements
    undone = {judgement.target_id for judgement in since if judgement.action == "undo"}
    return visit.page("changes.html", found=found, told=told, since=list(reversed(since)), undone=undone, most=CHANGES)


def _told(connection: sqlite3.Connection, words: Words, found: Sequence[Change]) -> dict[str, Item]:
    """The statements that changed, by id, as they stand in one of the two builds."""
    ids = [change.statement_id for change in found]
    return {item.id: item for item in labelled(connection, words, "statements", ids)}


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
