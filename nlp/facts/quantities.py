"""Quantities in a stretch of text: value, range, bound, unit, and the exact words they were read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from nlp.facts.codes import is_labelled
from nlp.facts.measures import unit_of
from nlp.facts.number_at import RANGE_OPENERS, joined_ordinal, number_at, power_of, upper_end
from nlp.facts.numerals import Number, scale_at, word_list
from nlp.facts.phrases import Hit
from nlp.facts.quantity import Quantity, with_unit
from nlp.facts.scan import LANGUAGES, Scan
from nlp.facts.tokens import Token
from nlp.facts.worded import ABBREVIATED, SINGULAR, in_words, lasts, same_again

_MINUS = ("−", "-", "–")
_ROMAN_LETTERS = frozenset("ivxlcіхсм")
_EACH_BEFORE = {"по"}
_LEVEL_REACH = 14


def quantities(scan: Scan, taken: frozenset[int] = frozenset()) -> list[Quantity]:
    """All quantities in order; tokens in ``taken`` belong to dates, names or labels and are passed over."""
    found: list[Quantity] = []
    starters = {
        hit.first
        for category in ("zero", "multiple", "currency", "rank_first", "same_again")
        for hit in scan.found(category)
    }
    words = _starting_words(scan.language)
    index = 0
    while index < len(scan.tokens):
        token = scan.tokens[index]
        possible = token.kind == "number" or index in starters or token.fold in words or _may_be_roman(token)
        possible = possible or (token.kind == "word" and "-" in token.fold and joined_ordinal(scan, index) is not None)
        possible = possible or (token.kind == "word" and lasts(scan, index) is not None)
        quantity = None
        if possible and index not in taken:
            quantity = same_again(scan, index, found) or _quantity(scan, index, taken)
        if quantity is None:
            index += 1
            continue
        found.append(_with_bound(scan, quantity, taken))
        index = max(quantity.last, index + 1)
    return [
        replace(quantity, value=-quantity.value) if quantity.sign == "-" else quantity
        for quantity in _told_once(scan, found)
    ]


def _told_once(scan: Scan, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities without those that only tell the one beside them in another measure: "400 acres (162 hectares)".

    The figure that needed no reckoning is kept, the first of two that did.
    """
    kept: list[Quantity] = []
    for quantity in found:
        if kept and _in_other_measure(scan, kept[-1], quantity):
            if _is_reckoned(scan, kept[-1]) and not _is_reckoned(scan, quantity):
                kept[-1] = quantity
            continue
        kept.append(quantity)
    return kept


def _in_other_measure(scan: Scan, first: Quantity, second: Quantity) -> bool:
    """Whether a figure in a bracket, or behind a stroke, tells the one before it in another measure."""
    aside = second.first == first.last + 1 and scan.fold(first.last) in ("(", "/", "[")
    alike = bool(first.unit) and first.unit == second.unit and first.unit_at != second.unit_at
    reckoned = _is_reckoned(scan, first) or _is_reckoned(scan, second)
    return (
        aside and alike and reckoned and abs(first.value - second.value) <= _ROUNDING * max(first.value, second.value)
    )


_ROUNDING = Decimal("0.06")
"""How far two figures for one thing may lie apart, of the greater one: "about 400 acres (160 hectares)"."""


def _is_reckoned(scan: Scan, quantity: Quantity) -> bool:
    """Whether a quantity's unit is one that the dataset has another for."""
    hit = scan.starting("unit", quantity.unit_at[0]) if quantity.unit_at[1] > quantity.unit_at[0] else None
    return hit is not None and unit_of(hit.key) != hit.key


@cache
def _starting_words(language: str) -> frozenset[str]:
    """Words and marks that a quantity may begin with."""
    if language not in LANGUAGES:
        return frozenset(("+", "±", *_MINUS))
    words = word_list(language)
    every = ("every", "каждый", "каждая", "каждое", "кожен", "кожна", "кожне", "кожний", "+", "±", *_MINUS)
    singles = {form for form in words.scales if form.endswith(SINGULAR[language]) and len(form) > ABBREVIATED}
    numbers = (*words.cardinals, *words.ordinals, *words.wholes, *words.halves, *words.shares)
    return frozenset((*numbers, *every, *singles, *(("a", "half") if language == "en" else ("пів",))))


def _may_be_roman(token: Token) -> bool:
    return token.capital and len(token.fold) <= 5 and not set(token.fold) - _ROMAN_LETTERS


def _quantity(scan: Scan, at: int, taken: frozenset[int]) -> Quantity | None:
    return in_words(scan, at) or _prefixed_money(scan, at) or _plain(scan, at, taken)


def _prefixed_money(scan: Scan, at: int) -> Quantity | None:
    """$30 billion, US$ 5m, CNY13.6 trillion, € 3,6 млн."""
    hit = scan.starting("currency", at)
    if hit is None or hit.last >= len(scan.tokens) or scan.tokens[hit.last].kind != "number" or not _prefix(scan, hit):
        return None
    number = number_at(scan, hit.last)
    if number is None or number.ordinal:
        return None
    if len(scan.fold(at)) == 1 and scan.tokens[at].kind == "word" and hit.last == at + 1 and not number.scaled:
        # "R147 million" is money, "R2" may be anything.
        return None
    if at > 0 and scan.tokens[at].fold not in ("$", "€", "£", "¥", "₽", "₴", "₩", "₹", "₸"):
        # «5 млн долларов 20 компаниям»: the currency word belongs to the figure before it.
        before = scan.tokens[at - 1]
        if before.kind == "number" or scale_at(scan.tokens, at - 1, scan.language)[0]:
            return None
    quantity = Quantity(
        at,
        number.last,
        (hit.last, number.last),
        number.value,
        unit=hit.key,
        scaled=number.scaled,
        unit_at=(at, hit.last),
    )
    high = upper_end(scan, number, at)
    if high is None:
        return quantity
    if scan.fold(at - 1) in RANGE_OPENERS:
        quantity = replace(quantity, first=at - 1)
    low = number.value if number.scaled or not high.scaled else number.value * power_of(scan, high)
    return replace(quantity, last=high.last, number=(hit.last, high.last), value=low, high=high.value)


def _prefix(scan: Scan, hit: Hit) -> bool:
    """Whether a currency stands before its number: a sign or an abbreviation ("Rs 5"), never a word ("won 27").

    One letter before a sign has to touch it: "A$10" is Australian, "a $10 billion hub" is not.
    """
    token = scan.tokens[hit.first]
    if token.kind != "word":
        return True
    letter = len(token.fold) == 1 and hit.last > hit.first + 1
    return token.capital and (not letter or scan.tokens[hit.first + 1].tight)


def _plain(scan: Scan, at: int, taken: frozenset[int]) -> Quantity | None:
    sign, start = "", at
    fold = scan.fold(at)
    if fold in ("+", "±", *_MINUS) and at + 1 < len(scan.tokens) and scan.tokens[at + 1].tight:
        opening = at == 0 or not scan.tokens[at].tight or scan.fold(at - 1) in ("(", "[")
        if scan.tokens[at + 1].kind != "number" or not opening or at + 1 in taken:
            return None
        sign, start = ("+" if fold == "+" else "-" if fold != "±" else ""), at + 1
    number = number_at(scan, start)
    if number is None or any(token in taken for token in range(start, number.last)):
        return None
    quantity = Quantity(
        at,
        number.last,
        (start, number.last),
        number.value,
        sign=sign,
        ordinal=number.ordinal,
        words=number.words,
        rival=number.rival,
        scaled=number.scaled,
        labelled=is_labelled(scan, start),
    )
    quantity = _with_range(scan, quantity, number, start)
    return with_unit(scan, quantity)


def _with_range(scan: Scan, quantity: Quantity, number: Number, start: int) -> Quantity:
    high = upper_end(scan, number, start)
    if high is None:
        return quantity
    low = number.value if number.scaled or not high.scaled else number.value * power_of(scan, high)
    first = quantity.first - 1 if scan.fold(quantity.first - 1) in RANGE_OPENERS else quantity.first
    return replace(
        quantity,
        first=first,
        last=high.last,
        number=(quantity.number[0], high.last),
        value=low,
        high=high.value,
        rival=None,
    )


def _with_bound(scan: Scan, quantity: Quantity, taken: frozenset[int]) -> Quantity:
    first, comparator, each = quantity.first, quantity.comparator, quantity.each
    if scan.fold(first - 1) in _EACH_BEFORE and scan.language != "en" and not quantity.ordinal:
        first, each = first - 1, True
    hit = scan.ending("bound", first)
    level = hit is not None and hit.key == "le" and scan.fold(hit.first) == "до" and _is_level(scan, hit.first)
    if (
        hit is not None
        and not (level or quantity.ordinal)
        and not any(token in taken for token in range(hit.first, hit.last))
    ):
        first, comparator = hit.first, hit.key  # type: ignore[assignment]  # keys of the grammar are comparators
    last = quantity.last
    inner = next(
        (hit for hit in scan.found("bound_after") if quantity.number[0] < hit.first < quantity.number[1]), None
    )
    if inner is not None and comparator == "eq":
        comparator = inner.key  # type: ignore[assignment]  # keys of the grammar are comparators
    after = scan.starting("bound_after", last)
    if (
        after is not None
        and comparator == "eq"
        and quantity.unit != "percent"
        and not scan.ending("currency", after.last)
    ):
        glued = after.last - after.first > 1 or scan.tokens[last].tight
        if glued and scan.fold(after.last) not in ("than", "чем", "ніж"):
            last, comparator = after.last, after.key  # type: ignore[assignment]  # keys of the grammar are comparators
    return replace(quantity, first=first, last=last, comparator=comparator, each=each)


def _is_level(scan: Scan, at: int) -> bool:
    """«Вырос до 25 %»: after a verb of change «до» names the level reached, no bound."""
    back = at - 1
    while back >= 0 and at - back <= _LEVEL_REACH and scan.fold(back) not in (",", ";", "(", ")", ":", "."):
        if scan.starting("change", back) or scan.starting("reach", back):
            return True
        back -= 1
    return False
