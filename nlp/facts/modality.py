"""Whether a value is told as it is, as planned, aimed at or foreseen, denied, or by whom it is told."""

from __future__ import annotations

from nlp.facts.passage import Passage
from nlp.facts.phrases import Hit
from nlp.facts.quantity import Quantity
from nlp.facts.scan import Scan
from nlp.facts.tense import tense
from nlp.findings import Modality

_SCOPE = 1.2
_AFTER = 0.6
_STRENGTH: tuple[Modality, ...] = ("target", "forecast", "planned")
"""«Ожидается, что … составит»: an aim outweighs a forecast, a forecast a plain future."""


def status(passage: Passage, quantity: Quantity, dated: str, lead: Scan | None = None) -> Modality:
    """The modality of a value: the nearest word of will, aim or forecast in its clause decides.

    Items of a list without a verb of their own take that of the sentence that ``lead``s into it.
    """
    found: list[tuple[float, Modality]] = []
    # "May" is a month inside of a date.
    dates = {index for period in passage.periods for index in range(period.first, period.last)}
    for hit in passage.scan.found("modality"):
        if passage.scan.fold(hit.first - 1) in ("не", "not", "cannot") or hit.first in dates:
            continue
        ahead = hit.first < quantity.first
        weight = passage.clauses.between(hit.last - 1 if ahead else hit.first, quantity.first)
        if weight >= (_SCOPE if ahead else _AFTER) or (not ahead and not _trails(passage, quantity, hit)):
            continue
        distance = abs(quantity.first - hit.first) * 0.02 + weight + (0.0 if ahead else 0.3)
        found.append((distance, hit.key))  # type: ignore[arg-type]  # keys of the grammar are modalities
    if found and not _has_happened(passage, quantity):
        kinds = {kind for _, kind in found}
        return next(kind for kind in _STRENGTH if kind in kinds)
    if (
        lead is not None
        and not passage.scan.found("actual")
        and not any(tense(passage.scan, index) for index in range(len(passage.scan.tokens)))
    ):
        hits = [hit.key for hit in lead.found("modality")]
        if hits:
            return hits[-1]  # type: ignore[return-value]  # keys of the grammar are modalities
    due = [period for period in passage.periods if period.by and passage.clauses.same(period.first, quantity.first)]
    if due and dated[:4].isdigit() and due[0].value[:4].isdigit() and due[0].value[:4] > dated[:4]:
        return "target"
    return "actual"


def _trails(passage: Passage, quantity: Quantity, hit: Hit) -> bool:
    """Whether a word of will behind the value belongs to it: «5 тыс. мест планируется создать», "is planned"."""
    scan = passage.scan
    if hit.key == "target" or any(scan.starting("and", index) for index in range(quantity.last, hit.first)):
        return False
    if any(hit.last <= value.quantity.first <= hit.last + 2 for value in passage.values):
        # «7,7 млрд при прогнозе 10,8 млрд»: the word belongs to the figure behind it.
        return False
    if scan.fold(hit.first) == "will" and hit.first - quantity.last <= 3:
        return True
    return scan.language != "en" or scan.fold(hit.first) in (
        "planned",
        "expected",
        "projected",
        "forecast",
        "scheduled",
        "foreseen",
    )


def _has_happened(passage: Passage, quantity: Quantity) -> bool:
    return any(
        hit.first < quantity.first
        and passage.clauses.between(hit.first, quantity.first) < 0.4
        and quantity.first - hit.first <= 5
        for hit in passage.scan.found("actual")
    )


def denied(passage: Passage, quantity: Quantity) -> bool:
    """Whether the value's clause is negated (and the negation is no part of a bound)."""
    scan = passage.scan
    for hit in scan.found("negation"):
        if quantity.first <= hit.first < quantity.last or hit.last > quantity.first:
            continue
        if scan.starting("bound", hit.first) or scan.fold(hit.last) in (
            "only",
            "just",
            "только",
            "лишь",
            "лише",
            "тільки",
            "merely",
            "менее",
            "менш",
            "менше",
            "more",
            "less",
        ):
            continue
        if passage.clauses.between(hit.last - 1, quantity.first) < 0.4 and quantity.first - hit.last <= 6:
            return True
    return False


def according(passage: Passage) -> str:
    """Who says it: the name behind "according to", "said", «по данным», or an empty string."""
    for hit in passage.scan.found("according"):
        after = [name for name in passage.names if hit.last <= name.first <= hit.last + 3]
        if after and after[0].entity.type in ("organisation", "person", "publication"):
            return after[0].entity.name
        before = [name for name in passage.names if hit.first - 2 <= name.last <= hit.first]
        speaks = (
            passage.scan.fold(hit.first) in ("said", "says", "told", "reports", "claims", "stated")
            or hit.last - hit.first == 1
        )
        if before and speaks and before[-1].entity.type in ("organisation", "person"):
            return before[-1].entity.name
    return ""
