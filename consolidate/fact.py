"""A statement as far as observations need it: which fact it is about, and what it says of it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from consolidate.columns import Row, StatementRow
from consolidate.precision import tolerance
from consolidate.wording import content_id, pairs_json, pairs_of

_ORIGIN = "according_to"
"""The qualifier that tells who said it first; it is about the source and not about the fact."""
_EXACTNESS = {"eq": 0, "approx": 1, "ge": 2, "gt": 2, "le": 2, "lt": 2}
_SIDES = {"ge": "from ", "gt": "from ", "le": "to ", "lt": "to "}


class Claim(NamedTuple):
    """What one statement claims; the id of the observation stands for the columns up to the period.

    What weighs claims against each other is told once, when the document is laid out, and not by every rebuild.
    """

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
    said: str
    """The value, the bound or the range that is claimed, however exactly."""
    exactness: int
    """0 for an exact value, 1 for an approximate one or a range, 2 for a bound."""
    tolerance: str
    """How far the words leave the value open."""
    unsure: int
    """Hundredths; the surer the reading, the smaller."""
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
        _said(row),
        1 if row.value_high else _EXACTNESS[row.comparator],
        str(tolerance(Decimal(row.value), row.comparator, row.stated, row.unit)),
        -round(float(row.confidence) * 100),
        row.judgement,
        according_to,
    )


def _said(row: StatementRow) -> str:
    if row.value_high:
        return f"{row.value} to {row.value_high}"
    return _SIDES.get(row.comparator, "") + row.value


def about(claimed: Claim, subject_id: str) -> Claim:
    """The same claim about the entity that its subject goes by."""
    changed = claimed._replace(subject_id=subject_id)
    return changed._replace(observation_id=content_id("observation", *changed[2:8]))


def by_series(row: Row) -> str:
    """The drawer of a claim: those of one series, whatever the subject, lie together."""
    return content_id(*map(str, row[3:7]))[0]
