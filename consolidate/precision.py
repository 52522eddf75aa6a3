"""How exact a stated figure is, and whether two figures can be the same fact."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_NUMERAL = re.compile(r"\d(?:[\d\s.,'’ʼ]*\d)?")
_LOOSE_SHARE = Decimal("0.1")
"""An approximate figure never covers more than this share of itself, however round it is."""
_WHOLE_UNITS = frozenset({"rank", "positions", "year", "years", "months"})
_ONE = Decimal(1)
_SMALL_WORD = 100
"""Number words below this are counts ("three"), above it they are round figures ("half a million")."""


class Figure(NamedTuple):
    """What a source states: an interval, and how far its words leave the ends open; None where a side has no end."""

    low: Decimal | None
    high: Decimal | None
    tolerance: Decimal


def figure(value: Decimal, value_high: Decimal | None, comparator: str, tolerance: Decimal) -> Figure:
    """The interval that a value, a range or a bound states."""
    if value_high is not None:
        return Figure(value, value_high, tolerance)
    if comparator in ("ge", "gt"):
        return Figure(value, None, tolerance)
    if comparator in ("le", "lt"):
        return Figure(None, value, tolerance)
    return Figure(value, value, tolerance)


def tolerance(value: Decimal, comparator: str, stated: str, unit: str) -> Decimal:
    """How far the words leave a value open.

    >>> tolerance(Decimal("1270000000"), "eq", "1.27 billion", "USD")
    Decimal('5E+6')
    >>> tolerance(Decimal(7300), "approx", "about 7,300", "count")
    Decimal('5E+1')
    """
    if unit in _WHOLE_UNITS:
        return Decimal(0)
    half = quantum(value, stated) / 2
    if comparator != "approx" or not value:
        return half
    rounded = _ONE.scaleb(int(value.normalize().as_tuple().exponent)) / 2
    return max(half, min(rounded, abs(value) * _LOOSE_SHARE))


def can_be_one(first: Figure, second: Figure) -> bool:
    """Whether two figures can state the same fact: one rounds to the other, or a bound holds.

    >>> exact = figure(Decimal("1.27"), None, "eq", Decimal("0.005"))
    >>> can_be_one(exact, figure(Decimal("1.3"), None, "eq", Decimal("0.05")))
    True
    >>> can_be_one(exact, figure(Decimal("1.28"), None, "eq", Decimal("0.005")))
    False
    """
    loose = max(first.tolerance, second.tolerance)
    return _not_above(first.low, second.high, loose) and _not_above(second.low, first.high, loose)


def quantum(value: Decimal, stated: str) -> Decimal:
    """The worth of the last digit that the source wrote.

    >>> quantum(Decimal("8250000000"), "8.25 billion yuan"), quantum(Decimal(7300), "7 300")
    (Decimal('1E+7'), Decimal('1'))
    >>> quantum(Decimal(17), "17.0 %")
    Decimal('0.1')
    """
    if not value:
        return _ONE
    sign_digits = value.normalize().as_tuple()
    significant = "".join(map(str, sign_digits.digits))
    exponent = int(sign_digits.exponent)
    for numeral in _NUMERAL.findall(stated):
        written = "".join(letter for letter in numeral if letter.isdigit()).lstrip("0")
        if written.rstrip("0") == significant.rstrip("0") and len(written) >= len(significant):
            return _ONE.scaleb(exponent - (len(written) - len(significant)))
    if abs(value) < _SMALL_WORD and exponent >= 0:
        return _ONE
    return _ONE.scaleb(exponent)


def _not_above(low: Decimal | None, high: Decimal | None, loose: Decimal) -> bool:
    return low is None or high is None or low - loose <= high
