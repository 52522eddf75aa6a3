"""Each word of a damaged text restored: what the letter map allows, weighed by frequency."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.repair.context import choose, fit, log_weight
from extract.repair.edits import Edit
from extract.repair.fontmap import FontMap, Guess, plain

WORD = re.compile(r"[\u0400-\u045f\u0490\u0491]+(?:['’ʼ][\u0400-\u045f\u0490\u0491]+)*")
LONGEST_WORD = 60
"""Letters of a word; what is longer is noise."""
_CERTAIN = 0.5
_MOST = 8
_LEAST_WEIGHT = 1e-4


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that looks damaged and could not be restored with confidence."""

    start: int
    stop: int
    word: str


def restored(text: str, letters: FontMap) -> Iterator[Edit | Doubt]:
    """An edit for every word that the map changes, a doubt for every one that stays damaged.

    Readings are weighed by frequency and by how they fit their neighbours.
    """
    found = [word for word in WORD.finditer(text) if word.end() - word.start() <= LONGEST_WORD]
    readings = [_likely(letters.readings(word.group())) for word in found]
    weighed = [[(guess.word, log_weight(guess.weight)) for guess in guesses] for guesses in readings]
    between = ["", *(text[one.end() : other.start()] for one, other in pairwise(found))]
    chosen = choose(weighed, between, letters.lexicon.language)
    for at, (word, guesses, index) in enumerate(zip(found, readings, chosen, strict=True)):
        best = guesses[index].word
        if best == plain(word.group()):
            continue
        share = _certainty(weighed, between, chosen, at, letters.lexicon.language)
        if share < _CERTAIN:
            yield Doubt(word.start(), word.end(), word.group())
        else:
            yield Edit(word.start(), word.end(), cased_like(best, word.group()), "font-map", round(share, 2))


def _likely(guesses: Sequence[Guess]) -> Sequence[Guess]:
    """The readings worth thinking of."""
    return [guess for guess in guesses[:_MOST] if guess.weight >= guesses[0].weight * _LEAST_WEIGHT]


def _certainty(
    weighed: Sequence[Sequence[tuple[str, float]]],
    between: Sequence[str],
    chosen: Sequence[int],
    at: int,
    language: str,
) -> float:
    """The share of the chosen reading among all, the neighbours being taken for right."""
    scores = []
    for word, weight in weighed[at]:
        score = weight
        if at > 0:
            score += fit(weighed[at - 1][chosen[at - 1]][0], word, between[at], language)
        if at + 1 < len(weighed):
            score += fit(word, weighed[at + 1][chosen[at + 1]][0], between[at + 1], language)
        scores.append(score)
    top = max(scores)
    return math.exp(scores[chosen[at]] - top) / math.fsum(math.exp(score - top) for score in scores)


def cased_like(lower: str, shown: str) -> str:
    """The letters of ``lower`` in the case of ``shown``, which has as many; what did not change is left as shown.

    >>> cased_like("аннотация", "Аннотаеия")
    'Аннотация'
    """
    return "".join(
        old if old.lower() == new or not old.isalpha() else (new.upper() if old.isupper() else new)
        for new, old in zip(lower, shown, strict=True)
    )
