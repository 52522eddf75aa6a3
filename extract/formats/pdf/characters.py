"""The characters of one page as arrays: code points, boxes, sizes, fonts, marks.

White space is not kept as characters: pdfium's own spaces and the ones it makes up are kept as the flag "white
space stood before". Boxes are the advance boxes ("loose boxes"): as wide as the character's advance and as high
as the font size, so that neighbours touch and the baseline follows from the font's descent.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import deque
from dataclasses import dataclass, field, replace
from itertools import repeat

import numpy as np
import numpy.typing as npt

from . import engine
from .frame import Floats, Frame

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

MOST_GLYPHS = 60_000
"""Characters kept of one page; a page of a broadsheet has about 20 000."""
_OBJECT_STEP = 16
_BOLD = re.compile(
    r"bold|black|heavy|semib|demi(?!light)|(?:^|[-,])bd\b|-medi(?:ital)?$|^(?:cmb|cmssb|sfb|sfsx|labx|larb)",
    re.IGNORECASE,
)
"""Also the names of TeX: Computer Modern and CM-Super bold extended, Nimbus Medi."""
_TYPEWRITER = re.compile(r"courier|mono(?!type)|consol|typewriter|nimbusmon|cmtt|lucidacon", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|kursiv|slant|^(?:cmti|cmsl|cmmi|sfti|sfsl)", re.IGNORECASE)
_SPEAKING = re.compile(r"[a-z]{4}", re.IGNORECASE)
"""A font's name that says what it is; the weight pdfium guesses from stems is wrong for many text faces."""
_LINE_END_HYPHEN = 0xFFFE
_FILL_AND_STROKE = 2
_ABOVE, _BELOW = 0.78, 0.22
"""How far a line's box reaches above and below the baseline, in ems: the same for all fonts."""


@dataclass(frozen=True, slots=True)
class Font:
    """What layout needs to know of a font; ascent and descent as shares of the em they span together."""

    name: str
    bold: bool
    italic: bool
    fixed: bool
    descent: float


@dataclass(slots=True)
class FontBook:
    """The fonts of a document, one entry a font dictionary, numbered as met."""

    fonts: list[Font] = field(default_factory=list)
    _numbers: dict[tuple[int, bool], int] = field(default_factory=dict)
    _known: dict[Font, int] = field(default_factory=dict)

    def number(self, address: int, outlined: bool) -> int:
        """The number of the font object at this address, read on first sight; outlined letters count as bold."""
        found = self._numbers.get((address, outlined))
        if found is None:
            font = _read_font(address)
            if outlined:
                font = replace(font, bold=True)
            found = self._numbers[address, outlined] = self.add(font)
        return found

    def add(self, font: Font) -> int:
        """The number of a font as described; equal descriptions share one."""
        found = self._known.setdefault(font, len(self.fonts))
        if found == len(self.fonts):
            self.fonts.append(font)
        return found

    def forget_addresses(self) -> None:
        """Addresses are good only while the page that showed them is open."""
        self._numbers.clear()


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
    mark: Ints
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
            self.mark[which],
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
    return Glyphs(whole, none, none, none, none, none, none, whole, whole, flags, flags, whole)


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
        np.full(count, -1, np.int64),
        np.array(spaces, np.bool_),
        np.zeros(count, np.bool_),
        np.array(turns, np.int64),
        cut,
    )


def read_glyphs(textpage: int, frame: Frame, book: FontBook, *, marks: bool = False) -> Glyphs:
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

    raw = np.empty((len(shown), 4), np.float32)
    address = raw.ctypes.data
    indices = shown.tolist()
    engine.run(engine.char_loose_box, textpage, indices, range(address, address + 16 * len(shown), 16))
    boxes = raw.astype(np.float64)  # left, top, right, bottom in user space
    objects = _objects(textpage, shown, after_space)
    font, mode, mark, size, matrices = _object_facts(textpage, objects, shown, book, marks=marks)
    descents = np.array([entry.descent for entry in book.fonts])[font]
    turn = _turns(matrices, frame)
    x0, top, x1, bottom = frame.boxes(boxes[:, 0], boxes[:, 3], boxes[:, 2], boxes[:, 1])
    zero = (turn == 0) & (x1 - x0 <= 0)
    base = bottom + descents * (bottom - top)
    flat = np.isnan(descents)
    if flat.any():
        _place_flat(textpage, frame, np.flatnonzero(flat), indices, (top, bottom, base, size))
    if turn.any():
        _square_turned(turn, (x0, top, x1, bottom), np.where(flat, -_BELOW, descents), size)
    upright = turn == 0
    top = np.where(upright, base - _ABOVE * size, top)
    bottom = np.where(upright, base + _BELOW * size, bottom)
    if zero.any():
        _share_ligatures(textpage, np.flatnonzero(zero), indices, x0, x1, base, frame)
    hyphen = codes[shown] == _LINE_END_HYPHEN
    kept = codes[shown].copy()
    kept[hyphen] = 0x2D
    glyphs = Glyphs(kept, x0, top, x1, bottom, base, size, font, mark, after_space, hyphen, turn, cut)
    seen = (x1 > -1) & (x0 < frame.width + 1) & (bottom > -1) & (top < frame.height + 1) & (mode != 7) & (size > 0.3)
    return glyphs if seen.all() else glyphs.take(seen)


def _codes(textpage: int, count: int) -> Ints:
    buffer = np.zeros(2 * count + 2, np.uint16)
    written = engine.text_range(textpage, 0, count, buffer.ctypes.data)
    if written - 1 == count:
        codes = buffer[:count].astype(np.int64)
        if not ((codes >= 0xD800) & (codes <= 0xDFFF)).any():
            return codes
    return np.fromiter((engine.char_unicode(textpage, index) for index in range(count)), np.int64, count)


def _objects(textpage: int, indices: Ints, after_space: Flags) -> Ints:
    """The text object of every character, asked where words begin and end: a word of one object is filled in.

    Content order keeps the characters of an object together, so what stands between two of them is its own, too.
    A long word is asked in between: an object met again by chance there is not taken for the whole.
    """
    size = len(indices)
    begins = after_space.copy()
    begins[::_OBJECT_STEP] = True
    firsts = np.flatnonzero(begins)
    lasts = np.append(firsts[1:], size) - 1
    found = _asked(textpage, indices, firsts)
    ends = np.append(found[1:], found[-1] - 1)
    doubtful = np.flatnonzero((ends != found) & (lasts > firsts))
    ends = found.copy()
    ends[doubtful] = _asked(textpage, indices, lasts[doubtful])
    objects = np.repeat(found, lasts - firsts + 1)
    for at in np.flatnonzero(ends != found).tolist():
        low, high = int(firsts[at]), int(lasts[at])
        _between(textpage, indices, objects, low, high, int(found[at]), int(ends[at]))
    return objects


def _asked(textpage: int, indices: Ints, which: Ints) -> Ints:
    addresses = map(engine.char_object, repeat(textpage), indices[which].tolist())
    return np.array([address or 0 for address in addresses], np.int64)


def _between(textpage: int, indices: Ints, objects: Ints, low: int, high: int, before: int, after: int) -> None:
    """The objects between two samples that differ: halved where only one border lies between."""
    lookup = engine.char_object
    objects[low], objects[high] = before, after
    if high - low <= 1:
        return
    middle = (low + high) // 2
    here = lookup(textpage, int(indices[middle])) or 0
    objects[middle] = here
    if here == before:
        objects[low : middle + 1] = here
    else:
        _between(textpage, indices, objects, low, middle, before, here)
    if here == after:
        objects[middle : high + 1] = here
    else:
        _between(textpage, indices, objects, middle, high, here, after)


def _object_facts(
    textpage: int, objects: Ints, indices: Ints, book: FontBook, *, marks: bool
) -> tuple[Ints, Ints, Ints, Floats, Floats]:
    """Font number, render mode, marked-content id, type size and matrix of every character, asked once an object."""
    first = np.concatenate(([0], np.flatnonzero(np.diff(objects)) + 1))
    addresses = objects[first].tolist()
    inverse = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(objects))))
    matrices = np.zeros((len(addresses), 6), np.float32)
    sizes = np.zeros(len(addresses), np.float32)
    at = matrices.ctypes.data
    engine.run(engine.char_matrix, textpage, indices[first].tolist(), range(at, at + 24 * len(addresses), 24))
    at = sizes.ctypes.data
    deque(map(engine.text_size, addresses, range(at, at + 4 * len(addresses), 4)), maxlen=0)
    modes = list(map(engine.text_mode, addresses))
    looks = list(zip(map(engine.text_font, addresses), modes, strict=True))
    numbers = {look: book.number(look[0] or 0, look[1] == _FILL_AND_STROKE) for look in dict.fromkeys(looks)}
    fonts = [numbers[look] for look in looks]
    ids = [engine.object_mark(address) for address in addresses] if marks else [-1] * len(addresses)
    across = np.hypot(matrices[:, 0], matrices[:, 1])
    up = np.hypot(matrices[:, 2], matrices[:, 3])
    return (
        np.array(fonts, np.int64)[inverse],
        np.array(modes, np.int64)[inverse],
        np.array(ids, np.int64)[inverse],
        (sizes * np.where(up > 0, up, across)).astype(np.float64)[inverse],
        matrices.astype(np.float64)[inverse],
    )


def _read_font(address: int) -> Font:
    if not address:
        return Font("", bold=False, italic=False, fixed=False, descent=-0.2)
    buffer = ctypes.create_string_buffer(256)
    engine.font_name(address, ctypes.addressof(buffer), 256)
    name = buffer.value.decode("utf-8", "replace")
    if len(name) > 7 and name[6] == "+":
        name = name[7:]
    up, down = ctypes.c_float(), ctypes.c_float()
    engine.font_ascent(address, 1.0, ctypes.addressof(up))
    engine.font_descent(address, 1.0, ctypes.addressof(down))
    span = up.value - down.value
    flags = engine.font_flags(address)
    weight = engine.font_weight(address)
    return Font(
        name,
        bold=bool(_BOLD.search(name)) or bool(flags & 0x40000) or (weight >= 700 and not _SPEAKING.search(name)),
        italic=bool(_ITALIC.search(name)) or bool(flags & 0x40),
        fixed=bool(flags & 1) or bool(_TYPEWRITER.search(name)),
        descent=down.value / span if span > 0.01 else math.nan,
    )


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
    textpage: int, frame: Frame, which: Ints, indices: list[int], boxes: tuple[Floats, Floats, Floats, Floats]
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
        engine.char_origin(textpage, indices[position], at, at + 8)
        base[position] = float(frame.points(point[:1], point[1:])[1][0])


def _share_ligatures(
    textpage: int, zero: Ints, indices: list[int], x0: Floats, x1: Floats, base: Floats, frame: Frame
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
            engine.char_box(textpage, indices[position], at, at + 8, at + 16, at + 24)
            end = max(end, float(ink[1]) - frame.left)
        follower = last + 1
        if follower < len(x0) and abs(base[follower] - base[first]) < 0.5 and start < x0[follower] < end + 2:
            end = float(x0[follower])
        step = (end - start) / (last - first + 1)
        for offset, position in enumerate(range(first, last + 1)):
            x0[position] = start + step * offset
            x1[position] = start + step * (offset + 1)
