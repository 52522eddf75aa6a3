"""Small reports for tests: paragraphs, and what they say at which words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from consolidate import Judgement, Part, Summary, consolidate, pack, tabulate, unpack
from extract import Block, Cell, Document, Line, Place, Source, Table
from gazetteer import Entity, Gazetteer, Name
from nlp import Evidence, Findings, Mention, Relation, Statement, statement_id


@dataclass(frozen=True)
class Say:
    """One statement: the words of its quote, the value's own words in them, and what it states."""

    quote: str
    stated: str
    value: str
    subject: str = "clu:st:KR:seoul"
    indicator: str = "gii_cluster_rank"
    unit: str = "rank"
    period: str = ""
    comparator: str = "eq"
    status: str = "actual"
    qualifiers: tuple[tuple[str, str], ...] = ()
    high: str = ""
    rule: str = "rank_of"
    confidence: float = 0.9


@dataclass(frozen=True)
class Written:
    """A report as it was read, before it is laid out as rows."""

    source: Source
    document: Document | None
    findings: Findings | None
    failure: str = ""

    def part(self) -> Part:
        document, findings = self.document, self.findings
        if document is None or findings is None:
            return Part(self.source, None, failure=self.failure)
        # Every rebuild but the first has the rows from their packed form.
        return Part(self.source, unpack(pack(tabulate(document, findings))), lambda: document)


class Names:
    """A gazetteer of three clusters and a programme."""

    def __init__(self, *more: Entity) -> None:
        self.entities = (
            Entity(
                "clu:st:KR:seoul",
                "cluster",
                "Seoul",
                (Name("Seoul", "en", "WIPO"), Name("Сеул", "ru", "ТАСС"), Name("Сеул", "uk", "Укрінформ")),
                "KR",
                "statistical",
                external_ids=(("wikidata", "Q8684"),),
            ),
            Entity("clu:st:JP:tokyo-yokohama", "cluster", "Tokyo–Yokohama", (), "JP", "statistical"),
            Entity(
                "clu:st:US:bay",
                "cluster",
                "Bay",
                (),
                "US",
                "statistical",
                parts=("cit:US:a", "cit:US:b"),
            ),
            Entity("cit:US:a", "city", "A town", (), "US"),
            Entity("cit:US:b", "city", "B town", (), "US"),
            Entity("prg:DE:go-cluster", "programme", "go-cluster", (Name("go-cluster", "en", "BMWK"),), "DE"),
            *more,
        )

    def entity(self, key: str) -> Entity:
        return next((entity for entity in self.entities if entity.id == key), None) or self._none(key)

    def said(self, name: str, language: str) -> str:
        return Gazetteer.load().said(name, language)

    def _none(self, key: str) -> Entity:
        raise KeyError(key)


def hash_of(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def report(
    name: str,
    paragraphs: Sequence[str | Table],
    says: Iterable[Say] = (),
    *,
    published: str = "",
    publisher: str = "",
    language: str = "en",
    supersedes: str = "",
    discovered: Sequence[Entity] = (),
    mentions: Iterable[tuple[str, str]] = (),
    relations: Iterable[tuple[str, str, str, str]] = (),
) -> Written:
    """A report with these paragraphs; each statement stands at the first paragraph or cell with its quote."""
    document = Document(
        hash_of(name),
        "text/plain",
        "plain 1",
        tuple(_block(order, text, language) for order, text in enumerate(paragraphs)),
        title=name.title(),
        language=language,
    )
    kinds = {entity.id: entity for entity in (*Names().entities, *discovered)}
    findings = Findings(
        document.id,
        tuple(_mention(document, words, entity, language) for words, entity in mentions),
        tuple(discovered),
        tuple(_statement(document, say, kinds.get(say.subject)) for say in says),
        tuple(_relation(document, *relation) for relation in relations),
    )
    source = Source(
        document.id,
        f"corpus/reports/{name}.txt",
        publisher=publisher,
        published=published,
        language=language,
        origin=f"https://example.org/{name}",
        supersedes=supersedes,
    )
    return Written(source, document, findings)


def build(
    folder: Path, reports: Iterable[Written], judgements: Sequence[Judgement] = (), names: Names | None = None
) -> Summary:
    return consolidate([report.part() for report in reports], names or Names(), judgements, folder)


def ids(part: Written) -> list[str]:
    assert part.findings is not None
    return [statement.id for statement in part.findings.statements]


def place_of(document: Document, words: str) -> Place:
    for block in document.blocks:
        for row, column, reading in document.texts(block.order):
            if words in reading.raw:
                start = reading.raw.index(words)
                return document.place(block.order, start, start + len(words), row, column)
    raise AssertionError(f"{words!r} is not in the report")


def grid(*rows: Sequence[str], caption: str = "") -> Table:
    """A table whose first row heads its columns."""
    cells = tuple(
        Cell(row, column, text, header="column" if row == 0 else "")
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return Table(len(rows), len(rows[0]), cells, caption=caption)


def _block(order: int, text: str | Table, language: str) -> Block:
    if isinstance(text, Table):
        rows = [[cell.text for cell in text.cells if cell.row == row] for row in range(text.rows)]
        joined = "\n".join("\t".join(row) for row in rows)
        return Block(order, "table", joined, language, table=text)
    line = Line(0, len(text), 1, (50.0, 60.0 + 20 * order, 500.0, 72.0 + 20 * order))
    return Block(order, "paragraph", text, language, page=1, lines=(line,))


def _statement(document: Document, say: Say, entity: Entity | None) -> Statement:
    place = place_of(document, say.quote)
    at = place.start + say.quote.index(say.stated)
    value = document.place(place.block, at, at + len(say.stated), place.row, place.column)
    found = Statement(
        "",
        say.subject,
        entity.name if entity else say.subject,
        entity.type if entity else "cluster",
        say.indicator,
        Decimal(say.value),
        say.unit,
        say.stated,
        say.quote,
        place,
        (Evidence("value", value, say.stated),),
        say.rule,
        say.confidence,
        Decimal(say.high) if say.high else None,
        say.period,
        say.comparator,  # type: ignore[arg-type]  # tests write the slug as text
        say.status,  # type: ignore[arg-type]  # as above
        say.qualifiers,
    )
    return replace(found, id=statement_id(document.id, found))


def _mention(document: Document, words: str, entity: str, language: str) -> Mention:
    place = place_of(document, words)
    return Mention(words, "cluster", language, place.start, place.stop, entity, 100.0, "exact", (), place)


def _relation(document: Document, quote: str, subject: str, relation: str, thing: str) -> Relation:
    place = place_of(document, quote)
    key = hash_of(f"{document.id}{subject}{relation}{thing}")[:20]
    return Relation(key, subject, subject, relation, thing, thing, quote, place, (), "relation_rule", 0.8)
