"""What holds of every document, whatever was fed in: sound grids, places that quote, offsets that lead back."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract import Unreadable, decode_text, read_bytes
from extract.grid import join_rows, mark_headers, table_of, table_text
from tests.extract.reading import assert_sound, rows

LETTERS = re.compile(r"[^\W\d_]+")
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = (
    "кластер",
    "парк",
    "12",
    "7 300",
    "2023",
    "Table 1.",
    "Рис. 2.",
    "–",
    "•",
    "1.",
    "ріст",
    "**bold**",
    "R&amp;D",
    "\t",
    "|",
    "",
)
LINES = st.lists(st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join), max_size=25)
CELL = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=8)
PIECES = st.sampled_from(
    (
        "<p>", "</p>", "<div class='nav'>", "</div>", "<ul>", "<li>", "</ul>", "<ol start=2>", "</ol>", "<table>",
        "</table>", "<tr>", "<td colspan=2>", "<td rowspan=3>", "<th>", "</td>", "<b>", "</b>", "<br>", "<h2>", "</h2>",
        "текст ", "12 ", "&amp;", "<!-- x -->", "<!--", "<nav>", "</nav>", "<sup>2</sup>", "<dl><dt>",
        "<dd>", "</dl>", "\n",
    )
)  # fmt: skip


def words_stand_in(text: str, source: str) -> bool:
    return all(word in source for word in text.split() if word.isalnum() and not word.isdigit())


@QUICK
@given(LINES, st.sampled_from(("x.txt", "x.md")), st.sampled_from(("\n", "\r\n", "\n\n")))
def test_texts(lines: list[str], name: str, end: str) -> None:
    data = end.join(lines).encode()
    try:
        document = read_bytes(data, name)
    except Unreadable:
        assert not data.strip()
        return
    assert_sound(document, data)
    source = unicodedata.normalize("NFC", decode_text(data))
    for block in document.blocks:
        assert block.source_start is not None
        assert words_stand_in(block.text, source[block.source_start : block.source_stop])


@QUICK
@given(LINES)
def test_no_word_of_a_text_is_lost(lines: list[str]) -> None:
    data = "\n\n".join(lines).encode()
    if not data.strip():
        return
    document = read_bytes(data, "x.txt")
    read = sorted(LETTERS.findall("\n".join(block.text for block in document.blocks)))
    assert read == sorted(LETTERS.findall(" ".join(lines).replace("&amp;", " ").replace("amp;", " ")))


@QUICK
@given(st.lists(PIECES, max_size=40))
def test_pages(pieces: list[str]) -> None:
    data = f"<!DOCTYPE html><html><body>{''.join(pieces)}</body></html>".encode()
    document = read_bytes(data, "x.html")
    assert_sound(document, data)
    assert document.blocks or document.problems


@QUICK
@given(st.lists(st.lists(CELL, min_size=2, max_size=5), min_size=3, max_size=8))
def test_delimited_rows_come_back(table: list[list[str]]) -> None:
    if not all(all(cell.strip() == cell and cell for cell in row) and len(row) == len(table[0]) for row in table):
        return
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(table)
    document = read_bytes(buffer.getvalue().encode(), "x.csv")
    assert_sound(document)
    assert rows(document) == [[unicodedata.normalize("NFC", cell) for cell in row] for row in table]


@QUICK
@given(st.lists(st.lists(st.sampled_from(("a", "12", "2023", "", "–", "Head")), max_size=5), min_size=1, max_size=9))
def test_marking_headers_changes_no_text(table: list[list[str]]) -> None:
    made = table_of(table)
    marked = mark_headers(made)
    assert table_text(made) == table_text(marked)
    assert [(cell.row, cell.column, cell.text) for cell in made.cells] == [
        (cell.row, cell.column, cell.text) for cell in marked.cells
    ]


@QUICK
@given(st.lists(st.tuples(CELL, CELL), min_size=2, max_size=8), st.integers(min_value=1, max_value=7))
def test_a_table_cut_anywhere_joins_again(table: list[tuple[str, str]], cut: int) -> None:
    header, *body = [list(row) for row in table]
    if not all(cell.strip() for row in table for cell in row) or header in body:
        return
    at = min(cut, len(body))
    joined, dropped = join_rows([header, *body[:at]], [header, *body[at:]])
    assert joined == [header, *body]
    assert dropped >= 1
