import pytest

from extract.formats.pdf import read_pdf

from .printing import BOLD, pdf

ROWS = [["North", "12", "3.5"], ["South", "7", "1.2"], ["Coast", "31", "9.9"], ["Capital", "105", "40.0"]]


def texts(table):
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = cell.text
    return grid


def covered_once(table):
    squares = [
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]
    return len(squares) == len(set(squares)) == table.rows * table.columns


def ruled(sheet, top=100):
    sheet.grid([72, 200, 300, 400], [top + 16 * at for at in range(6)], [["Region", "Members", "Share"], *ROWS])


def unruled(sheet, top=100):
    sheet.text(72, top, "Region", 9, BOLD)
    sheet.right(300, top, "Members", 9, BOLD)
    sheet.right(400, top, "Share", 9, BOLD)
    for number, (name, members, share) in enumerate(ROWS, 1):
        sheet.text(72, top + 14 * number, name, 9)
        sheet.right(300, top + 14 * number, members, 9)
        sheet.right(400, top + 14 * number, share, 9)


@pytest.mark.parametrize("draw", [ruled, unruled])
def test_a_table_is_read_cell_by_cell(draw):
    document = read_pdf(pdf(draw), "a.pdf")
    (table,) = document.tables
    assert texts(table) == [["Region", "Members", "Share"], *ROWS]
    assert covered_once(table)
    assert [cell.header for cell in table.cells if cell.row == 0] == ["both", "column", "column"]
    assert table.cell(2, 0).header == "row"
    for cell in table.cells:
        x0, top, x1, bottom = cell.box
        for line in cell.lines:
            assert x0 - 1 <= line.box[0] <= line.box[2] <= x1 + 1
            assert top - 1 <= line.box[1] <= line.box[3] <= bottom + 3
            assert len(line.edges) == line.stop - line.start + 1


def test_a_place_in_a_cell_names_the_cell_and_has_its_box():
    document = read_pdf(pdf(ruled), "a.pdf")
    place = document.place(0, 0, 3, row=4, column=1)
    assert document.quote(place) == "105"
    assert 200 < place.boxes[0][1] < place.boxes[0][3] < 300


def test_merged_cells_are_spans():
    def draw(sheet):
        ys = [100, 116, 132, 148]
        for y in (100, 148):
            sheet.rule(72, y, 372, y)
        sheet.rule(172, 116, 372, 116)
        sheet.rule(72, 132, 372, 132)
        for x in (72, 172, 372):
            sheet.rule(x, ys[0], x, ys[-1])
        sheet.rule(272, 116, 272, 148)
        sheet.text(75, 111, "Region", 8)
        sheet.text(175, 111, "Members in two years", 8)
        sheet.text(175, 127, "2019", 8)
        sheet.text(275, 127, "2020", 8)
        for x, text in ((75, "North"), (175, "12"), (275, "14")):
            sheet.text(x, 143, text, 8)

    (table,) = read_pdf(pdf(draw), "a.pdf").tables
    assert covered_once(table)
    assert (table.cell(0, 0).row_span, table.cell(0, 1).column_span) == (2, 2)
    assert table.cell(2, 2).text == "14"


def test_a_spanning_header_without_walls_covers_its_columns():
    def draw(sheet):
        sheet.rule(72, 88, 420, 88)
        sheet.text(270, 100, "Members", 9)
        sheet.rule(200, 104, 420, 104)
        for x, year in ((240, "2019"), (330, "2020"), (410, "2021")):
            sheet.right(x, 116, year, 9)
        sheet.rule(72, 121, 420, 121)
        for number in range(5):
            sheet.text(72, 134 + 13 * number, f"Area {'ABCDE'[number]}", 9)
            for x, value in ((240, 11), (330, 25), (410, 370)):
                sheet.right(x, 134 + 13 * number, str(value + number), 9)
        sheet.rule(72, 192, 420, 192)

    (table,) = read_pdf(pdf(draw), "a.pdf").tables
    head = next(cell for cell in table.cells if cell.text == "Members")
    assert (head.row, head.column, head.column_span) == (0, 1, 3)
    assert texts(table)[-1] == ["Area E", "15", "29", "374"]


def test_rows_of_values_between_two_rules_are_rows():
    def draw(sheet):
        for y in (100, 116, 200):
            sheet.rule(72, y, 372, y)
        for x in (72, 172, 272, 372):
            sheet.rule(x, 100, x, 200)
        for x, text in ((75, "Region"), (175, "Members"), (275, "Share")):
            sheet.text(x, 111, text, 8)
        for number, row in enumerate(ROWS):
            for x, text in zip((75, 175, 275), row, strict=True):
                sheet.text(x, 128 + 18 * number, text, 8)

    (table,) = read_pdf(pdf(draw), "a.pdf").tables
    assert texts(table) == [["Region", "Members", "Share"], *ROWS]


def test_a_wrapped_label_stays_with_its_row():
    def draw(sheet):
        y = 100
        for label, members, share in (
            (["Agency for the development", "of the northern districts"], "12", "3.5"),
            (["Capital"], "105", "40.0"),
            (["Union of makers of optical", "instruments"], "31", "9.9"),
            (["Coast"], "7", "1.2"),
        ):
            sheet.right(300, y, members, 9)
            sheet.right(400, y, share, 9)
            y = sheet.lines(72, y, label, 9, 10.5) + 6

    (table,) = read_pdf(pdf(draw), "a.pdf").tables
    assert table.rows == 4
    assert table.cell(2, 0).text == "Union of makers of optical\ninstruments"


def test_a_table_over_two_pages_is_one_table_with_places_on_both():
    def second(sheet):
        rows = [["Region", "Members", "Share"], ["Lakes", "3", "0.1"], ["Hills", "4", "0.2"]]
        sheet.grid([72, 200, 300, 400], [60, 76, 92, 108], rows)

    document = read_pdf(pdf(lambda sheet: ruled(sheet, 700), second), "a.pdf")
    (table,) = document.tables
    assert table.pages == (1, 2)
    assert [row[0] for row in texts(table)] == ["Region", "North", "South", "Coast", "Capital", "Lakes", "Hills"]
    assert table.cell(5, 1).page == 2
    assert table.cell(5, 1).box[1] < 100
    assert [box[0] for box in document.blocks[0].boxes] == [1, 2]


def test_caption_unit_and_note_stay_with_their_table():
    def draw(sheet):
        sheet.text(72, 70, "Таблица 3. Участники кластеров по округам", 10)
        sheet.text(360, 90, "млн руб.", 9)
        ruled(sheet)
        sheet.text(72, 200, "Источник: данные агентства.", 8)

    document = read_pdf(pdf(draw), "a.pdf")
    (table,) = document.tables
    assert table.caption == "Таблица 3. Участники кластеров по округам"
    assert document.blocks[table.caption_block].kind == "caption"
    assert table.unit_line == "млн руб."
    assert table.notes == ("Источник: данные агентства.",)


PROSE = {
    "en": "The members of the cluster met twice in the year and agreed on 12 projects of which 7 were paid",
    "ru": "Участники кластера дважды встретились в течение года и согласовали 12 проектов, из которых 7",
    "uk": "Учасники кластера двічі зустрілися протягом року та погодили 12 проєктів, із яких 7 було вже",
}


@pytest.mark.parametrize("language", sorted(PROSE))
def test_prose_is_no_table(language):
    def draw(sheet):
        sheet.lines(72, 100, [PROSE[language]] * 30, 9)
        sheet.rule(72, 90, 540, 90)
        sheet.rule(72, 480, 540, 480)

    document = read_pdf(pdf(draw), "a.pdf")
    assert not document.tables
    assert sum(len(block.lines) for block in document.blocks) == 30


def test_a_framed_paragraph_is_no_table():
    def draw(sheet):
        sheet.box(60, 80, 540, 200)
        sheet.lines(72, 100, [PROSE["en"]] * 6, 9)

    assert not read_pdf(pdf(draw), "a.pdf").tables


def test_a_bar_chart_is_a_figure_with_its_labels():
    def draw(sheet):
        sheet.rule(100, 100, 100, 300)
        sheet.rule(100, 300, 400, 300)
        for number, high in enumerate((40, 90, 150, 120)):
            sheet.box(120 + 70 * number, 300 - high, 150 + 70 * number, 300, fill=1)
            sheet.text(124 + 70 * number, 292 - high, str(high), 8)
            sheet.text(122 + 70 * number, 312, f"20{number + 10}", 8)
        for value in (0, 50, 100, 150):
            sheet.right(96, 303 - value, str(value), 8)

    document = read_pdf(pdf(draw), "a.pdf")
    (figure,) = (block for block in document.blocks if block.kind == "figure")
    assert not document.tables
    assert {"40", "90", "120", "2012"} <= set(figure.text.split())


def test_a_captioned_picture_without_text_is_a_problem_row(tmp_path):
    from PIL import Image

    file = tmp_path / "map.png"
    Image.new("RGB", (60, 40), "navy").save(file)

    def draw(sheet):
        sheet.canvas.drawImage(str(file), 100, 500, 200, 150)
        sheet.text(100, 360, "Figure 2. Map of the parks", 9)
        sheet.lines(72, 420, [PROSE["en"]] * 4, 9)

    document = read_pdf(pdf(draw), "a.pdf")
    (problem,) = document.problems
    assert problem.kind == "figure without values"
    assert document.blocks[problem.block].kind == "figure"
    assert document.status == "ok"


def test_a_row_cut_by_the_end_of_the_page_is_one_row():
    def second(sheet):
        sheet.grid([72, 200, 300, 400], [60, 76, 92], [["of the north", "", ""], ["Hills", "4", "0.2"]])

    def first(sheet):
        rows = [["Region", "Members", "Share"], *ROWS[:3], ["Association of firms", "105", "40.0"]]
        sheet.grid([72, 200, 300, 400], [700 + 16 * at for at in range(6)], rows)

    document = read_pdf(pdf(first, second), "a.pdf")
    (table,) = document.tables
    assert table.cell(4, 0).text == "Association of firms\nof the north"
    assert texts(table)[5] == ["Hills", "4", "0.2"]
    at = table.cell(4, 0).text.index("north")
    assert document.place(0, at, at + 5, row=4, column=0).boxes[0][0] == 2


def test_one_row_alone_on_the_next_page_belongs_to_the_table():
    def second(sheet):
        sheet.grid([72, 200, 300, 400], [60, 76], [["Hills", "4", "0.2"]])
        sheet.lines(72, 120, [PROSE["en"]] * 3, 9)

    (table,) = read_pdf(pdf(lambda sheet: ruled(sheet, 700), second), "a.pdf").tables
    assert texts(table)[-1] == ["Hills", "4", "0.2"]


def test_a_label_and_the_title_under_it_are_one_caption():
    def draw(sheet):
        sheet.text(330, 62, "Таблица 6", 10)
        sheet.text(72, 78, "Участники кластеров и их доля в выпуске", 10, BOLD)
        ruled(sheet)

    (table,) = read_pdf(pdf(draw), "a.pdf").tables
    assert table.caption.split("\n") == ["Таблица 6", "Участники кластеров и их доля в выпуске"]


def test_marks_with_notes_are_no_table():
    def draw(sheet):
        for number, note in enumerate(
            ("Weights are given as means of groups.", "Counted on the first day.", "Not counted.")
        ):
            sheet.text(72, 100 + 13 * number, "abc"[number], 8)
            sheet.text(92, 100 + 13 * number, note, 8)

    assert not read_pdf(pdf(draw), "a.pdf").tables


def test_a_table_of_contents_is_no_table():
    titles = ("Introduction", "Members of the clusters", "Funding", "Outlook", "Annex")

    def draw(sheet):
        for number, title in enumerate(titles):
            wide = sheet.text(72, 100 + 14 * number, title)
            sheet.text(76 + wide, 100 + 14 * number, "." * int((420 - wide) / 3.2))
            sheet.right(520, 100 + 14 * number, str(3 + 9 * number))

    document = read_pdf(pdf(draw), "a.pdf")
    assert not document.tables
    assert [block.text.split(" ")[0] for block in document.blocks] == [title.split(" ")[0] for title in titles]


def frame(sheet, *heights):
    for y in heights:
        sheet.rule(72, y, 480, y)


def test_values_centred_beside_a_label_of_two_lines_are_one_row():
    def draw(sheet):
        frame(sheet, 90, 108, 190)
        for x, text in ((72, "Вид деятельности"), (250, "2021"), (380, "2022")):
            sheet.text(x, 102, text, 9)
        for top, label, values in (
            (120, ("Обрабатывающие", "производства"), ("248,1", "301,5")),
            (144, ("Добыча полезных", "Ископаемых, включая"), ("17,0", "18,2")),
            (168, ("Связь",), ("5,5", "6,1")),
        ):
            for number, line in enumerate(label):
                sheet.text(72, top + 11 * number, line, 9)
            for x, value in zip((250, 380), values, strict=True):
                sheet.text(x, top + 5.5 * (len(label) - 1), value, 9)

    (table,) = read_pdf(pdf(draw), "a.pdf").tables
    assert texts(table)[1:] == [
        ["Обрабатывающие\nпроизводства", "248,1", "301,5"],
        ["Добыча полезных\nИскопаемых, включая", "17,0", "18,2"],
        ["Связь", "5,5", "6,1"],
    ]


def test_a_label_belongs_to_the_values_it_overlaps_not_to_the_row_before():
    def draw(sheet):
        for x, text in ((250, "2021"), (380, "2022")):
            sheet.text(x, 86, text, 9)
        rows = (("Архангельская область", 100), ("в том числе Ненецкий", 112), ("автономный округ", 123))
        for text, y in rows:
            sheet.text(72, y, text, 9)
        for y, values in ((100, ("695,9", "755,0")), (117.5, ("64,2", "86,4")), (136, ("4846,4", "967,2"))):
            for x, value in zip((250, 380), values, strict=True):
                sheet.text(x, y, value, 9)
        sheet.text(72, 136, "Вологодская область", 9)

    (table,) = read_pdf(pdf(draw), "a.pdf").tables
    assert [row[0] for row in texts(table)][1:] == [
        "Архангельская область",
        "в том числе Ненецкий\nавтономный округ",
        "Вологодская область",
    ]


def test_a_heading_in_the_middle_of_a_table_spans_it():
    def draw(sheet):
        frame(sheet, 90, 108, 190)
        for x, text in ((72, "Показатель"), (220, "Единица"), (320, "2020"), (420, "2021")):
            sheet.text(x, 102, text, 9)
        for y, heading in ((120, "Кадры"), (156, "Финансирование")):
            sheet.canvas.setFont("Helvetica" if BOLD == "Helvetica-Bold" else "plain", 9)
            sheet.canvas.drawCentredString(276, 842 - y, heading)
        for y, row in (
            (132, ("Исследователи", "чел.", "346497", "340142")),
            (144, ("Техники", "чел.", "59557", "57811")),
            (168, ("Затраты", "млн руб.", "1174,3", "1301,9")),
            (180, ("Доля", "%", "1,09", "0,99")),
        ):
            for x, text in zip((72, 220, 320, 420), row, strict=True):
                sheet.text(x, y, text, 9)

    (table,) = read_pdf(pdf(draw), "a.pdf").tables
    spans = {cell.text: cell.column_span for cell in table.cells if cell.text in ("Кадры", "Финансирование")}
    assert spans == {"Кадры": 4, "Финансирование": 4}
    assert table.rows == 7


def test_headers_set_left_over_values_set_right_are_one_column():
    def draw(sheet):
        for x, text in ((72, "Регион"), (230, "2020"), (350, "2021")):
            sheet.text(x, 100, text, 9)
        for number, (name, one, other) in enumerate(
            (("Томск", "1,5", "2,5"), ("Казань", "3,1", "4,0"), ("Уфа", "7", "8"))
        ):
            sheet.text(72, 114 + 13 * number, name, 9)
            sheet.right(300, 114 + 13 * number, one, 9)
            sheet.right(420, 114 + 13 * number, other, 9)

    (table,) = read_pdf(pdf(draw), "a.pdf").tables
    assert texts(table) == [
        ["Регион", "2020", "2021"],
        ["Томск", "1,5", "2,5"],
        ["Казань", "3,1", "4,0"],
        ["Уфа", "7", "8"],
    ]


def test_a_unit_line_over_a_table_is_no_row_of_it():
    def draw(sheet):
        sheet.text(72, 88, "Таблица 4. Затраты на исследования", 9)
        sheet.right(400, 100, "(в фактически действовавших ценах; млн рублей)", 8)
        unruled(sheet, 111)

    (table,) = read_pdf(pdf(draw), "a.pdf").tables
    assert texts(table) == [["Region", "Members", "Share"], *ROWS]
    assert table.unit_line == "(в фактически действовавших ценах; млн рублей)"


def test_the_repeated_header_of_a_ruled_table_is_no_running_head():
    heads = ["№", "Кластер", "Год\nсоздания"]

    def draw(first):
        def page(sheet):
            xs, ys = [72, 110, 300, 400], [50, 78, *(94 + 16 * at for at in range(44))]
            for y in ys:
                sheet.rule(72, y, 400, y)
            for x in xs:
                sheet.rule(x, 50, x, ys[-1])
            for x, text in zip(xs, heads, strict=False):
                sheet.lines(x + 3, 61 if "\n" in text else 66, text.split("\n"), 8, 10)
            for number in range(44):
                for x, text in zip(xs, (str(first + number), f"Кластер {first + number}", "2011"), strict=False):
                    sheet.text(x + 3, 89 + 16 * number, text, 8)

        return page

    (table,) = read_pdf(pdf(draw(1), draw(45), draw(89)), "a.pdf").tables
    assert texts(table) == [heads, *([str(at), f"Кластер {at}", "2011"] for at in range(1, 133))]
