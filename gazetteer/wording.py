"""Texts as sequences of words that compare equal however dashes, quotes, case and blanks are set."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from language import fold

_TOKEN = re.compile(r"[^\W_]+(?:'(?!s\b)[^\W_]+)*|[&,+]")
_BLANK = re.compile(r"""['"]?\s*["']?\s*["']?""")
_DASH = re.compile(r"\"?\s*[-−]\s*\"?")
_SHORT = 3
_MASK = (1 << 64) - 1
_FACTOR = 0x9E3779B97F4A7C15
_WORD_OF = {"&": "and"}
BREAK, BLANK, DASH = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text, folded, with their spans in the text as given.

    ``gaps[i]`` tells what stands between word i and the next: BREAK (a name never runs over it), BLANK or DASH.
    """

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    stops: tuple[int, ...]
    gaps: tuple[int, ...]
    hashes: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    def slice(self, first: int, last: int) -> str:
        """The text from word ``first`` to word ``last`` (exclusive) as given."""
        return self.text[self.starts[first] : self.stops[last - 1]]


@lru_cache(maxsize=16)
def wording(text: str) -> Wording:
    """The words of a text; those of the last few texts are kept, as a passage is read for one thing after another.

    >>> wording("«Токио – Йокогама»").words, wording("S&T").words
    (('токио', 'йокогама'), ('s', 'and', 't'))
    """
    folded = fold(text)
    low = folded.text
    spans = [found.span() for found in _TOKEN.finditer(low)]
    words = [low[start:stop] for start, stop in spans]
    gaps = [
        BLANK if (gap := low[stop : spans[at + 1][0]]) == " " and "," not in (words[at], words[at + 1])
        else _gap(gap, words[at], words[at + 1])
        for at, (_, stop) in enumerate(spans[:-1])
    ]  # fmt: skip
    if "&" in low:
        words = [_WORD_OF.get(word, word) for word in words]
    if folded.offsets:
        spans = [folded.span(start, stop) for start, stop in spans]
    return Wording(
        text,
        tuple(words),
        tuple([start for start, _ in spans]),
        tuple([stop for _, stop in spans]),
        (*gaps, BREAK),
        tuple(map(word_hash, words)),
    )


def words_of(text: str) -> tuple[str, ...]:
    """The words alone, as ``wording`` has them.

    >>> words_of("Shenzhen–Hong Kong")
    ('shenzhen', 'hong', 'kong')
    """
    return tuple(_WORD_OF.get(word, word) for word in _TOKEN.findall(fold(text).text))


def phrase_hash(words: tuple[str, ...] | list[str]) -> int:
    """A 64-bit key of a sequence of words."""
    value = 0
    for word in words:
        value = extended(value, word_hash(word))
    return value


def extended(value: int, word: int) -> int:
    """The key of a phrase whose key is ``value`` followed by the word of the key ``word``."""
    return (value * _FACTOR + word) & _MASK


@lru_cache(maxsize=300_000)
def word_hash(word: str) -> int:
    """A 64-bit key of one word, the same in every process."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


@lru_cache(maxsize=20_000)
def _gap(gap: str, left: str, right: str) -> int:
    if right == "," or left == ",":
        return BLANK if _BLANK.fullmatch(gap) else BREAK
    if _BLANK.fullmatch(gap):
        return BLANK
    if _DASH.fullmatch(gap):
        return DASH
    if gap == "." or (gap.startswith(".") and len(left) <= _SHORT and _BLANK.fullmatch(gap[1:])):
        return BLANK
    return BREAK
