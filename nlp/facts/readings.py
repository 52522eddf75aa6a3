"""The ways to read a value - an indicator of a subject - and the likeliest of them by the learned weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from nlp.facts.choose import Choice, Sentence, choices, fallback
from nlp.facts.continued import continued, usual_choices
from nlp.facts.dating import EDITIONED
from nlp.facts.features import (
    choice_features,
    circumstances,
    hand_feature,
    pair_features,
    subject_features,
    taken_feature,
    whole_features,
)
from nlp.facts.modality import status
from nlp.facts.names import Named
from nlp.facts.passage import Passage, Value
from nlp.facts.setting import Setting, SubjectFound
from nlp.facts.shapes import Shape
from nlp.facts.subjects import Subject, Subjects
from nlp.facts.told import Told
from nlp.facts.unstated import unstated_features
from nlp.facts.weighing import Part, likeliest, likely, option, part, summed
from nlp.facts.wording import Stretch, whole_of

_CHOICES = 20
_SUBJECTS = 6
_INHERITED = 1.1
_LESS_PLAIN = 2.0
"""What a way to take a figure loses that its own words do not tell, before anything is learned."""
_LIKE = {
    "percent": "percent",
    "growth": "growth",
    "money": "money",
    "count": "count",
    "rank": "rank",
    "change": "change",
    "points": "points",
}


@dataclass(slots=True)
class Work:
    """What has been settled in the sentence so far."""

    used: dict[int, tuple[str, int]] = field(default_factory=dict)
    last: dict[str, tuple[Choice, Value]] = field(default_factory=dict)
    assigned: list[Named] = field(default_factory=list)
    carried: SubjectFound | None = None
    claimed: frozenset[tuple[int, int]] = frozenset()
    base: Told | None = None


def like(value: Value) -> str:
    """The kind of value that another may go on from: "22 % in X and 18 % in Y"."""
    return _LIKE.get(value.form, value.form)


def ranked(member: Named, slug: str, setting: Setting) -> Named:
    """The cluster of the ranking that a city's name stands for among ranked clusters."""
    if member.entity.type != "city" or not slug.startswith(EDITIONED) or not setting.topics:
        return member
    cluster = setting.cluster_of(member.entity)
    return member if cluster is None else replace(member, entity=cluster)


def settle(
    passage: Passage, taken: Sequence[Value], sentence: Sentence, setting: Setting, work: Work
) -> tuple[Value, Choice, Subject, float] | None:
    """The likeliest way to take a figure, its indicator and subject, and how likely they are.

    ``taken`` are the ways, the plainest first. None when nothing can be read, or the figure rather states nothing.
    """
    if not taken:
        return None
    subjects = Subjects(passage, taken[0], setting, work.used)
    of_types: dict[tuple[str, ...], Sequence[Subject]] = {}
    readings: list[_Reading] = []
    place = 0
    for value in taken:
        for choice in _choices(passage, value, sentence, setting, work):
            # Whom a value may be about hangs on the types of subject alone; many indicators share them.
            types = choice.indicator.subjects
            if types not in of_types:
                of_types[types] = _coherent(subjects.of(types), work)
            readings += [_Reading(value, choice, subject, place) for subject in of_types[types][:_SUBJECTS]]
            place += 1
    return _likeliest(passage, setting, work, readings) if readings else None


def _choices(passage: Passage, value: Value, sentence: Sentence, setting: Setting, work: Work) -> list[Choice]:
    """The indicators that a figure, taken in one way, may be a value of."""
    rows = choices(sentence, value.quantity, value.noun, value.form)[:_CHOICES]
    inherited = work.last.get(like(value))
    if inherited is not None and (value.noun.empty or value.form in ("rank", "percent", "growth")):
        choice, _ = inherited
        better = bool(rows) and _own_words(sentence, rows[0], inherited[1])
        if not better and choice.indicator.slug != "ranking_universe_size":
            unit = choice.unit if value.form != "money" else value.quantity.unit
            rows = [
                replace(
                    choice, score=max(choice.score - 0.2, _INHERITED), unit=unit, source="inherited", cue=choice.cue
                ),
                *rows,
            ]
    rows += continued(passage, value, work.base or setting.base, rows)
    rows += usual_choices(value, rows)
    general = fallback(value.quantity, value.form, value.noun)
    if general is not None:
        rows = [*rows, general]
    return [replace(row, score=row.score - _LESS_PLAIN) for row in rows] if value.taken else rows


class _Reading(NamedTuple):
    """One way to read a figure: as a value, of an indicator, at its place in the order by hand, of a subject."""

    value: Value
    choice: Choice
    subject: Subject
    place: int


def _likeliest(
    passage: Passage, setting: Setting, work: Work, readings: Sequence[_Reading]
) -> tuple[Value, Choice, Subject, float] | None:
    """The reading that the learned weights hold likeliest, with its probability; none when none of them is."""
    told = work.base or setting.base
    plain = readings[0].value
    modality = status(passage, plain.quantity, setting.dated, setting.lead if passage.listed else None)
    after = "none" if told is None else told.slug
    by_form = {reading.value.form: reading for reading in readings}
    around = {form: circumstances(passage, reading.value, after, modality) for form, reading in by_form.items()}
    of_choice = {
        reading.place: [
            *choice_features(
                passage,
                reading.value,
                reading.choice,
                reading.place,
                setting,
                around[reading.value.form],
            ),
            taken_feature(reading.value),
        ]
        for reading in {reading.place: reading for reading in readings}.values()
    }
    of_subject = dict(_by_subject(passage, setting, work, readings))
    wholes = {form: whole_of(passage, reading.value) for form, reading in by_form.items()}
    of_pair = [_of_pair(reading, wholes[reading.value.form]) for reading in readings]
    by_choice = {place: summed(parts) for place, parts in of_choice.items()}
    by_subject = {key: summed(parts) for key, parts in of_subject.items()}
    keys = [(id(reading.subject), reading.value.form) for reading in readings]
    nothing = part("reading", unstated_features(passage, plain, len(readings)))
    scores = [
        by_choice[reading.place] + by_subject[key] + summed(pair)
        for reading, key, pair in zip(readings, keys, of_pair, strict=True)
    ]
    says = [
        (reading.choice.indicator.slug, reading.choice.unit, *_subject_ids(reading, setting)) for reading in readings
    ]
    if setting.decisions is not None:
        options = [
            option([*of_choice[reading.place], *of_subject[key], *pair], said)
            for reading, key, pair, said in zip(readings, keys, of_pair, says, strict=True)
        ]
        setting.note_decision("reading", passage.scan.span(*plain.quantity.number), [*options, option([nothing], ())])
    nothing_likely = likely([*scores, nothing.score])[-1]
    if nothing_likely > _EVEN:
        return None
    best, sure = likeliest(scores, says)
    return readings[best].value, readings[best].choice, readings[best].subject, sure * (1 - nothing_likely)


_EVEN = 0.5
"""A figure states nothing where that is likelier than all that it might state."""


def _of_pair(reading: _Reading, whole: Stretch | None) -> list[Part]:
    found = [pair_features("reading", reading.choice, reading.subject)]
    return found if whole is None else [*found, whole_features(reading.choice, reading.subject, whole)]


def _by_subject(
    passage: Passage, setting: Setting, work: Work, readings: Sequence[_Reading]
) -> Iterator[tuple[tuple[int, Shape], list[Part]]]:
    """Each subject and form with its features; those of one group found in one way differ by their scores by hand."""
    told_here = work.assigned[-1].entity.id if work.assigned else ""
    known: dict[tuple[int, int, str, Shape], Part] = {}
    for reading in {(id(reading.subject), reading.value.form): reading for reading in readings}.values():
        value, subject = reading.value, reading.subject
        key = (id(subject.group), -1 if subject.words is None else subject.words[0], subject.how, value.form)
        if key not in known:
            known[key] = part("reading", subject_features(passage, value, subject, setting, work.used, told_here))
        yield (id(subject), value.form), [known[key], hand_feature("reading", subject)]


def _subject_ids(reading: _Reading, setting: Setting) -> tuple[str, ...]:
    slug = reading.choice.indicator.slug
    return tuple(ranked(member, slug, setting).entity.id for member in reading.subject.group.members)


def _coherent(found: Sequence[Subject], work: Work) -> Sequence[Subject]:
    """Values of one sentence that names nobody are all about the one carried for the first of them."""
    if work.carried is None or not found or found[0].far is None:
        return found
    same = [row for row in found if row.far is not None and row.group is work.carried.group]
    return [same[0]._replace(score=found[0].score), *found] if same else found


def _own_words(sentence: Sentence, choice: Choice, earlier: Value) -> bool:
    """Whether the cue or a frame stands after the earlier value: the new value has words of its own."""
    if (
        choice.cue is not None
        and choice.cue[0] >= earlier.quantity.last
        and choice.indicator.slug != "share_of_national"
    ):
        return True
    frames = {name for names in choice.indicator.frames for name in names.split("|")}
    return any(hit.key in frames and hit.first >= earlier.quantity.last for hit in sentence.scan.found("frame"))
