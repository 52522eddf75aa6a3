"""The names that words of order are said of: rows of them before and behind, and whether they may be ranked."""

from __future__ import annotations

from nlp.facts.names import Named, NameGroup
from nlp.facts.passage import Passage

_RANKED = ("cluster", "city", "country", "region", "organisation")
_PARTING = (",", ";", "the", ")", "’", "'", '"', "«", "»", "“", "”")
_REGION_WORDS = ("област", "кра", "республик", "республік")
SAME_BREATH = 1.6
"""How much may part a place from the words that tell who has the one before it."""


def row_from(passage: Passage, group: NameGroup) -> list[Named]:
    """The names from a group on that only commas, joints and brackets part: "Sweden (EU); and the United States"."""
    members, last = list(group.members), group.last
    for other in passage.groups:
        if other.first < last or other.depth > group.depth:
            continue
        if not _joins(passage, last, other.first, group.depth) or not may_rank(passage, other):
            break
        if other.lead.entity.type not in (group.lead.entity.type, members[-1].entity.type):
            break
        members, last = [*members, *other.members], other.last
    return members


def row_before(passage: Passage, at: int) -> list[Named]:
    """The names of the longest row that ends right before a token."""
    level = passage.clauses.depth[max(at - 1, 0)]
    for group in passage.groups:
        if group.last > at or group.depth != level or not may_rank(passage, group):
            continue
        row = [member for member in row_from(passage, group) if member.last <= at]
        if at - row[-1].last <= 1 and all(passage.scan.fold(index) == "," for index in range(row[-1].last, at)):
            return row
    return []


def group_after(passage: Passage, at: int, reach: int) -> NameGroup | None:
    """The names that stand behind a token, nothing that ranks between."""
    for group in passage.groups:
        level = passage.clauses.depth[group.first]
        outside = level <= passage.clauses.depth[at - 1]
        if at <= group.first <= at + reach and outside and may_rank(passage, group):
            return group
    return None


def group_before(passage: Passage, at: int) -> NameGroup | None:
    """The name that the clause before a token speaks of: what may rank and stands outside of brackets."""
    fit = [
        group
        for group in passage.groups
        if group.last <= at
        and passage.clauses.depth[group.first] <= passage.clauses.depth[at]
        and not group.lead.compared
        and may_rank(passage, group)
        and passage.clauses.between(group.last - 1, at) < SAME_BREATH
    ]
    return fit[-1] if fit else None


def may_rank(passage: Passage, group: NameGroup) -> bool:
    """Whether a group is of a type that has ranks, and no adjective but one for a region."""
    return group.lead.entity.type in _RANKED and (not group.lead.adjective or _is_elided(passage, group))


def _joins(passage: Passage, start: int, stop: int, depth: int) -> bool:
    """Whether nothing but commas, joints and brackets stands between two names."""
    scan, index, parted = passage.scan, start, False
    while index < stop:
        joint = scan.starting("and", index)
        if passage.clauses.depth[index] > depth:
            index += 1
        elif joint is not None:
            index, parted = joint.last, True
        elif scan.fold(index) in _PARTING:
            index, parted = index + 1, parted or scan.fold(index) in (",", ";")
        else:
            return False
    return parted


def _is_elided(passage: Passage, group: NameGroup) -> bool:
    """Whether an adjective stands for a region whose kind is told once for several: «Томская и Омская области»."""
    scan, behind = passage.scan, group.last
    ends = behind >= len(scan.tokens) or scan.tokens[behind].kind == "mark" or scan.starting("and", behind) is not None
    return (
        group.lead.entity.type == "region"
        and scan.language != "en"
        and (ends or scan.fold(behind).startswith(_REGION_WORDS))
    )
