"""How long the dataset of N documents with M statements each takes, by file and phase, in seconds of CPU.

Usage: python -m benchmarks.consolidating [DOCUMENTS] [STATEMENTS]      (1000 100 unless told)
Consolidating is from the stored rows of each document to which entities are one, what people decided, the
observations, what is derived from them and the gaps. Writing is told apart: rows into the order of their files (where
final ids and decisions are put into them), and those into the bytes of each kind of file.
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

from consolidate import Part, build, consolidate, pack, tabulate, unpack
from consolidate.write import annotations, database, dataset, plain
from extract import Block, Document, Line, Source
from gazetteer import Entity, Name
from nlp import Evidence, Findings, Mention, Statement, statement_id

WORDS = (
    *("cluster", "innovation", "region", "ranked", "the", "firms", "of", "patents"),
    *("кластер", "инновации", "научный", "рейтинг", "место"),
)
INDICATORS = ("population", "company_count", "member_count", "employment")
PHASES = ("gather", "decide", "write_readings", "write_findings", "write_observations")
FILES = {
    "CSV": ((plain.CsvFile, "write"),),
    "SQLite": ((database.Database, "__init__"), (database.Database, "write"), (database.Database, "close")),
    "full text": ((database.Database, "index"),),
    "annotations": ((annotations.Annotations, "write"),),
}
ROWS = tuple((dataset.Dataset, method) for method in ("__init__", "write", "close"))
PAGE = ((build, "write_report"), (build, "write_datapackage"))


class Names:
    def __init__(self) -> None:
        self.entities = [
            Entity(f"clu:st:XX:{n}", "cluster", f"Cluster {n}", (Name(f"Cluster {n}", "en", "made up"),), "XX")
            for n in range(300)
        ]
        self._by_id = {entity.id: entity for entity in self.entities}

    def entity(self, key: str) -> Entity:
        return self._by_id[key]

    def said(self, name: str, language: str) -> str:
        return f"{language} {name}"


def part(number: int, statements: int, chance: random.Random) -> bytes:
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
    return pack(tabulate(document, Findings(key, tuple(mentions), (), tuple(found))))


def parts(documents: int, statements: int) -> Iterator[bytes]:
    chance = random.Random(1)
    for number in range(documents):
        yield part(number, statements, chance)


def stored(folder: Path, documents: int) -> Iterator[Part]:
    for number in range(documents):
        sheet = unpack((folder / str(number)).read_bytes())
        source = Source(sheet.head.document_id, f"corpus/reports/{number}.txt", published=f"20{number % 25:02}")
        yield Part(source, sheet)


def main() -> None:
    documents, statements = (int(text) for text in (*sys.argv[1:], "1000", "100")[:2])
    spent: Counter[str] = Counter()

    def timed(owner: object, name: str, as_: str) -> None:
        as_it_was = getattr(owner, name)

        def measured(*given: object, **named: object) -> object:
            began = time.process_time()
            try:
                return as_it_was(*given, **named)
            finally:
                spent[as_] += time.process_time() - began

        setattr(owner, name, measured)

    for phase in PHASES:
        timed(build._Build, phase, phase)  # noqa: SLF001 - its phases are what is measured
    for file, methods in {**FILES, "rows": ROWS, "page": PAGE}.items():
        for owner, method in methods:
            timed(owner, method, file)
    with tempfile.TemporaryDirectory() as folder:
        packed = Path(folder) / "packed"
        packed.mkdir()
        for number, made in enumerate(parts(documents, statements)):
            (packed / str(number)).write_bytes(made)
        del made
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        began = time.process_time()
        summary = consolidate(stored(packed, documents), Names(), (), Path(folder) / "dataset")
        total = time.process_time() - began
    found = summary.count("statements")
    outside = total - spent["rows"] - spent["page"]
    order = spent["rows"] - sum(spent[file] for file in FILES)
    print(f"{found} statements of {documents} documents, seconds of CPU")
    for phase in PHASES:
        print(f"{phase + ', all in':<24} {spent[phase]:8.2f}")
    print(f"{'rows in order':<24} {order:8.2f}")
    for file in (*FILES, "page"):
        print(f"{'writing ' + file:<24} {spent[file]:8.2f}")
    print(f"{'all':<24} {total:8.2f}")
    print(f"{'consolidating':<24} {outside:8.2f}, {outside / found * 1e5:.2f} per 100 000 statements")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at most {peak:.0f} MB, {before:.0f} MB of it before the start")


if __name__ == "__main__":
    main()
