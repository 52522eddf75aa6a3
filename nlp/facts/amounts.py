"""Amounts whose currency or scale stands at another amount: "95 and 66 million euros", "4.75 billion, then 3.67"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nlp.facts.nouns import counted
from nlp.facts.numerals import scale_at
from nlp.facts.quantity import Quantity
from nlp.facts.scan import Scan

_LEAST_SCALE = 6
"""Powers of ten from which a bare number without a noun is money where money is spoken of."""
_CURRENCY = 3
"""Letters of an ISO 4217 code."""


def shared_units(scan: Scan, found: Sequence[Quantity], currency: str = "") -> list[Quantity]:
    """The quantities of a sentence with the currency, scale and percent sign that they share.

    ``currency`` is that of the last amount of the text before.
    """
    shared = _backwards(scan, list(found))
    for index, quantity in enumerate(shared):
        if quantity.unit and is_money(quantity):
            currency = currency if index and _converted(scan, shared[index - 1], quantity) else quantity.unit
        elif currency and _bare_amount(scan, quantity):
            shared[index] = replace(quantity, unit=currency)
    return _backwards(scan, shared)


def running_currency(scan: Scan, found: Sequence[Quantity]) -> str:
    """The currency that a sentence goes on in: the last, but not that of a conversion in brackets."""
    last = ""
    for index, quantity in enumerate(found):
        if is_money(quantity) and not (index and _converted(scan, found[index - 1], quantity)):
            last = quantity.unit
    return last


def _converted(scan: Scan, before: Quantity, quantity: Quantity) -> bool:
    """Reads "50 billion yuan ($7.4 billion)": the same amount again in another currency."""
    between = range(before.last, quantity.first)
    return (
        is_money(before)
        and before.unit != quantity.unit
        and any(scan.fold(index) == "(" for index in between)
        and not any(scan.fold(index) == ")" for index in between)
    )


def _backwards(scan: Scan, shared: list[Quantity]) -> list[Quantity]:
    """Every bare number that is joined to one with a unit or scale takes them over, the last one first."""
    for index in range(len(shared) - 2, -1, -1):
        shared[index] = _as_next(scan, shared[index], shared[index + 1], _power_behind(scan, shared, index + 1))
    return shared


def _power_behind(scan: Scan, found: Sequence[Quantity], index: int) -> int:
    """The power of ten of a quantity, or of the one whose scale it shares."""
    power = scale_of(scan, found[index])
    if power or not found[index].scaled or index + 1 == len(found):
        return power
    return _power_behind(scan, found, index + 1)


def is_money(quantity: Quantity) -> bool:
    """Whether the unit is a currency.

    >>> is_money(Quantity(0, 1, (0, 1), Decimal(1), unit="EUR"))
    True
    """
    return len(quantity.unit) == _CURRENCY and quantity.unit.isupper()


def _as_next(scan: Scan, quantity: Quantity, following: Quantity, scale: int) -> Quantity:
    """Reads "65 and 25 %", "95,158 and 66,2 million roubles", «20,5 и 22 тысяч»: a bare number joined to a full one."""
    if quantity.unit or quantity.ordinal or quantity.words or not _joined(scan, quantity, following):
        return quantity
    sharing = following.unit in ("percent", "percent_points") or is_money(following)
    if (following.unit and not sharing) or not (following.unit or scale):
        return quantity
    if following.unit in ("percent", "percent_points") and _told_twice(scan, quantity, following):
        return quantity
    if following.words or not counted(scan, quantity, frozenset()).empty:
        return quantity
    power = 0 if quantity.scaled else scale
    return replace(
        quantity,
        unit=following.unit,
        value=quantity.value * Decimal(10) ** power,
        scaled=quantity.scaled or bool(power),
        rival=None if power else quantity.rival,
    )


_WHOLE = 100
_OR = ("or", "или", "або", "чи")


def _told_twice(scan: Scan, quantity: Quantity, following: Quantity) -> bool:
    """Reads "by 7,000, or 14 %", "2,459, 16 per cent above": a number and what share it is, no two shares."""
    joints = {scan.fold(index) for index in range(quantity.last, following.first)}
    return bool(joints & {*_OR}) or (following.value <= _WHOLE < quantity.value) or quantity.scaled


def _joined(scan: Scan, quantity: Quantity, following: Quantity) -> bool:
    """Whether only a comma, a joint or a bound stands between two quantities."""
    at = quantity.last
    if scan.fold(at) == ",":
        at += 1
    joint = scan.starting("and", at)
    at = joint.last if joint is not None else at
    return quantity.last < at == following.first


def scale_of(scan: Scan, quantity: Quantity) -> int:
    """The power of ten that a scale word gives a quantity, or 0."""
    for at in range(quantity.number[0] + 1, quantity.number[1]):
        power, _ = scale_at(scan.tokens, at, scan.language)
        if power:
            return power
    return 0


def _bare_amount(scan: Scan, quantity: Quantity) -> bool:
    """Whether a scaled number counts nothing: then it goes on with the amounts before."""
    if quantity.unit or quantity.ordinal or quantity.words or not quantity.scaled:
        return False
    if scale_of(scan, quantity) < _LEAST_SCALE:
        return False
    noun = counted(scan, quantity, frozenset())
    return noun.empty and not noun.person
