"""Discovered names as entities: one the gazetteer has after all, or a new one with an id of its own."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import cast

from gazetteer import Entity, EntityType, Gazetteer, Name, normalise
from language import fold
from nlp.names.found import Found

_SURE_TYPES = ("cluster", "programme", "organisation", "ranking", "event", "publication")
_ID_DIGITS = 12


def linked(found: Found, text: str, language: str, gazetteer: Gazetteer) -> Found:
    """A discovered name with the id of the entity it means."""
    if found.type in _SURE_TYPES:
        for words in dict.fromkeys((text[found.start : found.stop], found.name)):
            match = normalise(" ".join(words.split()), language, cast("EntityType", found.type), gazetteer)
            if match is not None:
                return replace(found, entity_id=match.entity.id, score=match.score, method=match.method)
    return replace(found, entity_id=new_id(found.type, found.name))


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
