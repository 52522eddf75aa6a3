"""The screen speaks three languages, from one table."""

import re
from pathlib import Path

import pytest

import review
from consolidate import RELATION_FIELDS, STATEMENT_FIELDS
from review.words import LANGUAGES, texts

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
    made = re.compile(r"^(said|verdict|agreement|rebuild|picture|sort|key)_")
    columns = (*STATEMENT_FIELDS, *RELATION_FIELDS)
    unused = [key for key in texts() if not made.match(key) and f'"{key}"' not in code and key not in columns]
    assert unused == []


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
