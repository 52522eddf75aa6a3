"""Each word of a damaged text restored: what the letter map allows, weighed by frequency."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.repair.edits import Edit
from extract.repair.fontmap import LetterMap
from extract.repair.lexicon import Lexicon

WORD = re.compile(r"[\u0400-\u045f\u0490\u0491]+(?:['’ʼ][\u0400-\u045f\u0490\u0491]+)*")
_CERTAIN = 0.5


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that looks damaged and could not be restored with confidence."""

    start: int
    stop: int
    word: str


def restored(text: str, letters: LetterMap, lexicon: Lexicon) -> Iterator[Edit | Doubt]:
    """An edit for every word that the map changes, a doubt for every one that stays damaged."""
    for found in WORD.finditer(text):
        word = found.group()
        lower = word.lower().replace("’", "'").replace("ʼ", "'")
        best, share = _best(lower, letters, lexicon)
        if not best:
            if len(lower) > 2 and not word[0].isupper():
                yield Doubt(found.start(), found.end(), word)
        elif best != lower:
            if share < _CERTAIN:
                yield Doubt(found.start(), found.end(), word)
            else:
                yield Edit(found.start(), found.end(), cased_like(best, word), "font-map", round(share, 2))


def _best(word: str, letters: LetterMap, lexicon: Lexicon) -> tuple[str, float]:
    choices = letters.choices(word)
    if all(len(choice) == 1 for choice in choices):
        return (word, 1.0) if lexicon.knows(word) else ("", 0.0)
    candidates = [(lexicon.share(candidate), candidate) for candidate in lexicon.spelled(choices)]
    if not candidates:
        return "", 0.0
    best = max(candidates)
    return best[1], best[0] / math.fsum(share for share, _ in candidates)


def cased_like(lower: str, shown: str) -> str:
    """The letters of ``lower`` in the case of ``shown``, which has as many; what did not change is left as shown.

    >>> cased_like("аннотация", "Аннотаеия")
    'Аннотация'
    """
    return "".join(
        old if old.lower() == new or not old.isalpha() else (new.upper() if old.isupper() else new)
        for new, old in zip(lower, shown, strict=True)
    )
