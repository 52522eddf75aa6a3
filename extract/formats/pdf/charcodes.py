"""The character codes behind a page's letters, for repairing texts whose font maps several codes to one letter.

pdfium tells the letters only; pdfminer.six also tells the code. It is slow, so it runs only on pages that somebody
asks about.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from extract.document import Box


@dataclass(frozen=True, slots=True)
class CodedGlyph:
    """One printed glyph: what the font's map says it is, the font, and the code that stands in the page.

    ``font`` is the font's name with its subset prefix and is the same for all glyphs drawn with one font; ``box``
    is in points from the page's top left.
    """

    text: str
    code: int
    font: str
    box: Box


def glyphs(data: bytes, page: int) -> tuple[CodedGlyph, ...]:
    """The glyphs of a page (from 1) in content order, with their codes; empty if the page cannot be read."""
    from pdfminer.converter import PDFLayoutAnalyzer  # noqa: PLC0415  # slow to import, needed for few files
    from pdfminer.layout import LTChar  # noqa: PLC0415  # as above
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager  # noqa: PLC0415  # as above
    from pdfminer.pdfpage import PDFPage  # noqa: PLC0415  # as above

    class Listener(PDFLayoutAnalyzer):
        found: list[CodedGlyph]
        bounds: tuple[float, float, float, float]

        def render_char(self, matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202  # pdfminer's own signature
            advance: float = super().render_char(matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate)
            char = self.cur_item._objs[-1]  # noqa: SLF001  # the character that was just added
            if isinstance(char, LTChar):
                left, top = self.bounds[0], self.bounds[3]
                box = (char.x0 - left, top - char.y1, char.x1 - left, top - char.y0)
                name = str(getattr(font, "fontname", ""))
                self.found.append(CodedGlyph(char.get_text(), int(cid), name, _rounded(box)))
            return advance

    manager = PDFResourceManager()
    listener = Listener(manager)
    listener.found = []
    try:
        for sheet in PDFPage.get_pages(io.BytesIO(data), pagenos=[page - 1]):
            x0, y0, x1, y1 = sheet.cropbox
            listener.bounds = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            PDFPageInterpreter(manager, listener).process_page(sheet)
    except Exception:  # noqa: BLE001  # pdfminer raises anything on broken files; without codes nothing is repaired
        return ()
    return tuple(listener.found)


def _rounded(box: Box) -> Box:
    return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))
