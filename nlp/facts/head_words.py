"""How plainly the words of heads name indicators for the figures below them, by their phrases, units and frames."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gazetteer import Entity, Indicator
from nlp.facts.choose import Choice, by_slug, fits, unit_of
from nlp.facts.phrases import Hit
from nlp.facts.quantity import Quantity
from nlp.facts.scan import Scan
from nlp.facts.shapes import Shape
from nlp.facts.told import base_of

_REMEMBERED = 256
"""Heads whose words are kept: few tables have more."""
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
MEASURES = ("ha", "m2", "MW", "km", "t")
LOWEST_PLACE = 1000
"""A bare figure above that is no place in a ranking."""


@dataclass(frozen=True, slots=True)
class Words:
    """The scans that one choice may use."""

    own: tuple[Scan, ...]
    around: tuple[Scan, ...]
    headings: tuple[Scan, ...]
    topics: frozenset[str]
    about: Entity
    named: bool
    names: frozenset[tuple[int, int]] = frozenset()
    """Tokens of names, as the identity of their scan and their index: «ОЭЗ «Дубна»» counts no zones."""


def form_of(quantity: Quantity, scans: Sequence[Scan], words: Words) -> Shape:
    """What a figure is by its unit and the words it is read under."""
    if quantity.unit in ("percent", "percent_points"):
        return "percent"
    if quantity.unit in MEASURES:
        return "measure"
    if quantity.unit in ("points", "times"):
        return "points" if quantity.unit == "points" else "times"
    if quantity.unit in ("years", "months"):
        return "duration"
    if quantity.unit:
        return "money"
    return "rank" if quantity.ordinal or _ranks(quantity, scans, words) else "count"


def _ranks(quantity: Quantity, scans: Sequence[Scan], words: Words) -> bool:
    """Whether a bare figure is a place: the words rank, and count nothing that the subject may have."""
    small = quantity.value == int(quantity.value) and 0 < quantity.value <= LOWEST_PLACE
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


def _may_be_of(indicator: Indicator, words: Words) -> bool:
    about = words.about
    if words.named and base_of(indicator.slug) in _KINDS.get(about.type, ()):
        return False
    return about.type in indicator.subjects or (about.type == "city" and "cluster" in indicator.subjects)


def named(scans: Sequence[Scan], base: float, names: frozenset[tuple[int, int]]) -> dict[str, float]:
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
        found[hit.key] = max(found.get(hit.key, -math.inf), plain)
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


def weighed(
    quantity: Quantity, form: Shape, indicator: Indicator, score: float, scans: Sequence[Scan], words: Words
) -> Choice | None:
    """An indicator as a choice for a quantity of a form under ``scans``; none where they speak against it."""
    if indicator.kind == "date" or not fits(indicator, form) or not _may_be_of(indicator, words):
        return None
    unit = unit_of(indicator, quantity.unit, form)
    if not unit or (unit == "count" and not is_whole(quantity)):
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


def _frame(name: str, scans: Sequence[Scan], words: Words) -> float:
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


def _per_other(scans: Sequence[Scan], words: Words) -> bool:
    return any(scan.found("per_head") for scan in (*scans, *words.own))


def _is_per(indicator: Indicator) -> bool:
    return "per_million" in indicator.units or indicator.kind == "rank" or indicator.slug in _SELF_PER


def is_whole(quantity: Quantity) -> bool:
    """Whether a figure can be a count: a broken one is a rate or a mean, whatever its heads say."""
    if quantity.scaled:
        return quantity.value == int(quantity.value)
    exponent = quantity.value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= 0
