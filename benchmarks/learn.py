"""Learns the weights of the clues by which names are told apart, from ``tests/quality/dev`` and made-up cases.

    python -m benchmarks.learn [--write] [--wrong]

Prints what the weights get right on passages they were not learned from (every tenth left out in turn); ``--write``
writes ``senses.tsv``, ``kinds.tsv``, ``placing.tsv`` and ``chains.tsv`` in ``nlp/names/data`` anew from all passages.
The same passages give the same weights.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.chain_learning import MarkedChain, chain_folds, fit_chains, listed_chains
from benchmarks.learning import Case, crossed, fit
from benchmarks.names import CASES, read_cases
from extract import decode_text, read_document
from extract.document import Document
from gazetteer import Gazetteer, wording
from nlp.names import dividing, placing, senses, unexplained
from nlp.names.chains import Chain
from nlp.names.choice import Surroundings
from nlp.names.dividing import OTHER, Divider, Way
from nlp.names.document import Part, parts
from nlp.names.placing import Placing
from nlp.names.plausibility import Grounds, plausible
from nlp.names.reading import Candidate, candidates, place_words
from nlp.names.recogniser import find
from nlp.names.senses import Senses, Spot
from nlp.names.stretch_clues import looks_like_person
from nlp.names.stretches import Stretch
from nlp.names.unexplained import NOTHING, Kinds, decided
from nlp.names.weighing import Weights, read_weights, write_weights

ROOT = Path(__file__).parent.parent
DEV = ROOT / "tests" / "quality" / "dev"
SHORT = (*CASES.glob("*.txt"), *(ROOT / "benchmarks" / "learning_cases").glob("*.txt"))
PLACE = "place"
SENSES = (senses.CLUSTER, PLACE)
PLACING = (placing.PLACE, placing.WORD)
KINDS = (NOTHING, "organisation", "programme", "cluster", "person", "region", "city", "ranking")
SENSES_DECAY = 0.003
PLACING_DECAY = 0.001
KINDS_DECAY = 0.001
CHAINS_DECAY = 0.6
_BLANK = Weights(SENSES, {})
_PLACED = ("country", "region", "city", "cluster")
_SIDE = 200
_NO_KINDS = Weights(KINDS, {"always": (1.0, *(0.0 for _ in KINDS[1:]))})
Marks = Mapping[tuple[int, int], str]


@dataclass(slots=True)
class Notes:
    """What was asked about one text: spans with their clues."""

    spots: list[tuple[int, int, frozenset[str]]] = field(default_factory=list)
    stretches: list[tuple[int, int, frozenset[str]]] = field(default_factory=list)
    places: list[tuple[int, int, frozenset[str]]] = field(default_factory=list)
    chains: list[tuple[Chain, tuple[frozenset[str], ...]]] = field(default_factory=list)

    def spans(self) -> list[tuple[int, int]]:
        """The spans of all that was asked about."""
        asked = [(start, stop) for start, stop, _ in (*self.spots, *self.stretches, *self.places)]
        return asked + [(one.start, one.stop) for chain, _ in self.chains for one in chain.segments]


class NotingSenses(Senses):
    """Decides as learned, and notes what it was asked."""

    def __init__(self, weights: Weights, notes: Notes) -> None:
        super().__init__(weights)
        self._notes = notes

    def cluster(self, spot: Spot, clues: frozenset[str]) -> float:
        """The probability that the cluster is meant."""
        self._notes.spots.append((spot.start, spot.stop, clues))
        return super().cluster(spot, clues)


class NotingPlacing(Placing):
    """Decides as learned, and notes what it was asked."""

    def __init__(self, notes: Notes) -> None:
        super().__init__(read_weights(placing.WEIGHTS) if placing.WEIGHTS.exists() else placing.NO_WEIGHTS)
        self._notes = notes

    def named(self, candidate: Candidate, clues: frozenset[str]) -> bool:
        """Whether it is the place."""
        self._notes.places.append((candidate.start, candidate.stop, clues))
        return super().named(candidate, clues)


class NotingKinds(Kinds):
    """Finds nothing, and notes what it was asked."""

    def __init__(self, notes: Notes) -> None:
        super().__init__(_NO_KINDS)
        self._notes = notes

    def of(self, stretch: Stretch, clues: frozenset[str]) -> tuple[str, float]:
        """Nothing, surely."""
        self._notes.stretches.append((stretch.start, stretch.stop, clues))
        return super().of(stretch, clues)


class NotingDivider(Divider):
    """Leaves the names as they were found, and notes what it was asked."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def divided(self, chain: Chain, clues: Sequence[frozenset[str]]) -> tuple[Way, ...]:
        """The names found."""
        self._notes.chains.append((chain, tuple(clues)))
        return tuple(Way(one, _chain_kind(one.found.type), 1.0) for one in chain.segments if one.found is not None)


def _chain_kind(kind: str) -> str:
    return kind if kind in dividing.KINDS else OTHER


def noting(around: Surroundings) -> Notes:
    """Notes that fill while names are found with these surroundings."""
    notes = Notes()
    learned = read_weights(senses.WEIGHTS) if senses.WEIGHTS.exists() else _BLANK
    around.senses, around.kinds = NotingSenses(learned, notes), NotingKinds(notes)
    around.divider, around.placing = NotingDivider(notes), NotingPlacing(notes)
    return notes


def asked(passage: str, text: str, notes: Notes, marks: Marks, offset: Mapping[int, int]) -> Iterator[tuple[str, Case]]:
    """The cases of one text, each with the table it is for; ``offset``: where spans start in the file."""
    for start, stop, said in notes.spots:
        at = offset.get(start, -1)
        kind = marks.get((at, at + stop - start))
        if kind in ("cluster", "city", "country"):
            yield "senses", Case(passage, text[start:stop], said, senses.CLUSTER if kind == "cluster" else PLACE)
    for start, stop, said in notes.places:
        at = offset.get(start, -1)
        kind = marks.get((at, at + stop - start))
        within = any(a < at + stop - start and at < b for a, b in marks)
        if at >= 0 and (kind in _PLACED or not within):
            yield "placing", Case(passage, text[start:stop], said, placing.PLACE if within else placing.WORD)
    for start, stop, said in notes.stretches:
        at = offset.get(start, -1)
        kind = marks.get((at, at + stop - start), NOTHING)
        partly = any(
            a < at + stop - start and at < b and k not in ("city", "country", "region") for (a, b), k in marks.items()
        )
        if at >= 0 and (kind != NOTHING or not partly):
            unmarked = "person" if looks_like_person(said) else NOTHING
            yield "kinds", Case(passage, text[start:stop], said, kind if kind in KINDS else unmarked)


def marked_chains(
    passage: str, text: str, notes: Notes, marks: Marks, offset: Mapping[int, int]
) -> Iterator[MarkedChain]:
    """The chains of one text with their marks; those in which a mark fits no segment are left out."""
    for chain, clues in notes.chains:
        spans = [(offset.get(one.start, -1), one.stop - one.start) for one in chain.segments]
        first, last = min(at for at, _ in spans), max(at + length for at, length in spans)
        there = {(start, stop - start) for start, stop in marks if start < last and first < stop}
        if first >= 0 and there <= set(spans):
            kinds: dict[int, str] = {}
            taken: set[int] = set()
            for number in sorted(range(len(spans)), key=lambda number: -spans[number][1]):
                words = range(chain.segments[number].first, chain.segments[number].last)
                if spans[number] in there and taken.isdisjoint(words):
                    at, length = spans[number]
                    kinds[number] = _chain_kind(marks[at, at + length])
                    taken.update(words)
            words = text[chain.segments[0].start : chain.segments[-1].stop]
            yield MarkedChain(passage, words, chain, clues, kinds)


@dataclass(slots=True)
class Learned:
    """All that was asked about the passages of one sort."""

    cases: list[tuple[str, Case]] = field(default_factory=list)
    chains: list[MarkedChain] = field(default_factory=list)
    _small: set[tuple[str, str]] = field(default_factory=set)

    def take(self, passage: str, text: str, notes: Notes, marks: Marks, offset: Mapping[int, int]) -> None:
        """Add what was asked about one text."""
        self.cases += asked(passage, text, notes, marks, offset)
        self.chains += marked_chains(passage, text, notes, marks, offset)

    def take_small(self, passage: str, text: str, language: str, gazetteer: Gazetteer) -> None:
        """Add words that are written small, though places are called so, as they would look with a capital.

        Each is taken once as a word inside its sentence and once as one that opens it.
        """
        worded = wording(text)
        for hit in gazetteer.find(worded):
            start, stop = worded.starts[hit.first], worded.stops[hit.first]
            word = worded.words[hit.first]
            if hit.last == hit.first + 1 and text[start].islower() and (language, word) not in self._small:
                self._small.add((language, word))
                inside = text[max(0, start - _SIDE) : start], text[start:stop].capitalize() + text[stop : stop + _SIDE]
                for before, behind in (inside, ("", inside[1])):
                    for said in _said_of_small(before, behind, language, gazetteer):
                        self.cases.append(("placing", Case(passage, word, said, placing.WORD)))

    def of(self, table: str) -> list[Case]:
        """The cases for one table."""
        return [case for name, case in self.cases if name == table]


def _said_of_small(before: str, behind: str, language: str, gazetteer: Gazetteer) -> Iterator[frozenset[str]]:
    """What is asked about the first word of what stands ``behind``."""
    text = wording(before + behind)
    possible = candidates(text, gazetteer, language)
    notes = Notes()
    grounds = Grounds(language, set(), place_words(possible).all, NotingPlacing(notes))
    for candidate in possible:
        if candidate.start == len(before) and candidate.last == candidate.first + 1:
            plausible(text, candidate, grounds)
    return (said for _, _, said in notes.places)


def take_dev(gold: Path, gazetteer: Gazetteer, learned: Learned) -> None:
    """Add the cases of the passages of one gold file."""
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
            offset = {start: _in_source(document, part, start, stop, source) for start, stop in notes.spans()}
            learned.take(f"{gold.parent.name}/{name}", text, notes, marked[name], offset)
            learned.take_small(f"{gold.parent.name}/{name}", text, around.language, gazetteer)


def take_short(path: Path, gazetteer: Gazetteer, learned: Learned) -> None:
    """Add the cases of one file of the notation that ``tests/nlp/names/cases`` explains."""
    for number, (text, marks) in enumerate(read_cases(path)):
        around = Surroundings(path.stem[:2])
        notes = noting(around)
        find(text, around, gazetteer)
        kinds = {(start, stop): kind for start, stop, kind, _ in marks}
        offset = {at: at for at in range(len(text))}
        learned.take(f"{path.parent.name}/{path.name}:{number}", text, notes, kinds, offset)


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


def report_chains(given: Sequence[MarkedChain], always: Sequence[MarkedChain]) -> None:
    """Print how the names in chains agree with the marks where the passage was left out of learning, by kind."""
    right, true, found = Counter[str](), Counter[str](), Counter[str]()
    for fold in chain_folds(given):
        learned_from = [*always, *(one for one in given if one.passage not in fold)]
        divider = Divider(fit_chains(learned_from, CHAINS_DECAY))
        for one in given:
            if one.passage in fold:
                wanted = {(one.chain.segments[number], kind) for number, kind in one.kinds.items()}
                got = {(way.segment, way.kind) for way in divider.divided(one.chain, one.clues)}
                true.update(kind for _, kind in wanted)
                found.update(kind for _, kind in got)
                right.update(kind for _, kind in wanted & got)
    print(f"chains: {len(given)} with {sum(true.values())} names")
    for kind in sorted(true | found):
        print(f"  {kind}: {right[kind]} right of {true[kind]} true and {found[kind]} found when left out")


def main() -> None:
    """Learn, judge by leaving passages out, and write the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the weights learned from all passages")
    parser.add_argument("--wrong", action="store_true", help="print the cases judged wrong")
    given = parser.parse_args()
    gazetteer = Gazetteer.load()
    long, short = Learned(), Learned()
    for gold in sorted(DEV.glob("*/gold.jsonl")):
        take_dev(gold, gazetteer, long)
    for path in sorted(SHORT):
        take_short(path, gazetteer, short)
    comment = "Weights of the clues by class; made by `python -m benchmarks.learn --write`."
    for table, classes, decay, path in (
        ("senses", SENSES, SENSES_DECAY, senses.WEIGHTS),
        ("kinds", KINDS, KINDS_DECAY, unexplained.WEIGHTS),
        ("placing", PLACING, PLACING_DECAY, placing.WEIGHTS),
    ):
        of_dev, made_up = long.of(table), short.of(table)
        report(table, crossed(of_dev, made_up, classes, decay), wrong=given.wrong)
        if given.write:
            write_weights(path, fit([*of_dev, *made_up], classes, decay), comment)
    always = [*short.chains, *listed_chains(gazetteer)]
    report_chains(long.chains, always)
    if given.write:
        write_weights(dividing.WEIGHTS, fit_chains([*always, *long.chains], CHAINS_DECAY), comment)


if __name__ == "__main__":
    main()
