"""Heads that only say which of its kind something is: "Phase 2", «1-я очередь», "Top 100"."""

from __future__ import annotations

import re

from nlp.facts.periods import periods
from nlp.facts.scan import Scan
from nlp.facts.tokens import word_set

_ROMAN = re.compile(r"[IVXLC]+")
_ENDINGS = word_set("st nd rd th й я е ый ая ое ий го а")
"""What makes a figure an ordinal: "1st", «2-я»."""
_TOP = word_set("top топ")
"""Words before the size of a set of the first, which may have more figures than the number of a thing."""
_MOST_WORDS, _MOST_FIGURES = 2, 2
_MEASURES = ("bound", "currency", "unit")
"""Phrases beside which a number is an amount."""


def is_numbered(scan: Scan) -> bool:
    """Whether all that is said is a noun with the number that one of its kind has, before or behind it.

    >>> [is_numbered(Scan(words, "en")) for words in ("Phase 2", "2nd phase", "Top 100", "12 parks", "Over 50")]
    [True, True, True, False, False]
    """
    last = len(scan.tokens) - 1
    ordinal = is_roman(scan, 0) or (scan.tokens[:1] != [] and scan.tokens[0].kind == "number" and _has_ending(scan))
    figures = scan.tokens[last].fold if last > 0 and scan.tokens[last].kind == "number" else ""
    few = figures.isdigit() and (len(figures) <= _MOST_FIGURES or scan.fold(0) in _TOP)
    if not (ordinal or few or (last > 0 and is_roman(scan, last))):
        return False
    words = [token for index, token in enumerate(scan.tokens) if token.kind == "word" and not is_roman(scan, index)]
    nouns = [token for token in words if token.fold not in _ENDINGS]
    numbers = sum(token.kind == "number" for token in scan.tokens)
    measured = any(scan.found(category) for category in _MEASURES)
    return 0 < len(nouns) <= _MOST_WORDS and numbers <= 1 and not measured and not periods(scan)


def is_roman(scan: Scan, index: int) -> bool:
    """Whether a token is a Roman number."""
    token = scan.tokens[index] if index < len(scan.tokens) else None
    return token is not None and token.kind == "word" and _ROMAN.fullmatch(scan.words(index, index + 1)) is not None


def _has_ending(scan: Scan) -> bool:
    """Whether the ending of an ordinal stands right behind the first token, with or without a hyphen."""
    at = 2 if scan.fold(1) in ("-", "‑", "–") else 1
    return scan.fold(at) in _ENDINGS and scan.tokens[at].tight
