"""The number that begins at a token, whatever its form, and the upper end of a range behind it."""

from __future__ import annotations

from decimal import Decimal

from nlp.facts.codes import is_code, is_version
from nlp.facts.numerals import Number, figure, roman, scale_at, spoken, word_list
from nlp.facts.scan import LANGUAGES, Scan

RANGE_OPENERS = {"from", "between", "от", "від", "с", "з", "між", "между"}
_DASHES = ("-", "–", "—", "‑", "−")
_RANGE_WORDS = {
    "en": {"from": "to", "between": "and"},
    "ru": {"от": "до", "с": "до", "между": "и"},
    "uk": {"від": "до", "з": "до", "між": "та"},
}
_STEPPED = ("from", "by")
"""Words before a number behind which "to" tells what is reached: "up by 20 to 1,622"."""


def number_at(scan: Scan, at: int) -> Number | None:  # noqa: PLR0911 - one way out for each case
    """The number that begins at a token: a figure, words, an ordinal, a Roman numeral before what it counts."""
    token = scan.tokens[at] if at < len(scan.tokens) else None
    if token is None:
        return None
    if token.kind == "word":
        counted = roman(scan.text[token.start : token.stop]) if len(token.fold) <= 6 else 0
        if counted:
            return Number(Decimal(counted), at + 1, ordinal=True) if _roman_stands(scan, at) else None
        return spoken(scan.tokens, at, scan.language) or joined_ordinal(scan, at)
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


def joined_ordinal(scan: Scan, at: int) -> Number | None:
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


def upper_end(scan: Scan, number: Number, start: int) -> Number | None:
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
    worded = bool(closing) and joint in (closing, "і", "й") and opener in RANGE_OPENERS
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
    second = number_at(scan, after)
    if second is None or second.ordinal != number.ordinal:
        return None
    low = number.value if number.scaled or not second.scaled else number.value * power_of(scan, second)
    return second if low < second.value else None


def _moved(scan: Scan, start: int) -> bool:
    """Reads "Rose from 12 % to 15 %": after a verb of change these are two values, no range."""
    near = range(max(0, start - 5), start - 1)
    return any(scan.starting(category, back) for back in near for category in ("change", "reach"))


def power_of(scan: Scan, number: Number) -> Decimal:
    """What the scale word at the end of a number multiplies by."""
    power, _ = scale_at(scan.tokens, number.last - 1, scan.language)
    if not power:
        power, _ = scale_at(scan.tokens, number.last - 2, scan.language)
    return Decimal(10) ** power
