"""Which period a value belongs to: the nearest in its clause, else what was told before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from nlp.facts.choose import Choice
from nlp.facts.inferred import meanings, spans
from nlp.facts.leads import was_left
from nlp.facts.passage import Passage, Value
from nlp.facts.period_features import (
    SELDOM,
    again_features,
    far_features,
    inferred_features,
    told_features,
    undated_features,
)
from nlp.facts.periods import Period
from nlp.facts.reckoning import moved
from nlp.facts.setting import PeriodFound, Setting
from nlp.facts.tense import tense
from nlp.facts.told import Told
from nlp.facts.weighing import Option, likeliest, scored
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


_NEAR = 0.3
"""Weight of borders within which a value stands right beside a period."""


_COUNTED_ON = ("", "story")
"""How a period is read that is what the words say: "next year" after today's or after that of the story."""
_SELDOM = {"beside", "opened", "year around", "year of the line", "left edition", "left before", "left above"}
"""Sources that hold seldom: it takes passages to say when."""


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


def _edition(setting: Setting, choice: Choice) -> PeriodFound | None:
    """The edition, told anywhere above, of the ranking that an indicator belongs to or that is spoken of."""
    slug = choice.indicator.slug
    if slug.startswith(EDITIONED):
        known = [edition for ranking, edition in setting.editions.items() if ranking.startswith("rnk:gii")]
        return max(known, key=lambda edition: edition.block, default=None)
    told = setting.subjects.get("ranking")
    if told is None or not _standing(choice):
        return None
    return setting.editions.get(told.group.lead.entity.id)


def period_of(
    passage: Passage,
    value: Value,
    setting: Setting,
    without: frozenset[tuple[int, int]],
    choice: Choice,
    modality: Modality,
    carry: Carrying = "all",
    window: tuple[int, int] | None = None,
    *,
    last: Last,
) -> Dated:
    """The likeliest period of a value: one of the sentence, one told before, or none.

    Periods ``without`` say when something else came about, and mostly hold for values right beside them; ``carry``
    tells whether earlier sentences may date the value, ``window`` are years of its data, ``last`` the value before.
    """
    rows: list[tuple[Dated, dict[str, float]]] = []
    befores = [_year_before(passage, period) or last.before(period) for period in passage.periods]
    for period, before in zip(passage.periods, befores, strict=True):
        if (period.first, period.last) == window:
            continue
        claimed = (period.first, period.last) in without
        hand = 0.0 if claimed and not _beside(passage, value, period) else _period_score(passage, value, period)
        for told, how in meanings(passage, period, setting, before, edition=_standing(choice)):
            row = Dated(told, (period.first, period.last) if told else None)
            if how in _COUNTED_ON:
                features = told_features(passage, value, period, hand, choice, modality)
                rows.append((row, features | {f"told claimed {claimed} {how}": 1.0}))
            else:
                rows.append((row, inferred_features(passage, value, period, how, choice, modality)))
    for one in spans(passage, value, setting, befores):
        row = Dated(one.value, (one.period.first, one.period.last))
        rows.append((row, inferred_features(passage, value, one.period, one.how, choice, modality)))
    for source, far in [*_far(setting, choice), *_before_moves(passage, value, setting)]:
        features = far_features(passage, value, far, source, choice, modality, carry)
        rows.append((Dated(far.value, None, far), features | ({"hand": SELDOM} if source in _SELDOM else {})))
    rows.append((Dated(), undated_features(passage, value, choice, modality, carry)))
    for dated, features in rows:
        same = last.period is not None and dated.value == last.period
        features.update(again_features(passage, value, choice, same, last.period == "", last.told))
        features[f"again {same} {last.period == ''} {dated.at is None}"] = 1.0
    setting.note_decision(
        "period",
        passage.scan.span(*value.quantity.number),
        (Option((features,), (dated.value,)) for dated, features in rows),
    )
    best, sure = likeliest([scored("period", features) for _, features in rows], [dated.value for dated, _ in rows])
    return replace(rows[best][0], sure=sure)


def _beside(passage: Passage, value: Value, period: Period) -> bool:
    return passage.clauses.between(period.first, value.quantity.first) <= _NEAR


def _far(setting: Setting, choice: Choice) -> list[tuple[str, PeriodFound]]:
    """The periods told outside the sentence that may hold for a value of an indicator, each with its source."""
    known = (setting.period, setting.event)
    edition = setting.edition if choice.indicator.slug.startswith(EDITIONED) else None
    sources: list[tuple[str, PeriodFound | None]] = [
        ("before", setting.period),
        ("edition", edition),
        ("heading", setting.heading_period),
        ("heading above", next(iter(setting.heading_periods[1:]), None)),
        ("edition above", _edition(setting, choice) if edition is None else None),
        ("date line" if setting.beneath_date_line else "date line above", setting.date_line),
        ("event", setting.event),
        ("earlier", setting.earlier if known == (None, None) else None),
        ("newest", setting.newest if setting.newest not in (*known, setting.earlier) else None),
        ("told", setting.told_at if setting.told_at != setting.period else None),
        ("beside", setting.beside),
        ("opened", setting.opened if setting.opened not in (setting.period, setting.beside) else None),
    ]
    if _standing(choice):
        # An edition is a year, however exactly the day is told on which it came out.
        sources += [("year of newest", _year(setting.newest)), ("year of the date line", _year(setting.date_line))]
    else:
        latest = setting.period or setting.event or setting.newest
        sources += [("year around", _year(latest)), ("year of the line", _year(setting.date_line))]
    return [(source, far) for source, far in sources if far is not None]


def _before_moves(passage: Passage, value: Value, setting: Setting) -> list[tuple[str, PeriodFound]]:
    """The year before those told outside the sentence, for a value that something moved from."""
    if not was_left(passage, value):
        return []
    sources = {"edition": setting.edition, "before": setting.period, "above": setting.period_above}
    return [
        (f"left {source}", replace(far, value=year))
        for source, far in sources.items()
        if far is not None and (year := moved(far.value, "-1"))
    ]


def _standing(choice: Choice) -> bool:
    """Whether an indicator is told edition by edition."""
    indicator = choice.indicator
    ranked = indicator.kind in ("rank", "change", "top") or "points" in indicator.units
    return ranked or indicator.slug.startswith(EDITIONED)


def _year(far: PeriodFound | None) -> PeriodFound | None:
    """The year of a day or month, as told where that stands; none of what is a year or a span."""
    if far is None or "/" in far.value or len(far.value) <= len("2024"):
        return None
    return replace(far, value=far.value[: len("2024")])


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
