"""Statements, relations and mentions as W3C Web Annotations: where the words stand, the words, what they say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from pathlib import Path

import msgspec

from consolidate.columns import MENTIONS, RELATIONS, STATEMENTS, Column, Row, TableType
from consolidate.wording import as_json

FILE = "annotations.jsonl"
_CONTEXT_URL = "http://www.w3.org/ns/anno.jsonld"
_RAW = frozenset({"decimal", "real", "json"})
"""Kinds of columns whose text is JSON as it stands."""
ANNOTATED: dict[str, tuple[str, tuple[str, ...]]] = {
    STATEMENTS.name: (
        "describing",
        (
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
    ),
    RELATIONS.name: ("linking", ("subject_id", "subject", "relation", "object_id", "object", "qualifiers")),
    MENTIONS.name: ("identifying", ("type", "entity_id", "language", "score")),
}
"""What the annotations of each table are for, and the columns that say it."""


class Annotations:
    """``annotations.jsonl``, one annotation a line, in the order in which the tables are written."""

    def __init__(self, folder: Path) -> None:
        self._stream = (folder / FILE).open("w", encoding="utf-8", newline="\n")

    def write(self, table: TableType, rows: Sequence[Row], targets: Iterable[str]) -> None:
        """Write the annotations of some rows, which point to these targets."""
        purpose, names = ANNOTATED[table.name]
        columns = [table.columns[table.names.index(name)] for name in names]
        said = itemgetter(*(table.names.index(name) for name in names))
        kind = table.name.removesuffix("s")
        self._stream.writelines(
            _line(kind, str(row[0]), purpose, _body(columns, said(row)), goal)
            for row, goal in zip(rows, targets, strict=True)
        )

    def close(self) -> None:
        """Finish the file."""
        self._stream.close()


def _line(kind: str, key: str, purpose: str, said: dict[str, object], goal: str) -> str:
    annotation = {
        "@context": _CONTEXT_URL,
        "id": f"urn:clustertrace:{kind}:{key}",
        "type": "Annotation",
        "motivation": purpose,
        # Web Annotation Data Model 3.2.4: the value of a body is text; as an object, its "type" would be a class.
        "body": {"type": "TextualBody", "format": "application/json", "purpose": purpose, "value": as_json(said)},
        "target": msgspec.Raw(goal.encode()),
    }
    return as_json(annotation) + "\n"


def _body(columns: Sequence[Column], cells: Iterable[str]) -> dict[str, object]:
    return {
        column.name: msgspec.Raw(cell.encode()) if column.kind in _RAW else cell
        for column, cell in zip(columns, cells, strict=True)
        if cell
    }
