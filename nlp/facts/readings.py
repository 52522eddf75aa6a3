"""The ways to read a value - an indicator of a subject - and the likeliest of them by the learned weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from gazetteer import Indicator
from nlp.facts.choose import Choice, Sentence, choices, fallbacks
from nlp.facts.continued import continued, known_choices, usual_choices
from nlp.facts.elsewhere import EDITIONED
from nlp.facts.features import (
    Circumstances,
    choice_features,
    hand_feature,
    pair_features,
    pair_part,
    whole_features,
)
from nlp.facts.fitness import fit
from nlp.facts.modality import status
from nlp.facts.names import Named, NameGroup
from nlp.facts.passage import Passage, Value
from nlp.facts.setting import Setting, SubjectFound
from nlp.facts.shapes import Shape
from nlp.facts.subject import Subject
from nlp.facts.subject_features import SubjectFeatures
from nlp.facts.subjects import Subjects
from nlp.facts.told import Told
from nlp.facts.unstated import unstated_features
from nlp.facts.weighing import Option, Part, likeliest, likely, option, part, summed, weights
from nlp.facts.wording import Stretch, whole_of

_CHOICES = 20
_SUBJECTS = 8
_INHERITED = 1.1
_LESS_PLAIN = 2.0
"""What a way to take a figure loses that its own words do not tell, before anything is learned."""
_HOPELESS = 7.0
"""How much less an indicator and a subject may weigh than the best do before it is known how they go together."""
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
    weigher = _Weigher(passage, taken[0], setting, work)
    place = 0
    for value in taken:
        found = _choices(passage, value, sentence, setting, work)
        weigher.take(value, found, place)
        place += len(found)
    return _likeliest(passage, setting, weigher) if weigher.count else None


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
                choice._replace(score=max(choice.score - 0.2, _INHERITED), unit=unit, source="inherited"),
                *rows,
            ]
    if not _stands_alone(passage, value):
        rows += fallbacks(value.quantity, value.form, value.noun)
    rows += continued(passage, value, work.base or setting.base, rows)
    rows += known_choices(value, setting.oftenest, rows)
    rows += usual_choices(value, rows)
    return [row._replace(score=row.score - _LESS_PLAIN) for row in rows] if value.taken else rows


def _stands_alone(passage: Passage, value: Value) -> bool:
    """Whether a bare number is all that its sentence says: it counts nothing by itself."""
    bare = value.form == "count" and value.noun.empty
    return bare and not any(token.kind == "word" for token in passage.scan.tokens)


class _Indicated(NamedTuple):
    """A value as one of an indicator, and what speaks for that whatever its subject."""

    value: Value
    choice: Choice
    circumstances: Circumstances
    parts: Sequence[Part]
    score: float


class _Alike(NamedTuple):
    """What speaks for subjects of one group found in one way: they differ by their scores by hand alone."""

    parts: Sequence[Part]
    score: float


class _Whom(NamedTuple):
    """A subject with whom it stands for by id, and what speaks for it whatever the indicator."""

    subject: Subject
    kind: str
    ids: tuple[str, ...]
    alike: _Alike
    score: float


_Reading = tuple[_Indicated, _Whom, Stretch | None, Part]
"""One way to read a figure: as an indicator of somebody, with the whole where it is a share, and how well it fits."""
_Says = tuple[str, str, tuple[str, ...]]
"""What a way to read a figure says: the indicator, the unit, and whom it is of by id."""


def _option(reading: _Reading, says: _Says) -> Option:
    """A way to read a figure as something to learn from."""
    indicated, whom, whole, fits = reading
    choice, subject = indicated.choice, whom.subject
    parts = [*indicated.parts, *whom.alike.parts, hand_feature("reading", subject)]
    parts.append(pair_features("reading", choice, subject))
    parts.append(fits)
    if whole is not None:
        parts.append(whole_features(choice, subject, whole))
    around = indicated.circumstances.features(choice.indicator.slug)
    slug, unit, ids = says
    return Option((around, *(part.features for part in parts)), (slug, unit, *ids))


class _Weigher:
    """Weighs the ways to read one figure; what they have in common is weighed once.

    The ways stand in three rows of the same length, as there are very many: ``ways``, ``scores``, and what each
    ``says``; ``hopeless`` are others to learn from, ``count`` is how many there are of both.
    """

    def __init__(self, passage: Passage, plain: Value, setting: Setting, work: Work) -> None:
        """Get ready for a figure, which its words take ``plain``."""
        self._passage, self._setting, self._work = passage, setting, work
        told = work.base or setting.base
        self._after = "none" if told is None else told.slug
        self._modality = status(passage, plain.quantity, setting.dated, setting.lead if passage.listed else None)
        self._told_here = work.assigned[-1].entity.id if work.assigned else ""
        self._subjects = Subjects(passage, plain, setting, work.used)
        self._around: dict[Shape, Circumstances] = {}
        self._features: dict[Shape, SubjectFeatures] = {}
        self._whom: dict[tuple[Shape, int, bool], list[_Whom]] = {}
        self._alike: dict[tuple[Shape, int, int, str], _Alike] = {}
        self._ids: dict[tuple[int, bool], tuple[str, ...]] = {}
        self.plain = plain
        self._rows: list[tuple[_Indicated, Sequence[_Whom]]] = []
        self.count = 0
        self.ways: list[_Reading] = []
        self.hopeless: list[Option] = []
        self.scores: list[float] = []
        self.says: list[_Says] = []

    def take(self, value: Value, choices: Sequence[Choice], place: int) -> None:
        """Take the value as one of these indicators, the first at a ``place`` in the order by hand."""
        for at, choice in enumerate(choices, place):
            whoms = self._whom_of(value, choice.indicator)
            if whoms:
                self._rows.append((self._indicated(value, choice, at), whoms))
                self.count += len(whoms)

    def weigh(self) -> None:
        """Weigh the indicators together with the subjects; those without hope only where somebody learns from them."""
        best = max((one.score + max(whom.score for whom in whoms) for one, whoms in self._rows), default=0.0)
        wholes = {id(one.value): whole_of(self._passage, one.value) for one, _ in self._rows}
        for indicated, whoms in self._rows:
            for whom in whoms:
                hopeless = indicated.score + whom.score < best - _HOPELESS
                if hopeless and self._setting.decisions is None:
                    continue
                way, score = self._paired(indicated, whom, wholes[id(indicated.value)])
                says = (indicated.choice.indicator.slug, indicated.choice.unit, whom.ids)
                if hopeless:
                    self.hopeless.append(_option(way, says))
                    continue
                self.ways.append(way)
                self.scores.append(score)
                self.says.append(says)

    def _paired(self, indicated: _Indicated, whom: _Whom, whole: Stretch | None) -> tuple[_Reading, float]:
        choice, subject = indicated.choice, whom.subject
        slug, how, setting = choice.indicator.slug, subject.how, self._setting
        score = indicated.score + whom.score
        score += pair_part("reading", slug, whom.kind, how, choice.source).score
        value, entity = indicated.value.quantity.value, subject.group.lead.entity
        fits = fit("reading", value, slug, choice.unit, entity, setting, how)
        score += fits.score
        if whole is not None:
            score += whole_features(choice, subject, whole).score
        return (indicated, whom, whole, fits), score

    def _indicated(self, value: Value, choice: Choice, place: int) -> _Indicated:
        around = self._around.get(value.form)
        if around is None:
            around = Circumstances(self._passage, value, self._setting, self._after, self._modality)
            self._around[value.form] = around
        known = self._setting.told_of_slug(choice.indicator.slug)
        parts = choice_features(self._passage, value, choice, place, around.ranking, known)
        return _Indicated(value, choice, around, parts, summed(parts) + around.score(choice.indicator.slug))

    def _whom_of(self, value: Value, indicator: Indicator) -> Sequence[_Whom]:
        """Whom a value of an indicator may be about: many indicators share their possible subjects."""
        editioned = indicator.slug.startswith(EDITIONED)
        subjects = self._subjects.of(indicator.subjects)
        key = (value.form, id(subjects), editioned)
        found = self._whom.get(key)
        if found is None:
            by_hand = weights("reading").get("hand subject", 0.0)
            found = self._whom[key] = []
            for subject in self._coherent(subjects):
                alike = self._alike_of(value, subject)
                ids = self._ids_of(subject.group, indicator.slug, editioned)
                kind, score = subject.group.lead.entity.type, alike.score + by_hand * subject.score
                found.append(_Whom(subject, kind, ids, alike, score))
        return found

    def _coherent(self, found: Sequence[Subject]) -> Sequence[Subject]:
        """Values of one sentence that names nobody are all about the one carried for the first of them."""
        carried = self._work.carried
        if carried is None or not found or found[0].far is None:
            return found[:_SUBJECTS]
        same = [row for row in found if row.far is not None and row.group is carried.group]
        return ([same[0]._replace(score=found[0].score), *found] if same else found)[:_SUBJECTS]

    def _alike_of(self, value: Value, subject: Subject) -> _Alike:
        """What speaks for a subject, whatever its score by hand."""
        words = -1 if subject.words is None else subject.words[0]
        key = (value.form, id(subject.group), words, subject.how)
        found = self._alike.get(key)
        if found is None:
            parts = self._features_of(value).of(subject)
            found = self._alike[key] = _Alike(parts, summed(parts))
        return found

    def _features_of(self, value: Value) -> SubjectFeatures:
        found = self._features.get(value.form)
        if found is None:
            found = self._features[value.form] = SubjectFeatures(
                "reading", self._passage, value, self._setting, self._work.used, self._told_here
            )
        return found

    def _ids_of(self, group: NameGroup, slug: str, editioned: bool) -> tuple[str, ...]:
        """Whom the names of a group stand for as subjects of an indicator."""
        key = (id(group), editioned)
        found = self._ids.get(key)
        if found is None:
            found = tuple([ranked(member, slug, self._setting).entity.id for member in group.members])
            self._ids[key] = found
        return found


def _likeliest(passage: Passage, setting: Setting, weighed: _Weigher) -> tuple[Value, Choice, Subject, float] | None:
    """The reading that the learned weights hold likeliest, with its probability; none when none of them is."""
    weighed.weigh()
    ways, scores, says, plain = weighed.ways, weighed.scores, weighed.says, weighed.plain
    nothing = part("reading", unstated_features(passage, plain, weighed.count))
    if setting.decisions is not None:
        options = [*map(_option, ways, says), *weighed.hopeless, option([nothing], ())]
        setting.note_decision("reading", passage.scan.span(*plain.quantity.number), options)
    nothing_likely = likely([*scores, nothing.score])[-1]
    if nothing_likely > _EVEN:
        return None
    best, sure = likeliest(scores, says)
    indicated, whom, _, _ = ways[best]
    return indicated.value, indicated.choice, whom.subject, sure * (1 - nothing_likely)


_EVEN = 0.5
"""A figure states nothing where that is likelier than all that it might state."""


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
