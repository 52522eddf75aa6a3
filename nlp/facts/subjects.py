"""Whom a quantity is said of: names, pronouns and general nouns of the sentence, or what was spoken of before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import NamedTuple

from nlp.facts.names import NameGroup
from nlp.facts.passage import Passage, Value
from nlp.facts.phrases import Hit
from nlp.facts.scan import Scan
from nlp.facts.setting import Setting, SubjectFound
from nlp.facts.stances import QUOTES, Stance, of_each, ranks, stance, told_aside
from nlp.facts.subject import LESS, Subject

_STEM = 4
"""Letters by which a general noun is known in a name: "zone" in "Kigali Special Economic Zone"."""
_ASIDE_NOUN = 1.0
"""What a general noun loses by hand that is not in the nominative and owns nothing that is told of it."""
_AHEAD = 0.2
"""What something is worth by hand that is named only after the value."""


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
        self._stances: dict[int, Stance] = {}

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
            if (not group.lead.compared or told_aside(passage, group, value)) and not ranks(passage, group)
        ]

    @cached_property
    def _each(self) -> bool:
        return of_each(self._passage, self._value)

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
            *((known, 0.0, "carried from the document") for known in setting.anywhere),
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

    def _stance(self, group: NameGroup) -> Stance:
        found = self._stances.get(id(group))
        if found is None:
            found = self._stances[id(group)] = stance(self._passage, group, self._value, self._used, self._each)
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
            alone = hit.last - hit.first == 1 and scan.language != "en"
            oblique = alone and scan.starting("nominative", hit.first) is None
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
        penalty = 0.5 * LESS.get(self.kind, 0.0) * (types[0] != self.kind) + 0.5 * taken
        return Subject(self.known.group, self.score - penalty, self.how, far=self.known)


def _of_name(scan: Scan, hit: Hit, names_at: Collection[int]) -> bool:
    """Whether a general noun only says what the name in or behind it is: "the cluster 'Beijing'"."""
    behind = hit.last
    while scan.fold(behind) in QUOTES:
        behind += 1
    return hit.first in names_at or behind in names_at


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
    return not (follower is not None and (follower.capital or follower.fold in QUOTES))


def _standing(
    passage: Passage, value: Value, known: SubjectFound, first: int, last: int, base: float, how: str
) -> Subject:
    quantity = value.quantity
    ahead = last <= quantity.first
    near, far = (last - 1, quantity.first) if ahead else (quantity.last - 1, first)
    score = base - 0.04 * max(0, far - near) - 0.5 * passage.clauses.between(near, far) - (0.0 if ahead else 0.7)
    return Subject(known.group, score, how, far=known, words=(first, last))
