"""A sentence seen for its relations: how names stand to each other and to words of relation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from nlp.facts.parties import Party
from nlp.facts.passage import Passage
from nlp.facts.phrases import Hit
from nlp.facts.relation_types import RelationType
from nlp.facts.setting import Setting
from nlp.facts.symbols import Symbols
from nlp.facts.tokens import tokenise

PLACES = ("city", "region", "country")
_NOUN_STEM = 5
"""Letters that a noun shares with the name it stands for, whatever its case."""


class Draft(NamedTuple):
    """A candidate before its features are taken: only the best of a pair's candidates is looked at more closely."""

    relation: RelationType
    subject: Party
    object: Party
    hand: float
    hit: Hit | None = None
    direction: str = ""
    order: str = ""
    lead: str | None = None
    """The beginnings of the words of relation in the sentence or heading that the list stands under."""


class Stand(NamedTuple):
    """How a side stands to words of relation: the tokens between which the two meet, and what parts them."""

    ahead: bool
    near: int
    far: int
    first: int
    last: int
    gap: int
    border: float
    verbs: int


class View:
    """One sentence seen for its relations."""

    def __init__(self, passage: Passage, found: Sequence[Party], setting: Setting) -> None:
        self.passage, self.scan, self.clauses = passage, passage.scan, passage.clauses
        self.parties = found
        self.symbols = Symbols(passage)
        self.setting = setting
        self.named = [party for party in found if party.how == "name"]
        self.spoken = setting.salience.spoken
        self.most = max(
            (
                setting.salience.spoken.get(party.id, 0)
                for party in found
                if party.type in ("cluster", "organisation", "programme")
            ),
            default=0,
        )

    def edges(self, party: Party, first: int, last: int) -> tuple[int, int]:
        """The edges of a party's list, or its own where the list runs over ``first`` to ``last``."""
        start, stop = party.edges
        return (start, stop) if stop <= first or start >= last else (party.first, party.last)

    def gap(self, one: Party, other: Party) -> int:
        """Tokens between two parties or the lists they stand in, borders of clauses counted as the clauses do."""
        near, far = self.between(one, other)
        return self.clauses.gap(near, far)

    def words_between(self, near: int, far: int) -> int:
        """Tokens that count between two: no articles, quotes, copulas, nor a bracket that both stand outside of."""
        if near + 1 >= far:
            return 0
        if not self.clauses.bracketed:
            return self._words[far] - self._words[near + 1]
        depth = self.clauses.depth
        level = max(depth[near], depth[far])
        return sum([self._counts(index) for index in range(near + 1, far) if depth[index] <= level])

    def _counts(self, index: int) -> bool:
        """Whether a token counts as a word between two others."""
        return self.symbols.symbol(index) not in ("", "is")

    @cached_property
    def _words(self) -> list[int]:
        """How many tokens that count stand before each."""
        return list(accumulate(map(self._counts, range(len(self.scan.tokens))), initial=0))

    @cached_property
    def _verbs(self) -> list[int]:
        """How many verbs outside of names stand before each token."""
        inside = self.symbols.inside
        verbs = (bool(told) and index not in inside for index, told in enumerate(self.symbols.tenses))
        return list(accumulate(verbs, initial=0))

    def between(self, one: Party, other: Party) -> tuple[int, int]:
        """The last token of the left party, or of its list, and the first of the right one."""
        left, right = (one, other) if one.first < other.first else (other, one)
        stop, start = left.edges[1], right.edges[0]
        if stop > start:
            stop, start = left.last, right.first
        return stop - 1, start

    def denied(self, hit: Hit) -> bool:
        """Whether a word of negation stands right before words of relation."""
        return any(0 <= hit.first - no.last <= 2 for no in self.scan.found("negation"))

    def relative(self, subject: Party, other: Party) -> bool:
        """Whether a clause about the subject begins right behind it: "X, which Y founded"."""
        return subject.here and any(
            subject.last <= clause.first <= subject.last + 2 and clause.last <= other.first
            for clause in self.scan.found("subordinate")
        )

    def stand(self, party: Party, hit: Hit) -> Stand | None:
        """How one side stands to words of relation; none where it stands nowhere or around them."""
        first, last = self.edges(party, hit.first, hit.last)
        if not party.here or (first < hit.last and hit.first < last):
            return None
        ahead = last <= hit.first
        near, far = (last - 1, hit.first) if ahead else (hit.last - 1, first)
        return Stand(
            ahead,
            near,
            far,
            first,
            last,
            self.words_between(near, far),
            self.clauses.between(near, far),
            self._verbs[far] - self._verbs[near + 1] if near + 1 < far else 0,
        )

    def rivals(self, role: str, party: Party, stand: Stand | None, relation: RelationType) -> int:
        """Names that could take the same side and stand nearer; all such names where the side stands nowhere."""
        fit = relation.subjects if role == "subject" else relation.objects
        return len(
            {
                other.id
                for other in self.named
                if other.type in fit
                and not is_adjective(other)
                and (stand is None or (other.id != party.id and stand.near < other.first < stand.far))
            }
        )

    def chained(self, subject: Party, other: Party) -> bool:
        """Whether another place stands before this one: in "X (A, B)" it is A that lies in B."""
        return other.type in PLACES and any(
            place.how == "name"
            and place.type in PLACES
            and place.id != subject.id
            and place.type != other.type
            and self.symbols.link(place.last, other.first) == ","
            for place in self.parties
            if place.last <= other.first
        )

    def called(self, party: Party) -> str:
        """Whether a noun that stands for a name is a word of it ("the park" of a "Science Park"), or of a rival."""
        stem = self.scan.fold(party.last - 1)[:_NOUN_STEM]
        if stem in self._stems_of(party):
            return "of it"
        rivals = (other for other in self.parties if other.how == "noun" and other.first == party.first)
        return "of another" if any(stem in self._stems_of(other) for other in rivals) else "of none"

    @staticmethod
    def _stems_of(party: Party) -> frozenset[str]:
        """The beginnings of the words of what a party stands for."""
        return _stems(party.name.words) if party.name is not None else frozenset()

    def meant(self, party: Party) -> str:
        """How often the text around names what is meant, against what else it may be of the same type."""
        own = self.spoken.get(party.id, 0)
        most = max((times for identity, times in self._distant[party.type].items() if identity != party.id), default=0)
        return "alone" if not most else "most" if own > most else "as often" if own == most else "less"

    @cached_property
    def _distant(self) -> Mapping[str, Mapping[str, int]]:
        """How often the text around names what was spoken of before, by type and id."""
        found: dict[str, dict[str, int]] = {}
        for party in self.parties:
            if party.far is not None:
                found.setdefault(party.type, {})[party.id] = self.spoken.get(party.id, 0)
        return found


@lru_cache(maxsize=1 << 10)
def _stems(words: str) -> frozenset[str]:
    return frozenset(token.fold[:_NOUN_STEM] for token in tokenise(words))


def is_adjective(party: Party) -> bool:
    """Whether the name of a place stands as an adjective: "the Italian park"."""
    return party.name is not None and party.how == "name" and party.name.adjective
