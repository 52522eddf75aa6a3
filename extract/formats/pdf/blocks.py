"""From laid-out pieces to the document's blocks: texts with exact lines, cells with places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from extract.document import Box, Cell, Line, Table
from extract.grid import is_value

from .frame import quarter_turn
from .grid import Grid, GridCell, printed_lines
from .runs import Run


@dataclass(frozen=True, slots=True)
class View:
    """How one page's coordinates are shown: number, size in its reading frame, turns from the display."""

    page: int
    width: float
    height: float
    turns: int = 0

    def box(self, box: Box) -> Box:
        """A box as displayed, rounded."""
        if self.turns:
            back = (4 - self.turns) % 4
            x0, top, x1, bottom = quarter_turn(np.array([box]), self.width, self.height, back)[0].tolist()
            box = (x0, top, x1, bottom)
        return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))


def text_of(lines: Sequence[tuple[list[Run], View]]) -> tuple[str, tuple[Line, ...]]:
    """The text of printed lines, joined by newline, and where each line stands.

    A line that pdfium ends with a hyphen keeps it; a soft hyphen at a line's end is shown and so becomes one.
    """
    pieces: list[str] = []
    out: list[Line] = []
    at = 0
    for runs, view in lines:
        text, edges = _line_text(runs)
        if text.endswith("\u00ad"):
            text = text[:-1] + "-"
        if not text:
            continue
        if pieces:
            at += 1
        shown = view.box(_round_all(runs)) if view.turns else _round_all(runs)  # boxes of runs are rounded
        exact = () if view.turns or len(edges) != len(text) + 1 else tuple(edges)
        out.append(Line(at, at + len(text), view.page, shown, exact))
        pieces.append(text)
        at += len(text)
    return "\n".join(pieces), tuple(out)


def _round_all(runs: list[Run]) -> Box:
    if len(runs) == 1:  # nearly all lines
        return runs[0].box
    return (
        min(run.x0 for run in runs),
        min(run.top for run in runs),
        max(run.x1 for run in runs),
        max(run.bottom for run in runs),
    )


def _line_text(runs: list[Run]) -> tuple[str, list[float]]:
    if len(runs) == 1:
        return runs[0].text, runs[0].edges
    text = runs[0].text
    edges = list(runs[0].edges)
    for run in runs[1:]:
        text += " " + run.text
        edges += run.edges
    if any(not run.edges for run in runs):
        edges = []
    return text, edges


def table_of(grids: Sequence[tuple[Grid, View]], skipped: Sequence[int]) -> Table:
    """One table of the grids of one or more pages; ``skipped`` header rows of each are left out (repeated)."""
    cells: list[Cell] = []
    offset = 0
    columns = max(grid.columns for grid, _ in grids)
    for number, ((grid, view), drop) in enumerate(zip(grids, skipped, strict=True)):
        skip = drop
        if number and row_goes_on(grids[number - 1][0], grid, skip):
            _continue_row(
                cells, offset - 1, [_cell(cell, view, 0, is_head=False) for cell in grid.cells if cell.row == skip]
            )
            skip += 1
        for cell in grid.cells:
            if cell.row >= skip:
                cells.append(_cell(cell, view, offset - skip, is_head=cell.row < grid.header_rows and not offset))
            elif cell.row + cell.row_span > skip:
                rest = GridCell(skip, cell.column, cell.row + cell.row_span - skip, cell.column_span, [], cell.box)
                cells.append(_cell(rest, view, offset - skip, is_head=False))
        offset += grid.rows - skip
        cells += _filler(grid, columns, offset - grid.rows + skip, skip, view)
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Table(offset, columns, tuple(cells), tuple(dict.fromkeys(view.page for _, view in grids)))


def row_goes_on(before: Grid, grid: Grid, skip: int) -> bool:
    """Whether the first row of a part finishes the last row of the part on the page before.

    It holds words only, in columns where the row before holds some, and leaves cells empty that the row before
    fills; its words begin in the middle of a sentence, or the row before breaks off.
    """
    here = {cell.column: cell for cell in grid.cells if cell.row == skip and cell.runs}
    last = {cell.column: cell for cell in before.cells if cell.row + cell.row_span == before.rows and cell.runs}
    if skip + 1 >= grid.rows or not here or not set(here) < set(last):
        return False
    if any(is_value(cell.text) and column for column, cell in here.items()):
        return False
    return all(
        not cell.text[:1].isupper() or last[column].text.rstrip().endswith((",", "-", "–", "(", "/"))
        for column, cell in here.items()
    )


def _continue_row(cells: list[Cell], row: int, rest: Sequence[Cell]) -> None:
    """Add the rest of a row that a page's end cut to the row's cells."""
    texts = {cell.column: cell for cell in rest if cell.text}
    for at, cell in enumerate(cells):
        more = texts.get(cell.column)
        if more is None or cell.row + cell.row_span - 1 != row:
            continue
        shift = len(cell.text) + 1
        lines = tuple(replace(line, start=line.start + shift, stop=line.stop + shift) for line in more.lines)
        cells[at] = replace(cell, text=f"{cell.text}\n{more.text}", lines=cell.lines + lines)


def _filler(grid: Grid, columns: int, offset: int, skip: int, view: View) -> list[Cell]:
    """Empty cells right of a part that has fewer columns than the whole."""
    return [
        Cell(offset + row - skip, column, "", page=view.page)
        for row in range(skip, grid.rows)
        for column in range(grid.columns, columns)
    ]


def _cell(cell: GridCell, view: View, offset: int, *, is_head: bool) -> Cell:
    text, lines = text_of([(line, view) for line in printed_lines(cell.runs)])
    return Cell(
        cell.row + offset,
        cell.column,
        text,
        cell.row_span,
        cell.column_span,
        "column" if is_head else "",
        view.page,
        view.box(cell.box),
        lines,
    )
