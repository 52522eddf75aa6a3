"""Runs: words that follow one another on one printed line without a wide gap, with their text and edges.

A page of prose has about a hundred runs; they are the smallest Python objects the reader makes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .characters import Glyphs
from .frame import Floats
from .letters import Flags, Ints

WIDE_GAP = 1.0
"""In ems: words further apart than this stand in different runs (a column gutter, the next cell)."""
_WORD_GAP = 0.24
_STEP_BACK = -0.6
_BACK, _ON = 0.15, 0.55
"""How far, in ems, a piece drawn apart may begin before or after the end of the piece it goes on from."""
_MOST_BESIDE = 400
_LEAST_GAPS = 12


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a run: characters ``start`` to ``stop`` of the run's text, and its extent."""

    start: int
    stop: int
    x0: float
    x1: float


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
    text: str
    edges: list[float]
    """The left edge of every character of the text and the right edge of the last; empty for turned text."""
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

    @property
    def words(self) -> list[Word]:
        """Its words: what blanks part; the right edge of a word is the left edge of the blank after it."""
        if not self.edges:
            return [Word(0, len(self.text), self.x0, self.x1)]
        out: list[Word] = []
        start = 0
        for piece in self.text.split(" "):
            stop = start + len(piece)
            out.append(Word(start, stop, self.edges[start], self.edges[stop]))
            start = stop + 1
        return out


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


def read_runs(glyphs: Glyphs) -> tuple[list[Run], float]:
    """The runs of upright text and the usual gap between words in ems (0 when there is none).

    Runs are in content order; pieces of one line that stand side by side are joined even if drawn apart.
    """
    if not len(glyphs):
        return [], 0.0
    starts, new_run = _word_starts(glyphs)
    stops = np.append(starts[1:], len(glyphs))
    lefts = np.minimum.reduceat(glyphs.x0, starts)
    rights = np.maximum.reduceat(glyphs.x1, starts)
    gaps = np.zeros(len(starts))
    gaps[1:] = (lefts[1:] - rights[:-1]) / np.maximum(glyphs.size[starts[1:]], 0.1)
    gaps[new_run] = 0.0
    usual = float(np.median(gaps[~new_run])) if (~new_run).sum() >= _LEAST_GAPS else 0.0
    firsts = np.flatnonzero(new_run)
    first_glyphs = starts[firsts]
    main = _main_glyphs(glyphs, starts, stops, firsts)
    runs = [
        Run(x0, top, x1, bottom, base, size, font, text, edges, hyphen, 0, widest)
        for x0, x1, top, bottom, base, size, font, hyphen, widest, (text, edges) in zip(
            lefts[firsts].round(2).tolist(),
            np.maximum.reduceat(rights, firsts).round(2).tolist(),
            np.minimum.reduceat(glyphs.top, first_glyphs).round(2).tolist(),
            np.maximum.reduceat(glyphs.bottom, first_glyphs).round(2).tolist(),
            glyphs.base[main].round(2).tolist(),
            glyphs.size[main].round(2).tolist(),
            glyphs.font[main].tolist(),
            glyphs.line_end[np.append(first_glyphs[1:], len(glyphs)) - 1].tolist(),
            np.maximum.reduceat(gaps, firsts).tolist(),
            _texts(glyphs, starts, new_run, rights),
            strict=True,
        )
    ]
    return _rejoined(runs), usual


def _texts(glyphs: Glyphs, starts: Ints, new_run: Flags, rights: Floats) -> Iterator[tuple[str, list[float]]]:
    """Text and edges of every run: cut from the text of the whole page with its blanks put in."""
    words = np.zeros(len(glyphs), np.int64)
    words[starts] = 1
    blanks = words.copy()
    blanks[starts] -= new_run
    at = np.arange(len(glyphs)) + np.cumsum(blanks)
    codes = np.full(int(at[-1]) + 1, 32, "<u4")
    codes[at] = glyphs.codes
    codes[((codes >= 0xD800) & (codes <= 0xDFFF)) | (codes > 0x10FFFF)] = 0xFFFD
    page = codes.tobytes().decode("utf-32-le")
    begins = at[starts[new_run]]
    number = np.cumsum(new_run) - 1  # of the run each word stands in; each run has one edge more than characters
    edges = np.empty(len(codes) + len(begins))
    edges[at + np.repeat(number, np.diff(np.append(starts, len(glyphs))))] = glyphs.x0
    edges[at[starts[1:]] + number[1:] - 1] = rights[:-1]  # of the blank before a word, or of the end of the run before
    edges[-1] = rights[-1]
    rounded = edges.round(2).tolist()
    normal = unicodedata.is_normalized("NFC", page)
    for run, (start, stop) in enumerate(pairwise([*begins.tolist(), len(codes)])):
        text, own = page[start:stop], rounded[start + run : stop + run + 1]
        yield (text, own) if normal else _normal(text, own)


def _normal(text: str, edges: list[float]) -> tuple[str, list[float]]:
    return (text, edges) if unicodedata.is_normalized("NFC", text) else composed(text, edges)


def _main_glyphs(glyphs: Glyphs, starts: Ints, stops: Ints, firsts: Ints) -> Ints:
    """A glyph that stands for each run: the first of its longest word (a superscript is short)."""
    lengths = stops - starts
    count = len(starts)
    longest = count - 1 - np.maximum.reduceat(lengths * count + np.arange(count)[::-1], firsts) % count
    main: Ints = starts[longest]
    pair = lengths[longest] == 2
    pair[pair] = glyphs.size[main[pair] + 1] > glyphs.size[main[pair]]
    main[pair] += 1
    return main


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
    largest = max(run.size for run in runs)
    gone: set[int] = set()
    for place, at in enumerate(order):
        if at in gone:
            continue
        run = runs[at]
        grew = True
        while grew:
            grew = False
            for other_at in _near(order, place, runs, largest):
                other = runs[other_at]
                if other_at == at or other_at in gone or not _continues(run, other):
                    continue
                _absorb(run, other)
                gone.add(other_at)
                grew = True
    return [run for at, run in enumerate(runs) if at not in gone]


def _near(order: list[int], place: int, runs: list[Run], largest: float) -> list[int]:
    """The runs at the height of one that begin about where it ends; ``largest`` is the page's largest type size."""
    run = runs[order[place]]
    low, high = run.x1 - _BACK * largest, run.x1 + _ON * largest
    reach = 0.7 * run.size
    found: list[int] = []
    before, after = order[max(place - _MOST_BESIDE, 0) : place], order[place + 1 : place + 1 + _MOST_BESIDE]
    for side in (reversed(before), after):
        for at in side:
            if abs(runs[at].base - run.base) > reach:
                break
            if low <= runs[at].x0 <= high:
                found.append(at)
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
    return -_BACK * em <= gap <= _ON * em


def _absorb(run: Run, other: Run) -> None:
    glued = other.x0 - run.x1 < 0.5 * _WORD_GAP * run.size
    if len(other.text) > len(run.text) and other.size > run.size:
        run.size, run.base, run.font = other.size, other.base, other.font
    run.widest = max(run.widest, other.widest, (other.x0 - run.x1) / max(run.size, 0.1))
    blank, edges = ("", run.edges[:-1]) if glued else (" ", run.edges)
    run.text, run.edges = _normal(run.text + blank + other.text, edges + other.edges)
    run.hyphen = other.hyphen
    run.x1 = max(run.x1, other.x1)
    run.top = min(run.top, other.top)
    run.bottom = max(run.bottom, other.bottom)
