"""Amounts whose currency or scale stands at another amount: "95 and 66 million euros", "4.75 billion, then 3.67"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nlp.facts.nouns import counted
from nlp.facts.numerals import scale_at
from nlp.facts.quantities import Quantity
from nlp.facts.scan import Scan

_LEAST_SCALE = 6
"""Powers of ten from which a bare number without a noun is money where money is spoken of."""
_CURRENCY = 3
"""Letters of an ISO 4217 code."""


def shared_units(scan: Scan, found: Sequence[Quantity], currency: str = "") -> list[Quantity]:
    """The quantities of a sentence with the currency, scale and percent sign that they share.

    ``currency`` is that of the last amount of the text before.
    """
    shared = list(found)
    for index in range(len(shared) - 2, -1, -1):
        shared[index] = _as_next(scan, shared[index], shared[index + 1])
    for index, quantity in enumerate(shared):
        if quantity.unit and is_money(quantity):
            currency = quantity.unit
        elif currency and _bare_amount(scan, quantity):
            shared[index] = replace(quantity, unit=currency)
    return shared


def is_money(quantity: Quantity) -> bool:
    """Whether the unit is a currency.

    >>> is_money(Quantity(0, 1, (0, 1), Decimal(1), unit="EUR"))
    True
    """
    return len(quantity.unit) == _CURRENCY and quantity.unit.isupper()


def _as_next(scan: Scan, quantity: Quantity, following: Quantity) -> Quantity:
    """Reads "65 and 25 %", "95,158 and 66,2 million roubles": a bare number joined to one with a unit."""
    if (
        quantity.unit
        or quantity.ordinal
        or quantity.words
        or not following.unit
        or not _joined(scan, quantity, following)
    ):
        return quantity
    if following.unit not in ("percent", "percent_points") and not is_money(following):
        return quantity
    if following.words or not counted(scan, quantity, frozenset()).empty:
        return quantity
    power = 0 if quantity.scaled else _scale(scan, following)
    return replace(
        quantity,
        unit=following.unit,
        value=quantity.value * Decimal(10) ** power,
        scaled=quantity.scaled or bool(power),
        rival=None if power else quantity.rival,
    )


def _joined(scan: Scan, quantity: Quantity, following: Quantity) -> bool:
    """Whether only a comma, a joint or a bound stands between two quantities."""
    at = quantity.last
    if scan.fold(at) == ",":
        at += 1
    joint = scan.starting("and", at)
    at = joint.last if joint is not None else at
    return quantity.last < at == following.first


def _scale(scan: Scan, quantity: Quantity) -> int:
    for at in range(quantity.number[0] + 1, quantity.number[1]):
        power, _ = scale_at(scan.tokens, at, scan.language)
        if power:
            return power
    return 0


def _bare_amount(scan: Scan, quantity: Quantity) -> bool:
    """Whether a scaled number counts nothing: then it goes on with the amounts before."""
    if quantity.unit or quantity.ordinal or quantity.words or not quantity.scaled:
        return False
    if _scale(scan, quantity) < _LEAST_SCALE:
        return False
    return counted(scan, quantity, frozenset()).empty
