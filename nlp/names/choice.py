"""Which of several readings is meant, by what stands around."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from gazetteer import Entity
from language import known
from nlp.names.abbreviations import Aliases
from nlp.names.beyond import Beyond
from nlp.names.dividing import Divider, learned_divider
from nlp.names.found import Found
from nlp.names.homeland import of_another_country
from nlp.names.placing import Placing, learned_placing
from nlp.names.reading import Candidate, Reading
from nlp.names.senses import Senses, Spot, clues, learned_senses
from nlp.names.span import common_word, dateline
from nlp.names.standing import Standing
from nlp.names.unexplained import Kinds, learned_kinds

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
_OF_REGION = re.compile(r"\s(?:region|province|prefecture|governorate|county|oblast)\b")
_PLACES = ("country", "region", "city")
_RANK = {"country": 0, "city": 1, "region": 2, "ranking": 3, "programme": 3, "organisation": 3, "cluster": 4}
_HOME = {"ru": "RU", "uk": "UA"}
_EVEN = 0.5
_RARE = 0.38


OF_CLUSTERS = ("rnk:gii",)
"""Beginnings of the ids of rankings that list countries and clusters, never cities."""


@dataclass(slots=True)
class Surroundings:
    """What is known of the text around.

    ``clusters``: clusters are spoken of; ``listed``: this is an item of a list of clusters or a cell below such a
    header; ``cell``: the text is a table's cell; ``places``, ``regions``: a cell below a header for places, regions;
    ``alike``: the types of the sure places that the items or cells before, of the same list or column, opened with;
    ``near``: the text of the blocks around; ``standing``: where in the document it stands;
    ``beyond``: the whole document, None where the text is all; then the
    countries and entities named so far, the short names introduced. ``senses`` tells clusters from the places they
    share a name with, ``kinds`` what unlisted names name, ``divider`` which names stand in a chain of capital words,
    ``placing`` whether a word with a capital is a place; ``told`` has words by which longer names may be called again.
    """

    language: str
    clusters: bool = False
    listed: bool = False
    cell: bool = False
    places: bool = False
    regions: bool = False
    alike: set[str] = field(default_factory=set)
    near: str = ""
    standing: Standing = field(default_factory=Standing)
    beyond: Beyond | None = None
    senses: Senses = field(default_factory=learned_senses)
    kinds: Kinds = field(default_factory=learned_kinds)
    divider: Divider = field(default_factory=learned_divider)
    placing: Placing = field(default_factory=learned_placing)
    told: dict[str, str] = field(default_factory=dict)
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
    """The countries (codes) and regions (ids) that stand right behind a name, in brackets or after a comma.

    ``listed``: the types of the sure places that it is listed with.
    """

    countries: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Where in a text composite clusters, cities' names and names of rankings of clusters begin.

    ``countries`` are the codes of those spoken of, there or before.
    """

    composites: tuple[int, ...] = ()
    cities: tuple[int, ...] = ()
    rankings: tuple[int, ...] = ()
    countries: frozenset[str] = frozenset()


def choose(candidate: Candidate, text: str, around: Surroundings, beside: Beside, landmarks: Landmarks) -> Found | None:
    """The reading meant; None where the words are no name here."""
    if around.regions and around.language not in _HOME:
        headed = _below_region(candidate, text)
        if headed is not None:
            return headed
    at_home = _of_home(candidate.readings, landmarks.countries)
    if not at_home:
        return _unplaced(candidate, text)
    readings = _agreeing(at_home, beside)
    shared = _shared(candidate, readings)
    placed = around.places or dateline(text, candidate.start, candidate.stop)
    as_cluster = shared and not placed and _cluster_meant(candidate, readings, text, around, landmarks)
    kept = [reading for reading in readings if (reading.entity.type == "cluster") == as_cluster]
    if as_cluster and not kept and not around.cell:
        return _named_after(candidate, readings)
    if shared and (kept or not as_cluster):
        readings = kept
    if not as_cluster and all(reading.name.weak for reading in readings):
        alone = all(reading.entity.type == "cluster" for reading in readings)
        if not (alone and _cluster_meant(candidate, readings, text, around, landmarks)):
            readings = [reading for reading in readings if _supported(reading, candidate, text, beside, around)]
    if not readings:
        return None
    return _first(candidate, readings, text, around, beside)


def _below_region(candidate: Candidate, text: str) -> Found | None:
    """A name alone in a cell below a header for regions, which is the region even where a city is better known."""
    start, stop = candidate.start, candidate.stop
    places = [reading for reading in candidate.of_type("region", "city") if not reading.adjective]
    if not places or text.strip() != text[start:stop]:
        return None
    regions = sorted({reading.entity.id: reading for reading in places if reading.entity.type == "region"}.items())
    if len(regions) == 1:
        meant = regions[0][1]
        return Found(start, stop, "region", meant.entity.id, _score(meant), _method(meant), name=meant.name.text)
    return Found(start, stop, "region", score=70.0, method="discovered", name=text[start:stop])


def _first(candidate: Candidate, readings: Sequence[Reading], text: str, around: Surroundings, beside: Beside) -> Found:
    """The likeliest of the readings that are left; without an entity where two are as likely."""

    def order(reading: Reading) -> tuple[int, ...]:
        return (beside.listed != {reading.entity.type}, *_order(reading, candidate, text, around))

    ordered = sorted(readings, key=lambda reading: (order(reading), reading.entity.id))
    first = ordered[0]
    rivals = tuple((reading.entity.id, _score(reading)) for reading in ordered[1:6])
    start, stop, kind = candidate.start, candidate.stop, first.entity.type
    if any(order(other) == order(first) for other in ordered[1:]):
        return Found(start, stop, kind, "", 60.0, "ambiguous", ((first.entity.id, 60.0), *rivals))
    if kind == "city" and not first.adjective and _OF_REGION.match(text, stop):
        # The region around a city, which no list has: "the Bukhara region".
        return Found(start, stop, "region", score=70.0, method="discovered", name=first.name.text)
    return Found(start, stop, kind, first.entity.id, _score(first), _method(first), rivals, name=first.name.text)


def _of_home(readings: Sequence[Reading], countries: Collection[str]) -> list[Reading]:
    """Readings without the bodies of states other than those spoken of."""
    return [one for one in readings if not of_another_country(one.entity, one.name, countries)]


def _unplaced(candidate: Candidate, text: str) -> Found | None:
    """The body of a state that the name does not tell; None where the words are written as plain ones."""
    start, stop = candidate.start, candidate.stop
    if not text[start].isupper():
        return None
    return Found(start, stop, "organisation", score=70.0, method="discovered", name=text[start:stop])


def _shared(candidate: Candidate, readings: Sequence[Reading]) -> bool:
    """Whether the words may name a city as well as a cluster, or a cluster and something else."""
    if any(reading.adjective for reading in candidate.readings):
        return False
    kinds = {reading.entity.type for reading in readings}
    return "city" in kinds or ("cluster" in kinds and len(kinds) > 1)


def _cluster_meant(
    candidate: Candidate, readings: Sequence[Reading], text: str, around: Surroundings, landmarks: Landmarks
) -> bool:
    """Whether a name that a place and a cluster share means the cluster here."""
    start, stop = candidate.start, candidate.stop
    first, last = _sentence(text, start, stop)
    spot = Spot(
        text,
        start,
        stop,
        first,
        last,
        around.near,
        landmarks.composites,
        landmarks.cities,
        ranking=bool(landmarks.rankings),
        listed=around.listed,
        cell=around.cell,
        inflected=all(reading.how for reading in readings),
        over=around.standing.over,
    )
    entities = tuple(reading.entity for reading in readings)
    return around.senses.cluster(spot, clues(spot, entities, frozenset(around.entities))) > _EVEN


def _named_after(candidate: Candidate, readings: Sequence[Reading]) -> Found:
    """A cluster that no list has, named after its city."""
    city = min((reading.entity for reading in readings), key=lambda entity: entity.id)
    return Found(
        candidate.start, candidate.stop, "cluster", score=70.0, method="discovered", name=city.name, settled=True
    )


def _agreeing(readings: Sequence[Reading], beside: Beside) -> list[Reading]:
    """Readings of the region or country named beside, where there are such."""
    inside = [reading for reading in readings if reading.entity.within in beside.regions]
    if inside:
        return inside
    fitting = [reading for reading in readings if beside.countries & set(reading.entity.country.split(","))]
    return fitting or list(readings)


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
    beside: Beside,
    around: Surroundings,
) -> bool:
    """Whether a weak name has something beside it that speaks for it."""
    entity = reading.entity
    if entity.id in around.entities or beside.countries & set(entity.country.split(",")):
        return True
    if entity.within in beside.regions or beside.listed == {entity.type}:
        return True
    start, stop = candidate.start, candidate.stop
    before, after = text[max(0, start - 30) : start], text[stop : stop + 30]
    several = candidate.last - candidate.first > 1
    if entity.type in _PLACES:
        placed = _CITY_WORD.search(before) is not None or _LOCATIVE.search(before) is not None
        if entity.type == "country":
            # Beside other countries one of them is meant, not the region of a country that is not spoken of.
            rivals = {one.entity.country for one in candidate.readings if one.entity.type != "country"}
            return placed or (bool(around.countries) and rivals.isdisjoint(around.countries))
        return placed if entity.type == "city" else _REGION_AFTER.match(after) is not None
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
