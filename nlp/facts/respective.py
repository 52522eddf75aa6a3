"""Values shared out among names in order: "A and B – 4 and 6, respectively", "the first – A, the second – B"."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.facts.names import Named
from nlp.facts.passage import Passage, Value
from nlp.facts.stances import DASHES, linked_by


def respective(passage: Passage) -> dict[int, Sequence[Named]]:
    """Values shared out in order: "A and B – 4 and 6, respectively", "the same clusters – 20 % and 17 %"."""
    pairs: dict[int, Sequence[Named]] = {}
    told = bool(passage.scan.found("respectively"))
    for row in _value_lists(passage):
        if len(row) < 2:
            continue
        names = _names_for(passage, row, told)
        if len(names) == len(row):
            for value, name in zip(row, names, strict=True):
                pairs[value.quantity.first] = (name,)
    return _facing(passage) | pairs


def _facing(passage: Passage) -> dict[int, Sequence[Named]]:
    """Values each with its name behind a dash: "the first – A, the second – B", «друге місце посів A, третє – B».

    One alone is only told so where the dash stands for what was said of the place before it.
    """
    pairs: dict[int, Sequence[Named]] = {}
    row: dict[int, Sequence[Named]] = {}
    ranked = False
    for value in passage.values:
        if value.form == "none":
            continue
        name = _behind_dash(passage, value)
        row = {**row, value.quantity.first: (name,)} if name is not None else {}
        if len(row) > 1 or (ranked and value.form == "rank"):
            pairs |= row
        ranked = ranked or value.form == "rank"
    return pairs


def _behind_dash(passage: Passage, value: Value) -> Named | None:
    """The name right behind the dash behind a value; none where a dash joins it to what stands before."""
    if passage.scan.fold(value.quantity.first - 1) in DASHES:
        return None
    behind = (group for group in passage.groups if group.first >= value.quantity.last and not group.lead.adjective)
    group = next(behind, None)
    return group.lead if group is not None and linked_by(passage, group, value) == "after-dash" else None


def _value_lists(passage: Passage) -> list[list[Value]]:
    rows: list[list[Value]] = []
    for value in passage.values:
        if value.form == "none":
            continue
        if rows and rows[-1][-1].form == value.form and _listed(passage, rows[-1][-1], value):
            rows[-1].append(value)
        else:
            rows.append([value])
    return rows


def _listed(passage: Passage, first: Value, second: Value) -> bool:
    scan = passage.scan
    index = first.quantity.last
    while index < second.quantity.first:
        hit = scan.starting("and", index)
        if hit is not None:
            index = hit.last
            continue
        if scan.fold(index) != "," and not (first.noun.first <= index < first.noun.last):
            return False
        index += 1
    return True


def _names_for(passage: Passage, row: list[Value], told: bool) -> Sequence[Named]:
    first, last = row[0].quantity.first, row[-1].quantity.last
    for hit in passage.scan.found("same"):
        if hit.last <= first and passage.clauses.between(hit.last - 1, first) < 1.0:
            before = [group for group in passage.groups if group.last <= hit.first and not group.lead.adjective]
            names = [member for group in before for member in group.members if member.entity.type == "cluster"]
            return names[-len(row) :]
    right = [group for group in passage.groups if len(group.members) == len(row)]
    near = [
        group
        for group in right
        if passage.clauses.between(group.last - 1 if group.last <= first else group.first, first)
        < (3.0 if told else 1.0)
    ]
    if not near or (not told and any(value.quantity.each for value in row)):
        return ()
    if not told:
        bare = len(row) == 2 and passage.scan.starting("and", row[0].quantity.last) is not None
        near = [group for group in near if group.last <= first and bare]
        if not near:
            return ()
    best = min(
        near, key=lambda group: (first - group.last if group.last <= first else group.first - last + 4, group.first)
    )
    return best.members
