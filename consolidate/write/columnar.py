"""Every table as Parquet: whole numbers as int64, values as exact decimals, other numbers as doubles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from consolidate.columns import TABLES, Column, TableType
from consolidate.write.plain import read_rows
from consolidate.write.safety import safe_row

_BATCH = 20_000
_DIGITS = 76
"""Digits of the widest decimal that Arrow has."""


def write_parquet(folder: Path, target: Path, *, safe: bool) -> tuple[Path, ...]:
    """Every table as one Parquet file."""
    return tuple(_write(folder, target, table, safe=safe) for table in TABLES)


def _write(folder: Path, target: Path, table: TableType, *, safe: bool) -> Path:
    path = target / f"{table.name}.parquet"
    schema = pa.schema([_field(folder, table, column) for column in table.columns])
    with pq.ParquetWriter(path, schema) as writer:
        for batch in _batches(folder, table, safe=safe):
            columns = zip(*batch, strict=True)
            arrays = [
                pa.array([_READERS[column.kind](cell) for cell in cells], type=field.type)
                for column, cells, field in zip(table.columns, columns, schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
    return path


def _batches(folder: Path, table: TableType, *, safe: bool) -> Iterator[list[tuple[str | int | None, ...]]]:
    rows = read_rows(folder, table)
    while batch := list(islice(rows, _BATCH)):
        yield [safe_row(table, row) if safe else row for row in batch]


def _field(folder: Path, table: TableType, column: Column) -> pa.Field:
    types = {"text": pa.string(), "json": pa.string(), "whole": pa.int64(), "real": pa.float64()}
    found = types.get(column.kind) or _decimal_type(folder, table, column)
    return pa.field(column.name, found, metadata={"description": column.meaning})


def _decimal_type(folder: Path, table: TableType, column: Column) -> pa.DataType:
    """As many digits as the values have, at least what a 128 bit decimal holds."""
    index, whole, rest = table.names.index(column.name), 1, 0
    for row in read_rows(folder, table):
        before, _, after = row[index].lstrip("-").partition(".")
        whole, rest = max(whole, len(before)), max(rest, len(after))
    if whole + rest > _DIGITS:
        return pa.string()
    return pa.decimal128(38, rest) if whole + rest <= 38 else pa.decimal256(_DIGITS, rest)


def _text(cell: str | int | None) -> str:
    return str(cell or "")


def _whole(cell: str | int | None) -> int | None:
    return int(cell) if cell else None


def _real(cell: str | int | None) -> float | None:
    return float(cell) if cell else None


def _decimal(cell: str | int | None) -> Decimal | None:
    return Decimal(cell) if cell else None


_READERS: dict[str, Callable[[str | int | None], object]] = {
    "text": _text,
    "json": _text,
    "whole": _whole,
    "real": _real,
    "decimal": _decimal,
}
