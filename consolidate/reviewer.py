"""What a reviewer writes into the dataset: corrected columns and added statements."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple, TypeVar, cast

import msgspec

from consolidate.anchoring import Spot
from consolidate.claims import evidence_row, statement_row
from consolidate.columns import EvidenceRow, RelationRow, StatementRow
from consolidate.judgement import RELATION_FIELDS, STATEMENT_FIELDS, Judgement
from consolidate.target import target
from consolidate.wording import pairs_json, pairs_of, plain
from extract import Document, Place
from nlp import Comparator, Evidence, Modality, Statement, discovered_id, statement_id

RULE = "reviewer"
_DECIMALS = ("value", "value_high")
_MOST_DIGITS = 30
"""Digits before or after the point; what is larger is a slip of the keyboard."""
_PERIOD = re.compile(r"(\d{3,4}(-\d\d){0,2})?(/(\d{3,4}(-\d\d){0,2})?)?")
_MUST_HAVE = ("indicator", "value", "unit")
_CHOICES = {
    "comparator": ("eq", "ge", "gt", "le", "lt", "approx"),
    "status": ("actual", "target", "forecast", "planned"),
}

ClaimRow = TypeVar("ClaimRow", StatementRow, RelationRow)


class Added(NamedTuple):
    """A statement that a reviewer added; ``first_id`` is the id it had in the document it was added to.

    ``target`` is that of its annotation.
    """

    row: StatementRow
    target: str
    evidence: tuple[EvidenceRow, ...]
    first_id: str


def correctable(target: str, column: str) -> bool:
    """Whether a person may correct this column of a statement or relation."""
    return column in (RELATION_FIELDS if target == "relation" else STATEMENT_FIELDS)


def fits_column(column: str, value: str) -> bool:
    """Whether a value may stand in the column.

    >>> fits_column("value", "7300"), fits_column("value", "many"), fits_column("value_high", "")
    (True, False, True)
    >>> fits_column("period", "2019/2023"), fits_column("period", "last year"), fits_column("qualifiers", "[1]")
    (True, False, False)
    """
    if column in _CHOICES:
        return value in _CHOICES[column]
    if column in _DECIMALS:
        return (not value and column != "value") or _decimal(value) is not None
    if column == "qualifiers":
        return not value or _is_object(value)
    if column == "period":
        return bool(_PERIOD.fullmatch(value)) and value != "/"
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
    statement, value_place = _statement(said, document, spots[0])
    key = statement_id(document.id, statement)
    first = statement_id(judgement.anchor.document, statement) if judgement.anchor else key
    evidence = Evidence("value", value_place, statement.stated)
    row = statement_row(replace(statement, id=key))._replace(judgement="add")
    text = document.text_at(spots[0].block, spots[0].row, spots[0].column)
    return Added(row, target(row, row.quote, text), (evidence_row(key, evidence),), first)


def _statement(said: Mapping[str, str], document: Document, spot: Spot) -> tuple[Statement, Place]:
    """The statement as a reviewer put it, and the place of its value's own words."""
    place = document.place(spot.block, spot.start, spot.stop, spot.row, spot.column)
    quote = document.quote(place)
    stated = said.get("stated", "")
    stated = stated if stated and stated in quote else quote
    at = spot.start + quote.index(stated)
    kind, name = said.get("subject_type", "") or "organisation", said.get("subject", "")
    statement = Statement(
        id="",
        subject_id=said.get("subject_id") or discovered_id(kind, name),
        subject=name,
        subject_type=kind,
        indicator=said["indicator"],
        value=Decimal(plain(_decimal(said["value"]))),
        unit=said["unit"],
        stated=stated,
        quote=quote,
        place=place,
        evidence=(),
        rule=RULE,
        confidence=1.0,
        value_high=_decimal(said.get("value_high", "")),
        period=said.get("period", ""),
        comparator=cast("Comparator", said.get("comparator") or "eq"),
        status=cast("Modality", said.get("status") or "actual"),
        qualifiers=pairs_of(said.get("qualifiers", "")),
    )
    return statement, document.place(spot.block, at, at + len(stated), spot.row, spot.column)


def _is_object(text: str) -> bool:
    try:
        found = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return False
    return isinstance(found, dict) and all(isinstance(value, str) for value in found.values())


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) <= _MOST_DIGITS else None
