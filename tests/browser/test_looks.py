"""Legible in light and dark, at phone width and enlarged, with a keyboard and with a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import NARROW, Review
from tests.browser.steps import statement
from tests.browser.test_safety import pages

if TYPE_CHECKING:
    from playwright.sync_api import Page

Visit = Callable[..., "Page"]

PALE = """() => {
    const parse = text => {
        const part = text.match(/[\\d.]+/g).map(Number);
        return text.startsWith('color(srgb') ? [...part.slice(0, 3).map(one => 255 * one), part[3] ?? 1]
            : [part[0], part[1], part[2], part[3] ?? 1];
    };
    const over = (top, below) => [0, 1, 2].map(at => top[at] * top[3] + below[at] * (1 - top[3])).concat(1);
    const light = colour => {
        const [r, g, b] = colour.slice(0, 3).map(one => one / 255)
            .map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const backdrop = element => {
        const layers = [];
        for (let one = element; one; one = one.parentElement)
            layers.unshift(parse(getComputedStyle(one).backgroundColor));
        return layers.reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
    };
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement, style = getComputedStyle(element);
        const text = walker.currentNode.data.trim();
        if (!text || !element.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
        if (element.closest('svg, :disabled, option, script, .unseen, .skip')) continue;
        const below = backdrop(element), ink = over(parse(style.color), below);
        const [a, b] = [light(ink), light(below)].sort((x, y) => y - x), ratio = (a + 0.05) / (b + 0.05);
        const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
        if (ratio < (large ? 3 : 4.5))
            found.push(`${ratio.toFixed(2)} ${element.tagName}.${element.className} ${text.slice(0, 30)}`);
    }
    return [...new Set(found)];
}"""
"""Texts below the contrast of WCAG 2.2, 1.4.3 (AA), from computed styles."""

NAMELESS = """() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a[href], img')]
    .filter(one => one.checkVisibility() && !one.closest('[aria-hidden=true]'))
    .filter(one => !(one.labels?.length || one.ariaLabel || one.getAttribute('aria-labelledby') || one.title
        || one.textContent.trim() || one.hasAttribute('alt')))
    .map(one => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out(review: Review, visit: Visit, scheme: str) -> None:
    page = visit(review, color_scheme=scheme, clean=False)
    judged = statement(review, subject="Germany", indicator="top100_cluster_count")["statement_id"]
    for path in (*pages(review), f"/review/statements?at={judged}"):
        page.goto(review.origin + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert page.evaluate(PALE) == [], path
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).every(one => one < 80)")
    assert dark == (scheme == "dark")


@pytest.mark.parametrize("size", [NARROW, {"width": 700, "height": 450}], ids=["phone", "enlarged to 200 %"])
def test_no_page_scrolls_sideways(review: Review, visit: Visit, size: dict[str, int]) -> None:
    page = visit(review, viewport=size, clean=False)
    judged = statement(review, subject="Germany", indicator="top100_cluster_count")["statement_id"]
    for path in (*pages(review), f"/review/statements?at={judged}"):
        page.goto(review.origin + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path


def test_every_control_has_a_name_and_every_page_its_parts(review: Review, visit: Visit) -> None:
    page = visit(review, clean=False)
    for path in pages(review):
        page.goto(review.origin + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert page.evaluate(NAMELESS) == [], path
        assert page.locator("main").count() == 1, path
        assert page.locator("h1").count() == 1, path
        assert page.title(), path


def test_the_focus_is_seen_wherever_it_is(review: Review, visit: Visit) -> None:
    page = visit(review, "/review/statements")
    for _ in range(40):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const one = document.activeElement, style = getComputedStyle(one);
                return one === document.body || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1);
            }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
