"""The heads of a table: what is said above and beside every cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract import Cell, Table
from gazetteer import indicators
from nlp.facts.cells import Cells, is_year
from nlp.facts.numbered import is_numbered

_MOST_HEADS = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's grid with its header rows and columns.

    ``head_rows`` are the first rows that head columns, ``stub`` the columns that head rows. ``groups`` maps
    a row to the cell that stands alone in a row above it ("Region A", "2023"); ``skipped`` rows say nothing:
    they number the columns or repeat the head. Tables that stand side by side in one begin at the columns ``starts``;
    there are none where it is but one table.
    """

    table: Table
    grid: dict[tuple[int, int], Cell]
    head_rows: int
    stub: tuple[int, ...]
    groups: dict[int, Cell]
    skipped: frozenset[int]
    starts: tuple[int, ...] = ()

    def above(self, column: int) -> list[Cell]:
        """The header cells over a column, outermost first, each once."""
        rows = [row for row in range(self.head_rows) if row not in self.skipped]
        return _distinct(self._head_cell(row, column, row == rows[-1]) for row in rows)

    def _head_cell(self, row: int, column: int, last: bool) -> Cell | None:
        """A head, or the one to its left that goes on over it where formats know no spans."""
        cell = self.grid.get((row, column))
        if last or column in self.stub or (cell is not None and cell.text.strip()):
            return cell
        while column > 0:
            column -= 1
            left = self.grid.get((row, column))
            if column in self.stub:
                return cell
            if left is not None and left.text.strip():
                return left
        return cell

    def beside(self, row: int, column: int | None = None) -> list[Cell]:
        """The cells that head a row; a name that is left blank goes on from the row above.

        Where tables stand side by side in one, those of the part that a ``column`` belongs to.
        """
        return _distinct(self._stub_cell(row, stub) for stub in self._stub_of(column))

    def _stub_of(self, column: int | None) -> Sequence[int]:
        if column is None or not self.starts:
            return self.stub
        first = max((start for start in self.starts if start <= column), default=self.starts[0])
        last = min((start for start in self.starts if start > column), default=self.table.columns)
        return tuple(stub for stub in self.stub if first <= stub < last)

    def body(self) -> Iterator[int]:
        """The rows below the heads that say something."""
        yield from (row for row in range(self.head_rows, self.table.rows) if row not in self.skipped)

    def stub_only(self, first: int, last: int) -> bool:
        """Whether all columns from one to before another head rows."""
        return all(column in self.stub for column in range(first, last))

    def corner(self) -> list[Cell]:
        """The header cells over the columns that head rows."""
        return _distinct(cell for column in self.stub for cell in self.above(column))

    def _stub_cell(self, row: int, column: int) -> Cell | None:
        cell = self.grid.get((row, column))
        if column != self.stub[0] or len(self.stub) == 1 or (cell is not None and cell.text.strip()):
            return cell
        above = row - 1
        while above >= self.head_rows:
            earlier = self.grid.get((above, column))
            if earlier is not None and earlier.text.strip():
                return earlier
            above -= 1
        return cell


def layout(cells: Cells) -> Layout:
    """The layout of a table by its header marks, or by its figures where there are none."""
    table = cells.table
    head = 0 if _is_card(cells) else _marked_rows(cells) or _rows_without_figures(cells)
    while 0 < head < table.rows - 1 and _heads_more(cells, head):
        head += 1
    head = min(head, table.rows - 1) if table.rows > 1 else 0
    skipped = frozenset(row for row in range(table.rows) if _says_nothing(cells, row, head))
    stub = tuple(column for column in range(table.columns) if _heads_rows(cells, head, column))
    stub = tuple(column for column in stub if column != _dates_alone(cells, head, stub))
    stub = tuple(column for column in stub if column != _mixed_alone(cells, head, stub))
    found = Layout(table, cells.grid, head, stub, _groups(cells, head, skipped), skipped)
    return replace(found, starts=_starts(found))


def _dates_alone(cells: Cells, head: int, stub: Sequence[int]) -> int | None:
    """The one column of dates in a table without figures: there is nothing that it could date but the rows' names."""
    columns = {
        column: [cells.kind(cells.grid.get((row, column))) for row in range(head, cells.table.rows)]
        for column in range(cells.table.columns)
    }
    dates = [column for column, kinds in columns.items() if "period" in kinds and {*kinds} <= _DATES]
    figures = any("figure" in kinds for kinds in columns.values())
    return dates[0] if len(dates) == 1 and dates[0] in stub[1:] and not figures else None


def _mixed_alone(cells: Cells, head: int, stub: Sequence[int]) -> int | None:
    """The second column of a card, that has a figure beside what it measures among its words."""
    if cells.table.columns != 2 or len(stub) < 2:
        return None
    rows = [(cells.grid.get((row, 0)), cells.grid.get((row, 1))) for row in range(head, cells.table.rows)]
    told = [label for label, value in rows if label is not None and cells.kind(value) == "figure"]
    return 1 if any(cells.scan(label).found(name) for label in told for name in _MEASURED) else None


_MEASURED = ("cue", "noun", "unit", "currency")
_DATES = {"period", "empty", "absent"}


def _starts(found: Layout) -> tuple[int, ...]:
    """Columns that head rows under the same words as the first one: "Town | Place | Town | Place".

    Figures stand between them, and each has a head of its own.
    """
    heads = {column: found.above(column) for column in found.stub}
    first = heads[found.stub[0]] if found.stub else []
    starts: list[int] = []
    for column, above in heads.items():
        alike = bool(above) and bool(first) and _said(above[-1]) == _said(first[-1])
        apart = not starts or (above[-1] is not first[-1] and not found.stub_only(starts[-1], column))
        if alike and apart:
            starts.append(column)
    return tuple(starts) if len(starts) > 1 else ()


def _said(cell: Cell) -> str:
    return " ".join(cell.text.split()).casefold()


def _is_card(cells: Cells) -> bool:
    """Whether each row is a label that is marked as its head, and its value: nothing heads the columns."""
    table = cells.table
    labels = [cells.grid.get((row, 0)) for row in range(table.rows)]
    return table.columns == 2 and all(cell is not None and cell.header == "row" for cell in labels)


def _distinct(cells: Iterable[Cell | None]) -> list[Cell]:
    found: dict[tuple[int, int], Cell] = {}
    for cell in cells:
        if cell is not None and cell.text.strip():
            found.setdefault((cell.row, cell.column), cell)
    return [*found.values()]


def _row(cells: Cells, row: int) -> list[Cell]:
    return _distinct(cells.grid.get((row, column)) for column in range(cells.table.columns))


def _marked_rows(cells: Cells) -> int:
    rows = 0
    for row in range(cells.table.rows):
        marked = [cell for column in range(cells.table.columns) if (cell := cells.grid.get((row, column))) is not None]
        if not marked or not all(cell.header in ("column", "both") for cell in marked) or _holds_values(cells, row):
            break
        rows += 1
    return rows


def _holds_values(cells: Cells, row: int) -> bool:
    """Whether a row that is marked as a head holds figures after all: a table may have no head."""
    found = _row(cells, row)
    figures = [cell for cell in found if cells.kind(cell) == "figure" and not is_numbered(cells.scan(cell))]
    return bool(figures) and cells.kind(found[0]) == "text" and not _numbers_columns(cells, row)


def _numbers_columns(cells: Cells, row: int) -> bool:
    """Reads "А | 1 | 2 | 3": a row below the heads that numbers the columns."""
    texts = [cell.text.strip().strip(".)") for cell in _row(cells, row)]
    if texts and len(texts[0]) == 1 and texts[0].isalpha():
        texts = texts[1:]
    if len(texts) < 2 or not all(text.isdigit() for text in texts):
        return False
    start = int(texts[0])
    return start in (1, 2) and texts == [str(number) for number in range(start, start + len(texts))]


def _rows_without_figures(cells: Cells) -> int:
    for row in range(min(_MOST_HEADS, cells.table.rows)):
        kinds = [cells.kind(cells.grid.get((row, column))) for column in range(1, cells.table.columns)]
        if "figure" in kinds and not _numbers_columns(cells, row):
            return row
    return 1


def _heads_more(cells: Cells, row: int) -> bool:
    """Whether the row below the marked heads heads columns too: years, units, numbers of columns."""
    if _numbers_columns(cells, row):
        return True
    kinds = [cells.kind(cells.grid.get((row, column))) for column in range(cells.table.columns)]
    if "figure" in kinds or kinds[0] not in ("empty", "absent") or len(_row(cells, row)) < 2:
        return False
    return all(kind in ("text", "period", "empty") for kind in kinds[1:]) and _values_follow(cells, row)


def _values_follow(cells: Cells, row: int) -> bool:
    following = [cells.kind(cell) for cell in _row(cells, row + 1)]
    return "figure" in following or "absent" in following


def _says_nothing(cells: Cells, row: int, head: int) -> bool:
    if row <= head and _numbers_columns(cells, row):
        return True
    if row < head or not head:
        return False
    texts = [cell.text for cell in _row(cells, row)]
    return len(texts) > 1 and any(texts == [cell.text for cell in _row(cells, above)] for above in range(head))


def _heads_rows(cells: Cells, head: int, column: int) -> bool:
    """Whether a column names or dates the rows: it holds words or periods, not figures, however it is marked."""
    rows = [row for row in range(head, cells.table.rows) if len(_row(cells, row)) > 1]
    found = _distinct(cells.grid.get((row, column)) for row in rows)
    kinds = [cells.kind(cell) for cell in found]
    held = [kind for kind in kinds if kind != "absent"]
    if not held:
        return False
    dated = sum(
        kind == "period" or (kind == "figure" and is_year(cells.figures(cell)[0]))
        for kind, cell in zip(kinds, found, strict=True)
    )
    if dated * 2 > len(held):
        return _dates_rows(cells, head, column)
    if column == 0 and sum(_is_class(cells, cell) for cell in found) * 2 > len(held):
        return True
    return held.count("text") * 2 > len(held)


def _is_class(cells: Cells, cell: Cell) -> bool:
    """Whether a cell is a class of ages or sizes: a range without a unit ("55–64")."""
    figures = cells.figures(cell) if cells.kind(cell) == "figure" else ()
    return bool(figures) and figures[0].high is not None and not figures[0].unit


def _dates_rows(cells: Cells, head: int, column: int) -> bool:
    """Whether a column of years says when, not what: "Year", "Period" or nothing stands over it."""
    heads = _distinct(cells.grid.get((row, column)) for row in range(head))
    if not heads:
        return column == 0
    scans = [cells.scan(cell) for cell in heads]
    periods = [(scan, hit) for scan in scans if (hit := scan.starting("stub_period", 0)) is not None]
    if any(hit.last == len(scan.tokens) for scan, hit in periods):
        return True
    dates = {indicator.slug for indicator in indicators() if indicator.kind == "date"}
    if any(hit.key in dates for scan in scans for hit in scan.found("cue")):
        return False
    return column == 0 or bool(periods)


def _groups(cells: Cells, head: int, skipped: frozenset[int]) -> dict[int, Cell]:
    """Rows whose one cell spans the table or stands alone head the rows below them."""
    groups: dict[int, Cell] = {}
    current: Cell | None = None
    for row in range(head, cells.table.rows):
        found = _row(cells, row)
        if row not in skipped and len(found) == 1 and _heads_group(cells, row, found[0]):
            current = found[0]
        elif current is not None:
            groups[row] = current
    return groups


def _heads_group(cells: Cells, row: int, cell: Cell) -> bool:
    if cells.kind(cell) not in ("text", "period") or row + 1 >= cells.table.rows:
        return False
    spans = cell.column_span == cells.table.columns
    if not spans and (cells.table.columns < 3 and cells.kind(cell) != "period"):
        return False
    return spans or (cell.column == 0 and len(_row(cells, row + 1)) > 1)
