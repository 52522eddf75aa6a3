"""One dataset as it is written: every table at once as CSV and into the database."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from consolidate.columns import Row, TableType
from consolidate.write.database import Database
from consolidate.write.plain import CsvFile

_BATCH = 1_000


class Dataset:
    """Takes the rows of each table, sorted, and writes all its files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._database = Database(folder)
        self._counts: dict[str, int] = {}

    def write(self, table: TableType, rows: Iterable[Row]) -> None:
        """Write all rows of one table."""
        file, count, stream = CsvFile(self._folder, table), 0, iter(rows)
        try:
            while batch := list(islice(stream, _BATCH)):
                file.write(batch)
                self._database.write(table, batch)
                count += len(batch)
        finally:
            file.close()
        self._counts[table.name] = count

    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many rows each table has."""
        return tuple(sorted(self._counts.items()))

    def close(self) -> None:
        """Finish the database."""
        self._database.close()
