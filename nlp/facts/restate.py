"""The same fact said twice in one document is one statement with two places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nlp.findings import Evidence, Statement


def restated(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """One statement an id, the later sayings as evidence of role "restated"; in the order of first saying."""
    kept: dict[str, Statement] = {}
    for statement in statements:
        first = kept.get(statement.id)
        if first is None:
            kept[statement.id] = statement
        else:
            kept[statement.id] = _joined(first, statement)
    return tuple(kept.values())


def _joined(first: Statement, again: Statement) -> Statement:
    """The first saying, as sure as the surer of the two: each bears the other out."""
    extra = Evidence("restated", again.place, again.quote)
    evidence = first.evidence if extra in first.evidence or again.place == first.place else (*first.evidence, extra)
    linked = tuple(dict.fromkeys((*first.linked, *again.linked)))
    return replace(first, evidence=evidence, linked=linked, confidence=max(first.confidence, again.confidence))
