"""What one document puts into the dataset, as rows: made once, kept packed, gathered by every rebuild.

The rows are plain tuples in the order of the table's columns, packed as the spools take them. Those of blocks,
mentions, statements and relations carry one text more behind their columns: what the full-text index holds of a
block, and the target of the annotation of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import msgspec

from consolidate.claims import mention_rows, relation_rows, statement_rows
from consolidate.columns import MentionRow, RelationRow, StatementRow
from consolidate.fact import by_series, claim
from consolidate.indexing import indexed
from consolidate.reading import (
    Verdicts,
    block_rows,
    broken_text,
    outcome,
    problem_rows,
    repair_rows,
    table_rows,
)
from consolidate.spool import Packed, packed
from consolidate.target import target
from extract import Document, Unreadable, block_id
from gazetteer import Entity
from nlp import Findings

_Texts = Mapping[tuple[str, int | None, int | None], str]
"""The text of every block, and of every cell by its row and column."""


class Head(NamedTuple):
    """What a document says of itself, and how reading it went."""

    document_id: str
    title: str
    media_type: str
    language: str
    dated: str
    pages: int | None
    status: str
    problem: str
    reader: str


class Use(NamedTuple):
    """A row names this entity; name and type serve when nobody else knows it."""

    entity_id: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one document, packed by table; ``entities`` are those that only documents speak of."""

    head: Head
    uses: tuple[Use, ...]
    entities: tuple[Entity, ...]
    blocks: Packed
    tables: Packed
    cells: Packed
    repairs: Packed
    problems: Packed
    mentions: Packed
    statements: Packed
    claims: Packed
    relations: Packed
    evidence: Packed


def tabulate(document: Document, findings: Findings) -> Sheet:
    """The rows of a document and of what was found in it.

    Raises:
        Unreadable: The text cannot be written as UTF-8.
    """
    fault = broken_text(document)
    if fault:
        raise Unreadable(document.title or document.id, fault, "save it anew from the program that made it")
    texts = _texts(document)
    mentions = list(mention_rows(findings))
    statements, relations = list(statement_rows(findings)), list(relation_rows(findings))
    status, problem = outcome(document)
    head = Head(
        document.id,
        document.title,
        document.media_type,
        document.language,
        document.dated,
        document.pages,
        status,
        problem,
        document.reader,
    )
    bare = Sheet(
        head=head,
        uses=_uses(mentions, (row for row, _ in statements), (row for row, _ in relations)),
        entities=findings.entities,
        blocks={},
        tables={},
        cells={},
        repairs={},
        problems=packed(map(tuple, problem_rows(document, findings))),
        mentions=packed((*row, _target(row, row.text, texts)) for row in mentions),
        statements=packed((*row, _target(row, row.quote, texts)) for row, _ in statements),
        claims=packed((tuple(claim(row)) for row, _ in statements), by_series),
        relations=packed((*row, _target(row, row.quote, texts)) for row, _ in relations),
        evidence=packed(tuple(item) for _, evidence in (*statements, *relations) for item in evidence),
    )
    return with_verdicts(bare, document, {})


def with_verdicts(sheet: Sheet, document: Document, verdicts: Verdicts) -> Sheet:
    """The sheet with the readings as people judged the repairs in them."""
    tables = list(table_rows(document, verdicts))
    return replace(
        sheet,
        blocks=packed(
            (*row, indexed(row.repaired or row.text, row.language)) for row in block_rows(document, verdicts)
        ),
        tables=packed(tuple(row) for row, _ in tables),
        cells=packed(tuple(cell) for _, cells in tables for cell in cells),
        repairs=packed(map(tuple, repair_rows(document, verdicts))),
    )


def pack(sheet: Sheet) -> bytes:
    """The sheet as bytes, for this version of Python."""
    return msgspec.msgpack.encode(sheet)


def unpack(payload: bytes) -> Sheet:
    """The sheet that ``pack`` made bytes of."""
    return msgspec.msgpack.decode(payload, type=Sheet)


def _texts(document: Document) -> _Texts:
    texts: dict[tuple[str, int | None, int | None], str] = {}
    for block in document.blocks:
        key = block_id(document.id, block.order)
        texts[key, None, None] = block.text
        for cell in block.table.cells if block.table is not None else ():
            texts[key, cell.row, cell.column] = cell.text
    return texts


def _target(row: MentionRow | StatementRow | RelationRow, quote: str, texts: _Texts) -> str:
    return target(row, quote, texts.get((row.block_id, row.row, row.column), ""))


def _uses(
    mentions: Iterable[MentionRow], statements: Iterable[StatementRow], relations: Iterable[RelationRow]
) -> tuple[Use, ...]:
    return tuple(sorted({use for use in _every_use(mentions, statements, relations) if use.entity_id}))


def _every_use(
    mentions: Iterable[MentionRow], statements: Iterable[StatementRow], relations: Iterable[RelationRow]
) -> Iterator[Use]:
    for mention in mentions:
        yield Use(mention.entity_id, mention.text, mention.type)
    for statement in statements:
        yield Use(statement.subject_id, statement.subject, statement.subject_type)
    for relation in relations:
        yield Use(relation.subject_id, relation.subject, "")
        yield Use(relation.object_id, relation.object, "")
