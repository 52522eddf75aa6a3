"""Reading order: columns of a page, found by their gutters.

A gutter is a vertical strip that few lines cross and that has lines of prose on its sides. The lines that cross
it (a title, a wide table) cut the page into zones; in a zone the left side is read before the right side, and
each side may have a gutter of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median

from .grid import Box, printed_lines
from .runs import Run

_BIN = 2.0
_LEAST_GUTTER = 7.0
_LEAST_ROWS = 4
_MOST_CROSSING = 0.3


@dataclass(slots=True)
class Item:
    """A run, or a box that is laid out whole (a table, a picture)."""

    box: Box
    run: Run | None = None
    number: int = -1


@dataclass(slots=True)
class Column:
    """Items read from top to bottom between two x positions."""

    x0: float
    x1: float
    items: list[Item]
    beside: bool = False
    """It stands left or right of another column."""


def columns(items: list[Item], depth: int = 0) -> list[Column]:
    """The items of a page as columns in reading order."""
    if not items:
        return []
    gutter = _gutter(items) if depth < 4 and len(items) >= 2 * _LEAST_ROWS else None
    if gutter is None:
        ordered = sorted(items, key=lambda item: (item.box[1], item.box[0]))
        return [Column(min(item.box[0] for item in items), max(item.box[2] for item in items), ordered)]
    out: list[Column] = []
    for crossing, left, right in _zones(items, gutter):
        if crossing:
            out += columns(crossing, 9)
        elif _beside(left, right):
            out += [replace(one, beside=True) for one in columns(left, depth + 1) + columns(right, depth + 1)]
        else:
            out += columns(left + right, 9)
    return _merged(out)


def _merged(found: list[Column]) -> list[Column]:
    """Neighbouring full-width pieces are one column, so that tables and paragraphs in them stay whole."""
    out: list[Column] = []
    for column in found:
        if out and not out[-1].beside and not column.beside:
            out[-1].items += column.items
            out[-1].x0, out[-1].x1 = min(out[-1].x0, column.x0), max(out[-1].x1, column.x1)
        else:
            out.append(column)
    return out


def _rows(items: list[Item]) -> list[list[Item]]:
    runs = [item.run for item in items if item.run is not None]
    by_run = {id(item.run): item for item in items if item.run is not None}
    return [[by_run[id(run)] for run in line] for line in printed_lines(runs)]


def _gutter(items: list[Item]) -> tuple[float, float] | None:
    rows = _rows(items)
    if len(rows) < _LEAST_ROWS:
        return None
    low, high = min(item.box[0] for item in items), max(item.box[2] for item in items)
    if high - low < 100:
        return None
    bins = int((high - low) / _BIN) + 1
    crossed = [0] * bins
    for row in rows:
        for item in row:
            first = int((item.box[0] - low) / _BIN)
            last = int((item.box[2] - low - 0.01) / _BIN)
            for at in range(max(first, 0), min(last + 1, bins)):
                crossed[at] += 1
    best: tuple[float, tuple[float, float]] | None = None
    for start, stop in _clear_strips(crossed, rows):
        strip = (low + start * _BIN, low + stop * _BIN)
        if strip[1] - strip[0] < _LEAST_GUTTER:
            continue
        score = _prose_beside(rows, strip, low, high)
        if score > 0 and (best is None or score > best[0]):
            best = (score, strip)
    return best[1] if best else None


def _clear_strips(crossed: list[int], rows: list[list[Item]]) -> list[tuple[int, int]]:
    """Strips of bins crossed by few rows, at several levels of "few"."""
    out: list[tuple[int, int]] = []
    for share in (0.0, 0.05, 0.12, _MOST_CROSSING, 0.5):
        most = share * len(rows)
        start = None
        for at, count in enumerate([*crossed, len(rows) + 1]):
            if count <= most and start is None:
                start = at
            elif count > most and start is not None:
                if start > 0 and at < len(crossed):
                    out.append((start, at))
                start = None
    return list(dict.fromkeys(out))


def _prose_beside(rows: list[list[Item]], strip: tuple[float, float], low: float, high: float) -> float:
    """How surely the strip has columns of prose on its sides: the number of lines that say so, or 0."""
    left: list[Item] = []
    right: list[Item] = []
    both = 0
    for row in rows:
        if any(item.box[0] < strip[0] + 1 and item.box[2] > strip[1] - 1 for item in row):
            continue
        before = [item for item in row if item.box[2] <= strip[0] + 2.5]
        after = [item for item in row if item.box[0] >= strip[1] - 2.5]
        if before:
            left.append(before[-1])
        if after:
            right.append(after[0])
        both += bool(before and after)
    if len(left) < _LEAST_ROWS or len(right) < _LEAST_ROWS:
        return 0.0
    l_full, l_long = _fullness(left)
    r_full, r_long = _fullness(right)
    overlap = min(left[-1].box[3], right[-1].box[3]) - max(left[0].box[1], right[0].box[1])
    if overlap < 2 * median(item.box[3] - item.box[1] for item in left):
        return 0.0
    narrow = min(
        max(item.box[2] for item in left) - min(item.box[0] for item in left),
        max(item.box[2] for item in right) - min(item.box[0] for item in right),
    )
    if narrow < 0.12 * (high - low):
        return 0.0
    if (l_full >= 0.5 and r_full >= 0.5 and l_long >= 18 and r_long >= 18) or (
        max((l_full >= 0.6) * l_long, (r_full >= 0.6) * r_long) >= 26
        and min(len(left), len(right)) >= 6
        and min(l_long, r_long) >= 12
        and min(l_full, r_full) >= 0.3
    ):
        return float(min(len(left), len(right)) + both) + (strip[1] - strip[0]) / 100
    return 0.0


def _fullness(items: list[Item]) -> tuple[float, float]:
    """The share of lines that fill their column, and the usual length of a line in characters."""
    x0s = sorted(item.box[0] for item in items)
    x1s = sorted(item.box[2] for item in items)
    start, stop = x0s[len(x0s) // 10], x1s[int(0.9 * (len(x1s) - 1))]
    wide = max(stop - start, 1.0)
    full = sum(1 for item in items if item.box[2] >= stop - 0.22 * wide and item.box[0] <= start + 0.15 * wide)
    return full / len(items), median(len(item.run.text) if item.run else 0 for item in items)


def _zones(items: list[Item], strip: tuple[float, float]) -> list[tuple[list[Item], list[Item], list[Item]]]:
    """The items as stretches of the page: those that cross the strip, or those left and right of it."""
    out: list[tuple[list[Item], list[Item], list[Item]]] = []
    middle = (strip[0] + strip[1]) / 2
    crossers = sorted(
        (item for item in items if item.box[0] < middle - 1 and item.box[2] > middle + 1), key=lambda i: i.box[1]
    )
    rest = sorted(
        (item for item in items if not (item.box[0] < middle - 1 and item.box[2] > middle + 1)), key=lambda i: i.box[1]
    )
    at = 0
    for crosser in [*crossers, None]:
        limit = crosser.box[1] + 0.5 * (crosser.box[3] - crosser.box[1]) if crosser is not None else float("inf")
        left: list[Item] = []
        right: list[Item] = []
        while at < len(rest) and (rest[at].box[1] + rest[at].box[3]) / 2 < limit:
            (left if (rest[at].box[0] + rest[at].box[2]) / 2 < middle else right).append(rest[at])
            at += 1
        if left or right:
            out.append(([], left, right))
        if crosser is not None:
            if out and out[-1][0]:
                out[-1][0].append(crosser)
            else:
                out.append(([crosser], [], []))
    return out


def _beside(left: list[Item], right: list[Item]) -> bool:
    """Whether a zone's two sides are columns: lines on both, more than a heading's worth."""
    return len(left) >= 1 and len(right) >= 1 and len(left) + len(right) >= 4
