"""What a figure under heads may be a value of: the same words, units and frames as in prose, by nearness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from gazetteer import Entity, Indicator
from nlp.facts.choose import Choice, by_slug, fallbacks, unit_of
from nlp.facts.continued import told_before
from nlp.facts.head_units import is_money, variants
from nlp.facts.head_words import LOWEST_PLACE, MEASURES, Words, form_of, is_whole, named, weighed
from nlp.facts.heads import Head, Heads, in_names
from nlp.facts.nouns import Counted
from nlp.facts.quantity import Quantity
from nlp.facts.scan import Scan
from nlp.facts.shapes import Shape
from nlp.facts.weighing import usual

_OWN, _TITLE = 3.0, 1.9
_FARTHER = 0.25
"""What an indicator loses for each type that comes before that of its subject."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with unit and scale as its heads tell them, its form and its indicator.

    ``by`` says what announced that: "own" heads, a "hint", heads of an "earlier" column or row, a "title", a "change"
    of what is told beside, the "general" indicator or a "usual" one.
    """

    quantity: Quantity
    form: Shape
    choice: Choice
    by: str


class Ways(NamedTuple):
    """What a figure may be a value of, the likeliest by hand first; ``told`` says that its heads tell so by hand.

    ``own`` says that its heads name a measure of their own, known or not.
    """

    rows: tuple[Measured, ...]
    told: bool
    own: bool


def ways(quantity: Quantity, heads: Heads, about: Entity, known: Sequence[str] = ()) -> Ways:
    """What a figure may be a value of by its heads, where it is of ``about``, the likeliest by hand first.

    ``known`` are indicators that the document told of oftenest before.
    """
    own = heads.own()
    words = Words(
        tuple(head.scan for head in own),
        tuple(head.scan for head in (*heads.corner, *heads.titles, *heads.notes)),
        heads.headings,
        heads.topics,
        about,
        any(head.entity is about for head in (*heads.beside, *heads.above, *heads.group)),
        frozenset(in_names((*own, *heads.corner, *heads.titles, *heads.notes))),
    )
    taken = list(variants(quantity, heads, own))
    changes = any(head.changes for head in own) or bool(quantity.sign) or heads.steps
    general = _general(taken[0], heads, own, words)
    changed = [] if any(head.scan.found("index_head") for head in own) else list(_changed(taken, heads, own, words))
    beside = [one for group in heads.earlier[:1] for variant in taken for one in _going_on(variant, group, words)]
    announced = list(_by_words(taken, heads, words))
    titled = list(_by_titles(taken, heads, words))
    measured = _names_measure(heads, own)
    if changes:
        told = [*changed, *general]
    elif announced or not measured:
        told = [*announced, *titled, *general]
    else:
        told = [*general]
    rest = [*beside, *announced, *changed, *titled, *_known(taken, known)]
    return Ways(tuple(_distinct([*told, *rest, *_usual(taken)])), bool(told), measured)


def _going_on(quantity: Quantity, group: Sequence[Head], words: Words) -> Iterator[Measured]:
    """Changes of what the column or row before tells, whatever words stand over them: "Change on the quarter, %"."""
    yield from _change_of(quantity, tuple(head.scan for head in group if head.known), words)


def _known(taken: Sequence[Quantity], slugs: Sequence[str]) -> Iterator[Measured]:
    """Indicators, and their changes, that the document told of before."""
    for variant in taken:
        for form in _forms(variant):
            for indicator in told_before(slugs, form):
                unit = unit_of(indicator, variant.unit, form)
                if unit and (unit != "count" or is_whole(variant)):
                    yield Measured(variant, form, Choice(indicator, 0.0, unit, None, "told", weak=True), "told")


def _distinct(found: Iterable[Measured]) -> list[Measured]:
    """Of ways that say the same the first."""
    known: dict[tuple[str, str, Decimal], Measured] = {}
    for one in found:
        known.setdefault((one.choice.indicator.slug, one.choice.unit, one.quantity.value), one)
    return list(known.values())


def _by_words(taken: Sequence[Quantity], heads: Heads, words: Words) -> Iterator[Measured]:
    """What the heads of the figure's own column and row announce, else those before, which it goes on from."""
    for variant in taken:
        yield from _announced(variant, words.own, words, _OWN, "own")
    for variant in taken:
        yield from _hinted(variant, words)
    for group in heads.earlier:
        for variant in taken:
            scans = tuple(head.scan for head in group if head.known)
            yield from _announced(variant, scans, words, _TITLE, "earlier")


def _by_titles(taken: Sequence[Quantity], heads: Heads, words: Words) -> Iterator[Measured]:
    """What the caption and the headings above announce."""
    for scan in (*words.around[: len(words.around) - len(heads.notes)], *heads.headings[::-1]):
        for variant in taken:
            for found in _announced(variant, (scan,), words, _TITLE, "title"):
                yield replace(found, choice=found.choice._replace(source="title"))


def _usual(taken: Sequence[Quantity]) -> Iterator[Measured]:
    """The commonest indicators of values of each form that the figure may have."""
    for variant in taken:
        for form in _forms(variant):
            for slug in usual(form):
                indicator = by_slug().get(slug)
                unit = unit_of(indicator, variant.unit, form) if indicator is not None else ""
                if indicator is not None and unit and (unit != "count" or is_whole(variant)):
                    yield Measured(variant, form, Choice(indicator, 0.0, unit, None, "usual", weak=True), "usual")


def _forms(quantity: Quantity) -> Sequence[Shape]:
    """The forms that a figure of a unit may have, whatever its heads say."""
    if quantity.unit in ("percent", "percent_points", "times"):
        return ("growth",) if quantity.unit == "times" else ("percent", "growth")
    if quantity.unit == "points":
        return ("points",)
    if quantity.unit:
        return ("money",) if is_money(quantity.unit) else ("measure",) if quantity.unit in MEASURES else ()
    small = is_whole(quantity) and 0 < abs(quantity.value) <= LOWEST_PLACE
    if quantity.sign:
        return ("change",)
    return ("count", "rank", "change") if small else ("count",)


def _names_measure(heads: Heads, own: Sequence[Head]) -> bool:
    """Whether the heads name a measure of their own, of which the title does not speak."""
    if any(head.known or head.content for head in own if head in heads.above):
        return True
    return any(head.known or (head.content and heads.listing) for head in own)


def _announced(quantity: Quantity, scans: Sequence[Scan], words: Words, base: float, by: str) -> Iterator[Measured]:
    """The indicators that ``scans`` announce for the quantity, best first."""
    form = form_of(quantity, scans, words)
    rows = [
        choice
        for slug, score in named(scans, base, words.names).items()
        if (choice := weighed(quantity, form, by_slug()[slug], score, scans, words)) is not None
    ]
    if form == "rank" and rows == []:
        rows = [
            choice
            for slug, indicator in by_slug().items()
            if indicator.kind == "rank"
            and (choice := weighed(quantity, form, by_slug()[slug], 1.0, scans, words)) is not None
        ]
    yield from (Measured(quantity, form, choice, by) for choice in sorted(rows, key=_score, reverse=True))


def _score(choice: Choice) -> tuple[float, str]:
    return choice.score, choice.indicator.slug


def _hinted(quantity: Quantity, words: Words) -> Iterator[Measured]:
    """Indicators that words point to which say little in prose, but are all that a head has: "Cost, Rs crore"."""
    form = form_of(quantity, words.own, words)
    rows = [
        choice._replace(score=choice.score - _FARTHER * _place(indicator, words.about))
        for scan in words.own
        if not _generic(scan)
        for hit in scan.found("hint")
        if (indicator := by_slug()[hit.key])
        and (choice := weighed(quantity, form, indicator, _OWN, words.own, words)) is not None
    ]
    yield from (Measured(quantity, form, choice, "hint") for choice in sorted(rows, key=_score, reverse=True))


def _generic(scan: Scan) -> bool:
    """Whether a head names no measure by itself: "Amount" stands for what the caption says."""
    inside = {index for hit in scan.found("generic_head") for index in range(hit.first, hit.last)}
    return all(index in inside for index, token in enumerate(scan.tokens) if token.kind == "word")


def _place(indicator: Indicator, about: Entity) -> int:
    """How far behind a type stands among those that an indicator is told of."""
    return indicator.subjects.index(about.type) if about.type in indicator.subjects else len(indicator.subjects)


def _changed(variants: Sequence[Quantity], heads: Heads, own: Sequence[Head], words: Words) -> Iterator[Measured]:
    """A change: of the measure its heads name, else of the one in the column or row before, else of the title's."""
    told = [head.scan for head in own if head.known]
    before = [tuple(head.scan for head in group if head.known) for group in heads.earlier]
    sources = [tuple(told)] if told else []
    parts = not heads.listing and all(head in heads.beside and not head.known for head in own if head.content)
    around = [*before[:1], *((scan,) for scan in words.around), heads.headings[-1:]]
    sources += around if parts or not any(head.content for head in own) else []
    for scans in sources:
        for variant in variants:
            yield from _change_of(variant, scans, words)


def _change_of(quantity: Quantity, scans: Sequence[Scan], words: Words) -> Iterator[Measured]:
    """Changes of what ``scans`` name: growth in percent, places in a ranking, or more and fewer."""
    percent = quantity.unit in ("percent", "percent_points", "times")
    form: Shape = "growth" if percent else "change"
    rows: list[Choice] = []
    for slug, score in named(scans, _OWN, words.names).items():
        for indicator in _changes_of(by_slug()[slug], percent):
            if percent:
                choice = weighed(quantity, form, indicator, score, scans, words)
            else:
                choice = _stepped(quantity, indicator, score, scans, words)
            if choice is not None:
                rows.append(choice)
    ranked = any(hit.key == "rank_other" for scan in scans for hit in scan.found("cue"))
    # "Companies lost" are firms and no places, though a place is lost, too.
    rows = [row for row in rows if (row.indicator.slug in _MOVES) == ranked] or rows
    yield from (Measured(quantity, form, choice, "change") for choice in sorted(rows, key=_score, reverse=True))


_MOVES = frozenset(slug for slug in by_slug() if slug.startswith("rank_") or slug.endswith("rank_change"))
"""Moves in a ranking."""


def _changes_of(base: Indicator, percent: bool) -> Iterable[Indicator]:
    if percent:
        if base.kind == "growth":
            yield base
        growth = by_slug().get(f"{base.slug}_growth")
        if growth is not None:
            yield growth
        return
    if base.kind == "change":
        yield base
    change = by_slug().get(f"{base.slug}_change")
    if change is not None:
        yield change


def _stepped(
    quantity: Quantity, indicator: Indicator, score: float, scans: Sequence[Scan], words: Words
) -> Choice | None:
    if indicator.kind == "change":
        return weighed(quantity, "change", indicator, score, scans, words) if not quantity.unit else None
    form: Shape = "money" if is_money(quantity.unit) else "measure" if quantity.unit in MEASURES else "count"
    choice = weighed(quantity, form, replace(indicator, kind="level"), score - 0.2, scans, words)
    return choice._replace(indicator=indicator) if choice is not None else None


def _general(quantity: Quantity, heads: Heads, own: Sequence[Head], words: Words) -> list[Measured]:
    """The general indicator where the heads say what is counted in words that no indicator knows."""
    if not any(head.content or head.known for head in (*own, *heads.beside, *heads.group)) and not heads.titles:
        return []
    form = form_of(quantity, words.own, words)
    index = any(head.scan.found("index_head") for head in own)
    if form == "percent" and any(head.changes for head in own) and not index:
        form = "growth"
    if form == "count" and (_only_money(own) or not is_whole(quantity) or _tells_ratio(heads)):
        return []
    general = fallbacks(quantity, form, Counted(0, 1)) or _by_unit(quantity, form)
    return [Measured(quantity, form, one._replace(source="header", cue=None), "general") for one in general]


_OF_UNIT = {"ha": "area", "m2": "floor_area", "years": "duration_years"}


def _by_unit(quantity: Quantity, form: Shape) -> list[Choice]:
    """What a figure of a unit is where no word tells it: "To let, m²"."""
    slug = _OF_UNIT.get(quantity.unit)
    if slug is None:
        return []
    return [Choice(by_slug()[slug], 0.6, unit_of(by_slug()[slug], quantity.unit, form), None, "general", weak=True)]


def _tells_ratio(heads: Heads) -> bool:
    """Whether a head says that its figures are rates, means or bounds: they count nothing."""
    near = (*heads.above, *heads.beside, *heads.group)
    return any(head.scan.found("ratio_head") or head.scan.found("per_head") for head in near)


def _only_money(own: Sequence[Head]) -> bool:
    """Whether the heads name amounts only: a figure without its currency is no count."""
    hits = [by_slug()[hit.key] for head in own for name in ("cue", "noun") for hit in head.scan.found(name)]
    hits = [indicator for indicator in hits if indicator.kind == "level"]
    return bool(hits) and all("currency" in indicator.units and "count" not in indicator.units for indicator in hits)
