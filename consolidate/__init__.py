"""The dataset: statements and judgements in, consolidated tables out."""

from consolidate.build import consolidate
from consolidate.columns import TABLES, Column, TableType, column_dictionary
from consolidate.decisions import verdict_after
from consolidate.difference import Change, Difference, diff
from consolidate.explanation import explain
from consolidate.judgement import Action, Anchor, BadJudgements, Judgement, JudgementLog, undoing
from consolidate.judging import CannotJudge, addition, column_text, judgement_on
from consolidate.lineage import Lineage
from consolidate.part import KnownEntities, Part, Summary
from consolidate.repairs import judgement_on_repair, repair_id, repair_place
from consolidate.reviewer import RELATION_FIELDS, STATEMENT_FIELDS
from consolidate.search import Hit, search
from consolidate.sheet import Sheet, pack, tabulate, unpack
from consolidate.tables import read_table, verify_dataset
from consolidate.write import WRITERS, export
from consolidate.write.database import FILE as DATABASE
from consolidate.write.database import open_database
from consolidate.write.report import (
    LineChart,
    Reading,
    Series,
    indicator_words,
    qualifier_words,
    rank_chart,
    value_chart,
    words_of,
)

__all__ = [
    "DATABASE",
    "RELATION_FIELDS",
    "STATEMENT_FIELDS",
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
    "LineChart",
    "Lineage",
    "Part",
    "Reading",
    "Series",
    "Sheet",
    "Summary",
    "TableType",
    "addition",
    "column_dictionary",
    "column_text",
    "consolidate",
    "diff",
    "explain",
    "export",
    "indicator_words",
    "judgement_on",
    "judgement_on_repair",
    "open_database",
    "pack",
    "qualifier_words",
    "rank_chart",
    "read_table",
    "repair_id",
    "repair_place",
    "search",
    "tabulate",
    "undoing",
    "unpack",
    "value_chart",
    "verdict_after",
    "verify_dataset",
    "words_of",
]
