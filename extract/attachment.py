"""Captions, unit lines and notes tied to the tables they stand by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.document import Block, Table
from extract.roles import is_bare_label, is_figure_caption, is_note, is_star_note, is_unit_line

_LONGEST_NOTE = 600
_MOST_NOTES = 12


def attach(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with every table's caption, unit line and notes named in it, and of the right kind.

    ``blocks`` are numbered. A caption stands above its table, or below it where nothing above is one.
    """
    made = list(blocks)
    taken: set[int] = set()
    for at, block in enumerate(blocks):
        if block.table is not None:
            made[at] = replace(block, table=_attached(made, at, block.table, taken))
    return tuple(made)


def _attached(made: list[Block], at: int, table: Table, taken: set[int]) -> Table:
    table = _with_head(made, at, table, taken)
    return _with_notes(made, at, table, taken)


def _with_head(made: list[Block], at: int, table: Table, taken: set[int]) -> Table:
    """Caption and unit line from up to three blocks above."""
    above = at - 1
    looked = 0
    title = None
    while above >= 0 and looked < 3 and above not in taken:  # label, title and unit line
        block = made[above]
        if block.kind == "furniture":
            above -= 1
            continue
        looked += 1
        if not table.unit_line and block.kind in ("paragraph", "caption") and is_unit_line(block.text):
            table = replace(table, unit_line=block.text, unit_block=above)
            made[above] = replace(block, kind="caption")
            taken.add(above)
        elif block.kind == "caption" and not is_figure_caption(block.text):
            text = block.text if title is None else f"{block.text}\n{made[title].text}"
            table = replace(table, caption=text, caption_block=above)
            taken.add(above)
            if title is not None:
                made[title] = replace(made[title], kind="caption")
                taken.add(title)
            break
        elif title is None and block.kind in ("paragraph", "heading") and _labelled_above(made, above):
            title = above
        else:
            break
        above -= 1
    return table


def _labelled_above(made: Sequence[Block], at: int) -> bool:
    """Whether this block is the title to a label ("Таблица 3") of its own line above."""
    return at > 0 and len(made[at].text) <= 300 and made[at - 1].kind == "caption" and is_bare_label(made[at - 1].text)


def _with_notes(made: list[Block], at: int, table: Table, taken: set[int]) -> Table:
    notes: list[int] = []
    below = at + 1
    while below < len(made) and len(notes) < _MOST_NOTES:
        block = made[below]
        if block.kind == "furniture":
            below += 1
            continue
        if not table.caption and block.kind == "caption" and not notes and _captions_above(made, below):
            if is_figure_caption(block.text):
                break
            table = replace(table, caption=block.text, caption_block=below)
            taken.add(below)
        elif _is_note(block, bool(notes)):
            notes.append(below)
            made[below] = replace(block, kind="footnote")
        else:
            break
        below += 1
    return replace(table, notes=tuple(made[at].text for at in notes), note_blocks=tuple(notes)) if notes else table


def _is_note(block: Block, _noted: bool) -> bool:
    if block.kind not in ("paragraph", "footnote", "list_item") or len(block.text) > _LONGEST_NOTE:
        return False
    return is_note(block.text) or is_star_note(block.text)


def _captions_above(made: Sequence[Block], at: int) -> bool:
    """Whether the caption at ``at`` belongs to what stands above it: no table follows it."""
    following = next((block for block in made[at + 1 : at + 3] if block.kind != "furniture"), None)
    return following is None or following.kind != "table"
