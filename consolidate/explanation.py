"""One value from the source's bytes to the observation, from a built dataset."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from consolidate.lineage import (
    BlockLine,
    DecisionLine,
    Lineage,
    MentionLine,
    NameLine,
    ObservationLine,
    OtherSource,
    RepairLine,
    SourceLine,
    Words,
)
from consolidate.opening import open_database


def explain(folder: Path, key: str) -> Lineage:
    """The lineage of a statement, relation, observation, derived value, mention, entity, block or judgement.

    A prefix of the id is enough when only one id has it.

    Raises:
        KeyError: no id, or more than one, begins so; the message says which.
    """
    connection = open_database(folder)
    try:
        return _Reader(connection).lineage(key)
    finally:
        connection.close()


_KINDS = (
    ("statements", "statement_id"),
    ("relations", "relation_id"),
    ("observations", "observation_id"),
    ("derived", "derived_id"),
    ("mentions", "mention_id"),
    ("evidence", "evidence_id"),
    ("judgements", "judgement_id"),
    ("entities", "entity_id"),
    ("blocks", "block_id"),
    ("documents", "document_id"),
    ("tables", "table_id"),
)


class _Reader:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def lineage(self, key: str) -> Lineage:
        table, row = self._row(key)
        if table in ("statements", "relations"):
            return self._claim(table, row)
        if table == "evidence":
            return self.lineage(row["of"])
        if table == "mentions":
            return self._mention(row)
        if table == "blocks":
            return self._block_lineage(row)
        return self._plain(table, row, tuple(self.lineage(parent) for parent in self._parents(table, row)))

    def _row(self, key: str) -> tuple[str, sqlite3.Row]:
        if not key:
            raise KeyError("no id was given")
        for table, column in _KINDS:
            row = self.connection.execute(f'SELECT * FROM "{table}" WHERE "{column}" = ?', (key,)).fetchone()  # noqa: S608 - own names
            if row is not None:
                return table, row
        found = []
        for table, column in _KINDS:
            rows = self.connection.execute(
                f'SELECT * FROM "{table}" WHERE substr("{column}", 1, ?) = ? ORDER BY 1 LIMIT 3',  # noqa: S608 - own names
                (len(key), key),
            )
            found += [(table, row) for row in rows]
        if not found:
            raise KeyError(f"{key}: nothing in the dataset has this id")
        if len(found) > 1:
            raise KeyError(f"{key}: more than one id begins so: {', '.join(str(row[0]) for _, row in found[:5])}")
        return found[0]

    def _claim(self, table: str, row: sqlite3.Row) -> Lineage:
        key = row[0]
        return Lineage(
            table.removesuffix("s"),
            key,
            _said(table, row),
            _fields(row),
            self._source(row["document_id"]),
            tuple(self._words(row, key)),
            self._block(row["block_id"]),
            tuple(self._repairs(row)),
            tuple(self._mentions(row)),
            row["rule"],
            row["confidence"],
            tuple(json.loads(row["pieces"] or "[]")),
            tuple(self._decisions(key)),
            self._observation(key) if table == "statements" else None,
        )

    def _mention(self, row: sqlite3.Row) -> Lineage:
        words = Words("mention", row["text"], *_spot(row), None, _boxes(row))
        return Lineage(
            "mention",
            row["mention_id"],
            f"{row['text']} is {row['entity_id'] or 'of no certain entity'} ({row['method']}, {row['score']:g})",
            _fields(row),
            self._source(row["document_id"]),
            (words,),
            self._block(row["block_id"]),
            tuple(self._repairs(row)),
        )

    def _block_lineage(self, row: sqlite3.Row) -> Lineage:
        rows = self.connection.execute(
            "SELECT statement_id FROM statements WHERE block_id = ? ORDER BY row, column, start, statement_id",
            (row["block_id"],),
        )
        return Lineage(
            "block",
            row["block_id"],
            f"{row['kind']} in {row['language']}",
            _fields(row),
            self._source(row["document_id"]),
            block=self._block(row["block_id"]),
            parents=tuple(self.lineage(found["statement_id"]) for found in rows),
        )

    def _plain(self, table: str, row: sqlite3.Row, parents: tuple[Lineage, ...]) -> Lineage:
        kind = {"entities": "entity", "derived": "derived value", "documents": "source"}.get(table, table[:-1])
        source = self._source(row["document_id"]) if table == "documents" else None
        return Lineage(
            kind,
            row[0],
            _said(table, row),
            _fields(row),
            source,
            observation=self._observation_line(row, "") if table == "observations" else None,
            parents=parents,
            names=tuple(self._names(row)) if table == "entities" else (),
        )

    def _names(self, row: sqlite3.Row) -> Iterator[NameLine]:
        query = "SELECT name, language, source FROM names WHERE entity_id = ? ORDER BY language, name, source"
        for found in self.connection.execute(query, (row["entity_id"],)):
            yield NameLine(found["name"], found["language"], found["source"])

    def _parents(self, table: str, row: sqlite3.Row) -> list[str]:
        """The rows that this one was made from; of an entity those that became one with it."""
        if table == "observations":
            return list(json.loads(row["statement_ids"]))
        if table == "derived":
            return list(json.loads(row["parents"] or "[]"))
        if table == "judgements" and row["statement_id"]:
            return [row["statement_id"]]
        if table == "entities":
            merged = "SELECT entity_id FROM entities WHERE merged_into = ? ORDER BY 1"
            return [found["entity_id"] for found in self.connection.execute(merged, (row["entity_id"],))]
        return []

    def _words(self, row: sqlite3.Row, key: str) -> Iterator[Words]:
        yield Words("quote", row["quote"], *_spot(row), row["page"], _boxes(row))
        rows = self.connection.execute(
            "SELECT * FROM evidence WHERE \"of\" = ? ORDER BY role != 'value', role, block_id, row, column, start",
            (key,),
        )
        for found in rows:
            yield Words(found["role"], found["quote"], *_spot(found), found["page"], _boxes(found))

    def _source(self, key: str) -> SourceLine:
        row = self.connection.execute("SELECT * FROM documents WHERE document_id = ?", (key,)).fetchone()
        return SourceLine(key, row["title"], row["path"], row["origin"], row["published"], row["reader"])

    def _block(self, key: str) -> BlockLine:
        row = self.connection.execute("SELECT * FROM blocks WHERE block_id = ?", (key,)).fetchone()
        return BlockLine(
            key,
            row["kind"],
            row["language"],
            tuple(json.loads(row["section"] or "[]")),
            row["text"],
            row["repaired"],
            row["source_start"],
            row["source_stop"],
        )

    def _repairs(self, row: sqlite3.Row) -> Iterator[RepairLine]:
        rows = self.connection.execute(
            "SELECT * FROM repairs WHERE block_id = ? AND row IS ? AND column IS ? AND start < ? AND stop > ?"
            " ORDER BY start",
            (row["block_id"], row["row"], row["column"], row["stop"], row["start"]),
        )
        for found in rows:
            yield RepairLine(found["text"], found["replacement"], found["stage"], found["confidence"])

    def _mentions(self, row: sqlite3.Row) -> Iterator[MentionLine]:
        rows = self.connection.execute(
            "SELECT m.*, e.name FROM mentions AS m LEFT JOIN entities AS e ON e.entity_id = m.entity_id"
            " WHERE m.block_id = ? AND m.row IS ? AND m.column IS ? AND m.start < ? AND m.stop > ?"
            " ORDER BY m.start, m.mention_id",
            (row["block_id"], row["row"], row["column"], row["stop"], row["start"]),
        )
        for found in rows:
            yield MentionLine(
                found["text"],
                found["type"],
                found["entity_id"] or "",
                found["name"] or "",
                found["method"],
                found["score"] or 0.0,
            )

    def _decisions(self, key: str) -> Iterator[DecisionLine]:
        rows = self.connection.execute(
            'SELECT * FROM judgements WHERE statement_id = ?1 OR target_id = ?1 ORDER BY "when", judgement_id', (key,)
        )
        for found in rows:
            yield DecisionLine(
                judgement_id=found["judgement_id"],
                action=found["action"],
                field=found["field"],
                before=found["before"],
                after=found["after"],
                outcome=found["outcome"],
                who=found["who"],
                when=found["when"],
                why=found["why"],
            )

    def _observation(self, key: str) -> ObservationLine | None:
        row = self.connection.execute(
            "SELECT o.* FROM observations AS o JOIN statements AS s ON s.subject_id = o.subject_id"
            " AND s.indicator = o.indicator AND s.unit = o.unit AND s.status = o.status"
            " AND s.period = o.period WHERE s.statement_id = ?1"
            " AND EXISTS (SELECT 1 FROM json_each(o.statement_ids) WHERE json_each.value = ?1)",
            (key,),
        ).fetchone()
        return None if row is None else self._observation_line(row, key)

    def _observation_line(self, row: sqlite3.Row, key: str) -> ObservationLine:
        """An observation as seen from one of its statements; with all of them when none is named."""
        others = []
        for told in json.loads(row["values"]):
            if told["statement_id"] != key:
                there = self.connection.execute(
                    "SELECT s.quote, d.title FROM statements AS s JOIN documents AS d"
                    " ON d.document_id = s.document_id WHERE s.statement_id = ?",
                    (told["statement_id"],),
                ).fetchone()
                others.append(
                    OtherSource(
                        told["statement_id"],
                        told["value"],
                        there["title"],
                        told["published"],
                        there["quote"],
                        told.get("according_to", ""),
                        bool(told.get("restated")),
                    )
                )
        return ObservationLine(
            row["observation_id"], str(row["value"]), row["agreement"], row["preferred_because"], tuple(others)
        )


def _spot(row: sqlite3.Row) -> tuple[str, int | None, int | None, int, int]:
    return (row["block_id"], row["row"], row["column"], row["start"], row["stop"])


def _boxes(row: sqlite3.Row) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(box) for box in json.loads(row["boxes"] or "[]"))


def _fields(row: sqlite3.Row) -> tuple[tuple[str, str], ...]:
    columns = row.keys()
    return tuple((column, str(row[column])) for column in columns if row[column] not in (None, ""))


def _said(table: str, row: sqlite3.Row) -> str:
    if table == "statements" or table in ("observations", "derived"):
        high = row["value_high"] if table != "derived" else None
        value = f"{row['value']}" + (f" to {high}" if high is not None else "")
        return f"{row['subject']}: {row['indicator']} {value} {row['unit']}" + (
            f", {row['period']}" if row["period"] else ""
        )
    if table == "relations":
        return f"{row['subject']} {row['relation']} {row['object']}"
    if table == "entities":
        into = f", now {row['merged_into']} ({row['because']})" if row["merged_into"] else ""
        return f"{row['name']} ({row['type']}, {row['status']}{into})"
    if table == "documents":
        return f"{row['title'] or row['path']} ({row['status']})"
    if table == "judgements":
        return f"{row['action']} {row['target']} {row['target_id']}: {row['outcome']}"
    return str(row[0])
