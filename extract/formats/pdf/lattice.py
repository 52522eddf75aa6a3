"""The lattice finder: tables whose cells are drawn by rulings or shaded areas.

Rulings that cross or touch form a component; the positions of its rulings are the lines of a grid; neighbouring
squares with no ruling between them are one cell (a span).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .grid import Box, Grid, GridCell
from .rulings import Area, Drawing, Rule, joined

TOUCH = 3.0
"""Points by which rulings may miss each other and still meet."""
_LEAST_RULE = 4.0
_SNAP = 2.5
MOST_RULES = 1500
_SEAM = 0.8


@dataclass(slots=True)
class Component:
    """Rulings that hang together."""

    across: list[Rule]
    down: list[Rule]

    @property
    def box(self) -> Box:
        """The box round them."""
        xs = (
            [rule.at for rule in self.down] + [rule.start for rule in self.across] + [rule.stop for rule in self.across]
        )
        ys = [rule.at for rule in self.across] + [rule.start for rule in self.down] + [rule.stop for rule in self.down]
        return (min(xs), min(ys), max(xs), max(ys))


def components(drawing: Drawing, shading: tuple[list[Rule], list[Rule]]) -> list[Component]:
    """The groups of rulings and edges of shaded areas that hang together, of at least one in each direction."""
    across = [rule for rule in drawing.across if rule.stop - rule.start >= _LEAST_RULE]
    down = [rule for rule in drawing.down if rule.stop - rule.start >= _LEAST_RULE]
    across = joined(across + shading[0], near=1.6)
    down = joined(down + shading[1], near=1.6)
    if not across or not down or len(across) > MOST_RULES or len(down) > MOST_RULES:
        return []
    parent = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for number, line in enumerate(across):
        for other, post in enumerate(down):
            if (
                line.start - TOUCH <= post.at <= line.stop + TOUCH
                and post.start - TOUCH <= line.at <= post.stop + TOUCH
            ):
                parent[root(number)] = root(len(across) + other)
    groups: dict[int, Component] = {}
    for number, line in enumerate(across):
        groups.setdefault(root(number), Component([], [])).across.append(line)
    for other, post in enumerate(down):
        groups.setdefault(root(len(across) + other), Component([], [])).down.append(post)
    found = [group for group in groups.values() if group.across and group.down]
    return sorted(found, key=lambda group: (group.box[1], group.box[0]))


def shading_edges(areas: list[Area], width: float, height: float) -> tuple[list[Rule], list[Rule]]:
    """The horizontal and the upright edges of shaded areas, as rulings of no width; not those of a page's backdrop."""
    across: list[Rule] = []
    down: list[Rule] = []
    for area in _merged(areas):
        wide, high = area.x1 - area.x0, area.bottom - area.top
        if (
            area.grey > 0.995
            or wide < 8
            or high < 6
            or (wide > 0.9 * width and high > 0.5 * height)
            or high > 0.7 * height
        ):
            continue
        across += [Rule(area.top, area.x0, area.x1, 0.0), Rule(area.bottom, area.x0, area.x1, 0.0)]
        down += [Rule(area.x0, area.top, area.bottom, 0.0), Rule(area.x1, area.top, area.bottom, 0.0)]
    return across, down


def _merged(areas: list[Area]) -> list[Area]:
    """Areas of one brightness that touch along a whole side made one: the side between them cannot be seen."""
    for upright in (True, False):
        groups: dict[tuple[int, int, int], list[Area]] = {}
        for area in areas:
            ends = (area.x0, area.x1) if upright else (area.top, area.bottom)
            groups.setdefault((round(area.grey * 50), round(ends[0]), round(ends[1])), []).append(area)
        out: list[Area] = []
        for group in groups.values():
            group.sort(key=lambda area: area.top if upright else area.x0)
            for area in group:
                last = out[-1] if out and area is not group[0] else None
                if last is not None and upright and area.top <= last.bottom + _SEAM:
                    out[-1] = replace(last, bottom=max(last.bottom, area.bottom))
                elif last is not None and not upright and area.x0 <= last.x1 + _SEAM:
                    out[-1] = replace(last, x1=max(last.x1, area.x1))
                else:
                    out.append(area)
        areas = out
    return areas


def grid_of(component: Component) -> Grid | None:
    """The grid a component draws, without text; None if it has fewer than two squares."""
    xs = _lines([rule.at for rule in component.down] + _ends(component.across, [rule.at for rule in component.down]))
    ys = _lines([rule.at for rule in component.across] + _ends(component.down, [rule.at for rule in component.across]))
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < 2 or len(xs) * len(ys) > 20_000:
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    floor = _drawn(component.across, ys, xs)
    wall = _drawn(component.down, xs, ys)
    owner = [[-1] * columns for _ in range(rows)]
    cells: list[GridCell] = []
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] >= 0:
                continue
            last_column = column
            while last_column + 1 < columns and not wall[last_column + 1][row] and owner[row][last_column + 1] < 0:
                last_column += 1
            last_row = row
            while last_row + 1 < rows and _opens_below(floor, wall, owner, last_row, column, last_column):
                last_row += 1
            number = len(cells)
            for r in range(row, last_row + 1):
                for c in range(column, last_column + 1):
                    owner[r][c] = number
            cells.append(
                GridCell(
                    row,
                    column,
                    last_row - row + 1,
                    last_column - column + 1,
                    [],
                    (xs[column], ys[row], xs[last_column + 1], ys[last_row + 1]),
                )
            )
    return Grid(rows, columns, cells, (xs[0], ys[0], xs[-1], ys[-1]), xs=xs, ys=ys)


def _opens_below(
    floor: list[list[bool]], wall: list[list[bool]], owner: list[list[int]], row: int, first: int, last: int
) -> bool:
    """Whether the squares ``first`` to ``last`` of ``row`` go on into the row below as one rectangle."""
    below = row + 1
    for column in range(first, last + 1):
        if floor[below][column] or owner[below][column] >= 0:
            return False
        if column > first and wall[column][below]:
            return False
    return True


def _ends(rules: list[Rule], taken: list[float]) -> list[float]:
    """Where rulings reach beyond the outermost crossing line: the open sides of a table."""
    low, high = min(taken), max(taken)
    out = []
    starts = [rule.start for rule in rules if rule.start < low - 3 * TOUCH]
    stops = [rule.stop for rule in rules if rule.stop > high + 3 * TOUCH]
    if len(starts) * 2 >= len(rules) and starts:
        out.append(min(starts))
    if len(stops) * 2 >= len(rules) and stops:
        out.append(max(stops))
    return out


def _lines(values: list[float]) -> list[float]:
    out: list[list[float]] = []
    for value in sorted(values):
        if out and value - out[-1][-1] <= _SNAP and value - out[-1][0] <= 2 * _SNAP:
            out[-1].append(value)
        else:
            out.append([value])
    return [sum(group) / len(group) for group in out]


def _drawn(rules: list[Rule], positions: list[float], crossings: list[float]) -> list[list[bool]]:
    """For every grid line and every stretch between two crossings: is a ruling drawn there?"""
    out = [[False] * (len(crossings) - 1) for _ in positions]
    for rule in rules:
        line = min(range(len(positions)), key=lambda at: abs(positions[at] - rule.at))
        if abs(positions[line] - rule.at) > 2 * _SNAP:
            continue
        for stretch in range(len(crossings) - 1):
            low, high = crossings[stretch], crossings[stretch + 1]
            covered = min(rule.stop, high) - max(rule.start, low)
            if covered >= 0.6 * (high - low) or covered >= high - low - 2 * TOUCH > 0:
                out[line][stretch] = True
    return out
