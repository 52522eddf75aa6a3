"""A decision on a row of a built dataset, anchored so that it can be found again."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from consolidate.anchoring import Spot, anchor_in
from consolidate.judgement import RELATION_FIELDS, STATEMENT_FIELDS, Action, Anchor, CannotJudge, Judgement, Target
from consolidate.opening import column_text, open_database
from consolidate.part import KnownEntities
from consolidate.problems import judgement_on_problem
from consolidate.repairs import judgement_in_text, repair_place
from consolidate.reviewer import correctable, fits_column
from extract import Repair

_ON_ENTITIES = ("same", "different", "rename", "promote")
_NAMES = ("subject", "subject_type", "object")


def judgement_on(
    folder: Path,
    key: str,
    action: Action,
    *,
    field: str = "",
    after: str = "",
    who: str = "",
    when: str = "",
    why: str = "",
    gazetteer: KnownEntities | None = None,
) -> Judgement:
    """The judgement ``action`` on the statement, relation, entity or repair ``key`` of the dataset in ``folder``.

    For ``undo``, ``key`` is the id of a judgement that the dataset knows (``undoing`` takes back any other). ``add``
    has a function of its own, ``addition``. Entities that the
    dataset does not speak of yet are looked up in ``gazetteer``.

    Raises:
        CannotJudge: nothing has this id, or the field or value does not fit.
    """
    connection = open_database(folder)
    try:
        if action == "undo":
            target, target_id = _judged(connection, key)
            return Judgement("undo", target, target_id, who=who, when=when, why=why)
        if action in _ON_ENTITIES:
            content = _entity_content(_Entities(connection, gazetteer), key, action, after)
            before = dict(content)["name"] if action == "rename" else ""
            return Judgement(action, "entity", key, "", before, after, who, when, why, None, content)
        problem = connection.execute("SELECT * FROM problems WHERE problem_id = ?", (key,)).fetchone()
        if problem is not None:
            return _on_problem(connection, problem, action, who=who, when=when, why=why)
        place = repair_place(key)
        if place is not None:
            return _on_repair(connection, place, action, who=who, when=when, why=why)
        target, row = _claim(connection, key)
        anchor = _anchor(connection, row)
        content, before = _content(connection, target, row), ""
        if action == "correct":
            before = column_text(row, field) if correctable(target, field) else ""
            _check(target, field, after)
            if field in ("subject_id", "object_id") and after:
                _Entities(connection, gazetteer).named(after)
        return Judgement(action, target, key, field, before, after, who, when, why, anchor, content)
    finally:
        connection.close()


def _on_problem(
    connection: sqlite3.Connection, row: sqlite3.Row, action: Action, *, who: str, when: str, why: str
) -> Judgement:
    if action not in ("accept", "reject", "comment"):
        raise CannotJudge(f"{row['problem_id']}: a problem cannot be {action}ed")
    text = _text_at(connection, row["block_id"], row["row"], row["column"]) or ""
    return judgement_on_problem(row, text, action, who=who, when=when, why=why)


def _on_repair(
    connection: sqlite3.Connection,
    place: tuple[str, int | None, int | None, int, int],
    action: Action,
    *,
    who: str,
    when: str,
    why: str,
) -> Judgement:
    row = connection.execute(
        "SELECT r.*, b.document_id FROM repairs AS r JOIN blocks AS b ON b.block_id = r.block_id"
        " WHERE r.block_id = ? AND r.row IS ? AND r.column IS ? AND r.start = ? AND r.stop = ?",
        place,
    ).fetchone()
    if row is None or action not in ("accept", "reject", "comment"):
        fault = "no repair stands there; repairs.csv lists them" if row is None else f"a repair cannot be {action}ed"
        raise CannotJudge(f"{place[0]} at {place[3]}:{place[4]}: {fault}")
    edit = Repair(row["start"], row["stop"], row["text"], row["replacement"], row["stage"], 0.0, *place[1:3])
    text = _text_at(connection, *place[:3]) or ""
    order = int(place[0].rpartition("-")[2])
    return judgement_in_text(text, row["document_id"], order, edit, action, who=who, when=when, why=why)


def addition(
    folder: Path,
    block_id: str,
    start: int,
    stop: int,
    said: Mapping[str, str],
    *,
    row: int | None = None,
    column: int | None = None,
    who: str = "",
    when: str = "",
    why: str = "",
    gazetteer: KnownEntities | None = None,
) -> Judgement:
    """The judgement that adds the statement ``said``, by column, at marked words of the dataset in ``folder``.

    ``said`` has at least indicator, value, unit and a subject or subject_id; ``stated`` is the value's own words
    inside the marked ones.

    Raises:
        CannotJudge: there are no such words, or a column is missing or does not fit.
    """
    connection = open_database(folder)
    try:
        found = connection.execute("SELECT document_id FROM blocks WHERE block_id = ?", (block_id,)).fetchone()
        text = _text_at(connection, block_id, row, column)
        if found is None or text is None or not 0 <= start < stop <= len(text):
            raise CannotJudge(f"{block_id}: no words at {start}:{stop}; mark words of a paragraph or cell")
        order = int(block_id.rpartition("-")[2])
        anchor = anchor_in(text, Spot(order, row, column, start, stop), found["document_id"])
        content = _addition_content(_Entities(connection, gazetteer), said, anchor)
        return Judgement("add", "statement", "", "", "", "", who, when, why, anchor, content)
    finally:
        connection.close()


def _addition_content(entities: _Entities, said: Mapping[str, str], anchor: Anchor) -> tuple[tuple[str, str], ...]:
    known = (*STATEMENT_FIELDS, *_NAMES)
    content = {column: value for column, value in said.items() if column in known and value}
    for column in ("indicator", "value", "unit"):
        if column not in content:
            raise CannotJudge(f"a statement needs its {column}")
    if "subject_id" not in content and "subject" not in content:
        raise CannotJudge("a statement needs its subject or subject_id")
    for column, value in content.items():
        if column in STATEMENT_FIELDS:
            _check("statement", column, value)
    if content.get("stated", "") not in anchor.quote:
        raise CannotJudge("the stated words are not among the words marked")
    if "subject_id" in content and "subject" not in content:
        content["subject"], content["subject_type"] = entities.named(content["subject_id"])
    return tuple(sorted(content.items()))


def _judged(connection: sqlite3.Connection, key: str) -> tuple[Target, str]:
    row = connection.execute("SELECT * FROM judgements WHERE judgement_id = ?", (key,)).fetchone()
    if row is None:
        raise CannotJudge(f"{key}: no judgement has this id; judgements.csv lists them")
    return row["target"], key


def _entity_content(entities: _Entities, key: str, action: Action, after: str) -> tuple[tuple[str, str], ...]:
    name, kind = entities.named(key)
    content = {"name": name, "type": kind}
    if action in ("same", "different"):
        content["after_name"] = entities.named(after)[0]
    elif action == "promote" and after:
        entities.named(after)
    elif action == "rename" and not after.strip():
        raise CannotJudge(f"{key}: to rename it, say the new name")
    return tuple(sorted(content.items()))


class _Entities:
    """The entities that a decision can be about: those of the dataset, then those of the gazetteer."""

    def __init__(self, connection: sqlite3.Connection, gazetteer: KnownEntities | None) -> None:
        self._connection = connection
        self._gazetteer = gazetteer

    def named(self, key: str) -> tuple[str, str]:
        """Name and type of an entity.

        Raises:
            CannotJudge: nobody knows it.
        """
        row = self._connection.execute("SELECT name, type FROM entities WHERE entity_id = ?", (key,)).fetchone()
        if row is not None:
            return row["name"], row["type"]
        try:
            entity = self._gazetteer.entity(key) if self._gazetteer is not None else None
        except KeyError:
            entity = None
        if entity is None:
            raise CannotJudge(
                f"{key}: no entity has this id; entities.csv and clustertrace gazetteer find have the ids"
            )
        return entity.name, entity.type


def _claim(connection: sqlite3.Connection, key: str) -> tuple[Target, sqlite3.Row]:
    row = connection.execute("SELECT * FROM statements WHERE statement_id = ?", (key,)).fetchone()
    if row is not None:
        return "statement", row
    row = connection.execute("SELECT * FROM relations WHERE relation_id = ?", (key,)).fetchone()
    if row is None:
        raise CannotJudge(f"{key}: no statement or relation has this id; search or statements.csv has the ids")
    return "relation", row


def _check(target: Target, field: str, after: str) -> None:
    if not correctable(target, field):
        fields = RELATION_FIELDS if target == "relation" else STATEMENT_FIELDS
        raise CannotJudge(f"{field!r} cannot be corrected; these can: {' '.join(fields)}")
    if not fits_column(field, after):
        raise CannotJudge(f"{after!r} cannot stand in {field}")


def _content(connection: sqlite3.Connection, target: Target, row: sqlite3.Row) -> tuple[tuple[str, str], ...]:
    """What the rules read, before anybody corrected it: that is what later rules may read again."""
    fields = RELATION_FIELDS if target == "relation" else STATEMENT_FIELDS
    content = {column: column_text(row, column) for column in (*fields, "subject")}
    key = row["statement_id"] if target == "statement" else row["relation_id"]
    corrections = connection.execute(
        "SELECT field, before FROM judgements WHERE action = 'correct' AND outcome != 'orphaned'"
        " AND in_force != 'undone' AND (statement_id = ?1 OR target_id = ?1) ORDER BY \"when\" DESC, rowid DESC",
        (key,),
    )
    for correction in corrections:
        content[correction["field"]] = correction["before"]
    return tuple(sorted((column, value) for column, value in content.items() if value))


def _anchor(connection: sqlite3.Connection, row: sqlite3.Row) -> Anchor:
    text = _text_at(connection, row["block_id"], row["row"], row["column"]) or ""
    order = int(row["block_id"].rpartition("-")[2])
    return anchor_in(text, Spot(order, row["row"], row["column"], row["start"], row["stop"]), row["document_id"])


def _text_at(connection: sqlite3.Connection, block_id: str, row: int | None, column: int | None) -> str | None:
    if row is None:
        found = connection.execute("SELECT text FROM blocks WHERE block_id = ?", (block_id,)).fetchone()
    else:
        found = connection.execute(
            "SELECT c.text FROM cells AS c JOIN tables AS t ON t.table_id = c.table_id"
            " WHERE t.block_id = ? AND c.row = ? AND c.column = ?",
            (block_id, row, column),
        ).fetchone()
    return None if found is None else str(found["text"])
