"""Which of several readings is meant, by what stands around."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gazetteer import Entity
from nlp.names.abbreviations import Aliases
from nlp.names.found import Found
from nlp.names.reading import Candidate, Reading

_CLUSTER_WORD = r"(?:clusters?|кластер\w{0,3}|hubs?)"
_CLUSTER_BEFORE = re.compile(
    rf"{_CLUSTER_WORD}\s*(?:of|in the|такими? як|such as|like|named|called|is|are|–|—|-|:)?\s*(?:the\s*)?[\"'«„“‘(]{{1,2}}\s*$"
    rf"|\bclusters?\s+(?:of|such as|like)\s+(?:the\s+)?$|кластер\w{{0,3}}\s+$",
    re.IGNORECASE,
)
_CLUSTER_AFTER = re.compile(
    r"^\s*[\"'»“”’]?\s*(?:(?:S&T|science|scientific|technology|technological|innovation|industrial|and|&)\s+)*clusters?\b"
    r"|^\s*[\"'»“”’]?\s*\(кластер",
    re.IGNORECASE,
)
_CLUSTER_ANYWHERE = re.compile(rf"\b{_CLUSTER_WORD}\b|\bТОП-?\d|\btop[- ]?\d", re.IGNORECASE)
_QUOTE_BEFORE = re.compile(r"[\"'«„“‘]\s*$")
_QUOTE_AFTER = re.compile(r"^\s*[\"'»“”’]")
_BRACKET_AFTER = re.compile(r"^[\"'»“”’]?\s*[(,]\s*([^()]{2,40}?)\s*[),;.]")
_CITY_WORD = re.compile(
    r"\b(?:city|town|cities|город\w{0,2}|г\.|міст\w{1,2}|м\.|capital|municipality|столиц\w+)\s*(?:of\s+)?[«„\"“]?$", re.IGNORECASE
)
_REGION_AFTER = re.compile(r"^\s*(?:oblast|region|province|prefecture|state|county|област\w+|провинц\w+|регион\w*|кра[йяе]\w*|провінц\w+)\b", re.I)
_PLACES = ("country", "region", "city")
_RANK = {"country": 0, "city": 1, "region": 2, "ranking": 3, "programme": 3, "organisation": 3, "cluster": 4}


@dataclass(slots=True)
class Surroundings:
    """What is known of the text around.

    ``clusters``: clusters are spoken of; ``listed``: this is an item of a list of clusters or a cell below such a
    header; then the countries and entities named so far, and the short names introduced.
    """

    language: str
    clusters: bool = False
    listed: bool = False
    countries: dict[str, int] = field(default_factory=dict)
    entities: set[str] = field(default_factory=set)
    aliases: Aliases = field(default_factory=Aliases)

    def note(self, entity: Entity) -> None:
        """Remember that an entity was named."""
        self.entities.add(entity.id)
        for code in entity.country.split(","):
            if code:
                self.countries[code] = self.countries.get(code, 0) + 1


def choose(candidate: Candidate, text: str, around: Surroundings, countries: frozenset[str]) -> Found | None:
    """The reading meant; None where the words are no name here. ``countries`` are those named right beside."""
    readings = _agreeing(candidate.readings, countries)
    if not readings:
        return None
    clusters = [reading for reading in readings if reading.entity.type == "cluster"]
    others = [reading for reading in readings if reading.entity.type != "cluster"]
    if clusters and others:
        readings = clusters if _as_cluster(candidate, text, around) else others
    if all(reading.name.weak for reading in readings):
        readings = [reading for reading in readings if _supported(reading, candidate, text, around, countries)]
    if not readings:
        return None
    best = sorted(readings, key=lambda reading: _order(reading, candidate, text, around, countries))
    first = best[0]
    tied = [
        reading
        for reading in best[1:]
        if _order(reading, candidate, text, around, countries)[:-1]
        == _order(first, candidate, text, around, countries)[:-1]
    ]
    rivals = tuple((reading.entity.id, _score(reading)) for reading in best[1:6])
    if tied:
        return Found(
            candidate.start, candidate.stop, first.entity.type, "", 60.0, "ambiguous", ((first.entity.id, 60.0), *rivals)
        )
    return Found(
        candidate.start, candidate.stop, first.entity.type, first.entity.id, _score(first), _method(first), rivals
    )


def _agreeing(readings: Sequence[Reading], countries: frozenset[str]) -> list[Reading]:
    """Readings of the country named beside, where there are such."""
    if countries:
        fitting = [r for r in readings if countries & set(r.entity.country.split(","))]
        if fitting:
            return fitting
    return list(readings)


def _as_cluster(candidate: Candidate, text: str, around: Surroundings) -> bool:
    """Whether a name that a city and a cluster share means the cluster here."""
    before, after = text[max(0, candidate.start - 60) : candidate.start], text[candidate.stop : candidate.stop + 60]
    if _CITY_WORD.search(before):
        return False
    if _CLUSTER_BEFORE.search(before) or _CLUSTER_AFTER.match(after):
        return True
    quoted = _QUOTE_BEFORE.search(before) and _QUOTE_AFTER.match(after)
    return bool(quoted and around.clusters)


def _supported(
    reading: Reading, candidate: Candidate, text: str, around: Surroundings, countries: frozenset[str]
) -> bool:
    """Whether a weak name has something beside it that speaks for it."""
    entity = reading.entity
    if entity.id in around.entities or countries & set(entity.country.split(",")):
        return True
    before, after = text[max(0, candidate.start - 30) : candidate.start], text[candidate.stop : candidate.stop + 30]
    if entity.type == "city":
        return _CITY_WORD.search(before) is not None
    if entity.type == "region":
        return _REGION_AFTER.match(after) is not None
    if entity.type == "cluster":
        return _as_cluster(candidate, text, around)
    return bool(_QUOTE_BEFORE.search(before) and _QUOTE_AFTER.match(after))


def _order(
    reading: Reading, candidate: Candidate, text: str, around: Surroundings, countries: frozenset[str]
) -> tuple[int, ...] | tuple[object, ...]:
    entity = reading.entity
    codes = [code for code in entity.country.split(",") if code]
    region = entity.type == "region" and _REGION_AFTER.match(text[candidate.stop : candidate.stop + 30]) is not None
    return (
        entity.id not in around.entities,
        reading.name.weak,
        -max((around.countries.get(code, 0) for code in codes), default=0) if entity.type in _PLACES else 0,
        -1 if region else _RANK.get(entity.type, 5),
        reading.how,
        entity.id,
    )


def _score(reading: Reading) -> float:
    if reading.adjective:
        return 90.0
    return 98.0 if reading.how == 0 and not reading.name.weak else 94.0


def _method(reading: Reading) -> str:
    if reading.how:
        return "inflected"
    if reading.name.kind == "acronym":
        return "acronym"
    return "exact" if reading.name.kind == "preferred" else "alias"
