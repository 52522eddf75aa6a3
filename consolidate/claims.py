"""What was found in a document, as rows: mentions, statements, relations and their evidence."""

from __future__ import annotations

from collections.abc import Iterator

from consolidate.columns import EvidenceRow, MentionRow, RelationRow, StatementRow
from consolidate.reading import boxes_json, where
from consolidate.wording import as_json, content_id, list_json, pairs_json, plain, two_decimals
from extract import Place
from nlp import Evidence, Findings, Mention, Relation, Statement


def mention_rows(findings: Findings) -> Iterator[MentionRow]:
    """Every mention that has a place in the document."""
    for mention in findings.mentions:
        if mention.place is not None:
            yield _mention_row(mention, mention.place)


def statement_rows(findings: Findings) -> Iterator[tuple[StatementRow, tuple[EvidenceRow, ...]]]:
    """Every statement once, with its evidence; where one is found again, that place is evidence of the first."""
    seen: dict[str, Statement] = {}
    again: dict[str, list[Statement]] = {}
    for statement in sorted(findings.statements, key=_reading_order):
        if statement.id in seen:
            again.setdefault(statement.id, []).append(statement)
        else:
            seen[statement.id] = statement
    for statement in seen.values():
        evidence = [evidence_row(statement.id, item) for item in statement.evidence]
        evidence += [
            evidence_row(statement.id, Evidence("restated", other.place, other.quote))
            for other in again.get(statement.id, ())
        ]
        yield statement_row(statement), tuple(evidence)


def relation_rows(findings: Findings) -> Iterator[tuple[RelationRow, tuple[EvidenceRow, ...]]]:
    """Every relation once, with its evidence."""
    seen: dict[str, RelationRow] = {}
    evidence: dict[str, list[EvidenceRow]] = {}
    for relation in sorted(findings.relations, key=_reading_order):
        if relation.id in seen:
            found = Evidence("restated", relation.place, relation.quote)
            evidence[relation.id].append(evidence_row(relation.id, found))
            continue
        seen[relation.id] = _relation_row(relation)
        evidence[relation.id] = [evidence_row(relation.id, item) for item in relation.evidence]
    for key, row in seen.items():
        yield row, tuple(evidence[key])


def evidence_row(of: str, evidence: Evidence) -> EvidenceRow:
    """One piece of evidence for a statement or relation."""
    place = where(evidence.place)
    spot = [str(cell) for cell in place[:5]]
    return EvidenceRow(
        content_id("evidence", of, evidence.role, *spot),
        of,
        evidence.role,
        evidence.place.document,
        *place,
        quote=evidence.quote,
    )


def _mention_row(mention: Mention, place: Place) -> MentionRow:
    at = where(place)
    spot = [str(cell) for cell in at[:5]]
    rivals = [[rival, round(score, 2)] for rival, score in mention.rivals]
    return MentionRow(
        content_id("mention", mention.type, mention.entity_id, *spot),
        place.document,
        at.block_id,
        at.row,
        at.column,
        at.start,
        at.stop,
        mention.text,
        mention.type,
        mention.language,
        mention.entity_id,
        two_decimals(mention.score),
        mention.method,
        as_json(rivals) if rivals else "",
        boxes_json(place.boxes),
    )


def statement_row(statement: Statement) -> StatementRow:
    """The row of one statement."""
    return StatementRow(
        statement.id,
        statement.place.document,
        statement.subject_id,
        statement.subject,
        statement.subject_type,
        statement.indicator,
        plain(statement.value),
        plain(statement.value_high),
        statement.unit,
        statement.period,
        statement.comparator,
        statement.status,
        pairs_json(statement.qualifiers),
        statement.stated,
        *where(statement.place),
        quote=statement.quote,
        rule=statement.rule,
        confidence=two_decimals(statement.confidence),
        linked=list_json(sorted(statement.linked)),
        judgement="",
        pieces=list_json(statement.pieces),
    )


def _relation_row(relation: Relation) -> RelationRow:
    return RelationRow(
        relation.id,
        relation.place.document,
        relation.subject_id,
        relation.subject,
        relation.relation,
        relation.object_id,
        relation.object,
        pairs_json(relation.qualifiers),
        *where(relation.place),
        quote=relation.quote,
        rule=relation.rule,
        confidence=two_decimals(relation.confidence),
        judgement="",
        pieces=list_json(relation.pieces),
    )


def _reading_order(claim: Statement | Relation) -> tuple[int, int, int, int]:
    place = claim.place
    return (
        place.block,
        -1 if place.row is None else place.row,
        -1 if place.column is None else place.column,
        place.start,
    )
