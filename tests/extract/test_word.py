"""Word documents: order, numbering, merged cells, notes, boxes, tracked changes."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extract import Document, read_bytes
from tests.extract.reading import assert_sound, heads, kinds, outline, rows


def read(make: Callable[[WordDocument], None]) -> Document:
    word = docx.Document()
    make(word)
    buffer = io.BytesIO()
    word.save(buffer)
    document = read_bytes(buffer.getvalue(), "report.docx")
    assert_sound(document)
    return document


def add(word: WordDocument, inner: str) -> None:
    word.element.body.insert(len(word.element.body) - 1, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))


def test_order_headings_lists_and_captions() -> None:
    def make(word: WordDocument) -> None:
        word.add_heading("Кластери Поділля", 0)
        word.add_heading("Вступ", 1)
        word.add_paragraph("Кластер працює з 2019 року.")
        word.add_paragraph("Ліс", style="List Number")
        word.add_paragraph("Меблі", style="List Number")
        word.add_paragraph("Таблиця 1. Учасники", style="Caption")
        table = word.add_table(2, 2)
        for at, text in enumerate(("Місто", "Учасників", "Хмельницький", "14")):
            table.cell(at // 2, at % 2).text = text
        word.add_paragraph("Джерело: управління економіки")
        word.add_heading("Висновки", 2)

    document = read(make)
    assert outline(document) == [
        "heading: Кластери Поділля",
        "heading: Вступ",
        "paragraph: Кластер працює з 2019 року.",
        "list_item: 1. Ліс",
        "list_item: 2. Меблі",
        "caption: Таблиця 1. Учасники",
        "table: Місто\tУчасників / Хмельницький\t14",
        "footnote: Джерело: управління економіки",
        "heading: Висновки",
    ]
    table = document.tables[0]
    assert table.caption == "Таблиця 1. Учасники"
    assert table.notes == ("Джерело: управління економіки",)
    assert heads(document)["Учасників"] == "column"
    assert document.title == "Кластери Поділля"


def test_merged_cells() -> None:
    def make(word: WordDocument) -> None:
        table = word.add_table(3, 3)
        for row in range(3):
            for column in range(3):
                table.cell(row, column).text = f"{row}{column}"
        table.cell(0, 1).merge(table.cell(0, 2)).text = "wide"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "tall"

    document = read(make)
    assert rows(document) == [["00", "wide", "wide"], ["tall", "11", "12"], ["tall", "21", "22"]]


def test_runs_links_breaks_and_raised_figures() -> None:
    def make(word: WordDocument) -> None:
        add(
            word,
            '<w:r><w:t xml:space="preserve">Area </w:t></w:r><w:hyperlink><w:r><w:t>10 km</w:t></w:r></w:hyperlink>'
            '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
            "<w:r><w:br/><w:t>next line</w:t></w:r>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>",
        )

    assert outline(read(make)) == ["paragraph: Area 10 km² / next line"]


def test_tracked_deletions_are_left_out() -> None:
    def make(word: WordDocument) -> None:
        add(
            word,
            '<w:r><w:t>Forty</w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText> two</w:delText></w:r></w:del>'
            '<w:ins w:id="2" w:author="a"><w:r><w:t xml:space="preserve"> firms</w:t></w:r></w:ins>',
        )

    assert outline(read(make)) == ["paragraph: Forty firms"]


def test_field_codes_are_not_text() -> None:
    def make(word: WordDocument) -> None:
        add(
            word,
            '<w:r><w:t xml:space="preserve">Table </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            '<w:r><w:instrText> SEQ Table </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            '<w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>. Staff</w:t></w:r>',
        )

    assert outline(read(make)) == ["caption: Table 7. Staff"]


def test_text_boxes_and_nested_tables_are_kept() -> None:
    def make(word: WordDocument) -> None:
        add(
            word,
            "<w:r><w:t>Outside.</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r>",
        )
        table = word.add_table(2, 2)
        for at, text in enumerate("abcd"):
            table.cell(at // 2, at % 2).text = text
        inner = table.cell(1, 1).add_table(2, 2)
        for at, text in enumerate("wxyz"):
            inner.cell(at // 2, at % 2).text = text

    document = read(make)
    assert kinds(document, "paragraph") == ["Outside.", "In the box."]
    assert rows(document, 0) == [["a", "b"], ["c", "d"]]
    assert rows(document, 1) == [["w", "x"], ["y", "z"]]


def test_a_frame_round_text_is_no_table() -> None:
    def make(word: WordDocument) -> None:
        word.add_table(1, 1).cell(0, 0).text = "A remark in a frame."

    document = read(make)
    assert not document.tables
    assert kinds(document, "paragraph") == ["A remark in a frame."]


def test_headers_and_footers_are_furniture() -> None:
    def make(word: WordDocument) -> None:
        word.sections[0].header.paragraphs[0].text = "Annual report"
        word.sections[0].footer.paragraphs[0].text = "Page"
        word.add_paragraph("The board met four times in the year.")

    assert outline(read(make)) == [
        "furniture: Annual report",
        "paragraph: The board met four times in the year.",
        "furniture: Page",
    ]


def test_bold_short_lines_head_a_document_without_styles() -> None:
    def make(word: WordDocument) -> None:
        for title in ("First part", "Second part"):
            word.add_paragraph().add_run(title).bold = True
            word.add_paragraph("A text that tells at some length what this part of the report is about.")

    document = read(make)
    assert kinds(document, "heading") == ["First part", "Second part"]
    assert document.blocks[3].section == ("Second part",)


def test_references_under_their_heading() -> None:
    def make(word: WordDocument) -> None:
        word.add_heading("Список литературы", 1)
        word.add_paragraph("Иванов И. Города. М., 2018. С. 5–9.", style="List Number")
        word.add_paragraph("Петров П. Парки // Наука. 2020. № 3.", style="List Number")

    assert len(kinds(read(make), "reference")) == 2
