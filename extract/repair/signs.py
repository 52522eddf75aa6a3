"""Cheap signs that a broken font map has turned letters into others; they need the commonest words alone.

Clean text is judged here and nowhere else, so that no dictionary is loaded for it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from extract.repair.fontmap import plain
from extract.repair.restore import WORD
from language import LANGUAGES
from language.frequency import common

_LEAST_UNCOMMON = 4
_UNCOMMON_RATE = 0.2
_SURELY_EXPECTED = 6.0
_MOST_SEEN_OF_EXPECTED = 0.1
_LEAST_WORDS = 12
_LEAK = 0.25
"""Share of a vanished letter's places that may show it still, in words of another font."""
_SOME_LOSS = 6.0
_GREAT_LOSS = 24.0
_GREAT_LOSS_RATE = 0.15
_LEAST_HEALED = 2
"""One word becomes another common one by one changed letter by chance; the same change twice is rare."""


def suspicious(text: str, language: str) -> bool:
    """Whether a glance at a text speaks of damage: many uncommon words, or a common letter that is missing."""
    words = [word for word in WORD.findall(text) if word.islower()]
    if len(words) < _LEAST_UNCOMMON:
        return False
    usual = common(language)
    uncommon = [word for word in words if word not in usual]
    least = max(_LEAST_UNCOMMON, _UNCOMMON_RATE * len(words))
    if len(uncommon) >= least and sum(plain(word).replace("ё", "е") not in usual for word in uncommon) >= least:
        return True
    if len(words) < _LEAST_WORDS:
        return False
    return _letter_missing("".join(words), language)


def plausible(shown: Sequence[str], language: str) -> bool:
    """Whether letters are missing, and putting them back for one other letter makes common words of uncommon ones.

    >>> plausible("жто наза изужений наеионалиный индекса".split() * 3, "ru")
    True
    >>> plausible("это наша работа и она посвящена изучению кластеров".split() * 3, "ru")
    False
    """
    words = [plain(word).replace("ё", "е") for word in shown]
    seen = Counter("".join(words))
    total = seen.total()
    missing: list[str] = []
    loss = 0.0
    for letter, share in letter_shares(language).items():
        evidence = share * total * (1 - _LEAK) + seen[letter] * math.log(_LEAK)
        if evidence > 0.0:
            loss += evidence
            missing.append(letter)
    if loss >= min(_GREAT_LOSS, _GREAT_LOSS_RATE * total):
        return True
    return loss >= _SOME_LOSS and _heals(set(words), missing, language)


def _heals(words: set[str], missing: Sequence[str], language: str) -> bool:
    """Whether one and the same change makes common words of several uncommon ones."""
    usual = common(language)
    healed: Counter[tuple[str, str]] = Counter()
    for word in words:
        if word in usual:
            continue
        for shown in set(word):
            for true in missing:
                if word.replace(shown, true) in usual or word.replace(shown, true, 1) in usual:
                    healed[true, shown] += 1
    return max(healed.values(), default=0) >= _LEAST_HEALED


def _letter_missing(letters: str, language: str) -> bool:
    return any(
        share * len(letters) >= _SURELY_EXPECTED
        and letters.count(letter) <= _MOST_SEEN_OF_EXPECTED * share * len(letters)
        for letter, share in letter_shares(language).items()
    )


@lru_cache(maxsize=4)
def letter_shares(language: str) -> dict[str, float]:
    """The usual shares of a language's letters in running text, from its commonest words; ё counts as е."""
    letters = set(LANGUAGES[language].alphabet) - {"ё"}
    totals = dict.fromkeys(sorted(letters), 0.0)
    for word, share in common(language).items():
        for letter in word.replace("ё", "е"):
            if letter in totals:
                totals[letter] += share
    whole = math.fsum(totals.values()) or 1.0
    return {letter: max(total / whole, 1e-6) for letter, total in totals.items()}
