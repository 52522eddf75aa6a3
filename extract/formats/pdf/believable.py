"""The guard of the whitespace finder: prose, lists, forms, programs and contents are no tables, though they look so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.leaders import go_forward, page_of

from .rulings import Rule
from .strips import Row, Strip, is_number

_CODE = re.compile(
    r"[{};]\s*$|\w\(.*\)|\w\($|\s(?:==?|:=|->|=>|<-|\+=)\s|^\s*(?:def|for|if|while|return|import|class)\b.*:$|</?\w+>"
)
"""What lines of programs and of markup hold: calls, assignments, ends of statements."""
PROSE = 60
"""Letters from which a text reads on as prose, where a cell would end."""
_LONG_CELL = 45
_LONGEST_MARK = 4
_SHORT_TEXT = 14


def believable(  # noqa: PLR0911  # one rule a line, the first that applies decides
    core: Sequence[Row], columns: Sequence[Strip], inside: Sequence[Row], across: Sequence[Rule], *, framed: bool
) -> bool:
    """The guard against prose, lists and forms taken for tables."""
    if _contents(core):
        return False
    pieces = [piece for row in core for piece in row.pieces]
    share = sum(1 for piece in pieces if is_number(piece.text)) / len(pieces)
    longest = median(len(piece.text) for piece in pieces)
    if (len(columns) == 2 and _marks_and_texts(core)) or _program(core):
        return False
    if framed:
        return len(inside) >= 2 and (longest < _LONG_CELL or (share >= 0.3 and longest < PROSE))
    if len(core) < 0.4 * len(inside):
        return False
    ruled = _rules_inside(inside, across)
    if share >= 0.3:
        return len(core) >= 3 or ruled >= 1
    if ruled >= 2 and longest < PROSE:
        return True
    return len(core) >= 4 and len(columns) >= 3 and longest < 30 and _steady(core) >= 0.6


def _marks_and_texts(core: Sequence[Row]) -> bool:
    """Whether the rows are marks or numbers with a text after each: notes or a list, no table."""
    marks = [row.pieces[0].text.strip() for row in core]
    texts = [" ".join(piece.text for piece in row.pieces[1:]) for row in core]
    return max(len(mark) for mark in marks) <= _LONGEST_MARK and median(len(text) for text in texts) > _SHORT_TEXT


def _program(core: Sequence[Row]) -> bool:
    """Whether the rows are lines of a program: most hold its signs."""
    return sum(1 for row in core if _CODE.search(row.text)) * 2 > len(core)


def _contents(core: Sequence[Row]) -> bool:
    """Whether the rows are a table of contents: titles, dots, page numbers that do not go back."""
    pages = [page for row in core if (page := page_of(" ".join(piece.text for piece in row.pieces))).isdigit()]
    return len(pages) >= 2 and len(pages) >= 0.6 * len(core) and go_forward(pages)


def _steady(core: Sequence[Row]) -> float:
    """The share of pieces that keep a position of the row above."""
    total = sum(len(row.pieces) for row in core[1:])
    held = sum(aligned(row, above) for above, row in pairwise(core))
    return held / total if total else 0.0


def _rules_inside(stretch: Sequence[Row], across: Sequence[Rule]) -> int:
    low, high = min(row.x0 for row in stretch), max(row.x1 for row in stretch)
    top, bottom = stretch[0].top - 30, stretch[-1].bottom + 15
    return sum(
        1
        for rule in across
        if top <= rule.at <= bottom and min(rule.stop, high) - max(rule.start, low) > 0.5 * (high - low)
    )


def aligned(one: Row, other: Row) -> int:
    """How many pieces of two rows share a left, right or middle position."""
    return sum(
        1
        for piece in one.pieces
        if any(
            abs(piece.x0 - mate.x0) < 2.5
            or abs(piece.x1 - mate.x1) < 2.5
            or abs(piece.x0 + piece.x1 - mate.x0 - mate.x1) < 5
            for mate in other.pieces
        )
    )
