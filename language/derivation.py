"""Ukrainian words that no list has, told from no words: another ending of a listed stem, a prefix before a listed word.

A list counted from texts has one form of a rare word and lacks the others. The tables are made by
``language.derivation_build``: how often a stem that has one ending has another, and which beginnings stand before
words of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

LONGEST_ENDING = 5
LEAST_STEM = 3
LEAST_REST = 5
PREFIX_LENGTHS = range(2, 8)
_FULL_STEM = 5
"""Letters of a stem that speaks for itself: shorter ones are met by chance."""
_BY_PREFIX = 0.5
_BY_BOTH = 0.3


def derived(word: str, listed: Callable[[str], bool]) -> float:
    """How likely a lower-case Ukrainian word is a form of a listed word or made from one, from 0 to 1.

    >>> words = {"гламурний", "гламурна", "вірус"}
    >>> derived("гламурному", words.__contains__) > 0.2, derived("гламурномж", words.__contains__)
    (True, 0.0)
    """
    best = _by_ending(word, listed)
    for length in PREFIX_LENGTHS:
        rest = word[length:]
        chance = _prefixes().get(word[:length], 0.0)
        if len(rest) >= LEAST_REST and chance:
            best = max(best, chance * (_BY_PREFIX if listed(rest) else _BY_BOTH * _by_ending(rest, listed)))
    return best


def _by_ending(word: str, listed: Callable[[str], bool]) -> float:
    best = 0.0
    for cut in range(len(word), max(len(word) - LONGEST_ENDING, LEAST_STEM) - 1, -1):
        stem = word[:cut]
        for chance, other in _endings().get(word[cut:], ()):
            if chance <= best:
                break
            if listed(stem + other):
                best = chance * min(1.0, (cut - 1) / (_FULL_STEM - 1))
                break
    return best


@lru_cache(maxsize=1)
def _endings() -> Mapping[str, Sequence[tuple[float, str]]]:
    """For an ending the others that its stem may have been met with, the most telling first."""
    found: dict[str, list[tuple[float, str]]] = {}
    for ending, other, chance in _rows("uk_endings.tsv"):
        found.setdefault(ending, []).append((float(chance), other))
    return found


@lru_cache(maxsize=1)
def _prefixes() -> Mapping[str, float]:
    return {prefix: float(chance) for prefix, chance in _rows("uk_prefixes.tsv")}


def _rows(name: str) -> list[list[str]]:
    text = files("language").joinpath("data", name).read_text(encoding="utf-8")
    return [row.split("\t") for row in text.splitlines()]
