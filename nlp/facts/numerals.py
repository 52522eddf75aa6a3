"""Figures and number words to Decimal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from language import NUMERALS
from nlp.facts.tokens import Token

_BLANKS = str.maketrans("", "", " \u00a0\u202f\u2009'’")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$")
_LAKHS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$")
"""Thousands, lakhs and crores parted as in India: "1,46,846"."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from the tokens up to ``last``; ``rival`` is the other reading of an ambiguous one."""

    value: Decimal
    last: int
    rival: Decimal | None = None
    ordinal: bool = False
    words: bool = False
    scaled: bool = False


def figure(written: str, language: str) -> tuple[Decimal, Decimal | None] | None:  # noqa: PLR0911 - one way out for each case
    """The value of a figure and its rival reading, or None when it is no number ("2.3.1").

    >>> figure("7 300", "ru"), figure("3,6", "ru")
    ((Decimal('7300'), None), (Decimal('3.6'), None))
    >>> figure("10.000", "en")
    (Decimal('10000'), Decimal('10.000'))
    >>> figure("1,234.5", "en"), figure("1.234,5", "uk"), figure("2.3.1", "en")
    ((Decimal('1234.5'), None), (Decimal('1234.5'), None), None)
    """
    digits = written.translate(_BLANKS)
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return Decimal(digits), None
    if _LAKHS.match(digits):
        return Decimal(digits.replace(",", "")), None
    if len(set(marks)) == 2:
        return _both(digits)
    if not _GROUPED.match(digits):
        return (Decimal(digits.replace(",", ".")), None) if len(marks) == 1 else None
    grouped = Decimal(re.sub(r"[.,]", "", digits))
    if len(marks) > 1:
        return grouped, None
    decimal = Decimal(digits.replace(",", "."))
    if digits.startswith("0"):
        return decimal, None
    usual = NUMERALS[language].decimal if language in NUMERALS else "."
    if marks[0] != usual:
        return grouped, (None if usual == "." else decimal)
    return (grouped, decimal) if digits.endswith("000") else (decimal, grouped)


def _both(digits: str) -> tuple[Decimal, None] | None:
    decimal = digits[max(digits.rfind("."), digits.rfind(","))]
    group = "," if decimal == "." else "."
    if digits.count(decimal) > 1:
        return None
    whole, fraction = digits.split(decimal)
    if not _GROUPED.match(whole):
        return None
    return Decimal(f"{whole.replace(group, '')}.{fraction}"), None


@dataclass(frozen=True, slots=True)
class _Words:
    cardinals: dict[str, int]
    multipliers: dict[str, int]
    ordinals: dict[str, int]
    plural_ordinals: frozenset[str]
    scales: dict[str, int]
    halves: dict[str, Decimal]
    wholes: dict[str, int]
    shares: dict[str, tuple[int, int]]
    parts: frozenset[str]
    suffixes: frozenset[str]
    firsts: dict[str, int]


@cache
def word_list(language: str) -> _Words:
    """The number words of a language as look-up tables."""
    source = NUMERALS[language]
    cardinals = {form: value for value, forms in source.cardinals for form in forms.split()}
    singular, plural = (
        {stem + ending: value for value, stem in source.ordinals for ending in endings}
        for endings in (source.ordinal_endings.split() or [""], source.plural_endings.split())
    )
    ordinals = plural | singular
    if language == "en":
        _add_hyphenated(cardinals, ordinals)
    for wrong in set(cardinals) & set(ordinals):
        del ordinals[wrong]
    return _Words(
        cardinals,
        {form: value for value, forms in source.multipliers for form in forms.split()},
        ordinals,
        frozenset(set(plural) & set(ordinals) - set(singular)),
        {form: power for power, forms in source.scales for form in forms.split()},
        {form: Decimal(value) for value, forms in source.halves for form in forms.split()},
        {form: value for value, forms in source.wholes for form in forms.split()},
        {form: (top, bottom) for top, bottom, forms in source.shares for form in forms.split()},
        frozenset(source.parts.split()),
        frozenset(source.suffixes.split()),
        cardinals | {form: value for value, forms in source.firsts for form in forms.split()},
    )


def _add_hyphenated(cardinals: dict[str, int], ordinals: dict[str, int]) -> None:
    tens = [(word, value) for word, value in cardinals.items() if value >= 20]
    units = [(word, value) for word, value in cardinals.items() if 0 < value < 10]
    last = [(word, value) for word, value in ordinals.items() if value < 10]
    for ten, value in tens:
        cardinals.update({f"{ten}-{unit}": value + more for unit, more in units})
        ordinals.update({f"{ten}-{unit}": value + more for unit, more in last})


_LONGEST_ENDING = 3
"""Letters of the longest ending of an adjective."""


@lru_cache(maxsize=1 << 14)
def lasting(fold: str, language: str) -> tuple[int, str] | None:
    """How many of which unit of time a word says: zero of a word that only ends a compound with a figure.

    >>> lasting("three-year", "en"), lasting("двухлетняя", "ru"), lasting("річний", "uk"), lasting("летом", "ru")
    ((3, 'years'), (2, 'years'), (0, 'years'), None)
    """
    for unit, stem in NUMERALS[language].lasting:
        at = fold.rfind(stem)
        ending = len(fold) - at - len(stem)
        if at < 0 or ending > (0 if language == "en" else _LONGEST_ENDING):
            continue
        number = word_list(language).firsts.get(fold[:at].removesuffix("-"), 0)
        if number or not at:
            return number, unit
    return None


def scale_at(tokens: Sequence[Token], at: int, language: str) -> tuple[int, int]:
    """The power of ten of the scale word at ``at`` and the token after it, or (0, at).

    Scales may be joined by a hyphen ("117-million") and follow each other ("6.28 lakh crore").
    """
    if at + 1 < len(tokens) and tokens[at].fold == "-" and tokens[at].tight and tokens[at + 1].tight:
        power, last = _one_scale(tokens, at + 1, language)
        return (power, last) if power else (0, at)
    power, last = _one_scale(tokens, at, language)
    more, further = _one_scale(tokens, last, language) if power == _LAKH else (0, last)
    return (power + more, further) if more else (power, last)


_LAKH = 5


def _one_scale(tokens: Sequence[Token], at: int, language: str) -> tuple[int, int]:
    if at >= len(tokens) or language not in NUMERALS:
        return 0, at
    token = tokens[at]
    power = word_list(language).scales.get(token.fold, 0)
    if not power or (len(token.fold) == 1 and not _one_letter_scale(tokens, at)):
        return 0, at
    dotted = at + 1 < len(tokens) and tokens[at + 1].fold == "." and tokens[at + 1].tight and len(token.fold) <= 4
    last = at + 1
    if (
        dotted
        and token.fold in ("тыс", "тис", "млн", "млрд", "трлн", "mln", "bln", "mio", "mil")
        and not _ends(tokens, at + 1)
    ):
        last = at + 2
    return power, last


def _one_letter_scale(tokens: Sequence[Token], at: int) -> bool:
    """k, m, b and t are scales only when glued to the figure or a sign of currency: "2.5T", "300k", "118 M€"."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is not None and following.tight and following.fold in _SIGNS and tokens[at].capital:
        return True
    return tokens[at].tight and not (following is not None and following.tight and following.fold in ("²", "2", "³"))


_SIGNS = ("€", "$", "£", "¥")


def _ends(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 >= len(tokens) or (tokens[at + 1].capital and tokens[at + 1].fold not in ("usd", "eur"))


def spoken(tokens: Sequence[Token], at: int, language: str) -> Number | None:
    """The number written in words that starts at token ``at``."""
    if language not in NUMERALS or tokens[at].kind != "word":
        return None
    words = word_list(language)
    fold = tokens[at].fold
    if fold in words.halves:
        return _half(tokens, at, language, words)
    known = fold in words.cardinals or fold in words.ordinals or fold in words.wholes
    if not known or (fold == _MEASURED and not _counts_of(tokens, at)):
        return None
    value, last, ordinal = _sum(tokens, at, words)
    if last == at:
        return None
    if ordinal:
        return Number(Decimal(value), last, ordinal=True, words=True)
    return _scaled_words(tokens, value, last, language, words)


_MEASURED = "score"


def _counts_of(tokens: Sequence[Token], at: int) -> bool:
    """Whether a score is twenty of something, and not what was reached: "a score of firms", "a score of 43"."""
    return at + 2 < len(tokens) and tokens[at + 1].fold == "of" and tokens[at + 2].kind == "word"


def _half(tokens: Sequence[Token], at: int, language: str, words: _Words) -> Number | None:
    value, fold = words.halves[tokens[at].fold], tokens[at].fold
    for form, power in words.scales.items():
        if len(form) > 4 and fold.endswith(form):
            return Number(value * 10**power, at + 1, words=True, scaled=True)
    power, last = scale_at(tokens, at + 1, language)
    return Number(value * 10**power, last, words=True, scaled=bool(power))


def _sum(tokens: Sequence[Token], at: int, words: _Words) -> tuple[int, int, bool]:
    total, last, room = 0, at, 1000
    while last < len(tokens):
        fold = tokens[last].fold
        if fold in words.cardinals and words.cardinals[fold] < room:
            value = words.cardinals[fold]
            total += value
            room = 100 if value >= 100 else 10 if value >= 20 else 1
            last += 1
        elif fold in words.multipliers and total and total < 100:
            total *= words.multipliers[fold]
            room, last = 100, last + 1
        elif fold in words.wholes and (last == at or total):
            total = max(total, 1) * words.wholes[fold]
            return total, last + 1, False
        elif fold in words.ordinals and words.ordinals[fold] < room:
            return total + words.ordinals[fold], last + 1, True
        elif fold == "and" and total >= 100 and last + 1 < len(tokens) and tokens[last + 1].fold in words.cardinals:
            last += 1
        else:
            break
    return total, last, False


def _scaled_words(tokens: Sequence[Token], value: int, last: int, language: str, words: _Words) -> Number:
    power, after = scale_at(tokens, last, language)
    if not power:
        return Number(Decimal(value), last, words=True)
    total = Decimal(value) * 10**power
    if power == 3 and after < len(tokens) and tokens[after].fold in words.cardinals:
        more, further, ordinal = _sum(tokens, after, words)
        if not ordinal and more:
            return Number(total + more, further, words=True, scaled=True)
    return Number(total, after, words=True, scaled=True)


_ROMAN_LOOKALIKES = str.maketrans("ІХСМіхсмVXLI", "IXCMIXCMVXLI")
_ROMAN = re.compile(r"^(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(written: str) -> int:
    """The value of a Roman numeral, Cyrillic look-alikes included, or 0.

    >>> roman("IV"), roman("ХІІ"), roman("Mix")
    (4, 12, 0)
    """
    letters = written.translate(_ROMAN_LOOKALIKES)
    if letters != letters.upper() or written != written.upper() or not _ROMAN.match(letters):
        return 0
    total = 0
    for index, letter in enumerate(letters):
        value = _ROMAN_DIGITS[letter]
        following = _ROMAN_DIGITS.get(letters[index + 1], 0) if index + 1 < len(letters) else 0
        total += -value if following > value else value
    return total
