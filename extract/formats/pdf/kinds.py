"""What each paragraph is: heading, caption, footnote, reference, list item or plain paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extract.roles import is_caption, is_references_heading

from .paragraphs import NUMBERED_HEADING, Paragraph

_SENTENCE_END = re.compile(r"[.;,:]\s*$")
_LETTERS = re.compile(r"[^\W\d_]")
_INNER_STOP = re.compile(r"[^\W\d_]{2}[.;] ")
_MOST_LINES = 4
_LONGEST = 250
_FOOTNOTE_MARK = re.compile(r"^(?:\d{1,3}|[*†‡§]{1,3}|[a-z])[\s).]?\s*\S")


def name_kinds(found: Sequence[Paragraph], heights: dict[int, float]) -> None:
    """Set kind and level of every paragraph that is not furniture."""
    texts = [paragraph for paragraph in found if paragraph.kind != "furniture"]
    body, body_bold = _body_type(texts)
    headings: list[Paragraph] = []
    listed = _listed(texts)
    for paragraph in texts:
        if is_caption(paragraph.text):
            paragraph.kind, paragraph.level, paragraph.ordinal = "caption", 0, None
        elif _is_heading(paragraph, body, body_bold=body_bold, listed=id(paragraph) in listed):
            paragraph.kind, paragraph.ordinal = "heading", None
            headings.append(paragraph)
        elif _is_footnote(paragraph, body, heights[paragraph.page]):
            paragraph.kind, paragraph.level, paragraph.ordinal = "footnote", 0, None
    _set_levels(headings)
    _name_references(texts)


def _body_type(texts: Sequence[Paragraph]) -> tuple[float, bool]:
    sizes: Counter[tuple[float, bool]] = Counter()
    for paragraph in texts:
        for line in paragraph.lines:
            sizes[round(line.size * 2) / 2, line.bold] += len(line.text)
    return max(sizes, key=lambda key: (sizes[key], key)) if sizes else (10.0, False)


def _listed(texts: Sequence[Paragraph]) -> set[int]:
    """The ``id`` of paragraphs whose numbers count on from their neighbour's: entries of a list, no headings."""
    out: set[int] = set()
    for one, other in pairwise(texts):
        if one.ordinal is not None and other.ordinal == one.ordinal + 1 and not (one.bold or other.bold):
            out.update((id(one), id(other)))
    return out


def _is_heading(paragraph: Paragraph, body: float, *, body_bold: bool, listed: bool) -> bool:
    if len(paragraph.lines) > _MOST_LINES or listed:
        return False
    text = paragraph.text.strip()
    if len(text) > _LONGEST or len(_LETTERS.findall(text)) < 3:
        return False
    numbered = bool(NUMBERED_HEADING.match(text))
    if _SENTENCE_END.search(text) and not (numbered and len(text) < 120 and text.endswith(".")):
        return False
    size, bold = paragraph.size, paragraph.bold and not body_bold
    if paragraph.kind == "list_item" and not numbered and not (paragraph.ordinal is not None and size >= 1.1 * body):
        return bold and paragraph.ordinal is not None and len(paragraph.lines) <= 2
    if size >= 1.12 * body and len(text) <= 200:
        return True
    return size >= 0.95 * body and (_stands_out(paragraph, text, bold=bold) or (numbered and _titled(paragraph, text)))


def _stands_out(paragraph: Paragraph, text: str, *, bold: bool) -> bool:
    """Whether short bold type or capitals make a line a heading."""
    if len(text) > 160:
        return False
    letters = _LETTERS.findall(text)
    return bold or (len(letters) >= 4 and all(letter.isupper() for letter in letters) and len(paragraph.lines) <= 3)


def _titled(paragraph: Paragraph, text: str) -> bool:
    """Whether a numbered line in plain type reads like a title: short, no sentence inside."""
    return (
        len(text) <= 100
        and len(paragraph.lines) <= 2
        and _narrow(paragraph)
        and not _INNER_STOP.search(text)
        and not text.endswith(".")
    )


def _narrow(paragraph: Paragraph) -> bool:
    x0, _, x1, _ = paragraph.box
    return x1 - x0 < 0.85 * max(paragraph.column_x1 - paragraph.column_x0, 1.0) or len(paragraph.lines) > 1


def _is_footnote(paragraph: Paragraph, body: float, height: float) -> bool:
    if paragraph.size > 0.92 * body or paragraph.box[1] < 0.5 * height:
        return False
    return bool(_FOOTNOTE_MARK.match(paragraph.text))


def _set_levels(headings: Sequence[Paragraph]) -> None:
    """Levels by numbering where there is one, else by the rank of size and weight."""
    looks = sorted({_look(paragraph) for paragraph in headings}, reverse=True)
    rank = {look: min(number + 1, 6) for number, look in enumerate(looks)}
    for paragraph in headings:
        number = re.match(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s", paragraph.text)
        depth = number.group(1).count(".") + 1 if number and "." in number.group(1) else 0
        paragraph.level = min(max(depth, rank[_look(paragraph)]) if depth else rank[_look(paragraph)], 6)


def _look(paragraph: Paragraph) -> tuple[float, bool]:
    return (round(paragraph.size), paragraph.bold)


def _name_references(texts: Sequence[Paragraph]) -> None:
    """What follows a heading "References" is references, until the next heading of its level or higher."""
    level: int | None = None
    for paragraph in texts:
        if is_references_heading(paragraph.text) and len(paragraph.lines) == 1:
            paragraph.kind = "heading"
            paragraph.level = paragraph.level or 1
            level = paragraph.level
        elif paragraph.kind == "heading" and level is not None:
            level = None
        elif level is not None and paragraph.kind in ("paragraph", "list_item"):
            paragraph.kind = "reference"
            paragraph.level = 0
