"""Regions nobody has listed, by the words that make their names: «Ферганская область», "Greater Montreal"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from gazetteer import Wording
from nlp.names.found import Found
from nlp.names.reading import PlaceWords
from nlp.names.span import adjective, between, capital, joined, opens_sentence, raw

_DATA = Path(__file__).parent / "data" / "regions.yml"
_AND = frozenset(("и", "та", "і", "й", "and", ","))
_HYPHENS = ("-", "‑")
_NO_REGION = frozenset(("the", "this", "each", "every", "our", "capital", "new", "whole", "entire"))
_LONGEST = 3
_ADJECTIVE_ENDING = re.compile(r"(?<=к)(?:ая|ой|ую|ою|а|ої|ій|у|их|им|ими)$")


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns of ``data/regions.yml`` for one language."""

    behind: re.Pattern[str]
    several: re.Pattern[str]
    before: re.Pattern[str]
    whole: re.Pattern[str]
    inner: re.Pattern[str]
    direction: re.Pattern[str]


def region_names(text: Wording, language: str, places: PlaceWords) -> Iterator[Found]:
    """The regions by the words beside them; ``places`` are the words that belong to names of places."""
    said = _words(language)
    for at in [at for at, word in enumerate(text.words) if _telling(word, language)]:
        word = text.words[at]
        if said.several.fullmatch(word) and _of_several(text, at):
            yield from _listed(text, at, language)
        elif said.behind.fullmatch(word):
            yield from _headed(text, at, language, places)
        if said.whole.fullmatch(word) and _unknown_behind(text, at, language, places):
            yield _found(text, at, at + 2)
        elif _announces(text, at, said, language) and at + 1 not in places.countries:
            yield from _announced(text, at + 1, places)
        if capital(text, at) and at not in places.all and said.direction.fullmatch(_compound(text, at)):
            yield from _part(text, at, said, places)


@lru_cache(maxsize=100_000)
def _telling(word: str, language: str) -> bool:
    """Whether a word may make the name of a region."""
    said = _words(language)
    if word == "of":
        return language == "en"
    return any(pattern.search(word) for pattern in (said.behind, said.several, said.before, said.whole, said.direction))


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
    yield _found(text, first, at + 1)


def _of_several(text: Wording, at: int) -> bool:
    """Whether a noun that may be a plural is one: adjectives in the nominative, or several of them, stand before it."""
    if at < 1 or not capital(text, at - 1) or not joined(text, at - 1):
        return False
    return text.words[at - 1].endswith(("ая", "ька")) or (
        at > 2 and text.words[at - 2] in _AND and text.words[at - 3].endswith(text.words[at - 1][-2:])
    )


def _listed(text: Wording, at: int, language: str) -> Iterator[Found]:
    """The adjectives of a list before the noun, each the name of a region."""
    place = at - 1
    while place >= 0 and capital(text, place) and adjective(text.words[place], language):
        start, stop = text.starts[place], text.stops[place]
        root = _ADJECTIVE_ENDING.sub("", text.text[start:stop])
        name = f"{root}{'ая' if language == 'ru' else 'а'} область"
        yield Found(start, stop, "region", score=68.0, method="discovered", name=name)
        while place > 0 and text.words[place - 1] in _AND:
            place -= 1
        place -= 1


def _names_region(text: Wording, at: int, language: str) -> bool:
    word = text.words[at]
    if language == "en":
        return word not in _NO_REGION
    # The first part of a compound is no adjective itself: «Наро-Фоминский район».
    return adjective(word, language) or between(text, at) in _HYPHENS


def _announces(text: Wording, at: int, said: _Words, language: str) -> bool:
    word = text.words[at]
    if language != "en":
        return said.before.fullmatch(word) is not None
    return word == "of" and at > 0 and said.before.fullmatch(f"{text.words[at - 1]} of") is not None


def _announced(text: Wording, at: int, places: PlaceWords) -> Iterator[Found]:
    """The names of one or several places behind the word («префектуры Осака, Киото и Нара»)."""
    told = between(text, at - 1).rstrip() == ":"
    while at < len(text) and capital(text, at) and not raw(text, at).isupper():
        if between(text, at - 1).strip(" ,:" if told else " ,"):
            return
        last = at + 1
        while last < len(text) and between(text, last - 1) in (" ", *_HYPHENS) and capital(text, last) and (
            between(text, last - 1) != " " or {last - 1, last} <= places.all
        ):  # fmt: skip
            last += 1
        yield _found(text, at, last)
        at = last
        while at < len(text) and text.words[at] in _AND:
            at += 1
        if at == last or not (told or at in places.all):
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
    if at and between(text, at - 1) in _HYPHENS:
        return f"{text.words[at - 1]}-{text.words[at]}"
    return text.words[at]


def _part(text: Wording, at: int, said: _Words, places: PlaceWords) -> Iterator[Found]:
    """«Северный Казахстан», «Центральна та Східна Європа»."""
    place = at + 1
    while place + 1 < len(text) and text.words[place] in _AND and said.direction.fullmatch(text.words[place + 1]):
        place += 2
    if place >= len(text) or place not in places.all or between(text, place - 1) != " " or not capital(text, place):
        return
    last = place + 1
    while last < len(text) and last in places.all and between(text, last - 1) in (" ", *_HYPHENS):
        last += 1
    if adjective(text.words[last - 1], "ru"):
        return
    first = at - 1 if at and between(text, at - 1) in _HYPHENS else at
    yield _found(text, first, last)


def _found(text: Wording, first: int, last: int) -> Found:
    start, stop = text.starts[first], text.stops[last - 1]
    return Found(start, stop, "region", score=68.0, method="discovered", name=" ".join(text.text[start:stop].split()))


@lru_cache(maxsize=4)
def _words(language: str) -> _Words:
    with _DATA.open(encoding="utf-8") as file:
        content: dict[str, dict[str, str]] = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 - builds strings only
    return _Words(**{name: re.compile(pattern) for name, pattern in content[language].items()})
