"""Box, font and size of every letter of a page, most of them reckoned instead of asked.

Asking pdfium costs several calls a letter. Here a word needs its first and last letter: if they are of one font and
size on one line, the letters between follow from the advances of the same letters elsewhere on the page, and the
place of the last letter says whether they do. Where the sum misses it (a raised figure, kerning, letter-spacing,
another font), every letter of the word is asked.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import numpy.typing as npt

from . import engine
from .fonts import FontBook
from .frame import Floats

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_NEAR = 0.01
"""Of the box's height: how far the reckoned end of a word may be off the true one."""
_CODES = 0x10000
"""Codes counted apart when advances are learnt; those beyond share, and a wrong advance is found out."""
_MOST_LOOKS = 64
"""A page with more fonts and sizes (a layer of text over a scan) has few letters of each to learn from."""
_TALLEST = 1_000_000
"""Hundredths of a point: what a letter's box may measure."""
_FILL_AND_STROKE, _CLIP = 2, 7


@dataclass(frozen=True, slots=True)
class Letters:
    """Per letter: box as left, top, right, bottom in user space, font number, type size, matrix, whether it shows."""

    boxes: Floats
    font: Ints
    size: Floats
    matrices: Floats
    shown: Flags


def read_letters(textpage: int, indices: Ints, codes: Ints, firsts: Ints, book: FontBook) -> Letters:
    """The letters at these indices of a text page; ``firsts`` are the positions at which words begin."""
    page = _Page(textpage, indices, book)
    lasts = np.append(firsts[1:], len(indices)) - 1
    ends = np.zeros(len(indices), np.bool_)
    ends[firsts] = True
    ends[lasts] = True
    page.ask(np.flatnonzero(ends))
    lengths = lasts - firsts + 1
    first = np.repeat(firsts, lengths)
    even = np.repeat(page.even(firsts, lasts), lengths)
    if page.looks > _MOST_LOOKS:
        even[:] = False
    page.ask(np.flatnonzero(~even & ~page.known))
    if not page.known.all():
        _reckon(page, codes, firsts, lasts, first)
    source = np.where(page.known, np.arange(len(indices)), first)
    return Letters(page.boxes, page.font[source], page.size[source], page.matrices[source], page.mode[source] != _CLIP)


class _Page:
    """What was asked of one text page so far; only the entries marked ``known`` are set."""

    def __init__(self, textpage: int, indices: Ints, book: FontBook) -> None:
        count = len(indices)
        self.textpage = textpage
        self.indices = indices
        self.book = book
        self.known = np.zeros(count, np.bool_)
        self.boxes = np.zeros((count, 4))
        self.font = np.zeros(count, np.int64)
        self.mode = np.zeros(count, np.int64)
        self.size = np.zeros(count)
        self.matrices = np.zeros((count, 6))
        self.look = np.zeros(count, np.int64)
        self._objects: dict[int, tuple[int, int]] = {}
        self._looks: dict[int, int] = {}
        self._plain: list[bool] = []
        self._models: list[int] = []

    @property
    def looks(self) -> int:
        """How many fonts and sizes were met."""
        return len(self._plain)

    def ask(self, which: Ints) -> None:
        """Ask pdfium for everything about the letters at these positions."""
        if not len(which):
            return
        at = self.indices[which].tolist()
        raw = np.zeros((len(which), 4), np.float32)
        address = raw.ctypes.data
        engine.run(engine.char_loose_box, self.textpage, at, range(address, address + 16 * len(at), 16))
        self.boxes[which] = raw
        objects = list(map(engine.char_object, repeat(self.textpage), at))
        known = self._objects
        new = [one for one in dict.fromkeys(objects) if one not in known]
        known.update(zip(new, zip(map(engine.text_font, new), map(engine.text_mode, new), strict=True), strict=True))
        facts = [known[one] for one in objects]
        numbers = {fact: self.book.number(fact[0], fact[1] == _FILL_AND_STROKE) for fact in dict.fromkeys(facts)}
        self.font[which] = [numbers[fact] for fact in facts]
        self.mode[which] = [fact[1] for fact in facts]
        self.known[which] = True
        self._measure(which, objects, raw)

    def _measure(self, which: Ints, objects: list[int], raw: npt.NDArray[np.float32]) -> None:
        """Size and matrix, asked once a look: a box tells both together with its font as long as text is upright.

        Letters of a look that is not upright, or whose font has no advance boxes, are asked one by one.
        """
        heights = np.clip(np.round((raw[:, 1] - raw[:, 3]) * 100), 0, _TALLEST - 1).astype(np.int64)
        keys, models, inverse = np.unique(self.font[which] * _TALLEST + heights, return_index=True, return_inverse=True)
        new = [at for at, key in enumerate(keys.tolist()) if key not in self._looks]
        if new:
            model = models[new]
            self._scale(which[model], [objects[at] for at in model.tolist()])
            descents = [self.book.fonts[number].descent for number in self.font[which[model]].tolist()]
            for at, position, descent in zip(new, which[model].tolist(), descents, strict=True):
                matrix = self.matrices[position]
                self._looks[int(keys[at])] = len(self._plain)
                self._plain.append(bool(matrix[0] > 0 and matrix[1] == 0 and descent == descent))  # noqa: PLR0124  # not NaN
                self._models.append(position)
        look = np.array([self._looks[key] for key in keys.tolist()])[inverse]
        self.look[which] = look
        model = np.array(self._models)[look]
        self.size[which] = self.size[model]
        self.matrices[which] = self.matrices[model]
        odd = np.flatnonzero(~np.array(self._plain)[look])
        if len(odd):
            self._scale(which[odd], [objects[at] for at in odd.tolist()])

    def _scale(self, which: Ints, objects: list[int]) -> None:
        """Ask for type size and matrix."""
        matrices = np.zeros((len(which), 6), np.float32)
        sizes = np.zeros(len(which), np.float32)
        at = matrices.ctypes.data
        engine.run(engine.char_matrix, self.textpage, self.indices[which].tolist(), range(at, at + 24 * len(which), 24))
        at = sizes.ctypes.data
        deque(map(engine.text_size, objects, range(at, at + 4 * len(which), 4)), maxlen=0)
        across = np.hypot(matrices[:, 0], matrices[:, 1])
        up = np.hypot(matrices[:, 2], matrices[:, 3])
        self.size[which] = sizes * np.where(up > 0, up, across)
        self.matrices[which] = matrices

    def even(self, firsts: Ints, lasts: Ints) -> Flags:
        """Whether words begin and end upright in one font and size on one line, left to right."""
        top, left = self.boxes[:, 1], self.boxes[:, 0]
        same: Flags = (self.look[firsts] == self.look[lasts]) & np.array(self._plain)[self.look[firsts]]
        same &= (np.abs(top[firsts] - top[lasts]) < 0.05) & (left[firsts] < left[lasts])
        return same


def _reckon(page: _Page, codes: Ints, firsts: Ints, lasts: Ints, first: Ints) -> None:
    """Set the boxes not asked yet from advances and the first letter of their word; ask those of words that misfit."""
    advances = _advances(page, codes % _CODES + _CODES * page.look[first])
    starts = np.concatenate(([0.0], np.cumsum(advances)))
    left = page.boxes[:, 0]
    missed = left[lasts] - left[firsts] - (starts[lasts] - starts[firsts])
    lengths = lasts - firsts + 1
    fits = np.abs(missed) <= _NEAR * (page.boxes[firsts, 1] - page.boxes[firsts, 3])
    page.ask(np.flatnonzero(np.repeat(~fits, lengths) & ~page.known))
    fill = np.flatnonzero(~page.known)
    own = first[fill]
    share = (fill - own) * np.repeat(missed / np.maximum(lengths - 1, 1), lengths)[fill]
    page.boxes[fill] = page.boxes[own]
    page.boxes[fill, 0] = left[own] + starts[fill] - starts[own] + share
    page.boxes[fill, 2] = page.boxes[fill, 0] + advances[fill]


def _advances(page: _Page, keys: Ints) -> Floats:
    """The advance of every letter, taken from a letter of the same key that was asked."""
    chosen = np.empty(int(keys.max()) + 1, np.int64)  # written and read at the keys met, never elsewhere
    chosen[keys] = np.arange(len(keys))
    known = np.flatnonzero(page.known)
    chosen[keys[known]] = known
    models = chosen[keys]
    wanted = np.zeros(len(keys), np.bool_)
    wanted[models] = True
    page.ask(np.flatnonzero(wanted & ~page.known))
    advances: Floats = page.boxes[models, 2] - page.boxes[models, 0]
    return advances
