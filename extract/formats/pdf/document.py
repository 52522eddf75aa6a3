"""The way through a PDF: pages, furniture, layout, paragraphs, blocks."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from extract.document import Block, Box, Document, Line, Problem
from extract.grid import mark_headers, table_text

from .blocks import View, table_of, text_of
from .figures import Figure
from .fonts import Font
from .furniture import find_furniture
from .gathering import gather
from .grid import printed_lines
from .kinds import name_kinds
from .order import Gutter
from .pages import PageContent
from .paragraphs import Paragraph, TextLine, paragraphs, text_lines
from .parts import Part
from .router import lay_out
from .runs import Run
from .stitching import attach, join_captions, join_paragraphs, join_tables

_HARMLESS = frozenset(("drawing too dense", "figure without values", "read by OCR"))
"""Problems a person should know of that leave the text whole."""


def read_pdf(data: bytes, name: str) -> Document:
    """The document in these bytes; ``name`` is the file as the person knows it.

    Raises:
        Unreadable: the file is encrypted, broken or has no page.
    """
    with _no_collection():
        return _read(data, name)


@contextmanager
def _no_collection() -> Iterator[None]:
    """No garbage collection meanwhile: a page makes thousands of small objects, none of them garbage in a circle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _read(data: bytes, name: str) -> Document:
    gathered = gather(data, name)
    pages = gathered.pages
    problems = gathered.problems
    furniture = find_furniture(pages)
    views = {page.number: View(page.number, page.width, page.height, page.turns) for page in pages}
    parts: list[Part] = []
    gutters: list[Gutter] = []
    for page, runs in zip(pages, furniture, strict=True):
        parts += _page_parts(page, runs, gutters)
    blocks = _blocks(parts, views, pages)
    problems += _missing_values(blocks)
    if not any(block.text.strip() for block in blocks):
        problems.append(Problem("no text", "the file has bytes but no text could be read from it"))
    partial = any(problem.kind not in _HARMLESS for problem in problems)
    return Document(
        hashlib.sha256(data).hexdigest(),
        "application/pdf",
        gathered.reader,
        tuple(blocks),
        tuple(problems),
        "partial" if partial else "ok",
        gathered.count,
        scanned=tuple(gathered.scanned),
    )


def _missing_values(blocks: list[Block]) -> list[Problem]:
    """A row for every captioned picture that holds no text: its values are absent."""
    out: list[Problem] = []
    for block in blocks:
        if block.kind != "figure" or block.text.strip():
            continue
        near = [blocks[at] for at in (block.order - 1, block.order + 1) if 0 <= at < len(blocks)]
        caption = next((one for one in near if one.kind == "caption"), None)
        if caption is not None:
            message = f"the figure on page {block.page} is a picture, its values cannot be read: {caption.text[:120]}"
            out.append(Problem("figure without values", " ".join(message.split()), block.order))
    return out


def _page_parts(page: PageContent, furniture: set[int], gutters: list[Gutter]) -> list[Part]:
    moved = [run for run in page.runs + page.turned if id(run) in furniture]
    page.runs = [run for run in page.runs if id(run) not in furniture]
    page.turned = [run for run in page.turned if id(run) not in furniture]
    fonts = page.fonts.fonts
    bullets = page.drawing.bullets()
    layout = lay_out(page, gutters)
    out: list[Part] = []
    for column in layout.columns:
        pending: list[Run] = []
        for item in column.items:
            if item.run is not None:
                pending.append(item.run)
                continue
            out += _text_parts(pending, fonts, page.number, bullets)
            pending = []
            if item.number < -1:
                out.append(Part(page.number, figure=layout.figures[-2 - item.number]))
            else:
                out.append(Part(page.number, None, [layout.grids[item.number]], [0]))
        out += _text_parts(pending, fonts, page.number, bullets)
    for run in layout.turned:
        out += _text_parts([run], fonts, page.number, [])
    for run in moved:
        line = TextLine(
            [run], run.x0, run.top, run.x1, run.bottom, run.base, run.size, bold=False, italic=False, page=page.number
        )
        part = Part(page.number, Paragraph([line], "furniture"))
        if run.middle < page.height / 2:
            out.insert(0, part)
        else:
            out.append(part)
    return out


def _whole(part: Part, pages: list[PageContent]) -> list[Part]:
    """A part as it is; a lone fragment of a table as the texts that stand in it."""
    if len(part.grids) != 1 or not part.grids[0].fragment:
        return [part]
    fonts = next(page.fonts.fonts for page in pages if page.number == part.page)
    return [one for cell in part.grids[0].cells for one in _text_parts(cell.runs, fonts, part.page, [])]


def _figure_block(order: int, figure: Figure, view: View) -> Block:
    """A figure with the texts that stand in it, or the bare box of a picture."""
    text, lines = text_of([([run], view) for line in printed_lines(figure.runs) for run in line])
    whole = Line(0, 0, view.page, view.box(figure.box))  # of no text: it gives the figure its box
    lines = (whole, *lines)
    return Block(order, "figure", text, page=view.page, lines=lines)


def _text_parts(runs: list[Run], fonts: list[Font], page: int, bullets: list[Box]) -> list[Part]:
    if not runs:
        return []
    return [Part(page, paragraph) for paragraph in paragraphs(text_lines(runs, fonts, page, bullets))]


def _blocks(parts: list[Part], views: dict[int, View], pages: list[PageContent]) -> list[Block]:
    name_kinds(
        [part.paragraph for part in parts if part.paragraph is not None], {page.number: page.height for page in pages}
    )
    parts = join_paragraphs(join_captions(parts))
    parts = [one for part in join_tables(parts) for one in _whole(part, pages)]
    blocks: list[Block] = []
    for order, part in enumerate(parts):
        if part.paragraph is not None:
            text, lines = text_of([(line.runs, views[line.page]) for line in part.paragraph.lines])
            blocks.append(
                Block(
                    order,
                    part.paragraph.kind,  # type: ignore[arg-type]  # one of the kinds, set by name_kinds
                    text,
                    page=part.page,
                    lines=lines,
                    level=part.paragraph.level,
                    ordinal=part.paragraph.ordinal,
                )
            )
        elif part.figure is not None:
            blocks.append(_figure_block(order, part.figure, views[part.page]))
        else:
            table = mark_headers(table_of([(grid, views[grid.page]) for grid in part.grids], part.skipped))
            blocks.append(Block(order, "table", table_text(table), page=part.page, table=table))
    return attach(blocks)
