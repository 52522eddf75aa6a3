"""English names found by their head words: "Medicon Valley", "Ministry of Trade and Industry"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gazetteer import Wording
from language import known
from nlp.names.found import Found
from nlp.names.heads import Head, heads, negatives
from nlp.names.span import between, capital, joined, opens_sentence, quoted_after, raw

_OF = frozenset(("of", "for", "on"))
_INSIDE = frozenset(("of", "for", "on", "the", "and", "de", "la", "du", "des", "der", "fur", "di", "del", "zu"))
_DETERMINERS = frozenset(
    (
        "the", "a", "an", "this", "that", "these", "those", "each", "every", "all", "any", "some", "many", "most",
        "both", "other", "another", "its", "their", "our", "his", "her", "in", "on", "at", "of", "by", "for", "from",
        "with", "and", "or", "but", "as", "if", "when", "while", "since", "after", "before", "under", "although",
        "however", "new", "such", "first", "second", "third", "about", "see", "no", "one", "two", "three", "within",
        "through", "today", "here", "there", "also", "according", "thus", "both", "between", "among", "including",
        "why", "what",
    )
)  # fmt: skip
_COUNTING = frozenset(("first", "second", "third", "one", "new"))
_GENERIC = frozenset(
    (
        "innovation", "technology", "science", "industrial", "business", "research", "development", "economic",
        "national", "regional", "global", "international", "special", "high", "tech", "digital", "advanced", "local",
        "state", "federal", "cluster", "clusters", "policy", "public", "private", "european", "world", "leading",
        "strategic", "free", "and", "s", "t", "r", "d", "it", "ict", "the", "of", "for", "manufacturing",
        "innovative", "scientific", "technological", "smart", "annual", "top", "main", "central", "general",
        "statistical", "working", "final", "joint", "creative",
    )
)  # fmt: skip
_OFFICIAL = frozenset(("federal", "ministry", "parliament", "government", "state"))
_DEMONYM = ("an", "ese", "ish", "ch", "sh", "i", "ek", "ss")
"""A country's adjective before an office is said of it and no part of its name."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_ORDINAL = re.compile(r"^\d+(?:st|nd|rd|th)$")
_MEMBERS = frozenset(
    ("companies", "firms", "corporations", "enterprises", "multinationals", "universities", "institutes")
)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_RARE = 0.40
"""Words less common than this may well be names."""
_LONGEST_NUMBER = 2
"""Figures of a number by which a heading is known among others."""
_LONGEST = 14


def english_names(text: Wording, places: frozenset[int], *, foreign: bool = False) -> Iterator[Found]:
    """The names in English by head words; ``places`` are the words that belong to names of the gazetteer.

    ``foreign``: the text around is in another alphabet, so that any English phrase in capitals is a name.
    """
    lexicon = heads("en")
    title = title_case(text, places)
    yield from _listed(text)
    for at, word in enumerate(text.words):
        head = lexicon.get(word)
        if head is None:
            continue
        quoted = _quoted(text, at, head)
        if quoted is not None:
            yield quoted
        elif head.word == "cluster" and not capital(text, at):
            named = _named_cluster(text, at, places)
            if named is not None:
                yield named
        elif capital(text, at):
            found = _phrase(text, at, head, places, title=title, foreign=foreign)
            if found is not None:
                yield found


def _listed(text: Wording) -> Iterator[Found]:
    """The names in "companies such as Intel, Bosch and Novartis"."""
    for at, word in enumerate(text.words[:-2]):
        if word not in _MEMBERS:
            continue
        place = at + (3 if text.words[at + 1 : at + 3] == ("such", "as") else 2)
        if text.words[at + 1] not in ("such", "like", "including"):
            continue
        while place < len(text) and capital(text, place):
            last = place + 1
            while last < len(text) and capital(text, last) and joined(text, last - 1):
                last += 1
            start, stop = text.starts[place], text.stops[last - 1]
            yield Found(start, stop, "organisation", score=64.0, method="discovered", name=text.text[start:stop])
            place = last
            while place < len(text) and text.words[place] in (",", "and", "or"):
                place += 1
            if place == last:
                break


def _named_cluster(text: Wording, at: int, places: frozenset[int]) -> Found | None:
    """The name before a small "cluster": "the Paris-Saclay cluster"; a city's is the gazetteer's business."""
    first = at
    while first > 0 and joined(text, first - 1) and capital(text, first - 1) and at - first < 4:
        if text.words[first - 1] in _DETERMINERS:
            break
        first -= 1
    inside = range(first, at)
    if first == at or opens_sentence(text, first) or (first in places and at - first == 1):
        return None
    if first in places and not any(between(text, place) in ("-", "‑") for place in inside[:-1]):
        return None
    if any(text.words[place] in _GENERIC or (_plain(text.words[place]) and place not in places) for place in inside):
        return None
    if all(raw(text, place).isupper() for place in inside) or _other_cluster(text, first, at, heads("en")["cluster"]):
        return None
    start, stop = text.starts[first], text.stops[at - 1]
    return Found(start, stop, "cluster", score=66.0, method="discovered", name=text.text[start:stop])


def title_case(text: Wording, places: frozenset[int] = frozenset()) -> bool:
    """Whether a text is no sentence and has capitals on nearly all its longer words; places are not counted."""
    if text.text.rstrip()[-1:] in (".", ";", ":", "!", "?"):
        return False
    longer = [at for at, word in enumerate(text.words[:60]) if len(word) > 3 and word.isalpha() and at not in places]
    return bool(longer) and sum(capital(text, at) for at in longer) * 10 >= len(longer) * 8


def _quoted(text: Wording, at: int, head: Head) -> Found | None:
    """A quoted name after its head ("the programme 'Clusters 2030'")."""
    inside = quoted_after(text, at)
    if inside is None or capital(text, at) or head.type not in ("cluster", "programme"):
        return None
    start, stop = inside
    name = text.text[start:stop]
    if not name[:1].isupper() or len(name) > 80 or name[-1:] in ".,;":
        return None
    return Found(start, stop, head.type, score=75.0, method="discovered", name=name)


def _phrase(text: Wording, at: int, head: Head, places: frozenset[int], *, title: bool, foreign: bool) -> Found | None:
    first = _leftwards(text, at)
    last = _rightwards(text, at) if head.of else at + 1
    if first < at and (_numbers_a_heading(text, first) or (head.type != "programme" and _dates(text, first))):
        first += 1
    while first < at and text.words[first] in _DETERMINERS and not _counts_in_name(text, first):
        first += 1
    if first < at and first in places and text.words[first + 1] in _OFFICIAL and text.words[first].endswith(_DEMONYM):
        first += 1
    if last - first < 2 or last - first > _LONGEST:
        return None
    if at - first == 0 and opens_sentence(text, first) and last == at + 1:
        return None
    inside = [place for place in range(first, last) if place != at]
    named = (foreign and first < at) or _names_something(text, inside, head, places, title=title)
    if not named or _other_cluster(text, first, at, head):
        return None
    if head.modifiers and not any(text.words[place].startswith(head.modifiers) for place in inside):
        return None
    start, stop = text.starts[first], text.stops[last - 1]
    return Found(start, stop, head.type, score=70.0, method="discovered", name=" ".join(text.text[start:stop].split()))


def _numbers_a_heading(text: Wording, at: int) -> bool:
    """Whether a number that opens a line only numbers it: "2 Konza Technopolis", but not "2030 Cluster Strategy"."""
    return text.words[at].isdigit() and len(text.words[at]) <= _LONGEST_NUMBER and opens_sentence(text, at)


def _counts_in_name(text: Wording, at: int) -> bool:
    """Whether a capital within a sentence makes a word of counting part of a name: "the First Steps Venture Centre"."""
    return text.words[at] in _COUNTING and capital(text, at) and not opens_sentence(text, at)


def _dates(text: Wording, at: int) -> bool:
    """Whether a year says when: "the 2021 Silicon Valley index", but not "Expo-2017 Park"."""
    return _YEAR.fullmatch(text.words[at]) is not None and between(text, at) not in ("-", "‑")


def _leftwards(text: Wording, at: int) -> int:
    """The first word of the run of capitals that ends in the head."""
    first = at
    while first > 0 and joined(text, first - 1):
        word = text.words[first - 1]
        if _CYRILLIC.match(word):
            break
        if capital(text, first - 1) or word.isdigit() or _ORDINAL.match(word):
            first -= 1
        elif first > 1 and between(text, first - 2) in ("-", "‑") and capital(text, first - 2):
            # "High-tech Zone"
            first -= 2
        elif (
            word in ("and", "for")
            and first > 1
            and joined(text, first - 2)
            and capital(text, first - 2)
            and (raw(text, first - 1) == "&" or _plain(text.words[first - 2]))
            and text.words[first - 2] not in heads("en")
        ):
            first -= 2
        else:
            break
        if opens_sentence(text, first):
            break
    return first


def _rightwards(text: Wording, at: int) -> int:
    """The end of a phrase "Head of Something and Something Else"; the word after the head where there is none."""
    if at + 2 >= len(text) or text.words[at + 1] not in _OF or not joined(text, at) or not joined(text, at + 1):
        return at + 1
    last = at + 1
    place = at + 1
    while place < len(text) and place - at < _LONGEST:
        if capital(text, place):
            last = place + 1
        elif text.words[place] not in _INSIDE and text.words[place] != ",":
            break
        if text.words[place] == "and" and not _goes_on_plainly(text, place + 1):
            break
        if text.words[place] == "the" and (_other_head(text, place + 1) or _short_name(text, place + 1)):
            break
        if place + 1 < len(text) and not joined(text, place) and not _listing(text, place):
            break
        place += 1
    return last if last > at + 2 else at + 1


def _goes_on_plainly(text: Wording, at: int) -> bool:
    """Whether an everyday word in capitals follows "and": "Trade and Industry", but not "Technology and TNO"."""
    return at < len(text) and not (raw(text, at).isupper() and len(text.words[at]) > 1) and _plain(text.words[at]) and (
        text.words[at] != "the"
    )  # fmt: skip


def _other_head(text: Wording, at: int) -> bool:
    """Whether the capitals that follow have a head of their own: "Programme of the Innovation Centre"."""
    while at < len(text) and capital(text, at):
        if text.words[at] in heads("en"):
            return True
        if not joined(text, at):
            return False
        at += 1
    return False


def _short_name(text: Wording, at: int) -> bool:
    """Whether an abbreviation follows, whose the named thing is: "Tech Hubs Program of the EDA"."""
    return at < len(text) and raw(text, at).isupper() and len(text.words[at]) > 1


def _listing(text: Wording, place: int) -> bool:
    """Whether a comma here goes on with a list inside the name ("Industry, Trade and Technology")."""
    if text.words[place] == ",":
        return True
    if between(text, place).strip() or place + 1 >= len(text) or text.words[place + 1] != ",":
        return False
    ahead = text.words[place + 2 : place + 6]
    return "and" in ahead and capital(text, place + 2)


def _names_something(text: Wording, inside: list[int], head: Head, places: frozenset[int], *, title: bool) -> bool:
    """Whether the words beside the head say which one is meant."""
    specific = [
        place
        for place in inside
        if capital(text, place) and (place in places or _proper(text, place)) and text.words[place] not in _GENERIC
    ]
    if specific:
        return True
    if title:
        return False
    if head.weak:
        return head.type == "cluster" and any(
            capital(text, place) and text.words[place] not in _GENERIC and not opens_sentence(text, place)
            for place in inside
        )
    return sum(capital(text, place) for place in inside) >= 2 or any(text.words[p] not in _GENERIC for p in inside)


def _proper(text: Wording, place: int) -> bool:
    word = raw(text, place)
    return (word.isupper() and len(word) > 1) or not _plain(text.words[place])


@lru_cache(maxsize=50_000)
def _plain(word: str) -> bool:
    return known(word, "en") >= _RARE


def _other_cluster(text: Wording, first: int, at: int, head: Head) -> bool:
    """Whether the words before say it is a computer's, a star's or an illness's cluster."""
    if head.word != "cluster":
        return False
    window = text.words[max(0, first - 3) : at + 6]
    return bool(negatives()["other_clusters"] & set(window))
