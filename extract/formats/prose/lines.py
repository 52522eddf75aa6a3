"""The lines of a text with their offsets, and how wide the text was set where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ENDS = re.compile(r"\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
_WINDOW = 24
_WIDEST = 160
_NARROWEST = 38


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the text: offsets without the line's end, ``gap`` counts the blank lines above it."""

    text: str
    start: int
    stop: int
    gap: int = 0

    @property
    def indent(self) -> int:
        """How many blanks it begins with."""
        return len(self.text) - len(self.text.lstrip())


def source_lines(text: str) -> list[SourceLine]:
    r"""The lines of ``text`` that hold something, in order.

    >>> [(line.text, line.start, line.gap) for line in source_lines("a\r\n\r\n b\n")]
    [('a', 0, 0), (' b', 5, 1)]
    """
    lines: list[SourceLine] = []
    at = gap = 0
    for end in _ENDS.finditer(text):
        gap = _take(lines, text[at : end.start()], at, gap)
        at = end.end()
    _take(lines, text[at:], at, gap)
    return lines


def _take(lines: list[SourceLine], text: str, at: int, gap: int) -> int:
    if not text.strip(" \t\u00a0\ufeff\u200b\u00ad"):
        return gap + 1
    lines.append(SourceLine(text, at, at + len(text), gap))
    return 0


def wrap_widths(lines: Sequence[SourceLine]) -> list[int]:
    """For each line the width that the text around it was wrapped at, 0 where it was not wrapped.

    A text is wrapped where most lines are about as long as the longest of them and none is much longer.
    """
    lengths = [len(line.text.rstrip()) for line in lines]
    widths: list[int] = []
    step = _WINDOW // 2
    for at in range(0, len(lengths), step):
        near = lengths[max(0, at - step) : at + 2 * step]
        widths += [_width(near)] * min(step, len(lengths) - at)
    return widths


def _width(lengths: Sequence[int]) -> int:
    longest = sorted(lengths)[-1 - len(lengths) // 40]
    if not _NARROWEST <= longest <= _WIDEST or len(lengths) < 3:  # two lines show no measure
        return 0
    full = sum(length >= 0.8 * longest for length in lengths)
    return longest if full >= max(2, 0.3 * len(lengths)) else 0
