"""Passages marked in the text itself, turned into files, gold lines and sources.

``python tests/quality/mark.py DRAFT dev`` reads a draft and writes ``dev/LANGUAGE/FILE``, the lines of that file in
``dev/LANGUAGE/gold.jsonl`` and its rows in ``dev/sources.csv``. README.md says how a draft is written. Offsets are
made here and nowhere else, so that a quote is always the slice it claims to be.
"""

from __future__ import annotations

import csv
import itertools
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
TYPES = {
    "c": "cluster",
    "p": "programme",
    "o": "organisation",
    "n": "country",
    "r": "region",
    "y": "city",
    "k": "ranking",
    "s": "person",
    "u": "publication",
    "f": "field",
    "t": "sector",
    "e": "event",
}
COLUMNS = {"cmp": "comparator", "status": "status", "hi": "value_high"}
MARK = re.compile(r"\{([^{}|]*)((?:\|[^{}|]*)+)\}")
PAIR = re.compile(r"(\w+)=(\"[^\"]*\"|\S+)")
CELL = re.compile(r"<(t[dh])\b([^>]*)>(.*?)</\1>", re.DOTALL)

Row = dict[str, object]


@dataclass
class Passage:
    """One file being made: its text, the spans marked in it, and the rows they give."""

    name: str
    text: str = ""
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    names: list[tuple[str, str, int, int]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    sources: list[tuple[str, str]] = field(default_factory=list)

    def row(self, of: str, start: int, stop: int, **columns: object) -> None:
        """Add one gold row; the quote is cut from the text."""
        self.rows.append(
            {"file": self.name, "of": of, "quote": self.text[start:stop], "start": start, "stop": stop, **columns}
        )

    def type_of(self, name: str) -> str:
        """The one type that a name is marked with; stops where there is none or more than one."""
        types = {kind for kind, entity, _, _ in self.names if entity == name}
        if len(types) != 1:
            raise SystemExit(f"{self.name}: {name!r} is marked as {sorted(types)}; write NAME@TYPE")
        return types.pop()


def unmark(passage: Passage, marked: str) -> None:
    """Take the marks out of the text and note where they stood."""
    at = 0
    for mark in MARK.finditer(marked):
        passage.text += marked[at : mark.start()]
        at = mark.end()
        start = len(passage.text)
        passage.text += mark[1]
        stop = len(passage.text)
        for tag in mark[2].split("|")[1:]:
            if tag == "!":
                passage.spans[f"!{start}"] = (start, stop)
            elif tag.startswith("#"):
                for key in tag[1:].split("#"):
                    if key in passage.spans:
                        raise SystemExit(f"{passage.name}: #{key} stands twice")
                    passage.spans[key] = (start, stop)
            else:
                code, _, entity = tag.partition("=")
                passage.names.append((TYPES[code], entity or mark[1], start, stop))
    passage.text += marked[at:]


def pairs(words: str) -> dict[str, str]:
    """``a=b c="d e"`` as a dictionary; stops at anything else."""
    if PAIR.sub("", words).strip():
        raise SystemExit(f"not key=value: {words!r}")
    return {key: value.strip('"') for key, value in PAIR.findall(words)}


def subject_of(passage: Passage, words: str) -> tuple[str, str]:
    """Name and type of a subject written ``NAME`` or ``NAME@c``."""
    name, _, code = words.rpartition("@")
    return (name, TYPES[code]) if name and code in TYPES else (words, passage.type_of(words))


def add_statement(passage: Passage, cells: list[str]) -> None:
    """A line ``key | subject | indicator | value | unit | period | key=value …``."""
    key, who, indicator, value, unit, period, *rest = [*cells, ""][:7]
    subject, kind = subject_of(passage, who)
    more = pairs(rest[0]) if rest else {}
    columns: Row = {
        "subject": subject,
        "subject_type": kind,
        "indicator": indicator,
        "value": value,
        "value_high": more.pop("hi", ""),
        "unit": unit,
        "period": period,
        "comparator": more.pop("cmp", "eq"),
        "status": more.pop("status", "actual"),
        "qualifiers": more,
    }
    for free in ("of",):
        if more.get(free, passage.text).casefold() not in passage.text.casefold():
            raise SystemExit(f"{passage.name}: {more[free]!r} does not stand in the text")
    start, stop = passage.spans.pop(key)
    passage.row("statement", start, stop, **columns)


def add_relation(passage: Passage, cells: list[str]) -> None:
    """A line ``R | subject | relation | object | key=value …``.

    The object may be ``NAME @ words in the text``, or ``NAME#2`` for the second place where it is marked.
    """
    _, subject, relation, thing, *rest = cells
    thing, _, words = (part.strip() for part in thing.partition(" @ "))
    thing, _, nth = thing.partition("#")
    at = [(start, stop) for _, entity, start, stop in passage.names if entity == thing]
    if words:
        if passage.text.count(words) != 1:
            raise SystemExit(f"{passage.name}: {words!r} stands {passage.text.count(words)} times")
        start = passage.text.index(words)
        at = [(start, start + len(words))]
    if not at:
        raise SystemExit(f"{passage.name}: object {thing!r} is not marked")
    more = pairs(rest[0]) if rest else {}
    passage.row("relation", *at[int(nth or 1) - 1], subject=subject, relation=relation, object=thing, qualifiers=more)


def add_cells(passage: Passage) -> None:
    """Rows for the cells of tables in pipes, tabs, commas or HTML; each counts its rows from 0."""
    row = 0
    at = 0
    for line in passage.text.splitlines(keepends=True):
        body = line.rstrip("\n")
        if passage.name.endswith(".csv"):
            edges = [-1, *(m.start() for m in re.finditer(";" if ";" in passage.text else ",", body)), len(body)]
        elif re.fullmatch(r"[|:\- ]+", body):
            at += len(line)
            continue
        elif body.startswith("|") and body.endswith("|"):
            edges = [m.start() for m in re.finditer(r"\|", body)]
        elif "\t" in body:
            edges = [-1, *(m.start() for m in re.finditer("\t", body)), len(body)]
        else:
            edges = []
        for column, (left, right) in enumerate(itertools.pairwise(edges)):
            add_cell(passage, at + left + 1, at + right, row, column)
        row = row + 1 if edges else 0
        at += len(line)
    if passage.name.endswith(".html"):
        add_spanning_cells(passage)


def add_cell(passage: Passage, start: int, stop: int, row: int, column: int) -> None:
    """A row for the cell between two borders, without the blanks around its words."""
    raw = passage.text[start:stop]
    left, right = start + len(raw) - len(raw.lstrip()), stop - len(raw) + len(raw.rstrip())
    passage.row("cell", min(left, right), right, row=row, column=column, text=raw.strip())


def add_spanning_cells(passage: Passage) -> None:
    """Rows for the cells of an HTML table; a cell counts from its first row and column."""
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(re.finditer(r"<tr\b.*?</tr>", passage.text, re.DOTALL)):
        column = 0
        for cell in CELL.finditer(line[0]):
            while (row, column) in taken:
                column += 1
            spans = [re.search(rf"{name}=\"?(\d+)", cell[2]) for name in ("rowspan", "colspan")]
            down, across = (int(span[1]) if span else 1 for span in spans)
            taken |= {(row + r, column + c) for r in range(down) for c in range(across)}
            start, stop = line.start() + cell.start(3), line.start() + cell.end(3)
            more = {key: size for key, size in (("row_span", down), ("column_span", across)) if size > 1}
            passage.row("cell", start, stop, row=row, column=column, text=cell[3], **more)


def read(draft: str) -> list[tuple[str, Passage]]:
    """Language and passage for every ``=== LANGUAGE/FILE`` of a draft."""
    done = []
    for part in re.split(r"^=== ", draft, flags=re.MULTILINE)[1:]:
        head, _, body = part.partition("\n")
        language, _, name = head.strip().partition("/")
        passage = Passage(name)
        marked, _, lines = body.partition("\n---\n")
        while marked.startswith("src:"):
            line, _, marked = marked.partition("\n")
            fact, _, url = line.removeprefix("src:").rpartition(" | ")
            passage.sources.append((fact.strip(), url.strip()))
        unmark(passage, marked.strip("\n") + "\n")
        for line in filter(str.strip, lines.splitlines()):
            cells = [cell.strip() for cell in line.split("|")]
            if cells == ["TABLE"]:
                add_cells(passage)
            elif cells[0] == "R":
                add_relation(passage, cells)
            else:
                add_statement(passage, cells)
        for key, (start, stop) in passage.spans.items():
            if not key.startswith("!"):
                raise SystemExit(f"{name}: #{key} has no line")
            passage.row("none", start, stop)
        for kind, entity, start, stop in passage.names:
            passage.row("mention", start, stop, text=passage.text[start:stop], type=kind, entity=entity)
        if not any(row["of"] == "statement" for row in passage.rows):
            passage.row("none", 0, len(passage.text.rstrip("\n")))
        if not passage.sources:
            raise SystemExit(f"{name}: no source")
        done.append((language, passage))
    return done


def write(split: str, done: list[tuple[str, Passage]]) -> None:
    """Write files, gold lines and sources; rows of files written before are replaced."""
    for language in sorted({language for language, _ in done}):
        folder = HERE / split / language
        folder.mkdir(parents=True, exist_ok=True)
        passages = {passage.name: passage for tongue, passage in done if tongue == language}
        gold = folder / "gold.jsonl"
        old = [json.loads(line) for line in gold.read_text("utf-8").splitlines()] if gold.exists() else []
        rows = [row for row in old if row["file"] not in passages]
        rows += [row for passage in passages.values() for row in passage.rows]
        rows.sort(key=lambda row: (row["file"], row["start"], row["stop"], row["of"], json.dumps(row)))
        gold.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
        for passage in passages.values():
            (folder / passage.name).write_text(passage.text, "utf-8", newline="\n")
    ledger = HERE / split / "sources.csv"
    cited: list[tuple[str, str, str]] = []
    if ledger.exists():
        with ledger.open(encoding="utf-8", newline="") as lines:
            cited = [(row["file"], row["fact"], row["source_url"]) for row in csv.DictReader(lines)]
    files = {f"{language}/{passage.name}" for language, passage in done}
    cited = [row for row in cited if row[0] not in files]
    cited += [(f"{tongue}/{passage.name}", *source) for tongue, passage in done for source in passage.sources]
    with ledger.open("w", encoding="utf-8", newline="") as lines:
        out = csv.writer(lines, lineterminator="\n")
        out.writerow(["file", "fact", "source_url"])
        out.writerows(sorted(set(cited)))


if __name__ == "__main__":
    write(sys.argv[2], read(Path(sys.argv[1]).read_text("utf-8")))
