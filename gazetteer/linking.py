"""The entity a name means: exact, by case form, by its parts, by sound, by translation, by likeness.

Each step is tried only where the ones before found nothing. Likeness is compared inside blocks of names that sound
alike at the beginning, never over all names, and type and country must not disagree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from gazetteer.entity import Entity, EntityType, Match, Method, Name
from gazetteer.index import ADJECTIVE, EXACT, consonants, sound
from gazetteer.wording import wording
from language import identify
from language.transliteration import comparable, romanised

if TYPE_CHECKING:
    from gazetteer.gazetteer import Gazetteer

THRESHOLD = 85.0
"""The least score of a name taken for an entity."""
_MARGIN = 3.0
_MOST = 10
_BLOCK = 3
_LONG = 10
_VOWELS = "aeo"
_LEAST_LIKENESS = 60
_REMEMBERED = 20_000
_SCORES = {EXACT: 100.0, 1: 97.0, ADJECTIVE: 92.0}
_KIND_PENALTY = {"preferred": 0.0, "alias": 0.5, "acronym": 1.0, "historical": 2.0, "adjective": 3.0}
_TYPE_WORDS: tuple[tuple[re.Pattern[str], EntityType], ...] = (
    (re.compile(r"^(?:the )?(?:[\w&+-]+ ){0,6}cluster of (?=\S)", re.IGNORECASE), "cluster"),
    (re.compile(r"^(?:the )?(?:[\w&+-]+ ){0,6}?clusters? (?=[\"'«„“‘])", re.IGNORECASE), "cluster"),
    (
        re.compile(
            r"\s(?:(?:S&T|science|technology|and|&|innovation|industrial|scientific) )*clusters?$", re.IGNORECASE
        ),
        "cluster",
    ),
    (
        re.compile(
            r"^(?:[\w-]+(?:ый|ого|ому|ым|ом|ий|ої|ій|им) )*кластер(?:а|у|ом|е|і|ові|ы|и)?\s+(?=\S)",
            re.IGNORECASE,
        ),
        "cluster",
    ),
    (re.compile(r"^(?:the )?(?:city|town) of (?=\S)", re.IGNORECASE), "city"),
    (re.compile(r"^(?:город|города|городе|г\.|місто|міста|місті|м\.)\s*(?=\S)", re.IGNORECASE), "city"),
)
_COUNTRY = re.compile(r"^(.*\S)\s*\(([^()]{2,40})\)$|^(.*\S),\s*([^,]{2,40})$", re.DOTALL)
_ASIDE = re.compile(r"\s*\([^()]*\)\s*(?=\S)")
_OUTER = " \t\n\"'«»„“”‟‘’`.,;:!?()[]"
_DASH = re.compile(r"\s*[-‐‑‒–—―−+/]\s*")
_SPACED_DASH = re.compile(r"\s+[-‐‑‒–—―−+/]\s+|\s*[–—]\s*")
_PLACES = ("city", "region", "country")
_REGION = re.compile(
    r"(?:(?P<first>Republic|Province|Governorate|Region|Canton|County|State|Emirate) of (?P<behind>.+)"
    r"|(?P<before>.+) (?P<last>Oblast|Region|Province|Governorate|Prefecture|Voivodeship|Republic|Krai|Territory"
    r"|Canton|County|State|Emirate))",
    re.IGNORECASE,
)
"""A region's name with the word that says what it is: English has several for one («область», «край»)."""
_ALIKE = {
    "republic": ("{} Republic", "Republic of {}", "{}"),
    "krai": ("{} Krai", "{} Territory"),
    "territory": ("{} Territory", "{} Krai"),
}
_OBLASTS = ("{} Oblast", "{} Region", "{} Province", "{}")
"""The names under which a region so called may be listed, the likeliest first."""
_OF_STATES = frozenset(("US", "AU", "IN", "DE", "AT", "BR", "MX", "NG", "MY", "VE"))
"""Countries made of states, which nobody calls regions or provinces."""
_ONLY_IN = {
    # English often calls them by their bare names (Tatarstan).
    "republic": frozenset(("RU", "UZ", "UA", "AZ", "GE")),
    "state": _OF_STATES,
    "canton": frozenset(("CH", "BA", "LU")),
    "county": frozenset(("GB", "IE", "NO", "SE", "HU", "RO", "HR", "EE", "LT", "KE", "LR")),
    "emirate": frozenset(("AE",)),
}
"""Countries with regions of such a kind, where not all but those made of states have them."""


@dataclass(frozen=True, slots=True)
class _Query:
    """A name with what its own words say about type and country."""

    text: str
    words: tuple[str, ...]
    language: str | None
    type: EntityType | None
    countries: frozenset[str]
    alike: bool = True


def _so_called(region: Entity, kind: str) -> bool:
    """Whether a region listed under its bare name may be called a ``kind`` of region."""
    own = _ONLY_IN.get(kind)
    return region.country not in _OF_STATES if own is None else region.country in own


_REGIONAL = 95.0
"""Score of a region by another word for what it is."""


class Linker:
    """Finds the entities of one gazetteer a name may mean."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._answers: dict[tuple[str, str | None, EntityType | None], tuple[Match, ...]] = {}

    def match(self, name: str, language: str | None, kind: EntityType | None) -> tuple[Match, ...]:
        """The entities a name may mean, the best first."""
        asked = (name, language, kind)
        if asked not in self._answers:
            if len(self._answers) >= _REMEMBERED:
                self._answers.clear()
            self._answers[asked] = self._match(name, language, kind)
        return self._answers[asked]

    def bears(self, name: str, language: str | None, kind: EntityType | None) -> bool:
        """Whether any entity has this very name in one of its forms, or by the places it joins.

        Without that no match is exact, an alias, an acronym or inflected.
        """
        return any(
            _fits(match.entity, query)
            for query in self._queries(name, language, kind)
            for step in (self._known, self._regional, self._composite)
            for match in step(query)
        )

    def composed(self, name: str, language: str | None, *, alike: bool = True) -> tuple[Match, ...]:
        """The clusters a composite name may mean, by its parts alone; ``alike`` allows parts that are misspelt."""
        query = replace(self._query(name, language, "cluster", frozenset()), alike=alike)
        found: dict[str, Match] = {}
        for match in (*self._known(query), *self._composite(query)):
            if _fits(match.entity, query) and match.score > (
                found[match.entity.id].score if match.entity.id in found else 0
            ):
                found[match.entity.id] = match
        return tuple(sorted(found.values(), key=lambda m: (-m.score, m.entity.id)))

    def _match(self, name: str, language: str | None, kind: EntityType | None) -> tuple[Match, ...]:
        found: dict[str, Match] = {}
        for query in self._queries(name, language, kind):
            for step in self._steps():
                for match in step(query):
                    if _fits(match.entity, query):
                        other = found.get(match.entity.id)
                        if other is None or match.score > other.score:
                            found[match.entity.id] = match
                if found and max(match.score for match in found.values()) >= THRESHOLD:
                    break
            if found and max(match.score for match in found.values()) >= THRESHOLD:
                break
        return tuple(sorted(found.values(), key=lambda m: (-m.score, _weight(m.entity), m.entity.id))[:_MOST])

    def _steps(self) -> Sequence[Callable[[_Query], Iterator[Match]]]:
        """The ways to find a name, the surest first."""
        sure = (self._known, self._regional, self._composite)
        return (*sure, self._heard, self._translated, self._spelled, self._alike)

    def _queries(self, name: str, language: str | None, kind: EntityType | None) -> Iterator[_Query]:
        """The name as it stands, then without type words and without the country behind it."""
        text = name.strip()
        bare, countries = self._without_country(text)
        if countries:
            yield self._query(bare.strip(_OUTER), language, kind, countries)
        yield self._query(text.strip(_OUTER) if _unbalanced(text) else text, language, kind, frozenset())
        without = _ASIDE.sub(" ", text)
        if without != text and without.strip(_OUTER):
            yield self._query(without.strip(_OUTER), language, kind, countries)
        for pattern, implied in _TYPE_WORDS:
            shorter = pattern.sub("", bare).strip(_OUTER)
            if shorter and shorter != bare.strip(_OUTER) and kind in (None, implied):
                yield self._query(shorter, language, implied, countries)
                inner, more = self._without_country(shorter)
                if more:
                    yield self._query(inner.strip(_OUTER), language, implied, more)

    def _query(self, text: str, language: str | None, kind: EntityType | None, countries: frozenset[str]) -> _Query:
        words = wording(text).words
        if len(words) > 1 and words[0] == "the":
            words = words[1:]
        return _Query(text, words, language, kind, countries)

    def _without_country(self, text: str) -> tuple[str, frozenset[str]]:
        """The name without a country in brackets or after a comma, and that country's codes."""
        found = _COUNTRY.match(text.strip())
        if found is None:
            return text, frozenset()
        bare, country = (found.group(1), found.group(2)) if found.group(1) else (found.group(3), found.group(4))
        codes = {
            code
            for piece in (country, *country.split(","))
            for entity, _, _ in self._gazetteer.forms(wording(piece).words)
            if entity.type == "country"
            for code in entity.country.split(",")
        }
        return (bare, frozenset(codes)) if codes else (text, frozenset())

    def _known(self, query: _Query) -> Iterator[Match]:
        """Names that have this very form."""
        for entity, name, how in self._gazetteer.forms(query.words):
            if name.kind == "acronym" and not _has_capitals(query.text):
                continue
            score = _SCORES[how] - _KIND_PENALTY[name.kind]
            if query.language and name.language not in (query.language, "mul"):
                score -= 0.5
            yield Match(entity, name, score, _method(name, how))

    def _regional(self, query: _Query) -> Iterator[Match]:
        """Regions by another word for what they are: "Sverdlovsk Region" is Sverdlovsk Oblast."""
        told = _REGION.fullmatch(query.text) if query.type in (None, "region") else None
        if told is None:
            return
        kind = (told["first"] or told["last"]).lower()
        for form in _ALIKE.get(kind, _OBLASTS):
            text = form.format(told["behind"] or told["before"])
            named = replace(query, text=text, words=wording(text).words, type="region")
            found = [match for match in self._known(named) if _fits(match.entity, named)]
            if form == "{}":
                found = [match for match in found if _so_called(match.entity, kind)]
            if found:
                yield from (replace(match, score=min(match.score, _REGIONAL), method="alias") for match in found)
                return

    def _composite(self, query: _Query) -> Iterator[Match]:
        """Clusters by the places they are made of, in any order and spelling."""
        if query.type not in (None, "cluster"):
            return
        alone = [[query.text]] if query.type == "cluster" else []
        for parts in (*alone, *_divisions(query.text)):
            places = [self._places(part, query, alone=len(parts) == 1) for part in parts]
            if not all(places):
                continue
            for ids, entity in self._made_of(places):
                whole = len(ids) == len(parts) == len(entity.parts)
                if whole or len(parts) > 1:
                    yield Match(entity, entity.names[0], 96.0 if whole else 60.0, "alias" if whole else "fuzzy")

    def _places(self, part: str, query: _Query, *, alone: bool) -> dict[str, float]:
        """The ids of the places a part of a composite name may be, with the likeness; ``alone``: it is the only part.

        Likeness of a single name is too little: the park Pardis is not the cluster of Paris.
        """
        plain = _Query(part, wording(part).words, query.language, None, query.countries)
        alike = query.alike and not alone
        for step in (self._known, self._heard, self._alike) if alike else (self._known, self._heard):
            found = {match.entity.id: match.score for match in step(plain) if match.entity.type in _PLACES}
            if found:
                return found
        return {}

    def _made_of(self, places: list[dict[str, float]]) -> Iterator[tuple[frozenset[str], Entity]]:
        near = {made: ids for place in places[0] for made, ids in self._gazetteer.inhabited.get(place, {}).items()}
        for parts, clusters in near.items():
            hit = [parts & found.keys() for found in places]
            if all(hit):
                for identity in clusters:
                    yield frozenset().union(*hit), self._gazetteer.entity(identity)

    def _heard(self, query: _Query) -> Iterator[Match]:
        """Names that sound alike in another alphabet or romanisation."""
        heard = sound(query.text)
        if len(heard) < 3:
            return
        spelled = comparable(query.text)
        for number in self._gazetteer.sounds[heard]:
            entity, name = self._gazetteer.named(number)
            likeness = fuzz.ratio(spelled, comparable(name.text))
            if likeness >= _LEAST_LIKENESS and not self._differs(query, number):
                yield Match(entity, name, round(59.0 + likeness * 0.35, 2), "transliterated")

    def _translated(self, query: _Query) -> Iterator[Match]:
        """Names that say the same, word by word, in any language and order."""
        yield from self._gazetteer.translations.matches(
            query.words, query.language or identify(query.text), query.type, query.countries
        )

    def _spelled(self, query: _Query) -> Iterator[Match]:
        """Places in another alphabet whose consonants agree and whose vowels are near."""
        spelled = comparable(query.text)
        for number in self._gazetteer.consonants[consonants(query.text)]:
            entity, name = self._gazetteer.named(number)
            likeness = fuzz.ratio(spelled, comparable(name.text))
            if likeness >= _LEAST_LIKENESS and _edges(sound(name.text)) == _edges(sound(query.text)):
                yield Match(entity, name, round(54.0 + likeness * 0.4, 2), "transliterated")

    def _alike(self, query: _Query) -> Iterator[Match]:
        """Names that are spelled nearly alike, among those that begin alike."""
        heard = sound(query.text)
        if len(heard) < 4:
            return
        spelled = romanised(query.text)
        trust = 0.95 if len(spelled) >= _LONG else 0.9
        for number in self._block(heard):
            entity, name = self._gazetteer.named(number)
            likeness = fuzz.ratio(spelled, romanised(name.text))
            if likeness >= 75 and not self._differs(query, number):
                yield Match(entity, name, round(likeness * trust, 2), "fuzzy")

    def _differs(self, query: _Query, number: int) -> bool:
        """Whether a name that is spelled like this one says something else: another place, number or known word."""
        if len(query.words) < 2 or self._gazetteer.type_of(number) in _PLACES:
            return False
        return self._gazetteer.translations.differ(query.words, query.language or identify(query.text), number)

    def _block(self, heard: str) -> Iterator[int]:
        """The names whose sound begins with the first three letters of this one and is about as long."""
        for other, names in self._gazetteer.sounds.beginning(heard[:_BLOCK]):
            if abs(len(other) - len(heard)) <= max(2, len(heard) // 4):
                yield from names


def chosen(matches: tuple[Match, ...]) -> Match | None:
    """The match to take: the best, where it is good enough and no other entity is as good."""
    if not matches or matches[0].score < THRESHOLD:
        return None
    best = matches[0]
    rivals = [match for match in matches[1:] if match.score > best.score - _MARGIN]
    if any(_weight(rival.entity) == _weight(best.entity) for rival in rivals):
        return None
    return best if all(_weight(best.entity) < _weight(rival.entity) for rival in rivals) else None


def _edges(heard: str) -> tuple[bool, bool]:
    """Whether a sound begins and ends with a vowel."""
    return heard[0] in _VOWELS, heard[-1] in _VOWELS


def _weight(entity: Entity) -> int:
    """Which reading of a bare name comes first: a country before a city before the cluster named after it."""
    order = {"country": 0, "city": 1, "region": 2, "ranking": 3, "programme": 4, "organisation": 4}
    return order.get(entity.type, 5 if entity.type == "cluster" else 6)


def _fits(entity: Entity, query: _Query) -> bool:
    """Whether type and country do not disagree."""
    if query.type is not None and entity.type != query.type:
        return False
    return not query.countries or not entity.country or bool(query.countries & set(entity.country.split(",")))


def _method(name: Name, how: int) -> Method:
    if how != EXACT:
        return "inflected"
    if name.kind == "acronym":
        return "acronym"
    return "exact" if name.kind == "preferred" else "alias"


def _has_capitals(text: str) -> bool:
    return sum(char.isupper() for char in text) >= 2


def _unbalanced(text: str) -> bool:
    return not text.endswith(")") or text.startswith("(")


def _divisions(text: str) -> Iterator[list[str]]:
    """The ways to take a composite name apart: at spaced or long dashes, else at every dash."""
    spaced = _SPACED_DASH.split(text)
    if len(spaced) > 1:
        yield spaced
    every = _DASH.split(text)
    if len(every) > 1 and every != spaced:
        yield every
        # Hyphenated names inside: "Сан-Хосе-Сан-Франциско"
        if len(every) in (3, 4, 5, 6):
            yield from _pairings(every)


def _pairings(parts: list[str]) -> Iterator[list[str]]:
    """All ways to join neighbours two by two, at least one pair and two parts left."""
    count = len(parts)
    for mask in range(1, 1 << (count - 1)):
        if mask & (mask << 1):
            continue
        joined: list[str] = []
        at = 0
        while at < count:
            if at < count - 1 and mask >> at & 1:
                joined.append(f"{parts[at]}-{parts[at + 1]}")
                at += 2
            else:
                joined.append(parts[at])
                at += 1
        if len(joined) > 1:
            yield joined
