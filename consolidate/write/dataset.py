"""One dataset as it is written: every table at once as CSV, into the database and as annotations."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from consolidate.columns import Row, TableType
from consolidate.write.annotations import ANNOTATED, Annotations
from consolidate.write.database import FULL_TEXT, Database
from consolidate.write.plain import CsvFile

_BATCH = 1_000


class Dataset:
    """Takes the rows of each table, sorted, and writes all its files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._database = Database(folder)
        self._annotations = Annotations(folder)
        self._counts: dict[str, int] = {}

    def write(self, table: TableType, rows: Iterable[Row]) -> None:
        """Write all rows of one table.

        Behind their columns, rows of full-text tables have what the index holds of them, and rows of annotated
        tables have the target of their annotation.
        """
        file, count, stream = CsvFile(self._folder, table), 0, iter(rows)
        try:
            while batch := list(islice(stream, _BATCH)):
                self._write_batch(table, file, batch)
                count += len(batch)
        finally:
            file.close()
        self._counts[table.name] = count

    def _write_batch(self, table: TableType, file: CsvFile, batch: list[Row]) -> None:
        width = len(table.columns)
        more = table.name in FULL_TEXT or table.name in ANNOTATED
        behind = [str(row[width]) for row in batch] if more else []
        rows = [row[:width] for row in batch] if more else batch
        file.write(rows)
        self._database.write(table, rows)
        if table.name in FULL_TEXT:
            self._database.index(table, behind)
        elif table.name in ANNOTATED:
            self._annotations.write(table, rows, behind)

    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many rows each table has."""
        return tuple(sorted(self._counts.items()))

    def close(self) -> None:
        """Finish the database and the annotations."""
        self._database.close()
        self._annotations.close()
