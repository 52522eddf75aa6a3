"""Statements, relations and mentions as W3C Web Annotations: where the words stand, the words, what they say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec

from consolidate.judgement import CONTEXT
from consolidate.wording import as_json
from consolidate.write.database import open_database

FILE = "annotations.jsonl"
_CONTEXT_URL = "http://www.w3.org/ns/anno.jsonld"
_MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"
_PLACE = """
    SELECT {columns}, b.text AS block_text, c.text AS cell_text, d.media_type
    FROM {table} AS x
    JOIN blocks AS b ON b.block_id = x.block_id
    JOIN documents AS d ON d.document_id = x.document_id
    LEFT JOIN tables AS t ON t.block_id = x.block_id
    LEFT JOIN cells AS c ON c.table_id = t.table_id AND c.row = x.row AND c.column = x.column
    ORDER BY x.{key}
"""


def write_annotations(folder: Path) -> None:
    """Write ``annotations.jsonl``: one annotation a line, statements, then relations, then mentions."""
    connection = open_database(folder)
    try:
        with (folder / FILE).open("w", encoding="utf-8", newline="\n") as stream:
            for line in _annotations(connection):
                stream.write(line + "\n")
    finally:
        connection.close()


def _annotations(connection: sqlite3.Connection) -> Iterator[str]:
    for table, key, quote, purpose in (
        ("statements", "statement_id", "quote", "describing"),
        ("relations", "relation_id", "quote", "linking"),
        ("mentions", "mention_id", "text", "identifying"),
    ):
        for row in connection.execute(_PLACE.format(columns="x.*", table=table, key=key)):
            yield as_json(_annotation(row, table, key, quote, purpose))


def _annotation(row: sqlite3.Row, table: str, key: str, quote: str, purpose: str) -> dict[str, object]:
    return {
        "@context": _CONTEXT_URL,
        "id": f"urn:clustertrace:{table.removesuffix('s')}:{row[key]}",
        "type": "Annotation",
        "motivation": purpose,
        "body": {"type": "Dataset", "purpose": purpose, "value": _said(row, table)},
        "target": _target(row, row[quote]),
    }


def _target(row: sqlite3.Row, quote: str) -> dict[str, object]:
    start, stop = row["start"], row["stop"]
    text = row["block_text"] if row["row"] is None else row["cell_text"] or ""
    part = row["block_id"] if row["row"] is None else f"{row['block_id']};row={row['row']};column={row['column']}"
    selectors: list[dict[str, object]] = [
        {"type": "TextPositionSelector", "start": start, "end": stop},
        {
            "type": "TextQuoteSelector",
            "exact": quote,
            "prefix": text[max(0, start - CONTEXT) : start],
            "suffix": text[stop : stop + CONTEXT],
        },
    ]
    selectors += [
        {"type": "FragmentSelector", "conformsTo": _MEDIA_FRAGMENTS, "value": value}
        for value in page_fragments(row["boxes"])
    ]
    source = f"urn:sha256:{row['document_id']}"
    return {"type": "SpecificResource", "source": f"{source}#{part}", "scope": source, "selector": selectors}


def page_fragments(boxes: str | None) -> list[str]:
    """One fragment for each line of text: the page, and the box as x, y, width, height in points.

    >>> page_fragments("[[3,10.00,20.00,60.00,32.50]]")
    ['page=3&xywh=10.00,20.00,50.00,12.50']
    """
    return [
        f"page={page}&xywh={x0:.2f},{top:.2f},{x1 - x0:.2f},{bottom - top:.2f}"
        for page, x0, top, x1, bottom in msgspec.json.decode(boxes or "[]")
    ]


def _said(row: sqlite3.Row, table: str) -> dict[str, object]:
    columns = {
        "statements": (
            "subject_id",
            "subject",
            "indicator",
            "value",
            "value_high",
            "unit",
            "period",
            "comparator",
            "status",
            "qualifiers",
        ),
        "relations": ("subject_id", "subject", "relation", "object_id", "object", "qualifiers"),
        "mentions": ("type", "entity_id", "language", "score"),
    }[table]
    said = {column: row[column] for column in columns if row[column] not in (None, "")}
    if "qualifiers" in said:
        said["qualifiers"] = msgspec.json.decode(said["qualifiers"])
    return said
