"""Indicators that go on from the value before: its growth, its level, what was added to it.

"Revenue reached 4.75 billion, up 16 %"; «выросли на 37 %, до 5,5 млрд»; "1,200 members, 38 more than a year before".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from gazetteer import Indicator
from nlp.facts.choose import Choice, by_slug, fits, unit_of
from nlp.facts.passage import Passage, Value
from nlp.facts.shapes import Shape
from nlp.facts.told import Told
from nlp.facts.weighing import usual

_NEAR = 8
"""Tokens within which a value goes on from the one before in the same breath."""
_TOUCHING, _WITHIN, _BEFORE = 1.9, 1.3, 0.7
_UNTOLD = 1.6
"""What a step loses that no word of adding tells."""
_LEVELS = ("money", "count", "measure", "percent", "points")


def continued(passage: Passage, value: Value, told: Told | None, known: Sequence[Choice]) -> list[Choice]:
    """The indicators that ``value`` may have because another was told before it, and steps of those it has."""
    rows = _steps(passage, value, known)
    if told is None:
        return rows
    for slug in _going_on(value, told):
        indicator = by_slug().get(slug)
        if indicator is None or any(choice.indicator is indicator for choice in (*known, *rows)):
            continue
        unit = unit_of(indicator, value.quantity.unit, value.form)
        if unit:
            rows.append(Choice(indicator, _nearness(value, told), unit, None, "continued"))
    return rows


def usual_choices(value: Value, known: Sequence[Choice]) -> list[Choice]:
    """The commonest indicators of values of this form, for what the words around tell without a known cue."""
    if value.form == "count" and value.noun.empty and not value.noun.person:
        # A bare number that nothing announces counts nothing in particular.
        return []
    taken = {choice.indicator.slug for choice in known}
    rows = _usual_of(value.form, usual(value.form), value.quantity.unit)
    return [row for row in rows if row.indicator.slug not in taken]


def told_before(slugs: Sequence[str], form: Shape) -> list[Indicator]:
    """Of indicators that a document told of before those, or their changes, that a value of a form may have."""
    found = (by_slug().get(f"{slug}{end}") for slug in slugs for end in ("", *_ENDS.get(form, ())))
    return [indicator for indicator in found if indicator is not None and fits(indicator, form)]


_ENDS: dict[Shape, tuple[str, ...]] = {"growth": ("_growth",), "times": ("_growth",), "change": ("_change",)}
"""What the slug of a change ends in, by the form of its values."""


def known_choices(value: Value, slugs: Sequence[str], known: Sequence[Choice]) -> list[Choice]:
    """The indicators that the document told of oftenest before, beside those ``known``."""
    if value.form == "count" and value.noun.empty and not value.noun.person:
        return []
    taken = {choice.indicator.slug for choice in known}
    found = ((one, unit_of(one, value.quantity.unit, value.form)) for one in told_before(slugs, value.form))
    return [Choice(one, 0.0, unit, None, "told", weak=True) for one, unit in found if unit and one.slug not in taken]


@lru_cache(maxsize=1024)
def _usual_of(form: Shape, slugs: Sequence[str], unit: str) -> tuple[Choice, ...]:
    """Indicators as choices for values of a form and unit."""
    indicators = [by_slug()[slug] for slug in slugs if slug in by_slug()]
    units = [(indicator, unit_of(indicator, unit, form)) for indicator in indicators]
    # A ratio is told as one: "4 to 1".
    return tuple(
        Choice(indicator, 0.0, own, None, "usual", weak=True) for indicator, own in units if own and own != "ratio"
    )


def _going_on(value: Value, told: Told) -> Sequence[str]:
    if value.form in ("growth", "times"):
        return (f"{told.base}_growth",)
    if value.form == "percent":
        return (f"{told.base}_growth", told.slug) if told.form != "rank" else ()
    if value.form in _LEVELS and (value.noun.empty or not value.noun.known):
        return (told.base, f"{told.base}_change")
    if value.form == "change":
        return (f"{told.base}_change",)
    return ()


def _nearness(value: Value, told: Told) -> float:
    if told.last is None:
        return _BEFORE
    return _TOUCHING if value.quantity.first - told.last <= _NEAR else _WITHIN


def _steps(passage: Passage, value: Value, known: Sequence[Choice]) -> list[Choice]:
    """Reads "another 12 members", «ещё 15 зон», "39 firms moved in": what is added, in the unit of its level."""
    if value.form not in ("count", "money", "measure", "change"):
        return []
    source, less = ("step", 0.1) if _added(passage, value) else ("untold step", _UNTOLD)
    found = []
    for choice in known:
        indicator = by_slug().get(f"{choice.indicator.slug}_change")
        if indicator is not None and not any(choice.indicator is indicator for choice in known):
            found.append(choice._replace(indicator=indicator, score=choice.score - less, source=source))
    return found


def _added(passage: Passage, value: Value) -> bool:
    scan = passage.scan
    last = value.noun.last if not value.noun.empty else value.quantity.last
    around = range(max(0, value.quantity.first - 4), min(last + 3, len(scan.tokens)))
    return value.form == "change" or any(scan.starting("added", index) for index in around)
