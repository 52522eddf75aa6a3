"""The part of a page where something stands, as an image with the place marked."""

from __future__ import annotations

import io
from collections.abc import Sequence

from extract.document import Box
from extract.errors import Unreadable

_SCALE = 2.0
_MARGIN = 60.0
"""Points shown above and below the place; the crop is as wide as the page."""
_MOST_PIXELS = 3_000
_MARK = (255, 210, 0)


def crop_page(data: bytes, page: int, boxes: Sequence[Box], name: str = "") -> bytes:
    """A PNG of the stretch of a PDF's page (from 1) round ``boxes`` (points from its top left), each box marked.

    Run it where a crash or a hang of the renderer does no harm: pages come from outside.

    Raises:
        Unreadable: the page cannot be rendered.
    """
    import pypdfium2  # noqa: PLC0415 - loaded only where a page is painted
    from PIL import Image, ImageChops, ImageDraw  # noqa: PLC0415 - as above

    try:
        pdf = pypdfium2.PdfDocument(data)
        sheet = pdf[page - 1]
        width, height = sheet.get_size()
        scale = min(_SCALE, _MOST_PIXELS / max(width, height, 1.0))
        image = sheet.render(scale=scale).to_pil().convert("RGB")
        pdf.close()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise Unreadable(name, f"page {page} cannot be rendered ({error})", "look at it in a PDF viewer") from error
    marks = Image.new("RGB", image.size, (255, 255, 255))
    pen = ImageDraw.Draw(marks)
    for x0, top, x1, bottom in boxes:
        pen.rectangle((x0 * scale - 2, top * scale - 2, x1 * scale + 2, bottom * scale + 2), fill=_MARK)
    marked = ImageChops.multiply(image, marks)
    upper = max(0.0, min(box[1] for box in boxes) - _MARGIN) if boxes else 0.0
    lower = min(height, max(box[3] for box in boxes) + _MARGIN) if boxes else height
    out = io.BytesIO()
    marked.crop((0, int(upper * scale), marked.width, max(int(lower * scale), int(upper * scale) + 1))).save(out, "PNG")
    return out.getvalue()
