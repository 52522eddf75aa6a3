"""The weights that tell relations, learned from the marked-up passages in ``dev/`` and the cases in ``tests/cases``.

``python -m tests.quality.train_relations`` writes the kind "relation" of ``nlp/facts/data/weights.json`` and leaves
the others as they are; ``--folds`` only tells how well left-out files are read. ``held/`` is never read.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context

from clustertrace import evaluation
from extract import Document
from gazetteer import Gazetteer
from nlp import SYMMETRIC, observe
from nlp.facts import weighing
from nlp.facts.weighing import Decision
from tests.nlp.facts import related
from tests.quality.learning import Lesson, alike, batch, learn
from tests.quality.marked import Named, marked_names
from tests.quality.train import FOLDS, PROCESSES, WEIGHTS, marked_passages, passage_folds, write

Rows = Sequence[Mapping[str, object]]
PRIORS = {"hand": 1.0}
STRENGTH = 4.0
"""How strongly weights are held to their priors, found by ``--folds``."""
CASES = 8
"""How often a written case counts: each is a way of saying of its own, and passages far outnumber them."""


@dataclass
class PairLesson(Lesson):
    """What may be said of a pair; ``names`` tells where its names come from: found, marked, or a written case."""

    names: str = "found"


def lessons(gazetteer: Gazetteer) -> list[PairLesson]:
    """Every pair of names that may be related, with what the truth says of it."""
    _GIVEN[:] = [gazetteer]
    # Forked, the processes have the gazetteer without a copy being sent.
    with get_context("fork").Pool(PROCESSES) as pool:
        found = pool.map(of_fold, passage_folds(), chunksize=1)
    return [*chain.from_iterable(found), *CASES * [*of_cases(gazetteer)]]


_GIVEN: list[Gazetteer] = []
"""What processes were forked with."""


def of_fold(files: Collection[str]) -> list[PairLesson]:
    """The lessons of some files. One that states relations is read twice, by the names found and by those marked."""
    (gazetteer,) = _GIVEN
    found: list[PairLesson] = []
    for file, path, rows in marked_passages(files):
        document, text = evaluation._read(path)
        found += of_file(file, document, text, rows, gazetteer, None)
        if any(row["of"] == "relation" for row in rows):
            found += of_file(file, document, text, rows, gazetteer, marked_names(document, text, rows, gazetteer))
    return found


def of_file(
    file: str, document: Document, text: str, rows: Rows, gazetteer: Gazetteer, named: Named | None
) -> Iterator[PairLesson]:
    """The lessons of one marked-up file, with the names that are found or with those given."""
    decisions: list[Decision] = []
    findings = observe(document, gazetteer, decisions=decisions, named=named)
    known = evaluation._Names(gazetteer)
    places = [
        evaluation._as_found(document, text, item.place, evaluation._mention_columns(item, known))
        for item in findings.mentions
        if item.place
    ]
    known.hear(rows, places)
    entities = {entity.id: entity.name for entity in findings.entities}
    true = [row for row in rows if row["of"] == "relation"]
    for decision in (one for one in decisions if one.kind == "relation"):
        block, row, column, start, stop = decision.place
        raw = document.reading(block, row, column).raw_span(start, stop)
        span = evaluation._in_source(document, text, document.place(block, *raw, row, column))
        right = _right(decision, true, span, known, entities)
        if right is not None:
            yield PairLesson(file, [one.parts for one in decision.options], right, "marked" if named else "found")


def _right(
    decision: Decision, true: Rows, span: tuple[int, int], known: evaluation._Names, entities: Mapping[str, str]
) -> list[bool] | None:
    """Which options are true; none of them teaches anything where the pair's relation is marked elsewhere."""
    right, elsewhere = [], False
    for option in decision.options:
        rows = [row for row in true if _agrees(option.says, row, known, entities)]
        right.append(bool(rows) and (option.says[-1] == "far" or any(_meets(row, span) for row in rows)))
        elsewhere = elsewhere or bool(rows)
    if elsewhere and not any(right):
        return None
    right[0] = not any(right)
    return right


def _agrees(
    says: tuple[str, ...], row: Mapping[str, object], known: evaluation._Names, entities: Mapping[str, str]
) -> bool:
    relation, subject, other, words, _ = says

    def same(wanted: str, identity: str) -> bool:
        return known.same(wanted, {"entity": identity, "name": entities.get(identity, "")})

    if relation != row["relation"]:
        return False
    if not other:
        return same(str(row["subject"]), subject) and evaluation._as_words(row, words)
    sides = [(subject, other), (other, subject)] if relation in SYMMETRIC else [(subject, other)]
    return any(same(str(row["subject"]), one) and same(str(row["object"]), two) for one, two in sides)


def _meets(row: Mapping[str, object], span: tuple[int, int]) -> bool:
    return int(str(row["start"])) < span[1] and span[0] < int(str(row["stop"]))


def of_cases(gazetteer: Gazetteer) -> Iterator[PairLesson]:
    """What the written cases teach."""
    for language in ("en", "ru", "uk"):
        for number, case in enumerate(related.read(f"relations_{language}")):
            decisions: list[Decision] = []
            observe(case.document, gazetteer, decisions=decisions, named=(case.mentions, case.entities))
            names = {entity.id: entity.name for entity in case.entities}
            for decision in (one for one in decisions if one.kind == "relation"):
                right = [related.true(case, option.says, names) for option in decision.options]
                right[0] = not any(right)
                yield PairLesson(f"{language}/{number}", [one.parts for one in decision.options], right, "case")


def folds(taught: Sequence[PairLesson], strengths: Sequence[float]) -> None:
    """Print how well relations of left-out files are told from what is none, by strength and least likelihood."""
    files = sorted({one.file for one in taught})
    true = {names: sum(not one.right[0] for one in taught if one.names == names) for names in ("found", "marked")}
    all_taught = batch(taught)
    for held in strengths:
        told: list[tuple[str, float, bool]] = []
        for fold in range(FOLDS):
            out = set(files[fold::FOLDS])
            weights = learn(all_taught.without(out), PRIORS, alike(held))
            told += [(one.names, *_likeliest(one, weights)) for one in taught if one.file in out]
        for least in (0.4, 0.5, 0.6, 0.7, 0.8):
            for names, number in true.items():
                found = [right for kind, share, right in told if kind == names and share >= least]
                print(held, least, names, f"right {sum(found)} of {len(found)}, true {number}")  # noqa: T201


def _likeliest(one: PairLesson, weights: Mapping[str, float]) -> tuple[float, bool]:
    """How likely the best of a pair's relations is, and whether the truth has it."""
    scores = [
        sum(weights.get(name, 0.0) * size for part in option for name, size in part.items()) for option in one.options
    ]
    shares = weighing.likely(scores)
    best = max(range(1, len(shares)), key=lambda index: shares[index])
    return shares[best], one.right[best]


def main() -> None:
    """Learn and write, or measure by folds."""
    taught = lessons(Gazetteer.load())
    if "--folds" in sys.argv:
        folds(taught, (0.3, 1.0, 3.0))
        return
    counts = {name: rows for name, rows in json.loads(WEIGHTS.read_text("utf-8")).items() if name != "weights"}
    write({"relation": learn(batch(taught), PRIORS, alike(STRENGTH))}, counts)


if __name__ == "__main__":
    main()
