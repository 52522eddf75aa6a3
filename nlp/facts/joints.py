"""Pairs of names that a sentence may relate, each with the features that say how likely it does.

Every pair whose types fit a kind of relation is a candidate where words of that relation stand in the sentence, or
where one name stands so near the other that place alone may tell it ("X in Y"). What is not stated is an option too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nlp.facts.joint_features import JointFeatures, beginnings
from nlp.facts.joint_view import PLACES, Draft, Stand, View, is_adjective
from nlp.facts.parties import Party, parties, worded
from nlp.facts.passage import Passage
from nlp.facts.phrases import Hit
from nlp.facts.relation_types import RelationType, relation_types
from nlp.facts.scan import Scan
from nlp.facts.setting import Setting, SubjectFound

_FARTHEST = 32
"""Tokens between a name and the words of relation beyond which nothing is joined."""
_BESIDE = 14
"""The same between two names without such words."""
_OPENS = frozenset((".", ";", "•", "·", "|", "-", "–", "—", "*"))
_LABELS = frozenset((":", "—", "–"))
_FAR_COST = {"carried": 1.6, "heading": 1.8, "recent": 2.2}
"""What it costs that nothing in the sentence stands for a side."""
_LEAST = -4.0
"""Score by hand below which a candidate is not worth weighing."""
_ADJECTIVE = 2.5
"""What the adjective of a place costs as a side: "the Italian park" does not say that Italy runs it."""
_BODIES = ("cluster", "organisation", "programme")
_PLACED = ("in", "from", ":", "start")
"""What stands before a place that may be where something spoken of before is."""
_BEHIND, _BEHIND_ITEM = frozenset("("), frozenset("(:—–")
"""Marks behind a name before words that say what it works in."""
_FIELD = -0.5
"""Score by hand of such words."""
_SLACK = 2
"""Words that may stand in a heading beside those that tell the relation."""
_LONG, _SHORT = 2.4, 1.6
"""Scores by hand of words of relation: several together are surer than one."""


@dataclass(frozen=True, slots=True)
class Joint:
    """One relation that two parties may stand in; ``hit`` are the words that say so, none where only place does."""

    relation: RelationType
    subject: Party
    object: Party
    hit: Hit | None
    hand: float
    features: Mapping[str, float] = field(default_factory=dict)

    @property
    def says(self) -> tuple[str, str, str]:
        """Relation, ids of subject and object, the latter empty for words."""
        return self.relation.name, self.subject.id, self.object.id


def joints(passage: Passage, setting: Setting) -> list[list[Joint]]:
    """The candidates of a sentence: for each two things the relations they may stand in."""
    if not passage.names and not _free(passage):
        return []
    view = View(passage, parties(passage, setting), setting)
    candidates, features = _Candidates(view), JointFeatures(view)
    best: dict[tuple[str, str, str], Draft] = {}
    for draft in candidates.all():
        other = draft.object
        key = (draft.relation.name, draft.subject.id, other.id or str(other.first))
        if draft.hand > _LEAST and (key not in best or best[key].hand < draft.hand):
            best[key] = draft
    made = [
        Joint(draft.relation, draft.subject, draft.object, draft.hit, draft.hand, features.of(draft))
        for draft in best.values()
    ]
    _compare(made)
    pairs: dict[frozenset[str], list[Joint]] = {}
    for (_, one, two), joint in zip(best, made, strict=True):
        pairs.setdefault(frozenset((one, two)), []).append(joint)
    return list(pairs.values())


def _free(passage: Passage) -> bool:
    """Whether words of a relation stand in the sentence whose other side may be no name: "Fields: optics, lasers"."""
    hits = (*passage.scan.found("relation"), *passage.scan.found("relation_head"))
    return any(relation_types()[hit.key.split()[0]].free for hit in hits)


def _compare(found: Sequence[Joint]) -> None:
    """Add to the features how each candidate stands against those that would give the same side another partner."""
    by_side: dict[tuple[str, ...], list[Joint]] = {}
    for joint in found:
        for side in _slots(joint):
            by_side.setdefault(side, []).append(joint)
    for joint in found:
        for side in _slots(joint):
            list_of = {"subject": joint.object.edges, "object": joint.subject.edges}[side[0]]
            rivals = [
                other.hand
                for other in by_side[side]
                if (other.object if side[0] == "subject" else other.subject).edges != list_of
            ]
            ahead = max(rivals, default=-9.0) - joint.hand
            joint.features[f"{side[0]} of {joint.relation.name} {_lead(ahead)}"] = 1.0  # type: ignore[index]  # filled while it is made
            joint.features[f"{side[0]} {_lead(ahead)}"] = 1.0  # type: ignore[index]  # the same


def _slots(joint: Joint) -> tuple[tuple[str, ...], tuple[str, ...]]:
    name = joint.relation.name
    return ("subject", name, joint.subject.id, joint.object.type), ("object", name, joint.object.id, joint.subject.type)


def _lead(ahead: float) -> str:
    """How far a candidate lies behind its best rival, in words."""
    return next(name for most, name in _LEADS if ahead < most)


_LEADS = ((-5.0, "alone"), (-1.0, "far ahead"), (0.0, "ahead"), (1.0, "behind"), (math.inf, "far behind"))


class _Candidates:
    """What the names of one sentence may have to do with each other, with scores by hand."""

    def __init__(self, view: View) -> None:
        self._view = view

    def all(self) -> Iterator[Draft]:
        """Every candidate, the same two in the same relation perhaps in several ways."""
        for way in (self.told, self.bare, self.behind, self.placed, self.led, self.headed):
            yield from way()

    def told(self) -> Iterator[Draft]:
        """Candidates with words of relation."""
        for hit, name, direction in self._hits():
            relation = relation_types()[name]
            if all(index in self._view.symbols.inside for index in range(hit.first, hit.last)):
                continue
            near = [party for party in self._view.parties if self._reaches(party, hit)]
            subjects = [party for party in near if party.type in relation.subjects]
            objects = [party for party in near if party.type in relation.objects]
            if relation.free:
                objects += worded(self._view.passage, hit.last)
            stands = {id(party): self._view.stand(party, hit) for party in (*subjects, *objects)}
            costs = {
                (role, id(party)): self._cost(role, party, stands[id(party)], relation)
                for role, side in (("subject", subjects), ("object", objects))
                for party in side
            }
            base = self._said(hit)
            for subject, other in _pairs(subjects, objects):
                order = _order(hit, subject, other)
                hand = base - _AGAINST.get((order, direction), 0.0) * self._strictness(relation)
                if order == "SOC" and self._view.relative(subject, other):
                    hand += 1.0 if direction == "<" else -1.0
                hand -= costs["subject", id(subject)] + costs["object", id(other)]
                yield Draft(relation, subject, other, hand, hit, direction, order)

    def _hits(self) -> Iterator[tuple[Hit, str, str]]:
        """Words of relation, and labels of a line ("Country: Kenya")."""
        scan = self._view.scan
        for hit, name, direction in _hits(scan):
            opens = hit.first == 0 or scan.fold(hit.first - 1) in _OPENS
            if hit.category == "relation" or (opens and scan.fold(hit.last) in _LABELS):
                yield hit, name, direction

    def bare(self) -> Iterator[Draft]:
        """Candidates that stand side by side."""
        for relation in (kind for kind in relation_types().values() if kind.bare):
            subjects = [party for party in self._view.parties if party.type in relation.subjects and party.here]
            objects = [party for party in self._view.parties if party.type in relation.objects and party.here]
            for subject, other in _pairs(subjects, objects):
                gap = self._view.gap(subject, other)
                if gap <= _BESIDE and not _overlap(subject, other):
                    yield Draft(relation, subject, other, self._bare_hand(relation, subject, other, gap))

    def behind(self) -> Iterator[Draft]:
        """Candidates of a name with the words right behind it: "Catalisti (chemistry)", in a list "VIL: logistics"."""
        scan, marks = self._view.scan, _BEHIND_ITEM if self._view.passage.listed else _BEHIND
        for relation in (kind for kind in relation_types().values() if kind.free):
            for subject in self._view.named:
                if subject.type not in relation.subjects or scan.fold(subject.last) not in marks:
                    continue
                for other in worded(self._view.passage, subject.last + 1):
                    if not scan.tokens[other.first].capital:
                        yield Draft(relation, subject, other, _FIELD)

    def placed(self) -> Iterator[Draft]:
        """Candidates of a place that the sentence tells of what was spoken of before: "Work began in Oulu"."""
        relation = relation_types()["located_in"]
        absent = [party for party in self._view.parties if not party.here and party.type in _BODIES]
        places = [party for party in self._view.named if party.type in PLACES and not is_adjective(party)]
        for place in places if absent else ():
            if self._view.symbols.before(place.edges[0]) not in _PLACED:
                continue
            for subject in absent:
                cost = _FAR_COST.get(subject.how, 1.6) + 0.5 * min(
                    self._view.rivals("subject", subject, None, relation), 3
                )
                yield Draft(relation, subject, place, -cost)

    def led(self) -> Iterator[Draft]:
        """Candidates of a list's item with what the sentence above the list names and says."""
        lead = self._view.setting.led_by
        if lead is None or self._view.setting.lead is None or not self._view.passage.listed:
            return
        above = [
            Party(name, name.first, name.last, (0, 0), "lead", SubjectFound(group, lead.block))
            for group in lead.passage.groups
            for name in group.members
        ]
        for hit in _outermost(lead.passage.scan.found("relation")):
            name, direction = hit.key.split()
            for far in above:
                order = "before" if far.first < hit.first else "behind"
                cost = 0.1 * abs(far.first - hit.first)
                yield from self._items(beginnings(lead.passage.scan, hit), name, direction, _absent(far), order, cost)

    def headed(self) -> Iterator[Draft]:
        """Candidates of a list's item with what was spoken of above the heading: "Founders", "Members"."""
        if not self._view.setting.above or not self._view.passage.listed:
            return
        heading = self._view.setting.above[-1].scan
        absent = [party for party in self._view.parties if not party.here]
        for hit, name, direction in _hits(heading):
            words = sum(token.kind == "word" for token in heading.tokens)
            if hit.first > 0 or words > hit.last - hit.first + _SLACK:
                continue
            for far in absent:
                cost = _FAR_COST.get(far.how, 1.6) / 2
                yield from self._items(beginnings(heading, hit), name, direction, far, "before", cost)

    def _items(self, said: str, name: str, direction: str, far: Party, order: str, cost: float) -> Iterator[Draft]:
        """Candidates of the names of a list's item with one above, joined by words above (``said``)."""
        relation = relation_types()[name]
        for at, own in enumerate(self._view.named):
            for subject, other in ((own, far), (far, own)):
                if not relation.joins(subject.type, other.type) or own.id == far.id:
                    continue
                plain = (subject is far) == ((direction == ">") == (order == "before"))
                hand = _SHORT - 0.5 * at - (0.0 if plain else 1.0) - cost
                yield Draft(relation, subject, other, hand, None, direction, f"{order} {subject is far}", said)

    def _reaches(self, party: Party, hit: Hit) -> bool:
        if not party.here:
            return True
        first, last = self._view.edges(party, hit.first, hit.last)
        if first < hit.last and hit.first < last:
            return party.how == "pronoun"
        near, far = (last - 1, hit.first) if last <= hit.first else (hit.last - 1, first)
        return self._view.clauses.gap(near, far) <= _FARTHEST

    def _said(self, hit: Hit) -> float:
        """What words of relation weigh by hand."""
        said = _LONG if hit.last - hit.first > 1 else _SHORT
        return said - 3.0 if self._view.denied(hit) else said

    def _strictness(self, relation: RelationType) -> float:
        """How much the order of words says: nothing of who is related to whom, less of nouns and of free languages."""
        if relation.symmetric:
            return 0.0
        return 0.5 if relation.nominal or self._view.scan.language != "en" else 1.0

    def _cost(self, role: str, party: Party, stand: Stand | None, relation: RelationType) -> float:
        """What the stand of one side costs by hand."""
        if not party.here:
            return _FAR_COST.get(party.how, 1.6) + 0.5 * min(self._view.rivals(role, party, None, relation), 3)
        if stand is None:
            return 0.0
        cost = {"name": 0.0, "words": 0.4}.get(party.how, 0.3 if party.far is None else 0.6)
        if is_adjective(party) and not (role == "object" and relation.adjectives):
            cost += _ADJECTIVE
        rivals = self._view.rivals(role, party, stand, relation)
        return cost + 0.12 * max(0, stand.gap - 1) + 0.8 * stand.border + 0.7 * rivals + 0.3 * stand.verbs

    def _bare_hand(self, relation: RelationType, subject: Party, other: Party, gap: int) -> float:
        near, far = self._view.between(subject, other)
        order = "SO" if subject.first < other.first else "OS"
        hand = -0.5 - 0.25 * gap - 0.6 * self._view.symbols.names_in(near, far)
        hand -= 0.6 * ((subject.how != "name") + (other.how != "name"))
        hand += _beside(
            relation.name,
            order,
            self._view.symbols.link(near + 1, far),
            self._view.symbols.before(other.edges[0]),
            subject.type,
        )
        return hand - 3.0 if self._view.chained(subject, other) else hand


_AGAINST = {
    ("OCS", ">"): 1.5,
    ("SCO", "<"): 1.5,
    ("OSC", ">"): 0.8,
    ("SOC", "<"): 0.8,
    ("CSO", "<"): 0.6,
    ("COS", ">"): 0.6,
    ("SOC", ">"): 0.8,
    ("OSC", "<"): 0.8,
    ("CSO", ">"): 0.4,
    ("COS", "<"): 0.4,
}
"""What an order of subject, words and object costs against the plain one."""
_OPENING = ("V", ",", "", "V t", "V w")
"""What stands between a place that opens a sentence and what lies there: «В Туле создаётся парк X»."""
_OWNING = (("managed_by", "programme", "of"), ("role_at", "person", "("), ("role_at", "person", "( t"))
_PLACING = ("in", "(", "from", ",", ", in", "t in", ", in t", "in t", "( t")


def _beside(name: str, order: str, link: str, before: str, subject: str) -> float:
    """What two names side by side say by hand: the plain ways to tell a place, a programme's owner, a person's post."""
    if name == "located_in":
        if order == "SO":
            return 2.4 if link in _PLACING else 0.0
        return 1.2 if before == "in" and link in _OPENING else -1.0
    if order == "SO" and (name, subject, link) in _OWNING:
        return 2.0
    return -1.0


def _absent(party: Party) -> Party:
    """A side that stands in another sentence, without its tokens there."""
    return replace(party, first=0, last=0)


def _order(hit: Hit, subject: Party, other: Party) -> str:
    spots = sorted(
        ((subject.first if subject.here else -1, "S"), (other.first if other.here else -1, "O"), (hit.first, "C"))
    )
    return "".join(letter for _, letter in spots)


def _pairs(subjects: Iterable[Party], objects: Sequence[Party]) -> Iterator[tuple[Party, Party]]:
    for subject in subjects:
        for other in objects:
            if (
                subject.id != other.id
                and (subject.how == "name" or other.how in ("name", "words"))
                and not _overlap(subject, other)
            ):
                yield subject, other


def _overlap(one: Party, other: Party) -> bool:
    return one.here and other.here and one.first < other.last and other.first < one.last


def _hits(scan: Scan) -> Iterator[tuple[Hit, str, str]]:
    """Words of relation and heads of columns, with the relation and which side comes first."""
    for hit in _outermost(scan.found("relation")):
        name, direction = hit.key.split()
        yield hit, name, direction
    for hit in scan.found("relation_head"):
        yield hit, hit.key, "<" if relation_types()[hit.key].reversed_heads else ">"


def _outermost(hits: Sequence[Hit]) -> list[Hit]:
    """Words of one relation that lie inside longer ones of the same are left to those."""
    return [
        hit
        for hit in hits
        if not any(
            other.key == hit.key
            and other.first <= hit.first
            and hit.last <= other.last
            and other.last - other.first > hit.last - hit.first
            for other in hits
        )
    ]
