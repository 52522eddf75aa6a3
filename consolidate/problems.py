"""Which problem a decision is about."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

from consolidate.anchoring import Finder, Spot, anchor_in
from consolidate.columns import ProblemRow
from consolidate.judgement import Action, Anchor, Judgement
from consolidate.wording import content_id
from extract import Document

_LONGEST = 200
"""Characters of a block that are kept where the problem is with all of it."""


def numbered(rows: Iterable[ProblemRow]) -> Iterator[ProblemRow]:
    """The problems of a document, each with an id of its own, also those that say the same."""
    seen: set[str] = set()
    for row in rows:
        said = tuple("" if value is None else str(value) for value in row)
        number = 0
        while (key := content_id("problem", *said, str(number))) in seen:
            number += 1
        seen.add(key)
        yield row._replace(problem_id=key)


def judgement_on_problem(
    row: sqlite3.Row, text: str, action: Action, *, who: str = "", when: str = "", why: str = ""
) -> Judgement:
    """The judgement ``action`` on a row of ``problems``; ``text`` is what stands in its block or cell."""
    anchor = Anchor(row["document_id"], "")
    if row["block_id"]:
        start, stop = row["start"], row["stop"]
        span = (0, min(len(text), _LONGEST)) if start is None or stop is None else (start, stop)
        order = int(row["block_id"].rpartition("-")[2])
        anchor = anchor_in(text, Spot(order, row["row"], row["column"], *span), row["document_id"])
    content = (("kind", row["kind"]), ("message", row["message"]))
    return Judgement(action, "problem", row["problem_id"], "", "", "", who, when, why, anchor, content)


def problem_met(judgement: Judgement, rows: Sequence[ProblemRow], read: Callable[[], Document] | None) -> str:
    """The id of the problem that the decision is about now; nothing when there is none, or no telling which."""
    if any(row.problem_id == judgement.target_id for row in rows):
        return judgement.target_id
    alike = [row for row in rows if (row.kind, row.message) == (judgement.said("kind"), judgement.said("message"))]
    if len(alike) > 1 and read is not None and judgement.anchor is not None:
        spots = Finder(read()).locate(judgement.anchor)
        alike = [row for row in alike if any(_at(row, spot) for spot in spots)]
    return alike[0].problem_id if len(alike) == 1 else ""


def _at(row: ProblemRow, spot: Spot) -> bool:
    order = int(row.block_id.rpartition("-")[2]) if row.block_id else None
    here = (order, row.row, row.column) == (spot.block, spot.row, spot.column)
    return here and (row.start is None or row.start == spot.start)
