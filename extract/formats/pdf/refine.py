"""Partly ruled tables: what the rulings leave open is told by the spacing.

A band between two rulings may hold many rows of values; a column between two rulings may hold several columns; a
row without walls may still stand in the columns that the header's walls show. Bands and columns are split where
values say so; everything else stays as drawn.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from .bodies import body_rows
from .grid import Grid, GridCell
from .headers import levels_of, spread
from .rulings import Rule
from .runs import Run
from .strips import Placed, Row, Spacing, column_strips, is_number, pieces_of, place, rows_of

_WALL = 1.5


@dataclass(slots=True)
class _Band:
    """One drawn row: its printed rows and whether it has to be taken apart."""

    cells: list[GridCell]
    rows: list[Row]
    placed: list[Placed]
    groups: list[list[Placed]]


def refine(grid: Grid, across: list[Rule], spacing: Spacing) -> Grid:
    """The grid with open bands and columns split; the same grid where nothing is open."""
    _cut_tall(grid)
    splits = {column: _strips(grid, column, spacing) for column in range(grid.columns)}
    xs = _new_lines(grid, splits)
    if len(xs) == len(grid.xs) and not any(_open_band(grid, row, xs, spacing) for row in range(grid.rows)):
        return grid
    columns = [(low + _WALL, high - _WALL) for low, high in itertools.pairwise(xs)]
    column_at = [min(range(len(xs)), key=lambda at: abs(xs[at] - line)) for line in grid.xs]
    bands = [
        _band(grid, row, columns, across, spacing, splits, header=row < _header_bands(grid)) for row in range(grid.rows)
    ]
    cells: list[GridCell] = []
    starts = [0]
    for band in bands:
        starts.append(starts[-1] + max(len(band.groups), 1))
    for row, band in enumerate(bands):
        taken = _band_cells(band, starts[row], cells, len(columns))
        for cell in grid.cells:
            if cell.row != row or any(cell is one for one in band.cells):
                continue
            _keep(cell, starts, column_at, cells, taken)
    ys = _new_heights(grid, bands)
    out = Grid(starts[-1], len(columns), cells, grid.box, grid.page, ruled=True, xs=xs, ys=ys)
    _close(out)
    return out


def _cut_tall(grid: Grid) -> None:
    """Cells over several bands that hold lines of values are cut at the rulings beside them."""
    out: list[GridCell] = []
    if all(cell.row_span == 1 for cell in grid.cells):
        return
    for cell in grid.cells:
        lines = rows_of([run for run in cell.runs if not run.turn], 0.75)
        valued = sum(
            1 for line in lines if any(is_number(word) for piece in line.pieces for word in piece.text.split()[-1:])
        )
        if cell.row_span == 1 or len(lines) < 3 or valued < 0.7 * len(lines):
            out.append(cell)
            continue
        for row in range(cell.row, cell.row + cell.row_span):
            low, high = grid.ys[row], grid.ys[row + 1]
            runs = [run for run in cell.runs if low <= run.middle < high]
            out.append(GridCell(row, cell.column, 1, cell.column_span, runs, (cell.box[0], low, cell.box[2], high)))
    grid.cells = out


def _header_bands(grid: Grid) -> int:
    """How many bands at the top hold no values."""
    for row in range(min(grid.rows, 5)):
        texts = [run.text for cell in grid.cells if cell.row == row and cell.column > 0 for run in cell.runs]
        if sum(1 for text in texts if is_number(text)) * 2 > len(texts):
            return row
    return 1


def _strips(grid: Grid, column: int, spacing: Spacing) -> list[tuple[float, float]]:
    """The columns that the values in one drawn column stand in; empty when it is one column."""
    runs = [
        run
        for cell in grid.cells
        if cell.column == column and cell.column_span == 1
        for run in cell.runs
        if not run.turn
    ]
    rows = rows_of(runs, spacing.piece)
    core = [row for row in rows if len(row.pieces) >= 2]
    if len(core) < 3 or len(core) < 0.4 * len(rows):
        return []
    pieces = [piece for row in core for piece in row.pieces]
    if sum(1 for piece in pieces if is_number(piece.text)) < 0.45 * len(pieces):
        return []
    return column_strips(core, spacing.fine)


def _new_lines(grid: Grid, splits: dict[int, list[tuple[float, float]]]) -> list[float]:
    xs = [grid.xs[0]]
    for column in range(grid.columns):
        strips = splits[column]
        xs += [(left[1] + right[0]) / 2 for left, right in itertools.pairwise(strips)]
        xs.append(grid.xs[column + 1])
    return xs


def _open_band(grid: Grid, row: int, xs: list[float], spacing: Spacing) -> bool:
    """Whether a band holds several rows of values, or several columns in one wide cell."""
    cells = [cell for cell in grid.cells if cell.row == row and cell.row_span == 1 and cell.runs]
    return any(_open_wide(cell, xs, spacing) for cell in cells) or _many_rows(cells)


def _open_wide(cell: GridCell, xs: list[float], spacing: Spacing) -> bool:
    if cell.column_span < 2 or not cell.runs:
        return False
    pieces = [piece for run in cell.runs for piece in pieces_of(run, spacing.fine)]
    slots = {
        max((at for at, line in enumerate(xs) if line <= (piece.x0 + piece.x1) / 2), default=0) for piece in pieces
    }
    crossing = sum(1 for piece in pieces if any(piece.x0 + 2 < line < piece.x1 - 2 for line in xs))
    values = sum(1 for piece in pieces if is_number(piece.text))
    return len(slots) >= 2 and crossing == 0 and (values >= 1 or len(slots) >= 3)


def _many_rows(cells: list[GridCell]) -> bool:
    """Whether at least two cells side by side hold as many lines, mostly values in one of them."""
    counts: list[int] = []
    valued = 0
    for cell in cells:
        lines = rows_of([run for run in cell.runs if not run.turn], 0.75)
        counts.append(len(lines))
        if len(lines) >= 2 and sum(1 for line in lines if line.numbers * 2 >= len(line.pieces)) >= 0.7 * len(lines):
            valued += 1
    several = [count for count in counts if count >= 2]
    return valued >= 1 and len(several) >= 2 and (valued >= 2 or max(several) >= 3)


def _band(
    grid: Grid,
    row: int,
    columns: list[tuple[float, float]],
    across: list[Rule],
    spacing: Spacing,
    splits: dict[int, list[tuple[float, float]]],
    *,
    header: bool,
) -> _Band:
    cells = [cell for cell in grid.cells if cell.row == row and cell.row_span == 1 and cell.runs]
    walls = [columns[0][0] - _WALL, *(high + _WALL for _, high in columns)]
    opened = _open_band(grid, row, walls, spacing)
    split = any(
        splits[cell.column]
        and cell.column_span == 1
        and any(len(row.pieces) > 1 for row in rows_of(cell.runs, spacing.fine))
        for cell in cells
    )
    if not opened and not split:
        return _Band([], [], [], [])
    rows = rows_of([run for cell in cells for run in cell.runs], spacing.fine)
    placed = [place(line, columns, spacing.fine) for line in rows]
    if header:
        spans = [spread(line, placed[number + 1 :], columns, across) for number, line in enumerate(placed)]
        groups = levels_of(spans)
    elif opened:
        groups = body_rows(rows, placed, across, (grid.box[0], grid.box[2]))
    else:
        groups = [placed]
    return _Band(cells, rows, placed, groups)


def _band_cells(band: _Band, start: int, cells: list[GridCell], width: int) -> set[tuple[int, int]]:
    taken: set[tuple[int, int]] = set()
    for number, group in enumerate(band.groups):
        merged: dict[tuple[int, int], list[Run]] = {}
        for line in group:
            for key, runs in line.items():
                merged.setdefault(key, []).extend(runs)
        for (first, last), runs in sorted(merged.items()):
            begin = first
            while begin <= last and (start + number, begin) in taken:
                begin += 1
            if begin > last:
                host = next(
                    c for c in cells if c.row == start + number and c.column <= first < c.column + c.column_span
                )
                host.runs += runs
                continue
            stop = min(last, width - 1)
            taken.update((start + number, column) for column in range(begin, stop + 1))
            cells.append(GridCell(start + number, begin, 1, stop - begin + 1, list(runs)))
    return taken


def _keep(
    cell: GridCell, starts: list[int], column_at: list[int], cells: list[GridCell], taken: set[tuple[int, int]]
) -> None:
    """A drawn cell on the new grid, unless its square was taken apart."""
    row, stop = starts[cell.row], starts[cell.row + cell.row_span]
    column, end = column_at[cell.column], column_at[cell.column + cell.column_span]
    if any((r, c) in taken for r in range(row, stop) for c in range(column, end)):
        return
    if not cell.runs and taken and stop - row == starts[cell.row + 1] - row:
        return
    taken.update((r, c) for r in range(row, stop) for c in range(column, end))
    cells.append(GridCell(row, column, stop - row, end - column, cell.runs))


def _new_heights(grid: Grid, bands: list[_Band]) -> list[float]:
    ys = [grid.ys[0]]
    for row, band in enumerate(bands):
        tops: list[float] = []
        for group in band.groups:
            runs = [run for line in group for held in line.values() for run in held]
            tops.append(min((run.top for run in runs), default=ys[-1]))
        ys += [max(top - 0.5, ys[-1] + 0.1) for top in tops[1:]]
        ys.append(max(grid.ys[row + 1], ys[-1] + 0.1))
    return ys


def _close(grid: Grid) -> None:
    """Boxes for all cells and empty cells for the free squares."""
    taken = grid.at()
    for row in range(grid.rows):
        for column in range(grid.columns):
            if (row, column) not in taken:
                grid.cells.append(GridCell(row, column))
    for cell in grid.cells:
        cell.box = (
            grid.xs[cell.column],
            grid.ys[cell.row],
            grid.xs[cell.column + cell.column_span],
            grid.ys[cell.row + cell.row_span],
        )
    grid.cells.sort(key=lambda cell: (cell.row, cell.column))
