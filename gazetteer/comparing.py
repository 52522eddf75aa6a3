"""How much two names say the same, notion by notion, in any order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import fuzz

from gazetteer.lexicon import Lexicon
from gazetteer.notions import Notion

_SECOND = 0.8
"""How much of a notion is the same when it is a second meaning of one of the words."""
_LIKE = {1: 0.7, 2: 0.7, 3: 0.65, 4: 0.55}
"""The least likeness of two spellings of one sound, by its consonants: the more agree, the less the vowels tell."""
_LEAST_LIKE = 0.45
_LEAST_SURE = 4
_ONE_WORD = 0.95
"""The least likeness of two words of one alphabet: no transliteration stands between them."""
_COGNATE = 70.0
_ALMOST = 0.85
"""How much of a notion is the same when two words differ in their endings."""
_LEAST_COGNATE = 3
_ENDS = frozenset((
    "F", "K", "L", "M", "N", "R", "S", "T", "FN", "KL", "LN", "LS", "MS", "MN", "NK", "NL", "NN", "NS", "NT",
    "RF", "RN", "SK", "SM", "SN", "SS", "ST", "TL", "TN", "TS", "FNN", "KLN", "MNT", "NSK", "RFN", "STF", "TRN",
))  # fmt: skip
"""Consonants of endings that words of two languages have: «наноструктурированный», "nanostructured"."""
_MISSPELT = 85.0
"""The least likeness of a word of a name and the same word with a slip of the pen."""
_YEAR = re.compile(r"#(?:19|20)\d\d")
_HEAD = 0.85
_LIGHT = 0.3
_COUNTRY = 0.25
_PERIOD = 0.15
_STRAY = 1.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are, 0 to 1, and what they share.

    ``weight`` is how rare the notions found in both are, ``named`` whether a place or a word of a name is among them,
    ``order`` how many of their plain words follow each other alike, ``stray`` whether one of the names says something
    of its own that could make it another, ``opening`` whether the first says what the second opens with, ``thin``
    whether all that tells them is a place or one word of near meaning, ``unsaid`` whether the second says its country
    and the first does not.
    """

    share: float = 0.0
    weight: float = 0.0
    named: bool = False
    order: float = 1.0
    stray: bool = False
    opening: bool = False
    thin: bool = False
    unsaid: bool = False


class Comparison:
    """Compares names by their notions; ``weight_of`` tells how rare a key is among the names of the gazetteer."""

    def __init__(self, known: Lexicon, weight_of: Callable[[str], float]) -> None:
        self._heads, self._light = known.heads, known.light
        self._weight_of = weight_of

    def likeness(self, first: tuple[Notion, ...], second: tuple[Notion, ...], country: str) -> Likeness:
        """How alike two names are; nothing where they speak of different things.

        ``country`` has the codes of the entity that one of the names is of: to leave them out says little.
        """
        shared, one, other = _pairs(first, second)
        if not shared or self._differ(one, other, country):
            return Likeness()
        common = sum(credit * (self._weight(a) + self._weight(b)) / 2 for a, b, credit in shared)
        lost = sum(self.loss(notion, country) for notion in (*one, *other))
        lost += sum((1 - credit) * self._weight(a) for a, _, credit in shared)
        told = [notion for notion in (*first, *second) if notion.sound]
        foreign = not all(notion.latin for notion in told)
        return Likeness(
            common / (common + lost),
            common,
            any(a.is_place or b.is_place or not (a.keys and b.keys) for a, b, _ in shared),
            _order([(first.index(a), second.index(b)) for a, b, _ in shared if self._is_plain(a)]),
            any(
                self._is_stray(notion, country, headed=any(self._is_head(a) for a, _, _ in shared))
                or not (foreign or notion.keys)
                for notion in (*one, *other)
            ),
            not one and self._is_opening([b for _, b, _ in shared], other, second, country),
            self._is_thin(shared, alone=bool(one or other)),
            any(_is_country(notion, country) for notion in other),
        )

    def differ(self, first: tuple[Notion, ...], second: tuple[Notion, ...]) -> bool:
        """Whether two names that look alike say different things: one has another number, place or known word.

        A known word or a place that only one of them has is no misspelling where the other has nothing in its stead.
        """
        shared, one, other = _pairs(first, second)
        if self._differ(one, other, "") or self._is_thin(shared, alone=False) or _other_words(one, other):
            return True
        return any(
            (any(map(self._is_telling, more)) and not less) or any(map(_is_place, more)) or any(map(_is_edition, more))
            for more, less in ((one, other), (other, one))
        )

    def _weight(self, notion: Notion) -> float:
        return self._weight_of(notion.key)

    def loss(self, notion: Notion, country: str) -> float:
        """What it takes from the likeness that only one of the names says this."""
        weight = self._weight(notion)
        if _is_country(notion, country):
            return weight * _COUNTRY
        if notion.is_period:
            return weight * _PERIOD
        if notion.key in self._light:
            return weight * _LIGHT
        return weight * (_HEAD if notion.key in self._heads else _STRAY)

    def _is_stray(self, notion: Notion, country: str, *, headed: bool) -> bool:
        """Whether a notion that one name lacks makes it another; a second head is a word like any other."""
        return (
            bool(notion.keys)
            and not _is_country(notion, country)
            and not notion.is_period
            and notion.key not in self._light
            and (headed or notion.key not in self._heads)
        )

    def _is_opening(self, shared: list[Notion], other: list[Notion], whole: tuple[Notion, ...], country: str) -> bool:
        """Whether these notions are the first of a name, all that may be missing left out, and it is of no region."""
        if any(one.is_place and not _is_country(one, country) for one in other):
            return False
        told = [one for one in whole if not (_is_country(one, country) or one.key in self._light)]
        return all(one in shared for one in told[: len([one for one in shared if one in told])])

    def _is_thin(self, shared: list[tuple[Notion, Notion, float]], *, alone: bool) -> bool:
        """Whether what two names share could be chance: places, where more is said, or one word of near meaning."""
        if alone and all(a.is_place or b.is_place for a, b, _ in shared):
            return True
        telling = [credit for a, b, credit in shared if not (a.keys and b.keys) or self._is_plain(a)]
        return len(telling) == 1 and telling[0] == _SECOND and not any(a.is_place for a, _, _ in shared)

    def _differ(self, one: list[Notion], other: list[Notion], country: str) -> bool:
        """Whether each name says something that the other replaces: another number, place, kind or known word."""
        for kind in (_is_number, _is_place, self._is_head, self._is_telling):
            if any(map(kind, one)) and any(map(kind, other)):
                return True
        abroad = {notion.country for notion in (*one, *other)} - {""}
        return bool(country) and not abroad <= set(country.split(","))

    def _is_head(self, notion: Notion) -> bool:
        return bool(notion.keys) and notion.key in self._heads

    def _is_plain(self, notion: Notion) -> bool:
        return self._is_telling(notion) and notion.key not in self._heads

    def _is_telling(self, notion: Notion) -> bool:
        return bool(notion.keys) and notion.key[0] not in "@#" and notion.key not in self._light


def _is_country(notion: Notion, country: str) -> bool:
    return bool(notion.country) and notion.country in country.split(",")


def _is_number(notion: Notion) -> bool:
    return notion.is_number


def _is_place(notion: Notion) -> bool:
    return notion.is_place


def _is_edition(notion: Notion) -> bool:
    """Whether it is a number that tells one of several: the second of two parks, no year."""
    return notion.is_number and not notion.is_period and not _YEAR.fullmatch(notion.keys[0])


def _other_words(one: list[Notion], other: list[Notion]) -> bool:
    """Whether each name has a word of its own in one alphabet, and these are not one word misspelt."""
    own, others = ([notion for notion in more if not notion.keys] for more in (one, other))
    return any(
        all(a.latin == b.latin and fuzz.ratio(a.spelled, b.spelled) < _MISSPELT for b in others) for a in own if others
    )


def _pairs(
    first: tuple[Notion, ...], second: tuple[Notion, ...]
) -> tuple[list[tuple[Notion, Notion, float]], list[Notion], list[Notion]]:
    """The notions found in both with how well they agree, and those of each alone."""
    taken = _same_keys(first, second)
    shared = [(first[a], second[b], 1.0) for a, b in taken.items()]
    met = set(taken.values())
    one = [at for at in range(len(first)) if at not in taken]
    other = [at for at in range(len(second)) if at not in met]
    agreeing = [(credit, a, b) for a in one for b in other if (credit := _credit(first[a], second[b]))]
    for credit, a, b in sorted(agreeing, key=lambda found: (-found[0], found[1], found[2])):
        if a not in taken and b not in met:
            taken[a] = b
            met.add(b)
            shared.append((first[a], second[b], credit))
    return (
        shared,
        [first[at] for at in one if at not in taken],
        [second[at] for at in other if at not in met],
    )


def _same_keys(first: tuple[Notion, ...], second: tuple[Notion, ...]) -> dict[int, int]:
    """The places in the first of the notions whose first meaning is that of one in the second, with its place there."""
    places = {notion.keys[0]: at for at, notion in enumerate(second) if notion.keys}
    return {a: b for a, one in enumerate(first) if one.keys and (b := places.get(one.keys[0], -1)) >= 0}


def _credit(one: Notion, other: Notion) -> float:
    """How far two notions whose first meanings differ are one, 0 to 1."""
    if one.keys and other.keys and not set(one.keys).isdisjoint(other.keys):
        return 1.0 if one.is_place and other.is_place else _SECOND
    if one.is_place and other.is_place and (one.latin == other.latin or one.spelled != other.spelled):
        return 0.0
    if one.sound and other.sound:
        if one.sound in (other.sound, other.other) or one.other == other.sound:
            return _same_sound(one, other)
        if (one.is_place or not one.keys) and (other.is_place or not other.keys):
            return _cognate(one, other)
    return 0.0


def _same_sound(one: Notion, other: Notion) -> float:
    likeness, consonants = fuzz.ratio(one.spelled, other.spelled) / 100, len(one.sound) - 1
    if one.latin == other.latin:
        return likeness if likeness >= _ONE_WORD else 0.0
    if one.sound != other.sound:  # where w is read as a vowel
        likeness = max(likeness, fuzz.ratio(one.spelled.replace("v", "u"), other.spelled.replace("v", "u")) / 100)
    if likeness < _LIKE.get(consonants, _LEAST_LIKE):
        return 0.0
    return likeness if consonants < _LEAST_SURE else (1 + likeness) / 2


def _cognate(one: Notion, other: Notion) -> float:
    """How far two words that no list has are one but for the endings that each language gives them."""
    short, long = sorted((one.sound[1:], other.sound[1:]), key=len)
    common = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest = long[common:]
    if common < _LEAST_COGNATE + bool(short[common:]) or rest not in _ENDS:
        return 0.0
    if short[common:] and short[common:] not in _ENDS:
        return 0.0
    length = min(len(one.spelled), len(other.spelled))
    likeness = fuzz.ratio(one.spelled[:length], other.spelled[:length])
    return _ALMOST if likeness >= _COGNATE else 0.0


def _order(places: list[tuple[int, int]]) -> float:
    """How many pairs of places that agree follow each other alike, of all pairs."""
    pairs = [(a, b) for at, a in enumerate(places) for b in places[at + 1 :]]
    alike = sum(1 for (a, x), (b, y) in pairs if (a < b) == (x < y))
    return alike / len(pairs) if pairs else 1.0
