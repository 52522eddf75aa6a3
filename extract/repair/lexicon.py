"""Which words a language has, and how common they are: what the repairs are judged by.

Russian: the dictionary of pymorphy3 and the word list of wordfreq; Ukrainian and English: wordfreq. Loaded when
a first doubtful text asks.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import islice

from language import LANGUAGES
from language.derivation import derived
from language.frequency import common, frequencies, russian_analyser

_UNLISTED = 3e-9
"""Share of running text given to a dictionary word that no list counts."""
_DERIVED = 5e-9
"""Share of running text given to a word that surely is one by the others of its stem."""
_LEAK = 0.04
"""Share of Russian text among the sources of the Ukrainian word list (seen from что, только, если)."""
_RUSSIAN_LETTERS = frozenset("ёъыэ")
_MOST_SPELLED = 200
_END_OF_WORD = b"\x01"
"""What follows a word's letters in the dictionary's graph."""


class Lexicon:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    @cached_property
    def alphabet(self) -> str:
        """The small letters of the language; ё is taken as е."""
        return LANGUAGES[self.language].alphabet.replace("ё", "")

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """Word forms with their shares of running text.

        The Ukrainian list has Russian words, from Russian texts among its sources: they are left out.
        """
        found = frequencies(self.language)
        if self.language != "uk":
            return found
        foreign = common("ru")
        return {
            word: share
            for word, share in found.items()
            if share > _LEAK * foreign.get(word, 0.0) and _RUSSIAN_LETTERS.isdisjoint(word)
        }

    @cached_property
    def forms(self) -> list[str]:
        """The listed word forms in order, to walk by prefix."""
        return sorted(self.shares)

    def share(self, word: str) -> float:
        """Share of running text of a lower-case word; 0 for no word of the language."""
        plain = word.replace("’", "'").replace("ʼ", "'")
        found = self.shares.get(plain, 0.0)
        if not found and "ё" in plain:
            found = self.shares.get(plain.replace("ё", "е"), 0.0)
        if not found and self.language == "ru" and _in_dictionary(plain):
            return _UNLISTED
        return found

    def in_dictionary(self, word: str) -> bool:
        """Whether the dictionary of the language has a lower-case word; only Russian has one."""
        return self.language == "ru" and _in_dictionary(word)

    def derived(self, word: str) -> float:
        """The share of running text to expect of a word that is made from listed ones; 0 for none.

        Only Ukrainian words are judged so: the Russian dictionary has such forms.
        """
        return _DERIVED * _derived(word) if self.language == "uk" else 0.0

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is one of the language."""
        return self.share(word) > 0.0

    def cost(self, word: str) -> float:
        """Negative log share of a known word."""
        return -math.log(self.share(word) or _UNLISTED / 100)

    def spelled(self, choices: Sequence[str], most: int = _MOST_SPELLED) -> Iterator[str]:
        """The words whose every letter is one of the choices for its place, at most ``most`` of them.

        The dictionary is asked only when no list has a word.
        """
        found = False
        for word in islice(self._listed(choices, "", 0, 0, len(self.forms)), most):
            found = True
            yield word
        if not found and self.language == "ru":
            yield from islice(_in_dictionary_spelled(choices), most)

    def has_any(self, choices: Sequence[str]) -> bool:
        """Whether any word can be spelled so."""
        return next(iter(self.spelled(choices, 1)), None) is not None

    def _listed(self, choices: Sequence[str], prefix: str, at: int, low: int, high: int) -> Iterator[str]:
        """Walk the ordered forms between ``low`` and ``high``, which all start with ``prefix``."""
        if at == len(choices):
            if low < high and self.forms[low] == prefix:
                yield prefix
            return
        for letter in choices[at]:
            longer = prefix + letter
            begin = bisect_left(self.forms, longer, low, high)
            if begin < high and self.forms[begin].startswith(longer):
                end = bisect_left(self.forms, prefix + chr(ord(letter) + 1), begin, high)
                yield from self._listed(choices, longer, at + 1, begin, end)


def _in_dictionary_spelled(choices: Sequence[str]) -> Iterator[str]:
    graph = russian_analyser().dictionary.words.dct
    stack = [("", graph.ROOT)]
    while stack:
        prefix, index = stack.pop()
        if len(prefix) == len(choices):
            if graph.follow_bytes(_END_OF_WORD, index) is not None:
                yield prefix
            continue
        for letter in choices[len(prefix)]:
            following = graph.follow_bytes(letter.encode(), index)
            if following is not None:
                stack.append((prefix + letter, following))


@lru_cache(maxsize=100_000)
def _in_dictionary(word: str) -> bool:
    return russian_analyser().word_is_known(word)


@lru_cache(maxsize=100_000)
def _derived(word: str) -> float:
    return derived(word, lexicon("uk").knows)


def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; English for what has none of its own."""
    return _lexicon(language if language in ("en", "ru", "uk") else "en")


@lru_cache(maxsize=3)
def _lexicon(language: str) -> Lexicon:
    return Lexicon(language)
