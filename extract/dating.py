"""A date found in the document, proposed as its date of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.document import Block, Document, Place

_MONTHS = (
    ("jan", "янв", "січ"),
    ("feb", "фев", "лют"),
    ("mar", "мар", "бер"),
    ("apr", "апр", "кві"),
    ("may", "мая", "май", "тра"),
    ("jun", "июн", "чер"),
    ("jul", "июл", "лип"),
    ("aug", "авг", "сер"),
    ("sep", "сен", "вер"),
    ("oct", "окт", "жов"),
    ("nov", "ноя", "лис"),
    ("dec", "дек", "гру"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WORD = r"(?P<word>[^\W\d_]{3,10})\.?"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)(?:-(?P<day>\d\d))?\b",
        r"\b(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>(?:19|20)\d\d)\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_WORD}\s+{_YEAR}\b",
        rf"\b{_WORD}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b",
        rf"\b{_WORD}\s+{_YEAR}\b",
    )
)
# "Київ – 2024", "Москва, 2023": the foot of a title page.
_IMPRINT = re.compile(r"[^\W\d_][^\W\d_ .-]{2,25}\s*[,–—-]?\s*(?P<year>(?:19|20)\d\d)\.?")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)[^\n]{0,80}?\b(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
# "Львів, 15 січня 2024 р. – …": where and when a press release was given out.
_DATELINE = re.compile(r"[^\W\d_][\w .'’-]{1,30}[,.(]\s*")
_AFTER_DATE = re.compile(r"\s*(?:г\.|года|р\.|року)?\s*[).]?\s*[-–—:/]")
_CUE = re.compile(
    r"publish|posted|released|date|received|accepted|опубликован|дата|поступила|принята|публікац|опубліковано|надійшла|прийнята",
    re.IGNORECASE,
)
_TOP = 14
_SHORT = 120


def find_date(document: Document) -> tuple[str, Place | None]:
    """The date of publication that the document itself tells, with its place; empty when it tells none.

    Looked for where dates of publication stand: short lines at the top or bottom, with or without a word that says
    so, and copyright lines. A date in running prose is the date of what it tells of, and is not taken.
    """
    for block, whole in _candidates(document):
        for shape in _SHAPES:
            for found in shape.finditer(block.text[:400]):
                date = _iso(found)
                rest = len(block.text) - len(found[0])
                if date and (rest <= 30 or (whole and _CUE.search(block.text))):
                    return date, document.place(block.order, found.start(), found.end())
    dateline = _dateline(document)
    if dateline is not None:
        return dateline
    for block, _ in _candidates(document):
        found_year = _COPYRIGHT.search(block.text) or (_IMPRINT.fullmatch(block.text) if block.order < _TOP else None)
        if found_year is not None:
            return found_year["year"], document.place(block.order, found_year.start("year"), found_year.end("year"))
    return "", None


def _dateline(document: Document) -> tuple[str, Place] | None:
    """The date after the place that a press release begins with."""
    for block in document.blocks[:_TOP]:
        town = _DATELINE.match(block.text) if block.kind == "paragraph" else None
        for shape in _SHAPES if town is not None else ():
            found = shape.match(block.text, town.end() if town is not None else 0)
            if found is not None and _iso(found) and _AFTER_DATE.match(block.text, found.end()):
                return _iso(found), document.place(block.order, found.start(), found.end())
    return None


def is_date_line(text: str) -> bool:
    """Whether a line is a date with little else, as under a title ("Brief, October 2025")."""
    return len(text) <= _SHORT and any(
        len(text) - len(found[0]) <= 30 and _iso(found) for shape in _SHAPES for found in shape.finditer(text)
    )


def _candidates(document: Document) -> Iterator[tuple[Block, bool]]:
    chosen = [block for block in document.blocks if block.kind not in ("table", "reference", "figure")]
    near = [*chosen[:_TOP], *chosen[-_TOP:]] if len(chosen) > 2 * _TOP else chosen
    for block in near:
        if len(block.text) <= _SHORT:
            yield block, True


def _iso(found: re.Match[str]) -> str:
    parts = found.groupdict()
    if parts.get("word"):
        month = _MONTH.get(parts["word"].lower()[:3])
        if month is None:
            return ""
    else:
        month = int(parts["month"])
    day = int(parts.get("day") or 0)
    if not 1 <= month <= 12 or day > 31:  # the calendar's bounds
        return ""
    return f"{parts['year']}-{month:02d}" + (f"-{day:02d}" if day else "")
