"""What is offered for a date or a duration: the learned weights can only choose what is among the options."""

import pytest

from extract import Block, Document
from gazetteer import Gazetteer
from nlp import observe


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


def offered(text, language, gazetteer, kinds=("date",)):
    """The indicators that each figure of a text may be a value of, by the figure's words."""
    decisions = []
    block = Block(0, "paragraph", text, language)
    observe(Document("d" * 64, "text/plain", "test", (block,), language=language), gazetteer, decisions=decisions)
    found = {}
    for decision in decisions:
        if decision.kind in kinds:
            slugs = {option.says[0] for option in decision.options if option.says}
            found[text[decision.place[3] : decision.place[4]]] = slugs
    return found


@pytest.mark.parametrize(
    ("language", "text", "years", "slug"),
    [
        ("en", "Finland had it in three terms: the first from 1994 to 1998, the second from 1999 to 2006.", 2, "start"),
        (
            "ru",
            "Третья фаза политики Франции охватила 2013–2018 годы, в четвёртую (2019–2022) вошли 54 полюса.",
            2,
            "start",
        ),
        ("uk", "Програма Фінляндії мала три періоди: 1994–1998, 1999–2006 та 2007–2013.", 3, "start"),
        ("uk", "Фінансування кластерів у Німеччині тривало з 1997 до 2005 року.", 1, "start"),
        ("ru", "Программа кластеров действует в Корее с 2005 года.", 1, "start"),
        ("uk", "Реєстр кластерів Іспанія веде від грудня 2007 року.", 1, "start"),
        ("ru", "Кластерная программа Чехии работала до 2006-го.", 1, "end"),
        ("en", "Slovenia paid for its clusters until 2004.", 1, "end"),
    ],
)
def test_beginnings_and_ends_that_no_verb_of_beginning_tells(language, text, years, slug, gazetteer):
    found = offered(text, language, gazetteer)
    assert sum(f"programme_{slug}" in slugs for slugs in found.values()) == years


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "Austria funds its centres for ten years.", "ten"),
        ("en", "Austria funds its centres ten years, smaller ones seven.", "seven"),
        ("en", "Norway gives its clusters a three-year grant.", "three-year"),
        ("en", "Clusters in Germany go through a phase of six months.", "six"),
        ("ru", "Кластеры Германии получают двухлетний грант.", "двухлетний"),
        ("ru", "Знак кластера Чехии действует два года.", "два"),
        ("uk", "Австрія надає мережам 36-місячну підтримку.", "36"),
        ("uk", "Австрія надає мережам трирічну підтримку.", "трирічну"),
    ],
)
def test_durations_that_no_word_for_a_term_tells(language, text, number, gazetteer):
    assert "duration_years" in offered(text, language, gazetteer, ("reading",))[number]


@pytest.mark.parametrize(
    ("language", "text", "year"),
    [
        ("en", "The Global Innovation Index 2024 rests on applications published between 2019 and 2023.", "2019"),
        ("ru", "Глобальный инновационный индекс 2017 года опирался на заявки за 2011–2015 годы.", "2011"),
        ("uk", "Глобальний інноваційний індекс 2019 року (вікно 2013–2017) порівнює кластери.", "2013"),
    ],
)
def test_the_years_of_the_data_that_a_ranking_rests_on(language, text, year, gazetteer):
    assert "data_window" in offered(text, language, gazetteer)[year]
