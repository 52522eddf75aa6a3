"""Hyphens at line ends: which were put in by the typesetter and which belong to the word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from extract.repair.edits import Edit
from extract.repair.lexicon import Lexicon

_AT_LINE_END = re.compile(r"([^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*)([-‐\u00ad\ufffe¬])([ \t]*\n\s*|(?<=\ufffe))([^\W\d_]+)")
HYPHENATED = re.compile("[^\\W\\d_][-‐\u00ad\ufffe¬][ \t]*\n|\ufffe")
_ENGLISH_FIRST_PARTS = frozenset(
    "self ex non anti quasi semi all well co multi cross high low long short large small medium world state land"
    " public private two three four five six seven eight nine ten first second third mid leading cutting".split()
)
_RUSSIAN_LAST_PARTS = frozenset(("то", "либо", "нибудь", "таки", "ка", "де", "с"))
_RUSSIAN_FIRST_PARTS = frozenset(("по", "во", "кое", "кой"))


def line_end_hyphens(text: str, lexicon: Lexicon, seen: Collection[str]) -> Iterator[Edit]:
    """Edits that join the words broken at line ends; a compound keeps its hyphen and loses the line break.

    ``seen`` are the words (lower case) that stand unbroken elsewhere in the document.
    """
    if HYPHENATED.search(text) is None:
        return
    at = 0
    while (found := _AT_LINE_END.search(text, at)) is not None:
        left, mark, right = found.group(1), found.group(2), found.group(4)
        verdict = _verdict(left, right, mark, lexicon, seen)
        if verdict is not None:
            keep, confidence = verdict
            yield Edit(found.start(2), found.end(3), "-" if keep else "", "hyphen", confidence)
        at = found.start(4)


def _verdict(
    left: str, right: str, mark: str, lexicon: Lexicon, seen: Collection[str]
) -> tuple[bool, float] | None:
    """Whether the hyphen stays, and how sure that is; None when nothing is known and the line break stays."""
    last = left.rsplit("-", 1)[-1]
    joined, kept = (last + right).lower(), f"{left}-{right}".lower()
    if mark in "\u00ad\ufffe¬" and mark == "\u00ad":
        return False, 0.99
    if right[0].isupper() and not right.isupper():
        return (True, 0.9) if left[0].isupper() else None
    if right.isupper() != last.isupper() and len(last) > 1:
        return True, 0.9
    in_text_joined, in_text_kept = (left + right).lower() in seen, kept in seen
    if in_text_joined != in_text_kept:
        return in_text_kept, 0.98
    if lexicon.knows(joined):
        return False, 0.97
    if _compound(last.lower(), right.lower(), lexicon):
        return True, 0.85
    return False, 0.8


def _compound(left: str, right: str, lexicon: Lexicon) -> bool:
    """Whether two parts, whose joined form is no word, are a compound."""
    if lexicon.language == "en":
        return (left in _ENGLISH_FIRST_PARTS or lexicon.knows(left)) and lexicon.knows(right)
    if right in _RUSSIAN_LAST_PARTS or left in _RUSSIAN_FIRST_PARTS:
        return True
    if len(left) < 4 or len(right) < 4 or not lexicon.knows(right):
        return False
    return lexicon.knows(left) or left.endswith("о")
