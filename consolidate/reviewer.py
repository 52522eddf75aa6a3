"""What a reviewer writes into the dataset: corrected columns and added statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple, TypeVar

from consolidate.anchoring import Spot
from consolidate.claims import evidence_row
from consolidate.columns import EvidenceRow, RelationRow, StatementRow
from consolidate.identity import fold_name
from consolidate.judgement import Judgement
from consolidate.reading import where
from consolidate.wording import content_id, pairs_json, pairs_of, plain
from extract import Document
from nlp import Evidence

RULE = "reviewer"
STATEMENT_FIELDS = (
    "subject_id",
    "indicator",
    "value",
    "value_high",
    "unit",
    "period",
    "comparator",
    "status",
    "qualifiers",
    "stated",
)
RELATION_FIELDS = ("subject_id", "relation", "object_id", "object", "qualifiers")
_DECIMALS = ("value", "value_high")
_MUST_HAVE = ("indicator", "value", "unit")
_CHOICES = {
    "comparator": ("eq", "ge", "gt", "le", "lt", "approx"),
    "status": ("actual", "target", "forecast", "planned"),
}

ClaimRow = TypeVar("ClaimRow", StatementRow, RelationRow)


class _Fact(NamedTuple):
    """What a statement says, in the order of its columns."""

    subject_id: str
    indicator: str
    value: str
    value_high: str
    unit: str
    period: str
    comparator: str
    status: str
    qualifiers: str


class Added(NamedTuple):
    """A statement that a reviewer added; ``first_id`` is the id it had in the document it was added to."""

    row: StatementRow
    evidence: tuple[EvidenceRow, ...]
    first_id: str


def correctable(target: str, column: str) -> bool:
    """Whether a person may correct this column of a statement or relation."""
    return column in (RELATION_FIELDS if target == "relation" else STATEMENT_FIELDS)


def fits_column(column: str, value: str) -> bool:
    """Whether a value may stand in the column.

    >>> fits_column("value", "7300"), fits_column("value", "many"), fits_column("value_high", "")
    (True, False, True)
    """
    if column in _CHOICES:
        return value in _CHOICES[column]
    if column in _DECIMALS:
        return (not value and column != "value") or _decimal(value) is not None
    if column == "qualifiers":
        try:
            pairs_of(value)
        except (ValueError, AttributeError):
            return False
    return bool(value) or column not in (*_MUST_HAVE, "subject_id", "relation")


def corrected(row: ClaimRow, judgement: Judgement) -> ClaimRow:
    """The row with one column as a person corrected it; names follow their ids later."""
    value = judgement.after
    if judgement.field in _DECIMALS:
        value = plain(_decimal(value))
    elif judgement.field == "qualifiers":
        value = pairs_json(pairs_of(value))
    changed: dict[str, Any] = {judgement.field: value}
    if judgement.field in ("subject_id", "object_id"):
        changed[judgement.field.removesuffix("_id")] = ""
    return row._replace(**changed)


def added(judgement: Judgement, document: Document, spots: Sequence[Spot]) -> Added | None:
    """The statement that a reviewer added, at the only place where its words stand; else nothing."""
    said = dict(judgement.content)
    value = _decimal(said.get("value", ""))
    name = said.get("subject", "")
    if len(spots) != 1 or value is None or not all(said.get(column) for column in _MUST_HAVE):
        return None
    if not said.get("subject_id") and not name:
        return None
    if not all(fits_column(column, said[column]) for column in STATEMENT_FIELDS if column in said):
        return None
    spot = spots[0]
    place = document.place(spot.block, spot.start, spot.stop, spot.row, spot.column)
    quote = document.quote(place)
    stated = said.get("stated", "")
    stated = stated if stated and stated in quote else quote
    at = spot.start + quote.index(stated)
    value_place = document.place(spot.block, at, at + len(stated), spot.row, spot.column)
    subject_type = said.get("subject_type", "") or "organisation"
    fact = _fact(said, subject_type)
    key = content_id("statement", document.id, *fact)
    first = content_id("statement", judgement.anchor.document if judgement.anchor else document.id, *fact)
    row = StatementRow(
        key,
        document.id,
        fact.subject_id,
        name,
        subject_type,
        fact.indicator,
        fact.value,
        fact.value_high,
        fact.unit,
        fact.period,
        fact.comparator,
        fact.status,
        fact.qualifiers,
        stated,
        *where(place),
        quote=quote,
        rule=RULE,
        confidence="1.00",
        linked="",
        judgement="add",
        pieces="",
    )
    return Added(row, (evidence_row(key, Evidence("value", value_place, stated)),), first)


def _fact(said: Mapping[str, str], subject_type: str) -> _Fact:
    return _Fact(
        said.get("subject_id") or new_entity_id(subject_type, said.get("subject", "")),
        said["indicator"],
        plain(_decimal(said["value"])),
        plain(_decimal(said.get("value_high", ""))),
        said["unit"],
        said.get("period", ""),
        said.get("comparator") or "eq",
        said.get("status") or "actual",
        pairs_json(pairs_of(said.get("qualifiers", ""))),
    )


def new_entity_id(kind: str, name: str) -> str:
    """The id of an entity that no gazetteer has."""
    return f"new:{kind}:{content_id(fold_name(name))}"


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
