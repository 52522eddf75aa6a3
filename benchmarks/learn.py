"""Learns the weights of the clues by which names are told apart, from ``tests/quality/dev`` and made-up cases.

    python -m benchmarks.learn [--write] [--wrong]

Prints what the weights get right on passages they were not learned from (every tenth left out in turn); ``--write``
writes ``nlp/names/data/senses.tsv`` and ``kinds.tsv`` anew from all passages. The same passages give the same weights.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.learning import Case, crossed, fit
from benchmarks.names import CASES, read_cases
from extract import decode_text, read_document
from extract.document import Document
from gazetteer import Gazetteer
from nlp.names import senses, unexplained
from nlp.names.choice import Surroundings
from nlp.names.document import Part, parts
from nlp.names.recogniser import find
from nlp.names.senses import Senses, Spot
from nlp.names.unexplained import NOTHING, Kinds, Stretch, decided
from nlp.names.weighing import Weights, read_weights, write_weights

ROOT = Path(__file__).parent.parent
DEV = ROOT / "tests" / "quality" / "dev"
SHORT = (*CASES.glob("*.txt"), *(ROOT / "benchmarks" / "learning_cases").glob("*.txt"))
PLACE = "place"
SENSES = (senses.CLUSTER, PLACE)
KINDS = (NOTHING, "organisation", "programme", "cluster", "person", "region", "city", "ranking")
SENSES_DECAY = 0.003
KINDS_DECAY = 0.001
_BLANK = Weights(SENSES, {})
_NO_KINDS = Weights(KINDS, {"always": (1.0, *(0.0 for _ in KINDS[1:]))})
Marks = Mapping[tuple[int, int], str]


@dataclass(slots=True)
class Notes:
    """What was asked about one text: spans with their clues."""

    spots: list[tuple[int, int, frozenset[str]]] = field(default_factory=list)
    stretches: list[tuple[int, int, frozenset[str]]] = field(default_factory=list)


class NotingSenses(Senses):
    """Decides as learned, and notes what it was asked."""

    def __init__(self, weights: Weights, notes: Notes) -> None:
        super().__init__(weights)
        self._notes = notes

    def cluster(self, spot: Spot, clues: frozenset[str]) -> float:
        """The probability that the cluster is meant."""
        self._notes.spots.append((spot.start, spot.stop, clues))
        return super().cluster(spot, clues)


class NotingKinds(Kinds):
    """Finds nothing, and notes what it was asked."""

    def __init__(self, notes: Notes) -> None:
        super().__init__(_NO_KINDS)
        self._notes = notes

    def of(self, stretch: Stretch, clues: frozenset[str]) -> tuple[str, float]:
        """Nothing, surely."""
        self._notes.stretches.append((stretch.start, stretch.stop, clues))
        return super().of(stretch, clues)


def noting(around: Surroundings) -> Notes:
    """Notes that fill while names are found with these surroundings."""
    notes = Notes()
    learned = read_weights(senses.WEIGHTS) if senses.WEIGHTS.exists() else _BLANK
    around.senses, around.kinds = NotingSenses(learned, notes), NotingKinds(notes)
    return notes


def asked(passage: str, text: str, notes: Notes, marks: Marks, offset: Mapping[int, int]) -> Iterator[tuple[str, Case]]:
    """The cases of one text, each with the table it is for; ``offset``: where spans start in the file."""
    for start, stop, said in notes.spots:
        at = offset.get(start, -1)
        kind = marks.get((at, at + stop - start))
        if kind in ("cluster", "city", "country"):
            yield "senses", Case(passage, text[start:stop], said, senses.CLUSTER if kind == "cluster" else PLACE)
    for start, stop, said in notes.stretches:
        at = offset.get(start, -1)
        kind = marks.get((at, at + stop - start), NOTHING)
        partly = any(
            a < at + stop - start and at < b and k not in ("city", "country", "region") for (a, b), k in marks.items()
        )
        if at >= 0 and (kind != NOTHING or not partly):
            yield "kinds", Case(passage, text[start:stop], said, kind if kind in KINDS else NOTHING)


def dev_cases(gold: Path, gazetteer: Gazetteer) -> Iterator[tuple[str, Case]]:
    """The cases of the passages of one gold file."""
    marked: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    for row in map(json.loads, gold.read_text("utf-8").splitlines()):
        if row["of"] == "mention":
            marked[row["file"]][row["start"], row["stop"]] = row["type"]
    for name in sorted({path.name for path in gold.parent.iterdir()} - {gold.name}):
        path = gold.parent / name
        document, source = read_document(path, name=name), decode_text(path.read_bytes())
        around = Surroundings(document.language)
        for part in parts(document, around):
            text, notes = part.reading.text, noting(around)
            find(text, around, gazetteer)
            spans = [(start, stop) for start, stop, _ in (*notes.spots, *notes.stretches)]
            offset = {start: _in_source(document, part, start, stop, source) for start, stop in spans}
            yield from asked(f"{gold.parent.name}/{name}", text, notes, marked[name], offset)


def short_cases(path: Path, gazetteer: Gazetteer) -> Iterator[tuple[str, Case]]:
    """The cases of one file of the notation that ``tests/nlp/names/cases`` explains."""
    for number, (text, marks) in enumerate(read_cases(path)):
        around = Surroundings(path.stem)
        notes = noting(around)
        find(text, around, gazetteer)
        kinds = {(start, stop): kind for start, stop, kind, _ in marks}
        yield from asked(f"{path.name}:{number}", text, notes, kinds, {at: at for at in range(len(text))})


def _in_source(document: Document, part: Part, start: int, stop: int, source: str) -> int:
    """Where the words of a span stand in the file; -1 where it cannot be told."""
    block = document.blocks[part.block]
    words = part.reading.text[start:stop]
    earlier = part.reading.text[:start].count(words)
    if part.row is not None and block.table is not None:
        for cell in block.table.cells:
            if (cell.row, cell.column) == (part.row, part.column):
                break
            earlier += cell.text.count(words)
    at = (block.source_start or 0) - 1
    for _ in range(earlier + 1):
        at = source.find(words, at + 1)
        if at < 0:
            return -1
    return at


def report(table: str, judged: Sequence[tuple[Case, dict[str, float]]], *, wrong: bool) -> None:
    """Print how many cases of a table were judged right, by class."""
    right, true, found = Counter[str](), Counter[str](), Counter[str]()
    for case, shares in judged:
        kind = decided(shares)[0] if NOTHING in shares else max(shares, key=lambda name: shares[name])
        true[case.kind] += 1
        found[kind] += 1
        right[kind] += kind == case.kind
        if wrong and kind != case.kind:
            said = " · ".join(sorted(case.clues))
            print(f"{case.passage} {case.words!r} is {case.kind}, taken for {kind} {shares[kind]:.2f}: {said}")
    print(f"{table}: {sum(right.values()) / max(1, len(judged)):.3f} of {len(judged)} right when left out")
    for kind in sorted(true):
        print(f"  {kind}: {right[kind]} right of {true[kind]} true and {found[kind]} found")


def main() -> None:
    """Learn, judge by leaving passages out, and write the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the weights learned from all passages")
    parser.add_argument("--wrong", action="store_true", help="print the cases judged wrong")
    given = parser.parse_args()
    gazetteer = Gazetteer.load()
    long = [case for gold in sorted(DEV.glob("*/gold.jsonl")) for case in dev_cases(gold, gazetteer)]
    short = [case for path in sorted(SHORT) for case in short_cases(path, gazetteer)]
    for table, classes, decay, path in (
        ("senses", SENSES, SENSES_DECAY, senses.WEIGHTS),
        ("kinds", KINDS, KINDS_DECAY, unexplained.WEIGHTS),
    ):
        of_dev = [case for name, case in long if name == table]
        made_up = [case for name, case in short if name == table]
        report(table, crossed(of_dev, made_up, classes, decay), wrong=given.wrong)
        if given.write:
            comment = "Weights of the clues by class; made by `python -m benchmarks.learn --write`."
            write_weights(path, fit([*of_dev, *made_up], classes, decay), comment)


if __name__ == "__main__":
    main()
