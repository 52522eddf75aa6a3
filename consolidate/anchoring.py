"""Finding the words of a decision again, in the same report read anew or in a re-issued one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from consolidate.judgement import CONTEXT, Anchor
from extract import Document, Place


class Spot(NamedTuple):
    """A stretch of one text of a document."""

    block: int
    row: int | None
    column: int | None
    start: int
    stop: int


class Letters(NamedTuple):
    """The letters and digits of a text, folded, and where each stood: what line breaks, hyphens and dashes leave."""

    text: str
    at: tuple[int, ...]


def letters(text: str) -> Letters:
    """Fold a text for comparison, keeping the offsets.

    >>> letters("Клас- тер № 5").text
    'кластерno5'
    """
    kept: list[str] = []
    at: list[int] = []
    for offset, letter in enumerate(text):
        for folded in unicodedata.normalize("NFKC", letter).casefold():
            if folded.isalnum():
                kept.append(folded)
                at.append(offset)
    return Letters("".join(kept), tuple(at))


def anchor_at(document: Document, place: Place) -> Anchor:
    """The anchor of the words at a place."""
    text = document.text_at(place.block, place.row, place.column)
    return anchor_in(text, Spot(place.block, place.row, place.column, place.start, place.stop), document.id)


def anchor_in(text: str, spot: Spot, document: str) -> Anchor:
    """The anchor of a stretch of ``text``, which stands in the document with this hash."""
    return Anchor(
        document,
        text[spot.start : spot.stop],
        text[max(0, spot.start - CONTEXT) : spot.start],
        text[spot.stop : spot.stop + CONTEXT],
        *spot,
    )


def locate(anchor: Anchor, document: Document) -> tuple[Spot, ...]:
    """Where the anchor's words stand in the document now; see ``Finder.locate``."""
    return Finder(document).locate(anchor)


class Finder:
    """Finds anchors in one document; its texts are folded once, and only when somebody asks."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._folded: list[tuple[int, int | None, int | None, str, Letters]] = []

    def locate(self, anchor: Anchor) -> tuple[Spot, ...]:
        """Where the anchor's words stand now: the places that fit best, all of them when several do.

        The words are compared without case, blanks, hyphens and punctuation; what stands round them decides between
        several finds, then the nearness to where they stood.
        """
        quote = letters(anchor.quote).text
        if not quote:
            return ()
        before, after = letters(anchor.prefix).text, letters(anchor.suffix).text
        ranked: list[tuple[int, Spot]] = []
        for block, row, column, text, folded in self._texts():
            for found in _occurrences(folded.text, quote):
                stop = found + len(quote)
                head, tail = folded.text[max(0, found - len(before)) : found], folded.text[stop : stop + len(after)]
                fit = _common(head[::-1], before[::-1]) + _common(tail, after)
                start, end = _with_marks(anchor.quote, text, folded.at[found], folded.at[stop - 1] + 1)
                ranked.append((fit, Spot(block, row, column, start, end)))
        if not ranked:
            return ()
        best = max(fit for fit, _ in ranked)
        fitting = [spot for fit, spot in ranked if fit == best]
        nearest = min(_distance(anchor, spot) for spot in fitting)
        return tuple(spot for spot in fitting if _distance(anchor, spot) == nearest)

    def _texts(self) -> list[tuple[int, int | None, int | None, str, Letters]]:
        if not self._folded:
            self._folded = [(*where, letters(where[-1])) for where in _texts(self._document)]
        return self._folded


def _texts(document: Document) -> Iterator[tuple[int, int | None, int | None, str]]:
    for block in document.blocks:
        if block.table is None:
            yield block.order, None, None, block.text
            continue
        for cell in block.table.cells:
            yield block.order, cell.row, cell.column, cell.text


def _with_marks(quote: str, text: str, start: int, stop: int) -> tuple[int, int]:
    """Widen a find by the signs at the ends of the quote ("$", "%", brackets) where the text has them too."""
    first = next((offset for offset, letter in enumerate(quote) if letter.isalnum()), 0)
    last = next((offset for offset, letter in enumerate(reversed(quote)) if letter.isalnum()), 0)
    if first and text[max(0, start - first) : start] == quote[:first]:
        start -= first
    if last and text[stop : stop + last] == quote[-last:]:
        stop += last
    return start, stop


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    found = text.find(wanted)
    while found >= 0:
        yield found
        found = text.find(wanted, found + 1)


def _common(first: str, second: str) -> int:
    length = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        length += 1
    return length


def _distance(anchor: Anchor, spot: Spot) -> tuple[int, int, int, int]:
    return (
        abs((anchor.block if anchor.block is not None else spot.block) - spot.block),
        abs((anchor.row if anchor.row is not None else spot.row or 0) - (spot.row or 0)),
        abs((anchor.column if anchor.column is not None else spot.column or 0) - (spot.column or 0)),
        abs((anchor.start if anchor.start is not None else spot.start) - spot.start),
    )
