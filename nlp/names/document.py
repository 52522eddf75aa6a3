"""Names in a document: every block and cell, with what the document itself explains."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract import Document
from extract.document import Block, Reading, Table
from gazetteer import Entity, Gazetteer, wording
from language import fold, identify
from nlp.findings import Mention
from nlp.names.abbreviations import Alias, Aliases
from nlp.names.beyond import Beyond
from nlp.names.choice import Surroundings
from nlp.names.columns import Columns, columns_of, country_codes, named_in_cell
from nlp.names.found import Found
from nlp.names.linking import discovered
from nlp.names.recogniser import NameSource, find, mention

_CLUSTERS = re.compile(r"cluster|кластер", re.IGNORECASE)
_CLUSTER_HEADER = re.compile(r"\bclusters?\b(?!\s+(?:rank|count|number))|^кластер\w{0,2}\b", re.IGNORECASE)
_PLACE_HEADER = re.compile(r"\b(?:city|cities|countr|economy|region|город|стран|регион|міст|країн)", re.IGNORECASE)
_SKIPPED = ("furniture", "reference", "figure")
_NEIGHBOURS = 3
_BY_WORD = 66.0
"""The least score of a name that a word beside it explains."""
_REPEATED = ("cluster", "programme", "organisation")
_TOLD = 10
_MUCH = 800


def recognise_document(
    document: Document, gazetteer: Gazetteer, others: NameSource | None = None
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """The mentions of a document in reading order, and the entities discovered in it.

    Offsets are those of the raw text of the block or cell at ``place``. Furniture and reference lists are left out.
    ``others`` gives further names of lower confidence. What is found to be a name in one place, or introduced as a
    short one, is one wherever it stands.
    A name whose entity the text beside it leaves open takes the one that the rest of the document speaks for.
    """
    mentions: list[Mention] = []
    new: dict[str, Entity] = {}
    around = Surroundings(document.language)
    read: list[tuple[Part, str]] = []
    for part in parts(document, around):
        read.append((part, around.language))
        found = find(part.reading.text, around, gazetteer, others)
        for one in _in_cell(found, part, around, gazetteer):
            start, stop = part.reading.raw_span(one.start, one.stop)
            made = mention(one, part.reading.text, around.language)
            words = part.reading.raw[start:stop]
            place = document.place(part.block, start, stop, part.row, part.column)
            mentions.append(replace(made, text=words, start=start, stop=stop, place=place))
            if one.entity_id and one.entity_id not in gazetteer and one.entity_id not in new:
                new[one.entity_id] = discovered(one, made.language, f"document:{document.id[:16]}")
    agreed = _again(document, _agreed([_as_introduced(one, around) for one in mentions]), around.aliases, read)
    used = {one.entity_id for one in agreed}
    return tuple(agreed), tuple(new[identity] for identity in sorted(used & set(new)))


def _as_introduced(one: Mention, around: Surroundings) -> Mention:
    """An unlisted name as the short one it is, where the document introduces that further on only."""
    alias = around.aliases.meant(one.text) if one.method == "discovered" else None
    if alias is None:
        return one
    return replace(one, type=alias.type, entity_id=alias.entity_id, method="acronym")


def _agreed(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, those of one unlisted name that were taken for different things made one thing of.

    What a word beside the name says counts more than what its looks and its company say.
    """
    votes: dict[str, dict[tuple[str, str], float]] = defaultdict(lambda: defaultdict(float))
    for one in mentions:
        if one.method == "discovered":
            votes[fold(one.text).text][one.type, one.entity_id] += one.score * (_TOLD if one.score >= _BY_WORD else 1)
    meant = {name: max(sorted(kinds), key=lambda kind: kinds[kind]) for name, kinds in votes.items() if len(kinds) > 1}
    return [
        replace(one, type=meant[name][0], entity_id=meant[name][1])
        if one.method == "discovered" and (name := fold(one.text).text) in meant
        else one
        for one in mentions
    ]


def _again(
    document: Document, mentions: Sequence[Mention], aliases: Aliases, read: Sequence[tuple[Part, str]]
) -> list[Mention]:
    """The mentions with those of unlisted and of short names that were seen in another place only, in reading order.

    ``read`` are the texts of the document, each with its language.
    """
    for one in mentions:
        if one.method == "discovered" and one.type in _REPEATED and _distinct(one.text):
            aliases.add(Alias(one.text, one.type, one.entity_id, one.text), one.language)
    if not aliases.first:
        return list(mentions)
    found = list(mentions)
    taken: dict[tuple[int, int | None, int | None], list[Mention]] = defaultdict(list)
    for one in mentions:
        if one.place is not None:
            taken[one.place.block, one.place.row, one.place.column].append(one)
    for part, language in read:
        here = taken[part.block, part.row, part.column]
        for name in aliases.find(wording(part.reading.text)):
            start, stop = part.reading.raw_span(name.start, name.stop)
            if not any(start < other.stop and other.start < stop for other in here):
                made = mention(name, part.reading.text, language)
                place = document.place(part.block, start, stop, part.row, part.column)
                found.append(replace(made, text=part.reading.raw[start:stop], start=start, stop=stop, place=place))
    return sorted(found, key=_order)


def _distinct(name: str) -> bool:
    """Whether a name is one by its looks wherever it stands: several words, or capitals inside."""
    return " " in name or sum(char.isupper() for char in name) > 1


def _order(one: Mention) -> tuple[int, int, int, int]:
    place = one.place
    if place is None:
        return (-1, -1, -1, one.start)
    return (
        place.block,
        -1 if place.row is None else place.row,
        -1 if place.column is None else place.column,
        one.start,
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A block's text, or that of a table's cell with what the headers say of its column."""

    block: int
    row: int | None
    column: int | None
    reading: Reading
    columns: Columns | None


def parts(document: Document, around: Surroundings) -> Iterator[Part]:
    """The texts of a document that may have names, in reading order; ``around`` says what stands around each."""
    listed = False
    around.beyond = Beyond(_whole(document))
    for block in document.blocks:
        if block.kind in _SKIPPED:
            continue
        listed = _in_cluster_list(block, listed=listed)
        headed = _columns(block.table, _lists_clusters)
        placed = _columns(block.table, _lists_places)
        columns = columns_of(block.table) if block.table is not None else None
        around.near = _near(document, block)
        for row, column, reading in document.texts(block.order):
            if not reading.text or reading.text.isspace():
                continue
            around.language = _language(block, reading.text, document.language)
            around.clusters = _CLUSTERS.search(reading.text) is not None or listed
            around.listed = column in headed if column is not None else listed and block.kind == "list_item"
            around.cell = column is not None
            around.places = column in placed
            around.regions = columns is not None and column in columns.regions
            yield Part(block.order, row, column, reading, columns)


def _whole(document: Document) -> str:
    """The text of all blocks that may have names, a line each, or one for every cell."""
    return "\n".join(
        reading.text
        for block in document.blocks
        if block.kind not in _SKIPPED
        for _, _, reading in document.texts(block.order)
    )


def _near(document: Document, block: Block) -> str:
    """The text of the blocks around one, and of a table's header."""
    first = max(0, block.order - _NEIGHBOURS)
    beside = document.blocks[first : block.order + _NEIGHBOURS + 1]
    said = [other.text[:_MUCH] for other in beside if other.order != block.order and other.kind not in _SKIPPED]
    if block.table is not None:
        said += [cell.text for cell in block.table.cells if cell.row == 0]
    return "\n".join(said)


def _in_cluster_list(block: Block, *, listed: bool) -> bool:
    """Whether the items here are those of a list of clusters, announced by the paragraph or heading before it."""
    if block.kind == "list_item":
        return listed
    text = block.text.strip()
    return _CLUSTERS.search(text[-200:]) is not None and (text.endswith(":") or block.kind in ("heading", "caption"))


def _in_cell(found: Sequence[Found], part: Part, around: Surroundings, gazetteer: Gazetteer) -> Sequence[Found]:
    """The names of a cell with what the header of its column says; the names as they are outside tables."""
    columns, column = part.columns, part.column
    if columns is None or column is None or not part.row:
        return found
    if column in columns.clusters:
        return named_in_cell(part.reading.text, columns.clusters[column], around, gazetteer, found)
    if column in columns.countries:
        codes = tuple(country_codes(part.reading.text, gazetteer))
        return codes or found
    return found


def _language(block: Block, text: str, fallback: str) -> str:
    """The language of a block, of a cell where it is a table's; the document's where nothing can be told."""
    language = block.language if block.table is None else identify(text, prior=block.language)
    return fallback if language == "und" else language


def _columns(table: Table | None, lists: Callable[[str], bool]) -> frozenset[int | None]:
    """The columns whose header says that there are such things below."""
    return frozenset(
        column
        for cell in (table.cells if table is not None else ())
        if (cell.header in ("column", "both") or cell.row == 0) and lists(cell.text)
        for column in range(cell.column, cell.column + cell.column_span)
    )


def _lists_places(header: str) -> bool:
    return _PLACE_HEADER.search(header) is not None and _CLUSTERS.search(header) is None


def _lists_clusters(header: str) -> bool:
    return _CLUSTER_HEADER.search(header) is not None and _PLACE_HEADER.search(header) is None
