"""Reading order: columns of a page, found by their gutters.

A gutter is a vertical strip that few lines cross and that has lines of prose on its sides. The lines that cross
it (a title, a wide table) cut the page into zones; in a zone the left side is read before the right side, and
each side may have a gutter of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from .grid import Box, printed_lines
from .runs import Run

_BIN = 2.0
_LEAST_GUTTER = 7.0
_LEAST_ROWS = 4
_DEEPEST = 5
_MOST_TRIES = 24
_MOST_KNOWN = 4
_BOX_LENGTH = 30
"""What a table or picture counts for, in characters of a line."""


@dataclass(slots=True)
class Item:
    """A run, or a box that is laid out whole (a table, a picture)."""

    box: Box
    run: Run | None = None
    number: int = -1
    """Which grid, or for numbers below -1 which figure (-2 is the first), a box without a run is."""


@dataclass(slots=True)
class Column:
    """Items read from top to bottom between two x positions."""

    x0: float
    x1: float
    items: list[Item]
    beside: bool = False
    """It stands left or right of another column."""


def columns(items: list[Item], gutters: list[Gutter], depth: int = 0) -> list[Column]:
    """The items of a page as columns in reading order.

    ``gutters`` are those of the pages before; ones found here are added. A last page with a line or two in its
    second column has a gutter only because the others have it.
    """
    if not items:
        return []
    zone = _zone(items) if depth < _DEEPEST and len(items) >= 2 * _LEAST_ROWS else None
    if zone is not None:
        gutters.append((max(item.box[2] for item in zone[1]), min(item.box[0] for item in zone[2])))
    elif depth == 0:
        zone = next(
            (found for found in (_known_zone(items, gutter) for gutter in gutters[::-1][:_MOST_KNOWN]) if found), None
        )
    if zone is None:
        ordered = sorted(items, key=lambda item: (item.box[1], item.box[0]))
        return [Column(min(item.box[0] for item in items), max(item.box[2] for item in items), ordered)]
    above, left, right, below = zone
    sides = columns(left, gutters, depth + 1) + columns(right, gutters, depth + 1)
    beside = [replace(one, beside=True) for one in sides]
    return columns(above, gutters, depth + 1) + beside + columns(below, gutters, depth + 1)


Gutter = tuple[float, float]
"""Where the left column ends and the right one begins."""
Zone = tuple[list[Item], list[Item], list[Item], list[Item]]


def _zone(items: list[Item]) -> Zone | None:
    """The items above, left of, right of and below the surest stretch of a gutter; None if there is none."""
    if not _room_between(items):
        return None
    rows = _rows(items)
    low, high = min(item.box[0] for item in items), max(item.box[2] for item in items)
    if len(rows) < _LEAST_ROWS or high - low < 100:
        return None
    best: tuple[float, int, int, tuple[float, float]] | None = None
    for first, last, strip in _clear_stretches(rows, low, high):
        score = _prose_beside(rows[first:last], strip, low, high)
        if score > 0 and (best is None or score > best[0]):
            best = (score, first, last, strip)
    if best is None:
        return None
    _, first, last, strip = best
    middle = (strip[0] + strip[1]) / 2
    above = [item for row in rows[:first] for item in row]
    below = [item for row in rows[last:] for item in row]
    inside = [item for row in rows[first:last] for item in row]
    left = [item for item in inside if (item.box[0] + item.box[2]) / 2 < middle]
    right = [item for item in inside if (item.box[0] + item.box[2]) / 2 >= middle]
    return above, left, right, below


def _room_between(items: list[Item]) -> bool:
    """Whether enough items end left of where enough others begin: without that no gutter can be."""
    ends = sorted(item.box[2] for item in items)
    begins = sorted(item.box[0] for item in items)
    return begins[-_LEAST_ROWS] - ends[_LEAST_ROWS - 1] > _LEAST_GUTTER - 2 * _BIN


def _known_zone(items: list[Item], gutter: Gutter) -> Zone | None:
    """The zone of a gutter known from other pages, if this page has prose left of it and anything right of it."""
    rows = _rows(items)
    first = 0
    for last in range(len(rows) + 1):
        crossed = last < len(rows) and any(
            item.box[0] < gutter[1] - 4 and item.box[2] > gutter[0] + 4 for item in rows[last]
        )
        if last < len(rows) and not crossed:
            continue
        inside = [item for row in rows[first:last] for item in row]
        left = [item for item in inside if item.box[2] <= gutter[0] + 4]
        right = [item for item in inside if item.box[0] >= gutter[1] - 4]
        if len(left) >= _LEAST_ROWS and right and min(item.box[0] for item in right) - gutter[1] < 40:
            full, long = _fullness(left)
            if full >= 0.5 and long >= 18:
                above = [item for row in rows[:first] for item in row]
                return above, left, right, [item for row in rows[last:] for item in row]
        first = last + 1
    return None


def _rows(items: list[Item]) -> list[list[Item]]:
    """Items as printed lines from top to bottom; a box that is no text is a line of its own."""
    runs = [item.run for item in items if item.run is not None]
    by_run = {id(item.run): item for item in items if item.run is not None}
    rows = [[by_run[id(run)] for run in line] for line in printed_lines(runs)]
    rows += [[item] for item in items if item.run is None]
    return sorted(rows, key=lambda row: min(item.box[1] for item in row))


def _clear_stretches(rows: list[list[Item]], low: float, high: float) -> list[tuple[int, int, tuple[float, float]]]:
    """Stretches of rows that leave one strip white and have text on both sides of it, the longest first."""
    bins = int((high - low) / _BIN) + 1
    covered = np.zeros((len(rows), bins), np.bool_)
    for number, row in enumerate(rows):
        for item in row:
            first = max(int((item.box[0] - low) / _BIN), 0)
            covered[number, first : int((item.box[2] - low - 0.01) / _BIN) + 1] = True
    narrow = int(_LEAST_GUTTER / _BIN)
    blocked = covered[:, : bins - narrow].copy()
    for shift in range(1, narrow + 1):
        blocked |= covered[:, shift : bins - narrow + shift]
    at_bin = np.arange(bins - narrow)
    left_of = at_bin >= covered.argmax(axis=1)[:, None]
    right_of = at_bin + narrow < bins - covered[:, ::-1].argmax(axis=1)[:, None]
    out: list[tuple[int, int, int, int]] = []
    free = ~blocked
    hopeful = (free & left_of).sum(axis=0) >= _LEAST_ROWS
    hopeful &= (free & right_of).sum(axis=0) >= _LEAST_ROWS
    for at in np.flatnonzero(hopeful).tolist():
        stop = np.flatnonzero(blocked[:, at]).tolist()
        before, after = left_of[:, at].tolist(), right_of[:, at].tolist()
        for first, last in zip([-1, *stop], [*stop, len(rows)], strict=True):
            first += 1  # noqa: PLW2901  # the row after the blocked one
            if last - first < _LEAST_ROWS:
                continue
            sides = min(sum(before[first:last]), sum(after[first:last]))
            if sides >= _LEAST_ROWS:
                out.append((sides, first, last, at))
    out.sort(reverse=True)
    found: list[tuple[int, int, tuple[float, float]]] = []
    for _, first, last, at in out:
        strip = (low + at * _BIN, low + (at + narrow + 1) * _BIN)
        same = [one for one in found if one[0] == first and one[1] == last and abs(one[2][0] - strip[0]) <= 2 * _BIN]
        if not same:
            found.append((first, last, strip))
        if len(found) >= _MOST_TRIES:
            break
    return found


def _prose_beside(rows: list[list[Item]], strip: tuple[float, float], low: float, high: float) -> float:
    """How surely the strip has columns of prose on its sides: the number of lines that say so, or 0."""
    left: list[Item] = []
    right: list[Item] = []
    both = 0
    for row in rows:
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
    return full / len(items), median(len(item.run.text) if item.run else _BOX_LENGTH for item in items)
