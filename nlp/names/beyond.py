"""What a document says of a name beyond the spot where it stands: beside its other mentions, and in the blocks around.

Where a name is unlisted, "QSTP" alone says nothing; "QSTP, a science park" further on does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property, lru_cache

from gazetteer import Wording, wording
from nlp.names.clue_words import patterns
from nlp.names.span import between, latin, opens_sentence, raw

_BEFORE, _AFTER = 40, 60
_STEM = 6
_MOST_MENTIONS = 8
_MOST_TRIED = 100
_KEY = 4
_ENDING = 2
_MOST_WORDS = 7
_SAID_TO_BE = re.compile(
    r"[»”\"]?(?:, | ?[–—] | - | \(| (?:is|are|was|were) )(?:это |це |то )?(?:an? |the |its )?"
    r"((?:[^\W\d_][\w’'-]*[ -]){0,6}[^\W\d_][\w’'-]*)"
)
_LINKING = frozenset(("is", "are", "was", "were", "это", "це", "то", "of", "in", "the", "a", "an", "and", "и", "та"))


class Beyond:
    """A document, asked about the names in it."""

    def __init__(self, document: str) -> None:
        self._document = document
        self._heard: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._inside: dict[tuple[str, ...], bool] = {}
        self._before: dict[int, tuple[str, ...]] = {}
        self._after: dict[int, tuple[str, ...]] = {}

    def clues(self, words: tuple[str, ...], near: str) -> Iterator[str]:
        """What is said beside any mention of a name with these folded words, and in the blocks ``near``."""
        heard = self._heard.get(words)
        if heard is None:
            heard = self._heard[words] = tuple(sorted(set(self._beside(words))))
        yield from heard
        yield from _said_near(near)

    def capital_inside(self, words: tuple[str, ...]) -> bool:
        """Whether a phrase of these folded words has its capital inside a sentence, too, where none opens it."""
        known = self._inside.get(words)
        if known is None:
            text = self._text
            known = self._inside[words] = any(
                not opens_sentence(text, at) and "\n" not in between(text, at - 1) for at in self._mentions(words)
            )
        return known

    def capital_words(self, word: str) -> set[str]:
        """The words with a small rest behind their capital that are a folded word but for their ends, as written."""
        text = self._text
        written = {raw(text, at) for at in self._places[word[:_KEY]] if _alike(word, text.words[at], inflects=True)}
        return {one for one in written if one[1:].islower()}

    def _beside(self, words: tuple[str, ...]) -> Iterator[str]:
        for number, at in enumerate(self._mentions(words)):
            if number == _MOST_MENTIONS:
                break
            start, stop = self._text.starts[at], self._text.stops[at + len(words) - 1]
            if start not in self._before:
                self._before[start] = tuple(_said_before(self._document[max(0, start - _BEFORE) : start].lower()))
            if stop not in self._after:
                self._after[stop] = tuple(_said_after(self._document[stop : stop + _AFTER]))
            yield from self._before[start]
            yield from self._after[stop]

    def _mentions(self, words: tuple[str, ...]) -> Iterator[int]:
        """The words of the document at which a name begins, inflected or not."""
        text = self._text
        for at in self._places[words[0][:_KEY]][:_MOST_TRIED]:
            if at + len(words) <= len(text) and all(
                _alike(one, text.words[at + count], inflects=not latin(raw(text, at + count)))
                for count, one in enumerate(words)
            ):
                yield at

    @cached_property
    def _text(self) -> Wording:
        return wording(self._document)

    @cached_property
    def _places(self) -> defaultdict[str, list[int]]:
        """Where words with a capital stand, by how they begin."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, (word, start) in enumerate(zip(self._text.words, self._text.starts, strict=True)):
            if not self._document[start].islower():
                places[word[:_KEY]].append(at)
        return places


def _alike(one: str, other: str, *, inflects: bool) -> bool:
    """Whether two folded words are the same but for an ending."""
    if one == other or not inflects:
        return one == other
    shorter = min(len(one), len(other))
    stem = max(_KEY, shorter - _ENDING)
    return shorter >= stem and abs(len(one) - len(other)) <= _ENDING + 1 and one[:stem] == other[:stem]


def _said_before(before: str) -> Iterator[str]:
    """What stands in small letters before one mention says of it."""
    yield from (f"anywhere before {name}" for name, pattern in patterns("before") if pattern.search(before))


def _said_after(after: str) -> Iterator[str]:
    """What stands behind one mention says of it."""
    yield from (f"anywhere after {name}" for name, pattern in patterns("after") if pattern.match(after))
    yield from (f"called {stem}" for stem in _called(after))


def _called(after: str) -> Iterator[str]:
    """The beginnings of the words that say what a thing is, right behind its name (", a science park in Doha")."""
    told = _SAID_TO_BE.match(after)
    if told is not None:
        for word in re.split(r"[ -]", told.group(1))[:_MOST_WORDS]:
            if word[:1].islower() and word not in _LINKING:
                yield word[:_STEM]


@lru_cache(maxsize=64)
def _said_near(text: str) -> tuple[str, ...]:
    low = text.lower()
    return tuple(f"blocks near {name}" for name, pattern in patterns("near") if pattern.search(low))
