"""PDFs made to do harm end alone, with their cause; the report beside them is read."""

import io
import json
import zlib
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.clustertrace.conftest import run

LINE = b"BT /F 10 Tf 72 700 Td (The Seoul cluster ranked 3rd in 2023.) Tj ET\n"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES_READ = 5_000


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


def inflating() -> bytes:
    """Two gigabytes of white space in a thousand bytes."""
    packer = zlib.compressobj(9)
    blank = b" " * (1 << 24)
    packed = packer.compress(LINE) + b"".join(packer.compress(blank) for _ in range(128)) + packer.flush()
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


def test_every_one_ends_alone_with_its_cause(tmp_path: Path) -> None:
    files = {
        "inflating": inflating(),
        "itself": drawing_itself(),
        "fan": fanning_out(),
        "letters": million_letters(),
        "pages": empty_pages(PAGES_READ + 200),
        "cut": (whole := printed())[: len(whole) // 2],
        "locked": printed(StandardEncryption("secret", "owner")),
        "good": one_page(LINE),
    }
    (tmp_path / "in").mkdir()
    for name, data in files.items():
        (tmp_path / "in" / f"{name}.pdf").write_bytes(data)
    run("init", str(tmp_path / "workspace"))
    done = run("-C", str(tmp_path / "workspace"), "ingest", "--jobs", "1", "--json", str(tmp_path / "in"), expect=1)
    ends = {Path(document["path"]).stem: document for document in json.loads(done.stdout)["documents"]}
    assert {name: end["status"] for name, end in ends.items()} == {
        "inflating": "failed",
        "itself": "ok",
        "fan": "failed",
        "letters": "partial",
        "pages": "partial",
        "cut": "failed",
        "locked": "failed",
        "good": "ok",
    }
    causes = {"letters": "too much on it", "pages": f"first {PAGES_READ} read", "cut": "broken", "locked": "encrypted"}
    causes |= dict.fromkeys(("inflating", "fan"), "memory")
    for name, says in causes.items():
        assert says in ends[name]["cause"], ends[name]
