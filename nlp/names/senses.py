"""Whether a name that a place and a cluster share means the cluster: weighed by what stands around.

A log-linear model: every clue found beside the name (most stand in ``data/clues.yml``) has a weight
(``data/senses.tsv``), and their sum decides. ``python -m benchmarks.learn`` learns the weights from marked-up
passages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from gazetteer import Entity
from nlp.names.weighing import Weights, read_weights

WEIGHTS = Path(__file__).parent / "data" / "senses.tsv"
CLUSTER = "cluster"
_CLUES = Path(__file__).parent / "data" / "clues.yml"
_REACH = 110
_SEVERAL = 2
_CERTAIN = frozenset(("cluster after",))
"""The words right behind say it: \"the Munich cluster\"."""

_QUOTES = re.compile(r"[\"'«„“‘]\s*$")
_UNQUOTES = re.compile(r"^\s*[\"'»“”’]")
_LIST_BEFORE = re.compile(r"(?:,|;|\band|\bи|\bта|\bі|\bй|\bor|&)\s+[«„\"“]?$", re.IGNORECASE)
_LIST_BEHIND = re.compile(
    r"^[»”\"]?\s*(?:\([^()]{1,30}\))?\s*"
    r"(?:,\s(?:and |и |та |і |й )?[A-ZА-ЯІЇЄҐ«„]|\s(?:and|и|та|і|й|or)\s[A-ZА-ЯІЇЄҐ«„])"
)
_OPENING = re.compile(r"^[\W\d_]*$")
_PLACES = ("city", "region", "country")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name stands: its text, span and sentence, the text ``near`` it in other blocks, and more.

    ``composites`` and ``cities``: where composite clusters and other cities' names begin in the text; ``ranking``
    whether a ranking that lists clusters is named in the text; ``listed``: an item or cell of a list of clusters;
    ``inflected``: not the form of the dictionary; ``over``: clues of what stands over the text.
    """

    text: str
    start: int
    stop: int
    first: int
    last: int
    near: str = ""
    composites: tuple[int, ...] = ()
    cities: tuple[int, ...] = ()
    ranking: bool = False
    listed: bool = False
    cell: bool = False
    inflected: bool = False
    over: tuple[str, ...] = ()


class Senses:
    """Tells a cluster from the place it shares a name with."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def cluster(self, spot: Spot, clues: frozenset[str]) -> float:  # noqa: ARG002 - for those who note what is asked
        """The probability that the cluster is meant."""
        return 1.0 if clues & _CERTAIN else self._weights.likelihoods(clues)[CLUSTER]


@lru_cache(maxsize=1)
def learned_senses() -> Senses:
    """The model with the weights of ``data/senses.tsv``."""
    return Senses(read_weights(WEIGHTS))


def clues(spot: Spot, entities: tuple[Entity, ...], named: frozenset[str]) -> frozenset[str]:
    """What speaks for the cluster or the place, by name."""
    found = {"always", *_of_entities(entities, named), *_beside(spot), *_in_sentence(spot), *_around(spot)}
    joined = [pair for pair in _PAIRS if found.issuperset(pair)]
    return frozenset(found.union("&".join(pair) for pair in joined))


_PAIRS = (
    ("sentence ranked", "near clusters"),
    ("sentence ranked", "near ranking"),
    ("sentence measured", "near ranking"),
    ("sentence measured", "near clusters"),
    ("behind in", "sentence ranked"),
    ("behind in", "sentence measured"),
    ("behind in", "near ranking"),
    ("number after", "near ranking"),
    ("number after", "near clusters"),
    ("has territory", "near park"),
    ("has statistical", "near ranking"),
    ("opens sentence", "near ranking"),
    ("opens sentence", "near clusters"),
    ("in a list", "near clusters"),
    ("in a list", "near ranking"),
    ("in a list", "sentence composite"),
    ("behind in", "in a list"),
    ("has none", "near ranking"),
    ("has none", "sentence clusters"),
    ("near others ranked", "near ranking"),
    ("announced", "in a list"),
    ("announced", "inflected"),
    ("behind cluster", "inflected"),
    ("sentence clusters", "inflected"),
    ("sentence ranked", "inflected"),
    ("sentence measured", "inflected"),
    ("sentence measured", "has country"),
    ("near ranking", "has country"),
    ("behind in", "sentence living"),
    ("behind in", "near composite"),
    ("listed", "near clusters"),
    ("listed", "opens sentence"),
    ("quoted", "near park"),
    ("announced park", "in a list"),
    ("announced park", "near clusters"),
    ("behind park", "inflected"),
)


def _of_entities(entities: tuple[Entity, ...], named: frozenset[str]) -> Iterator[str]:
    senses = {one.sense for one in entities if one.type == "cluster"}
    yield from (f"has {sense}" for sense in sorted(senses) if sense)
    if not senses:
        yield "has none"
    if not any(one.type in _PLACES for one in entities):
        yield "no place"
    if any(one.type == "country" for one in entities):
        yield "has country"
    for one in entities:
        if one.id in named:
            yield "cluster named before" if one.type == "cluster" else "place named before"


def _beside(spot: Spot) -> Iterator[str]:
    before, after = spot.text[max(0, spot.start - _REACH) : spot.start], spot.text[spot.stop : spot.stop + _REACH]
    yield from (name for name, pattern in _patterns("before") if pattern.search(before))
    yield from (name for name, pattern in _patterns("after") if pattern.match(after))
    if _QUOTES.search(before) and _UNQUOTES.match(after):
        yield "quoted"
    if _OPENING.match(spot.text[spot.first : spot.start]):
        yield "opens sentence"
    if _LIST_BEFORE.search(before) or _LIST_BEHIND.match(after):
        yield "in a list"


def _in_sentence(spot: Spot) -> Iterator[str]:
    yield from (f"sentence {name}" for name in sorted(_said(spot.text[spot.first : spot.last])))
    if any(spot.first <= place < spot.last for place in spot.composites):
        yield "sentence composite"
    if sum(spot.first <= place < spot.last for place in spot.cities) > _SEVERAL:
        yield "sentence of cities"


def _around(spot: Spot) -> Iterator[str]:
    yield from (f"near {name}" for name in sorted(_said(spot.text) | _said(spot.near)))
    if spot.composites:
        yield "near composite"
    if spot.ranking:
        yield "near GII"
    yield from spot.over
    if spot.listed:
        yield "listed"
    if spot.cell:
        yield "cell"
    if spot.inflected:
        yield "inflected"


@lru_cache(maxsize=1024)
def _said(text: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _patterns("said") if pattern.search(text))


@lru_cache(maxsize=4)
def _patterns(where: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of ``data/clues.yml`` that are looked for in one place."""
    with _CLUES.open(encoding="utf-8") as file:
        content: dict[str, dict[str, list[str]]] = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 - builds strings only
    return tuple((name, re.compile("|".join(lines), re.IGNORECASE)) for name, lines in content[where].items())
