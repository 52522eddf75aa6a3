"""Exports that are the dataset's own files, or the same rows in another dress: CSV, JSON Lines, packages."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

from consolidate.columns import TABLES, Column, TableType
from consolidate.opening import DATABASE
from consolidate.write.annotations import FILE as ANNOTATIONS
from consolidate.write.plain import CsvFile, read_rows
from consolidate.write.report import FILE as REPORT
from consolidate.write.safety import safe_row, spreadsheet_safe

_PACKAGE = "datapackage.json"
_CRATE = "ro-crate-metadata.json"
_SQLITE_TYPE = "application/vnd.sqlite3"
# RO-Crate 1.1, "Extending RO-Crate": terms that its context lacks are named beside it.
_CRATE_TERMS = ["https://w3id.org/ro/crate/1.1/context", {"sha256": "https://schema.org/sha256"}]
_LICENCE: dict[str, object] = {
    "@id": "#licence",
    "@type": "CreativeWork",
    "name": "Licence of the sources",
    "description": "The texts quoted belong to the publishers of the sources.",
}


def write_csv(folder: Path, target: Path, *, safe: bool) -> tuple[Path, ...]:
    """Every table as CSV."""
    return tuple(_csv_table(folder, target, table, safe=safe) for table in TABLES)


def write_jsonl(folder: Path, target: Path, *, safe: bool) -> tuple[Path, ...]:
    """Every table as JSON Lines: whole numbers as numbers, exact decimals as text, JSON columns as they are."""
    return tuple(_json_table(folder, target, table, safe=safe) for table in TABLES)


def write_sqlite(folder: Path, target: Path, *, safe: bool) -> tuple[Path, ...]:
    """The database; it is no spreadsheet and stays exact."""
    del safe
    return (_copied(folder, target, DATABASE),)


def write_annotation_file(folder: Path, target: Path, *, safe: bool) -> tuple[Path, ...]:
    """The W3C Web Annotations; they are no spreadsheet and stay exact."""
    del safe
    return (_copied(folder, target, ANNOTATIONS),)


def write_package(folder: Path, target: Path, *, safe: bool) -> tuple[Path, ...]:
    """The tables and their description as a Frictionless Data Package."""
    return (*write_csv(folder, target, safe=safe), _copied(folder, target, _PACKAGE))


def write_crate(folder: Path, target: Path, *, safe: bool) -> tuple[Path, ...]:
    """The whole dataset as an RO-Crate 1.1."""
    files = [*write_package(folder, target, safe=safe)]
    files += [_copied(folder, target, name) for name in (DATABASE, ANNOTATIONS, REPORT)]
    crate = target / _CRATE
    text = json.dumps({"@context": _CRATE_TERMS, "@graph": _graph(folder, files)}, indent=2)
    crate.write_text(text + "\n", encoding="utf-8", newline="\n")
    return (*files, crate)


def _csv_table(folder: Path, target: Path, table: TableType, *, safe: bool) -> Path:
    if not safe:
        return _copied(folder, target, table.file)
    file = CsvFile(target, table)
    file.write(safe_row(table, row) for row in read_rows(folder, table))
    file.close()
    return target / table.file


def _json_table(folder: Path, target: Path, table: TableType, *, safe: bool) -> Path:
    path = target / f"{table.name}.jsonl"
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for row in read_rows(folder, table):
            found = {
                column.name: _json_value(column, cell, safe=safe)
                for column, cell in zip(table.columns, row, strict=True)
            }
            stream.write(json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n")
    return path


def _json_value(column: Column, cell: str, *, safe: bool) -> object:
    if column.kind == "text":
        return spreadsheet_safe(cell) if safe else cell
    if not cell:
        return None
    if column.kind == "whole":
        return int(cell)
    if column.kind == "json":
        return json.loads(cell)
    return cell if column.kind == "decimal" else float(Decimal(cell))


def _copied(folder: Path, target: Path, name: str) -> Path:
    shutil.copyfile(folder / name, target / name)
    return target / name


def _graph(folder: Path, files: list[Path]) -> list[dict[str, object]]:
    documents = list(read_rows(folder, TABLES[0]))
    names = TABLES[0].names
    published = sorted(row[names.index("published")] for row in documents if row[names.index("published")])
    root: dict[str, object] = {
        "@id": "./",
        "@type": "Dataset",
        "name": "Statements about innovation clusters, each with the words it was read from",
        "description": f"Built by Clustertrace from {len(documents)} documents.",
        "datePublished": datetime.now(UTC).date().isoformat(),
        "license": {"@id": _LICENCE["@id"]},
        "hasPart": [{"@id": file.name} for file in files],
        "isBasedOn": [{"@id": f"urn:sha256:{row[0]}"} for row in documents],
    }
    if published:
        root["temporalCoverage"] = f"{published[0]}/{published[-1]}"
    about: dict[str, object] = {
        "@id": _CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    publishers = {row[names.index("publisher")] for row in documents}
    return [
        about,
        root,
        _LICENCE,
        *(_file_entry(file) for file in files),
        *(_source_entry(names, row) for row in documents),
        *_organisations(publishers),
    ]


def _organisations(names: Iterable[str]) -> list[dict[str, object]]:
    return [{"@id": _publisher_id(name), "@type": "Organization", "name": name} for name in sorted(names) if name]


def _publisher_id(name: str) -> str:
    return f"#publisher-{quote(name, safe='')}"


def _file_entry(file: Path) -> dict[str, object]:
    table = next((table for table in TABLES if table.file == file.name), None)
    formats = {".csv": "text/csv", ".json": "application/json", ".html": "text/html", ".sqlite": _SQLITE_TYPE}
    entry: dict[str, object] = {
        "@id": file.name,
        "@type": "File",
        "name": file.name,
        "encodingFormat": formats.get(file.suffix, "application/jsonl"),
        "contentSize": str(file.stat().st_size),
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
    }
    if table is not None:
        entry["description"] = table.meaning
    return entry


def _source_entry(names: tuple[str, ...], row: tuple[str, ...]) -> dict[str, object]:
    said = dict(zip(names, row, strict=True))
    entry: dict[str, object] = {
        "@id": f"urn:sha256:{said['document_id']}",
        "@type": "CreativeWork",
        "name": said["title"] or said["path"] or said["document_id"],
    }
    for key, column in (
        ("datePublished", "published"),
        ("inLanguage", "language"),
        ("encodingFormat", "media_type"),
        ("url", "origin"),
    ):
        if said[column] and (key != "url" or "://" in said[column]):
            entry[key] = said[column]
    if said["publisher"]:
        entry["publisher"] = {"@id": _publisher_id(said["publisher"])}
    return entry
