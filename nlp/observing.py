"""Document to findings: mentions, statements, relations and problems, in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from extract import Block, Document
from gazetteer import Entity, Gazetteer
from language import identify
from nlp.facts.identity import discovered_id
from nlp.facts.items import card_lines, labelled
from nlp.facts.plausibility import implausible
from nlp.facts.reader import Reader
from nlp.facts.relations import once
from nlp.facts.restate import restated
from nlp.facts.salience import Surroundings, about
from nlp.facts.scan import LANGUAGES
from nlp.facts.setting import Setting
from nlp.facts.table_relations import cell_relations
from nlp.facts.tables import TableReader
from nlp.facts.tiles import tile, tiles
from nlp.facts.weighing import Decision
from nlp.findings import Findings, Mention, Statement, value_place
from nlp.names import recognise_document

_SILENT = ("furniture", "reference", "figure")


def observe(
    document: Document,
    gazetteer: Gazetteer,
    published: str = "",
    decisions: list[Decision] | None = None,
    named: tuple[Sequence[Mention], Sequence[Entity]] | None = None,
) -> Findings:
    """Everything a careful reader would write down from ``document``.

    ``published`` is the date of publication as far as known ("2024", "2024-05"); without it the date found in the
    document serves, and «в этом году» stays open where there is none. ``decisions`` takes down the ways in which each
    value could be read, for learning. ``named`` are names, with their entities, to read by instead of those that
    would be found: what is read can so be measured apart from what is recognised.
    """
    mentions, discovered = named if named is not None else recognise_document(document, gazetteer)
    mentions, found = _with_entities(mentions, discovered)
    known = {entity.id: entity for entity in (*discovered, *found)}
    for mention in mentions:
        if mention.entity_id and mention.entity_id not in known:
            known[mention.entity_id] = gazetteer.entity(mention.entity_id)
    by_place: dict[tuple[int, int | None, int | None], list[Mention]] = {}
    for mention in mentions:
        if mention.place is not None:
            by_place.setdefault((mention.place.block, mention.place.row, mention.place.column), []).append(mention)
    countries = {identity: _countries(entity, gazetteer) for identity, entity in known.items()}
    surroundings = Surroundings(document.blocks, mentions, known, countries)
    reader = Reader(
        document,
        by_place,
        known,
        Setting(
            dated=published or document.dated,
            language=document.language,
            cluster_of=_clusters(gazetteer, known),
            decisions=decisions,
        ),
        about(mentions, document.blocks, known),
    )
    reader.foresee(mentions)
    _read(reader, document.blocks, surroundings)
    statements = restated(reader.found)
    reader.problems += implausible(statements)
    made = tuple(entity for entity in known.values() if entity.id.startswith("new:"))
    return Findings(
        document.id,
        mentions,
        tuple(sorted(made, key=lambda entity: entity.id)),
        statements,
        once(reader.relations),
        tuple(reader.problems),
    )


def _countries(entity: Entity, gazetteer: Gazetteer) -> Sequence[str]:
    """Codes of the countries that an entity lies in or is."""
    codes = entity.country.split(",")
    return [code for code in codes if code] if codes[0] else _in_name(entity, gazetteer)


def _in_name(entity: Entity, gazetteer: Gazetteer) -> list[str]:
    """Codes of the countries in the name of an entity that no list has: "Moldova IT Park", «Парк Сербії»."""
    if entity.type not in ("cluster", "programme", "organisation"):
        return []
    return [
        gazetteer.named(name)[0].country
        for hit in gazetteer.find(entity.name)
        for name, _ in hit.names
        if gazetteer.type_of(name) == "country"
    ]


def _clusters(gazetteer: Gazetteer, known: dict[str, Entity]) -> Callable[[Entity], Entity | None]:
    """How to find the ranked cluster that bears a city's name."""
    found: dict[str, Entity | None] = {}

    def cluster_of(city: Entity) -> Entity | None:
        if city.id not in found:
            matches = gazetteer.match(city.name, type="cluster")
            fit = [
                match.entity
                for match in matches
                if match.entity.sense == "statistical"
                and match.method != "fuzzy"
                and match.entity.country.startswith(city.country[:2])
            ]
            found[city.id] = fit[0] if fit else None
            if fit:
                known[fit[0].id] = fit[0]
        return found[city.id]

    return cluster_of


def _with_entities(
    mentions: Iterable[Mention], discovered: Iterable[Entity]
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Names that no entity was certain for become entities of this document."""
    known = {entity.id for entity in discovered}
    made: dict[str, Entity] = {}
    full: list[Mention] = []
    for mention in mentions:
        identity = mention.entity_id or discovered_id(mention.type, mention.text)
        if identity.startswith("new:") and identity not in known and identity not in made:
            made[identity] = Entity(identity, mention.type, mention.text)  # type: ignore[arg-type]  # a mention's type is one of the entity types
        full.append(mention if mention.entity_id == identity else replace(mention, entity_id=identity))
    return tuple(full), tuple(made.values())


def _read(reader: Reader, blocks: Sequence[Block], surroundings: Surroundings) -> None:
    told = [block for block in blocks if block.kind not in _SILENT]
    labels, lines = tiles(told), card_lines(told)
    position = 0
    before: Block | None = None
    for block in blocks:
        if block.kind in _SILENT:
            continue
        reader.begin(surroundings.begins(block.order), surroundings.around(block.order))
        reader.setting.countries = surroundings.countries(block.order)
        if block.kind == "heading":
            reader.setting.new_section()
            reader.context(block, "heading")
        elif block.kind == "caption":
            reader.context(block, "caption")
        elif block.table is not None:
            _table(reader, block)
        elif block.kind == "list_item":
            if position == 0 and before is not None:
                reader.introduce(before)
            position += 1
            _item(reader, block)
            continue
        else:
            reader.setting.lead = None
            reader.setting.new_paragraph()
            if block.order in labels:
                _tile(reader, block, labels[block.order])
            elif block.order in lines:
                _item(reader, block)
            else:
                reader.prose(block)
        # What stands over a table or note does not introduce the list behind it.
        position, before = 0, block if block.kind in ("paragraph", "heading") else None


def _item(reader: Reader, block: Block) -> None:
    """Read an item as prose, and as a label with its value: where both say something of a value, the latter holds."""
    language = block.language if block.language in LANGUAGES else reader.document.language
    told = labelled(reader, block, language) if language in LANGUAGES else []
    before = len(reader.found)
    reader.item(block)
    _settle(reader, told, before)


def _tile(reader: Reader, block: Block, words: Block) -> None:
    """Read a figure that stands alone by the words beside it, else as prose."""
    language = words.language if words.language in LANGUAGES else reader.document.language
    told = tile(reader, block, words, language) if language in LANGUAGES else []
    before = len(reader.found)
    reader.prose(block)
    _settle(reader, told, before)


def _settle(reader: Reader, told: Sequence[Statement], before: int) -> None:
    """Of what was told of a value by its label and by prose, since ``before``, keep what says more."""
    places = {value_place(statement): statement for statement in told}
    prose = [
        statement
        for statement in reader.found[before:]
        if (here := places.get(value_place(statement))) is None or _says_more(statement, here)
    ]
    settled = {value_place(statement) for statement in prose}
    reader.found[before:] = [*(statement for statement in told if value_place(statement) not in settled), *prose]


def _says_more(prose: Statement, cell: Statement) -> bool:
    general = cell.indicator.startswith("other_") and not prose.indicator.startswith("other_")
    return general and prose.confidence >= cell.confidence


def _table(reader: Reader, block: Block) -> None:
    language = _heads_language(reader, block)
    if language not in LANGUAGES:
        return
    table = TableReader(reader, block, language)
    found = table.statements()
    reader.found += found
    reader.setting.tell((statement.indicator, statement.subject_id) for statement in found)
    reader.entities.update(table.names.made)
    reader.relations += cell_relations(table)


def _heads_language(reader: Reader, block: Block) -> str:
    """The language of a table's heads and caption; its rows may be names in another alphabet than these."""
    blocks = reader.document.blocks
    words = [blocks[block.order - 1].text] if block.order and blocks[block.order - 1].kind == "caption" else []
    words += [cell.text for cell in (block.table.cells if block.table is not None else ()) if cell.row == 0]
    told = identify(" ".join(words), prior=reader.document.language)
    return next((one for one in (told, reader.document.language, block.language) if one in LANGUAGES), told)
