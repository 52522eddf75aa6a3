"""HTML tables on a grid: spans, header cells, caption."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

from extract.document import Cell, HeaderMark, Table
from extract.formats.web.inline import is_hidden, text_of

_MAX_SPAN = 1000
_LONGEST_FRAGMENT = 2_000_000
_MAX_SQUARES = 200_000
_MAX_COLUMNS = 2000
_NO_TABLE = frozenset(("table",))


def is_data_table(element: HtmlElement) -> bool:
    """Whether a table holds data, not the layout of a page."""
    if element.get("role") in ("presentation", "none"):
        return False
    rows = table_rows(element)
    if element.find("./caption") is not None or any(cell.tag == "th" for row in rows for cell in _cells(row)):
        return True
    widths = [len(_cells(row)) for row in rows]
    if len(rows) < 2 or max(widths, default=0) < 2:  # a single row or column lays out
        return False
    if element.find(".//table") is not None or element.find(".//h1") is not None:
        return False
    texts = [text_of(cell) for row in rows for cell in _cells(row)]
    long = sum(len(text) > 1500 for text in texts)  # an article in a cell
    return long <= 0.2 * len(texts) or (len(rows) >= 3 and long == 0)


def parse_table(fragment: str) -> Table | None:
    """The table in a piece of HTML, as people paste it into texts; None when it holds none."""
    if len(fragment) > _LONGEST_FRAGMENT:
        return None
    try:
        root = fragment_fromstring(fragment, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    found = root.find(".//table")
    if found is None:
        return None
    table = grid_of(found)
    return table if any(cell.text for cell in table.cells) else None


def table_rows(element: HtmlElement) -> list[HtmlElement]:
    """The rows of this table, not of tables inside it; the foot comes last."""
    rows: list[HtmlElement] = []
    foot: list[HtmlElement] = []
    for child in element:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody"):
            rows += child.findall("./tr")
        elif child.tag == "tfoot":
            foot += child.findall("./tr")
    return [row for row in rows + foot if not is_hidden(row)]


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th") and not is_hidden(cell)]


def grid_of(element: HtmlElement) -> Table:
    """The table on its grid; a square that two cells claim belongs to the first."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    rows = table_rows(element)
    for at, row in enumerate(rows):
        column = 0
        in_head = row.getparent() is not None and row.getparent().tag == "thead"
        found = _cells(row)
        for cell in found:
            while (at, column) in taken:
                column += 1
            if column >= _MAX_COLUMNS:
                break
            width = _free(taken, at, column, _span(cell, "colspan"))
            height = max(1, min(_span(cell, "rowspan") or len(rows), len(rows) - at))
            width = min(width, max(16, _MAX_SQUARES // len(rows)))
            if len(taken) + width * height > _MAX_SQUARES:
                width = height = 1  # a span that no page was set with
            taken.update((at + down, column + right) for down in range(height) for right in range(width))
            mark = _mark(cell, found, width, in_head=in_head)
            cells.append(Cell(at, column, text_of(cell, skip=_NO_TABLE), height, width, mark))
            column += width
    return _filled(cells, len(rows), taken)


def _span(cell: HtmlElement, name: str) -> int:
    """The span an attribute asks for; 0 means to the end (rowspan only)."""
    value = (cell.get(name) or "1").strip()
    if not value.isdigit() or (value == "0" and name == "colspan"):
        return 1
    return min(int(value), _MAX_SPAN)


def _free(taken: set[tuple[int, int]], row: int, column: int, width: int) -> int:
    for right in range(1, width):
        if (row, column + right) in taken:
            return right
    return width


def _mark(cell: HtmlElement, row: list[HtmlElement], width: int, *, in_head: bool) -> HeaderMark:
    scope = (cell.get("scope") or "").lower()
    if scope in ("row", "rowgroup"):
        return "row"
    if scope in ("col", "colgroup") or in_head:
        return "column"
    if cell.tag != "th":
        return ""
    return "column" if all(other.tag == "th" for other in row) and (len(row) > 1 or width > 1) else "row"


def _filled(cells: list[Cell], rows: int, taken: set[tuple[int, int]]) -> Table:
    """The table with empty cells where no cell stood; columns that only spans made are dropped."""
    columns = max((cell.column + 1 for cell in cells), default=0)
    cells = [replace(cell, column_span=min(cell.column_span, columns - cell.column)) for cell in cells]
    holes = [Cell(row, column, "") for row in range(rows) for column in range(columns) if (row, column) not in taken]
    return Table(rows, columns, tuple(sorted([*cells, *holes], key=lambda cell: (cell.row, cell.column))))
