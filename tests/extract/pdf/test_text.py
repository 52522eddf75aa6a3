import unicodedata

from reportlab.pdfbase import pdfmetrics

from extract.formats.pdf import read_pdf

from .printing import BOLD, HEIGHT, PLAIN, pdf

PROSE = [
    "The cluster brought together twenty firms and four institutes of the northern",
    "districts, and its members agreed on a joint programme for the coming years, which",
    "was to be paid for by the region and by the firms in equal parts.",
]
NEXT = [
    "A second paragraph follows without any space, so that only the short last line of",
    "the first one tells where it begins, and it has a short last line as well.",
]


def kinds(document, *wanted):
    return [block for block in document.blocks if block.kind in wanted]


def test_every_line_gives_every_word_a_box():
    document = read_pdf(pdf(lambda sheet: sheet.text(72, 100, "Oslo has 12 parks", 10)), "a.pdf")
    (block,) = document.blocks
    place = document.place(0, 9, 11)
    assert document.quote(place) == "12"
    ((page, x0, top, x1, bottom),) = place.boxes
    before = pdfmetrics.stringWidth("Oslo has ", PLAIN, 10)
    digits = pdfmetrics.stringWidth("12", PLAIN, 10)
    assert page == 1
    assert abs(x0 - 72 - before) < 0.1
    assert abs(x1 - x0 - digits) < 0.1
    assert top < 100 < bottom < 104
    assert len(block.lines[0].edges) == len(block.text) + 1


def test_lines_are_slices_of_the_text():
    document = read_pdf(pdf(lambda sheet: sheet.lines(72, 100, PROSE + NEXT)), "a.pdf")
    for block in document.blocks:
        assert [block.text[line.start : line.stop] for line in block.lines] == block.text.split("\n")


def test_a_short_last_line_ends_a_paragraph():
    document = read_pdf(pdf(lambda sheet: sheet.lines(72, 100, PROSE + NEXT)), "a.pdf")
    assert [block.text for block in document.blocks] == ["\n".join(PROSE), "\n".join(NEXT)]


def test_an_indent_begins_a_paragraph():
    def draw(sheet):
        sheet.text(86, 100, PROSE[0])
        sheet.text(72, 112, PROSE[1])
        sheet.text(86, 124, PROSE[0])
        sheet.text(72, 136, PROSE[1])

    assert [len(block.lines) for block in read_pdf(pdf(draw), "a.pdf").blocks] == [2, 2]


def test_a_line_end_hyphen_is_kept_with_its_line_break():
    document = read_pdf(pdf(lambda sheet: sheet.lines(72, 100, ["The region sup-", "ports its firms."])), "a.pdf")
    assert document.blocks[0].text == "The region sup-\nports its firms."


def test_text_is_composed():
    decomposed = unicodedata.normalize("NFD", "Київський і йодний")
    document = read_pdf(pdf(lambda sheet: sheet.text(72, 100, decomposed)), "a.pdf")
    (block,) = document.blocks
    assert block.text == unicodedata.normalize("NFC", block.text)
    assert len(block.lines[0].edges) == len(block.text) + 1


def two_columns(sheet):
    sheet.text(72, 60, "A title over both columns of the page", 16, BOLD)
    left = [f"left column line number {at} which is full of words" for at in range(12)]
    right = [f"right column line number {at} is as full as the left" for at in range(12)]
    sheet.lines(60, 100, left, 8.5, 11)
    sheet.lines(315, 100, right, 8.5, 11)


def test_columns_are_read_one_after_the_other():
    document = read_pdf(pdf(two_columns), "a.pdf")
    text = "\n".join(block.text for block in document.blocks)
    assert document.blocks[0].kind == "heading"
    assert text.index("left column line number 11") < text.index("right column line number 0")
    assert not document.tables


def test_a_paragraph_goes_on_over_the_page():
    def first(sheet):
        sheet.lines(72, 100, PROSE[:2])

    def second(sheet):
        sheet.lines(72, 100, ["was to be paid for by the region.", "", "Another one stands here."])

    document = read_pdf(pdf(first, second), "a.pdf")
    assert document.blocks[0].text == "\n".join([*PROSE[:2], "was to be paid for by the region."])
    assert {line.page for line in document.blocks[0].lines} == {1, 2}
    assert [box[0] for box in document.blocks[0].boxes] == [1, 1, 2]


def test_running_heads_and_page_numbers_are_furniture():
    def page(number):
        def draw(sheet):
            sheet.text(72, 40, "Annual review of clusters")
            sheet.lines(72, 130, [f"{'Abcdefghijk'[number]} text of its own on this page.", *PROSE])
            sheet.text(290, 810, str(number))

        return draw

    document = read_pdf(pdf(*(page(number) for number in range(4, 9))), "a.pdf")
    furniture = [block.text for block in kinds(document, "furniture")]
    assert furniture.count("Annual review of clusters") == 5
    assert {"4", "5", "6", "7", "8"} <= set(furniture)
    assert len(kinds(document, "paragraph")) == 10


def test_headings_have_levels():
    def draw(sheet):
        sheet.text(72, 80, "Report on parks", 20, BOLD)
        sheet.text(72, 120, "1. Funding", 14, BOLD)
        y = sheet.lines(72, 150, PROSE)
        sheet.text(72, y + 14, "1.1. Members", 11, BOLD)
        sheet.lines(72, y + 40, PROSE)

    headings = kinds(read_pdf(pdf(draw), "a.pdf"), "heading")
    assert [heading.text for heading in headings] == ["Report on parks", "1. Funding", "1.1. Members"]
    assert [heading.level for heading in headings] == sorted(heading.level for heading in headings)
    assert headings[0].level < headings[1].level < headings[2].level


def test_list_items_keep_marker_and_number():
    def draw(sheet):
        first = "1) the first of the members joined in the spring of the year"
        y = sheet.lines(72, 100, [first, "2) the second one later"])
        sheet.lines(72, y + 10, ["• optics", "• robotics and the making of instruments"])

    items = kinds(read_pdf(pdf(draw), "a.pdf"), "list_item")
    assert [item.ordinal for item in items] == [1, 2, None, None]
    assert items[2].text == "• optics"


def test_references_are_split_into_entries():
    def draw(sheet):
        y = sheet.lines(72, 100, PROSE)
        sheet.text(72, y + 20, "References", 13, BOLD)
        sheet.lines(
            72,
            y + 45,
            [
                "1. Ivanova A. Clusters of the north and their members. Journal of regional studies",
                "of the academy, 2014, no. 3.",
                "2. Petrenko B. Parks. Kyiv, 2016.",
            ],
        )

    references = kinds(read_pdf(pdf(draw), "a.pdf"), "reference")
    assert [block.text.split()[0] for block in references] == ["1.", "2."]


def test_small_print_at_the_foot_is_a_footnote():
    def draw(sheet):
        sheet.lines(72, 100, PROSE * 12, pitch=14)
        sheet.text(72, 740, "1 Counted at the end of the year.", 7)

    (footnote,) = kinds(read_pdf(pdf(draw), "a.pdf"), "footnote")
    assert footnote.text == "1 Counted at the end of the year."


def test_a_turned_page_is_read_as_displayed():
    def draw(sheet):
        sheet.canvas.setPageRotation(90)
        sheet.canvas.rotate(90)
        sheet.canvas.setFont(PLAIN, 12)
        sheet.canvas.drawString(100, -80, "Displayed upright")

    document = read_pdf(pdf(draw), "a.pdf")
    (block,) = document.blocks
    assert block.text == "Displayed upright"
    x0, top, x1, bottom = block.box
    assert abs(x0 - 100) < 1
    assert 60 < top < bottom < 90
    assert x1 - x0 > 5 * (bottom - top)


def test_a_landscape_text_on_an_upright_page_has_boxes_as_displayed():
    def draw(sheet):
        sheet.canvas.rotate(90)
        sheet.canvas.setFont(PLAIN, 12)
        sheet.canvas.drawString(100, -80, "Turned by a quarter")

    (block,) = read_pdf(pdf(draw), "a.pdf").blocks
    x0, top, x1, bottom = block.box
    assert block.text == "Turned by a quarter"
    assert bottom - top > 5 * (x1 - x0)
    assert abs(bottom - (HEIGHT - 100)) < 1


def test_the_crop_box_moves_the_origin_and_hides_what_is_outside():
    def draw(sheet):
        sheet.canvas.setCropBox((50, 42, 545, 792))
        sheet.text(72, 100, "inside")
        sheet.text(72, 20, "outside")

    document = read_pdf(pdf(draw), "a.pdf")
    assert [block.text for block in document.blocks] == ["inside"]
    assert abs(document.blocks[0].box[0] - 22) < 0.1


def test_a_drawn_bullet_begins_a_list_item():
    def draw(sheet):
        texts = ["The first of the members joined in the", "spring of the year.", "The second came later."]
        sheet.lines(90, 100, texts)
        for y in (97, 122):
            sheet.canvas.circle(80, HEIGHT - y, 2, fill=1)

    items = kinds(read_pdf(pdf(draw), "a.pdf"), "list_item")
    assert [len(item.lines) for item in items] == [2, 1]
