"""Bad input ends as a one-line error with cause and remedy, or as a partial document; never in silence."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from extract import Unreadable, read_bytes, read_document
from extract.formats import plain

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def archive(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return buffer.getvalue()


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + b"\0" * 64


LAUGHS = '<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><l>&c;</l>'


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("empty.txt", b"", "empty.txt: the file is empty; fetch it again"),
        ("blank.pdf", b" \n\0\n", "blank.pdf: the file is empty; fetch it again"),
        ("report-17.xyz", b"\x01\x02\x03\x04" * 40, "report-17.xyz: no reader for '.xyz'; known: .csv .docx "
        ".html .md .pdf .txt .xlsx"),
        ("short.xyz", b"hello", "short.xyz: no reader for '.xyz'; known: .csv .docx .html .md .pdf .txt .xlsx"),
        ("old.doc", ole("WordDocument"), "old.doc: an old Word document (.doc); open it in a word processor and "
        "save it as DOCX or PDF"),
        ("old.xls", ole("Workbook"), "old.xls: an old Excel workbook (.xls); open it in a spreadsheet program "
        "and save it as XLSX or CSV"),
        ("secret.docx", ole("EncryptedPackage"), "secret.docx: protected by a password; save a copy without the "
        "password"),
        ("note.rtf", rb"{\rtf1\ansi Hello}", "note.rtf: an RTF text (.rtf); open it in a word processor and save "
        "it as DOCX or PDF"),
        ("a.gz", b"\x1f\x8b\x08\0abc", "a.gz: a gzip archive (.gz); unpack it and give the files inside"),
        ("scan.png", b"\x89PNG\r\n\x1a\n123", "scan.png: a picture (.png); recognise its text (OCR) and save it "
        "as PDF"),
        ("talk.pptx", archive({"ppt/presentation.xml": "<p/>"}), "talk.pptx: a PowerPoint presentation (.pptx); "
        "save it as PDF"),
        ("files.zip", archive({"a.txt": "a"}), "files.zip: a zip archive; unpack it and give the files inside"),
        ("feed.xml", b"<?xml version='1.0'?><rss><channel/></rss>", "feed.xml: no reader for '.xml'; known: .csv "
        ".docx .html .md .pdf .txt .xlsx"),
    ],
)  # fmt: skip
def test_what_is_not_read_says_why_and_what_to_do(name: str, data: bytes, message: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(data, name)
    assert str(caught.value) == message


def test_open_document_and_books_are_told_apart() -> None:
    for mark, what in (("application/vnd.oasis.opendocument.text", ".odt"), ("application/epub+zip", ".epub")):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as file:
            file.writestr("mimetype", mark)
        with pytest.raises(Unreadable, match=what):
            read_bytes(buffer.getvalue(), "x.docx")


@pytest.mark.parametrize("main", ["word/document.xml", "xl/workbook.xml"])
def test_entities_in_office_files_are_refused(main: str) -> None:
    with pytest.raises(Unreadable, match="declares entities"):
        read_bytes(archive({"[Content_Types].xml": "<Types/>", main: LAUGHS}), "bomb")


def test_zip_bombs_are_refused_before_they_unpack() -> None:
    with pytest.raises(Unreadable, match="more than is safe"):
        read_bytes(archive({"word/document.xml": b"<a>" + b" " * 20_000_000}), "bomb.docx")
    with pytest.raises(Unreadable, match="holds 10002 parts"):
        read_bytes(archive({"word/document.xml": "<a/>"} | {f"p{n}": "" for n in range(10_001)}), "many.docx")


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_cut_archives(suffix: str) -> None:
    main = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}[suffix]
    data = archive({main: "<a/>" * 50, "other.xml": "<b/>" * 500})
    with pytest.raises(Unreadable, match="cut off or damaged"):
        read_bytes(data[: len(data) // 2], f"cut{suffix}")


def test_damaged_xml() -> None:
    with pytest.raises(Unreadable, match="a part is damaged"):
        read_bytes(archive({"word/document.xml": "<a><b></a>"}), "broken.docx")


def test_noise_is_no_text() -> None:
    with pytest.raises(Unreadable, match=r"is no \.txt file"):
        read_bytes(random.Random(7).randbytes(4000), "noise.txt")


def test_deep_tags_are_told_and_their_text_kept() -> None:
    data = ("<html><body><p>intro</p>" + "<b>" * 100_000 + "deep words " * 40 + "</b>" * 100_000).encode()
    document = read_bytes(data, "deep.html")
    assert document.status == "partial"
    assert "deep words" in document.blocks[-1].text
    assert document.problems[0].kind == "unread_part"


def test_bytes_in_and_no_text_out() -> None:
    document = read_bytes(b"<html><body><script>var a = 1;</script><div></div></body></html>", "void.html")
    assert document.status == "failed"
    assert [problem.kind for problem in document.problems] == ["no_text"]


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "**a " * 100_000,
        "[" * 100_000 + "](" * 1000,
        "<" * 300_000,
        "&a" * 200_000,
        "\\" * 300_000,
        "a\t" * 200_000 + "\n",
        ("a\t" * 20_000 + "\n") * 4,
        "|a" * 100_000 + "|\n",
        (" " * 1000 + "x\n") * 500,
    ],
    ids=["line", "stars", "brackets", "angles", "entities", "slashes", "tabs", "columns", "pipes", "blanks"],
)
@pytest.mark.parametrize("name", ["x.txt", "x.md"])
def test_absurd_texts_are_read_in_one_pass(text: str, name: str) -> None:
    assert read_bytes(text.encode(), name).blocks


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="there is no such file"):
        read_document(tmp_path / "none.pdf")
    with pytest.raises(Unreadable, match="is a folder"):
        read_document(tmp_path)


def test_prose_with_an_unknown_suffix_is_read(tmp_path: Path) -> None:
    path = tmp_path / "report.2024"
    path.write_text("The cluster grew by a tenth in the last year, and its members now come from four towns. " * 3)
    assert read_document(path).media_type == "text/plain"


def test_the_bytes_decide_not_the_suffix(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("<!DOCTYPE html><html><body><p>A page.</p></body></html>")
    assert read_document(path).media_type == "text/html"


def test_long_texts_are_cut_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "MAX_BYTES", 2**20)
    document = read_bytes((b"The cluster grew by a tenth. " * 400 + b"\n\n") * 120, "long.txt")
    assert document.status == "partial"
    assert document.problems[0].message == "truncated at 1 MiB of 1 MiB"
