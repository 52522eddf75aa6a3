"""A period or date that words of a text tell, before anything is known of what it dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SAME = "+0"
"""The value of a narrative period that is the one told before: "by then", «того ж року»."""
PeriodKind = Literal["year", "range", "date", "month", "part", "decade", "relative", "narrative", "within", "back"]
DASHES = ("-", "–", "—", "/", "‑", "−")
"""Marks between the ends of a span."""
SPAN_JOINTS = {
    "en": ("to", "and", "until", "through", "till"),
    "ru": ("по", "до", "и"),
    "uk": ("по", "до", "та", "і", "й"),
}
"""Words between the ends of a span."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period at tokens ``first`` to ``last`` (preposition left out).

    ``value`` is ISO-like; of a relative one it is the offset in years, of one that counts ``back`` how many years it
    has, of one ``within`` a year told elsewhere its months ("m08", "m01/m09"): all are to be resolved. ``by`` marks a
    date to be reached ("by 2025"), ``since`` an open beginning, ``compared`` a date that is only compared with.
    """

    first: int
    last: int
    value: str
    kind: PeriodKind
    by: bool = False
    since: bool = False
    compared: bool = False
