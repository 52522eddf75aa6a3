"""Which of several readings is meant, by what stands around."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gazetteer import Entity
from language import known
from nlp.names.abbreviations import Aliases
from nlp.names.found import Found
from nlp.names.reading import Candidate, Reading
from nlp.names.span import common_word

_CLUSTER_WORD = r"(?:clusters?|кластер\w{0,3}|hubs?)"
_CLUSTER_BEFORE = re.compile(
    rf"{_CLUSTER_WORD}\s*(?:of|in the|таки\w+ як|таки\w+ как|such as|like|named|called|is|are|–|—|-|:)?\s*(?:the\s*)?"
    r"[\"'«„“‘(]{1,2}\s*$|\bclusters?\s+(?:of|such as|like)\s+(?:the\s+)?$|кластер\w{0,3}\s+$",
    re.IGNORECASE,
)
_CLUSTER_AFTER = re.compile(
    r"^\s*[\"'»“”’]?\s*(?:(?:S&T|science|scientific|technology|technological|innovation|industrial|and|&)\s+)*cluster\b"
    r"|^\s*[\"'»“”’]?\s*\(кластер",
    re.IGNORECASE,
)
_CLUSTERS_IN_SENTENCE = re.compile(r"\bclusters?\b|кластер", re.IGNORECASE)
_CLUSTERS_ABOVE = re.compile(r"(?:\bclusters\b|кластер(?:ов|ам|ами|ах|ы|ів|и)\b)[^.!?]{0,140}$", re.IGNORECASE)
_RANKED = re.compile(
    r"\d(?:st|nd|rd|th)\b|\brank|\bplace|\bposition|\bthird|\bsecond|\bfirst|\(\+?\d|\d-(?:е|м|й|го|му|ша|ту)\b|мест[оаеу]\b"
    r"|строч|позиц|рейтинг|місц|сходин|top[- ]?\d|топ-?\d|пятерк|пятёрк|п['’]ятірк|лидер|лідер",
    re.IGNORECASE,
)
_LOCATIVE = re.compile(
    r"\b(?:in|near|from|to|at|around|outside|through)\s+(?:the\s+|nearby\s+)?$"
    r"|(?:^|[\s(«])(?:в|во|у|из|із|з|до|под|під|біля|около|возле|при|через)\s+$",
    re.IGNORECASE,
)
_QUOTE_BEFORE = re.compile(r"[\"'«„“‘]\s*$")
_QUOTE_AFTER = re.compile(r"^\s*[\"'»“”’]")
_CITY_WORD = re.compile(
    r"\b(?:city|town|cities|город\w{0,2}|г\.|міст\w{1,2}|м\.|capital|municipality|столиц\w+)\s*(?:of\s+)?[«„\"“]?$",
    re.IGNORECASE,
)
_REGION_AFTER = re.compile(
    r"^\s*(?:oblast|region|province|prefecture|state|county|област\w+|провинц\w+|регион\w*|кра[йяе]\w*|провінц\w+)\b",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"[.!?…]\s+(?=[A-ZА-ЯІЇЄҐ«„\"'‘“])|\n\s*\n")
_PLACES = ("country", "region", "city")
_RANK = {"country": 0, "city": 1, "region": 2, "ranking": 3, "programme": 3, "organisation": 3, "cluster": 4}
_HOME = {"ru": "RU", "uk": "UA"}
_ENOUGH = 2
_RARE = 0.38
_REACH = 160


OF_CLUSTERS = ("rnk:gii",)
"""Beginnings of the ids of rankings that list countries and clusters, never cities."""
_RANKING_OF_SCIENCE = re.compile(
    r"(?=.*(?:\brankings?\b|\bindex\b|рейтинг|индекс|індекс))(?=.*(?:\bS&T\b|scien|patent|PCT|научн|науков|патент))",
    re.IGNORECASE | re.DOTALL,
)
_PERCENT = re.compile(r"\d\s*(?:%|per\s?cent|процент|відсот)|\bNo\.\s?\d|\+\d", re.IGNORECASE)
_MEASURED = re.compile(
    r"output|growth|grew|rose|activit|intensit|рост|росл|рос\b|інтенсивн|интенсивн|активн|зрост|зросл|підня",
    re.IGNORECASE,
)
_TOLD_AFTER = re.compile(
    r"[\s»\"”*]*(?:\([^()]{2,40}\)|,\s[A-Z]\w+)?\s*[.:—–]\s*(?:\*\*)?(?:the |this |этот |цей )?(?:cluster|кластер)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Surroundings:
    """What is known of the text around.

    ``clusters``: clusters are spoken of; ``listed``: this is an item of a list of clusters or a cell below such a
    header; ``regions``: a cell below a header for regions; then the countries and entities named so far, and the
    short names introduced.
    """

    language: str
    clusters: bool = False
    listed: bool = False
    regions: bool = False
    countries: dict[str, int] = field(default_factory=dict)
    entities: set[str] = field(default_factory=set)
    aliases: Aliases = field(default_factory=Aliases)

    def note(self, entity: Entity) -> None:
        """Remember that an entity was named."""
        self.entities.add(entity.id)
        for code in entity.country.split(","):
            if code:
                self.countries[code] = self.countries.get(code, 0) + 1


@dataclass(frozen=True, slots=True)
class Beside:
    """The countries (codes) and regions (ids) that stand right behind a name, in brackets or after a comma."""

    countries: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()


def choose(
    candidate: Candidate,
    text: str,
    around: Surroundings,
    beside: Beside,
    composites: Sequence[int] = (),
    rankings: Sequence[int] = (),
) -> Found | None:
    """The reading meant; None where the words are no name here.

    ``composites`` are the places in the text where composite clusters begin, ``rankings`` where clusters' rankings do.
    """
    readings = _agreeing(candidate.readings, beside)
    clusters = [reading for reading in readings if reading.entity.type == "cluster"]
    others = [reading for reading in readings if reading.entity.type != "cluster"]
    ranked = False
    if clusters and others:
        # An index that ranks countries, too, means the country by the name of a city state.
        ranked = not candidate.of_type("country") and _ranked_cluster(candidate, text, rankings)
        readings = clusters if ranked or _as_cluster(candidate, text, around, composites) else others
    if not ranked and all(reading.name.weak for reading in readings):
        readings = [reading for reading in readings if _supported(reading, candidate, text, around, beside, composites)]
    if not readings:
        return None
    ordered = sorted(readings, key=lambda reading: (*_order(reading, candidate, text, around), reading.entity.id))
    first = ordered[0]
    rivals = tuple((reading.entity.id, _score(reading)) for reading in ordered[1:6])
    start, stop, kind = candidate.start, candidate.stop, first.entity.type
    if any(_order(other, candidate, text, around) == _order(first, candidate, text, around) for other in ordered[1:]):
        return Found(start, stop, kind, "", 60.0, "ambiguous", ((first.entity.id, 60.0), *rivals))
    return Found(start, stop, kind, first.entity.id, _score(first), _method(first), rivals, name=first.name.text)


def _agreeing(readings: Sequence[Reading], beside: Beside) -> list[Reading]:
    """Readings of the region or country named beside, where there are such."""
    inside = [reading for reading in readings if reading.entity.within in beside.regions]
    if inside:
        return inside
    fitting = [reading for reading in readings if beside.countries & set(reading.entity.country.split(","))]
    return fitting or list(readings)


def _as_cluster(candidate: Candidate, text: str, around: Surroundings, composites: Sequence[int]) -> bool:
    """Whether a name that a city and a cluster share means the cluster here."""
    start, stop = candidate.start, candidate.stop
    before, after = text[max(0, start - _REACH) : start], text[stop : stop + 60]
    if _CITY_WORD.search(before) or any(reading.adjective for reading in candidate.readings):
        return False
    if _CLUSTER_BEFORE.search(before[-60:]) or _CLUSTER_AFTER.match(after):
        return True
    if around.listed and len(text[:start].strip("0123456789.,)#№-–— \t\n«„\"“'")) == 0:
        return True
    first, last = _sentence(text, start, stop)
    said = _CLUSTERS_IN_SENTENCE.search(text, first, last) is not None
    evidence = 2 if _QUOTE_BEFORE.search(before) and _QUOTE_AFTER.match(after) and around.clusters else 0
    joint = sum(first <= place < last for place in composites)
    evidence += 2 if joint > 1 or (joint and (said or around.clusters)) else 0
    evidence += 2 if said and _RANKED.search(text, first, last) else 0
    evidence += 1 if _CLUSTERS_ABOVE.search(before) else 0
    evidence -= 2 if _LOCATIVE.search(before[-20:]) else 0
    return evidence >= _ENOUGH


def _ranked_cluster(candidate: Candidate, text: str, rankings: Sequence[int]) -> bool:
    """Whether the standing or growth of a name in a ranking of clusters is told: cities have none there."""
    start, stop = candidate.start, candidate.stop
    if _CITY_WORD.search(text[max(0, start - 30) : start]) or any(reading.adjective for reading in candidate.readings):
        return False
    if not text[:start].strip("0123456789.,)#№-–—* \t\n«„\"“'") and _TOLD_AFTER.match(text, stop):
        return True
    first, last = _sentence(text, start, stop)
    if not (any(place < last for place in rankings) or _RANKING_OF_SCIENCE.match(text, 0, last)):
        return False
    if not (_RANKED.search(text, first, last) or _PERCENT.search(text, first, last)):
        return False
    placed = _LOCATIVE.search(text[max(0, start - 20) : start]) is not None
    return not placed or _MEASURED.search(text, first, last) is not None


def _sentence(text: str, start: int, stop: int) -> tuple[int, int]:
    """The sentence round a span, by its marks alone."""
    first = max(0, start - 400)
    for found in _SENTENCE_START.finditer(text, first, start):
        first = found.end()
    after = _SENTENCE_START.search(text, stop)
    return first, after.start() if after is not None else len(text)


def _supported(
    reading: Reading,
    candidate: Candidate,
    text: str,
    around: Surroundings,
    beside: Beside,
    composites: Sequence[int],
) -> bool:
    """Whether a weak name has something beside it that speaks for it."""
    entity = reading.entity
    if entity.id in around.entities or beside.countries & set(entity.country.split(",")):
        return True
    if entity.within in beside.regions:
        return True
    start, stop = candidate.start, candidate.stop
    before, after = text[max(0, start - 30) : start], text[stop : stop + 30]
    several = candidate.last - candidate.first > 1
    if entity.type in ("city", "region"):
        placed = _CITY_WORD.search(before) is not None or _LOCATIVE.search(before) is not None
        return placed if entity.type == "city" else _REGION_AFTER.match(after) is not None
    if entity.type == "cluster" and _as_cluster(candidate, text, around, composites):
        return True
    if several and entity.type in ("cluster", "programme", "organisation"):
        # Several words with a capital are no everyday words; a cluster named by its city alone is not meant here.
        return not entity.parts
    own = entity.type == "cluster" and _own_word(reading, text[start:stop])
    return own or bool(_QUOTE_BEFORE.search(before) and _QUOTE_AFTER.match(after))


def _own_word(reading: Reading, words: str) -> bool:
    """Whether a weak one-word name means nothing else in everyday language («Сколково», "Minalogic")."""
    if reading.entity.parts or not words[:1].isupper():
        return False
    low = words.lower()
    return not common_word(low) and known(low, "en") < _RARE and known(low, "uk") < _RARE


def _order(reading: Reading, candidate: Candidate, text: str, around: Surroundings) -> tuple[int, ...]:
    entity = reading.entity
    codes = [code for code in entity.country.split(",") if code]
    region = entity.type == "region" and _REGION_AFTER.match(text[candidate.stop : candidate.stop + 30]) is not None
    near = max((around.countries.get(code, 0) for code in codes), default=0) if entity.type in _PLACES else 0
    return (
        entity.id not in around.entities,
        around.language in _HOME and _HOME[around.language] not in codes,
        reading.name.weak,
        -near,
        -1 if region else _RANK.get(entity.type, 5),
        reading.how,
    )


def _score(reading: Reading) -> float:
    if reading.adjective:
        return 90.0
    return 98.0 if reading.how == 0 and not reading.name.weak else 94.0


def _method(reading: Reading) -> str:
    if reading.adjective:
        return "adjective"
    if reading.how:
        return "inflected"
    if reading.name.kind == "acronym":
        return "acronym"
    return "exact" if reading.name.kind == "preferred" else "alias"
