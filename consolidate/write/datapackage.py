"""The description of the tables as a Frictionless Data Package (Table Schema with every column's meaning)."""

from __future__ import annotations

import json
from pathlib import Path

from consolidate.columns import TABLES, Column, TableType

PROFILE = "tabular-data-package"
_TYPES = {"text": "string", "whole": "integer", "decimal": "number", "real": "number", "json": "string"}


def write_datapackage(folder: Path) -> None:
    """Write ``datapackage.json`` for the tables in ``folder``."""
    package = {
        "profile": PROFILE,
        "name": "clustertrace-dataset",
        "title": "Statements about innovation clusters, each with the words it was read from",
        "resources": [_resource(table) for table in TABLES],
    }
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def _resource(table: TableType) -> dict[str, object]:
    schema: dict[str, object] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.keyed:
        schema["primaryKey"] = [table.columns[0].name]
    links = [_link(table, column) for column in table.columns if column.of]
    if links:
        schema["foreignKeys"] = links
    return {
        "name": table.name,
        "path": table.file,
        "profile": "tabular-data-resource",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": table.meaning,
        "dialect": {"lineTerminator": "\n", "delimiter": ",", "quoteChar": '"', "doubleQuote": True},
        "schema": schema,
    }


def _field(column: Column) -> dict[str, object]:
    field: dict[str, object] = {
        "name": column.name,
        "type": _TYPES[column.kind],
        "description": column.meaning,
    }
    limits: dict[str, object] = {}
    if column.required:
        limits["required"] = True
    if column.values:
        limits["enum"] = list(column.values)
    if limits:
        field["constraints"] = limits
    return field


def _link(table: TableType, column: Column) -> dict[str, object]:
    there = next(other for other in TABLES if other.name == column.of)
    same = there.name == table.name
    return {
        "fields": [column.name],
        "reference": {"resource": "" if same else there.name, "fields": [there.columns[0].name]},
    }
