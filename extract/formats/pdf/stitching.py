"""What goes on elsewhere: paragraphs over columns and pages, tables over pages, captions with their tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.document import Block
from extract.grid import is_number_row
from extract.roles import is_bare_label, is_continuation_label, is_figure_caption, is_note, is_star_note, is_unit_line

from .grid import Grid
from .paragraphs import Paragraph
from .parts import Part

_SHORT = 25
_LONGEST_TITLE = 300
_ENDS = re.compile(r"[.!?:;…][\"»”’)\]\d]*\s*$")


def join_paragraphs(parts: Sequence[Part]) -> list[Part]:
    """Paragraphs that a column's or page's end cut in two, made one."""
    out: list[Part] = []
    last: int | None = None
    indented = _indents(parts)
    for part in parts:
        paragraph = part.paragraph
        if paragraph is None or paragraph.kind not in ("paragraph", "list_item", "reference"):
            if paragraph is not None and paragraph.kind == "heading":
                last = None
            out.append(part)
            continue
        before = out[last].paragraph if last is not None else None
        if (
            before is not None
            and last is not None
            and _goes_on(before, paragraph, neighbour=last == len(out) - 1, indented=indented)
        ):
            before.lines += paragraph.lines
            continue
        last = len(out)
        out.append(part)
    return out


def _goes_on(  # noqa: PLR0911  # one rule a line, the first that applies decides
    before: Paragraph, paragraph: Paragraph, *, neighbour: bool, indented: bool
) -> bool:
    tail, head = before.lines[-1], paragraph.lines[0]
    if paragraph.kind == "list_item" or abs(tail.size - head.size) > 0.08 * tail.size or tail.bold != head.bold:
        return False
    moved = head.page != tail.page or head.base < tail.base - 2 * tail.size
    if not moved and neighbour:
        return False
    if head.page - tail.page > 1:
        return False
    full = tail.x1 > before.column_x1 - 3 * tail.size
    lower = head.text[:1].islower()
    if tail.hyphen or tail.text.endswith("-"):
        return lower
    if lower:
        return full or not _ENDS.search(tail.text)
    flush = head.x0 - paragraph.column_x0 < 0.6 * head.size
    if indented and paragraph.kind == "paragraph" and before.kind == "paragraph":
        return full and flush and moved and len(paragraph.lines) > 1
    return not _ENDS.search(tail.text) and full and moved and flush and len(tail.text) > _SHORT


def _indents(parts: Sequence[Part]) -> bool:
    """Whether this document's paragraphs begin with an indent."""
    first = 0
    flush = 0
    for part in parts:
        paragraph = part.paragraph
        if paragraph is None or paragraph.kind != "paragraph" or len(paragraph.lines) < 3:
            continue
        if paragraph.lines[0].x0 > paragraph.lines[1].x0 + 0.7 * paragraph.lines[0].size:
            first += 1
        else:
            flush += 1
    return first >= 4 and first > 2 * flush


def join_captions(parts: Sequence[Part]) -> list[Part]:
    """A label that stands alone ("Table 6") made one with the title in the lines under it."""
    out: list[Part] = []
    for part in parts:
        label = out[-1].paragraph if out else None
        title = part.paragraph
        if (
            label is not None
            and title is not None
            and label.kind == "caption"
            and is_bare_label(label.text)
            and title.kind in ("paragraph", "heading")
            and len(title.text) <= _LONGEST_TITLE
            and not is_unit_line(title.text)
            and label.page == title.page
            and 0 < title.box[1] - label.box[1] < 3 * max(title.size, label.size)
        ):
            label.lines += title.lines
        else:
            out.append(part)
    return out


def join_tables(parts: Sequence[Part]) -> list[Part]:
    """Tables that go on over the page, made one; a repeated header is left out once."""
    out: list[Part] = []
    for part in parts:
        if not part.grids:
            out.append(part)
            continue
        host = _host(out, part)
        if host is None:
            out.append(part)
            continue
        first, grid = host.grids[0], part.grids[0]
        skip = _repeated(first, grid)
        host.grids.append(grid)
        host.skipped.append(skip)
    return out


def _host(out: list[Part], part: Part) -> Part | None:
    between: list[Part] = []
    for candidate in reversed(out):
        if candidate.grids:
            last, grid = candidate.grids[-1], part.grids[0]
            if grid.page != last.page + 1 or grid.columns != last.columns or grid.ruled != last.ruled:
                return None
            if any(not _passable(one) for one in between):
                return None
            return candidate if _same_columns(last, grid) else None
        between.append(candidate)
    return None


def _passable(part: Part) -> bool:
    paragraph = part.paragraph
    return paragraph is not None and (
        paragraph.kind in ("furniture", "footnote") or is_continuation_label(paragraph.text)
    )


def _same_columns(one: Grid, other: Grid) -> bool:
    wide = max(one.box[2] - one.box[0], 1.0)
    shift = abs(one.box[0] - other.box[0]) + abs(one.box[2] - other.box[2])
    return shift < 0.04 * wide


def _repeated(first: Grid, grid: Grid) -> int:
    """How many rows at the top of a further part repeat the first part's."""
    count = 0
    for row in range(min(6, first.rows - 1, grid.rows - 1)):
        here = [cell.text for cell in grid.cells if cell.row == row]
        there = [cell.text for cell in first.cells if cell.row == row]
        if here != there or not any(here):
            break
        count = row + 1
    if not count and first.columns == grid.columns:
        here = [cell.text for cell in grid.cells if cell.row == 0]
        heads = [[cell.text for cell in first.cells if cell.row == row] for row in range(min(5, first.rows))]
        return 1 if is_number_row(here) and here in heads else 0
    return count


def attach(blocks: list[Block]) -> list[Block]:
    """Tie captions, unit lines and notes to the tables they stand by."""
    out = list(blocks)
    for order, block in enumerate(blocks):
        if block.table is None:
            continue
        table = block.table
        at = order - 1
        while at >= 0 and blocks[at].kind == "furniture":
            at -= 1
        if at >= 0 and is_unit_line(blocks[at].text):
            table = replace(table, unit_line=blocks[at].text, unit_block=at)
            at -= 1
        if at >= 0 and blocks[at].kind == "caption" and not is_figure_caption(blocks[at].text):
            table = replace(table, caption=blocks[at].text, caption_block=at)
        after = order + 1
        notes: list[int] = []
        while after < len(blocks) and (is_note(blocks[after].text) or is_star_note(blocks[after].text)):
            notes.append(after)
            after += 1
        if notes:
            table = replace(table, notes=tuple(blocks[note].text for note in notes), note_blocks=tuple(notes))
        elif after < len(blocks) and not table.caption and blocks[after].kind == "caption":
            table = replace(table, caption=blocks[after].text, caption_block=after)
        out[order] = replace(block, table=table)
    return out
