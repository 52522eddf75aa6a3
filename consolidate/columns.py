"""Every table of the dataset: its rows as types, and each column's kind and meaning, in one place.

The CSV files, ``datapackage.json``, ``dataset.sqlite``, the exports, the frames and the column dictionary are all
made from the row types below; nothing else names a column twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, NamedTuple, TypeVar, get_type_hints

Kind = Literal["text", "whole", "decimal", "real", "json"]
"""``whole`` is an int or nothing; ``decimal`` and ``real`` travel as the text that is written."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column holds; ``values`` lists all it may hold, ``of`` the table whose first column it names."""

    text: str
    kind: Kind = "text"
    required: bool = False
    values: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one table."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    values: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class TableType:
    """One table: its columns in order; ``keyed`` tables have the first column as their key."""

    name: str
    meaning: str
    row: type[tuple[str | int | None, ...]]
    columns: tuple[Column, ...]
    keyed: bool

    @property
    def file(self) -> str:
        """The name of its file in the dataset."""
        return f"{self.name}.csv"

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names in order."""
        return tuple(column.name for column in self.columns)

    @property
    def later(self) -> frozenset[str]:
        """Columns that were added after datasets had been built: those that rows need not have."""
        return frozenset(getattr(self.row, "_field_defaults", {}))


Row = tuple[str | int | None, ...]

_DOCUMENT = Meaning("the document: sha256 of the source's bytes", required=True, of="documents")
_BLOCK = Meaning("the block in which the words stand", of="blocks")
_ROW = Meaning("row of the cell, from 0; empty outside tables", "whole")
_COLUMN = Meaning("column of the cell, from 0; empty outside tables", "whole")
_START = Meaning("first character, offset in the text of the block, or of the cell when row is given", "whole")
_STOP = Meaning("end of the slice (not included), as start", "whole")
_PAGE = Meaning("page of the first line, from 1; empty where the format has no pages", "whole")
_X0 = Meaning("left edge of the first line, PDF points from the page's left", "real")
_TOP = Meaning("top edge of the first line, PDF points from the page's top", "real")
_X1 = Meaning("right edge of the first line", "real")
_BOTTOM = Meaning("bottom edge of the first line", "real")
_BOXES = Meaning("[[page, x0, top, x1, bottom], ...], one for each line of text", "json")
_SUBJECT = Meaning("name of the subject: English where there is one, else the usual transliteration", required=True)
_INDICATOR = Meaning("slug of what is measured", required=True)
_PERIOD = Meaning("the time the value is about: year, month, day or interval first/last; empty when not stated")
_QUALIFIERS = Meaning("what else belongs to the fact, as an object with sorted keys", "json")
_RULE = Meaning("the rule that read it; reviewer when a person added it", required=True)
_CONFIDENCE = Meaning("0 to 1", "real")
_JUDGEMENT = Meaning(
    "the decision of a person in force, empty when there is none", values=("accept", "reject", "correct", "add")
)
_PIECES = Meaning("how it was read, one line a step", "json")
_LANGUAGE = Meaning("ISO 639-1 code; und when not known")
_COMPARATORS = ("eq", "ge", "gt", "le", "lt", "approx")
_MODALITIES = ("actual", "target", "forecast", "planned")
_ROLES = ("value", "subject", "object", "indicator", "period", "unit", "header", "restated")
_KINDS = ("heading", "paragraph", "list_item", "table", "caption", "footnote", "reference", "furniture", "figure")


class DocumentRow(NamedTuple):
    """One source and how reading it went."""

    document_id: Annotated[str, Meaning("sha256 of the source's bytes", required=True)]
    title: Annotated[str, Meaning("title as the ledger or the document has it")]
    path: Annotated[str, Meaning("file in the workspace")]
    origin: Annotated[str, Meaning("URL or file name it came from")]
    media_type: Annotated[str, Meaning("what the bytes are")]
    language: Annotated[str, _LANGUAGE]
    published: Annotated[str, Meaning("date of publication as far as known")]
    pages: Annotated[int | None, Meaning("number of pages; empty where the format has none", "whole")]
    status: Annotated[str, Meaning("how reading went", required=True, values=("ok", "partial", "failed"))]
    problem: Annotated[str, Meaning("why it is not ok")]
    reader: Annotated[str, Meaning("reader and versions")]
    publisher: Annotated[str, Meaning("who published it")]
    supersedes: Annotated[str, Meaning("hash of the version that it replaces")]


class BlockRow(NamedTuple):
    """One paragraph, heading, table or other piece of a document, in reading order."""

    block_id: Annotated[str, Meaning("first 16 digits of the document, a dash, the order", required=True)]
    document_id: Annotated[str, _DOCUMENT]
    order: Annotated[int | None, Meaning("place in reading order, from 0", "whole")]
    kind: Annotated[str, Meaning("what it is", required=True, values=_KINDS)]
    language: Annotated[str, _LANGUAGE]
    page: Annotated[int | None, _PAGE]
    x0: Annotated[str, _X0]
    top: Annotated[str, _TOP]
    x1: Annotated[str, _X1]
    bottom: Annotated[str, _BOTTOM]
    boxes: Annotated[str, _BOXES]
    source_start: Annotated[int | None, Meaning("where it stood in the decoded source of text-like formats", "whole")]
    source_stop: Annotated[int | None, Meaning("where it ended there", "whole")]
    section: Annotated[str, Meaning("headings above it, outermost first", "json")]
    text: Annotated[str, Meaning("exactly as read; a table's text is its cells joined by tab and newline")]
    repaired: Annotated[str, Meaning("the text after all repairs; empty when nothing was repaired")]


class TableRow(NamedTuple):
    """One table of a document; parts over several pages are one."""

    table_id: Annotated[str, Meaning("id of the table", required=True)]
    block_id: Annotated[str, Meaning("its block", required=True, of="blocks")]
    document_id: Annotated[str, _DOCUMENT]
    caption: Annotated[str, Meaning("its caption")]
    rows: Annotated[int | None, Meaning("number of rows", "whole")]
    columns: Annotated[int | None, Meaning("number of columns", "whole")]
    pages: Annotated[str, Meaning("pages it stands on", "json")]


class CellRow(NamedTuple):
    """One cell of a table; an empty cell is a cell with empty text."""

    table_id: Annotated[str, Meaning("its table", required=True, of="tables")]
    row: Annotated[int | None, Meaning("row, from 0", "whole", required=True)]
    column: Annotated[int | None, Meaning("column, from 0", "whole", required=True)]
    row_span: Annotated[int | None, Meaning("rows it covers", "whole")]
    column_span: Annotated[int | None, Meaning("columns it covers", "whole")]
    header: Annotated[str, Meaning("whether it heads its row, its column or both", values=("row", "column", "both"))]
    page: Annotated[int | None, _PAGE]
    x0: Annotated[str, _X0]
    top: Annotated[str, _TOP]
    x1: Annotated[str, _X1]
    bottom: Annotated[str, _BOTTOM]
    text: Annotated[str, Meaning("exactly as read")]
    repaired: Annotated[str, Meaning("the text after all repairs; empty when nothing was repaired")]


class RepairRow(NamedTuple):
    """One edit of damaged text; the raw text stays in blocks and cells."""

    block_id: Annotated[str, Meaning("the block", required=True, of="blocks")]
    row: Annotated[int | None, _ROW]
    column: Annotated[int | None, _COLUMN]
    start: Annotated[int | None, _START]
    stop: Annotated[int | None, _STOP]
    text: Annotated[str, Meaning("the raw slice")]
    replacement: Annotated[str, Meaning("what it is read as")]
    stage: Annotated[str, Meaning("the repair rules, joined by +")]
    confidence: Annotated[str, _CONFIDENCE]
    judgement: Annotated[
        str,
        Meaning("the decision of a person in force; a rejected repair is not in repaired", values=("accept", "reject")),
    ]


class EntityRow(NamedTuple):
    """One thing that reports speak of."""

    entity_id: Annotated[str, Meaning("id of the entity", required=True)]
    type: Annotated[str, Meaning("cluster, programme, organisation, country, ...", required=True)]
    sense: Annotated[str, Meaning("for clusters: statistical, organisation, territory or agglomeration")]
    name: Annotated[str, Meaning("English name, else the usual transliteration", required=True)]
    country: Annotated[str, Meaning("ISO 3166-1 alpha-2, several joined by a comma")]
    external_ids: Annotated[str, Meaning("ids in other registers, as an object with sorted keys", "json")]
    status: Annotated[str, Meaning("where it comes from", required=True, values=("gazetteer", "discovered", "merged"))]
    merged_into: Annotated[str, Meaning("the entity it is the same as", of="entities")]
    because: Annotated[str, Meaning("evidence for the merge, promotion or new name")]
    predecessors: Annotated[str, Meaning("ids of what it took the place of; their series are not its own", "json")] = ""


class NameRow(NamedTuple):
    """One name of an entity."""

    entity_id: Annotated[str, Meaning("the entity", required=True, of="entities")]
    name: Annotated[str, Meaning("the name", required=True)]
    language: Annotated[str, Meaning("ISO 639-1 code; mul for any")]
    source: Annotated[str, Meaning("where the name was read")]


class MentionRow(NamedTuple):
    """One name found in a text."""

    mention_id: Annotated[str, Meaning("id of the mention", required=True)]
    document_id: Annotated[str, _DOCUMENT]
    block_id: Annotated[str, _BLOCK]
    row: Annotated[int | None, _ROW]
    column: Annotated[int | None, _COLUMN]
    start: Annotated[int | None, _START]
    stop: Annotated[int | None, _STOP]
    text: Annotated[str, Meaning("exactly that slice", required=True)]
    type: Annotated[str, Meaning("type of entity")]
    language: Annotated[str, _LANGUAGE]
    entity_id: Annotated[str, Meaning("the entity; empty when none is certain", of="entities")]
    score: Annotated[str, Meaning("0 to 100", "real")]
    method: Annotated[str, Meaning("how the name was matched")]
    rivals: Annotated[str, Meaning("the nearest other entities, [[id, score], ...]", "json")]
    boxes: Annotated[str, _BOXES]


class StatementRow(NamedTuple):
    """One figure, rank or date that one document states."""

    statement_id: Annotated[str, Meaning("hash of the statement's content in its document", required=True)]
    document_id: Annotated[str, _DOCUMENT]
    subject_id: Annotated[str, Meaning("the subject, after merges", required=True, of="entities")]
    subject: Annotated[str, _SUBJECT]
    subject_type: Annotated[str, Meaning("type of the subject")]
    indicator: Annotated[str, _INDICATOR]
    value: Annotated[str, Meaning("plain decimal, fully scaled", "decimal", required=True)]
    value_high: Annotated[str, Meaning("upper end, only for ranges", "decimal")]
    unit: Annotated[str, Meaning("slug of the unit (land in ha, floor in m2) or ISO 4217 code", required=True)]
    period: Annotated[str, _PERIOD]
    comparator: Annotated[str, Meaning("how the value bounds the fact", required=True, values=_COMPARATORS)]
    status: Annotated[str, Meaning("whether it is so or is to be so", required=True, values=_MODALITIES)]
    qualifiers: Annotated[str, _QUALIFIERS]
    stated: Annotated[str, Meaning("the source's own words for bound, value, scale and unit")]
    block_id: Annotated[str, _BLOCK]
    row: Annotated[int | None, _ROW]
    column: Annotated[int | None, _COLUMN]
    start: Annotated[int | None, _START]
    stop: Annotated[int | None, _STOP]
    page: Annotated[int | None, _PAGE]
    x0: Annotated[str, _X0]
    top: Annotated[str, _TOP]
    x1: Annotated[str, _X1]
    bottom: Annotated[str, _BOTTOM]
    boxes: Annotated[str, _BOXES]
    quote: Annotated[str, Meaning("the slice from the first to the last piece of the statement", required=True)]
    rule: Annotated[str, _RULE]
    confidence: Annotated[str, _CONFIDENCE]
    linked: Annotated[str, Meaning("statements that say the same in another currency or unit", "json")]
    judgement: Annotated[str, _JUDGEMENT]
    pieces: Annotated[str, _PIECES]


class RelationRow(NamedTuple):
    """One relation between two entities that one document states."""

    relation_id: Annotated[str, Meaning("hash of the relation's content in its document", required=True)]
    document_id: Annotated[str, _DOCUMENT]
    subject_id: Annotated[str, Meaning("the subject, after merges", of="entities")]
    subject: Annotated[str, _SUBJECT]
    relation: Annotated[str, Meaning("name of the relation", required=True)]
    object_id: Annotated[str, Meaning("the object; empty when it is only words", of="entities")]
    object: Annotated[str, Meaning("name of the object, or the words")]
    qualifiers: Annotated[str, _QUALIFIERS]
    block_id: Annotated[str, _BLOCK]
    row: Annotated[int | None, _ROW]
    column: Annotated[int | None, _COLUMN]
    start: Annotated[int | None, _START]
    stop: Annotated[int | None, _STOP]
    page: Annotated[int | None, _PAGE]
    x0: Annotated[str, _X0]
    top: Annotated[str, _TOP]
    x1: Annotated[str, _X1]
    bottom: Annotated[str, _BOTTOM]
    boxes: Annotated[str, _BOXES]
    quote: Annotated[str, Meaning("the words, exactly that slice", required=True)]
    rule: Annotated[str, _RULE]
    confidence: Annotated[str, _CONFIDENCE]
    judgement: Annotated[str, _JUDGEMENT]
    pieces: Annotated[str, _PIECES]


class EvidenceRow(NamedTuple):
    """Words that carry one part of a statement or relation."""

    evidence_id: Annotated[str, Meaning("id of the evidence", required=True)]
    of: Annotated[str, Meaning("the statement or relation", required=True)]
    role: Annotated[str, Meaning("the part they carry", required=True, values=_ROLES)]
    document_id: Annotated[str, _DOCUMENT]
    block_id: Annotated[str, _BLOCK]
    row: Annotated[int | None, _ROW]
    column: Annotated[int | None, _COLUMN]
    start: Annotated[int | None, _START]
    stop: Annotated[int | None, _STOP]
    page: Annotated[int | None, _PAGE]
    x0: Annotated[str, _X0]
    top: Annotated[str, _TOP]
    x1: Annotated[str, _X1]
    bottom: Annotated[str, _BOTTOM]
    boxes: Annotated[str, _BOXES]
    quote: Annotated[str, Meaning("the words, exactly that slice", required=True)]


class ObservationRow(NamedTuple):
    """What all sources say about one subject, indicator, unit, period, status and qualifiers."""

    observation_id: Annotated[str, Meaning("id of the observation", required=True)]
    subject_id: Annotated[str, Meaning("the subject", required=True, of="entities")]
    subject: Annotated[str, _SUBJECT]
    indicator: Annotated[str, _INDICATOR]
    unit: Annotated[str, Meaning("slug of the unit or ISO 4217 code", required=True)]
    period: Annotated[str, _PERIOD]
    status: Annotated[str, Meaning("whether it is so or is to be so", required=True, values=_MODALITIES)]
    qualifiers: Annotated[str, _QUALIFIERS]
    value: Annotated[str, Meaning("the preferred value", "decimal", required=True)]
    values: Annotated[str, Meaning("every value with its statement, document, date and original source", "json")]
    agreement: Annotated[
        str, Meaning("whether independent sources agree", required=True, values=("single", "agree", "conflict"))
    ]
    statements: Annotated[int | None, Meaning("number of statements", "whole")]
    documents: Annotated[int | None, Meaning("number of documents", "whole")]
    statement_ids: Annotated[str, Meaning("the statements, the preferred one first", "json")]
    value_high: Annotated[str, Meaning("upper end of the preferred value, only for ranges", "decimal")]
    comparator: Annotated[str, Meaning("comparator of the preferred value", values=_COMPARATORS)]
    preferred_because: Annotated[
        str,
        Meaning(
            "what decided for the preferred value; asked in turn: did a person judge it, is its document newer, is it "
            "more precise, do more sources say it, was it read with more confidence, is its id smaller",
            values=("only", "judged", "newer", "precise", "sources", "surer", "id"),
        ),
    ]
    sources: Annotated[int | None, Meaning("number of independent original sources", "whole")]


class DerivedRow(NamedTuple):
    """A value computed from observations, never mixed with what sources state."""

    derived_id: Annotated[str, Meaning("id of the derived value", required=True)]
    subject_id: Annotated[str, Meaning("the subject", required=True, of="entities")]
    subject: Annotated[str, _SUBJECT]
    indicator: Annotated[str, _INDICATOR]
    unit: Annotated[str, Meaning("slug of the unit or ISO 4217 code", required=True)]
    period: Annotated[str, _PERIOD]
    value: Annotated[str, Meaning("the value computed", "decimal", required=True)]
    rule: Annotated[str, Meaning("how it was computed", required=True, values=("change", "total"))]
    parents: Annotated[str, Meaning("the observations it was computed from", "json")]
    qualifiers: Annotated[str, _QUALIFIERS]


class ProblemRow(NamedTuple):
    """Something a person should look at."""

    document_id: Annotated[str, _DOCUMENT]
    block_id: Annotated[str, Meaning("the block; empty for the whole document", of="blocks")]
    row: Annotated[int | None, _ROW]
    column: Annotated[int | None, _COLUMN]
    start: Annotated[int | None, _START]
    stop: Annotated[int | None, _STOP]
    statement_id: Annotated[str, Meaning("the statement concerned, if any")]
    kind: Annotated[str, Meaning("what kind of problem", required=True)]
    message: Annotated[str, Meaning("what a person should know")]
    problem_id: Annotated[str, Meaning("hash of what is said and where")] = ""
    judgement: Annotated[
        str, Meaning("accept when a person has dealt with it, empty when nobody has", values=("accept", "reject"))
    ] = ""


class JudgementRow(NamedTuple):
    """One decision of a person, and what became of it in this rebuild."""

    judgement_id: Annotated[str, Meaning("id of the decision", required=True)]
    action: Annotated[
        str,
        Meaning(
            "what was decided",
            required=True,
            values=(
                "accept",
                "reject",
                "correct",
                "add",
                "same",
                "different",
                "rename",
                "promote",
                "comment",
                "undo",
            ),
        ),
    ]
    target: Annotated[
        str,
        Meaning(
            "what it is about", required=True, values=("statement", "relation", "entity", "name", "repair", "problem")
        ),
    ]
    target_id: Annotated[str, Meaning("id of what was judged, as it was then")]
    statement_id: Annotated[str, Meaning("the statement it acts on now; empty when none", of="statements")]
    field: Annotated[str, Meaning("the column that was corrected")]
    before: Annotated[str, Meaning("what stood there")]
    after: Annotated[str, Meaning("what a person put there; the other entity for same and different")]
    outcome: Annotated[str, Meaning("what became of it", required=True, values=("applied", "re-anchored", "orphaned"))]
    who: Annotated[str, Meaning("who decided")]
    when: Annotated[str, Meaning("when it was decided")]
    why: Annotated[str, Meaning("the reason given")]
    document_id: Annotated[str, Meaning("the document it was made on")]
    quote: Annotated[str, Meaning("the words it was made on")]
    in_force: Annotated[str, Meaning("whether a later decision replaced it", values=("yes", "replaced", "undone"))]


class GapRow(NamedTuple):
    """A hole in a series: other years of this cluster or other clusters of this year have the indicator."""

    subject_id: Annotated[str, Meaning("the cluster", required=True, of="entities")]
    subject: Annotated[str, _SUBJECT]
    indicator: Annotated[str, _INDICATOR]
    period: Annotated[str, Meaning("the year without a value", required=True)]


def _table(name: str, row: type[tuple[str | int | None, ...]], *, keyed: bool = True) -> TableType:
    columns = []
    for column, hint in get_type_hints(row, include_extras=True).items():
        meaning: Meaning = hint.__metadata__[0]
        columns.append(
            Column(column, meaning.kind, meaning.text, meaning.required, meaning.values, meaning.of),
        )
    return TableType(name, (row.__doc__ or "").strip(), row, tuple(columns), keyed)


DOCUMENTS = _table("documents", DocumentRow)
BLOCKS = _table("blocks", BlockRow)
TABLE_ROWS = _table("tables", TableRow)
CELLS = _table("cells", CellRow, keyed=False)
REPAIRS = _table("repairs", RepairRow, keyed=False)
ENTITIES = _table("entities", EntityRow)
NAMES = _table("names", NameRow, keyed=False)
MENTIONS = _table("mentions", MentionRow)
STATEMENTS = _table("statements", StatementRow)
RELATIONS = _table("relations", RelationRow)
EVIDENCE = _table("evidence", EvidenceRow)
OBSERVATIONS = _table("observations", ObservationRow)
DERIVED = _table("derived", DerivedRow)
PROBLEMS = _table("problems", ProblemRow, keyed=False)
JUDGEMENTS = _table("judgements", JudgementRow)
GAPS = _table("gaps", GapRow, keyed=False)

TABLES: tuple[TableType, ...] = (
    DOCUMENTS,
    BLOCKS,
    TABLE_ROWS,
    CELLS,
    REPAIRS,
    ENTITIES,
    NAMES,
    MENTIONS,
    STATEMENTS,
    RELATIONS,
    EVIDENCE,
    OBSERVATIONS,
    DERIVED,
    PROBLEMS,
    JUDGEMENTS,
    GAPS,
)


RowType = TypeVar("RowType", bound=NamedTuple)


def columns_of(kind: type[RowType], row: Row) -> RowType:
    """A plain row by its columns; what stands behind them is left out."""
    return kind._make(row[: len(kind._fields)])


def column_dictionary() -> str:
    """Every table and column with kind and meaning, as Markdown."""
    lines: list[str] = []
    for table in TABLES:
        lines += [f"### {table.file}", "", table.meaning, "", "| column | type | meaning |", "|---|---|---|"]
        for column in table.columns:
            meaning = column.meaning
            if column.values:
                meaning += ": " + ", ".join(column.values)
            if column.of:
                meaning += f" (→ {column.of}.csv)"
            lines.append(f"| {column.name} | {column.kind} | {meaning} |")
        lines.append("")
    return "\n".join(lines)
