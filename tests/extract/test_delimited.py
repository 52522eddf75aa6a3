"""CSV and its kin: delimiters, quotes, title lines, ragged rows, bounds."""

from __future__ import annotations

import pytest

from extract.formats import delimited
from tests.extract.reading import assert_sound, heads, kinds, outline, read, rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("park,area\nNorth,12.5\nSouth,30\n", [["park", "area"], ["North", "12.5"], ["South", "30"]]),
        ("Парк;Площа\nПівніч;12,5\nПівдень;30\n", [["Парк", "Площа"], ["Північ", "12,5"], ["Південь", "30"]]),
        ("park\tarea\nNorth, upper\t12\nSouth\t30\n", [["park", "area"], ["North, upper", "12"], ["South", "30"]]),
        (
            'name,note\n"Mill, Ltd","said ""yes""\nand left"\nVale,\n',
            [["name", "note"], ["Mill, Ltd", 'said "yes"\nand left'], ["Vale", ""]],
        ),
        ("a|b|c\n1|2|3\n4|5|6\n", [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]]),
        ("a,b,c\n1,2\n3,4,5\n", [["a", "b", "c"], ["1", "2", ""], ["3", "4", "5"]]),
    ],
)
def test_delimiters(text: str, expected: list[list[str]]) -> None:
    document = read(text, "data.csv")
    assert rows(document) == expected
    assert_sound(document, text.encode())


def test_title_lines_and_notes_stand_apart() -> None:
    text = "Таблица 1. Парки области;;\nединиц;;\nПарк;2021;2022\nСевер;12;14\nЮг;3;5\nИсточник: министерство;;\n"
    document = read(text, "parks.csv")
    table = document.tables[0]
    assert table.caption == "Таблица 1. Парки области"
    assert table.notes == ("Источник: министерство",)
    assert rows(document)[0] == ["Парк", "2021", "2022"]
    assert heads(document)["Север"] == "row"


def test_csv_is_told_without_its_suffix() -> None:
    assert read("park;area\nNorth;12\nSouth;30\nEast;4\n", "data.txt").tables
    assert not read(
        "Firms, towns and parks grew.\nFirst, the north, then the south.\nLast, the east.\n", "data.txt"
    ).tables


def test_an_old_encoding() -> None:
    document = read("Парк;Площадь\nСевер;12\nЮг;30\n".encode("cp1251"), "d.csv")
    assert document.reader == "csv/cp1251"
    assert rows(document)[1] == ["Север", "12"]


def test_bounds_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MAX_CELLS", 20)
    document = read("a,b\n" + "1,2\n" * 50, "d.csv")
    assert document.status == "partial"
    assert document.problems[0].kind == "truncated"
    assert len(document.tables[0].cells) <= 20


def test_a_stray_quote_swallows_nothing() -> None:
    assert rows(read('size,n\n5" pipe,3\n6 pipe,4\n', "d.csv"))[1:] == [['5" pipe', "3"], ["6 pipe", "4"]]


def test_a_list_of_single_cells_is_a_table_of_one_column() -> None:
    assert rows(read("park\nNorth\nSouth\n", "d.csv")) == [["park"], ["North"], ["South"]]


def test_no_rows() -> None:
    assert kinds(read("only one line of words\n", "d.csv"), "table") == ["only one line of words"]


def test_a_short_table_between_title_lines_and_notes() -> None:
    text = "Report;;;\nas of 2024;;;\n;;;\nRegion;Firms;Turnover;Share\nNorth;12;3,5;40 %\nSouth;7;1,2;\n"
    text += ";;;\nNote: early figures;;;\n"
    document = read(text, "report.csv")
    assert outline(document)[:2] == ["caption: Report", "caption: as of 2024"]
    assert rows(document)[0] == ["Region", "Firms", "Turnover", "Share"]
    assert kinds(document, "footnote") == ["Note: early figures"]


def test_two_tables_in_one_file_and_a_line_that_names_the_delimiter() -> None:
    text = "sep=;\nPlan;;\nYear;Firms;Staff\n2021;1;2\n2022;4;5\n;;\nResult;;\nYear;Firms;Staff\n2021;7;8\n2022;1;1\n"
    document = read(text, "report.csv")
    assert [rows(document, at)[1] for at in range(2)] == [["2021", "1", "2"], ["2021", "7", "8"]]
    assert kinds(document, "caption") == ["Plan", "Result"]
    assert kinds(document, "furniture") == ["sep="]


def test_a_group_of_rows_without_a_header_goes_on_with_its_table() -> None:
    document = read("Year,Firms\n2021,4\n2022,5\n,\n2023,6\n2024,7\n", "report.csv")
    assert len(document.tables) == 1
