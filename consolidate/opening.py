"""A built dataset's database, opened for reading."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from pathlib import Path

from consolidate.wording import plain

DATABASE = "dataset.sqlite"
"""The file of the database in the folder of a dataset."""


def open_database(folder: Path) -> sqlite3.Connection:
    """The dataset's database for reading only; rows can be read by column name."""
    path = (folder / DATABASE).resolve()
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    return connection


def column_text(row: sqlite3.Row, column: str) -> str:
    """A column of a row of the database as the CSV file has it."""
    value = row[column]
    if value is None:
        return ""
    if isinstance(value, int | float):
        return plain(Decimal(str(value)))
    return str(value)
