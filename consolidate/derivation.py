"""What can be computed from observations, and what is missing between them; neither is ever mixed with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter

from consolidate.columns import DerivedRow, GapRow, ObservationRow
from consolidate.wording import as_json, content_id, plain

_UNIT_OF_CHANGE = {"rank": "positions", "percent": "percent_points"}
_NO_CHANGE = frozenset({"year", "years", "months", "positions", "percent_points", "times"})
_CURRENCY = re.compile(r"[A-Z]{3}")
_ADDITIVE = frozenset({"count", "ha", "m2", "MW"})
_PERIOD = attrgetter("period")
_series = attrgetter("subject_id", "indicator", "unit", "qualifiers")


def changes(
    observations: Iterable[ObservationRow], breaks: Callable[[str], Iterable[tuple[int, str]]]
) -> Iterator[DerivedRow]:
    """Changes from each year of a series to the next that sources give; all of a series come together.

    Only actual, exact values that no source contradicts are compared, and none across a year from which on the
    indicator is measured otherwise (``breaks``). The change is later minus earlier; for ranks it is the positions
    gained.
    """
    by_series: dict[tuple[str, ...], list[ObservationRow]] = {}
    for row in observations:
        if _comparable(row):
            by_series.setdefault(_series(row), []).append(row)
    for series in by_series.values():
        series.sort(key=_PERIOD)
        years = [year for year, _ in breaks(series[0].indicator)] if len(series) > 1 else []
        for before, row in pairwise(series):
            if not any(int(before.period) < year <= int(row.period) for year in years):
                yield _change(before, row)


def totals(
    observations: Iterable[ObservationRow], whole: Iterable[tuple[str, str, tuple[str, ...]]]
) -> Iterator[DerivedRow]:
    """Totals of subjects whose parts all have a value: ``whole`` lists id, name and ids of the parts."""
    by_fact: dict[tuple[str, str, str, str], dict[str, ObservationRow]] = {}
    for item in observations:
        if _usable(item) and _adds_up(item.unit):
            fact = (item.indicator, item.unit, item.period, item.qualifiers)
            by_fact.setdefault(fact, {})[item.subject_id] = item
    for subject_id, name, parts in sorted(whole):
        for fact in sorted(by_fact):
            found = by_fact[fact]
            if len(parts) > 1 and all(part in found for part in parts):
                yield _total(subject_id, name, [found[part] for part in sorted(parts)])


class Coverage:
    """Which clusters have which indicators in which years."""

    def __init__(self, type_of: Callable[[str], str], predecessors_of: Callable[[str], Iterable[str]]) -> None:
        self._type_of = type_of
        self._predecessors_of = predecessors_of
        self._years: dict[str, dict[str, set[str]]] = {}

    def add(self, item: ObservationRow) -> None:
        """Take an observation."""
        if item.status == "actual" and _is_year(item.period) and self._type_of(item.subject_id) == "cluster":
            self._years.setdefault(item.indicator, {}).setdefault(item.subject_id, set()).add(item.period)

    def gaps(self, name_of: Callable[[str], str]) -> Iterator[GapRow]:
        """Years without a value for clusters that have the indicator in some other year, sorted.

        No value is missing of a cluster once one that took its place has values, nor before that had one itself
        as long as what it took the place of had some.
        """
        found = []
        for indicator, subjects in self._years.items():
            years = set().union(*subjects.values())
            first, last = self._lifetimes(subjects)
            for subject_id, there in subjects.items():
                found += [
                    (subject_id, indicator, year)
                    for year in years - there
                    if first.get(subject_id, "") < year < last.get(subject_id, "9")
                ]
        for subject_id, indicator, year in sorted(found):
            yield GapRow(subject_id, name_of(subject_id), indicator, year)

    def _lifetimes(self, subjects: Mapping[str, set[str]]) -> tuple[dict[str, str], dict[str, str]]:
        """After which year a cluster can have values since a predecessor has some, and before which one."""
        first: dict[str, str] = {}
        last: dict[str, str] = {}
        for subject_id, there in subjects.items():
            for before in self._predecessors_of(subject_id):
                if before in subjects:
                    first[subject_id] = max(first.get(subject_id, ""), *subjects[before])
                    last[before] = min(last.get(before, "9"), *there)
        return first, last


def _usable(item: ObservationRow) -> bool:
    return item.status == "actual" and item.agreement != "conflict" and item.comparator == "eq" and not item.value_high


def _comparable(item: ObservationRow) -> bool:
    return _usable(item) and item.unit not in _NO_CHANGE and _is_year(item.period)


def _is_year(period: str) -> bool:
    return len(period) == 4 and period.isdecimal()


def _adds_up(unit: str) -> bool:
    return unit in _ADDITIVE or bool(_CURRENCY.fullmatch(unit))


def _change(earlier: ObservationRow, later: ObservationRow) -> DerivedRow:
    value = Decimal(later.value) - Decimal(earlier.value)
    if later.unit == "rank":
        value = -value
    unit = _UNIT_OF_CHANGE.get(later.unit, later.unit)
    return _row(later, unit, f"{earlier.period}/{later.period}", value, rule="change", parents=[earlier, later])


def _total(subject_id: str, name: str, parts: list[ObservationRow]) -> DerivedRow:
    value = sum((Decimal(part.value) for part in parts), Decimal(0))
    like = parts[0]._replace(subject_id=subject_id, subject=name)
    return _row(like, like.unit, like.period, value, rule="total", parents=parts)


def _row(
    like: ObservationRow, unit: str, period: str, value: Decimal, *, rule: str, parents: list[ObservationRow]
) -> DerivedRow:
    ids = as_json([parent.observation_id for parent in parents])
    return DerivedRow(
        content_id("derived", like.subject_id, like.indicator, unit, period, rule, like.qualifiers, ids),
        like.subject_id,
        like.subject,
        like.indicator,
        unit,
        period,
        plain(value),
        rule,
        ids,
        like.qualifiers,
    )
