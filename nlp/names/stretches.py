"""Stretches of capitals and quoted words that no name found explains."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gazetteer import Wording
from language import known
from nlp.names.foreign import latin_run
from nlp.names.found import Found
from nlp.names.heads import head_of, negatives
from nlp.names.money import of_figures
from nlp.names.plausibility import of_club
from nlp.names.span import (
    adjective,
    between,
    capital,
    capitals,
    common_word,
    dated,
    dateline,
    given_name,
    in_address,
    inside_quotes,
    joined,
    latin,
    line_in_capitals,
    numbered,
    opens_sentence,
    raw,
)

_PLACES = ("city", "region", "country")
_JOINING = ("-", "‑", ".")
_CYRILLIC = ("ru", "uk")
_LONGEST = 6
_LONGEST_QUOTED = 8
_CLUSTER = frozenset(("cluster", "clusters", "кластер", "кластере", "кластера", "кластері"))
_RARE = 0.40
_DULL = 0.3
_PLAIN = {"ru": 0.47, "uk": 0.6}
_ORDERS = ("іть", "йте", "ймо")
_LEAST = 5
_LONGEST_ENDING = 3
_LOUD = 4
"""Words from which a line in capitals is a title, in which a capital says nothing."""
_SPEECH = re.compile(r"[,.!?…]?[»”“\"][,.]?\s?[–—]|[,.!?…][»”“\"]")
"""What ends words that somebody says."""
_OPENING_QUOTE = re.compile(r"[«„“\"]")
_NO_NAME = re.compile(r"[IVXLC]+|\d+|[A-Z]{2,}s")
_SURNAME = re.compile(r"(?<=[а-яіїє]{3})(?:енко|чук|цев|цева|ович|евич)$")
"""Endings that surnames have and names of bodies do not, without quotes."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words ``first`` to ``last`` (exclusive) that may be a name; ``places``: how many of them belong to places."""

    first: int
    last: int
    start: int
    stop: int
    quoted: bool = False
    places: int = 0


def stretches(text: Wording, found: Sequence[Found], language: str) -> Iterator[Stretch]:
    """The runs of capitals and the quoted names that no name found explains."""
    taken, placed = _covered(text, found)
    inside: set[int] = set()
    for quoted in _quoted(text):
        words = range(quoted.first, quoted.last)
        if not any(at in taken for at in words):
            inside.update(words)
            if not all(at in placed for at in words):
                yield quoted
    taken |= inside
    at = 0
    for place in _beginnings(text, language):
        if place < at or place in taken:
            continue
        first, last = _run_around(text, place, at, taken, language)
        at = place
        sent = sent_from(text, first, last, language)
        if first == place and not sent:
            first = _without_opener(text, at, last, language)
        if (
            last > first
            and any(place not in placed for place in range(first, last))
            and (sent or _namelike(text, first, last, placed, language))
        ):
            places = sum(place in placed for place in range(first, last))
            yield Stretch(first, last, text.starts[first], text.stops[last - 1], places=places)
        at = last


def _beginnings(text: Wording, language: str) -> list[int]:
    """The words with a capital that may begin a run; in Cyrillic text it may stand inside («onGranada», «єРобота»)."""
    if language not in _CYRILLIC:
        return capitals(text)
    words = (raw(text, at) for at in range(len(text)))
    return [at for at, word in enumerate(words) if word[0].isalpha() and not word.islower()]


def _covered(text: Wording, found: Sequence[Found]) -> tuple[frozenset[int], frozenset[int]]:
    """The words of names found, and apart from them those of places."""
    taken: set[int] = set()
    placed: set[int] = set()
    for one in found:
        words = range(bisect_left(text.starts, one.start), bisect_left(text.starts, one.stop))
        named_by_place = one.type == "cluster" and len(words) == 1
        (placed if one.type in _PLACES or named_by_place else taken).update(words)
    return frozenset(taken), frozenset(placed - taken)


def _quoted(text: Wording) -> Iterator[Stretch]:
    for opening in _OPENING_QUOTE.finditer(text.text):
        span = inside_quotes(text.text, opening.start(), 80)
        if span is None:
            continue
        start, stop = span
        first, last = bisect_left(text.starts, start), bisect_left(text.starts, stop)
        name = text.text[start:stop]
        if (
            first < last
            and any(map(str.isalpha, name))
            and last - first <= _LONGEST_QUOTED
            and _SPEECH.match(text.text, stop) is None
            and not of_club(text, first, last)
            and (name[0].isupper() or name[0].isdigit() or latin(name[0]) or not name.split()[0].islower())
        ):
            yield Stretch(first, last, start, stop, quoted=True)


def _run_around(text: Wording, place: int, least: int, taken: frozenset[int], language: str) -> tuple[int, int]:
    """The run of a capital word, which no word before ``least`` and none taken belongs to."""
    if language not in _CYRILLIC or not latin(raw(text, place)):
        return place, _run(text, place, taken, language)
    first, last = latin_run(text, place, least, taken)
    return first, max(min(numbered(text, last), place + _LONGEST), _run(text, place, taken, language))


def _run(text: Wording, at: int, taken: frozenset[int], language: str) -> int:
    """The end of the run of capital words that begins here; ``at`` where none does."""
    last = at
    cyrillic = language in _CYRILLIC
    while last < len(text) and last not in taken and last - at < _LONGEST:
        if not capital(text, last) and last > at:
            break
        if last > at and (not _goes_on(text, last) or (cyrillic and _begins_person(text, last))):
            break
        last += 1
    if not cyrillic or last == at:
        return last
    return min(numbered(text, last), at + _LONGEST) if latin(raw(text, last - 1)) else dated(text, last)


def _goes_on(text: Wording, at: int) -> bool:
    """Whether a capital word goes on with the name that the word before it belongs to."""
    gap = between(text, at - 1)
    if gap == "." and len(text.words[at - 1]) > 1:
        return True
    return joined(text, at - 1) and not opens_sentence(text, at) and "\n" not in gap


def _begins_person(text: Wording, at: int) -> bool:
    """Whether a person is named behind Latin words or an acronym («Tehnopol Алар Тамківі», «ГКНТ Денис Ким»)."""
    word, before = raw(text, at), raw(text, at - 1)
    if latin(word) or word.isupper() or between(text, at - 1) != " ":
        return False
    two = at + 1 < len(text) and between(text, at) == " " and capital(text, at + 1) and not latin(raw(text, at + 1))
    return two and (latin(before) or given_name(text.words[at])) and not given_name(text.words[at - 1])


def _without_opener(text: Wording, first: int, last: int, language: str) -> int:
    """Where a run begins without the everyday word that opens its sentence."""
    compound = first + 1 < last and between(text, first) in _JOINING and language in _CYRILLIC
    if first == last or compound or not opens_sentence(text, first):
        return first
    if language in _CYRILLIC and all(latin(raw(text, at)) for at in range(first, min(last, first + 2))):
        # A Latin word in a Cyrillic text is no everyday one («Startup Genome», «Audi вложит …»).
        return first
    if (
        is_everyday(text, first, language)
        or _said_of(text, first, last, language)
        or _dull(text, first, last, language)
    ):
        return first + 1
    return first


def _dull(text: Wording, first: int, last: int, language: str) -> bool:
    """Whether a word of the language opens the sentence before another capital («Резиденти Дія.City»)."""
    return first + 1 < last and language == "uk" and known(text.words[first], language) >= _DULL


def _said_of(text: Wording, first: int, last: int, language: str) -> bool:
    """Whether a Cyrillic word that opens its sentence is no name: before a Latin one, or an adjective alone."""
    if language not in ("ru", "uk") or latin(raw(text, first)):
        return False
    if first + 1 < last:
        return latin(raw(text, first + 1)) and between(text, first) == " "
    word, alone = text.words[first], first + 1 < len(text) and joined(text, first)
    return alone and (adjective(word, language) or (language == "uk" and word.endswith(_ORDERS)))


def is_everyday(text: Wording, at: int, language: str) -> bool:
    """Whether a word is a common one of its language, and no acronym."""
    word = text.words[at]
    if raw(text, at).isupper() and len(word) > 1:
        return False
    if latin(word):
        return known(word, "en") >= _RARE
    return common_word(word) if language == "ru" else known(word, language) >= _RARE


def _namelike(text: Wording, first: int, last: int, placed: frozenset[int], language: str) -> bool:
    """Whether a run may be a name at all: no address, no number, no word that only says what kind of thing it is."""
    words = [raw(text, at) for at in range(first, last)]
    if of_club(text, first, last) or (language in _CYRILLIC and _in_title(text, first, last)):
        return False
    if in_address(text.text, text.starts[first], text.stops[last - 1]) or all(
        _NO_NAME.fullmatch(word) or of_figures(text, at) for at, word in zip(range(first, last), words, strict=True)
    ):
        return False
    if negatives()["other_clusters"] & set(text.words[first:last]) and not _CLUSTER.isdisjoint(text.words):
        return False
    rest = [at for at in range(first, last) if at not in placed]
    if len(rest) == 1 and rest[0] == first and _kind_of_thing(text.words[first], language):
        # «Технопарки Турции»
        return False
    if last - first == 1 and (
        _SURNAME.search(text.words[first])
        or _plain(text, first, language)
        or _kind_of_thing(text.words[first], "en" if latin(words[0]) else language)
    ):
        return False
    return any(
        len(word) > 1 and text.words[at] not in negatives()["no_names"] and not _NO_NAME.fullmatch(word)
        for at, word in zip(range(first, last), words, strict=True)
    )


def _in_title(text: Wording, first: int, last: int) -> bool:
    """Whether words stand in a title all in capitals."""
    loud = text.text[text.starts[first] : text.stops[last - 1]].isupper()
    return loud and line_in_capitals(text, first, last) >= _LOUD


def sent_from(text: Wording, first: int, last: int, language: str) -> bool:
    """Whether Cyrillic words say where a report was sent from."""
    return language in _CYRILLIC and first < last and dateline(text.text, text.starts[first], text.stops[last - 1])


def _plain(text: Wording, at: int, language: str) -> bool:
    """Whether a word that is no acronym is so common that a capital alone makes no name of it («Год», «Всего»)."""
    word = text.words[at]
    if language not in _CYRILLIC or latin(word) or raw(text, at).isupper():
        return False
    return known(word, language) >= _PLAIN[language] and (language != "ru" or common_word(word))


@lru_cache(maxsize=50_000)
def _kind_of_thing(word: str, language: str) -> bool:
    """Whether a word is a head, or the plural of one."""
    ends = range(len(word), max(_LEAST, len(word) - _LONGEST_ENDING) - 1, -1)
    return any(head_of(word[:end], language) is not None for end in ends)
