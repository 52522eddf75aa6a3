"""Opening a PDF: what cannot be opened, and why, in words a person can act on."""

from __future__ import annotations

import pypdfium2
from pypdfium2 import PdfiumError

from extract.errors import Unreadable

MOST_PAGES = 5_000
_PASSWORD = "password"  # noqa: S105  # a word in pdfium's message, no secret


class Broken(Exception):
    """pdfium cannot open these bytes; another reader may."""


def open_pdf(data: bytes, name: str) -> pypdfium2.PdfDocument:
    """The opened document.

    Raises:
        Unreadable: the file is encrypted.
        Broken: pdfium cannot open it.
    """
    try:
        pdf = pypdfium2.PdfDocument(data)
    except PdfiumError as error:
        if _PASSWORD in str(error).lower():
            raise Unreadable(name, "the PDF is encrypted", "save it without a password and ingest it again") from error
        raise Broken(str(error)) from error
    if len(pdf) < 1:
        pdf.close()
        raise Broken("no page")
    return pdf
