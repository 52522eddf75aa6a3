"""A font map weighed letter by letter: for each letter what it turned into, if into anything, given all the others.

The expectation maximisation thinks of a change only where a word is unknown; a rare letter that turned into a common
one (що → мо, щука → мука) leaves listed words behind and shows only when every word is asked what else it may be.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.repair.lexicon import Lexicon

Pair = tuple[str, str]
_PRICE = 5.0
"""Natural log of how rarely a letter is lost to just this other one."""
_MOST_COUNTED = 2
"""A word met again and again is hardly more evidence than one met twice."""
_UNLISTED = 1e-9
_MOST_WORDS = 240
_MOST_READINGS = 400
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class _Word:
    """A shown word: its letters, its weight as evidence, and the listed words behind it with their changes."""

    letters: frozenset[str]
    count: int
    readings: Sequence[tuple[float, frozenset[Pair]]]


def weighed(
    counts: Mapping[str, int], pairs: Mapping[str, str], lost: Sequence[str], leak: float, lexicon: Lexicon
) -> dict[str, str]:
    """The map from lost to shown letters after asking of each letter in ``lost`` whether it turned, and into which.

    ``pairs`` is the map so far, ``counts`` are the shown words, ``leak`` is the share of them in another font.
    """
    found = dict(pairs)
    words = [
        _Word(frozenset(word), min(count, _MOST_COUNTED), _readings(word, found, lost, lexicon))
        for word, count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:_MOST_WORDS]
    ]
    for _ in range(_ROUNDS):
        before = dict(found)
        for letter in lost:
            others = frozenset((true, shown) for true, shown in found.items() if true != letter)
            shown, gain = _best(letter, others, words, leak)
            found.pop(letter, None)
            if gain > _PRICE:
                found[letter] = shown
        if found == before:
            break
    return found


def _readings(
    word: str, pairs: Mapping[str, str], lost: Sequence[str], lexicon: Lexicon
) -> list[tuple[float, frozenset[Pair]]]:
    """Listed words behind a shown one when one kind of its letters may be any lost one and the map does the rest."""
    sources: defaultdict[str, str] = defaultdict(str)
    for true, shown in sorted(pairs.items()):
        sources[shown] += true
    anything = "".join(lost)
    found: dict[str, frozenset[Pair]] = {}
    for kind in sorted(set(word)):
        choices = [letter + (anything if letter == kind else sources[letter]) for letter in word]
        for true_word in lexicon.spelled(choices, _MOST_READINGS):
            pairs_used = ((true, shown) for true, shown in zip(true_word, word, strict=True) if true != shown)
            found[true_word] = frozenset(pairs_used)
    return [(lexicon.share(true_word), changes) for true_word, changes in sorted(found.items())]


def _best(letter: str, others: frozenset[Pair], words: Sequence[_Word], leak: float) -> tuple[str, float]:
    """What the letter most likely turned into, given the rest of the map, and the log of how much that explains."""
    gains: defaultdict[str, float] = defaultdict(float)
    against = 0.0
    for word in words:
        if letter in word.letters:
            against -= math.log(leak) * word.count
        without = _UNLISTED
        more: defaultdict[str, float] = defaultdict(float)
        for share, changes in word.readings:
            rest = changes - others
            if not rest:
                without += share
            elif len(rest) == 1:
                ((true, shown),) = rest
                if true == letter:
                    more[shown] += share
        for shown, share in more.items():
            gains[shown] += word.count * math.log1p(share / without)
    shown = max(sorted(gains), key=lambda one: gains[one], default="")
    return shown, gains[shown] - against
