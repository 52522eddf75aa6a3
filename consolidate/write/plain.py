"""Rows to CSV: UTF-8, newline line ends, a header; nothing is changed, everything reads back."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from consolidate.columns import Row, TableType

csv.field_size_limit(2**31 - 1)


class CsvFile:
    """One table's file, written row by row."""

    def __init__(self, folder: Path, table: TableType) -> None:
        self._stream: TextIO = (folder / table.file).open("w", encoding="utf-8", newline="")
        self._plain = csv.writer(self._stream, lineterminator="\n")
        self._quoted = csv.writer(self._stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
        self._plain.writerow(table.names)

    def write(self, row: Row) -> None:
        """Write one row; a lone carriage return is quoted, which the writer does not do by itself."""
        if any(type(cell) is str and "\r" in cell for cell in row):
            self._quoted.writerow(["" if cell is None else cell for cell in row])
        else:
            self._plain.writerow(row)

    def close(self) -> None:
        """Finish the file."""
        self._stream.close()


def read_rows(folder: Path, table: TableType) -> Iterator[tuple[str, ...]]:
    """The rows of one table as text, in the order of the file and of the table's columns."""
    with (folder / table.file).open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        header = next(rows)
        order = [header.index(name) for name in table.names]
        for row in rows:
            yield tuple([row[index] for index in order])


def write_table(folder: Path, table: TableType, rows: Iterable[Row]) -> int:
    """Write all rows of one table; the number written."""
    file, count = CsvFile(folder, table), 0
    try:
        for row in rows:
            file.write(row)
            count += 1
    finally:
        file.close()
    return count
