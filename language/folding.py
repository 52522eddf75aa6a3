"""Folding for search: one spelling for what readers take as the same word, with the way back.

Case, ё, stress marks, Latin diacritics, ligatures, and the variants of apostrophes, quotes, dashes and spaces
are unified. Letters that tell words apart in Ukrainian (і, ї, й, є, ґ) are never folded, nor are superscript
figures, which are footnote marks and exponents.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_APOSTROPHES = "’‘‛ʼʹʻ`´′＇ʽ\u02bb"
_QUOTES = "«»„“”‟″〝〞＂"
_DASHES = "‐‑‒–—―−⁃﹘﹣－\u00ad"
_REMOVED = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SPECIAL = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŀ": "l"}
_KEPT_COMPOSED = frozenset("йїѝўќѓ")
_CLUSTER = re.compile(r".[\u0300-\u036f]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back to the original.

    ``offsets`` has, for every character of ``text`` and its end, where it starts in the original; it is empty
    when the two run in step.
    """

    text: str
    offsets: tuple[int, ...] = ()

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """The original span of the folded span ``start:stop``."""
        if not self.offsets or start >= stop:
            return (self.offsets[start], self.offsets[start]) if self.offsets else (start, stop)
        first = self.offsets[start]
        last = self.offsets[stop - 1]
        # Several folded characters may come from one original one: the span ends where the next original starts.
        return first, self.offsets[bisect_right(self.offsets, last)]


def fold(text: str) -> Folded:
    """The text as search compares it, with the way back.

    >>> fold("Île-de-France — «Зелёный»").text
    'ile-de-france - "зеленый"'
    >>> folded = fold("of\ufb01ce")
    >>> folded.text, folded.span(2, 4)
    ('office', (2, 3))
    """
    if text.isascii():
        return Folded(text.lower().translate(_ASCII_SPACES))
    if _uneven().search(text) is None:
        return Folded(text.translate(_FOLDS))
    parts: list[str] = []
    offsets: list[int] = []
    for found in _CLUSTER.finditer(text):
        piece = _fold_cluster(found.group())
        parts.append(piece)
        offsets.extend([found.start()] * len(piece))
    offsets.append(len(text))
    return Folded("".join(parts), tuple(offsets))


class _Folds(dict[int, str]):
    """The fold of every character, worked out when first met."""

    def __missing__(self, key: int) -> str:
        folded = _fold_cluster(chr(key))
        self[key] = folded
        return folded


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str) -> str:
    """One base character with its marks, folded; empty for what is removed."""
    char = unicodedata.normalize("NFC", cluster)
    if char in _REMOVED:
        return ""
    if char in _APOSTROPHES:
        return "'"
    if char in _QUOTES:
        return '"'
    if char in _DASHES:
        return "-"
    if char.isspace():
        return " "
    return "".join(_fold_letter(letter) for letter in _compatible(char).casefold())


def _compatible(char: str) -> str:
    """Ligatures, full-width and presentation forms as plain letters; superscripts and fractions stay."""
    if len(char) == 1 and unicodedata.category(char) in ("No", "Sk"):
        return char
    plain = unicodedata.normalize("NFKC", char)
    return char if "⁄" in plain else plain


def _fold_letter(letter: str) -> str:
    if letter in _KEPT_COMPOSED:
        return letter
    if letter == "ё":
        return "е"
    if "\u0300" <= letter <= "\u036f":
        return ""
    special = _SPECIAL.get(letter)
    if special is not None:
        return special
    base = unicodedata.normalize("NFD", letter)[0]
    return base if "a" <= base <= "z" or "а" <= base <= "я" else letter


@lru_cache(maxsize=1)
def _uneven() -> re.Pattern[str]:
    """What does not fold one character to one."""
    odd = [
        re.escape(chr(code))
        for code in range(0x80, 0x10000)
        if not 0xD800 <= code < 0xE000 and not 0x3400 <= code < 0xA000 and not 0xAC00 <= code < 0xD7A4
        and len(_fold_cluster.__wrapped__(chr(code))) != 1
    ]  # fmt: skip
    return re.compile("[" + "".join(odd) + "\u0300-\u036f\U00010000-\U0010ffff]")


_FOLDS = _Folds()
_ASCII_SPACES = {code: " " for code in range(128) if chr(code).isspace()} | {ord("`"): "'"}
