"""What a file is, told from its bytes; the suffix only settles what the bytes leave open."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from extract.encoding import decode

_HEAD = 20_000


@dataclass(frozen=True, slots=True)
class Foreign:
    """A kind of file that no reader here reads: what it is, and what a person can do."""

    what: str
    remedy: str

    @property
    def is_report(self) -> bool:
        """Whether people write reports in it: not in a picture, an archive or a program."""
        return self.remedy not in (_UNPACK, _PICTURE, _OTHER)


_OFFICE = "open it in a word processor and save it as DOCX or PDF"
_SHEET = "open it in a spreadsheet program and save it as XLSX or CSV"
_UNPACK = "unpack it and give the files inside"
_OTHER = "give the report itself"
_PICTURE = "recognise its text (OCR) and save it as PDF"

# Signatures at the start of the file, as the formats' specifications give them.
_SIGNATURES: tuple[tuple[bytes, Foreign], ...] = (
    (rb"{\rtf", Foreign("an RTF text (.rtf)", _OFFICE)),
    (b"\x1f\x8b", Foreign("a gzip archive (.gz)", _UNPACK)),
    (b"BZh", Foreign("a bzip2 archive (.bz2)", _UNPACK)),
    (b"\xfd7zXZ\0", Foreign("an xz archive (.xz)", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Foreign("a 7-Zip archive (.7z)", _UNPACK)),
    (b"Rar!\x1a\x07", Foreign("a RAR archive (.rar)", _UNPACK)),
    (b"\x28\xb5\x2f\xfd", Foreign("a Zstandard archive (.zst)", _UNPACK)),
    (b"\x89PNG\r\n\x1a\n", Foreign("a picture (.png)", _PICTURE)),
    (b"\xff\xd8\xff", Foreign("a picture (.jpg)", _PICTURE)),
    (b"GIF8", Foreign("a picture (.gif)", _PICTURE)),
    (b"II*\0", Foreign("a picture (.tif)", _PICTURE)),
    (b"MM\0*", Foreign("a picture (.tif)", _PICTURE)),
    (b"AT&TFORM", Foreign("a DjVu document (.djvu)", "convert it to PDF")),
    (b"%!PS", Foreign("a PostScript file (.ps)", "convert it to PDF")),
    (b"PAR1", Foreign("a Parquet file (.parquet)", "export it as CSV")),
    (b"SQLite format 3\0", Foreign("an SQLite database", "export the tables as CSV")),
    (b"\x7fELF", Foreign("a program", _OTHER)),
    (b"MZ\x90\0", Foreign("a program (.exe)", _OTHER)),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in the directory of a compound file ([MS-CFB] 2.6.1: UTF-16-LE).
_OLE_KINDS: tuple[tuple[str, Foreign], ...] = (
    ("EncryptedPackage", Foreign("protected by a password", "save a copy without the password")),
    ("WordDocument", Foreign("an old Word document (.doc)", _OFFICE)),
    ("Workbook", Foreign("an old Excel workbook (.xls)", _SHEET)),
    ("Book", Foreign("an old Excel workbook (.xls)", _SHEET)),
    ("PowerPoint Document", Foreign("an old PowerPoint presentation (.ppt)", "save it as PDF")),
    ("__substg1.0_", Foreign("an Outlook message (.msg)", "save its text as TXT or PDF")),
)
_OLD_OFFICE = Foreign("an old Office file", _OFFICE)
_ZIP_KINDS: tuple[tuple[str, Foreign], ...] = (
    ("opendocument.text", Foreign("an OpenDocument text (.odt)", _OFFICE)),
    ("opendocument.spreadsheet", Foreign("an OpenDocument spreadsheet (.ods)", _SHEET)),
    ("opendocument.presentation", Foreign("an OpenDocument presentation (.odp)", "save it as PDF")),
    ("epub+zip", Foreign("an EPUB book (.epub)", "convert it to PDF or HTML")),
)
_PPTX = Foreign("a PowerPoint presentation (.pptx)", "save it as PDF")
_XLSB = Foreign("a binary Excel workbook (.xlsb)", _SHEET)
_ARCHIVE = Foreign("a zip archive", _UNPACK)

_HTML_START = re.compile(
    r"\s*(<\?xml[^>]{0,200}\?>\s*)?(<!--.{0,2000}?-->\s*)*<(!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
# <article> is a journal's XML (JATS) with its attributes, a web page's element without them.
_XML_START = re.compile(
    r"\s*(<\?xml\b|<(!DOCTYPE|svg|rss|feed|TEI)\b|<article\b[^>]*\b(article-type|dtd-version|xmlns)\b)"
)
_HTML_TAG = re.compile(
    r"</?(p|div|table|tr|td|h[1-6]|ul|ol|li|br|span|a|section|article)\b[^<>]{0,500}>", re.IGNORECASE
)


def foreign(data: bytes) -> Foreign | None:
    """What the file is when it is a known kind that nothing here reads, else None."""
    if data.startswith(_OLE):
        return next((kind for stream, kind in _OLE_KINDS if stream.encode("utf-16-le") in data), _OLD_OFFICE)
    if is_zip(data):
        return _foreign_zip(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Foreign("a picture (.webp)", _PICTURE)
    if data.startswith(b"BM") and len(data) > 14 and data[6:10] == b"\0\0\0\0":
        return Foreign("a picture (.bmp)", _PICTURE)
    return next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), None)


def is_pdf(data: bytes) -> bool:
    """Whether this is a PDF: readers look for the header in the first 1024 bytes (PDF 1.7, appendix H)."""
    return b"%PDF-" in data[:1024]


def is_zip(data: bytes) -> bool:
    """Whether this starts as a zip archive does, complete or not."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))


def is_docx(data: bytes) -> bool:
    """Whether this is a zip archive with a Word document in it."""
    return is_zip(data) and _office_part(data) == "word"


def is_xlsx(data: bytes) -> bool:
    """Whether this is a zip archive with an Excel workbook in it."""
    return is_zip(data) and _office_part(data) == "xl"


def is_text(data: bytes) -> bool:
    """Whether the bytes are text in some encoding: no control characters to speak of."""
    head = data[:_HEAD]
    if not head.strip():
        return True
    text = decode(head).text
    strange = sum(
        1 for sign in text if (sign < " " and sign not in "\t\n\r\f\v\x1a\x1b\x1e") or "\x7f" <= sign < "\x85"
    )
    lost = text[:-2].count("\N{REPLACEMENT CHARACTER}")
    return strange + lost <= max(1, len(text) // 200)


def is_html(data: bytes) -> bool:
    """Whether a text is a web page: it starts as one, or tags stand closer than any other markup would have them."""
    text = decode(data[:_HEAD]).text
    if _HTML_START.match(text):
        return True
    if _XML_START.match(text):
        return False
    tags = sum(1 for _ in _HTML_TAG.finditer(text))
    starts = sum(1 for line in text.splitlines() if line.lstrip().startswith("<"))
    lines = sum(1 for line in text.splitlines() if line.strip())
    return tags >= 3 and text.lstrip().startswith("<") and starts >= 0.5 * lines


def has_tags(data: bytes) -> bool:
    """Whether a text begins with a tag of web pages: a piece of one, in a file named so."""
    text = decode(data[:_HEAD]).text
    return not _XML_START.match(text) and _HTML_TAG.match(text.lstrip()) is not None


def is_foreign_markup(data: bytes) -> bool:
    """Whether a text is XML that is no web page."""
    text = decode(data[:_HEAD]).text
    return bool(_XML_START.match(text)) and not _HTML_START.match(text) and "<html" not in text.lower()


def _office_part(data: bytes) -> str:
    names = _zip_names(data)
    for folder in ("word", "xl", "ppt"):
        main = {"word": "document.xml", "xl": "workbook.xml", "ppt": "presentation.xml"}[folder]
        if f"{folder}/{main}" in names:
            return folder
    if names:
        return ""
    # Cut off: the directory at the end is gone, the local headers are not.
    for folder in ("word", "xl", "ppt"):
        if f"{folder}/".encode() in data[:200_000]:
            return folder
    return ""


def _zip_names(data: bytes) -> tuple[str, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, zlib.error, NotImplementedError):
        return ()


def _foreign_zip(data: bytes) -> Foreign | None:
    head = data[:200]
    for mark, kind in _ZIP_KINDS:
        if mark.encode() in head:
            return kind
    part = _office_part(data)
    if part == "ppt":
        return _PPTX
    if part:
        return None
    return _XLSB if "xl/workbook.bin" in _zip_names(data) else _ARCHIVE
