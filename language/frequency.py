"""How common a word is, from wordfreq and the Russian dictionary of pymorphy3; both are loaded when first asked."""

from __future__ import annotations

import gzip
import math
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

_DICTIONARY_ONLY = 0.1
_TOP = 8.0


class _Graph(Protocol):
    ROOT: int

    def follow_bytes(self, s: bytes, index: int) -> int | None: ...


class _Words(Protocol):
    dct: _Graph


class _Dictionary(Protocol):
    words: _Words


class Tag(Protocol):
    """Part of speech and grammemes of one parse."""

    POS: str | None
    case: str | None
    number: str | None
    gender: str | None

    def __contains__(self, grammeme: str) -> bool: ...


class Parse(Protocol):
    """One parse of a word."""

    word: str
    tag: Tag
    score: float
    normal_form: str
    is_known: bool
    lexeme: list[Parse]

    def inflect(self, grammemes: set[str]) -> Parse | None:
        """The form with these grammemes, None where there is none."""
        ...


class Analyser(Protocol):
    """What is used of pymorphy3's analyser."""

    dictionary: _Dictionary

    def word_is_known(self, word: str) -> bool:
        """Whether the dictionary has the word."""
        ...

    def parse(self, word: str) -> list[Parse]:
        """What forms the word may be, likeliest first."""
        ...

    def normal_forms(self, word: str) -> list[str]:
        """The dictionary forms it may belong to."""
        ...


@lru_cache(maxsize=200_000)
def known(word: str, language: str) -> float:
    """How common a word is: 0 for unknown, else up to 1 (the Zipf scale by 8; a dictionary word never met: 0.1).

    >>> known("кластер", "ru") > 0.2, known("клжстер", "ru")
    (True, 0.0)
    """
    lower = word.lower()
    share = frequencies(language).get(lower.replace("’", "'").replace("ʼ", "'"), 0.0) if language else 0.0
    if share > 0.0:
        return max(min((math.log10(share) + 9) / _TOP, 1.0), 0.01)
    if language == "ru" and russian_analyser().word_is_known(lower):
        return _DICTIONARY_ONLY
    return 0.0


@lru_cache(maxsize=4)
def frequencies(language: str) -> Mapping[str, float]:
    """The word list of a language: shares of running text. Empty for a language without a list."""
    from wordfreq import get_frequency_dict  # noqa: PLC0415  # slow to import

    try:
        found: Mapping[str, float] = get_frequency_dict(language, "best")
    except LookupError:
        return {}
    return found


@lru_cache(maxsize=4)
def common(language: str) -> Mapping[str, float]:
    """The commonest words of a language (some fifty thousand) with their shares, without the library's slow start.

    The list is wordfreq's small one; its file is MessagePack: a header, then lists of words, each a hundredth of
    a power of ten rarer than the one before. Empty for a language without a list.
    """
    home = find_spec("wordfreq")
    places = list(home.submodule_search_locations or ()) if home else []
    for place in places:
        path = Path(place) / "data" / f"small_{language}.msgpack.gz"
        if path.exists():
            content = msgspec.msgpack.decode(gzip.decompress(path.read_bytes()))
            return {word: 10 ** (-at / 100) for at, level in enumerate(content[1:]) for word in level}
    return {}


@lru_cache(maxsize=1)
def russian_analyser() -> Analyser:
    """The morphological analyser for Russian."""
    import pymorphy3  # noqa: PLC0415  # slow to import

    analyser: Analyser = pymorphy3.MorphAnalyzer(lang="ru")
    return analyser


@lru_cache(maxsize=20_000)
def russian_parses(word: str) -> tuple[Parse, ...]:
    """What forms a Russian word may be, likeliest first; many ask about the same words."""
    return tuple(russian_analyser().parse(word))
