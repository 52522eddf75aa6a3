"""Names in a text: those of the gazetteer, chosen among by context, and those nobody has listed yet."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from gazetteer import Gazetteer, Wording, wording
from language import identify
from nlp.findings import Mention
from nlp.names.abbreviations import Alias, introduced
from nlp.names.beyond import Beyond
from nlp.names.chain_clues import ChainClues
from nlp.names.choice import OF_CLUSTERS, Beside, Landmarks, Surroundings, choose
from nlp.names.composites import composites
from nlp.names.dividing import divided_names
from nlp.names.english_discovery import english_names, title_case
from nlp.names.fitting import fitted, of_currency
from nlp.names.foreign import dotted, latin_names, whole_latin
from nlp.names.found import Found
from nlp.names.heard import heard_places
from nlp.names.linking import linked, linked_surely
from nlp.names.persons import persons
from nlp.names.place_lists import listed_types, opening, sure_type
from nlp.names.plausibility import Grounds, plausible
from nlp.names.reading import Candidate, PlaceWords, candidates, place_words
from nlp.names.regions import region_names
from nlp.names.slavic_discovery import slavic_names
from nlp.names.span import versioned
from nlp.names.unexplained import unexplained_names

_CLUSTERS = re.compile(r"cluster|кластер", re.IGNORECASE)
_BESIDE = re.compile(
    r"^[\"'»“”’]?(?:\s*[(,]|\s+in(?=\s)|\s+\((?:in|the))\s*(?:the\s+)?(?:(?:city|province|state|штат|провинция|провінція)\s+)?"
)
_NESTING = ("programme", "organisation", "cluster", "publication", "ranking", "event")
_TOLD = ("programme", "organisation")
_PLACES = ("country", "region", "city")
_CYRILLIC = ("ru", "uk")
NameSource = Callable[[str], Sequence[Found]]
"""What finds further names in a text."""
_MINISTRY = re.compile(r"М[иі]н")
_FOOTNOTE_MARKS = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_LATIN_LETTER = re.compile(r"[A-Z]")


def recognise(
    text: str,
    language: str | None = None,
    gazetteer: Gazetteer | None = None,
    others: NameSource | None = None,
) -> tuple[Mention, ...]:
    """The names in a text, in order; ``start`` and ``stop`` are offsets in the text as given.

    ``others`` gives further names (see ``nlp.names.component.PipelineNames``); they stand where nothing else does.

    >>> [(m.text, m.entity_id) for m in recognise("В списке ВОИС первым стоит кластер Токио – Йокогама.")]
    [('ВОИС', 'org:int:wipo'), ('Токио – Йокогама', 'clu:s:jp:tokyo-yokohama')]
    """
    known = gazetteer or Gazetteer.load()
    spoken = language or identify(text)
    around = Surroundings(spoken, clusters=_CLUSTERS.search(text) is not None)
    return tuple(mention(found, text, spoken) for found in find(text, around, known, others))


def mention(found: Found, text: str, language: str) -> Mention:
    """The mention that a found name gives."""
    return Mention(
        text=text[found.start : found.stop],
        type=found.type,
        language=found.language or language,
        start=found.start,
        stop=found.stop,
        entity_id=found.entity_id,
        score=found.score,
        method=found.method,
        rivals=found.rivals,
    )


def find(text: str, around: Surroundings, gazetteer: Gazetteer, others: NameSource | None = None) -> tuple[Found, ...]:
    """The names in one text, in order; what it explains about names is remembered in ``around``."""
    worded = wording(text)
    if not worded:
        return ()
    possible = candidates(worded, gazetteer, around.language)
    placed = place_words(possible)
    new = _unlisted(text, worded, possible, placed, around, gazetteer)
    grounds = Grounds(around.language, around.entities, placed.all, around.placing)
    listed = _listed(text, worded, possible, new, grounds, around, gazetteer)
    if around.language in _CYRILLIC:
        listed += _heard(worded, listed, around.language, gazetteer)
    people = [one for one in persons(worded, listed) if not _overlaps(one, listed)]
    found = [linked(one, text, around, gazetteer) if not one.entity_id and one.method == "discovered" else one
             for one in (*listed, *people)]  # fmt: skip
    found = _with_short_names(found, text, worded, around)
    if around.language not in _CYRILLIC:
        divided = _divided(found, text, worded, _hints(possible), around, gazetteer)
        found = _with_short_names(divided, text, worded, around)
    for one in others(text) if others is not None else ():
        if not _overlaps(one, found):
            found.append(one if one.entity_id else linked(one, text, around, gazetteer))
    if around.language in _CYRILLIC:
        found = _with_unexplained(found, text, worded, around, gazetteer)
        found = [
            one if one.entity_id or one.method != "discovered" else linked_surely(one, text, around, gazetteer)
            for one in whole_latin(worded, found)
        ]
    found = _with_versions(found, text, around, gazetteer)
    return tuple(sorted(found, key=lambda one: (one.start, -one.stop)))


def _with_versions(found: Sequence[Found], text: str, around: Surroundings, gazetteer: Gazetteer) -> list[Found]:
    """The names, those with the number of a version behind them as the names of their own that they are."""
    new: list[Found] = []
    for one in found:
        stop = versioned(text, one.stop) if one.type in _NESTING else one.stop
        if stop != one.stop:
            name = (one.name or text[one.start : one.stop]) + text[one.stop : stop]
            longer = replace(one, stop=stop, entity_id="", method="discovered", name=name, rivals=())
            new.append(linked_surely(longer, text, around, gazetteer))
    return [*(one for one in found if not _overlaps(one, new)), *new]


def _hints(possible: Sequence[Candidate]) -> dict[tuple[int, int], frozenset[str]]:
    """What listed names of everyday words ("Intel", "Oxford") may name beside a place, by their words."""
    return {
        (one.first, one.last): frozenset(reading.entity.type for reading in told)
        for one in possible
        if (told := [reading for reading in one.of_type(*_NESTING) if reading.name.weak])
    }


def _divided(
    found: Sequence[Found],
    text: str,
    worded: Wording,
    hints: Mapping[tuple[int, int], frozenset[str]],
    around: Surroundings,
    gazetteer: Gazetteer,
) -> list[Found]:
    """The names found, those in chains of capital words as the whole of each chain is best divided."""
    kept = list(found)
    beyond = around.beyond or Beyond(text)
    clues = ChainClues(worded, found, hints, around.told, beyond, around.near, around.standing)
    for chain, names in divided_names(worded, found, clues, around.told, around.divider):
        within = [one for _, _, one in chain.within]
        kept = [one for one in kept if one not in within]
        kept += [one if one in within else linked_surely(one, text, around, gazetteer) for one in names]
    return kept


def _with_short_names(found: Sequence[Found], text: str, worded: Wording, around: Surroundings) -> list[Found]:
    """The names with the short ones they introduce, there and further on in the text."""
    short = _introduced(text, found, around)
    if not short:
        return list(found)
    since = min(one.stop for one in short)
    named = [one for one in found if not _overlaps(one, short)] + short
    later = [one for one in around.aliases.find(worded) if one.start >= since]
    spans = {(one.start, one.stop) for one in later}
    named = [one for one in named if one.method != "discovered" or (one.start, one.stop) not in spans]
    return named + [one for one in later if not _overlaps(one, named)]


def _with_unexplained(
    found: Sequence[Found], text: str, worded: Wording, around: Surroundings, gazetteer: Gazetteer
) -> list[Found]:
    """The names and those among what is left over, which take the place of names of places inside them."""
    new = [
        linked_surely(one, text, around, gazetteer)
        for one in unexplained_names(
            worded, found, around.language, around.kinds, around.beyond or Beyond(text), around.near, around.standing
        )
    ]
    return [*(one for one in found if not _overlaps(one, new)), *new]


def _unlisted(
    text: str,
    worded: Wording,
    possible: Sequence[Candidate],
    placed: PlaceWords,
    around: Surroundings,
    gazetteer: Gazetteer,
) -> list[Found]:
    """Names by head words, composites, and short names the document has introduced."""
    places = placed.all
    found: list[Found] = []
    if around.language in _CYRILLIC:
        found += slavic_names(worded, around.language, placed, around.beyond or Beyond(text))
    if around.language not in _CYRILLIC or _LATIN_LETTER.search(text):
        found += english_names(worded, places, foreign=around.language in _CYRILLIC)
    if around.language not in _CYRILLIC and title_case(worded):
        found = [one for one in found if one.score >= 70.0]
    known = frozenset((candidate.start, candidate.stop) for candidate in possible)
    found += region_names(worded, around.language if around.language in _CYRILLIC else "en", placed)
    found = [_with_point(one, text) for one in found]
    if around.language in _CYRILLIC and _LATIN_LETTER.search(text):
        found += [one for one in latin_names(worded, places) if _holds_place(worded, one, places)]
    found += composites(text, gazetteer, around.language, known, clusters=around.clusters)
    found += around.aliases.find(worded)
    return found


def _with_point(one: Found, text: str) -> Found:
    """A name with what a point joins to it («UNIT.Kharkiv»), without the mark of a footnote."""
    stop = dotted(text, one.stop)
    if stop != one.stop:
        return replace(one, stop=stop, name=one.name + text[one.stop : stop])
    words = text[one.start : stop]
    bare = words.rstrip(_FOOTNOTE_MARKS)
    return one if bare == words else replace(one, stop=one.start + len(bare), name=one.name.rstrip(_FOOTNOTE_MARKS))


def _holds_place(worded: Wording, one: Found, places: frozenset[int]) -> bool:
    """Whether a place stands inside a name, so that the two must be weighed together («Gualapak Ukraine»)."""
    return any(one.start <= worded.starts[at] < one.stop for at in places)


def _listed(
    text: str,
    worded: Wording,
    possible: Sequence[Candidate],
    new: Sequence[Found],
    grounds: Grounds,
    around: Surroundings,
    gazetteer: Gazetteer,
) -> list[Found]:
    """Gazetteer names and new ones together, the longer before the shorter."""
    kept: list[Found] = []
    kinds: dict[tuple[int, int], set[str]] = {}
    stretches: list[tuple[int, int, int, Candidate | Found]] = [
        (candidate.stop - candidate.start, _rank(candidate), candidate.start, candidate) for candidate in possible
    ]
    stretches += [(one.stop - one.start, _precedence(one), one.start, one) for one in new]
    chosen: list[Found] = []
    taken = bytearray(len(text))
    landmarks = _landmarks(possible, new, around)
    together = _together(possible, text, around)
    for _, _, _, stretch in sorted(stretches, key=lambda item: (-item[0], -item[1], item[2])):
        found = stretch
        covered = any(taken[stretch.start : stretch.stop])
        if covered and not (isinstance(found, Candidate) and _may_stand_inside(found, chosen)):
            continue
        if isinstance(found, Candidate):
            if not plausible(worded, found, grounds):
                continue
            one = choose(found, text, around, _beside(found, possible, text, together), landmarks)
            if one is None or of_currency(one, text):
                continue
            found = _with_country(fitted(one, text, around, gazetteer), possible, text)
        chosen.append(found)
        taken[found.start : found.stop] = b"\1" * (found.stop - found.start)
    for found in sorted(chosen, key=lambda one: one.start):
        kept.append(found)
        if found.entity_id in gazetteer:
            around.note(gazetteer.entity(found.entity_id))
        kinds.setdefault((found.start, found.stop), set()).add(found.type)
    return kept


def _with_country(found: Found, possible: Sequence[Candidate], text: str) -> Found:
    """A ministry with the country or region right behind («Минпромторг РФ»): another's is another ministry."""
    if (
        found.type != "organisation"
        or _MINISTRY.match(text, found.start) is None
        or text[found.stop : found.stop + 1] != " "
    ):
        return found
    for other in possible:
        readings = [one for one in other.of_type("country", "region") if not one.adjective]
        if other.start == found.stop + 1 and readings:
            owners = {code for one in readings for code in one.entity.country.split(",")}
            name = f"{found.name} {text[other.start : other.stop]}"
            if found.entity_id.split(":")[1:2] and found.entity_id.split(":")[1].upper() in owners:
                return replace(found, stop=other.stop, name=name)
            return Found(found.start, other.stop, found.type, score=72.0, method="discovered", name=name)
    return found


def _rank(candidate: Candidate) -> int:
    """A listed programme or body before all (3), since a type word inside its name says nothing of it, others (1)."""
    told = candidate.last - candidate.first > 1 and {one.entity.type for one in candidate.readings} <= set(_TOLD)
    return 3 if told else 1


def _precedence(one: Found) -> int:
    """A new name before (2) or after (0) one of the gazetteer of the same span: what a type word says goes before."""
    return 2 if one.method != "discovered" or one.type in ("cluster", "region") else 0


def _landmarks(possible: Sequence[Candidate], new: Sequence[Found], around: Surroundings) -> Landmarks:
    """Where clusters of several places, cities, and rankings of clusters are named, and which countries are meant."""
    composites = {
        candidate.start for candidate in possible if any(len(r.entity.parts) > 1 for r in candidate.of_type("cluster"))
    }
    composites.update(one.start for one in new if one.type == "cluster" and one.entity_id)
    cities = {candidate.start for candidate in possible if any(not r.adjective for r in candidate.of_type("city"))}
    rankings = {
        one.start for one in possible if any(r.entity.id.startswith(OF_CLUSTERS) for r in one.of_type("ranking"))
    }
    countries = frozenset(
        code for one in possible for reading in one.of_type("country") for code in reading.entity.country.split(",")
    )
    spoken_of = countries.union(around.countries)
    return Landmarks(tuple(sorted(composites)), tuple(sorted(cities)), tuple(sorted(rankings)), spoken_of)


def _may_stand_inside(inner: Candidate, chosen: Sequence[Found]) -> bool:
    """Whether a name inside another one is a mention of its own (a ministry inside a programme's name)."""
    types = {reading.entity.type for reading in inner.readings}
    if inner.last - inner.first < 2 or not types <= set(_NESTING):
        return False
    holders = [one for one in chosen if inner.start < one.stop and one.start < inner.stop]
    return all(
        one.start <= inner.start
        and inner.stop <= one.stop
        and one.stop - one.start > inner.stop - inner.start
        and one.type in _NESTING
        and one.type not in types
        for one in holders
    )


def _heard(worded: Wording, found: Sequence[Found], language: str, gazetteer: Gazetteer) -> list[Found]:
    """Places in unlisted spellings among the words no other name has taken."""
    taken = frozenset(
        at for one in found for at in range(bisect_right(worded.stops, one.start), bisect_left(worded.starts, one.stop))
    )
    return list(heard_places(worded, language, taken, gazetteer))


def _overlaps(one: Found, others: Sequence[Found]) -> bool:
    return any(one.start < other.stop and other.start < one.stop for other in others)


def _together(possible: Sequence[Candidate], text: str, around: Surroundings) -> Mapping[int, frozenset[str]]:
    """The types of the sure places that each place is listed with, in the text or in the items or cells before it."""
    if around.language in _CYRILLIC:  # there a region's name has another form than its city's
        return {}
    listed = dict(listed_types(possible, text))
    first = opening(possible, text)
    if first is not None:
        if around.alike:
            listed[first.start] = listed.get(first.start, frozenset()) | around.alike
        kind = sure_type(first)
        if kind:
            around.alike.add(kind)
    return listed


def _beside(
    candidate: Candidate, possible: Sequence[Candidate], text: str, together: Mapping[int, frozenset[str]]
) -> Beside:
    """What stands right after a name, in brackets or after a comma, and what it is listed with."""
    listed = together.get(candidate.start, frozenset())
    gap = _BESIDE.match(text[candidate.stop : candidate.stop + 24])
    if gap is None:
        return Beside(listed=listed)
    at = candidate.stop + gap.end()
    readings = [
        reading
        for other in possible
        if other.start == at
        for reading in other.of_type("country", "region")
        if not reading.adjective
    ]
    return Beside(
        frozenset(code for reading in readings for code in reading.entity.country.split(",") if code),
        frozenset(reading.entity.id for reading in readings if reading.entity.type == "region"),
        listed,
    )


def _introduced(text: str, found: Sequence[Found], around: Surroundings) -> list[Found]:
    """The short names introduced in brackets behind the names found; they are names themselves."""
    new: list[Found] = []
    for one in found:
        if one.type in _PLACES or one.type == "person":
            continue
        span = introduced(text, one)
        if span is None:
            continue
        start, stop = span
        # A country in brackets says where the thing lies: «кластер „X“ (США)» gives no short name.
        if any(other.type in _PLACES and other.start < stop and start < other.stop for other in found):
            continue
        short = text[start:stop]
        around.aliases.add(Alias(short, one.type, one.entity_id, one.name), around.language)
        alias = replace(one, start=start, stop=stop, method="acronym", score=max(one.score, 90.0), rivals=())
        if not _overlaps(alias, [other for other in found if other.method != "discovered" or other == one]):
            new.append(alias)
    return new
