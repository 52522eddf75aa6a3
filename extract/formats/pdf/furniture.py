"""Running headers and footers, page numbers and watermarks: what repeats at the same place on many pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from .grid import printed_lines
from .pages import PageContent
from .runs import Run

_EDGE_ROWS = 3
_EDGE_SHARE = 0.14
_PAGE_NUMBER = re.compile(
    r"^[\s\-–—|\[(]*(?:(?:page|p\.|стр\.?|страница|с\.|сторінка|стор\.?)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|из|з|від)\s*\d{1,4})?[\s\-–—|\])]*$",
    re.IGNORECASE,
)


def find_furniture(pages: Sequence[PageContent]) -> list[set[int]]:
    """For every page the ``id`` of the runs that are furniture."""
    found: list[set[int]] = [set() for _ in pages]
    seen: dict[tuple[str, int, int], list[tuple[int, list[Run]]]] = defaultdict(list)
    numbers: dict[tuple[int, bool], list[tuple[int, list[Run]]]] = defaultdict(list)
    for index, page in enumerate(pages):
        for line, at_top in _edge_lines(page):
            text = " ".join(run.text for run in line)
            key = re.sub(r"\d+", "#", text).strip().lower()
            place = round((line[0].base if at_top else page.height - line[0].base) / 3)
            seen[key, int(at_top), place].append((index, line))
            digits = _page_value(text)
            if digits is not None:
                numbers[digits - index, at_top].append((index, line))
    for (key, side, place), places in seen.items():
        near = [entry for step in (-1, 0, 1) for entry in seen.get((key, side, place + step), ())]
        on = {index for index, _ in near}
        if len(on) >= _needed(len(pages), key):
            for index, line in places:
                found[index].update(id(run) for run in line)
    for (_, _), places in numbers.items():
        if len({index for index, _ in places}) >= 2 or len(pages) == 1:
            for index, line in places:
                found[index].update(id(run) for run in line)
    _watermarks(pages, found)
    return found


def _needed(pages: int, key: str) -> int:
    if pages <= 1:
        return 99
    if len(key) < 3 and not re.search(r"[#\w]", key):
        return 99
    return 2 if pages <= 6 else max(3, min(6, pages // 8))


def _edge_lines(page: PageContent) -> list[tuple[list[Run], bool]]:
    """The first and last printed lines of a page, cut at wide gaps, with whether they stand at the top."""
    low, high = page.height * _EDGE_SHARE, page.height * (1 - _EDGE_SHARE)
    out: list[tuple[list[Run], bool]] = []
    top = printed_lines([run for run in page.runs if run.bottom < low])[:_EDGE_ROWS]
    bottom = printed_lines([run for run in page.runs if run.top > high])[-_EDGE_ROWS:]
    for lines, at_top in ((top, True), (bottom, False)):
        for line in lines:
            out += [([run], at_top) for run in line]
    return out


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
