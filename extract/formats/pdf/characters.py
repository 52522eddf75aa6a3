"""The characters of one page as arrays: code points, boxes, sizes, fonts.

White space is not kept as characters: pdfium's own spaces and the ones it makes up are kept as the flag "white
space stood before". Boxes are the advance boxes ("loose boxes"): as wide as the character's advance and as high
as the font size, so that neighbours touch and the baseline follows from the font's descent.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from . import engine
from .fonts import FontBook
from .frame import Floats, Frame
from .letters import Flags, Ints, read_letters

MOST_GLYPHS = 60_000
"""Characters kept of one page; a page of a broadsheet has about 20 000."""
_LINE_END_HYPHEN = 0xFFFE
_ABOVE, _BELOW = 0.78, 0.22
"""How far a line's box reaches above and below the baseline, in ems: the same for all fonts."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The visible characters of one page in content order; all arrays have one entry a character."""

    codes: Ints
    x0: Floats
    top: Floats
    x1: Floats
    bottom: Floats
    base: Floats
    size: Floats
    font: Ints
    after_space: Flags
    line_end: Flags
    turn: Ints
    cut: bool = False

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, which: npt.NDArray[np.generic]) -> Glyphs:
        """The characters chosen by an index or flag array."""
        return Glyphs(
            self.codes[which],
            self.x0[which],
            self.top[which],
            self.x1[which],
            self.bottom[which],
            self.base[which],
            self.size[which],
            self.font[which],
            self.after_space[which],
            self.line_end[which],
            self.turn[which],
            self.cut,
        )


def no_glyphs() -> Glyphs:
    """The characters of an empty page."""
    none = np.empty(0)
    whole = np.empty(0, np.int64)
    flags = np.empty(0, np.bool_)
    return Glyphs(whole, none, none, none, none, none, none, whole, flags, flags, whole)


def glyphs_of(
    codes: list[int],
    places: list[tuple[float, ...]],
    fonts: list[int],
    spaces: list[bool],
    turns: list[int],
    *,
    cut: bool,
) -> Glyphs:
    """Characters that another reader found: ``places`` are x0, top, x1, bottom, baseline and size."""
    if not codes:
        return no_glyphs()
    table = np.array(places, np.float64)
    x0, top, x1, bottom, base, size = (np.ascontiguousarray(table[:, column]) for column in range(6))
    count = len(codes)
    return Glyphs(
        np.array(codes, np.int64),
        x0,
        top,
        x1,
        bottom,
        base,
        size,
        np.array(fonts, np.int64),
        np.array(spaces, np.bool_),
        np.zeros(count, np.bool_),
        np.array(turns, np.int64),
        cut,
    )


def read_glyphs(textpage: int, frame: Frame, book: FontBook) -> Glyphs:
    """All visible characters of a loaded text page, as displayed.

    Characters outside the crop box are left out: nobody who looks at the page sees them.
    """
    count = engine.char_count(textpage)
    cut = count > MOST_GLYPHS
    count = min(count, MOST_GLYPHS)
    if count <= 0:
        return no_glyphs()
    codes = _codes(textpage, count)
    blank = (codes <= 32) | (codes == 0xA0) | ((codes >= 0x2000) & (codes <= 0x200B)) | (codes == 0x3000)
    blank |= (codes == 0x202F) | (codes == 0xFEFF) | (codes == 0x2028)
    shown = np.flatnonzero(~blank)
    if not len(shown):
        return no_glyphs()
    after_space = np.empty(len(shown), np.bool_)
    after_space[0] = True
    after_space[1:] = np.diff(shown) > 1

    letters = read_letters(textpage, shown, codes[shown], np.flatnonzero(after_space), book)
    font, size, boxes = letters.font, letters.size, letters.boxes
    descents = np.array([entry.descent for entry in book.fonts])[font]
    turn = _turns(letters.matrices, frame)
    x0, top, x1, bottom = frame.boxes(boxes[:, 0], boxes[:, 3], boxes[:, 2], boxes[:, 1])
    zero = (turn == 0) & (x1 - x0 <= 0)
    base = bottom + descents * (bottom - top)
    flat = np.isnan(descents)
    if flat.any():
        _place_flat(textpage, frame, np.flatnonzero(flat), shown, (top, bottom, base, size))
    if turn.any():
        _square_turned(turn, (x0, top, x1, bottom), np.where(flat, -_BELOW, descents), size)
    upright = turn == 0
    top = np.where(upright, base - _ABOVE * size, top)
    bottom = np.where(upright, base + _BELOW * size, bottom)
    if zero.any():
        _share_ligatures(textpage, np.flatnonzero(zero), shown, x0, x1, base, frame)
    hyphen = codes[shown] == _LINE_END_HYPHEN
    kept = codes[shown].copy()
    kept[hyphen] = 0x2D
    glyphs = Glyphs(kept, x0, top, x1, bottom, base, size, font, after_space, hyphen, turn, cut)
    seen = (x1 > -1) & (x0 < frame.width + 1) & (bottom > -1) & (top < frame.height + 1) & letters.shown & (size > 0.3)
    return glyphs if seen.all() else glyphs.take(seen)


def _codes(textpage: int, count: int) -> Ints:
    buffer = np.zeros(2 * count + 2, np.uint16)
    written = engine.text_range(textpage, 0, count, buffer.ctypes.data)
    if written - 1 == count:
        codes = buffer[:count].astype(np.int64)
        if not ((codes >= 0xD800) & (codes <= 0xDFFF)).any():
            return codes
    return np.fromiter((engine.char_unicode(textpage, index) for index in range(count)), np.int64, count)


def _turns(matrices: Floats, frame: Frame) -> Ints:
    """Quarter turns clockwise of every character as displayed; slanted text counts as the nearest."""
    if not frame.turns and not matrices[:, 1].any() and (matrices[:, 0] > 0).all():
        return np.zeros(len(matrices), np.int64)
    along, down = frame.direction(matrices[:, 0], matrices[:, 1])
    return np.round(np.arctan2(down, along) / (math.pi / 2)).astype(np.int64) % 4


def _square_turned(turn: Ints, boxes: tuple[Floats, Floats, Floats, Floats], descents: Floats, size: Floats) -> None:
    """The boxes of turned characters, made as high as the type size across their direction."""
    x0, top, x1, bottom = boxes
    wide, high = x1 - x0, bottom - top
    down, over, up = turn == 1, turn == 2, turn == 3
    foot = np.where(down, x0 - descents * wide, x1 + descents * wide)
    x0[:] = np.where(down, foot - _BELOW * size, np.where(up, foot - _ABOVE * size, x0))
    x1[:] = np.where(down, foot + _ABOVE * size, np.where(up, foot + _BELOW * size, x1))
    foot = top - descents * high
    top[:] = np.where(over, foot - _BELOW * size, top)
    bottom[:] = np.where(over, foot + _ABOVE * size, bottom)


def _place_flat(
    textpage: int, frame: Frame, which: Ints, indices: Ints, boxes: tuple[Floats, Floats, Floats, Floats]
) -> None:
    """Baselines of characters whose font tells no ascent and descent (Type 3): their origins.

    The type size of such a font may be in units of its own; the height of the ink says what it is.
    """
    top, bottom, base, size = boxes
    point = np.empty(2)
    at = point.ctypes.data
    ink = float(np.median(bottom[which] - top[which]))
    if ink > 0 and not 0.5 * ink <= float(np.median(size[which])) <= 4 * ink:
        size[which] = 1.5 * ink
    for position in which.tolist():
        engine.char_origin(textpage, int(indices[position]), at, at + 8)
        base[position] = float(frame.points(point[:1], point[1:])[1][0])


def _share_ligatures(
    textpage: int, zero: Ints, indices: Ints, x0: Floats, x1: Floats, base: Floats, frame: Frame
) -> None:
    """The letters that one ligature glyph stands for share its width evenly."""
    ink = np.empty(4)
    at = ink.ctypes.data
    known = set(zero.tolist())
    done: set[int] = set()
    for first in zero.tolist():
        if first in done:
            continue
        last = first
        while last + 1 in known and abs(x0[last + 1] - x0[first]) < 0.01 and abs(base[last + 1] - base[first]) < 0.01:
            last += 1
        done.update(range(first, last + 1))
        start = float(x0[first])
        end = start
        for position in range(first, last + 1):
            engine.char_box(textpage, int(indices[position]), at, at + 8, at + 16, at + 24)
            end = max(end, float(ink[1]) - frame.left)
        follower = last + 1
        if follower < len(x0) and abs(base[follower] - base[first]) < 0.5 and start < x0[follower] < end + 2:
            end = float(x0[follower])
        step = (end - start) / (last - first + 1)
        for offset, position in enumerate(range(first, last + 1)):
            x0[position] = start + step * offset
            x1[position] = start + step * (offset + 1)
