"""Persons, as office holders and authors only: a role beside the name, or initials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gazetteer import Wording
from nlp.names.found import Found
from nlp.names.span import latin

_UPPER = "A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐŁŚŻŽŠČĆ"
_SURNAME = rf"[{_UPPER}][^\W\d_]+(?:[-’'][{_UPPER}]?[^\W\d_]+)*"
_INITIAL = rf"[{_UPPER}](?:[a-zа-яіїєґ]{{1}})?\."
_INITIALS_FIRST = re.compile(
    rf"(?<![\w.]){_INITIAL}[\s\u00a0]?(?:-?{_INITIAL}[\s\u00a0]?){{0,2}}(?:(?:de|van|von|der|di|la)\s)?{_SURNAME}(?:\s(?=[A-Z]){_SURNAME})?"
)
_INITIALS_LAST = re.compile(rf"(?<![\w.]){_SURNAME}[\s\u00a0]{_INITIAL}[\s\u00a0]?(?:{_INITIAL})?")
_ROLES = frozenset(
    (
        "minist", "presid", "direct", "rector", "head", "chairm", "chairw", "chair", "ceo", "profes", "govern", "mayor",
        "secret", "founde", "commis", "econom", "expert", "resear", "dean", "chance", "prime", "deputy",
        "минист", "мініст", "директ", "ректор", "глава", "главы", "главе", "главой", "голова", "голови", "голову",
        "руково", "керівн", "презид", "предсе", "губерн", "мэр", "мэра", "мер", "мера", "профес", "основа", "заснов",
        "экспер", "експер", "премье", "прем'є", "замест", "заступ", "вице", "віце",
    )
)  # fmt: skip
_STEM = 6
_ANY_INITIAL = re.compile(rf"[{_UPPER}]\.\s?[{_UPPER}]|[{_UPPER}]\w+\s[{_UPPER}]\.")
_OFFICE = re.compile(r"(?:\s+[a-zа-яёіїєґ][\w'’-]*){0,5}(?=\s)")
_BEHIND = re.compile(rf"[»\"”]?\s+({_SURNAME}[\s\u00a0]{_SURNAME})")
_OFFICE_FIRST = re.compile(
    rf"[{_UPPER}]{{2,}}\s|{_SURNAME}\s{_SURNAME}\s{_SURNAME}|(?:[A-Z][\w-]*\s){{1,3}}(?=[А-ЯІЇЄҐ][а-яіїєґ])"
)
_FOREIGN = re.compile(r"[A-Z][\w-]*(?:\s[A-Z][\w-]*)*(?=\s[А-ЯІЇЄҐ][а-яіїєґ])")
"""Latin words before Cyrillic ones."""
_BYLINE = re.compile(rf"(?:^|\n)\s*(?:By|Автор[аи]?|Author|Автори)[:\s]\s*({_SURNAME}(?:[\s\u00a0]{_SURNAME}){{1,2}})")
_CYRILLIC = re.compile(r"[а-яіїєґ]{3}")
_NO_SURNAME = re.compile(r"^(?:Fig|Tab|Table|Vol|No|pp|Рис|Табл|Том|See|The)\b", re.IGNORECASE)


def persons(worded: Wording, named: Sequence[Found] = ()) -> Iterator[Found]:
    """The office holders and authors a text names; ``named`` are the other names found in it."""
    seen: list[tuple[int, int]] = []
    text = worded.text
    for start, stop in _spans(worded, named):
        if not any(start < other_stop and other_start < stop for other_start, other_stop in seen):
            seen.append((start, stop))
            name = " ".join(text[start:stop].split())
            yield Found(start, stop, "person", score=72.0, method="discovered", name=name)


def _spans(worded: Wording, named: Sequence[Found]) -> Iterator[tuple[int, int]]:
    text = worded.text
    for pattern in (_INITIALS_FIRST, _INITIALS_LAST) if _ANY_INITIAL.search(text) else ():
        for found in pattern.finditer(text):
            if not _no_person(found.group(), text):
                yield found.span()
    for found in _BYLINE.finditer(text):
        yield found.span(1)
    for at in [at for at, word in enumerate(worded.words) if word[:_STEM] in _ROLES]:
        yield from _before(text, worded.starts[at])
        yield from _behind(text, worded.stops[at], named)


def _no_person(name: str, text: str) -> bool:
    """Whether what looks like initials and a surname is none: a figure's number, an acronym, «фонд K.Fund»."""
    if _NO_SURNAME.match(name) or not any(char.islower() for char in name):
        return True
    return " " not in name and name.isascii() and "\u00a0" not in name and _CYRILLIC.search(text) is not None


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
    if found is not None and _OFFICE_FIRST.match(text, found.start(1)) is not None:
        # The first words are the office's own: «ректор МГУ Виктор Садовничий», «директор Ruta N Хуан Ортега».
        foreign = _FOREIGN.match(text, found.start(1))
        found = _BEHIND.match(
            text, foreign.end() if foreign is not None else found.start(1) + len(found.group(1).split()[0])
        )
    if found is None or (latin(found.group(1).split()[0]) and not latin(text[at - 1])):
        # Persons are written in the letters of the text: «президент Kilometro Rosso» names whose president is meant.
        return
    if not any(one.start < found.end(1) and found.start(1) < one.stop for one in named):
        yield found.span(1)
