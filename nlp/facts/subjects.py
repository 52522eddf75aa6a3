"""Whom a quantity is said of: names, pronouns and general nouns of the sentence, or what was spoken of before."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from nlp.facts.names import NameGroup
from nlp.facts.passage import Passage, Value
from nlp.facts.phrases import Hit
from nlp.facts.scan import Scan
from nlp.facts.setting import Setting, SubjectFound
from nlp.facts.tokens import word_set

DASHES = ("–", "—", "-")
_LINKS = frozenset((*DASHES, "(", ":", "="))
_QUOTES = frozenset("'\"‘’“”«»„`*")
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
_LESS = {"field": 1.2, "sector": 0.8, "ranking": 0.8, "publication": 0.8, "person": 2.0, "event": 0.5}
_ORDER = 0.12
_AGENT_REACH = 8
_BEFORE = 1.2
"""Weight of borders within which a name counts as standing before a value."""
_OPENING = 0.95
_STEM = 4
"""Letters by which a general noun is known in a name: "zone" in "Kigali Special Economic Zone"."""
_ASIDE_NOUN = 1.0
"""What a general noun loses by hand that is not in the nominative and owns nothing that is told of it."""
_AHEAD = 0.2
"""What something is worth by hand that is named only after the value."""


class Subject(NamedTuple):
    """A group that a value may be about, its score, and how it was found; ``far`` ones stand in another sentence.

    ``words`` are those that stand for it, ``part`` is the one that a named group has in the sentence.
    """

    group: NameGroup
    score: float
    how: str
    far: SubjectFound | None = None
    link: str = ""
    words: tuple[int, int] | None = None
    part: str = ""


class Subjects:
    """The possible subjects of one value.

    An indicator says which types of entity it may be told of, and many share them: what the sentence says of each
    group is measured once, whatever the types.
    """

    def __init__(self, passage: Passage, value: Value, setting: Setting, used: dict[int, tuple[str, int]]) -> None:
        """Look for subjects of ``value``; ``used`` tells which groups earlier values took and how."""
        self._passage, self._value, self._setting, self._used = passage, value, setting, used
        self._of_types: dict[tuple[str, ...], list[Subject]] = {}
        self._of_places: dict[tuple[tuple[str, int], ...], list[Subject]] = {}
        self._stances: dict[int, _Stance] = {}

    def of(self, types: tuple[str, ...]) -> Sequence[Subject]:
        """Possible subjects of these types, best first; the same list where only types differ that nobody has."""
        found = self._of_types.get(types)
        if found is None:
            places = tuple([(kind, types.index(kind)) for kind in self._kinds if kind in types])
            found = self._of_places.get(places)
            if found is None:
                found = self._of_places[places] = self._found(types)
            found = self._of_types[types] = found or self._only_ahead(types)
        return found

    @cached_property
    def _kinds(self) -> list[str]:
        """The types of all that the sentence names or stands for, and of what was spoken of before."""
        found: set[str] = {group.lead.entity.type for group in self._passage.groups}
        found.update(kind for kind, _ in self._general_nouns)
        found.update(known.kind for known in self._carried)
        if self._setting.subject is not None:
            found.add(self._setting.subject.group.lead.entity.type)
        return sorted(found)

    def _found(self, types: tuple[str, ...]) -> list[Subject]:
        at = self._value.quantity.first
        fitting = [group for group in self._free if group.lead.entity.type in types]
        stand_ins = self._stand_ins(types)
        before = any(self._stance(group).before for group in fitting) or any(
            found.words is not None and found.words[1] <= at for found in stand_ins
        )
        rows = [self._stance(group).subject(types, before) for group in fitting]
        rows += stand_ins
        rows += [known.subject(types, before) for known in self._carried if known.kind in types]
        return sorted(rows, key=_best_first)

    def _only_ahead(self, types: tuple[str, ...]) -> list[Subject]:
        """Subjects that are named after the value only: nobody else may be meant."""
        rows = [known.subject(types, taken=False) for known in self._ahead if known.kind in types]
        return sorted(rows, key=_best_first)

    @cached_property
    def _free(self) -> list[NameGroup]:
        """Groups that a value may be told of at all."""
        passage, value = self._passage, self._value
        return [
            group
            for group in passage.groups
            if (not group.lead.compared or _told_aside(passage, group, value)) and not _ranks(passage, group)
        ]

    @cached_property
    def _each(self) -> bool:
        return _of_each(self._passage, self._value)

    @cached_property
    def _carried(self) -> list[_Carried]:
        """What was spoken of before, in the headings, last of each type, in the whole document: each entity once."""
        setting = self._setting
        sources = [
            (setting.subject, 0.75, "carried from before"),
            *((known, 0.6, "carried from the heading") for known in setting.heading_subjects[:1]),
            *((known, 0.2, "carried of its type") for _, known in sorted(setting.subjects.items())),
            (setting.leader, 0.2, "carried as the leader"),
            (setting.opener, 0.2, "carried from the opening"),
            *((known, 0.1, "carried as the one before") for _, known in sorted(setting.earlier_subjects.items())),
            *((known, 0.1, "carried from a heading above") for known in setting.heading_subjects[1:]),
            *((known, 0.1, "carried as a main one") for _, known in sorted(setting.mains.items())),
            *((known, 0.05, "carried as an often named one") for _, known in sorted(setting.often.items())),
            (setting.country, 0.05, "carried as the country"),
            *((known, 0.05, "carried from the section") for known in [*setting.of_section.values()][::-1]),
        ]
        found: dict[str, _Carried] = {}
        for known, score, how in sources:
            # What is told after "A, B and C were named" without a word for all of them is not told of each.
            if known is not None and (len(known.group.members) == 1 or self._each):
                lead = known.group.lead.entity
                found.setdefault(lead.id, _Carried(known, lead.type, score, how))
        return list(found.values())

    @cached_property
    def _ahead(self) -> list[_Carried]:
        """What is only named further on: "Fifty-six of them hold the label. That is France's policy of poles"."""
        return [
            _Carried(known, known.group.lead.entity.type, _AHEAD, "named further on") for known in self._setting.ahead()
        ]

    def _stance(self, group: NameGroup) -> _Stance:
        found = self._stances.get(id(group))
        if found is None:
            found = self._stances[id(group)] = _stance(self._passage, group, self._value, self._used, self._each)
        return found

    def _stand_ins(self, types: tuple[str, ...]) -> list[Subject]:
        """Pronouns and general nouns: "it", "the cluster", «данного проекта»."""
        passage, value, rows = self._passage, self._value, []
        for kind, found in self._general_nouns:
            if kind in types:
                rows.append(found)
        for hit in passage.scan.found("pronoun"):
            inside = [
                group
                for group in passage.groups
                if group.last <= hit.first
                and group.lead.entity.type in types
                and not group.lead.compared
                and not group.lead.adjective
            ]
            if inside:
                found = _standing(passage, value, SubjectFound(inside[0], -1), hit.first, hit.last, 1.2, "pronoun")
                rows.append(found._replace(far=None))
                continue
            known = self._setting.subject
            if known is None or known.group.lead.entity.type not in types:
                continue
            if hit.key == "single" and len(known.group.members) > 1:
                continue
            rows.append(_standing(passage, value, known, hit.first, hit.last, 1.5, "pronoun"))
        return rows

    @cached_property
    def _general_nouns(self) -> list[tuple[str, Subject]]:
        """General nouns that stand for what was spoken of, with the type that each names."""
        passage, setting = self._passage, self._setting
        scan, rows = passage.scan, []
        names_at = {index for name in passage.names for index in range(name.first, name.last)}
        for hit in scan.found("generic"):
            meant = _meant(setting, ("programme", "organisation") if hit.key == "programme" else (hit.key,), scan, hit)
            if not meant or _of_name(scan, hit, names_at):
                continue
            if scan.language != "en" and not _bare_noun(passage, hit.first, hit.last):
                continue
            oblique = hit.last - hit.first == 1 and scan.language != "en" and scan.fold(hit.first) not in _NOMINATIVE
            owner = scan.ending("cue", hit.first) or scan.ending("noun", hit.first)
            latest = max((other.order for other in setting.subjects.values()), default=0)
            aside = oblique and not owner
            for known, link in meant:
                base = 1.75 - min(0.7, 0.12 * max(0, latest - known.order - 3)) - _ASIDE_NOUN * aside
                row = _standing(passage, self._value, known, hit.first, hit.last, base, "general noun")
                rows.append((hit.key, row._replace(link=f"{link} aside".strip() if aside else link)))
        return rows


def _best_first(row: Subject) -> tuple[float, int]:
    return -row.score, row.group.first


class _Carried(NamedTuple):
    """Something spoken of before, of a type, that gives way to a subject before the value."""

    known: SubjectFound
    kind: str
    score: float
    how: str

    def subject(self, types: tuple[str, ...], taken: bool) -> Subject:
        """The same as a subject of one of ``types``; ``taken`` tells whether any stands before the value."""
        penalty = 0.5 * _LESS.get(self.kind, 0.0) * (types[0] != self.kind) + 0.5 * taken
        return Subject(self.known.group, self.score - penalty, self.how, far=self.known)


def _told_aside(passage: Passage, group: NameGroup, value: Value) -> bool:
    """Reads "overtook A (21)", "more than A, which has 20": what is compared with has a value of its own."""
    at = value.quantity.first
    if group.last > at:
        return False
    follower = passage.scan.starting("subordinate", group.last + 1) if passage.scan.fold(group.last) == "," else None
    return (follower is not None and at - follower.last <= _ASIDE) or linked_by(passage, group, value) == "bracket"


def _ranks(passage: Passage, group: NameGroup) -> bool:
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
class _Stance:
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
        score -= _LESS.get(kind, 0.0) * (types[0] != kind)
        score -= _ORDER * min(types.index(kind), 4)
        return Subject(self.group, max(score, self.least), "named", link=self.link, part=self.part)


def _stance(passage: Passage, group: NameGroup, value: Value, used: dict[int, tuple[str, int]], each: bool) -> _Stance:
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
    return _Stance(
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


def _of_each(passage: Passage, value: Value) -> bool:
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
            if fold in _QUOTES or fold in _GLUE:
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
    words = [fold for fold in between if fold not in _QUOTES]
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


def _of_name(scan: Scan, hit: Hit, names_at: Collection[int]) -> bool:
    """Whether a general noun only says what the name in or behind it is: "the cluster 'Beijing'"."""
    behind = hit.last
    while scan.fold(behind) in _QUOTES:
        behind += 1
    return hit.first in names_at or behind in names_at


_NOMINATIVE = word_set(
    "кластер технопарк парк оэз зона наукоград программа инициатива проект конкурс стратегия фонд компания "
    "университет ассоциация агентство организация институт ведомство министерство альянс страна стране регион "
    "регионе республика край город городе столица програма ініціатива проєкт стратегія компанія університет "
    "асоціація агентство організація інститут міністерство країна країні держава регіон регіоні область "
    "області місто місті столиця"
)
"""One-word general nouns that may open a sentence; other cases mostly own what a cue before says («число участников
кластера»)."""


def _meant(setting: Setting, kinds: tuple[str, ...], scan: Scan, hit: Hit) -> list[tuple[SubjectFound, str]]:
    """What a general noun may mean among entities of these types: the last spoken of, and the last so called.

    "The university" is Wichita State University, even where an institute was spoken of since.
    """
    told = (setting.subjects, setting.earlier_subjects, setting.mains, setting.often, setting.of_section)
    found = sorted(
        (known for row in told for known in row.values() if known.group.lead.entity.type in kinds),
        key=lambda known: -known.order,
    )
    noun = scan.fold(hit.last - 1)[:_STEM]
    named = [known for known in found if _bears(known, noun)]
    last = next((known for known in found if setting.of_section.get(known.group.lead.entity.id) is known), None)
    meant = [(known, "so called") for known in named[:1]]
    if last is not None and last not in named[:1]:
        meant.append((last, "called otherwise" if named else ""))
    return meant


def _bears(known: SubjectFound, noun: str) -> bool:
    """Whether the name of something has a noun in it, in English or as the text has it."""
    lead = known.group.lead
    return len(noun) == _STEM and (noun in lead.words.casefold() or noun in lead.entity.name.casefold())


def _bare_noun(passage: Passage, first: int, last: int) -> bool:
    """A Russian or Ukrainian general noun means the one spoken of only without a name or number beside it."""
    scan = passage.scan
    if (
        last - first == 1
        and first > 0
        and (
            scan.tokens[first - 1].kind == "number"
            or scan.fold(first - 1) in ("каждый", "один", "любой", "кожен", "новый", "новий")
        )
    ):
        return False
    follower = scan.tokens[last] if last < len(scan.tokens) else None
    return not (follower is not None and (follower.capital or follower.fold in _QUOTES))


def _standing(
    passage: Passage, value: Value, known: SubjectFound, first: int, last: int, base: float, how: str
) -> Subject:
    quantity = value.quantity
    ahead = last <= quantity.first
    near, far = (last - 1, quantity.first) if ahead else (quantity.last - 1, first)
    score = base - 0.04 * max(0, far - near) - 0.5 * passage.clauses.between(near, far) - (0.0 if ahead else 0.7)
    return Subject(known.group, score, how, far=known, words=(first, last))
