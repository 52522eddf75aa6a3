"""Charts as plain geometry: what goes where in an SVG picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

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
    """One series on the picture: a line, its points, and its label."""

    name: str
    colour: int
    dashed: bool
    line: str
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
class RankChart:
    """Ranks over years, the first place on top."""

    title: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    years: tuple[Tick, ...]
    ranks: tuple[Tick, ...]
    series: tuple[Drawn, ...]


def rank_chart(title: str, series: Sequence[Series]) -> RankChart:
    """The picture of ranks; ``series`` has at least one reading."""
    years = sorted({reading.year for one in series for reading in one.readings})
    worst = max(2.0, *(reading.value for one in series for reading in one.readings))
    height = _TOP + _BOTTOM + max(220.0, len(series) * _LABEL * 1.2)
    right, bottom = _WIDTH - _RIGHT, height - _BOTTOM
    span = max(years[-1] - years[0], 1)
    depth = math.log(worst)

    def at(reading: Reading) -> Point:
        share = (reading.year - years[0]) / span if len(years) > 1 else 0.5
        x = _LEFT + (right - _LEFT) * share
        y = _TOP + (bottom - _TOP) * math.log(max(reading.value, 1.0)) / depth
        return Point(round(x, 1), round(y, 1), reading.words, reading.href, reading.contested)

    placed = [(one.name, tuple(at(reading) for reading in one.readings)) for one in series]
    placed.sort(key=lambda item: (item[1][-1].y, item[0]))
    labels = _spread([points[-1].y for _, points in placed], _TOP, bottom)
    drawn = tuple(
        Drawn(
            name,
            index % _COLOURS,
            index >= _COLOURS,
            " ".join(f"{point.x:g},{point.y:g}" for point in points),
            points,
            round(label, 1),
            points[-1].x,
            points[-1].y,
        )
        for index, ((name, points), label) in enumerate(zip(placed, labels, strict=True))
    )
    return RankChart(
        title,
        _WIDTH,
        height,
        _LEFT,
        right,
        _TOP,
        bottom,
        tuple(Tick(at(Reading(year, 1, "", "")).x, str(year)) for year in years),
        tuple(Tick(at(Reading(years[0], rank, "", "")).y, str(rank)) for rank in _rank_ticks(int(worst))),
        drawn,
    )


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


def _rank_ticks(worst: int) -> list[int]:
    """Round ranks down to the worst one shown; the scale is logarithmic, because the first places crowd."""
    return [rank for rank in _ROUND_RANKS if rank <= worst]
