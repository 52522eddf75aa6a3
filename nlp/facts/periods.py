"""Dates and periods in a stretch of text, as ISO-like intervals."""

from __future__ import annotations

from dataclasses import dataclass, replace

from language import LANGUAGES
from nlp.facts.numerals import roman, word_list
from nlp.facts.period import DASHES, SPAN_JOINTS, Period
from nlp.facts.scan import Scan, is_word
from nlp.facts.year_counts import among_counts, counts_things
from nlp.facts.year_parts import day_within, month_span, months_of_year, part_of_year, within_year
from nlp.facts.years import after_year, after_year_word, is_day, is_year, month_numbers, month_of

_SPAN_OPENERS = {
    "en": ("from", "between", "years", "period"),
    "ru": ("с", "со", "от", "между", "период"),
    "uk": ("з", "із", "від", "між", "період"),
}
_MONTHS = 12
_SINCE = ("since", "from", "с", "со", "з", "із", "начиная", "після", "после", "after")
_FROM = "від"
"""Since, before a year; before a day the date of a document."""
_CENTURY_WORDS = ("века", "веке", "столетия", "століття", "столітті", "ст")
_DECADE_WORDS = ("годов", "годы", "годах", "гг", "років", "роки", "роках", "рр")


def periods(scan: Scan, within: bool = False) -> list[Period]:
    """All periods in order; numbers that are no dates are left to the quantities.

    ``within`` adds months without a year, where a text around can tell it.
    """
    found: list[Period] = []
    months = month_numbers(scan.language)
    starters = {
        hit.first
        for category in ("relative", "half_year", "quarter", "months_span", "past_years")
        for hit in scan.found(category)
    }
    cardinals = word_list(scan.language).cardinals if scan.found("years_counted") else {}
    index = 0
    while index < len(scan.tokens):
        token = scan.tokens[index]
        possible = token.kind == "number" or index in starters or token.fold in months or token.fold in cardinals
        possible = possible or ("-" in token.fold and month_span(scan, index) is not None)
        period = _period(scan, index) if possible else None
        if period is None or (period.kind == "within" and not within):
            index += 1
            continue
        found.append(_with_role(scan, period))
        index = period.last
    return _joined(scan, found)


_ENDS = ("year", "month", "date", "part", "range")
_SPAN_WORDS = ("to", "until", "till", "through", "по", "до", "~", *DASHES)
_OF_END = ("the", "end", "of", "конец", "конца", "кінець", "кінця")
_OF_ONE = ("in", "by", "of", "since", "в", "у", "к", "на")
"""Words before a date that stands for itself: "from 12 in 2010 to March's 15"."""


def _joined(scan: Scan, found: list[Period]) -> list[Period]:
    """The periods with two made one that are told as the ends of a span: "2010 to March 2015", "2021-22 to 2027-28"."""
    joined: list[Period] = []
    for period in found:
        if joined and _ends_of_span(scan, joined[-1], period):
            first = joined.pop()
            value = f"{first.value.split('/')[0]}/{period.value.split('/')[-1]}"
            joined.append(_with_role(scan, Period(first.first, period.last, value, "range")))
        else:
            joined.append(period)
    return joined


def _ends_of_span(scan: Scan, first: Period, second: Period) -> bool:
    between = [scan.fold(at) for at in range(first.last, second.first)]
    opener = scan.fold(first.first - 1)
    opened = opener in _SPAN_OPENERS.get(scan.language, ())
    words = (*_SPAN_WORDS, *SPAN_JOINTS.get(scan.language, ())) if opened else _SPAN_WORDS
    spans = bool(between) and between[0] in words and all(word in _OF_END for word in between[1:])
    # Only English has a word that spans without one before: «до» is by or until.
    spans = spans and (opened or scan.language == "en" or between[0] in ("~", *DASHES)) and opener not in _OF_ONE
    dated = first.kind in _ENDS and second.kind in _ENDS and not first.compared
    return spans and dated and first.value.split("/")[0] < second.value.split("/")[-1]


def _period(scan: Scan, at: int) -> Period | None:
    token = scan.tokens[at]
    if token.kind == "number":
        for reader in (
            _iso_date,
            _short_fiscal,
            _years_on,
            _date_span,
            _dotted_date,
            _day_month_year,
            _day_first,
            _decade,
            part_of_year,
            _year_range,
            _year,
            day_within,
            within_year,
        ):
            period = reader(scan, at)
            if period is not None:
                return period
        return None
    for reader in (
        _relative,
        _past_years,
        _years_on,
        part_of_year,
        months_of_year,
        _date_span,
        _month_first,
        day_within,
        within_year,
    ):
        period = reader(scan, at)
        if period is not None:
            return period
    return None


_BARE_YEAR = 1900
"""Earlier years are told with a word that says so ("in 1868"): 1500 and 1854 are counts more often."""


def _iso_date(scan: Scan, at: int) -> Period | None:
    tokens = scan.tokens
    if not is_year(scan, at) or at + 4 >= len(tokens):
        return None
    parts = [tokens[at + offset] for offset in range(5)]
    if not (parts[1].fold == parts[3].fold == "-" and all(part.tight for part in parts[1:])):
        return None
    month, day = parts[2].fold, parts[4].fold
    if len(month) == 2 and len(day) == 2 and month.isdigit() and day.isdigit():
        return Period(at, at + 5, f"{parts[0].fold}-{month}-{day}", "date")
    return None


def _short_fiscal(scan: Scan, at: int) -> Period | None:
    """FY19, FY 2021: the year that ends with that; told as the two that it runs over."""
    short = scan.fold(at)
    alone = scan.fold(at + 1) not in DASHES
    if scan.fold(at - 1) != "fy" or not alone or not short.isdigit() or len(short) not in (2, 4):
        return None
    last = int(short if len(short) == 4 else f"20{short}")
    return Period(at, at + 1, f"{last - 1}/{last}", "range")


def _dotted_date(scan: Scan, at: int) -> Period | None:
    """01.09.2024, 1.9.2024, and 01.09.24 behind a word that a date stands behind."""
    parts = scan.tokens[at].fold.split(".")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    day, month, year = int(parts[0]), int(parts[1]), parts[2]
    if [len(part) for part in parts] == [2, 2, 2] and scan.fold(at - 1) in _DATED_BEFORE:
        year = f"20{year}"
    if len(year) != 4 or not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return Period(at, after_year_word(scan, at + 1), f"{year}-{month:02d}-{day:02d}", "date")


_DATED_BEFORE = ("на", "к", "от", "с", "по", "до", "від", "з", "at", "of", "on", "by", "dated")
"""Words behind which two figures, two and two more are a date and no number of a section."""


def _day_month_year(scan: Scan, at: int) -> Period | None:
    """21-10-2022, 13/06/2008; in English only where the day cannot be a month."""
    if not is_year(scan, at + 4) or not is_day(scan, at):
        return None
    marks, month = {scan.fold(at + 1), scan.fold(at + 3)}, scan.fold(at + 2)
    tight = all(token.tight for token in scan.tokens[at + 1 : at + 5])
    if len(marks) != 1 or not marks <= {"-", "/", "‑"} or not tight or not month.isdigit():
        return None
    day = int(scan.fold(at))
    if not 1 <= int(month) <= _MONTHS or (scan.language == "en" and day <= _MONTHS):
        return None
    return Period(at, at + 5, f"{scan.fold(at + 4)}-{int(month):02d}-{day:02d}", "date")


def _day_first(scan: Scan, at: int) -> Period | None:
    """27 December 2024, 27 декабря 2024 года."""
    token = scan.tokens[at]
    skip = at + 1
    if scan.language == "en" and scan.fold(skip) in ("st", "nd", "rd", "th", "of"):
        skip += 1 + (scan.fold(skip + 1) == "of")
    month = month_of(scan, skip)
    if not month or not token.fold.isdigit() or not 1 <= int(token.fold) <= 31:
        return None
    year = skip + 1 + (scan.fold(skip + 1) in (",", "."))
    if not is_year(scan, year):
        return None
    last = after_year(scan, year + 1)
    return Period(at, last, f"{scan.fold(year)}-{month:02d}-{int(token.fold):02d}", "date")


def _month_first(scan: Scan, at: int) -> Period | None:
    """December 2024, December 27, 2024, в декабре 2024 года."""
    month = month_of(scan, at)
    if not month:
        return None
    following = at + 1 + (scan.fold(at + 1) == "." and scan.tokens[at + 1].tight if at + 1 < len(scan.tokens) else 0)
    if scan.fold(following) == "of":
        following += 1
    if is_year(scan, following):
        year = scan.fold(following)
        return Period(at, after_year(scan, following + 1), f"{year}-{month:02d}", "month")
    if scan.fold(following).isdigit() and len(scan.fold(following)) <= 2:
        year_at = following + 1 + (scan.fold(following + 1) == ",")
        if scan.fold(year_at) in ("th", "st", "nd", "rd"):
            year_at += 1 + (scan.fold(year_at + 1) == ",")
        if is_year(scan, year_at):
            return Period(at, year_at + 1, f"{scan.fold(year_at)}-{month:02d}-{int(scan.fold(following)):02d}", "date")
    return None


def _decade(scan: Scan, at: int) -> Period | None:  # noqa: PLR0911 - one way out for each case
    """1970s, 1990-х годов, 70-х годов XX века."""
    tokens = scan.tokens
    fold = tokens[at].fold
    if not fold.isdigit():
        return None
    if len(fold) == 4 and scan.fold(at + 1) == "s" and tokens[at + 1].tight:
        return Period(at, at + 2, f"{fold[:3]}0/{fold[:3]}9", "decade")
    glued = scan.fold(at + 1) in ("-", "‑", "–") and scan.fold(at + 2) in ("х", "е", "ті", "і", "тих", "их", "ми")
    if not glued or not fold.endswith("0") or len(fold) not in (2, 4):
        return None
    if len(fold) != len("1970") and scan.fold(at + 3) not in _DECADE_WORDS:
        return None
    last = after_year_word(scan, at + 3)
    if len(fold) == 4:
        return Period(at, last, f"{fold[:3]}0/{fold[:3]}9", "decade")
    century = roman(scan.text[tokens[last].start : tokens[last].stop]) if last < len(tokens) else 0
    if century and scan.fold(last + 1) in _CENTURY_WORDS:
        return Period(at, last + 2, f"{century - 1}{fold}/{century - 1}{fold[0]}9", "decade")
    # Without a century the decades from the twenties on are the last century's, as every reader takes them.
    return Period(at, last, f"19{fold}/19{fold[0]}9", "decade") if fold >= "20" else None


def _year_range(scan: Scan, at: int) -> Period | None:  # noqa: PLR0911 - one way out for each case
    """2019–2023, 2013-2016 гг., from 2004 to 2012, с 2004 по 2009 год, 2021/22."""
    if not is_year(scan, at) or at + 2 >= len(scan.tokens):
        return None
    first = scan.fold(at)
    after_word = after_year(scan, at + 1)
    joint = scan.fold(after_word)
    second = after_word + 1
    if joint in DASHES:
        if is_year(scan, second) and scan.fold(second) > first:
            return Period(at, after_year(scan, second + 1), f"{first}/{scan.fold(second)}", "range")
        short = scan.fold(second)
        # Of "2012-15" the second can only be a year; "2012-11" may be a month.
        spans = joint == "/" and short.isdigit() and int(short) == int(first[2:]) + 1
        spans = spans or (joint != "/" and short.isdigit() and max(int(first[2:]), _MONTHS) < int(short))
        if len(short) == 2 and spans and scan.tokens[second].tight:
            return Period(at, after_year(scan, second + 1), f"{first}/{first[:2]}{short}", "range")
        return None
    opener = scan.fold(at - 1)
    if joint in SPAN_JOINTS.get(scan.language, ()) and opener in _SPAN_OPENERS.get(scan.language, ()):
        if scan.fold(second) in ("end", "the"):
            return None
        if is_year(scan, second) and scan.fold(second) > first:
            return Period(at, after_year(scan, second + 1), f"{first}/{scan.fold(second)}", "range")
    return None


def _year(scan: Scan, at: int) -> Period | None:  # noqa: PLR0911 - one way out for each case
    after = after_year_word(scan, at + 1)
    ago = scan.starting("relative", at + 1) is not None
    worded = after > at + 1 and scan.tokens[at].fold.isdigit() and len(scan.tokens[at].fold) == 4 and not ago
    if not worded and not is_year(scan, at):
        return None
    if worded:
        return Period(at, after, scan.fold(at), "year")
    tokens = scan.tokens
    said = scan.ending("in_year", at) is not None or scan.fold(at - 1) in _SINCE
    if (scan.ending("currency", at) or int(scan.fold(at)) < _BARE_YEAR) and not said:
        return None
    if at + 1 < len(tokens):
        following = tokens[at + 1]
        if following.tight and following.kind == "word" and following.fold not in ("г", "р", "гг", "рр"):
            return None
        money = scan.starting("currency", at + 1)
        if scan.starting("unit", at + 1) or (money is not None and not is_word(scan, money)):
            return None
        if scan.language in LANGUAGES and following.fold in word_list(scan.language).scales:
            return None
    if scan.ending("label", at) or (at > 0 and tokens[at - 1].fold == "+"):
        return None
    if scan.ending("bound", at) and not scan.ending("by_year", at) and not scan.ending("in_year", at):
        return None
    noun = scan.starting("noun", at + 1)
    counted = noun is not None and not scan.starting("not_noun", at + 1)
    if noun is not None and scan.language == "en" and not scan.fold(noun.last - 1).endswith("s"):
        counted = False
    if counted and not scan.ending("in_year", at) and not scan.ending("by_year", at):
        return None
    if counts_things(scan, at, counted) or among_counts(scan, at):
        return None
    return Period(at, after_year(scan, at + 1), scan.fold(at), "year")


def _relative(scan: Scan, at: int) -> Period | None:
    hit = scan.starting("relative", at)
    if hit is None:
        return None
    if hit.key.startswith("n"):
        return Period(at, hit.last, hit.key[1:], "narrative")
    return Period(at, hit.last, hit.key, "relative")


def _date_span(scan: Scan, at: int) -> Period | None:
    """Between 12 May and 15 August 2023, с 1 января по 10 декабря 2024 года, from May 2021 to June 2023."""
    opener, before = scan.fold(at - 1), scan.fold(at - 2)
    if not {opener, before} & {*_SPAN_OPENERS.get(scan.language, ())}:
        return None
    first = _endpoint(scan, at)
    if first is None or scan.fold(first.last) not in (*SPAN_JOINTS[scan.language], *DASHES):
        return None
    second = _endpoint(scan, first.last + 1)
    if second is None or not second.year or not (second.month or first.month):
        return None
    low, high = replace(first, year=first.year or second.year).value, second.value
    if low >= high:
        return None
    return Period(at, second.last, f"{low}/{high}", "range")


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """One end of a span, as far as it is told; ``last`` is the token behind it."""

    last: int
    year: str = ""
    month: int = 0
    day: int = 0

    @property
    def value(self) -> str:
        """The date as far as it is known."""
        parts = (f"-{number:02d}" for number in (self.month, self.day) if number)
        return self.year + "".join(parts)


def _endpoint(scan: Scan, at: int) -> _Endpoint | None:
    if scan.fold(at) == "the":
        at += 1
    day, month_at = 0, at
    if is_day(scan, at):
        day, month_at = int(scan.fold(at)), at + 1 + (scan.fold(at + 1) in ("st", "nd", "rd", "th", "of"))
    month = month_of(scan, month_at)
    if not month:
        return _Endpoint(after_year(scan, at + 1), scan.fold(at)) if is_year(scan, at) else None
    last = month_at + 1
    if not day and scan.language == "en" and is_day(scan, last):
        day, last = int(scan.fold(last)), last + 1
    year_at = last + (scan.fold(last) == ",")
    if not is_year(scan, year_at):
        return _Endpoint(last, "", month, day)
    return _Endpoint(after_year(scan, year_at + 1), scan.fold(year_at), month, day)


def _counted_years(scan: Scan, at: int) -> tuple[int, int] | None:
    """How many years a number at ``at`` counts, and the token behind the word for them."""
    if scan.language not in LANGUAGES:
        return None
    fold = scan.fold(at)
    number = word_list(scan.language).cardinals.get(fold, int(fold) if fold.isdigit() and len(fold) <= 2 else 0)
    word = scan.starting("years_counted", at + 1)
    return (number, word.last) if number and word is not None else None


def _years_on(scan: Scan, at: int) -> Period | None:
    """Five years later, через п'ять років, three years earlier, 10 лет назад: counted from the year told or today's."""
    counted = _counted_years(scan, at)
    if counted is None:
        return None
    number, last = counted
    ago = scan.starting("years_ago", last)
    behind, ahead = scan.starting("years_on", last), scan.ending("years_ahead", at)
    if scan.fold(last) == "on" and last + 1 < len(scan.tokens) and scan.tokens[last + 1].kind == "number":
        # "Set up for 30 years on 564 hectares" is not counted on from a date.
        behind = None
    if ago is not None and behind is None:
        return Period(at, ago.last, f"-{number}", "relative")
    if behind is not None:
        return Period(at, behind.last, f"{behind.key}{number}", "narrative")
    return Period(ahead.first, last, f"+{number}", "narrative") if ahead is not None else None


def _past_years(scan: Scan, at: int) -> Period | None:
    """The last three years, последние пять лет: a span that ends with the date of the text."""
    hit = scan.starting("past_years", at)
    counted = _counted_years(scan, hit.last) if hit is not None else None
    return Period(at, counted[1], str(counted[0]), "back") if counted is not None and counted[0] > 1 else None


def _with_role(scan: Scan, period: Period) -> Period:
    first = period.first
    before = scan.fold(first - 1)
    by = scan.ending("by_year", first) is not None and period.kind in ("year", "date", "month")
    since = before in _SINCE or (before == _FROM and period.kind in ("year", "month"))
    at = first - 1
    while at >= 0 and scan.fold(at) in (
        "in",
        "в",
        "у",
        "за",
        "of",
        "the",
        "year",
        "with",
        "показником",
        "показателем",
        "уровнем",
        "рівнем",
        "figure",
        "level",
        "that",
        "показатель",
        "показника",
    ):
        if scan.ending("compare", at + 1):
            break
        at -= 1
    compared = scan.ending("compare", at + 1) is not None and before not in ("after", "после", "після")
    compared = compared and not (since and scan.fold(first - 1) == "from" and period.kind == "range")
    return Period(period.first, period.last, period.value, period.kind, by, since and period.kind != "range", compared)
