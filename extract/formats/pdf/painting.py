"""A page painted with what was read on it: blocks and their roles, reading order, rulings, table grids."""

from __future__ import annotations

import io
import itertools

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from extract.document import Block, Box, Document
from extract.errors import Unreadable

from .engine import pointer
from .frame import Frame
from .rulings import read_drawing

MOST_PIXELS = 3_000
"""The longer side of a painted page."""
_SCALE = 1.8
_COLOURS = {
    "heading": (200, 30, 30),
    "paragraph": (40, 90, 200),
    "list_item": (0, 140, 140),
    "table": (20, 140, 40),
    "caption": (180, 90, 0),
    "footnote": (120, 70, 170),
    "reference": (120, 110, 30),
    "furniture": (130, 130, 130),
    "figure": (200, 40, 160),
}
_RULE = (255, 120, 0)


def paint(data: bytes, page: int, document: Document) -> bytes:
    """The page (from 1) as a PNG, at most 3 000 pixels a side.

    Raises:
        Unreadable: the page cannot be rendered.
    """
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(
            document.id[:16], f"cannot be rendered ({error})", "look at the file in a PDF viewer"
        ) from error
    try:
        if not 1 <= page <= len(pdf):
            raise Unreadable(document.id[:16], f"has no page {page}", f"ask for a page from 1 to {len(pdf)}")
        sheet = pdf[page - 1]
        width, height = sheet.get_size()
        scale = min(_SCALE, MOST_PIXELS / max(width, height, 1.0))
        image = sheet.render(scale=scale).to_pil().convert("RGB")
        left, bottom, right, top = sheet.get_bbox()
        drawing = read_drawing(pointer(sheet.raw), Frame(left, bottom, right, top, sheet.get_rotation() // 90))
        sheet.close()
    finally:
        pdf.close()
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    for rule in drawing.across:
        pen.line(_scaled((rule.start, rule.at, rule.stop, rule.at), scale), fill=(*_RULE, 160), width=2)
    for rule in drawing.down:
        pen.line(_scaled((rule.at, rule.start, rule.at, rule.stop), scale), fill=(*_RULE, 160), width=2)
    centres: list[tuple[float, float]] = []
    for block in document.blocks:
        _paint_block(pen, block, page, scale, centres)
    for one, other in itertools.pairwise(centres):
        pen.line((*one, *other), fill=(0, 0, 0, 70), width=2)
    out = io.BytesIO()
    Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB").save(out, "PNG")
    return out.getvalue()


def _scaled(box: Box, scale: float) -> Box:
    return (box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale)


def _paint_block(
    pen: ImageDraw.ImageDraw, block: Block, page: int, scale: float, centres: list[tuple[float, float]]
) -> None:
    boxes = [_scaled(box[1:], scale) for box in block.boxes if box[0] == page]
    if not boxes:
        return
    colour = _COLOURS[block.kind]
    round_all = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    pen.rectangle(round_all, outline=(*colour, 255), width=2, fill=(*colour, 24))
    label = f"{block.order} {block.kind}{block.level or ''}"
    pen.text((round_all[0] + 1, round_all[1] - 11), label, fill=(*colour, 255), font=ImageFont.load_default(11))
    if block.kind != "furniture":
        centres.append((round_all[0], (round_all[1] + round_all[3]) / 2))
    if block.table is None:
        return
    for cell in block.table.cells:
        if cell.page != page or cell.box is None:
            continue
        head = bool(cell.header)
        pen.rectangle(
            _scaled(cell.box, scale),
            outline=(*colour, 220),
            fill=(220, 170, 0, 50) if head else None,
            width=3 if cell.row_span > 1 or cell.column_span > 1 else 1,
        )
