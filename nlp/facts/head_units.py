"""The unit and the scale that heads give a figure: "Revenue, EUR million", "Term, years", the unit line of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from nlp.facts.choose import by_slug
from nlp.facts.heads import Head, Heads, in_names, says_only
from nlp.facts.numerals import word_list
from nlp.facts.phrases import Hit
from nlp.facts.quantity import Quantity, in_dataset_unit
from nlp.facts.scan import LANGUAGES, Scan, is_word
from nlp.facts.tokens import word_set

_SET_OFF = ("", ")", ",")
"""What stands behind a unit that a head sets off, or nothing."""
_NO_UNITS = word_set("points point year years months раз год года лет рік роки років x балл бал")


def variants(quantity: Quantity, heads: Heads, own: Sequence[Head]) -> Iterable[Quantity]:
    """The figure with each unit that it may have by its heads, the likeliest first."""
    for told in _told_units(quantity, heads, own):
        yield told if told.unit == quantity.unit else in_dataset_unit(told, told.unit)


def _told_units(quantity: Quantity, heads: Heads, own: Sequence[Head]) -> Iterable[Quantity]:
    """The figure with each unit as heads tell it."""
    beside = [head for head in heads.beside[::-1] if head in own or head.period is not None or _only_unit(head)]
    unit, power = _nearest_unit((*heads.above[::-1], *beside, *heads.group))
    far_unit, far_power = _nearest_unit((*heads.corner, *heads.titles))
    if quantity.unit:
        yield _scaled(quantity, quantity.unit, power if is_money(quantity.unit) else 0)
        return
    if unit:
        shared = power or (far_power if is_money(unit) and far_unit in ("", unit) else 0)
        yield _scaled(quantity, unit, shared if unit != "percent" else 0)
        return
    if is_money(far_unit) and any(says_only(head.scan, "amount_head") for head in heads.above):
        # What counts things in a row got that money.
        yield _scaled(quantity, far_unit, power or far_power)
        return
    if far_unit == "percent" and not quantity.ordinal and not any(_numbers(head) for head in own):
        yield _scaled(quantity, far_unit, 0)
        return
    if far_unit and not quantity.ordinal and not any(_counts(head) for head in own):
        yield _scaled(quantity, far_unit, power or far_power)
        if is_money(far_unit) and (far_power or any(_ends_in_currency(head.scan) for head in heads.titles)):
            # A title that gives a scale of money counts nothing: "Funds of research institutes, € million".
            return
    bare = _scaled(quantity, "", power or (far_power if not far_unit else 0))
    yield bare
    if not bare.scaled and not bare.sign and bare.value != int(bare.value):
        # A broken figure counts nothing: it may be a score.
        yield replace(bare, unit="points")


def _only_unit(head: Head) -> bool:
    """Whether a head of a row stands in a column of units: it says nothing else."""
    return head.entity is None and not head.known and not head.content


def _nearest_unit(heads: Iterable[Head]) -> tuple[str, int]:
    for head in heads:
        unit, power = _told_unit(head.scan)
        if unit or power:
            return unit, power
    return "", 0


def _numbers(head: Head) -> bool:
    """Whether a head says in so many words that its figures are numbers of something."""
    return bool(head.scan.found("quantity_of") or head.scan.found("person"))


def _counts(head: Head) -> bool:
    """Whether a head says that people or things are counted below it."""
    if _numbers(head):
        return True
    inside = frozenset(in_names((head,)))
    hits = [
        by_slug()[hit.key]
        for name in ("noun", "cue")
        for hit in head.scan.found(name)
        if not all((id(head.scan), index) in inside for index in range(hit.first, hit.last))
    ]
    return bool(hits) and all("currency" not in indicator.units for indicator in hits)


def is_money(unit: str) -> bool:
    """Whether a unit is a currency (ISO 4217)."""
    return len(unit) == 3 and unit.isupper()


def _scaled(quantity: Quantity, unit: str, power: int) -> Quantity:
    if quantity.scaled:
        power = 0
    factor = Decimal(10) ** power
    high = quantity.high * factor if quantity.high is not None else None
    value, rival = quantity.value, quantity.rival
    if power and rival is not None:
        # Millions are written with broken figures, not with a thousand of them.
        value, rival = min(value, rival), None
    return replace(
        quantity, value=value * factor, high=high, unit=unit, rival=rival, scaled=quantity.scaled or power > 0
    )


def _told_unit(scan: Scan) -> tuple[str, int]:
    """Unit and power of ten that a head tells."""
    masked = {
        index
        for category, key in (("frame", "per_million"), ("per_head", "per_head"), ("months_span", ""))
        for hit in scan.found(category)
        if not key or hit.key == key
        for index in range(hit.first, hit.last)
    }
    unit, power = "", 0
    for category in ("currency", "unit"):
        for hit in scan.found(category):
            if (
                not unit
                and hit.first not in masked
                and (scan.fold(hit.first) not in _NO_UNITS or _set_off(scan, hit))
                and not (category == "currency" and _goes_on(scan, hit))
                and not _of_figure(scan, hit)
                and not is_word(scan, hit)
            ):
                unit = hit.key
    if scan.language in LANGUAGES:
        scales = word_list(scan.language).scales
        for index, token in enumerate(scan.tokens):
            figure = index > 0 and scan.tokens[index - 1].kind == "number"
            glued = scan.ending("currency", index) is not None and (token.tight or scan.language == "en")
            if index not in masked and token.fold in scales and (len(token.fold) > 1 or glued) and not figure:
                power = scales[token.fold]
    return unit, power


def _set_off(scan: Scan, hit: Hit) -> bool:
    """Whether a word is set off as a unit: "Term, years", "Gain (points)"."""
    return scan.fold(hit.first - 1) in (",", "(") and scan.fold(hit.last) in _SET_OFF


def _goes_on(scan: Scan, hit: Hit) -> bool:
    """Whether a word of money is an everyday word of a phrase that goes on: "Places won or lost"."""
    word = scan.tokens[hit.first].kind == "word" and hit.last == hit.first + 1 and not scan.tokens[hit.first].capital
    plain = hit.first > 0 and scan.tokens[hit.first - 1].kind == "word"
    scales = word_list(scan.language).scales if scan.language in LANGUAGES else {}
    joined = scan.fold(hit.first - 1) in scales or scan.starting("not_noun", hit.first - 1) is not None
    return word and plain and not joined and scan.fold(hit.last) not in _SET_OFF


def _ends_in_currency(scan: Scan) -> bool:
    """Whether a title ends in a currency: "Money for the offices, euros"."""
    return any(hit.last == len(scan.tokens) for hit in scan.found("currency"))


def _of_figure(scan: Scan, hit: Hit) -> bool:
    """Whether a unit belongs to a figure of the words themselves: "the programme puts $504 million into"."""
    behind = hit.first > 0 and scan.tokens[hit.first - 1].kind == "number"
    before = hit.last < len(scan.tokens) and scan.tokens[hit.last].kind == "number"
    return behind or (hit.category == "currency" and before)
