"""Relations that a table tells: what stands under a head like "Country" or "Operator" beside the name of its row."""

from __future__ import annotations

from collections.abc import Iterator

from extract import Cell
from nlp.facts.joints import Joint
from nlp.facts.names import Named, NameGroup
from nlp.facts.parties import Party, worded
from nlp.facts.passage import Passage
from nlp.facts.relation_types import RelationType, relation_types
from nlp.facts.relations import chosen
from nlp.facts.scan import Scan
from nlp.facts.setting import SubjectFound
from nlp.facts.tables import TableReader
from nlp.findings import Relation

_ROW_TYPES = ("cluster", "organisation", "programme", "city", "region")
_PLACES = ("country", "region", "city")
_LANDS = ("country", "region")
_CARD_COLUMNS = 2
_HAND = 2.0
_HAND_PLACE = 1.2
_SLACK = 2
"""Words that may stand in a head beside those that tell the relation."""


def cell_relations(table: TableReader) -> list[Relation]:
    """The relations of a table, row by row."""
    found: list[Relation] = []
    for cell, subject, relation, told in _candidates(table):
        passage = table.reader.passage_at(table.block.order, table.cells.scan(cell), cell.row, cell.column)
        spot = table.cells.spot(cell)
        options = list(_joints(passage, subject, relation, told))
        table.reader.setting.at = (spot.block, spot.row, spot.column)
        for joint in options:
            found += chosen(passage, [[joint]], table.reader.setting, spot)
    return found


def _candidates(table: TableReader) -> Iterator[tuple[Cell, Party, RelationType, str]]:
    layout = table.layout
    if layout.table.columns == _CARD_COLUMNS and _is_card(table):
        yield from _card(table)
        return
    for row in range(layout.head_rows, layout.table.rows):
        subject = _row_name(table, row)
        if subject is None:
            continue
        at, party = subject
        for column in range(layout.table.columns):
            cell = layout.grid.get((row, column))
            if cell is None or (cell.row, cell.column) != (row, column) or column == at.column:
                continue
            told = _told(table, column)
            if told is not None:
                yield cell, party, told, "head"
            elif column in layout.stub:
                yield cell, party, relation_types()["located_in"], "place"


def _row_name(table: TableReader, row: int) -> tuple[Cell, Party] | None:
    """The cell that names a row, and what it names: a place only where no column before says what it is in."""
    named = [
        (cell, name)
        for cell in (table.layout.grid.get((row, column)) for column in table.layout.stub)
        if cell is not None and (name := table.head(cell).name) is not None and name.entity.type in _ROW_TYPES
    ]
    body = [pair for pair in named if pair[1].entity.type not in _PLACES]
    for cell, name in body or named:
        if _told(table, cell.column) is None or name.entity.type not in _PLACES:
            return cell, _far(table, cell, name)
    return None


def _far(table: TableReader, cell: Cell, name: Named) -> Party:
    known = SubjectFound(NameGroup((name,), 0, 1), table.block.order, cell.row, cell.column)
    return Party(name, 0, 0, (0, 0), "row", known)


def _told(table: TableReader, column: int) -> RelationType | None:
    """The relation that the head of a column tells."""
    for head in reversed(table.layout.above(column)):
        relation = _said_by(Scan(head.text, table.language))
        if relation is not None:
            return relation
    return None


def _said_by(head: Scan) -> RelationType | None:
    hits = sorted(head.found("relation_head"), key=lambda hit: hit.first - hit.last)
    words = sum(token.kind == "word" for token in head.tokens)
    if not hits or words > hits[0].last - hits[0].first + _SLACK or hits[0].first > 0:
        return None
    return relation_types()[hits[0].key]


def _is_card(table: TableReader) -> bool:
    """Whether a table of two columns tells of one thing, a property a row."""
    heads = [Scan(cell.text, table.language) for cell in table.layout.table.cells if cell.column == 0]
    return sum(_said_by(head) is not None or bool(head.found("stub_type")) for head in heads) > 1


def _card(table: TableReader) -> Iterator[tuple[Cell, Party, RelationType, str]]:
    grid = table.layout.grid
    rows = [(grid.get((row, 0)), grid.get((row, 1))) for row in range(table.layout.table.rows)]
    subject = None
    for head, cell in rows:
        if head is None or cell is None:
            continue
        name = table.head(cell).name
        if subject is None and name is not None and name.entity.type in ("cluster", "organisation", "programme"):
            subject = _far(table, cell, name)
            continue
        relation = _said_by(Scan(head.text, table.language))
        known = table.reader.setting.heading_subject
        if subject is None and known is not None:
            subject = Party(known.group.lead, 0, 0, (0, 0), "heading", known)
        if relation is not None and subject is not None:
            yield cell, subject, relation, "card"


def _joints(passage: Passage, row: Party, relation: RelationType, told: str) -> Iterator[Joint]:
    others = [Party(name, name.first, name.last, (name.first, name.last), "name") for name in passage.names]
    if relation.free and not others:
        others = worded(passage, 0)
    for other in others:
        subject, thing = (other, row) if relation.reversed_heads else (row, other)
        if subject.type not in relation.subjects or not (thing.type in relation.objects or thing.how == "words"):
            continue
        if subject.id == thing.id or (told == "place" and not (other.type in _LANDS and _fills(passage, other))):
            continue
        hand = _HAND if told != "place" else _HAND_PLACE
        found = {
            "hand": hand,
            f"table {told} {relation.name}": 1.0,
            f"table {told} {subject.type} {thing.type}": 1.0,
            f"table {told} whole {_fills(passage, other)}": 1.0,
        }
        yield Joint(relation, subject, thing, None, hand, found)


def _fills(passage: Passage, party: Party) -> bool:
    """Whether a name is all that a cell says."""
    words = sum(token.kind != "mark" for token in passage.scan.tokens)
    return words <= party.last - party.first
