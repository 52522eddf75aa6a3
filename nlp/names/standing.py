"""Where in a document a text stands, and what its headings, header or announcement say of the names in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract import Document
from extract.document import Block
from gazetteer import Wording
from language import fold
from nlp.names.clue_words import patterns
from nlp.names.heads import head_of
from nlp.names.span import between

RUNNING = "text"
_SKIPPED = ("furniture", "reference", "figure")
_ANNOUNCED = 200
_MOST_WORDS = 12
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_BEFORE_LABEL = re.compile(r"[\s\d.)(№«„“\"*•–—#-]*")
_AFTER_LABEL = re.compile(r"[»”\"*]*\s?(?:(?P<colon>:)|(?P<comma>,)|(?P<dash>[–—-]\s)|(?P<bracket>\()|(?P<end>\s*$))")


@dataclass(frozen=True, slots=True)
class Standing:
    """The ``place`` of a text in its document (title, heading, item, header, stub, cell, text) and clues from there."""

    place: str = RUNNING
    clues: tuple[str, ...] = ()

    @property
    def over(self) -> tuple[str, ...]:
        """The clues of what stands over the text: its header, or what announces its list."""
        return tuple(clue for clue in self.clues if " under " in clue)


class Standings:
    """Says where the texts of a document stand; asked in reading order."""

    def __init__(self, document: Document) -> None:
        self._first = next((block for block in document.blocks if block.kind not in _SKIPPED), None)
        self._announced = ""
        self._headers: dict[int, str] = {}

    def enter(self, block: Block) -> None:
        """Go on to a block: its header or what announces its list is what stands over its texts."""
        if block.kind != "list_item":
            self._announced = block.text[-_ANNOUNCED:]
        self._headers.clear()
        for cell in block.table.cells if block.table is not None else ():
            if cell.row == 0:
                self._headers[cell.column] = cell.text

    def of(self, block: Block, row: int | None, column: int | None, language: str) -> Standing:
        """Where the text of the block entered, or of its table's cell, stands."""
        place = "stub" if row and column == 0 else self._place(block, row)
        over = self._announced if block.kind == "list_item" else self._headers.get(column or 0, "") if row else ""
        said = [f"in {place}"]
        said += [f"{place} under {one}" for one in _speaks_of(over, language)]
        return Standing(place, tuple(said))

    def _place(self, block: Block, row: int | None) -> str:
        if row is not None:
            return "cell" if row else "header"
        if block.kind == "heading":
            return "title" if block is self._first else "heading"
        if block.kind == "list_item":
            return "item"
        return "opening" if block is self._first and _short(block) else RUNNING


def _short(block: Block) -> bool:
    return block.kind == "heading" or len(block.text) < _ANNOUNCED


def clues_of_place(text: Wording, first: int, last: int, language: str, stands: Standing) -> Iterator[str]:
    """What it says of words that they are a text's label, or all of it, and what stands behind a label."""
    yield from stands.clues
    start, stop = text.starts[first], text.stops[last - 1]
    if _BEFORE_LABEL.fullmatch(text.text, 0, start) is None:
        return
    behind = _AFTER_LABEL.match(text.text, stop)
    if behind is None:
        yield f"opens {stands.place}"
        return
    yield f"label of {stands.place} before {behind.lastgroup}"
    if stands.place in ("title", "heading"):
        for at in range(last, min(len(text), last + _MOST_WORDS)):
            head = head_of(text.words[at], language)
            if "." in between(text, at - 1):
                return
            if head is not None:
                yield f"{stands.place} goes on with {head.type}"


@lru_cache(maxsize=1_024)
def _speaks_of(text: str, language: str) -> tuple[str, ...]:
    """What words speak of: by the patterns for what stands near a name, and by head words."""
    low = text.lower()
    said = {name for name, pattern in patterns("near") if pattern.search(low)}
    for word in _WORD.findall(low)[: _MOST_WORDS * 2]:
        head = head_of(fold(word).text, language)
        if head is not None:
            said.add(head.type)
    return tuple(sorted(said))
