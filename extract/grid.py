"""What tables of every format share: making them from rows, header marks, column-number rows, joining."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.document import Cell, HeaderMark, Table

_VALUE = re.compile(
    r"[(\[]?\s*[<>≤≥≈~±+\-−–—]{0,2}\s*[$€£¥₴₽]?\s*"
    r"\d(?:[\d\s.,'’\u00a0\u202f\u2009]{0,40}\d)?"
    r"\s*(?:%|‰|[*†‡§¹²³⁰⁴-⁹]{1,3}|[a-z]\)|\)|\]|[$€£¥₴₽]|млн|млрд|тыс|тис|млн\.|тыс\.|тис\.|k|m|bn|M|K)?\s*[)\]]?"
)
_RANGE = re.compile(r"\d[\d\s.,]{0,20}\s*[-–—/]\s*\d[\d\s.,]{0,20}%?")
_EMPTY = frozenset(("", "-", "–", "—", "−", "…", "...", "x", "х", "n/a", "n.a.", "na", "н/д", "н.д.", "*", "."))
_YEAR = re.compile(
    r"(?:(?:1[89]|20)\d\d(?:\s*[-–—/]\s*(?:(?:1[89]|20)?\d\d))?|(?:[IVX]{1,3}|[1-4])[- ]?(?:Q|кв)\w*\.?|Q[1-4])"
    r"\s*(?:г\.?|гг\.?|р\.?|рр\.?|год|году|рік|року|year)?\*?",
    re.IGNORECASE,
)
_ORDINAL_ROW_MIN = 2
_HEADER_ROWS_MAX = 6


def table_of(rows: Sequence[Sequence[str]]) -> Table:
    """A table of plain rows; short rows are filled up with empty cells.

    >>> table_of([["a", "b"], ["1"]]).cells[-1]
    Cell(row=1, column=1, text='', row_span=1, column_span=1, header='', page=None, box=None, lines=())
    """
    width = max((len(row) for row in rows), default=0)
    cells = tuple(
        Cell(at, column, row[column] if column < len(row) else "")
        for at, row in enumerate(rows)
        for column in range(width)
    )
    return Table(len(rows), width, cells)


def table_text(table: Table) -> str:
    """The text of a table's block: the cells that begin in a row joined by tab, the rows by newline."""
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        rows[cell.row].append(cell.text)
    return "\n".join("\t".join(row) for row in rows)


def squares(table: Table) -> list[list[Cell | None]]:
    """The cell over each grid square, None where there is none."""
    grid: list[list[Cell | None]] = [[None] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                grid[row][column] = cell
    return grid


def is_value(text: str) -> bool:
    """Whether a cell holds a number (a count, share, amount or range of them) and nothing else.

    >>> [is_value(text) for text in ("7 300", "3,6 %", "(1.5)", "2019–2023", "12*", "R&D", "5G")]
    [True, True, True, True, True, False, False]
    """
    text = text.strip()
    return len(text) <= 60 and bool(_VALUE.fullmatch(text) or _RANGE.fullmatch(text))


def is_blank(text: str) -> bool:
    """Whether a cell holds nothing or a sign for nothing."""
    return text.strip().lower() in _EMPTY


def is_year(text: str) -> bool:
    """Whether a cell holds a year, a span of years or a quarter, as the head of a column may."""
    return len(text) <= 40 and bool(_YEAR.fullmatch(text.strip()))


def is_number_row(texts: Sequence[str]) -> bool:
    """Whether this row numbers the columns: 1, 2, 3 and so on (the first may be a letter, as in А | 1 | 2).

    >>> is_number_row(["1", "2", "3"]), is_number_row(["А", "1", "2"]), is_number_row(["1", "3"])
    (True, True, False)
    """
    found = [text.strip().strip("()[].") for text in texts]
    if len(found) < _ORDINAL_ROW_MIN:
        return False
    if len(found[0]) == 1 and found[0].isalpha() and len(found) > _ORDINAL_ROW_MIN:
        return found[1:] == [str(number) for number in range(1, len(found))]
    return found == [str(number) for number in range(1, len(found) + 1)]


def mark_headers(table: Table) -> Table:
    """The table with its header cells marked, unless the reader has marked some already.

    Rows above the first row of values head the columns; the first column of words before the values heads the
    rows. Of a table without values the first row heads it when every cell in it is filled and short.
    """
    if table.rows < 2 or table.columns < 2:  # a single row or column heads nothing
        return table
    grid = squares(table)
    marked_rows = any(cell.header in ("column", "both") for cell in table.cells)
    marked_columns = frozenset(cell.column for cell in table.cells if cell.header in ("row", "both"))
    top = _marked_rows(table) if marked_rows else header_rows(grid)
    left = marked_columns or header_columns(grid, top)
    cells = tuple(_marked(cell, top if not marked_rows else 0, left, top) for cell in table.cells)
    return replace(table, cells=cells)


def _marked_rows(table: Table) -> int:
    """How many rows from the top are headers by the reader's own marks."""
    heads = {cell.row for cell in table.cells if cell.header in ("column", "both")}
    top = 0
    while top in heads:
        top += 1
    return top


def _marked(cell: Cell, top: int, left: frozenset[int], head: int) -> Cell:
    above = cell.row < top
    beside = cell.column in left and cell.row >= head
    corner = cell.row < head and cell.column in left
    if corner and cell.header == "column":
        return replace(cell, header="both")
    if cell.header or not (above or beside):
        return cell
    mark: HeaderMark = "both" if corner else "column" if above else "row"
    return replace(cell, header=mark)


def header_rows(grid: Sequence[Sequence[Cell | None]]) -> int:
    """How many rows at the top are headers."""
    texts = [[_text(cell) for cell in row] for row in grid[: _HEADER_ROWS_MAX + 8]]
    for at, row in enumerate(texts[:_HEADER_ROWS_MAX]):
        if is_number_row(row) and (at > 0 or not _counts_on(texts)):
            return at + 1
    body = next((at for at, row in enumerate(texts) if _is_data(row, texts[at + 1 :])), None)
    if body is None:
        return _worded_header(texts)
    if body == 0:
        return _year_header(texts)
    if body > _HEADER_ROWS_MAX:
        return 1
    while body > 1 and _is_group(grid[body - 1]):
        body -= 1
    return body if _spans_on(grid, body) else 1 if body > 1 and not _is_stacked(texts[:body], grid) else body


def _counts_on(texts: Sequence[Sequence[str]]) -> bool:
    """Whether the first column goes on counting below: then 1, 2 in its first row is data."""
    return len(texts) > 1 and texts[1][0].strip(" .") == "2"


def _is_data(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row holds values that are no years heading the columns of values below."""
    values = [at for at, text in enumerate(row) if at and is_value(text)]
    if not values:
        return False
    if not all(is_year(row[at]) for at in values):
        return True
    return not any(is_value(under[at]) and not is_year(under[at]) for under in below[:3] for at in values)


def _year_header(texts: Sequence[Sequence[str]]) -> int:
    first = texts[0]
    years = [text for text in first[1:] if is_year(text)]
    return 1 if len(years) >= 2 and not is_value(first[0]) and len(years) >= len(first[1:]) - 1 else 0


def _worded_header(texts: Sequence[Sequence[str]]) -> int:
    """Of a table without values: one header row when it is filled, its texts differ and are shorter than below."""
    first = [text.strip() for text in texts[0]]
    if not all(first) or len(set(first)) < len(first):
        return 0
    longest = max(len(text) for text in first)
    below = [len(text) for row in texts[1:] for text in row if text.strip()]
    mean = sum(below) / len(below) if below else 0.0
    return 1 if longest <= 120 and sum(map(len, first)) / len(first) <= max(2.0 * mean, 24.0) else 0


def _is_group(row: Sequence[Cell | None]) -> bool:
    """Whether a row is one label over the rows below (a section of the table), not a header of columns."""
    texts = [_text(cell) for cell in row]
    filled = [text for text in texts if text.strip()]
    cells = {(cell.row, cell.column) for cell in row if cell is not None}
    return (len(filled) == 1 and bool(texts[0].strip())) or len(cells) == 1


def _spans_on(grid: Sequence[Sequence[Cell | None]], body: int) -> bool:
    """Whether spans tie the rows above ``body`` together, so that all of them are one header."""
    return any(cell is not None and (cell.column_span > 1 or cell.row_span > 1) for row in grid[:body] for cell in row)


def _is_stacked(texts: Sequence[Sequence[str]], grid: Sequence[Sequence[Cell | None]]) -> bool:
    """Whether several rows without values are one header: gaps in one are filled by another, or years stand below."""
    if any(is_year(text) for text in texts[-1]):
        return True
    gaps = any(not text.strip() for row in texts for text in row)
    return gaps and len(texts) <= 3 and bool(grid)  # headers of more rows are written with spans


def header_columns(grid: Sequence[Sequence[Cell | None]], top: int) -> frozenset[int]:
    """The columns that head rows: the first column of words before the values."""
    body = [[_text(cell) for cell in row] for row in grid[top : top + 200]]
    if not body:
        return frozenset()
    width = len(body[0])
    valued = [column for column in range(1, width) if _is_valued(body, column)]
    counted = 1 if width > 2 and _is_counter(body, 0) else 0
    if not valued:
        return frozenset((counted,)) if top and _is_worded(body, counted) else frozenset()
    worded = [column for column in range(counted, valued[-1]) if _is_worded(body, column)]
    before = [column for column in worded if column < next((at for at in valued if at > column), width)]
    if before:
        first = before[0]
        # A code before the name ("DE | Germany") heads the row with it.
        pair = first + 1 in before and _is_code(body, first)
        return frozenset((first, first + 1)) if pair else frozenset((first,))
    return frozenset((0,)) if all(is_year(row[0]) or is_blank(row[0]) for row in body) else frozenset()


def _is_counter(body: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a column only numbers the rows: 1, 2, 3 or "1.", "2.", "3."."""
    numbers = [row[column].strip().rstrip(".)") for row in body if row[column].strip()]
    return len(numbers) > 1 and numbers == [str(at) for at in range(1, len(numbers) + 1)]


def _is_valued(body: Sequence[Sequence[str]], column: int) -> bool:
    filled = [row[column] for row in body if not is_blank(row[column])]
    return bool(filled) and sum(map(is_value, filled)) >= 0.6 * len(filled)


def _is_worded(body: Sequence[Sequence[str]], column: int) -> bool:
    filled = [row[column] for row in body if not is_blank(row[column])]
    return len(filled) >= 0.5 * len(body) and sum(not is_value(text) for text in filled) >= 0.6 * len(filled)


def _is_code(body: Sequence[Sequence[str]], column: int) -> bool:
    filled = [row[column].strip() for row in body if row[column].strip()]
    return all(len(text) <= 4 and text.isupper() for text in filled)


def _text(cell: Cell | None) -> str:
    return cell.text if cell is not None else ""


def same_header(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two rows say the same, so that the second repeats the first on a new page."""
    return any(text.strip() for text in first) and [_plain(text) for text in first] == [_plain(text) for text in second]


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


_PROSE = 80


def join_rows(first: Sequence[Sequence[str]], second: Sequence[Sequence[str]]) -> tuple[list[list[str]], int]:
    """The rows of a table and of its part on the next page, as one; and how many rows of the second were repeats.

    Repeated header and column-number rows are dropped. A first row of the second part whose leading cells are
    empty goes on with the row above when either holds prose.
    """
    rows = [list(row) for row in first]
    dropped = repeated_rows(first, second)
    rest = [list(row) for row in second[dropped:]]
    if rest and rows and continues_row(rows[-1], rest[0]):
        rows[-1] = [_joined(above, below) for above, below in zip(rows[-1], rest[0], strict=False)]
        rest = rest[1:]
    return rows + rest, dropped


def repeated_rows(first: Sequence[Sequence[str]], second: Sequence[Sequence[str]]) -> int:
    """How many rows at the top of the second part repeat header rows of the first."""
    count = 0
    heads = first[: max(1, header_rows(squares(table_of(first[:20]))))]
    while count < min(len(second), _HEADER_ROWS_MAX):
        row = second[count]
        if not any(same_header(head, row) for head in heads) and not (is_number_row(row) and _has_number_row(heads)):
            break
        count += 1
    return count


def _has_number_row(heads: Sequence[Sequence[str]]) -> bool:
    return any(is_number_row(head) for head in heads)


def continues_row(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the row ``below`` a page break is the rest of the row ``above`` it."""
    if len(above) != len(below) or below[0].strip() or not any(text.strip() for text in below):
        return False
    filled = [(up, low) for up, low in zip(above, below, strict=True) if low.strip()]
    return all(up.strip() for up, _ in filled) and any(len(up) >= _PROSE or len(low) >= _PROSE for up, low in filled)


def _joined(above: str, below: str) -> str:
    return f"{above}\n{below}" if below.strip() else above
