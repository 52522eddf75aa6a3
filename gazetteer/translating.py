"""Names found by what they say: the words of a name are notions in every language, rare ones lead to the names that have them."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from gazetteer.comparing import Comparison, Likeness
from gazetteer.entity import EntityType, Match
from gazetteer.lexicon import lexicon
from gazetteer.notions import Notion, notions
from gazetteer.wording import words_of

if TYPE_CHECKING:
    from gazetteer.gazetteer import Gazetteer

_COMMON = 250
"""Names a key may have to lead to them; commoner ones only weigh."""
_COMPARED = 24
_LEAST_SHARE = 0.5
_SURE_SHARE = 0.72
"""The share from which a name is taken for a translation: it has ``THRESHOLD`` points then."""
_LEAST_WEIGHT = 6.0
_SURE, _BEST, _DOUBTFUL = 85.0, 93.0, 60.0


class Translations:
    """Finds the names of one gazetteer that say what a name says."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._lexicon = lexicon()
        self._size = gazetteer.notions.size
        self._weights: dict[str, float] = {}
        self._said: dict[int, tuple[Notion, ...]] = {}
        self._comparison = Comparison(self._lexicon, self._weight)

    def said(self, words: tuple[str, ...], language: str) -> tuple[Notion, ...]:
        """The notions of folded words."""
        return notions(words, language, self._gazetteer.place_of, self._lexicon)

    def matches(
        self, words: tuple[str, ...], language: str, kind: EntityType | None, countries: frozenset[str]
    ) -> tuple[Match, ...]:
        """The names that say what these folded words say, with their scores; in no order."""
        said = self.said(words, language)
        found: list[Match] = []
        for number in self._candidates(said, kind):
            entity, name = self._gazetteer.named(number)
            if countries and entity.country and not countries & set(entity.country.split(",")):
                continue
            score = _score(self._comparison.likeness(said, self._notions_of(number), entity.country))
            if score:
                found.append(Match(entity, name, score, "translated"))
        return tuple(found)

    def _candidates(self, said: tuple[Notion, ...], kind: EntityType | None) -> list[int]:
        """The numbers of the names that share most with these notions."""
        shared: dict[int, float] = {}
        groups = self._gazetteer.notions
        for notion in said:
            numbers = {
                number
                for key in (*notion.keys, notion.sound)
                if key and groups.count(key) <= _COMMON
                for number in groups[key]
            }
            weight = self._weight(notion.key)
            for number in numbers:
                shared[number] = shared.get(number, 0.0) + weight
        fitting = (pair for pair in shared.items() if kind is None or self._gazetteer.type_of(pair[0]) == kind)
        return [number for number, _ in sorted(fitting, key=lambda pair: (-pair[1], pair[0]))[:_COMPARED]]

    def _notions_of(self, number: int) -> tuple[Notion, ...]:
        found = self._said.get(number)
        if found is None:
            _, name = self._gazetteer.named(number)
            found = self._said[number] = self.said(words_of(name.text), name.language)
        return found

    def _weight(self, key: str) -> float:
        """How much a key tells: the rarer among the names, the more."""
        found = self._weights.get(key)
        if found is None:
            found = self._weights[key] = log((self._size + 1) / (self._gazetteer.notions.count(key) + 1)) + 0.1
        return found


def _score(likeness: Likeness) -> float:
    """The points of a likeness; none for what is not enough even for a rival."""
    if likeness.share < _LEAST_SHARE or likeness.weight < _LEAST_WEIGHT or not likeness.count:
        return 0.0
    if likeness.share >= _SURE_SHARE:
        return round(_SURE + (likeness.share - _SURE_SHARE) / (1 - _SURE_SHARE) * (_BEST - _SURE), 2)
    return round(_DOUBTFUL + (likeness.share - _LEAST_SHARE) / (_SURE_SHARE - _LEAST_SHARE) * (_SURE - _DOUBTFUL - 1), 2)
