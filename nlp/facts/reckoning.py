"""Years and days counted from others: values of periods, as ISO dates."""

from __future__ import annotations


def in_year(year: str, months: str) -> str:
    """The months of a period ``within`` a year; an empty year stays empty.

    >>> in_year("2024-05", "m01/m09"), in_year("2023", "m08"), in_year("", "m08")
    ('2024-01/2024-09', '2023-08', '')
    """
    return months.replace("m", f"{year[:4]}-") if year[:4].isdigit() else ""


def span_back(date: str, years: str) -> str:
    """The span of so many ``years`` that ends with a date; an empty date stays empty.

    >>> span_back("2018-10-10", "3"), span_back("", "3")
    ('2015/2018', '')
    """
    return f"{int(date[:4]) - int(years)}/{date[:4]}" if date[:4].isdigit() else ""


def shifted(year: str, offset: str) -> str:
    """The year ``offset`` years from ``year``; an empty year stays empty.

    >>> shifted("2024-05-01", "-1"), shifted("", "0")
    ('2023', '')
    """
    return str(int(year[:4]) + int(offset)) if year[:4].isdigit() else ""


def moved(date: str, offset: str) -> str:
    """A date or span so many years on and as exact as it was; a day or several years cannot be: then empty.

    >>> moved("2021-04", "-1"), moved("2016/2017", "1"), moved("2018-07/2019-03", "-1"), moved("2010/2015", "1")
    ('2020-04', '2017/2018', '2017-07/2018-03', '')
    """
    ends = date.split("/")
    if not all(end[:4].isdigit() and len(end) <= len("2024-05") for end in ends) or _years(ends[0], ends[-1]) > 1:
        return ""
    return "/".join(shifted(end, offset) + end[4:] for end in ends)


def spanned(start: str, end: str) -> str:
    """The span from one date to a later one, days told by their years; an earlier one, or none, makes it empty.

    >>> spanned("2015", "2018-12-06"), spanned("2016-09", "2022-03"), spanned("2019", "2017"), spanned("", "2017")
    ('2015/2018', '2016-09/2022-03', '', '')
    """
    first, last = (_no_day(date) for date in (start.partition("/")[0], end.rpartition("/")[2]))
    later = first[:4].isdigit() and last[:4].isdigit() and _years(first, last) > 0
    return f"{first}/{last}" if later else ""


def _no_day(date: str) -> str:
    return date[:4] if len(date) > len("2024-05") else date


def _years(first: str, last: str) -> int:
    return int(last[:4]) - int(first[:4])
