"""Small PDFs for the tests, drawn with reportlab from the top left."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0


def fonts() -> tuple[str, str]:
    """A plain and a bold font with Cyrillic letters; Helvetica where DejaVu is not installed."""
    out = []
    for short, file in (("plain", "DejaVuSans.ttf"), ("bold", "DejaVuSans-Bold.ttf")):
        path = next(Path("/usr/share/fonts").rglob(file), None)
        if path is None:
            return "Helvetica", "Helvetica-Bold"
        pdfmetrics.registerFont(TTFont(short, str(path)))
        out.append(short)
    return out[0], out[1]


PLAIN, BOLD = fonts()


class Sheet:
    """A canvas whose y grows downward."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def text(self, x: float, y: float, text: str, size: float = 10, font: str = PLAIN) -> float:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - y, text)
        return pdfmetrics.stringWidth(text, font, size)

    def right(self, x: float, y: float, text: str, size: float = 10, font: str = PLAIN) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawRightString(x, HEIGHT - y, text)

    def lines(self, x: float, y: float, texts: list[str], size: float = 10, pitch: float = 12.5) -> float:
        for text in texts:
            self.text(x, y, text, size)
            y += pitch
        return y

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def box(self, x0: float, top: float, x1: float, bottom: float, fill: int = 0) -> None:
        self.canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top, stroke=1 - fill, fill=fill)

    def grid(self, xs: list[float], ys: list[float], texts: list[list[str]]) -> None:
        """A fully ruled table; a text None leaves the wall before it away."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for top, row in zip(ys, texts, strict=False):
            for left, text in zip(xs, row, strict=False):
                self.text(left + 3, top + 11, text, 8)


def pdf(*pages: Callable[[Sheet], object], **options: object) -> bytes:
    """A PDF with one page for every drawing function."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), **options)
    for draw in pages:
        draw(Sheet(canvas))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()
