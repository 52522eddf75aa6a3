"""Drafts to statements: places, quote, evidence, confidence, id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extract import Document, Reading
from nlp.facts.align import Draft
from nlp.facts.confidence import confidence, confidence_features
from nlp.facts.identity import statement_id
from nlp.facts.quantity import plain
from nlp.facts.scan import Scan
from nlp.facts.weighing import Decision, Option
from nlp.findings import Evidence, Role, Statement


@dataclass(frozen=True, slots=True)
class Spot:
    """The text a sentence was read from: block, cell and reading; ``decisions`` as in ``Setting``."""

    document: Document
    block: int
    reading: Reading
    row: int | None = None
    column: int | None = None
    decisions: list[Decision] | None = None

    def evidence(self, role: Role, start: int, stop: int) -> Evidence:
        """Evidence for the read span ``start:stop``."""
        raw = self.reading.raw_span(start, stop)
        return elsewhere(self.document, role, self.block, *raw, self.row, self.column)


def elsewhere(
    document: Document, role: Role, block: int, start: int, stop: int, row: int | None = None, column: int | None = None
) -> Evidence:
    """Evidence at a raw span of any block or cell."""
    place = document.place(block, start, stop, row, column)
    return Evidence(role, place, document.quote(place))


def statements(drafts: Sequence[Draft], scan: Scan, spot: Spot, rule: str) -> list[Statement]:
    """The statements of a sentence's drafts, amounts in two currencies linked."""
    made = [_statement(draft, scan, spot, rule) for draft in drafts]
    return _linked(drafts, made)


def _statement(draft: Draft, scan: Scan, spot: Spot, rule: str) -> Statement:
    value, high, notes = settled_value(draft)
    quantity = draft.value.quantity
    stated = scan.span(quantity.first, quantity.last)
    start, stop = _extent(draft, scan)
    quote = spot.evidence("value", start, stop)
    raw_start, raw_stop = spot.reading.raw_span(*stated)
    features = confidence_features(draft, rule)
    statement = Statement(
        id="",
        subject_id=draft.name.entity.id,
        subject=draft.name.entity.name,
        subject_type=draft.name.entity.type,
        indicator=draft.choice.indicator.slug,
        value=value,
        unit=draft.choice.unit,
        stated=spot.reading.raw[raw_start:raw_stop],
        quote=quote.quote,
        place=quote.place,
        evidence=tuple(_evidence(draft, scan, spot)),
        rule=f"{rule}/{draft.choice.source}",
        confidence=confidence(features),
        value_high=high,
        period=draft.period,
        comparator=quantity.comparator,
        status=draft.modality,
        qualifiers=draft.qualifiers,
        pieces=(*_pieces(draft, scan), *draft.notes, *notes),
    )
    statement = replace(statement, id=statement_id(spot.document.id, statement))
    if spot.decisions is not None:
        option = Option((features,), (statement.id,))
        spot.decisions.append(Decision("confidence", (spot.block, spot.row, spot.column, start, stop), (option,)))
    return statement


def settled_value(draft: Draft) -> tuple[Decimal, Decimal | None, tuple[str, ...]]:
    """The value, with an ambiguous figure settled by what it counts: people and firms come in whole numbers."""
    quantity = draft.value.quantity
    value, notes = quantity.value, ()
    if (
        quantity.rival is not None
        and draft.choice.unit in ("count", "rank")
        and value != int(value)
        and quantity.rival == int(quantity.rival)
    ):
        value = quantity.rival
    if draft.falls and value > 0:
        value = -value
    return plain(value), None if quantity.high is None else plain(quantity.high), notes


def _extent(draft: Draft, scan: Scan) -> tuple[int, int]:
    """The read span from the first to the last piece that stands in this sentence."""
    spans = [(draft.value.quantity.first, draft.value.quantity.last)]
    if draft.subject.far is None and draft.name.first >= 0:
        spans.append((draft.name.first, draft.name.last))
    elif draft.subject.words is not None:
        spans.append(draft.subject.words)
    pieces = (draft.choice.cue, draft.period_at, draft.field_at)
    spans += [piece for piece in pieces if piece is not None and piece[1] > piece[0]]
    return scan.tokens[min(first for first, _ in spans)].start, scan.tokens[max(last for _, last in spans) - 1].stop


def _evidence(draft: Draft, scan: Scan, spot: Spot) -> Iterable[Evidence]:
    quantity = draft.value.quantity
    yield spot.evidence("value", *scan.span(*quantity.number))
    if draft.subject.far is None:
        yield spot.evidence("subject", draft.name.start, draft.name.stop)
    else:
        far = draft.subject.far
        reading = spot.document.reading(far.block, far.row, far.column)
        raw = reading.raw_span(draft.name.start, draft.name.stop)
        yield elsewhere(spot.document, "subject", far.block, *raw, far.row, far.column)
        if draft.subject.words is not None:
            yield spot.evidence("subject", *scan.span(*draft.subject.words))
    if draft.choice.cue is not None and draft.choice.cue[1] > draft.choice.cue[0]:
        yield spot.evidence("indicator", *scan.span(*draft.choice.cue))
    if draft.period_at is not None:
        yield spot.evidence("period", *scan.span(*draft.period_at))
    elif draft.period_far is not None:
        period = draft.period_far
        yield elsewhere(spot.document, "period", period.block, period.start, period.stop, period.row, period.column)
    if quantity.unit_at[1] > quantity.unit_at[0]:
        yield spot.evidence("unit", *scan.span(*quantity.unit_at))


def _pieces(draft: Draft, scan: Scan) -> Iterable[str]:
    quantity = draft.value.quantity
    words = scan.words(quantity.first, quantity.last)
    unit = quantity.unit or "bare"
    yield f"value «{words}»: {quantity.value} {unit} {quantity.comparator}, read as {draft.value.form}"
    if draft.period_at is not None:
        yield f"period «{scan.words(*draft.period_at)}»: {draft.period}"
    elif draft.period_far is not None:
        yield f"period {draft.period}: carried from block {draft.period_far.block}"
    if draft.modality != "actual":
        yield f"status {draft.modality}"


def _linked(drafts: Sequence[Draft], made: list[Statement]) -> list[Statement]:
    linked = list(made)
    for index, draft in enumerate(drafts):
        if draft.value.form != "money" or index + 1 >= len(drafts):
            continue
        following = drafts[index + 1]
        same = following.subject is draft.subject and following.choice.indicator is draft.choice.indicator
        if same and following.value is not draft.value and following.choice.unit != draft.choice.unit:
            linked[index] = replace(linked[index], linked=(*linked[index].linked, made[index + 1].id))
            linked[index + 1] = replace(linked[index + 1], linked=(*linked[index + 1].linked, made[index].id))
    return linked
