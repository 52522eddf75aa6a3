"""Tables inside text: rows of tabs, of pipes, of columns set with blanks, of labels and values joined by dots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.document import Table
from extract.formats.prose.inline import resolve
from extract.formats.prose.lines import SourceLine
from extract.grid import header_rows, is_number_row, is_value, join_rows, repeated_rows, squares, table_of
from extract.leaders import go_forward, led, page_of
from extract.roles import is_continuation_label

MAX_COLUMNS = 2000
_LONGEST_RULE = 1000
_PIPE_RULE = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?\s*")
_ASCII_RULE = re.compile(r"\s*[+|]?(?:[-=]{2,}[+| ]*){1,}\s*")
_DRAWN_RULE = re.compile(r"\s*(?=[^\s\w]*[-=─━═]{2})[+┌├└╔╠╚╒╞╘╓╟╙┏┣┗][-=─━═+┬┼┴┐┤┘╦╬╩╗╣╝╤╪╧╕╡╛╥╫╨╖╢╜┳╋┻┓┫┛]+\s*")
_WALL = re.compile(r"[|│┃║]")
_FULL_RULES = 3
"""With more rules than over the header, under it and at the end, every row has one."""
_PIPE = re.compile(r"(?<!\\)\|")
_FIGURE = re.compile(r"\D{0,20}\d")
"""What a value behind a row of dots begins with: a bound may stand before its figure."""
_COLUMN_GAP = re.compile(r"[ \u00a0]{2,}|\t+")


@dataclass(frozen=True, slots=True)
class Found:
    """A table found in lines ``first`` to ``last`` (half-open); ``repeats`` are lines of headers said again."""

    table: Table
    first: int
    last: int
    repeats: tuple[int, ...] = ()


def find_table(lines: Sequence[SourceLine], at: int, *, markup: bool) -> Found | None:
    """The table that begins in line ``at``, or None."""
    text = lines[at].text
    if is_drawn_rule(text):
        return _drawn(lines, at, markup=markup)
    if "\t" in text:
        return _tabbed(lines, at, markup=markup)
    if "|" in text:
        return _piped(lines, at, markup=markup)
    if led(text) is not None:
        return _leading(lines, at, markup=markup)
    if _COLUMN_GAP.search(text.strip()):
        return _aligned(lines, at, markup=markup)
    return None


def _leading(lines: Sequence[SourceLine], at: int, *, markup: bool) -> Found | None:
    """Labels with their values behind rows of dots; titles with their pages are contents and no table."""
    rows: list[tuple[str, str]] = []
    while at + len(rows) < len(lines) and (not rows or lines[at + len(rows)].gap == 0):
        found = led(lines[at + len(rows)].text)
        if found is None:
            break
        rows.append(found)
    if len(rows) < 2 or not all(_FIGURE.match(value) for _, value in rows):
        return None
    last = at + len(rows)
    pages = [page_of(line.text) for line in lines[at:last]]
    if all(pages) and go_forward(pages) and not all(is_value(label) for label, _ in rows):
        return None
    return Found(table_of([[resolve(cell, markup=markup) for cell in row] for row in rows]), at, last)


def _tab_cells(line: SourceLine) -> list[str]:
    return [cell.strip() for cell in line.text.strip("\r\n ").split("\t")]


def _tabbed(lines: Sequence[SourceLine], at: int, *, markup: bool) -> Found | None:
    """Rows of tab-separated cells; parts on several pages (blank lines, headers again) are one table."""
    parts: list[list[int]] = []
    stop = at
    while stop < len(lines):
        last = stop
        while last < len(lines) and "\t" in lines[last].text and (last == stop or lines[last].gap == 0):
            last += 1
        rows = list(range(stop, last))
        if not rows or (parts and not _same_shape(lines, parts[-1], rows)):
            break
        parts.append(rows)
        stop = last
        # A line that says the table goes on stands between its parts.
        if stop + 1 < len(lines) and is_continuation_label(lines[stop].text) and "\t" in lines[stop + 1].text:
            stop += 1
    if not parts:
        return None
    return _joined_parts(lines, parts, markup=markup)


def _same_shape(lines: Sequence[SourceLine], above: Sequence[int], below: Sequence[int]) -> bool:
    """Whether rows after a blank line belong to the table above it: as many columns, and no header of their own."""
    first = [_tab_cells(lines[row]) for row in above]
    second = [_tab_cells(lines[row]) for row in below]
    if max(map(len, first)) != max(map(len, second)):
        return False
    if repeated_rows(first, second):
        return True
    if lines[below[0]].gap > 3:  # more than a page break leaves
        return False
    return header_rows(squares(table_of(second))) == 0 or len(second) == 1


def _joined_parts(lines: Sequence[SourceLine], parts: Sequence[Sequence[int]], *, markup: bool) -> Found | None:
    rows = [[resolve(cell, markup=markup) for cell in _tab_cells(lines[at])] for at in parts[0]]
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    repeats: list[int] = []
    for part in parts[1:]:
        more = [[resolve(cell, markup=markup) for cell in _tab_cells(lines[at])] for at in part]
        rows, dropped = join_rows(rows, [row + [""] * (width - len(row)) for row in more])
        repeats += part[:dropped]
    filled = [row for row in rows if sum(bool(cell) for cell in row) >= 2]  # one cell is no row
    if not filled or (len(rows) == 1 and not _certain_row(rows[0])) or width > MAX_COLUMNS:
        return None
    while width > 1 and not any(row[-1] for row in rows):
        rows = [row[:-1] for row in rows]
        width -= 1
    return Found(_ruled(rows), parts[0][0], parts[-1][-1] + 1, tuple(repeats))


def _certain_row(row: Sequence[str]) -> bool:
    """Whether a single line with tabs is a row: a number among its cells, none of them a sentence's beginning."""
    return len(row) > 1 and any(map(is_value, row[1:])) and all(len(cell) < 80 for cell in row)


def _ruled(rows: Sequence[Sequence[str]]) -> Table:
    """The table of ``rows``, with the rows above a row of column numbers marked as headers."""
    table = table_of(rows)
    number = next((at for at, row in enumerate(rows[:6]) if at and is_number_row(row)), None)
    return table if number is None else with_header_rows(table, number + 1)


def with_header_rows(table: Table, count: int) -> Table:
    """The table with its first rows marked as heads of columns."""
    cells = tuple(replace(cell, header="column") if cell.row < count else cell for cell in table.cells)
    return replace(table, cells=cells)


def _pipe_cells(text: str) -> list[str]:
    text = text.strip()
    text = text.removeprefix("|")
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    return [cell.strip().replace("\\|", "|") for cell in _PIPE.split(text)]


def _piped(lines: Sequence[SourceLine], at: int, *, markup: bool) -> Found | None:
    """A pipe table: its second line is a rule, or its lines all begin with a pipe and have as many columns."""
    last = at
    while last < len(lines) and "|" in lines[last].text and (last == at or lines[last].gap == 0):
        last += 1
    rules = [row for row in range(at, last) if _PIPE_RULE.fullmatch(lines[row].text) and "-" in lines[row].text]
    body = [row for row in range(at, last) if row not in rules]
    rows = [_pipe_cells(lines[row].text) for row in body]
    ruled = bool(rules) and rules[0] == at + 1
    if not rows or not (ruled or _is_pipe_grid(lines, body, rows)) or max(map(len, rows)) > MAX_COLUMNS:
        return None
    table = table_of([[resolve(cell, markup=markup) for cell in row] for row in rows])
    if ruled and len(rows) > 1:
        table = with_header_rows(table, 1)
    return Found(table, at, last)


def is_drawn_rule(text: str) -> bool:
    """Whether a line is a horizontal rule, with corners, of a table drawn in characters."""
    return len(text) <= _LONGEST_RULE and _DRAWN_RULE.fullmatch(text) is not None


def _drawn(lines: Sequence[SourceLine], at: int, *, markup: bool) -> Found | None:
    """A table drawn in characters: its bands are rows where each has a rule, else the first band is the header."""
    bands: list[list[list[str]]] = []
    last = at
    while last < len(lines) and (last == at or lines[last].gap == 0):
        text = lines[last].text.strip()
        if is_drawn_rule(text):
            bands.append([])
        elif len(_WALL.findall(text)) >= 2 and _WALL.match(text) and _WALL.match(text[-1]):
            bands[-1].append([resolve(cell.strip(), markup=markup) for cell in _WALL.split(text)[1:-1]])
        else:
            break
        last += 1
    rules, bands = len(bands), [band for band in bands if band]
    if sum(map(len, bands)) < 2 or len({len(row) for band in bands for row in band}) != 1:
        return None
    joined = bands if rules > _FULL_RULES else bands[: len(bands) - 1]
    rows = [["\n".join(filter(None, cells)) for cells in zip(*band, strict=True)] for band in joined]
    table = table_of([*rows, *(row for band in bands[len(joined) :] for row in band)])
    return Found(with_header_rows(table, 1) if len(bands) > 1 else table, at, last)


def _is_pipe_grid(lines: Sequence[SourceLine], body: Sequence[int], rows: Sequence[Sequence[str]]) -> bool:
    widths = {len(row) for row in rows}
    edged = all(lines[row].text.strip().startswith("|") for row in body)
    return len(rows) >= 2 and len(widths) == 1 and widths.pop() >= 2 and (edged or len(rows) >= 3)


def _aligned(lines: Sequence[SourceLine], at: int, *, markup: bool) -> Found | None:
    """Columns set with blanks: gaps of two blanks or more that stand under each other, and values in them."""
    last = at
    while last < len(lines) and last - at < 500 and (last == at or lines[last].gap <= _row_gap(lines, at)):
        line = lines[last].text
        if not (_COLUMN_GAP.search(line.strip()) or _ASCII_RULE.fullmatch(line)):
            break
        last += 1
    rows = [row for row in range(at, last) if not _ASCII_RULE.fullmatch(lines[row].text)]
    cells = [[cell for cell in _COLUMN_GAP.split(lines[row].text.strip()) if cell] for row in rows]
    if len(rows) < 3:  # two lines may stand so by chance
        return None
    valued = sum(any(is_value(cell) for cell in row[1:]) for row in cells)
    widths = [len(row) for row in cells]
    width = max(set(widths), key=lambda count: (widths.count(count), count))
    if valued < 0.5 * len(rows) or width < 2 or widths.count(width) < 0.6 * len(rows):
        return None
    grid = _columns(lines, rows)
    if grid is None:
        return None
    return Found(table_of([[resolve(cell, markup=markup) for cell in row] for row in grid]), at, last)


def _row_gap(lines: Sequence[SourceLine], at: int) -> int:
    return lines[at + 1].gap if at + 1 < len(lines) and lines[at + 1].gap <= 1 else 0


def _columns(lines: Sequence[SourceLine], rows: Sequence[int]) -> list[list[str]] | None:
    """The rows cut at the blank channels that run through most of them; None when there is no such channel."""
    texts = [lines[row].text.replace("\t", "    ").rstrip() for row in rows]
    length = max(map(len, texts))
    if length > 1000:  # no printed table is as wide
        return None
    filled = [0] * length
    for text in texts:
        for at, letter in enumerate(text):
            if not letter.isspace():
                filled[at] += 1
    first = next(at for at, count in enumerate(filled) if count)
    edges = [at for at in range(first + 1, length) if filled[at] and not filled[at - 1]]
    cuts = [0, *edges, length]
    if len(cuts) < 3:  # one column is no table
        return None
    return [[text[start:stop].strip() for start, stop in pairwise(cuts)] for text in texts]
