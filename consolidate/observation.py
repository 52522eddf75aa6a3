"""What all sources say about one subject, indicator, unit, period, status and qualifiers. Nothing is averaged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from operator import attrgetter, itemgetter

import msgspec

from consolidate.columns import DocumentRow, ObservationRow
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
    newness: int
    """Smaller for later dates, and of one year for those known more exactly."""


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


_Rank = tuple[bool, int, int, Decimal, int, int, str, Claim]
"""A claim behind what ranks it: the smallest is the preferred one, and statement ids differ."""

_CRITERIA: tuple[tuple[str, Callable[[_Rank], object]], ...] = (
    ("judged", itemgetter(0)),
    ("newer", itemgetter(1)),
    ("precise", itemgetter(2, 3)),
    ("sources", itemgetter(4)),
    ("surer", itemgetter(5)),
)


def origins(documents: Iterable[DocumentRow]) -> dict[str, Origin]:
    """What decides for or against each document, by its id."""
    found = list(documents)
    dates = sorted({_padded(row.published) for row in found}, reverse=True)
    newness = {date: number for number, date in enumerate(dates)}
    return {row.document_id: Origin(row.published, row.publisher, newness[_padded(row.published)]) for row in found}


def observations(
    claims: Iterable[Claim],
    origins: Mapping[str, Origin],
    name_of: Callable[[str], str],
    teller: Callable[[str], str] = fold_name,
) -> Iterator[ObservationRow]:
    """The observations of claims that come sorted, in the same order.

    ``name_of`` names a subject; ``teller`` gives the same for all names of whoever first told a figure.
    """
    for _, group in groupby(claims, key=_FACT):
        found = list(group)
        name = name_of(found[0].subject_id) or found[0].subject_id
        if len(found) == 1:
            yield _single(found[0], origins, name)
        else:
            yield _several(found, origins, name, teller)


def _agree(claims: Sequence[Claim]) -> bool:
    """Whether what all claim can be one fact, each with each."""
    distinct = {(item.said, item.tolerance): item for item in claims}
    if len(distinct) > _MANY:
        return False
    figures: list[Figure] = []
    for item in distinct.values() if len(distinct) > 1 else ():
        new = _figure(item)
        if not all(can_be_one(new, other) for other in figures):
            return False
        figures.append(new)
    return True


def _figure(item: Claim) -> Figure:
    high = Decimal(item.value_high) if item.value_high else None
    return figure(Decimal(item.value), high, item.comparator, Decimal(item.tolerance))


def _single(item: Claim, origins: Mapping[str, Origin], name: str) -> ObservationRow:
    told = _told(item, origins[item.document_id].published, restated=False)
    return _row([item], name, [told], verdict="single", because="only", sources=1)


def _several(
    found: Sequence[Claim], origins: Mapping[str, Origin], name: str, teller: Callable[[str], str]
) -> ObservationRow:
    said_by = _said_by(found, origins, teller)
    sources = len(set(said_by))
    # Only claims of one source can restate each other.
    originals = _originals(found, origins, said_by) if sources < len(found) else None
    # The preferred one first: judged, then newer document, then more precise, then more sources, then
    # the surer reading, then the id.
    ordered = sorted(_ranked(found, origins, originals))
    claims = [rank[-1] for rank in ordered]
    first_said = set(originals.values()) if originals is not None else None
    told = [
        _told(
            item,
            origins[item.document_id].published,
            restated=first_said is not None and item.statement_id not in first_said,
        )
        for item in claims
    ]
    verdict = "conflict" if not _agree(found) else "agree" if sources > 1 else "single"
    return _row(claims, name, told, verdict=verdict, because=_decided_by(ordered), sources=sources)


def _decided_by(ordered: Sequence[_Rank]) -> str:
    first = ordered[0]
    other = next((rank for rank in ordered if rank[-1].said != first[-1].said), None)
    if other is None:
        return "only"
    return next((name for name, criterion in _CRITERIA if criterion(first) != criterion(other)), "id")


def _ranked(
    found: Sequence[Claim], origins: Mapping[str, Origin], originals: Mapping[tuple[str, str], str] | None
) -> Iterator[_Rank]:
    """Claims behind what ranks them; what a source says twice backs a value once."""
    backing = Counter([item.said for item in found] if originals is None else [said for _, said in originals])
    for item in found:
        yield (
            item.judgement not in JUDGED,
            origins[item.document_id].newness,
            item.exactness,
            _decimal(item.tolerance),
            -backing[item.said],
            item.unsure,
            item.statement_id,
            item,
        )


def _originals(
    found: Sequence[Claim], origins: Mapping[str, Origin], said_by: Sequence[str]
) -> dict[tuple[str, str], str]:
    """The statement in which each source says each value first: in its own words, then in the oldest document."""
    earliest: dict[tuple[str, str], tuple[bool, str, str]] = {}
    for item, source in zip(found, said_by, strict=True):
        rank = (bool(item.according_to), origins[item.document_id].published or "9", item.statement_id)
        key = (source, item.said)
        earliest[key] = min(rank, earliest.get(key, rank))
    return {key: statement_id for key, (_, _, statement_id) in earliest.items()}


def _said_by(found: Sequence[Claim], origins: Mapping[str, Origin], teller: Callable[[str], str]) -> list[str]:
    """Who said each first: the source that the text names; a document whose publisher others name is that source."""
    named = {teller(item.according_to) for item in found if item.according_to}
    if not named:
        return [item.document_id for item in found]
    publishers = [teller(origins[item.document_id].publisher) for item in found]
    return [
        f"said by {teller(item.according_to)}"
        if item.according_to
        else f"said by {publisher}"
        if publisher and publisher in named
        else item.document_id
        for item, publisher in zip(found, publishers, strict=True)
    ]


@lru_cache(maxsize=10_000)
def _decimal(text: str) -> Decimal:
    return Decimal(text)


def _padded(date: str) -> str:
    """A date so that "2023" sorts before every date known more exactly."""
    return date.ljust(10)


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
