"""PDF to Document: text with a place on every character, paragraphs in reading order, tables.

``read_pdf`` reads with pdfium; pdfplumber is the second reader, for what pdfium cannot open, and tesseract reads
pages that are pictures. ``paint`` draws what was read on the page.
"""

from .document import read_pdf
from .painting import paint

__all__ = ["paint", "read_pdf"]
