"""What stands over a table or list: its caption, its unit line, the words right above it, and its notes."""

from __future__ import annotations

from collections.abc import Sequence

from extract import Block
from language import sentences
from nlp.facts.head_subjects import SUBJECTS
from nlp.facts.heads import Head, read_head
from nlp.facts.names import Named
from nlp.facts.passage import Passage
from nlp.facts.reader import Reader
from nlp.facts.scan import Scan
from nlp.facts.spoken import spoken_of

_LONGEST_LEAD = 220


def titles(reader: Reader, block: Block, language: str) -> tuple[Head, ...]:
    """The titles of the table or list in ``block``, nearest first."""
    table = block.table
    told = () if table is None else (table.caption_block, table.unit_block)
    found = [title(reader, order, language) for order in told if order is not None]
    if table is None or table.caption_block is None:
        found += [*_leads(reader, block, language)]
    return tuple(found)


def notes(reader: Reader, block: Block, language: str) -> tuple[Head, ...]:
    """The notes of the table in ``block``."""
    return tuple(title(reader, order, language) for order in block.table.note_blocks) if block.table else ()


def title(reader: Reader, order: int, language: str, start: int = 0, stop: int | None = None) -> Head:
    """A block, or a stretch of it, read as the title of what follows."""
    reading = reader.document.reading(order)
    scan = Scan(reading.text, language, start, stop, reader.setting.countries)
    return read_head(scan, _subject_first(reader.passage_at(order, scan)), order)


def _subject_first(taken: Passage) -> Sequence[Named]:
    """The names of a title, the one it speaks of first."""
    group = spoken_of(taken, title=True)
    tellers = [hit.last for hit in taken.scan.found("according")]
    names = [
        name
        for name in taken.names
        if name.entity.type in SUBJECTS and not name.compared and not any(0 <= name.first - at <= 2 for at in tellers)
    ]
    first = group.lead if group is not None else None
    return sorted(names, key=lambda name: (name is not first, name.adjective, name.first))


def _leads(reader: Reader, block: Block, language: str) -> Sequence[Head]:
    """The words right above that introduce the block, and the heading it stands under with nothing else between."""
    found: list[Head] = []
    above = _above(reader, block)
    while above is not None and above.kind in ("paragraph", "list_item"):
        lead = _lead(reader, above, language, bool(found))
        if lead is None:
            return found
        found.append(lead)
        above = _above(reader, above)
    if above is not None and above.kind in ("heading", "caption"):
        found.append(title(reader, above.order, language))
    return found


def _lead(reader: Reader, above: Block, language: str, again: bool) -> Head | None:
    """The last sentence of the paragraph or item above, where it introduces what follows."""
    reading = reader.document.reading(above.order)
    spans = sentences(reading.text, language)
    if not spans or (again and above.kind == "paragraph"):
        return None
    start, stop = spans[-1]
    text = reading.text.rstrip()
    short = above.kind == "paragraph" and len(spans) == 1 and len(text) <= _LONGEST_LEAD
    if not text.endswith(":") and not (short and _is_title(text, language)):
        return None
    return title(reader, above.order, language, start, stop)


def _is_title(text: str, language: str) -> bool:
    """Whether a line of its own ends as titles do: without a full stop but that of an abbreviated unit or year."""
    if not text.endswith("."):
        return True
    scan = Scan(text, language)
    last = len(scan.tokens) - 1
    return any(hit.last >= last for category in ("unit", "currency", "year_word") for hit in scan.found(category))


def _above(reader: Reader, block: Block) -> Block | None:
    """The block above, items of the same list passed over."""
    for order in range(block.order - 1, -1, -1):
        above = reader.document.blocks[order]
        beside = above.kind == "list_item" and block.kind == "list_item" and above.level >= block.level
        if above.kind not in ("furniture", "figure") and not beside:
            return above
    return None
