"""Which period a value belongs to: the nearest in its clause, else what was told before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from nlp.facts.choose import Choice
from nlp.facts.elsewhere import EDITIONED, UNLIKELY, by_edition, elsewhere
from nlp.facts.inferred import meanings, spans
from nlp.facts.passage import Passage, Value
from nlp.facts.period import Period
from nlp.facts.period_features import (
    LIKELY,
    SELDOM,
    again_features,
    far_features,
    inferred_features,
    told_features,
    undated_features,
)
from nlp.facts.setting import PeriodFound, Setting
from nlp.facts.tense import tense
from nlp.facts.timing import Timing
from nlp.facts.told import Told
from nlp.facts.weighing import Option, likeliest, scored
from nlp.findings import Modality

Carrying = Literal["all", "heading", "none"]


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


_NEAR = 0.3
"""Weight of borders within which a value stands right beside a period."""


_COUNTED_ON = ("", "story")
"""How a period is read that is what the words say: "next year" after today's or after that of the story."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The period of a value with its tokens, or with its place elsewhere, and how likely it is."""

    value: str = ""
    at: tuple[int, int] | None = None
    far: PeriodFound | None = None
    sure: float = 1.0


class Last(NamedTuple):
    """The value told before: its ``period`` (none at the beginning of a paragraph), and what it was ``told`` of."""

    period: str | None = None
    told: Told | None = None

    def before(self, period: Period) -> str:
        """The period of the value where it stands before another one of its sentence, else nothing."""
        at = self.told.last if self.told is not None else None
        return self.period if self.period and at is not None and at <= period.first else ""


def period_of(
    passage: Passage,
    value: Value,
    setting: Setting,
    without: frozenset[tuple[int, int]],
    choice: Choice,
    modality: Modality,
    carry: Carrying = "all",
    *,
    last: Last,
) -> Dated:
    """The likeliest period of a value: one of the sentence, one told before, or none.

    Periods ``without`` say when something else came about, and mostly hold for values right beside them; ``carry``
    tells whether earlier sentences may date the value, ``last`` is the value before.
    """
    timing = Timing(passage, value)
    rows = [
        *_told(timing, setting, without, choice, modality, last),
        *_elsewhere(timing, setting, choice, modality, carry),
        (Dated(), undated_features(timing, choice, modality, carry, setting)),
    ]
    for dated, features in rows:
        same = last.period is not None and dated.value == last.period
        here = dated.at is not None
        features.update(again_features(timing, choice, same, last.period == "", last.told, dated.value, here))
    setting.note_decision(
        "period",
        passage.scan.span(*value.quantity.number),
        (Option((features,), (dated.value,)) for dated, features in rows),
    )
    best, sure = likeliest([scored("period", features) for _, features in rows], [dated.value for dated, _ in rows])
    return replace(rows[best][0], sure=sure)


_Row = tuple[Dated, dict[str, float]]


def _told(
    timing: Timing,
    setting: Setting,
    without: frozenset[tuple[int, int]],
    choice: Choice,
    modality: Modality,
    last: Last,
) -> Iterator[_Row]:
    """The periods that the sentence tells, and what follows from them."""
    passage, value = timing.passage, timing.value
    befores = [_year_before(passage, period) or last.before(period) for period in passage.periods]
    for period, before in zip(passage.periods, befores, strict=True):
        claimed = (period.first, period.last) in without
        hand = 0.0 if claimed and not _beside(passage, value, period) else _period_score(passage, value, period)
        for told, how in meanings(passage, period, setting, before, edition=by_edition(choice)):
            row = Dated(told, (period.first, period.last) if told else None)
            if how in _COUNTED_ON:
                features = told_features(timing, period, told, hand, choice, modality, setting)
                yield row, features | {f"told claimed {claimed} {how}": 1.0}
            else:
                yield row, inferred_features(timing, period, how, SELDOM, choice, modality)
    for one in spans(passage, value, setting, befores, modality):
        hand = LIKELY if one.likely else SELDOM
        row = Dated(one.value, (one.period.first, one.period.last))
        yield row, inferred_features(timing, one.period, one.how, hand, choice, modality)


def _elsewhere(timing: Timing, setting: Setting, choice: Choice, modality: Modality, carry: Carrying) -> Iterator[_Row]:
    """The periods told outside the sentence."""
    for source, far in elsewhere(timing.passage, timing.value, setting, choice):
        features = far_features(timing, far, source, choice, modality, carry, setting)
        yield Dated(far.value, None, far), features | ({"hand": SELDOM} if source in UNLIKELY else {})


def _beside(passage: Passage, value: Value, period: Period) -> bool:
    return passage.clauses.between(period.first, value.quantity.first) <= _NEAR


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
    low, high = min(period.last, quantity.last), max(period.first, quantity.first)
    others = [
        other
        for other in passage.values
        if other is not value and other.form != "none" and low <= other.quantity.first < high
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


def undated(passage: Passage, at: int) -> bool:
    """Whether the sentence tells the value at token ``at`` in a bare present tense, so that no earlier date holds.

    >>> from nlp.facts.clauses import Clauses
    >>> from nlp.facts.scan import Scan
    >>> scan = Scan("The park houses 300 firms.", "en")
    >>> undated(Passage(scan, Clauses(scan), (), (), (), ()), 3)
    True
    """
    scan = passage.scan
    marks = [(index, told) for index in range(len(scan.tokens)) if (told := tense(scan, index))]
    if not marks:
        # «В зоне 33 резидента»: Russian and Ukrainian leave the present verb out; a dash stands for any verb.
        return scan.language != "en" and not any(scan.fold(index) in ("–", "—", "-", ":") for index in range(at))
    before = [mark for mark in marks if mark[0] < at]
    return (before[-1] if before else marks[0])[1] == "present"
