"""Weights for clues, learned from cases: plain gradient steps, the same result for the same cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.names.weighing import Weights

_ROUNDS = 400
_STEP = 2.0
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
    count = len(classes)
    values = {name: [0.0] * count for name in names}
    cases = [([name for name in sorted(case.clues) if name in values], classes.index(case.kind)) for case in given]
    for _ in range(_ROUNDS):
        slopes = {name: [-decay * len(given) * value for value in values[name]] for name in names}
        weights = Weights(classes, {name: tuple(value) for name, value in values.items()})
        for clues, right in cases:
            shares = weights.likelihoods(clues)
            errors = [(at == right) - shares[kind] for at, kind in enumerate(classes)]
            for clue in clues:
                slope = slopes[clue]
                for at in range(count):
                    slope[at] += errors[at]
        for name in names:
            values[name] = [
                old + _STEP / len(given) * step for old, step in zip(values[name], slopes[name], strict=True)
            ]
    return Weights(classes, {name: tuple(value) for name, value in values.items()})


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
