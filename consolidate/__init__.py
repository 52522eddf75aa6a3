"""The dataset: statements and judgements in, consolidated tables out."""

from consolidate.build import consolidate
from consolidate.columns import TABLES, Column, TableType, column_dictionary
from consolidate.judgement import Anchor, BadJudgements, Judgement, JudgementLog
from consolidate.part import KnownEntities, Part, Summary
from consolidate.tables import read_table, verify_dataset

__all__ = [
    "TABLES",
    "Anchor",
    "BadJudgements",
    "Column",
    "Judgement",
    "JudgementLog",
    "KnownEntities",
    "Part",
    "Summary",
    "TableType",
    "column_dictionary",
    "consolidate",
    "read_table",
    "verify_dataset",
]
