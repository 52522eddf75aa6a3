"""Learns to tell clusters from the places they share a name with, from ``tests/quality/dev`` and made-up cases.

    python -m benchmarks.senses [--write] [--wrong]

Prints what the weights get right on passages they were not learned from (every tenth left out in turn); ``--write``
writes ``nlp/names/data/senses.tsv`` anew from all passages. The same passages give the same weights, to the last digit.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import exp
from pathlib import Path

from benchmarks.names import CASES, read_cases
from extract import decode_text, read_document
from extract.document import Document
from gazetteer import Entity, Gazetteer
from nlp.names.choice import Surroundings
from nlp.names.document import Part, parts
from nlp.names.recogniser import find
from nlp.names.senses import BIAS, Senses, Spot, clues, learned

ROOT = Path(__file__).parent.parent
DEV = ROOT / "tests" / "quality" / "dev"
SHORT = (*CASES.glob("*.txt"), *(ROOT / "benchmarks" / "senses_cases").glob("*.txt"))
WEIGHTS = ROOT / "nlp" / "names" / "data" / "senses.tsv"
_ROUNDS = 400
_STEP = 0.5
_DECAY = 0.01
_RAREST = 2
_FOLDS = 10
_KINDS = ("cluster", "city", "country")


@dataclass(frozen=True, slots=True)
class Case:
    """One name that may mean a cluster or a place: its passage, words, clues, and whether the cluster is meant."""

    passage: str
    words: str
    clues: frozenset[str]
    cluster: bool


@dataclass(frozen=True, slots=True)
class Noting(Senses):
    """Decides as learned, and notes what it was asked."""

    asked: list[tuple[Spot, frozenset[str]]] = field(default_factory=list)

    def cluster(self, spot: Spot, entities: tuple[Entity, ...], named: frozenset[str]) -> float:
        """The probability that the cluster is meant."""
        self.asked.append((spot, clues(spot, entities, named)))
        return super(Noting, self).cluster(spot, entities, named)


def cases(gold: Path, gazetteer: Gazetteer) -> Iterator[Case]:
    """The cases of the passages of one gold file; names that are neither city nor cluster are left out."""
    marked: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    for row in map(json.loads, gold.read_text("utf-8").splitlines()):
        if row["of"] == "mention":
            marked[row["file"]][row["start"], row["stop"]] = row["type"]
    for name in sorted({path.name for path in gold.parent.iterdir()} - {gold.name}):
        path = gold.parent / name
        document, source = read_document(path, name=name), decode_text(path.read_bytes())
        around = Surroundings(document.language, senses=Noting(learned().weights))
        for part in parts(document, around):
            around.senses = noting = Noting(learned().weights)
            find(part.reading.text, around, gazetteer)
            for spot, said in noting.asked:
                start = _in_source(document, part, spot, source)
                kind = marked[name].get((start, start + spot.stop - spot.start))
                if kind in _KINDS:
                    yield Case(f"{gold.parent.name}/{name}", spot.text[spot.start : spot.stop], said, kind == "cluster")


def short_cases(path: Path, gazetteer: Gazetteer) -> Iterator[Case]:
    """The cases of one file of the notation that ``tests/nlp/names/cases`` explains."""
    for number, (text, marks) in enumerate(read_cases(path)):
        noting = Noting(learned().weights)
        find(text, Surroundings(path.stem, senses=noting), gazetteer)
        kinds = {(start, stop): kind for start, stop, kind, _ in marks}
        for spot, said in noting.asked:
            kind = kinds.get((spot.start, spot.stop))
            if kind in _KINDS:
                yield Case(f"{path.name}:{number}", text[spot.start : spot.stop], said, kind == "cluster")


def _in_source(document: Document, part: Part, spot: Spot, source: str) -> int:
    """Where the name stands in the file; -1 where it cannot be told."""
    block = document.blocks[part.block]
    words = spot.text[spot.start : spot.stop]
    earlier = spot.text[: spot.start].count(words)
    begin = block.source_start or 0
    if part.row is not None and block.table is not None:
        for cell in block.table.cells:
            if (cell.row, cell.column) == (part.row, part.column):
                break
            earlier += cell.text.count(words)
    at = begin - 1
    for _ in range(earlier + 1):
        at = source.find(words, at + 1)
        if at < 0:
            return -1
    return at


def fit(given: Sequence[Case]) -> dict[str, float]:
    """The weights that make the cases likeliest, small ones preferred: gradient steps over all cases at once."""
    often = Counter(clue for case in given for clue in case.clues)
    names = sorted(clue for clue, count in often.items() if count >= _RAREST)
    weights = dict.fromkeys(names, 0.0)
    for _ in range(_ROUNDS):
        slope = {name: -_DECAY * len(given) / 10 * weights[name] if name != BIAS else 0.0 for name in names}
        for case in given:
            error = case.cluster - _likely(weights, case)
            for clue in case.clues & weights.keys():
                slope[clue] += error
        for name in names:
            weights[name] += _STEP / len(given) * 4 * slope[name]
    return weights


def _likely(weights: dict[str, float], case: Case) -> float:
    return 1 / (1 + exp(-sum(weights.get(clue, 0.0) for clue in sorted(case.clues))))


def crossed(given: Sequence[Case], always: Sequence[Case]) -> list[tuple[Case, float]]:
    """Every given case with its likelihood by weights learned from the other passages and from ``always``."""
    passages = sorted({case.passage for case in given})
    judged = []
    for fold in range(_FOLDS):
        left_out = set(passages[fold::_FOLDS])
        weights = fit([*always, *(case for case in given if case.passage not in left_out)])
        judged += [(case, _likely(weights, case)) for case in given if case.passage in left_out]
    return judged


def main() -> None:
    """Learn, judge by leaving passages out, and write the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the weights learned from all passages")
    parser.add_argument("--wrong", action="store_true", help="print the names judged wrong")
    asked = parser.parse_args()
    gazetteer = Gazetteer.load()
    given = [case for gold in sorted(DEV.glob("*/gold.jsonl")) for case in cases(gold, gazetteer)]
    short = [case for path in sorted(SHORT) for case in short_cases(path, gazetteer)]
    judged = crossed(given, short)
    wrong = [(case, likely) for case, likely in judged if (likely > 0.5) != case.cluster]
    print(f"{len(given)} names, {sum(case.cluster for case in given)} of them clusters; "
          f"{1 - len(wrong) / len(given):.3f} right when left out")  # fmt: skip
    for case, likely in wrong if asked.wrong else ():
        print(f"{case.passage} {case.words!r} cluster={case.cluster} {likely:.2f} {sorted(case.clues)}")
    if asked.write:
        lines = [f"{name}\t{weight:.4f}" for name, weight in sorted(fit([*short, *given]).items())]
        head = "# Weights of the clues in nlp/names/senses.py; made by `python -m benchmarks.senses --write`.\n"
        WEIGHTS.write_text(head + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
