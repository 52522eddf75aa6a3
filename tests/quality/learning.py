"""Weights of a log-linear model, learned from decisions whose right options are known."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array

SEEN = 3
"""Lessons in which a feature must stand to be learned from."""
STEPS, REMEMBERED = 150, 20
"""Steps of learning, after which left-out lessons are decided no better, and those that the next one looks back on."""


@dataclass
class Lesson:
    """One decision with the options that the truth agrees with; ``file`` keeps folds apart."""

    file: str
    options: list[tuple[Mapping[str, float], ...]]
    right: list[bool]


@dataclass
class Batch:
    """Lessons as matrices.

    ``parts`` has the sizes of features by part, ``options`` the parts by option, ``told`` the features by lesson.
    """

    names: list[str]
    files: np.ndarray
    parts: csr_array
    options: csr_array
    told: csr_array
    lesson: np.ndarray
    right: np.ndarray

    def without(self, files: Collection[str]) -> Batch:
        """The lessons of all other files."""
        kept = ~np.isin(self.files, list(files))
        rows = kept[self.lesson]
        return Batch(
            self.names,
            self.files[kept],
            self.parts,
            self.options[np.flatnonzero(rows)],
            self.told[np.flatnonzero(kept)],
            (np.cumsum(kept) - 1)[self.lesson[rows]],
            self.right[rows],
        )

    def of_seen(self) -> Batch:
        """The same lessons with the features that stand in at least ``SEEN`` of them."""
        seen = np.flatnonzero(self.told.sum(axis=0) >= SEEN)
        used = np.unique(self.options.indices)
        return Batch(
            [self.names[index] for index in seen],
            self.files,
            self.parts[used][:, seen],
            self.options[:, used],
            self.told[:, seen],
            self.lesson,
            self.right,
        )


def batch(taught: Sequence[Lesson]) -> Batch:
    """Lessons as matrices; parts with the same features are one."""
    names: dict[str, int] = {}
    parts: dict[tuple[tuple[int, ...], tuple[float, ...]], int] = {}
    features, sizes, ends = array("i"), array("d"), array("q", [0])
    part_of, option_ends = array("i"), array("q", [0])
    told, told_ends = array("i"), array("q", [0])
    lesson, right = array("i"), array("b")
    for number, one in enumerate(taught):
        known: dict[int, int] = {}
        here: set[int] = set()
        for option, is_right in zip(one.options, one.right, strict=True):
            for part in option:
                if id(part) not in known:
                    ids = tuple([names.setdefault(name, len(names)) for name in part])
                    here.update(ids)
                    at = known[id(part)] = parts.setdefault((ids, tuple(part.values())), len(parts))
                    if at == len(ends) - 1:
                        features.extend(ids)
                        sizes.extend(part.values())
                        ends.append(len(features))
                part_of.append(known[id(part)])
            option_ends.append(len(part_of))
            lesson.append(number)
            right.append(is_right)
        told.extend(sorted(here))
        told_ends.append(len(told))
    order = sorted(names)
    place = np.empty(len(order), dtype=np.int32)
    place[[names[name] for name in order]] = np.arange(len(order))
    return Batch(
        order,
        np.array([one.file for one in taught]),
        _rows(np.array(sizes), place[np.array(features)], ends, len(order)),
        _rows(np.ones(len(part_of)), np.array(part_of), option_ends, len(parts)),
        _rows(np.ones(len(told), dtype=np.int32), place[np.array(told)], told_ends, len(order)),
        np.array(lesson),
        np.array(right, dtype=bool),
    )


def _rows(sizes: np.ndarray, columns: np.ndarray, ends: array[int], width: int) -> csr_array:
    return csr_array((sizes, columns, np.array(ends)), shape=(len(ends) - 1, width))


def alike(strength: float) -> Callable[[str], float]:
    """The same strength for every feature."""
    return lambda _: strength


def learn(taught: Batch, priors: Mapping[str, float], strength: Callable[[str], float]) -> dict[str, float]:
    """Weights under which the right options are likeliest, each held to its prior by its feature's ``strength``."""
    rows = taught.of_seen()
    prior = np.array([priors.get(name, 0.0) for name in rows.names])
    held = np.array([strength(name) for name in rows.names])
    by_feature, by_part = rows.parts.T.tocsr(), rows.options.T.tocsr()
    starts = np.flatnonzero(np.diff(rows.lesson, prepend=-1))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        share = _shares(rows.options @ (rows.parts @ weights), rows.lesson, starts)
        wanted = np.where(rows.right, share, 0.0)
        likely = np.add.reduceat(wanted, starts)
        slope = by_feature @ (by_part @ (share - wanted / likely[rows.lesson]))
        away = weights - prior
        return (held * away**2).sum() / 2 - np.log(likely).sum(), slope + held * away

    found = minimize(loss, prior, jac=True, method="L-BFGS-B", options={"maxiter": STEPS, "maxcor": REMEMBERED})
    return dict(zip(rows.names, found.x.tolist(), strict=True))


def _shares(scores: np.ndarray, lesson: np.ndarray, starts: np.ndarray) -> np.ndarray:
    top = np.maximum.reduceat(scores, starts)
    sizes = np.exp(scores - top[lesson])
    return sizes / np.add.reduceat(sizes, starts)[lesson]


def decided(taught: Batch, weights: Mapping[str, float]) -> np.ndarray:
    """Of each lesson, whether its likeliest option is right."""
    scores = taught.options @ (taught.parts @ np.array([weights.get(name, 0.0) for name in taught.names]))
    starts = np.flatnonzero(np.diff(taught.lesson, prepend=-1))
    stops = np.append(starts[1:], len(scores))
    best = [start + int(scores[start:stop].argmax()) for start, stop in zip(starts, stops, strict=True)]
    return taught.right[best]
