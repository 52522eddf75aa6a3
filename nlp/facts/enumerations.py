"""Places that an enumeration tells: "the first – A, the second – B …", "X, Y and Z top the list"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nlp.facts.align import Draft
from nlp.facts.names import Named, NameGroup
from nlp.facts.nouns import Counted
from nlp.facts.passage import Passage, Value
from nlp.facts.placed import SEVERAL, placed
from nlp.facts.rows import group_after
from nlp.facts.setting import Setting
from nlp.facts.subject import Subject


def counted_out(passage: Passage, drafts: Sequence[Draft], setting: Setting) -> list[Draft]:
    """The drafts with all places of an enumeration, "the first – A, the second – B …".

    Some of its places have to be told, or none of them while a ranking is spoken of.
    """
    run = _enumeration(passage)
    told = {draft.value.quantity.first: draft for draft in drafts if draft.value.form == "rank"}
    known = [(told[value.quantity.first], name) for value, name in run if value.quantity.first in told]
    if run and not known and run[0][0].quantity.value == 1:
        return sorted([*drafts, *_ranked_run(passage, run, drafts, setting)], key=_place)
    alike = len({draft.choice.indicator.slug for draft, _ in known}) == 1
    if len(known) < _SURE or not alike or any(draft.name.entity.id != name.entity.id for draft, name in known):
        return list(drafts)
    missing = [_like(known[0][0], value, name) for value, name in run if value.quantity.first not in told]
    return sorted([*drafts, *missing], key=_place)


def _place(draft: Draft) -> int:
    return draft.value.quantity.first


def _ranked_run(
    passage: Passage, run: Sequence[tuple[Value, Named]], drafts: Sequence[Draft], setting: Setting
) -> list[Draft]:
    """The places of an enumeration of which none is told, where a ranking is spoken of."""
    return [
        replace(draft, value=value)
        for value, name in run
        for draft in placed(passage, (name,), int(value.quantity.value), drafts, setting)
    ]


def _enumeration(passage: Passage) -> list[tuple[Value, Named]]:
    """The longest run of ordinals that go up by one, each with the name right behind it."""
    best: list[tuple[Value, Named]] = []
    run: list[tuple[Value, Named]] = []
    for value in passage.values:
        if not value.quantity.ordinal or value.form != "rank":
            continue
        group = group_after(passage, value.quantity.last, _NEXT)
        follows = run and value.quantity.value == run[-1][0].quantity.value + 1
        run = [] if group is None else [*(run if follows else ()), (value, group.lead)]
        best = max(best, run, key=len)
    return best if len(best) >= SEVERAL else []


_NEXT = 4
"""Tokens between an ordinal and the name that it places in an enumeration."""
_SURE = 2
"""Places of an enumeration that must be told for the others to be."""


def _like(draft: Draft, value: Value, name: Named) -> Draft:
    """The place of another name in the same enumeration."""
    subject = Subject(NameGroup((name,), name.first, name.last), 1.3, "named", link="order")
    return replace(draft, value=value, name=name, subject=subject, qualifiers=(), notes=("rank by the enumeration",))


def in_order(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the first place of several told at once shared out in their order: "X, Y and Z top the list"."""
    together: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.value.quantity.first_place:
            together[draft.value.quantity.first].append(draft)
    ranks = {id(draft): rank for row in together.values() if len(row) >= SEVERAL for rank, draft in enumerate(row, 1)}
    return [_at_place(draft, ranks[id(draft)]) if id(draft) in ranks else draft for draft in drafts]


def _at_place(draft: Draft, rank: int) -> Draft:
    """The draft of a name's place by order; the words that tell it are the name."""
    if rank == 1:
        return draft
    name = draft.name
    span = (name.first, name.last)
    quantity = replace(draft.value.quantity, first=span[0], last=span[1], number=span, value=Decimal(rank))
    return replace(draft, value=replace(draft.value, quantity=quantity, noun=Counted(name.last, name.last)))
