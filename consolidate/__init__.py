"""The dataset: statements and judgements in, consolidated tables out."""

from typing import TYPE_CHECKING

from consolidate.explanation import explain
from consolidate.judgement import (
    RELATION_FIELDS,
    STATEMENT_FIELDS,
    Action,
    Anchor,
    BadJudgements,
    CannotJudge,
    Judgement,
    JudgementLog,
    undoing,
    verdict_after,
)
from consolidate.lineage import Lineage
from consolidate.opening import DATABASE, column_text, open_database
from consolidate.phrasing import indicator_words, qualifier_words, words_of
from consolidate.repairs import judgement_on_repair, repair_id, repair_place
from language import later

if TYPE_CHECKING:
    from consolidate.build import consolidate
    from consolidate.columns import TABLES, Column, TableType, column_dictionary
    from consolidate.difference import Change, Difference, diff
    from consolidate.judging import addition, judgement_on
    from consolidate.part import KnownEntities, Part, Summary
    from consolidate.searching import Hit, search
    from consolidate.sheet import Sheet, pack, tabulate, unpack
    from consolidate.tables import read_table, verify_dataset
    from consolidate.write import WRITERS, export
    from consolidate.write.report.chart import LineChart, Reading, Series, rank_chart, value_chart
else:
    # Who looks a statement up needs none of what builds, compares and exports datasets.
    __getattr__ = later(
        __name__,
        {
            "consolidate": "consolidate.build",
            "TABLES": "consolidate.columns",
            "Column": "consolidate.columns",
            "TableType": "consolidate.columns",
            "column_dictionary": "consolidate.columns",
            "Change": "consolidate.difference",
            "Difference": "consolidate.difference",
            "diff": "consolidate.difference",
            "addition": "consolidate.judging",
            "judgement_on": "consolidate.judging",
            "KnownEntities": "consolidate.part",
            "Part": "consolidate.part",
            "Summary": "consolidate.part",
            "Hit": "consolidate.searching",
            "search": "consolidate.searching",
            "Sheet": "consolidate.sheet",
            "pack": "consolidate.sheet",
            "tabulate": "consolidate.sheet",
            "unpack": "consolidate.sheet",
            "read_table": "consolidate.tables",
            "verify_dataset": "consolidate.tables",
            "WRITERS": "consolidate.write",
            "export": "consolidate.write",
            "LineChart": "consolidate.write.report.chart",
            "Reading": "consolidate.write.report.chart",
            "Series": "consolidate.write.report.chart",
            "rank_chart": "consolidate.write.report.chart",
            "value_chart": "consolidate.write.report.chart",
        },
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
