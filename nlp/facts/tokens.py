"""Text to tokens: words, numbers and marks with their offsets, folded for look-up."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

TokenKind = Literal["word", "number", "mark", "code"]

_CODES = r"(?P<code>(?:https?://|www\.)[^\s<>]+|[\w.+-]+@[\w-]+\.[\w.]+|(?:doi|DOI)[:\s]+10\.\S+)|"
_WORDS = (
    r"(?P<number>\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)*)"
    r"|(?P<word>(?![\u00b9\u00b2\u00b3\u2070-\u2079])[^\W\d_]+(?:['’ʼ&‐‑-](?=[^\W\d_])[^\W\d_]+)*)"
    r"|(?P<mark>[^\s])"
)
_SHAPES, _PLAIN_SHAPES = re.compile(_CODES + _WORDS), re.compile(_WORDS)
_SIGNS = ("http", "www.", "@", "doi")
"""What an address or the like has: few texts do, and looking for addresses at every word is slow."""
_FOLD = str.maketrans({"ё": "е", "’": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "\u0301": None})


class Token(NamedTuple):
    """One word, number or mark: ``start`` and ``stop`` in the text, ``fold`` for look-up.

    ``tight`` says that no blank stands before it; a number's ``fold`` is as written.
    """

    start: int
    stop: int
    fold: str
    kind: TokenKind
    tight: bool = False
    capital: bool = False


def word_set(listed: str) -> frozenset[str]:
    """A closed list of folded words, written with blanks between."""
    return frozenset(listed.split())


def fold_word(word: str) -> str:
    """The word as the lists of this package have it: lower case, ё as е, one apostrophe, one hyphen."""
    return word.lower().translate(_FOLD)


def tokenise(text: str, start: int = 0, stop: int | None = None) -> list[Token]:
    """The tokens of ``text[start:stop]``, with offsets into the whole text.

    >>> [token.fold for token in tokenise("более 4 700 компаний, 3,6 млн")]
    ['более', '4 700', 'компаний', ',', '3,6', 'млн']
    """
    tokens: list[Token] = []
    stop = len(text) if stop is None else stop
    folded = text[start:stop].lower().translate(_FOLD)
    whole = len(folded) == stop - start
    last = -1
    shapes = _SHAPES if any(sign in folded for sign in _SIGNS) else _PLAIN_SHAPES
    for match in shapes.finditer(text, start, stop):
        begin, end = match.span()
        kind: TokenKind = match.lastgroup  # type: ignore[assignment]  # the groups are named after the kinds
        if kind == "word":
            fold = folded[begin - start : end - start] if whole else fold_word(match.group())
            tokens.append(
                Token(begin, end, fold, kind, begin == last, text[begin] != fold[0] and text[begin].isupper())
            )
        else:
            tokens.append(Token(begin, end, match.group(), kind, begin == last))
        last = end
    return tokens
