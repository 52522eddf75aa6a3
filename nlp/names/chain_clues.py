"""What speaks for and against a segment of a chain being a name of one type or another, by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from gazetteer import Wording
from language import known
from nlp.names.beyond import Beyond
from nlp.names.chains import INNER, OPENERS, Chain, Segment, small_word
from nlp.names.clue_words import patterns
from nlp.names.found import Found
from nlp.names.heads import given_names, head_of, negatives, surnames
from nlp.names.span import CLOSING, OPENING, between, capital, opens_sentence, raw
from nlp.names.standing import Standing, clues_of_place
from nlp.names.stretch_clues import spoken_near

_PLACES = ("city", "region", "country")
_RARE = 0.40
_UNKNOWN = 0.25
_NEAR = 3
_EARLIER = 120
_LONG = 6
_ENDINGS = (2, 3)
_OFFICES = frozenset(
    (
        "minister", "president", "director", "chairman", "chair", "governor", "mayor", "deputy", "ceo", "chief",
        "secretary", "general", "prime", "rector", "dean", "commissioner", "chancellor", "founder", "economist",
        "senator",
    )
)  # fmt: skip
_LISTED = re.compile(r"[»”\"]?(?:,|,? (?:and|or|&))\s(?:the )?[«„“\"]?")
_ARTICLES = frozenset(("the", "a", "an", "its", "their", "this"))
_LEADING = frozenset(("of", "in", "at"))
_LIST_BEFORE = re.compile(r"[^\W\d_]\S*[»”\"]?(?: \([^()]{1,30}\))?, $")
_ROMAN = re.compile(r"[IVX]+")
_OPENING, _CLOSING = tuple(OPENING), tuple(CLOSING)


class ChainClues:
    """The clues of the segments of the chains of one text; what hangs on a boundary alone is gathered once."""

    def __init__(
        self,
        text: Wording,
        found: Sequence[Found],
        hints: Mapping[tuple[int, int], frozenset[str]],
        told: dict[str, str],
        beyond: Beyond,
        near: str,
        stands: Standing,
    ) -> None:
        """Gather what stands around.

        ``hints``: what words may name by the gazetteer that alone are too common to; ``told`` has the short forms of
        names told before, ``beyond`` is asked what else the document says of them, ``near`` is the text of the blocks
        around, ``stands`` says where in the document the text stands.
        """
        self._text = text
        self._hints = hints
        self._stands = stands
        self._beyond, self._near = beyond, near
        self._found = [one for one in found if one.type not in _PLACES]
        self._told = told
        self._left: dict[int, frozenset[str]] = {}
        self._right: dict[int, frozenset[str]] = {}
        self._title = _in_capitals(text)

    def of(self, chain: Chain, segment: Segment) -> frozenset[str]:
        """The clues of one segment."""
        left = self._left.get(segment.first)
        if left is None:
            left = self._left[segment.first] = frozenset(self._before(segment))
        right = self._right.get(segment.last)
        if right is None:
            right = self._right[segment.last] = frozenset(self._behind(segment))
        return frozenset(
            (
                "always",
                *left,
                *right,
                *name_clues(self._text, chain, segment),
                *_of_found(self._text, chain, segment),
                *_of_small_words(self._text, chain, segment, right),
                *self._of_document(segment),
                *clues_of_place(self._text, segment.first, segment.last, "en", self._stands),
            )
        )

    def _before(self, segment: Segment) -> Iterator[str]:
        text, at = self._text, segment.first
        low = text.text[max(0, segment.start - _EARLIER) : segment.start].lower()
        yield from (f"before {name}" for name, pattern in patterns("before") if pattern.search(low[-40:]))
        yield from (f"announced {name}" for name, pattern in patterns("announced") if pattern.search(low))
        if opens_sentence(text, at):
            yield "opens sentence"
            if text.words[at] == "the":
                yield "opens sentence with the"
            if at == 0:
                yield "opens text"
        elif not capital(text, at - 1):
            yield f"behind {text.words[at - 1]}"
            if text.words[at - 1] in _ARTICLES and at > 1 and between(text, at - 2) == " ":
                yield f"beyond {text.words[at - 2]}"
        for distance in range(1, _NEAR + 1):
            place = at - distance
            if place < 0 or "." in between(text, place):
                break
            head = head_of(text.words[place], "en")
            if head is not None and not capital(text, place):
                yield f"head {head.type} before" if distance > 1 else f"head {head.type} right before"
                break
        for one in self._found:
            if one.stop <= segment.start and _listing(text.text[one.stop : segment.start]):
                yield f"listed after {one.type}"

    def _behind(self, segment: Segment) -> Iterator[str]:
        text, last = self._text, segment.last
        after = text.text[segment.stop : segment.stop + 60]
        yield from (f"after {name}" for name, pattern in patterns("after") if pattern.match(after))
        if (
            last < len(text)
            and not capital(text, last)
            and between(text, last - 1).strip("»”’\"'") in (" ", ", ", " (")
        ):
            yield f"ahead of {text.words[last]}"
            head = head_of(text.words[last], "en")
            if head is not None:
                yield f"head {head.type} right after"
        if not after or after[0] == "\n":
            yield "ends line"
        for one in self._found:
            if one.start >= segment.stop and _listing(text.text[segment.stop : one.start]):
                yield f"listed before {one.type}"

    def _of_document(self, segment: Segment) -> Iterator[str]:
        text = self._text
        if self._title:
            yield "in a title"
        yield from (f"near {name}" for name in spoken_near(text.text, segment.start, segment.stop))
        words = text.words[segment.first : segment.last]
        if text.words.count(words[0]) > 1:
            yield "said again"
        yield from (f"may be {kind}" for kind in self._hints.get((segment.first, segment.last), ()))
        kind = self._told.get(" ".join(words))
        if kind is not None:
            yield f"short for {kind}"
        yield from self._beyond.clues(words, self._near)


def name_clues(text: Wording, chain: Chain, segment: Segment) -> Iterator[str]:
    """The clues of the words of a segment alone, and of how it lies in its chain."""
    places = range(segment.first, segment.last)
    yield from _of_words(tuple([raw(text, at) for at in places]), text.words[segment.first : segment.last])
    if any("\n" in between(text, at) for at in places[:-1]):
        yield "over lines"
    yield from _of_chain(text, chain, segment)


def told_by(text: Wording, found: Sequence[Found]) -> Iterator[tuple[str, str]]:
    """The first words of the longer names in a text, by which they may be called later, with their types."""
    for one in found:
        if one.type not in _PLACES:
            words = [word for word in re.findall(r"\w+", text.text[one.start : one.stop].lower()) if word not in INNER]
            if len(words) > 1:
                yield words[0], one.type


def _in_capitals(text: Wording) -> bool:
    """Whether nearly all longer words of a text have capitals, so that they say little."""
    longer = [at for at, word in enumerate(text.words[:60]) if len(word) > 3 and word.isalpha()]
    return len(longer) > 1 and sum(capital(text, at) for at in longer) * 10 >= len(longer) * 8


@lru_cache(maxsize=10_000)
def _of_words(words: tuple[str, ...], folded: tuple[str, ...]) -> tuple[str, ...]:
    """The clues of the words of a name, as written and folded, wherever it stands."""
    return tuple(_told_by_words(words, folded))


def _told_by_words(words: tuple[str, ...], folded: tuple[str, ...]) -> Iterator[str]:
    yield f"{min(len(words), _LONG)} words"
    yield f"first {folded[0]}"
    yield f"last {folded[-1]}"
    yield from {f"has {word}" for word in folded}
    yield from (f"ends -{folded[-1][-count:]}" for count in _ENDINGS if len(folded[-1]) > count + 1)
    joint = " ".join(words)
    yield from (f"word {name}" for name, pattern in patterns("words") if pattern.search(joint))
    yield from _of_letters(words)
    plain = [known(word, "en") >= _RARE for word in folded]
    if all(plain):
        yield "everyday words"
    elif not any(plain):
        yield "no everyday word"
    if plain[0]:
        yield "begins everyday"
    if plain[-1]:
        yield "ends everyday"
    unknown = [known(word, "en") < _UNKNOWN for word in folded]
    if any(unknown):
        yield "unknown words only" if all(unknown) else "unknown word"
    yield from _of_person(folded)
    yield from _of_joint(folded, plain)
    for at, where in ((folded[-1], "ends"), (folded[0], "begins")):
        head = head_of(at, "en")
        if head is not None:
            yield f"{where} with {head.type}"


def _of_person(words: Sequence[str]) -> Iterator[str]:
    if words[0] in given_names():
        yield "begins with given name"
        if len(words) == 2:
            yield "given name and another"
        if words[-1] in surnames():
            yield "given name and surname"
    elif len(words) > 1 and words[-1] in surnames():
        yield "ends with surname"
    if any(word in given_names() for word in words[1:]):
        yield "given name inside"
    if words[0] in negatives()["titles"] or words[0] in _OFFICES:
        yield "begins with title"


def _of_joint(words: Sequence[str], plain: Sequence[bool]) -> Iterator[str]:
    """What "and" joins: "Trade and Industry" is one name, "Clarins and Chanel" are two."""
    for at in range(1, len(words) - 1):
        if words[at] == "and":
            yield f"joins {'plain' if plain[at - 1] else 'name'} and {'plain' if plain[at + 1] else 'name'}"
            if head_of(words[at - 1], "en") is not None:
                yield "joins head"
            if words[at + 1] == "the":
                yield "joins another with the"


def _of_letters(words: Sequence[str]) -> Iterator[str]:
    if all(word.isupper() for word in words):
        yield "all capitals"
    elif words[-1].isupper() and len(words[-1]) > 1:
        yield "ends in capitals"
    if any(word[1:] != word[1:].lower() and not word.isupper() for word in words):
        yield "capital inside"
    if any(any(char.isdigit() for char in word) for word in words):
        yield "digit"
    if _ROMAN.fullmatch(words[-1]):
        yield "ends in Roman figures"
    if len(words) > 1 and all(word.isalpha() and word.istitle() for word in words):
        yield "plain words"
    if any(ord(char) > 127 for word in words for char in word):
        yield "foreign letters"


def _of_chain(text: Wording, chain: Chain, segment: Segment) -> Iterator[str]:
    if segment.first == chain.first and segment.last == chain.last:
        yield "whole chain"
    for at, where in ((segment.first - 1, "left"), (segment.last, "right")):
        if not chain.first <= at < chain.last:
            continue
        word = text.words[at]
        if word in INNER:
            yield f"{where} goes on with {small_word(text, at)}"
        elif text.starts[at] < len(text.text):
            gap = between(text, min(at, segment.last - 1))
            opener = word in OPENERS and opens_sentence(text, at)
            yield f"{where} goes on with {'hyphen' if '-' in gap else ('opener' if opener else 'capital')}"
            if head_of(word, "en") is not None:
                yield f"{where} goes on with head"
    if (
        text.text[segment.start - 1 : segment.start] in _OPENING
        and text.text[segment.stop : segment.stop + 1] in _CLOSING
    ):
        yield "quoted"
    small = {small_word(text, at) for at in range(segment.first, segment.last)}
    yield from {f"holds {word}" for word in small if word}
    if any(between(text, at) not in (" ", "-") for at in range(segment.first, segment.last - 1)):
        yield "holds sign"


def _of_small_words(text: Wording, chain: Chain, segment: Segment, behind: frozenset[str]) -> Iterator[str]:
    """What "and", "of" and "in" join inside a segment: lists and plurals part names, a place belongs to few heads."""
    inside = range(segment.first + 1, segment.last - 1)
    joining = [at for at in inside if text.words[at] == "and"]
    if joining:
        if _LIST_BEFORE.search(text.text, max(0, segment.start - _EARLIER), segment.start):
            yield "joins the end of a list"
        yield from (f"joins, behind it {number}" for number in ("plural", "singular") if f"after {number}" in behind)
    placed = {at for first, last, one in chain.within if one.type in _PLACES for at in range(first, last)}
    for at in inside:
        if text.words[at] in _LEADING:
            head = head_of(text.words[at - 1], "en")
            kind, place = head.type if head is not None else "other", "place" if at + 1 in placed else "other"
            yield f"{text.words[at]}, from {kind} to {place}"


def _of_found(text: Wording, chain: Chain, segment: Segment) -> Iterator[str]:
    """How the segment lies to the names that were found."""
    if segment.found is not None:
        one = segment.found
        how = "new" if one.method == "discovered" else ("adjective" if one.method == "adjective" else "listed")
        yield f"found {one.type} {how}"
        if how == "new":
            yield "found by head" if one.score >= 66 else "found by chance"
        elif one.entity_id:
            yield "found listed"
    else:
        yield "not found"
    for first, last, one in chain.within:
        if (first, last) == (segment.first, segment.last) or last <= segment.first or segment.last <= first:
            continue
        how = "new" if one.method == "discovered" else "listed"
        if segment.first <= first and last <= segment.last:
            where = "first" if first == segment.first else ("last" if last == segment.last else "inside")
            yield f"holds {one.type} {how} {where}"
            before = small_word(text, first - 1) if first > segment.first else ""
            if before:
                yield f"holds {before} {one.type}"
            if one.method == "adjective":
                yield f"holds adjective {where}"
        elif first <= segment.first and segment.last <= last:
            yield f"inside {one.type} {how}"
        else:
            yield f"cuts {one.type} {how}"


@lru_cache(maxsize=10_000)
def _listing(gap: str) -> bool:
    return len(gap) < 9 and _LISTED.fullmatch(gap) is not None
