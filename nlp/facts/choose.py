"""Which indicator a quantity is a value of: cues, counted nouns and frames, weighed by nearness."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from gazetteer import Indicator, indicators
from nlp.facts.clauses import Clauses
from nlp.facts.nouns import Counted
from nlp.facts.quantity import Quantity
from nlp.facts.scan import Scan, strict_frames
from nlp.facts.setting import Setting
from nlp.facts.shapes import Shape
from nlp.facts.tokens import word_set

_NOUN = 3.2
_CUE = 2.0
_LEAD = 1.2
_STEP = 0.33
_BORDER = 0.7
_PRIORITY = 0.07
_FITS: dict[Shape, tuple[str, ...]] = {
    "percent": ("share", "level"),
    "growth": ("growth",),
    "money": ("level",),
    "count": ("level", "rank"),
    "rank": ("rank",),
    "change": ("change",),
    "top": ("top",),
    "measure": ("level",),
    "points": ("level",),
    "times": ("growth", "level"),
    "duration": ("level",),
    "ordinal": ("ordinal",),
    "none": (),
}
_OPPOSED = {
    "intensity": ("size",),
    "size": ("intensity",),
    "pct": ("publications",),
    "patents": ("publications",),
    "publications": ("patents",),
}
_ADJACENT = ("universe",)
_CLOSE = 6
_BESIDE = 1.0
_UNFRAMED = 1.6
_LASTING = 0.9
_OVER, _DURING, _BARE = 0.9, 0.0, -0.9
"""Scores by hand of a duration behind "over", behind another word that says over which time, and of any other."""
_HINTED = 0.7
_LEAST = -1.0
_OWNERS = word_set("its their the his его ее их все всех його її їх усіх всіх")
_COUNTS = ("count", "per_million")
_FALLBACK = {
    "count": ("other_count",),
    "money": ("other_amount",),
    "percent": ("other_share",),
    "growth": ("other_growth", "other_count_growth", "other_amount_growth"),
    "times": ("other_growth", "other_count_growth", "other_amount_growth"),
}


class Choice(NamedTuple):
    """An indicator for a quantity with its score and the cue's tokens in the sentence, or none."""

    indicator: Indicator
    score: float
    unit: str
    cue: tuple[int, int] | None = None
    source: str = "cue"
    weak: bool = False


_Row = tuple[str, float, tuple[int, int] | None, str]
"""An indicator's slug, its score by hand, the tokens of what announces it in the sentence, and how it does."""


@dataclass(frozen=True)
class Sentence:
    """What choosing needs of a sentence; ``extra_frames`` are brought by its names and the ranking spoken of."""

    scan: Scan
    clauses: Clauses
    setting: Setting
    quantities: tuple[Quantity, ...]
    extra_frames: frozenset[str] = frozenset()
    _nearest: dict[tuple[str, int, int], _Near | None] = field(default_factory=dict)

    @cached_property
    def before_bare(self) -> Sequence[_Row]:
        """What earlier sentences announce for a figure that counts nothing of its own."""
        return _from_before(self.setting, bare=True)

    @cached_property
    def before(self) -> Sequence[_Row]:
        """What earlier sentences announce for any other figure."""
        return _from_before(self.setting, bare=False)

    def nearest(self, frame: str, quantity: Quantity) -> _Near | None:
        """The words of a frame that stand nearest to a figure, looked for once."""
        key = (frame, quantity.first, quantity.last)
        if key not in self._nearest:
            near = [
                _Near(_distance(self, hit.first, hit.last, quantity), hit.first)
                for hit in self.scan.found("frame")
                if hit.key == frame
            ]
            self._nearest[key] = min(near, key=lambda one: one.distance, default=None)
        return self._nearest[key]


class _Near(NamedTuple):
    """How far words stand from a figure, and their first token."""

    distance: float
    first: int


def beginning_of(kind: str) -> Indicator | None:
    """What a date beside the name of something of a type is where no word says so: the year that it began in."""
    indicator = by_slug()["programme_start" if kind in _BEGIN else "founded_date"]
    return indicator if kind in indicator.subjects else None


_BEGIN = ("programme", "ranking", "event")
"""Types of what begins, and is not founded."""


@lru_cache(maxsize=1)
def by_slug() -> dict[str, Indicator]:
    """The indicators by slug."""
    return {indicator.slug: indicator for indicator in indicators()}


@lru_cache(maxsize=1)
def _ranks() -> tuple[str, ...]:
    return tuple(slug for slug, indicator in by_slug().items() if indicator.kind == "rank")


def choices(sentence: Sentence, quantity: Quantity, noun: Counted, form: Shape) -> list[Choice]:
    """Possible indicators, best first."""
    found: dict[str, tuple[float, tuple[int, int] | None, str]] = {}
    for slug, score, cue, source in _announced(sentence, quantity, noun, form):
        if slug not in found or found[slug][0] < score:
            found[slug] = (score, cue, source)
    ready: list[Choice] = []
    for slug, (score, cue, source) in found.items():
        choice = _weighed(sentence, quantity, form, by_slug()[slug], score, cue, source)
        if choice is not None:
            ready.append(choice)
    return sorted(ready, key=lambda choice: (-choice.score, choice.indicator.slug))


def fallbacks(quantity: Quantity, form: Shape, noun: Counted) -> list[Choice]:
    """The general indicators for a quantity that no other knows, the most general first."""
    if quantity.value == 0:
        return []
    cue = None if noun.empty else (noun.first, noun.last)
    general = [by_slug()[slug] for slug in _FALLBACK.get(form, ())]
    return [
        Choice(indicator, 0.6, unit_of(indicator, quantity.unit, form), cue, "general", weak=True)
        for indicator in general
    ]


def fits(indicator: Indicator, form: Shape) -> bool:
    """Whether a value of this form can be one of the indicator."""
    return indicator.kind in _FITS[form]


def promised(choice: Choice, modality: str, jobs: bool) -> Choice:
    """Jobs that are planned, aimed at or foreseen are jobs to be created, not people at work."""
    if modality == "actual" or not jobs or choice.indicator.slug != "employment":
        return choice
    return choice._replace(indicator=by_slug()["jobs_created"])


def _announced(sentence: Sentence, quantity: Quantity, noun: Counted, form: Shape) -> list[_Row]:
    rows: list[_Row] = []
    rows += [(slug, _NOUN, (noun.first, noun.last), "noun") for slug in noun.known]
    unknown = not noun.empty and not noun.known
    if form == "count" and (unknown or noun.known):
        # A counted noun settles what is counted, unless a verb says it of others: "20 regions were selected".
        beside = [(row[0], row[1] - _BESIDE, row[2], "beside") for row in _cued(sentence, quantity)]
        return [*rows, *(row for row in beside if row[0] not in noun.known)]
    if form == "rank":
        rows += [(slug, 0.9, None, "form") for slug in _ranks()]
    if form == "duration":
        rows += _lasting(sentence.scan, quantity)
    if form == "top":
        return [("gii_cluster_top_n", 2.5, None, "form")]
    if form == "measure":
        rows += [(slug, _LASTING, None, "form") for slug in ("area", "floor_area")]
    scan, clauses = sentence.scan, sentence.clauses
    rows += _cued(sentence, quantity)
    bare = form == "count" and noun.empty
    dashed = bare and scan.fold(quantity.first - 1) in ("–", "—", "-", ":")
    previous = max((other.last for other in sentence.quantities if other.last <= quantity.first), default=0)
    for hit in scan.found("noun"):
        ahead = previous <= hit.first < quantity.first and clauses.between(hit.first, quantity.first) < 0.4
        if ahead and bare:
            # «Научных парков здесь 7», "of these clusters, 16": what is counted may stand before the number.
            score = _cue_score(sentence, quantity, hit.first, hit.last) + (0.4 if dashed else -0.2)
            rows.append((hit.key, score, (hit.first, hit.last), "cue" if dashed else "ahead"))
        if scan.ending("quantity_of", hit.first) or scan.ending("quantity_of", _phrase_start(scan, hit.first)):
            rows.append(
                (hit.key, _cue_score(sentence, quantity, hit.first, hit.last) + 0.2, (hit.first, hit.last), "cue")
            )
    rows += sentence.before_bare if bare else sentence.before
    if form in ("growth", "times"):
        rows += [(f"{row[0]}_growth", *row[1:]) for row in rows if f"{row[0]}_growth" in by_slug()]
    return [row for row in rows if clauses.total[-1] >= 0]


def _lasting(scan: Scan, quantity: Quantity) -> list[_Row]:
    """How long something runs, by the word before it or by itself; not what is counted from a date ("a year later")."""
    if scan.starting("years_on", quantity.last) or scan.starting("years_ago", quantity.last):
        return []
    if scan.ending("over", quantity.first + 1):
        # "Over" was read as a bound, which is part of the quantity.
        return [("duration_years", _OVER, None, "form")]
    over = scan.ending("over", quantity.first) is not None
    return [("duration_years", *((_DURING, None, "over") if over else (_BARE, None, "lasting")))]


def _cued(sentence: Sentence, quantity: Quantity) -> list[_Row]:
    return [
        (hit.key, _cue_score(sentence, quantity, hit.first, hit.last) - less, (hit.first, hit.last), source)
        for source, less in (("cue", 0.0), ("hint", _HINTED))
        for hit in sentence.scan.found(source)
    ]


def _phrase_start(scan: Scan, at: int) -> int:
    """The start of the noun phrase: adjectives before the noun are passed over."""
    first = at
    while (
        first > 0
        and at - first < 4
        and scan.tokens[first - 1].kind == "word"
        and (scan.fold(first - 1) in _OWNERS or not scan.starting("not_noun", first - 1))
    ):
        if scan.ending("quantity_of", first):
            break
        first -= 1
    return first


def _from_before(setting: Setting, bare: bool) -> list[_Row]:
    rows: list[_Row] = []
    for back, scan in enumerate(setting.surroundings()):
        base = _LEAD if scan is setting.lead else 0.55 - 0.2 * back
        rows += [(hit.key, base, None, "before") for hit in scan.found("cue")]
        rows += [
            (hit.key, base, None, "before")
            for hit in scan.found("noun")
            if bare or scan.ending("quantity_of", _phrase_start(scan, hit.first)) or scan is setting.lead
        ]
    return rows


def _cue_score(sentence: Sentence, quantity: Quantity, first: int, last: int) -> float:
    before = last <= quantity.first
    if not before and first < quantity.last:
        return _CUE
    distance = (
        sentence.clauses.gap(last - 1, quantity.first) if before else sentence.clauses.gap(quantity.last - 1, first)
    )
    score = _CUE + 0.08 * (last - first) - _STEP * math.log1p(max(distance, 0))
    score -= _BORDER * sentence.clauses.between(last - 1 if before else first, quantity.first)
    between = [
        other
        for other in sentence.quantities
        if other is not quantity and min(last, quantity.last) <= other.first < max(first, quantity.first)
    ]
    score -= 0.3 * len(between)
    if not before:
        score -= 0.25
        following = [
            other for other in sentence.quantities if other is not quantity and last <= other.first <= last + 3
        ]
        score -= 0.9 if following else 0.0
    return score


def _weighed(
    sentence: Sentence,
    quantity: Quantity,
    form: Shape,
    indicator: Indicator,
    score: float,
    cue: tuple[int, int] | None,
    source: str,
) -> Choice | None:
    if indicator.kind not in _FITS[form] or score < _LEAST:
        return None
    unit = unit_of(indicator, quantity.unit, form)
    if not unit:
        return None
    score += _PRIORITY * indicator.rank
    weak = source == "before"
    for name in indicator.frames:
        weight = _frame(sentence, name, quantity, indicator)
        if not weight and strict_frames().issuperset(name.rstrip("!").split("|")):
            return None
        if not weight:
            # Not ruled out: what was learned may know the indicator without its frame.
            source, weight = "unframed", -_UNFRAMED
        score += weight
        weak = weak or weight < 0.2
    for name in indicator.unless:
        if _holds_near(sentence, name, quantity):
            source, weak = "against", True
            score -= _UNFRAMED
    return Choice(indicator, score, unit, cue, source, weak)


def unit_of(indicator: Indicator, stated: str, form: Shape) -> str:  # noqa: PLR0911 - one way out for each case
    """The unit of the statement, or empty when a quantity of the ``stated`` unit cannot have one of the indicator's."""
    units = indicator.units
    if form == "money":
        return stated if "currency" in units else ""
    if form in ("percent", "growth"):
        if stated == "percent_points" and "percent" in units:
            return "percent_points"
        return stated if stated in units else ""
    if form in ("measure", "times", "points", "duration"):
        return stated if stated in units else ""
    if form in ("rank", "top"):
        return "rank" if "rank" in units else ""
    if form == "change":
        return next((unit for unit in ("positions", "count") if unit in units), "")
    if form == "ordinal":
        return "count"
    bare = [unit for unit in units if unit in (*_COUNTS, "ratio", "points")]
    return bare[0] if bare and indicator.kind != "rank" else ""


def _frame(sentence: Sentence, names: str, quantity: Quantity, indicator: Indicator) -> float:
    return max(_one_frame(sentence, name, quantity, indicator) for name in names.split("|"))


def _one_frame(sentence: Sentence, name: str, quantity: Quantity, indicator: Indicator) -> float:  # noqa: PLR0911 - one way out for each case
    scan, clauses = sentence.scan, sentence.clauses
    if name.endswith("!"):
        return _close_frame(sentence, name[:-1], quantity)
    if name in _ADJACENT:
        hit = next(
            (
                hit
                for hit in scan.found("frame")
                if hit.key == name and hit.last in (quantity.first, quantity.first - 1)
            ),
            None,
        )
        return (
            0.8
            if hit is not None and any(other.ordinal or other is not quantity for other in sentence.quantities)
            else 0.0
        )
    nearest = sentence.nearest(name, quantity)
    if nearest is not None and not _outdone(sentence, name, nearest, quantity):
        return 0.6 if clauses.same(nearest.first, quantity.first) else 0.45
    if nearest is None and name in sentence.extra_frames:
        return 0.5 if name != "gii" or indicator.kind in ("rank", "change", "top") else 0.3
    if nearest is not None:
        return 0.0
    for back, earlier in enumerate(sentence.setting.surroundings()):
        if not earlier.says("frame", name):
            continue
        lead = earlier is sentence.setting.lead
        if lead or indicator.kind in ("rank", "change", "top") or _speaks_of(earlier, indicator):
            return 0.35 if lead else 0.25 - 0.03 * back
    if any(heading.says("frame", name) for heading in sentence.setting.headings):
        return 0.2
    if name in sentence.setting.topics and indicator.kind in ("rank", "change", "top"):
        return 0.1
    return 0.0


def _close_frame(sentence: Sentence, name: str, quantity: Quantity) -> float:
    """A frame marked "!" must stand within a few words before the quantity, or in the heads of a table."""
    for hit in sentence.scan.found("frame"):
        before = hit.key == name and 0 <= quantity.first - hit.last <= _CLOSE
        if before and sentence.clauses.between(hit.last - 1, quantity.first) < 0.4:
            return 0.6
        if hit.key == name and 0 <= hit.first - quantity.last <= _CLOSE // 2:
            return 0.5
    lead = sentence.setting.lead
    return 0.35 if lead is not None and lead.says("frame", name) else 0.0


def _speaks_of(scan: Scan, indicator: Indicator) -> bool:
    return scan.says("cue", indicator.slug) or scan.says("noun", indicator.slug)


def _distance(sentence: Sentence, first: int, last: int, quantity: Quantity) -> float:
    scan = sentence.scan
    if last <= quantity.first:
        joints = sum(1 for index in range(last, quantity.first) if scan.starting("and", index))
        return sentence.clauses.gap(last - 1, quantity.first) + 3 * (
            sentence.clauses.between(last - 1, quantity.first) + joints
        )
    joints = sum(1 for index in range(quantity.last, first) if scan.starting("and", index))
    return (
        sentence.clauses.gap(quantity.last - 1, first)
        + 0.5
        + 3 * (sentence.clauses.between(quantity.last - 1, first) + joints)
    )


def _outdone(sentence: Sentence, name: str, nearest: _Near, quantity: Quantity) -> bool:
    """Whether a frame that excludes this one, whose ``nearest`` words are given, stands nearer to the quantity."""
    rivals = (sentence.nearest(rival, quantity) for rival in _OPPOSED.get(name, ()))
    return any(rival is not None and rival.distance < nearest.distance for rival in rivals)


def _holds_near(sentence: Sentence, name: str, quantity: Quantity) -> bool:
    nearest = sentence.nearest(name, quantity)
    if nearest is None:
        return name in sentence.extra_frames
    return sentence.clauses.same(nearest.first, quantity.first) and not _outdone(sentence, name, nearest, quantity)
