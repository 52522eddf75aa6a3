"""The screen speaks three languages, from one table."""

import re
import sqlite3
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

import review
from consolidate import RELATION_FIELDS, STATEMENT_FIELDS, Change
from gazetteer import indicators
from gazetteer.entity import EntityType, Sense
from nlp import Comparator, Evidence, Modality
from nlp.facts.relation_types import relation_types
from review.words import LANGUAGES, Words, texts

from .desk import Browser

FOLDER = Path(review.__file__).parent
TEMPLATES = sorted((FOLDER / "templates").glob("*.html"))


@pytest.mark.parametrize("key", texts())
def test_every_text_is_there_in_three_languages_with_the_same_blanks_to_fill(key: str) -> None:
    told = texts()[key]
    assert set(told) == set(LANGUAGES)
    assert all(text.strip() for text in told.values())
    assert len({tuple(sorted(re.findall(r"\{\w+\}", text))) for text in told.values()}) == 1


def test_ukrainian_and_russian_are_not_mixed_up() -> None:
    assert not [key for key, told in texts().items() if re.search("[ыэъё]", told["uk"].casefold())]
    assert not [key for key, told in texts().items() if re.search("[іїєґ]", told["ru"].casefold())]
    same = {key for key, told in texts().items() if told["en"] == told["uk"]}
    assert not same


def test_every_text_that_a_template_asks_for_exists_and_every_text_is_asked_for() -> None:
    code = "\n".join(path.read_text("utf-8") for path in [*TEMPLATES, *FOLDER.rglob("*.py")])
    asked = set(re.findall(r'\b(?:t|words)\("(\w*[a-z])"', code))
    assert asked <= set(texts())
    columns = (*STATEMENT_FIELDS, *RELATION_FIELDS)
    unused = [key for key in texts() if not MADE.match(key) and f'"{key}"' not in code and key not in columns]
    assert unused == []


MADE = re.compile(
    "(said|verdict|agreement|rebuild|picture|sort|key|type|sense|standing|status|comparator|unit|relation|qualifier"
    "|problem|stage|role|cause|reading|after|added|changed|withdrawn)_"
)
"""How texts begin that code asks for by a name it makes."""
TERMS = {
    "type": get_args(EntityType),
    "sense": [sense for sense in get_args(Sense) if sense],
    "status": get_args(Modality),
    "comparator": get_args(Comparator),
    "cause": get_args(get_type_hints(Change)["cause"]),
    "role": get_args(get_type_hints(Evidence)["role"]),
    "unit": {unit for indicator in indicators() for unit in indicator.units} - {"currency"},
}


@pytest.mark.parametrize("group", TERMS)
def test_the_words_of_the_dataset_are_told_in_every_language(group: str) -> None:
    assert not [word for word in TERMS[group] if f"{group}_{word.replace(' ', '_')}" not in texts()]


def test_relations_and_indicators_are_told_in_every_language() -> None:
    assert not [name for name in relation_types() if f"relation_{name}" not in texts()]
    for indicator in indicators():
        titles = dict(indicator.titles)
        assert set(titles) == set(LANGUAGES)
        assert re.search("[а-яё]", titles["ru"].casefold())
        assert not re.search("[ыэъё]", titles["uk"].casefold())
        assert not re.search("[іїєґ]", titles["ru"].casefold())


@pytest.mark.parametrize(
    ("language", "unit", "value", "words"),
    [
        ("en", "years", 1, "1 year"),
        ("en", "percent", 2.5, "2.5 %"),
        ("ru", "percent", 2.5, "2,5 %"),
        ("ru", "years", 21, "21 год"),
        ("ru", "months", 12, "12 месяцев"),
        ("uk", "positions", 3, "+3 позиції"),
        ("uk", "percent_points", 0.5, "0,5 в. п."),
        ("uk", "EUR", 2000, "2 000 EUR"),
    ],
)
def test_values_are_written_as_the_language_writes_them(language: str, unit: str, value: float, words: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    row = connection.execute("SELECT ? AS value, NULL AS value_high, ? AS unit, 'eq' AS comparator", (value, unit))
    assert Words(language).value(row.fetchone()).replace("\u202f", " ") == words


@pytest.mark.parametrize(("language", "word"), [("en", "Statements"), ("ru", "Утверждения"), ("uk", "Твердження")])
def test_the_screen_speaks_the_language_of_the_browser(browser: Browser, language: str, word: str) -> None:
    page = browser.get("/", **{"accept-language": f"{language},en;q=0.5"})
    assert page.one("html").get("lang") == language
    assert word in page.words("#bar nav")


def test_the_language_and_the_name_chosen_stay(browser: Browser) -> None:
    browser.post("/settings", {"who": "  Марія\tКоваль ", "language": "uk"})
    page = browser.get("/conflicts", **{"accept-language": "en"})
    assert page.one("html").get("lang") == "uk"
    assert page.one("#who").get("value") == "Марія Коваль"
