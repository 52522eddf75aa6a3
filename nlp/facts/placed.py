"""Places that no figure tells: drafts of names with their ranks, of the ranking that the words around speak of."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from nlp.facts.align import Draft
from nlp.facts.choose import Choice, Sentence, by_slug, choices
from nlp.facts.dating import Dated, Last, period_of
from nlp.facts.features import ranking_frames
from nlp.facts.names import Named, NameGroup
from nlp.facts.nouns import Counted
from nlp.facts.passage import Passage, Value
from nlp.facts.quantity import Quantity
from nlp.facts.setting import Placed, Setting
from nlp.facts.subject import Subject

SEVERAL = 3
"""Names from which on a list that leads is one in order; two may share the first place."""


def placed(
    passage: Passage,
    members: Sequence[Named],
    first: int,
    drafts: Sequence[Draft],
    setting: Setting,
    like: Placed | None = None,
) -> list[Draft]:
    """Drafts of the places from ``first`` on; ``like`` is the place told that they go on from."""
    found = []
    for rank, member in enumerate(members, first):
        quantity = Quantity(
            member.first, member.last, (member.first, member.last), Decimal(rank), ordinal=True, words=True
        )
        choice = (
            Choice(by_slug()[like.slug], 1.5, "rank", None, "inherited")
            if like is not None
            else ranking_choice(passage, quantity, member, drafts, setting)
        )
        if choice is None:
            return []
        value = Value(quantity, "rank", Counted(member.last, member.last))
        subject = Subject(NameGroup((member,), member.first, member.last), 1.3, "named", link="order")
        dated = _dated(passage, value, choice, drafts, setting, like)
        notes = ("rank by the order of names",)
        found.append(Draft(value, choice, member, subject, "actual", dated.value, dated.at, dated.far, (), None, notes))
    return found


def ranking_choice(
    passage: Passage, quantity: Quantity, member: Named, drafts: Sequence[Draft], setting: Setting
) -> Choice | None:
    """The ranking's indicator: that of another rank in the sentence, else what the words around announce."""
    for draft in drafts:
        if draft.value.form == "rank" and member.entity.type in draft.choice.indicator.subjects:
            return draft.choice._replace(cue=None, source="inherited")
    frames = ranking_frames(passage, setting)
    sentence = Sentence(passage.scan, passage.clauses, setting, (quantity,), frames)
    rows = [
        choice
        for choice in choices(sentence, quantity, Counted(quantity.last, quantity.last), "rank")
        if member.entity.type in choice.indicator.subjects and choice.source != "unframed"
    ]
    ranked = [choice for choice in rows if choice.indicator.slug != "rank_other"]
    told = bool(frames) or any(hit.key in _FRAMES for hit in passage.scan.found("frame"))
    return (ranked or rows)[0] if told and rows else None


_FRAMES = ("gii", "top100", "cluster_ranking", "other_ranking")


def _dated(
    passage: Passage,
    value: Value,
    choice: Choice,
    drafts: Sequence[Draft],
    setting: Setting,
    like: Placed | None,
) -> Dated:
    """The period of the places told beside, else that of the place gone on from, else what is likeliest."""
    for draft in drafts:
        if draft.value.form == "rank" and draft.period:
            return Dated(draft.period, draft.period_at, draft.period_far)
    if like is not None and like.far is not None:
        return Dated(like.far.value, None, like.far)
    last = Last(drafts[-1].period if drafts else setting.told_period, setting.base)
    return period_of(passage, value, setting, frozenset(), choice, "actual", last=last)
