"""Quantities told by words alone: nothing, twice, half a million, a three-year programme, a billion, the same again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from nlp.facts.codes import HYPHENS
from nlp.facts.numerals import lasting, scale_at, word_list
from nlp.facts.quantity import Quantity, with_unit
from nlp.facts.scan import LANGUAGES, Scan
from nlp.facts.shares import one_in, part_of

SINGULAR = {
    "en": ("million", "billion", "trillion", "thousand"),
    "ru": ("он", "она", "ону", "оном", "ард", "арда", "арду", "ардом", "тысяча", "тысячи", "тысячу"),
    "uk": ("йон", "йона", "йону", "йоном", "ярд", "ярда", "ярду", "ярдом", "тисяча", "тисячі", "тисячу"),
}
"""How scale words in the singular end, by language: only they stand without a number."""
ABBREVIATED = 4
"""Letters of the longest abbreviation of a scale."""
_OBJECT_REACH = 6


def same_again(scan: Scan, at: int, found: Sequence[Quantity]) -> Quantity | None:
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


def lasts(scan: Scan, at: int) -> Quantity | None:
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
        return with_unit(scan, quantity)
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
    return with_unit(scan, Quantity(*number, number, Decimal(f"{value:f}"), words=True, scaled=bool(power)))


def _lone_scale(scan: Scan, at: int) -> Quantity | None:
    """A million, миллиард долларов, more than «тысячи» firms: a scale word in the singular that no number precedes."""
    if scan.language not in LANGUAGES or scan.tokens[at - 1 if at else at].kind == "number":
        return None
    start = at + 1 if scan.language == "en" and scan.fold(at) == "a" else at
    if scan.language == "en" and start == at:
        return None
    fold = scan.fold(start)
    power, last = scale_at(scan.tokens, start, scan.language)
    if not power or last != start + 1 or not fold.endswith(SINGULAR[scan.language]) or len(fold) <= ABBREVIATED:
        return None
    if fold.startswith(("тысяч", "тисяч")) and scan.ending("bound", at) is None:
        counts = scan.starting("noun", last) or scan.starting("person", last)
        if fold in _THOUSANDS_MEANT or counts is None:
            return None
    number = (at, last)
    quantity = Quantity(at, last, number, Decimal(10) ** power, words=True, scaled=True)
    return with_unit(scan, replace(quantity, value=Decimal(f"{quantity.value:f}")))


_THOUSANDS_MEANT = ("тысячи", "тисячі")
"""Forms that are also of the plural: «тысячи рабочих мест» are some thousands."""


def _share(scan: Scan, at: int) -> Quantity | None:
    """Half of, two thirds of, one in five, пятая часть, кожен п'ятий: a share told in words."""
    told = one_in(scan, at) or part_of(scan, at)
    if told is None:
        return None
    value = (Decimal(told.top * 100) / Decimal(told.bottom)).quantize(Decimal("0.01")).normalize()
    span = (told.first, told.last)
    return Quantity(*span, span, Decimal(f"{value:f}"), unit="percent", words=True, unit_at=span)


def in_words(scan: Scan, at: int) -> Quantity | None:
    """The quantity that words alone tell from a token on, if any."""
    found = (reader(scan, at) for reader in _READERS)
    return next((quantity for quantity in found if quantity is not None), None)


_READERS: tuple[Callable[[Scan, int], Quantity | None], ...] = (
    lasts,
    _zero,
    _first_place,
    _multiple,
    _part_of_scale,
    _share,
    _lone_scale,
)
