"""Full text over paragraphs and names of a built dataset, in any form of the words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from consolidate.indexing import forms, question, tokens
from consolidate.opening import open_database
from language import fold, words

_AROUND = 90
"""Characters shown on each side of the first word found."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph or name that has the words.

    ``id`` is the block's or entity's; ``excerpt`` is a slice of the text, ``start`` and ``stop`` where the first of
    the words stands in the whole text; ``score`` is larger for better hits.
    """

    kind: Literal["paragraph", "name"]
    id: str
    title: str
    document_id: str
    page: int | None
    language: str
    excerpt: str
    start: int
    stop: int
    score: float


def search(folder: Path, asked: str, language: str | None = None, limit: int = 20) -> tuple[Hit, ...]:
    """The best names, then the best paragraphs that have all the words; none when there is no word in ``asked``."""
    wanted = question(asked, language)
    if not wanted or limit < 1:
        return ()
    connection = open_database(folder)
    try:
        names = list(_names(connection, wanted, asked, language, limit))
        paragraphs = list(_paragraphs(connection, wanted, asked, language, limit))
    finally:
        connection.close()
    kept = names[: max(limit // 2, limit - len(paragraphs))]
    return tuple(kept + paragraphs[: limit - len(kept)])


def _names(connection: sqlite3.Connection, wanted: str, asked: str, language: str | None, limit: int) -> Iterator[Hit]:
    rows = connection.execute(
        "SELECT kept.entity_id, n.name, n.language, kept.name AS title, -bm25(names_fts) AS score"
        " FROM names_fts JOIN names AS n ON n.rowid = names_fts.rowid JOIN entities AS e ON e.entity_id = n.entity_id"
        " JOIN entities AS kept ON kept.entity_id = coalesce(e.merged_into, e.entity_id)"
        " WHERE names_fts MATCH ?1 AND (?2 = '' OR n.language IN (?2, 'mul'))"
        " ORDER BY names_fts.rank, n.rowid LIMIT ?3",
        (wanted, language or "", limit),
    )
    for row in rows:
        start, stop = _first(row["name"], asked, language)
        yield Hit(
            "name", row["entity_id"], row["title"], "", None, row["language"], row["name"], start, stop, row["score"]
        )


def _paragraphs(
    connection: sqlite3.Connection, wanted: str, asked: str, language: str | None, limit: int
) -> Iterator[Hit]:
    rows = connection.execute(
        "SELECT b.*, d.title, d.language AS document_language, -bm25(blocks_fts) AS score"
        " FROM blocks_fts JOIN blocks AS b ON b.rowid = blocks_fts.rowid"
        " JOIN documents AS d ON d.document_id = b.document_id"
        " WHERE blocks_fts MATCH ?1"
        " AND (?2 = '' OR CASE b.language WHEN 'und' THEN d.language ELSE b.language END = ?2)"
        " ORDER BY blocks_fts.rank, b.rowid LIMIT ?3",
        (wanted, language or "", limit),
    )
    for row in rows:
        text = row["repaired"] or row["text"]
        start, stop = _first(text, asked, language)
        yield Hit(
            "paragraph",
            row["block_id"],
            row["title"],
            row["document_id"],
            row["page"],
            row["document_language"] if row["language"] == "und" else row["language"],
            _excerpt(text, start, stop),
            start,
            stop,
            row["score"],
        )


def _first(text: str, asked: str, language: str | None) -> tuple[int, int]:
    """Where the first of the words stands, in whatever form."""
    wanted = {form for token in tokens(asked) for form in forms(token, language or "")}
    folded = fold(text)
    for start, stop in words(folded.text):
        if any(forms(token, language or "") & wanted for token in tokens(folded.text[start:stop])):
            return folded.span(start, stop)
    return 0, 0


def _excerpt(text: str, start: int, stop: int) -> str:
    first, last = max(0, start - _AROUND), min(len(text), stop + _AROUND)
    before = "…" if first else ""
    return before + " ".join(text[first:last].split()) + ("…" if last < len(text) else "")
