"""Which finder reads which part of a page, and what is no table at all.

Rulings that make a believable grid go to the lattice finder; what is left goes, column by column, to the
whitespace finder. Frames round prose, charts and forms are turned away.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from . import whitespace
from .figures import Figure, chart_seeds, find_figures
from .grid import Box, Grid, GridCell, part
from .lattice import Component, components, grid_of, shading_edges
from .order import Column, Gutter, Item, columns
from .pages import PageContent
from .refine import refine
from .runs import Run
from .strips import Spacing, is_number, is_year, spacing_of
from .whitespace import Lines


@dataclass(slots=True)
class Layout:
    """A page taken apart: tables, and columns whose items are runs and the boxes of tables."""

    grids: list[Grid]
    columns: list[Column]
    figures: list[Figure] = field(default_factory=list)
    turned: list[Run] = field(default_factory=list)
    """Turned texts that stand in no table and no figure."""


def lay_out(content: PageContent, gutters: list[Gutter]) -> Layout:
    """Tables and reading order of a page; ``gutters`` are those of the pages before, this one's are added."""
    runs = list(content.runs)
    grids: list[Grid] = []
    spacing = spacing_of(content.word_gap, typewriter=content.typewriter)
    turned = list(content.turned)
    shading = shading_edges(content.drawing.areas, content.width, content.height)
    groups = components(content.drawing, shading)
    seeds = chart_seeds(content, runs, groups)
    lines = Lines(content.drawing.across, content.drawing.across + shading[0])
    for grid, inside in _lattices(content, groups, runs + turned, seeds, spacing):
        grids.append(grid)
        runs, turned = _without(runs, inside), _without(turned, inside)
    figures = find_figures(content, runs + turned, seeds, [grid.box for grid in grids], [group.box for group in groups])
    for figure in figures:
        if figure.drawn:
            runs, turned = _without(runs, figure.runs), _without(turned, figure.runs)
    for finder in (whitespace.find_framed, whitespace.find_aligned):
        found, runs = finder(runs, lines, spacing)
        grids += found
    items = [Item(run.box, run) for run in runs]
    items += [Item(grid.box, None, number) for number, grid in enumerate(grids)]
    items += [Item(figure.box, None, -2 - number) for number, figure in enumerate(figures)]
    out: list[Column] = []
    for column in columns(items, gutters):
        texts = [item.run for item in column.items if item.run is not None]
        found, left = whitespace.find(texts, lines, spacing)
        kept = {id(run) for run in left}
        rest = [item for item in column.items if item.run is None or id(item.run) in kept]
        for grid in found:
            rest.append(Item(grid.box, None, len(grids)))
            grids.append(grid)
        rest.sort(key=lambda item: (item.box[1], item.box[0]))
        out.append(Column(column.x0, column.x1, rest, column.beside))
    for grid in grids:
        grid.page = content.number
    return Layout(grids, out, figures, turned)


def _without(runs: list[Run], gone: list[Run]) -> list[Run]:
    out = {id(run) for run in gone}
    return [run for run in runs if id(run) not in out] if out else runs


def _lattices(
    content: PageContent, groups: list[Component], runs: list[Run], charts: list[Box], spacing: Spacing
) -> list[tuple[Grid, list[Run]]]:
    out: list[tuple[Grid, list[Run]]] = []
    taken: list[Box] = []
    for component in groups:
        if any(_overlap(component.box, chart) > 0.4 for chart in charts):
            continue
        grid = grid_of(component)
        if grid is None:
            continue
        inside = [run for run in runs if _within(run, grid.box)]
        fill(grid, inside)
        if all(not wall.width for wall in component.down) and _head_alone(grid, runs):
            continue
        trim(grid)
        grid = refine(grid, content.drawing.across, spacing)
        grid.fragment = _row_at_edge(grid, content)
        if not (grid.fragment or _table_like(grid, content)) or any(_overlap(grid.box, box) > 0.5 for box in taken):
            continue
        taken.append(grid.box)
        out.append((grid, inside))
    return out


def _head_alone(grid: Grid, runs: list[Run]) -> bool:
    """Whether shaded cells are only the header of a table whose values stand, unshaded, below them."""
    texts = [run for cell in grid.cells for run in cell.runs]
    if not texts or any(is_number(run.text) and not is_year(run.text) for run in texts):
        return False
    below = [run for run in runs if run.base > grid.box[3] and grid.box[0] <= (run.x0 + run.x1) / 2 <= grid.box[2]]
    nearest = min((run.top for run in below), default=grid.box[3] + 99)
    first = [run for run in below if run.top < nearest + run.size]
    return nearest - grid.box[3] < 1.6 * texts[0].size and sum(is_number(run.text) for run in first) * 2 >= len(first)


def _within(run: Run, box: Box) -> bool:
    middle_x, middle_y = (run.x0 + run.x1) / 2, run.middle
    return box[0] - 2 <= middle_x <= box[2] + 2 and box[1] - 1 <= middle_y <= box[3] + 1


def _overlap(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    return (
        wide
        * high
        / max(min((one[2] - one[0]) * (one[3] - one[1]), (other[2] - other[0]) * (other[3] - other[1])), 1.0)
    )


def fill(grid: Grid, runs: list[Run]) -> None:
    """Put every run, cut at the cells' walls, into the cell its words stand in."""
    owners = grid.at()
    for run in runs:
        row = _slot(grid.ys, (run.base - 0.3 * run.size) if not run.turn else run.middle)
        cells = [owners.get((row, _slot(grid.xs, (word.x0 + word.x1) / 2))) for word in run.words]
        first = 0
        for at in range(1, len(cells) + 1):
            if at == len(cells) or cells[at] is not cells[first]:
                cell = cells[first]
                if cell is not None:
                    cell.runs.append(part(run, first, at))
                first = at


def _slot(lines: list[float], value: float) -> int:
    for number in range(len(lines) - 1):
        if value < lines[number + 1]:
            return number
    return len(lines) - 2


def trim(grid: Grid) -> None:
    """Drop rows and columns without any text (double rulings, gaps between boxes)."""
    full_rows = {row for cell in grid.cells if cell.runs for row in _own_rows(cell)}
    full_columns = {column for cell in grid.cells if cell.runs for column in _own_columns(cell)}
    rows = [row for row in range(grid.rows) if row in full_rows or grid.ys[row + 1] - grid.ys[row] > 7]
    cols = [
        column for column in range(grid.columns) if column in full_columns or grid.xs[column + 1] - grid.xs[column] > 7
    ]
    if not rows or not cols or (len(rows) == grid.rows and len(cols) == grid.columns):
        return
    row_at = {row: number for number, row in enumerate(rows)}
    column_at = {column: number for number, column in enumerate(cols)}
    kept: list[GridCell] = []
    for cell in grid.cells:
        own_rows = [row_at[row] for row in range(cell.row, cell.row + cell.row_span) if row in row_at]
        own_columns = [
            column_at[column] for column in range(cell.column, cell.column + cell.column_span) if column in column_at
        ]
        if not own_rows or not own_columns:
            continue
        kept.append(GridCell(own_rows[0], own_columns[0], len(own_rows), len(own_columns), cell.runs, cell.box))
    grid.cells = kept
    grid.xs = [*(grid.xs[column] for column in cols), grid.xs[cols[-1] + 1]]
    grid.ys = [*(grid.ys[row] for row in rows), grid.ys[rows[-1] + 1]]
    grid.rows, grid.columns = len(rows), len(cols)


def _own_rows(cell: GridCell) -> list[int]:
    return [cell.row] if cell.row_span == 1 else []


def _own_columns(cell: GridCell) -> list[int]:
    return [cell.column] if cell.column_span == 1 else []


def _row_at_edge(grid: Grid, content: PageContent) -> bool:
    """Whether a grid is one walled row of several texts, first or last on its page."""
    if grid.rows != 1 or grid.columns < 2 or grid.filled() < 2:
        return False
    above = any(run.bottom < grid.box[1] for run in content.runs)
    below = any(run.top > grid.box[3] for run in content.runs)
    return not (above and below)


def _table_like(grid: Grid, content: PageContent) -> bool:
    filled = [cell for cell in grid.cells if cell.runs]
    if len(filled) < 3 or grid.rows < 2 or grid.columns < 2:
        return False
    rows = {cell.row for cell in filled}
    cols = {cell.column for cell in filled}
    if len(rows) < 2 or len(cols) < 2:
        return False
    shapes = sum(1 for shape in content.drawing.shapes if _inside(shape, grid.box))
    if shapes > max(6, len(filled)):
        return False
    if len(filled) < 0.15 * len(grid.cells) and len(grid.cells) > 20:
        return False
    paired = sum(1 for row in rows if sum(1 for cell in filled if cell.row == row) >= 2)
    return paired >= 2 or (paired >= 1 and len(rows) <= 3)


def _inside(box: Box, outer: Box) -> bool:
    return box[0] >= outer[0] - 2 and box[1] >= outer[1] - 2 and box[2] <= outer[2] + 2 and box[3] <= outer[3] + 2
