"""Ranks told by the order of names: "followed by Beijing and Seoul", «замыкает тройку Сеул», "in that order"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlp.facts.align import Draft, ranked_draft
from nlp.facts.choose import by_slug
from nlp.facts.names import Named
from nlp.facts.passage import Passage
from nlp.facts.phrases import Hit
from nlp.facts.placed import SEVERAL, placed, ranking_choice
from nlp.facts.quantities import quantities
from nlp.facts.rows import SAME_BREATH, group_after, group_before, may_rank, row_before, row_from
from nlp.facts.setting import Placed, Setting
from nlp.facts.tokens import word_set

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
    group = group_after(passage, hit.last, _REACH // 2)
    if figures and group is not None and figures[0].quantity.first < group.first:
        return []
    return [] if group is None else placed(passage, (group.lead,), 1, drafts, setting)


def _leading_all(passage: Passage, hit: Hit, drafts: Sequence[Draft], setting: Setting) -> list[Draft]:
    """Reads «возглавляют рейтинг X, Y и Z», "X, Y and Z lead the index": several lead in the order told."""
    row = row_before(passage, _ahead_of_order_words(passage, hit.first))
    if not row:
        group = group_after(passage, hit.last, _REACH // 2)
        row = [] if group is None else row_from(passage, group)
    return placed(passage, row, 1, drafts, setting) if len(row) >= SEVERAL and _told_alone(passage, row) else []


def _ahead_of_order_words(passage: Passage, at: int) -> int:
    """The token itself, or where the words of order before it begin: "A, B and C, in this order, lead the index"."""
    stop = at - 1 if passage.scan.fold(at - 1) == "," else at
    told = (hit.first for hit in passage.scan.found("order") if hit.key == "listed" and hit.last == stop)
    return next(told, at)


def _leading_first(passage: Passage, hit: Hit, drafts: Sequence[Draft], setting: Setting) -> list[Draft]:
    """Reads «Попереду Китай», which opens its clause: «Польща попереду України» is another thing."""
    if _told_before(drafts, hit.first):
        return []
    opens = hit.first == 0 or passage.scan.tokens[hit.first - 1].kind == "mark"
    touches = any(group.first == hit.last for group in passage.groups)
    return _leading(passage, hit, drafts, setting) if opens and touches else []


def _ordered(passage: Passage, hit: Hit, drafts: Sequence[Draft], setting: Setting) -> list[Draft]:
    """Reads «Порядок лидеров таков: A, B, C»: all who are named, in their order."""
    group = group_after(passage, _past_aside(passage, hit.last), 2)
    row = [] if group is None else row_from(passage, group)
    return placed(passage, row, 1, drafts, setting) if len(row) > 1 and _told_alone(passage, row) else []


def _past_aside(passage: Passage, at: int) -> int:
    """The token itself, or the one behind a short aside between commas: "the first three were, in 2024, A, B and C"."""
    if passage.scan.fold(at) != ",":
        return at
    closing = next((index for index in range(at + 2, at + _ASIDE) if passage.scan.fold(index) == ","), at)
    named = any(at < group.first < closing for group in passage.groups)
    return at if named else closing + 1


_ASIDE = 6
"""Tokens within which an aside ends."""


def _following(passage: Passage, hit: Hit, drafts: Sequence[Draft], setting: Setting) -> list[Draft]:
    """Reads "followed by X, Y and Z": each has the next place after the one named before."""
    before = _told_before(drafts, hit.first)
    anchor = [] if before else _by_ordinal(passage, hit, drafts, setting)
    if anchor:
        return [*anchor, *_following(passage, hit, [*drafts, *anchor], setting)]
    known = last_place(before) or setting.placed
    if known is None:
        return []
    group = group_after(passage, hit.last, _REACH)
    if group is None or group.lead.entity.type not in _kinds(known, before):
        return []
    if any(hit.last <= value.quantity.first < group.first for value in passage.values):
        return []
    return _continued(passage, row_from(passage, group), known, drafts, setting)


def _by_ordinal(passage: Passage, hit: Hit, drafts: Sequence[Draft], setting: Setting) -> list[Draft]:
    """The place that an ordinal tells before the words of order: «Первой идёт X, за ней …» ranks by itself."""
    told = [value for value in passage.values if value.quantity.ordinal and value.quantity.last <= hit.first]
    if not told or hit.first - told[-1].quantity.last > _REACH or told[-1].form not in ("rank", "none"):
        return []
    quantity = told[-1].quantity
    names = [
        group
        for group in passage.groups
        if may_rank(passage, group) and (quantity.last <= group.first < hit.first or group.last == quantity.first)
    ]
    if not names or len(names[0].members) > 1 or quantity.value != int(quantity.value):
        return []
    member = names[0].lead
    choice = ranking_choice(passage, quantity, member, drafts, setting)
    slug = "rank_other" if choice is None else choice.indicator.slug
    if member.entity.type not in by_slug()[slug].subjects:
        return []
    ranked = placed(passage, (member,), int(quantity.value), drafts, setting, Placed(slug, int(quantity.value)))
    return [replace(draft, value=replace(told[-1], form="rank")) for draft in ranked]


def _right_behind(passage: Passage, hit: Hit, drafts: Sequence[Draft], setting: Setting) -> list[Draft]:
    """Reads «Первой идёт X, за ней Y и Z»: no verb says that they follow, so the names have to touch the words."""
    group = group_after(passage, hit.last, 0)
    told = _told_before(drafts, hit.first) or _by_ordinal(passage, hit, drafts, setting)
    if group is None or not told or hit.first - told[-1].value.quantity.last > _REACH:
        return []
    return _following(passage, hit, drafts, setting)


def _ahead_of_next(passage: Passage, hit: Hit, drafts: Sequence[Draft], setting: Setting) -> list[Draft]:
    """Reads "X is first. Y and Z come next", «Сідней ішов за ним»: the names stand before the words of order."""
    row = row_before(passage, hit.first)
    if not row:
        return []
    before = _told_before(drafts, row[0].first)
    known = last_place(before) or setting.placed
    if known is None or row[0].entity.type not in _kinds(known, before):
        return []
    return _continued(passage, row, known, drafts, setting)


def _behind_named(passage: Passage, hit: Hit, drafts: Sequence[Draft], setting: Setting) -> list[Draft]:
    """Reads «за Сан-Дієго (6) ідуть Пекін і Париж», "after X (6th) come Y and Z": whom they come after is placed."""
    told = _told_before(drafts, hit.first)
    if not told or hit.first - told[-1].value.quantity.last > _CLOSE:
        return []
    anchor = told[-1]
    if passage.scan.fold(anchor.name.first - 1) not in _BEHIND:
        return []
    group = group_after(passage, hit.last, _REACH // 2)
    known = last_place(told)
    if group is None or known is None or group.lead.entity.type not in _kinds(known, told):
        return []
    return _continued(passage, row_from(passage, group), known, drafts, setting)


_BEHIND = word_set("after behind за після после")
_CLOSE = 3
"""Tokens between what is placed and the words that go on from there."""


def _told_before(drafts: Sequence[Draft], at: int) -> list[Draft]:
    """The places told before a token, each name's first: "Helsinki (1st, in the edition before 5th), then Stockholm".

    Those that go back are left out: "second behind X, followed by Y".
    """
    found: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        if draft.value.form == "rank" and draft.value.quantity.first < at and draft.subject.link != _BEFORE:
            key = (draft.name.entity.id, draft.choice.indicator.slug)
            if key not in found or draft.value.quantity.first - found[key].value.quantity.last > _REACH:
                found.pop(key, None)
                found[key] = draft
    return list(found.values())


def _kinds(known: Placed, before: Sequence[Draft]) -> set[str]:
    """Types of what may have the next place."""
    return {*by_slug()[known.slug].subjects[:2], *(draft.name.entity.type for draft in before)}


def _continued(
    passage: Passage, row: Sequence[Named], known: Placed, drafts: Sequence[Draft], setting: Setting
) -> list[Draft]:
    """The next places for the names of a row; a name with a place of its own is passed over."""
    return [
        draft
        for rank, member in enumerate(row, known.rank + 1)
        if not _has_own(passage, member, rank)
        for draft in placed(passage, (member,), rank, drafts, setting, known)
    ]


def _has_own(passage: Passage, member: Named, rank: int) -> bool:
    """Whether a place is told right behind a name, or a bare number that may be one no better than its turn."""
    for value in passage.values:
        if 0 <= value.quantity.first - member.last <= _OWN:
            bare = value.form == "count" and value.noun.empty and rank <= value.quantity.value <= _LONGEST_LIST
            if value.form == "rank" or bare:
                return True
    return False


_LONGEST_LIST = 200
_OWN = 2
"""Tokens between a name and the place that is told right behind it."""


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
    group = group_after(passage, hit.last, 1)
    if rank < 1 or group is None or len(group.members) > 1 or group.lead.entity.id == told[-1].name.entity.id:
        return []
    if passage.clauses.between(told[-1].value.quantity.first, hit.first) > SAME_BREATH:
        return []
    known = Placed(told[-1].choice.indicator.slug, rank, told[-1].period_far)
    if group.lead.entity.type not in by_slug()[known.slug].subjects[:2]:
        return []
    found = placed(passage, group.members, rank, drafts, setting, known)
    return [replace(draft, subject=draft.subject._replace(link=_BEFORE)) for draft in found]


_BEFORE = "order before"


def _closing(passage: Passage, hit: Hit, drafts: Sequence[Draft], setting: Setting) -> list[Draft]:
    """Reads «замыкает тройку X», "X rounds out the top five", "as the last of the hundred, X": the set's last place.

    Of several names the last has it, those before the places before.
    """
    sets = _sets(passage)
    sized = [
        (place, size)
        for place, size in sets
        if 0 <= place[0] - hit.last <= _OWN and not _of_a_part(passage, hit.last, place[1])
    ]
    # «Десятку замыкает Китай»: the set opens the sentence.
    sized = sized or [(place, size) for place, size in sets if place[1] == hit.first]
    size = sized[0][1] if sized else 0
    if passage.scan.fold(hit.last) in _STAND_INS:
        size = next((size for place, size in sets[::-1] if place[1] <= hit.first), 0)
    if size < 2:
        return []
    stop = max(hit.last, sized[0][0][1]) if sized else hit.last
    group = group_after(passage, stop, _REACH // 2) or group_before(passage, hit.first)
    row = [] if group is None else row_from(passage, group) if group.first >= stop else [group.members[-1]]
    if len(row) > size or (row and not _told_alone(passage, row)):
        return []
    return placed(passage, row, size - len(row) + 1, drafts, setting)


_STAND_INS = word_set("it them её ее его их її його їх")


def _told_alone(passage: Passage, row: Sequence[Named]) -> bool:
    """Whether no name of a row has a place of its own that would speak against the order."""
    return not any(
        value.form == "rank" and 0 <= value.quantity.first - member.last <= _OWN
        for member in row
        for value in passage.values
    )


def _sets(passage: Passage) -> list[tuple[tuple[int, int], int]]:
    """Sets from the head of a ranking, and bare numbers, with their tokens and size."""
    words = [((hit.first, hit.last), int(hit.key)) for hit in passage.scan.found("top_word")]
    figures = [
        ((value.quantity.first, value.quantity.last), int(value.quantity.value))
        for value in passage.values
        if value.form in ("top", "none") or (value.form == "count" and value.noun.empty)
    ]
    return sorted({*words, *figures})


def _listed(passage: Passage, hit: Hit, drafts: Sequence[Draft], setting: Setting) -> list[Draft]:
    """Reads "The first five — A, B, C, D and E, in that order": as many names as the set has places.

    The words of order stand behind the names, before them ("in descending order, A, B"), or in a bracket; behind a
    place that is told ("X is first, before Y and Z, in that order") the names go on from it.
    """
    group = group_after(passage, hit.last, 2)
    row = row_from(passage, group) if group is not None else row_before(passage, _out_of_bracket(passage, hit.first))
    if len(row) < 2:
        return []
    told = _told_before(drafts, row[0].first)
    if told and row[0].first - told[-1].value.quantity.last <= _CLOSE and told[-1].value.quantity.value > 0:
        known = last_place(told)
        return [] if known is None else _continued(passage, row, known, drafts, setting)
    sizes = {size for _, size in _sets(passage)}
    sizes |= {int(quantity.value) for scan in setting.surroundings()[:1] for quantity in quantities(scan)}
    return placed(passage, row, 1, drafts, setting) if len(row) in sizes and _told_alone(passage, row) else []


def _out_of_bracket(passage: Passage, at: int) -> int:
    """The token itself, or the opening of the bracket that it stands in: "A and B (in descending order)"."""
    opened = at
    while opened > 0 and passage.clauses.depth[opened] > 0 and passage.scan.fold(opened) != "(":
        opened -= 1
    return opened if passage.scan.fold(opened) == "(" and at - opened <= _CLOSE else at


def _shown(passage: Passage, hit: Hit, drafts: Sequence[Draft], setting: Setting) -> list[Draft]:
    """Reads «П'ятірка найбільших виглядає так: A; B; C; D; E», "the first three places went to A, B and C"."""
    group = group_after(passage, _past_aside(passage, hit.last), 2)
    row = row_from(passage, group) if group is not None else []
    sizes = [
        size
        for place, size in _sets(passage)
        if place[1] <= hit.first <= place[1] + _SET_REACH and not _of_a_part(passage, place[0], hit.first)
    ]
    return placed(passage, row, 1, drafts, setting) if len(row) > 1 and len(row) in sizes else []


def _of_a_part(passage: Passage, start: int, stop: int) -> bool:
    """Whether a place is named among the words of a set: "the three largest clusters in Asia" have other ranks."""
    return any(start <= name.first < stop and name.entity.type in _PLACES for name in passage.names)


_PLACES = ("country", "region", "city")
_SET_REACH = 8
"""Tokens of what may stand between a set and the words that show it: "the top five clusters of 2023 are"."""


def _between(passage: Passage, hit: Hit, drafts: Sequence[Draft], setting: Setting) -> list[Draft]:
    """Reads «місто дев'яте, між A та B»: who is placed between two has one before and one behind."""
    told = _told_before(drafts, hit.first)
    group = group_after(passage, hit.last, 0)
    if not told or group is None or len(group.members) != 2 or hit.first - told[-1].value.quantity.last > _CLOSE:
        return []
    anchor, known = told[-1], last_place(told)
    if known is None or known.rank < 2 or any(member.entity.id == anchor.name.entity.id for member in group.members):
        return []
    if group.lead.entity.type not in _kinds(known, told[-1:]) or not _told_alone(passage, group.members):
        return []
    ahead, behind = group.members
    return [
        *placed(passage, (ahead,), known.rank - 1, drafts, setting, known),
        *placed(passage, (behind,), known.rank + 1, drafts, setting, known),
    ]


_READERS = {
    "lead": _leading,
    "lead_all": _leading_all,
    "lead_first": _leading_first,
    "ordered": _ordered,
    "follow": _following,
    "behind": _right_behind,
    "next": _ahead_of_next,
    "come": _behind_named,
    "precede": _preceding,
    "between": _between,
    "close": _closing,
    "listed": _listed,
    "shown": _shown,
}
"""How names are read behind the words of order."""
