"""How values, indicators and places read on the page."""

from __future__ import annotations

import json
import sqlite3
from decimal import Decimal

_SIGNS = {"ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< ", "approx": "≈ "}
_UNITS = {
    "percent": " %",
    "percent_points": " pp",
    "count": "",
    "rank": "",
    "year": "",
    "per_million": " per million",
    "times": "×",
    "m2": " m²",
}
_THIN = "\u202f"
_GROUPED_FROM = 1_000
_BECAUSE = {
    "judged": "preferred: judged by a person",
    "newer": "preferred: newer document",
    "precise": "preferred: more precise",
    "sources": "preferred: more sources",
    "surer": "preferred: read with more confidence",
    "id": "shown first; nothing decides between them",
}


def value_words(value: str, high: str, unit: str, comparator: str, behind: str | None = None, point: str = ".") -> str:
    """A value for people, nothing rounded away; ``behind`` is what to say after it instead of the unit's English word.

    >>> value_words("3600000", "", "EUR", "gt").replace("\u202f", " ")
    '> 3 600 000 EUR'
    >>> value_words("3", "", "rank", "eq"), value_words("20", "25", "percent", "eq")
    ('#3', '20–25 %')
    """
    sign = _SIGNS.get(comparator, "")
    number = _grouped(value, unit) + (f"–{_grouped(high, unit)}" if high else "")
    mark = "#" if unit == "rank" else "+" if unit == "positions" and Decimal(value) > 0 else ""
    after = _UNITS.get(unit, f" {unit}") if behind is None else behind
    return f"{sign}{mark}{number.replace('.', point)}{after}"


def words_of(row: sqlite3.Row, behind: str | None = None, point: str = ".") -> str:
    """The value of a row that has value, value_high, unit and comparator."""
    value, high = _number(row["value"]), _number(row["value_high"])
    return value_words(value, high, row["unit"], row["comparator"] or "eq", behind, point)


def because_words(decided_by: str) -> str:
    """Why a value comes first.

    >>> because_words("newer")
    'preferred: newer document'
    """
    return _BECAUSE.get(decided_by, "")


def indicator_words(slug: str) -> str:
    """An indicator's slug as words.

    >>> indicator_words("gii_cluster_rank")
    'GII cluster rank'
    """
    words = slug.split("_")
    return " ".join(word.upper() if word in ("gii", "pct", "rd", "st", "vc", "gdp", "sme") else word for word in words)


def qualifier_words(text: str) -> str:
    """Qualifiers as words.

    >>> qualifier_words('{"of":"firms","window":"2019/2023"}')
    'of: firms · window: 2019/2023'
    """
    if not text:
        return ""
    return " · ".join(f"{key.replace('_', ' ')}: {value}" for key, value in json.loads(text).items())


def _grouped(value: str, unit: str) -> str:
    if unit == "year" or abs(Decimal(value)) < _GROUPED_FROM:
        return value.replace("-", "−")
    whole, _, rest = value.partition(".")
    return f"{int(whole):,}".replace(",", _THIN).replace("-", "−") + (f".{rest}" if rest else "")


def _number(value: float | str | None) -> str:
    """A number as the database gives it back, plain.

    >>> _number(None), _number(12), _number(0.5), _number("12345678901234567.25")
    ('', '12', '0.5', '12345678901234567.25')
    """
    if value is None or value == "":
        return ""
    if isinstance(value, float):
        text = f"{value:.15g}"
        return format(value, "f").rstrip("0").rstrip(".") if "e" in text else text
    return str(value)
