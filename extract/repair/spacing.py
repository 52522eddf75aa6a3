"""Words printed with a blank between their letters, as headings are (К Л А С Т Е Р Ы)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from extract.repair.edits import Edit
from extract.repair.lexicon import Lexicon
from language.frequency import common

_SPACED = re.compile(
    r"(?<![^\s(«„“\"'])[^\W\d_](?:[ \u00a0\u2009\u202f][^\W\d_]){3,}(?![^\s.,;:!?)»”“\"'])"
    r"|(?<!\S)[^\W\d_](?:[ \u00a0\u2009\u202f][^\W\d_]){2}(?!\S)(?=[ \u00a0]{2,}|\s*$)"
)
_BLANKS = re.compile(r"[ \u00a0\u2009\u202f]+")
_LONGEST = 24
_LONGEST_RUN = 200
"""A heading is shorter; longer runs are patterns or noise."""
_UNKNOWN_COST = 30.0
_LEAST_MEAN = 3
_CONFIDENCE = 0.93
_LEAST_SHARE = 2e-8


def spaced_words(text: str, lexicons: Sequence[Lexicon]) -> Iterator[Edit]:
    """Edits that close up spaced letters; where several words run on, a dictionary says where one ends.

    The language of spaced letters is hard to tell: of several lexicons the one that finds the commonest words decides.
    """
    if _SPACED.search(text) is None:
        return
    for found in _SPACED.finditer(text):
        letters = _BLANKS.sub("", found.group())
        if len(letters) > _LONGEST_RUN:
            continue
        options = [_parted(letters, lexicon) for lexicon in lexicons]
        _, words = min(options, key=lambda option: option[0])
        if words and len(letters) >= _LEAST_MEAN * len(words):
            yield Edit(found.start(), found.end(), " ".join(words), "letter-spacing", _CONFIDENCE)


def _parted(letters: str, lexicon: Lexicon) -> tuple[float, list[str]]:
    """The words that the letters make, with what they cost; no words cost more than any."""
    words = [letters] if _is_word(letters, lexicon) else _split(letters, lexicon)
    return (math.fsum(lexicon.cost(word.lower()) for word in words) if words else math.inf), words


def _is_word(word: str, lexicon: Lexicon) -> bool:
    lower = word.lower()
    return lower in common(lexicon.language) or lexicon.share(lower) > _LEAST_SHARE


def _split(letters: str, lexicon: Lexicon) -> list[str]:
    """The likeliest words that the letters make when written together; none when some part is no word."""
    lower = letters.lower()
    best: list[tuple[float, int]] = [(0.0, 0)]
    for stop in range(1, len(lower) + 1):
        options = []
        for start in range(max(0, stop - _LONGEST), stop):
            share = lexicon.share(lower[start:stop])
            cost = lexicon.cost(lower[start:stop]) if share else _UNKNOWN_COST * (stop - start)
            options.append((best[start][0] + cost, start))
        best.append(min(options))
    words: list[str] = []
    stop = len(lower)
    while stop:
        start = best[stop][1]
        if lexicon.share(lower[start:stop]) <= _LEAST_SHARE:
            return []
        words.append(letters[start:stop])
        stop = start
    return words[::-1]
