"""Figures that are no quantities: part of a word, of a version or of the number of something."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.facts.numerals import scale_at, word_list
from nlp.facts.scan import LANGUAGES, Scan
from nlp.facts.tokens import Token

HYPHENS = ("-", "‑")
_CHAIN = 4
"""Tokens from the first to the last figure of the shortest chain."""
_JOINING = frozenset(("-", "/", "_", "="))
"""Signs that join a figure to the word before it: "COVID-19", "page=2"."""


def is_code(scan: Scan, at: int) -> bool:
    """5G, COVID-19, A320, 4.0-ready, page=2: figures grown together with letters are no quantities."""
    tokens = scan.tokens
    token = tokens[at]
    if (
        (token.fold.isdigit() and len(token.fold) > 1 and token.fold[0] == "0")
        or _in_chain(tokens, at)
        or _in_compound(scan, at)
    ):
        return True
    if at > 0 and token.tight and tokens[at - 1].kind in ("word", "code") and not scan.ending("currency", at):
        return True
    joined = at > 1 and token.tight and tokens[at - 1].fold in _JOINING and tokens[at - 1].tight
    if joined and tokens[at - 2].kind == "word" and not scan.ending("currency", at - 1):
        return True
    if at + 1 < len(tokens) and tokens[at + 1].tight and tokens[at + 1].kind == "word":
        glued = tokens[at + 1].fold
        if scan.language not in LANGUAGES:
            return True
        words = word_list(scan.language)
        known = (
            glued in words.suffixes
            or glued in words.scales
            or scan.starting("unit", at + 1)
            or scan.starting("currency", at + 1)
        )
        return not known
    return False


def is_version(scan: Scan, at: int) -> bool:
    """Smart City 2.0: behind a name, one digit and a nought."""
    fold = scan.fold(at)
    named = at > 0 and scan.tokens[at - 1].kind == "word" and scan.tokens[at - 1].capital and at > 1
    counted = any(scan.starting(category, at + 1) for category in ("unit", "currency", "noun"))
    return (
        named
        and len(fold) == 3
        and fold.endswith(".0")
        and not counted
        and not scale_at(scan.tokens, at + 1, scan.language)[0]
    )


def _in_compound(scan: Scan, at: int) -> bool:
    """«36-річний», «15-летие», «100-процентное», 33182/25: part of a word or of a number of something."""
    tokens = scan.tokens
    if any(
        0 <= other < len(tokens) and tokens[other].kind == "number" and tokens[max(other, at)].tight
        for other in (at - 2, at + 2)
        if scan.fold((at + other) // 2) == "/" and tokens[(at + other) // 2].tight
    ):
        return True
    if scan.language not in ("ru", "uk") or at + 2 >= len(tokens) or tokens[at + 2].kind != "word":
        return False
    hyphen, behind = tokens[at + 1], tokens[at + 2]
    if not (hyphen.fold in HYPHENS and hyphen.tight and behind.tight):
        return False
    ending = behind.fold in word_list(scan.language).suffixes or behind.fold in word_list(scan.language).scales
    return not (ending or scan.starting("unit", at + 2) or scan.starting("currency", at + 2))


def _in_chain(tokens: Sequence[Token], at: int) -> bool:
    """0000-0002-1825-0097, 978-3-16-148410-0: three or more figures joined by hyphens are a number of something."""
    first = at
    while first >= 2 and tokens[first].tight and tokens[first - 1].tight and tokens[first - 1].fold in HYPHENS:
        if tokens[first - 2].kind != "number":
            break
        first -= 2
    last = at
    while last + 2 < len(tokens) and tokens[last + 1].fold in HYPHENS and tokens[last + 2].kind == "number":
        if not (tokens[last + 1].tight and tokens[last + 2].tight):
            break
        last += 2
    return last - first >= _CHAIN


def is_labelled(scan: Scan, at: int) -> bool:
    """Whether the number is that of a figure, table, law or page."""
    return scan.ending("label", at) is not None or _classed(scan, at)


def _classed(scan: Scan, at: int) -> bool:
    """Whether figures and signs alone stand between a number and the name of a classification: "UDC (339.9+330.3)"."""
    first = at
    while first > 0 and (scan.tokens[first - 1].kind == "number" or scan.fold(first - 1) in _CLASS_SIGNS):
        first -= 1
    if first in (0, at) or scan.ending("label", first) is None:
        return False
    word = scan.tokens[first - 1]
    return word.kind == "word" and scan.text[word.start : word.stop].isupper()


_CLASS_SIGNS = frozenset("()+:/=.")
