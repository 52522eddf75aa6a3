"""Pictures of observations over the years."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from itertools import groupby

from consolidate import LineChart, Reading, Series, rank_chart, value_chart
from gazetteer import breaks
from review.words import Words

_CHARTS = 6
_SERIES = 12
_PLAIN = ("rank", "count")
"""Units that the title of an indicator tells already."""
_EDITIONS = ("window", "edition")


def charts(words: Words, rows: Sequence[sqlite3.Row], *, by_subject: bool) -> tuple[LineChart, ...]:
    """Pictures of observations that have a year: one an indicator and unit, a line a subject or set of qualifiers."""
    drawn: list[LineChart] = []
    kept = [row for row in rows if _year(row) and row["comparator"] == "eq" and row["status"] == "actual"]
    kept.sort(key=lambda row: (row["indicator"], row["unit"]))
    for (indicator, unit), group in groupby(kept, key=lambda row: (row["indicator"], row["unit"])):
        series = _series(words, list(group), by_subject=by_subject)
        if unit == "year" or not series:
            continue
        title = words.indicator(indicator) + ("" if unit in _PLAIN else f", {words.term('unit', unit)}")
        picture = rank_chart if unit == "rank" else value_chart
        drawn.append(picture(title, series, breaks(indicator)))
    return tuple(drawn[:_CHARTS])


def _series(words: Words, rows: Sequence[sqlite3.Row], *, by_subject: bool) -> list[Series]:
    lines: dict[str, dict[int, Reading]] = {}
    for row in rows:
        name = " · ".join(part for part in (row["subject"] if by_subject else "", _kept(words, row)) if part)
        href = f"/review/statements?at={json.loads(row['statement_ids'])[0]}"
        told = f"{row['subject']} {row['period']}: {words.value(row)}"
        reading = Reading(_year(row), float(row["value"]), told, href, row["agreement"] == "conflict")
        lines.setdefault(name or row["subject"], {}).setdefault(reading.year, reading)
    long = sorted((item for item in lines.items() if len(item[1]) > 1), key=lambda item: (-len(item[1]), item[0]))
    return [Series(name, tuple(by_year[year] for year in sorted(by_year))) for name, by_year in long[:_SERIES]]


def _kept(words: Words, row: sqlite3.Row) -> str:
    """The qualifiers that tell lines apart; editions and windows do not."""
    said = json.loads(row["qualifiers"] or "{}")
    kept = {key: value for key, value in said.items() if key not in _EDITIONS}
    return words.qualifiers(json.dumps(kept))


def _year(row: sqlite3.Row) -> int:
    period = row["period"] or ""
    return int(period[:4]) if period[:4].isdecimal() and "/" not in period else 0
