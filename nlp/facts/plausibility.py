"""Statements that cannot well be true as read: flagged and kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache

from extract import Problem
from gazetteer import indicators
from nlp.findings import Statement

_GII_SIZE = 100
_FEW_PEOPLE = 1000
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_APART = 500
"""Two values of one series so many times apart are off by a scale word (thousand against million)."""


def implausible(statements: Sequence[Statement]) -> Iterable[tuple[str, Problem]]:
    """Problem rows for statements whose magnitude is out of reach, with the statement's id."""
    kinds = _kinds()
    for statement in statements:
        message = _impossible(statement, kinds.get(statement.indicator, "level"))
        if message:
            yield statement.id, _problem(statement, "implausible magnitude", message)
    yield from _off_series(statements)


@cache
def _kinds() -> dict[str, str]:
    return {indicator.slug: indicator.kind for indicator in indicators()}


def _impossible(statement: Statement, kind: str) -> str:  # noqa: PLR0911 - one way out for each case
    value = statement.value
    if statement.unit == "percent" and kind == "share" and not 0 <= value <= 100:
        return f"a share of {value} percent"
    if statement.unit == "rank" and value < 1:
        return f"rank {value}"
    if statement.indicator in ("gii_cluster_rank", "gii_cluster_intensity_rank") and value > _GII_SIZE:
        return f"rank {value} in a ranking of {_GII_SIZE}"
    if statement.indicator == "population" and 0 < value < _FEW_PEOPLE:
        return f"a population of {value}"
    if statement.unit == "year" and not _FIRST_YEAR <= value <= _LAST_YEAR:
        return f"the year {value}"
    year = statement.period[:4]
    if year.isdigit() and not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return f"the period {statement.period}"
    return ""


def _off_series(statements: Sequence[Statement]) -> Iterable[tuple[str, Problem]]:
    series: dict[tuple[str, str, str, str, tuple[tuple[str, str], ...]], list[Statement]] = {}
    for statement in statements:
        if statement.unit in ("rank", "year", "percent", "positions") or statement.value <= 0:
            continue
        key = (statement.subject_id, statement.indicator, statement.unit, statement.status, statement.qualifiers)
        series.setdefault(key, []).append(statement)
    for row in series.values():
        if len(row) < 3:
            continue
        ordered = sorted(row, key=lambda one: one.value)
        middle = ordered[len(ordered) // 2].value
        for statement in row:
            ratio = max(statement.value / middle, middle / statement.value)
            if ratio >= Decimal(_APART):
                yield (
                    statement.id,
                    _problem(
                        statement,
                        "implausible magnitude",
                        f"{statement.value} stands far from {middle} of the same series",
                    ),
                )


def ambiguous(statement: Statement, other: Decimal) -> tuple[str, Problem]:
    """A problem row for a figure with two readings."""
    return statement.id, _problem(statement, "ambiguous number", f"read as {statement.value}; could be {other}")


def _problem(statement: Statement, kind: str, message: str) -> Problem:
    place = statement.place
    return Problem(kind, message, place.block, place.row, place.column, place.start, place.stop)
