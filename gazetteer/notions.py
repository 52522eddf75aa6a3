"""What a name says, word by word, in no language: translations of one name give the same notions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from gazetteer.lexicon import Lexicon
from language.transliteration import comparable, otherwise, skeleton

_LEAST_CONSONANTS = 2
_LEAST_BARE = 3
_COUNTRY, _REGION = "@plc:", "@reg:"
_PROVINCE, _TOWN = "province", "city"
_LONGEST_PLACE = 3
_LONGEST_PHRASE = 3
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th|[а-яіїє]{1,3})?$")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_NO_VOWELS = {ord(vowel): None for vowel in "aeo"}
# Endings by which Slavic adjectives and surnames are formed from names, in both alphabets, and those of their cases.
_FORMED = re.compile(
    r"(?:(?:ськ|ск|(?<=[цзш])ьк|(?<=ц)к)?(?:ого|ому|ими|ыми|ый|ий|ій|ая|ое|ые|ої|ой|ым|им|ых|их|ую|ою)"
    r"|(?:ськ|ск|(?<=[цзш])ьк|(?<=ц)к)(?:а|е|і|у|ом|ем|ами|ами)?|sk(?:y|yi|yy|iy|ii|i|a|aya|e|oye|oe|oho|ogo)?)$"
)
# Adjectives of places that no list has, and what the name of the place ends in then.
_OF_PLACE = re.compile(
    r"^(.{3,}?)(?:(?P<soft>зьк)|(?P<hard>цьк)|ськ|ск)(?:ого|ому|ими|ый|ий|ій|ая|ое|ие|ої|ой|им|их|ую|ою|а|е|і|у)$"
)
_PLAIN_ENDS: tuple[str, ...] = ("", "а", "я", "ь", "о", "и", "і", "ск", "ськ")
_SOFT_ENDS: tuple[str, ...] = ("г", "з", "ж", "га", "ж'я")
_HARD_ENDS: tuple[str, ...] = ("к", "ч", "ц", "ка", "ця", "цьк")
_ENGLISH_OF_PLACE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ian", ("ia", "y", "e", "")),
    ("ean", ("e", "ea", "")),
    ("an", ("a", "")),
    ("ese", ("a", "", "e")),
)
_LEAST_OF_PLACE = 5
_YEAR = re.compile(r"(?:19|20)\d\d")
PlaceOf = Callable[[tuple[str, ...]], tuple[str, ...]]
"""The ids of the places some folded words are a form of, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Notion:
    """What one word, or several that say one thing, stand for.

    ``keys`` are what it may mean, the likeliest first: a notion of the lexicon, ``@`` and the id of a place, ``#`` and
    a number. ``sound`` is ``~`` and the consonants of the word, ``other`` the same where it may be read in another
    way, ``spelled`` the word for a closer comparison; they tell words of names, which are not translated. ``latin``
    says in which alphabet the word stands.
    """

    keys: tuple[str, ...]
    sound: str = ""
    spelled: str = ""
    other: str = ""
    latin: bool = False

    @property
    def key(self) -> str:
        """What the index has it by: its first meaning, else its sound."""
        return self.keys[0] if self.keys else self.sound

    @property
    def is_place(self) -> bool:
        """Whether it is a place."""
        return bool(self.keys) and self.keys[0][0] == "@"

    @property
    def country(self) -> str:
        """The code of the country it is, empty where it is none."""
        key = self.key
        return key[len(_COUNTRY) :].upper() if key.startswith(_COUNTRY) and len(key) == len(_COUNTRY) + 2 else ""

    @property
    def is_period(self) -> bool:
        """Whether it is a span of years."""
        return self.is_number and "/" in self.keys[0]

    @property
    def is_number(self) -> bool:
        """Whether it is a number."""
        return bool(self.keys) and self.keys[0][0] == "#"


def readings(
    words: tuple[str, ...], language: str, place_of: PlaceOf, known: Lexicon
) -> tuple[tuple[Notion, ...], ...]:
    """The notions of a name; where a word of it is put together from others there is a second reading by its sound.

    ``words`` are folded. A word that is neither listed nor part of a place stands for its sound.
    """
    pieces = tuple(_pieces(words, language, place_of, known))
    apart = _once(more for _, more in pieces)
    if all(not word for word, _ in pieces):
        return (apart,)
    whole = _once((_heard(word, ()),) if word else more for word, more in pieces)
    return (apart,) if whole == apart else (apart, whole)


def _pieces(
    words: tuple[str, ...], language: str, place_of: PlaceOf, known: Lexicon
) -> Iterator[tuple[str, tuple[Notion, ...]]]:
    """What the words say from left to right, each with the word that is put together from others; empty for none."""
    at = 0
    while at < len(words):
        taken, more = _notions_at(words, at, _language_of(words[at], language), place_of, known)
        compound = taken == 1 and len(more) > 1 and not known.is_short(words[at])
        yield words[at] if compound else "", more
        at += taken


def _once(said: Iterable[tuple[Notion, ...]]) -> tuple[Notion, ...]:
    """The notions in the order of the words, each once."""
    found: dict[str, Notion] = {}
    for more in said:
        for notion in more:
            if notion.key:
                found.setdefault(notion.key, notion)
    return tuple(_divided(list(found.values())))


def _divided(notions: list[Notion]) -> Iterator[Notion]:
    """The notions, a place followed by "region" or "city" being one of that kind alone."""
    follower: Notion | None = None
    for at, notion in enumerate(notions):
        if notion is follower:
            continue
        follower = notions[at + 1] if at + 1 < len(notions) else None
        regions = tuple(key for key in notion.keys if key.startswith(_REGION))
        if follower and notion.is_place and follower.key == _PROVINCE and regions:
            yield replace(notion, keys=regions)
            continue
        towns = tuple(key for key in notion.keys if key.startswith(_COUNTRY))
        yield replace(notion, keys=towns) if regions and towns and follower and follower.key == _TOWN else notion
        follower = None


def _notions_at(
    words: tuple[str, ...], at: int, language: str, place_of: PlaceOf, known: Lexicon
) -> tuple[int, tuple[Notion, ...]]:
    """How many words say something together, and what."""
    word = words[at]
    if (len(word) == 1 and not word.isdigit()) or known.is_silent(word, language):
        return 1, ()
    if len(words) > at + 1 and _YEAR.fullmatch(word) and _YEAR.fullmatch(words[at + 1]):
        return 2, (Notion((f"#{word}/{words[at + 1]}",)),)
    count, phrase = known.phrase(words[at : at + _LONGEST_PHRASE], language)
    for longer in range(_LONGEST_PLACE, max(count, 1), -1):
        places = _places(words[at : at + longer], place_of) if at + longer <= len(words) else ()
        if places:
            return longer, (Notion(places),)
    if count:
        return count, (Notion((phrase,)),)
    return 1, _notions_of(word, language, place_of, known)


def _notions_of(word: str, language: str, place_of: PlaceOf, known: Lexicon) -> tuple[Notion, ...]:
    number = _ORDINAL.match(word)
    if number:
        return (Notion(("#" + number.group(1),)),)
    meanings = known.meanings(word, language)
    if len(meanings) > 1:
        return tuple(map(Notion, meanings))
    places = () if meanings else _places((word,), place_of)
    if not (meanings or places):
        first, rest = known.opening(word, language)
        inner = _places((rest,), place_of) if rest else ()
        if inner:
            return Notion((first,)), Notion(inner)
    return (_heard(word, meanings[0] if meanings else places),)


def _places(words: tuple[str, ...], place_of: PlaceOf) -> tuple[str, ...]:
    """The keys of the places these words name, the last of them an adjective, too."""
    found = place_of(words)
    if not found and len(words[-1]) >= _LEAST_OF_PLACE:
        found = next(filter(None, (place_of((*words[:-1], noun)) for noun in _nouns(words[-1]))), ())
    return tuple("@" + place for place in found)


def _nouns(word: str) -> Iterator[str]:
    """The names of places that a word may be the adjective of."""
    adjective = _OF_PLACE.match(word)
    if adjective:
        ends = _SOFT_ENDS if adjective["soft"] else _HARD_ENDS if adjective["hard"] else _PLAIN_ENDS
        yield from (adjective.group(1) + end for end in ends)
    for suffix, ends in _ENGLISH_OF_PLACE:
        if word.endswith(suffix):
            yield from (word.removesuffix(suffix) + end for end in ends)


@lru_cache(maxsize=50_000)
def _heard(word: str, keys: tuple[str, ...]) -> Notion:
    bare = _FORMED.sub("", word)
    if len(bare) < _LEAST_BARE:
        bare = word
    return Notion(keys, _told(skeleton(bare)), comparable(bare), _told(otherwise(bare)), _CYRILLIC.search(word) is None)


def _told(rough: str) -> str:
    """The consonants of a sound, the whole where they are too few."""
    sound = rough.translate(_NO_VOWELS)
    return "~" + (sound if len(sound) >= _LEAST_CONSONANTS else rough) if rough else ""


def _language_of(word: str, language: str) -> str:
    """The language in which a word is looked up: its letters count for more than what the name is said to be."""
    if not _CYRILLIC.search(word):
        return "en"
    return "uk" if language == "uk" else "ru"
