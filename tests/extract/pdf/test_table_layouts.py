"""Layouts of statistics, accounts and reports that rules and spacing show only in part."""

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from extract.formats.pdf import read_pdf

from .printing import BOLD, PLAIN, pdf
from .test_tables import texts

PROSE = "The programme supported small firms in nearly every district of the region last year."


def columns(sheet, y, left, rights, row, size=9):
    sheet.text(left, y, row[0], size)
    for right, text in zip(rights, row[1:], strict=True):
        sheet.right(right, y, text, size)


def centred(sheet, middle, y, text, size=9):
    sheet.text(middle - stringWidth(text, PLAIN, size) / 2, y, text, size)


def tables(draw):
    return [texts(table) for table in read_pdf(pdf(draw), "a.pdf").tables]


def test_text_that_runs_over_a_frame_parts_two_tables():
    rows = [["Indicator", "2021", "2023"], ["Clusters", "55", "46"], ["Members", "858", "435"]]

    def draw(sheet):
        for top in (100, 200, 300):
            sheet.lines(72, top - 40, [PROSE])
            for number, row in enumerate(rows):
                sheet.rule(72, top + 15 * number - 11, 250, top + 15 * number - 11)
                columns(sheet, top + 15 * number, 76, (180, 240), row)
            sheet.rule(72, top + 34, 250, top + 34)

    assert tables(draw) == [rows] * 3


def test_rules_over_totals_do_not_cut_the_labels_off():
    rows = [
        ["", "2023", "2022"],
        ["Revenue", "1,204", "1,117"],
        ["Cost of sales", "(803)", "(745)"],
        ["Gross profit", "401", "372"],
        ["Expenses", "(151)", "(149)"],
        ["Profit", "250", "223"],
    ]

    def draw(sheet):
        for number, row in enumerate(rows):
            columns(sheet, 100 + 14 * number, 72, (350, 450), row)
        for y in (131, 159, 173):
            sheet.rule(300, y, 450, y)

    assert tables(draw) == [rows]


def test_a_header_above_the_first_rule_belongs_to_the_table():
    rows = [["Company", "Price", "Dividend"], ["Alpha", "42", "1.2"], ["Baltic", "91", "0.0"], ["Nordic", "12", "2.9"]]

    def draw(sheet):
        sheet.lines(72, 60, [PROSE])
        for number, row in enumerate(rows):
            columns(sheet, 100 + 16 * number, 76, (250, 350), row)
            sheet.rule(72, 104 + 16 * number, 360, 104 + 16 * number)

    assert tables(draw) == [rows]


def test_lines_of_a_wrapped_header_over_several_columns_are_one_cell():
    def draw(sheet):
        sheet.rule(72, 90, 460, 90)
        centred(sheet, 240, 100, "Organisations that")
        centred(sheet, 240, 111, "carried out research")
        centred(sheet, 390, 106, "Staff, persons")
        sheet.rule(180, 116, 460, 116)
        sheet.rule(72, 130, 460, 130)
        for middle, year in ((210, "2019"), (270, "2023"), (350, "2019"), (430, "2023")):
            centred(sheet, middle, 126, year)
        for number, name in enumerate(("North", "South", "Coast", "Lakes", "Capital")):
            values = [str(110 * number + 7 * at) for at in (31, 45, 99, 73)]
            columns(sheet, 142 + 13 * number, 72, (235, 298, 385, 458), [name, *values])
        sheet.rule(72, 200, 460, 200)

    (table,) = read_pdf(pdf(draw), "a.pdf").tables
    heads = {cell.text: cell for cell in table.cells if cell.row == 0 and cell.text}
    assert set(heads) == {"Organisations that\ncarried out research", "Staff, persons"}
    assert {(cell.column, cell.column_span) for cell in heads.values()} == {(1, 2), (3, 2)}


def test_headers_set_left_stand_over_values_set_right():
    rows = [["Year", "Grants", "Loans"], ["2019", "120.4", "33.1"], ["2020", "98.7", "41.9"], ["2021", "143.0", "39.6"]]

    def draw(sheet):
        for x, text in zip((72, 172, 322), rows[0], strict=True):
            sheet.text(x, 100, text, 9)
        for number, row in enumerate(rows[1:], 1):
            for right, text in zip((170, 320, 470), row, strict=True):
                sheet.right(right, 100 + 12 * number, text, 9)

    assert tables(draw) == [rows]


def test_wrapped_cells_of_words_are_a_table_and_no_columns_of_text():
    cells = [
        [["Field"], ["Measure"], ["Result"], ["Term"]],
        [["Parks"], ["Build a network of parks", "and of laboratories"], ["Twelve parks in", "six regions"], ["2025"]],
        [["Money"], ["Open a fund for firms that", "are in an early stage"], ["150 projects"], ["2026"]],
        [["Skills"], ["Train managers together", "with universities of", "the region"], ["400 people"], ["2026"]],
        [["Export"], ["Take part in fairs and in", "missions"], ["20 missions to", "the Union"], ["yearly"]],
    ]  # fmt: skip

    def draw(sheet):
        y = sheet.lines(72, 60, [PROSE] * 4) + 20
        for row in cells:
            for x, lines in zip((72, 130, 330, 460), row, strict=True):
                sheet.lines(x, y, lines, 10, 12)
            y += 12 * max(len(lines) for lines in row) + 9
        sheet.lines(72, y + 20, [PROSE] * 4)

    assert tables(draw) == [[["\n".join(lines) for lines in row] for row in cells]]


def test_shaded_rows_hold_wrapped_labels_together():
    labels = [
        ["Number of", "clusters of", "all kinds"],
        ["Members, in", "organisations"],
        ["Employees in", "Thousands"],
    ]

    def draw(sheet):
        sheet.rule(72, 85, 400, 85)
        columns(sheet, 97, 76, (260, 380), ["Indicator", "2020", "2023"], 10)
        sheet.rule(72, 101, 400, 101)
        y = 101
        for number, lines in enumerate(labels):
            if number % 2 == 0:
                sheet.canvas.setFillGray(0.87)
                sheet.box(72, y, 400, y + 17 * len(lines) + 3, fill=1)
                sheet.canvas.setFillGray(0)
            columns(sheet, y + 13, 76, (260, 380), [lines[0], str(41 + number), str(73 + number)], 10)
            sheet.lines(76, y + 30, lines[1:], 10, 17)
            y += 17 * len(lines) + 3
        sheet.rule(72, y, 400, y)

    rows = [["\n".join(lines), str(41 + number), str(73 + number)] for number, lines in enumerate(labels)]
    assert tables(draw) == [[["Indicator", "2020", "2023"], *rows]]


def test_a_shaded_header_belongs_to_the_rows_below_it():
    rows = [
        ["Factor", "Small", "Large"],
        ["Money", "83.1", "41.5"],
        ["Demand", "14.9", "10.8"],
        ["Cost", "48.6", "39.8"],
    ]

    def draw(sheet):
        sheet.canvas.setFillGray(0.85)
        for x0, x1 in ((72, 220), (220, 300), (300, 380)):
            sheet.box(x0, 88, x1, 105, fill=1)
        sheet.canvas.setFillGray(0)
        for number, row in enumerate(rows):
            columns(sheet, 100 + 17 * number, 76, (290, 370), row)
            sheet.rule(72, 105 + 17 * number, 380, 105 + 17 * number)

    assert tables(draw) == [rows]


@pytest.mark.parametrize("boxed", [True, False])
def test_a_listing_of_a_program_is_no_table(boxed):
    lines = [
        "for region in regions:",
        "    total = sum(region.firms)",
        "    show(region.name,   total,   mean(region))",
    ]
    lines += ["    if total > 100:    mark(region)", "    else:    skip(region)"]

    def draw(sheet):
        sheet.lines(72, 60, [PROSE] * 3)
        for number, line in enumerate(lines):
            sheet.text(76, 120 + 12 * number, line, 9, "Courier")
        if boxed:
            sheet.box(72, 108, 400, 175)

    assert tables(draw) == []


def test_values_on_the_last_line_of_a_label_end_its_row():
    lines = [
        ["Organisations", "976", "585"],
        ["institutes", "725", "493"],
        ["departments of universities", "", ""],
        ["and academies", "382", "482"],
        ["Personnel of all kinds,", "", ""],
        ["thousand persons", "932", "364"],
        ["researchers", "763", "162"],
    ]

    def draw(sheet):
        sheet.rule(72, 88, 400, 88)
        columns(sheet, 98, 76, (290, 380), ["", "2000", "2023"])
        sheet.rule(72, 102, 400, 102)
        for number, row in enumerate(lines):
            columns(sheet, 114 + 11 * number, 76, (290, 380), row)
        sheet.rule(72, 186, 400, 186)

    (found,) = tables(draw)
    assert [row[0] for row in found[1:]] == [
        "Organisations",
        "institutes",
        "departments of universities\nand academies",
        "Personnel of all kinds,\nthousand persons",
        "researchers",
    ]


def test_a_title_in_a_box_is_no_part_of_the_header():
    rows = [["Indicator", "Value"], ["Members", "214"], ["Turnover", "3.2"], ["Exports", "61"]]

    def draw(sheet):
        sheet.text(74, 100, "At a glance", 10, BOLD)
        for number, row in enumerate(rows):
            columns(sheet, 114 + 15 * number, 76, (300,), row, 10)
            sheet.rule(72, 118 + 15 * number, 310, 118 + 15 * number)
        sheet.box(68, 85, 316, 172)

    document = read_pdf(pdf(draw), "a.pdf")
    assert [texts(table) for table in document.tables] == [rows]
    assert any("At a glance" in block.text for block in document.blocks if block.kind != "table")


def test_bars_with_their_values_in_them_are_a_chart():
    def draw(sheet):
        sheet.lines(72, 60, [PROSE] * 3)
        for number, lengths in enumerate(((180, 70), (120, 140), (60, 230))):
            y, x = 120 + 40 * number, 120
            sheet.text(88, y + 16, ("Optics", "Robots", "Energy")[number], 9)
            for grey, length in zip((0.6, 0.8), lengths, strict=True):
                sheet.canvas.setFillGray(grey)
                sheet.box(x, y, x + length, y + 28, fill=1)
                sheet.canvas.setFillGray(0)
                sheet.text(x + length / 2 - 5, y + 17, str(length), 9)
                x += length

    document = read_pdf(pdf(draw), "a.pdf")
    assert document.tables == ()
    (figure,) = [block for block in document.blocks if block.kind == "figure"]
    assert {"180", "70", "230", "Optics"} <= set(figure.text.split())


def test_marks_strewn_over_a_frame_are_a_chart():
    def draw(sheet):
        sheet.lines(72, 60, [PROSE] * 3)
        sheet.box(100, 120, 400, 320)
        for number in range(30):
            sheet.canvas.circle(120 + 97 * number % 260, 500 + 61 * number % 190, 3, stroke=1, fill=1)
        sheet.text(180, 335, "0.2", 8)
        sheet.text(300, 335, "0.6", 8)
        sheet.text(200, 200, "Austria", 8)

    document = read_pdf(pdf(draw), "a.pdf")
    (figure,) = [block for block in document.blocks if block.kind == "figure"]
    assert set(figure.text.split()) == {"0.2", "0.6", "Austria"}
