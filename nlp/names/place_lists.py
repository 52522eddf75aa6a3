"""Places in lists: what the surely known ones are says what those beside them are ("Wales, Scotland and Kent")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from nlp.names.reading import Candidate

_PLACES = ("country", "region", "city")
_LISTED = re.compile(r"(?:\s?\([^()\n]{1,12}\))?(?:,|;|,? (?:and|or|as well as)| &) (?:the )?")
_OPENING = re.compile(r"[\W\d_]*")
_LONGEST_GAP = 24


def listed_types(possible: Sequence[Candidate], text: str) -> Mapping[int, frozenset[str]]:
    """The types of the sure places in the list around each place, by where the place begins."""
    found: dict[int, frozenset[str]] = {}
    for run in _runs(possible, text):
        sure = {one.start: kind for one in run if (kind := sure_type(one))}
        for one in run:
            types = frozenset(kind for start, kind in sure.items() if start != one.start)
            if types:
                found[one.start] = types
    return found


def sure_type(candidate: Candidate) -> str:
    """The type of place that a name can only be; "" where it may be several things or a common word."""
    kinds = {reading.entity.type for reading in candidate.readings}
    if len(kinds) > 1 or any(reading.adjective or reading.name.weak for reading in candidate.readings):
        return ""
    kind = kinds.pop()
    return kind if kind in _PLACES else ""


def opening(possible: Sequence[Candidate], text: str) -> Candidate | None:
    """The place that a text opens with, as an item or a cell does."""
    first = next((one for one in possible if one.of_type(*_PLACES)), None)
    return first if first is not None and _OPENING.fullmatch(text, 0, first.start) else None


def _runs(possible: Sequence[Candidate], text: str) -> Iterator[list[Candidate]]:
    """The places of each list."""
    run: list[Candidate] = []
    for one in sorted(possible, key=lambda each: (each.start, -each.stop)):
        if not one.of_type(*_PLACES) or (run and one.start < run[-1].stop):
            continue
        if run and not (one.start - run[-1].stop < _LONGEST_GAP and _LISTED.fullmatch(text, run[-1].stop, one.start)):
            if len(run) > 1:
                yield run
            run = []
        run.append(one)
    if len(run) > 1:
        yield run
