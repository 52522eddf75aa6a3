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
        self._lines = _Lines()
        # The writer quotes the characters of its line end: with both of them a lone carriage return reads back.
        self._writer = csv.writer(self._lines, lineterminator="\r\n")
        self.write([table.names])

    def write(self, rows: Iterable[Row]) -> None:
        """Write some rows."""
        self._writer.writerows(rows)
        self._stream.writelines([line[:-2] + "\n" for line in self._lines.held])
        self._lines.held.clear()

    def close(self) -> None:
        """Finish the file."""
        self._stream.close()


class _Lines:
    """Takes the writer's lines, to be given the line end that the dataset has."""

    def __init__(self) -> None:
        self.held: list[str] = []
        self.write = self.held.append


class BrokenTable(ValueError):
    """A table's file cannot be read; the message names file, row and remedy."""


def read_rows(folder: Path, table: TableType) -> Iterator[tuple[str, ...]]:
    """The rows of one table as text, in the order of the file and of the table's columns.

    A dataset that was built before a column was added has it empty.

    Raises:
        BrokenTable: the file is cut short or is no table of this kind.
    """
    with (folder / table.file).open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        try:
            header = next(rows, [])
            missing = [name for name in table.names if name not in header]
            lost = [name for name in missing if name not in table.later]
            if lost:
                raise BrokenTable(f"{table.file}: no column {lost[0]}; make it again with: clustertrace rebuild")
            order = [len(header) if name in missing else header.index(name) for name in table.names]
            for row in rows:
                if len(row) != len(header):
                    raise BrokenTable(
                        f"{table.file}: line {rows.line_num} is cut short; make it again with: clustertrace rebuild"
                    )
                if missing:
                    row.append("")
                yield tuple([row[index] for index in order])
        except (csv.Error, UnicodeDecodeError) as error:
            raise BrokenTable(
                f"{table.file}: line {rows.line_num}: {error}; make it again with: clustertrace rebuild"
            ) from error


def write_table(folder: Path, table: TableType, rows: Iterable[Row]) -> int:
    """Write all rows of one table; the number written."""
    file, found = CsvFile(folder, table), list(rows)
    try:
        file.write(found)
    finally:
        file.close()
    return len(found)
