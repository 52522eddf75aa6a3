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
from nlp.facts.weighing import Kind, Part, part, remembered

_MAJOR = ("USD", "EUR")
"""Currencies that reports on any country count in."""
_UNSIZED = ("percent", "percent_points", "rank", "positions", "year", "years", "points", "ratio", "times")

Home = Literal["home", "major", "foreign", "unknown", "none"]
"""Whether a sum is in the currency of somebody's country, in one that all use, or in another's; "none": no sum."""


def fit(decision: Kind, value: Decimal, slug: str, unit: str, entity: Entity, setting: Setting, how: str) -> Part:
    """What speaks for a value of an indicator in a unit as one of an entity that was found somehow."""
    told = setting.told_of_pair(slug, entity.id)
    return _fit_part(decision, slug, entity.type, size_of(value, unit), home_of(entity.country, unit), told, how)


@remembered
def _fit_part(decision: Kind, slug: str, kind: str, size: str, home: Home, told: Order, how: str) -> Part:
    found = [f"pair {told}", f"pair {told} {how}", f"pair {told} {by_slug()[slug].kind}"]
    if home != "none":
        found += [f"home {home}", f"home {home} {kind}"]
    if size:
        found.append(f"size {kind} {slug} {size}")
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
