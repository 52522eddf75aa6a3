"""Texts that a spreadsheet would run as a formula, made harmless in a way that can be undone."""

from __future__ import annotations

from consolidate.columns import Row, TableType

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
"""First characters that spreadsheet programs act on (OWASP, CSV Injection), with their full-width forms."""
MARK = "'"


def spreadsheet_safe(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet could take it for a formula.

    >>> spreadsheet_safe("=1+1"), spreadsheet_safe(" @SUM(A1)"), spreadsheet_safe("Seoul")
    ("'=1+1", "' @SUM(A1)", 'Seoul')
    """
    return MARK + text if text.lstrip(" \u00a0").startswith((*_STARTS, MARK)) else text


def as_written(text: str) -> str:
    """The text that ``spreadsheet_safe`` was given.

    >>> as_written(spreadsheet_safe("'quoted'"))
    "'quoted'"
    """
    return text[1:] if text.startswith(MARK) and spreadsheet_safe(text[1:]) == text else text


def safe_row(table: TableType, row: Row) -> Row:
    """A row whose texts are harmless; numbers stay numbers, so that a negative value can still be added up."""
    return tuple(
        [
            spreadsheet_safe(cell) if isinstance(cell, str) and column.kind in ("text", "json") else cell
            for cell, column in zip(row, table.columns, strict=True)
        ]
    )
