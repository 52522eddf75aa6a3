"""Values told against each other: "from 18th to 17th", "24 against 21", a figure of an earlier year in brackets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlp.facts.align import Draft
from nlp.facts.leads import goals, lead, near, origins
from nlp.facts.names import NameGroup
from nlp.facts.passage import Passage
from nlp.facts.period import Period
from nlp.facts.reckoning import shifted
from nlp.facts.setting import PeriodFound, Setting, resolved
from nlp.facts.subject import Subject
from nlp.facts.tokens import word_set

_AGAINST = word_set("against versus vs против проти")
_OUT_OF = word_set("from in of из с от в во у із з зі від")
_EARLIER = word_set("earlier before ранее раньше раніше")
_BEHIND = 4
_PLACES = ("region", "city", "country")


def told_apart(passage: Passage, drafts: Sequence[Draft], setting: Setting) -> list[Draft]:
    """The drafts with each end of a move, a comparison and a bracket given its own year and subject."""
    settled = [_years_earlier(passage, _in_bracket(passage, draft, setting)) for draft in drafts]
    settled = _moves(passage, settled, setting)
    compared = (_compared(passage, settled, index) for index in range(len(settled)))
    return [found for draft in compared if draft is not None and (found := _none_of(passage, draft)) is not None]


def _moves(passage: Passage, drafts: list[Draft], setting: Setting) -> list[Draft]:
    known: tuple[Draft, Draft] | None = None
    for index in range(len(drafts) - 1):
        first, second = drafts[index], drafts[index + 1]
        if not _one_move(passage, first, second):
            continue
        leads = (lead(passage, first.value), lead(passage, second.value))
        if leads[0] in origins(passage) and leads[1] in goals(passage):
            left, reached = _dated(passage, first, second, setting, known)
            drafts[index], drafts[index + 1], known = left, reached, (left, reached)
        elif leads[0] in goals(passage) and leads[1] in origins(passage):
            left, reached = _dated(passage, second, first, setting, known)
            drafts[index], drafts[index + 1], known = reached, left, (left, reached)
    return drafts


def _one_move(passage: Passage, first: Draft, second: Draft) -> bool:
    return (
        near(passage, first.value, second.value)
        and first.choice.indicator is second.choice.indicator
        and first.name.entity.id == second.name.entity.id
    )


def _dated(
    passage: Passage, left: Draft, reached: Draft, setting: Setting, known: tuple[Draft, Draft] | None
) -> tuple[Draft, Draft]:
    """A value that was left is one of an earlier time, never of the year that the other was reached in."""
    old, new = _own(passage, left), _own(passage, reached)
    opening = min(left.value.quantity.first, reached.value.quantity.first)
    ahead = [period for period in passage.periods if period.last <= opening]
    span = next((period for period in ahead[::-1] if period.kind == "range"), None)
    if old is None and new is None:
        if known is not None and not _dated_since(passage, known[1], left, reached):
            return _like(left, known[0]), _like(reached, known[1])
        if not passage.periods and setting.move is not None:
            return _far(left, setting.move[0]), _far(reached, setting.move[1])
    if span is not None:
        start, stop = span.value.split("/")
        left = _at(left, start, span) if old is None else left
        reached = _at(reached, stop, span) if new is None else reached
        old, new = old or span, new or span
    elif old is None:
        old = next((period for period in passage.periods if period.compared and period is not new), None)
        if left.period == reached.period:
            left = replace(left, period="", period_at=None, period_far=None)
    if old is not None and old is not span:
        left = _at(left, resolved(old, setting), old)
    if new is not None and new is not span:
        reached = _at(reached, resolved(new, setting), new)
    elif new is None and old is not None and reached.period == left.period:
        reached = _after(reached, left.period, [period for period in ahead if not period.compared], setting)
    return left, reached


def _own(passage: Passage, draft: Draft) -> Period | None:
    """The period that stands right behind a value, before any other value."""
    last = (
        draft.value.quantity.last if draft.value.noun.empty else max(draft.value.quantity.last, draft.value.noun.last)
    )
    following = min(
        (other.quantity.first for other in passage.values if other.quantity.first >= last and other.form != "none"),
        default=len(passage.scan.tokens),
    )
    for period in passage.periods:
        if last <= period.first <= last + _BEHIND and period.first < following:
            marks = any(passage.scan.fold(index) in (",", ";", ".") for index in range(last, period.first))
            return None if marks else period
    return None


def _dated_since(passage: Passage, before: Draft, left: Draft, reached: Draft) -> bool:
    """Whether a year stands between the last move and the end of this one, other than the last move's own."""
    own = before.period_at[1] if before.period_at is not None else 0
    start = max(before.value.quantity.last, own)
    stop = max(left.value.quantity.last, reached.value.quantity.last)
    return any(start <= period.first < stop for period in passage.periods)


def _after(reached: Draft, left: str, ahead: Sequence[Period], setting: Setting) -> Draft:
    """The later year: one told before the move, or the edition spoken of; it is never the year that was left."""
    for period in ahead[::-1]:
        value = resolved(period, setting)
        if value and value != left:
            return _at(reached, value, period)
    for far in (setting.edition, setting.period, setting.period_above):
        if far is not None and far.value[:4] > left[:4]:
            return _far(reached, far)
    return replace(reached, period="", period_at=None, period_far=None)


def _at(draft: Draft, value: str, period: Period) -> Draft:
    return replace(draft, period=value, period_at=(period.first, period.last) if value else None, period_far=None)


def _like(draft: Draft, other: Draft) -> Draft:
    return replace(draft, period=other.period, period_at=other.period_at, period_far=other.period_far)


def _far(draft: Draft, found: PeriodFound) -> Draft:
    return replace(draft, period=found.value, period_at=None, period_far=found)


def move_years(passage: Passage, drafts: Sequence[Draft]) -> tuple[Draft, Draft] | None:
    """The last two values of a sentence that stand for a move between two years of its own."""
    for first, second in zip(drafts[-2::-1], drafts[:0:-1], strict=True):
        if not _one_move(passage, first, second) or not (first.period and second.period):
            continue
        leads = (lead(passage, first.value), lead(passage, second.value))
        if leads[0] in origins(passage) and leads[1] in goals(passage):
            return first, second
        if leads[0] in goals(passage) and leads[1] in origins(passage):
            return second, first
    return None


def _compared(passage: Passage, drafts: Sequence[Draft], index: int) -> Draft | None:
    """Reads "24 against 21": the second value is the other one's, or the same one's of another year."""
    draft = drafts[index]
    if index == 0 or lead(passage, draft.value) not in _AGAINST:
        return draft
    before = drafts[index - 1]
    same = before.name.entity.id == draft.name.entity.id and before.value.form == draft.value.form
    if not same or _own(passage, draft) is not None:
        return draft
    others = _others(passage, before)
    behind = [group for group in others if 0 <= group.first - draft.value.quantity.last <= _BEHIND]
    chosen = behind[:1] or (others if len({group.lead.entity.id for group in others}) == 1 else [])
    if not chosen:
        return None
    group = NameGroup((chosen[0].lead,), chosen[0].first, chosen[0].last)
    return replace(draft, name=group.lead, subject=Subject(group, 1.2, "compared with"))


def _others(passage: Passage, draft: Draft) -> list[NameGroup]:
    kinds = {draft.name.entity.type} | ({"city", "cluster"} if draft.name.entity.type in ("city", "cluster") else set())
    return [
        group
        for group in passage.groups
        if group.lead.entity.type in kinds and group.lead.entity.id != draft.name.entity.id
    ]


def _in_bracket(passage: Passage, draft: Draft, setting: Setting) -> Draft:
    """Reads "the figure of 2022 (21 clusters)": what a bracket behind a year opens with is of that year."""
    opened = draft.value.quantity.first - 1
    if passage.scan.fold(opened) != "(":
        return draft
    for period in passage.periods:
        if period.last == opened:
            value = resolved(period, setting)
            return _at(draft, value, period) if value else draft
    return draft


def _years_earlier(passage: Passage, draft: Draft) -> Draft:
    """Reads "three years earlier it was only 22nd": the year is counted back from the one told before."""
    first = draft.value.quantity.first
    for other in passage.values:
        last = other.quantity.last
        near = other.quantity.unit == "years" and last < first <= last + _BEHIND and draft.period.isdigit()
        if near and passage.scan.fold(last) in _EARLIER and draft.period_at != (other.quantity.first, last + 1):
            year = shifted(draft.period, str(-int(other.quantity.value)))
            return replace(draft, period=year, period_at=(other.quantity.first, last + 1), period_far=None)
    return draft


def _none_of(passage: Passage, draft: Draft) -> Draft | None:
    """Reads "not a single cluster from the region": none are told of the place, not of who drew up the list."""
    quantity, noun = draft.value.quantity, draft.value.noun
    if quantity.value != 0 or draft.value.form != "count" or noun.empty or not quantity.words:
        return draft
    for group in passage.groups:
        between = [passage.scan.fold(index) for index in range(noun.last, group.first)]
        if between and between[0] in _OUT_OF and len(between) <= 2 and group.lead.entity.type in _PLACES:
            if group.lead.entity.type not in draft.choice.indicator.subjects:
                return None
            return replace(draft, name=group.lead, subject=Subject(group, 1.5, "none of"))
    return draft
