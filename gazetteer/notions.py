"""What a name says, word by word, in no language: translations of one name give the same notions."""

from __future__ import annotations

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
PlaceOf = Callable[[tuple[str, ...]], str]
"""The id of the place some folded words are a form of, or an empty text."""


def notions(words: tuple[str, ...], language: str, place_of: PlaceOf) -> str:
    """The notions of a name as one sorted line; empty where too little is said to know a name by it.

    ``words`` are folded. Places and their adjectives stand for their id, words of names for their sound.
    """
    found: list[str] = []
    specific = False
    at = 0
    while at < len(words):
        if words[at] in _FUNCTION_WORDS or words[at] == ",":
            at += 1
            continue
        taken, notion = _notion(words, at, language, place_of)
        specific = specific or notion[0] in "@~"
        found.append(notion)
        at += taken
    distinct = sorted(set(found))
    if len(distinct) < _LEAST or (not specific and len(distinct) < _LEAST_GENERAL):
        return ""
    return " ".join(distinct)


def _notion(words: tuple[str, ...], at: int, language: str, place_of: PlaceOf) -> tuple[int, str]:
    known = _by_stem(language).get(stem(words[at], language))
    for count in (3, 2):
        place = place_of(words[at : at + count]) if at + count <= len(words) else ""
        if place:
            return count, "@" + place
    if known is not None:
        return 1, known
    place = place_of(words[at : at + 1])
    return 1, "@" + place if place else "~" + skeleton(words[at])


@lru_cache(maxsize=4)
def _by_stem(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for notion, words in _table().items():
        for word in words.get(language, ()):
            found.setdefault(stem(word, language), notion)
    return found


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, list[str]]]:
    with (DATA / "notions.yml").open(encoding="utf-8") as file:
        loaded: dict[str, dict[str, list[str]]] = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 - builds strings only
    return loaded
