"""The whitespace finder: tables that only spacing (and a few horizontal rules) shows.

Rows with several pieces of text apart from one another are seeds; rows near them are added; the strips that stay
white through the seed rows part the columns. Header rows and wrapped lines are put together at the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import median

from .grid import Box, Grid, GridCell, part, printed_lines
from .rulings import Rule
from .runs import Run

PIECE_GAP = 0.75
"""In ems: words of one line further apart are different pieces when looking for tables."""
FINE_GAP = 0.45
_NUMBER = re.compile(
    r"^[(\[<>≤≥~≈±+\-–−]{0,2}\s?[$€£₴₽¥]?\s?[<>]?\d[\d\s.,:/'’*†‡%‰–()+-]*(?:[%‰]|\s?[a-zA-Zа-яА-Я]{1,2})?[)\]*]{0,2}$"
    r"|^[-–—−.…xXхХ*/]{1,4}$|^(?:n\.?\s?/?\s?[ad]\.?|н/д|нет|немає|na|nd|\(?[a-z]\)?)$",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"^(?:table|tab\.|таблица|табл\.|таблиця|figure|fig\.|рис\.|рисунок|exhibit|chart|graph|box|map|"
    r"график|диаграмма|діаграма|схема|карта|врезка|приложение|додаток)\s*(?:№\s*)?[A-ZА-ЯІ]{0,3}[-.]?\d*[A-Za-zа-я]{0,2}[.:\s|–—-]?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Row:
    """One printed row of a column of the page, as pieces."""

    runs: list[Run]
    pieces: list[Run]
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    @property
    def numbers(self) -> int:
        return sum(1 for piece in self.pieces if is_number(piece.text))


def is_number(text: str) -> bool:
    """Whether a piece of text is a value rather than words.

    >>> [is_number(text) for text in ("12,5 %", "(1.2)", "–", "2019/20", "Total")]
    [True, True, True, True, False]
    """
    return bool(_NUMBER.match(text.strip()))


def pieces_of(run: Run, gap: float) -> list[Run]:
    """A run cut where words are further apart than ``gap`` ems."""
    limit = gap * run.size
    cuts = [0]
    for at in range(1, len(run.words)):
        if run.words[at].x0 - run.words[at - 1].x1 > limit:
            cuts.append(at)
    if len(cuts) == 1:
        return [run]
    return [part(run, first, last) for first, last in zip(cuts, [*cuts[1:], len(run.words)], strict=True)]


def rows_of(runs: list[Run], gap: float = PIECE_GAP) -> list[Row]:
    """The printed rows of runs that stand in one column of the page."""
    out: list[Row] = []
    for line in printed_lines(runs):
        pieces = _together([piece for run in line for piece in pieces_of(run, gap)], gap)
        out.append(
            Row(
                line,
                pieces,
                line[0].x0,
                max(run.x1 for run in line),
                min(run.top for run in line),
                max(run.bottom for run in line),
                median(run.base for run in line),
                max(run.size for run in line),
            )
        )
    return out


def _together(pieces: list[Run], gap: float) -> list[Run]:
    """Neighbouring pieces nearer than ``gap`` count as one (kept apart as runs, joined for the count)."""
    return pieces


@dataclass(slots=True)
class Candidate:
    """Rows that may be a table."""

    rows: list[Row]
    columns: list[tuple[float, float]] = field(default_factory=list)


def find(runs: list[Run], across: list[Rule]) -> tuple[list[Grid], list[Run]]:
    """The tables among the runs of one column of the page, and the runs left over."""
    rows = rows_of(runs)
    grids: list[Grid] = []
    used: set[int] = set()
    for first, last in _stretches(rows, across):
        grid = _table(rows, first, last, across)
        if grid is None:
            continue
        grids.append(grid[0])
        used.update(range(grid[1], grid[2] + 1))
    left = [run for number, row in enumerate(rows) if number not in used for run in row.runs]
    return grids, left


def _stretches(rows: list[Row], across: list[Rule]) -> list[tuple[int, int]]:
    """First and last row of every stretch that seed rows hold together."""
    out: list[tuple[int, int]] = []
    start: int | None = None
    last = 0
    loose = 0
    for number, row in enumerate(rows):
        if start is not None and _parted(rows, last, number, across):
            out.append((start, last))
            start = None
        if len(row.pieces) >= 2 and not _like_list(row):
            if start is None:
                start = number
            last, loose = number, 0
        elif start is not None:
            loose += 1
            wide = rows[start : last + 1]
            if loose > 3 or _like_prose(row, wide):
                out.append((start, last))
                start = None
    if start is not None:
        out.append((start, last))
    return [(first, final) for first, final in out if final > first]


def _like_list(row: Row) -> bool:
    """A bullet or number and one text after it is a list item, no table row."""
    return len(row.pieces) == 2 and len(row.pieces[0].text) <= 3 and not row.pieces[0].text.isdigit()


def _like_prose(row: Row, table: list[Row]) -> bool:
    wide = max(one.x1 for one in table) - min(one.x0 for one in table)
    return len(row.text) > 60 and row.x1 - row.x0 > 0.75 * wide and len(row.pieces) == 1


def _parted(rows: list[Row], last: int, number: int, across: list[Rule]) -> bool:
    above, row = rows[last], rows[number]
    gap = row.top - rows[number - 1].bottom
    high = max(row.size, above.size)
    if CAPTION.match(row.text) and len(row.pieces) == 1:
        return True
    if gap <= 1.3 * high:
        return False
    if gap > 4 * high:
        return True
    return not (len(row.pieces) >= 2 and len(above.pieces) >= 2 and _aligned(above, row) >= 2 and gap < 3 * high)


def _aligned(one: Row, other: Row) -> int:
    """How many pieces of two rows share a left, right or middle position."""
    return sum(
        1
        for piece in one.pieces
        if any(
            abs(piece.x0 - mate.x0) < 2.5
            or abs(piece.x1 - mate.x1) < 2.5
            or abs(piece.x0 + piece.x1 - mate.x0 - mate.x1) < 5
            for mate in other.pieces
        )
    )


def _table(rows: list[Row], first: int, last: int, across: list[Rule]) -> tuple[Grid, int, int] | None:
    core = [row for row in rows[first : last + 1] if len(row.pieces) >= 2]
    if len(core) < 2:
        return None
    columns = column_strips(core)
    if len(columns) < 2 or not _believable(core, columns, rows[first : last + 1], across):
        return None
    first, last = _grown(rows, first, last, columns, across)
    grid = build(rows[first : last + 1], columns, across)
    return (grid, first, last) if grid is not None else None


def column_strips(core: list[Row]) -> list[tuple[float, float]]:
    """The column strips: what stays when the strips white in nearly all seed rows are taken out."""
    low = min(row.x0 for row in core)
    high = max(row.x1 for row in core)
    bins = int(high - low) + 2
    covered = [0] * bins
    for row in core:
        for piece in (fine for run in row.pieces for fine in pieces_of(run, FINE_GAP)):
            for at in range(int(piece.x0 - low), min(int(piece.x1 - low) + 1, bins)):
                covered[at] += 1
    most = 0 if len(core) < 6 else max(1, int(0.12 * len(core)))
    size = median(row.size for row in core)
    out: list[tuple[float, float]] = []
    start: int | None = None
    for at, count in enumerate([*covered, 0]):
        if count > most and start is None:
            start = at
        elif count <= most and start is not None:
            out.append((low + start, low + at))
            start = None
    joined_columns: list[tuple[float, float]] = []
    for strip in out:
        if joined_columns and strip[0] - joined_columns[-1][1] < 0.35 * size:
            joined_columns[-1] = (joined_columns[-1][0], strip[1])
        else:
            joined_columns.append(strip)
    return joined_columns


def _believable(core: list[Row], columns: list[tuple[float, float]], stretch: list[Row], across: list[Rule]) -> bool:
    pieces = [piece for row in core for piece in row.pieces]
    numbers = sum(1 for piece in pieces if is_number(piece.text))
    share = numbers / len(pieces)
    ruled = _rules_inside(stretch, across)
    longest = median(len(piece.text) for piece in pieces)
    if len(core) / len(stretch) < 0.4:
        return False
    if share >= 0.3 and len(core) >= 2:
        return len(core) >= 3 or ruled >= 1
    if ruled >= 2 and len(core) >= 2 and longest < 60:
        return True
    return len(core) >= 4 and len(columns) >= 3 and longest < 30 and _steady(core) >= 0.6


def _steady(core: list[Row]) -> float:
    """The share of pieces that keep a position of the row above."""
    total = sum(len(row.pieces) for row in core[1:])
    held = sum(_aligned(row, above) for above, row in zip(core, core[1:], strict=False))
    return held / total if total else 0.0


def _rules_inside(stretch: list[Row], across: list[Rule]) -> int:
    low, high = min(row.x0 for row in stretch), max(row.x1 for row in stretch)
    top, bottom = stretch[0].top - 30, stretch[-1].bottom + 15
    return sum(
        1
        for rule in across
        if top <= rule.at <= bottom and min(rule.stop, high) - max(rule.start, low) > 0.5 * (high - low)
    )


def _grown(
    rows: list[Row], first: int, last: int, columns: list[tuple[float, float]], across: list[Rule]
) -> tuple[int, int]:
    """The stretch with header rows above and wrapped lines below added."""
    low, high = columns[0][0], columns[-1][1]
    while first > 0:
        row, below = rows[first - 1], rows[first]
        gap = below.top - row.bottom
        if gap > 0.9 * row.size or CAPTION.match(row.text) or row.x0 < low - 4 or row.x1 > high + 4:
            break
        if len(row.pieces) == 1 and (row.x1 - row.x0 > 0.6 * (high - low) or row.x0 < columns[0][1] - 2):
            break
        first -= 1
    while last + 1 < len(rows):
        row, above = rows[last + 1], rows[last]
        if row.top - above.bottom > 0.35 * row.size or row.x1 > columns[0][1] + 4 or not row.text[:1].islower():
            break
        last += 1
    return first, last


def build(rows: list[Row], columns: list[tuple[float, float]], across: list[Rule]) -> Grid | None:
    """A grid from printed rows and column strips."""
    placed = [place(row, columns) for row in rows]
    header = _header_depth(rows, placed, columns, across)
    levels = header_levels(placed[:header])
    bodies = body_rows(rows[header:], placed[header:], across)
    cells: list[GridCell] = []
    cells += _header_cells(levels, len(columns))
    offset = len(levels)
    for number, group in enumerate(bodies):
        merged: dict[tuple[int, int], list[Run]] = {}
        for line in group:
            for (start, stop), runs in line.items():
                merged.setdefault((start, stop), []).extend(runs)
        taken: set[int] = set()
        for (start, stop), runs in sorted(merged.items(), key=lambda one: (one[0][0], one[0][1])):
            begin = start
            while begin in taken and begin < stop:
                begin += 1
            if begin in taken:
                host = next(
                    cell
                    for cell in cells
                    if cell.row == offset + number and cell.column <= begin < cell.column + cell.column_span
                )
                host.runs += runs
                continue
            taken.update(range(begin, stop + 1))
            cells.append(GridCell(offset + number, begin, 1, stop - begin + 1, list(runs)))
    rows_total = offset + len(bodies)
    if rows_total < 2:
        return None
    grid = Grid(rows_total, len(columns), cells, _round(rows, columns), ruled=False, header_rows=offset)
    finish(grid, columns)
    return grid


Placed = dict[tuple[int, int], list[Run]]


def place(row: Row, columns: list[tuple[float, float]]) -> Placed:
    """The pieces of a row by the first and last column they cover."""
    out: Placed = {}
    for piece in row.pieces:
        for fine in _cut_at_columns(piece, columns):
            first, last = _covers(fine.x0, fine.x1, columns)
            out.setdefault((first, last), []).append(fine)
    return out


def _covers(x0: float, x1: float, columns: list[tuple[float, float]]) -> tuple[int, int]:
    touched = [
        number
        for number, (low, high) in enumerate(columns)
        if min(x1, high) - max(x0, low) > min(1.5, 0.3 * (x1 - x0), 0.5 * (high - low))
    ]
    if touched:
        return touched[0], touched[-1]
    middle = (x0 + x1) / 2
    nearest = min(range(len(columns)), key=lambda at: abs((columns[at][0] + columns[at][1]) / 2 - middle))
    return nearest, nearest


def _cut_at_columns(piece: Run, columns: list[tuple[float, float]]) -> list[Run]:
    first, last = _covers(piece.x0, piece.x1, columns)
    if first == last or len(piece.words) < 2:
        return [piece]
    owners = [_covers(word.x0, word.x1, columns) for word in piece.words]
    cuts = [0]
    for at in range(1, len(owners)):
        gap = piece.words[at].x0 - piece.words[at - 1].x1
        if owners[at][0] > owners[at - 1][1] and gap > FINE_GAP * piece.size:
            cuts.append(at)
    if len(cuts) == 1:
        return [piece]
    return [part(piece, a, b) for a, b in zip(cuts, [*cuts[1:], len(piece.words)], strict=True)]


def _header_depth(rows: list[Row], placed: list[Placed], columns: list[tuple[float, float]], across: list[Rule]) -> int:
    """How many printed rows are header: those above the first rule under text or the first row of values."""
    limit = min(len(rows) - 1, 8)
    for number in range(limit):
        values = [runs for (first, _), runs in placed[number].items() if first > 0]
        numeric = sum(1 for runs in values if is_number(" ".join(run.text for run in runs)) and not _year(runs))
        if values and numeric * 2 >= len(values):
            return number
    for number in range(limit):
        if _rule_between(rows[number], rows[number + 1], columns, across):
            return number + 1
    return 1 if len(placed[0]) > 1 else 0


def _year(runs: list[Run]) -> bool:
    return bool(re.match(r"^(?:19|20)\d\d(?:[/–-]\d{2,4})?[*)a-z]?$", " ".join(run.text for run in runs).strip()))


def _rule_between(above: Row, below: Row, columns: list[tuple[float, float]], across: list[Rule]) -> bool:
    low, high = columns[0][0], columns[-1][1]
    return any(
        above.base - 1 <= rule.at <= below.base - 0.5 * below.size
        and min(rule.stop, high) - max(rule.start, low) > 0.6 * (high - low)
        for rule in across
    )


def header_levels(placed: list[Placed]) -> list[list[Placed]]:
    """The printed header rows as levels: a spanning piece starts a level above the rows under it."""
    levels: list[list[Placed]] = []
    for line in reversed(placed):
        spanning = any(last > first for first, last in line)
        if not levels or spanning or any(last > first for below in levels[0] for first, last in below):
            levels.insert(0, [line])
        else:
            levels[0].insert(0, line)
    return levels


def _header_cells(levels: list[list[Placed]], width: int) -> list[GridCell]:
    cells: list[GridCell] = []
    for number, level in enumerate(levels):
        merged: dict[tuple[int, int], list[Run]] = {}
        for line in level:
            for key, runs in line.items():
                merged.setdefault(key, []).extend(runs)
        taken: set[int] = set()
        for (start, stop), runs in sorted(merged.items()):
            begin = start
            while begin in taken and begin < stop:
                begin += 1
            if begin in taken:
                host = next(
                    cell
                    for cell in cells
                    if cell.row == number and cell.column <= begin < cell.column + cell.column_span
                )
                host.runs += runs
                continue
            taken.update(range(begin, stop + 1))
            cells.append(GridCell(number, begin, 1, min(stop, width - 1) - begin + 1, list(runs)))
    return cells


def body_rows(rows: list[Row], placed: list[Placed], across: list[Rule]) -> list[list[Placed]]:
    """Printed body rows with wrapped lines put to the row they belong to."""
    if not rows:
        return []
    pitches = [below.base - above.base for above, below in zip(rows, rows[1:], strict=False)]
    usual = median(pitches) if pitches else 0.0
    out: list[list[Placed]] = [[placed[0]]]
    waiting = _label_only(placed[0])
    for number in range(1, len(rows)):
        line = placed[number]
        tight = pitches[number - 1] <= 0.92 * usual or pitches[number - 1] <= 1.05 * rows[number].size
        lower = rows[number].text[:1].islower()
        ruled = any(
            rows[number - 1].base - 1 <= rule.at <= rows[number].base - 0.4 * rows[number].size
            and rule.start < rows[number].x1
            and rule.stop > rows[number].x0
            for rule in across
        )
        no_stub = all(first > 0 for first, _ in line)
        if ruled:
            joins = False
        elif (waiting and not _label_only(line)) or _label_only(line):
            joins = lower
        elif no_stub and not any(is_number(run.text) for runs in line.values() for run in runs):
            joins = True
        else:
            joins = False
        if joins or (tight and lower and not ruled):
            out[-1].append(line)
            waiting = waiting and _label_only(line)
        else:
            out.append([line])
            waiting = _label_only(line)
    return out


def _label_only(line: Placed) -> bool:
    return all(first == 0 for first, _ in line)


def _round(rows: list[Row], columns: list[tuple[float, float]]) -> Box:
    return (
        min(columns[0][0], *(row.x0 for row in rows)),
        rows[0].top,
        max(columns[-1][1], *(row.x1 for row in rows)),
        rows[-1].bottom,
    )


def finish(grid: Grid, columns: list[tuple[float, float]]) -> None:
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
    xs = [
        grid.box[0],
        *((left[1] + right[0]) / 2 for left, right in zip(columns, columns[1:], strict=False)),
        grid.box[2],
    ]
    for cell in grid.cells:
        last = cell.row + cell.row_span - 1
        box = [xs[cell.column], tops[cell.row], xs[cell.column + cell.column_span], bottoms[last]]
        for run in cell.runs:
            box = [min(box[0], run.x0), min(box[1], run.top), max(box[2], run.x1), max(box[3], run.bottom)]
        cell.box = (box[0], box[1], box[2], box[3])
    grid.xs = xs
    grid.ys = [*tops, bottoms[-1]]
