"""What a reviewer does, in words the tests share."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PIL import Image

from tests.browser.conftest import Review

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Locator, Page


def rows(review: Review, table: str, **wanted: str) -> list[Mapping[str, str]]:
    """The rows of a table of the newest dataset that have these values."""
    with (review.dataset / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream) if all(row[key] == value for key, value in wanted.items())]


def statement(review: Review, **wanted: str) -> Mapping[str, str]:
    """A statement of the dataset with these values: a rank, unless told otherwise, which the rules read most surely."""
    found = rows(review, "statements", **{"indicator": "gii_cluster_rank", **wanted})
    assert found, wanted
    return found[0]


def document(review: Review, name: str) -> str:
    """The id of the report that is called so."""
    (row,) = (row for row in rows(review, "documents") if row["path"].endswith(name))
    return row["document_id"]


def show(page: Page, review: Review, key: str, query: str = "") -> None:
    """Have one statement in view."""
    page.goto(f"{review.origin}/review/statements?{query}&at={key}")
    assert shown(page) == key


def shown(page: Page) -> str:
    """The id of what is in view."""
    return page.locator("#claim").get_attribute("data-id") or ""


def call_oneself(page: Page, who: str) -> None:
    """Say who decides."""
    page.locator("#settings > summary").click()
    page.locator("#who").fill(who)
    with page.expect_navigation():
        page.locator("#settings button").click()


def press(page: Page, key: str) -> None:
    """Type a key that leads to another page, and wait for it."""
    with page.expect_navigation():
        page.keyboard.press(key)


def pixels(page: Page) -> int:
    """The width of the page's picture, once it is there."""
    return int(page.locator("#sheet img").evaluate("image => image.decode().then(() => image.naturalWidth)"))


def ink(page: Page, box: FloatRect) -> int:
    """How many dark pixels a stretch of the screen has."""
    with Image.open(io.BytesIO(page.screenshot(clip=box))) as image:
        return sum(image.convert("L").histogram()[:110])


def box_of(mark: Locator) -> FloatRect:
    box = mark.bounding_box()
    assert box is not None
    return box
