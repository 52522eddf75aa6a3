"""All names in all their forms, found by the words they are made of.

A name is looked up by a 64-bit key of its word sequence in sorted arrays; a second array of the keys of all
beginnings says whether reading one word more can still lead to a name, and a table of bits which words may open one.
The arrays are used where they lie in the built file, so loading costs next to nothing.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gazetteer.entity import Entity, Name
from gazetteer.wording import BREAK, Wording, extended, phrase_hash, word_hash, words_of
from language import fold
from language.inflection import adjective_forms, adjectives, case_forms
from language.transliteration import skeleton

EXACT, INFLECTED, ADJECTIVE = 0, 1, 2
_PLACES = ("country", "region", "city")
_LONGEST = 24
_BITS = 8
_INFLECTED = ("ru", "uk")
_PROVINCE = re.compile(r"^([^\W\d_]+(?:ск|ськ|цьк|зьк))(?:ая|а) область$")


@dataclass(frozen=True, slots=True)
class Tables:
    """The arrays of the index, as bytes of unsigned 64- and 32-bit numbers; of ``openings`` every bit counts."""

    keys: memoryview
    starts: memoryview
    postings: memoryview
    beginnings: memoryview
    openings: memoryview
    name_entity: memoryview
    name_place: memoryview


@dataclass(frozen=True, slots=True)
class Hit:
    """Words ``first`` to ``last`` (exclusive) of a wording are a form of these names.

    ``names`` are pairs of the name's number and how the form is related to it (EXACT, INFLECTED, ADJECTIVE).
    """

    first: int
    last: int
    names: tuple[tuple[int, int], ...]


class Index:
    """Looks names up in the tables."""

    def __init__(self, tables: Tables) -> None:
        self._keys = tables.keys.cast("B").cast("Q")
        self._starts = tables.starts.cast("B").cast("I")
        self._postings = tables.postings.cast("B").cast("I")
        self._beginnings = tables.beginnings.cast("B").cast("Q")
        self._openings = tables.openings.cast("B")

    def lookup(self, words: tuple[str, ...] | list[str]) -> tuple[tuple[int, int], ...]:
        """The names that have this form."""
        return self._names(phrase_hash(words)) if words and self._may_open(word_hash(words[0])) else ()

    def _may_open(self, opener: int) -> bool:
        """Whether a word of this key may be the first of a name; most others are told by their bit."""
        bit = opener & 8 * len(self._openings) - 1
        return bool(self._openings[bit >> 3] >> (bit & 7) & 1)

    def hits(self, text: Wording) -> Iterator[Hit]:
        """Every form of a name in a text, overlapping ones too, from left to right, the longest first."""
        keys, beginnings = self._keys, self._beginnings
        key_count, beginning_count = len(keys), len(beginnings)
        hashes, gaps = text.hashes, text.gaps
        openings, bits = self._openings, 8 * len(self._openings) - 1
        for first, opener in enumerate(hashes):
            bit = opener & bits
            if not openings[bit >> 3] >> (bit & 7) & 1:
                continue
            value = 0
            found: list[Hit] = []
            for last in range(first, min(len(hashes), first + _LONGEST)):
                value = extended(value, hashes[last])
                at = bisect_left(keys, value)
                if at < key_count and keys[at] == value:
                    found.append(Hit(first, last + 1, self._posted(at)))
                if gaps[last] == BREAK:
                    break
                at = bisect_left(beginnings, value)
                if at >= beginning_count or beginnings[at] != value:
                    break
            yield from reversed(found)

    def _names(self, value: int) -> tuple[tuple[int, int], ...]:
        at = bisect_left(self._keys, value)
        return self._posted(at) if at < len(self._keys) and self._keys[at] == value else ()

    def _posted(self, at: int) -> tuple[tuple[int, int], ...]:
        posted = self._postings[self._starts[at] : self._starts[at + 1]]
        return tuple((number >> 2, number & 3) for number in posted)


def build_tables(entities: Iterable[Entity]) -> Tables:
    """The index of all forms of the names of these entities."""
    forms: dict[int, set[int]] = {}
    openings: set[int] = set()
    beginnings: set[int] = set()
    name_entity, name_place = array("I"), array("I")
    for number, entity in enumerate(entities):
        for place, name in enumerate(entity.names):
            at = len(name_entity)
            name_entity.append(number)
            name_place.append(place)
            for words, how in _forms(entity, name):
                value = 0
                for count, word in enumerate(words, 1):
                    value = extended(value, word_hash(word))
                    if count < len(words):
                        beginnings.add(value)
                openings.add(word_hash(words[0]))
                forms.setdefault(value, set()).add(at << 2 | how)
    keys, starts, postings = array("Q", sorted(forms)), array("I"), array("I")
    for key in keys:
        starts.append(len(postings))
        postings.extend(sorted(forms[key]))
    starts.append(len(postings))
    parts = (
        keys,
        starts,
        postings,
        array("Q", sorted(beginnings)),
        _bits(openings),
        name_entity,
        name_place,
    )
    return Tables(*(memoryview(part.tobytes()) for part in parts))


def _bits(hashes: set[int]) -> array[int]:
    """A table in which the last bits of every hash are set: few others are taken for one of them."""
    found = array("B", bytes(1 << (len(hashes) * _BITS).bit_length() >> 3 or 1))
    for one in hashes:
        bit = one & 8 * len(found) - 1
        found[bit >> 3] |= 1 << (bit & 7)
    return found


def _forms(entity: Entity, name: Name) -> Iterator[tuple[tuple[str, ...], int]]:
    """The word sequences a name is written as, and how each is related to it."""
    own = _words(name.text)
    if not own:
        return
    yield own, ADJECTIVE if name.kind == "adjective" else EXACT
    if name.kind == "adjective":
        for form in sorted(_adjective_phrases(name)):
            yield _words(form), ADJECTIVE
        return
    if name.language not in _INFLECTED or name.kind == "acronym":
        return
    for form in sorted(case_forms(name.text, name.language)):
        words = _words(form)
        if words != own:
            yield words, INFLECTED
    if entity.type in _PLACES and not name.weak:
        for form in sorted(adjectives(name.text, name.language)):
            yield (fold(form).text,), ADJECTIVE
    province = _PROVINCE.match(name.text) if entity.type == "region" else None
    if province is not None:
        for form in sorted(adjective_forms(province.group(1).lower() + "ий", name.language)):
            yield (fold(form).text,), ADJECTIVE


def _adjective_phrases(name: Name) -> frozenset[str]:
    """The forms of an adjective given in the data («южнокорейский»)."""
    return adjective_forms(name.text, name.language)


def _words(text: str) -> tuple[str, ...]:
    if text.isalpha():
        return (fold(text).text,)
    words = words_of(text)
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def sound(text: str) -> str:
    """The skeleton of a name without its word breaks, as the index of sounds keys it."""
    return skeleton(text).replace(" ", "")


def consonants(text: str) -> str:
    """The sound of a name without its vowels; empty where too few are left to tell names apart."""
    found = sound(text).translate(_NO_VOWELS)
    return found if len(found) >= _LEAST_CONSONANTS else ""


_NO_VOWELS = {ord(vowel): None for vowel in "aeo"}
_LEAST_CONSONANTS = 3
