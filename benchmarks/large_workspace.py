"""A workspace with as many documents and statements as one wants: real files, read by the readers, in a real dataset.

Five of eight reports are PDFs of a few pages, the others plain text; every fourth is in Russian. Only the finding of
facts is left out: the writer of a report knows which figures it wrote, and where they stand is looked up in what was
read. The same numbers give the same workspace.
"""

from __future__ import annotations

import hashlib
import io
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from clustertrace import builds
from clustertrace.ledger import Ledger, write_ledger
from clustertrace.state import State
from clustertrace.tasks import gazetteer_of
from clustertrace.workspace import Workspace, make_workspace
from consolidate import Part, Summary, consolidate, tabulate
from extract import Document, Source, read_bytes
from gazetteer import Entity, data_hash
from nlp import Evidence, Findings, Mention, Statement, statement_id
from tests.extract.pdf.printing import PLAIN

WORDS = {
    "en": "research firms region policy growth network skills exports talent capital partners patents industry local "
    "programme support measures results survey members joint projects services cities wider recent strong",
    "ru": "регион развитие поддержка программа участники проекты рост экспорт наука кадры отрасль меры итоги рынок "
    "города сеть партнёры заявки оценка данные новый общий местный крупный широкий недавний сильный",
}
FACTS = {
    "company_count": ("In {year} {name} had {value} companies.", "В {year} году {name}: {value} компаний."),
    "member_count": ("{name} had {value} members in {year}.", "{name}: {value} участников в {year} году."),
    "employment": ("{name} employed {value} people in {year}.", "{name}: {value} занятых в {year} году."),
    "gii_cluster_rank": ("{name} ranked {value} in {year}.", "{name}: {value} место в {year} году."),
}
PAGE = (595.0, 842.0)


@dataclass(frozen=True)
class Fact:
    """A sentence of a report and what it says."""

    sentence: str
    cluster: Entity
    name: str
    indicator: str
    value: str
    year: str


def make_large_workspace(folder: Path, documents: int, statements: int) -> Summary:
    """Make a workspace in ``folder``, which is new, with a complete dataset of its own."""
    make_workspace(folder)
    workspace = Workspace(folder)
    gazetteer = gazetteer_of(workspace.root, workspace.store / "gazetteer", data_hash(workspace.root))
    clusters = [entity for entity in gazetteer.entities if entity.type == "cluster"]
    sources: list[Source] = []

    def noted() -> Iterator[Part]:
        for part in _parts(workspace, clusters, documents, statements):
            sources.append(part.source)
            yield part

    name = hashlib.sha256(f"{documents} {statements}".encode()).hexdigest()[:16]
    summary = consolidate(noted(), gazetteer, (), builds.begin(workspace.builds, name))
    builds.complete(workspace.builds, name)
    builds.switch(workspace.dataset, workspace.builds / name)
    write_ledger(workspace.ledger, Ledger(tuple(sources), ((),) * len(sources)))
    State(workspace.store / "state.sqlite").record(
        datetime.now(UTC).isoformat(timespec="seconds"), name, f"{documents} ok"
    )
    return summary


def _parts(workspace: Workspace, clusters: list[Entity], documents: int, statements: int) -> Iterator[Part]:
    chance = random.Random(1)
    for number in range(documents):
        language = "ru" if number % 4 == 3 else "en"
        share = statements * (number + 1) // documents - statements * number // documents
        facts = [_fact(chance, clusters, language) for _ in range(share)]
        paragraphs = [_paragraph(chance, language, fact) for fact in facts]
        heading = f"Report {number}" if language == "en" else f"Отчёт {number}"
        suffix = ".pdf" if number % 2 == 0 or number % 8 == 3 else ".txt"
        data = _printed(heading, paragraphs) if suffix == ".pdf" else "\n\n".join([heading, *paragraphs]).encode()
        path = workspace.reports / f"report-{number:05}{suffix}"
        path.write_bytes(data)
        document = replace(read_bytes(data, path.name, language=language), title=heading)
        source = Source(
            document.id, f"corpus/reports/{path.name}", heading, language=language, published=str(2010 + number % 16)
        )
        yield Part(source, tabulate(document, _findings(document, facts, language, chance)))


def _fact(chance: random.Random, clusters: list[Entity], language: str) -> Fact:
    cluster, indicator = chance.choice(clusters), chance.choice(list(FACTS))
    year = str(chance.randint(2010, 2025))
    # The same figure nearly everywhere, so that most sources agree.
    usual = random.Random(f"{cluster.id} {indicator} {year}").randint(2, 100 if indicator.endswith("rank") else 90_000)
    value = str(usual if chance.random() < 0.97 else usual + 1)
    names = [name.text for name in cluster.names if name.language == language] or [cluster.name]
    name = names[0]
    pattern = FACTS[indicator][language == "ru"]
    return Fact(pattern.format(year=year, name=name, value=value), cluster, name, indicator, value, year)


def _paragraph(chance: random.Random, language: str, fact: Fact) -> str:
    before, after = (" ".join(chance.choices(WORDS[language].split(), k=9)).capitalize() + "." for _ in range(2))
    return f"{before} {fact.sentence} {after}"


def _printed(heading: str, paragraphs: list[str]) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=PAGE, invariant=True)
    y = 780.0
    canvas.setFont(PLAIN, 16)
    canvas.drawString(70, y, heading)
    for paragraph in paragraphs:
        lines = simpleSplit(paragraph, PLAIN, 10, 455)
        y -= 12
        if y - 13 * len(lines) < 60:
            canvas.showPage()
            y = 780.0
        canvas.setFont(PLAIN, 10)
        for line in lines:
            y -= 13
            canvas.drawString(70, y, line)
    canvas.save()
    return made.getvalue()


def _findings(document: Document, facts: list[Fact], language: str, chance: random.Random) -> Findings:
    mentions: list[Mention] = []
    found: dict[str, Statement] = {}
    texts = [(block.order, block.text) for block in document.blocks if block.kind != "heading"]
    for fact in facts:
        sentence = re.compile(r"\s+".join(map(re.escape, fact.sentence.split())))
        order, at = next((order, hit) for order, text in texts if (hit := sentence.search(text)))
        name = re.compile(r"\s+".join(map(re.escape, fact.name.split())))
        said = _evidence(document, order, at, name, "subject")
        value = _evidence(document, order, at, re.compile(rf"\b{fact.value}\b(?! году)"), "value")
        unit = "rank" if fact.indicator.endswith("rank") else "count"
        place = document.place(order, at.start(), at.end())
        statement = Statement(
            "", fact.cluster.id, fact.cluster.name, "cluster", fact.indicator, Decimal(fact.value), unit, fact.value,
            document.quote(place), place, (value, said), "made_up", round(chance.uniform(0.5, 0.99), 2),
            period=fact.year,
        )  # fmt: skip
        key = statement_id(document.id, statement)
        found[key] = replace(statement, id=key)
        mentions.append(
            Mention(said.quote, "cluster", language, said.place.start, said.place.stop, fact.cluster.id, 100.0, "exact",
                    (), said.place)
        )  # fmt: skip
    return Findings(document.id, tuple(mentions), (), tuple(found.values()))


def _evidence(document: Document, order: int, sentence: re.Match[str], words: re.Pattern[str], role: str) -> Evidence:
    hit = words.search(document.blocks[order].text, sentence.start(), sentence.end())
    if hit is None:
        raise LookupError(f"{words.pattern} is not in: {sentence.group()}")
    place = document.place(order, hit.start(), hit.end())
    return Evidence(role, place, document.quote(place))
