"""Regions nobody has listed, by the words that make their names: «Ферганская область», "Greater Montreal"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

import yaml

from gazetteer import Wording
from nlp.names.found import Found
from nlp.names.reading import PlaceWords
from nlp.names.region_lists import AND, HYPHENS, item_end, region, regions_before, regions_behind, singular
from nlp.names.span import adjective, between, capital, joined, opens_sentence, raw

_DATA = Path(__file__).parent / "data" / "regions.yml"
_NO_REGION = frozenset(("the", "this", "each", "every", "our", "capital", "new", "whole", "entire"))
_LONGEST = 3
_SHORTENED = " обл"
_AREA = ("регион", "регіон")
"""Nouns behind which a town in the genitive is the town («в регионе Мюнхена»)."""


class _Content(TypedDict):
    """What ``data/regions.yml`` has of one language."""

    behind: str
    several: dict[str, str]
    before: str
    plural: str
    whole: str
    inner: str
    direction: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns of ``data/regions.yml`` for one language."""

    behind: re.Pattern[str]
    several: Mapping[str, re.Pattern[str]]
    before: re.Pattern[str]
    plural: re.Pattern[str]
    whole: re.Pattern[str]
    inner: re.Pattern[str]
    direction: re.Pattern[str]


def region_names(text: Wording, language: str, places: PlaceWords) -> Iterator[Found]:
    """The regions by the words beside them; ``places`` are the words that belong to names of places."""
    said = _words(language)
    for at in [at for at, word in enumerate(text.words) if _telling(word, language)]:
        word = text.words[at]
        listed = list(_listed(text, at, language, places))
        yield from listed
        if not listed and said.behind.fullmatch(word):
            yield from _headed(text, at, language, places)
        if said.whole.fullmatch(word) and _unknown_behind(text, at, language, places):
            yield region(text, at, at + 2)
        elif _announces(text, at, said, language) and at + 1 not in places.countries and not (
            word.startswith(_AREA) and at + 1 in places.inflected
        ):  # fmt: skip
            yield from _announced(text, at + 1, places, several=said.plural.fullmatch(word) is not None)
        if capital(text, at) and at not in places.all and said.direction.fullmatch(_compound(text, at)):
            yield from _part(text, at, said, places)


@lru_cache(maxsize=100_000)
def _telling(word: str, language: str) -> bool:
    """Whether a word may make the name of a region."""
    said = _words(language)
    if word == "of":
        return language == "en"
    patterns = (said.behind, *said.several.values(), said.before, said.plural, said.whole, said.direction)
    return any(pattern.search(word) for pattern in patterns)


def _headed(text: Wording, at: int, language: str, places: PlaceWords) -> Iterator[Found]:
    """«Ферганская область», "South Moravian Region"."""
    if language == "en" and not capital(text, at):
        return
    first = at
    while first > 0 and joined(text, first - 1) and _words(language).inner.fullmatch(text.words[first - 1]):
        first -= 1
    widened = first < at
    while first > 0 and at - first < _LONGEST and joined(text, first - 1) and capital(text, first - 1):
        if not _names_region(text, first - 1, language):
            break
        first -= 1
        if opens_sentence(text, first):
            break
    if first == at or not capital(text, first) or raw(text, first).isupper():
        return
    if opens_sentence(text, first) and first not in places.all and not widened:
        return
    yield _with_point(region(text, first, at + 1), text.text)


def _with_point(found: Found, text: str) -> Found:
    """A region with the point of the short word that ends its name («Калужская обл.»)."""
    short = found.name.endswith(_SHORTENED) and text[found.stop : found.stop + 1] == "."
    return replace(found, stop=found.stop + 1, name=f"{found.name}асть") if short else found


def _listed(text: Wording, at: int, language: str, places: PlaceWords) -> Iterator[Found]:
    """The items of the lists before and behind a plural noun."""
    noun = singular(text.words[at], _words(language).several)
    if noun:
        yield from regions_before(text, at, noun, language)
        yield from regions_behind(text, at, noun, language, places)


def _names_region(text: Wording, at: int, language: str) -> bool:
    word = text.words[at]
    if language == "en":
        return word not in _NO_REGION
    # The first part of a compound is no adjective itself: «Наро-Фоминский район».
    return adjective(word, language) or between(text, at) in HYPHENS


def _announces(text: Wording, at: int, said: _Words, language: str) -> bool:
    word = text.words[at]
    if language != "en":
        return said.before.fullmatch(word) is not None or said.plural.fullmatch(word) is not None
    return word == "of" and at > 0 and said.before.fullmatch(f"{text.words[at - 1]} of") is not None


def _announced(text: Wording, at: int, places: PlaceWords, *, several: bool) -> Iterator[Found]:
    """The names of one or ``several`` places behind the word («префектуры Осака, Киото и Нара»)."""
    told = between(text, at - 1).rstrip() == ":"
    while at < len(text) and capital(text, at) and not raw(text, at).isupper():
        if between(text, at - 1).strip(" ,:" if told else " ,"):
            return
        last = item_end(text, at, places)
        yield region(text, at, last)
        at = last
        while at < len(text) and text.words[at] in AND:
            at += 1
        if at == last or not (told or several or at in places.all):
            return


def _unknown_behind(text: Wording, at: int, language: str, places: PlaceWords) -> bool:
    after = at + 1
    return (
        after < len(text)
        and between(text, at) == " "
        and capital(text, after)
        and after not in places.all
        and not adjective(text.words[after], language)
    )


def _compound(text: Wording, at: int) -> str:
    """A word, with its first part where a hyphen parts it."""
    if at and between(text, at - 1) in HYPHENS:
        return f"{text.words[at - 1]}-{text.words[at]}"
    return text.words[at]


def _part(text: Wording, at: int, said: _Words, places: PlaceWords) -> Iterator[Found]:
    """«Северный Казахстан», «Центральна та Східна Європа»."""
    place = at + 1
    while place + 1 < len(text) and text.words[place] in AND and said.direction.fullmatch(text.words[place + 1]):
        place += 2
    if place >= len(text) or place not in places.all or between(text, place - 1) != " " or not capital(text, place):
        return
    last = place + 1
    while last < len(text) and last in places.all and between(text, last - 1) in (" ", *HYPHENS):
        last += 1
    if adjective(text.words[last - 1], "ru"):
        return
    first = at - 1 if at and between(text, at - 1) in HYPHENS else at
    yield region(text, first, last)


@lru_cache(maxsize=4)
def _words(language: str) -> _Words:
    with _DATA.open(encoding="utf-8") as file:
        content: dict[str, _Content] = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 - builds strings only
    said = content[language]
    several = {noun: re.compile(pattern) for noun, pattern in said["several"].items()}
    return _Words(
        behind=re.compile(said["behind"]),
        several=several,
        before=re.compile(said["before"]),
        plural=re.compile(said["plural"]),
        whole=re.compile(said["whole"]),
        inner=re.compile(said["inner"]),
        direction=re.compile(said["direction"]),
    )
