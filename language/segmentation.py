"""Words and sentences of a text, as spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from language.english import ENGLISH
from language.russian import RUSSIAN
from language.ukrainian import UKRAINIAN

_WORD = re.compile(
    r"\d+(?:[.,]\d+)*(?:[-‑]?[^\W\d_]+)*|[^\W_]+(?:[\u0300-\u036f]|(?:['’ʼ`]|[-‑\u00ad])(?=[^\W_])|[^\W_])*"
)
_END = re.compile(r"[.!?…]+[\"'»”’“)\]]*(?=\s|$)|\n[ \t]*\n\s*")
_LAST_TOKEN = re.compile(r"[^\s(«„“\"]*$")
_INITIAL = re.compile(r"^(?:[^\W\d_]\.?)$")
_LIST_MARK = re.compile(r"^\s*(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[ivxlcIVXLC]{1,5})$")
_AFTER_FIGURES = frozenset(("г", "м", "р", "в", "ст", "д"))
"""Abbreviations that end a sentence only after a figure; before a name they mean a town, a house, a river."""
_NEXT = re.compile(r"\s*[\"'«„“”(\[–—-]*\s*(\S)")
_COMPOUND = re.compile(r"\s*[A-ZА-ЯІЇЄҐ]{2,4}-[a-zа-яіїєґ]")
"""«25 тис. ІТ-фахівців»: a compound with an abbreviation goes on with the figure."""


def words(text: str) -> Iterator[tuple[int, int]]:
    """The words and numbers of a text; compounds and numbers with decimals are one.

    >>> text = "Рост на 3,6 % в научно-технической сфере, п’ять років"
    >>> [text[start:stop] for start, stop in words(text)]
    ['Рост', 'на', '3,6', 'в', 'научно-технической', 'сфере', 'п’ять', 'років']
    """
    for found in _WORD.finditer(text):
        yield found.span()


@lru_cache(maxsize=16)
def sentences(text: str, language: str | None = None) -> tuple[tuple[int, int], ...]:
    """The sentences of a text, without the blanks around them; those of the last few texts are kept.

    ``language`` restricts which abbreviations are known; without it those of all languages are.

    >>> text = "В 2022 г. создано 5 тыс. мест. См. рис. 3, т. е. карту."
    >>> [text[start:stop] for start, stop in sentences(text)]
    ['В 2022 г. создано 5 тыс. мест.', 'См. рис. 3, т. е. карту.']
    """
    never, maybe = _abbreviations(language or "")
    found: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(text):
        if end.start() < start or not _ends(text, start, end, never, maybe):
            continue
        _add(found, text, start, end.end())
        start = end.end()
    _add(found, text, start, len(text))
    return tuple(found)


def _add(found: list[tuple[int, int]], text: str, start: int, stop: int) -> None:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    if start < stop:
        found.append((start, stop))


@lru_cache(maxsize=8)
def _abbreviations(language: str) -> tuple[frozenset[str], frozenset[str]]:
    records = [record for record in (ENGLISH, RUSSIAN, UKRAINIAN) if language in ("", record.code)]
    records = records or [ENGLISH]
    never = frozenset().union(*(record.abbreviations for record in records))
    maybe = frozenset().union(*(record.closing_abbreviations for record in records))
    return never - maybe if len(records) > 1 else never, maybe


def _ends(  # noqa: PLR0911  # the rules in their order
    text: str, start: int, end: re.Match[str], never: frozenset[str], maybe: frozenset[str]
) -> bool:
    """Whether the mark ends the sentence that began at ``start``."""
    mark = end.group()
    if mark[0] == "\n":
        return True
    follow = _NEXT.match(text, end.end())
    if follow is None:
        return True
    after = follow.group(1)
    if mark[0] != "." or len(mark.rstrip("\"'»”’“)]")) > 1:
        return not after.islower()
    token = _token_before(text, start, end.start())
    lowered = token.lower()
    if _LIST_MARK.match(text[start : end.start()]):
        return False
    if lowered in never or (_INITIAL.match(token) and token.isupper()):
        return False
    if after.islower() or after in ",;:)":
        return False
    if lowered in maybe and _COMPOUND.match(text, end.end()):
        return False
    if lowered in _AFTER_FIGURES and not _after_figure(text, end.start() - len(token)):
        return False
    return not (lowered in maybe and after.isdigit())


def _after_figure(text: str, at: int) -> bool:
    """Whether a figure stands before: «2022 г.» may end a sentence, «г. Киев» not."""
    before = text[max(0, at - 3) : at].rstrip()
    return before[-1:].isdigit() or before[-1:] in ("]", ")")


def _token_before(text: str, start: int, stop: int) -> str:
    """The word the full stop stands after, with the parts of «т. е» put together."""
    token = _LAST_TOKEN.search(text, max(start, stop - 30), stop)
    word = token.group() if token else ""
    if len(word) <= 2 and token is not None:
        before = text[max(start, token.start() - 6) : token.start()].rstrip()
        if before.endswith("."):
            joined = re.search(r"([^\W\d_]{1,2})\.$", before)
            if joined and joined.group(1).islower():
                return f"{joined.group(1)}.{word}"
    return word.lstrip("([«„“\"'-–—")
