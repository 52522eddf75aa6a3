"""What speaks for a stretch of capitals or quoted words naming one kind of thing or another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from gazetteer import Wording
from language import known
from nlp.names.clue_words import patterns
from nlp.names.found import Found
from nlp.names.heads import head_of
from nlp.names.span import (
    between,
    capital,
    common_word,
    given_name,
    latin,
    opens_sentence,
    raw,
)
from nlp.names.stretches import Stretch, is_everyday

_PLACES = ("city", "region", "country")
_CYRILLIC = ("ru", "uk")
_NEAR = 3
_STEM = 6
_ENDING = 3
_PAUSE = re.compile(r"[.!?;:\n]")
_SCRIPTS = frozenset(("english", "latin in cyrillic", "cyrillic"))
_EARLIER = 120
_AROUND = 150
_SHORT = 4
_STEPS = 10
_UNKNOWN = 0.25


_OF_PERSON = "two plain words", frozenset(("given name", "before of person", "after role"))


def clues(
    text: Wording, stretch: Stretch, found: Sequence[Found], language: str, elsewhere: Sequence[str] = ()
) -> frozenset[str]:
    """What speaks for one kind or another, by name; ``elsewhere``: what the rest of the document says."""
    said = (
        "always",
        *_of_words(text, stretch, language),
        *_beside(text, stretch, language),
        *_company(text, stretch, found),
        *_neighbours(text, stretch),
        *_said_to_be(text, stretch, language),
    )
    letters = next(one for one in said if one in _SCRIPTS)
    # What a clue says differs with the letters: a weight of its own beside the shared one.
    return frozenset((*said, *(f"{letters}: {one}" for one in said), *elsewhere))


def _neighbours(text: Wording, stretch: Stretch) -> Iterator[str]:
    """The words right before and right behind, without their endings."""
    if stretch.first and not _PAUSE.search(between(text, stretch.first - 1)):
        yield f"behind {text.words[stretch.first - 1][:_STEM]}"
    if stretch.last < len(text) and not _PAUSE.search(between(text, stretch.last - 1)):
        yield f"ahead of {text.words[stretch.last][:_STEM]}"


def _said_to_be(text: Wording, stretch: Stretch, language: str) -> Iterator[str]:
    """What a dash or a comma behind the name says it is («Ideon – старейший научный парк»)."""
    if stretch.last >= len(text) or language not in _CYRILLIC:
        return
    gap = between(text, stretch.last - 1).strip('»”"')
    if gap not in (" – ", " — ", ", ", " - ", " ("):
        return
    for at in range(stretch.last, min(stretch.last + _NEAR + 2, len(text))):
        if capital(text, at) or (at > stretch.last and between(text, at - 1) != " "):
            return
        head = head_of(text.words[at], language)
        if head is not None:
            yield f"said to be {head.type}" if gap.strip() in "–—-" else f"called {head.type}"
            return


def _of_words(text: Wording, stretch: Stretch, language: str) -> Iterator[str]:
    places = range(stretch.first, stretch.last)
    words = [raw(text, at) for at in places]
    yield f"{min(len(words), _SHORT)} words"
    if stretch.quoted:
        yield "quoted"
    if stretch.places:
        yield "holds a place"
        yield "place after hyphen" if between(text, stretch.last - 2) in ("-", "‑") else "place in words"
    if len(words) == 2 and all(word[1:].islower() for word in words):
        yield "two plain words"
    if text.words.count(text.words[stretch.first]) > 1:
        yield "said again"
    if opens_sentence(text, stretch.first):
        yield "opens sentence"
    yield f"ending {text.words[stretch.last - 1][-_ENDING:]}"
    yield from _of_spelling(tuple(words), language)
    yield from _of_meaning(text, places, language)


@lru_cache(maxsize=50_000)
def _of_spelling(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    """What the words themselves tell, wherever they stand: a text says the same names again and again."""
    joint = " ".join(words)
    told = (f"word {name}" for name, pattern in patterns("words") if pattern.search(joint))
    return (*_of_letters(words, language), *told)


def _of_letters(words: Sequence[str], language: str) -> Iterator[str]:
    cyrillic = language in ("ru", "uk")
    foreign = cyrillic and all(latin(word) for word in words)
    yield "latin in cyrillic" if foreign else ("cyrillic" if cyrillic else "english")
    if all(word.isupper() for word in words):
        yield "cyrillic capitals" if cyrillic and not foreign else "all capitals"
    if any(word[1:] != word[1:].lower() and not word.isupper() for word in words):
        yield "capital inside"
    if any(any(char.isdigit() for char in word) for word in words):
        yield "digit"


def _of_meaning(text: Wording, places: range, language: str) -> Iterator[str]:
    if all(is_everyday(text, at, language) for at in places):
        yield "everyday words"
    if len(places) == 1:
        common = f"common {int(known(text.words[places[0]], language) * _STEPS)}"
        yield common
        yield f"{common} {'opens' if opens_sentence(text, places[0]) else 'inside'}"
    unknown = [_unknown(text, at, language) for at in places]
    if any(unknown):
        yield "unknown words only" if all(unknown) else "unknown word"
    if all(unknown):
        yield f"unknown {'opens' if opens_sentence(text, places[0]) else 'inside'}"
    if language == "ru" and len(places) == 1 and not latin(raw(text, places[0])):
        yield "dictionary word" if common_word(text.words[places[0]]) else "no dictionary word"
    if any(given_name(text.words[at]) for at in places if not latin(raw(text, at))):
        yield "given name"
    for at, where in ((places[-1], "ends"), (places[0], "begins")):
        head = head_of(text.words[at], "en" if latin(raw(text, at)) else language)
        if head is not None:
            yield f"{where} with {head.type}"


def looks_like_person(clues: frozenset[str]) -> bool:
    """Whether the clues of a stretch are those of a person: marks leave persons out where no fact needs them."""
    return _OF_PERSON[0] in clues and not _OF_PERSON[1].isdisjoint(clues)


def _unknown(text: Wording, at: int, language: str) -> bool:
    word = text.words[at]
    return known(word, "en" if latin(word) else language) < _UNKNOWN


def _beside(text: Wording, stretch: Stretch, language: str) -> Iterator[str]:
    before = text.text[max(0, stretch.start - 40) : stretch.start].lower()
    after = text.text[stretch.stop : stretch.stop + 60]
    yield from (f"before {name}" for name, pattern in patterns("before") if pattern.search(before))
    yield from (f"after {name}" for name, pattern in patterns("after") if pattern.match(after))
    earlier = text.text[max(0, stretch.start - _EARLIER) : stretch.start].lower()
    yield from (f"announced {name}" for name, pattern in patterns("announced") if pattern.search(earlier))
    for distance in range(1, _NEAR + 1):
        at = stretch.first - distance
        if at < 0 or "." in between(text, at):
            break
        head = head_of(text.words[at], "en" if latin(text.words[at]) else language)
        if head is not None:
            yield f"head {head.type} before" if distance > 1 else f"head {head.type} right before"
            break
    if stretch.last < len(text):
        head = head_of(text.words[stretch.last], "en" if latin(text.words[stretch.last]) else language)
        if head is not None and not between(text, stretch.last - 1).strip('»”" '):
            yield f"head {head.type} right after"


def _company(text: Wording, stretch: Stretch, found: Sequence[Found]) -> Iterator[str]:
    """The kinds of the names it is listed with, and what the sentence speaks of."""
    for one in found:
        if one.type in _PLACES:
            continue
        if one.stop <= stretch.start and _listing(text.text, one.stop, stretch.start):
            yield f"listed after {one.type}"
        elif one.start >= stretch.stop and _listing(text.text, stretch.stop, one.start):
            yield f"listed before {one.type}"
    yield from spoken_near(text.text, stretch.start, stretch.stop)


def spoken_near(text: str, start: int, stop: int) -> Iterator[str]:
    """What the characters around speak of."""
    for name, places in _spoken_of(text):
        if bisect_left(places, start - _AROUND) < bisect_left(places, stop + _AROUND):
            yield f"near {name}"


@lru_cache(maxsize=16)
def _spoken_of(text: str) -> tuple[tuple[str, list[int]], ...]:
    """Where in a text things are spoken of that say what the names near them name."""
    low = text.lower()
    return tuple((name, [found.start() for found in pattern.finditer(low)]) for name, pattern in patterns("near"))


_LISTED = re.compile(r"[»”\"]?(?:,|,? (?:and|и|та|і|й|or|или|або))\s(?:the )?[«„“\"]?")


def _listing(text: str, start: int, stop: int) -> bool:
    return stop - start < 9 and _LISTED.fullmatch(text, start, stop) is not None
