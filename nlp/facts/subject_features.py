"""Features of the subjects that a value may have: what the learned weights weigh (``weighing.py``).

What is looked at is put into words in small parts, each made once for the same words: only seldom is a feature named.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from gazetteer import Entity
from nlp.facts.names import Named, NameGroup
from nlp.facts.nearness import border, step, word_before
from nlp.facts.passage import Passage, Value
from nlp.facts.salience import standing
from nlp.facts.setting import Role, Setting, SubjectFound
from nlp.facts.shapes import Shape
from nlp.facts.subject import Subject
from nlp.facts.tense import tense
from nlp.facts.weighing import Kind, Part, part, remembered, sized

_LONGEST_AGO = 4
"""Sentences back beyond which it does not matter how many."""
_FAR_IN, _DEEPEST = 10, 2
"""Sentences by which a document is read on: what holds in a short text differs from what holds in a report."""


class SubjectFeatures:
    """What speaks for each subject that one value may have, whatever it is a value of."""

    def __init__(
        self,
        decision: Kind,
        passage: Passage,
        value: Value,
        setting: Setting,
        used: Mapping[int, tuple[str, int]],
        told_here: str,
    ) -> None:
        """Get ready for a value; ``used`` tells which groups earlier values took, ``told_here`` whom the last is of."""
        self._decision: Kind = decision
        self._passage, self._value, self._setting, self._used = passage, value, setting, used
        self._told_here = told_here

    def of(self, subject: Subject) -> list[Part]:
        """The features of a subject, in parts."""
        entity = subject.group.lead.entity
        found = [self._known(subject, entity), self._in_document(subject, entity), self._in_setting(subject, entity)]
        thread = self._setting.thread
        found.append(_thread_part(self._decision, subject.how, thread.told(entity.id), thread.told_here(entity.id)))
        share = self._setting.salience.share(entity.id)
        found.append(sized(self._decision, "spoken", share))
        if share == 1.0:
            found.append(_most_part(self._decision, subject.how))
        if subject.far is None:
            return [*found, *self._named(subject)]
        if self._setting.subjects:
            found.append(self._told_before(subject, subject.far, entity))
        if subject.words is not None:
            found.append(self._stand_in(subject.words))
        else:
            # A carried subject gives way when the sentence has subjects of its own.
            found.append(_carried_part(self._decision, entity.type, *self._rivals))
        return found

    def _known(self, subject: Subject, entity: Entity) -> Part:
        return _known_part(
            self._decision,
            subject.how,
            subject.link,
            self._value.form,
            min(len(subject.group.members), 3),
            self._value.quantity.each,
            entity.type,
            entity.id.startswith("new:"),
        )

    def _in_document(self, subject: Subject, entity: Entity) -> Part:
        """How the text around speaks of a subject."""
        document, leader = self._setting.salience, self._setting.salience.leader
        before = word_before(self._passage, subject.group.first) if leader is not None and subject.far is None else ""
        return _document_part(
            self._decision,
            subject.how,
            entity.type,
            standing(entity, document),
            document.first == entity.id,
            "" if leader is None else leader.type,
            self._leader_here,
            before,
        )

    @cached_property
    def _leader_here(self) -> bool:
        """Whether the sentence names the document's leader."""
        leader = self._setting.salience.leader
        return leader is not None and any(name.entity.id == leader.id for name in self._passage.names)

    def _in_setting(self, subject: Subject, entity: Entity) -> Part:
        """Whether a subject is what was spoken of before in the places that matter."""
        setting, lead = self._setting, subject.group.lead
        return _setting_part(
            self._decision,
            subject.how,
            entity.type,
            _is(setting.mains.get(entity.type), lead),
            min(setting.sentence // _FAR_IN, _DEEPEST),
            _is(self._heading_subject, lead),
            _is(setting.subject, lead),
            (setting.told_of == entity.id, bool(setting.told_of)),
            (self._told_here == entity.id, bool(self._told_here)),
        )

    @cached_property
    def _heading_subject(self) -> SubjectFound | None:
        return self._setting.heading_subject

    def _told_before(self, subject: Subject, far: SubjectFound, entity: Entity) -> Part:
        """How a subject was told that stands in another sentence, and how long ago."""
        back = min(self._setting.sentence - far.sentence, _LONGEST_AGO)
        blocks = step(self._setting.at[0] - far.block)
        return _before_part(
            self._decision, subject.how, entity.type, far.role, back, step(self._newest - far.order), blocks
        )

    @cached_property
    def _newest(self) -> int:
        return max(known.order for known in self._setting.subjects.values())

    def _stand_in(self, words: tuple[int, int]) -> Part:
        first = self._value.quantity.first
        side = "before" if words[1] <= first else "behind"
        return _stand_in_part(self._decision, side, step(abs(words[0] - first)))

    @cached_property
    def _rivals(self) -> tuple[int, tuple[str, ...]]:
        """How many subjects the sentence names, and the first of their types."""
        rivals = [group for group in self._passage.groups if not group.lead.adjective and not group.lead.compared]
        return min(len(rivals), 2), tuple(sorted({group.lead.entity.type for group in rivals})[:2])

    def _named(self, subject: Subject) -> list[Part]:
        """Features of a subject that the sentence names."""
        passage, group, quantity = self._passage, subject.group, self._value.quantity
        kind = group.lead.entity.type
        ahead = group.last <= quantity.first
        side = "before" if ahead else "behind"
        near, far = (group.last - 1, quantity.first) if ahead else (quantity.last - 1, group.first)
        gap, parted = step(passage.clauses.gap(near, far)), border(passage, near, far)
        depth = passage.clauses.depth[group.first] - passage.clauses.depth[quantity.first]
        found = [
            _place_part(self._decision, side, self._value.form, gap, parted, depth),
            _lead_part(self._decision, subject.part, side, kind, group.lead.adjective, bool(group.lead.group_of)),
            _word_part(self._decision, word_before(passage, group.first), side, kind),
            self._beside(group, side, kind),
            *self._opening(group, side, kind),
        ]
        if group.lead.compared:
            found.append(_one_part(self._decision, "compared"))
        if group.first in self._used:
            found.append(_one_part(self._decision, f"used {self._used[group.first][0]} {subject.link}"))
        return found

    def _beside(self, group: NameGroup, side: str, kind: str) -> Part:
        """What stands between a group and the value, and right beside the group."""
        passage, quantity = self._passage, self._value.quantity
        low, high = min(group.last, quantity.last), max(group.first, quantity.first)
        others = [other for other in passage.groups if other is not group and low <= other.first < high]
        figures = sum(
            1
            for other in passage.values
            if low <= other.quantity.first < high and other is not self._value and other.form != "none"
        )
        generic = passage.scan.found("generic")
        return _beside_part(
            self._decision,
            side,
            kind,
            min(len(others), 3),
            min(figures, 3),
            others[-1].lead.entity.type if others else "",
            any(hit.last in (group.first, group.first - 1) for hit in generic),
            any(hit.first == group.last for hit in generic),
            self._follower(group),
        )

    def _follower(self, group: NameGroup) -> str | None:
        """What the token behind a group says, a tense or a mark; none at the end."""
        scan = self._passage.scan
        if group.last >= len(scan.tokens):
            return None
        follower = scan.tokens[group.last]
        return tense(scan, group.last) or (follower.fold if follower.kind == "mark" else "")

    def _opening(self, group: NameGroup, side: str, kind: str) -> list[Part]:
        """That no other subject is named before a group."""
        if any(other.first < group.first and not other.lead.adjective for other in self._passage.groups):
            return []
        return [_opens_part(self._decision, side, kind, step(group.first))]


def _is(known: SubjectFound | None, name: Named) -> str:
    """Whether what is known is the same entity: "none" where nothing is."""
    return "none" if known is None else str(known.group.lead.entity.id == name.entity.id)


@remembered
def _one_part(decision: Kind, name: str) -> Part:
    return sized(decision, name, 1.0)


@remembered
def _most_part(decision: Kind, how: str) -> Part:
    return sized(decision, f"spoken most {how}", 1.0)


@remembered
def _known_part(
    decision: Kind, how: str, link: str, form: Shape, members: int, each: bool, kind: str, discovered: bool
) -> Part:
    found = (
        f"how {how} {link}",
        f"how {how} {form}",
        f"members {members} {each}",
        f"kind {kind}",
        f"discovered {discovered} {kind}",
    )
    return part(decision, dict.fromkeys(found, 1.0))


@remembered
def _document_part(
    decision: Kind, how: str, kind: str, stands: str, first: bool, leader: str, leader_here: bool, before: str
) -> Part:
    found = [f"stands {stands} {kind} {how}", f"first {first} {kind} {how}"]
    if leader:
        found.append(f"stands {stands} {kind} {leader} {leader_here}")
    if before:
        found.append(f"stands {stands} {kind} {before}")
    return part(decision, dict.fromkeys(found, 1.0))


@remembered
def _setting_part(
    decision: Kind,
    how: str,
    kind: str,
    main: str,
    deep: int,
    title: str,
    last: str,
    told_before: tuple[bool, bool],
    told_here: tuple[bool, bool],
) -> Part:
    found = (
        f"main {main} {kind} {how}",
        f"deep {deep} {how} {kind}",
        f"title {title} {how}",
        f"last {last} {how}",
        f"told before {told_before[0]} {told_before[1]} {how}",
        f"told here {told_here[0]} {told_here[1]} {how}",
    )
    return part(decision, dict.fromkeys(found, 1.0))


@remembered
def _thread_part(decision: Kind, how: str, told: str, told_here: str) -> Part:
    return sized(decision, f"thread {told} {told_here} {how}", 1.0)


@remembered
def _before_part(decision: Kind, how: str, kind: str, role: Role, back: int, age: int, blocks: int) -> Part:
    found = (
        f"age {age} {how}",
        f"role {role} {how} {back}",
        f"role {role} {kind}",
        f"sentences {back} {how}",
        f"age block {blocks} {how}",
    )
    return part(decision, dict.fromkeys(found, 1.0))


@remembered
def _stand_in_part(decision: Kind, side: str, distance: int) -> Part:
    return sized(decision, f"stand-in {side} {distance}", 1.0)


@remembered
def _carried_part(decision: Kind, kind: str, rivals: int, types: tuple[str, ...]) -> Part:
    return part(decision, {f"carried beside {rivals} {kind}": 1.0, f"carried among {list(types)}": 1.0})


@remembered
def _place_part(decision: Kind, side: str, form: Shape, gap: int, parted: str, depth: int) -> Part:
    found = (f"side {side} {form}", f"side {side} {gap}", f"border {side} {parted}", f"depth {depth}")
    return part(decision, dict.fromkeys(found, 1.0))


@remembered
def _lead_part(decision: Kind, own: str, side: str, kind: str, adjective: bool, group_of: bool) -> Part:
    return part(decision, {f"part {own} {side} {kind}": 1.0, f"adjective {adjective} {group_of} {kind}": 1.0})


@remembered
def _word_part(decision: Kind, before: str, side: str, kind: str) -> Part:
    return part(decision, {f"preposition {before} {side}": 1.0, f"kind {kind} {before}": 1.0})


@remembered
def _beside_part(
    decision: Kind,
    side: str,
    kind: str,
    others: int,
    figures: int,
    nearest: str,
    generic_before: bool,
    generic_behind: bool,
    follower: str | None,
) -> Part:
    found = [f"others {side} {others}", f"figures {side} {figures}"]
    if nearest:
        found.append(f"between {kind} {nearest} {side}")
    if follower is not None:
        found.append(f"followed {follower} {side}")
    if generic_before:
        found.append(f"in generic {kind} {side}")
    if generic_behind:
        found.append(f"generic behind {kind} {side}")
    return part(decision, dict.fromkeys(found, 1.0))


@remembered
def _opens_part(decision: Kind, side: str, kind: str, at: int) -> Part:
    return part(decision, {f"opens {side} {kind}": 1.0, f"opens at {at}": 1.0})
