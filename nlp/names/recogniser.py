"""Names in a text: those of the gazetteer, chosen among by context, and those nobody has listed yet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gazetteer import Gazetteer, Wording, wording
from language import identify
from nlp.findings import Mention
from nlp.names.choice import Surroundings, choose
from nlp.names.found import Found
from nlp.names.reading import Candidate, candidates

_CLUSTERS = re.compile(r"cluster|кластер", re.IGNORECASE)
_BESIDE = re.compile(r"^[\"'»“”’]?\s*(?:[(,]\s*)(?:(?:city|province|state|штат|провинция|провінція)\s+)?")
_HOLDING = ("programme", "organisation", "cluster", "publication", "ranking")


def recognise(text: str, language: str | None = None, gazetteer: Gazetteer | None = None) -> tuple[Mention, ...]:
    """The names in a text, in order; ``start`` and ``stop`` are offsets in the text as given.

    >>> [(m.text, m.entity_id) for m in recognise("В списке ВОИС первым стоит кластер Токио – Йокогама.")]
    [('ВОИС', 'org:int:wipo'), ('Токио – Йокогама', 'clu:s:jp:tokyo-yokohama')]
    """
    known = gazetteer or Gazetteer.load()
    spoken = language or identify(text)
    around = Surroundings(spoken, clusters=_CLUSTERS.search(text) is not None)
    return tuple(mention(found, text, spoken) for found in find(text, around, known))


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


def find(text: str, around: Surroundings, gazetteer: Gazetteer) -> tuple[Found, ...]:
    """The names in one text, in order."""
    worded = wording(text)
    possible = candidates(worded, gazetteer, around.language)
    taken: list[Found] = []
    for candidate in _longest(possible):
        beside = _countries_beside(candidate, possible, text)
        found = choose(candidate, text, around, beside)
        if found is not None:
            taken.append(found)
            if found.entity_id:
                around.note(gazetteer.entity(found.entity_id))
    return tuple(sorted(taken, key=lambda found: (found.start, -found.stop)))


def _longest(possible: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that no longer one covers, and those that may stand inside another one."""
    kept: list[Candidate] = []
    for candidate in sorted(possible, key=lambda c: (c.first - c.last, c.first)):
        holders = [other for other in kept if other.first < candidate.last and candidate.first < other.last]
        if all(_may_hold(other, candidate) for other in holders):
            kept.append(candidate)
    return sorted(kept, key=lambda c: (c.first, -c.last))


def _may_hold(outer: Candidate, inner: Candidate) -> bool:
    """Whether a name inside another one is a mention of its own (a ministry inside a programme's name)."""
    if not (outer.first <= inner.first and inner.last <= outer.last) or inner.last - inner.first < 2:
        return False
    kinds = {reading.entity.type for reading in inner.readings}
    return bool(outer.of_type(*_HOLDING)) and bool(kinds & set(_HOLDING)) and not kinds & {
        reading.entity.type for reading in outer.readings
    }


def _countries_beside(candidate: Candidate, possible: Sequence[Candidate], text: str) -> frozenset[str]:
    """The countries that stand right after a name, in brackets or after a comma."""
    gap = _BESIDE.match(text[candidate.stop : candidate.stop + 24])
    if gap is None:
        return frozenset()
    at = candidate.stop + gap.end()
    return frozenset(
        code
        for other in possible
        if other.start == at
        for reading in other.of_type("country")
        if not reading.adjective
        for code in reading.entity.country.split(",")
    )


def words_of(text: str) -> Wording:
    """The words of a text."""
    return wording(text)
