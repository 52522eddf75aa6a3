"""Regions that a list names in short: «в Бухарской (4) и Хорезмской областях», «области: Абайская и Актюбинская»."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from gazetteer import Wording
from nlp.names.dictionary_form import agreeing
from nlp.names.found import Found
from nlp.names.reading import PlaceWords
from nlp.names.span import adjective, between, capital, raw

AND = frozenset(("и", "та", "і", "й", "and", ","))
HYPHENS = ("-", "‑")
_SMALL = AND.union(("в", "во", "у", "из", "із", "з"))
_NUMBER = r"(?:\s\(\d[\d\s,.%]*\))?"
_NEXT = re.compile(_NUMBER + r"(?:,\s|,?\s(?:и|та|і|й|а также|а також)\s)(?:(?:в|во|у|из|із|з)\s)?")
"""What stands between two items of a list, the first of which may have its number in brackets."""
_BEFORE_NOUN = re.compile(_NUMBER + r"\s")
_LEADING = re.compile(
    r"\s?(?::|[–—])\s(?:(?:в|во|у)\s)?"
    r"|,\s(?:среди них|серед них|среди которых|серед яких|в том числе|зокрема|включая)\s"
)
"""What leads from the noun to the list behind it."""
_RELATIONAL = re.compile(r"к(?:ая|ой|ую|ою|ий|ого|ому|им|ом|ое|а|ої|ій|у|е)$")
"""The ending of adjectives made of names."""
_LIKE_GENITIVE = ("области", "області", "провинции", "провінції", "губернии", "губернії", "громади", "громад")
"""Plurals that are genitives of the singular, too, or nouns for towns: behind them only adjectives are regions."""
_MOST_BETWEEN = 3
_LEAST = 2


def regions_before(text: Wording, at: int, noun: str, language: str) -> Iterator[Found]:
    """The adjectives of the list that ends with a plural noun, each the name of a region."""
    items: list[int] = []
    place = at - 1
    while place >= 0 and _bracketed(text, place):
        place -= 1
    if place < 0 or _BEFORE_NOUN.fullmatch(text.text, text.stops[place], text.starts[at]) is None:
        return
    while place >= 0 and capital(text, place) and adjective(text.words[place], language):
        items.append(place)
        first = _first_part(text, place)
        before = first - 1
        while before >= 0 and (text.words[before] in _SMALL or _bracketed(text, before)):
            before -= 1
        if before < 0 or _NEXT.fullmatch(text.text, text.stops[before], text.starts[first]) is None:
            break
        place = before
    if len(items) >= _LEAST or (items and _nominative_plural(text.words[items[0]])):
        yield from (_short(text, _first_part(text, one), one + 1, noun, language) for one in items)


def regions_behind(text: Wording, at: int, noun: str, language: str, places: PlaceWords) -> Iterator[Found]:
    """The items of the list that a plural noun announces, each the name of a region."""
    place = at + 1
    while place < len(text) and place <= at + _MOST_BETWEEN and place in places.all and between(text, place - 1) == " ":
        place += 1
    leading = _LEADING.match(text.text, text.stops[place - 1])
    if leading is None:
        return
    place = bisect_left(text.starts, leading.end())
    items: list[tuple[int, int]] = []
    while place < len(text) and capital(text, place) and not raw(text, place).isupper():
        last = place + 1
        while last < len(text) and between(text, last - 1) in (" ", *HYPHENS) and capital(text, last):
            last += 1
        items.append((place, last))
        following = _NEXT.match(text.text, text.stops[last - 1])
        if following is None:
            break
        place = bisect_left(text.starts, following.end())
    adjectives = [_RELATIONAL.search(text.words[last - 1]) is not None for _, last in items]
    if len(items) < _LEAST or (text.words[at].endswith(_LIKE_GENITIVE) and not all(adjectives)):
        return
    for (first, last), short in zip(items, adjectives, strict=True):
        if short:
            yield _short(text, first, last, noun, language)
        else:
            yield region(text, first, last)


def item_end(text: Wording, at: int, places: PlaceWords) -> int:
    """The end of the name that begins with a word: with what a hyphen joins to it, or a blank in a known name."""
    last = at + 1
    while last < len(text) and between(text, last - 1) in (" ", *HYPHENS) and capital(text, last) and (
        between(text, last - 1) != " " or {last - 1, last} <= places.all
    ):  # fmt: skip
        last += 1
    return last


def singular(word: str, nouns: Mapping[str, re.Pattern[str]]) -> str:
    """The singular of a plural noun for regions, nothing where it is none; ``nouns`` are patterns by singulars."""
    return next((noun for noun, pattern in nouns.items() if pattern.fullmatch(word)), "")


def region(text: Wording, first: int, last: int, name: str = "") -> Found:
    """The words as the name of a region; ``name`` is its full form."""
    start, stop = text.starts[first], text.stops[last - 1]
    whole = name or " ".join(text.text[start:stop].split())
    return Found(start, stop, "region", score=68.0, method="discovered", name=whole)


def full_name(words: str, noun: str, language: str) -> str:
    """The name of a region that is called in short: with its noun where it is an adjective («Люблинское»).

    >>> full_name("Западно-Поморское", "воеводство", "ru"), full_name("Прато", "провинция", "ru")
    ('Западно-Поморское воеводство', 'Прато')
    """
    *before, last = words.split("-")
    if _RELATIONAL.search(last.lower()) is None:
        return words
    return " ".join(("-".join((*before, agreeing(last, noun, language))), noun))


def _short(text: Wording, first: int, last: int, noun: str, language: str) -> Found:
    """An adjective alone as the region it names together with the noun of the list."""
    words = text.text[text.starts[first] : text.stops[last - 1]]
    *before, adjective_alone = words.split("-")
    turned = "-".join((*before, agreeing(adjective_alone, noun, language)))
    return region(text, first, last, f"{turned} {noun}")


def _first_part(text: Wording, at: int) -> int:
    """The first word of a compound adjective («Восточно-Казахстанская»)."""
    return at - 1 if at and between(text, at - 1) in HYPHENS and capital(text, at - 1) else at


def _bracketed(text: Wording, at: int) -> bool:
    """Whether a word is a number in brackets."""
    return raw(text, at)[0].isdigit() and text.text[text.starts[at] - 1 : text.starts[at]] == "("


def _nominative_plural(word: str) -> bool:
    """Whether an adjective before a plural noun is a singular: one of several («…, Киевская области»)."""
    return word.endswith(("ая", "ька"))
