"""Long lists come a page at a time."""

from dataclasses import replace

import pytest

from tests.consolidate.reports import report

from .desk import Bench, Browser


@pytest.fixture
def many(bench: Bench) -> Bench:
    """With more documents than a page of them shows."""
    for number in range(130):
        made = report(f"notes-{number:03}", ["Nothing was read here."])
        assert made.document is not None
        bench.parts.append(replace(made, document=replace(made.document, title=f"Нотатки {number:03}")))
    bench.rebuild()
    return bench


def test_documents_come_a_page_at_a_time(many: Bench, browser: Browser) -> None:
    first = browser.get("/documents")
    second = first.browser.get("/documents" + first.one("#next").get("href"))
    titles = [cell.text_content() for page in (first, second) for cell in page.all(".lines td:first-child a")]
    assert len(titles) == len(set(titles)) == 133
    assert not second.all("#next")
    assert "133" in second.words(".paging")


def test_documents_are_found_by_part_of_their_name_in_any_case(many: Bench, browser: Browser) -> None:
    page = browser.get("/documents?name=нотАТКИ 12")
    assert len(page.all(".lines tbody tr")) == 10
    assert not page.all(".paging")
    assert browser.get("/documents?name=<b>nothing").one("main input").get("value") == "<b>nothing"


@pytest.mark.parametrize("asked", ["0", "99", "-1", "x", "9" * 30])
def test_a_page_that_is_not_there_is_the_nearest(many: Bench, browser: Browser, asked: str) -> None:
    assert browser.get(f"/documents?page={asked}").all(".lines tbody tr")


@pytest.mark.parametrize("address", ["/conflicts", "/search?q=Seoul", "/changes", "/indicator/gii_cluster_rank"])
def test_other_lists_say_the_same_on_a_page_too_many(browser: Browser, address: str) -> None:
    joint = "&" if "?" in address else "?"
    assert browser.get(f"{address}{joint}page=7").words("main") == browser.get(address).words("main")
