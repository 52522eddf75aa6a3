import pytest

from extract import Block, Cell, Document, Table
from gazetteer import Gazetteer
from nlp import observe


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


def statements(text, language, gazetteer):
    document = Document("d" * 64, "text/plain", "test", (Block(0, "paragraph", text, language),), language=language)
    return observe(document, gazetteer).statements


@pytest.mark.parametrize(
    ("language", "text", "subject"),
    [
        ("en", "SEOUL, January 15, 2024 – Munich now has 300 companies.", "Munich"),
        ("en", "SEOUL, January 15, 2024. Munich now has 300 companies.", "Munich"),
        ("en", "BUENOS AIRES – Munich now has 300 companies.", "Munich"),
        ("ru", "МОСКВА, 3 марта 2024 года. В Мюнхене теперь 300 компаний.", "Munich"),
        ("uk", "Київ, 5 травня 2023 р. – У Мюнхені тепер 300 компаній.", "Munich"),
    ],
)
def test_the_place_of_a_dateline_is_no_subject(language, text, subject, gazetteer):
    (found,) = statements(text, language, gazetteer)
    assert (found.subject, found.value) == (subject, 300)


def test_relative_years_count_from_the_day_of_a_dateline(gazetteer):
    (found,) = statements("DUBAI, March 11, 2018 – Last year Munich had 300 companies.", "en", gazetteer)
    assert found.period == "2017"


def test_a_sentence_that_opens_with_a_place_keeps_it(gazetteer):
    (found,) = statements("Munich – a city of research – has 300 companies.", "en", gazetteer)
    assert found.subject == "Munich"


@pytest.mark.parametrize(
    ("language", "line", "text", "period"),
    [
        ("en", "News item, 21-10-2022", "Over the last three years Munich gained 30 companies.", "2019/2022"),
        ("ru", "13.06.2018", "За последние пять лет в Мюнхене основано 30 компаний.", "2013/2018"),
        ("uk", "13.06.2018", "Десять років тому в Мюнхені було 30 компаній.", "2008"),
    ],
)
def test_years_are_counted_back_from_the_day_above_a_heading(language, line, text, period, gazetteer):
    blocks = (
        Block(0, "paragraph", line, "und"),
        Block(1, "heading", {"en": "News", "ru": "Новости", "uk": "Новини"}[language], language, level=1),
        Block(2, "paragraph", text, language),
    )
    dated = {"en": "2022-10-21"}.get(language, "2018-06-13")
    document = Document("d" * 64, "text/plain", "test", blocks, language=language, dated=dated)
    (found,) = observe(document, gazetteer).statements
    assert found.period == period


def test_a_table_under_a_date_line_has_its_date_not_that_of_the_heading_above(gazetteer):
    cells = tuple(
        Cell(row, column, text, header="" if row else "column")
        for row, told in enumerate((("Park", "Companies"), ("Skolkovo", "300")))
        for column, text in enumerate(told)
    )
    blocks = (
        Block(0, "heading", "Results of 2023", "en", level=1),
        Block(1, "paragraph", "5 July 2024", "en"),
        Block(2, "table", "Park\tCompanies\nSkolkovo\t300", "en", table=Table(2, 2, cells)),
    )
    document = Document("d" * 64, "text/plain", "test", blocks, language="en")
    (found,) = observe(document, gazetteer).statements
    assert (int(found.value), found.period) == (300, "2024-07-05")
