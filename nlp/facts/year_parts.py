"""Parts of a year: halves, quarters, months and days, of a year that stands beside them or is told elsewhere."""

from __future__ import annotations

from typing import NamedTuple

from nlp.facts.numerals import word_list
from nlp.facts.period import DASHES, SPAN_JOINTS, Period
from nlp.facts.phrases import Hit
from nlp.facts.scan import Scan
from nlp.facts.years import after_year, after_year_word, is_day, is_year, month_numbers, month_of

_HALF_OR_QUARTER = ("half_year", "quarter")


def part_of_year(scan: Scan, at: int) -> Period | None:
    """First half of 2012, Q3 2023, в третьем квартале 2023 года, first nine months of 2024, 9M 2024."""
    hits = [scan.starting(category, at) for category in (*_HALF_OR_QUARTER, "months_span", "shortened_part")]
    for hit in filter(None, hits):
        year = _past_point(scan, hit.last)
        year += scan.fold(year) in ("of", "in")
        if is_year(scan, year):
            low, high = hit.key.split("/")
            value = scan.fold(year)
            return Period(at, after_year(scan, year + 1), f"{value}-{low}/{value}-{high}", "part")
    return None


_WITHIN_BEFORE = {
    "en": (
        "in",
        "of",
        "by",
        "for",
        "from",
        "between",
        "since",
        "end",
        "over",
        "during",
        "until",
        "the",
        "following",
        "next",
    ),
    "ru": ("в", "за", "с", "к", "на", "конце", "конец", "концу", "начале", "начало", "до"),
    "uk": ("в", "у", "за", "з", "із", "до", "на", "кінець", "кінці", "початку", "початок", "наприкінці", "упродовж"),
}
"""Words before months without a year: a date of the year told before, no day of a month nor somebody's name."""


def within_year(scan: Scan, at: int) -> Period | None:
    """At the end of August, в марте, за девять месяцев, from January to November: in the year told elsewhere."""
    hit = scan.starting("months_span", at)
    before = scan.fold(at - 1)
    if hit is not None and hit.last - hit.first > 1:
        # "A phase of six months" is how long it lasts, "of the first six months" when.
        lasts = before == "of" and scan.fold(at) in word_list(scan.language).cardinals
        told = before in _WITHIN_BEFORE.get(scan.language, ())
        if lasts or not told or scan.starting("years_on", hit.last) is not None:
            return None
        return _of_no_year(at, hit)
    part = next((hit for one in _HALF_OR_QUARTER if (hit := scan.starting(one, at)) is not None), None)
    if part is not None:
        return _of_no_year(at, part)
    return (
        _months_within(scan, at) if before in _WITHIN_BEFORE.get(scan.language, ()) or _labels_item(scan, at) else None
    )


def _of_no_year(at: int, part: Hit) -> Period:
    """A part of the year told elsewhere."""
    low, high = part.key.split("/")
    return Period(at, part.last, f"m{low}/m{high}", "within")


def _months_within(scan: Scan, at: int) -> Period | None:
    """A month or months at ``at``, of no year."""
    span = month_span(scan, at)
    if span is not None:
        return Period(at, span.last, f"m{span.low:02d}/m{span.high:02d}", "within")
    month = month_of(scan, at)
    if not month or _is_short(scan, at):
        return None
    last = month_of(scan, at + 2)
    if last > month and scan.fold(at + 1) in SPAN_JOINTS[scan.language]:
        return Period(at, at + 3, f"m{month:02d}/m{last:02d}", "within")
    return Period(at, at + 1, f"m{month:02d}", "within")


def _labels_item(scan: Scan, at: int) -> bool:
    """Whether the word at ``at`` opens an item whose figure stands behind it: "- July: 4"."""
    opens = at == 0 or (at == 1 and scan.tokens[0].kind == "mark")
    return opens and scan.fold(at + 1) in (":", "–", "—", "-")


def day_within(scan: Scan, at: int) -> Period | None:
    """16 марта, April 29, 14–17 июня: a day, or days of one month."""
    if scan.tokens[at].kind == "number":
        if not is_day(scan, at):
            return None
        first, last, month_at = int(scan.fold(at)), int(scan.fold(at)), at + 1
        if scan.fold(at + 1) in DASHES and is_day(scan, at + 2) and int(scan.fold(at + 2)) > first:
            last, month_at = int(scan.fold(at + 2)), at + 3
        elif scan.language == "en" and scan.fold(month_at) in ("st", "nd", "rd", "th", "of"):
            month_at += 1 + (scan.fold(month_at + 1) == "of")
        month, stop = month_of(scan, month_at), month_at + 1
    else:
        month, first = month_of(scan, at), 0
        if scan.language == "en" and is_day(scan, at + 1) and scan.tokens[at].capital:
            first = last = int(scan.fold(at + 1))
        stop = at + 2 + (scan.fold(at + 2) in ("st", "nd", "rd", "th"))
    if not month or not first:
        return None
    span = f"m{month:02d}-{first:02d}" + (f"/m{month:02d}-{last:02d}" if last != first else "")
    return Period(at, stop, span, "within")


_SHORT_MONTH, _WHOLE = 3, ("may", "май", "мая", "мае", "маю")
"""Letters of abbreviated months, and those that are no longer in full."""


def _is_short(scan: Scan, at: int) -> bool:
    return len(scan.fold(at)) <= _SHORT_MONTH and scan.fold(at) not in _WHOLE


def months_of_year(scan: Scan, at: int) -> Period | None:
    """January–June 2023, «январь-сентябрь 2023 года», «янв.–июнь 2023»."""
    span = month_span(scan, at)
    if span is None or not is_year(scan, span.last):
        return None
    value = scan.fold(span.last)
    stop = after_year_word(scan, span.last + 1)
    return Period(at, stop, f"{value}-{span.low:02d}/{value}-{span.high:02d}", "part")


class MonthSpan(NamedTuple):
    """From one month to another; ``last`` is the token behind them."""

    low: int
    high: int
    last: int


def month_span(scan: Scan, at: int) -> MonthSpan | None:
    """The months from one to another that begin at a token, joined by a dash or a word, shortened or not."""
    if at >= len(scan.tokens):
        return None
    months = month_numbers(scan.language)
    glued = [months.get(part, 0) for part in scan.fold(at).split("-")]
    if len(glued) > 1:
        low, high = glued[0], glued[-1]
        return MonthSpan(low, high, at + 1) if len(glued) == _ENDS and 0 < low < high else None
    low, joint = month_of(scan, at), _past_point(scan, at + 1)
    high = month_of(scan, joint + 1) if low and scan.fold(joint) in (*DASHES, *_TO) else 0
    return MonthSpan(low, high, _past_point(scan, joint + 2)) if low < high else None


_ENDS = 2
_TO = ("to", "по")


def _past_point(scan: Scan, at: int) -> int:
    """The token behind the point of a shortened word at ``at``, else ``at``."""
    return at + (scan.fold(at) == "." and scan.tokens[at].tight)
