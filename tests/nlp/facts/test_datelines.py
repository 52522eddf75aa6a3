import pytest

from extract import Block, Document
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
