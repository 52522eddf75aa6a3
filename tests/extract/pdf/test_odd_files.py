import io

import pypdfium2
import pytest

from extract.errors import Unreadable
from extract.formats.pdf import characters, gathering, ocr, paint, read_pdf

from .printing import pdf


def words(sheet):
    sheet.text(72, 100, "Кластер об’єднав 21 компанію", 14)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 and nothing more", pdf(words)[:400]])
def test_a_broken_file_says_what_to_do(data):
    with pytest.raises(Unreadable) as caught:
        read_pdf(data, "report.pdf")
    assert caught.value.name == "report.pdf"
    assert caught.value.cause
    assert caught.value.remedy


def test_an_encrypted_file_is_said_to_be_encrypted():
    with pytest.raises(Unreadable, match="encrypted"):
        read_pdf(pdf(words, encrypt="secret"), "report.pdf")


def test_an_empty_page_is_partial_with_a_problem():
    document = read_pdf(pdf(lambda sheet: None), "report.pdf")
    assert document.status == "partial"
    assert [problem.kind for problem in document.problems] == ["no text"]


def test_the_second_reader_reads_what_pdfium_refuses(monkeypatch):
    def refuse(data):
        raise pypdfium2.PdfiumError("Failed to load document")

    monkeypatch.setattr(gathering.pypdfium2, "PdfDocument", refuse)
    document = read_pdf(pdf(words), "report.pdf")
    assert document.blocks[0].text == "Кластер об’єднав 21 компанію"
    assert document.reader.startswith("pdfplumber")
    assert document.status == "partial"
    line = document.blocks[0].lines[0]
    assert len(line.edges) == len(document.blocks[0].text) + 1
    assert abs(line.box[0] - 72) < 1


def scan() -> bytes:
    picture = pypdfium2.PdfDocument(pdf(words))[0].render(scale=3).to_pil()
    stream = io.BytesIO()
    picture.save(stream, "PDF", resolution=216)
    return stream.getvalue()


def test_a_scan_without_tesseract_is_partial_and_names_the_remedy(monkeypatch):
    monkeypatch.setattr(ocr, "program", lambda: None)
    document = read_pdf(scan(), "scan.pdf")
    assert document.status == "partial"
    assert "install tesseract" in document.problems[0].message


@pytest.mark.skipif(ocr.program() is None, reason="tesseract is not installed")
def test_a_scan_is_read_with_places():
    document = read_pdf(scan(), "scan.pdf")
    text = document.blocks[0].text
    assert "21" in text
    at = text.index("21")
    place = document.place(0, at, at + 2)
    assert document.quote(place) == "21"
    assert 150 < place.boxes[0][1] < place.boxes[0][3] < 300
    assert document.problems[0].kind == "read by OCR"


def test_lines_of_a_scan_whose_letters_differ_in_height_are_one_paragraph(monkeypatch):
    heads = ["level", "page_num", "block_num", "par_num", "line_num", "word_num", "left", "top", "width", "height"]
    rows = ["\t".join([*heads, "conf", "text"])]
    for line, height in enumerate((40, 50, 41, 50, 40)):
        for word in range(9):
            places = (5, 1, 1, 1, line + 1, word + 1, 300 + 200 * word, 400 + 60 * line - height, 180, height)
            rows.append("\t".join([*map(str, places), "95", "cluster" if word else "members"]))
    monkeypatch.setattr(ocr, "program", lambda: "tesseract")
    monkeypatch.setattr(ocr, "installed_languages", lambda program: ("eng",))
    monkeypatch.setattr(ocr, "_words", lambda *call: "\n".join(rows))
    document = read_pdf(scan(), "scan.pdf")
    assert [block.kind for block in document.blocks] == ["paragraph"]


def test_a_page_with_absurdly_many_characters_is_cut_with_a_problem(monkeypatch):
    monkeypatch.setattr(characters, "MOST_GLYPHS", 10)
    document = read_pdf(pdf(words), "report.pdf")
    assert document.status == "partial"
    assert "page too dense" in [problem.kind for problem in document.problems]


def test_absurdly_many_pages_are_cut_with_a_problem(monkeypatch):
    monkeypatch.setattr(gathering, "MOST_PAGES", 2)
    document = read_pdf(pdf(words, words, words), "report.pdf")
    assert document.pages == 3
    assert [problem.kind for problem in document.problems] == ["too many pages"]
    assert {block.page for block in document.blocks} == {1, 2}


def test_a_painted_page_is_a_picture_of_bounded_size():
    data = pdf(words)
    from PIL import Image

    picture = Image.open(io.BytesIO(paint(data, 1, read_pdf(data, "report.pdf"))))
    assert picture.format == "PNG"
    assert max(picture.size) <= 3000
    with pytest.raises(Unreadable, match="no page 7"):
        paint(data, 7, read_pdf(data, "report.pdf"))


def test_reading_twice_gives_the_same():
    data = pdf(words, words)
    assert read_pdf(data, "report.pdf") == read_pdf(data, "report.pdf")
