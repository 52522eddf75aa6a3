"""Pairs of names that a sentence may relate, each with the features that say how likely it does.

Every pair whose types fit a kind of relation is a candidate where words of that relation stand in the sentence, or
where one name stands so near the other that place alone may tell it ("X in Y"). What is not stated is an option too.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from nlp.facts.parties import Party, parties, worded
from nlp.facts.passage import Passage
from nlp.facts.phrases import Hit
from nlp.facts.relation_types import RelationType, relation_types
from nlp.facts.setting import Setting, SubjectFound
from nlp.facts.symbols import Symbols
from nlp.facts.tokens import Token

_FARTHEST = 32
"""Tokens between a name and the words of relation beyond which nothing is joined."""
_BESIDE = 14
"""The same between two names without such words."""
_STEM = 6
"""Letters of a word that are compared."""
_OPENS = frozenset((".", ";", "•", "·", "|", "-", "–", "—", "*"))
_LABELS = frozenset((":", "—", "–"))
_FAR_COST = {"carried": 1.6, "heading": 1.8, "recent": 2.2}
"""What it costs that nothing in the sentence stands for a side."""
_STEPS = (0, 1, 2, 3, 5, 8, 12, 18)
_LONGEST_LINK = 4
_LEAST = -3.0
"""Score by hand below which a candidate is not worth weighing."""
_ADJECTIVE = 2.5
"""What the adjective of a place costs as a side: "the Italian park" does not say that Italy runs it."""
_LONG, _SHORT = 2.4, 1.6
"""Scores by hand of words of relation: several together are surer than one."""


class _Draft(NamedTuple):
    """A candidate before its features are taken: only the best of a pair's candidates is looked at more closely."""

    relation: RelationType
    subject: Party
    object: Party
    hand: float
    hit: Hit | None = None
    direction: str = ""
    order: str = ""
    lead: Hit | None = None
    """Words of relation in the sentence that the list stands under."""


class _Stand(NamedTuple):
    """How a side stands to words of relation: the tokens between which the two meet, and what parts them."""

    ahead: bool
    near: int
    far: int
    first: int
    last: int
    gap: int
    border: float
    verbs: int


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
    if not passage.names:
        return []
    view = _View(passage, parties(passage, setting), setting)
    best: dict[tuple[str, str, str], _Draft] = {}
    for draft in (*view.told(), *view.bare(), *view.led()):
        other = draft.object
        key = (draft.relation.name, draft.subject.id, other.id or str(other.first))
        if draft.hand > _LEAST and (key not in best or best[key].hand < draft.hand):
            best[key] = draft
    made = [view.joint(draft) for draft in best.values()]
    _compare(made)
    pairs: dict[frozenset[str], list[Joint]] = {}
    for (_, one, two), joint in zip(best, made, strict=True):
        pairs.setdefault(frozenset((one, two)), []).append(joint)
    return list(pairs.values())


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


class _View:
    """One sentence seen for its relations."""

    def __init__(self, passage: Passage, found: Sequence[Party], setting: Setting) -> None:
        self.passage, self.scan, self.clauses = passage, passage.scan, passage.clauses
        self.parties = found
        self.symbols = Symbols(passage)
        self.setting = setting
        self.named = [party for party in found if party.how == "name"]
        self.spoken = setting.salience.spoken
        self.most = max(
            (
                setting.salience.spoken.get(party.id, 0)
                for party in found
                if party.type in ("cluster", "organisation", "programme")
            ),
            default=0,
        )

    def told(self) -> Iterator[_Draft]:
        """Candidates with words of relation."""
        for hit, name, direction in self._hits():
            relation = relation_types()[name]
            if all(index in self.symbols.inside for index in range(hit.first, hit.last)):
                continue
            near = [party for party in self.parties if self._reaches(party, hit)]
            subjects = [party for party in near if party.type in relation.subjects]
            objects = [party for party in near if party.type in relation.objects]
            if relation.free:
                objects += worded(self.passage, hit.last)
            stands = {id(party): self._stand(party, hit) for party in (*subjects, *objects)}
            costs = {
                (role, id(party)): self._cost(role, party, stands[id(party)], relation)
                for role, side in (("subject", subjects), ("object", objects))
                for party in side
            }
            base = self._said(hit)
            for subject, other in _pairs(subjects, objects):
                order = _order(hit, subject, other)
                hand = base - _AGAINST.get((order, direction), 0.0) * self._strictness(relation)
                if order == "SOC" and self._relative(subject, other):
                    hand += 1.0 if direction == "<" else -1.0
                hand -= costs["subject", id(subject)] + costs["object", id(other)]
                yield _Draft(relation, subject, other, hand, hit, direction, order)

    def _hits(self) -> Iterator[tuple[Hit, str, str]]:
        """Words of relation, and labels of a line ("Country: Kenya"), with the relation and which side comes first."""
        for hit in _outermost(self.scan.found("relation")):
            name, direction = hit.key.split()
            yield hit, name, direction
        for hit in self.scan.found("relation_head"):
            opens = hit.first == 0 or self.scan.fold(hit.first - 1) in _OPENS
            if opens and self.scan.fold(hit.last) in _LABELS:
                yield hit, hit.key, "<" if relation_types()[hit.key].reversed_heads else ">"

    def bare(self) -> Iterator[_Draft]:
        """Candidates that stand side by side."""
        for relation in (kind for kind in relation_types().values() if kind.bare):
            subjects = [party for party in self.parties if party.type in relation.subjects and party.here]
            objects = [party for party in self.parties if party.type in relation.objects and party.here]
            for subject, other in _pairs(subjects, objects):
                gap = self._gap(subject, other)
                if gap <= _BESIDE and not _overlap(subject, other):
                    yield _Draft(relation, subject, other, self._bare_hand(relation, subject, other, gap))

    def led(self) -> Iterator[_Draft]:
        """Candidates of a list's item with what the sentence above the list names and says."""
        lead = self.setting.led_by
        if lead is None or self.setting.lead is None or not self.passage.listed:
            return
        above = [
            Party(name, name.first, name.last, (0, 0), "lead", SubjectFound(group, lead.block))
            for group in lead.passage.groups
            for name in group.members
        ]
        for hit in _outermost(lead.passage.scan.found("relation")):
            name, direction = hit.key.split()
            relation = relation_types()[name]
            for far in above:
                order = "before" if far.first < hit.first else "behind"
                for at, own in enumerate(self.named):
                    for subject, other in ((own, far), (far, own)):
                        if not relation.joins(subject.type, other.type) or own.id == far.id:
                            continue
                        plain = (subject is far) == ((direction == ">") == (order == "before"))
                        hand = _SHORT - 0.5 * at - (0.0 if plain else 1.0) - 0.1 * abs(far.first - hit.first)
                        one, two = (_absent(party) if party is far else party for party in (subject, other))
                        yield _Draft(relation, one, two, hand, None, direction, f"{order} {subject is far}", hit)

    def _led(self, draft: _Draft, lead: Hit) -> dict[str, float]:
        name, own = draft.relation.name, draft.object if draft.subject.how == "lead" else draft.subject
        stems = " ".join(token.fold[:_STEM] for token in self._above()[lead.first : lead.last][:4])
        at = next(index for index, party in enumerate(self.named) if party is own)
        return {
            f"lead {name}": 1.0,
            f"words {name} {stems}": 1.0,
            f"lead {draft.order} {draft.direction}": 1.0,
            f"lead {draft.order} {draft.direction} {name}": 1.0,
            f"lead item {min(at, 2)}": 1.0,
            f"lead item {min(at, 2)} {name}": 1.0,
            f"lead item at {_step(own.first)}": 1.0,
            f"types {name} {draft.subject.type} {draft.object.type}": 1.0,
        }

    def _above(self) -> Sequence[Token]:
        return self.setting.led_by.passage.scan.tokens if self.setting.led_by is not None else ()

    def joint(self, draft: _Draft) -> Joint:
        """A candidate with its features."""
        if draft.lead is not None:
            found = self._led(draft, draft.lead)
        else:
            found = self._told(draft, draft.hit) if draft.hit is not None else self._bare(draft)
        found[f"known {draft.relation.name} {draft.object.type} {_known(draft.subject, draft.object)}"] = 1.0
        for role, party in (("subject", draft.subject), ("object", draft.object)):
            found |= _made(role, party, draft.relation.name)
        if self.passage.title:
            found[f"title {draft.relation.name} {draft.hit is None}"] = 1.0
        return Joint(draft.relation, draft.subject, draft.object, draft.hit, draft.hand, {"hand": draft.hand, **found})

    def _reaches(self, party: Party, hit: Hit) -> bool:
        if not party.here:
            return True
        first, last = self._edges(party, hit.first, hit.last)
        if first < hit.last and hit.first < last:
            return party.how == "pronoun"
        near, far = (last - 1, hit.first) if last <= hit.first else (hit.last - 1, first)
        return self.clauses.gap(near, far) <= _FARTHEST

    def _edges(self, party: Party, first: int, last: int) -> tuple[int, int]:
        """The edges of a party's list, or its own where the list runs over ``first`` to ``last``."""
        start, stop = party.edges
        return (start, stop) if stop <= first or start >= last else (party.first, party.last)

    def _gap(self, one: Party, other: Party) -> int:
        near, far = self._between(one, other)
        return self.clauses.gap(near, far)

    def _words_between(self, near: int, far: int) -> int:
        """Tokens that count between two: no articles, quotes, copulas, nor a bracket that both stand outside of."""
        level = max(self.clauses.depth[near], self.clauses.depth[far])
        return sum(
            1
            for index in range(near + 1, far)
            if self.clauses.depth[index] <= level and self.symbols.symbol(index) not in ("", "is")
        )

    def _between(self, one: Party, other: Party) -> tuple[int, int]:
        left, right = (one, other) if one.first < other.first else (other, one)
        stop, start = left.edges[1], right.edges[0]
        if stop > start:
            stop, start = left.last, right.first
        return stop - 1, start

    def _said(self, hit: Hit) -> float:
        """What words of relation weigh by hand."""
        said = _LONG if hit.last - hit.first > 1 else _SHORT
        return said - 3.0 if self._denied(hit) else said

    def _denied(self, hit: Hit) -> bool:
        return any(0 <= hit.first - no.last <= 2 for no in self.scan.found("negation"))

    def _told(self, draft: _Draft, hit: Hit) -> dict[str, float]:
        relation, subject, other, order = draft.relation, draft.subject, draft.object, draft.order
        name, direction = relation.name, draft.direction
        found = {
            f"words {name}": 1.0,
            f"words {name} {self._stems(hit)}": 1.0,
            f"order {order} {direction}": 1.0,
            f"order {order} {direction} {name}": 1.0,
            f"types {name} {subject.type} {other.type}": 1.0,
            f"hows {subject.how} {other.how}": 1.0,
            f"length {min(hit.last - hit.first, 4)}": 1.0,
            f"category {hit.category} {name}": 1.0,
            **self._side("subject", subject, hit, relation),
            **self._side("object", other, hit, relation),
        }
        if order == "SOC" and self._relative(subject, other):
            found[f"relative {direction}"] = 1.0
        if self._denied(hit):
            found["denied"] = 1.0
        if order in ("SCO", "OCS"):
            figures = sum(
                1
                for value in self.passage.values
                if value.form != "none"
                and min(subject.last, other.last) <= value.quantity.first < max(subject.first, other.first)
            )
            found[f"figures {min(figures, 2)}"] = 1.0
        return found

    def _strictness(self, relation: RelationType) -> float:
        """How much the order of words says: nothing of who is related to whom, less of nouns and of free languages."""
        if relation.symmetric:
            return 0.0
        return 0.5 if relation.nominal or self.scan.language != "en" else 1.0

    def _relative(self, subject: Party, other: Party) -> bool:
        """Whether a clause about the subject begins right behind it: "X, which Y founded"."""
        return subject.here and any(
            subject.last <= clause.first <= subject.last + 2 and clause.last <= other.first
            for clause in self.scan.found("subordinate")
        )

    def _stand(self, party: Party, hit: Hit) -> _Stand | None:
        """How one side stands to words of relation; none where it stands nowhere or around them."""
        first, last = self._edges(party, hit.first, hit.last)
        if not party.here or (first < hit.last and hit.first < last):
            return None
        ahead = last <= hit.first
        near, far = (last - 1, hit.first) if ahead else (hit.last - 1, first)
        return _Stand(
            ahead,
            near,
            far,
            first,
            last,
            self._words_between(near, far),
            self.clauses.between(near, far),
            sum(1 for index in range(near + 1, far) if self.symbols.tenses[index] and index not in self.symbols.inside),
        )

    def _rivals(self, role: str, party: Party, stand: _Stand | None, relation: RelationType) -> int:
        """Names that could take the same side and stand nearer; all such names where the side stands nowhere."""
        fit = relation.subjects if role == "subject" else relation.objects
        return len(
            {
                other.id
                for other in self.named
                if other.type in fit
                and (stand is None or (other.id != party.id and stand.near < other.first < stand.far))
            }
        )

    def _cost(self, role: str, party: Party, stand: _Stand | None, relation: RelationType) -> float:
        """What the stand of one side costs by hand."""
        if not party.here:
            return _FAR_COST.get(party.how, 1.6) + 0.5 * min(self._rivals(role, party, None, relation), 3)
        if stand is None:
            return 0.0
        cost = {"name": 0.0, "words": 0.4}.get(party.how, 0.3 if party.far is None else 0.6)
        if _is_adjective(party) and not (role == "object" and relation.adjectives):
            cost += _ADJECTIVE
        rivals = self._rivals(role, party, stand, relation)
        return cost + 0.12 * max(0, stand.gap - 1) + 0.8 * stand.border + 0.7 * rivals + 0.3 * stand.verbs

    def _side(self, role: str, party: Party, hit: Hit, relation: RelationType) -> dict[str, float]:
        """Features of one side of the words."""
        name = relation.name
        stand = self._stand(party, hit)
        if not party.here:
            return {
                f"{role} {party.how} among {min(self._rivals(role, party, None, relation), 3)}": 1.0,
                f"{role} {party.how} {name}": 1.0,
                f"{role} {party.how} {party.type}": 1.0,
                f"{role} {party.how} opens {min(hit.first, 3)}": 1.0,
                **self._far(role, party),
            }
        if stand is None:
            return {f"{role} inside": 1.0, f"{role} inside {name}": 1.0}
        side = "before" if stand.ahead else "behind"
        link = self.symbols.link(stand.near + 1, stand.far)
        before = self.symbols.before(stand.first)
        found = {
            f"{role} {side} gap {_step(stand.gap)}": 1.0,
            f"{role} {side} border {_border(stand.border)}": 1.0,
            f"{role} rivals {min(self._rivals(role, party, stand, relation), 2)}": 1.0,
            f"{role} verbs {min(stand.verbs, 2)} {side}": 1.0,
            f"{role} {party.how} {side}": 1.0,
            f"{role} depth {self.clauses.depth[stand.first] - self.clauses.depth[hit.first]}": 1.0,
            f"{role} after {before}": 1.0,
            f"{role} after {before} {name}": 1.0,
            f"{role} {name} gap {_step(stand.gap)}": 1.0,
            f"{role} {name} {party.how}": 1.0,
            **self._far(role, party),
        }
        if len(link.split()) <= _LONGEST_LINK:
            found[f"{role} {side} link {link}"] = 1.0
        if _is_adjective(party):
            found[f"{role} adjective {name}"] = 1.0
        if party.name is not None and party.name.compared:
            found[f"{role} compared"] = 1.0
        return found

    def _far(self, role: str, party: Party) -> dict[str, float]:
        """What speaks for a name that words or nothing stand for here."""
        if party.how in ("name", "words"):
            return {}
        place = "before" if party.far is None else "far"
        most = self.spoken.get(party.id, 0) == self.most
        return {
            f"{role} {party.how} guess {party.guess} {place}": 1.0,
            f"{role} {party.how} most spoken {most}": 1.0,
            f"{role} stands for {party.type} most spoken {most}": 1.0,
        }

    def _bare_hand(self, relation: RelationType, subject: Party, other: Party, gap: int) -> float:
        near, far = self._between(subject, other)
        order = "SO" if subject.first < other.first else "OS"
        hand = -0.5 - 0.25 * gap - 0.6 * self.symbols.names_in(near, far)
        hand -= 0.6 * ((subject.how != "name") + (other.how != "name"))
        hand += _beside(
            relation.name, order, self.symbols.link(near + 1, far), self.symbols.before(other.edges[0]), subject.type
        )
        return hand - 3.0 if self._chained(subject, other) else hand

    def _bare(self, draft: _Draft) -> dict[str, float]:
        name, subject, other = draft.relation.name, draft.subject, draft.object
        gap = self._gap(subject, other)
        near, far = self._between(subject, other)
        order = "SO" if subject.first < other.first else "OS"
        link = self.symbols.link(near + 1, far)
        parts = link.split()
        border = self.clauses.between(near, far)
        later = max(subject.edges[1], other.edges[1])
        names = self.symbols.names_in(near, far)
        depth = self.clauses.depth[other.first] - self.clauses.depth[subject.first]
        found = {
            f"beside {name} {order}": 1.0,
            f"beside {name} {order} gap {_step(gap)}": 1.0,
            f"beside {name} {order} types {subject.type} {other.type}": 1.0,
            f"beside {name} {order} border {_border(border)}": 1.0,
            f"beside {name} {order} depth {depth}": 1.0,
            f"beside {name} {order} last {parts[-1] if parts else ''}": 1.0,
            f"beside {name} {order} first {parts[0] if parts else ''}": 1.0,
            f"beside {name} names {min(names, 2)}": 1.0,
            f"beside {name} {subject.how}": 1.0,
            f"beside {name} {order} then {self.symbols.behind(later)}": 1.0,
            f"beside {name} {order} after {self.symbols.before(min(subject.edges[0], other.edges[0]))}": 1.0,
            f"beside {name} listed {self.passage.listed}": 1.0,
            f"beside {name} {subject.how} {other.how}": 1.0,
            f"beside {name} verbs {min(2, sum(map(bool, self.symbols.tenses[near + 1 : far])))}": 1.0,
            **self._far("subject", subject),
            **self._far("object", other),
        }
        if len(parts) <= _LONGEST_LINK:
            found[f"beside {name} {order} link {link}"] = 1.0
        if subject.name is not None:
            found[f"beside {name} sense {subject.name.entity.sense} {parts[-1] if parts else ''}"] = 1.0
            if subject.name.adjective and subject.how == "name":
                found[f"beside {name} adjective subject"] = 1.0
        if other.name is not None and other.name.adjective:
            found[f"beside {name} adjective object"] = 1.0
        if self._chained(subject, other):
            found[f"beside {name} chained"] = 1.0
        return found

    def _chained(self, subject: Party, other: Party) -> bool:
        """Whether another place stands before this one: in "X (A, B)" it is A that lies in B."""
        return other.type in _PLACES and any(
            place.how == "name"
            and place.type in _PLACES
            and place.id != subject.id
            and place.type != other.type
            and self.symbols.link(place.last, other.first) == ","
            for place in self.parties
            if place.last <= other.first
        )

    def _stems(self, hit: Hit) -> str:
        return " ".join(self.scan.fold(index)[:_STEM] for index in range(hit.first, min(hit.last, hit.first + 4)))


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
_PLACES = ("city", "region", "country")


def _beside(name: str, order: str, link: str, before: str, subject: str) -> float:
    """What two names side by side say by hand: the plain ways to tell a place, a programme's owner, a person's post."""
    if name == "located_in":
        if order == "SO":
            return 2.4 if link in _PLACING else 0.0
        return 1.2 if before == "in" and link in _OPENING else -1.0
    if order == "SO" and (name, subject, link) in _OWNING:
        return 2.0
    return -1.0


def _known(subject: Party, other: Party) -> str:
    """What the lists of names know of two: that one lies in the other, or in the same country, or in another."""
    if subject.name is None or other.name is None:
        return "words"
    one, two = subject.name.entity, other.name.entity
    if one.within == two.id and one.within:
        return "within"
    lands = [set(entity.country.split(",")) - {""} for entity in (one, two)]
    if not all(lands):
        return "new" if not any(lands) else "half"
    return "same" if lands[0] & lands[1] else "apart"


def _made(role: str, party: Party, relation: str) -> dict[str, float]:
    """How sure the name of a side is: known from a list or new, and of how many words."""
    if party.name is None:
        return {}
    source = "new" if party.id.startswith("new:") else "known"
    length = min(party.name.last - party.name.first, 4)
    return {f"{role} {relation} {party.type} {source}": 1.0, f"{role} {party.type} {source} {length}": 1.0}


def _absent(party: Party) -> Party:
    """A side that stands in another sentence, without its tokens there."""
    return replace(party, first=0, last=0)


def _is_adjective(party: Party) -> bool:
    return party.name is not None and party.how == "name" and party.name.adjective


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


def _step(distance: int) -> int:
    return _STEPS[bisect_right(_STEPS, max(distance, 0)) - 1]


def _border(weight: float) -> int:
    return min(math.ceil(weight * 2), 6)
