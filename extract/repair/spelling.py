"""How likely letters follow each other: judges words that no dictionary has (names, rare forms)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from extract.repair.lexicon import lexicon

_ORDER = 4
_WORDS = 60_000
_DISCOUNT = 0.75
_UNSEEN = 1 / 400
_BEAM = 24
_END = "$"
_START = "^" * _ORDER


class Spelling:
    """Letter n-grams of a language's words, interpolated from five letters down to one."""

    def __init__(self, language: str) -> None:
        self._following: dict[str, dict[str, float]] = {}
        self._totals: dict[str, float] = {}
        common = (word for word in lexicon(language).shares if word.isalpha() and word[0] > "\u0400")
        for word in islice(common, _WORDS):
            self._count(word.replace("ё", "е"))
        self._cache: dict[tuple[str, str], float] = {}

    def _count(self, word: str) -> None:
        padded = _START + word + _END
        for at in range(_ORDER, len(padded)):
            letter = padded[at]
            for length in range(_ORDER + 1):
                context = padded[at - length : at]
                following = self._following.setdefault(context, {})
                following[letter] = following.get(letter, 0.0) + 1.0
                self._totals[context] = self._totals.get(context, 0.0) + 1.0

    def chance(self, context: str, letter: str) -> float:
        """Chance of a letter after the last four."""
        found = self._cache.get((context, letter))
        if found is None:
            found = self._cache[context, letter] = self._interpolated(context, letter)
        return found

    def _interpolated(self, context: str, letter: str) -> float:
        following = self._following.get(context)
        shorter = self._interpolated(context[1:], letter) if context else _UNSEEN
        if not following:
            return shorter
        kept = max(following.get(letter, 0.0) - _DISCOUNT, 0.0)
        return (kept + _DISCOUNT * len(following) * shorter) / self._totals[context]

    def cost(self, word: str) -> float:
        """Negative log chance of a lower-case word."""
        padded = _START + word + _END
        return -sum(math.log(self.chance(padded[at - _ORDER : at], padded[at])) for at in range(_ORDER, len(padded)))

    def best(self, choices: Sequence[Sequence[tuple[str, float]]]) -> list[tuple[float, str]]:
        """The likeliest words by cost, when every place has a choice of letters, each with a cost of its own."""
        beam = [(0.0, "")]
        for options in choices:
            grown = [
                (cost + extra - math.log(self.chance((_START + word)[-_ORDER:], letter)), word + letter)
                for cost, word in beam
                for letter, extra in options
            ]
            beam = sorted(grown)[:_BEAM]
        ended = [(cost - math.log(self.chance((_START + word)[-_ORDER:], _END)), word) for cost, word in beam]
        return sorted(ended)


@lru_cache(maxsize=2)
def spelling(language: str) -> Spelling:
    """The spelling of a language, counted when first asked."""
    return Spelling(language)
