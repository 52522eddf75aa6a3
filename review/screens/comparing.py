"""Pages that put together what several documents say: an entity, an indicator, conflicts, what changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from starlette.responses import Response

from consolidate import Change, diff, open_database
from review.charts import charts
from review.entities import MENTIONS_SHOWN, Observed, card, mentions, observed
from review.labels import Item, labelled
from review.paging import Paging
from review.recent import decisions
from review.visit import Missing, Visit
from review.words import Words, by_slug

SHOWN = 100
"""Observations or relations on one page."""
DRAWN = 2_000
"""Observations that pictures are made of."""
CONFLICTS = 50
CHANGES = 200


@dataclass(frozen=True, slots=True)
class Values:
    """A page of observations; ``drawn`` are the rows that pictures are made of."""

    paging: Paging
    rows: tuple[Observed, ...]
    drawn: tuple[sqlite3.Row, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One statement of a conflict."""

    statement_id: str
    words: str
    quote: str
    title: str
    published: str
    verdict: str


def entity(visit: Visit) -> Response:
    """An entity: its names, its values with a chart, where it was read.

    Raises:
        Missing: there is no such entity.
    """
    found = card(visit.connection, visit.part("entity"))
    if found is None:
        raise Missing
    key = found.row["entity_id"]
    series = _observations(visit, "subject_id = ? ORDER BY indicator, unit, period, observation_id", key)
    about = "relations WHERE subject_id = ?1 OR object_id = ?1"
    related = _paged(visit, "related", f"SELECT count(*) FROM {about}", key)  # noqa: S608 - own words
    relations = visit.connection.execute(
        f"SELECT relation_id FROM {about} ORDER BY relation, relation_id LIMIT ?2 OFFSET ?3",  # noqa: S608 - own words
        (key, related.size, related.offset),
    )
    read = visit.paging("read", MENTIONS_SHOWN, found.seen)
    return visit.page(
        "entity.html",
        card=found,
        mentions=tuple(mentions(visit.connection, key, read.offset)),
        read=read,
        series=series,
        charts=charts(visit.words, series.drawn, by_subject=False),
        decisions=decisions(visit.connection, visit.recent, key),
        relations=list(labelled(visit.connection, visit.words, "relations", [row["relation_id"] for row in relations])),
        related=related,
    )


def indicator(visit: Visit) -> Response:
    """An indicator: its meaning, and what all sources say, with a chart.

    Raises:
        Missing: nothing is said of it.
    """
    slug = visit.part("indicator")
    series = _observations(visit, "indicator = ? ORDER BY subject, subject_id, unit, period, observation_id", slug)
    known = by_slug().get(slug)
    if not series.rows and known is None:
        raise Missing
    return visit.page(
        "indicator.html",
        slug=slug,
        title=visit.words.indicator(slug),
        known=known,
        charts=charts(visit.words, series.drawn, by_subject=True)[:2],
        series=series,
    )


def _observations(visit: Visit, which: str, key: str) -> Values:
    """A page of observations, and on the first page what is drawn of all of them."""
    paging = _paged(visit, "page", f"SELECT count(*) FROM observations WHERE {which}", key)  # noqa: S608 - own words
    asked = f"SELECT * FROM observations WHERE {which} LIMIT ? OFFSET ?"  # noqa: S608 - own words
    rows = visit.connection.execute(asked, (key, paging.size, paging.offset)).fetchall()
    drawn = visit.connection.execute(asked, (key, DRAWN, 0)).fetchall() if paging.number == 1 else []
    return Values(paging, tuple(observed(visit.words, row) for row in rows), tuple(drawn))


def _paged(visit: Visit, name: str, question: str, *values: str) -> Paging:
    return visit.paging(name, SHOWN, visit.build.count(visit.connection, question, *values))


def conflicts(visit: Visit) -> Response:
    """Values that contradict each other, side by side."""
    number = visit.build.count(visit.connection, "SELECT count(*) FROM observations WHERE agreement = 'conflict'")
    paging = visit.paging("page", CONFLICTS, number)
    rows = visit.connection.execute(
        "SELECT * FROM observations WHERE agreement = 'conflict'"
        " ORDER BY subject, subject_id, indicator, period, observation_id LIMIT ? OFFSET ?",
        (paging.size, paging.offset),
    )
    shown = [(observed(visit.words, row), _sides(visit, row)) for row in rows]
    return visit.page("conflicts.html", conflicts=shown, paging=paging)


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


def changes(visit: Visit) -> Response:
    """What changed from the build before, and what was decided since the newest."""
    earlier = visit.desk.earlier()
    found = visit.build.since(earlier, diff) if earlier is not None else None
    since = list(reversed(visit.recent.judgements))
    undone = {judgement.target_id for judgement in since if judgement.action == "undo"}
    lists = (found.added, found.changed, found.withdrawn) if found else ((), (), ())
    paging = visit.paging("page", CHANGES, max(map(len, (since, *lists))))
    added, changed, withdrawn = (changes[paging.shown] for changes in lists)
    told = _told(visit.connection, visit.words, [*added, *changed])
    if earlier and withdrawn:
        with closing(open_database(earlier)) as before:
            told |= _told(before, visit.words, withdrawn)
    return visit.page(
        "changes.html",
        compared=found is not None,
        lists=zip(("added", "changed", "withdrawn"), (added, changed, withdrawn), map(len, lists), strict=True),
        told=told,
        since=since[paging.shown],
        decided=len(since),
        undone=undone,
        paging=paging,
    )


def _told(connection: sqlite3.Connection, words: Words, found: Sequence[Change]) -> dict[str, Item]:
    """The statements that changed, by id, as they stand in one of the two builds."""
    ids = [change.statement_id for change in found]
    return {item.id: item for item in labelled(connection, words, "statements", ids)}
