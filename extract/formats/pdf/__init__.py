"""PDF to Document: text with a place on every character, paragraphs in reading order, tables.

``read_pdf`` reads with pdfium; pdfplumber is the second reader, for what pdfium cannot open.
"""

from .document import read_pdf

__all__ = ["read_pdf"]
