"""What stands over a table: its caption, its unit line, the words right above it, and its notes."""

from __future__ import annotations

from extract import Block
from language import sentences
from nlp.facts.figures import SUBJECTS
from nlp.facts.heads import Head, read_head
from nlp.facts.names import Named
from nlp.facts.passage import Passage
from nlp.facts.reader import Reader, spoken_of
from nlp.facts.scan import Scan

_LONGEST_LEAD = 220


def titles(reader: Reader, block: Block, language: str) -> tuple[tuple[Head, ...], tuple[Head, ...]]:
    """The titles of the table in ``block``, nearest first, and its notes."""
    table = block.table
    if table is None:
        return (), ()
    found = [title(reader, order, language) for order in (table.caption_block, table.unit_block) if order is not None]
    if table.caption_block is None:
        found += [
            head for head in (_lead(reader, block, language), _heading(reader, block, language)) if head is not None
        ]
    notes = tuple(title(reader, order, language) for order in table.note_blocks)
    return tuple(found), notes


def title(reader: Reader, order: int, language: str, start: int = 0, stop: int | None = None) -> Head:
    """A block, or a stretch of it, read as the title of what follows."""
    reading = reader.document.reading(order)
    scan = Scan(reading.text, language, start, stop)
    taken = reader.passage_at(order, scan)
    return read_head(scan, _subject_first(taken), order)


def _subject_first(taken: Passage) -> list[Named]:
    """The names of a title, the one it speaks of first."""
    group = spoken_of(taken)
    names = [name for name in taken.names if name.entity.type in SUBJECTS and not name.compared]
    lead = [group.lead] if group is not None else []
    return [
        *lead,
        *(name for name in names if name not in lead and not name.adjective),
        *(name for name in names if name not in lead and name.adjective),
    ]


def _lead(reader: Reader, block: Block, language: str) -> Head | None:
    """The last sentence of the paragraph right above, where it introduces the table."""
    above = _above(reader, block)
    if above is None or above.kind != "paragraph":
        return None
    reading = reader.document.reading(above.order)
    spans = sentences(reading.text, language)
    if not spans:
        return None
    start, stop = spans[-1]
    text = reading.text.rstrip()
    introduces = text.endswith(":") or (len(spans) == 1 and len(text) <= _LONGEST_LEAD)
    return title(reader, above.order, language, start, stop) if introduces else None


def _heading(reader: Reader, block: Block, language: str) -> Head | None:
    """The heading that the table stands under with nothing but its lead between."""
    above = _above(reader, block)
    if above is not None and above.kind == "paragraph":
        above = _above(reader, above)
    return title(reader, above.order, language) if above is not None and above.kind == "heading" else None


def _above(reader: Reader, block: Block) -> Block | None:
    order = block.order - 1
    while order >= 0 and reader.document.blocks[order].kind in ("furniture", "figure"):
        order -= 1
    return reader.document.blocks[order] if order >= 0 else None
