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
    better = again.confidence > first.confidence
    main, other = (again, first) if better else (first, again)
    extra = Evidence("restated", other.place, other.quote)
    evidence = main.evidence if extra in main.evidence or other.place == main.place else (*main.evidence, extra)
    linked = tuple(dict.fromkeys((*main.linked, *other.linked)))
    return replace(main, evidence=evidence, linked=linked)
