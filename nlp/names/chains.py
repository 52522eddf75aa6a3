"""Chains of capital words in which names stand, and all the ways in which each may be divided into names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gazetteer import Wording
from language import known
from nlp.names.found import Found
from nlp.names.heads import head_of, negatives
from nlp.names.money import of_figures
from nlp.names.span import between, capital, inside_quotes, joined, line_in_capitals, opens_sentence, raw

INNER = frozenset(
    (
        "of", "for", "on", "the", "and", "in", "to", "at", "de", "la", "las", "los", "le", "du", "des", "der",
        "fur", "di", "del", "della", "da", "do", "dos", "das", "den", "van", "von", "al", "el", "e",
        "y", "et", "und", "och", "og", "pour", "para", "por", "voor", "zur", "zum", "dei", "degli",
        "delle", "dello",
    )
)  # fmt: skip
"""Small words that may stand inside a name."""
_LIKE = {
    **dict.fromkeys(("fur", "der", "pour", "para", "por", "voor", "zur", "zum"), "de"),
    **dict.fromkeys(("dei", "degli", "delle", "dello", "della"), "de"),
    **dict.fromkeys(("und", "och", "og"), "y"),
}
"""Small words of other languages that names hold too seldom to be learned from, with one that does the same."""
OPENERS = frozenset(
    (
        "a", "an", "this", "that", "these", "those", "each", "every", "all", "any", "some", "many", "most", "both",
        "other", "another", "its", "their", "our", "his", "her", "in", "on", "at", "of", "by", "for", "from", "with",
        "and", "or", "but", "as", "if", "when", "while", "since", "after", "before", "under", "although", "however",
        "such", "about", "see", "no", "within", "through", "today", "here", "there", "also", "according", "thus",
        "between", "among", "including", "why", "what", "who", "how", "where", "which", "to", "into", "along",
        "during", "despite", "until", "against", "over", "because", "it", "they", "we", "you", "he", "she", "is",
        "are", "was", "were", "not", "yet", "so", "then", "now", "only", "even", "once", "two", "three", "four",
        "five", "six", "seven", "eight", "nine", "ten", "outside", "inside", "near", "across", "around", "beyond",
        "besides", "without", "throughout", "behind", "above", "below", "elsewhere", "overall", "unlike", "wholly",
        "nearly", "almost", "upwards", "together", "altogether", "apart", "compared", "whether", "whoever", "next",
    )
)  # fmt: skip
"""Small words that begin a sentence and no name."""
_KNOWN = frozenset(("the", "this", "that", "our", "its", "their", "each", "every", "any", "such", "no"))
"""Words behind which a head alone speaks of something named before, or of its kind."""
_CLUSTERS = frozenset(("cluster", "clusters"))
_PLACES = ("country", "region", "city")
_MOST_INNER = 2
_LONGEST = 9
_LONGEST_CHAIN = 16
_LONGEST_QUOTED = 60
_RARE = 0.40
_OUTSIDE = re.compile(r"[@/\\#&$€£]")
"""What does not touch a name: it makes an address, a sum, or joins two letters as in R&D."""
_PLURAL = re.compile(r"[A-Z]{2,}s")
_GROUP = re.compile(r"[.,]\d")
_QUOTE = re.compile(r"[„“\"«]")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words ``first`` to ``last`` (exclusive) of a chain, ``start`` to ``stop`` in the text, that may be one name.

    ``found`` is the name found there, if one was found at just this place.
    """

    first: int
    last: int
    start: int
    stop: int
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """Words ``first`` to ``last`` (exclusive) with the segments that may be names, by their first word."""

    first: int
    last: int
    segments: tuple[Segment, ...]
    within: tuple[tuple[int, int, Found], ...]
    """The names found in the chain, with their words."""


def chains(text: Wording, found: Sequence[Found]) -> Iterator[Chain]:
    """The chains in which names may have been overlooked or wrongly bounded."""
    placed = sorted(((*_words(text, one), one) for one in found if one.start < one.stop), key=lambda one: one[:2])
    inside = _held_together(text, placed)
    at, number = 0, 0
    while at < len(text):
        if not (_strong(text, at) or at in inside):
            at += 1
            continue
        last = _end(text, at, inside)
        while number < len(placed) and placed[number][1] <= at:
            number += 1
        within = []
        for first, stop, one in placed[number:]:
            if first >= last:
                break
            if first >= at:
                within.append((first, stop, one))
        if _open(text, at, last, within) and not _loud(text, at, last):
            segments = tuple(_segments(text, at, last, within))
            if segments:
                yield Chain(at, last, segments, tuple(within))
        at = last


def small_word(text: Wording, at: int) -> str:
    """The small word that a word is, as names are weighed by it; empty where it is none."""
    word = text.words[at]
    return _LIKE.get(word, word) if word in INNER else ""


def _loud(text: Wording, at: int, last: int) -> bool:
    """Whether a chain stands in a line all in capitals: there a capital says nothing of names."""
    return last - at >= _LOUD and line_in_capitals(text, at, last) > 0


_LOUD = 4
"""Words from which a line in capitals is a title: fewer may be a name set in capitals."""


def _words(text: Wording, one: Found) -> tuple[int, int]:
    return bisect_left(text.starts, one.start), bisect_left(text.starts, one.stop)


def _held_together(text: Wording, placed: Sequence[tuple[int, int, Found]]) -> frozenset[int]:
    """The words that a name or quotes hold together with the one before."""
    held = {at for first, last, _ in placed for at in range(first + 1, last)}
    for opening in _QUOTE.finditer(text.text):
        span = inside_quotes(text.text, opening.start(), _LONGEST_QUOTED)
        if span is not None and text.text[span[0]].isupper():
            first, last = bisect_left(text.starts, span[0]), bisect_left(text.starts, span[1])
            held.update(range(first + 1, last))
    return frozenset(held)


def _strong(text: Wording, at: int) -> bool:
    """Whether a word looks like one of a name: a capital in front or inside, or figures with a sign behind ("22@")."""
    if capital(text, at):
        return True
    word = raw(text, at)
    if word.islower():
        return False
    return any(char.isupper() for char in word) or (word[0].isdigit() and between(text, at).startswith("@"))


def _tail(text: Wording, at: int) -> bool:
    """Whether a word may stand in a name behind a strong one: figures, or what a hyphen joins to it."""
    return (raw(text, at)[0].isdigit() and not _figure(text, at)) or between(text, at - 1) in ("-", "‑")


def _figure(text: Wording, at: int) -> bool:
    """Whether a number goes on behind its point or comma: "Rs 70,000" names nothing."""
    return _GROUP.match(text.text, text.stops[at]) is not None


def _end(text: Wording, at: int, inside: frozenset[int]) -> int:
    """The end of the chain that begins with a word."""
    last = at + 1
    while last < len(text):
        if last in inside:
            last += 1
            continue
        if last - at >= _LONGEST_CHAIN or not _linked(text, last - 1) or opens_sentence(text, last):
            break
        if _strong(text, last) or _tail(text, last):
            last += 1
            continue
        ahead = last
        while ahead < len(text) and ahead - last <= _MOST_INNER and text.words[ahead] in INNER and _linked(text, ahead):
            ahead += 1
        if ahead == last or ahead >= len(text) or not _strong(text, ahead) or opens_sentence(text, ahead):
            break
        last = ahead + 1
    return last


def _linked(text: Wording, at: int) -> bool:
    """Whether a word may be of one name with the next."""
    return joined(text, at) or between(text, at) in ("@", ".", "' ", "’ ", "+")


def _open(text: Wording, first: int, last: int, within: Sequence[tuple[int, int, Found]]) -> bool:
    """Whether the names found leave something to decide in a chain."""
    if any(one.method == "discovered" for _, _, one in within):
        return True
    covered = {at for start, stop, _ in within for at in range(start, stop)}
    return any(_strong(text, at) and at not in covered and not _idle(text, at) for at in range(first, last))


def _idle(text: Wording, at: int) -> bool:
    """Whether a capital says nothing: a word that opens its sentence, or one that is no name anywhere."""
    word = text.words[at]
    if word in negatives()["no_names"] or word in negatives()["calendar"]:
        return True
    if len(word) == 1 and not (at + 1 < len(text) and joined(text, at)):
        return True
    if not opens_sentence(text, at):
        return False
    return word == "the" or word in OPENERS or (known(word, "en") >= _RARE and not _goes_on(text, at))


def _goes_on(text: Wording, at: int) -> bool:
    """Whether a strong word follows."""
    return at + 1 < len(text) and joined(text, at) and _strong(text, at + 1)


def _segments(text: Wording, first: int, last: int, within: Sequence[tuple[int, int, Found]]) -> Iterator[Segment]:
    """What may be a name in a chain; no name of the gazetteer is cut in two."""
    listed = [(start, stop) for start, stop, one in within if one.method != "discovered"]
    whole = [(start, stop) for start, stop in listed if stop - start > 1]
    apart = _apart(
        text, [(start, stop) for start, stop, one in within if (start, stop) in listed and one.type in _PLACES]
    )
    named = {(start, stop): one for start, stop, one in within}
    for start in range(first, last):
        for stop in range(start + 1, min(last, start + _LONGEST) + 1):
            found = named.pop((start, stop), None)
            if found is not None:
                yield Segment(start, stop, found.start, found.stop, found)
            elif (start, stop) not in apart and _possible(text, start, stop, whole):
                yield Segment(start, stop, text.starts[start], text.stops[stop - 1])
    for (start, stop), found in sorted(named.items()):
        yield Segment(start, stop, found.start, found.stop, found)


def _apart(text: Wording, places: Sequence[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """The words of two listed places that "and" joins: "Wales and Kent" is not one name."""
    return frozenset(
        (first, last)
        for (first, stop), (start, last) in pairwise(sorted(places))
        if start == stop + 1 and text.words[stop] == "and"
    )


def _possible(text: Wording, first: int, last: int, whole: Sequence[tuple[int, int]]) -> bool:
    """Whether words may be a name by their first and last one."""
    if (
        not _strong(text, first)
        or not (_strong(text, last - 1) or _tail(text, last - 1))
        or _of_nothing(text, first, last)
    ):
        return False
    if any(first < stop and start < last and not (first <= start and stop <= last) for start, stop in whole):
        return False
    if _ampersand(text, first - 1) or _ampersand(text, last):
        return False
    beside = text.text[max(0, text.starts[first] - 1) : text.starts[first]], text.text[text.stops[last - 1] :][:1]
    return not any(_OUTSIDE.match(side) for side in beside if side)


def _ampersand(text: Wording, at: int) -> bool:
    """Whether a word is the "&" that joins two capitals to one name: "Bausch & Lomb"; a list may have one, too."""
    joins = 0 < at < len(text) - 1 and raw(text, at) == "&" and _strong(text, at - 1) and _strong(text, at + 1)
    return joins and between(text, at - 2)[:1] != "," if at > 1 else joins


def _of_nothing(text: Wording, first: int, last: int) -> bool:
    """Whether words name nothing by what they are: a day, a letter, an opening word, a computer's cluster."""
    lists, words = negatives(), text.words[first:last]
    if len(words) == 1 and (len(words[0]) == 1 or words[0] in lists["no_names"] or of_figures(text, first)):
        return True
    if _head_alone(text, first, last) or all(
        text.words[at] in INNER or _PLURAL.fullmatch(raw(text, at)) for at in range(first, last)
    ):
        return True
    if words[0] in lists["calendar"] or words[-1] in lists["calendar"] or words[-1] in lists["concepts"]:
        return True
    if words[0] in OPENERS and opens_sentence(text, first):
        return True
    return not lists["other_clusters"].isdisjoint(words) and not _CLUSTERS.isdisjoint(text.words)


def _head_alone(text: Wording, first: int, last: int) -> bool:
    """Whether words only say what kind of thing is meant, which a small word before it says is known."""
    head, before = text.words[last - 1], text.words[max(0, last - 2)]
    said = last - first <= 2 <= last and before in _KNOWN and known(head, "en") >= _RARE
    return said and head_of(head, "en") is not None
