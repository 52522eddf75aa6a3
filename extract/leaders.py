"""Lines in which a row of dots leads from a label to its value: contents, price lists, figures of years."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LED = re.compile(r"\s*(?P<label>[^\s.…·_].*?)\s*(?:[.…·_]\s?){4,}\s*(?P<value>[^\s.…·_].*?)\s*")
_DOTS = ("..", ". .", "…", "·", "__")
_LONGEST = 300
"""Characters of a line beyond which it is no printed one."""
_PAGE = re.compile(r"\d{1,4}|[ivxlc]{1,6}", re.IGNORECASE)


def led(text: str) -> tuple[str, str] | None:
    """The label and the value of a line with a row of dots between them.

    >>> led("2017 ........ 1.33"), led("It grew. Then it fell.")
    (('2017', '1.33'), None)
    """
    if len(text) > _LONGEST or not any(dots in text for dots in _DOTS):
        return None
    found = _LED.fullmatch(text)
    return (found["label"], found["value"]) if found is not None else None


def page_of(text: str) -> str:
    """The page that a line of a table of contents leads to, in figures or Roman; empty for any other line."""
    found = led(text)
    return found[1] if found is not None and _PAGE.fullmatch(found[1]) else ""


def go_forward(pages: Sequence[str]) -> bool:
    """Whether pages do not go back, as those of contents do not."""
    numbers = [int(page) for page in pages if page.isdigit()]
    return numbers == sorted(numbers)
