"""Quantities in a stretch of text: value, range, bound, unit, and the exact words they were read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from nlp.facts.codes import HYPHENS, is_code, is_labelled, is_version
from nlp.facts.measures import in_unit, unit_of
from nlp.facts.numerals import Number, figure, lasting, roman, scale_at, spoken, word_list
from nlp.facts.phrases import Hit
from nlp.facts.scan import LANGUAGES, Scan
from nlp.facts.shares import one_in, part_of
from nlp.facts.tokens import Token
from nlp.findings import Comparator

_RANGE_WORDS = {
    "en": {"from": "to", "between": "and"},
    "ru": {"от": "до", "с": "до", "между": "и"},
    "uk": {"від": "до", "з": "до", "між": "та"},
}
_RANGE_OPENERS = {"from", "between", "от", "від", "с", "з", "між", "между"}
_STEPPED = ("from", "by")
"""Words before a number behind which "to" tells what is reached: "up by 20 to 1,622"."""
_DASHES = ("-", "–", "—", "‑", "−")
_MINUS = ("−", "-", "–")
_ROMAN_LETTERS = frozenset("ivxlcіхсм")
_EACH_BEFORE = {"по"}
_LEVEL_REACH = 14
_OBJECT_REACH = 6


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at tokens ``first`` to ``last``, bound and unit included; the number alone is ``number``.

    ``unit`` is a slug, an ISO 4217 code or empty for a bare number. ``sign`` is "+", "-" or empty as written,
    ``rival`` the other reading of an ambiguous figure. ``each`` says the value holds for every one named.
    ``unit_at`` are the tokens of the unit word, equal when there is none; ``first_place`` marks a rank told by a verb.
    """

    first: int
    last: int
    number: tuple[int, int]
    value: Decimal
    high: Decimal | None = None
    comparator: Comparator = "eq"
    unit: str = ""
    sign: str = ""
    ordinal: bool = False
    words: bool = False
    each: bool = False
    scaled: bool = False
    rival: Decimal | None = None
    unit_at: tuple[int, int] = (0, 0)
    labelled: bool = False
    first_place: bool = False


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
        possible = possible or (token.kind == "word" and "-" in token.fold and _joined_ordinal(scan, index) is not None)
        possible = possible or (token.kind == "word" and _lasting(scan, index) is not None)
        quantity = None
        if possible and index not in taken:
            quantity = _same_again(scan, index, found) or _quantity(scan, index, taken)
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


def plain(value: Decimal) -> Decimal:
    """The value without exponent and without zeros that say nothing.

    >>> plain(Decimal("3.6E+6")), plain(Decimal("76.0"))
    (Decimal('3600000'), Decimal('76'))
    """
    return Decimal(f"{value.normalize():f}")


@cache
def _starting_words(language: str) -> frozenset[str]:
    """Words and marks that a quantity may begin with."""
    if language not in LANGUAGES:
        return frozenset(("+", "±", *_MINUS))
    words = word_list(language)
    every = ("every", "каждый", "каждая", "каждое", "кожен", "кожна", "кожне", "кожний", "+", "±", *_MINUS)
    singles = {form for form in words.scales if form.endswith(_SINGULAR[language]) and len(form) > _ABBREVIATED}
    numbers = (*words.cardinals, *words.ordinals, *words.wholes, *words.halves, *words.shares)
    return frozenset((*numbers, *every, *singles, *(("a", "half") if language == "en" else ("пів",))))


def _may_be_roman(token: Token) -> bool:
    return token.capital and len(token.fold) <= 5 and not set(token.fold) - _ROMAN_LETTERS


def _quantity(scan: Scan, at: int, taken: frozenset[int]) -> Quantity | None:
    for reader in (
        _lasting,
        _zero,
        _first_place,
        _multiple,
        _part_of_scale,
        _share,
        _lone_scale,
        _prefixed_money,
    ):
        quantity = reader(scan, at)
        if quantity is not None:
            return quantity
    return _plain(scan, at, taken)


def _same_again(scan: Scan, at: int, found: Sequence[Quantity]) -> Quantity | None:
    """Reads «столько же», «стільки ж», "the same again": what was told last, once more."""
    hit = scan.starting("same_again", at)
    before = next((told for told in reversed(found) if not told.ordinal and not told.first_place), None)
    if hit is None or before is None or scan.fold(hit.last) in _COMPARING:
        return None
    span = (hit.first, hit.last)
    return replace(
        before, first=at, last=hit.last, number=span, unit_at=(hit.last, hit.last), comparator="eq", words=True, sign=""
    )


_COMPARING = ("сколько", "скільки", "as", "как", "як", ",", "что", "що")
"""Words and the comma behind «столько же» that tell with what something is compared: nothing is told twice."""


def _lasting(scan: Scan, at: int) -> Quantity | None:
    """A three-year programme, двухлетний, 36-місячна: how long something lasts in one word."""
    if scan.language not in LANGUAGES:
        return None
    token = scan.tokens[at]
    if token.kind == "number":
        return _figure_lasting(scan, at)
    told = lasting(token.fold, scan.language) if token.kind == "word" else None
    if told is None or not told[0]:
        return None
    return Quantity(at, at + 1, (at, at + 1), Decimal(told[0]), unit=told[1], words=True, unit_at=(at, at + 1))


def _figure_lasting(scan: Scan, at: int) -> Quantity | None:
    """«36-місячна»: in English the unit stands apart, "36-month"."""
    tokens = scan.tokens
    if scan.language == "en" or not tokens[at].fold.isdigit() or at + 2 >= len(tokens):
        return None
    hyphen, behind = tokens[at + 1], tokens[at + 2]
    joined = hyphen.fold in HYPHENS and hyphen.tight and behind.tight and behind.kind == "word"
    told = lasting(behind.fold, scan.language) if joined else None
    if told is None or told[0]:
        return None
    return Quantity(at, at + 3, (at, at + 1), Decimal(tokens[at].fold), unit=told[1], unit_at=(at + 2, at + 3))


def _zero(scan: Scan, at: int) -> Quantity | None:
    hit = scan.starting("zero", at)
    if hit is None:
        return None
    return Quantity(at, hit.last, (at, hit.last), Decimal(0), words=True)


def _first_place(scan: Scan, at: int) -> Quantity | None:
    """Topped the ranking, возглавил рейтинг, очолює індекс: the first place without a number."""
    hit = scan.starting("rank_first", at)
    if hit is None:
        return None
    for index in range(hit.last, min(hit.last + _OBJECT_REACH, len(scan.tokens))):
        if scan.starting("ranked_list", index):
            return Quantity(at, hit.last, (at, hit.last), Decimal(1), ordinal=True, words=True, first_place=True)
        if scan.tokens[index].kind == "mark" and scan.fold(index) not in ("«", "»", "-", '"', "“", "”"):
            break
    # «Рейтинг міст уп'яте очолив Лондон»: the object may stand first.
    ahead = range(max(0, at - 2 * _OBJECT_REACH), at)
    if scan.language != "en" and any(scan.starting("ranked_list", index) for index in ahead):
        return Quantity(at, hit.last, (at, hit.last), Decimal(1), ordinal=True, words=True, first_place=True)
    return None


def _multiple(scan: Scan, at: int) -> Quantity | None:
    hit = scan.starting("multiple", at)
    if hit is None:
        return None
    return Quantity(at, hit.last, (at, hit.last), Decimal(hit.key), unit="times", words=True, unit_at=(at, hit.last))


def _part_of_scale(scan: Scan, at: int) -> Quantity | None:
    """Half a million, one and a half million, half a hundred, пів мільйона, четверть миллиона."""
    if scan.language not in LANGUAGES:
        return None
    words = word_list(scan.language)
    if [scan.fold(at + step) for step in (1, 2, 3)] == ["and", "a", "half"] and scan.fold(at) in words.cardinals:
        power, last = scale_at(scan.tokens, at + 4, scan.language)
        value = (words.cardinals[scan.fold(at)] + Decimal("0.5")) * Decimal(10) ** power
        quantity = Quantity(at, last, (at, last), Decimal(f"{value:f}"), words=True, scaled=bool(power))
        return _with_unit(scan, quantity)
    start = at + 1 if scan.fold(at) == "a" else at
    part = {"half": (1, 2), "пів": (1, 2), **words.shares}.get(scan.fold(start))
    behind = start + 1
    while scan.language == "en" and scan.fold(behind) in ("of", "a"):
        behind += 1
    if part is None or (scan.language == "en" and behind == start + 1):
        return None
    power, last = scale_at(scan.tokens, behind, scan.language)
    whole = Decimal(10) ** power if power else Decimal(words.wholes.get(scan.fold(behind), 0))
    if not whole:
        return None
    number = (at, last if power else behind + 1)
    value = whole * part[0] / part[1]
    return _with_unit(scan, Quantity(*number, number, Decimal(f"{value:f}"), words=True, scaled=bool(power)))


def _lone_scale(scan: Scan, at: int) -> Quantity | None:
    """A million, миллиард долларов, more than «тысячи» firms: a scale word in the singular that no number precedes."""
    if scan.language not in LANGUAGES or scan.tokens[at - 1 if at else at].kind == "number":
        return None
    start = at + 1 if scan.language == "en" and scan.fold(at) == "a" else at
    if scan.language == "en" and start == at:
        return None
    fold = scan.fold(start)
    power, last = scale_at(scan.tokens, start, scan.language)
    if not power or last != start + 1 or not fold.endswith(_SINGULAR[scan.language]) or len(fold) <= _ABBREVIATED:
        return None
    if fold.startswith(("тысяч", "тисяч")) and scan.ending("bound", at) is None:
        counts = scan.starting("noun", last) or scan.starting("person", last)
        if fold in _THOUSANDS_MEANT or counts is None:
            return None
    number = (at, last)
    quantity = Quantity(at, last, number, Decimal(10) ** power, words=True, scaled=True)
    return _with_unit(scan, replace(quantity, value=Decimal(f"{quantity.value:f}")))


_SINGULAR = {
    "en": ("million", "billion", "trillion", "thousand"),
    "ru": ("он", "она", "ону", "оном", "ард", "арда", "арду", "ардом", "тысяча", "тысячи", "тысячу"),
    "uk": ("йон", "йона", "йону", "йоном", "ярд", "ярда", "ярду", "ярдом", "тисяча", "тисячі", "тисячу"),
}
_THOUSANDS_MEANT = ("тысячи", "тисячі")
"""Forms that are also of the plural: «тысячи рабочих мест» are some thousands."""
_ABBREVIATED = 4
"""Letters of the longest abbreviation of a scale."""


def _share(scan: Scan, at: int) -> Quantity | None:
    """Half of, two thirds of, one in five, пятая часть, кожен п'ятий: a share told in words."""
    told = one_in(scan, at) or part_of(scan, at)
    if told is None:
        return None
    value = (Decimal(told.top * 100) / Decimal(told.bottom)).quantize(Decimal("0.01")).normalize()
    span = (told.first, told.last)
    return Quantity(*span, span, Decimal(f"{value:f}"), unit="percent", words=True, unit_at=span)


def _prefixed_money(scan: Scan, at: int) -> Quantity | None:
    """$30 billion, US$ 5m, CNY13.6 trillion, € 3,6 млн."""
    hit = scan.starting("currency", at)
    if hit is None or hit.last >= len(scan.tokens) or scan.tokens[hit.last].kind != "number" or not _prefix(scan, hit):
        return None
    number = _number(scan, hit.last)
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
    high = _second(scan, number, at)
    if high is None:
        return quantity
    if scan.fold(at - 1) in _RANGE_OPENERS:
        quantity = replace(quantity, first=at - 1)
    low = number.value if number.scaled or not high.scaled else number.value * _power(scan, high)
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
    number = _number(scan, start)
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
    return _with_unit(scan, quantity)


def _number(scan: Scan, at: int) -> Number | None:  # noqa: PLR0911 - one way out for each case
    token = scan.tokens[at] if at < len(scan.tokens) else None
    if token is None:
        return None
    if token.kind == "word":
        counted = roman(scan.text[token.start : token.stop]) if len(token.fold) <= 6 else 0
        if counted:
            return Number(Decimal(counted), at + 1, ordinal=True) if _roman_stands(scan, at) else None
        return spoken(scan.tokens, at, scan.language) or _joined_ordinal(scan, at)
    if token.kind != "number" or is_code(scan, at) or is_version(scan, at):
        return None
    read = figure(token.fold, scan.language)
    if read is None:
        return None
    last, ordinal = _suffix(scan, at)
    if ordinal:
        return Number(read[0], last, ordinal=True)
    power, last = scale_at(scan.tokens, at + 1, scan.language)
    over = scan.starting("bound_after", at + 1)
    if not power and over is not None and over.last > at + 2:
        # «9 с лишним миллиардов»: the scale stands behind the bound.
        power, last = scale_at(scan.tokens, over.last, scan.language)
        last = last if power else at + 1
    value = _times(read[0], power)
    more = _in_parts(scan, last, power)
    if more is not None:
        return Number(value + more.value, more.last, scaled=True)
    return Number(value, last, None if power else read[1], scaled=bool(power))


def _in_parts(scan: Scan, at: int, power: int) -> Number | None:
    """The smaller part of a number told in two: "2 trillion 36 billion", «3 тысячи 600», «1 млн 200 тис.»."""
    token = scan.tokens[at] if power and at < len(scan.tokens) else None
    if token is None or token.kind != "number" or not token.fold.isdigit() or token.fold.startswith("0"):
        return None
    less, last = scale_at(scan.tokens, at + 1, scan.language)
    value = _times(Decimal(token.fold), less)
    bare = power == _THOUSANDS and not less and scan.fold(at + 1) not in ("%", "-", "–", ".")
    return Number(value, last) if (0 < less < power or bare) and value < Decimal(10) ** power else None


_THOUSANDS = 3


def _joined_ordinal(scan: Scan, at: int) -> Number | None:
    """Reads "Argentina's third-largest city": an ordinal that a hyphen joins to what it puts in order."""
    if scan.language != "en":
        return None
    first, hyphen, rest = scan.fold(at).partition("-")
    place = word_list("en").ordinals.get(first, 0)
    return (
        Number(Decimal(place), at + 1, ordinal=True, words=True) if hyphen and rest.endswith("est") and place else None
    )


def _times(value: Decimal, power: int) -> Decimal:
    return value if not power else Decimal(f"{value.scaleb(power):f}")


def _roman_stands(scan: Scan, at: int) -> bool:
    """Roman numerals count only before the noun of a place, phase or edition, one attribute between at most."""
    attribute = at + 1 < len(scan.tokens) and scan.tokens[at + 1].kind == "word"
    return scan.starting("roman_noun", at + 1) is not None or (
        attribute and scan.starting("roman_noun", at + 2) is not None
    )


def _suffix(scan: Scan, at: int) -> tuple[int, bool]:
    """3rd, 45-ю, 32-е: the token after the suffix, and whether there is one."""
    if scan.language not in LANGUAGES:
        return at + 1, False
    suffixes = word_list(scan.language).suffixes
    tokens = scan.tokens
    if at + 1 < len(tokens) and tokens[at + 1].tight:
        if tokens[at + 1].fold in suffixes and (scan.language == "en" or tokens[at + 1].fold not in ("м", "г")):
            return at + 2, True
        dashed = tokens[at + 1].fold in _DASHES and at + 2 < len(tokens) and tokens[at + 2].tight
        if dashed and tokens[at + 2].fold in suffixes:
            return at + 3, True
    return at + 1, False


def _second(scan: Scan, number: Number, start: int) -> Number | None:
    """The upper end of a range after ``number``."""
    at = number.last
    tokens = scan.tokens
    if at + 1 >= len(tokens):
        return None
    opener = scan.fold(start - 1)
    joint = scan.fold(at)
    dash = joint in _DASHES and tokens[at + 1].kind == "number"
    if dash and tokens[at].tight != tokens[at + 1].tight:
        return None
    closing = "" if _moved(scan, start) else _RANGE_WORDS.get(scan.language, {}).get(opener, "")
    worded = bool(closing) and joint in (closing, "і", "й") and opener in _RANGE_OPENERS
    if (
        not dash
        and not worded
        and not (joint == "to" and tokens[at + 1].kind == "number" and not number.ordinal and opener not in _STEPPED)
    ):
        return None
    after = at + 1
    hit = scan.starting("currency", after)
    if hit is not None and hit.last < len(tokens) and tokens[hit.last].kind == "number":
        after = hit.last
    second = _number(scan, after)
    if second is None or second.ordinal != number.ordinal:
        return None
    low = number.value if number.scaled or not second.scaled else number.value * _power(scan, second)
    return second if low < second.value else None


def _moved(scan: Scan, start: int) -> bool:
    """Reads "Rose from 12 % to 15 %": after a verb of change these are two values, no range."""
    near = range(max(0, start - 5), start - 1)
    return any(scan.starting(category, back) for back in near for category in ("change", "reach"))


def _power(scan: Scan, number: Number) -> Decimal:
    power, _ = scale_at(scan.tokens, number.last - 1, scan.language)
    if not power:
        power, _ = scale_at(scan.tokens, number.last - 2, scan.language)
    return Decimal(10) ** power


def _with_range(scan: Scan, quantity: Quantity, number: Number, start: int) -> Quantity:
    high = _second(scan, number, start)
    if high is None:
        return quantity
    low = number.value if number.scaled or not high.scaled else number.value * _power(scan, high)
    first = quantity.first - 1 if scan.fold(quantity.first - 1) in _RANGE_OPENERS else quantity.first
    return replace(
        quantity,
        first=first,
        last=high.last,
        number=(quantity.number[0], high.last),
        value=low,
        high=high.value,
        rival=None,
    )


def _with_unit(scan: Scan, quantity: Quantity) -> Quantity:
    if quantity.ordinal:
        return quantity
    at = quantity.last
    if (
        scan.fold(at) in ("-", "‑")
        and at + 1 < len(scan.tokens)
        and scan.tokens[at].tight
        and scan.tokens[at + 1].tight
    ) and scan.starting("unit", at + 1):
        at += 1
    for category in ("unit", "currency"):
        hit = scan.starting(category, at)
        if hit is not None:
            if hit.key == "points" and scan.starting("noun", at):
                continue
            if (
                category == "currency"
                and hit.last == at + 1
                and len(scan.fold(at)) == 1
                and scan.tokens[at].kind == "word"
            ):
                continue
            return replace(in_dataset_unit(quantity, hit.key), last=hit.last, unit_at=(at, hit.last))
    return quantity


def in_dataset_unit(quantity: Quantity, measure: str) -> Quantity:
    """The quantity of a measure in the unit that the dataset has for it: acres in hectares."""
    high, rival = (None if told is None else in_unit(told, measure) for told in (quantity.high, quantity.rival))
    return replace(quantity, value=in_unit(quantity.value, measure), high=high, rival=rival, unit=unit_of(measure))


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
