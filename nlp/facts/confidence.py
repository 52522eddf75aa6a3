"""How sure a statement is, 0 to 1, from what joined it."""

from __future__ import annotations

import math

from nlp.facts.align import Draft

_SOURCES = {"noun": 1.2, "cue": 0.6, "inherited": 0.2, "before": -0.8, "general": -0.6, "form": 0.3, "header": 1.5}
_SUBJECTS = {
    "named": 0.7,
    "general noun": 0.1,
    "pronoun": -0.1,
    "carried from before": -0.9,
    "carried from the heading": -0.9,
}


def confidence(draft: Draft) -> float:
    """Probability that all of value, unit, subject, indicator and period are right, two decimals.

    The weights are set by hand and checked against the project's marked cases (``benchmarks/facts.py``).
    """
    score = 0.2
    score += _SOURCES.get(draft.choice.source, 0.0)
    score += _SUBJECTS.get(draft.subject.how, 0.0)
    score += 0.8 * max(-1.0, min(1.0, draft.subject.score - 1.0))
    score += 0.5 * max(-1.0, min(1.0, draft.choice.score - 2.5))
    score -= 0.9 * draft.choice.weak
    score += 0.3 * (draft.period_at is not None) - 0.4 * (draft.period_far is not None)
    score -= 0.6 * (draft.value.quantity.rival is not None)
    return round(1 / (1 + math.exp(-score)), 2)
