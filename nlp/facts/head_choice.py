"""What a figure under heads is a value of, and whom it is about: the likeliest way by the learned weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nlp.facts.elsewhere import EDITIONED
from nlp.facts.features import pair_part
from nlp.facts.fitness import fit
from nlp.facts.head_features import (
    HeadCircumstances,
    nothing_features,
    way_features,
    who_features,
    who_part,
)
from nlp.facts.head_subjects import About, Abouts
from nlp.facts.head_ways import Measured, Ways, ways
from nlp.facts.heads import Heads
from nlp.facts.quantity import Quantity
from nlp.facts.readings import ranked
from nlp.facts.setting import Setting
from nlp.facts.weighing import Option, Part, likeliest, likely, option, part, summed
from nlp.findings import Modality

_MOST_WAYS = 24
"""Ways weighed for one subject."""
_EVEN = 0.5
"""A figure states nothing where that is likelier than all that it might state."""


class Chosen(NamedTuple):
    """What a figure is a value of and whom it is about, and how likely that is."""

    measured: Measured
    about: About
    sure: float


class _Way(NamedTuple):
    """One way to read a figure: as what, of whom, and what speaks for either and for both together."""

    measured: Measured
    about: About
    parts: Sequence[Part]
    says: tuple[str, str, str]


def choose(
    quantity: Quantity, heads: Heads, abouts: Abouts, setting: Setting, modality: Modality, span: tuple[int, int]
) -> Chosen | None:
    """The likeliest way to read a figure at ``span`` of its reading; none where it rather states nothing."""
    if not abouts.rows:
        return None
    around = HeadCircumstances(quantity, heads, setting, modality)
    known = _ways_of_each(quantity, heads, abouts, setting)
    found = list(_readings(abouts, known, around, setting))
    told = abouts.told and known[0].told
    nothing = part("cell", nothing_features(told, abouts, around))
    if setting.decisions is not None:
        options = [_option(way, around) for way in found]
        setting.note_decision("cell", span, [*options, option([nothing], ())])
    scores = [summed(way.parts) + around.score(way.says[0]) for way in found]
    nothing_likely = likely([*scores, nothing.score])[-1]
    if not found or nothing_likely > _EVEN:
        return None
    best, sure = likeliest(scores, [way.says for way in found])
    return Chosen(found[best].measured, found[best].about, sure * (1 - nothing_likely))


def _ways_of_each(quantity: Quantity, heads: Heads, abouts: Abouts, setting: Setting) -> list[Ways]:
    """What the figure may be a value of for each subject; those of one type in one place share it."""
    oftenest = setting.oftenest
    named = {id(head.entity) for head in (*heads.beside, *heads.above, *heads.group)}
    found: dict[tuple[str, bool], Ways] = {}
    rows = []
    for about in abouts.rows:
        entity = about.name.entity
        key = (entity.type, id(entity) in named)
        if key not in found:
            found[key] = ways(quantity, heads, entity, oftenest)
        rows.append(found[key])
    return rows


def _readings(abouts: Abouts, known: Sequence[Ways], around: HeadCircumstances, setting: Setting) -> Iterator[_Way]:
    """Each way to read the figure with what speaks for it."""
    made: dict[tuple[int, int], Sequence[Part]] = {}
    for place, (about, of_one) in enumerate(zip(abouts.rows, known, strict=True)):
        entity = about.name.entity
        whom = who_features(about, place, abouts.told, setting)
        for at, measured in enumerate(of_one.rows[:_MOST_WAYS]):
            key, choice = (id(of_one), at), measured.choice
            if key not in made:
                made[key] = way_features(measured, at, of_one, around)
            slug = choice.indicator.slug
            pair = (
                pair_part("cell", slug, entity.type, about.at, measured.by),
                who_part(slug, about.at),
                fit("cell", measured.quantity.value, slug, choice.unit, entity, setting, about.at),
            )
            yield _Way(measured, about, (*made[key], *whom, *pair), _says(measured, about, setting))


def _says(measured: Measured, about: About, setting: Setting) -> tuple[str, str, str]:
    slug = measured.choice.indicator.slug
    name = ranked(about.name, slug, setting) if slug.startswith(EDITIONED) else about.name
    return slug, measured.choice.unit, name.entity.id


def _option(way: _Way, around: HeadCircumstances) -> Option:
    return Option((around.features(way.says[0]), *(one.features for one in way.parts)), way.says)
