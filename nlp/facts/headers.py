"""The heads of a table: what is said above and beside every cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract import Cell, Table
from nlp.facts.scan import Scan

_ABSENT = ("n/a", "na", "n.a.", "н/д", "нет данных", "немає даних", "x", "х")


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's grid with its header rows and columns.

    ``head_rows`` are the first rows that head columns, ``stub`` the columns that head rows. ``groups`` maps
    a row to the text cell that spans the table above it ("Region A").
    """

    table: Table
    grid: dict[tuple[int, int], Cell]
    head_rows: int
    stub: tuple[int, ...]
    groups: dict[int, Cell]

    def above(self, column: int) -> list[Cell]:
        """The header cells over a column, outermost first, each once."""
        return _distinct(self.grid.get((row, column)) for row in range(self.head_rows))

    def beside(self, row: int) -> list[Cell]:
        """The cells that head a row, the spanning one above it first."""
        cells = _distinct(self.grid.get((row, column)) for column in self.stub)
        group = self.groups.get(row)
        return [group, *cells] if group is not None else cells


def layout(table: Table, language: str) -> Layout:
    """The layout of a table by its header marks, or by its figures where there are none."""
    grid: dict[tuple[int, int], Cell] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                grid[row, column] = cell
    head = _marked_rows(table, grid)
    if not head:
        head = _rows_without_figures(table, grid, language)
    head = min(head, table.rows - 1) if table.rows > 1 else 0
    stub = tuple(column for column in range(table.columns) if _heads_rows(table, grid, head, column, language))
    return Layout(table, grid, head, stub or (0,), _groups(table, grid, head))


def _distinct(cells: Iterable[Cell | None]) -> list[Cell]:
    found: list[Cell] = []
    for cell in cells:
        if cell is not None and cell.text.strip() and cell not in found:
            found.append(cell)
    return found


def _marked_rows(table: Table, grid: dict[tuple[int, int], Cell]) -> int:
    rows = 0
    for row in range(table.rows):
        cells = _distinct(grid.get((row, column)) for column in range(table.columns))
        if not cells or not all(cell.header in ("column", "both") for cell in cells):
            break
        rows += 1
    return rows


def _rows_without_figures(table: Table, grid: dict[tuple[int, int], Cell], language: str) -> int:
    for row in range(min(4, table.rows)):
        cells = [grid.get((row, column)) for column in range(1, table.columns)]
        if any(cell is not None and is_figure(cell.text, language) and not _is_year(cell.text) for cell in cells):
            return row
    return 1


def _heads_rows(table: Table, grid: dict[tuple[int, int], Cell], head: int, column: int, language: str) -> bool:
    """Whether a column names the rows: it holds words or years, not figures, however it is marked."""
    cells = _distinct(grid.get((row, column)) for row in range(head, table.rows))
    if not cells:
        return False
    years = sum(_is_year(cell.text) for cell in cells)
    if years * 2 > len(cells):
        return column == 0
    figures = sum(is_figure(cell.text, language) or not any(char.isalpha() for char in cell.text) for cell in cells)
    absent = sum(cell.text.strip().lower() in _ABSENT for cell in cells)
    return (figures + absent) * 2 < len(cells)


def _groups(table: Table, grid: dict[tuple[int, int], Cell], head: int) -> dict[int, Cell]:
    """Rows whose one text spans the table head the rows below them."""
    groups: dict[int, Cell] = {}
    current: Cell | None = None
    for row in range(head, table.rows):
        cells = _distinct(grid.get((row, column)) for column in range(table.columns))
        alone = len(cells) == 1 and table.columns > 2 and not any(char.isdigit() for char in cells[0].text)
        if alone:
            current = cells[0]
        elif current is not None:
            groups[row] = current
    return groups


def _is_year(text: str) -> bool:
    digits = text.strip().rstrip("*†.гр ")
    return len(digits) == 4 and digits.isdigit() and 1900 <= int(digits) <= 2100


def is_figure(text: str, language: str) -> bool:
    """Whether a cell's text is a number with at most signs, a unit and a mark of a note.

    >>> is_figure("1 234,5 %", "ru"), is_figure("Seoul", "en"), is_figure("+12*", "en")
    (True, False, True)
    """
    stripped = text.strip()
    if not stripped or not any(char.isdigit() for char in stripped):
        return False
    letters = sum(char.isalpha() for char in stripped)
    return letters <= 4 or letters <= sum(char.isdigit() for char in stripped) or bool(_worded_unit(stripped, language))


def _worded_unit(text: str, language: str) -> bool:
    scan = Scan(text, language)
    words = sum(token.kind == "word" for token in scan.tokens)
    units = {
        index
        for category in ("unit", "currency")
        for hit in scan.found(category)
        for index in range(hit.first, hit.last)
    }
    return bool(words) and words <= len([index for index in units if scan.tokens[index].kind == "word"]) + 1
