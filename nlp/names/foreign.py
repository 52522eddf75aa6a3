"""Names that their letters alone give away: Latin words in Cyrillic text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gazetteer import Wording
from language import known
from nlp.names.found import Found
from nlp.names.heads import heads, negatives
from nlp.names.span import between, capital, capitals, in_address, joined, latin, opens_sentence, raw

_ROMAN = re.compile(r"[IVXLC]+")
_CONNECTING = frozenset(
    (
        "in", "of", "for", "the", "and", "de", "da", "do", "du", "des", "del", "di", "la", "le", "les", "las", "los",
        "l", "d", "s", "y", "e", "der", "die", "und", "et", "to", "on", "i", "w",
    )
)  # fmt: skip
"""Small Latin words that stand between those of a name."""
_RARE = 0.40
_LONGEST = 6
_SHORTEST = 3
_SHORT = 2
_LONGEST_FIGURE = 2
_PLACES = ("city", "region", "country")
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


def whole_latin(text: Wording, found: Sequence[Found]) -> list[Found]:
    """The names found in a Cyrillic text, those parts of one run of Latin words made one («Microsoft Estonia»)."""
    kept = list(found)
    for first, last in _runs(text):
        start, stop = text.starts[first], text.stops[last - 1]
        parts = [one for one in kept if one.start < stop and start < one.stop]
        if _parts_of_one(parts, start, stop):
            kind = _kind(text, last, parts)
            name = " ".join(text.text[start:stop].split())
            kept = [one for one in kept if one not in parts]
            kept.append(Found(start, stop, kind, score=64.0, method="discovered", name=name))
    return kept


def _kind(text: Wording, last: int, parts: Sequence[Found]) -> str:
    """What a run of Latin words names that ends before word ``last``: what its likeliest part does that is no place."""
    if is_ranking(text.words[last - 1]):
        return "ranking"
    telling = [one for one in parts if one.type not in _PLACES]
    if telling:
        return max(telling, key=lambda one: (one.score, one.stop - one.start)).type
    head = heads("en").get(text.words[last - 1])
    return head.type if head is not None else "organisation"


def is_ranking(word: str) -> bool:
    """Whether a folded Latin word heads the name of a ranking (``QS World University Rankings``)."""
    head = heads("en").get(word) or heads("en").get(word.removesuffix("s"))
    return head is not None and head.type == "ranking"


def _parts_of_one(parts: Sequence[Found], start: int, stop: int) -> bool:
    """Whether names inside a run are parts of a longer one: an unlisted one is among them, and no person."""
    if not parts or any(one.start < start or stop < one.stop for one in parts):
        return False
    if any(one.type == "person" or (one.start, one.stop) == (start, stop) for one in parts):
        return False
    listed = [one for one in parts if one.method != "discovered" and one.type not in _PLACES]
    if len(parts) == 1 and listed:
        # «Schneider Electric DMS NS» is not Schneider Electric, but «Horizon Europe EIC» are two.
        return listed[0].type == "organisation" and listed[0].start == start and listed[0].method != "acronym"
    return len(listed) < len(parts) and (not listed or len(parts) == len(listed) + 1)


def _runs(text: Wording) -> Iterator[tuple[int, int]]:
    """The runs of two or more Latin words that may be one name."""
    last = 0
    for at in capitals(text):
        if at >= last and latin(raw(text, at)):
            first, last = latin_run(text, at)
            if last > first + 1:
                yield first, last


def latin_run(text: Wording, at: int, least: int = 0, taken: frozenset[int] = frozenset()) -> tuple[int, int]:
    """The Latin words around one in a Cyrillic text that are one with it, small ones among them («SK hynix»).

    Nothing but blanks, hyphens, apostrophes, signs that join and small Latin words or figures stands between them
    («Stone & Chalk», «Parque de las Ciencias», «mi-Cluster», «AT+R», «B. Braun», «Il Sole 24 Ore»); a small word of
    connection ends no name. No word before ``least`` and none that is ``taken`` belongs to it.
    """
    first, last = at, at + 1
    while (
        first > least
        and first - 1 not in taken
        and (_of_run(text, first - 1) or latin(raw(text, first - 1)))
        and _one_run(text, first - 1)
    ):
        first -= 1
        if opens_sentence(text, first):
            # It may begin a sentence, but not go on over its end.
            break
    while last < len(text) and last not in taken and _of_run(text, last) and _one_run(text, last - 1):
        last += 1
    while first < at and (text.words[first] in _CONNECTING or raw(text, first) == "+"):
        first += 1
    while last > at + 1 and (text.words[last - 1] in _CONNECTING or raw(text, last - 1) == "+"):
        last -= 1
    return first, last


def _of_run(text: Wording, at: int) -> bool:
    """Whether a word may stand in a run of Latin ones."""
    word = raw(text, at)
    if word.isdigit():
        return _inner_figure(text, at)
    return word in ("&", "+") or (latin(word) and (not opens_sentence(text, at) or at == 0))


def _inner_figure(text: Wording, at: int) -> bool:
    """Whether a small figure stands between two Latin words («Il Sole 24 Ore»)."""
    if not 0 < at < len(text) - 1 or len(text.words[at]) > _LONGEST_FIGURE:
        return False
    return all(
        between(text, place) == " " and latin(raw(text, side)) and capital(text, side)
        for place, side in ((at - 1, at - 1), (at, at + 1))
    )


def _one_run(text: Wording, at: int) -> bool:
    """Whether nothing parts a word from the next in a run."""
    gap = between(text, at)
    signs = {"&", "+"} & {raw(text, at), raw(text, at + 1)}
    if signs:
        return gap == "" or (gap == " " and "+" not in signs)
    if gap == ". ":
        # «B. Braun», «Dr. Reddy's»
        return len(raw(text, at)) <= _SHORT and capital(text, at) and capital(text, at + 1)
    return gap in (" ", "-", "‑", "'", "’", "' ", "’ ")


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
    if in_address(text.text, text.starts[first], text.stops[last - 1]) or places.issuperset(range(first, last)):
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
    if last - first > 1 and is_ranking(text.words[last - 1]):
        kind = "ranking"
    start, stop = text.starts[first], text.stops[last - 1]
    return Found(start, stop, kind, score=60.0, method="discovered", name=" ".join(text.text[start:stop].split()))
