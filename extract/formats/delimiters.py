"""Which sign parts the columns of a delimited text."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence

from extract.encoding import decode

DELIMITERS = ("\t", ";", ",", "|")
_HEAD = 60_000
_CELL = 200
_RARE = 0.25
"""What a tab or semicolon is worth more than a comma: commas also stand in captions and broken figures."""


def delimiter_of(text: str) -> str:
    r"""The delimiter of a text, by how evenly it parts the lines; empty when none does.

    >>> delimiter_of("region;share\\nKyiv;3,5\\nLviv;2,25")
    ';'
    """
    best, best_score = "", 0.0
    for delimiter in DELIMITERS:
        score = _evenness(rows_of(text, delimiter))
        if score and delimiter in "\t;":
            score += _RARE
        if score > best_score:
            best, best_score = delimiter, score
    return best


def is_delimited(data: bytes) -> bool:
    """Whether a text is one table of delimited rows and nothing else, told without its suffix."""
    text = decode(data[:_HEAD]).text
    if len(data) > _HEAD:
        text = text.rsplit("\n", 1)[0]
    delimiter = delimiter_of(text)
    if not delimiter or delimiter == "|":
        return False
    rows = [row for row in rows_of(text, delimiter) if any(cell.strip() for cell in row)]
    if len(rows) < 3 or "\n\n" in text.replace("\r", "").strip():  # two lines may be prose
        return False
    widths = Counter(map(len, rows))
    width, count = widths.most_common(1)[0]
    cells = [cell.strip() for row in rows for cell in row]
    short = sum(len(cell) <= _CELL for cell in cells)
    if delimiter == "," and sum(cell.endswith(".") for cell in cells) > 0.1 * len(rows):
        return False
    return width >= 2 and count >= 0.9 * len(rows) and short >= 0.98 * len(cells)


def rows_of(text: str, delimiter: str, limit: int = 400) -> list[list[str]]:
    """The first rows of a delimited text."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(text.splitlines(keepends=True), delimiter=delimiter):
            rows.append(row)
            if len(rows) >= limit:
                break
    except csv.Error:
        return [line.split(delimiter) for line in text.splitlines()[:limit]]
    return rows


def _evenness(rows: Sequence[Sequence[str]]) -> float:
    """How well rows of one width make up a table: the share of rows that have it, more for more columns."""
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    widths = Counter(len(row) for row in filled if len(row) > 1)
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    share = count / len(filled)
    return share + min(width, 20) / 200 if count >= 2 or len(filled) == 1 else 0.0
