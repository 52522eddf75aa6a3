"""The two queues that decisions make: those that lost their place, and those in which people disagree."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from consolidate import Judgement, JudgementLog
from review.build import Build
from review.decision import disagree
from review.labels import Item, labelled
from review.queues import AFTER, BEFORE, Progress, Window
from review.recent import Recent, decisions
from review.words import Words

KINDS = ("orphans", "disagreements")
_MOST = 2_000
"""Items of such a queue."""


def window_of(items: Sequence[Item], at: str) -> Window:
    """The stretch of a list round the item ``at``; round the first when it is not there."""
    if not items:
        return Window((), "")
    ids = [item.id for item in items]
    number = ids.index(at) if at in ids else 0
    return Window(
        tuple(items[max(0, number - BEFORE) : number + AFTER + 1]),
        ids[number],
        ids[number - 1] if number else "",
        tuple(ids[number + 1 : number + AFTER]),
    )


def items(kind: str, connection: sqlite3.Connection, build: Build, recent: Recent, words: Words) -> tuple[Item, ...]:
    """All that waits in one of the two queues."""
    if kind == "orphans":
        return orphans(connection, recent, words)
    return disagreements(connection, build, recent, words)


def orphans(connection: sqlite3.Connection, recent: Recent, words: Words) -> tuple[Item, ...]:
    """Decisions that found nothing to act on in the build, and that nobody took back."""
    gone = {judgement.target_id for judgement in recent.judgements if judgement.action == "undo"}
    rows = connection.execute(
        "SELECT * FROM judgements WHERE outcome = 'orphaned' AND in_force != 'undone' AND action != 'undo'"
        ' ORDER BY "when", judgement_id LIMIT ?',
        (_MOST,),
    )
    return tuple(_orphan(words, row) for row in rows if row["judgement_id"] not in gone)


def _orphan(words: Words, row: sqlite3.Row) -> Item:
    what = f"{words.column(row['field'])}: {row['before']} → {row['after']}" if row["field"] else row["after"]
    return Item(
        "orphans",
        row["judgement_id"],
        row["quote"] or row["target_id"],
        " · ".join(part for part in (words.term("verdict", row["action"]), what, row["who"]) if part),
        row["action"],
        document=row["document_id"],
    )


def disagreements(connection: sqlite3.Connection, build: Build, recent: Recent, words: Words) -> tuple[Item, ...]:
    """Statements and relations on which two people decided differently."""
    kept = build.worked_out("disagreements", lambda: _apart(connection))
    now = dict(recent.apart)
    apart = [*(key for key in kept if now.get(key, True)), *(key for key in now if now[key] and key not in kept)]
    found = {item.id: item for kind in ("statements", "relations") for item in labelled(connection, words, kind, apart)}
    return tuple(_disagreement(found[key]) for key in apart if key in found)


def _apart(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What people disagree on by what the build knows."""
    rows = connection.execute(
        "SELECT coalesce(statement_id, target_id) AS key FROM judgements"
        " WHERE target IN ('statement', 'relation') AND in_force != 'undone'"
        " AND action IN ('accept', 'reject', 'correct')"
        " GROUP BY 1 HAVING count(DISTINCT who) > 1 LIMIT ?",
        (_MOST,),
    ).fetchall()
    return tuple(row["key"] for row in rows if disagree(decisions(connection, None, row["key"])))


def _disagreement(item: Item) -> Item:
    return Item("disagreements", item.id, item.title, item.detail, conflict=True)


def progress_of(items: Sequence[Item]) -> Progress:
    """What is left of such a queue; whatever is settled is no longer in it."""
    return Progress(0, len(items))


def orphaned(log: JudgementLog, key: str) -> Judgement | None:
    """The decision with this id, with all that the log has of it."""
    return next((judgement for judgement in log.read() if judgement.id == key), None)


def places_for(connection: sqlite3.Connection, words: Words, judgement: Judgement) -> tuple[Item, ...]:
    """Statements or relations that the decision may have been about: the same words, or the same fact."""
    kind = "relations" if judgement.target == "relation" else "statements"
    key = f"{kind[:-1]}_id"
    quote, document = (judgement.anchor.quote, judgement.anchor.document) if judgement.anchor else ("", "")
    fact = ("indicator", "value") if kind == "statements" else ("relation", "object")
    said = [judgement.said(column) for column in fact]
    same = f"{fact[0]} = ? AND {fact[1]} = ?"
    rows = connection.execute(
        f"SELECT {key} AS id FROM {kind} WHERE document_id = ? AND (quote = ? OR ({same}))"  # noqa: S608 - own words
        f" UNION SELECT {key} FROM {kind} WHERE {same} AND subject_id = ? LIMIT 20",
        (document, quote, *said, *said, judgement.said("subject_id")),
    )
    return tuple(labelled(connection, words, kind, [row["id"] for row in rows]))
