"""Learned weights: how likely each way to read a value is, by the features of its pieces.

A log-linear model over the ways that the grammar allows: the weights, in ``data/weights.json``, are learned from
the marked-up passages of the project by ``python -m tests.quality.train`` and nothing else writes them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, ParamSpec, cast

Kind = Literal["reading", "period", "date", "cell", "cell period", "confidence", "relation"]
Features = Mapping[str, float]
_FILE = Path(__file__).parent / "data" / "weights.json"
_READ_FROM = [_FILE]
"""The one file that weights are read from; learning puts another here."""
_REMEMBERED = 1 << 15
"""Parts kept of each sort: a long document has some thousands."""
_P = ParamSpec("_P")


@dataclass(frozen=True, slots=True)
class Option:
    """One way to read a value: its features in parts that options share, and what it says (for learning).

    A reading says slug, unit and subjects, as does a cell, a period its value, a date slug and subjects or nothing, a
    relation what it joins (``relations.py``).
    """

    parts: tuple[Features, ...]
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """The ways one value could be read: ``place`` is block, row, column, start and stop of the number as read."""

    kind: Kind
    place: tuple[int, int | None, int | None, int, int]
    options: tuple[Option, ...]


@cache
def weights(kind: Kind) -> Mapping[str, float]:
    """The learned weights of one kind of decision by feature."""
    loaded: dict[str, dict[str, float]] = json.loads(_READ_FROM[0].read_text("utf-8"))["weights"]
    return loaded[kind]


@cache
def weights_by_last_word(kind: Kind) -> Mapping[str, Mapping[str, float]]:
    """The learned weights of one kind of decision by all words of a feature but its last, then by that."""
    found: dict[str, dict[str, float]] = {}
    for name, weight in weights(kind).items():
        words, _, last = name.rpartition(" ")
        found.setdefault(words, {})[last] = weight
    return found


@cache
def usual(form: str) -> tuple[str, ...]:
    """The indicators that values of a form were found to have most often in the marked-up passages."""
    loaded: dict[str, list[str]] = json.loads(_READ_FROM[0].read_text("utf-8"))["usual"]
    return tuple(loaded.get(form, ()))


@cache
def sizes() -> Mapping[str, tuple[int, int]]:
    """The least and the greatest power of ten that values have in the marked-up passages, by indicator and unit."""
    loaded: dict[str, list[int]] = json.loads(_READ_FROM[0].read_text("utf-8"))["sizes"]
    return {name: (least, most) for name, (least, most) in loaded.items()}


def scored(kind: Kind, features: Features) -> float:
    """The sum of the weights of ``features``; one that was never seen weighs nothing."""
    weight = weights(kind).get
    return sum([weight(name, 0.0) * size for name, size in features.items()])


class Part(NamedTuple):
    """Features that stand together in many options, with the sum of their weights."""

    features: Features
    score: float


def part(kind: Kind, features: Features) -> Part:
    """The features with the sum of their weights."""
    return Part(features, scored(kind, features))


def sized(kind: Kind, name: str, size: float) -> Part:
    """One feature of a size, with its weight."""
    return Part({name: size}, weights(kind).get(name, 0.0) * size)


def summed(parts: Iterable[Part]) -> float:
    """The score of parts together."""
    return sum([part.score for part in parts])


def option(parts: Iterable[Part], says: tuple[str, ...]) -> Option:
    """An option made of parts."""
    return Option(tuple(part.features for part in parts), says)


def remembered(make: Callable[_P, Part]) -> Callable[_P, Part]:
    """Makes a part once for the same words: they come again with every figure of a kind."""
    kept = lru_cache(maxsize=_REMEMBERED)(make)
    _KEPT.append(kept.cache_clear)
    return cast("Callable[_P, Part]", kept)


_KEPT: list[Callable[[], None]] = []


def renew(file: Path = _FILE) -> None:
    """Weigh by the weights of ``file`` from now on, forgetting what was made of others."""
    _READ_FROM[0] = file
    weights.cache_clear()
    weights_by_last_word.cache_clear()
    usual.cache_clear()
    sizes.cache_clear()
    for forget in _KEPT:
        forget()


class Held:
    """What holds for a figure whatever it is a value of, to be weighed with each indicator.

    A feature is what holds and the indicator: its name is made only for learning, the weight is looked up by one, then
    by the other.
    """

    def __init__(self, kind: Kind, holds: Sequence[str]) -> None:
        """Keep what ``holds`` for decisions of a kind."""
        known = weights_by_last_word(kind)
        self.holds = holds
        self._weights = [known[one] for one in holds if one in known]

    def score(self, slug: str) -> float:
        """What holds weighs with an indicator."""
        return sum([weights.get(slug, 0.0) for weights in self._weights])

    def features(self, slug: str) -> dict[str, float]:
        """What holds with an indicator as features."""
        return {f"{one} {slug}": 1.0 for one in self.holds}


def likely(scores: Sequence[float]) -> list[float]:
    """Probabilities of options from their scores.

    >>> likely([0.0, 0.0])
    [0.5, 0.5]
    """
    top = max(scores, default=0.0)
    sizes = [math.exp(score - top) for score in scores]
    total = sum(sizes)
    return [size / total for size in sizes]


def likeliest(scores: Sequence[float], says: Sequence[Hashable]) -> tuple[int, float]:
    """The option to take, and how likely what it says is: ways that say the same add up.

    >>> likeliest([1.0, 0.9, 0.8], ["2024", "2023", "2023"])[0]
    1
    """
    sure = likely(scores)
    together: dict[Hashable, float] = {}
    for said, share in zip(says, sure, strict=True):
        together[said] = together.get(said, 0.0) + share
    most = max(together.values())
    best = max((index for index, said in enumerate(says) if together[said] == most), key=sure.__getitem__)
    return best, most
