"""Learned weights: how likely each way to read a value is, by the features of its pieces.

A log-linear model over the ways that the grammar allows: the weights, in ``data/weights.json``, are learned from
the marked-up passages of the project by ``python -m tests.quality.train`` and nothing else writes them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Kind = Literal["reading", "period", "date", "confidence", "relation"]
Features = Mapping[str, float]
_FILE = Path(__file__).parent / "data" / "weights.json"


@dataclass(frozen=True, slots=True)
class Option:
    """One way to read a value: its features in parts that options share, and what it says (for learning).

    A reading says slug, unit and subjects, a period its value, a date slug and subjects or nothing, a relation what it
    joins (``relations.py``).
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
    loaded: dict[str, dict[str, float]] = json.loads(_FILE.read_text("utf-8"))["weights"]
    return loaded[kind]


@cache
def usual(form: str) -> tuple[str, ...]:
    """The indicators that values of a form were found to have most often in the marked-up passages."""
    loaded: dict[str, list[str]] = json.loads(_FILE.read_text("utf-8"))["usual"]
    return tuple(loaded.get(form, ()))


def scored(kind: Kind, features: Features) -> float:
    """The sum of the weights of ``features``; one that was never seen weighs nothing."""
    known = weights(kind)
    return sum(known.get(name, 0.0) * size for name, size in features.items())


def likely(scores: Sequence[float]) -> list[float]:
    """Probabilities of options from their scores.

    >>> likely([0.0, 0.0])
    [0.5, 0.5]
    """
    top = max(scores, default=0.0)
    sizes = [math.exp(score - top) for score in scores]
    total = sum(sizes)
    return [size / total for size in sizes]
