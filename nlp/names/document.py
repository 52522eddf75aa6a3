"""Names in a document: every block and cell, with what the document itself explains."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract import Document
from extract.document import Block, Table
from gazetteer import Entity, Gazetteer
from language import identify
from nlp.findings import Mention
from nlp.names.choice import Surroundings
from nlp.names.columns import Columns, columns_of, country_codes, named_in_cell
from nlp.names.found import Found
from nlp.names.linking import discovered
from nlp.names.recogniser import NameSource, find, mention

_CLUSTERS = re.compile(r"cluster|кластер", re.IGNORECASE)
_CLUSTER_HEADER = re.compile(r"\bclusters?\b(?!\s+(?:rank|count|number))|^кластер\w{0,2}\b", re.IGNORECASE)
_PLACE_HEADER = re.compile(r"\b(?:city|cities|countr|economy|region|город|стран|регион|міст|країн)", re.IGNORECASE)
_SKIPPED = ("furniture", "reference", "figure")


def recognise_document(
    document: Document, gazetteer: Gazetteer, others: NameSource | None = None
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """The mentions of a document in reading order, and the entities discovered in it.

    Offsets are those of the raw text of the block or cell at ``place``. Furniture and reference lists are left out.
    ``others`` gives further names of lower confidence.
    A name whose entity the text beside it leaves open takes the one that the rest of the document speaks for.
    """
    mentions: list[Mention] = []
    new: dict[str, Entity] = {}
    around = Surroundings(document.language)
    listed = False
    for block in document.blocks:
        if block.kind in _SKIPPED:
            continue
        listed = _in_cluster_list(block, listed=listed)
        for made, found in _of_block(document, block, around, gazetteer, others, listed=listed):
            mentions.append(made)
            if found.entity_id and found.entity_id not in gazetteer and found.entity_id not in new:
                new[found.entity_id] = discovered(found, made.language, f"document:{document.id[:16]}")
    return tuple(mentions), tuple(new[identity] for identity in sorted(new))


def _in_cluster_list(block: Block, *, listed: bool) -> bool:
    """Whether the items here are those of a list of clusters, announced by the paragraph or heading before it."""
    if block.kind == "list_item":
        return listed
    text = block.text.strip()
    return _CLUSTERS.search(text[-200:]) is not None and (text.endswith(":") or block.kind in ("heading", "caption"))


def _of_block(
    document: Document,
    block: Block,
    around: Surroundings,
    gazetteer: Gazetteer,
    others: NameSource | None,
    *,
    listed: bool,
) -> list[tuple[Mention, Found]]:
    made: list[tuple[Mention, Found]] = []
    headed = _cluster_columns(block.table) if block.table is not None else frozenset()
    columns = columns_of(block.table) if block.table is not None else None
    for row, column, reading in document.texts(block.order):
        text = reading.text
        if not text or text.isspace():
            continue
        around.language = _language(block, text, document.language)
        around.clusters = _CLUSTERS.search(text) is not None or listed
        around.listed = column in headed if column is not None else listed and block.kind == "list_item"
        around.regions = columns is not None and column in columns.regions
        for found in _in_cell(find(text, around, gazetteer, others), text, row, column, columns, around, gazetteer):
            start, stop = reading.raw_span(found.start, found.stop)
            place = document.place(block.order, start, stop, row, column)
            as_read = mention(found, text, around.language)
            made.append((replace(as_read, text=reading.raw[start:stop], start=start, stop=stop, place=place), found))
    around.listed = around.regions = False
    return made


def _in_cell(
    found: Sequence[Found],
    text: str,
    row: int | None,
    column: int | None,
    columns: Columns | None,
    around: Surroundings,
    gazetteer: Gazetteer,
) -> Sequence[Found]:
    """The names of a cell with what the header of its column says; the names as they are outside tables."""
    if columns is None or column is None or not row:
        return found
    if column in columns.clusters:
        return named_in_cell(text, columns.clusters[column], around, gazetteer, found)
    if column in columns.countries:
        codes = tuple(country_codes(text, gazetteer))
        return codes or found
    return found


def _language(block: Block, text: str, fallback: str) -> str:
    """The language of a block, of a cell where it is a table's; the document's where nothing can be told."""
    language = block.language if block.table is None else identify(text, prior=block.language)
    return fallback if language == "und" else language


def _cluster_columns(table: Table) -> frozenset[int]:
    """The columns whose header says that clusters are listed below."""
    said = Counter(
        column
        for cell in table.cells
        if cell.header in ("column", "both") or cell.row == 0
        if _CLUSTER_HEADER.search(cell.text) and not _PLACE_HEADER.search(cell.text)
        for column in range(cell.column, cell.column + cell.column_span)
    )
    return frozenset(said)
