"""The tables of a built dataset as pandas frames, for notebooks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from consolidate.columns import TABLES, Column
from consolidate.tables import table_named
from consolidate.write.plain import read_rows


def frame(folder: Path, table: str) -> pd.DataFrame:
    """One table: text as ``string``, closed lists as ``category``, whole numbers as ``Int64``, other numbers as floats.

    JSON columns hold lists and dictionaries. A value of more than 15 digits is exact in the CSV and the Parquet
    file, and the nearest float here.
    """
    found = table_named(table)
    rows = list(read_rows(folder, found))
    by_column = zip(*rows, strict=True) if rows else ((),) * len(found.columns)
    return pd.DataFrame(
        {column.name: _series(column, cells) for column, cells in zip(found.columns, by_column, strict=True)}
    )


def frames(folder: Path) -> dict[str, pd.DataFrame]:
    """All tables by name."""
    return {table.name: frame(folder, table.name) for table in TABLES}


def _series(column: Column, cells: Iterable[str]) -> pd.Series:
    if column.kind == "whole":
        return pd.Series([int(cell) if cell else pd.NA for cell in cells], dtype="Int64")
    if column.kind in ("decimal", "real"):
        return pd.Series([float(cell) if cell else float("nan") for cell in cells], dtype="float64")
    if column.kind == "json":
        return pd.Series([json.loads(cell) if cell else None for cell in cells], dtype="object")
    if column.values:
        return pd.Series([cell or None for cell in cells], dtype=pd.CategoricalDtype(list(column.values)))
    return pd.Series(list(cells), dtype="string")
