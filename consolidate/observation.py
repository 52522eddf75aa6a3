"""What all sources say about one subject, indicator, unit, period, status and qualifiers. Nothing is averaged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

import msgspec

from consolidate.columns import ObservationRow
from consolidate.fact import Claim
from consolidate.identity import fold_name
from consolidate.precision import Figure, can_be_one, figure

JUDGED = ("accept", "correct", "add")
_MANY = 60
"""With so many different values they are not all one rounded figure."""
_FACT = attrgetter("observation_id")
_ENCODER = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Origin:
    """What decides between documents: when one was published, and by whom."""

    published: str
    publisher: str
    newness: tuple[int, ...]
    """Sorts later dates first, and of one year the dates known more exactly."""


_Value = tuple[Decimal | None, ...]
"""The first three fields of a figure: what it states, however exactly."""


class _Told(msgspec.Struct, omit_defaults=True, kw_only=True):
    """One value beside its source, as the observation tells it; names in their order, so that nothing is sorted."""

    according_to: str = ""
    comparator: str
    document_id: str
    judgement: str = ""
    published: str
    restated: bool = False
    stated: str
    statement_id: str
    value: str
    value_high: str = ""


class _Weighed(NamedTuple):
    """A claim behind what ranks it: the smallest is the preferred one, and statement ids differ."""

    undecided: bool
    newness: tuple[int, ...]
    exactness: int
    tolerance: Decimal
    unsupported: int
    unsure: float
    statement_id: str
    claim: Claim
    figure: Figure
    value: _Value
    published: str
    restated: bool


_CRITERIA: tuple[tuple[str, Callable[[_Weighed], object]], ...] = (
    ("judged", itemgetter(0)),
    ("newer", itemgetter(1)),
    ("precise", itemgetter(2, 3)),
    ("sources", itemgetter(4)),
    ("surer", itemgetter(5)),
)


def origin(published: str, publisher: str) -> Origin:
    """What decides for or against a document."""
    return Origin(published, publisher, tuple(-ord(letter) for letter in published.ljust(10, " ")))


def observations(
    claims: Iterable[Claim], origins: Mapping[str, Origin], name_of: Callable[[str], str]
) -> Iterator[ObservationRow]:
    """The observations of claims that come sorted, in the same order; ``name_of`` names a subject."""
    for _, group in groupby(claims, key=_FACT):
        found = list(group)
        name = name_of(found[0].subject_id) or found[0].subject_id
        if len(found) == 1:
            yield _single(found[0], origins, name)
        else:
            yield _several(found, origins, name)


def agreement(figures: Iterable[Figure]) -> bool:
    """Whether all figures can be one fact, each with each."""
    distinct = set(figures)
    if len(distinct) > _MANY:
        return False
    return all(can_be_one(first, second) for first, second in combinations(distinct, 2))


def _single(item: Claim, origins: Mapping[str, Origin], name: str) -> ObservationRow:
    told = _told(item, origins[item.document_id].published, restated=False)
    return _row([item], name, [told], verdict="single", because="only", sources=1)


def _several(found: Sequence[Claim], origins: Mapping[str, Origin], name: str) -> ObservationRow:
    said_by = _said_by(found, origins)
    # The preferred one first: judged, then newer document, then more precise, then more sources, then
    # the surer reading, then the id.
    ordered = sorted(_weigh(found, origins, said_by))
    sources = len(set(said_by))
    verdict = "conflict" if not agreement([item.figure for item in ordered]) else "agree" if sources > 1 else "single"
    told = [_told(item.claim, item.published, restated=item.restated) for item in ordered]
    claims = [item.claim for item in ordered]
    return _row(claims, name, told, verdict=verdict, because=_decided_by(ordered), sources=sources)


def _decided_by(ordered: Sequence[_Weighed]) -> str:
    first = ordered[0]
    other = next((item for item in ordered if item.value != first.value), None)
    if other is None:
        return "only"
    return next((name for name, criterion in _CRITERIA if criterion(first) != criterion(other)), "id")


def _weigh(found: Sequence[Claim], origins: Mapping[str, Origin], said_by: Sequence[str]) -> Iterator[_Weighed]:
    """Claims behind what ranks them; of one value of one source the earliest is the original."""
    figures = [_figure_of(item.value, item.value_high, item.comparator, item.stated, item.unit) for item in found]
    values: list[_Value] = [stated[:3] for stated in figures]
    # Only claims of one source can restate each other.
    alone = len(set(said_by)) == len(found)
    originals = {} if alone else _originals(found, origins, list(zip(said_by, values, strict=True)))
    backing: dict[_Value, int] = {}
    for value in values if alone else [value for _, value in originals]:
        backing[value] = backing.get(value, 0) + 1
    for item, stated, value, source in zip(found, figures, values, said_by, strict=True):
        document = origins[item.document_id]
        yield _Weighed(
            item.judgement not in JUDGED,
            document.newness,
            stated.exactness,
            stated.tolerance,
            -backing[value],
            -float(item.confidence),
            item.statement_id,
            item,
            stated,
            value,
            document.published,
            originals.get((source, value), item.statement_id) != item.statement_id,
        )


def _originals(
    found: Sequence[Claim], origins: Mapping[str, Origin], said: Sequence[tuple[str, _Value]]
) -> dict[tuple[str, _Value], str]:
    """The statement in which each source says each value first: in its own words, then in the oldest document."""
    earliest: dict[tuple[str, _Value], tuple[bool, str, str]] = {}
    for item, key in zip(found, said, strict=True):
        rank = (bool(item.according_to), origins[item.document_id].published or "9", item.statement_id)
        earliest[key] = min(rank, earliest.get(key, rank))
    return {key: statement_id for key, (_, _, statement_id) in earliest.items()}


def _said_by(found: Sequence[Claim], origins: Mapping[str, Origin]) -> list[str]:
    """Who said each first: the source that the text names; a document whose publisher others name is that source."""
    named = {fold_name(item.according_to) for item in found if item.according_to}
    if not named:
        return [item.document_id for item in found]
    publishers = [fold_name(origins[item.document_id].publisher) for item in found]
    return [
        f"said by {fold_name(item.according_to)}"
        if item.according_to
        else f"said by {publisher}"
        if publisher and publisher in named
        else item.document_id
        for item, publisher in zip(found, publishers, strict=True)
    ]


@lru_cache(maxsize=50_000)
def _figure_of(value: str, value_high: str, comparator: str, stated: str, unit: str) -> Figure:
    return figure(Decimal(value), Decimal(value_high) if value_high else None, comparator, stated, unit)


def _told(item: Claim, published: str, *, restated: bool) -> _Told:
    return _Told(
        according_to=item.according_to,
        comparator=item.comparator,
        document_id=item.document_id,
        judgement=item.judgement,
        published=published,
        restated=restated,
        stated=item.stated,
        statement_id=item.statement_id,
        value=item.value,
        value_high=item.value_high,
    )


def _row(
    claims: Sequence[Claim], name: str, told: list[_Told], *, verdict: str, because: str, sources: int
) -> ObservationRow:
    """The row of claims on one fact, the preferred one first."""
    best = claims[0]
    return ObservationRow(
        best.observation_id,
        best.subject_id,
        name,
        best.indicator,
        best.unit,
        best.period,
        best.status,
        best.qualifiers,
        best.value,
        _ENCODER.encode(told).decode(),
        verdict,
        len(claims),
        len({item.document_id for item in claims}),
        _ENCODER.encode([item.statement_id for item in claims]).decode(),
        best.value_high,
        best.comparator,
        because,
        sources,
    )
