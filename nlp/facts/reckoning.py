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
