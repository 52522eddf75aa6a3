"""Names that their letters alone give away: Latin words in Cyrillic text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gazetteer import Wording
from language import known
from nlp.names.found import Found
from nlp.names.heads import heads, negatives
from nlp.names.span import between, capital, capitals, joined, latin, raw

_ROMAN = re.compile(r"[IVXLC]+")
_ADDRESS = re.compile(r"[@/:]")
_RARE = 0.40
_LONGEST = 6
_SHORTEST = 3
_DOTTED = re.compile(r"(?:\.[A-ZА-ЯІЇЄҐ][^\W_]+)+")


def latin_names(text: Wording, places: frozenset[int]) -> Iterator[Found]:
    """The Latin names in a Cyrillic text; ``places`` are the words that belong to names of the gazetteer."""
    last = 0
    for at in capitals(text):
        if at < last:
            continue
        last = _run(text, at)
        if last > at and _name(text, at, last, places):
            yield _found(text, at, last)


def dotted(text: str, stop: int) -> int:
    """Where a name ends that goes on behind a point without a blank («UNIT.Kharkiv»)."""
    more = _DOTTED.match(text, stop)
    return more.end() if more is not None else stop


def _run(text: Wording, at: int) -> int:
    """The end of the run of capital Latin words that begins here; ``at`` where none does."""
    last = at
    if not "A" <= text.text[text.starts[at]] <= "Z":
        return at
    while last < len(text) and last - at < _LONGEST and latin(raw(text, last)) and capital(text, last):
        if last > at and not joined(text, last - 1) and between(text, last - 1) != ".":
            break
        last += 1
    return last


def _name(text: Wording, first: int, last: int, places: frozenset[int]) -> bool:
    """Whether a run of Latin words is a name: some word of it is no everyday one, and it is more than a place."""
    around = text.text[max(0, text.starts[first] - 1) : text.starts[first]], text.text[text.stops[last - 1] :][:1]
    if any(_ADDRESS.match(side) for side in around) or all(place in places for place in range(first, last)):
        return False
    return any(_telling(text, place) for place in range(first, last) if place not in places)


def _telling(text: Wording, at: int) -> bool:
    word = raw(text, at)
    if len(word) < _SHORTEST or not word.isalpha() or _ROMAN.fullmatch(word):
        return False
    return text.words[at] not in negatives()["no_names"] and known(text.words[at], "en") < _RARE


def _found(text: Wording, first: int, last: int) -> Found:
    head = heads("en").get(text.words[last - 1]) if last - first > 1 else None
    kind = head.type if head is not None else "organisation"
    start, stop = text.starts[first], text.stops[last - 1]
    return Found(start, stop, kind, score=60.0, method="discovered", name=" ".join(text.text[start:stop].split()))
