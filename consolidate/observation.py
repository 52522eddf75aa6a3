"""What all sources say about one subject, indicator, unit, period, status and qualifiers. Nothing is averaged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import combinations, groupby
from operator import itemgetter
from typing import NamedTuple

from consolidate.columns import STATEMENTS, ObservationRow, Row
from consolidate.identity import fold_name
from consolidate.precision import Figure, can_be_one, figure
from consolidate.wording import as_json, content_id, pairs_json, pairs_of

JUDGED = ("accept", "correct", "add")
_ORIGIN = "according_to"
"""The qualifier that tells who said it first; it is about the source and not about the fact."""
_MANY = 60
"""With so many different values they are not all one rounded figure."""


class Claim(NamedTuple):
    """A statement as far as observations need it; the first six columns say what the fact is about."""

    subject_id: str
    indicator: str
    unit: str
    status: str
    qualifiers: str
    period: str
    statement_id: str
    document_id: str
    value: str
    value_high: str
    comparator: str
    stated: str
    judgement: str
    according_to: str


_FACT = itemgetter(slice(6))
_JUDGEMENT = STATEMENTS.names.index("judgement")
_QUALIFIERS = STATEMENTS.names.index("qualifiers")
_CLAIMED = itemgetter(*(STATEMENTS.names.index(name) for name in Claim._fields if name != _ORIGIN))


@dataclass(frozen=True, slots=True)
class Origin:
    """What decides between documents: when one was published, and by whom."""

    published: str
    publisher: str


_Value = tuple[Decimal | None, ...]
"""The first three fields of a figure: what it states, however exactly."""


class _Weighed(NamedTuple):
    """A claim behind what ranks it: the smallest is the preferred one, and statement ids differ."""

    undecided: int
    newness: tuple[int, ...]
    exactness: int
    tolerance: Decimal
    unsupported: int
    statement_id: str
    claim: Claim
    figure: Figure
    published: str
    origin: str
    restated: bool


_CRITERIA: tuple[tuple[str, Callable[[_Weighed], object]], ...] = (
    ("judged", itemgetter(0)),
    ("newer", itemgetter(1)),
    ("precise", itemgetter(2, 3)),
    ("sources", itemgetter(4)),
)


def claim(row: Row) -> Row | None:
    """What a statement claims, in the order of ``Claim``, or nothing when a person rejected it."""
    if row[_JUDGEMENT] == "reject":
        return None
    claimed: Row = (*_CLAIMED(row), "")
    if _ORIGIN not in str(row[_QUALIFIERS]):
        return claimed
    pairs = pairs_of(str(row[_QUALIFIERS]))
    fact = Claim._make(claimed)
    return tuple(
        fact._replace(
            qualifiers=pairs_json([pair for pair in pairs if pair[0] != _ORIGIN]),
            according_to=dict(pairs).get(_ORIGIN, ""),
        )
    )


def observations(
    claims: Iterable[Row], origins: Mapping[str, Origin], name_of: Callable[[str], str]
) -> Iterator[ObservationRow]:
    """The observations of claims that come sorted, in the same order; ``name_of`` names a subject."""
    for about, group in groupby(claims, key=_FACT):
        found = [Claim._make(row) for row in group]
        name = name_of(about[0]) or about[0]
        if len(found) == 1:
            yield _single(found[0], origins, name)
        else:
            yield _several(found, origins, name)


def agreement(figures: Iterable[Figure]) -> bool:
    """Whether all figures can be one fact, each with each."""
    distinct = sorted(set(figures), key=lambda item: (item.value, item.exactness, item.tolerance))
    if len(distinct) > _MANY:
        return False
    return all(can_be_one(first, second) for first, second in combinations(distinct, 2))


def _single(item: Claim, origins: Mapping[str, Origin], name: str) -> ObservationRow:
    told = _told(item, origins[item.document_id].published, restated=False)
    return _row(item, name, [told], verdict="single", because="only", sources=1, claims=(item,))


def _several(found: list[Claim], origins: Mapping[str, Origin], name: str) -> ObservationRow:
    # The preferred one first: judged, then newer document, then more precise, then more sources, then the id.
    ordered = sorted(_weigh(found, origins))
    sources = len({item.origin for item in ordered})
    figures = [item.figure for item in ordered]
    verdict = "conflict" if not agreement(figures) else "agree" if sources > 1 else "single"
    told = [_told(item.claim, item.published, restated=item.restated) for item in ordered]
    claims = tuple(item.claim for item in ordered)
    because = _decided_by(ordered)
    return _row(claims[0], name, told, verdict=verdict, because=because, sources=sources, claims=claims)


@cache
def _latest_first(published: str) -> tuple[int, ...]:
    """A key that sorts later dates first, and of one year the dates known more exactly."""
    return tuple(-ord(letter) for letter in published.ljust(10, " "))


def _decided_by(ordered: list[_Weighed]) -> str:
    first = ordered[0]
    other = next((item for item in ordered if item.figure[:3] != first.figure[:3]), None)
    if other is None:
        return "only"
    return next((name for name, criterion in _CRITERIA if criterion(first) != criterion(other)), "id")


def _weigh(found: list[Claim], origins: Mapping[str, Origin]) -> list[_Weighed]:
    """Claims with their original source; of one value of one source the earliest is the original."""
    named = {fold_name(item.according_to) for item in found if item.according_to}
    placed: list[tuple[Claim, Figure, Origin, str]] = []
    for item in found:
        document = origins[item.document_id]
        origin = _origin(item, document, named) if named else item.document_id
        placed.append((item, _figure(item), document, origin))
    # Only claims of one source can restate each other.
    alone = len({origin for *_, origin in placed}) == len(placed)
    originals = {} if alone else _originals(placed)
    backing = Counter([stated[:3] for _, stated, _, _ in placed] if alone else [value for _, value in originals])
    return [
        _Weighed(
            0 if item.judgement in JUDGED else 1,
            _latest_first(document.published),
            stated.exactness,
            stated.tolerance,
            -backing[stated[:3]],
            item.statement_id,
            item,
            stated,
            document.published,
            origin,
            originals.get((origin, stated[:3]), item.statement_id) != item.statement_id,
        )
        for item, stated, document, origin in placed
    ]


def _originals(placed: Iterable[tuple[Claim, Figure, Origin, str]]) -> dict[tuple[str, _Value], str]:
    """The statement in which each source says each value first: in its own words, then in the oldest document."""
    earliest: dict[tuple[str, _Value], tuple[bool, str, str]] = {}
    for item, stated, document, origin in placed:
        rank = (bool(item.according_to), document.published or "9", item.statement_id)
        key = (origin, stated[:3])
        earliest[key] = min(rank, earliest.get(key, rank))
    return {key: statement_id for key, (_, _, statement_id) in earliest.items()}


def _origin(item: Claim, document: Origin, named: set[str]) -> str:
    """Who said it first: the source that the text names; a document whose publisher others name is that source."""
    if item.according_to:
        return "said by " + fold_name(item.according_to)
    publisher = fold_name(document.publisher) if named else ""
    return f"said by {publisher}" if publisher and publisher in named else item.document_id


def _figure(item: Claim) -> Figure:
    return _figure_of(item.value, item.value_high, item.comparator, item.stated, item.unit)


@lru_cache(maxsize=50_000)
def _figure_of(value: str, value_high: str, comparator: str, stated: str, unit: str) -> Figure:
    return figure(Decimal(value), Decimal(value_high) if value_high else None, comparator, stated, unit)


def _told(item: Claim, published: str, *, restated: bool) -> dict[str, str | bool]:
    told: dict[str, str | bool] = {
        "value": item.value,
        "comparator": item.comparator,
        "stated": item.stated,
        "statement_id": item.statement_id,
        "document_id": item.document_id,
        "published": published,
    }
    if item.value_high:
        told["value_high"] = item.value_high
    if item.according_to:
        told["according_to"] = item.according_to
    if item.judgement:
        told["judgement"] = item.judgement
    if restated:
        told["restated"] = True
    return told


def _row(
    best: Claim,
    name: str,
    told: list[dict[str, str | bool]],
    *,
    verdict: str,
    because: str,
    sources: int,
    claims: tuple[Claim, ...],
) -> ObservationRow:
    return ObservationRow(
        content_id("observation", *best[:6]),
        best.subject_id,
        name,
        best.indicator,
        best.unit,
        best.period,
        best.status,
        best.qualifiers,
        best.value,
        as_json(told),
        verdict,
        len(claims),
        len({item.document_id for item in claims}),
        as_json([item.statement_id for item in claims]),
        best.value_high,
        best.comparator,
        because,
        sources,
    )
