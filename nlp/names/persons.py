"""Persons, as office holders and authors only: a role beside the name, or initials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.names.found import Found

_UPPER = "A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐŁŚŻŽŠČĆ"
_SURNAME = rf"[{_UPPER}][^\W\d_]+(?:[-’'][{_UPPER}]?[^\W\d_]+)*"
_INITIAL = rf"[{_UPPER}](?:[a-zа-яіїєґ]{{1}})?\."
_INITIALS_FIRST = re.compile(rf"(?<![\w.]){_INITIAL}[\s\u00a0]?(?:-?{_INITIAL}[\s\u00a0]?){{0,2}}(?:(?:de|van|von|der|di|la)\s)?{_SURNAME}(?:\s(?=[A-Z]){_SURNAME})?")
_INITIALS_LAST = re.compile(rf"(?<![\w.]){_SURNAME}[\s\u00a0]{_INITIAL}[\s\u00a0]?(?:{_INITIAL})?")
_ROLE = re.compile(
    r"\b(?:(?:Prime |Deputy |Vice[- ]|First )?(?:Minister|President|Director|Rector|Head|Chairman|Chairwoman|Chair|CEO|"
    r"Professor|Governor|Mayor|Secretary|Founder|Commissioner|Economist|Expert|Researcher|Dean|Chancellor)|"
    r"(?:вице-|віце-|заместител\w+ |заступни\w+ )?(?:министр|міністр|директор|ректор|глава|голов|руководител|керівни|президент|"
    r"председател|губернатор|мэр|мер|профессор|професор|основател|засновни|эксперт|експерт|премьер|прем'єр)\w*)\b",
    re.IGNORECASE,
)
_NAME = re.compile(rf"{_SURNAME}(?:[\s\u00a0]{_SURNAME}){{1,2}}")
_OFFICE = re.compile(r"(?:\s+[a-zа-яёіїєґ][\w'’-]*){0,5}(?=\s)")
_BEHIND = re.compile(rf"[»\"”]?\s+({_SURNAME}[\s\u00a0]{_SURNAME})")
_BYLINE = re.compile(rf"(?:^|\n)\s*(?:By|Автор[аи]?|Author|Автори)[:\s]\s*({_SURNAME}(?:[\s\u00a0]{_SURNAME}){{1,2}})")
_NO_SURNAME = re.compile(r"^(?:Fig|Tab|Table|Vol|No|pp|Рис|Табл|Том|See|The)\b", re.IGNORECASE)


def persons(text: str, named: Sequence[Found] = ()) -> Iterator[Found]:
    """The office holders and authors a text names; ``named`` are the other names found in it."""
    seen: list[tuple[int, int]] = []
    for start, stop in _spans(text, named):
        if not any(start < other_stop and other_start < stop for other_start, other_stop in seen):
            seen.append((start, stop))
            name = " ".join(text[start:stop].split())
            yield Found(start, stop, "person", score=72.0, method="discovered", name=name)


def _spans(text: str, named: Sequence[Found]) -> Iterator[tuple[int, int]]:
    for pattern in (_INITIALS_FIRST, _INITIALS_LAST):
        for found in pattern.finditer(text):
            if not _NO_SURNAME.match(found.group()) and any(char.islower() for char in found.group()):
                yield found.span()
    for found in _BYLINE.finditer(text):
        yield found.span(1)
    for role in _ROLE.finditer(text):
        yield from _before(text, role.start())
        yield from _behind(text, role.end(), named)


def _before(text: str, at: int) -> Iterator[tuple[int, int]]:
    """A name right before ", Head of …"."""
    window = text[max(0, at - 60) : at]
    found = re.search(rf"({_SURNAME}(?:[\s\u00a0]{_SURNAME}){{1,2}}),\s*(?:the\s+|its\s+)?$", window)
    if found is not None:
        offset = max(0, at - 60)
        yield offset + found.start(1), offset + found.end(1)


def _behind(text: str, at: int, named: Sequence[Found]) -> Iterator[tuple[int, int]]:
    """A name right behind a role, or behind the role and its office («министр экономики России Иван Петров»)."""
    plain = _OFFICE.match(text, at)
    end = plain.end() if plain is not None else at
    office = max((one.stop for one in named if at <= one.start <= end + 1), default=end)
    found = _BEHIND.match(text, office)
    if found is not None and not any(one.start < found.end(1) and found.start(1) < one.stop for one in named):
        yield found.span(1)
