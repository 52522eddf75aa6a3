"""A document that was read, as rows: its blocks, tables, cells, repairs and problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from consolidate.columns import BlockRow, CellRow, ProblemRow, RepairRow, TableRow
from consolidate.problems import numbered
from consolidate.wording import as_json, content_id, list_json, two_decimals
from extract import Block, Cell, Document, PageBox, Place, Problem, Repair, Table, block_id
from nlp import Findings

Verdicts = Mapping[tuple[int, Repair], str]
"""What people decided about repairs: by the order of the block and the repair, accept or reject."""


class Where(NamedTuple):
    """The columns of a place, in the order of every table that has them."""

    block_id: str
    row: int | None
    column: int | None
    start: int
    stop: int
    page: int | None
    x0: str
    top: str
    x1: str
    bottom: str
    boxes: str


class Corner(NamedTuple):
    """The columns of a first box: page, x0, top, x1, bottom."""

    page: int | None
    x0: str
    top: str
    x1: str
    bottom: str


def where(place: Place) -> Where:
    """A place as columns."""
    key = block_id(place.document, place.block)
    if not place.boxes:
        return Where(key, place.row, place.column, place.start, place.stop, None, "", "", "", "", "")
    page, x0, top, x1, bottom = place.boxes[0]
    return Where(
        key,
        place.row,
        place.column,
        place.start,
        place.stop,
        page,
        two_decimals(x0),
        two_decimals(top),
        two_decimals(x1),
        two_decimals(bottom),
        boxes_json(place.boxes),
    )


def boxes_json(boxes: tuple[PageBox, ...]) -> str:
    """Boxes as JSON with two decimals; nothing for none.

    >>> boxes_json(((1, 10.0, 20.5, 30.125, 40.0),))
    '[[1,10.00,20.50,30.12,40.00]]'
    """
    if not boxes:
        return ""
    written = [
        f"[{page},{two_decimals(x0)},{two_decimals(top)},{two_decimals(x1)},{two_decimals(bottom)}]"
        for page, x0, top, x1, bottom in boxes
    ]
    return f"[{','.join(written)}]"


def block_rows(document: Document, verdicts: Verdicts) -> Iterator[BlockRow]:
    """The blocks in reading order; repairs that a person rejected are not in the repaired text."""
    for block in document.blocks:
        boxes = block.boxes
        yield BlockRow(
            block_id(document.id, block.order),
            document.id,
            block.order,
            block.kind,
            block.language,
            *_page_corner(block),
            boxes=boxes_json(boxes),
            source_start=block.source_start,
            source_stop=block.source_stop,
            section=list_json(block.section),
            text=block.text,
            repaired=_repaired(block, verdicts),
        )


def table_id(document: Document, block: Block) -> str:
    """The id of the table in a block."""
    return content_id("table", document.id, str(block.order), block.text)


def table_rows(document: Document, verdicts: Verdicts) -> Iterator[tuple[TableRow, tuple[CellRow, ...]]]:
    """Every table with its cells."""
    for block in document.blocks:
        if block.table is None:
            continue
        table, key = block.table, table_id(document, block)
        row = TableRow(
            key,
            block_id(document.id, block.order),
            document.id,
            table.caption,
            table.rows,
            table.columns,
            as_json(list(table.pages)) if table.pages else "",
        )
        yield row, tuple(_cell_rows(key, block, table, verdicts))


def repair_rows(document: Document, verdicts: Verdicts) -> Iterator[RepairRow]:
    """Every repair of the document, rejected ones too."""
    for block in document.blocks:
        key = block_id(document.id, block.order)
        for edit in block.repairs:
            yield RepairRow(
                key,
                edit.row,
                edit.column,
                edit.start,
                edit.stop,
                edit.text,
                edit.replacement,
                edit.stage,
                two_decimals(edit.confidence),
                verdicts.get((block.order, edit), ""),
            )


def problem_rows(document: Document, findings: Findings) -> Iterator[ProblemRow]:
    """What a person must know about this document."""
    yield from numbered(_problem_rows(document, findings))


def _problem_rows(document: Document, findings: Findings) -> Iterator[ProblemRow]:
    if not _has_text(document) and not document.problems:
        yield ProblemRow(document.id, "", None, None, None, None, "", "no text", _NO_TEXT)
    for problem in document.problems:
        yield _problem_row(document, problem, "")
    for statement_id, problem in findings.problems:
        yield _problem_row(document, problem, statement_id)


def broken_text(document: Document) -> str:
    """Why a document's text cannot be written, or nothing: half of a surrogate pair has no UTF-8 form."""
    for block in document.blocks:
        texts = [block.text, *block.section]
        if block.table is not None:
            texts += [cell.text for cell in block.table.cells]
        try:
            "".join(texts).encode()
        except UnicodeEncodeError as error:
            return f"block {block.order} holds characters that cannot be written as UTF-8 ({error.reason})"
    return ""


_NO_TEXT = "the file was read and holds no text"


def outcome(document: Document) -> tuple[str, str]:
    """How reading a document went, and why it is not ok."""
    if not _has_text(document):
        named = _first_problem(document) or _NO_TEXT
        return ("failed" if document.status == "ok" else document.status), named
    if document.status == "ok":
        return "ok", ""
    return document.status, _first_problem(document) or "parts of the file could not be read"


def _first_problem(document: Document) -> str:
    ranked = sorted(document.problems, key=lambda problem: problem.block is not None)
    return ranked[0].message if ranked else ""


def _has_text(document: Document) -> bool:
    return any(block.text.strip() for block in document.blocks)


def _problem_row(document: Document, problem: Problem, statement_id: str) -> ProblemRow:
    return ProblemRow(
        document.id,
        "" if problem.block is None else block_id(document.id, problem.block),
        problem.row,
        problem.column,
        problem.start,
        problem.stop,
        statement_id,
        problem.kind,
        problem.message,
    )


def _cell_rows(key: str, block: Block, table: Table, verdicts: Verdicts) -> Iterator[CellRow]:
    edits = _edits_by_cell(block, verdicts)
    for cell in table.cells:
        yield CellRow(
            key,
            cell.row,
            cell.column,
            cell.row_span,
            cell.column_span,
            cell.header,
            *_cell_corner(cell),
            text=cell.text,
            repaired=_edited(cell.text, edits.get((cell.row, cell.column), ())),
        )


def _edits_by_cell(block: Block, verdicts: Verdicts) -> dict[tuple[int | None, int | None], list[Repair]]:
    edits: dict[tuple[int | None, int | None], list[Repair]] = {}
    for edit in block.repairs:
        if verdicts.get((block.order, edit)) != "reject":
            edits.setdefault((edit.row, edit.column), []).append(edit)
    return edits


def _repaired(block: Block, verdicts: Verdicts) -> str:
    if not block.repairs:
        return ""
    edits = _edits_by_cell(block, verdicts)
    if block.table is None:
        return _edited(block.text, edits.get((None, None), ()))
    lines: dict[int, list[str]] = {}
    for cell in block.table.cells if edits else ():
        text = _edited(cell.text, edits.get((cell.row, cell.column), ())) or cell.text
        lines.setdefault(cell.row, []).append(text)
    return "\n".join("\t".join(lines[row]) for row in sorted(lines))


def _edited(text: str, edits: list[Repair] | tuple[Repair, ...]) -> str:
    if not edits:
        return ""
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.replacement]
        at = edit.stop
    return "".join(pieces) + text[at:]


def _corner(boxes: tuple[PageBox, ...]) -> Corner:
    if not boxes:
        return Corner(None, "", "", "", "")
    page, *edges = boxes[0]
    x0, top, x1, bottom = (two_decimals(edge) for edge in edges)
    return Corner(page, x0, top, x1, bottom)


def _page_corner(block: Block) -> Corner:
    corner = _corner(block.boxes)
    return corner if corner.page is not None else corner._replace(page=block.page)


def _cell_corner(cell: Cell) -> Corner:
    if cell.box is None or cell.page is None:
        return Corner(cell.page, "", "", "", "")
    return _corner(((cell.page, *cell.box),))
