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
    MentionRow,
    NameRow,
    ObservationRow,
    ProblemRow,
    RelationRow,
    RepairRow,
    StatementRow,
    TableRow,
)
from consolidate.decisions import Decisions
from consolidate.derivation import Changes, Coverage, totals
from consolidate.identity import Identities
from consolidate.judgement import Judgement
from consolidate.observation import Claim, Origin, claim, observations
from consolidate.part import KnownEntities, Part, Summary
from consolidate.reading import Verdicts, block_rows, broken_text, document_row, problem_rows, repair_rows, table_rows
from consolidate.spool import Spool, by_all_columns
from consolidate.write.annotations import write_annotations
from consolidate.write.datapackage import write_datapackage
from consolidate.write.dataset import Dataset
from consolidate.write.report import write_report
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
        self.decisions = Decisions(judgements)
        self.documents: dict[str, DocumentRow] = {}
        self.blocks = Spool(spools, "blocks", BlockRow._make)
        self.tables = Spool(spools, "tables", TableRow._make)
        self.cells = Spool(spools, "cells", CellRow._make, "mixed")
        self.repairs = Spool(spools, "repairs", RepairRow._make, "mixed")
        self.mentions = Spool(spools, "mentions", MentionRow._make)
        self.statements = Spool(spools, "statements", StatementRow._make)
        self.relations = Spool(spools, "relations", RelationRow._make)
        self.evidence = Spool(spools, "evidence", EvidenceRow._make)
        self.problems = Spool(spools, "problems", ProblemRow._make, "mixed")
        self.claims = Spool(spools, "claims", Claim._make, "texts")
        self.observations = Spool(spools, "observations", ObservationRow._make)
        self.derived = Spool(spools, "derived", DerivedRow._make)

    def run(self, parts: Iterable[Part], folder: Path) -> Summary:
        for part in parts:
            self.gather(part)
        self.decide()
        dataset = Dataset(folder)
        self.write_readings(dataset)
        self.write_findings(dataset)
        agreement = self.write_observations(dataset)
        dataset.close()
        write_datapackage(folder)
        write_annotations(folder)
        write_report(folder)
        return Summary(dataset.counts(), agreement, self.decisions.outcomes())

    def gather(self, part: Part) -> None:
        """Spool everything that one source says."""
        fault = broken_text(part)
        if fault:
            part = Part(part.source, None, None, fault)
        row = document_row(part)
        # The same bytes may lie under two paths: they are one document, under the smaller row.
        self.documents[row.document_id] = min(row, self.documents.get(row.document_id, row), key=by_all_columns)
        for problem in problem_rows(part):
            self.problems.add(problem)
        findings = part.findings or Findings(row.document_id)
        statements, relations = tuple(statement_rows(findings)), tuple(relation_rows(findings))
        self.decisions.watch(part, statements, relations)
        if part.document is None:
            return
        self.gather_reading(part.document, self.decisions.repair_verdicts(part))
        self.gather_names(findings)
        for statement, evidence in statements:
            self.gather_statement(statement, evidence)
        for relation, evidence in relations:
            self.identities.use(relation.subject_id, relation.subject)
            self.identities.use(relation.object_id, relation.object)
            self.relations.add(relation)
            self.gather_evidence(evidence)

    def gather_reading(self, document: Document, verdicts: Verdicts) -> None:
        for block in block_rows(document, verdicts):
            self.blocks.add(block)
        for table, cells in table_rows(document, verdicts):
            self.tables.add(table)
            for cell in cells:
                self.cells.add(cell)
        for repair in repair_rows(document, verdicts):
            self.repairs.add(repair)

    def gather_names(self, findings: Findings) -> None:
        for entity in findings.entities:
            self.identities.discover(entity)
        for mention in mention_rows(findings):
            self.identities.use(mention.entity_id, mention.text, mention.type)
            self.mentions.add(mention)

    def gather_statement(self, statement: StatementRow, evidence: Iterable[EvidenceRow]) -> None:
        self.identities.use(statement.subject_id, statement.subject, statement.subject_type)
        self.statements.add(statement)
        self.gather_evidence(evidence)

    def gather_evidence(self, evidence: Iterable[EvidenceRow]) -> None:
        for item in evidence:
            self.evidence.add(item)

    def decide(self) -> None:
        """Settle judgements, and which entities are one."""
        for addition in self.decisions.added(self.identities):
            self.gather_statement(addition.row, addition.evidence)
        self.identities.resolve(self.decisions.settle(self.identities))
        for entity in self.decisions.named_entities():
            self.identities.use(entity)

    def write_readings(self, dataset: Dataset) -> None:
        """Write what was read; each spool is emptied as soon as its file stands."""
        dataset.write(DOCUMENTS, [self.documents[key] for key in sorted(self.documents)])
        dataset.write(BLOCKS, self.blocks)
        dataset.write(TABLE_ROWS, self.tables)
        dataset.write(CELLS, self.cells)
        dataset.write(REPAIRS, self.repairs)
        dataset.write(PROBLEMS, self.problems)

    def write_findings(self, dataset: Dataset) -> None:
        names: list[NameRow] = []
        entities: list[EntityRow] = []
        for entity, named in self.identities.rows():
            entities.append(entity)
            names += named
        dataset.write(ENTITIES, entities)
        dataset.write(NAMES, names)
        one = self.identities.one
        dataset.write(MENTIONS, (row._replace(entity_id=one(row.entity_id)) for row in self.mentions))
        dataset.write(STATEMENTS, (self.final_statement(row) for row in self.statements))
        dataset.write(RELATIONS, (self.final_relation(row) for row in self.relations))
        dataset.write(EVIDENCE, self.evidence)
        dataset.write(JUDGEMENTS, self.decisions.rows())

    def final_statement(self, row: StatementRow) -> StatementRow:
        """The statement as it stands in the dataset; what it claims goes on to the observations."""
        if self.decisions.judged(row.statement_id):
            row = self.decisions.apply(row)
        identities = self.identities
        kept = identities.one(row.subject_id)
        name = identities.name(kept) or row.subject
        row = row._replace(subject_id=kept, subject=name, subject_type=identities.type(kept) or row.subject_type)
        claimed = claim(row)
        if claimed is not None:
            self.claims.add(claimed)
        return row

    def final_relation(self, row: RelationRow) -> RelationRow:
        if self.decisions.judged(row.relation_id):
            row = self.decisions.apply_relation(row)
        one, name = self.identities.one, self.identities.name
        subject, thing = one(row.subject_id), one(row.object_id)
        return row._replace(
            subject_id=subject,
            subject=name(subject) or row.subject,
            object_id=thing,
            object=name(thing) or row.object,
        )

    def write_observations(self, dataset: Dataset) -> tuple[tuple[str, int], ...]:
        """Write observations, what is derived from them and the gaps; how many agree."""
        counts = {"single": 0, "agree": 0, "conflict": 0}
        whole = self.identities.composed()
        wanted = {part for _, _, parts in whole for part in parts}
        kept: list[ObservationRow] = []
        coverage = Coverage(self.identities.type)
        changes = Changes()
        sources = {key: Origin(row.published, row.publisher) for key, row in self.documents.items()}
        for row in observations(self.claims, sources, self.identities.name):
            counts[row.agreement] += 1
            for change in changes.since(row):
                self.derived.add(change)
            coverage.add(row)
            if row.subject_id in wanted:
                kept.append(row)
            self.observations.add(row)
        for total in totals(kept, whole):
            self.derived.add(total)
        dataset.write(OBSERVATIONS, self.observations)
        dataset.write(DERIVED, self.derived)
        dataset.write(GAPS, coverage.gaps(self.identities.name))
        return tuple(counts.items())
