"""A quantity read from words, and the unit behind it as the dataset has it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from nlp.facts.measures import in_unit, unit_of
from nlp.facts.scan import Scan
from nlp.findings import Comparator


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at tokens ``first`` to ``last``, bound and unit included; the number alone is ``number``.

    ``unit`` is a slug, an ISO 4217 code or empty for a bare number. ``sign`` is "+", "-" or empty as written,
    ``rival`` the other reading of an ambiguous figure. ``each`` says the value holds for every one named.
    ``unit_at`` are the tokens of the unit word, equal when there is none; ``first_place`` marks a rank told by a verb.
    ``measure`` is the unit as told where the dataset has another ("acre").
    """

    first: int
    last: int
    number: tuple[int, int]
    value: Decimal
    high: Decimal | None = None
    comparator: Comparator = "eq"
    unit: str = ""
    sign: str = ""
    ordinal: bool = False
    words: bool = False
    each: bool = False
    scaled: bool = False
    rival: Decimal | None = None
    unit_at: tuple[int, int] = (0, 0)
    labelled: bool = False
    first_place: bool = False
    measure: str = ""


def plain(value: Decimal) -> Decimal:
    """The value without exponent and without zeros that say nothing.

    >>> plain(Decimal("3.6E+6")), plain(Decimal("76.0"))
    (Decimal('3600000'), Decimal('76'))
    """
    return Decimal(f"{value.normalize():f}")


def in_dataset_unit(quantity: Quantity, measure: str) -> Quantity:
    """The quantity of a measure in the unit that the dataset has for it: acres in hectares."""
    high, rival = (None if told is None else in_unit(told, measure) for told in (quantity.high, quantity.rival))
    value, unit = in_unit(quantity.value, measure), unit_of(measure)
    return replace(quantity, value=value, high=high, rival=rival, unit=unit, measure="" if unit == measure else measure)


def with_unit(scan: Scan, quantity: Quantity) -> Quantity:
    """The quantity with the unit or currency right behind it, in the dataset's unit for it."""
    if quantity.ordinal:
        return quantity
    at = quantity.last
    if (
        scan.fold(at) in ("-", "‑")
        and at + 1 < len(scan.tokens)
        and scan.tokens[at].tight
        and scan.tokens[at + 1].tight
    ) and scan.starting("unit", at + 1):
        at += 1
    for category in ("unit", "currency"):
        hit = scan.starting(category, at)
        if hit is not None:
            if hit.key == "points" and scan.starting("noun", at):
                continue
            if (
                category == "currency"
                and hit.last == at + 1
                and len(scan.fold(at)) == 1
                and scan.tokens[at].kind == "word"
            ):
                continue
            return replace(in_dataset_unit(quantity, hit.key), last=hit.last, unit_at=(at, hit.last))
    return quantity
