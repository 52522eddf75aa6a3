"""The dataset: statements and judgements in, consolidated tables out."""

from consolidate.build import consolidate
from consolidate.columns import TABLES, Column, TableType, column_dictionary
from consolidate.difference import Change, Difference, diff
from consolidate.explanation import explain
from consolidate.judgement import Action, Anchor, BadJudgements, Judgement, JudgementLog
from consolidate.judging import CannotJudge, addition, judgement_on
from consolidate.lineage import Lineage
from consolidate.part import KnownEntities, Part, Summary
from consolidate.repairs import judgement_on_repair, repair_id
from consolidate.search import Hit, search
from consolidate.tables import read_table, verify_dataset
from consolidate.write import WRITERS, export

__all__ = [
    "TABLES",
    "WRITERS",
    "Action",
    "Anchor",
    "BadJudgements",
    "CannotJudge",
    "Change",
    "Column",
    "Difference",
    "Hit",
    "Judgement",
    "JudgementLog",
    "KnownEntities",
    "Lineage",
    "Part",
    "Summary",
    "TableType",
    "addition",
    "column_dictionary",
    "consolidate",
    "diff",
    "explain",
    "export",
    "judgement_on",
    "judgement_on_repair",
    "read_table",
    "repair_id",
    "search",
    "verify_dataset",
]
