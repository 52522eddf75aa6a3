"""The parts of a sheet: tables parted by empty rows and columns, titles above them, notes below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.grid import header_rows, is_value, squares, table_of

Square = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of a sheet, half-open."""

    top: int
    left: int
    bottom: int
    right: int


def regions(filled: Mapping[Square, str], covered: frozenset[Square]) -> list[Region]:
    """The rectangles that hold the sheet's parts, from top to bottom and left to right.

    ``filled`` are the texts by row and column, ``covered`` the further squares that merged cells cover.
    """
    taken = sorted(set(filled) | covered)
    if not taken:
        return []
    parts = list(_bands(taken))
    joined: list[Region] = []
    for part in parts:
        if joined and _goes_on(joined[-1], part, filled):
            above = joined[-1]
            joined[-1] = Region(above.top, min(above.left, part.left), part.bottom, max(above.right, part.right))
        else:
            joined.append(part)
    return joined


def _bands(taken: Sequence[Square]) -> Iterator[Region]:
    """Split at empty rows, then each band at empty columns where both sides stand on their own."""
    band: list[Square] = []
    for square in taken:
        if band and square[0] > band[-1][0] + 1:
            yield from _columns(band)
            band = []
        band.append(square)
    yield from _columns(band)


def _columns(band: Sequence[Square]) -> Iterator[Region]:
    used = sorted({column for _, column in band})
    groups: list[list[int]] = [[used[0]]]
    for column in used[1:]:
        if column == groups[-1][-1] + 1:
            groups[-1].append(column)
        else:
            groups.append([column])
    wide = [group for group in groups if len(group) >= 2]  # a lone column is part of its neighbour
    if len(wide) < len(groups):
        groups = [used]
    for group in groups:
        rows = [row for row, column in band if group[0] <= column <= group[-1]]
        yield Region(min(rows), group[0], max(rows) + 1, group[-1] + 1)


def _goes_on(above: Region, below: Region, filled: Mapping[Square, str]) -> bool:
    """Whether a part goes on with the table above it: one empty row between, as wide, no header of its own."""
    if below.top - above.bottom != 1 or (above.left, above.right) != (below.left, below.right):
        return False
    if above.right - above.left < 2 or above.bottom - above.top < 2:  # that is no table
        return False
    rows = [
        [filled.get((row, column), "") for column in range(below.left, below.right)]
        for row in range(below.top, below.bottom)
    ]
    if header_rows(squares(table_of(rows))) > 0:
        return False
    return any(is_value(text) for row in rows for text in row[1:])
