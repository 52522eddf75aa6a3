"""Tables whose cells stand one a line, where header and kinds of columns make the rows certain."""

from __future__ import annotations

from collections.abc import Sequence

from extract.formats.prose.lines import SourceLine
from extract.grid import is_blank, is_value, is_year
from extract.roles import is_caption, is_note

_LONGEST_CELL = 60
_MOST_CELLS = 1200
_MOST_COLUMNS = 10
_LEAST_ROWS = 3


def flattened_rows(lines: Sequence[SourceLine], at: int) -> list[list[str]]:
    """The rows of a table written one cell a line from line ``at`` on; nothing when that is not certain.

    Certain means: the first lines are the heads of columns (words or years), and read in rows as wide as they are
    many, every column holds either numbers or words throughout, at least one of each.
    """
    if not _may_head(lines[at].text):
        return []
    cells = _run(lines, at)
    values = [is_value(cell) or is_blank(cell) for cell in cells]
    first = next((index for index, value in enumerate(values) if value and not is_year(cells[index])), 0)
    for width in range(2, min(_MOST_COLUMNS, first) + 1):
        rows = len(cells) // width
        if rows > _LEAST_ROWS and _holds(cells, values, width, rows):
            return [cells[row * width : (row + 1) * width] for row in range(rows)]
    return []


def _may_head(text: str) -> bool:
    text = text.strip()
    return 0 < len(text) <= _LONGEST_CELL and not is_value(text) and not text.endswith((".", ":", ";", ","))


def _run(lines: Sequence[SourceLine], at: int) -> list[str]:
    """Short lines one after the other, as far apart as the first two."""
    gap = lines[at + 1].gap if at + 1 < len(lines) else 0
    cells: list[str] = []
    for line in lines[at : at + _MOST_CELLS]:
        text = line.text.strip()
        sentence = text.endswith((".", ":", ";", "?", "!")) and not is_value(text)
        if len(text) > _LONGEST_CELL or sentence or (cells and line.gap != gap) or "\t" in text:
            break
        if is_caption(text) or is_note(text) or text.startswith(("#", "|", "•")):
            break
        cells.append(text)
    return cells if gap <= 1 else []


def _holds(cells: Sequence[str], values: Sequence[bool], width: int, rows: int) -> bool:
    """Whether rows of this width make columns of one kind each, under a header of words."""
    if any(values[:width]) and not all(
        is_year(cell) for cell, value in zip(cells[1:width], values[1:width], strict=True) if value
    ):
        return False
    numeric = 0
    for column in range(width):
        body = [values[row * width + column] for row in range(1, rows)]
        if all(body):
            numeric += 1
        elif any(body):
            return False
    return 0 < numeric < width
