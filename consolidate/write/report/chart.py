"""Charts as plain geometry: what goes where in an SVG picture."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_LEFT, _RIGHT, _TOP, _BOTTOM = 44.0, 250.0, 18.0, 30.0
_WIDTH = 940.0
_ROW = 26.0
_COLOURS = 8
_ROUND_RANKS = (1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
_LABEL = 16.0
"""Least distance between the middle lines of two labels."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of a series: year, value, the words for it, the statement that it opens.

    ``contested`` when other sources say otherwise.
    """

    year: int
    value: float
    words: str
    href: str
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one subject in order of years."""

    name: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A value on the picture."""

    x: float
    y: float
    words: str
    href: str
    contested: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """One series on the picture: its points, the lines that join them (none over a break), and its label."""

    name: str
    colour: int
    dashed: bool
    lines: tuple[str, ...]
    points: tuple[Point, ...]
    label_y: float
    end_x: float
    end_y: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """Series over years; ``levels`` are the marks of the upright axis, ``breaks`` say what was measured otherwise."""

    title: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    years: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    breaks: tuple[Tick, ...]
    series: tuple[Drawn, ...]


def rank_chart(title: str, series: Sequence[Series], breaks: Sequence[tuple[int, str]] = ()) -> LineChart:
    """The picture of ranks, the first place on top, on a logarithmic scale because the first places crowd.

    ``series`` has at least one reading. ``breaks`` are years from which on it was measured otherwise, and how.
    """
    worst = max(2.0, *(reading.value for one in series for reading in one.readings))
    depth = math.log(worst)
    ticks = [(float(rank), str(rank)) for rank in _ROUND_RANKS if rank <= int(worst)]
    return _line_chart(title, series, lambda value: math.log(max(value, 1.0)) / depth, ticks, breaks)


def value_chart(title: str, series: Sequence[Series], breaks: Sequence[tuple[int, str]] = ()) -> LineChart:
    """The picture of values on a linear scale that has zero; else as ``rank_chart``."""
    values = [reading.value for one in series for reading in one.readings]
    least, most = min(0.0, *values), max(0.0, *values)
    step = _round_step(most - least)
    low = math.floor(least / step) * step
    high = max(math.ceil(most / step) * step, low + step)
    ticks = [(low + number * step, f"{low + number * step:,.6g}") for number in range(round((high - low) / step) + 1)]
    return _line_chart(title, series, lambda value: (high - value) / (high - low), ticks, breaks)


def _line_chart(
    title: str,
    series: Sequence[Series],
    depth: Callable[[float], float],
    ticks: Sequence[tuple[float, str]],
    breaks: Sequence[tuple[int, str]],
) -> LineChart:
    """``depth`` says how far below the upper edge a value stands, 0 to 1."""
    years = sorted({reading.year for one in series for reading in one.readings})
    height = _TOP + _BOTTOM + max(220.0, len(series) * _LABEL * 1.2)
    right, bottom = _WIDTH - _RIGHT, height - _BOTTOM
    span = max(years[-1] - years[0], 1)

    def across(year: int) -> float:
        share = (year - years[0]) / span if len(years) > 1 else 0.5
        return round(_LEFT + (right - _LEFT) * share, 1)

    def down(value: float) -> float:
        return round(_TOP + (bottom - _TOP) * depth(value), 1)

    def at(reading: Reading) -> Point:
        return Point(across(reading.year), down(reading.value), reading.words, reading.href, reading.contested)

    # A break lies between the last year measured before it and the first one after.
    cuts = [
        Tick(round((across(before) + across(after)) / 2, 1), f"since {year}: {why}")
        for year, why in breaks
        for before, after in pairwise(years)
        if before < year <= after
    ]
    placed = [(one.name, tuple(at(reading) for reading in one.readings)) for one in series]
    placed.sort(key=lambda item: (item[1][-1].y, item[0]))
    labels = _spread([points[-1].y for _, points in placed], _TOP, bottom)
    drawn = tuple(
        Drawn(
            name,
            index % _COLOURS,
            index >= _COLOURS,
            _lines(points, [cut.at for cut in cuts]),
            points,
            round(label, 1),
            points[-1].x,
            points[-1].y,
        )
        for index, ((name, points), label) in enumerate(zip(placed, labels, strict=True))
    )
    return LineChart(
        title,
        _WIDTH,
        height,
        _LEFT,
        right,
        _TOP,
        bottom,
        tuple(Tick(across(year), str(year)) for year in years),
        tuple(Tick(down(value), label) for value, label in ticks),
        tuple(cuts),
        drawn,
    )


def _lines(points: Sequence[Point], cuts: Sequence[float]) -> tuple[str, ...]:
    """The stretches of points with no cut between them, as SVG writes them; single points need no line."""
    stretches: dict[int, list[Point]] = {}
    for point in points:
        stretches.setdefault(sum(cut < point.x for cut in cuts), []).append(point)
    return tuple(
        " ".join(f"{point.x:g},{point.y:g}" for point in stretch) for stretch in stretches.values() if len(stretch) > 1
    )


def _round_step(span: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that divides a span into three to eight parts.

    >>> _round_step(7.0), _round_step(43.0), _round_step(0.0)
    (1.0, 10.0, 1.0)
    """
    if span <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(span / 3))
    return float(next(power * size for size in (1, 2, 5, 10) if span / (power * size) <= 8))


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time, or a single moment (``width`` 0), that opens a statement."""

    x: float
    width: float
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One programme on the time line."""

    name: str
    y: float
    bars: tuple[Bar, ...]
    moments: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Programmes over years."""

    width: float
    height: float
    left: float
    right: float
    bottom: float
    years: tuple[Tick, ...]
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Years of one programme; ``last`` is the first again for a moment."""

    first: int
    last: int
    words: str
    href: str


def time_line(programmes: Sequence[tuple[str, Sequence[Stretch]]]) -> TimeLine:
    """The picture of programmes; at least one has a stretch."""
    years = [year for _, stretches in programmes for stretch in stretches for year in (stretch.first, stretch.last)]
    first, last = min(years), max(years) + 1
    left, right = 280.0, _WIDTH - 20
    scale = (right - left) / max(last - first, 1)
    step = next(size for size in (1, 2, 5, 10, 20, 50, 100, 1000) if (last - first) / size <= 10)
    lanes = tuple(
        Lane(
            name,
            _TOP + _ROW * (index + 0.5),
            tuple(_bar(stretch, first, left, scale) for stretch in stretches if stretch.last > stretch.first),
            tuple(_bar(stretch, first, left, scale) for stretch in stretches if stretch.last == stretch.first),
        )
        for index, (name, stretches) in enumerate(programmes)
    )
    bottom = _TOP + _ROW * len(programmes)
    ticks = tuple(
        Tick(round(left + (year - first) * scale, 1), str(year))
        for year in range(first - first % step + (step if first % step else 0), last + 1, step)
    )
    return TimeLine(_WIDTH, bottom + _BOTTOM, left, right, bottom, ticks, lanes)


def _bar(stretch: Stretch, first: int, left: float, scale: float) -> Bar:
    x = left + (stretch.first - first) * scale
    return Bar(round(x, 1), round((stretch.last - stretch.first) * scale, 1), stretch.words, stretch.href)


def _spread(wanted: Sequence[float], top: float, bottom: float) -> list[float]:
    """Label positions near those wanted (which are sorted) that keep their distance."""
    placed: list[float] = []
    for y in wanted:
        placed.append(max(y, placed[-1] + _LABEL) if placed else y)
    overflow = placed[-1] - bottom if placed else 0.0
    if overflow > 0:
        placed[-1] -= overflow
        for index in range(len(placed) - 2, -1, -1):
            placed[index] = max(top - _LABEL, min(placed[index], placed[index + 1] - _LABEL))
    return placed
