"""An entity and its names, as the reviewed data has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EntityType = Literal[
    "cluster",
    "programme",
    "organisation",
    "country",
    "region",
    "city",
    "person",
    "field",
    "sector",
    "ranking",
    "event",
    "publication",
]
Sense = Literal["", "statistical", "organisation", "territory", "agglomeration"]
Kind = Literal["preferred", "alias", "acronym", "adjective", "historical"]
Method = Literal["exact", "inflected", "alias", "acronym", "transliterated", "translated", "fuzzy"]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity: the words, their language (ISO 639-1, "mul" for any), where they were read.

    ``kind`` tells the preferred name of a language from aliases, acronyms, adjectives, and historical names.
    ``weak`` names are common words too ("Cambridge", «Сколково»): they need context to be taken.
    """

    text: str
    language: str
    source: str
    kind: Kind = "alias"
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """Something reports speak of.

    ``name`` is the English name where there is one, else the usual transliteration. ``country`` is ISO 3166-1
    alpha-2, several joined by a comma ("CN,HK"). ``sense`` is the kind of cluster (DOMAIN: statistical area,
    cluster organisation, territory with a legal regime, sector agglomeration). ``parts`` are ids of the places
    that make up a cluster, ``predecessors`` ids of what it succeeded, ``within`` the id of the place it lies in.
    """

    id: str
    type: EntityType
    name: str
    names: tuple[Name, ...] = ()
    country: str = ""
    sense: Sense = ""
    parts: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    within: str = ""
    external_ids: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """An entity found for a name: the gazetteer name that matched, score 0 to 100, and how."""

    entity: Entity
    name: Name
    score: float
    method: Method


class BadEntry(ValueError):
    """An entry of the gazetteer cannot be used; the message names file, line, what is wrong and the remedy."""
