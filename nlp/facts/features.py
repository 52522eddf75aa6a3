"""Features of the ways to read a value: what the learned weights weigh (``weighing.py``).

Names of features are words joined by blanks, so that the file of weights can be read: "side behind", "type country
gii_country_rank". Scores set by hand are features among others.
"""

from __future__ import annotations

from decimal import Decimal

from nlp.facts.choose import Choice, by_slug
from nlp.facts.nearness import border, step, word_before
from nlp.facts.passage import Passage, Value
from nlp.facts.period import Period
from nlp.facts.setting import Setting
from nlp.facts.shapes import Shape
from nlp.facts.subject import Subject
from nlp.facts.tense import tense
from nlp.facts.timing import Timing
from nlp.facts.vocabulary import vocabulary
from nlp.facts.weighing import Held, Kind, Part, part, remembered, sized
from nlp.facts.wording import Stretch, whole_told, words_near
from nlp.findings import Modality

_RANKED = ("rank", "change", "top")
_LONGEST_CUE = 4
_STEM = 6
"""Letters by which a cue is known in any of its forms."""
_PLACES = 3
"""Places in the order by hand beyond which it does not matter how many stand before."""


class Circumstances(Held):
    """What holds for a value of a sentence; ``ranking`` is the ranking spoken of."""

    def __init__(self, passage: Passage, value: Value, setting: Setting, told: str, modality: Modality) -> None:
        """Look around a value; ``told`` is the indicator told before it."""
        self.ranking = ranking_of(passage, setting)
        around = (*_circumstances(passage, value, told, modality), f"rankings {setting.rankings}")
        super().__init__("reading", (*around, *vocabulary(passage, value, setting)))


def choice_features(
    passage: Passage, value: Value, choice: Choice, place: int, ranking: str, known: tuple[int, int]
) -> list[Part]:
    """Features of an indicator for a value.

    ``place`` is its position among the indicators, best first by hand; ``ranking`` is the one spoken of; ``known``
    tells how often the document told of it and spoke of it (``Setting.told_of_slug``).
    """
    slug = choice.indicator.slug
    found = [
        sized("reading", "hand choice", choice.score),
        _choice_part(slug, choice.source, value.form, value.taken, min(_PLACES, place), choice.weak),
        _known_part(*known, choice.source),
    ]
    if choice.cue is not None and 0 < choice.cue[1] - choice.cue[0] <= _LONGEST_CUE and choice.source != "noun":
        side = "before" if choice.cue[1] <= value.quantity.first else "behind"
        near = choice.cue[1] - 1 if side == "before" else choice.cue[0]
        found.append(
            _cue_part(side, step(abs(near - value.quantity.first)), border(passage, near, value.quantity.first))
        )
    if choice.indicator.kind in _RANKED:
        found.append(_told_part(f"ranking {ranking}", slug))
    if choice.source == "general" and not value.noun.empty:
        found.append(_told_part("general", "noun"))
    return found


@remembered
def _choice_part(slug: str, source: str, form: Shape, taken: str, place: int, weak: bool) -> Part:
    found = (
        f"slug {slug}",
        f"source {source} {form}",
        f"choice {place}",
        f"source {source} {slug}",
        f"weak {weak} {source}",
        f"taken {taken} {form}",
    )
    return part("reading", dict.fromkeys(found, 1.0))


@remembered
def _known_part(told: int, spoken: int, source: str) -> Part:
    found = (f"known {told}", f"known {told} {source}", f"said {spoken}", f"said {spoken} {source}")
    return part("reading", dict.fromkeys(found, 1.0))


@remembered
def _cue_part(side: str, distance: int, parted: str) -> Part:
    return part("reading", {f"cue {side} {distance}": 1.0, f"cue border {parted}": 1.0})


@remembered
def _told_part(told: str, slug: str) -> Part:
    return part("reading", {f"{told} {slug}": 1.0})


def ranking_of(passage: Passage, setting: Setting) -> str:
    """Which ranking is spoken of: the one the sentence names, else the one named last; "none" without one."""
    told = [name.entity.id for name in passage.names if name.entity.type == "ranking"]
    if not told and "ranking" in setting.subjects:
        told = [setting.subjects["ranking"].group.lead.entity.id]
    if not told:
        return "topic" if setting.topics else "none"
    return told[-1] if told[-1].startswith("rnk:gii") else "other"


def ranking_frames(passage: Passage, setting: Setting) -> frozenset[str]:
    """The frames that the ranking spoken of brings."""
    ranking = ranking_of(passage, setting)
    if ranking == "other":
        return frozenset(("other_ranking",))
    if ranking == "topic":
        return frozenset(setting.topics)
    return frozenset(("gii",)) if ranking != "none" else frozenset()


def hand_feature(kind: Kind, subject: Subject) -> Part:
    """The score of a subject by hand."""
    return sized(kind, "hand subject", subject.score)


_LAST_TYPE = 4
"""Place of a type among those of an indicator from which on it does not matter."""


def pair_features(kind: Kind, choice: Choice, subject: Subject) -> Part:
    """Features of an indicator with a subject."""
    return pair_part(kind, choice.indicator.slug, subject.group.lead.entity.type, subject.how, choice.source)


@remembered
def pair_part(decision: Kind, slug: str, kind: str, how: str, source: str) -> Part:
    """Features of an indicator, told by a ``source``, with a subject of a ``kind`` that was found somehow."""
    indicator = by_slug()[slug]
    order = indicator.subjects.index(kind) if kind in indicator.subjects else _LAST_TYPE
    found = (
        f"type {kind} {slug}",
        f"type {kind} {indicator.kind}",
        f"order {min(order, _LAST_TYPE)}",
        f"how {how} {source}",
    )
    return part(decision, dict.fromkeys(found, 1.0))


def whole_features(choice: Choice, subject: Subject, whole: Stretch) -> Part:
    """Whether the subject of a share stands in the ``whole`` that it is a share of."""
    inside = subject.far is None and whole.holds(subject.group.first)
    return _whole_part(inside, choice.indicator.slug, subject.group.lead.entity.type)


@remembered
def _whole_part(inside: bool, slug: str, kind: str) -> Part:
    return part("reading", {f"in the whole {inside} {slug}": 1.0, f"in the whole {inside} {slug} {kind}": 1.0})


def date_features(timing: Timing, period: Period, choice: Choice, rivals: int, hand: float) -> dict[str, float]:
    """Features of an indicator whose value is a date; ``hand`` is its score by hand, ``rivals`` how many there are."""
    passage = timing.passage
    slug, source = choice.indicator.slug, choice.source
    found = {
        "hand": hand,
        "date": 1.0,
        f"date {slug}": 1.0,
        f"date {slug} {period.kind}": 1.0,
        f"date rivals {min(rivals, 6)}": 1.0,
        f"date by {period.by} since {period.since} {slug}": 1.0,
        f"date bare {not any(value.form != 'none' for value in passage.values)} {slug}": 1.0,
        f"date word {word_before(passage, period.first)} {source}": 1.0,
        f"date verb {timing.verb} {slug}": 1.0,
    }
    if source != "cue":
        found |= _untold_date_features(passage, period, slug, source)
    if source == "lasting" and choice.cue is not None:
        found[f"date lasting {_term_word(passage, choice.cue)}"] = 1.0
    return found if choice.cue is None else found | _date_cue_features(passage, period, slug, choice.cue)


def _untold_date_features(passage: Passage, period: Period, slug: str, source: str) -> dict[str, float]:
    """Features of a date that no word says something came about at."""
    told = [told for index in range(period.first) if (told := tense(passage.scan, index))]
    return {
        f"date {source}": 1.0,
        f"date {source} {slug}": 1.0,
        f"date {source} tense {told[-1] if told else 'none'}": 1.0,
        f"date {source} figures {min(sum(value.form != 'none' for value in passage.values), 3)}": 1.0,
        f"date {source} dates {min(len(passage.periods), 3)}": 1.0,
        f"date {source} word {word_before(passage, period.first)}": 1.0,
    }


def _term_word(passage: Passage, cue: tuple[int, int]) -> str:
    """What a word beside a span says: that something "ran", that it is a "term", or its "order" among several."""
    said = (hit.key for hit in passage.scan.found("lasts") if (hit.first, hit.last) == cue)
    return next(said, "order")


def _date_cue_features(passage: Passage, period: Period, slug: str, cue: tuple[int, int]) -> dict[str, float]:
    side = "before" if cue[1] <= period.first else "behind"
    near = cue[1] - 1 if side == "before" else cue[0]
    scan = passage.scan
    return {
        f"date cue {side} {step(passage.clauses.gap(near, period.first))}": 1.0,
        f"date border {side} {border(passage, near, period.first)}": 1.0,
        f"date verb {tense(scan, cue[0])} {tense(scan, cue[0] - 1)} {side}": 1.0,
        f"date cue {slug} {scan.fold(cue[0])[:_STEM]} {side}": 1.0,
        f"date opens {cue[0] == 0} {side}": 1.0,
    }


def no_date_features(timing: Timing, period: Period, rivals: int) -> dict[str, float]:
    """Features of a date at which nothing is said to have come about."""
    passage = timing.passage
    figures = sum(value.form != "none" for value in passage.values)
    return {
        f"none {period.kind}": 1.0,
        f"none rivals {min(rivals, 6)}": 1.0,
        f"none figures {min(figures, 3)}": 1.0,
        f"none by {period.by} since {period.since}": 1.0,
        f"none {period.kind} figures {min(figures, 3)}": 1.0,
        f"none {period.kind} dates {min(len(passage.periods), 3)}": 1.0,
        f"none word {word_before(passage, period.first)}": 1.0,
        f"none verb {timing.verb}": 1.0,
        f"none tense {timing.tense} {min(figures, 3)}": 1.0,
        f"none opens {period.first <= _OPENING}": 1.0,
        f"none figure {_figure_beside(passage, period)}": 1.0,
    }


_OPENING = 2
"""Tokens before a date with which a sentence begins."""


def _figure_beside(passage: Passage, period: Period) -> str:
    """How strongly the nearest figure is parted from a date: one beside it is told of that date."""
    first = period.first
    told = [value.quantity.first for value in passage.values if value.form != "none"]
    return border(passage, min(told, key=lambda at: passage.clauses.between(at, first)), first) if told else "nowhere"


def _circumstances(passage: Passage, value: Value, told: str, modality: Modality) -> tuple[str, ...]:
    size = f"size {value.form} {_magnitude(value.quantity.value)}"
    found = (size, f"modality {modality}", f"after {told}", *words_near(passage, value), *whole_told(passage, value))
    return (*found, "people") if value.noun.person else found


def _magnitude(size: Decimal) -> int:
    """The power of ten of a value."""
    return size.adjusted() if size > 0 else 0
