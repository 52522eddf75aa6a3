"""The way through a PDF: pages, furniture, layout, paragraphs, blocks."""

from __future__ import annotations

import hashlib

import pypdfium2
from pypdfium2 import PdfiumError

from extract.document import Block, Document, Line, Problem
from extract.grid import mark_headers, table_text

from .blocks import View, table_of, text_of
from .figures import Figure
from .furniture import find_furniture
from .glyphs import FontBook
from .grid import printed_lines
from .kinds import name_kinds
from .opening import MOST_PAGES, Broken, open_pdf
from .pages import PageContent, read_page
from .paragraphs import Paragraph, TextLine, paragraphs, text_lines
from .parts import Part
from .router import lay_out
from .runs import Run
from .second import read_second
from .stitching import attach, join_paragraphs, join_tables


def read_pdf(data: bytes, name: str) -> Document:
    """The document in these bytes; ``name`` is the file as the person knows it.

    Raises:
        Unreadable: the file is encrypted, broken or has no page.
    """
    digest = hashlib.sha256(data).hexdigest()
    try:
        pdf = open_pdf(data, name)
    except Broken as broken:
        return read_second(data, name, digest, str(broken))
    try:
        return _read(pdf, digest)
    finally:
        pdf.close()


def _read(pdf: pypdfium2.PdfDocument, digest: str) -> Document:
    problems: list[Problem] = []
    count = len(pdf)
    book = FontBook()
    pages: list[PageContent] = []
    for index in range(min(count, MOST_PAGES)):
        try:
            pages.append(read_page(pdf, index, book))
        except PdfiumError as error:
            problems.append(Problem("page unreadable", f"page {index + 1}: {error}"))
    if count > MOST_PAGES:
        problems.append(Problem("too many pages", f"{count} pages claimed, the first {MOST_PAGES} read"))
    for page in pages:
        if page.cut:
            problems.append(
                Problem("page too dense", f"page {page.number}: too much on it, only the first part is read")
            )
    furniture = find_furniture(pages)
    views = {page.number: View(page.number, page.width, page.height, page.turns) for page in pages}
    parts: list[Part] = []
    for page, runs in zip(pages, furniture, strict=True):
        parts += _page_parts(page, runs, book)
    blocks = _blocks(parts, views, pages)
    if not any(block.text.strip() for block in blocks):
        problems.append(Problem("no text", "the file has bytes but no text could be read"))
    return Document(
        digest,
        "application/pdf",
        f"pypdfium2 {pypdfium2.V_PYPDFIUM2}" if hasattr(pypdfium2, "V_PYPDFIUM2") else "pypdfium2",
        tuple(blocks),
        tuple(problems),
        "partial" if problems else "ok",
        count,
    )


def _page_parts(page: PageContent, furniture: set[int], book: FontBook) -> list[Part]:
    moved = [run for run in page.runs + page.turned if id(run) in furniture]
    page.runs = [run for run in page.runs if id(run) not in furniture]
    layout = lay_out(page)
    out: list[Part] = []
    for column in layout.columns:
        pending: list[Run] = []
        for item in column.items:
            if item.run is not None:
                pending.append(item.run)
                continue
            out += _text_parts(pending, book, page.number)
            pending = []
            if item.number < -1:
                out.append(Part(page.number, figure=layout.figures[-2 - item.number]))
            else:
                out.append(Part(page.number, None, [layout.grids[item.number]], [0]))
        out += _text_parts(pending, book, page.number)
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


def _figure_block(order: int, figure: Figure, view: View) -> Block:
    """A figure with the texts that stand in it, or the bare box of a picture."""
    text, lines = text_of([([run], view) for line in printed_lines(figure.runs) for run in line])
    if not lines:
        lines = (Line(0, 0, view.page, view.box(figure.box)),)
    return Block(order, "figure", text, page=view.page, lines=lines)


def _text_parts(runs: list[Run], book: FontBook, page: int) -> list[Part]:
    if not runs:
        return []
    return [Part(page, paragraph) for paragraph in paragraphs(text_lines(runs, book.fonts, page))]


def _blocks(parts: list[Part], views: dict[int, View], pages: list[PageContent]) -> list[Block]:
    name_kinds(
        [part.paragraph for part in parts if part.paragraph is not None], {page.number: page.height for page in pages}
    )
    parts = join_paragraphs(parts)
    parts = join_tables(parts)
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
