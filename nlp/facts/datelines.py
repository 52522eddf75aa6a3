"""The line of place and date that opens a news item: "SEOUL, January 15, 2024 – …", «Ташкент, 3 марта. …»."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from nlp.facts.period import Period
from nlp.facts.scan import Scan

_LONGEST = 16
_LONGEST_DAY = 8
_SHORTEST_PLACE = 3
_DAY = len("2024-01-15")
_BETWEEN = frozenset((",", "(", ")", "/", "|"))
_DASHES = ("–", "—", "-")
_ENDS = (*_DASHES, ".", ":")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What opens the text up to token ``last``; its day, where one with a year is given."""

    last: int
    day: Period | None


def may_end(scan: Scan) -> bool:
    """Whether anything stands near the beginning that a dateline could end with: most sentences are done with here."""
    return len(scan.tokens) <= _LONGEST + _LONGEST_DAY or any(token.fold in _ENDS for token in scan.tokens[:_LONGEST])


def dateline(scan: Scan, places: Collection[int], periods: Collection[Period]) -> Dateline | None:
    """The dateline that a text opens with; ``places`` are tokens of names of places.

    It ends with a dash or full stop (or with the text), and has a day, or a place in capitals before a dash.
    """
    days = {period.first: period for period in periods if len(period.value) == _DAY and period.kind != "range"}
    day: Period | None = None
    capitals, index = False, 0
    while index < min(len(scan.tokens), _LONGEST):
        token = scan.tokens[index]
        loud = token.kind == "word" and scan.text[token.start : token.stop].isupper()
        if index in days and day is None:
            day = days[index]
            index = day.last
            continue
        # «СЭЗ «Хоргос – Восточные ворота»»: a dash inside a name ends nothing.
        if token.fold in _DASHES and not token.tight and index and index not in places:
            return Dateline(index + 1, day) if day is not None or capitals else None
        if token.fold in (".", ":") and day is not None:
            return Dateline(index + 1, day)
        if not (index in places or loud or token.fold in _BETWEEN or scan.ending("year_word", index + 1)):
            return None
        capitals = capitals or (loud and len(token.fold) >= _SHORTEST_PLACE and index in places)
        index += 1
    return Dateline(index, day) if day is not None and index == len(scan.tokens) else None
