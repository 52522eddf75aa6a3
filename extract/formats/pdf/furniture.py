"""Running headers and footers, page numbers and watermarks: what repeats at the same place on many pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from .grid import printed_lines
from .pages import PageContent
from .rulings import Rule
from .runs import Run

_EDGE_ROWS = 3
_EDGE_SHARE = 0.14
_LONE_GAP = 1.8
_PAGE_NUMBER = re.compile(
    r"^[\s\-–—|\[(]*(?:(?:page|p\.|стр\.?|страница|с\.|сторінка|стор\.?)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|из|з|від)\s*\d{1,4})?[\s\-–—|\])]*$",
    re.IGNORECASE,
)


def find_furniture(pages: Sequence[PageContent]) -> list[set[int]]:
    """For every page the ``id`` of the runs that are furniture.

    Lines are looked at from the page's edge inwards, and the first that is no furniture ends the search.
    """
    edges = [(_edge_lines(page, at_top=True), _edge_lines(page, at_top=False)) for page in pages]
    places: dict[tuple[str, bool, int], set[int]] = defaultdict(set)
    counts: dict[tuple[int, bool], set[int]] = defaultdict(set)
    for index, sides in enumerate(edges):
        for at_top, lines in zip((True, False), sides, strict=True):
            for run in (run for line in lines for run in line):
                places[_key(run.text), at_top, _height(run, pages[index], at_top=at_top)].add(index)
                value = _page_value(run.text)
                if value is not None:
                    counts[value - index, at_top].add(index)
    found: list[set[int]] = [set() for _ in pages]
    for index, sides in enumerate(edges):
        page = pages[index]
        for at_top, lines in zip((True, False), sides, strict=True):
            for number, line in enumerate(lines):
                furnished = [
                    _repeats(run, page, places, len(pages), at_top=at_top)
                    or _counts_pages(run, index, counts, at_top=at_top)
                    or (number == 0 and len(pages) < 3 and _lone_number(line, lines, page, at_top=at_top))
                    for run in line
                ]
                if not any(furnished) or (len(line) > 2 and not all(furnished)):
                    break
                found[index].update(id(run) for run, yes in zip(line, furnished, strict=True) if yes)
                if not all(furnished):
                    break
    _watermarks(pages, found)
    return found


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", text).strip().lower()


def _height(run: Run, page: PageContent, *, at_top: bool) -> int:
    return round((run.base if at_top else page.height - run.base) / 3)


def _repeats(
    run: Run, page: PageContent, places: dict[tuple[str, bool, int], set[int]], pages: int, *, at_top: bool
) -> bool:
    """Whether a text with letters stands at this height on enough pages."""
    key = _key(run.text)
    if not re.search(r"[^\W\d_]", key):
        return False
    height = _height(run, page, at_top=at_top)
    on: set[int] = set()
    for step in (-1, 0, 1):
        on |= places.get((key, at_top, height + step), set())
    return len(on) >= _needed(pages)


def _counts_pages(run: Run, index: int, counts: dict[tuple[int, bool], set[int]], *, at_top: bool) -> bool:
    """Whether a number grows by one a page, on two pages at least."""
    value = _page_value(run.text)
    return value is not None and len(counts[value - index, at_top]) >= 2


def _lone_number(line: list[Run], lines: list[list[Run]], page: PageContent, *, at_top: bool) -> bool:
    """Whether the outermost line of a short document is a page number by itself, well away from the text."""
    if len(line) != 1 or _page_value(line[0].text) is None:
        return False
    run = line[0]
    others = [other for other in page.runs if other is not run]
    if not others:
        return False
    gap = min(abs(other.base - run.base) for other in others)
    outermost = (
        run.base < min(other.base for other in others) if at_top else run.base > max(other.base for other in others)
    )
    return outermost and gap > _LONE_GAP * run.size and lines[0] is line


def _needed(pages: int) -> int:
    """On how many pages a text must stand to be a running head or foot."""
    if pages <= 1:
        return 99
    return 2 if pages <= 6 else max(3, min(6, pages // 8))


def _edge_lines(page: PageContent, *, at_top: bool) -> list[list[Run]]:
    """The outermost printed lines of a page's top or bottom, from the edge inwards."""
    limit = page.height * (_EDGE_SHARE if at_top else 1 - _EDGE_SHARE)
    walls = [rule for rule in page.drawing.down if rule.start < limit < rule.stop]
    outside = [
        run for run in page.runs if (run.bottom < limit if at_top else run.top > limit) and not _walled(run, walls)
    ]
    lines = printed_lines(outside)
    return lines[:_EDGE_ROWS] if at_top else lines[::-1][:_EDGE_ROWS]


def _walled(run: Run, walls: Sequence[Rule]) -> bool:
    """Whether a text stands between walls that come from the middle of the page: a table's first or last row.

    Two walls alone may be a frame drawn round the page.
    """
    beside = [wall.at for wall in walls if wall.start - 1 <= run.middle <= wall.stop + 1]
    return len(beside) > 2 and any(at <= run.x0 + 1 for at in beside) and any(at >= run.x1 - 1 for at in beside)


def _page_value(text: str) -> int | None:
    if not _PAGE_NUMBER.match(text):
        return None
    digits = re.search(r"\d+", text)
    return int(digits.group()) if digits else None


def _watermarks(pages: Sequence[PageContent], found: list[set[int]]) -> None:
    """Turned text that stands at the same place on most pages, and stamps along the margin."""
    if len(pages) < 2:
        return
    seen: dict[tuple[str, int, int], set[int]] = defaultdict(set)
    for index, page in enumerate(pages):
        for run in page.turned:
            seen[run.text, round(run.x0 / 6), round(run.top / 6)].add(index)
    for index, page in enumerate(pages):
        for run in page.turned:
            if len(seen[run.text, round(run.x0 / 6), round(run.top / 6)]) >= max(2, 0.5 * len(pages)):
                found[index].add(id(run))
