"""The drawn things of one page: rulings, filled areas, pictures and the rest, as displayed.

A ruling is a stroked straight line along an axis, or a filled rectangle as thin as a line. Matrices of objects
and of the forms they stand in are applied. A drawing of more than ``MOST_OBJECTS`` objects is cut there.
"""

from __future__ import annotations

import ctypes
from collections import deque
from dataclasses import dataclass, field
from itertools import pairwise, repeat

import numpy as np

from . import engine
from .frame import Floats, Frame

MOST_OBJECTS = 15_000
MOST_SEGMENTS = 8_000
"""An outline of more pieces is a curve in small steps; only its box is kept."""
DEEPEST_FORM = 6
THICKEST_RULE = 3.2
"""Points; a filled rectangle no thicker than this is a line."""
_LONG_PATH = 12
"""Segments from which arrays are quicker than numbers one by one."""
_BULLET = (1.5, 7.5)
_STRAIGHT = 0.6
_LEAST_ROUNDED = 10.0
"""Points; a curved outline smaller than this is a mark or a bullet, no frame."""
_MOST_CORNERS = 12
"""An outline with more corners is a curve drawn in small steps, no frame."""
_PATH, _IMAGE, _SHADING, _FORM = 2, 3, 4, 5
_LEAST_SPECKS = 40
_MOVE = 2
_BEZIER = 1

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along an axis: ``at`` is its y when horizontal, its x when vertical."""

    at: float
    start: float
    stop: float
    width: float


@dataclass(frozen=True, slots=True)
class Area:
    """A filled rectangle; ``grey`` is its brightness from 0 (black) to 1 (white)."""

    x0: float
    top: float
    x1: float
    bottom: float
    grey: float


@dataclass(slots=True)
class Drawing:
    """Everything drawn on one page but text."""

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    shapes: list[Box] = field(default_factory=list)
    cut: bool = False

    def bullets(self) -> list[Box]:
        """The small round or square shapes that may be bullets."""
        boxes = self.shapes + [(area.x0, area.top, area.x1, area.bottom) for area in self.areas]
        return [
            box
            for box in boxes
            if _BULLET[0] <= box[2] - box[0] <= _BULLET[1] and 0.7 < (box[3] - box[1]) / (box[2] - box[0]) < 1.4
        ]


def read_drawing(page: int, frame: Frame) -> Drawing:
    """The drawn things of a loaded page."""
    reader = _Reader(frame)
    count = min(engine.page_object_count(page), MOST_OBJECTS)
    reader.read_all(list(map(engine.page_object, repeat(page), range(count))), _IDENTITY, 0)
    return reader.drawing


class _Reader:
    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.drawing = Drawing()
        self.seen = 0
        self._floats = (ctypes.c_float * 6)()
        self._at = ctypes.addressof(self._floats)
        self._ints = (ctypes.c_uint * 4)()
        self._ints_at = ctypes.addressof(self._ints)

    def read_all(self, objects: list[int], matrix: Matrix, depth: int) -> None:
        self.seen += len(objects)
        if self.seen > MOST_OBJECTS:
            self.drawing.cut = True
            objects = objects[: max(MOST_OBJECTS + len(objects) - self.seen, 0)]
        for address, kind in zip(objects, list(map(engine.object_type, objects)), strict=True):
            if kind == _PATH:
                self._path(address, matrix)
            elif kind == _IMAGE:
                self._picture(address, matrix)
            elif kind == _SHADING:
                box = self._bounds(address, matrix)
                if box is not None:
                    self.drawing.shapes.append(box)
            elif kind == _FORM and depth < DEEPEST_FORM:
                inner = _product(self._matrix(address), matrix)
                count = min(engine.form_object_count(address), MOST_OBJECTS)
                self.read_all([engine.form_object(address, index) for index in range(max(count, 0))], inner, depth + 1)

    def _matrix(self, address: int) -> Matrix:
        if not engine.object_matrix(address, self._at):
            return _IDENTITY
        a, b, c, d, e, f = self._floats
        return (a, b, c, d, e, f)

    def _bounds(self, address: int, matrix: Matrix) -> Box | None:
        at = self._at
        if not engine.object_bounds(address, at, at + 4, at + 8, at + 12):  # left, bottom, right, top
            return None
        left, bottom, right, top = self._floats[:4]
        if matrix is _IDENTITY and not self.frame.turns:
            plain = self.frame
            return self._on_page((left - plain.left, plain.top - top, right - plain.left, plain.top - bottom))
        corners = [(left, bottom), (right, top)]
        if matrix is not _IDENTITY:
            corners = [_apply(matrix, x, y) for x in (left, right) for y in (bottom, top)]
        shown = [self.frame.point(x, y) for x, y in corners]
        xs, ys = [x for x, _ in shown], [y for _, y in shown]
        return self._on_page((min(xs), min(ys), max(xs), max(ys)))

    def _on_page(self, box: Box) -> Box | None:
        off = box[2] < 0 or box[3] < 0 or box[0] > self.frame.width or box[1] > self.frame.height
        return None if off else box

    def _picture(self, address: int, matrix: Matrix) -> None:
        box = self._bounds(address, matrix)
        if box is None:
            return
        x0, top, x1, bottom = box
        if bottom - top <= THICKEST_RULE or x1 - x0 <= THICKEST_RULE:
            self._thin(box)  # some programs draw lines as one-pixel pictures
        else:
            self.drawing.pictures.append(box)

    def _path(self, address: int, matrix: Matrix) -> None:  # one kind of outline a branch
        at = self._at
        engine.path_draw_mode(address, self._ints_at, self._ints_at + 4)
        filled, stroked = self._ints[0], self._ints[1]
        if not filled and not stroked:
            return
        count = engine.path_segment_count(address)
        if filled and not stroked and count <= 6:
            box = self._bounds(address, matrix)
            if box is None:
                return
            if min(box[2] - box[0], box[3] - box[1]) <= THICKEST_RULE:
                self._thin(box)
                return
        if count > MOST_SEGMENTS:
            whole = self._bounds(address, matrix)
            if whole is not None:
                self.drawing.shapes.append(whole)
            return
        inner = _product(self._matrix(address), matrix)
        points, breaks, curved = self._points(address, count, inner)
        if len(points) == 0:
            return
        width = 0.0
        if stroked:
            engine.object_stroke_width(address, at)
            width = self._floats[0] * max(abs(inner[0]) + abs(inner[1]), 0.01)
        if curved and _rounded(points):
            x0, top, x1, bottom = _round(points)
            points, breaks = [(x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)], [0]
        elif curved or _pixelled(points, breaks):
            self.drawing.shapes.append(_round(points))
            return
        for start, stop in zip(breaks, [*breaks[1:], len(points)], strict=True):
            self._outline(address, points[start:stop], filled=bool(filled), stroked=bool(stroked), width=width)

    def _points(self, address: int, count: int, matrix: Matrix) -> tuple[list[Point], list[int], bool]:
        """The corners of an outline as displayed, where its parts begin, and whether it is mostly curves."""
        if count >= _LONG_PATH:
            return self._many_points(address, count, matrix)
        at = self._at
        flat: list[Point] = []
        breaks: list[int] = []
        curves = 0
        for index in range(count):
            segment = engine.path_segment(address, index)
            kind = engine.segment_type(segment)
            engine.segment_point(segment, at, at + 4)
            if kind == _MOVE:
                breaks.append(len(flat))
            elif kind == _BEZIER:
                curves += 1
            flat.append(_apply(matrix, self._floats[0], self._floats[1]))
            if engine.segment_close(segment) and breaks:
                flat.append(flat[breaks[-1]])
        if not flat:
            return [], [], False
        if not breaks or breaks[0] != 0:
            breaks.insert(0, 0)
        return (
            [self.frame.point(x, y) for x, y in flat],
            breaks,
            curves > 0 and curves * 2 >= count - len(breaks),
        )

    def _many_points(self, address: int, count: int, matrix: Matrix) -> tuple[list[Point], list[int], bool]:
        """As ``_points``, by arrays: dearer for a box of five points, many times cheaper for a chart's line."""
        segments = list(map(engine.path_segment, repeat(address), range(count)))
        kinds = np.fromiter(map(engine.segment_type, segments), np.int64, count)
        closed = np.flatnonzero(np.fromiter(map(engine.segment_close, segments), np.int64, count))
        raw = np.empty((count, 2), np.float32)
        first = raw.ctypes.data
        last = first + 8 * count
        deque(map(engine.segment_point, segments, range(first, last, 8), range(first + 4, last + 4, 8)), maxlen=0)
        points = np.column_stack(self.frame.points(*_applied(matrix, *raw.astype(np.float64).T)))
        moves = np.flatnonzero(kinds == _MOVE)
        closed = closed[np.searchsorted(moves, closed, "right") > 0]
        begun = moves[np.searchsorted(moves, closed, "right") - 1]
        points = np.insert(points, closed + 1, points[begun], axis=0)
        breaks = (moves + np.searchsorted(closed, moves)).tolist()
        if not breaks or breaks[0] != 0:
            breaks.insert(0, 0)
        curves = int((kinds == _BEZIER).sum())
        return [(x, y) for x, y in points.tolist()], breaks, curves > 0 and curves * 2 >= count - len(breaks)

    def _outline(self, address: int, corners: list[Point], *, filled: bool, stroked: bool, width: float) -> None:
        if len(corners) < 2:
            return
        box = _round(corners)
        if box[2] < 0 or box[3] < 0 or box[0] > self.frame.width or box[1] > self.frame.height:
            return
        straight = len(corners) <= _MOST_CORNERS and all(
            abs(ax - bx) <= _STRAIGHT or abs(ay - by) <= _STRAIGHT for (ax, ay), (bx, by) in pairwise(corners)
        )
        if min(box[2] - box[0], box[3] - box[1]) <= THICKEST_RULE and (
            straight or max(box[2] - box[0], box[3] - box[1]) > 20
        ):
            if max(box[2] - box[0], box[3] - box[1]) > 0:
                self._thin(box, width if not filled else 0.0)
            return
        if not straight:
            self.drawing.shapes.append(box)
            if not stroked:
                return
        if filled and straight:
            self.drawing.areas.append(Area(*box, self._grey(address)))
        if stroked:
            for (ax, ay), (bx, by) in pairwise(corners):
                if abs(ay - by) <= _STRAIGHT and abs(ax - bx) > _STRAIGHT:
                    self.drawing.across.append(Rule((ay + by) / 2, min(ax, bx), max(ax, bx), width))
                elif abs(ax - bx) <= _STRAIGHT and abs(ay - by) > _STRAIGHT:
                    self.drawing.down.append(Rule((ax + bx) / 2, min(ay, by), max(ay, by), width))

    def _thin(self, box: Box, width: float = 0.0) -> None:
        x0, top, x1, bottom = box
        if x1 - x0 >= bottom - top:
            self.drawing.across.append(Rule((top + bottom) / 2, x0, x1, max(width, bottom - top)))
        else:
            self.drawing.down.append(Rule((x0 + x1) / 2, top, bottom, max(width, x1 - x0)))

    def _grey(self, address: int) -> float:
        at = self._ints_at
        if not engine.object_fill_colour(address, at, at + 4, at + 8, at + 12):
            return 0.9
        red, green, blue, alpha = self._ints
        if alpha == 0:
            return 1.0
        return (0.3 * red + 0.59 * green + 0.11 * blue) / 255


def _round(points: list[Point]) -> Box:
    """The box round points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _rounded(points: list[Point]) -> bool:
    """Whether an outline is a rectangle with rounded corners: most of its length runs along the axes."""
    x0, top, x1, bottom = _round(points)
    if len(points) > 3 * _MOST_CORNERS or max(x1 - x0, bottom - top) < _LEAST_ROUNDED:
        return False
    corners = np.array(points)
    steps = np.abs(np.diff(corners, axis=0))
    straight = steps.min(axis=1) <= _STRAIGHT
    around = 2 * (x1 - x0 + bottom - top)
    return around > 0 and float(steps.max(axis=1)[straight].sum()) >= 0.7 * around


def _pixelled(points: list[Point], breaks: list[int]) -> bool:
    """Whether an outline of many specks draws a curve: they are short and stand at many heights and places."""
    if len(breaks) < _LEAST_SPECKS:
        return False
    places = np.array(points)
    steps = np.abs(np.diff(places, axis=0)).max(axis=1)
    if float(np.median(steps)) > 2 * THICKEST_RULE:
        return False
    corners = np.round(places[breaks])
    return min(len(np.unique(corners[:, 0])), len(np.unique(corners[:, 1]))) > _LEAST_SPECKS // 4


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    """First ``inner``, then ``outer``."""
    if outer is _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _apply(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _applied(matrix: Matrix, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def joined(rules: list[Rule], *, gap: float = 2.5, near: float = 1.2) -> list[Rule]:
    """Rulings with collinear fragments that touch or nearly touch made one.

    >>> joined([Rule(10, 0, 50, 1), Rule(10.2, 51, 90, 1), Rule(40, 0, 9, 1)])
    [Rule(at=10.09, start=0, stop=90, width=1), Rule(at=40, start=0, stop=9, width=1)]
    """
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda one: (one.at, one.start)):
        if groups and rule.at - groups[-1][-1].at <= near and rule.at - groups[-1][0].at <= 2 * near:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    out: list[Rule] = []
    for group in groups:
        group.sort(key=lambda one: one.start)
        run = [group[0]]
        reach = group[0].stop
        for rule in group[1:]:
            if rule.start <= reach + gap:
                run.append(rule)
                reach = max(reach, rule.stop)
            else:
                out.append(_one(run, reach))
                run, reach = [rule], rule.stop
        out.append(_one(run, reach))
    return sorted(out, key=lambda one: (one.at, one.start))


def _one(run: list[Rule], reach: float) -> Rule:
    weight = sum(rule.stop - rule.start for rule in run)
    at = sum(rule.at * (rule.stop - rule.start) for rule in run) / weight if weight else run[0].at
    return Rule(round(at, 2) if len(run) > 1 else run[0].at, run[0].start, reach, max(rule.width for rule in run))
