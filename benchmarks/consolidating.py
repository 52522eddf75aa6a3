"""How long the dataset of N documents with M statements each takes, by phase, in seconds of CPU.

Usage: python benchmarks/consolidating.py [DOCUMENTS] [STATEMENTS]      (250 100 unless told)
The reports are made up: paragraphs of about 70 words, each with one value of one of 300 clusters.
"""

from __future__ import annotations

import hashlib
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from consolidate import Part, build, consolidate
from extract import Block, Document, Line, Source
from gazetteer import Entity, Name
from nlp import Evidence, Findings, Mention, Statement, statement_id

WORDS = (
    *("cluster", "innovation", "region", "ranked", "the", "firms", "of", "patents"),
    *("кластер", "инновации", "научный", "рейтинг", "место"),
)
INDICATORS = ("population", "company_count", "member_count", "employment")
PHASES = ("gather", "decide", "write_readings", "write_findings", "write_observations")


class Names:
    def __init__(self) -> None:
        self.entities = [
            Entity(f"clu:st:XX:{n}", "cluster", f"Cluster {n}", (Name(f"Cluster {n}", "en", "made up"),), "XX")
            for n in range(300)
        ]
        self._by_id = {entity.id: entity for entity in self.entities}

    def entity(self, key: str) -> Entity:
        return self._by_id[key]


def part(number: int, statements: int, chance: random.Random) -> Part:
    key = hashlib.sha256(str(number).encode()).hexdigest()
    facts = []
    for order in range(statements):
        around, cluster = " ".join(chance.choices(WORDS, k=30)), chance.randrange(300)
        year, value = str(chance.randint(2010, 2025)), str(chance.randint(1, 100))
        quote = f"In {year} Cluster {cluster} had {value} units"
        facts.append((Block(order, "paragraph", f"{around}. {quote}. {around}", "en", 1), quote, cluster, year, value))
    blocks = tuple(replace(fact[0], lines=(Line(0, len(fact[0].text), 1, (1.0, 2.0, 3.0, 4.0)),)) for fact in facts)
    document = Document(key, "text/plain", "made up", blocks, title=f"Report {number}", language="en")
    found, mentions = [], []
    for block, quote, cluster, year, value in facts:
        start = block.text.index(quote)
        at = start + quote.index(" had ") + 5
        place = document.place(block.order, start, start + len(quote))
        evidence = (Evidence("value", document.place(block.order, at, at + len(value)), value),)
        indicator = INDICATORS[block.order % len(INDICATORS)]
        entity = f"clu:st:XX:{cluster}"
        statement = Statement(
            "", entity, f"Cluster {cluster}", "cluster", indicator, Decimal(value), "count", value, quote, place,
            evidence, "made_up", 0.9, period=year,
        )  # fmt: skip
        found.append(replace(statement, id=statement_id(key, statement)))
        name = document.place(block.order, start + 8, at - 5)
        mentions.append(
            Mention(document.quote(name), "cluster", "en", name.start, name.stop, entity, 100.0, "exact", (), name)
        )
    source = Source(key, f"corpus/reports/{number}.txt", published=f"20{number % 25:02}")
    return Part(source, document, Findings(key, tuple(mentions), (), tuple(found)))


def parts(documents: int, statements: int) -> Iterator[Part]:
    chance = random.Random(1)
    for number in range(documents):
        yield part(number, statements, chance)


def main() -> None:
    documents, statements = (int(text) for text in (*sys.argv[1:], "250", "100")[:2])
    spent: Counter[str] = Counter()

    def timed(owner: object, name: str) -> None:
        plain = getattr(owner, name)

        def measured(*given: object, **named: object) -> object:
            began = time.process_time()
            try:
                return plain(*given, **named)
            finally:
                spent[name] += time.process_time() - began

        setattr(owner, name, measured)

    for phase in PHASES:
        timed(build._Build, phase)  # noqa: SLF001 - its phases are what is measured
    for writer in ("write_annotations", "write_report"):
        timed(build, writer)
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        summary = consolidate(parts(documents, statements), Names(), (), Path(folder) / "dataset")
    total = time.process_time() - began
    print(f"{summary.count('statements')} statements of {documents} documents")
    for phase in (*PHASES, "write_annotations", "write_report"):
        print(f"{phase:<20} {spent[phase]:8.2f} s")
    print(f"{'making the input':<20} {total - sum(spent.values()):8.2f} s")
    print(f"{'memory at most':<20} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


if __name__ == "__main__":
    main()
