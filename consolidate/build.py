"""Parts and judgements in, a complete dataset out.

First everything that documents say is spooled to disk, unsorted; then entities become one and judgements act; then
each table is written in sorted order. Only entities, judgements and the claims of judged documents are in memory.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from consolidate.claims import mention_rows, relation_rows, statement_rows
from consolidate.columns import (
    BLOCKS,
    CELLS,
    DERIVED,
    DOCUMENTS,
    ENTITIES,
    EVIDENCE,
    GAPS,
    JUDGEMENTS,
    MENTIONS,
    NAMES,
    OBSERVATIONS,
    PROBLEMS,
    RELATIONS,
    REPAIRS,
    STATEMENTS,
    TABLE_ROWS,
    BlockRow,
    CellRow,
    DerivedRow,
    DocumentRow,
    EntityRow,
    EvidenceRow,
    GapRow,
    JudgementRow,
    MentionRow,
    NameRow,
    ObservationRow,
    ProblemRow,
    RelationRow,
    RepairRow,
    StatementRow,
    TableRow,
)
from consolidate.identity import EntityDecisions, Identities
from consolidate.judgement import Judgement
from consolidate.part import KnownEntities, Part, Summary
from consolidate.reading import block_rows, broken_text, document_row, problem_rows, repair_rows, table_rows
from consolidate.spool import Spool
from consolidate.write.datapackage import write_datapackage
from consolidate.write.plain import write_table
from extract import Document
from nlp import Findings


def consolidate(
    parts: Iterable[Part], gazetteer: KnownEntities, judgements: Sequence[Judgement], folder: Path
) -> Summary:
    """Write the dataset of all ``parts`` into ``folder``, which is new and empty.

    The bytes depend on what the parts, the gazetteer and the judgements say, not on the order of the parts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    spools = Path(tempfile.mkdtemp(prefix=".spool-", dir=folder))
    try:
        return _Build(spools, gazetteer, judgements).run(parts, folder)
    finally:
        shutil.rmtree(spools, ignore_errors=True)


class _Build:
    def __init__(self, spools: Path, gazetteer: KnownEntities, judgements: Sequence[Judgement]) -> None:
        self.identities = Identities(gazetteer)
        self.judgements = judgements
        self.documents = Spool(spools, "documents", DocumentRow._make)
        self.blocks = Spool(spools, "blocks", BlockRow._make)
        self.tables = Spool(spools, "tables", TableRow._make)
        self.cells = Spool(spools, "cells", CellRow._make)
        self.repairs = Spool(spools, "repairs", RepairRow._make)
        self.mentions = Spool(spools, "mentions", MentionRow._make)
        self.statements = Spool(spools, "statements", StatementRow._make)
        self.relations = Spool(spools, "relations", RelationRow._make)
        self.evidence = Spool(spools, "evidence", EvidenceRow._make)
        self.problems = Spool(spools, "problems", ProblemRow._make)
        self.counts: dict[str, int] = {}

    def run(self, parts: Iterable[Part], folder: Path) -> Summary:
        for part in parts:
            self.gather(part)
        self.identities.resolve(EntityDecisions())
        self.write(folder)
        return Summary(tuple(sorted(self.counts.items())), (), ())

    def gather(self, part: Part) -> None:
        fault = broken_text(part)
        if fault:
            part = Part(part.source, None, None, fault)
        self.documents.add(document_row(part))
        for problem in problem_rows(part):
            self.problems.add(problem)
        if part.document is None:
            return
        self.gather_reading(part.document)
        if part.findings is not None:
            self.gather_findings(part.findings)

    def gather_reading(self, document: Document) -> None:
        for block in block_rows(document):
            self.blocks.add(block)
        for table, cells in table_rows(document):
            self.tables.add(table)
            for cell in cells:
                self.cells.add(cell)
        for repair in repair_rows(document):
            self.repairs.add(repair)

    def gather_findings(self, findings: Findings) -> None:
        for entity in findings.entities:
            self.identities.discover(entity)
        for mention in mention_rows(findings):
            self.identities.use(mention.entity_id, mention.text, mention.type)
            self.mentions.add(mention)
        for statement, evidence in statement_rows(findings):
            self.identities.use(statement.subject_id, statement.subject, statement.subject_type)
            self.statements.add(statement)
            self.add_evidence(evidence)
        for relation, evidence in relation_rows(findings):
            self.identities.use(relation.subject_id, relation.subject)
            self.identities.use(relation.object_id, relation.object)
            self.relations.add(relation)
            self.add_evidence(evidence)

    def add_evidence(self, evidence: tuple[EvidenceRow, ...]) -> None:
        for item in evidence:
            self.evidence.add(item)

    def write(self, folder: Path) -> None:
        counts = self.counts
        counts["documents"] = write_table(folder, DOCUMENTS, self.documents)
        counts["blocks"] = write_table(folder, BLOCKS, self.blocks)
        counts["tables"] = write_table(folder, TABLE_ROWS, self.tables)
        counts["cells"] = write_table(folder, CELLS, self.cells)
        counts["repairs"] = write_table(folder, REPAIRS, self.repairs)
        names: list[NameRow] = []
        entities: list[EntityRow] = []
        for entity, named in self.identities.rows():
            entities.append(entity)
            names += named
        counts["entities"] = write_table(folder, ENTITIES, entities)
        counts["names"] = write_table(folder, NAMES, names)
        one, name = self.identities.one, self.identities.name
        counts["mentions"] = write_table(
            folder, MENTIONS, (row._replace(entity_id=one(row.entity_id)) for row in self.mentions)
        )
        counts["statements"] = write_table(
            folder,
            STATEMENTS,
            (
                row._replace(subject_id=one(row.subject_id), subject=name(row.subject_id) or row.subject)
                for row in self.statements
            ),
        )
        counts["relations"] = write_table(folder, RELATIONS, self.relations)
        counts["evidence"] = write_table(folder, EVIDENCE, self.evidence)
        observations: list[ObservationRow] = []
        counts["observations"] = write_table(folder, OBSERVATIONS, observations)
        derived: list[DerivedRow] = []
        counts["derived"] = write_table(folder, DERIVED, derived)
        counts["problems"] = write_table(folder, PROBLEMS, self.problems)
        judged: list[JudgementRow] = []
        counts["judgements"] = write_table(folder, JUDGEMENTS, judged)
        gaps: list[GapRow] = []
        counts["gaps"] = write_table(folder, GAPS, gaps)
        write_datapackage(folder)
