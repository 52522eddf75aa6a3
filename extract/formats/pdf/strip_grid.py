"""A grid from printed rows and the white strips that part their columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .bodies import body_rows, in_middle
from .grid import Box, Grid, GridCell
from .headers import header_cells, header_depth, levels_of, spread
from .rulings import Rule
from .runs import Run
from .strips import Placed, Row, Spacing, Strip, place


def build(rows: Sequence[Row], columns: Sequence[Strip], across: Sequence[Rule], spacing: Spacing) -> Grid | None:
    """A grid from printed rows and column strips."""
    placed = [place(row, columns, spacing.fine) for row in rows]
    depth = header_depth(rows, placed, columns, across)
    header = [
        spread(placed[number], placed[number + 1 : max(depth, number + 2)], columns, across) for number in range(depth)
    ]
    levels = levels_of(header)
    cells = header_cells(levels, len(columns))
    offset = len(levels)
    extent = _extent(rows, columns, across)
    bodies = body_rows(rows[depth:], placed[depth:], across, extent)
    for number, group in enumerate(bodies):
        cells += _body_cells(group, offset + number, columns, extent)
    if offset + len(bodies) < 2:
        return None
    grid = Grid(offset + len(bodies), len(columns), cells, _round(rows, columns), ruled=False, header_rows=offset)
    _finish(grid, columns)
    return grid


def _extent(rows: Sequence[Row], columns: Sequence[Strip], across: Sequence[Rule]) -> Strip:
    """From where to where a table reaches: as far as the rules over or in it, else as far as its columns."""
    low, high = columns[0][0], columns[-1][1]
    wide = [
        rule
        for rule in across
        if rows[0].top - rows[0].size <= rule.at <= rows[-1].bottom + rows[-1].size
        and rule.start <= low + 1
        and rule.stop >= high - 1
    ]
    return (min(rule.start for rule in wide), max(rule.stop for rule in wide)) if wide else (low, high)


def _body_cells(group: Sequence[Placed], row: int, columns: Sequence[Strip], extent: Strip) -> list[GridCell]:
    """The cells of one row of the table."""
    merged: dict[tuple[int, int], list[Run]] = {}
    for line in group:
        for key, runs in line.items():
            merged.setdefault(key, []).extend(runs)
    if len(merged) == 1:
        merged = _section(merged, columns, extent)
    cells: list[GridCell] = []
    owner: dict[int, GridCell] = {}
    for (first, last), runs in sorted(merged.items(), key=lambda one: (one[0][1] - one[0][0], one[0][0])):
        free = [column for column in range(first, last + 1) if column not in owner]
        if not free:
            owner[first].runs += runs
            continue
        stop = free[0]
        while stop + 1 in free:
            stop += 1
        cell = GridCell(row, free[0], 1, stop - free[0] + 1, list(runs))
        owner.update(dict.fromkeys(range(free[0], stop + 1), cell))
        cells.append(cell)
    return cells


def _section(
    merged: dict[tuple[int, int], list[Run]], columns: Sequence[Strip], extent: Strip
) -> dict[tuple[int, int], list[Run]]:
    """A lone text in the middle of all value columns, or of the whole table, spans them."""
    ((first, last), runs) = next(iter(merged.items()))
    if first == 0 and min(run.x0 for run in runs) < columns[0][0] + 12:
        return merged
    stop = len(columns) - 1
    for start, stretch in (
        (1, (columns[min(1, stop)][0], columns[stop][1])),
        (0, (columns[0][0], columns[stop][1])),
        (0, extent),
    ):
        if start < stop and in_middle(runs, stretch):
            return {(start, stop): runs}
    return {(first, last): runs}


def _round(rows: Sequence[Row], columns: Sequence[Strip]) -> Box:
    return (
        min(columns[0][0], *(row.x0 for row in rows)),
        rows[0].top,
        max(columns[-1][1], *(row.x1 for row in rows)),
        rows[-1].bottom,
    )


def _finish(grid: Grid, columns: Sequence[Strip]) -> None:
    """Add the empty cells and give every cell the box of its square."""
    taken = grid.at()
    for row in range(grid.rows):
        for column in range(grid.columns):
            if (row, column) not in taken:
                grid.cells.append(GridCell(row, column))
    grid.cells.sort(key=lambda cell: (cell.row, cell.column))
    tops: list[float] = []
    bottoms: list[float] = []
    for row in range(grid.rows):
        runs = [run for cell in grid.cells if cell.row == row and cell.row_span == 1 for run in cell.runs]
        tops.append(min((run.top for run in runs), default=bottoms[-1] if bottoms else grid.box[1]))
        bottoms.append(max((run.bottom for run in runs), default=tops[-1]))
    xs = [grid.box[0], *((left[1] + right[0]) / 2 for left, right in pairwise(columns)), grid.box[2]]
    for cell in grid.cells:
        last = cell.row + cell.row_span - 1
        box = [xs[cell.column], tops[cell.row], xs[cell.column + cell.column_span], bottoms[last]]
        for run in cell.runs:
            box = [min(box[0], run.x0), min(box[1], run.top), max(box[2], run.x1), max(box[3], run.bottom)]
        cell.box = (box[0], box[1], box[2], box[3])
    grid.xs = xs
    grid.ys = [*tops, bottoms[-1]]
