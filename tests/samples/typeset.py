"""A small typesetter for the sample PDFs: justified columns, soft hyphens, running titles, ruled tables.

Lines are drawn one by one with reportlab's canvas, so that line ends, hyphens and rulings are exactly those that a
test wants to see read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import font_roboto
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
SOFT_HYPHEN = "\u00ad"


def register_fonts() -> None:
    """Make the fonts Serif-less, plain and bold, known to reportlab."""
    folder = Path(font_roboto.__file__).parent / "files"
    for name, file in (("Text", "Roboto-Regular"), ("Bold", "Roboto-Bold"), ("Slanted", "Roboto-Italic")):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{file}.ttf")))


class BrokenFont(TTFont):
    """A font that shows every letter rightly but says another one where ``letters`` maps it: a broken font map."""

    def __init__(self, name: str, file: str, letters: Mapping[str, str]) -> None:
        super().__init__(name, file)
        self._letters = letters

    def addObjects(self, doc: object) -> None:  # noqa: N802 - reportlab's name
        """Embed the font with the map of codes to letters as the damage has it."""
        intact = ttfonts.makeToUnicodeCMap

        def damaged(fontname: str, subset: Sequence[int]) -> str:
            return str(intact(fontname, [ord(self._letters.get(chr(code), chr(code))) for code in subset]))

        ttfonts.makeToUnicodeCMap = damaged
        try:
            super().addObjects(doc)
        finally:
            ttfonts.makeToUnicodeCMap = intact


def register_broken_font(name: str, letters: Mapping[str, str]) -> None:
    """Make a broken font known to reportlab."""
    folder = Path(font_roboto.__file__).parent / "files"
    pdfmetrics.registerFont(BrokenFont(name, str(folder / "Roboto-Light.ttf"), letters))


@dataclass
class Page:
    """Where the next line goes: columns from the left, each filled from the top."""

    canvas: Canvas
    title: str
    number: int = 0
    columns: int = 1
    column: int = 0
    y: float = 0.0
    left: float = 62.0
    gap: float = 24.0
    top: float = HEIGHT - 84.0
    bottom: float = 80.0
    notes: list[str] = field(default_factory=list)

    @property
    def width(self) -> float:
        """The width of one column."""
        return (WIDTH - 2 * self.left - self.gap * (self.columns - 1)) / self.columns

    @property
    def x(self) -> float:
        """The left edge of the present column."""
        return self.left + self.column * (self.width + self.gap)

    def begin(self, columns: int = 1) -> None:
        """Start a page with running title and number."""
        if self.number:
            self.end()
        self.number += 1
        self.columns, self.column, self.y = columns, 0, self.top
        self.canvas.setFont("Slanted", 8)
        self.canvas.drawString(self.left, HEIGHT - 50, self.title)
        self.canvas.line(self.left, HEIGHT - 56, WIDTH - self.left, HEIGHT - 56)
        self.canvas.drawCentredString(WIDTH / 2, 40, str(self.number))

    def end(self) -> None:
        """Set the footnotes and finish the page."""
        if self.notes:
            self.canvas.line(self.left, self.bottom - 8, self.left + 120, self.bottom - 8)
            self.canvas.setFont("Text", 7)
            for index, note in enumerate(self.notes):
                self.canvas.drawString(self.left, self.bottom - 17 - 8.5 * index, note)
            self.notes = []
        self.canvas.showPage()

    def advance(self, height: float) -> None:
        """Make room for ``height``: the next column or page where the present one is full."""
        if self.y - height >= self.bottom:
            return
        if self.column + 1 < self.columns:
            self.column, self.y = self.column + 1, self.top
        else:
            self.begin(self.columns)

    def heading(self, text: str, size: float = 13.0) -> None:
        """A bold line or more with space before it."""
        self.advance(size * 2.6)
        self.y -= size * 0.9
        for line, _ in _broken(text, "Bold", size, self.width):
            self.canvas.setFont("Bold", size)
            self.canvas.drawString(self.x, self.y - size, line)
            self.y -= size * 1.25
        self.y -= 2

    def paragraph(self, text: str, font: str = "Text", size: float = 10.0, indent: float = 14.0) -> None:
        """Justified lines; soft hyphens of the text become hyphens where a line ends in one."""
        lines = list(_broken(text, font, size, self.width, indent))
        for index, (line, last) in enumerate(lines):
            self.advance(size * 1.35)
            shift = indent if index == 0 else 0.0
            words = line.split(" ")
            spare = self.width - shift - pdfmetrics.stringWidth(line, font, size)
            text_object = self.canvas.beginText(self.x + shift, self.y - size)
            text_object.setFont(font, size)
            if not last and len(words) > 1:
                text_object.setWordSpace(0)
                self._spread(words, font, size, shift, spare / (len(words) - 1))
            else:
                text_object.textOut(line)
                self.canvas.drawText(text_object)
            self.y -= size * 1.35
        self.y -= size * 0.35

    def _spread(self, words: Sequence[str], font: str, size: float, shift: float, extra: float) -> None:
        # Cyrillic fonts are embedded with two-byte codes, where PDF's word spacing has no effect.
        x = self.x + shift
        space = pdfmetrics.stringWidth(" ", font, size)
        self.canvas.setFont(font, size)
        for index, word in enumerate(words):
            text = word + (" " if index + 1 < len(words) else "")
            self.canvas.drawString(x, self.y - size, text)
            x += pdfmetrics.stringWidth(word, font, size) + space + extra

    def table(
        self,
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        ruled: bool = True,
        header: int = 1,
        spans: Mapping[tuple[int, int], int] | None = None,
        repeat: bool = True,
        whole: bool = True,
        size: float = 9.0,
    ) -> None:
        """Rows of one-line cells; ``spans`` gives the columns that a cell covers.

        A table that is not kept ``whole`` goes on over the page, where its header may come again.
        """
        height = size * 1.9
        if whole:
            self.advance(height * len(rows))
        for index, row in enumerate(rows):
            if self.y - height < self.bottom:
                self.begin(self.columns)
                if repeat and index >= header:
                    for number in range(header):
                        self._row(rows[number], widths, height, size, number, header, spans or {}, ruled=ruled)
            self._row(row, widths, height, size, index, header, spans or {}, ruled=ruled)
        self.y -= size

    def _row(
        self,
        row: Sequence[str],
        widths: Sequence[float],
        height: float,
        size: float,
        number: int,
        header: int,
        spans: Mapping[tuple[int, int], int],
        *,
        ruled: bool,
    ) -> None:
        x, column = self.x, 0
        while column < len(row):
            span = spans.get((number, column), 1)
            width = sum(widths[column : column + span])
            if ruled:
                self.canvas.rect(x, self.y - height, width, height)
            self.canvas.setFont("Bold" if number < header else "Text", size)
            text = row[column]
            if column and text[:1].isdigit():
                self.canvas.drawRightString(x + width - 4, self.y - height + size * 0.55, text)
            else:
                self.canvas.drawString(x + 4, self.y - height + size * 0.55, text)
            x += width
            column += span
        if not ruled and number + 1 == header:
            self.canvas.line(self.x, self.y - height, self.x + sum(widths), self.y - height)
        self.y -= height


def _broken(text: str, font: str, size: float, width: float, indent: float = 0.0) -> Iterator[tuple[str, bool]]:
    line = ""
    room = width - indent
    for word in text.split():
        plain = word.replace(SOFT_HYPHEN, "")
        if pdfmetrics.stringWidth(f"{line} {plain}".strip(), font, size) <= room:
            line = f"{line} {plain}".strip()
            continue
        head, tail = _hyphenated(word, line, font, size, room)
        yield f"{line} {head}".strip() if head else line, False
        line, room = tail, width
    yield line, True


def _hyphenated(word: str, line: str, font: str, size: float, room: float) -> tuple[str, str]:
    parts = word.split(SOFT_HYPHEN)
    for cut in range(len(parts) - 1, 0, -1):
        head = "".join(parts[:cut]) + "-"
        if pdfmetrics.stringWidth(f"{line} {head}".strip(), font, size) <= room:
            return head, "".join(parts[cut:])
    return "", "".join(parts)


def new_canvas() -> tuple[io.BytesIO, Canvas]:
    """A canvas whose bytes depend on what is drawn alone."""
    out = io.BytesIO()
    return out, Canvas(out, pagesize=A4, invariant=1, pageCompression=1)
