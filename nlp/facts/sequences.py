"""Ranks told by the order of names: "followed by Beijing and Seoul", «замыкает тройку Сеул», "in that order"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nlp.facts.align import Draft, ranked_draft
from nlp.facts.choose import Choice, Sentence, by_slug, choices
from nlp.facts.dating import Dated
from nlp.facts.features import ranking_frames
from nlp.facts.names import Named, NameGroup
from nlp.facts.nouns import Counted
from nlp.facts.passage import Passage, Value
from nlp.facts.phrases import Hit
from nlp.facts.quantities import Quantity
from nlp.facts.setting import Placed, Setting
from nlp.facts.subjects import Subject

_RANKED = ("cluster", "city", "country", "region", "organisation")
_REACH = 9
"""Tokens between a word of order and the name it places."""


def sequence_ranks(passage: Passage, drafts: Sequence[Draft], setting: Setting) -> list[Draft]:
    """Drafts of the ranks that the order of names tells; none where the text does not rank."""
    found: list[Draft] = []
    for hit in passage.scan.found("order"):
        rows = _READERS[hit.key](passage, hit, [*drafts, *found], setting)
        known = {draft.name.entity.id for draft in (*drafts, *found) if draft.value.form == "rank"}
        found += [draft for draft in rows if draft.name.entity.id not in known]
    return [ranked_draft(draft, setting) for draft in found]


def without_sets(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without "among the first n" of those whose place is told in the same sentence."""
    placed = {draft.name.entity.id for draft in drafts if draft.value.form == "rank"}
    return [draft for draft in drafts if draft.value.form != "top" or draft.name.entity.id not in placed]


def _leading(passage: Passage, hit: Hit, drafts: Sequence[Draft], setting: Setting) -> list[Draft]:
    """Reads «лидирует X», "led by X": the first place where a ranking is spoken of."""
    figures = [value for value in passage.values if 0 <= value.quantity.first - hit.last <= _REACH]
    group = _after(passage, hit.last, _REACH // 2)
    if figures and group is not None and figures[0].quantity.first < group.first:
        return []
    return _placed(passage, (group.lead,) if group is not None else (), group, 1, drafts, setting)


def _following(passage: Passage, hit: Hit, drafts: Sequence[Draft], setting: Setting) -> list[Draft]:
    """Reads "followed by X, Y and Z": each has the next place after the one named before."""
    before = [
        draft
        for draft in drafts
        if draft.value.form == "rank" and draft.value.quantity.first < hit.first and draft.subject.link != _BEFORE
    ]
    known = last_place(before) or setting.placed
    if known is None:
        return []
    group = _after(passage, hit.last, _REACH)
    kinds = {*by_slug()[known.slug].subjects[:2], *(draft.name.entity.type for draft in before)}
    if group is None or group.lead.entity.type not in kinds:
        return []
    if any(hit.last <= value.quantity.first < group.first for value in passage.values):
        return []
    own = [value for value in passage.values if value.form == "rank" and group.first <= value.quantity.first]
    members = tuple(
        member
        for member in _with_joined(passage, group)
        if not any(0 <= value.quantity.first - member.last <= 2 for value in own)
    )
    return _placed(passage, members, group, known.rank + 1, drafts, setting, known)


def _with_joined(passage: Passage, group: NameGroup) -> Sequence[Named]:
    """The names of a group and of those that only a joint parts from it: "Sweden and the United States"."""
    members, last = list(group.members), group.last
    for other in passage.groups:
        if other.first < last:
            continue
        between = [index for index in range(last, other.first) if passage.scan.fold(index) not in (",", "the")]
        if any(passage.scan.starting("and", index) is None for index in between) or other.first - last > _JOINT:
            break
        if not _may_rank(passage, other) or other.lead.entity.type != group.lead.entity.type:
            break
        members, last = [*members, *other.members], other.last
    return members


_JOINT = 3
"""Tokens of the longest joint: ", and the"."""


def last_place(drafts: Sequence[Draft]) -> Placed | None:
    """The last place that drafts tell."""
    for draft in reversed(drafts):
        if draft.value.form == "rank":
            return Placed(draft.choice.indicator.slug, int(draft.value.quantity.value), draft.period_far)
    return None


def _preceding(passage: Passage, hit: Hit, drafts: Sequence[Draft], setting: Setting) -> list[Draft]:
    """Reads "second behind X", «вторая, уступив лишь X», «друга: попереду X»: one name has the place before.

    Several names leave their order open.
    """
    told = [draft for draft in drafts if draft.value.form == "rank" and draft.value.quantity.first < hit.first]
    if not told or hit.first - told[-1].value.quantity.last > _REACH:
        return []
    rank = int(told[-1].value.quantity.value) - 1
    group = _after(passage, hit.last, 1)
    if rank < 1 or group is None or len(group.members) > 1 or group.lead.entity.id == told[-1].name.entity.id:
        return []
    if passage.clauses.between(told[-1].value.quantity.first, hit.first) > _SAME_BREATH:
        return []
    known = Placed(told[-1].choice.indicator.slug, rank, told[-1].period_far)
    if group.lead.entity.type not in by_slug()[known.slug].subjects[:2]:
        return []
    found = _placed(passage, group.members, group, rank, drafts, setting, known)
    return [replace(draft, subject=draft.subject._replace(link=_BEFORE)) for draft in found]


_BEFORE = "order before"
_SAME_BREATH = 1.6
"""How much may part a place from the words that tell who has the one before it."""


def _closing(passage: Passage, hit: Hit, drafts: Sequence[Draft], setting: Setting) -> list[Draft]:
    """Reads «замыкает тройку X», "X rounds out the top five": the last place of the set."""
    size = next((int(word.key) for word in passage.scan.found("top_word") if 0 <= word.first - hit.last <= 2), 0)
    for value in passage.values:
        if not size and value.form in ("top", "none") and 0 <= value.quantity.first - hit.last <= 2:
            size = int(value.quantity.value)
    if size < 2:
        return []
    after = _after(passage, hit.last, _REACH // 2)
    ahead = [group for group in passage.groups if group.last <= hit.first and hit.first - group.last <= 2]
    group = after or (ahead[-1] if ahead else None)
    return _placed(passage, (group.lead,) if group is not None else (), group, size, drafts, setting)


def _listed(passage: Passage, hit: Hit, drafts: Sequence[Draft], setting: Setting) -> list[Draft]:
    """Reads "The first five — A, B, C, D and E, in that order": as many names as the set has places."""
    sizes = [int(value.quantity.value) for value in passage.values if value.quantity.first < hit.first]
    for group in passage.groups:
        if group.last <= hit.first and len(group.members) > 2 and len(group.members) in sizes:
            return _placed(passage, group.members, group, 1, drafts, setting)
    return []


_READERS = {
    "lead": _leading,
    "follow": _following,
    "precede": _preceding,
    "close": _closing,
    "listed": _listed,
}
"""How names are read behind the words of order."""


def _after(passage: Passage, at: int, reach: int) -> NameGroup | None:
    """The names that stand behind a token, nothing that ranks between."""
    for group in passage.groups:
        level = passage.clauses.depth[group.first]
        outside = level <= passage.clauses.depth[at - 1]
        if at <= group.first <= at + reach and outside and _may_rank(passage, group):
            return group
    return None


def _may_rank(passage: Passage, group: NameGroup) -> bool:
    return group.lead.entity.type in _RANKED and (not group.lead.adjective or _is_elided(passage, group))


def _is_elided(passage: Passage, group: NameGroup) -> bool:
    """Whether an adjective stands for a region whose kind is told once for several: «Томская и Омская области»."""
    scan, behind = passage.scan, group.last
    ends = behind >= len(scan.tokens) or scan.tokens[behind].kind == "mark" or scan.starting("and", behind) is not None
    return (
        group.lead.entity.type == "region"
        and scan.language != "en"
        and (ends or scan.fold(behind).startswith(_REGION_WORDS))
    )


_REGION_WORDS = ("област", "кра", "республик", "республік")


def _placed(
    passage: Passage,
    members: Sequence[Named],
    group: NameGroup | None,
    first: int,
    drafts: Sequence[Draft],
    setting: Setting,
    like: Placed | None = None,
) -> list[Draft]:
    if group is None:
        return []
    found = []
    for rank, member in enumerate(members, first):
        quantity = Quantity(
            member.first, member.last, (member.first, member.last), Decimal(rank), ordinal=True, words=True
        )
        choice = (
            Choice(by_slug()[like.slug], 1.5, "rank", None, "inherited")
            if like is not None
            else _choice(passage, quantity, member, drafts, setting)
        )
        if choice is None:
            return []
        value = Value(quantity, "rank", Counted(member.last, member.last))
        subject = Subject(NameGroup((member,), member.first, member.last), 1.3, "named", link="order")
        dated = _dated(passage, drafts, setting, like)
        notes = ("rank by the order of names",)
        found.append(Draft(value, choice, member, subject, "actual", dated.value, dated.at, dated.far, (), None, notes))
    return found


def _choice(
    passage: Passage, quantity: Quantity, member: Named, drafts: Sequence[Draft], setting: Setting
) -> Choice | None:
    """The ranking's indicator: that of another rank in the sentence, else what the words around announce."""
    for draft in drafts:
        if draft.value.form == "rank" and member.entity.type in draft.choice.indicator.subjects:
            return replace(draft.choice, cue=None, source="inherited")
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


def _dated(passage: Passage, drafts: Sequence[Draft], setting: Setting, like: Placed | None) -> Dated:
    for draft in drafts:
        if draft.value.form == "rank" and draft.period:
            return Dated(draft.period, draft.period_at, draft.period_far)
    for period in passage.periods:
        if not period.compared and period.value[:4].isdigit():
            return Dated(period.value, (period.first, period.last))
    far = (like.far if like is not None else None) or setting.period or setting.edition or setting.heading_period
    return Dated() if far is None else Dated(far.value, None, far)
