"""Weights for clues, learned from cases: gradient steps, the same result for the same cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.names.weighing import Weights

_ROUNDS = 400
_RAREST = 2
_FOLDS = 10


@dataclass(frozen=True, slots=True)
class Case:
    """One decision: the passage and words, the clues, and the class that is right."""

    passage: str
    words: str
    clues: frozenset[str]
    kind: str


def fit(given: Sequence[Case], classes: tuple[str, ...], decay: float) -> Weights:
    """The weights that make the cases likeliest; ``decay`` keeps them small."""
    often = Counter(clue for case in given for clue in case.clues)
    names = sorted(clue for clue, count in often.items() if count >= _RAREST)
    place = {name: at for at, name in enumerate(names)}
    said = np.zeros((len(given), len(names)))
    right = np.zeros((len(given), len(classes)))
    for row, case in enumerate(given):
        said[row, [place[clue] for clue in case.clues if clue in place]] = 1.0
        right[row, classes.index(case.kind)] = 1.0
    # Nesterov's steps, as long as the steepest curve allows.
    smaller = said @ said.T if len(given) < len(names) else said.T @ said
    step = 1.0 / (0.5 * float(np.linalg.eigvalsh(smaller / len(given)).max()) + decay)
    values = ahead = np.zeros((len(names), len(classes)))
    for turn in range(_ROUNDS):
        sums = said @ ahead
        shares = np.exp(sums - sums.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        before, values = values, ahead + step * (said.T @ (right - shares) / len(given) - decay * ahead)
        ahead = values + turn / (turn + 3) * (values - before)
    return Weights(classes, {name: tuple(map(float, values[place[name]])) for name in names})


def crossed(
    given: Sequence[Case], always: Sequence[Case], classes: tuple[str, ...], decay: float
) -> list[tuple[Case, dict[str, float]]]:
    """Every given case with its likelihoods by weights learned from the other passages and from ``always``."""
    passages = sorted({case.passage for case in given})
    judged = []
    for fold in range(_FOLDS):
        left_out = set(passages[fold::_FOLDS])
        weights = fit([*always, *(case for case in given if case.passage not in left_out)], classes, decay)
        judged += [(case, weights.likelihoods(case.clues)) for case in given if case.passage in left_out]
    return judged
