"""Tables inside plain text and Markdown: tabs, pipes, blanks, tags, one cell a line."""

from __future__ import annotations

import pytest

from tests.extract.reading import assert_sound, heads, kinds, read, rows


def test_tabs_with_caption_unit_and_note() -> None:
    text = (
        "Таблица 2 – Выручка участников\n\nмлн руб.\n\nУчастник\t2021\t2022\nЗавод\t1 200\t1 350,5\nКБ\t80\t–\n\n"
        "Источник: расчёты авторов\n\nДалее рассмотрим экспорт участников кластера.\n"
    )
    document = read(text)
    table = document.tables[0]
    assert table.caption == "Таблица 2 – Выручка участников"
    assert table.unit_line == "млн руб."
    assert table.notes == ("Источник: расчёты авторов",)
    assert rows(document) == [["Участник", "2021", "2022"], ["Завод", "1 200", "1 350,5"], ["КБ", "80", "–"]]
    assert heads(document) == {"Участник": "both", "2021": "column", "2022": "column", "Завод": "row", "КБ": "row"}
    assert_sound(document, text.encode())


def test_a_table_cut_by_a_page_is_one_and_its_row_goes_on() -> None:
    text = (
        "Measure\tExpected result\n1\t2\n"
        "Training\t<p><i>Aim:</i> more skilled staff in every firm of the cluster and its suppliers.</p>"
        " <ol> <li>1. Courses for two hundred people a year in four towns.</li> </ol>\n\n"
        "1\t2\n\t<p>2. A joint workshop that is open to schools in the evening and at weekends.</p>\n"
        "Export\t<p>A shared office abroad, which saves every firm a tenth of its costs.</p>\n\n"
        "The table shows that training comes first.\n"
    )
    document = read(text)
    assert len(document.tables) == 1
    grid = rows(document)
    assert len(grid) == 4
    assert grid[2][1].startswith("Aim: more skilled staff")
    assert grid[2][1].endswith("at weekends.")
    assert "\n1. Courses" in grid[2][1]
    assert "\n2. A joint workshop" in grid[2][1]
    assert kinds(document, "furniture") == ["1\t2"]
    assert heads(document)["1"] == "both"
    assert_sound(document, text.encode())


def test_a_header_said_again_after_a_page_break() -> None:
    text = "Park\tArea, ha\nNorth\t12\nSouth\t30\n\nPark\tArea, ha\nEast\t7,5\n\nEnd of the list.\n"
    assert rows(read(text)) == [["Park", "Area, ha"], ["North", "12"], ["South", "30"], ["East", "7,5"]]


def test_a_table_with_a_continuation_label() -> None:
    text = (
        "Таблиця 3. Парки\n\nПарк\tПлоща\nПівніч\t12\n\nПродовження таблиці 3\n\nПарк\tПлоща\nПівдень\t30\nЗахід\t4\n"
    )
    document = read(text)
    assert rows(document) == [["Парк", "Площа"], ["Північ", "12"], ["Південь", "30"], ["Захід", "4"]]


def test_two_tables_with_headers_of_their_own_stay_two() -> None:
    text = "Park\tArea\nNorth\t12\nSouth\t30\n\nFirm\tStaff\nSteel\t900\nGlass\t80\n"
    assert len(read(text).tables) == 2


def test_rows_with_blank_lines_between_them() -> None:
    text = "Рік\tПідприємств\n\n2021\t40\n\n2022\t52\n\n2023\t61\n"
    assert rows(read(text)) == [["Рік", "Підприємств"], ["2021", "40"], ["2022", "52"], ["2023", "61"]]


def test_a_tab_in_prose_is_no_table() -> None:
    assert not read("\tThe cluster was founded by six firms, and it has\tgrown since then to thirty of them.\n").tables


def test_pipes_with_alignment() -> None:
    text = (
        "# Parks\n\n| Park | Area, ha | Note |\n|:-----|---------:|:----:|\n| North | 12 | a \\| b |\n| "
        "**South** | 30 |\n"
    )
    document = read(text, "parks.md")
    assert rows(document) == [["Park", "Area, ha", "Note"], ["North", "12", "a | b"], ["South", "30", ""]]
    assert heads(document)["Area, ha"] == "column"


def test_pipes_in_prose_are_no_table() -> None:
    assert not read("Home | News | Contacts\n\nThe cluster has grown | it now counts forty firms.\n").tables


def test_columns_set_with_blanks() -> None:
    text = (
        "Table 1. Staff by town\n\n"
        "Town            2021     2022\n"
        "Upper Valley     120      134\n"
        "Lower Valley      80       91\n"
        "Mill Town         15        –\n\n"
        "Staff grew in all of them.\n"
    )
    document = read(text)
    assert rows(document) == [
        ["Town", "2021", "2022"],
        ["Upper Valley", "120", "134"],
        ["Lower Valley", "80", "91"],
        ["Mill Town", "15", "–"],
    ]
    assert document.tables[0].caption == "Table 1. Staff by town"


def test_one_cell_a_line() -> None:
    text = (
        "Table 4. Sites\n\nSite\nRegion\nStaff\nNorth\nKyiv\n120\nSouth\nOdesa\n85\nEast\nDnipro\n1 "
        "040\n\nMore sites follow.\n"
    )
    document = read(text)
    assert rows(document) == [
        ["Site", "Region", "Staff"],
        ["North", "Kyiv", "120"],
        ["South", "Odesa", "85"],
        ["East", "Dnipro", "1 040"],
    ]
    assert document.tables[0].caption == "Table 4. Sites"


def test_short_lines_without_columns_are_no_table() -> None:
    text = "Contacts\n\nCluster office\n12 Mill Lane\nLower Valley\nOpen on weekdays\nfrom nine to five\n"
    assert not read(text).tables


def test_a_pasted_html_table() -> None:
    text = (
        "## Shares\n\n<table>\n<tr><th rowspan=2>Sector</th><th colspan=2>Share, %</th></tr>\n"
        "<tr><th>2020</th><th>2021</th></tr>\n<tr><td>Food</td><td>12,5</td><td>13</td></tr>\n</table>\n\nFood grew.\n"
    )
    document = read(text, "shares.md")
    assert rows(document) == [["Sector", "Share, %", "Share, %"], ["Sector", "2020", "2021"], ["Food", "12,5", "13"]]
    assert document.tables[0].cells[0].row_span == 2


def test_a_bold_line_above_a_table_is_its_caption() -> None:
    text = "## Data\n\n## More\n\n**Members by town and year**\n\nTown\tMembers\nMill\t4\nVale\t6\n"
    document = read(text)
    assert document.tables[0].caption == "Members by town and year"


def test_stacked_headers() -> None:
    text = "Town\tStaff\t\n\t2021\t2022\nMill\t4\t5\nVale\t6\t7\n"
    document = read(text)
    marks = [cell.header for cell in document.tables[0].cells if cell.row < 2]
    assert all(mark in ("column", "both") for mark in marks)


def test_years_as_data_are_no_header() -> None:
    document = read("Park\tFounded\tClosed\nNorth\t1998\t2011\nSouth\t2003\t2019\n")
    assert [cell.header for cell in document.tables[0].cells if cell.row == 1] == ["row", "", ""]


def test_a_counter_heads_no_row() -> None:
    document = read("№ п/п\tКластер\tРегион\n1.\tДубна\tМосковская область\n2.\tИннополис\tТатарстан\n")
    assert [cell.header for cell in document.tables[0].cells if cell.row == 1] == ["", "row", ""]


@pytest.mark.parametrize(
    "drawn",
    [
        "+--------+-------+\n| Region | Firms |\n+========+=======+\n| Upper  | 12    |\n| North  |       |\n"
        "+--------+-------+\n| South  | 7     |\n+--------+-------+\n",
        "┌────────┬───────┐\n│ Region │ Firms │\n├────────┼───────┤\n│ Upper  │ 12    │\n│ North  │       │\n"
        "├────────┼───────┤\n│ South  │ 7     │\n└────────┴───────┘\n",
    ],
)
def test_tables_drawn_in_characters(drawn: str) -> None:
    assert rows(read(drawn)) == [["Region", "Firms"], ["Upper\nNorth", "12"], ["South", "7"]]


def test_a_drawn_table_with_rules_round_the_header_only() -> None:
    drawn = "+---+---+\n| A | B |\n+---+---+\n| x | 1 |\n| y | 2 |\n+---+---+\n\nText after it.\n"
    document = read(drawn)
    assert rows(document) == [["A", "B"], ["x", "1"], ["y", "2"]]
    assert kinds(document, "paragraph") == ["Text after it."]


def test_labels_and_values_joined_by_dots_are_a_table() -> None:
    text = (
        "It grew in both years.\n\nResearch, per cent of GDP\n"
        "   2017 ................. 1.33\n   2018 . . . . . . . . . 1.5\n\nIt went on.\n"
    )
    document = read(text)
    assert rows(document) == [["2017", "1.33"], ["2018", "1.5"]]
    assert document.tables[0].caption == "Research, per cent of GDP"
    assert_sound(document, text.encode())


def test_titles_with_pages_behind_dots_are_no_table() -> None:
    text = "Зміст\n\nВступ .............. 4\nКластери ........... 12\nВисновки ........... 30\n"
    assert not read(text).tables
