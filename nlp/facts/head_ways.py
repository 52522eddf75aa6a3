"""Which indicator a figure under heads is a value of: the same words, units and frames as in prose, by nearness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from gazetteer import Entity, Indicator
from nlp.facts.choose import Choice, by_slug, fallbacks, fits, unit_of
from nlp.facts.continued import told_before
from nlp.facts.head_units import is_money, variants
from nlp.facts.heads import Head, Heads, in_names
from nlp.facts.nouns import Counted
from nlp.facts.phrases import Hit
from nlp.facts.quantities import Quantity
from nlp.facts.scan import Scan
from nlp.facts.shapes import Shape
from nlp.facts.weighing import usual

_OWN, _TITLE = 3.0, 1.9
_REMEMBERED = 4096
"""Heads whose words are kept."""
_STEP = 0.25
_ASIDE = 0.06
_INSIDE = 0.5
_LENGTH = 0.08
_PRIORITY = 0.07
_FRAMED = {"own": 0.6, "around": 0.35, "headings": 0.2, "topics": 0.1}
_TOLD_OF_CELLS = ("selected", "contest", "registered", "struck_off", "created", "event", "costs", "per_project")
"""Frames of something that happened: a title's "selected indicators" selects nothing."""
_BREAKS = frozenset((",", "(", ":", ";", "–", "—"))
_SELF_PER = ("productivity", "wage", "grant_amount", "funding_per_project", "private_leverage_ratio")
_MEASURES = ("ha", "m2", "MW", "km", "t")


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
    """What a figure may be a value of, the likeliest by hand first; ``told`` says that its heads tell so by hand."""

    rows: tuple[Measured, ...]
    told: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """The scans that one choice may use."""

    own: tuple[Scan, ...]
    around: tuple[Scan, ...]
    headings: tuple[Scan, ...]
    topics: frozenset[str]
    about: Entity
    named: bool
    names: frozenset[tuple[int, int]] = frozenset()
    """Tokens of names, as the identity of their scan and their index: «ОЭЗ «Дубна»» counts no zones."""


def ways(quantity: Quantity, heads: Heads, about: Entity, known: Sequence[str] = ()) -> Ways:
    """What a figure may be a value of by its heads, where it is of ``about``, the likeliest by hand first.

    ``known`` are indicators that the document told of oftenest before.
    """
    own = heads.own()
    words = _Words(
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
    if changes:
        told = [*changed, *general]
    elif announced or not _blocked(heads, own):
        told = [*announced, *_by_titles(taken, heads, words), *general]
    else:
        told = [*general]
    rest = [*beside, *announced, *changed, *_by_titles(taken, heads, words), *_known(taken, known)]
    return Ways(tuple(_distinct([*told, *rest, *_usual(taken)])), bool(told))


def _going_on(quantity: Quantity, group: Sequence[Head], words: _Words) -> Iterator[Measured]:
    """Changes of what the column or row before tells, whatever words stand over them: "Change on the quarter, %"."""
    yield from _change_of(quantity, tuple(head.scan for head in group if head.known), words)


def _known(taken: Sequence[Quantity], slugs: Sequence[str]) -> Iterator[Measured]:
    """Indicators, and their changes, that the document told of before."""
    for variant in taken:
        for form in _forms(variant):
            for indicator in told_before(slugs, form):
                unit = unit_of(indicator, variant.unit, form)
                if unit and (unit != "count" or _is_whole(variant)):
                    yield Measured(variant, form, Choice(indicator, 0.0, unit, None, "told", weak=True), "told")


def _distinct(found: Iterable[Measured]) -> list[Measured]:
    """Of ways that say the same the first."""
    known: dict[tuple[str, str, Decimal], Measured] = {}
    for one in found:
        known.setdefault((one.choice.indicator.slug, one.choice.unit, one.quantity.value), one)
    return list(known.values())


def _by_words(taken: Sequence[Quantity], heads: Heads, words: _Words) -> Iterator[Measured]:
    """What the heads of the figure's own column and row announce, else those before, which it goes on from."""
    for variant in taken:
        yield from _announced(variant, words.own, words, _OWN, "own")
    for variant in taken:
        yield from _hinted(variant, words)
    for group in heads.earlier:
        for variant in taken:
            scans = tuple(head.scan for head in group if head.known)
            yield from _announced(variant, scans, words, _TITLE, "earlier")


def _by_titles(taken: Sequence[Quantity], heads: Heads, words: _Words) -> Iterator[Measured]:
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
                if indicator is not None and unit and (unit != "count" or _is_whole(variant)):
                    yield Measured(variant, form, Choice(indicator, 0.0, unit, None, "usual", weak=True), "usual")


def _forms(quantity: Quantity) -> Sequence[Shape]:
    """The forms that a figure of a unit may have, whatever its heads say."""
    if quantity.unit in ("percent", "percent_points", "times"):
        return ("growth",) if quantity.unit == "times" else ("percent", "growth")
    if quantity.unit:
        return ("money",) if is_money(quantity.unit) else ("measure",) if quantity.unit in _MEASURES else ()
    small = _is_whole(quantity) and 0 < abs(quantity.value) <= _LOWEST_PLACE
    if quantity.sign:
        return ("change",)
    return ("count", "rank", "change") if small else ("count",)


_LOWEST_PLACE = 1000
"""A bare figure above that is no place in a ranking."""


def _blocked(heads: Heads, own: Sequence[Head]) -> bool:
    """Whether the heads name a measure of their own that the title does not speak of."""
    if any(head.known or head.content for head in own if head in heads.above):
        return True
    return any(head.known or (head.content and heads.listing) for head in own)


def _form(quantity: Quantity, scans: Sequence[Scan], words: _Words) -> Shape:
    """What a figure is by its unit and the words it is read under."""
    if quantity.unit in ("percent", "percent_points"):
        return "percent"
    if quantity.unit in _MEASURES:
        return "measure"
    if quantity.unit in ("points", "times"):
        return "points" if quantity.unit == "points" else "times"
    if quantity.unit in ("years", "months"):
        return "duration"
    if quantity.unit:
        return "money"
    return "rank" if quantity.ordinal or _ranks(quantity, scans, words) else "count"


def _ranks(quantity: Quantity, scans: Sequence[Scan], words: _Words) -> bool:
    """Whether a bare figure is a place: the words rank, and count nothing that the subject may have."""
    small = quantity.value == int(quantity.value) and 0 < quantity.value <= _LOWEST_PLACE
    if not small or not any(hit.key == "rank_other" for scan in scans for hit in scan.found("cue")):
        return False
    if any(scan.found("quantity_of") for scan in scans):
        return False
    counted = [
        indicator
        for scan in scans
        for hit in scan.found("noun")
        if hit.first < _ranked_from(scan) and (indicator := by_slug()[hit.key]).kind == "level" and indicator.rank > -5
    ]
    return not any(
        _may_be_of(indicator, words)
        and all(any(_frame(name.rstrip("!"), scans, words) for name in names.split("|")) for names in indicator.frames)
        for indicator in counted
    )


def _ranked_from(scan: Scan) -> int:
    """Where words rank first: what stands behind says what is ranked, "places of members", "rank by companies"."""
    ranks = [hit.first for hit in scan.found("cue") if hit.key == "rank_other"]
    return min(ranks, default=len(scan.tokens))


_KINDS = {
    "cluster": (
        "cluster_count",
        "top100_cluster_count",
        "park_count",
        "zone_count",
        "special_zone_count",
        "industrial_complex_count",
        "site_count",
    ),
    "country": ("country_coverage_count",),
    "region": ("region_coverage_count", "country_coverage_count"),
    "city": ("region_coverage_count", "country_coverage_count"),
}
"""Counts of what the subject is itself: where the rows are parks, the word "parks" says whose figures they are."""


def _may_be_of(indicator: Indicator, words: _Words) -> bool:
    about = words.about
    kind = indicator.slug.removesuffix("_growth").removesuffix("_change")
    if words.named and kind in _KINDS.get(about.type, ()):
        return False
    return about.type in indicator.subjects or (about.type == "city" and "cluster" in indicator.subjects)


def _announced(quantity: Quantity, scans: Sequence[Scan], words: _Words, base: float, by: str) -> Iterator[Measured]:
    """The indicators that ``scans`` announce for the quantity, best first."""
    form = _form(quantity, scans, words)
    rows = [
        choice
        for slug, score in _named(scans, base, words.names).items()
        if (choice := _weighed(quantity, form, by_slug()[slug], score, scans, words)) is not None
    ]
    if form == "rank" and rows == []:
        rows = [
            choice
            for slug, indicator in by_slug().items()
            if indicator.kind == "rank"
            and (choice := _weighed(quantity, form, by_slug()[slug], 1.0, scans, words)) is not None
        ]
    yield from (Measured(quantity, form, choice, by) for choice in sorted(rows, key=_score, reverse=True))


def _score(choice: Choice) -> tuple[float, str]:
    return choice.score, choice.indicator.slug


def _hinted(quantity: Quantity, words: _Words) -> Iterator[Measured]:
    """Indicators that words point to which say little in prose, but are all that a head has: "Cost, Rs crore"."""
    form = _form(quantity, words.own, words)
    rows = [
        choice._replace(score=choice.score - _STEP * _place(indicator, words.about))
        for scan in words.own
        if not _generic(scan)
        for hit in scan.found("hint")
        if (indicator := by_slug()[hit.key])
        and (choice := _weighed(quantity, form, indicator, _OWN, words.own, words)) is not None
    ]
    yield from (Measured(quantity, form, choice, "hint") for choice in sorted(rows, key=_score, reverse=True))


def _generic(scan: Scan) -> bool:
    """Whether a head names no measure by itself: "Amount" stands for what the caption says."""
    inside = {index for hit in scan.found("generic_head") for index in range(hit.first, hit.last)}
    return all(index in inside for index, token in enumerate(scan.tokens) if token.kind == "word")


def _place(indicator: Indicator, about: Entity) -> int:
    """How far behind a type stands among those that an indicator is told of."""
    return indicator.subjects.index(about.type) if about.type in indicator.subjects else len(indicator.subjects)


def _named(scans: Sequence[Scan], base: float, names: frozenset[tuple[int, int]]) -> dict[str, float]:
    """Every indicator that the scans name outside ``names``, with how plainly they do."""
    found: dict[str, float] = {}
    for scan in scans:
        inside = frozenset(index for at, index in names if at == id(scan))
        for slug, plain in _named_in(scan, inside).items():
            found[slug] = max(found.get(slug, 0.0), base + plain)
    return found


@lru_cache(maxsize=_REMEMBERED)
def _named_in(scan: Scan, names: frozenset[int]) -> Mapping[str, float]:
    """How plainly one head names indicators outside of its tokens ``names``: asked for with every figure below it."""
    found: dict[str, float] = {}
    hits = [
        hit for hit in (*scan.found("cue"), *scan.found("noun")) if not names.issuperset(range(hit.first, hit.last))
    ]
    for hit in hits:
        plain = _LENGTH * (hit.last - hit.first) - _depth(scan, hit)
        if any(_inside(hit, other) for other in hits):
            plain -= _INSIDE
        found[hit.key] = max(found.get(hit.key, -_OWN), plain)
    return found


def _inside(hit: Hit, other: Hit) -> bool:
    return (
        other.key != hit.key
        and other.first <= hit.first
        and hit.last <= other.last
        and (other.last - other.first) > (hit.last - hit.first)
    )


def _depth(scan: Scan, hit: Hit) -> float:
    """How far a word stands from the head of its phrase: "companies" in "number of companies in parks"."""
    breaks = [index for index in range(hit.first) if _parts(scan, index)]
    counted = scan.ending("quantity_of", hit.first) is not None
    start = breaks[-1] + 1 if breaks else 0
    if scan.language == "en":
        last = hit.last
        while last < len(scan.tokens) and scan.tokens[last].kind == "word" and not _parts(scan, last):
            last += 1
        aside = last - hit.last
    else:
        aside = hit.first - start
    return _STEP * min(len(breaks), 3) * (not counted) + _ASIDE * min(aside, 5)


def _parts(scan: Scan, index: int) -> bool:
    fold = scan.fold(index)
    if fold in _BREAKS:
        return True
    return scan.tokens[index].kind == "word" and bool(scan.starting("not_noun", index)) and len(fold) <= 5


def _weighed(
    quantity: Quantity, form: Shape, indicator: Indicator, score: float, scans: Sequence[Scan], words: _Words
) -> Choice | None:
    if indicator.kind == "date" or not fits(indicator, form) or not _may_be_of(indicator, words):
        return None
    unit = unit_of(indicator, quantity.unit, form)
    if not unit or (unit == "count" and not _is_whole(quantity)):
        return None
    weak = False
    for names in indicator.frames:
        weight = max(_frame(name.rstrip("!"), scans, words) for name in names.split("|"))
        if not weight:
            return None
        score += weight
        weak = weak or weight < _FRAMED["around"]
    if any(_spoken(name, (*scans, *words.own)) for name in indicator.unless):
        return None
    if _per_other(scans, words) and not _is_per(indicator):
        return None
    return Choice(indicator, score + _PRIORITY * indicator.rank, unit, None, "header", weak)


def _frame(name: str, scans: Sequence[Scan], words: _Words) -> float:
    if _spoken(name, (*scans, *words.own)):
        return _FRAMED["own"]
    if name in _TOLD_OF_CELLS:
        return 0.0
    if _spoken(name, words.around):
        return _FRAMED["around"]
    if _spoken(name, words.headings):
        return _FRAMED["headings"]
    return _FRAMED["topics"] if name in words.topics else 0.0


def _spoken(name: str, scans: Iterable[Scan]) -> bool:
    return any(hit.key == name for scan in scans for hit in scan.found("frame"))


def _per_other(scans: Sequence[Scan], words: _Words) -> bool:
    return any(scan.found("per_head") for scan in (*scans, *words.own))


def _is_per(indicator: Indicator) -> bool:
    return "per_million" in indicator.units or indicator.kind == "rank" or indicator.slug in _SELF_PER


def _changed(variants: Sequence[Quantity], heads: Heads, own: Sequence[Head], words: _Words) -> Iterator[Measured]:
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


def _change_of(quantity: Quantity, scans: Sequence[Scan], words: _Words) -> Iterator[Measured]:
    """Changes of what ``scans`` name: growth in percent, places in a ranking, or more and fewer."""
    percent = quantity.unit in ("percent", "percent_points", "times")
    form: Shape = "growth" if percent else "change"
    rows: list[Choice] = []
    for slug, score in _named(scans, _OWN, words.names).items():
        for indicator in _changes_of(by_slug()[slug], percent):
            if percent:
                choice = _weighed(quantity, form, indicator, score, scans, words)
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
    quantity: Quantity, indicator: Indicator, score: float, scans: Sequence[Scan], words: _Words
) -> Choice | None:
    if indicator.kind == "change":
        return _weighed(quantity, "change", indicator, score, scans, words) if not quantity.unit else None
    form: Shape = "money" if is_money(quantity.unit) else "measure" if quantity.unit in _MEASURES else "count"
    choice = _weighed(quantity, form, replace(indicator, kind="level"), score - 0.2, scans, words)
    return choice._replace(indicator=indicator) if choice is not None else None


def _general(quantity: Quantity, heads: Heads, own: Sequence[Head], words: _Words) -> list[Measured]:
    """The general indicator where the heads say what is counted in words that no indicator knows."""
    if not any(head.content or head.known for head in (*own, *heads.beside, *heads.group)) and not heads.titles:
        return []
    form = _form(quantity, words.own, words)
    index = any(head.scan.found("index_head") for head in own)
    if form == "percent" and any(head.changes for head in own) and not index:
        form = "growth"
    if form == "count" and (_only_money(own) or not _is_whole(quantity) or _tells_ratio(heads)):
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


def _is_whole(quantity: Quantity) -> bool:
    """Whether a figure can be a count: a broken one is a rate or a mean, whatever its heads say."""
    if quantity.scaled:
        return quantity.value == int(quantity.value)
    exponent = quantity.value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= 0


def _only_money(own: Sequence[Head]) -> bool:
    """Whether the heads name amounts only: a figure without its currency is no count."""
    hits = [by_slug()[hit.key] for head in own for name in ("cue", "noun") for hit in head.scan.found(name)]
    hits = [indicator for indicator in hits if indicator.kind == "level"]
    return bool(hits) and all("currency" in indicator.units and "count" not in indicator.units for indicator in hits)
