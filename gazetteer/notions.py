"""What a name says, word by word, in no language: translations of one name give the same notions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from gazetteer.lexicon import Lexicon
from language.transliteration import comparable, skeleton

_LEAST_CONSONANTS = 2
_LEAST_BARE = 3
_COUNTRY = "@plc:"
_LONGEST_PLACE = 3
_LONGEST_PHRASE = 3
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th|[а-яіїє]{1,3})?$")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_NO_VOWELS = {ord(vowel): None for vowel in "aeo"}
# Endings by which Slavic adjectives and surnames are formed from names, in both alphabets, and those of their cases.
_FORMED = re.compile(
    r"(?:(?:ськ|ск|(?<=[цзш])ьк|(?<=ц)к)?(?:ого|ому|ими|ыми|ый|ий|ій|ая|ое|ые|ої|ой|ым|им|ых|их|ую|ою)"
    r"|(?:ськ|ск|(?<=[цзш])ьк|(?<=ц)к)(?:а|е|і|у)|sk(?:y|yi|yy|iy|ii|i|a|aya|e|oye|oe|oho|ogo))$"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
PlaceOf = Callable[[tuple[str, ...]], str]
"""The id of the place some folded words are a form of, or an empty text."""


@dataclass(frozen=True, slots=True)
class Notion:
    """What one word, or several that say one thing, stand for.

    ``keys`` are what it may mean, the likeliest first: a notion of the lexicon, ``@`` and the id of a place, ``#`` and
    a number. ``sound`` is ``~`` and the consonants of the word, ``spelled`` the word for a closer comparison; they
    tell words of names, which are not translated.
    """

    keys: tuple[str, ...]
    sound: str = ""
    spelled: str = ""

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
    apart = _notions(words, language, place_of, known, whole=False)
    whole = _notions(words, language, place_of, known, whole=True)
    return (apart,) if whole == apart else (apart, whole)


def _notions(
    words: tuple[str, ...], language: str, place_of: PlaceOf, known: Lexicon, *, whole: bool
) -> tuple[Notion, ...]:
    """The notions in the order of the words, each once."""
    found: dict[str, Notion] = {}
    at = 0
    while at < len(words):
        taken, more = _notions_at(words, at, _language_of(words[at], language), place_of, known)
        if whole and taken == 1 and len(more) > 1:
            more = (_heard(words[at], ()),)
        at += taken
        for notion in more:
            if notion.key:
                found.setdefault(notion.key, notion)
    return tuple(found.values())


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
    if count:
        return count, (Notion((phrase,)),)
    for count in range(_LONGEST_PLACE, 1, -1):
        place = place_of(words[at : at + count]) if at + count <= len(words) else ""
        if place:
            return count, (Notion(("@" + place,)),)
    return 1, _notions_of(word, language, place_of, known)


def _notions_of(word: str, language: str, place_of: PlaceOf, known: Lexicon) -> tuple[Notion, ...]:
    number = _ORDINAL.match(word)
    if number:
        return (Notion(("#" + number.group(1),)),)
    meanings = known.meanings(word, language)
    if len(meanings) > 1:
        return tuple(map(Notion, meanings))
    place = "" if meanings else place_of((word,))
    return (_heard(word, ("@" + place,) if place else meanings[0] if meanings else ()),)


@lru_cache(maxsize=50_000)
def _heard(word: str, keys: tuple[str, ...]) -> Notion:
    bare = _FORMED.sub("", word)
    if len(bare) < _LEAST_BARE:
        bare = word
    rough = skeleton(bare)
    sound = rough.translate(_NO_VOWELS)
    return Notion(keys, "~" + (sound if len(sound) >= _LEAST_CONSONANTS else rough), comparable(bare))


def _language_of(word: str, language: str) -> str:
    """The language in which a word is looked up: its letters count for more than what the name is said to be."""
    if not _CYRILLIC.search(word):
        return "en"
    return "uk" if language == "uk" else "ru"
