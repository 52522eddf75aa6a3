"""What a quantity is by its form: a level, a growth, a rank, a change of places, a set from the head of a list."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from gazetteer import indicators
from nlp.facts.clauses import Clauses
from nlp.facts.nouns import Counted
from nlp.facts.numerals import word_list
from nlp.facts.quantity import Quantity
from nlp.facts.scan import LANGUAGES, Scan
from nlp.facts.tokens import word_set

Shape = Literal[
    "percent",
    "growth",
    "money",
    "count",
    "rank",
    "change",
    "top",
    "measure",
    "points",
    "times",
    "duration",
    "ordinal",
    "none",
]
_LEVEL_LEADS = word_set(
    "to at of reached reach до достигла достиг достигло составил составила составило становить становила "
    "становив сягнув сягнула"
)
STEP_LEADS = word_set("by на")
_FROM, _TO, _SPAN = word_set("from с со от з із від"), word_set("to до"), 6
_COMPARED = word_set("more less higher lower больше меньше выше ниже більше менше вище нижче")
_THAN = word_set("than чем ніж")
_CHANGES = word_set(
    "growth increase rise decline decrease drop рост прирост спад снижение увеличение зростання приріст зниження"
)
_AMOUNTS = word_set(
    "was is came составил составило составляет становив становило становить сягнув сягнуло достиг – — - :"
)
_TOLD_BORDER = 0.7
_MEASURES = frozenset(("ha", "m2", "MW", "km", "t"))
_RANK_NOUN = "rank"
_MOVE_NOUN = "change"
_VERBS = word_set("is was are were be has have now does not currently stood stands")
_BECAME = word_set(
    "was is are were became stood came comes finished placed ended remains remained ranks ranked стала стал стало "
    "стали была был было были идет шел шла остается остался осталась оказался оказалась була був були стала став "
    "стали є іде йде ішов залишається залишився залишилася опинився опинилася"
)
_NUMBER_WORDS = word_set("no number № # n номер номером")
_BETWEEN = word_set("from to с на з із до")
_ADVERBS = word_set(
    "only now still just again currently лишь только теперь уже снова опять лише тільки тепер вже уже знову досі the"
)
_RANKED_FRAMES = frozenset(("gii", "income_group", "top100", "other_ranking", "cluster_ranking", "intensity"))
_DASHES = ("–", "—", "-")
_NO_CHANGE = word_set("make makes made making set sets add adds")
_ORDINAL_FOLLOWERS = word_set("overall globally worldwide nationally world regionally")


def shape(  # noqa: PLR0911 - one way out for each case
    scan: Scan,
    quantity: Quantity,
    noun: Counted,
    clauses: Clauses,
    names_at: frozenset[int],
    ranked: bool = False,
) -> Shape:
    """The form of ``quantity`` in its sentence; "none" when it is no value at all.

    ``ranked`` says that the text speaks of a ranking.
    """
    if quantity.labelled and quantity.unit == "" and not quantity.scaled:
        numbered = scan.fold(quantity.first - 1) in _NUMBER_WORDS or scan.fold(quantity.first - 2) in _NUMBER_WORDS
        return "rank" if numbered and (ranked or _ranked_before(scan, quantity)) else "none"
    if quantity.first_place:
        return "rank"
    if _is_set(scan, quantity) or _is_hundred(scan, quantity, noun):
        return "top" if _enters(scan, quantity) else "none"
    if quantity.ordinal:
        return _ordinal(scan, quantity, noun, names_at, ranked)
    if quantity.unit in ("percent", "percent_points"):
        return "growth" if _grows(scan, quantity, clauses) or quantity.unit == "percent_points" else "percent"
    if quantity.unit == "times":
        return "times"
    if quantity.unit in ("years", "months", "days"):
        return "duration"
    if quantity.unit == "points":
        return "points"
    if quantity.unit in _MEASURES:
        return "measure"
    if quantity.unit:
        return "money"
    return _bare(scan, quantity, noun, ranked)


def _is_set(scan: Scan, quantity: Quantity) -> bool:
    first = quantity.first
    if quantity.unit or quantity.ordinal:
        return False
    if scan.ending("top", first) or (scan.fold(first - 1) in ("-", "–") and scan.fold(first - 2) in ("top", "топ")):
        return True
    if scan.starting("top_word", quantity.number[0]):
        return True
    after = scan.starting("top_after", quantity.last)
    return after is not None and quantity.comparator == "eq"


def _is_hundred(scan: Scan, quantity: Quantity, noun: Counted) -> bool:
    """Whether a hundred is the list that is spoken of: «17 кластеров в сотне», not «до сотни компаний»."""
    at = quantity.number[0]
    within = any(hit.first < at < hit.last for hit in scan.found("top_word"))
    return within and (noun.empty or "cluster_count" in noun.known)


def _enters(scan: Scan, quantity: Quantity) -> bool:
    before = quantity.first
    while before > 0 and (
        scan.ending("top", before)
        or scan.fold(before - 1) in ("-", "–", "top", "топ", "the", "первую", "перших", "first", "першу", "world's")
    ):
        before -= 1
    here = scan.ending("enter_top", before) or scan.ending("enter_top", before + 1)
    return here is not None and scan.fold(here.last - 1) != "of" and here.last - here.first > 1


def _ordinal(  # noqa: PLR0911 - one way out for each case
    scan: Scan, quantity: Quantity, noun: Counted, names_at: frozenset[int], ranked: bool
) -> Shape:
    if "edition_number" in noun.known:
        return "ordinal"
    if _kind_known(noun, _RANK_NOUN):
        return "rank"
    at = quantity.last
    follower = scan.fold(at)
    open_end = (
        at >= len(scan.tokens) or scan.tokens[at].kind == "mark" or scan.starting("not_noun", at) or at in names_at
    )
    if not open_end and follower not in _ORDINAL_FOLLOWERS:
        return "none"
    if not quantity.words:
        return "rank"
    if follower in (*_DASHES, ":"):
        return "rank"
    back = range(max(0, quantity.first - 3), quantity.first)
    if any(scan.starting("cue", index) and _is_rank_cue(scan, index) for index in back):
        return "rank"
    ranked = ranked or _speaks_of_ranking(scan)
    return "rank" if (ranked or _ranked_before(scan, quantity)) and _places(scan, quantity, names_at) else "none"


def is_stray(scan: Scan, quantity: Quantity) -> bool:
    """Whether an ordinal said of several places nobody: «первые годы», «один из первых», not «Нидерланды – восьмые»."""
    if not quantity.ordinal or scan.language not in LANGUAGES:
        return False
    if scan.fold(quantity.last - 1) not in word_list(scan.language).plural_ordinals:
        return False
    follower = scan.tokens[quantity.last] if quantity.last < len(scan.tokens) else None
    ends = follower is None or follower.kind == "mark" or scan.starting("not_noun", quantity.last) is not None
    before = scan.tokens[quantity.first - 1] if quantity.first else None
    led = before is None or before.kind == "number" or before.fold in _OUT_OF
    return led or not ends or scan.fold(quantity.last) in (*_DASHES, ":")


_OUT_OF = word_set("из в во среди от до к на у з із від серед до на одни одні")


def _places(scan: Scan, quantity: Quantity, names_at: frozenset[int]) -> bool:
    """Reads "Sweden was second", "Finland third", "from fifth to fourth", «пятым стал X», «перша в рейтингу — X»."""
    at = quantity.first - 1
    while at > 0 and scan.fold(at) in _ADVERBS:
        at -= 1
    lead = scan.fold(at)
    if lead in _BECAME or lead in _BETWEEN or at in names_at:
        return True
    if (lead == "," or scan.starting("and", at)) and _ranked_before(scan, quantity):
        return True
    after = quantity.last
    if scan.fold(after) in _BECAME and not scan.starting("noun", after + 1):
        return True
    rest = range(after, len(scan.tokens))
    if at < 0 and any(scan.fold(index) in _DASHES and index + 1 in names_at for index in rest):
        return True
    return after in names_at and _lists_places(scan, after)


def _lists_places(scan: Scan, at: int) -> bool:
    """Whether another place is told behind: «первая Москва, вторая – Тюмень»."""
    ordinals = word_list(scan.language).ordinals if scan.language in LANGUAGES else {}
    return any(
        scan.fold(index) in ordinals and scan.fold(index - 1) in (",", ";") and scan.fold(index + 1) in _DASHES
        for index in range(at + 1, len(scan.tokens))
    )


def _ranked_before(scan: Scan, quantity: Quantity) -> bool:
    """Whether the sentence has begun to rank."""
    ordinals = word_list(scan.language).ordinals if scan.language in LANGUAGES else {}
    return any(_is_rank_cue(scan, index) or scan.fold(index) in ordinals for index in range(quantity.first))


def _speaks_of_ranking(scan: Scan) -> bool:
    return any(hit.key in _RANKED_FRAMES for hit in scan.found("frame"))


def _is_rank_cue(scan: Scan, at: int) -> bool:
    return any(hit.key == "rank_other" for hit in scan.found("cue") if hit.first == at)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    return {indicator.slug: indicator.kind for indicator in indicators()}


def _kind_known(noun: Counted, kind: str) -> bool:
    kinds = _kinds()
    return any(kinds[slug] == kind for slug in noun.known)


def _grows(scan: Scan, quantity: Quantity, clauses: Clauses) -> bool:  # noqa: PLR0911 - one way out for each case
    if quantity.sign:
        return True
    lead = scan.fold(quantity.first - 1)
    if lead == "of" and scan.ending("change", quantity.first - 1):
        return True
    if lead not in _TO and _change_told(scan, quantity, clauses):
        return True
    if lead in _LEVEL_LEADS or scan.starting("reach", quantity.first - 1):
        return False
    if lead in _FROM and any(scan.fold(index) in _TO for index in range(quantity.last, quantity.last + _SPAN)):
        return False
    after = [index for index in (quantity.last, quantity.last + 1) if index < len(scan.tokens)]
    if scan.fold(quantity.last) in _COMPARED and (
        lead in STEP_LEADS or {scan.fold(quantity.last + 1), scan.fold(quantity.last + 2)} & _THAN
    ):
        return True
    if any(scan.starting("change", index) and scan.fold(index) not in _COMPARED for index in after):
        return clauses.same(quantity.last - 1, after[-1]) and scan.fold(quantity.last) != "of"
    if lead in STEP_LEADS:
        near = range(max(0, quantity.first - 12), quantity.first)
        return any(scan.starting("change", index) and clauses.between(index, quantity.first) < 0.9 for index in near)
    near = range(max(0, quantity.first - 3), quantity.first)
    return any(
        scan.starting("change", index)
        and scan.fold(index - 1) not in _NO_CHANGE
        and clauses.between(index, quantity.first) < 0.4
        and not _parted(scan, index, quantity.first)
        for index in near
    )


def _change_told(scan: Scan, quantity: Quantity, clauses: Clauses) -> bool:
    """Reads "The rise was a meagre 0.76 %", «прирост за год — 0,2 %»: a noun of change, and then how much."""
    for index in range(quantity.first - 1, max(-1, quantity.first - 1 - _SPAN), -1):
        if scan.tokens[index].kind == "number" or clauses.between(index, quantity.first) > _TOLD_BORDER:
            return False
        if scan.fold(index) in _CHANGES:
            return any(scan.fold(joint) in _AMOUNTS for joint in range(index + 1, quantity.first))
    return False


def _parted(scan: Scan, start: int, stop: int) -> bool:
    """Whether a new verb or joint stands between the word of change and the value: "declined and is now 27 %"."""
    return any(scan.starting("and", index) or scan.fold(index) in _VERBS for index in range(start + 1, stop))


def _bare(scan: Scan, quantity: Quantity, noun: Counted, ranked: bool) -> Shape:  # noqa: PLR0911 - one way out for each case
    lead = scan.fold(quantity.first - 1)
    if noun.empty and _steps_in_rank(scan, quantity, ranked):
        return "change"
    moves = lead in STEP_LEADS or bool(quantity.sign) or _changes_before(scan, quantity) or _changes_behind(scan, noun)
    if _kind_known(noun, _MOVE_NOUN) and moves:
        return "change"
    if quantity.sign and noun.empty:
        return "change"
    if _kind_known(noun, _RANK_NOUN) and not moves and not _kind_known(noun, _MOVE_NOUN):
        return "rank"
    if _kind_known(noun, _RANK_NOUN) and scan.language != "en" and not quantity.words:
        return "rank"
    after = quantity.last + 1 + (scan.fold(quantity.last + 1) == ",")
    if scan.starting("change", quantity.last) and scan.fold(after) in ("than", "чем", "ніж"):
        return "change"
    if noun.empty and _after_rank_cue(scan, quantity):
        return "rank"
    return "count"


def _steps_in_rank(scan: Scan, quantity: Quantity, ranked: bool) -> bool:
    """Reads "Vienna (up 14)", "dropped 348 to 742nd", «Дели — на три, до 67-го», "two lower": places gained or lost."""
    if not ranked and not _ranked_before(scan, quantity) and not _speaks_of_ranking(scan):
        return False
    if quantity.value != int(quantity.value) or not quantity.value or quantity.scaled or _is_whole(scan, quantity):
        return False
    lead = scan.fold(quantity.number[0] - 1)
    behind = scan.starting("change", quantity.last) is not None and scan.fold(quantity.last) not in _AMOUNTED
    changed = scan.ending("change", quantity.number[0]) is not None or behind
    again = (lead in STEP_LEADS or quantity.each) and any(
        hit.first < quantity.first and _kinds()[hit.key] == _MOVE_NOUN for hit in scan.found("noun")
    )
    return changed or again or (quantity.each and _any_change(scan, quantity))


def _is_whole(scan: Scan, quantity: Quantity) -> bool:
    """Whether a noun tells the number: "its score rising" is no twenty places."""
    return scan.language in LANGUAGES and scan.fold(quantity.number[0]) in word_list(scan.language).wholes


_AMOUNTED = word_set("more less fewer больше меньше більше менше")
"""Words of change that tell an amount, not a place."""


def _any_change(scan: Scan, quantity: Quantity) -> bool:
    return any(hit.first < quantity.first for hit in scan.found("change"))


def _changes_before(scan: Scan, quantity: Quantity) -> bool:
    return any(scan.starting("change", index) for index in range(max(0, quantity.first - 2), quantity.first))


def _changes_behind(scan: Scan, noun: Counted) -> bool:
    """Reads "two places lower than before", «на три места выше»: a word of change ends the phrase or follows it."""
    last = noun.last
    return not noun.empty and any(
        scan.starting("change", index) and scan.fold(index) not in _AMOUNTED for index in (last - 1, last)
    )


def _after_rank_cue(scan: Scan, quantity: Quantity) -> bool:
    """Reads "Ranked 39 among", "place 7", «№ 3»: a bare number right behind a word of rank."""
    at = quantity.first - 1
    while at > 0 and scan.fold(at) in ("as", "only", "at", ":", "no", "number", "лишь", "на", "только", "лише", "just"):
        at -= 1
    if not _is_rank_cue(scan, at) or scan.fold(at) in ("top", "топ", "leader", "лидер", "лідер"):
        return False
    return quantity.value < 1000 and quantity.value == int(quantity.value) and quantity.comparator == "eq"
