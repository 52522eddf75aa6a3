"""Discovered names as entities: one the gazetteer has after all, or a new one with an id of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import cast

from gazetteer import Entity, EntityType, Gazetteer, Match, Name, normalise
from language import fold
from nlp.names.choice import Surroundings
from nlp.names.found import Found
from nlp.names.homeland import is_spoken_of, of_another_country

_SURE_TYPES = ("cluster", "programme", "organisation", "ranking", "event", "publication")
_EXACT = ("exact", "alias", "acronym", "inflected")
_ID_DIGITS = 12
_SURE = 90.0


def linked(found: Found, text: str, around: Surroundings, gazetteer: Gazetteer) -> Found:
    """A discovered name with the id of the entity it means.

    Of namesakes in several countries ("Ministry of Economy") the one of the country spoken of most is meant.
    """
    if found.type == "region":
        return _linked_region(found, around, gazetteer)
    if found.type in _SURE_TYPES:
        for words in dict.fromkeys((text[found.start : found.stop], found.name)):
            name, kind = " ".join(words.split()), cast("EntityType", found.type)
            matches = gazetteer.match(name, around.language, kind)
            match = _of_country(matches, around) or _normalised(name, kind, around, gazetteer)
            if match is not None and not of_another_country(match.entity, match.name, around.countries):
                return replace(found, entity_id=match.entity.id, score=match.score, method=match.method)
    return replace(found, entity_id=new_id(found.type, found.name))


def _normalised(name: str, kind: EntityType, around: Surroundings, gazetteer: Gazetteer) -> Match | None:
    """The entity of a name that stands alone, or together with the country spoken of most.

    A translation alone ("Ministry of Economy") is not enough where other countries than its own are spoken of.
    """
    match = normalise(name, around.language, kind, gazetteer)
    if match is not None and (match.method != "translated" or is_spoken_of(match.entity, around.countries)):
        return match
    ranked = sorted(around.countries, key=lambda code: -around.countries[code])
    if not ranked or (len(ranked) > 1 and around.countries[ranked[0]] == around.countries[ranked[1]]):
        return None
    place = f"plc:{ranked[0].lower()}"
    if place not in gazetteer:
        return None
    match = normalise(f"{name}, {gazetteer.entity(place).name}", around.language, kind, gazetteer)
    return match if match is not None and match.method == "translated" else None


def _linked_region(found: Found, around: Surroundings, gazetteer: Gazetteer) -> Found:
    """A region with the id of the one that bears its name, whatever English calls such a region."""
    for match in gazetteer.match(found.name, around.language, "region"):
        if match.method in _EXACT:
            return replace(found, entity_id=match.entity.id, score=match.score, method=match.method)
    return replace(found, entity_id=new_id(found.type, found.name))


def linked_surely(found: Found, text: str, around: Surroundings, gazetteer: Gazetteer) -> Found:
    """A name of one foreign word with its entity: likeness is not enough, Nikkei is not Nike."""
    if found.type == "region" or _is_listed(found, text, around, gazetteer):
        likely = linked(found, text, around, gazetteer)
        if likely.method in _EXACT:
            return likely
    return replace(found, entity_id=new_id(found.type, found.name))


def _is_listed(found: Found, text: str, around: Surroundings, gazetteer: Gazetteer) -> bool:
    """Whether anything has the very name, as it stands or in its dictionary form."""
    return found.type in _SURE_TYPES and any(
        gazetteer.bears(" ".join(words.split()), around.language, cast("EntityType", found.type))
        for words in dict.fromkeys((text[found.start : found.stop], found.name))
    )


def _of_country(matches: Sequence[Match], around: Surroundings) -> Match | None:
    """Of several equally good matches the one whose country is spoken of most; None where that decides nothing."""
    best = [match for match in matches if match.score >= _SURE and match.score == matches[0].score]
    if len(best) < 2:
        return None
    ranked = sorted(best, key=lambda match: -around.countries.get(match.entity.country, 0))
    first, second = (around.countries.get(match.entity.country, 0) for match in ranked[:2])
    return ranked[0] if first > second else None


def new_id(kind: str, name: str) -> str:
    """The id of a discovered entity.

    >>> new_id("cluster", "Технопарк «Идея»") == new_id("cluster", "технопарк Идея")
    True
    """
    folded = " ".join(fold(name).text.replace('"', " ").replace("'", " ").split())
    return f"new:{kind}:{sha256(folded.encode()).hexdigest()[:_ID_DIGITS]}"


def discovered(found: Found, language: str, source: str) -> Entity:
    """The entity of a name nobody has listed."""
    return Entity(
        id=found.entity_id,
        type=cast("EntityType", found.type),
        name=found.name,
        names=(Name(found.name, language, source, "preferred"),),
    )
