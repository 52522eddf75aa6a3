"""Names found by what they say: rare notions of a name lead to the names that have them, in any language."""

from __future__ import annotations

from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

from gazetteer.built import TYPES
from gazetteer.comparing import Comparison, Likeness
from gazetteer.entity import Entity, EntityType, Match
from gazetteer.lexicon import lexicon
from gazetteer.notions import Notion, readings
from gazetteer.wording import words_of

if TYPE_CHECKING:
    from gazetteer.gazetteer import Gazetteer

_REMEMBERED = 20_000
_COMMON = 250
"""Names a key may have to lead to them; commoner ones only weigh."""
_COMPARED = 12
_LEAST_OF_BEST = 0.4
_LEAST_SHARE = 0.5
_SURE_SHARE = 0.72
"""The share from which a name is taken for a translation: it has ``THRESHOLD`` points then."""
_LEAST_NAMES = 2_000
"""Names that weights are reckoned for at least: among a few names even common words would seem rare or none."""
_LEAST_WEIGHT = 5.5
_SAME_SHARE, _UNMISTAKABLE = 0.95, 18.0
"""What a body of state shares that is known by its tasks alone, its country left out."""
_LEAST_OWN = 4
"""Consonants of a word that is in no list, with the mark before them, that do not tell it yet."""
_LEAST_NAMED, _LEAST_PLAIN = 2, 4
_HOMES = {"uk": ("UA",), "ru": ("RU", "BY", "KZ", "KG")}
"""The countries whose language of state it is, the largest first."""
_STATE = frozenset(("ministry", "cabinet", "committee", "government", "department"))
"""Heads of bodies that every country has."""
_ORDER = 4.0
_SURE, _BEST, _DOUBTFUL = 85.0, 95.0, 60.0


class Translations:
    """Finds the names of one gazetteer that say what a name says."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._lexicon = lexicon()
        self._size = max(gazetteer.notions.size, _LEAST_NAMES)
        self._weights: dict[str, float] = {}
        self._said: dict[int, tuple[tuple[Notion, ...], ...]] = {}
        self._places_of = lru_cache(maxsize=_REMEMBERED)(gazetteer.places_of)
        self._read = lru_cache(maxsize=_REMEMBERED)(self._readings)
        self._comparison = Comparison(self._lexicon, self._weight)

    def said(self, words: tuple[str, ...], language: str) -> tuple[tuple[Notion, ...], ...]:
        """What folded words may say."""
        return self._read(words, language)

    def _readings(self, words: tuple[str, ...], language: str) -> tuple[tuple[Notion, ...], ...]:
        return readings(words, language, self._places_of, self._lexicon)

    def matches(
        self, words: tuple[str, ...], language: str, kind: EntityType | None, countries: frozenset[str]
    ) -> tuple[Match, ...]:
        """The names that say what these folded words say, with their scores; in no order.

        ``countries`` are the codes of the countries the name is known to be of; without them a name that does not say
        its country is taken for one of those whose language it is in.
        """
        said = self.said(words, language)
        homes = tuple(countries) or _HOMES.get(language, ())
        found: list[Match] = []
        for number in self._candidates(said, kind):
            entity, name = self._gazetteer.named(number)
            if countries and entity.country and not countries & set(entity.country.split(",")):
                continue
            # A country that is part of a cluster ("Shenzhen–Hong Kong–Guangzhou") cannot be left out.
            likeness = self._likeness(said, number, "" if entity.parts else entity.country)
            if likeness.share < _LEAST_SHARE or likeness.weight < _LEAST_WEIGHT:
                continue
            sure = (
                not likeness.thin
                and self._is_at_home(said[0], homes, entity, likeness)
                and (
                    (likeness.share >= _SURE_SHARE and not likeness.stray)
                    or (len(words) == 1 and likeness.opening and said[0][0].key in _STATE)
                )
            )
            found.append(Match(entity, name, _score(likeness, sure=sure), "translated"))
        return tuple(found)

    def line(self, words: tuple[str, ...], language: str) -> str:
        """What a name says in one line that its translations share; empty where it says too little to be told by it.

        A name tells itself by a place or by a word of its own, else by many plain words.
        """
        said = self.said(words, language)[0]
        own = [notion for notion in said if not notion.keys]
        if any(len(notion.sound) <= _LEAST_OWN for notion in own):
            return ""
        plain = [notion for notion in said if notion.keys and notion.key not in self._lexicon.light]
        named = bool(own) or any(notion.is_place for notion in plain)
        enough = len(own) + len(plain) >= (_LEAST_NAMED if named else _LEAST_PLAIN)
        return " ".join(sorted(notion.key for notion in said)) if enough else ""

    def differ(self, words: tuple[str, ...], language: str, number: int) -> bool:
        """Whether the name of a number, though it looks like these words, says something else."""
        return all(
            self._comparison.differ(one, other)
            for one in self.said(words, language)
            for other in self._readings_of(number)
        )

    def _likeness(self, said: tuple[tuple[Notion, ...], ...], number: int, country: str) -> Likeness:
        """How much a name says the same, by the readings that agree best."""
        return max(
            (self._comparison.likeness(one, other, country) for one in said for other in self._readings_of(number)),
            key=lambda found: (not found.stray, found.share),
        )

    def _is_at_home(self, said: tuple[Notion, ...], homes: tuple[str, ...], entity: Entity, likeness: Likeness) -> bool:
        """Whether a name made of plain words alone can be of this entity's country though it does not say so.

        Many countries have a "Ministry of Economy". One that is named without its country is one of the ``homes``; a
        park that says its country is no park that does not, but in the language of its country.
        """
        of_state = any(notion.key in _STATE for notion in said)
        if of_state and likeness.order < 1:
            return False
        if likeness.named or not entity.country:
            return True
        if of_state and likeness.share >= _SAME_SHARE and likeness.weight >= _UNMISTAKABLE:
            return True
        if of_state:
            return not {notion.country for notion in said}.union(homes).isdisjoint(entity.country.split(","))
        return not likeness.unsaid or homes[:1] == (entity.country,)

    def _candidates(self, said: tuple[tuple[Notion, ...], ...], kind: EntityType | None) -> list[int]:
        """The numbers of the names that share most with these notions."""
        shared: dict[int, float] = {}
        groups = self._gazetteer.notions
        for notion in dict.fromkeys(notion for reading in said for notion in reading):
            numbers = {
                number
                for key in (*notion.keys, notion.sound, notion.other)
                if key and groups.count(key) <= _COMMON
                for number in groups[key]
            }
            weight = self._comparison.loss(notion, "")
            for number in numbers:
                shared[number] = shared.get(number, 0.0) + weight
        fitting = list(shared.items())
        if kind is not None:
            types, wanted = self._gazetteer.name_types, TYPES.index(kind)
            fitting = [pair for pair in fitting if types[pair[0]] == wanted]
        least = _LEAST_OF_BEST * max((weight for _, weight in fitting), default=0.0)
        near = sorted(((-weight, number) for number, weight in fitting if weight >= least))
        return [number for _, number in near[:_COMPARED]]

    def _readings_of(self, number: int) -> tuple[tuple[Notion, ...], ...]:
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


def _score(likeness: Likeness, *, sure: bool) -> float:
    """The points of a likeness; below the threshold where the name is not sure to be meant.

    Another order takes points, so that "Ministry of Finance and Economy" comes after "Ministry of Economy and Finance".
    """
    if sure:
        points = _SURE + (likeness.share - _SURE_SHARE) / (1 - _SURE_SHARE) * (_BEST - _SURE)
        return round(max(_SURE, points - (1 - likeness.order) * _ORDER), 2)
    return round(_DOUBTFUL + (likeness.share - _LEAST_SHARE) / (1 - _LEAST_SHARE) * (_SURE - _DOUBTFUL - 1), 2)
