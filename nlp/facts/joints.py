"""Pairs of names that a sentence may relate, each with the features that say how likely it does.

Every pair whose types fit a kind of relation is a candidate where words of that relation stand in the sentence, or
where one name stands so near the other that place alone may tell it ("X in Y"). What is not stated is an option too.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nlp.facts.parties import QUOTES, Party, parties, worded
from nlp.facts.passage import Passage
from nlp.facts.phrases import Hit
from nlp.facts.relation_types import RelationType, relation_types
from nlp.facts.setting import Setting
from nlp.facts.tense import tense
from nlp.facts.tokens import word_set

_FARTHEST = 24
"""Tokens between a name and the words of relation beyond which nothing is joined."""
_BESIDE = 9
"""The same between two names without such words."""
_STEPS = (0, 1, 2, 3, 5, 8, 12, 18)
_LONGEST_LINK = 4
_LEAST = -4.0
"""Score by hand below which a candidate is not worth weighing."""
_ADJECTIVE = 2.5
"""What the adjective of a place costs as a side: "the Italian park" does not say that Italy runs it."""
_LONG, _SHORT = 2.4, 1.6
"""Scores by hand of words of relation: several together are surer than one."""
_SAME = {
    "in": word_set("in at on within inside в во у на"),
    "from": word_set("from out из із зі з с со"),
    "of": word_set("of 's s"),
    "near": word_set("near outside beside под близ возле около под під біля поблизу коло"),
    "is": word_set("is are was were является являются это це є —"),
    "": word_set("the a an its"),
}
_PLAIN = {word: name for name, words in _SAME.items() for word in words}
_TYPE_WORDS = word_set(
    "cluster clusters park parks zone hub city region province state county district prefecture area territory town "
    "oblast capital кластер кластера кластере кластеры парк парка парке зона зоны зоне технопарк город города городе "
    "регион региона регионе область области край края крае район района районе республика республики республике "
    "столица столице кластери кластері парку технопарку місто міста місті регіон регіону регіоні областю району "
    "районі республіка республіки республіці столиця столиці префектура префектури префектуры"
)


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
    view = _View(passage, parties(passage, setting))
    best: dict[tuple[str, str, str], Joint] = {}
    for joint in (*view.told(), *view.bare()):
        key = (*joint.says[:2], joint.object.id or str(joint.object.first))
        if joint.hand > _LEAST and (key not in best or best[key].hand < joint.hand):
            best[key] = joint
    pairs: dict[frozenset[str], list[Joint]] = {}
    for (_, subject, other), joint in best.items():
        pairs.setdefault(frozenset((subject, other)), []).append(joint)
    return list(pairs.values())


class _View:
    """One sentence seen for its relations."""

    def __init__(self, passage: Passage, found: Sequence[Party]) -> None:
        self.passage, self.scan, self.clauses = passage, passage.scan, passage.clauses
        self.parties = found
        self.tenses = [tense(passage.scan, index) for index in range(len(passage.scan.tokens))]
        self.inside = {index for name in passage.names for index in range(name.first, name.last)}

    def told(self) -> Iterator[Joint]:
        """Candidates with words of relation."""
        for hit in _outermost(self.scan.found("relation")):
            name, direction = hit.key.split()
            relation = relation_types()[name]
            if all(index in self.inside for index in range(hit.first, hit.last)):
                continue
            near = [party for party in self.parties if self._reaches(party, hit)]
            subjects = [party for party in near if party.type in relation.subjects]
            objects = [party for party in near if party.type in relation.objects]
            if relation.free:
                objects += worded(self.passage, hit.last)
            for subject, other in _pairs(subjects, objects):
                yield self._told(relation, direction, hit, subject, other)

    def bare(self) -> Iterator[Joint]:
        """Candidates that stand side by side."""
        for relation in (kind for kind in relation_types().values() if kind.bare):
            subjects = [party for party in self.parties if party.type in relation.subjects and party.here]
            objects = [party for party in self.parties if party.type in relation.objects and party.how == "name"]
            for subject, other in _pairs(subjects, objects):
                gap = self._gap(subject, other)
                if gap <= _BESIDE and not _overlap(subject, other):
                    yield self._bare(relation, subject, other, gap)

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
            if self.clauses.depth[index] <= level and self._symbol(index) not in ("", "is")
        )

    def _between(self, one: Party, other: Party) -> tuple[int, int]:
        left, right = (one, other) if one.first < other.first else (other, one)
        stop, start = left.edges[1], right.edges[0]
        if stop > start:
            stop, start = left.last, right.first
        return stop - 1, start

    def _told(self, relation: RelationType, direction: str, hit: Hit, subject: Party, other: Party) -> Joint:
        name = relation.name
        order = _order(hit, subject, other)
        found = {
            f"words {name}": 1.0,
            f"words {name} {self._stems(hit)}": 1.0,
            f"order {order} {direction}": 1.0,
            f"types {name} {subject.type} {other.type}": 1.0,
            f"hows {subject.how} {other.how}": 1.0,
            f"length {min(hit.last - hit.first, 4)}": 1.0,
        }
        against = _AGAINST.get((order, direction), 0.0) * self._strictness(relation)
        hand = (_LONG if hit.last - hit.first > 1 else _SHORT) - against
        if order == "SOC" and self._relative(subject, other):
            found[f"relative {direction}"] = 1.0
            hand += 1.0 if direction == "<" else -1.0
        for role, party in (("subject", subject), ("object", other)):
            extra, cost = self._side(role, party, hit, relation)
            found |= extra
            hand -= cost
        if any(0 <= hit.first - no.last <= 2 for no in self.scan.found("negation")):
            found["denied"] = 1.0
            hand -= 3.0
        if order in ("SCO", "OCS"):
            figures = sum(
                1
                for value in self.passage.values
                if value.form != "none"
                and min(subject.last, other.last) <= value.quantity.first < max(subject.first, other.first)
            )
            found[f"figures {min(figures, 2)}"] = 1.0
        return Joint(relation, subject, other, hit, hand, {"hand": hand, **found})

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

    def _side(self, role: str, party: Party, hit: Hit, relation: RelationType) -> tuple[dict[str, float], float]:
        """Features of one side of the words, and what they cost by hand."""
        if not party.here:
            rivals = len(
                {other.id for other in self.parties if other.how == "name" and self._rivals(other, role, relation)}
            )
            return {
                f"{role} {party.how} among {min(rivals, 3)}": 1.0,
                f"{role} {party.how} {relation.name}": 1.0,
            }, 1.6 + 0.5 * min(rivals, 3)
        first, last = self._edges(party, hit.first, hit.last)
        if first < hit.last and hit.first < last:
            return {f"{role} inside": 1.0, f"{role} inside {relation.name}": 1.0}, 0.0
        ahead = last <= hit.first
        near, far = (last - 1, hit.first) if ahead else (hit.last - 1, first)
        gap, border = self._words_between(near, far), self.clauses.between(near, far)
        side = "before" if ahead else "behind"
        rivals = len(
            {
                other.id
                for other in self.parties
                if other.how == "name"
                and other.id != party.id
                and near < other.first < far
                and self._rivals(other, role, relation)
            }
        )
        verbs = sum(1 for index in range(near + 1, far) if self.tenses[index] and index not in self.inside)
        link = self._link(near + 1, far)
        found = {
            f"{role} {side} gap {_step(gap)}": 1.0,
            f"{role} {side} border {_border(border)}": 1.0,
            f"{role} rivals {min(rivals, 2)}": 1.0,
            f"{role} verbs {min(verbs, 2)} {side}": 1.0,
            f"{role} {party.how} {side}": 1.0,
            f"{role} depth {self.clauses.depth[first] - self.clauses.depth[hit.first]}": 1.0,
            f"{role} after {self._before(first)}": 1.0,
            f"{role} after {self._before(first)} {relation.name}": 1.0,
        }
        if len(link.split()) <= _LONGEST_LINK:
            found[f"{role} {side} link {link}"] = 1.0
        adjective = party.name is not None and party.how == "name" and party.name.adjective
        if adjective:
            found[f"{role} adjective {relation.name}"] = 1.0
        if party.name is not None and party.name.compared:
            found[f"{role} compared"] = 1.0
        cost = (
            (_ADJECTIVE if adjective and not (role == "object" and relation.adjectives) else 0.0)
            + 0.12 * max(0, gap - 1)
            + 0.8 * border
            + 0.7 * rivals
            + 0.3 * verbs
        )
        cost += {"name": 0.0, "words": 0.4}.get(party.how, 0.3 if party.far is None else 0.6)
        return found, cost

    def _rivals(self, other: Party, role: str, relation: RelationType) -> bool:
        return other.type in (relation.subjects if role == "subject" else relation.objects)

    def _bare(self, relation: RelationType, subject: Party, other: Party, gap: int) -> Joint:
        name = relation.name
        near, far = self._between(subject, other)
        order = "SO" if subject.first < other.first else "OS"
        link = self._link(near + 1, far)
        parts = link.split()
        border = self.clauses.between(near, far)
        later = max(subject.edges[1], other.edges[1])
        names = len({index for index in range(near + 1, far) if index in self.inside and index - 1 not in self.inside})
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
            f"beside {name} {order} then {self._behind(later)}": 1.0,
            f"beside {name} {order} after {self._before(min(subject.edges[0], other.edges[0]))}": 1.0,
            f"beside {name} listed {self.passage.listed}": 1.0,
        }
        if len(parts) <= _LONGEST_LINK:
            found[f"beside {name} {order} link {link}"] = 1.0
        if subject.name is not None:
            found[f"beside {name} sense {subject.name.entity.sense} {parts[-1] if parts else ''}"] = 1.0
            if subject.name.adjective and subject.how == "name":
                found[f"beside {name} adjective subject"] = 1.0
        if other.name is not None and other.name.adjective:
            found[f"beside {name} adjective object"] = 1.0
        hand = -0.5 - 0.25 * gap - 0.6 * names - (0.6 if subject.how != "name" else 0.0)
        hand += _beside(name, order, link, self._before(other.edges[0]), subject.type)
        if self._chained(subject, other):
            found[f"beside {name} chained"] = 1.0
            hand -= 3.0
        return Joint(relation, subject, other, None, hand, {"hand": hand, **found})

    def _chained(self, subject: Party, other: Party) -> bool:
        """Whether another place stands before this one: in "X (A, B)" it is A that lies in B."""
        return other.type in _PLACES and any(
            place.how == "name"
            and place.type in _PLACES
            and place.id != subject.id
            and place.type != other.type
            and self._link(place.last, other.first) == ","
            for place in self.parties
            if place.last <= other.first
        )

    def _link(self, first: int, last: int) -> str:
        """What stands between two tokens in few symbols: marks, prepositions, verbs; runs of other words as one."""
        symbols: list[str] = []
        for index in range(first, last):
            symbol = self._symbol(index)
            if symbol and (symbol not in ("w", "N", "t") or not symbols or symbols[-1] != symbol):
                symbols.append(symbol)
        return " ".join(symbols)

    def _symbol(self, index: int) -> str:
        token = self.scan.tokens[index]
        if index in self.inside:
            return "N"
        if token.fold in QUOTES:
            return ""
        if token.kind != "word":
            return token.fold if token.kind == "mark" else "#"
        return _PLAIN[token.fold] if token.fold in _PLAIN else self._word(index)

    def _word(self, index: int) -> str:
        fold = self.scan.fold(index)
        if fold in _TYPE_WORDS:
            return "t"
        if self.scan.starting("not_noun", index):
            return fold
        return "V" if self.tenses[index] else "w"

    def _before(self, at: int) -> str:
        """The symbol right before a token, articles and quotes left out."""
        index = at - 1
        while index >= 0 and not self._symbol(index):
            index -= 1
        return self._symbol(index) if index >= 0 else "start"

    def _behind(self, at: int) -> str:
        index = at
        while index < len(self.scan.tokens) and not self._symbol(index):
            index += 1
        return self._symbol(index) if index < len(self.scan.tokens) else "end"

    def _stems(self, hit: Hit) -> str:
        return " ".join(self.scan.fold(index)[:6] for index in range(hit.first, min(hit.last, hit.first + 4)))


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
