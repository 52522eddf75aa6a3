"""Names in a sentence as possible subjects: where they stand, what they are, which of them form a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gazetteer import Entity
from nlp.facts.clauses import Clauses
from nlp.facts.scan import Scan
from nlp.facts.tokens import word_set
from nlp.findings import Mention

_QUOTES = frozenset("'\"‘’“”«»„‚‹›`*")
_FILLERS = word_set(
    "the cluster clusters city cities province provinces s&t park parks кластер кластера кластеры кластеров "
    "кластере кластерах кластеру кластери кластерів кластері парк парка парки технопарк город города регион "
    "региона области область міста місто регіон"
)
_PREPOSITIONS = word_set("in at of by for в во у по на от від з")
_EN_ADJECTIVES = ("ese", "ish", "ian", "ean", "can", "french", "dutch", "swiss", "german", "i")
_NO_ADJECTIVES = word_set(
    "mumbai delhi helsinki chennai shanghai hawaii haiti fiji malawi mississippi missouri tbilisi kochi miami hefei"
)
_RU_ADJECTIVES = tuple(
    f"{stem}{ending}"
    for stem in ("ск", "цк")
    for ending in ("ий", "ие", "их", "ого", "ой", "им", "ими", "ом", "ая", "ое", "ую")
)
_UK_ADJECTIVES = tuple(
    f"{stem}{ending}"
    for stem in ("ськ", "цьк")
    for ending in ("ий", "і", "их", "ого", "ої", "им", "ими", "ому", "а", "е", "у", "ій")
)
_NAMELESS = ("date", "number")


@dataclass(frozen=True, slots=True)
class Named:
    """A name at tokens ``first`` to ``last`` of the sentence, with the entity it stands for.

    ``aside`` names stand in a bracket behind another ("Munich (Germany)"); ``compared`` ones are what the sentence
    compares with. ``words`` is the text, ``start`` and ``stop`` are offsets in the reading.
    """

    first: int
    last: int
    start: int
    stop: int
    words: str
    entity: Entity
    aside: bool = False
    compared: bool = False
    adjective: bool = False
    group_of: str = ""


@dataclass(frozen=True)
class NameGroup:
    """Names joined by commas and "and": they share what is said of them, or share out values in order."""

    members: tuple[Named, ...]
    first: int
    last: int
    depth: int = 0

    @cached_property
    def lead(self) -> Named:
        """The first name."""
        return self.members[0]


def named(
    scan: Scan, mentions: Sequence[tuple[int, int, Mention]], entities: Mapping[str, Entity], clauses: Clauses
) -> list[Named]:
    """The names of a sentence in order; ``mentions`` come with their span in the reading."""
    found: list[Named] = []
    for start, stop, mention in mentions:
        entity = entities.get(mention.entity_id)
        if entity is None or mention.type in _NAMELESS:
            continue
        first = next((index for index, token in enumerate(scan.tokens) if token.stop > start), None)
        if first is None:
            continue
        last = next((index for index, token in enumerate(scan.tokens) if token.start >= stop), len(scan.tokens))
        if last <= first:
            continue
        if found and found[-1].last > first:
            if last - first <= found[-1].last - found[-1].first:
                continue
            found.pop()
        adjective = _adjective(entity, scan, first, last)
        found.append(
            Named(
                first,
                last,
                start,
                stop,
                scan.text[start:stop],
                entity,
                _aside(scan, found, first, clauses, entity.type),
                _compared(scan, first),
                adjective,
                _of_group(scan, last) if adjective else "",
            )
        )
    return found


def _adjective(entity: Entity, scan: Scan, first: int, last: int) -> bool:
    """Chinese, российский, українські: an adjective says whose, it rarely is the subject itself."""
    if entity.type not in ("country", "region", "city") or last - first != 1:
        return False
    fold = scan.fold(first)
    if scan.language == "en":
        return fold.endswith(_EN_ADJECTIVES) and fold not in _NO_ADJECTIVES
    return fold.endswith(_RU_ADJECTIVES if scan.language == "ru" else _UK_ADJECTIVES)


def _of_group(scan: Scan, last: int) -> str:
    """The noun behind an adjective of a country: "Chinese clusters" speaks of a group that China defines."""
    noun = scan.starting("group_noun", last)
    return scan.words(last - 1, noun.last) if noun is not None else ""


def _aside(scan: Scan, before: Sequence[Named], first: int, clauses: Clauses, kind: str) -> bool:
    """Whether the name is a place in a bracket that opens right behind another name."""
    if clauses.depth[first] == 0 or not before or kind not in ("country", "region", "city"):
        return False
    opened = first
    while opened >= 0 and clauses.depth[opened] > 0 and scan.fold(opened) != "(":
        opened -= 1
    back = opened - 1
    while back >= 0 and (scan.fold(back) in _QUOTES or scan.fold(back) in _FILLERS):
        back -= 1
    inside = all(
        scan.tokens[index].kind != "number" and scan.fold(index) not in ("-", "–", "—", ":")
        for index in range(opened + 1, first)
    )
    return inside and any(name.last - 1 == back for name in before)


def _compared(scan: Scan, first: int) -> bool:
    at = first
    while at > 0 and (
        scan.fold(at - 1) in _QUOTES or scan.fold(at - 1) in ("the", "both", "in", "of", "в", "у", "and", "other")
    ):
        if scan.ending("compare", at):
            return True
        at -= 1
    return scan.ending("compare", at) is not None


def groups(scan: Scan, names: Sequence[Named], clauses: Clauses) -> list[NameGroup]:
    """Lists of names; a single name is a list of one. What stands in brackets between two names does not part them."""
    found: list[NameGroup] = []
    for name in names:
        if name.aside or _attribute(scan, name, names):
            continue
        depth = clauses.depth[name.first]
        at = next((index for index in range(len(found) - 1, -1, -1) if found[index].depth <= depth), None)
        group = found[at] if at is not None else None
        if at is not None and group is not None and group.depth == depth and _joined(scan, group, name, clauses):
            found[at] = NameGroup((*group.members, name), group.first, name.last, depth)
        else:
            found.append(NameGroup((name,), name.first, name.last, depth))
    return found


def _attribute(scan: Scan, name: Named, names: Sequence[Named]) -> bool:
    """A country right before the name of a cluster tells where that lies: "clusters of China ‘Beijing’"."""
    if name.entity.type != "country":
        return False
    after = name.last
    while scan.fold(after) in _QUOTES:
        after += 1
    return any(other.first == after and other.entity.type in ("cluster", "city", "programme") for other in names)


def _joined(scan: Scan, group: NameGroup, name: Named, clauses: Clauses) -> bool:
    if not _alike(group.members[-1].entity.type, name.entity.type) or group.members[-1].compared != name.compared:
        return False
    if group.members[-1].adjective or name.adjective:
        return False
    joint = False
    led = scan.fold(group.members[-1].first - 1) in _PREPOSITIONS
    inside = clauses.depth[name.first]
    index = group.last
    while index < name.first:
        if clauses.depth[index] > inside or scan.fold(index) in ("(", ")"):
            if scan.tokens[index].kind == "number":
                return False
            index += 1
            continue
        hit = scan.starting("and", index)
        if hit is not None:
            joint, index = True, hit.last
            continue
        fold = scan.fold(index)
        if fold == ",":
            joint = True
        elif fold in _PREPOSITIONS:
            # "Porto Digital, a park in Recife" is no list, "in Munich and in Berlin" is.
            if not joint or scan.fold(index - 1) in _PREPOSITIONS or not led:
                return False
        elif fold not in _QUOTES and fold not in _FILLERS:
            return False
        index += 1
    return joint


_PLACES = frozenset(("cluster", "city", "region", "country"))


def _alike(first: str, second: str) -> bool:
    return first == second or {first, second} == {"cluster", "city"} or {first, second} == {"region", "city"}
