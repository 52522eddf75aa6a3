"""Parts and judgements in, a complete dataset out.

First everything that documents say is spooled to disk, unsorted; then entities become one and judgements act; then
each table is written in sorted order. In memory are entities, judgements, the claims of judged documents, and of each
table one drawer of rows at a time.
"""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

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
    DocumentRow,
    EntityRow,
    ObservationRow,
    RelationRow,
    Row,
    StatementRow,
    columns_of,
)
from consolidate.decisions import Decisions
from consolidate.derivation import Coverage, changes, totals
from consolidate.fact import Claim, about, by_series, claim
from consolidate.identity import Identities
from consolidate.indexing import indexed
from consolidate.judgement import Judgement
from consolidate.observation import observations, origins
from consolidate.part import KnownEntities, Part, Summary
from consolidate.sheet import with_verdicts
from consolidate.sources import document_row, unread
from consolidate.spool import Spool, by_all_columns, packed
from consolidate.write.datapackage import write_datapackage
from consolidate.write.dataset import Dataset
from consolidate.write.report import write_report
from gazetteer import breaks

_SUBJECT = STATEMENTS.names.index("subject_id")
"""Where the id, the name and the type of a statement's subject stand, one behind the other."""
_ENTITY = MENTIONS.names.index("entity_id")


def consolidate(
    parts: Iterable[Part], gazetteer: KnownEntities, judgements: Sequence[Judgement], folder: Path
) -> Summary:
    """Write the dataset of all ``parts`` into ``folder``, which is new and empty.

    The bytes depend on what the parts, the gazetteer and the judgements say, not on the order of the parts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    spools = Path(tempfile.mkdtemp(prefix=".spool-", dir=folder))
    try:
        with _no_cycles_sought():
            return _Build(spools, gazetteer, judgements).run(parts, folder)
    finally:
        shutil.rmtree(spools, ignore_errors=True)


@contextmanager
def _no_cycles_sought() -> Iterator[None]:
    """Rows are plain tuples by the million, in no cycles: a fifth of the time would go into looking for some."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Build:
    def __init__(self, spools: Path, gazetteer: KnownEntities, judgements: Sequence[Judgement]) -> None:
        self.identities = Identities(gazetteer)
        self.decisions = Decisions(judgements)
        self.documents: dict[str, DocumentRow] = {}
        self.blocks = Spool(spools, "blocks")
        self.tables = Spool(spools, "tables")
        self.cells = Spool(spools, "cells", "mixed")
        self.repairs = Spool(spools, "repairs", "mixed")
        self.mentions = Spool(spools, "mentions")
        self.statements = Spool(spools, "statements")
        self.relations = Spool(spools, "relations")
        self.evidence = Spool(spools, "evidence")
        self.problems = Spool(spools, "problems", "mixed")
        self.claims = Spool(spools, "claims", drawer=by_series)
        self.observations = Spool(spools, "observations")
        self.derived = Spool(spools, "derived")

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
        write_report(folder)
        return Summary(dataset.counts(), agreement, self.decisions.outcomes())

    def gather(self, part: Part) -> None:
        """Spool everything that one source says."""
        row = document_row(part)
        # The same bytes may lie under two paths: they are one document, under the smaller row.
        self.documents[row.document_id] = min(row, self.documents.get(row.document_id, row), key=by_all_columns)
        self.decisions.watch(part)
        sheet = part.sheet
        if sheet is None:
            self.problems.put(self.decisions.judge_problems(part, packed([tuple(unread(part))])))
            return
        judged = self.decisions.repair_verdicts(part)
        if judged is not None:
            sheet = with_verdicts(sheet, *judged)
        self.identities.gather(sheet.entities, sheet.uses)
        for spool, rows in (
            (self.blocks, sheet.blocks),
            (self.tables, sheet.tables),
            (self.cells, sheet.cells),
            (self.repairs, sheet.repairs),
            (self.problems, self.decisions.judge_problems(part, sheet.problems)),
            (self.mentions, sheet.mentions),
            (self.statements, sheet.statements),
            (self.claims, sheet.claims),
            (self.relations, sheet.relations),
            (self.evidence, sheet.evidence),
        ):
            spool.put(rows)

    def decide(self) -> None:
        """Settle judgements, and which entities are one."""
        for addition in self.decisions.added(self.identities):
            row = addition.row
            self.identities.use(row.subject_id, row.subject, row.subject_type)
            self.statements.add((*row, addition.target))
            for item in addition.evidence:
                self.evidence.add(tuple(item))
        self.identities.resolve(self.decisions.settle_entities(self.identities))
        self.decisions.settle_claims(self.identities)
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
        names: list[Row] = []
        entities: list[EntityRow] = []
        for entity, named in self.identities.rows():
            entities.append(entity)
            names += [(*row, indexed(row.name, row.language)) for row in named]
        dataset.write(ENTITIES, entities)
        dataset.write(NAMES, names)
        dataset.write(STATEMENTS, self.final_statements())
        dataset.write(RELATIONS, self.final_relations())
        dataset.write(MENTIONS, self.final_mentions())
        dataset.write(EVIDENCE, self.evidence)
        dataset.write(JUDGEMENTS, self.decisions.rows())

    def final_statements(self) -> Iterator[Row]:
        """The statements as they stand in the dataset; what those that people judged claim now goes to the claims."""
        judged, known = self.decisions.judged, self.identities.known
        for row in self.statements:
            if judged(str(row[0])):
                decided = self.decisions.apply(columns_of(StatementRow, row))
                if decided.judgement != "reject":
                    self.claims.add(tuple(claim(decided)))
                # What stands behind the columns goes along.
                row = (*decided, row[-1])  # noqa: PLW2901 - the row as people decided it
            subject, name, kind = known(str(row[_SUBJECT]))
            final = (subject, name or row[_SUBJECT + 1], kind or row[_SUBJECT + 2])
            if row[_SUBJECT : _SUBJECT + 3] != final:
                row = (*row[:_SUBJECT], *final, *row[_SUBJECT + 3 :])  # noqa: PLW2901 - as above
            yield row

    def final_relations(self) -> Iterator[Row]:
        known, judged = self.identities.known, self.decisions.judged
        for plain in self.relations:
            row = columns_of(RelationRow, plain)
            if judged(row.relation_id):
                row = self.decisions.apply_relation(row)
            subject, subject_name, _ = known(row.subject_id)
            thing, thing_name, _ = known(row.object_id)
            final = row._replace(
                subject_id=subject,
                subject=subject_name or row.subject,
                object_id=thing,
                object=thing_name or row.object,
            )
            yield (*final, plain[-1])

    def final_mentions(self) -> Iterator[Row]:
        one = self.identities.one
        for row in self.mentions:
            entity = one(str(row[_ENTITY]))
            yield row if entity == row[_ENTITY] else (*row[:_ENTITY], entity, *row[_ENTITY + 1 :])

    def settled_claims(self) -> Iterator[list[Claim]]:
        """What is claimed of each drawer's series, sorted, of what people decided and who is one."""
        judged, one = self.decisions.judged, self.identities.one
        for drawer in self.claims.drawers():
            found: list[Claim] = []
            for item in map(Claim._make, drawer):
                # What a judged statement claims lies there a second time, as it was decided.
                if item.judgement or not judged(item.statement_id):
                    subject = one(item.subject_id)
                    found.append(item if subject == item.subject_id else about(item, subject))
            found.sort()
            yield [item for item, _ in groupby(found)]

    def write_observations(self, dataset: Dataset) -> tuple[tuple[str, int], ...]:
        """Write observations, what is derived from them and the gaps; how many agree."""
        counts = {"single": 0, "agree": 0, "conflict": 0}
        whole = self.identities.composed()
        wanted = {part for _, _, parts in whole for part in parts}
        kept: list[ObservationRow] = []
        known = self.identities.known
        coverage = Coverage(lambda key: known(key)[2], self.identities.predecessors)
        told_by = origins(self.documents.values())
        for claims in self.settled_claims():
            found = list(observations(claims, told_by, lambda key: known(key)[1], self.identities.teller))
            for change in changes(found, breaks):
                self.derived.add(tuple(change))
            for row in found:
                counts[row.agreement] += 1
                coverage.add(row)
                if row.subject_id in wanted:
                    kept.append(row)
                self.observations.add(tuple(row))
        for total in totals(kept, whole):
            self.derived.add(tuple(total))
        dataset.write(OBSERVATIONS, self.observations)
        dataset.write(DERIVED, self.derived)
        dataset.write(GAPS, coverage.gaps(self.identities.name))
        return tuple(counts.items())
