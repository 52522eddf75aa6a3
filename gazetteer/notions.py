"""What a name says, word by word, in no language: translations of one name give the same notions."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import yaml

from gazetteer.entry import DATA
from language import stem
from language.transliteration import skeleton

_FUNCTION_WORDS = frozenset(
    (
        *("the", "of", "for", "and", "in", "on", "at", "a", "an", "to", "de", "la", "du", "des", "der", "und", "et"),
        *("и", "в", "во", "на", "по", "с", "для", "при", "о", "об", "к", "им", "имени"),
        *("і", "та", "й", "у", "з", "із", "зі", "про", "до", "ім", "імені", "питань"),
    )
)
_LEAST = 2
_LEAST_GENERAL = 3
_MANY = 4
_LEAST_STEM = 3
_TELLING = frozenset(("europe", "world", "silicon"))
"""Notions that with one more are enough to know a name by: "European Commission", "World Bank"."""
_WHOLE_WORDS: dict[str, tuple[str, ...]] = {
    "оэз": ("special", "economy", "zone"),
    "сэз": ("special", "economy", "zone"),
    "сез": ("special", "economy", "zone"),
    "наукоград": ("science", "city"),
    "технопарк": ("technology", "park"),
    "technopark": ("technology", "park"),
    "нии": ("science", "research", "institute"),
    "нацпроект": ("national", "project"),
    "госпрограмма": ("state", "programme"),
    "держпрограма": ("state", "programme"),
}
_EXPANDED: dict[str, tuple[str, ...]] = {"technopark": ("technology", "park"), "technopolis": ("technology", "polis")}
_EMPTY = frozenset(
    (
        *("год", "годы", "года", "году", "период", "хозяйство", "хозяйства", "й"),
        *("рік", "року", "роки", "роках", "період", "господарство", "господарства"),
        *("until", "period", "years", "year", "type", "co"),
    )
)
_UKRAINIAN_ENDINGS = (
    *("ього", "ьому", "ьою", "ьої", "ого", "ому", "ими", "іми", "ами", "ями", "ією", "ові", "еві"),
    *("ії", "ія", "ію", "ій", "ої", "ою", "ею", "єю", "ий", "их", "іх", "им", "ім", "ах", "ях", "ам", "ям", "ом", "ем"),
    *("ів", "їв", "ей", "а", "я", "о", "е", "є", "и", "і", "ї", "у", "ю", "ь", "й"),
)
"""The longer before the shorter."""
_ORDINAL = re.compile(r"^(\d+)\D{1,3}$")
PlaceOf = Callable[[tuple[str, ...]], str]
"""The id of the place some folded words are a form of, or an empty text."""


def notions(words: tuple[str, ...], language: str, place_of: PlaceOf) -> str:
    """The notions of a name as one sorted line; empty where too little is said to know a name by it.

    ``words`` are folded. Places and their adjectives stand for their id, words of names for their sound.
    """
    found = notion_set(words, language, place_of)
    return " ".join(found) if _enough(found) else ""


def lacking_one(line: str) -> tuple[str, ...]:
    """The lines that leave out one general notion of a name that says much, for names that say a little less."""
    parts = line.split()
    if len(parts) < _MANY:
        return ()
    return tuple(
        " ".join(rest)
        for at, part in enumerate(parts)
        if part[0] not in "@~" and _enough(rest := (*parts[:at], *parts[at + 1 :]))
    )


def notion_set(words: tuple[str, ...], language: str, place_of: PlaceOf) -> tuple[str, ...]:
    """The notions of a name, sorted, each once."""
    found: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        if word in _FUNCTION_WORDS or word in _EMPTY or word == ",":
            at += 1
        elif word in _WHOLE_WORDS:
            found += _WHOLE_WORDS[word]
            at += 1
        else:
            taken, notion = _notion(words, at, language, place_of)
            found += _EXPANDED.get(notion, (notion,))
            at += taken
    return tuple(sorted(set(found)))


def _enough(found: tuple[str, ...]) -> bool:
    """Whether so much is said that a name can be known by it."""
    specific = any(notion[0] in "@~" or notion in _TELLING for notion in found)
    return len(found) >= (_LEAST if specific else _LEAST_GENERAL)


def _notion(words: tuple[str, ...], at: int, language: str, place_of: PlaceOf) -> tuple[int, str]:
    known = _by_stem(language).get(_stemmed(words[at], language))
    for count in (3, 2):
        place = place_of(words[at : at + count]) if at + count <= len(words) else ""
        if place:
            return count, "@" + place
    if known is not None:
        return 1, known
    place = place_of(words[at : at + 1])
    if place:
        return 1, "@" + place
    ordinal = _ORDINAL.match(words[at])
    return 1, "~" + (ordinal.group(1) if ordinal else skeleton(words[at]))


def _stemmed(word: str, language: str) -> str:
    """What the forms of a word share; coarser for Ukrainian than search needs it."""
    if language != "uk":
        return stem(word, language)
    for ending in _UKRAINIAN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=4)
def _by_stem(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for notion, words in _table().items():
        for word in words.get(language, ()):
            found.setdefault(_stemmed(word, language), notion)
    return found


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, list[str]]]:
    with (DATA / "notions.yml").open(encoding="utf-8") as file:
        loaded: dict[str, dict[str, list[str]]] = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 - builds strings only
    return loaded
