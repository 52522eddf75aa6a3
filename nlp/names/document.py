"""Names in a document: every block and cell, with what the document itself explains."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extract import Document
from extract.document import Block, Reading, Table
from gazetteer import Entity, Gazetteer, wording
from language import fold, identify, known
from nlp.findings import Mention
from nlp.names.abbreviations import Alias, Aliases
from nlp.names.beyond import Beyond
from nlp.names.case_agreement import dictionary_forms
from nlp.names.choice import Surroundings
from nlp.names.columns import Columns, columns_of, country_codes, named_in_cell, region_in_cell
from nlp.names.found import Found
from nlp.names.linking import discovered, linked_surely
from nlp.names.recogniser import NameSource, find, mention
from nlp.names.span import latin
from nlp.names.standing import Standings

_CLUSTERS = re.compile(r"cluster|кластер", re.IGNORECASE)
_CLUSTER_HEADER = re.compile(r"\bclusters?\b(?!\s+(?:rank|count|number))|^кластер\w{0,2}\b", re.IGNORECASE)
_PLACE_HEADER = re.compile(r"\b(?:city|cities|countr|economy|region|город|стран|регион|міст|країн)", re.IGNORECASE)
_SKIPPED = ("furniture", "reference", "figure")
_NEIGHBOURS = 3
_BY_WORD = 66.0
"""The least score of a name that a word beside it explains."""
_REPEATED = ("cluster", "programme", "organisation")
_CYRILLIC = ("ru", "uk")
_SHORTEST = 4
_UNKNOWN = 0.25
_QUOTE = re.compile(r"[«„“\"]")
_JOINED_BEFORE = re.compile(r"\w[-‑–—.]$")
_JOINED_BEHIND = re.compile(r"[-‑–—.]\w")
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
    named = [_as_introduced(one, around) for one in mentions]
    forms = _case_forms(named, new, around)
    agreed = _in_dictionary_form(_agreed(named, forms), forms, new, around, gazetteer)
    agreed = _again(document, agreed, new, around.aliases, read)
    used = {one.entity_id for one in agreed}
    return tuple(agreed), tuple(new[identity] for identity in sorted(used & set(new)))


def _as_introduced(one: Mention, around: Surroundings) -> Mention:
    """An unlisted name as the short one it is, where the document introduces that further on only."""
    alias = around.aliases.meant(one.text) if one.method == "discovered" else None
    if alias is None:
        return one
    return replace(one, type=alias.type, entity_id=alias.entity_id, method="acronym")


def _case_forms(mentions: Sequence[Mention], new: Mapping[str, Entity], around: Surroundings) -> dict[str, str]:
    """The dictionary forms of the unlisted names that the document has in several cases."""
    names: dict[str, str] = {}
    for one in mentions:
        if one.method == "discovered" and one.type != "person":
            # With quotes it stands in whatever case its type word has: the quoted name is the one that counts.
            told = (_listed_as(one, new),) if _QUOTE.search(one.text) else (one.text, _listed_as(one, new))
            names.update(dict.fromkeys(told, one.language))
    return dictionary_forms(names, around.beyond) if around.beyond is not None else {}


def _in_dictionary_form(
    mentions: Sequence[Mention],
    forms: Mapping[str, str],
    new: dict[str, Entity],
    around: Surroundings,
    gazetteer: Gazetteer,
) -> list[Mention]:
    """The mentions, those of names in several cases with the entity of the dictionary form; it is added to ``new``."""
    made: list[Mention] = []
    for one in mentions:
        form = forms.get(fold(one.text).text)
        if form is None or one.method != "discovered" or one.entity_id not in new or one.type == "person":
            made.append(one)
            continue
        around.language = one.language
        found = linked_surely(Found(0, len(form), one.type, method="discovered", name=form), form, around, gazetteer)
        if found.entity_id not in gazetteer:
            new.setdefault(found.entity_id, discovered(found, one.language, new[one.entity_id].names[0].source))
        made.append(replace(one, entity_id=found.entity_id))
    return made


def _agreed(mentions: Sequence[Mention], forms: Mapping[str, str]) -> list[Mention]:
    """The mentions, those of one unlisted name that were taken for different things made one thing of.

    ``forms`` are the dictionary forms of names in several cases.
    What a word beside the name says counts more than what its looks and its company say.
    """
    votes: dict[str, dict[tuple[str, str], float]] = defaultdict(lambda: defaultdict(float))
    for one in mentions:
        if one.method == "discovered":
            votes[_called(one, forms)][one.type, one.entity_id] += one.score * (_TOLD if one.score >= _BY_WORD else 1)
    meant = {name: max(sorted(kinds), key=lambda kind: kinds[kind]) for name, kinds in votes.items() if len(kinds) > 1}
    return [
        replace(one, type=meant[name][0], entity_id=meant[name][1])
        if one.method == "discovered" and (name := _called(one, forms)) in meant
        else one
        for one in mentions
    ]


def _called(one: Mention, forms: Mapping[str, str]) -> str:
    """The folded name of a mention, in the dictionary form where it is known."""
    folded = fold(one.text).text
    return fold(forms[folded]).text if folded in forms else folded


def _again(
    document: Document,
    mentions: Sequence[Mention],
    new: Mapping[str, Entity],
    aliases: Aliases,
    read: Sequence[tuple[Part, str]],
) -> list[Mention]:
    """The mentions with those of unlisted and of short names that were seen in another place only, in reading order.

    ``new`` are the unlisted entities: their names are the dictionary forms.
    ``read`` are the texts of the document, each with its language.
    """
    for one in mentions:
        if one.method == "discovered" and one.type in _REPEATED:
            for called in dict.fromkeys((_listed_as(one, new), one.text)):
                if _distinct(called, one.language):
                    aliases.add(Alias(called, one.type, one.entity_id, one.text), one.language)
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
            taken_by_other = any(start < other.stop and other.start < stop for other in here)
            if not taken_by_other and not _part_of_word(part.reading.text, name.start, name.stop):
                made = mention(name, part.reading.text, language)
                place = document.place(part.block, start, stop, part.row, part.column)
                found.append(replace(made, text=part.reading.raw[start:stop], start=start, stop=stop, place=place))
    return sorted(found, key=_order)


def _listed_as(one: Mention, new: Mapping[str, Entity]) -> str:
    """The dictionary form of an unlisted name; the name as it stands where the entity is called by a part of it.

    What stands in quotes is the name without what it is said to be («парк „Кайрат“»).
    """
    name = new[one.entity_id].name if one.entity_id in new else one.text
    whole = len(name.split()) == len(one.text.split())
    return name if whole or _QUOTE.search(one.text) is not None else one.text


def _part_of_word(text: str, start: int, stop: int) -> bool:
    """Whether a dash or a point joins the words to others («Париж–Сакле», «Промприлад.Реновація»)."""
    return _JOINED_BEFORE.search(text, max(0, start - 2), start) is not None or (
        _JOINED_BEHIND.match(text, stop) is not None
    )


def _distinct(name: str, language: str) -> bool:
    """Whether a name is one by its looks wherever it stands.

    It is of several words, has capitals inside, or is no word of its Cyrillic language.
    """
    if " " in name or sum(char.isupper() for char in name) > 1:
        return True
    unknown = len(name) >= _SHORTEST and not latin(name) and known(fold(name).text, language) < _UNKNOWN
    return unknown and language in _CYRILLIC


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
    alike: defaultdict[int | None, set[str]] = defaultdict(set)
    around.beyond = Beyond(_whole(document))
    standings = Standings(document)
    for block in document.blocks:
        if block.kind in _SKIPPED:
            continue
        listed = _in_cluster_list(block, listed=listed)
        standings.enter(block)
        headed = _columns(block.table, _lists_clusters)
        placed = _columns(block.table, _lists_places)
        columns = columns_of(block.table) if block.table is not None else None
        around.near = _near(document, block)
        if block.kind != "list_item":
            alike = defaultdict(set)
        for row, column, reading in document.texts(block.order):
            if not reading.text or reading.text.isspace():
                continue
            around.language = _language(block, reading.text, document.language)
            around.clusters = _CLUSTERS.search(reading.text) is not None or listed
            around.listed = column in headed if column is not None else listed and block.kind == "list_item"
            around.cell = column is not None
            around.standing = standings.of(block, row, column, around.language)
            around.alike = alike[column] if block.kind in ("list_item", "table") else set()
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
    if column in columns.lands:
        return region_in_cell(part.reading.text, columns.lands[column], around, gazetteer, found)
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
