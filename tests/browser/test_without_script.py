"""The basic decisions with JavaScript off: links and forms alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.browser.conftest import Review
from tests.browser.steps import show, shown, statement

if TYPE_CHECKING:
    from playwright.sync_api import Page

Visit = Callable[..., "Page"]


def send(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.locator(button).click()


def test_everything_basic_works_without_javascript(review: Review, visit: Visit) -> None:
    page = visit(review, "/review/statements", java_script_enabled=False)
    first = shown(page)
    send(page, "#next")
    second = shown(page)
    assert second != first
    send(page, "#previous")
    assert shown(page) == first
    send(page, "#accept")
    assert shown(page) == second
    send(page, "#reject")
    about = statement(review, subject="Beijing")["statement_id"]
    show(page, review, about)
    page.locator("#why").fill("checked by hand")
    send(page, "#comment")
    page.locator("#correcting > summary").click()
    page.locator("#f-value").fill("14")
    send(page, "#save")
    assert [(said["action"], said["target_id"]) for said in review.judgements()[-4:]] == [
        ("accept", first),
        ("reject", second),
        ("comment", about),
        ("correct", about),
    ]
    assert page.locator("#claim").get_attribute("data-verdict") == "correct"
    send(page, "#undo-button")
    assert review.judgements()[-1]["action"] == "undo"


def test_a_statement_is_added_without_javascript(review: Review, visit: Visit) -> None:
    block = statement(review, subject="Bengaluru", indicator="gii_cluster_rank")["block_id"]
    page = visit(review, f"/add?block={block}", java_script_enabled=False)
    page.locator("[name=words]").fill("1 200 companies")
    for field, value in {"subject": "Bengaluru", "value": "1200", "unit": "count", "indicator": "member_count"}.items():
        page.locator(f"#a-{field}").fill(value)
    send(page, "#add-save")
    said = review.judgements()[-1]
    assert (said["action"], said["anchor"]["quote"]) == ("add", "1 200 companies")


def test_the_language_and_the_name_are_chosen_without_javascript(review: Review, visit: Visit) -> None:
    page = visit(review, java_script_enabled=False)
    page.locator("#settings > summary").click()
    page.locator("select#language").select_option("uk")
    page.locator("input#who").fill("Оля")
    send(page, "#settings button")
    assert page.locator("html").get_attribute("lang") == "uk"
    assert page.locator("input#who").input_value() == "Оля"
