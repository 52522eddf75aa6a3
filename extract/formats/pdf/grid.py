"""A table on one page while it is being found: cells on a grid that hold runs."""

from __future__ import annotations

from dataclasses import dataclass, field

from .runs import Run

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class GridCell:
    """One cell: its square, its spans, its runs and the box of its square on the page."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    runs: list[Run] = field(default_factory=list)
    box: Box = (0.0, 0.0, 0.0, 0.0)

    @property
    def text(self) -> str:
        """The cell's text, one line a printed line."""
        return "\n".join(" ".join(run.text for run in line) for line in printed_lines(self.runs))


@dataclass(slots=True)
class Grid:
    """A table of one page; ``header_rows`` and ``header_columns`` are counts from the top and the left."""

    rows: int
    columns: int
    cells: list[GridCell]
    box: Box
    page: int = 0
    ruled: bool = True
    header_rows: int = 0
    header_columns: int = 0
    fragment: bool = False
    """One row at a page's edge: a table only together with its neighbour page's."""
    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)

    def filled(self) -> int:
        """How many cells hold text."""
        return sum(1 for cell in self.cells if cell.runs)

    def at(self) -> dict[tuple[int, int], GridCell]:
        """The cell of every covered square."""
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }


def printed_lines(runs: list[Run]) -> list[list[Run]]:
    """Runs as printed lines from top to bottom, each from left to right."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda one: (one.base, one.x0)):
        if lines and same_line(lines[-1][-1], run):
            lines[-1].append(run)
        else:
            lines.append([run])
    for line in lines:
        line.sort(key=lambda one: one.x0)
    return lines


def same_line(one: Run, other: Run) -> bool:
    """Whether two runs stand on one printed line: near baselines, or the smaller inside the larger's height."""
    apart = abs(one.base - other.base)
    large = max(one.size, other.size)
    if apart > 0.6 * large or one.turn or other.turn:
        return False
    small = min(one.size, other.size)
    if apart <= 0.3 * small:
        return True
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap >= 0.6 * small and small < 0.85 * large


def part(run: Run, first: int, last: int) -> Run:
    """The words ``first`` to ``last`` of a run as a run of its own."""
    words = run.words
    if first == 0 and last == len(words):
        return run
    start, stop = words[first].start, words[last - 1].stop
    edges = run.edges[start : stop + 1]
    x1 = max(word.x1 for word in words[first:last])
    return Run(
        words[first].x0,
        run.top,
        x1,
        run.bottom,
        run.base,
        run.size,
        run.font,
        run.text[start:stop],
        edges,
        run.hyphen and last == len(words),
        run.turn,
    )
