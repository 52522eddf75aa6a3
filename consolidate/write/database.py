"""The tables as one SQLite file, always written anew in sorted order; opens in Datasette, full text included."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from consolidate.columns import TABLES, Column, Row, TableType
from consolidate.opening import DATABASE
from consolidate.write import attention

_TYPES = {"text": "TEXT", "whole": "INTEGER", "decimal": "NUMERIC", "real": "REAL", "json": "TEXT"}
FULL_TEXT = {"blocks": "text", "names": "name"}
"""The tables with a full-text index, and what its one column is called."""
_INDEXES = (
    ("blocks", 'document_id, "order"'),
    ("cells", "table_id"),
    ("tables", "block_id"),
    ("repairs", "block_id"),
    ("names", "entity_id"),
    ("mentions", "block_id"),
    ("mentions", "entity_id"),
    ("statements", "document_id"),
    ("statements", "subject_id, indicator, period"),
    ("statements", "block_id"),
    ("statements", "indicator"),
    ("relations", "subject_id"),
    ("relations", "object_id"),
    ("relations", "document_id"),
    ("relations", "block_id"),
    ("evidence", '"of"'),
    ("observations", "subject_id, indicator, period"),
    ("observations", "indicator"),
    ("observations", "agreement"),
    ("derived", "subject_id, indicator"),
    ("problems", "document_id"),
    ("problems", "statement_id"),
    ("judgements", "statement_id"),
    ("judgements", "target_id"),
    ("judgements", "outcome"),
    ("gaps", "subject_id"),
    *attention.INDEXES,
)


class Database:
    """The file, filled row by row."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / DATABASE, isolation_level=None)
        for pragma in ("page_size=4096", "journal_mode=OFF", "synchronous=OFF", "cache_size=-65536"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("BEGIN")
        for table in TABLES:
            self._connection.execute(_create(table))
        for name, column in FULL_TEXT.items():
            self._connection.execute(
                f'CREATE VIRTUAL TABLE {name}_fts USING fts5({column}, content="{name}", '
                'tokenize="unicode61 remove_diacritics 0")'
            )
        self._inserts = {table.name: _insert(table) for table in TABLES}
        self._indexed = dict.fromkeys(FULL_TEXT, 0)

    def write(self, table: TableType, rows: Sequence[Row]) -> None:
        """Insert a batch of rows of one table."""
        self._connection.executemany(self._inserts[table.name], rows)

    def index(self, table: TableType, texts: Sequence[str]) -> None:
        """Put what the full-text index holds of a batch of rows into it, in the order of the rows."""
        first = self._indexed[table.name] + 1
        self._indexed[table.name] += len(texts)
        self._connection.executemany(
            f"INSERT INTO {table.name}_fts(rowid, {FULL_TEXT[table.name]}) VALUES (?, ?)",  # noqa: S608 - own names
            enumerate(texts, first),
        )

    def close(self) -> None:
        """Make the queue of what needs eyes and the indexes, and finish the file."""
        attention.write_queue(self._connection)
        for number, (table, columns) in enumerate(_INDEXES):
            self._connection.execute(f'CREATE INDEX "{table}_{number}" ON "{table}"({columns})')
        for name in FULL_TEXT:
            self._connection.execute(f"INSERT INTO {name}_fts({name}_fts) VALUES ('optimize')")  # noqa: S608 - own names
        self._connection.execute("COMMIT")
        self._connection.close()


def _create(table: TableType) -> str:
    lines = [_definition(column, key=table.keyed and not index) for index, column in enumerate(table.columns)]
    lines += [
        f'FOREIGN KEY ("{column.name}") REFERENCES "{column.of}"("{_key_of(column.of)}")'
        for column in table.columns
        if column.of
    ]
    return f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(lines) + "\n)"


def _definition(column: Column, *, key: bool) -> str:
    return f'"{column.name}" {_TYPES[column.kind]}' + (" PRIMARY KEY" if key else "")


def _key_of(table: str) -> str:
    return next(found for found in TABLES if found.name == table).columns[0].name


def _insert(table: TableType) -> str:
    """Empty cells of all but text columns are NULL, and so are links to nothing."""
    marks = ", ".join("NULLIF(?, '')" if column.kind != "text" or column.of else "?" for column in table.columns)
    return f'INSERT INTO "{table.name}" VALUES ({marks})'  # noqa: S608 - own names
