"""All pages of a PDF as arrays and runs, by the reader that sees most of them; what went wrong on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pypdfium2
from pypdfium2 import PdfiumError
from pypdfium2.version import PYPDFIUM_INFO

from extract.document import Problem
from extract.errors import Unreadable

from . import ocr
from .fonts import FontBook
from .pages import PageContent, read_page
from .second import read_second, version

MOST_PAGES = 5_000
"""Pages read of one file; a report has hundreds, a file that claims more is made to exhaust."""
_PASSWORD = "password"  # noqa: S105  # a word in pdfium's message, no secret
_SCANNED_SHARE = 0.3
_POOR = 60.0
_PAGES = re.compile(rb"/Type\s*/Pages\b")
_LONGEST_TREE = 100_000
_COUNT = re.compile(rb"/Count\s+(\d{1,7})")


@dataclass(slots=True)
class Gathered:
    """The pages read, how many the file has, problems met, the reader's name and version, and the pages recognised."""

    pages: list[PageContent]
    count: int
    reader: str
    problems: list[Problem] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)


def gather(data: bytes, name: str) -> Gathered:
    """The pages in these bytes.

    Raises:
        Unreadable: the file is encrypted, broken or has no page.
    """
    try:
        pdf = pypdfium2.PdfDocument(data)
    except PdfiumError as error:
        if _PASSWORD in str(error).lower():
            raise Unreadable(name, "the PDF is encrypted", "save it without a password and ingest it again") from error
        return _second(data, name, f"pdfium cannot open it: {error}")
    try:
        if len(pdf) < 1:
            return _second(data, name, "pdfium finds no page in it")
        found = _by_pdfium(pdf)
    finally:
        pdf.close()
    return _checked(data, name, found)


def _by_pdfium(pdf: pypdfium2.PdfDocument) -> Gathered:
    out = Gathered([], len(pdf), f"pypdfium2 {PYPDFIUM_INFO}")
    book = FontBook()
    for index in range(min(out.count, MOST_PAGES)):
        try:
            out.pages.append(read_page(pdf, index, book))
        except PdfiumError as error:
            out.problems.append(Problem("page unreadable", f"page {index + 1} cannot be read ({error})"))
    if out.count > MOST_PAGES:
        out.problems.append(Problem("too many pages", f"{out.count} pages claimed, the first {MOST_PAGES} read"))
    for page in out.pages:
        if page.cut:
            message = f"page {page.number} has too much on it, only the first part is read"
            out.problems.append(Problem("page too dense", message))
        elif page.drawing.cut:
            message = f"page {page.number} has more drawn lines than are read; a ruled table on it may be missed"
            out.problems.append(Problem("drawing too dense", message))
    _read_scans(pdf, out)
    return out


def _read_scans(pdf: pypdfium2.PdfDocument, out: Gathered) -> None:
    """Pages that are pictures without text, read by OCR where it is installed."""
    scans = [page.number for page in out.pages if not page.glyph_count and page.picture_share >= _SCANNED_SHARE]
    if not scans:
        return
    tesseract = ocr.program()
    shown = ", ".join(str(number) for number in scans[:20]) + (" …" if len(scans) > 20 else "")
    if tesseract is None:
        out.problems.append(Problem("scanned page", f"pages without text, only a picture: {shown}; {ocr.REMEDY}"))
        return
    missing = set(ocr.LANGUAGES) - set(ocr.installed_languages(tesseract))
    if missing:
        lacking = ", ".join(sorted(missing))
        out.problems.append(Problem("scanned page", f"tesseract lacks the languages {lacking}; {ocr.REMEDY}"))
    by_number = dict(zip(scans, ocr.read_scans(pdf, scans, tesseract), strict=True))
    for at, page in enumerate(out.pages):
        if page.number not in by_number:
            continue
        scan = by_number[page.number]
        if scan is None:
            out.problems.append(Problem("scanned page", f"page {page.number} could not be read by OCR"))
            continue
        out.pages[at] = scan.content
        out.scanned.append(page.number)
        kind = "read by OCR" if scan.confidence >= _POOR else "scanned page"
        message = f"page {page.number} is a picture, read by OCR with confidence {scan.confidence:.0f} of 100"
        out.problems.append(Problem(kind, message))
    out.reader += " and tesseract"


def _checked(data: bytes, name: str, found: Gathered) -> Gathered:
    """What pdfium found, or what the second reader finds where that is more.

    The second reader is slow, so it is asked only where something is odd: no text at all on pages that are no
    pictures, pages that failed, or a page count in the file's own words that is another.
    """
    letters = sum(page.glyph_count for page in found.pages)
    claimed = _claimed(data)
    failed = any(problem.kind == "page unreadable" for problem in found.problems)
    scanned = any(problem.kind in ("scanned page", "read by OCR") for problem in found.problems)
    odd = failed or (not letters and not scanned) or (found.count < claimed <= MOST_PAGES)
    if not odd:
        return found
    try:
        other = _second(data, name, "pdfium read less than the file holds")
    except Unreadable:
        return found
    if other.count != found.count:
        message = f"one reader counts {found.count} pages, the other {other.count}"
        found.problems.append(Problem("page count", message))
        other.problems.append(Problem("page count", message))
    return other if sum(page.glyph_count for page in other.pages) > letters else found


def _claimed(data: bytes) -> int:
    """The number of pages the page tree claims where it can be read in the bytes as they stand, else 0."""
    most = 0
    for found in _PAGES.finditer(data):
        start = data.rfind(b"obj", 0, found.start())
        stop = data.find(b"endobj", found.end())
        if start >= 0 and stop - start < _LONGEST_TREE:
            most = max(most, *(int(count) for count in _COUNT.findall(data, start, stop)), 0)
    return most


def _second(data: bytes, name: str, cause: str) -> Gathered:
    pages, count = read_second(data, name, cause, MOST_PAGES)
    return Gathered(pages, count, version(), [Problem("second reader", f"read with pdfplumber: {cause}")])
