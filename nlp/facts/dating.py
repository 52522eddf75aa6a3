"""Which period a value belongs to: the nearest in its clause, else what was told before."""

from __future__ import annotations

from typing import Literal

from nlp.facts.choose import Choice
from nlp.facts.passage import Passage, Value
from nlp.facts.periods import Period
from nlp.facts.setting import PeriodFound, Setting, resolved
from nlp.facts.tense import undated
from nlp.findings import Modality

Carrying = Literal["all", "heading", "none"]
EDITIONED = (
    "gii_",
    "top100",
    "pct_per",
    "publications_per",
    "st_output",
    "publication_copub",
    "pct_coapp",
    "patent_field",
    "publication_field",
    "pct_world",
    "publications_world",
)
"""Indicators that the edition of a ranking dates, and whose subject is the ranked cluster, not its city."""


def _year_before(passage: Passage, period: Period) -> str:
    """The year told last before a period in the sentence, for "a year later"."""
    earlier = [other.value for other in passage.periods if other.last <= period.first and other.value[:4].isdigit()]
    return earlier[-1] if earlier else ""


def carries(passage: Passage, value: Value, choice: Choice, modality: Modality) -> Carrying:
    """Where a date may come from: plans take that of the heading only, a bare present tense takes none."""
    if choice.indicator.slug.startswith(EDITIONED) or choice.indicator.kind in ("rank", "top", "change"):
        return "all"
    if modality != "actual":
        return "heading"
    return "none" if undated(passage, value.quantity.first) else "all"


def period_of(
    passage: Passage,
    value: Value,
    setting: Setting,
    without: frozenset[tuple[int, int]],
    slug: str,
    carry: Carrying = "all",
    window: tuple[int, int] | None = None,
) -> tuple[str, tuple[int, int] | None, PeriodFound | None]:
    """The period of a value with its tokens, or with its place elsewhere.

    Periods ``without`` say when something else came about, and hold only for values right beside them; ``carry``
    tells whether earlier sentences may date the value, ``window`` are years of its data.
    """
    best: tuple[float, Period] | None = None
    for period in passage.periods:
        if (period.first, period.last) == window:
            continue
        if (period.first, period.last) in without and passage.clauses.between(period.first, value.quantity.first) > 0.3:
            continue
        score = _period_score(passage, value, period)
        if score > 0 and (best is None or score > best[0] + 1e-9):
            best = (score, period)
    if best is not None:
        told = resolved(best[1], setting, _year_before(passage, best[1]))
        return told, ((best[1].first, best[1].last) if told else None), None
    if carry == "none":
        return "", None, None
    edition = setting.edition if slug.startswith(EDITIONED) else None
    sources = (setting.heading_period,) if carry == "heading" else (setting.period, edition, setting.heading_period)
    for far in sources:
        if far is not None:
            return far.value, None, far
    return "", None, None


def _period_score(passage: Passage, value: Value, period: Period) -> float:
    quantity, clauses = value.quantity, passage.clauses
    ahead = period.last <= quantity.first
    near = period.last - 1 if ahead else period.first
    touching = (
        quantity.first - period.last <= 1
        if ahead
        else period.first - (value.noun.last if not value.noun.empty else quantity.last) <= 1
    )
    if period.compared and (not touching or value.form in ("change", "growth")):
        return 0.0
    score = 3.0 - 0.03 * abs(quantity.first - near) - 0.8 * clauses.between(near, quantity.first)
    others = [
        other
        for other in passage.values
        if other is not value
        and other.form != "none"
        and min(period.last, quantity.last) <= other.quantity.first < max(period.first, quantity.first)
    ]
    if not ahead:
        score -= 0.2 + 0.5 * bool(others)
    inside = clauses.depth[period.first] - clauses.depth[quantity.first]
    if inside > 0 and not touching:
        score -= 0.8
    if touching:
        score += 0.8
    if ahead and any(
        other is not value and 0 <= period.first - max(other.noun.last, other.quantity.last) <= 1
        for other in passage.values
        if other.form != "none"
    ):
        score -= 1.0
    if period.compared:
        score -= 0.9
    if period.since and not touching:
        return 0.0
    if period.first <= 2:
        score += 0.3
    return max(score, 0.05 if not period.compared else 0.0)
