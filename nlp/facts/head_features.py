"""Features of the ways to read a figure under heads: what the learned weights weigh (``weighing.py``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlp.facts.head_subjects import About, Abouts
from nlp.facts.head_ways import Measured, Ways
from nlp.facts.heads import Head, Heads
from nlp.facts.quantity import Quantity
from nlp.facts.salience import standing
from nlp.facts.scan import Scan
from nlp.facts.setting import RANKINGS, Setting
from nlp.facts.shapes import Shape
from nlp.facts.vocabulary import SHORTEST, STEM
from nlp.facts.weighing import Held, Part, part, remembered
from nlp.findings import Modality

_TITLES = 2
"""Titles whose words are looked at, the nearest first."""
_PLACES = 5
"""Place in the order by hand from which on it does not matter."""


class HeadCircumstances(Held):
    """What holds for a figure under ``heads``."""

    def __init__(self, quantity: Quantity, heads: Heads, setting: Setting, modality: Modality) -> None:
        """Look at the heads of a figure."""
        self.setting, self.heads = setting, heads
        super().__init__("cell", tuple(sorted(set(_holds(quantity, heads, setting, modality)))))


def _holds(quantity: Quantity, heads: Heads, setting: Setting, modality: Modality) -> Iterator[str]:
    own = heads.own()
    yield f"size {quantity.unit or 'bare'} {quantity.value.adjusted() if quantity.value else 'zero'}"
    yield f"signed {bool(quantity.sign)}"
    yield f"steps {heads.steps} {_ranked(heads)}"
    yield f"modality {modality}"
    yield f"ranking {_ranking(heads, setting)}"
    yield f"rows {_rows(heads)}"
    yield f"changes {any(head.changes for head in own)}"
    for head in own:
        yield from _words("own", head.scan, _inside(head))
    for head in heads.beside:
        if head not in own and head.entity is None:
            yield from _words("row", head.scan, _inside(head))
    for head in heads.corner:
        yield from _words("corner", head.scan, _inside(head))
    for head in heads.titles[:_TITLES]:
        yield from _words("title", head.scan, _inside(head))
    for scan in heads.headings[-1:]:
        yield from _words("heading", scan, frozenset())


def _words(kind: str, scan: Scan, inside: frozenset[int]) -> Iterator[str]:
    """The words of a head, by their beginnings, and what they speak of; those ``inside`` names are left out."""
    last = ""
    for index, token in enumerate(scan.tokens):
        if token.kind == "word" and index not in inside and len(token.fold) >= SHORTEST:
            last = token.fold[:STEM]
            yield f"{kind} {last}"
    if kind == "own" and last:
        yield f"own last {last}"
    yield from (f"{kind} concept {hit.key}" for hit in scan.found("concept") if hit.first not in inside)


def _inside(head: Head) -> frozenset[int]:
    return frozenset(
        index for name in (head.name, head.inner) if name is not None for index in range(name.first, name.last)
    )


def _ranked(heads: Heads) -> bool:
    """Whether the column before tells places in a ranking."""
    scans = (head.scan for group in heads.earlier[:1] for head in group)
    return any(hit.key == "rank_other" for scan in scans for hit in scan.found("cue"))


def _rows(heads: Heads) -> str:
    """What kind of name heads the row: a type, "words", or nothing."""
    named = [head.entity.type for head in heads.beside if head.entity is not None]
    return named[0] if named else "words" if any(head.content for head in heads.beside) else "none"


def _ranking(heads: Heads, setting: Setting) -> str:
    """Which ranking heads and headings speak of, else the text before: the index, another, or none."""
    scans = (*(head.scan for head in heads.nearest_first), *heads.headings[::-1])
    told = [hit.key for scan in scans for hit in scan.found("frame") if hit.key in RANKINGS]
    if told:
        return told[0]
    named = setting.subjects.get("ranking")
    if named is not None:
        return "gii" if named.group.lead.entity.id.startswith("rnk:gii") else "other_ranking"
    return f"spoken {setting.rankings}"


def way_features(measured: Measured, place: int, ways: Ways, around: HeadCircumstances) -> Sequence[Part]:
    """Features of an indicator for a figure, one of ``ways``; ``place`` is its position by hand."""
    choice = measured.choice
    return (
        _way_part(choice.indicator.slug, measured.by, measured.form, min(place, _PLACES), ways.told, choice.weak),
        _own_part(measured.by, ways.own),
        _known_part(*around.setting.told_of_slug(choice.indicator.slug), measured.by),
    )


@remembered
def _way_part(slug: str, by: str, form: Shape, place: int, told: bool, weak: bool) -> Part:
    found = {
        "hand way": float(told and not place),
        f"slug {slug}": 1.0,
        f"by {by} {form}": 1.0,
        f"by {by} {slug}": 1.0,
        f"by {by} place {place} {told}": 1.0,
        f"by {by} weak {weak}": 1.0,
    }
    return part("cell", found)


@remembered
def _own_part(by: str, own: bool) -> Part:
    return part("cell", {f"by {by} own {own}": 1.0})


@remembered
def _known_part(told: int, spoken: int, by: str) -> Part:
    return part("cell", {f"told {told}": 1.0, f"told {told} by {by}": 1.0, f"spoken {spoken}": 1.0})


def who_features(about: About, place: int, told: bool, setting: Setting) -> Sequence[Part]:
    """Features of a subject; ``place`` is its position by hand, ``told`` whether by hand there is one at all."""
    entity = about.name.entity
    return (
        _whom_part(about.at, entity.type, min(place, _PLACES), told, entity.id.startswith("new:")),
        _standing_part(
            about.at,
            standing(entity, setting.salience),
            any(known.group.lead.entity.id == entity.id for known in setting.mains.values()),
            setting.thread.told(entity.id),
        ),
    )


@remembered
def _whom_part(at: str, kind: str, place: int, told: bool, new: bool) -> Part:
    found = {
        "hand who": float(told and not place),
        f"who {at}": 1.0,
        f"who {at} {kind}": 1.0,
        f"who {at} {kind} {new}": 1.0,
        f"who {at} place {place} {told}": 1.0,
    }
    return part("cell", found)


@remembered
def _standing_part(at: str, stands: str, main: bool, told: str) -> Part:
    found = (f"who stands {stands}", f"who {at} stands {stands}", f"who main {main} {at}", f"who told {told} {at}")
    return part("cell", dict.fromkeys(found, 1.0))


@remembered
def who_part(slug: str, at: str) -> Part:
    """A feature of where a subject is named that is told a value of an indicator."""
    return part("cell", {f"who {at} of {slug}": 1.0})


def nothing_features(told: bool, abouts: Abouts, around: HeadCircumstances) -> dict[str, float]:
    """Features of leaving a figure without a statement; ``told`` is whether by hand it has one."""
    found = {
        "hand nothing": float(not told),
        "nothing": 1.0,
        f"nothing told {told} {abouts.told}": 1.0,
        f"nothing rows {_rows(around.heads)} {told}": 1.0,
    }
    words = (one for one in around.holds if one.startswith(("own ", "size ", "row ")))
    return found | {f"nothing {one}": 1.0 for one in words}
