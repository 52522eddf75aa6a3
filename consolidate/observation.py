"""What all sources say about one subject, indicator, unit, period, status and qualifiers. Nothing is averaged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import combinations, groupby
from typing import NamedTuple

from consolidate.columns import ObservationRow, StatementRow
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
    according_to: str
    judgement: str


@dataclass(frozen=True, slots=True)
class Origin:
    """What decides between documents: when one was published, and by whom."""

    published: str
    publisher: str


@dataclass(frozen=True, slots=True)
class _Weighed:
    claim: Claim
    figure: Figure
    published: str
    origin: str
    restated: bool
    support: int


def claim(row: StatementRow) -> Claim | None:
    """What a statement claims, or nothing when a person rejected it."""
    if row.judgement == "reject":
        return None
    qualifiers, said_by = row.qualifiers, ""
    if _ORIGIN in qualifiers:
        pairs = pairs_of(qualifiers)
        said_by = dict(pairs).get(_ORIGIN, "")
        qualifiers = pairs_json([pair for pair in pairs if pair[0] != _ORIGIN])
    return Claim(
        row.subject_id,
        row.indicator,
        row.unit,
        row.status,
        qualifiers,
        row.period,
        row.statement_id,
        row.document_id,
        row.value,
        row.value_high,
        row.comparator,
        row.stated,
        said_by,
        row.judgement,
    )


def observations(
    claims: Iterable[Claim], origins: Mapping[str, Origin], name_of: Callable[[str], str]
) -> Iterator[ObservationRow]:
    """The observations of claims that come sorted, in the same order; ``name_of`` names a subject."""
    for about, group in groupby(claims, key=_fact):
        found = list(group)
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


def _fact(item: Claim) -> tuple[str, ...]:
    return item[:6]


def _single(item: Claim, origins: Mapping[str, Origin], name: str) -> ObservationRow:
    told = _told(item, origins[item.document_id].published, restated=False)
    return _row(item, name, [told], verdict="single", because="only", sources=1, claims=(item,))


def _several(found: list[Claim], origins: Mapping[str, Origin], name: str) -> ObservationRow:
    weighed = _weigh(found, origins)
    ordered = by_preference(weighed)
    sources = len({item.origin for item in weighed})
    figures = [item.figure for item in weighed]
    verdict = "conflict" if not agreement(figures) else "agree" if sources > 1 else "single"
    told = [_told(item.claim, item.published, restated=item.restated) for item in ordered]
    claims = tuple(item.claim for item in ordered)
    because = _decided_by(ordered)
    return _row(claims[0], name, told, verdict=verdict, because=because, sources=sources, claims=claims)


def by_preference(weighed: Iterable[_Weighed]) -> list[_Weighed]:
    """The preferred one first: judged, then newer document, then more precise, then more sources, then the id."""
    return sorted(weighed, key=_rank)


def _rank(item: _Weighed) -> tuple[tuple[int | str | Decimal, ...], ...]:
    return (_judged(item), _newer(item), _precise(item), _supported(item), (item.claim.statement_id,))


def _judged(item: _Weighed) -> tuple[int | str | Decimal, ...]:
    return (0 if item.claim.judgement in JUDGED else 1,)


def _newer(item: _Weighed) -> tuple[int | str | Decimal, ...]:
    return _latest_first(item.published)


@cache
def _latest_first(published: str) -> tuple[int, ...]:
    """A key that sorts later dates first, and of one year the dates known more exactly."""
    return tuple(-ord(letter) for letter in published.ljust(10, " "))


def _precise(item: _Weighed) -> tuple[int | str | Decimal, ...]:
    return (item.figure.exactness, item.figure.tolerance)


def _supported(item: _Weighed) -> tuple[int | str | Decimal, ...]:
    return (-item.support,)


_CRITERIA = (("judged", _judged), ("newer", _newer), ("precise", _precise), ("sources", _supported))


def _decided_by(ordered: list[_Weighed]) -> str:
    first = ordered[0]
    other = next((item for item in ordered if item.figure[:3] != first.figure[:3]), None)
    if other is None:
        return "only"
    return next((name for name, criterion in _CRITERIA if criterion(first) != criterion(other)), "id")


def _weigh(found: list[Claim], origins: Mapping[str, Origin]) -> list[_Weighed]:
    """Claims with their original source; of one value of one source the earliest is the original."""
    named = {fold_name(item.according_to) for item in found if item.according_to}
    placed = [(item, origins[item.document_id], _origin(item, origins[item.document_id], named)) for item in found]
    figures = [_figure(item) for item in found]
    originals: dict[tuple[str, tuple[Decimal | None, ...]], tuple[bool, str, str]] = {}
    for (item, document, origin), stated in zip(placed, figures, strict=True):
        rank = (bool(item.according_to), document.published or "9", item.statement_id)
        key = (origin, stated[:3])
        originals[key] = min(rank, originals.get(key, rank))
    backing: Counter[tuple[Decimal | None, ...]] = Counter()
    for seen in {(stated[:3], origin) for stated, (_, _, origin) in zip(figures, placed, strict=True)}:
        backing[seen[0]] += 1
    return [
        _Weighed(
            item,
            stated,
            document.published,
            origin,
            item.statement_id != originals[origin, stated[:3]][2],
            backing[stated[:3]],
        )
        for stated, (item, document, origin) in zip(figures, placed, strict=True)
    ]


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
        content_id("observation", *_fact(best)),
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
