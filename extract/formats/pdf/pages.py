"""One page as read: runs of text, drawing, size; nothing is decided yet."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pypdfium2

from .characters import Glyphs, read_glyphs
from .engine import pointer
from .fonts import FontBook
from .frame import Frame, quarter_turn
from .rulings import Area, Drawing, Rule, joined, read_drawing
from .runs import Run, read_runs


@dataclass(slots=True)
class PageContent:
    """What stands on one page, in the frame its main text runs upright in (``turns`` quarter turns from display)."""

    number: int
    width: float
    height: float
    runs: list[Run]
    turned: list[Run]
    drawing: Drawing
    turns: int = 0
    cut: bool = False
    glyph_count: int = 0
    picture_share: float = 0.0
    fonts: FontBook = field(default_factory=FontBook)
    word_gap: float = 0.0
    """The usual gap between words in ems, 0 when there are too few; ``typewriter``: one width for all letters."""
    typewriter: bool = False


def read_page(pdf: pypdfium2.PdfDocument, index: int, book: FontBook) -> PageContent:
    """The content of page ``index`` (from 0), read once."""
    page = pdf[index]
    try:
        left, bottom, right, top = page.get_bbox()
        frame = Frame(left, bottom, right, top, page.get_rotation() // 90)
        textpage = page.get_textpage()
        try:
            glyphs = read_glyphs(pointer(textpage.raw), frame, book)
        finally:
            textpage.close()
        drawing = read_drawing(pointer(page.raw), frame)
    finally:
        page.close()
        book.forget_addresses()
    return content_of(index + 1, frame, glyphs, drawing, book)


def content_of(number: int, frame: Frame, glyphs: Glyphs, drawing: Drawing, book: FontBook) -> PageContent:
    """A page's content from its arrays, turned so that its main text runs upright."""
    width, height, turns = frame.width, frame.height, 0
    counts = np.bincount(glyphs.turn, minlength=4) if len(glyphs) else np.zeros(4, np.int64)
    if counts.max() > 0.6 * counts.sum() and counts.argmax():
        turns = (4 - int(counts.argmax())) % 4
        glyphs = _turned_glyphs(glyphs, width, height, turns)
        drawing = _turned_drawing(drawing, width, height, turns)
        if turns % 2:
            width, height = height, width
    upright = glyphs.turn == 0
    if upright.all():
        main, rest = glyphs, None
    else:
        main, rest = glyphs.take(upright), glyphs.take(~upright)
    runs, word_gap = read_runs(main)
    fixed = np.array([font.fixed for font in book.fonts], np.bool_)
    typewriter = len(main) > 0 and bool(fixed[main.font].mean() > 0.5)
    turned = _turned_runs(rest, width, height) if rest is not None else []
    drawing.across = joined(drawing.across)
    drawing.down = joined(drawing.down)
    pictures = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in drawing.pictures)
    return PageContent(
        number,
        width,
        height,
        runs,
        turned,
        drawing,
        turns,
        glyphs.cut,
        len(glyphs),
        min(pictures / max(width * height, 1.0), 1.0),
        book,
        word_gap,
        typewriter,
    )


def _turned_glyphs(glyphs: Glyphs, width: float, height: float, turns: int) -> Glyphs:
    boxes = quarter_turn(np.column_stack((glyphs.x0, glyphs.top, glyphs.x1, glyphs.bottom)), width, height, turns)
    x0, top, x1, bottom = (np.ascontiguousarray(column) for column in boxes.T)
    turn = (glyphs.turn + turns) % 4
    upright = turn == 0
    base = np.where(upright, bottom - 0.22 * glyphs.size, glyphs.base)
    return Glyphs(
        glyphs.codes,
        x0,
        top,
        x1,
        bottom,
        base,
        glyphs.size,
        glyphs.font,
        glyphs.after_space,
        glyphs.line_end,
        turn,
        glyphs.cut,
    )


def _turned_drawing(drawing: Drawing, width: float, height: float, turns: int) -> Drawing:
    def turned(boxes: list[tuple[float, float, float, float]]) -> list[tuple[float, float, float, float]]:
        if not boxes:
            return []
        return [(a, b, c, d) for a, b, c, d in quarter_turn(np.array(boxes), width, height, turns).tolist()]

    across: list[Rule] = []
    down: list[Rule] = []
    lines = [(rule.start, rule.at, rule.stop, rule.at) for rule in drawing.across]
    lines += [(rule.at, rule.start, rule.at, rule.stop) for rule in drawing.down]
    widths = [rule.width for rule in drawing.across + drawing.down]
    for (x0, top, x1, bottom), thick in zip(turned(lines), widths, strict=True):
        if x1 - x0 >= bottom - top:
            across.append(Rule(top, x0, x1, thick))
        else:
            down.append(Rule(x0, top, bottom, thick))
    areas = turned([(area.x0, area.top, area.x1, area.bottom) for area in drawing.areas])
    return Drawing(
        across,
        down,
        [Area(*box, area.grey) for box, area in zip(areas, drawing.areas, strict=True)],
        turned(drawing.pictures),
        turned(drawing.shapes),
        drawing.cut,
    )


def _turned_runs(glyphs: Glyphs, width: float, height: float) -> list[Run]:
    """Runs of text that does not run like the page's main text: boxes as displayed, no edges."""
    found: list[Run] = []
    for turn in (1, 2, 3):
        part = glyphs.take(glyphs.turn == turn)
        if not len(part):
            continue
        back = (4 - turn) % 4
        upright = _turned_glyphs(part, width, height, back)
        upright = Glyphs(
            upright.codes,
            upright.x0,
            upright.top,
            upright.x1,
            upright.bottom,
            upright.bottom - 0.22 * upright.size,
            upright.size,
            upright.font,
            upright.after_space,
            upright.line_end,
            np.zeros(len(part), np.int64),
            part.cut,
        )
        w, h = (height, width) if back % 2 else (width, height)
        for run in read_runs(upright)[0]:
            box = quarter_turn(np.array([run.box]), w, h, turn)[0].tolist()
            run.x0, run.top, run.x1, run.bottom = (round(value, 2) for value in box)
            run.edges = []
            run.turn = turn
            found.append(run)
    return found
