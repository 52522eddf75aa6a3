"""How a name stands to a value in its sentence: on which side, what lies between, what joins the two."""

from __future__ import annotations

import math
from dataclasses import dataclass

from nlp.facts.names import NameGroup
from nlp.facts.passage import Passage, Value
from nlp.facts.subject import LESS, Subject
from nlp.facts.tokens import word_set

DASHES = ("–", "—", "-")
_LINKS = frozenset((*DASHES, "(", ":", "="))
QUOTES = frozenset("'\"‘’“”«»„`*")
_GLUE = word_set(
    "cluster clusters the of a an its only лишь лише кластер кластера кластеры кластеров кластеру кластери "
    "кластерів кластерам rank place"
)
_AFTER = word_set(
    "in by for at the cluster clusters each across among to goes belongs held was were is are secured region "
    "city province country countries в во у для за на по кластер кластера кластере кластеру кластери кластерах "
    "кластером каждый каждая кожен кожна городе городах місті регионе області регіоні области приходится "
    "припадає"
)
_EACH = word_set("each apiece каждый каждая каждое каждому каждой кожен кожна кожне кожному кожній")
_AGENTS = frozenset(("by", "for", "для", "за", "у", "each", "приходится", "припадає"))
_ORDER = 0.12
_AGENT_REACH = 8
_BEFORE = 1.2
"""Weight of borders within which a name counts as standing before a value."""
_OPENING = 0.95


def told_aside(passage: Passage, group: NameGroup, value: Value) -> bool:
    """Reads "overtook A (21)", "more than A, which has 20": what is compared with has a value of its own."""
    at = value.quantity.first
    if group.last > at:
        return False
    follower = passage.scan.starting("subordinate", group.last + 1) if passage.scan.fold(group.last) == "," else None
    return (follower is not None and at - follower.last <= _ASIDE) or linked_by(passage, group, value) == "bracket"


def ranks(passage: Passage, group: NameGroup) -> bool:
    """Whether a name only says whose ranking it is: "the X ranking", "X's 2022 index"."""
    if group.lead.entity.type not in ("organisation", "publication"):
        return False
    return any(
        passage.scan.starting("ranked_list", index) is not None
        and all(
            passage.scan.fold(between) in _OWNING or passage.scan.fold(between).isdigit()
            for between in range(group.last, index)
        )
        for index in range(group.last, group.last + 4)
    )


_ASIDE = 4
_OWNING = frozenset(("'", "s", "'s", "’s", "’", '"', "»"))


def _locates(passage: Passage, group: NameGroup) -> bool:
    """Whether a place says where something named before it lies: "the park X, in the heart of Y"."""
    if group.lead.entity.type not in ("city", "region", "country"):
        return False
    if passage.scan.fold(group.first - 1) not in _PLACED and passage.scan.fold(group.first - 2) not in _PLACED:
        return False
    return any(
        other.lead.entity.type in ("cluster", "programme") and other.last <= group.first and not other.lead.compared
        for other in passage.groups
    )


_PLACED = word_set("in at near of between within outside в во у на под близ біля під при з із из")


def _says(passage: Passage, group: NameGroup) -> bool:
    """Whether a name is only who tells: «по подсчётам X», "according to X"."""
    return group.lead.entity.type == "organisation" and any(
        hit.last <= group.first <= hit.last + 2 for hit in passage.scan.found("according")
    )


@dataclass(frozen=True, slots=True)
class Stance:
    """How a group stands to a value, whatever the value is of: ``score`` counts neither types nor other subjects.

    ``before`` says that it stands before the value in its clause, ``least`` is what a group that opens the sentence
    is worth at least.
    """

    group: NameGroup
    link: str
    touches: bool
    before: bool
    score: float
    least: float
    part: str = ""

    def subject(self, types: tuple[str, ...], before: bool) -> Subject:
        """The group as a subject of one of ``types``; ``before`` tells whether any stands before the value."""
        kind = self.group.lead.entity.type
        score = self.score
        if self.link == "after":
            score += 0.9 if not before or self.touches else -0.5
        score -= LESS.get(kind, 0.0) * (types[0] != kind)
        score -= _ORDER * min(types.index(kind), 4)
        return Subject(self.group, max(score, self.least), "named", link=self.link, part=self.part)


def stance(passage: Passage, group: NameGroup, value: Value, used: dict[int, tuple[str, int]], each: bool) -> Stance:
    """How a group stands to a value; ``used`` tells how earlier values took groups, ``each`` is said of several."""
    quantity, clauses = value.quantity, passage.clauses
    ahead = group.last <= quantity.first
    link = linked_by(passage, group, value)
    near, far = (group.last - 1, quantity.first) if ahead else (quantity.last - 1, group.first)
    border = clauses.between(near, far)
    score = 2.0 - 0.04 * clauses.gap(near, far) - 0.7 * border
    score -= 0.35 * _others_between(passage, group, value)
    if link in ("after-dash", "after-agent"):
        score += 1.3
    elif not ahead and link != "after":
        score -= 1.0
    elif link in ("dash", "bracket"):
        score += 1.6
    elif link == "touch":
        score += 0.5
    if each:
        # "76 % each" is said of several: of the clusters in the bracket, not of the country they lie in.
        score += 1.0 if len(group.members) > 1 else -0.5
    score -= _taken(group, used, link)
    score -= 0.8 * max(0, abs(clauses.depth[group.first] - clauses.depth[quantity.first]) - (link == "bracket"))
    score -= (0.2 if group.lead.group_of else 0.6) if group.lead.adjective else 0.0
    part = _part(passage, group)
    score -= 0.9 if link in ("", "touch") and part == "locates" else 0.0
    score -= 1.2 if part == "says" else 0.0
    score -= 0.5 if ahead and not link and _oblique(passage, group) else 0.0
    opens = (
        ahead
        and border < 2.9
        and _opens(passage, group)
        and not _others_between(passage, group, value, named_only=True)
    )
    return Stance(
        group,
        link,
        _touches(group, value),
        ahead and border < _BEFORE,
        score,
        _OPENING if opens else -math.inf,
        part or ("opens" if opens else ""),
    )


def _part(passage: Passage, group: NameGroup) -> str:
    """What else a name does in its sentence than being spoken of: "says" it, "locates" another."""
    if _says(passage, group):
        return "says"
    return "locates" if _locates(passage, group) else ""


def of_each(passage: Passage, value: Value) -> bool:
    """Whether the value is said of each of several: «по 21», "76 % each"."""
    behind = (value.quantity.last, value.noun.last) if not value.noun.empty else (value.quantity.last,)
    return value.quantity.each or any(passage.scan.fold(index) in _EACH for index in behind)


def _opens(passage: Passage, group: NameGroup) -> bool:
    """Whether the group is the first that the sentence speaks of."""
    fit = [
        other
        for other in passage.groups
        if not other.lead.compared
        and (not other.lead.adjective or other.lead.group_of)
        and (other is group or other.lead.entity.type not in ("ranking", "publication"))
    ]
    return bool(fit) and fit[0] is group


def _oblique(passage: Passage, group: NameGroup) -> bool:
    """A name behind "in", "of", «в» is a place or owner before it is a subject; sentence openers are spared."""
    word = passage.scan.fold(group.first - 1)
    return word in ("from", "with", "by", "из", "с", "із", "з", "via", "through", "via") and group.first > 1


def _touches(group: NameGroup, value: Value) -> bool:
    return group.first - value.quantity.last <= 3 and value.noun.empty


def _taken(group: NameGroup, used: dict[int, tuple[str, int]], link: str) -> float:
    if group.first not in used or link in ("dash", "bracket"):
        return 0.0
    how, _ = used[group.first]
    return {"after": 1.6, "after-dash": 1.6, "after-agent": 1.6, "dash": 0.5, "bracket": 0.9}.get(how, 0.0)


def _others_between(passage: Passage, group: NameGroup, value: Value, named_only: bool = False) -> float:
    low, high = min(group.last, value.quantity.last), max(group.first, value.quantity.first)
    level = passage.clauses.depth[group.first]
    others = sum(
        1
        for other in passage.groups
        if other is not group
        and low <= other.first < high
        and passage.clauses.depth[other.first] <= level
        and not other.lead.adjective
        and not other.lead.compared
        and _rivals(other, group)
        and not _locates(passage, other)
    )
    if named_only:
        return 1.6 * others
    values = sum(
        1
        for other in passage.values
        if other is not value and low <= other.quantity.first < high and other.form != "none"
    )
    return 1.6 * others + 0.7 * values


def _rivals(first: NameGroup, second: NameGroup) -> bool:
    kinds = {first.lead.entity.type, second.lead.entity.type}
    return len(kinds) == 1 or kinds == {"cluster", "city"}


def linked_by(passage: Passage, group: NameGroup, value: Value) -> str:  # noqa: PLR0911 - one way out for each case
    """How a name is joined to a value: by a dash, a bracket, a touch, before or after it; empty where loosely."""
    scan, depth = passage.scan, passage.clauses.depth
    quantity = value.quantity
    if group.last <= quantity.first:
        level = depth[group.first]
        opened = depth[quantity.first] > level
        rest = []
        for index in range(group.last, quantity.first):
            fold = scan.fold(index)
            if fold in QUOTES or fold in _GLUE:
                continue
            if depth[index] > level and not (opened and _bracket_of(depth, index, quantity.first)):
                continue
            if fold == ")":
                continue
            rest.append(fold)
        if not rest:
            return "touch"
        if all(fold in _LINKS for fold in rest):
            return "bracket" if rest[-1] == "(" else "dash"
        return ""
    start = value.noun.last if not value.noun.empty and value.noun.last <= group.first else quantity.last
    adjectives = {index for name in passage.names if name.adjective for index in range(name.first, name.last)}
    between = [scan.fold(index) for index in range(start, group.first) if index not in adjectives]
    words = [fold for fold in between if fold not in QUOTES]
    if words and words[0] in (*DASHES, ":") and all(fold in _GLUE for fold in words[1:]):
        return "after-dash"
    if words and "," not in words and ";" not in words and "by" in words[-3:] and len(words) <= _AGENT_REACH:
        return "after-agent"
    if all(fold in _AFTER for fold in words):
        return "after-agent" if any(fold in _AGENTS for fold in words) else "after"
    return ""


def _bracket_of(depth: list[int], index: int, target: int) -> bool:
    """Whether ``index`` lies in the bracket that holds ``target``."""
    return min(depth[index : target + 1]) >= depth[target]
