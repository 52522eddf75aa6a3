"""The names of a marked-up passage as if they had been found: what is read can be taught and measured apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from clustertrace import evaluation
from extract import Document, Place
from gazetteer import Entity, Gazetteer
from nlp import Mention
from nlp.facts.identity import discovered_id

Named = tuple[Sequence[Mention], Sequence[Entity]]


def marked_names(document: Document, text: str, rows: Sequence[Mapping[str, object]], gazetteer: Gazetteer) -> Named:
    """The marked names of a file with what they stand for, at their places in ``document``."""
    mentions: list[Mention] = []
    made: dict[str, Entity] = {}
    for row in rows:
        if row["of"] != "mention":
            continue
        kind, words = str(row["type"]), str(row["quote"])
        entity = _entity(gazetteer, kind, str(row.get("entity") or words))
        if entity.id.startswith(evaluation.DISCOVERED):
            made[entity.id] = entity
        mentions += [
            Mention(
                document.quote(place), kind, document.language, place.start, place.stop, entity.id, 100.0, "marked",
                place=place,
            )
            for place in _places(document, text, int(str(row["start"])), words)
        ]  # fmt: skip
    return mentions, list(made.values())


def _entity(gazetteer: Gazetteer, kind: str, name: str) -> Entity:
    for match in gazetteer.match(name, type=kind):
        if match.method != "fuzzy" and match.entity.name == name:
            return match.entity
    return Entity(discovered_id(kind, name), kind, name)


def _places(document: Document, text: str, start: int, words: str) -> Iterator[Place]:
    """Where words at an offset of the file stand in the blocks or cells."""
    for block in document.blocks:
        if block.source_start is None or not block.source_start <= start < block.source_stop:
            continue
        spans = [(None, None, block.text)]
        if block.table is not None:
            spans = [(cell.row, cell.column, cell.text) for cell in block.table.cells]
        for row, column, held in spans:
            for found in re.finditer(re.escape(words), held):
                place = document.place(block.order, found.start(), found.end(), row, column)
                if evaluation._in_source(document, text, place)[0] == start:
                    yield place
                    return
