"""Charts and pictures: where they stand and which texts are theirs.

A drawn chart is seeded by curves and slanted lines, or by bars: filled rectangles without text, of one width, that
stand on one line and differ in height. Axes, grid lines and backgrounds that touch it belong to it, and so do the
short texts in and along it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from extract.roles import is_caption, is_note

from .grid import Box
from .lattice import Component
from .pages import PageContent
from .rulings import Area
from .runs import Run

_LEAST_SEED = (30.0, 18.0)
_LEAST_STROKES = 8
_BETWEEN = 0.1
"""Of a bar's thickness: the gap to the next bar at least."""
_REACH = 9.0
_FLAT = 2.0
_FARTHEST_AXIS = 30.0
_MOST_GROWTH = 6.0
_TICK = 12.0
_FARTHEST_LABEL = 34.0
_LABEL = 26
_PROSE = 55


@dataclass(slots=True)
class Figure:
    """A chart or picture with the texts that stand in it."""

    box: Box
    runs: list[Run] = field(default_factory=list)
    drawn: bool = True


def chart_seeds(content: PageContent, runs: list[Run], groups: list[Component]) -> list[Box]:
    """Where curves, bars or marks in a frame are drawn that are no backdrop of prose; ``groups`` are of rulings."""
    drawing = content.drawing
    seeds = [box for box in drawing.shapes if not _slight(box) and not _page_wide(box, content)]
    seeds += _bars(drawing.areas, runs)
    small = [box for box in drawing.shapes if _slight(box)]
    seeds += _strokes(small)
    seeds += [group.box for group in groups if _plain_frame(group) and _scattered(small, group.box)]
    return [chart for chart in _clusters(seeds, _REACH) if not _prose_inside(chart, runs)]


def find_figures(
    content: PageContent, runs: list[Run], seeds: list[Box], tables: list[Box], frames: list[Box]
) -> list[Figure]:
    """The charts and pictures of a page; ``runs`` are the texts that stand in no table, ``frames`` boxes of rulings."""
    parts = [box for box in _frames(content) if not _page_wide(box, content)]
    parts += [box for box in content.drawing.shapes if _slight(box)]
    parts = [box for box in parts if not any(_share(box, table) > 0.5 for table in tables)]
    grown = [_framed(_grown(seed, parts, runs, tables), frames, runs, tables) for seed in seeds]
    charts = _clusters(grown, 2.0)
    found = [Figure(chart) for chart in charts]
    for figure in found:
        _take_texts(figure, runs)
    found += [
        Figure(box, drawn=False)
        for box in _clusters([box for box in content.drawing.pictures if not _tiny(box)], 2.0)
        if not any(_share(box, figure.box) > 0.5 for figure in found) and not _page_wide(box, content)
    ]
    return sorted(found, key=lambda figure: (figure.box[1], figure.box[0]))


def _plain_frame(group: Component) -> bool:
    """Whether rulings are the four sides of a frame, with ticks at most: no grid of a table."""
    x0, top, x1, bottom = group.box
    across = sum(1 for rule in group.across if rule.stop - rule.start > 0.5 * (x1 - x0))
    down = sum(1 for rule in group.down if rule.stop - rule.start > 0.5 * (bottom - top))
    return across <= 2 and down <= 2 and not _slight(group.box)


def _scattered(marks: list[Box], frame: Box) -> bool:
    """Whether small marks are strewn over a frame."""
    inside = [mark for mark in marks if _share(mark, frame) > 0.9]
    xs, ys = {round(mark[0]) for mark in inside}, {round(mark[1]) for mark in inside}
    if min(len(xs), len(ys)) < _LEAST_STROKES:
        return False
    return max(xs) - min(xs) > 0.3 * (frame[2] - frame[0]) and max(ys) - min(ys) > 0.3 * (frame[3] - frame[1])


def _slight(box: Box) -> bool:
    return box[2] - box[0] < _LEAST_SEED[0] or box[3] - box[1] < _LEAST_SEED[1]


def _page_wide(box: Box, content: PageContent) -> bool:
    wide, high = box[2] - box[0], box[3] - box[1]
    return wide * high > 0.75 * content.width * content.height


def _tiny(box: Box) -> bool:
    return box[2] - box[0] < 40 or box[3] - box[1] < 40


def _bars(areas: list[Area], runs: list[Run]) -> list[Box]:
    """The boxes round sets of bars, standing or lying."""
    if len(areas) < 3 or len(areas) > 3000:
        return []
    drawn = [area for area in areas if area.x1 - area.x0 > 2.5 and area.bottom - area.top > 2.5 and area.grey < 0.995]
    written = {id(area) for area in drawn if any(_stands_in(run, area) for run in runs)}
    out: list[Box] = []
    for standing in (True, False):
        groups: dict[tuple[int, int], list[Area]] = {}
        for area in drawn:
            thick = area.x1 - area.x0 if standing else area.bottom - area.top
            foot = area.bottom if standing else area.x0
            groups.setdefault((round(foot / 1.5), round(thick / 1.5)), []).append(area)
        for group in groups.values():
            plain = [area for area in group if id(area) not in written]
            bars = group if len(plain) < len(group) and _apart(group, standing=standing) else plain
            lengths = {round(area.bottom - area.top if standing else area.x1 - area.x0) for area in bars}
            if len(bars) >= 3 and len(lengths) >= 3:
                out.append(
                    (
                        min(area.x0 for area in bars),
                        min(area.top for area in bars),
                        max(area.x1 for area in bars),
                        max(area.bottom for area in bars),
                    )
                )
    return out


def _apart(bars: list[Area], *, standing: bool) -> bool:
    """Whether bars with texts in them stand apart from one another, as the shaded cells of a table do not."""
    places = sorted((area.x0, area.x1) if standing else (area.top, area.bottom) for area in bars)
    return all(below[0] - above[1] >= _BETWEEN * (above[1] - above[0]) for above, below in pairwise(places))


def _strokes(small: list[Box]) -> list[Box]:
    """Curves drawn in many short pieces: the boxes round the places where such pieces crowd."""
    groups: list[tuple[Box, int]] = []
    for box in sorted(small)[:3000]:
        for number in range(len(groups) - 1, max(len(groups) - 12, -1), -1):
            if _near(box, groups[number][0], 3.0):
                groups[number] = (_union(box, groups[number][0]), groups[number][1] + 1)
                break
        else:
            groups.append((box, 1))
    crowds = [(box, count) for box, count in groups if count >= _LEAST_STROKES]
    return [box for box, _ in crowds if box[2] - box[0] >= 2 * _LEAST_SEED[0] and box[3] - box[1] >= _LEAST_SEED[1]]


def _stands_in(run: Run, area: Area) -> bool:
    return area.x0 <= (run.x0 + run.x1) / 2 <= area.x1 and area.top <= run.middle <= area.bottom


def _clusters(boxes: list[Box], reach: float) -> list[Box]:
    """Boxes nearer than ``reach`` made one, until none are."""
    out = list(dict.fromkeys(boxes))[:400]
    merged = True
    while merged:
        merged = False
        kept: list[Box] = []
        for box in out:
            for number, other in enumerate(kept):
                if _near(box, other, reach):
                    kept[number] = _union(box, other)
                    merged = True
                    break
            else:
                kept.append(box)
        out = kept
    return out


def _near(one: Box, other: Box, reach: float) -> bool:
    return (
        one[0] - reach <= other[2]
        and other[0] - reach <= one[2]
        and one[1] - reach <= other[3]
        and other[1] - reach <= one[3]
    )


def _union(one: Box, other: Box) -> Box:
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))


def _share(box: Box, other: Box) -> float:
    wide = min(box[2], other[2]) - max(box[0], other[0])
    if wide <= 0:
        return 0.0
    high = min(box[3], other[3]) - max(box[1], other[1])
    return wide * max(high, 0.0) / max((box[2] - box[0]) * (box[3] - box[1]), 1.0)


def _prose_inside(box: Box, runs: list[Run]) -> bool:
    long = sum(1 for run in runs if len(run.text) > _PROSE and _share(run.box, box) > 0.6)
    if not long:
        return False
    return long >= 3 or long > 0.4 * sum(1 for run in runs if _share(run.box, box) > 0.6)


def _frames(content: PageContent) -> list[Box]:
    drawing = content.drawing
    boxes: list[Box] = [(rule.start, rule.at, rule.stop, rule.at) for rule in drawing.across]
    boxes += [(rule.at, rule.start, rule.at, rule.stop) for rule in drawing.down]
    boxes += [(area.x0, area.top, area.x1, area.bottom) for area in drawing.areas if area.grey < 0.995]
    return boxes


def _grown(seed: Box, parts: list[Box], runs: list[Run], tables: list[Box]) -> Box:
    """A chart with its axes, grid lines and backgrounds, and with the ticks that touch those."""
    chart = seed
    for part in parts:
        if _near(seed, part, 1.5) or _axis(seed, part):
            bigger = _union(chart, part)
            if _area(bigger) <= _MOST_GROWTH * _area(seed) and not _prose_inside(bigger, runs):
                chart = bigger
    core = chart
    for part in parts:
        if _near(core, part, 1.5) and max(part[2] - part[0], part[3] - part[1]) < _TICK:
            chart = _union(chart, part)
    return core if any(_near(chart, table, -1.0) for table in tables) else chart


def _framed(chart: Box, frames: list[Box], runs: list[Run], tables: list[Box]) -> Box:
    """A chart with the frame drawn round it and its labels, if nothing else is in the frame."""
    best = chart
    for frame in frames:
        if _share(chart, frame) < 0.95 or _area(frame) > _MOST_GROWTH * _area(chart):
            continue
        if _prose_inside(frame, runs) or any(_near(frame, table, -1.0) for table in tables):
            continue
        best = _union(best, frame)
    return best


def _axis(chart: Box, part: Box) -> bool:
    """Whether a line runs along a chart's side, not far off, nearly as long as the side."""
    wide, high = chart[2] - chart[0], chart[3] - chart[1]
    if part[2] - part[0] < _FLAT:
        along = min(chart[3], part[3]) - max(chart[1], part[1])
        away = max(chart[0] - part[2], part[0] - chart[2])
        return along >= 0.6 * high and away <= min(0.3 * wide, _FARTHEST_AXIS)
    if part[3] - part[1] < _FLAT:
        along = min(chart[2], part[2]) - max(chart[0], part[0])
        away = max(chart[1] - part[3], part[1] - chart[3])
        return along >= 0.6 * wide and away <= min(0.3 * high, _FARTHEST_AXIS)
    return False


def _area(box: Box) -> float:
    return max(box[2] - box[0], 1.0) * max(box[3] - box[1], 1.0)


def _take_texts(figure: Figure, runs: list[Run]) -> None:
    """The texts in a chart, and the short ones along its sides and next to those."""
    chart = figure.box
    runs = [run for run in runs if not is_caption(run.text) and not is_note(run.text)]
    inside = [run for run in runs if _share(run.box, chart) > 0.5 and len(run.text) <= 2 * _PROSE]
    taken = {id(run) for run in inside}
    reach = chart
    for _ in range(2):
        for run in runs:
            if id(run) in taken or len(run.text) > _LABEL or not _near(run.box, chart, _FARTHEST_LABEL):
                continue
            if _near(run.box, reach, 0.9 * run.size) and _along(run, reach):
                inside.append(run)
                taken.add(id(run))
        for run in inside:
            reach = _union(reach, run.box)
    figure.runs = inside
    figure.box = reach


def _along(run: Run, box: Box) -> bool:
    """Whether a text stands left of, right of or under a box, within its reach."""
    middle_x = (run.x0 + run.x1) / 2
    beside = box[1] - run.size <= run.middle <= box[3] + run.size
    under = box[0] - run.size <= middle_x <= box[2] + run.size
    return beside or under
