"""Header rows of tables without walls: how many there are, what spans what, which lines are one cell."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from .grid import GridCell
from .rulings import Rule
from .runs import Run
from .strips import Placed, Row, Strip, is_number, is_year

_MOST_ROWS = 9
_OFF_MIDDLE = 6.0
_SAME_MIDDLE = 3.0
_WRAPPED = 1.4
"""Type sizes from one line of a wrapped header to the next."""


def header_depth(
    rows: Sequence[Row], placed: Sequence[Placed], columns: Sequence[Strip], across: Sequence[Rule]
) -> int:
    """How many printed rows are header: those above the rule under them, or above the first row of values."""
    limit = min(len(rows) - 1, _MOST_ROWS)
    values = next((number for number in range(limit) if is_data(placed[number])), None)
    for number in range(limit):
        if _closing_rule(rows[number], rows[number + 1], columns, across) or (
            number + 1 == values and rule_between(rows[number], rows[number + 1], columns, across)
        ):
            if values is None or number < values or _counts(placed[number]):
                return number + 1
            break
    if values is not None:
        part = [number for number in range(values) if rule_between(rows[number], rows[number + 1], columns, across)]
        while part and values > part[-1] + 1 and all(last == 0 for _, last in placed[values - 1]):
            values -= 1  # a label below a rule over the value columns begins the body
        return values
    return 1 if len(placed[0]) > 1 and len(placed[0]) * 2 >= len(columns) else 0


def is_data(line: Placed) -> bool:
    """Whether a row's cells right of the first are mostly values that are no years."""
    cells = [" ".join(run.text for run in runs) for (first, _), runs in line.items() if first > 0]
    numeric = sum(1 for text in cells if is_number(text) and not is_year(text))
    return bool(cells) and numeric * 2 >= len(cells)


def _counts(line: Placed) -> bool:
    """Whether a row counts 1, 2, 3 along the columns."""
    cells = [" ".join(run.text for run in runs).strip() for (first, _), runs in sorted(line.items()) if first > 0]
    return len(cells) >= 2 and cells == [str(number) for number in range(1, len(cells) + 1)]


def rule_between(above: Row, below: Row, columns: Sequence[Strip], across: Sequence[Rule]) -> bool:
    """Whether a rule nearly as wide as the table runs between two rows."""
    low, high = columns[0][0], columns[-1][1]
    return any(
        above.base - 1 <= rule.at <= below.base - 0.5 * below.size
        and min(rule.stop, high) - max(rule.start, low) > 0.6 * (high - low)
        for rule in across
    )


def _closing_rule(above: Row, below: Row, columns: Sequence[Strip], across: Sequence[Rule]) -> bool:
    """Whether a rule between two rows runs under the first column, too, as the rule under a header does."""
    return rule_between(above, below, columns, [rule for rule in across if rule.start < columns[0][1]])


def spread(line: Placed, below: Sequence[Placed], columns: Sequence[Strip], rules: Sequence[Rule]) -> Placed:
    """A header row with its spanning pieces widened to the columns they stand over.

    A rule under a piece says which columns those are; else the piece stands in the middle of them.
    """
    filled = {column for row in below for first, last in row for column in range(first, last + 1)}
    keys = sorted(line)
    heads = _heads_of_columns(below)
    out: Placed = {}
    for number, key in enumerate(keys):
        first, last = key
        runs = line[key]
        low = keys[number - 1][1] + 1 if number else 0
        high = keys[number + 1][0] - 1 if number + 1 < len(keys) else len(columns) - 1
        low, high = min(low, first), max(high, last)
        x0, x1 = min(run.x0 for run in runs), max(run.x1 for run in runs)
        under = _ruled(x0, x1, max(run.base for run in runs), max(run.size for run in runs), columns, rules)
        if under is not None and low <= under[0] and under[1] <= high:
            first, last = min(first, under[0]), max(last, under[1])
        else:
            first, last = _centred(x0, x1, (first, last), (low, high), (columns, heads), filled)
        out.setdefault((first, last), []).extend(runs)
    return out


def _ruled(
    x0: float, x1: float, base: float, size: float, columns: Sequence[Strip], rules: Sequence[Rule]
) -> tuple[int, int] | None:
    """The columns over which a short rule runs just under a piece."""
    width = columns[-1][1] - columns[0][0]
    for rule in rules:
        if not base - 1 <= rule.at <= base + 1.1 * size or rule.stop - rule.start > 0.93 * width:
            continue
        if rule.start - 3 <= x0 and x1 <= rule.stop + 3 and _set_over(x0, x1, size, rule):
            over = [
                number
                for number, (low, high) in enumerate(columns)
                if min(high, rule.stop) - max(low, rule.start) > 0.5 * (high - low)
            ]
            if len(over) >= 2:
                return over[0], over[-1]
    return None


def _set_over(x0: float, x1: float, size: float, rule: Rule) -> bool:
    """Whether a text stands at an end or in the middle of a rule: else the rule runs under other texts, too."""
    aside = abs(x0 + x1 - rule.start - rule.stop) / 2
    return x0 - rule.start < size or rule.stop - x1 < size or aside < max(_OFF_MIDDLE, 0.12 * (rule.stop - rule.start))


def _heads_of_columns(below: Sequence[Placed]) -> dict[int, Strip]:
    """From where to where the text nearest below reaches in every column that has one of its own."""
    out: dict[int, Strip] = {}
    for line in below:
        for (first, last), runs in line.items():
            if first == last:
                out.setdefault(first, (min(run.x0 for run in runs), max(run.x1 for run in runs)))
    return out


def _centred(
    x0: float,
    x1: float,
    own: tuple[int, int],
    room: tuple[int, int],
    extents: tuple[Sequence[Strip], dict[int, Strip]],
    filled: set[int],
) -> tuple[int, int]:
    """The widest run of filled columns round a piece that has the piece in its middle.

    The middle is that of the columns' values or, where values stand aside in their cells, of the texts that head them.
    """
    (first, last), (low, high), (columns, heads) = own, room, extents
    middle = (x0 + x1) / 2
    spans = last > first
    aside = first in heads and last in heads and abs((heads[first][0] + heads[last][1]) / 2 - middle) > _OFF_MIDDLE

    def off(start: int, stop: int) -> float:
        by_values = abs((columns[start][0] + columns[stop][1]) / 2 - middle)
        if not aside or start not in heads or stop not in heads:
            return by_values
        return min(by_values, abs((heads[start][0] + heads[stop][1]) / 2 - middle))

    best = own
    for start in range(low, first + 1):
        for stop in range(last, high + 1):
            if (start, stop) == own or start == stop:
                continue
            if any(column not in filled for column in range(start, stop + 1)):
                continue
            close = off(start, stop) <= max(3.0, 0.03 * (columns[stop][1] - columns[start][0]))
            better = off(start, stop) + 3 < off(first, last) or (
                stop - start >= 2 and off(start, stop) < off(first, last) + 1
            )
            if close and (spans or better) and stop - start > best[1] - best[0]:
                best = (start, stop)
    return best


def levels_of(lines: Sequence[Placed]) -> list[list[Placed]]:
    """Printed header rows as levels: a spanning piece over filled columns starts a level above them.

    A piece over the same columns as the one just below it is the line before it of one wrapped text.
    """
    levels: list[list[Placed]] = []
    for line in reversed(_wrapped_spans(lines)):
        if levels and all(_beside_or_before(key, runs, levels[0]) for key, runs in line.items()):
            levels[0].insert(0, line)
        else:
            levels.insert(0, [line])
    return levels


def _wrapped_spans(lines: Sequence[Placed]) -> list[Placed]:
    """Header rows in which a short line in the middle of the line below it spans what that line spans."""
    out = list(lines)
    for number in range(len(out) - 2, -1, -1):
        wider: Placed = {}
        for key, runs in out[number].items():
            under = next(
                (span for line in out[number + 1 :] for span, low in line.items() if _one_text(key, runs, span, low)),
                key,
            )
            wider.setdefault(under, []).extend(runs)
        out[number] = wider
    return out


def _one_text(key: tuple[int, int], runs: Sequence[Run], span: tuple[int, int], low: Sequence[Run]) -> bool:
    """Whether a piece is the line before a spanning piece: close over it, with the same middle."""
    if not span[0] <= key[0] <= key[1] <= span[1] or key == span or not _follows(runs, low):
        return False
    middles = [(min(run.x0 for run in one) + max(run.x1 for run in one)) / 2 for one in (runs, low)]
    return abs(middles[0] - middles[1]) < _SAME_MIDDLE


def _follows(runs: Sequence[Run], low: Sequence[Run]) -> bool:
    """Whether a piece stands as close under another as the next line of one text does."""
    return 0 < min(run.base for run in low) - max(run.base for run in runs) <= _WRAPPED * max(run.size for run in runs)


def _beside_or_before(key: tuple[int, int], runs: Sequence[Run], level: Sequence[Placed]) -> bool:
    """Whether a piece stands beside all pieces of a level, or close over one of the same columns."""
    first, last = key
    under = [(other, row[other]) for row in level for other in row if other[0] <= last and first <= other[1]]
    if not under or first == last == under[0][0][0] == under[0][0][1]:
        return True
    if any(other != key for other, _ in under):
        return False
    return _follows(runs, under[0][1])


def header_cells(levels: Sequence[Sequence[Placed]], width: int) -> list[GridCell]:
    """The cells of the header levels; a text no span stands over or under fills its column's height."""
    spans: list[tuple[int, int, int, list[Run]]] = []
    singles: list[dict[int, list[Run]]] = []
    for number, level in enumerate(levels):
        merged: dict[tuple[int, int], list[Run]] = {}
        for line in level:
            for key, runs in line.items():
                merged.setdefault(key, []).extend(runs)
        single: dict[int, list[Run]] = {}
        taken: set[int] = set()
        for (first, last), runs in sorted(merged.items(), key=lambda one: one[0][0] - one[0][1]):
            free = [column for column in range(first, min(last, width - 1) + 1) if column not in taken]
            if len(free) >= 2 and free == list(range(free[0], free[-1] + 1)):
                spans.append((number, free[0], free[-1], runs))
                taken.update(free)
            elif free:
                single.setdefault(free[0], []).extend(runs)
                taken.add(free[0])
            elif first in single:
                single[first].extend(runs)
            else:
                next(span for span in spans if span[0] == number and span[1] <= first <= span[2])[3].extend(runs)
        singles.append(single)
    cells = [GridCell(row, first, 1, last - first + 1, list(runs)) for row, first, last, runs in spans]
    for column in range(width):
        ceiling = [row for row, first, last, _ in spans if first <= column <= last]
        edges = [-1, *sorted(ceiling), len(levels)]
        for top, bottom in itertools.pairwise(edges):
            runs = [run for row in range(top + 1, bottom) for run in singles[row].get(column, [])]
            if runs:
                cells.append(GridCell(top + 1, column, bottom - top - 1, 1, runs))
    return cells
