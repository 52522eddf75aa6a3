"""What may stand on either side of a relation: names of a sentence, words that stand for one, what was spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from nlp.facts.names import Named, NameGroup
from nlp.facts.passage import Passage
from nlp.facts.phrases import Hit
from nlp.facts.setting import Setting, SubjectFound
from nlp.facts.tokens import word_set

How = Literal["name", "pronoun", "noun", "there", "carried", "heading", "recent", "lead", "row", "words"]
QUOTES = frozenset("'\"‘’“”«»„`*_")
_STANDS_FOR = {
    "cluster": ("cluster", "organisation", "programme"),
    "organisation": ("organisation", "cluster"),
    "programme": ("programme", "cluster", "organisation"),
    "country": ("country",),
    "region": ("region", "city", "country", "cluster"),
    "city": ("city", "cluster"),
}
"""Types that a general noun may stand for, by its key in the grammar."""
_PLACES = ("country", "region", "city")
_BODIES = ("cluster", "organisation", "programme", "event")
SITES = ("cluster", "organisation", "programme")
_GUESSES = 3
"""Names that words may stand for, at most: lists of names count as one."""
_LONGEST_WORDS = 5
_JOINTS = word_set("and и та і й ,")
_DASHES = frozenset("—–-:")
_CLOSING = word_set("the a an")


@dataclass(frozen=True)
class Party:
    """One side: the name meant, and the tokens ``first`` to ``last`` of the sentence that stand for it.

    ``edges`` are those of the list it is a member of. What is only carried from before stands nowhere: its tokens
    are 0 to 0. Words that are no known name have no ``name``. ``guess`` counts the likelier meanings before this one
    of words that stand for a name.
    """

    name: Named | None
    first: int
    last: int
    edges: tuple[int, int]
    how: How
    far: SubjectFound | None = None
    guess: int = 0

    @cached_property
    def type(self) -> str:
        """The type of what is meant; "words" where no name is known."""
        return self.name.entity.type if self.name is not None else "words"

    @cached_property
    def id(self) -> str:
        """The id of what is meant, empty for words."""
        return self.name.entity.id if self.name is not None else ""

    @cached_property
    def here(self) -> bool:
        """Whether something in the sentence stands for it."""
        return self.last > self.first


def parties(passage: Passage, setting: Setting) -> list[Party]:
    """All that the sentence names or stands for, in order, and what it may carry on from before."""
    found = list(_named(passage))
    found += _nouns(passage, setting)
    found += _pronouns(passage, setting)
    found += _adverbs(passage, setting)
    found += _carried(setting)
    return found


def _named(passage: Passage) -> Iterator[Party]:
    edges: dict[int, tuple[int, int]] = {}
    for group in passage.groups:
        for member in group.members:
            edges[member.first] = (group.first, group.last)
    for name in passage.names:
        span = (name.first, name.last)
        yield Party(name, *span, edges.get(name.first, span), "name")


def _nouns(passage: Passage, setting: Setting) -> Iterator[Party]:
    """General nouns: "the park", «ассоциация»."""
    inside = {index for name in passage.names for index in range(name.first, name.last)}
    for hit in _longest(passage.scan.found("generic")):
        if hit.first in inside or hit.last in inside or not _alone(passage, hit):
            continue
        yield from _standing(passage, setting, hit, "noun", _STANDS_FOR.get(hit.key, ()))


def _pronouns(passage: Passage, setting: Setting) -> Iterator[Party]:
    for hit in passage.scan.found("pronoun"):
        yield from _standing(passage, setting, hit, "pronoun", _BODIES, single=hit.key != "plural")


def _adverbs(passage: Passage, setting: Setting) -> Iterator[Party]:
    """Words that stand for a place: "here", «тут»."""
    for hit in passage.scan.found("there"):
        yield from _standing(passage, setting, hit, "there", (*SITES, *_PLACES))


def _standing(
    passage: Passage, setting: Setting, hit: Hit, how: How, kinds: Sequence[str], single: bool = False
) -> Iterator[Party]:
    """What words may stand for, likeliest first: names before them, then those of earlier sentences and headings."""
    span = (hit.first, hit.last)
    before = [group for group in passage.groups if group.last <= hit.first and _meant(group, kinds)]
    near = [*before[:1], *before[-1:]]
    told: set[str] = set()
    for group, far in [(group, None) for group in near] + [(known.group, known) for known in _spoken(setting, kinds)]:
        if single and far is not None and len(group.members) > 1:
            continue
        guess = len(told)
        if guess >= _GUESSES:
            return
        for name in group.members:
            if name.entity.id not in told:
                told.add(name.entity.id)
                yield Party(name, *span, span, how, far, guess)


def _carried(setting: Setting) -> Iterator[Party]:
    told: set[str] = set()
    told_of: list[tuple[SubjectFound | None, How]] = [
        (setting.subject, "carried"),
        (setting.heading_subject, "heading"),
    ]
    told_of += [(known, "recent") for known in _spoken(setting, (*SITES, "country"))]
    for known, how in told_of:
        for name in known.group.members if known is not None else ():
            if name.entity.id not in told:
                told.add(name.entity.id)
                yield Party(name, 0, 0, (0, 0), how, known)


def _meant(group: NameGroup, kinds: Sequence[str]) -> bool:
    return group.lead.entity.type in kinds and not group.lead.adjective and not group.lead.compared


def _spoken(setting: Setting, kinds: Sequence[str]) -> list[SubjectFound]:
    """What was spoken of before and is of these types.

    The last subject, the latest of each type, the heading's, what the document is about, then those before the latest.
    """
    latest = sorted(
        (setting.subjects[kind] for kind in kinds if kind in setting.subjects), key=lambda known: -known.order
    )
    told = [setting.subject, *latest, setting.heading_subject, setting.leader]
    told += [setting.earlier_subjects[kind] for kind in kinds if kind in setting.earlier_subjects]
    return [known for known in told if known is not None and known.group.lead.entity.type in kinds]


def _alone(passage: Passage, hit: Hit) -> bool:
    """Whether a general noun stands without a name or number of its own."""
    scan = passage.scan
    if hit.first > 0 and scan.tokens[hit.first - 1].kind == "number":
        return False
    follower = scan.tokens[hit.last] if hit.last < len(scan.tokens) else None
    return not (follower is not None and (follower.capital or follower.fold in QUOTES))


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    return [
        hit
        for hit in hits
        if not any(
            other.first <= hit.first and hit.last <= other.last and other.last - other.first > hit.last - hit.first
            for other in hits
        )
    ]


def worded(passage: Passage, start: int) -> list[Party]:
    """The noun phrases of a list that begins at ``start``: "wines", "fisheries, shipbuilding and offshore energy".

    Where a name or nothing stands right behind ``start``, the list begins behind the dash: «Специализация X — лён».
    """
    scan = passage.scan
    dash = next((index for index in range(start, len(scan.tokens)) if scan.fold(index) in _DASHES), None)
    if dash is not None and all(_named_or_idle(passage, index) for index in range(start, dash)):
        start = dash + 1
    names = {index for name in passage.names for index in range(name.first, name.last)}
    spans: list[tuple[int, int]] = []
    first = start
    for index in range(start, len(scan.tokens) + 1):
        part = index == len(scan.tokens) or scan.fold(index) in _JOINTS
        word = not part and scan.tokens[index].kind == "word" and index not in names
        if word and (scan.fold(index) in _CLOSING or not scan.starting("not_noun", index)):
            continue
        if scan.fold(index) in QUOTES and index < len(scan.tokens):
            continue
        spans.append((first, index))
        first = index + 1
        if not part:
            break
    bare = [_trimmed(passage, *span) for span in spans]
    kept = []
    for span in bare:
        if not 0 < span[1] - span[0] <= _LONGEST_WORDS:
            break
        kept.append(span)
    edges = (kept[0][0], kept[-1][1]) if kept else (0, 0)
    return [Party(None, *span, edges, "words") for span in kept]


def _named_or_idle(passage: Passage, index: int) -> bool:
    inside = any(name.first <= index < name.last for name in passage.names)
    return inside or passage.scan.fold(index) in QUOTES or passage.scan.starting("generic", index) is not None


def _trimmed(passage: Passage, first: int, last: int) -> tuple[int, int]:
    while first < last and (passage.scan.fold(first) in QUOTES or passage.scan.fold(first) in _CLOSING):
        first += 1
    while last > first and passage.scan.fold(last - 1) in QUOTES:
        last -= 1
    return first, last
