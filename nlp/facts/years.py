"""Which tokens are years, months and days of a month."""

from __future__ import annotations

from functools import cache

from language import LANGUAGES
from nlp.facts.scan import Scan

_FIRST_YEAR, _LAST_YEAR = 1500, 2100
"""Numbers that may be years; plans hardly reach beyond the century."""


def is_year(scan: Scan, at: int, worded: bool = False) -> bool:
    """Whether the number at ``at`` may be a year; ``worded``: a word says that it is."""
    if not 0 <= at < len(scan.tokens):
        return False
    token = scan.tokens[at]
    if token.kind != "number" or len(token.fold) != 4 or not token.fold.isdigit():
        return False
    return worded or _FIRST_YEAR <= int(token.fold) <= _LAST_YEAR


def after_year_word(scan: Scan, at: int) -> int:
    """The token after «года», "гг." at ``at``, or ``at`` when there is none."""
    hit = scan.starting("year_word", at)
    if hit is None or scan.language == "en":
        return at
    return hit.last


def after_year(scan: Scan, at: int) -> int:
    """The token after the ending and the word for the year at ``at``: «2016-му», «2020-м году», «2013 гг.»."""
    tokens = scan.tokens
    ended = (
        at + 1 < len(tokens)
        and tokens[at].fold in ("-", "‑", "–")
        and tokens[at].tight
        and tokens[at + 1].tight
        and tokens[at + 1].fold in _YEAR_ENDINGS
    )
    return after_year_word(scan, at + 2 if ended else at)


_YEAR_ENDINGS = ("й", "го", "му", "м", "ого", "ому", "ом", "ий", "им")


@cache
def month_numbers(language: str) -> dict[str, int]:
    """The names of months in a language, inflected or shortened, with their numbers."""
    months = LANGUAGES[language].months if language in LANGUAGES else ()
    return {form: number for number, forms in enumerate(months, 1) for form in forms}


def month_of(scan: Scan, at: int) -> int:
    """The number of the month named at ``at``, 0 where none is."""
    if at >= len(scan.tokens) or scan.tokens[at].kind != "word":
        return 0
    fold = scan.tokens[at].fold
    if fold in ("may", "march", "mar") and not scan.tokens[at].capital:
        return 0
    return month_numbers(scan.language).get(fold, 0)


def is_day(scan: Scan, at: int) -> bool:
    """Whether the number at ``at`` may be a day of a month."""
    return scan.fold(at).isdigit() and len(scan.fold(at)) <= 2 and 1 <= int(scan.fold(at)) <= 31
