"""When a figure under heads held: what its heads, the caption or what stands above tell, and the likeliest of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from extract import Document
from nlp.facts.dating import Dated
from nlp.facts.head_ways import Measured
from nlp.facts.heads import Head, Heads
from nlp.facts.setting import PeriodFound, Setting, resolved
from nlp.facts.weighing import Option, likeliest, scored
from nlp.findings import Modality

_YEAR = len("2024")

Where = Literal["above", "beside", "group", "corner", "title", "before", "none"]
_Row = tuple[Dated, dict[str, float]]


class _By(NamedTuple):
    """What heads tell by hand: a period with its place, and where that is told."""

    value: str
    far: PeriodFound | None
    where: Where


def period_under(
    heads: Heads,
    document: Document,
    setting: Setting,
    before: PeriodFound | None,
    measured: Measured,
    modality: Modality,
    span: tuple[int, int],
) -> Dated:
    """The likeliest period of a figure at ``span`` of its reading; ``before`` holds where by hand no head tells one."""
    by = _by_hand(heads, document, setting, before)
    rows = [*_rows(heads, document, setting, before, by, measured), (Dated(), _undated(heads, by, measured, modality))]
    setting.note_decision("cell period", span, (Option((features,), (dated.value,)) for dated, features in rows))
    scores = [scored("cell period", features) for _, features in rows]
    best, sure = likeliest(scores, [dated.value for dated, _ in rows])
    return replace(rows[best][0], sure=sure)


def _rows(
    heads: Heads,
    document: Document,
    setting: Setting,
    before: PeriodFound | None,
    by: _By,
    measured: Measured,
) -> Iterator[_Row]:
    """What by hand is the period, then every other that is told somewhere."""
    told = [head for head in heads.nearest_first if head.period is not None]
    if by.value:
        yield Dated(by.value, None, by.far), {"hand": 1.0, **_features(by.where, by.value, measured, heads, len(told))}
    for head in told:
        period = head.period
        value = resolved(period, setting) if period is not None else ""
        far = _found(head, document, value)
        if period is not None and far is not None and value:
            where = _where(heads, head)
            found = _features(where, value, measured, heads, len(told))
            found[f"{where} compared {period.compared}"] = 1.0
            found[f"{where} compared {period.compared} {measured.choice.indicator.kind}"] = 1.0
            found[f"{where} told {period.kind} {bool(by.value)}"] = 1.0
            yield Dated(value, None, far), found
    for source, known in _around(setting, before):
        found = _features("before", known.value, measured, heads, len(told))
        found[f"from {source}"] = 1.0
        found[f"from {source} {min(len(told), 1)} {measured.choice.indicator.kind}"] = 1.0
        yield Dated(known.value, None, known), found


def _around(setting: Setting, before: PeriodFound | None) -> Iterator[tuple[str, PeriodFound]]:
    """Periods that the text around tells, each with the source it is told in."""
    sources = (
        ("above", before),
        ("heading", setting.heading_period),
        ("heading above", next(iter(setting.heading_periods[1:]), None)),
        ("lead", setting.lead_period),
        ("date line", setting.date_line),
        ("last", setting.period),
        ("earlier", setting.earlier),
        ("newest", setting.newest),
        ("edition", setting.edition),
    )
    yield from ((source, far) for source, far in sources if far is not None and far.value)


def _features(where: Where, value: str, measured: Measured, heads: Heads, told: int) -> dict[str, float]:
    indicator = measured.choice.indicator
    shape = "span" if "/" in value else ("year" if len(value) == _YEAR else "day")
    changes = any(head.changes for head in heads.above)
    return {
        f"at {where}": 1.0,
        f"at {where} of {min(told, 3)}": 1.0,
        f"at {where} {indicator.kind}": 1.0,
        f"at {where} {shape} {indicator.kind}": 1.0,
        f"at {where} changes {changes}": 1.0,
        f"at {where} {indicator.slug}": 1.0,
    }


def _undated(heads: Heads, by: _By, measured: Measured, modality: Modality) -> dict[str, float]:
    """Features of leaving a figure without a period."""
    now = any(head.scan.found("actual") for head in (*heads.own(), *heads.titles))
    return {
        "hand": 0.0 if by.value else 1.0,
        "undated": 1.0,
        f"undated {by.where}": 1.0,
        f"undated {by.where} {measured.choice.indicator.kind}": 1.0,
        f"undated {by.where} {measured.choice.indicator.slug}": 1.0,
        f"undated {modality}": 1.0,
        f"undated now {now}": 1.0,
    }


def _where(heads: Heads, head: Head) -> Where:
    places: tuple[tuple[Where, Sequence[Head]], ...] = (
        ("above", heads.above),
        ("beside", heads.beside),
        ("group", heads.group),
        ("corner", heads.corner),
    )
    return next((where for where, row in places if head in row), "title")


def _by_hand(heads: Heads, document: Document, setting: Setting, before: PeriodFound | None) -> _By:
    """The period that the heads tell, the nearest first; months and their year may stand in different heads."""
    order = heads.nearest_first
    dated = next((head for head in order if head.period is not None), None)
    if dated is None or dated.period is None:
        return _from_before(order, before)
    value = resolved(dated.period, setting)
    at = order.index(dated)
    nearer = next((head.part for head in order[: at + 1] if head.part), "")
    whole = len(value) == _YEAR
    farther = next((_months_of(head) for head in order[at + 1 :] if _months_of(head)), "") if whole else ""
    part = nearer or farther
    if part and value[:_YEAR].isdigit() and (whole or nearer):
        value = "/".join(f"{value[:_YEAR]}-{month}" for month in part.split("/"))
    return _By(value, _found(dated, document, value), _where(heads, dated))


def _months_of(head: Head) -> str:
    """Months that a head tells, with a year of its own or without one."""
    if head.part:
        return head.part
    if head.period is not None and head.period.kind == "part":
        return "/".join(end[5:] for end in head.period.value.split("/"))
    return ""


def _from_before(order: Sequence[Head], before: PeriodFound | None) -> _By:
    if before is None:
        return _By("", None, "none")
    part = next((head.part for head in order if head.part), "")
    if part and len(before.value) == _YEAR:
        value = "/".join(f"{before.value}-{month}" for month in part.split("/"))
        return _By(value, replace(before, value=value), "before")
    return _By(before.value, before, "before")


def _found(head: Head, document: Document, value: str) -> PeriodFound | None:
    period = head.period
    if period is None:
        return None
    raw = document.reading(head.block, head.row, head.column).raw_span(*head.scan.span(period.first, period.last))
    return PeriodFound(value, head.block, *raw, head.row, head.column)
