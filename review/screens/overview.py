"""Where one begins: the queues with what is left in them, and the documents with what is judged."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from review import decided
from review.filters import Filters
from review.queues import KINDS, Progress, by_document
from review.visit import Visit

DOCUMENTS = 100
"""Documents on a page of all of them."""
DOCUMENTS_FIRST = 50
"""Documents on the first page; all of them have a page of their own."""


@dataclass(frozen=True, slots=True)
class Line:
    """A document with its progress."""

    row: sqlite3.Row
    progress: Progress


def home(visit: Visit) -> Response:
    """The queues, and the documents in which most is left."""
    queues = [(kind, visit.asked(kind, Filters()).progress()) for kind in KINDS]
    for kind in decided.KINDS:
        items = decided.items(kind, visit.connection, visit.build, visit.recent, visit.words)
        queues.append((kind, decided.progress_of(items)))
    lines = _lines(visit)
    lines.sort(key=lambda line: line.progress.judged - line.progress.total)
    return visit.page(
        "home.html",
        queues=queues,
        lines=lines[:DOCUMENTS_FIRST],
        left_out=max(len(lines) - DOCUMENTS_FIRST, 0),
    )


def documents(visit: Visit) -> Response:
    """All documents by title, or those with some letters in their title, publisher or file name."""
    name = visit.query.get("name", "").strip()[:200]
    found = [line for line in _lines(visit) if _named(line.row, name)]
    paging = visit.paging("page", DOCUMENTS, len(found))
    return visit.page("documents.html", lines=found[paging.shown], paging=paging, asked_name=name)


def _named(row: sqlite3.Row, name: str) -> bool:
    return any(name.casefold() in (row[column] or "").casefold() for column in ("title", "publisher", "path"))


def _lines(visit: Visit) -> list[Line]:
    progress = by_document(visit.connection, visit.recent)
    rows: Sequence[sqlite3.Row] = visit.connection.execute(
        "SELECT * FROM documents ORDER BY title, path, document_id"
    ).fetchall()
    return [Line(row, progress.get(row["document_id"], Progress(0, 0))) for row in rows]
