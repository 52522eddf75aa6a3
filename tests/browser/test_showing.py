"""What is shown: the mark lies over the right words, addresses hold the filters, every page leads on."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Review
from tests.browser.steps import box_of, document, ink, pixels, press, rows, show, statement

if TYPE_CHECKING:
    from playwright.sync_api import Page

Visit = Callable[..., "Page"]


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        ("columns", {"subject": "Seoul"}),
        ("columns", {"subject": "Shenzhen–Hong Kong–Guangzhou"}),
        ("turned", {"subject": "Beijing"}),
        ("cropped", {"subject": "Osaka–Kobe–Kyoto"}),
        ("table", {"subject": "Germany", "indicator": "top100_cluster_count"}),
    ],
)
def test_the_mark_lies_over_the_words(review: Review, visit: Visit, file: str, wanted: dict[str, str]) -> None:
    """On pages in two columns, turned, cropped, and in a table."""
    row = statement(review, document_id=document(review, f"{file}.pdf"), **wanted)
    page = visit(review, device_scale_factor=2)
    show(page, review, row["statement_id"])
    picture = page.locator("#sheet img")
    assert pixels(page) == 1100
    values = [box_of(mark) for mark in page.locator("#sheet svg rect.value").all()]
    quotes = [box_of(mark) for mark in page.locator("#sheet svg rect.quote").all()]
    page.locator("#sheet svg").evaluate("marks => { marks.style.visibility = 'hidden' }")
    point = box_of(picture)["width"] / 595
    assert len(values) == 1
    for box in (*values, *quotes):
        assert ink(page, box) > 10
        above = {**box, "y": box["y"] - 2.5 * point, "height": 2 * point}
        assert ink(page, above) == 0
    # What stands in the mark of the value is the value: the word of the page under its middle.
    box = values[0]
    inside = next(
        quote for quote in quotes
        if quote["y"] <= box["y"] + box["height"] / 2 <= quote["y"] + quote["height"]
    )  # fmt: skip
    assert inside["x"] - 1 <= box["x"]
    assert box["x"] + box["width"] <= inside["x"] + inside["width"] + 1


def test_a_cell_is_marked_with_its_row_and_headers(review: Review, visit: Visit) -> None:
    row = statement(review, subject="France", indicator="top100_cluster_count")
    page = visit(review)
    show(page, review, row["statement_id"])
    assert page.locator(".cells .exact").inner_text() == "3"
    marked = page.locator(".cells .hit").all_inner_texts()
    assert {"France", "Number of top 100 clusters"} <= {text.strip() for text in marked} | {"France"}
    assert page.locator("tr.hit").inner_text().split("\t")[0] == "France"


def test_the_quote_is_marked_in_the_text(review: Review, visit: Visit) -> None:
    row = statement(review, subject="Moscow")
    page = visit(review)
    show(page, review, row["statement_id"])
    marked = "".join(page.locator(".text mark").all_text_contents())
    assert "32" in marked
    assert row["quote"].split()[-1] in marked


def test_filters_live_in_the_address(review: Review, visit: Visit) -> None:
    page = visit(review, "/review/statements")
    page.keyboard.press("f")
    page.locator("#filters select[name=language]").select_option("ru")
    with page.expect_navigation():
        page.locator("#filters button").click()
    assert "language=ru" in page.url
    ids = {row["statement_id"] for row in rows(review, "statements", document_id=document(review, "policy.txt"))}
    assert {one.get_attribute("data-id") for one in page.locator("#queue .item").all()} == ids
    press(page, "j")
    assert "language=ru" in page.url
    page.reload()
    assert "language=ru" in page.url
    assert {one.get_attribute("data-id") for one in page.locator("#queue .item").all()} == ids


def test_conflicting_and_doubtful_statements_come_first(review: Review, visit: Visit) -> None:
    page = visit(review, "/review/statements")
    ids = [one.get_attribute("data-id") for one in page.locator("#queue .item").all()]
    conflicts = [row["statement_ids"] for row in rows(review, "observations") if row["agreement"] == "conflict"]
    contested = [any(f'"{key}"' in told for told in conflicts) for key in ids]
    assert any(contested)
    assert contested == sorted(contested, reverse=True)
    page.goto(f"{review.origin}/review/statements?conflict=1")
    assert page.locator("#queue .item").count() == sum(contested) < len(ids)


def test_a_decision_shows_in_the_progress(review: Review, visit: Visit) -> None:
    page = visit(review, "/review/statements?unjudged=1")
    before = progress(page)
    assert before[1] == len(rows(review, "statements"))
    press(page, "a")
    assert progress(page) == [before[0] + 1, before[1]]


def progress(page: Page) -> list[int]:
    """How many are judged, and of how many."""
    return [int(number) for number in re.findall(r"\d+", page.locator("p.progress").inner_text())]


def test_every_link_leads_to_a_page(review: Review, visit: Visit) -> None:
    page = visit(review)
    seen, coming = {"/"}, ["/"]
    while coming:
        path = coming.pop()
        answer = page.request.get(review.origin + path)
        assert answer.status == 200, path
        links = page.evaluate(
            """html => [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('a[href]')]
                .map(link => link.getAttribute('href'))""",
            answer.text(),
        )
        for link in links:
            # Queues lead to every statement in every view: one of each kind of address is followed.
            shape = re.sub(r"=[^&]*|(?<=/)[^/?]*\d[^/?]*", "", link)
            if link.startswith("/") and shape not in seen:
                seen.add(shape)
                coming.append(link)
    assert {shape.split("?")[0].strip("/").split("/")[0] for shape in seen} >= {
        "", "review", "documents", "document", "entity", "indicator", "conflicts", "changes", "help",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "found"),
    [("clusters", "Clusters of the north"), ("кластера", "Кластер"), ("кластерам", "класт"), ("Seoul", "Seoul")],
)
def test_search_in_three_languages(review: Review, visit: Visit, asked: str, found: str) -> None:
    page = visit(review)
    page.keyboard.press("/")
    page.keyboard.type(asked)
    press(page, "Enter")
    assert found in page.locator("main").inner_text()


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_the_screen_speaks_three_languages(review: Review, visit: Visit, language: str) -> None:
    page = visit(review, "/review/statements", locale=language)
    assert page.locator("html").get_attribute("lang") == language
    said = page.locator("#accept").inner_text().split()[0]
    assert said == {"en": "Accept", "ru": "Принять", "uk": "Прийняти"}[language]
