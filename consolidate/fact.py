"""A statement as far as observations need it: which fact it is about, and what it says of it."""

from __future__ import annotations

from typing import NamedTuple

from consolidate.columns import Row, StatementRow
from consolidate.wording import content_id, pairs_json, pairs_of

_ORIGIN = "according_to"
"""The qualifier that tells who said it first; it is about the source and not about the fact."""


class Claim(NamedTuple):
    """What one statement claims; the id of the observation stands for the columns up to the period."""

    observation_id: str
    statement_id: str
    subject_id: str
    indicator: str
    unit: str
    status: str
    qualifiers: str
    period: str
    document_id: str
    value: str
    value_high: str
    comparator: str
    stated: str
    confidence: str
    judgement: str
    according_to: str


def claim(row: StatementRow) -> Claim:
    """What a statement claims."""
    qualifiers, according_to = row.qualifiers, ""
    if _ORIGIN in qualifiers:
        pairs = pairs_of(qualifiers)
        qualifiers = pairs_json([pair for pair in pairs if pair[0] != _ORIGIN])
        according_to = dict(pairs).get(_ORIGIN, "")
    about = (row.subject_id, row.indicator, row.unit, row.status, qualifiers, row.period)
    return Claim(
        content_id("observation", *about),
        row.statement_id,
        *about,
        row.document_id,
        row.value,
        row.value_high,
        row.comparator,
        row.stated,
        row.confidence,
        row.judgement,
        according_to,
    )


def about(claimed: Claim, subject_id: str) -> Claim:
    """The same claim about the entity that its subject goes by."""
    changed = claimed._replace(subject_id=subject_id)
    return changed._replace(observation_id=content_id("observation", *changed[2:8]))


def by_series(row: Row) -> str:
    """The drawer of a claim: those of one series, whatever the subject, lie together."""
    return content_id(*map(str, row[3:7]))[0]
