"""Measures of land and floor that the dataset has in another unit: ``measures.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

_FILE = Path(__file__).parent / "data" / "measures.yml"


class _Measure(NamedTuple):
    """The unit that the dataset has, how much of it one is, and to what the product is rounded."""

    unit: str
    factor: Decimal
    step: Decimal | None


def unit_of(measure: str) -> str:
    """The unit that the dataset has for a measure: itself, unless it is told in another.

    >>> unit_of("acre"), unit_of("percent")
    ('ha', 'percent')
    """
    known = _measures().get(measure)
    return measure if known is None else known.unit


def in_unit(value: Decimal, measure: str) -> Decimal:
    """The value in the dataset's unit for a measure.

    >>> in_unit(Decimal("30000"), "acre"), in_unit(Decimal("465.4"), "km2")
    (Decimal('12140.57'), Decimal('46540'))
    """
    known = _measures().get(measure)
    if known is None:
        return value
    told = value * known.factor
    if known.step is not None:
        told = told.quantize(known.step)
    return Decimal(f"{told.normalize():f}")


@cache
def _measures() -> Mapping[str, _Measure]:
    with _FILE.open(encoding="utf-8") as stream:
        rows: dict[str, dict[str, str]] = yaml.load(stream, Loader=yaml.CBaseLoader)  # noqa: S506 - builds strings only
    return {
        name: _Measure(row["unit"], Decimal(row["is"]), Decimal(10) ** -int(row["digits"]) if "digits" in row else None)
        for name, row in rows.items()
    }
