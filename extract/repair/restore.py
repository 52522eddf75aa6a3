"""Each word of a damaged text restored: what the letter map allows, weighed by frequency."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.repair.edits import Edit
from extract.repair.fontmap import FontMap, plain

WORD = re.compile(r"[\u0400-\u045f\u0490\u0491]+(?:['’ʼ][\u0400-\u045f\u0490\u0491]+)*")
_CERTAIN = 0.5


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that looks damaged and could not be restored with confidence."""

    start: int
    stop: int
    word: str


def restored(text: str, letters: FontMap) -> Iterator[Edit | Doubt]:
    """An edit for every word that the map changes, a doubt for every one that stays damaged."""
    for found in WORD.finditer(text):
        word = found.group()
        readings = letters.readings(word)
        share = readings[0].weight / math.fsum(reading.weight for reading in readings)
        best = readings[0].word
        if best == plain(word):
            continue
        if share < _CERTAIN:
            yield Doubt(found.start(), found.end(), word)
        else:
            yield Edit(found.start(), found.end(), cased_like(best, word), "font-map", round(share, 2))


def cased_like(lower: str, shown: str) -> str:
    """The letters of ``lower`` in the case of ``shown``, which has as many; what did not change is left as shown.

    >>> cased_like("аннотация", "Аннотаеия")
    'Аннотация'
    """
    return "".join(
        old if old.lower() == new or not old.isalpha() else (new.upper() if old.isupper() else new)
        for new, old in zip(lower, shown, strict=True)
    )
