"""PDFs made to do harm, and the small ones beside them."""

from __future__ import annotations

import io
import zlib
from functools import cache

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

LINE = b"BT /F 10 Tf 72 700 Td (The Seoul cluster ranked 3rd in 2023.) Tj ET\n"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def file_of(objects: list[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def stream(data: bytes, facts: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), facts, data)


def form(content: bytes, draws: int) -> bytes:
    """A form that may draw the object of this number as X."""
    resources = b"<< /Font << /F 5 0 R >> /XObject << /X %d 0 R >> >>" % draws
    return stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources " + resources)


def one_page(content: bytes, facts: bytes = b"", forms: tuple[bytes, ...] = ()) -> bytes:
    """A PDF of one page; object 5 is its font, the forms are numbered from 6."""
    resources = b"<< /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >>" if forms else b"<< /Font << /F 5 0 R >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s >>" % resources
    tree = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return file_of([CATALOG, tree, page, stream(content, facts), font, *forms])


@cache
def inflating(blocks: int = 128) -> bytes:
    """Two gigabytes of white space, unless told otherwise in blocks of 16 MiB, in a thousand bytes."""
    packer = zlib.compressobj(9)
    blank = b" " * (1 << 24)
    packed = packer.compress(LINE) + b"".join(packer.compress(blank) for _ in range(blocks)) + packer.flush()
    packed = zlib.compress(zlib.compress(packed, 9), 9)
    return one_page(packed, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]")


def drawing_itself() -> bytes:
    return one_page(LINE + b"/X Do", forms=(form(LINE + b"/X Do", 6),))


def fanning_out() -> bytes:
    """Forms that draw the next one ten times each, nine deep."""
    forms = tuple(form(b"/X Do " * 10, 7 + level) for level in range(8))
    return one_page(b"/X Do", forms=(*forms, form(LINE, 6)))


def million_letters() -> bytes:
    places = ((10 + 50 * (number % 10), 5 + number // 10 % 830, number) for number in range(10_000))
    lines = (b"BT /F 1 Tf %d %d Td (w%d %s) Tj ET\n" % (*place, b"abcdefghi " * 10) for place in places)
    return one_page(zlib.compress(b"".join(lines)), b"/Filter /FlateDecode")


def empty_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (3 + number) for number in range(count))
    tree = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids)
    return file_of([CATALOG, tree, *[b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"] * count])


def printed(encrypt: StandardEncryption | None = None) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, encrypt=encrypt)
    for line in range(40):
        canvas.drawString(72, 800 - 18 * line, f"Line {line}: the cluster has {line} members.")
    canvas.save()
    return made.getvalue()
