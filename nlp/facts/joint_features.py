"""What speaks for a relation between two names, and against it: the features that the learned weights weigh."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping
from itertools import pairwise

from nlp.facts.joint_view import Draft, View, is_adjective
from nlp.facts.parties import Party
from nlp.facts.phrases import Hit
from nlp.facts.relation_types import RelationType
from nlp.facts.scan import Scan
from nlp.facts.setting import SubjectFound

_STEM = 6
"""Letters of a word that are compared."""
_STEPS = (0, 1, 2, 3, 5, 8, 12, 18)
_LONGEST_LINK = 4
_BESIDE = 2
"""Words before and behind a relation's sides and words that may tell it, too."""
_SORTS = {"V": ("V",), ",": (",", "("), ";": (";", ":", "."), "N": ("N",)}
"""What of a long link tells whether two belong together: verbs, marks, borders, names."""


class JointFeatures:
    """The features of the candidates of one sentence."""

    def __init__(self, view: View) -> None:
        self._view = view

    def of(self, draft: Draft) -> Mapping[str, float]:
        """The features of a candidate."""
        if draft.lead is not None:
            found = self._led(draft, draft.lead)
        elif draft.hit is not None:
            found = self._told(draft, draft.hit)
        else:
            found = self._bare(draft) if draft.subject.here else self._placed(draft)
        found[f"known {draft.relation.name} {draft.object.type} {_known(draft.subject, draft.object)}"] = 1.0
        for role, party in (("subject", draft.subject), ("object", draft.object)):
            found |= _made(role, party, draft.relation.name)
        if self._view.passage.title:
            found[f"title {draft.relation.name} {draft.hit is None}"] = 1.0
        return {"hand": draft.hand, **found, **self._said(draft)}

    def _said(self, draft: Draft) -> dict[str, float]:
        """The very words between the sides and beside them, names left out, by their beginnings."""
        spots = [party.edges for party in (draft.subject, draft.object) if party.here]
        if draft.hit is not None:
            spots.append((draft.hit.first, draft.hit.last))
        first, last = min(spots)[0], max(spot[1] for spot in spots)
        found = {}
        for index in range(max(first - _BESIDE, 0), min(last + _BESIDE, len(self._view.scan.tokens))):
            token = self._view.scan.tokens[index]
            if token.kind == "word" and index not in self._view.symbols.inside:
                where = "before" if index < first else "behind" if index >= last else "between"
                found[f"said {draft.relation.name} {where} {token.fold[:_STEM]}"] = 1.0
        return found

    def _led(self, draft: Draft, said: str) -> dict[str, float]:
        name, own = draft.relation.name, draft.subject if draft.subject.how == "name" else draft.object
        far = draft.object if own is draft.subject else draft.subject
        at = next(index for index, party in enumerate(self._view.named) if party is own)
        return {
            f"lead {name}": 1.0,
            f"lead {far.how} {name}": 1.0,
            f"words {name} {said}": 1.0,
            f"lead {draft.order} {draft.direction}": 1.0,
            f"lead {draft.order} {draft.direction} {name}": 1.0,
            f"lead item {min(at, 2)}": 1.0,
            f"lead item {min(at, 2)} {name}": 1.0,
            f"lead item at {_step(own.first)}": 1.0,
            f"types {name} {draft.subject.type} {draft.object.type}": 1.0,
            **({} if far.how == "lead" else self._far("lead", far)),
        }

    def _told(self, draft: Draft, hit: Hit) -> dict[str, float]:
        relation, subject, other, order = draft.relation, draft.subject, draft.object, draft.order
        name, direction = relation.name, draft.direction
        found = {
            f"words {name}": 1.0,
            f"words {name} {beginnings(self._view.scan, hit)}": 1.0,
            f"order {order} {direction}": 1.0,
            f"order {order} {direction} {name}": 1.0,
            f"types {name} {subject.type} {other.type}": 1.0,
            f"hows {subject.how} {other.how}": 1.0,
            f"length {min(hit.last - hit.first, 4)}": 1.0,
            f"category {hit.category} {name}": 1.0,
            **self._side("subject", subject, hit, relation),
            **self._side("object", other, hit, relation),
            **self._path(draft, f"{order} {direction}"),
        }
        if order == "SOC" and self._view.relative(subject, other):
            found[f"relative {direction}"] = 1.0
        if self._view.denied(hit):
            found["denied"] = 1.0
        if order in ("SCO", "OCS"):
            figures = sum(
                1
                for value in self._view.passage.values
                if value.form != "none"
                and min(subject.last, other.last) <= value.quantity.first < max(subject.first, other.first)
            )
            found[f"figures {min(figures, 2)}"] = 1.0
        return found

    def _path(self, draft: Draft, order: str) -> dict[str, float]:
        """What stands between subject, object and words of relation, all in one: "X , C of Y" is an apposition."""
        spots = [party.edges for party in (draft.subject, draft.object) if party.here]
        if draft.hit is not None:
            spots.append((draft.hit.first, draft.hit.last))
        spots.sort()
        links = "|".join(self._between(one[1], two[0]) for one, two in pairwise(spots))
        return {f"path {order} {links}": 1.0, f"path {order} {links} {draft.relation.name}": 1.0}

    def _between(self, first: int, last: int) -> str:
        """A link in short: where it is long, only which sorts of things it has."""
        parts = self._view.symbols.link(first, last).split()
        if len(parts) < _LONGEST_LINK:
            return " ".join(parts)
        return "long " + "".join(sort for sort, marks in _SORTS.items() if any(mark in marks for mark in parts))

    def _side(self, role: str, party: Party, hit: Hit, relation: RelationType) -> dict[str, float]:
        """Features of one side of the words."""
        name = relation.name
        stand = self._view.stand(party, hit)
        if not party.here:
            return {
                f"{role} {party.how} among {min(self._view.rivals(role, party, None, relation), 3)}": 1.0,
                f"{role} {party.how} {name}": 1.0,
                f"{role} {party.how} {party.type}": 1.0,
                f"{role} {party.how} opens {min(hit.first, 3)}": 1.0,
                **self._far(role, party),
            }
        if stand is None:
            return {f"{role} inside": 1.0, f"{role} inside {name}": 1.0}
        side = "before" if stand.ahead else "behind"
        link = self._view.symbols.link(stand.near + 1, stand.far)
        before = self._view.symbols.before(stand.first)
        found = {
            f"{role} {side} gap {_step(stand.gap)}": 1.0,
            f"{role} {side} border {_border(stand.border)}": 1.0,
            f"{role} rivals {min(self._view.rivals(role, party, stand, relation), 2)}": 1.0,
            f"{role} verbs {min(stand.verbs, 2)} {side}": 1.0,
            f"{role} {party.how} {side}": 1.0,
            f"{role} depth {self._view.clauses.depth[stand.first] - self._view.clauses.depth[hit.first]}": 1.0,
            f"{role} after {before}": 1.0,
            f"{role} after {before} {name}": 1.0,
            f"{role} {name} gap {_step(stand.gap)}": 1.0,
            f"{role} {name} {party.how}": 1.0,
            **self._far(role, party),
        }
        if len(link.split()) <= _LONGEST_LINK:
            found[f"{role} {side} link {link}"] = 1.0
        if is_adjective(party):
            found[f"{role} adjective {name}"] = 1.0
        if party.name is not None and party.name.compared:
            found[f"{role} compared"] = 1.0
        return found

    def _far(self, role: str, party: Party) -> dict[str, float]:
        """What speaks for a name that words or nothing stand for here."""
        if party.how in ("name", "words"):
            return {}
        place = "before" if party.far is None else "far"
        most = self._view.spoken.get(party.id, 0) == self._view.most
        found = {
            f"{role} {party.how} guess {party.guess} {place}": 1.0,
            f"{role} {party.how} most spoken {most}": 1.0,
            f"{role} stands for {party.type} most spoken {most}": 1.0,
        }
        if party.far is not None:
            found |= self._antecedent(role, party, party.far)
        if party.how == "noun":
            found[f"{role} noun {self._view.called(party)}"] = 1.0
            found[f"{role} noun {self._view.called(party)} {place}"] = 1.0
        return found

    def _antecedent(self, role: str, party: Party, far: SubjectFound) -> dict[str, float]:
        """What speaks for what was spoken of before: how far back, in which part, whether the text is about it."""
        setting = self._view.setting
        back = min(max(setting.sentence - far.sentence, 0), 3)
        leader = setting.salience.leader
        leads = leader is not None and leader.id == party.id
        latest = setting.subject is not None and any(
            name.entity.id == party.id for name in setting.subject.group.members
        )
        return {
            f"{role} {party.how} back {back}": 1.0,
            f"{role} part {far.role} {back}": 1.0,
            f"{role} {party.how} leads {leads} latest {latest}": 1.0,
            f"{role} {party.how} first {setting.salience.first == party.id}": 1.0,
            f"{role} {party.how} {party.type} back {back} latest {latest}": 1.0,
            f"{role} meant {self._view.meant(party)}": 1.0,
            f"{role} {party.how} meant {self._view.meant(party)}": 1.0,
        }

    def _bare(self, draft: Draft) -> dict[str, float]:
        name, subject, other = draft.relation.name, draft.subject, draft.object
        gap = self._view.gap(subject, other)
        near, far = self._view.between(subject, other)
        order = "SO" if subject.first < other.first else "OS"
        link = self._view.symbols.link(near + 1, far)
        parts = link.split()
        border = self._view.clauses.between(near, far)
        later = max(subject.edges[1], other.edges[1])
        names = self._view.symbols.names_in(near, far)
        depth = self._view.clauses.depth[other.first] - self._view.clauses.depth[subject.first]
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
            f"beside {name} {order} then {self._view.symbols.behind(later)}": 1.0,
            f"beside {name} {order} after {self._view.symbols.before(min(subject.edges[0], other.edges[0]))}": 1.0,
            f"beside {name} listed {self._view.passage.listed}": 1.0,
            f"beside {name} {subject.how} {other.how}": 1.0,
            f"beside {name} verbs {min(2, sum(map(bool, self._view.symbols.tenses[near + 1 : far])))}": 1.0,
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
        if self._view.chained(subject, other):
            found[f"beside {name} chained"] = 1.0
        return found

    def _placed(self, draft: Draft) -> dict[str, float]:
        """Features of a place that a sentence tells of what was spoken of before."""
        subject, other = draft.subject, draft.object
        first, last = other.edges
        verbs = sum(map(bool, self._view.symbols.tenses[:first]))
        names = min(self._view.symbols.names_in(-1, first), 2)
        return {
            f"placed {subject.how}": 1.0,
            f"placed {subject.how} {subject.type} {other.type}": 1.0,
            f"placed verbs {min(verbs, 2)} names {names}": 1.0,
            f"placed at {_step(first)}": 1.0,
            f"placed {subject.how} before {self._stem(first - 2)}": 1.0,
            f"placed behind {self._view.symbols.behind(last)}": 1.0,
            f"placed depth {self._view.clauses.depth[first]}": 1.0,
            f"placed among {min(self._view.rivals('subject', subject, None, draft.relation), 2)}": 1.0,
            **self._far("subject", subject),
        }

    def _stem(self, index: int) -> str:
        return self._view.scan.fold(index)[:_STEM] or "start"


def beginnings(scan: Scan, hit: Hit) -> str:
    """The beginnings of words of relation, whatever their endings."""
    return " ".join(scan.fold(index)[:_STEM] for index in range(hit.first, min(hit.last, hit.first + 4)))


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


def _step(distance: int) -> int:
    return _STEPS[bisect_right(_STEPS, max(distance, 0)) - 1]


def _border(weight: float) -> int:
    return min(math.ceil(weight * 2), 6)
