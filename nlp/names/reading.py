"""What a hit of the gazetteer may mean where it stands: the readings its letters allow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gazetteer import ADJECTIVE, EXACT, Entity, Gazetteer, Hit, Name, Wording

_INITIALS_AFTER = re.compile(r"\s*(?:[A-ZА-ЯІЇЄҐ]\.\s?){1,2}(?!\w)")
_INITIALS_BEFORE = re.compile(r"(?:^|[\s(,;«])(?:[A-ZА-ЯІЇЄҐ][a-zа-яіїєґ]?\.[\s-]?){1,3}$")
_QUOTES = (("«", "»"), ("„", "“”"), ("“", "”"), ('"', '"'))
_CYRILLIC = ("ru", "uk")
_PLACES = ("country", "region", "city")


@dataclass(frozen=True, slots=True)
class Reading:
    """One entity a stretch of text may name."""

    entity: Entity
    name: Name
    how: int

    @property
    def adjective(self) -> bool:
        """Whether the words are an adjective made of the name."""
        return self.how == ADJECTIVE or self.name.kind == "adjective"


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The words of a text, by number, that belong to names of places.

    All, those of ``inflected`` names, of ``countries``, of adjectives that countries give (``national``).
    """

    all: frozenset[int]
    inflected: frozenset[int]
    countries: frozenset[int] = frozenset()
    national: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words ``first`` to ``last`` (exclusive) with all their readings."""

    first: int
    last: int
    start: int
    stop: int
    readings: tuple[Reading, ...]

    def of_type(self, *types: str) -> tuple[Reading, ...]:
        """The readings as these types."""
        return tuple(reading for reading in self.readings if reading.entity.type in types)


def candidates(text: Wording, gazetteer: Gazetteer, language: str) -> list[Candidate]:
    """All stretches of a text that may name an entity of the gazetteer, overlapping ones too."""
    found: list[Candidate] = []
    for hit in gazetteer.find(text):
        start, stop = text.starts[hit.first], text.stops[hit.last - 1]
        stop += _closing_quote(text.text, start, stop)
        readings = _readings(text, hit, gazetteer, language)
        if readings and not _person(text.text, start, stop, readings):
            found.append(Candidate(hit.first, hit.last, start, stop, readings))
    return found


def _closing_quote(text: str, start: int, stop: int) -> int:
    """1 where a quote opened inside the words closes right behind them («Фонд „Сколково“»), else 0."""
    words = text[start:stop]
    closers = next((closing for opening, closing in _QUOTES if opening in words), "")
    return int(bool(closers) and text[stop : stop + 1] in tuple(closers) and not any(c in words for c in closers))


def _readings(text: Wording, hit: Hit, gazetteer: Gazetteer, language: str) -> tuple[Reading, ...]:
    words = text.slice(hit.first, hit.last)
    kept: dict[str, Reading] = {}
    for number, how in hit.names:
        entity, name = gazetteer.named(number)
        reading = Reading(entity, name, how)
        if _written_as(words, reading, language):
            other = kept.get(entity.id)
            if other is None or (other.name.weak, other.how) > (name.weak, how):
                kept[entity.id] = reading
    readings = tuple(kept.values())
    if language in _CYRILLIC and " " not in words and words.isascii():
        # A town in Latin letters in a Cyrillic text is the firm that bears its name («Nokia», «Toyota»).
        return tuple(one for one in readings if one.entity.type != "city") or readings
    return readings


def _written_as(words: str, reading: Reading, language: str) -> bool:
    """Whether capitals and language let these words be that name."""
    name = reading.name
    if name.kind == "acronym" or (name.text.isupper() and len(name.text) > 1):
        return _same_capitals(words, name.text)
    both_cyrillic = language in _CYRILLIC and name.language in _CYRILLIC
    if both_cyrillic and name.language != language and reading.how != EXACT:
        # A form that only the other Cyrillic language has is no name here; the dictionary form may be.
        return False
    if reading.adjective:
        return name.language != "en" or words[0].isupper()
    if words[:1].isupper() or words[:1].isdigit():
        return True
    return _plain_words(name, reading.entity.type)


def _same_capitals(words: str, name: str) -> bool:
    capitals = sum(char.isupper() for char in words)
    return capitals >= min(2, sum(char.isupper() for char in name)) and capitals * 2 >= sum(map(str.isalpha, words))


def _plain_words(name: Name, kind: str) -> bool:
    """Whether a name may be written without any capital: made of several plain words."""
    text = name.text
    if text[:1].islower():
        return True
    several = " " in text or "-" in text
    if kind in ("field", "sector"):
        return several
    return several and name.language in ("ru", "uk") and text[1:] == text[1:].lower() and kind not in _PLACES


def _person(text: str, start: int, stop: int, readings: tuple[Reading, ...]) -> bool:
    """Whether the words are a surname with initials beside it ("T. Sumi", «Суми І. В.»)."""
    if any(reading.entity.type not in ("city", "region") for reading in readings):
        return False
    if _INITIALS_BEFORE.search(text, max(0, start - 8), start) and not re.search(
        r"\b(?:[гсмп]|St|Mt|Ft)\.\s?$", text[max(0, start - 4) : start]
    ):
        return True
    return _INITIALS_AFTER.match(text, stop) is not None


def place_words(possible: Sequence[Candidate]) -> PlaceWords:
    """The words of names of places among the candidates."""
    every: set[int] = set()
    plain: set[int] = set()
    countries: set[int] = set()
    national: set[int] = set()
    for candidate in possible:
        readings = candidate.of_type(*_PLACES)
        if readings:
            words = range(candidate.first, candidate.last)
            every.update(words)
            for reading in candidate.of_type("country"):
                (national if reading.adjective else countries).update(words)
            if any(reading.how == EXACT or reading.adjective for reading in readings):
                plain.update(words)
    return PlaceWords(frozenset(every), frozenset(every - plain), frozenset(countries), frozenset(national))
