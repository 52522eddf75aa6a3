"""How sure a statement is, 0 to 1, from what joined it."""

from __future__ import annotations

import math

from nlp.facts.align import Draft
from nlp.facts.weighing import Features, scored

_LEAST, _MOST = 0.02, 0.99


def confidence(features: Features) -> float:
    """Probability that all of value, unit, subject, indicator and period are right, two decimals.

    The weights are learned from statements whose passages the other weights had not seen
    (``python -m tests.quality.train``).
    """
    sure = 1 / (1 + math.exp(-scored("confidence", features)))
    return round(min(max(sure, _LEAST), _MOST), 2)


def confidence_features(draft: Draft, rule: str) -> dict[str, float]:
    """What speaks for and against a statement that ``rule`` made."""
    slug, source, quantity = draft.choice.indicator.slug, draft.choice.source, draft.value.quantity
    general = slug.startswith(("other_", "rank_other"))
    found = {
        "always": 1.0,
        f"rule {rule} {source}": 1.0,
        f"form {draft.value.form}": 1.0,
        f"general {general} {source}": 1.0,
        f"subject {draft.subject.how}": 1.0,
        f"kind {draft.name.entity.type} {draft.name.entity.id.startswith('new:')}": 1.0,
        f"period {_period(draft)}": 1.0,
        f"indicator {slug}": 1.0,
        f"status {draft.modality}": 1.0,
        f"weak {draft.choice.weak}": 1.0,
    }
    if quantity.rival is not None:
        found["ambiguous"] = 1.0
    if draft.sure < 1.0:
        found["sure"] = _odds(draft.sure)
        found["quite sure"] = float(draft.sure > 0.9)
    if draft.dated_sure < 1.0:
        found["dated sure"] = _odds(draft.dated_sure)
    return found


def _period(draft: Draft) -> str:
    if draft.period_at is not None:
        return "told"
    return "elsewhere" if draft.period_far is not None else "none"


def _odds(share: float) -> float:
    """Logarithm of the odds, within what a log-linear weight can use."""
    return max(-4.0, min(6.0, math.log(share / max(1e-6, 1 - share))))
