"""Entities as the screen shows them: their names, where they were read, what is said of them, who they may be."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from consolidate import search
from review.naming import Known
from review.words import Words

if TYPE_CHECKING:
    from gazetteer import Entity, Gazetteer

MENTIONS_SHOWN = 12
_AROUND = 90
"""Characters shown on each side of a mention."""
_NEAR = 8


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One place where the entity is named."""

    id: str
    document_id: str
    title: str
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Card:
    """One entity."""

    row: sqlite3.Row
    names: tuple[sqlite3.Row, ...]
    mentions: tuple[Mentioned, ...]
    seen: int


@dataclass(frozen=True, slots=True)
class Near:
    """An entity that a name may mean."""

    id: str
    name: str
    type: str
    country: str


@dataclass(frozen=True, slots=True)
class Observed:
    """One observation in words."""

    statement_id: str
    subject: str
    subject_id: str
    indicator: str
    slug: str
    words: str
    period: str
    status: str
    qualifiers: str
    agreement: str
    documents: int


def entity_row(connection: sqlite3.Connection, key: str) -> sqlite3.Row | None:
    """The row of an entity."""
    row: sqlite3.Row | None = connection.execute("SELECT * FROM entities WHERE entity_id = ?", (key,)).fetchone()
    return row


def card(connection: sqlite3.Connection, key: str) -> Card | None:
    """An entity with its names and the first places where it is named."""
    row = entity_row(connection, key)
    if row is None:
        return None
    names = connection.execute("SELECT * FROM names WHERE entity_id = ? ORDER BY language, name", (key,))
    seen = connection.execute("SELECT count(*) FROM mentions WHERE entity_id = ?", (key,)).fetchone()[0]
    return Card(row, tuple(names), tuple(mentions(connection, key)), seen)


def mention(connection: sqlite3.Connection, key: str, mention_id: str) -> sqlite3.Row | None:
    """One mention of an entity: the one asked for, else the first."""
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM mentions WHERE entity_id = ?1 OR entity_id = (SELECT merged_into FROM entities WHERE"
        " entity_id = ?1) ORDER BY mention_id != ?2, entity_id != ?1, mention_id LIMIT 1",
        (key, mention_id),
    ).fetchone()
    return row


def mentions(connection: sqlite3.Connection, key: str, before: int = 0) -> Iterator[Mentioned]:
    """The places where an entity is named, a few at a time, after those ``before``."""
    rows = connection.execute(
        "SELECT m.*, b.text AS block_text, d.title, d.path FROM mentions AS m"
        " JOIN blocks AS b ON b.block_id = m.block_id JOIN documents AS d ON d.document_id = m.document_id"
        " WHERE m.entity_id = ? ORDER BY m.document_id, m.block_id, m.start, m.mention_id LIMIT ? OFFSET ?",
        (key, MENTIONS_SHOWN, before),
    )
    for row in rows:
        text = row["block_text"] if row["row"] is None else row["text"]
        start, stop = (row["start"], row["stop"]) if row["row"] is None else (0, len(text))
        ahead = ("…" if start > _AROUND else "") + text[max(0, start - _AROUND) : start]
        after = text[stop : stop + _AROUND] + ("…" if stop + _AROUND < len(text) else "")
        yield Mentioned(
            row["mention_id"], row["document_id"], row["title"] or Path(row["path"]).name, ahead, row["text"], after
        )


def near(gazetteer: Gazetteer, name: str, but: str) -> tuple[Near, ...]:
    """What the gazetteer has that is named nearly so."""
    found = {match.entity.id: match.entity for match in gazetteer.match(name)}
    return tuple(_near(entity) for entity in islice(found.values(), _NEAR) if entity.id != but)


def find(connection: sqlite3.Connection, folder: Path, known: Known | None, asked: str) -> tuple[Near, ...]:
    """The entities that ``asked`` may mean, in any language.

    First those of the gazetteer, as far as it is there, of which a name begins so, then those of the dataset that have
    the words, then those that are named nearly so.
    """
    found = {entity.id: _near(entity) for entity in islice(known.beginnings.of(asked), _NEAR)} if known else {}
    for hit in search(folder, asked):
        row = entity_row(connection, hit.id) if hit.kind == "name" else None
        row = entity_row(connection, row["merged_into"]) if row is not None and row["merged_into"] else row
        if row is not None:
            found.setdefault(row["entity_id"], Near(row["entity_id"], row["name"], row["type"], row["country"]))
    for one in near(known.gazetteer, asked, "") if known else ():
        found.setdefault(one.id, one)
    return tuple(islice(found.values(), 2 * _NEAR))


def _near(entity: Entity) -> Near:
    return Near(entity.id, entity.name, entity.type, entity.country)


def observed(words: Words, row: sqlite3.Row) -> Observed:
    """An observation in words."""
    ids = json.loads(row["statement_ids"])
    return Observed(
        ids[0],
        row["subject"],
        row["subject_id"],
        words.indicator(row["indicator"]),
        row["indicator"],
        words.value(row),
        row["period"],
        row["status"],
        words.qualifiers(row["qualifiers"]),
        row["agreement"],
        row["documents"],
    )
