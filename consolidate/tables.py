"""The tables of a built dataset, read back; and whether they hold together."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path

from consolidate.columns import TABLES, TableType
from consolidate.opening import DATABASE, open_database
from consolidate.write.annotations import FILE as ANNOTATIONS
from consolidate.write.plain import BrokenTable, read_rows
from consolidate.write.report import FILE as REPORT


def table_named(name: str) -> TableType:
    """The table with this name.

    Raises:
        KeyError: there is none; the message names those there are.
    """
    found = next((table for table in TABLES if table.name == name), None)
    if found is None:
        raise KeyError(f"no table {name!r}; known: {' '.join(table.name for table in TABLES)}")
    return found


def read_table(folder: Path, name: str) -> Iterator[Mapping[str, str]]:
    """The rows of one table as text by column name, in the order of the file."""
    table = table_named(name)
    for row in read_rows(folder, table):
        yield dict(zip(table.names, row, strict=True))


def verify_dataset(folder: Path) -> tuple[str, ...]:
    """What is wrong with a built dataset, one line a fault; nothing when all holds together."""
    missing = [
        f"{file}: missing"
        for file in (*(table.file for table in TABLES), "datapackage.json", DATABASE, ANNOTATIONS, REPORT)
        if not (folder / file).exists()
    ]
    if missing:
        return tuple(missing)
    try:
        return tuple(_faults(folder))
    except BrokenTable as error:
        return (str(error),)
    except (ValueError, OSError, sqlite3.Error) as error:
        return (f"{folder.name}: a file cannot be read ({error})",)


def _faults(folder: Path) -> Iterator[str]:
    keys = {table.name: _keys(folder, table) for table in TABLES if table.keyed}
    for table in TABLES:
        yield from _order_faults(folder, table)
        yield from _link_faults(folder, table, keys)
    connection = open_database(folder)
    try:
        for table in TABLES:
            yield from _database_faults(connection, folder, table)
        yield from _quote_faults(connection)
    finally:
        connection.close()


def _keys(folder: Path, table: TableType) -> set[str]:
    return {row[0] for row in read_rows(folder, table)}


def _order_faults(folder: Path, table: TableType) -> Iterator[str]:
    before = ""
    for number, row in enumerate(read_rows(folder, table), 2):
        if row[0] < before or (table.keyed and row[0] == before):
            yield f"{table.file}: row {number}: {table.names[0]} {row[0]} is out of order or there twice"
            return
        before = row[0]


def _link_faults(folder: Path, table: TableType, keys: Mapping[str, set[str]]) -> Iterator[str]:
    links = [(index, column) for index, column in enumerate(table.columns) if column.of]
    for number, row in enumerate(read_rows(folder, table), 2):
        for index, column in links:
            if row[index] and row[index] not in keys[column.of]:
                yield f"{table.file}: row {number}: {column.name} {row[index]} is not in {column.of}.csv"
        for index, column in enumerate(table.columns):
            if column.required and not row[index]:
                yield f"{table.file}: row {number}: {column.name} is empty"
            elif column.values and row[index] and row[index] not in column.values:
                yield f"{table.file}: row {number}: {column.name} {row[index]!r} is unknown"
            elif column.kind == "json" and row[index] and not _is_json(row[index]):
                yield f"{table.file}: row {number}: {column.name} is no JSON"


def _database_faults(connection: sqlite3.Connection, folder: Path, table: TableType) -> Iterator[str]:
    """Whether the database has the same rows in the same order."""
    stored = connection.execute(f'SELECT * FROM "{table.name}" ORDER BY rowid')  # noqa: S608 - own names
    rows = zip_longest(read_rows(folder, table), stored)
    exact = [index for index, column in enumerate(table.columns) if column.kind not in ("decimal", "real")]
    for number, (row, kept) in enumerate(rows, 2):
        if row is None or kept is None:
            yield f"{table.file}: {DATABASE} has {'more' if row is None else 'fewer'} rows"
            return
        if any(row[index] != ("" if kept[index] is None else str(kept[index])) for index in exact):
            yield f"{table.file}: row {number}: {DATABASE} has another row there"
            return


def _quote_faults(connection: sqlite3.Connection) -> Iterator[str]:
    for name, column in (("statements", "quote"), ("relations", "quote"), ("evidence", "quote"), ("mentions", "text")):
        rows = connection.execute(_QUOTES.format(name=name, column=column))
        for number, (row, start, stop, quote, block, cell) in enumerate(rows, 2):
            text = block if row is None else cell
            if text is None or text[start:stop] != quote:
                yield f"{name}.csv: row {number}: the {column} is not what stands at its place"


_QUOTES = """
    SELECT x.row, x.start, x.stop, x.{column}, b.text, c.text
    FROM {name} AS x
    LEFT JOIN blocks AS b ON b.block_id = x.block_id
    LEFT JOIN tables AS t ON t.block_id = x.block_id
    LEFT JOIN cells AS c ON c.table_id = t.table_id AND c.row = x.row AND c.column = x.column
    ORDER BY x.rowid
"""


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
