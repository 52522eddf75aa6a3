"""Where names of universities, offices and other bodies end: «… университет Чалмерса», «… у Кошицях», «КПІ ім. …»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gazetteer import Wording
from nlp.names.complements import HONOURING, begins_person
from nlp.names.found import Found
from nlp.names.heads import Head
from nlp.names.reading import PlaceWords
from nlp.names.span import HONOURED, RELATIONAL, adjective, between, capital, genitive, latin, raw, verb

_TITLES = ("принц", "корол", "султан", "шейх", "имам", "імам", "император", "імператор", "цар", "свят")
"""How the words begin that say what the one is or was whom a body is named after."""
_ROMAN = re.compile(r"[IVX]+")
_DASHES = (" – ", " — ", "–", "—")
_IN = frozenset(("в", "у", "во"))
_LOCATIVE = ("е", "і", "и", "ї", "у", "ах", "ях", "ому", "ій")
_SHORT_NAME = re.compile(r"\s?\([A-ZА-ЯІЇЄҐ]{2,8}\)")
_LONGEST_ACRONYM = 6


def honoured_acronyms(text: Wording) -> Iterator[Found]:
    """The bodies called by an acronym and whom they are named after («КПІ ім. Ігоря Сікорського»)."""
    for at in range(len(text) - 2):
        word = raw(text, at)
        if text.words[at + 1] not in HONOURING or not 1 < len(word) <= _LONGEST_ACRONYM or not word.isupper():
            continue
        behind = HONOURED.match(text.text, text.stops[at])
        if behind is not None:
            start, stop = text.starts[at], behind.end()
            name = " ".join(text.text[start:stop].split())
            yield Found(start, stop, "organisation", score=72.0, method="discovered", name=name)


def own_name(text: Wording, at: int, head: Head, language: str, places: PlaceWords) -> int:
    """The end of the name that a university or college has behind its head («… Мохаммеда VI»); 0 where none stands."""
    first = at + 1
    if not head.named or first >= len(text) or between(text, at) != " ":
        return 0
    if text.words[first].startswith(_TITLES) and not capital(text, first) and first + 1 < len(text):
        first += 1
    if (
        not capital(text, first)
        or latin(raw(text, first))
        or raw(text, first).isupper()
        or between(text, first - 1) != " "
    ):
        return 0
    several = _of_several_words(text, first, language, places)
    last = _with_pair(text, _with_numeral(text, several), places)
    if (last == first + 1 and begins_person(text, first)) or RELATIONAL.search(text.words[first]) is not None:
        return 0
    told = last > first + 1 or first > at + 1 or first in places.all or genitive(text.words[first], language)
    return last if told and first not in places.countries else 0


def two_names(text: Wording, at: int, head: Head, language: str) -> int:
    """The end of a body's name that ends with whom it is named after («Институт Йожефа Стефана»); 0 where none does."""
    last = at + 3
    named = head.type == "organisation" and head.of and not head.weak and capital(text, at)
    if not named or last > len(text) or any(between(text, place) != " " for place in (at, at + 1)):
        return 0
    follows = last < len(text) and capital(text, last) and between(text, last - 1) == " "
    person = all(
        capital(text, place) and raw(text, place)[1:].islower() and genitive(text.words[place], language)
        for place in (at + 1, at + 2)
    )
    return last if person and not follows and begins_person(text, at + 1) else 0


def with_seat(text: Wording, first: int, at: int, last: int, head: Head, language: str, places: PlaceWords) -> int:
    """The end of a name with where the body sits («Технічний університет у Кошицях»), unless the name tells already.

    An office for one place is told by it («Головне управління статистики у Волинській області»).
    """
    seat = last + 1
    if not head.seat or seat >= len(text) or text.words[last] not in _IN or not capital(text, seat):
        return last
    if between(text, last - 1) != " " or between(text, last) != " ":
        return last
    if head.named and _told_by_adjective(text, first, at, places):
        return last
    stop = seat + 1
    while stop < len(text) and stop in places.all and between(text, stop - 1) in (" ", "-", "‑"):
        stop += 1
    known = seat in places.all or (head.named and not adjective(text.words[seat], language))
    return stop if known and text.words[stop - 1].endswith(_LOCATIVE) else last


def with_honoured(text: Wording, last: int) -> int:
    """The end of a name that goes on with whom it honours («имени Г. К. Борескова»)."""
    for at in range(last, max(0, last - 3), -1):
        found = HONOURED.match(text.text, text.stops[at - 1])
        if found is not None:
            return found.end()
    return text.stops[last - 1]


def goes_by_acronym(text: Wording, last: int) -> bool:
    """Whether an acronym in brackets behind a phrase says that it is a name («Управление зон (BEPZA)»)."""
    return _SHORT_NAME.match(text.text, text.stops[last - 1]) is not None


def acts(text: Wording, last: int, language: str) -> bool:
    """Whether a verb right behind a phrase says that it does something: a body does, the managing of something not."""
    return last < len(text) and between(text, last - 1) == " " and verb(text.words[last], language)


def _of_several_words(text: Wording, first: int, language: str, places: PlaceWords) -> int:
    """The end of a name of a place, or of a person in the genitive («… Лучіана Благи»), else of one word."""
    last = first + 1
    if begins_person(text, first):
        both = genitive(text.words[first], language) and genitive(text.words[last], language)
        return last + 1 if both else last
    while last < len(text) and between(text, last - 1) == " " and capital(text, last) and last in places.all:
        last += 1
    return last


def _with_numeral(text: Wording, last: int) -> int:
    """The end of a ruler's name with the number («Мохаммеда VI»)."""
    numbered = last < len(text) and between(text, last - 1) == " " and _ROMAN.fullmatch(raw(text, last)) is not None
    return last + 1 if numbered else last


def _with_pair(text: Wording, last: int, places: PlaceWords) -> int:
    """The end of a name of two parts («Карнеги – Меллон»)."""
    paired = last < len(text) and between(text, last - 1) in (*_DASHES, "-", "‑") and capital(text, last)
    return last + 1 if paired and last not in places.countries and not raw(text, last).isupper() else last


def _told_by_adjective(text: Wording, first: int, at: int, places: PlaceWords) -> bool:
    """Whether an adjective made of a name other than a country's says which body it is («Менделевский университет»)."""
    return any(
        place not in places.national
        and text.words[place].rstrip("аеиійоуюьяєїхм").endswith(("ск", "ськ", "цьк", "зьк"))
        for place in range(first, at)
    )
