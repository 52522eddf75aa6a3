"""Items of queues as they are told apart on the screen, in the reader's language."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from consolidate import repair_place
from review.words import Words


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a queue; ``verdict`` is what stands on it now."""

    kind: str
    id: str
    title: str
    detail: str = ""
    verdict: str = ""
    conflict: bool = False
    flagged: bool = False
    confidence: float | None = None
    document: str = ""
    language: str = ""


def labelled(connection: sqlite3.Connection, words: Words, kind: str, ids: Iterable[str]) -> Iterator[Item]:
    """The items of a kind with these ids, as they are told apart on the screen."""
    if kind == "repairs":
        yield from (_repair(words, key, row) for key in ids if (row := repair(connection, key)) is not None)
        return
    tell = {"statements": _statement, "relations": _relation, "merges": _merge, "names": _name}
    for row in connection.execute(_LABELS[kind], (json.dumps(list(ids)),)):
        yield tell.get(kind, _problem)(words, row)


def repair(connection: sqlite3.Connection, key: str) -> sqlite3.Row | None:
    """The repair with this id."""
    place = repair_place(key)
    if place is None:
        return None
    row: sqlite3.Row | None = connection.execute(
        "SELECT r.*, b.document_id FROM repairs AS r JOIN blocks AS b ON b.block_id = r.block_id"
        " WHERE r.block_id = ? AND r.row IS ? AND r.column IS ? AND r.start = ? AND r.stop = ?",
        place,
    ).fetchone()
    return row


_LABELS = {
    "statements": "SELECT * FROM statements WHERE statement_id IN (SELECT value FROM json_each(?))",
    "relations": "SELECT * FROM relations WHERE relation_id IN (SELECT value FROM json_each(?))",
    "merges": "SELECT e.*, t.name AS other FROM entities AS e JOIN entities AS t ON t.entity_id = e.merged_into"
    " WHERE e.entity_id IN (SELECT value FROM json_each(?))",
    "names": "SELECT e.*, (SELECT count(*) FROM mentions AS m WHERE m.entity_id = e.entity_id) AS seen"
    " FROM entities AS e WHERE e.entity_id IN (SELECT value FROM json_each(?))",
    "problems": "SELECT * FROM problems WHERE problem_id IN (SELECT value FROM json_each(?))",
}


def _statement(words: Words, row: sqlite3.Row) -> Item:
    detail = " · ".join(part for part in (words.indicator(row["indicator"]), words.value(row), row["period"]) if part)
    return Item("statements", row["statement_id"], row["subject"], detail, row["judgement"])


def _relation(words: Words, row: sqlite3.Row) -> Item:
    detail = f"{words.indicator(row['relation'])} · {row['object']}"
    return Item("relations", row["relation_id"], row["subject"], detail, row["judgement"])


def _merge(_: Words, row: sqlite3.Row) -> Item:
    return Item("merges", row["entity_id"], f"{row['name']} = {row['other']}", row["because"])


def _name(words: Words, row: sqlite3.Row) -> Item:
    return Item("names", row["entity_id"], row["name"], f"{words.term('type', row['type'])} · {row['seen']}×")


def _repair(words: Words, key: str, row: sqlite3.Row) -> Item:
    before, after = ((row[column] or "∅").replace("\n", "⏎") for column in ("text", "replacement"))
    return Item("repairs", key, f"{before} → {after}", words.term("stage", row["stage"]), row["judgement"])


def _problem(words: Words, row: sqlite3.Row) -> Item:
    return Item("problems", row["problem_id"], words.term("problem", row["kind"]), row["message"], row["judgement"])
