"""The right pane: one statement or relation with everything that is known of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consolidate import (
    RELATION_FIELDS,
    STATEMENT_FIELDS,
    Lineage,
    column_text,
    explain,
)
from review.build import Build
from review.decision import Decision, corrections, latest, standing
from review.recent import Recent, decisions
from review.words import Words, by_slug

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
    linked: tuple[str, ...]
    values: Mapping[str, str]
    """What linked statements and those of other sources say, by id."""


def claim_row(connection: sqlite3.Connection, key: str) -> tuple[str, sqlite3.Row] | None:
    """The row of a statement or relation with its kind."""
    for kind in ("statement", "relation"):
        row = connection.execute(f"SELECT * FROM {kind}s WHERE {kind}_id = ?", (key,)).fetchone()  # noqa: S608 - own words
        if row is not None:
            return kind, row
    return None


def claim(connection: sqlite3.Connection, build: Build, recent: Recent, words: Words, key: str) -> Claim | None:
    """The statement or relation with this id, with what was decided on it so far."""
    found = claim_row(connection, key)
    if found is None:
        return None
    kind, row = found
    taken = decisions(connection, recent, key)
    slug = row["indicator"] if kind == "statement" else row["relation"]
    lineage = explain(build.folder, key)
    others = lineage.observation.others if lineage.observation else ()
    linked: list[str] = json.loads(row["linked"] or "[]") if kind == "statement" else []
    return Claim(
        kind,
        key,
        row,
        words.value(row) if kind == "statement" else row["object"],
        words.indicator(slug),
        known.definition if (known := by_slug().get(slug)) else "",
        words.qualifiers(row["qualifiers"]),
        recent.verdicts.get(key, row["judgement"]) if not taken else standing(taken),
        fields_of(kind, row, corrections(taken)),
        lineage,
        taken,
        latest(taken),
        _problems(connection, key),
        tuple(linked),
        _values(connection, words, [*linked, *(other.statement_id for other in others)]),
    )


def fields_of(kind: str, row: sqlite3.Row, corrected: Mapping[str, str]) -> tuple[Field, ...]:
    """The columns that can be corrected, as they are to be once the corrections are in."""
    columns = STATEMENT_FIELDS if kind == "statement" else RELATION_FIELDS
    return tuple(
        Field(column, corrected.get(column, column_text(row, column)), CHOICES.get(column, ()), column in corrected)
        for column in columns
    )


def _problems(connection: sqlite3.Connection, key: str) -> tuple[str, ...]:
    rows = connection.execute("SELECT message FROM problems WHERE statement_id = ? ORDER BY rowid", (key,))
    return tuple(row["message"] for row in rows)


def _values(connection: sqlite3.Connection, words: Words, keys: Sequence[str]) -> Mapping[str, str]:
    """The values of statements in words, by id."""
    rows = connection.execute(
        "SELECT * FROM statements WHERE statement_id IN (SELECT value FROM json_each(?))", (json.dumps(keys),)
    )
    return {row["statement_id"]: words.value(row) for row in rows}
