"""Runs: words that follow one another on one printed line without a wide gap, with their text and edges.

A page of prose has about a hundred runs; they are the smallest Python objects the reader makes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

import numpy as np

from .characters import Flags, Glyphs, Ints
from .frame import Floats

WIDE_GAP = 1.0
"""In ems: words further apart than this stand in different runs (a column gutter, the next cell)."""
_WORD_GAP = 0.24
_STEP_BACK = -0.6
_LEAST_GAPS = 12


@dataclass(slots=True)
class Word:
    """One word of a run: glyph numbers ``start`` to ``stop`` and its extent."""

    start: int
    stop: int
    x0: float
    x1: float
    glued: bool = False
    """No white space before it although the glyphs do not follow one another (a subscript drawn later)."""


@dataclass(slots=True)
class Run:
    """Words on one line. ``hyphen``: pdfium calls the last character a line-end hyphen."""

    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    font: int
    mark: int
    words: list[Word]
    text: str = ""
    edges: list[float] = field(default_factory=list)
    hyphen: bool = False
    turn: int = 0
    widest: float = 99.0
    """The widest gap between two of its words, in ems; large when nobody looked."""

    @property
    def middle(self) -> float:
        """The height half way between top and bottom."""
        return (self.top + self.bottom) / 2

    @property
    def box(self) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom."""
        return (self.x0, self.top, self.x1, self.bottom)


@dataclass(slots=True)
class PageText:
    """The characters of a page as one string (without white space) and lists, for making texts of runs."""

    text: str
    x0: list[float]
    x1: list[float]
    top: Floats
    bottom: Floats
    base: list[float]
    size: list[float]
    font: list[int]
    mark: list[int]
    line_end: list[bool]

    def fill(self, run: Run) -> None:
        """Write text and edges of a run from its words."""
        pieces: list[str] = []
        edges: list[float] = []
        last = run.x0
        for word in run.words:
            if edges and not word.glued:
                edges.append(last)
                pieces.append(" ")
            pieces.append(self.text[word.start : word.stop])
            edges += self.x0[word.start : word.stop]
            last = word.x1
        edges.append(run.words[-1].x1)
        text = "".join(pieces)
        if not unicodedata.is_normalized("NFC", text):
            text, edges = composed(text, edges)
        run.text, run.edges = text, edges
        run.hyphen = self.line_end[run.words[-1].stop - 1]


def composed(text: str, edges: list[float]) -> tuple[str, list[float]]:
    """Text in NFC with the edges kept in step: a composed letter keeps its base's left edge.

    >>> composed("и\u0306х", [0.0, 5.0, 5.0, 9.0])
    ('йх', [0.0, 5.0, 9.0])
    """
    out: list[str] = []
    kept: list[float] = []
    at = 0
    while at < len(text):
        stop = at + 1
        while stop < len(text) and unicodedata.combining(text[stop]):
            stop += 1
        piece = unicodedata.normalize("NFC", text[at:stop])
        out.append(piece)
        left, right = edges[at], edges[stop]
        kept += [left + (right - left) * index / len(piece) for index in range(len(piece))]
        at = stop
    whole = "".join(out)
    again = unicodedata.normalize("NFC", whole)
    kept.append(edges[-1])
    return (again, kept) if len(again) == len(whole) else (whole, kept)


def page_text(glyphs: Glyphs) -> PageText:
    """The arrays of a page as a string and lists."""
    codes = glyphs.codes.copy()
    codes[((codes >= 0xD800) & (codes <= 0xDFFF)) | (codes > 0x10FFFF)] = 0xFFFD
    return PageText(
        codes.astype("<u4").tobytes().decode("utf-32-le"),
        glyphs.x0.round(2).tolist(),
        glyphs.x1.round(2).tolist(),
        glyphs.top,
        glyphs.bottom,
        glyphs.base.round(2).tolist(),
        glyphs.size.round(2).tolist(),
        glyphs.font.tolist(),
        glyphs.mark.tolist(),
        glyphs.line_end.tolist(),
    )


def read_runs(glyphs: Glyphs, text: PageText) -> tuple[list[Run], float]:
    """The runs of upright text and the usual gap between words in ems (0 when there is none).

    Runs are in content order; pieces of one line that stand side by side are joined even if drawn apart.
    """
    if not len(glyphs):
        return [], 0.0
    starts, new_run = _word_starts(glyphs)
    stops = np.append(starts[1:], len(glyphs))
    lefts = np.minimum.reduceat(glyphs.x0, starts).round(2)
    rights = np.maximum.reduceat(glyphs.x1, starts).round(2)
    gaps = np.zeros(len(starts))
    gaps[1:] = (lefts[1:] - rights[:-1]) / np.maximum(glyphs.size[starts[1:]], 0.1)
    gaps[new_run] = 0.0
    usual = float(np.median(gaps[~new_run])) if (~new_run).sum() >= _LEAST_GAPS else 0.0
    words = [Word(*four) for four in zip(starts.tolist(), stops.tolist(), lefts.tolist(), rights.tolist(), strict=True)]
    firsts = np.flatnonzero(new_run)
    lengths = (stops - starts).tolist()
    runs: list[Run] = []
    for x1, top, bottom, widest, first, last in zip(
        np.maximum.reduceat(rights, firsts).tolist(),
        np.minimum.reduceat(glyphs.top, starts[firsts]).round(2).tolist(),
        np.maximum.reduceat(glyphs.bottom, starts[firsts]).round(2).tolist(),
        np.maximum.reduceat(gaps, firsts).tolist(),
        firsts.tolist(),
        [*firsts[1:].tolist(), len(words)],
        strict=True,
    ):
        inside = words[first:last]
        main = _main_glyph(text, inside, lengths[first:last])
        runs.append(
            Run(
                inside[0].x0,
                top,
                x1,
                bottom,
                text.base[main],
                text.size[main],
                text.font[main],
                text.mark[main],
                inside,
                widest=widest,
            )
        )
    runs = _rejoined(runs)
    for run in runs:
        text.fill(run)
    return runs, usual


def _main_glyph(text: PageText, words: list[Word], lengths: list[int]) -> int:
    """A glyph that stands for its run: the first of the longest word (a superscript is short)."""
    longest = words[lengths.index(max(lengths))]
    if len(words) == 1 and longest.stop - longest.start < 3:
        return max(range(longest.start, longest.stop), key=lambda at: text.size[at])
    return longest.start


def _word_starts(glyphs: Glyphs) -> tuple[Ints, Flags]:
    x0, x1, base, size = glyphs.x0, glyphs.x1, glyphs.base, glyphs.size
    em = np.maximum(size[1:], size[:-1])
    gap = x0[1:] - x1[:-1]
    apart = np.abs(base[1:] - base[:-1])
    overlap = np.minimum(glyphs.bottom[1:], glyphs.bottom[:-1]) - np.maximum(glyphs.top[1:], glyphs.top[:-1])
    small = np.minimum(size[1:], size[:-1])
    same_line = (apart < 0.25 * em) | ((overlap > 0.5 * small) & (apart < 0.6 * em) & (small < 0.85 * em))
    broken = ~same_line | (gap > WIDE_GAP * em) | (gap < _STEP_BACK * em)
    parted = broken | glyphs.after_space[1:] | (gap > _WORD_GAP * em)
    starts = np.concatenate(([0], np.flatnonzero(parted) + 1))
    new_run = np.concatenate(([True], broken))[starts]
    return starts, new_run


def _rejoined(runs: list[Run]) -> list[Run]:
    """Runs drawn out of order but standing side by side on one line become one."""
    order = sorted(range(len(runs)), key=lambda at: (runs[at].base, runs[at].x0))
    gone: set[int] = set()
    for place, at in enumerate(order):
        if at in gone:
            continue
        run = runs[at]
        grew = True
        while grew:
            grew = False
            for other_at in _near(order, place, runs, 0.7 * run.size):
                other = runs[other_at]
                if other_at == at or other_at in gone or not _continues(run, other):
                    continue
                _absorb(run, other)
                gone.add(other_at)
                grew = True
    return [run for at, run in enumerate(runs) if at not in gone]


def _near(order: list[int], place: int, runs: list[Run], reach: float) -> list[int]:
    base = runs[order[place]].base
    found: list[int] = []
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(order) and abs(runs[order[at]].base - base) <= reach:
            found.append(order[at])
            at += step
            if len(found) > 400:
                break
    return found


def _continues(run: Run, other: Run) -> bool:
    em = max(run.size, other.size)
    small = min(run.size, other.size)
    apart = abs(run.base - other.base)
    if apart > 0.25 * em:
        overlap = min(run.bottom, other.bottom) - max(run.top, other.top)
        if overlap < 0.5 * small or apart > 0.6 * em or small >= 0.85 * em:
            return False
    gap = other.x0 - run.x1
    return -0.15 * em <= gap <= 0.55 * em


def _absorb(run: Run, other: Run) -> None:
    first = other.words[0]
    first.glued = other.x0 - run.x1 < 0.5 * _WORD_GAP * run.size
    if len(other.words) > len(run.words) and other.size > run.size:
        run.size, run.base, run.font = other.size, other.base, other.font
    run.widest = max(run.widest, other.widest, (other.x0 - run.x1) / max(run.size, 0.1))
    run.words += other.words
    run.x1 = max(run.x1, other.x1)
    run.top = min(run.top, other.top)
    run.bottom = max(run.bottom, other.bottom)
