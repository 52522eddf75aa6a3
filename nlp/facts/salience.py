"""How much the text around a place is about each of its entities, and whom it is about first of all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extract import Block, Place
from gazetteer import Entity
from nlp.findings import Mention

_LEADING = ("cluster", "programme", "organisation")
"""Types a report is about; places are mostly where something lies."""
_PLACES = ("city", "region", "country")
_CHAPTER = 2
"""Headings that tell a chapter: the title and its own."""
_FEW_CHAPTERS = 3
"""Chapters, the title's among them, up to which a document may be about what one of them names."""
REACH = 700
"""Characters beyond which a text is about something else: the passages that weights are learned from are no longer."""


@dataclass(frozen=True, slots=True)
class Salience:
    """``spoken`` is how often a text names an entity (by id).

    ``leader`` is the cluster, programme or organisation named most, of several the one named first; ``first`` is the
    id of what the text names first of all.
    """

    spoken: Mapping[str, int] = field(default_factory=dict)
    leader: Entity | None = None
    first: str = ""

    def share(self, identity: str) -> float:
        """How often an entity is named, as a share of the one named most."""
        return self.spoken.get(identity, 0) / max(self.spoken.values(), default=1)


class Surroundings:
    """What the text around each block of a document is about, made when it is asked for."""

    def __init__(
        self,
        blocks: Sequence[Block],
        mentions: Iterable[Mention],
        known: Mapping[str, Entity],
        countries: Mapping[str, Sequence[str]],
    ) -> None:
        """``mentions`` are those of the ``blocks``, ``known`` the entities by id, ``countries`` the codes of each."""
        self._known = known
        self._spans: dict[int, tuple[int, int]] = {}
        at = 0
        for block in blocks:
            self._spans[block.order] = (at, at + len(block.text))
            at += len(block.text)
        named = sorted(
            (self._position(mention.place), number, mention.entity_id)
            for number, mention in enumerate(mentions)
            if mention.place is not None
        )
        self._at = [at for at, _, _ in named]
        self._ids = [identity for _, _, identity in named]
        self._of = lru_cache(maxsize=1)(self._between)
        self._chapters = {block.order: _chapter(block) for block in blocks}
        self._countries: dict[tuple[str, ...], Counter[str]] = {}
        for mention in mentions:
            if mention.place is not None:
                told = self._countries.setdefault(self._chapters[mention.place.block], Counter())
                told.update(countries.get(mention.entity_id, ()))

    def countries(self, block: int) -> tuple[str, ...]:
        """Codes of the countries that the chapter of a block speaks of, also by their towns and bodies, most first.

        Where it speaks of none, of those that the document does.
        """
        told = self._countries.get(self._chapters[block]) or sum(self._countries.values(), Counter())
        return tuple(code for code, _ in sorted(told.items(), key=lambda row: (-row[1], row[0])))

    def begins(self, block: int) -> int:
        """How many characters of the document stand before a block."""
        return self._spans[block][0]

    def around(self, block: int) -> Salience:
        """The salience within reach of a block."""
        start, stop = self._spans[block]
        return self._of(bisect_left(self._at, start - REACH), bisect_right(self._at, stop + REACH))

    def _position(self, place: Place) -> int:
        """Characters of the document before a name; those of a table stand where it begins."""
        return self._spans[place.block][0] + (place.start if place.row is None else 0)

    def _between(self, first: int, last: int) -> Salience:
        return salience(self._ids[first:last], self._known)


def _chapter(block: Block) -> tuple[str, ...]:
    """The title and the first heading below it that a block stands under or is."""
    return (*block.section, block.text)[:_CHAPTER] if block.kind == "heading" else block.section[:_CHAPTER]


def salience(named: Iterable[str], known: Mapping[str, Entity]) -> Salience:
    """The salience of the entities whose ids a text has, in the order in which it names them."""
    spoken: dict[str, int] = {}
    for identity in named:
        spoken[identity] = spoken.get(identity, 0) + 1
    fit = [known[identity] for identity in spoken if identity and known[identity].type in _LEADING]
    leader = max(fit, key=lambda entity: spoken[entity.id], default=None)
    return Salience(spoken, leader, next(filter(None, spoken), ""))


@dataclass(frozen=True, slots=True)
class About:
    """What a document is about, by id, one of each type.

    ``mains`` are named in its title or in most of its chapters (a short text has none: there, more than once),
    ``often`` in more chapters than others of their type, of two or more.
    """

    mains: frozenset[str] = frozenset()
    often: frozenset[str] = frozenset()


def about(mentions: Iterable[Mention], blocks: Sequence[Block], known: Mapping[str, Entity]) -> About:
    """What a document is about; of several the one named in more chapters, then oftener, then first."""
    chapters = {_chapter(block) for block in blocks}
    title = next((block.order for block in blocks if block.kind == "heading"), -1)
    spoken: Counter[str] = Counter()
    named_in: dict[str, set[tuple[str, ...]]] = {}
    for mention in mentions:
        if mention.entity_id and mention.place is not None:
            spoken[mention.entity_id] += 1
            block = blocks[mention.place.block]
            here = chapters if block.order == title else {_chapter(block)}
            named_in.setdefault(mention.entity_id, set()).update(here)
    often = {identity: (len(found), spoken[identity]) for identity, found in named_in.items()}
    if len(chapters) <= _FEW_CHAPTERS:
        mains = {identity for identity, times in spoken.items() if times > 1}
    else:
        mains = {identity for identity, found in named_in.items() if len(found) * 2 > len(chapters)}
    more = {identity for identity, found in named_in.items() if len(found) > 1 and spoken[identity] > 1}
    return About(_first_of_type(mains, often, known), _first_of_type(more - mains, often, known))


def _first_of_type(
    ids: Collection[str], often: Mapping[str, tuple[int, int]], known: Mapping[str, Entity]
) -> frozenset[str]:
    """Of each type the one named oftenest, of several the one named first."""
    most: dict[str, str] = {}
    for identity, times in often.items():
        kind = known[identity].type
        if identity in ids and (kind not in most or times > often[most[kind]]):
            most[kind] = identity
    return frozenset(most.values())


def standing(entity: Entity, document: Salience) -> str:
    """How an entity stands to the leader of its document.

    "leader", "beside" it, or for a place "in its name", "holds" it, "elsewhere"; "alone" where nobody leads.
    """
    leader = document.leader
    if leader is None:
        return "alone"
    if leader.id == entity.id:
        return "leader"
    if entity.type not in _PLACES:
        return "beside"
    if entity.name.casefold() in leader.name.casefold():
        return "in its name"
    holds = entity.id in (*leader.parts, leader.within)
    if holds or (entity.type == "country" and entity.country and entity.country in leader.country.split(",")):
        return "holds"
    return "elsewhere"
