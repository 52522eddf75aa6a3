"""Which repair of a text a decision is about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from consolidate.anchoring import Finder, Spot, anchor_in
from consolidate.judgement import Action, Judgement
from extract import Document, Repair, block_id

_ID = re.compile(r"(?P<block>[0-9a-f]{16}-\d{5,9})(?:\[(?P<row>\d{1,9}),(?P<column>\d{1,9})\])?@(\d{1,9}):(\d{1,9})")


def judgement_on_repair(
    document: Document, block: int, edit: Repair, action: Action, *, who: str = "", when: str = "", why: str = ""
) -> Judgement:
    """The judgement ``action`` on one repair, anchored by the words it stands in (the edit alone may be a hyphen)."""
    text = document.text_at(block, edit.row, edit.column)
    return judgement_in_text(text, document.id, block, edit, action, who=who, when=when, why=why)


def judgement_in_text(
    text: str, document: str, block: int, edit: Repair, action: Action, *, who: str = "", when: str = "", why: str = ""
) -> Judgement:
    """The same, where only the raw text of the block or cell and the document's hash are at hand."""
    start, stop = _words_round(text, edit.start, edit.stop)
    anchor = anchor_in(text, Spot(block, edit.row, edit.column, start, stop), document)
    content = (("replacement", edit.replacement), ("stage", edit.stage), ("text", edit.text))
    return Judgement(action, "repair", repair_id(document, block, edit), "", "", "", who, when, why, anchor, content)


def repair_id(document: str, block: int, edit: Repair) -> str:
    """The name of a repair: its block, the cell if any, and its span.

    >>> repair_id("0123456789abcdef0123", 7, Repair(4, 6, "-", "", "hyphen", 0.9))
    '0123456789abcdef-00007@4:6'
    """
    cell = "" if edit.row is None else f"[{edit.row},{edit.column}]"
    return f"{block_id(document, block)}{cell}@{edit.start}:{edit.stop}"


def repair_place(key: str) -> tuple[str, int | None, int | None, int, int] | None:
    """Block, row, column, start and stop that ``repair_id`` named; nothing when it is no such name.

    >>> repair_place("0123456789abcdef-00007[2,3]@4:6")
    ('0123456789abcdef-00007', 2, 3, 4, 6)
    """
    found = _ID.fullmatch(key)
    if found is None:
        return None
    row, column = found["row"], found["column"]
    return found["block"], int(row) if row else None, int(column) if column else None, int(found[4]), int(found[5])


def repairs_judged(judgement: Judgement, document: Document, finder: Finder) -> tuple[tuple[int, Repair], ...]:
    """The repairs that make the same change at the words of the decision, with the order of their block."""
    if judgement.anchor is None:
        return ()
    spots = finder.locate(judgement.anchor)
    said = dict(judgement.content)
    return tuple(
        (block.order, edit)
        for block in document.blocks
        for edit in block.repairs
        if (edit.text, edit.replacement) == (said.get("text", ""), said.get("replacement", ""))
        and _touches(block.order, edit, spots)
    )


def _touches(block: int, edit: Repair, spots: Iterable[Spot]) -> bool:
    return any(
        (spot.block, spot.row, spot.column) == (block, edit.row, edit.column)
        and spot.start <= edit.start
        and edit.stop <= spot.stop
        for spot in spots
    )


def _words_round(text: str, start: int, stop: int) -> tuple[int, int]:
    """The stretch widened to whole words on both sides."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while stop < len(text) and not text[stop].isspace():
        stop += 1
    return start, stop
