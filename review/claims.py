"""The right pane: one statement or relation with everything that is known of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from consolidate import (
    RELATION_FIELDS,
    STATEMENT_FIELDS,
    Lineage,
    column_text,
    explain,
    indicator_words,
    qualifier_words,
    words_of,
)
from gazetteer import indicators
from review.build import Build
from review.decision import Decision, corrections, latest, standing
from review.recent import Recent, decisions

CHOICES: Mapping[str, tuple[str, ...]] = {
    "comparator": ("eq", "ge", "gt", "le", "lt", "approx"),
    "status": ("actual", "target", "forecast", "planned"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column that can be corrected; ``waiting`` when a correction is not in the dataset yet."""

    column: str
    value: str
    choices: tuple[str, ...] = ()
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement or relation as it is shown."""

    kind: str
    id: str
    row: sqlite3.Row
    said: str
    indicator: str
    definition: str
    qualifiers: str
    verdict: str
    fields: tuple[Field, ...]
    lineage: Lineage
    decisions: tuple[Decision, ...]
    latest: Decision | None
    problems: tuple[str, ...]
    linked: tuple[tuple[str, str], ...]


def claim_row(connection: sqlite3.Connection, key: str) -> tuple[str, sqlite3.Row] | None:
    """The row of a statement or relation with its kind."""
    for kind in ("statement", "relation"):
        row = connection.execute(f"SELECT * FROM {kind}s WHERE {kind}_id = ?", (key,)).fetchone()  # noqa: S608 - own words
        if row is not None:
            return kind, row
    return None


def claim(connection: sqlite3.Connection, build: Build, recent: Recent, key: str) -> Claim | None:
    """The statement or relation with this id, with what was decided on it so far."""
    found = claim_row(connection, key)
    if found is None:
        return None
    kind, row = found
    taken = decisions(connection, recent, key)
    slug = row["indicator"] if kind == "statement" else row["relation"]
    return Claim(
        kind,
        key,
        row,
        words_of(row) if kind == "statement" else row["object"],
        indicator_words(slug),
        definitions().get(slug, ""),
        qualifier_words(row["qualifiers"] or ""),
        recent.verdicts.get(key, row["judgement"]) if not taken else standing(taken),
        fields_of(kind, row, corrections(taken)),
        explain(build.folder, key),
        taken,
        latest(taken),
        _problems(connection, key),
        _linked(connection, row["linked"] if kind == "statement" else ""),
    )


def fields_of(kind: str, row: sqlite3.Row, corrected: Mapping[str, str]) -> tuple[Field, ...]:
    """The columns that can be corrected, as they are to be once the corrections are in."""
    columns = STATEMENT_FIELDS if kind == "statement" else RELATION_FIELDS
    return tuple(
        Field(column, corrected.get(column, column_text(row, column)), CHOICES.get(column, ()), column in corrected)
        for column in columns
    )


@cache
def definitions() -> Mapping[str, str]:
    """What the indicators mean, by slug."""
    return {indicator.slug: indicator.definition for indicator in indicators()}


def _problems(connection: sqlite3.Connection, key: str) -> tuple[str, ...]:
    rows = connection.execute("SELECT message FROM problems WHERE statement_id = ? ORDER BY rowid", (key,))
    return tuple(row["message"] for row in rows)


def _linked(connection: sqlite3.Connection, linked: str | None) -> tuple[tuple[str, str], ...]:
    """Statements that say the same in another currency or unit: id and value."""
    rows: Sequence[sqlite3.Row] = connection.execute(
        "SELECT * FROM statements WHERE statement_id IN (SELECT value FROM json_each(?))", (linked or "[]",)
    ).fetchall()
    return tuple((row["statement_id"], words_of(row)) for row in rows)
