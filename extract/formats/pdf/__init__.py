"""PDF to Document: text with a place on every character, paragraphs in reading order, tables.

``read_pdf`` reads with pdfium; pdfplumber is the second reader, for what pdfium cannot open, and tesseract reads
pages that are pictures. ``glyphs`` tells the character codes behind a page's letters (slow; for repairs), ``paint``
draws what was read on the page.
"""

from .charcodes import CodedGlyph, glyphs
from .document import read_pdf
from .painting import paint

__all__ = ["CodedGlyph", "glyphs", "paint", "read_pdf"]
