"""How well a figure fits somebody as a value of an indicator: its size, its currency, what was told of them before."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from babel.core import get_global

from gazetteer import Entity
from nlp.facts.choose import by_slug
from nlp.facts.head_units import is_money
from nlp.facts.setting import Setting
from nlp.facts.thread import Order
from nlp.facts.weighing import Kind, Part, part, remembered, sizes

_MAJOR = ("USD", "EUR")
"""Currencies that reports on any country count in."""
_UNSIZED = ("percent", "percent_points", "rank", "positions", "year", "years", "points", "ratio", "times")

Home = Literal["home", "major", "foreign", "unknown", "none"]
"""Whether a sum is in the currency of somebody's country, in one that all use, or in another's; "none": no sum."""


def fit(decision: Kind, value: Decimal, slug: str, unit: str, entity: Entity, setting: Setting, how: str) -> Part:
    """What speaks for a value of an indicator in a unit as one of an entity that was found somehow."""
    told = setting.told_of_pair(slug, entity.id)
    size, home = size_of(value, unit), home_of(entity.country, unit)
    return _fit_part(decision, slug, entity.type, size, outsize(value, slug, unit), home, told, how)


@remembered
def _fit_part(decision: Kind, slug: str, kind: str, size: str, outside: str, home: Home, told: Order, how: str) -> Part:
    found = [f"pair {told}", f"pair {told} {how}", f"pair {told} {by_slug()[slug].kind}"]
    if home != "none":
        found += [f"home {home}", f"home {home} {kind}"]
    if size:
        found.append(f"size {kind} {slug} {size}")
    if outside:
        found += [f"outsize {outside}", f"outsize {outside} {kind}"]
    return part(decision, dict.fromkeys(found, 1.0))


def size_of(value: Decimal, unit: str) -> str:
    """The power of ten of a value whose size says something of whom it is about; empty for shares, places and dates.

    Sums in any but the currencies that all use are "other": their sizes cannot be compared.

    >>> size_of(Decimal(2800), "count"), size_of(Decimal(12), "percent")
    ('3', '')
    """
    if unit in _UNSIZED or value <= 0:
        return ""
    return "other" if is_money(unit) and unit not in _MAJOR else str(value.adjusted())


def outsize(value: Decimal, slug: str, unit: str) -> str:
    """How many powers of ten a value lies above or below all that the truth has of the indicator in such a unit.

    Empty within, and where nothing is known: three billion are no number of members.
    """
    known = sizes().get(f"{slug} {unit_sort(unit)}")
    if known is None or value <= 0:
        return ""
    (least, most), power = known, value.adjusted()
    if power > most:
        return f"above {min(power - most, _FARTHEST)}"
    return f"below {min(least - power, _FARTHEST)}" if power < least else ""


_FARTHEST = 3
"""Powers of ten beyond which it makes no difference."""


def unit_sort(unit: str) -> str:
    """The unit, or what sort of money it is: sums in most currencies cannot be compared.

    >>> unit_sort("ha"), unit_sort("EUR"), unit_sort("UAH")
    ('ha', 'major money', 'other money')
    """
    if not is_money(unit):
        return unit
    return "major money" if unit in _MAJOR else "other money"


@lru_cache(maxsize=4096)
def home_of(countries: str, unit: str) -> Home:
    """How the currency of a sum stands to the countries (by code, joined by commas) of somebody.

    >>> home_of("CN", "EUR"), home_of("DE", "EUR"), home_of("", "UAH"), home_of("CN", "count")
    ('major', 'home', 'unknown', 'none')
    """
    if not is_money(unit):
        return "none"
    if not countries:
        return "unknown"
    if any(unit in _currencies(country) for country in countries.split(",")):
        return "home"
    return "major" if unit in _MAJOR else "foreign"


@cache
def _currencies(country: str) -> frozenset[str]:
    """The currencies in use in a country."""
    rows = get_global("territory_currencies").get(country, ())
    return frozenset(code for code, _, ended, tender in rows if tender and ended is None)
