"""The weights that read values, learned from the marked-up passages in ``dev/``.

``python -m tests.quality.train`` writes ``nlp/facts/data/weights.json``; ``--folds`` only tells how well weights
learned on four fifths of the files read the fifth that was left out. The same passages give the same weights, to
the byte. ``held/`` is never read.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from clustertrace import evaluation
from extract import Document
from gazetteer import Gazetteer
from nlp import Findings, observe
from nlp.facts import weighing
from nlp.facts.weighing import Decision, Kind

HERE = Path(__file__).parent
WEIGHTS = Path(weighing.__file__).parent / "data" / "weights.json"
GOLDS = [HERE / "dev" / language / "gold.jsonl" for language in ("en", "ru", "uk")]
PRIORS: dict[Kind, dict[str, float]] = {
    "reading": {"hand choice": 1.0, "hand subject": 0.8},
    "period": {"hand": 1.0},
}
"""Scores set by hand keep their say where no passage speaks against them."""
ROUNDS = 2
"""What is read first changes what can be read next: decisions are taken down again with the new weights."""
STEPS, RATE = 400, 0.05
STRENGTH: dict[Kind, float] = {"reading": 1.0, "period": 1.0}
"""How strongly weights are held to their priors, found by ``--folds``."""
SMALLEST = 0.005


@dataclass
class Lesson:
    """One decision with the options that the truth agrees with; ``file`` keeps folds apart."""

    file: str
    options: list[Mapping[str, float]]
    right: list[bool]


@dataclass
class Batch:
    """Lessons as arrays: features of options, options of lessons."""

    names: list[str]
    feature: np.ndarray
    size: np.ndarray
    option: np.ndarray
    lesson: np.ndarray
    right: np.ndarray
    starts: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=int))


def lessons(gazetteer: Gazetteer) -> dict[Kind, list[Lesson]]:
    """Every decision of the marked-up passages whose right answer was among the options."""
    found: dict[Kind, list[Lesson]] = defaultdict(list)
    for gold in GOLDS:
        for name, rows in evaluation._by_file(gold).items():
            document, text = evaluation._read(gold.parent / name)
            decisions: list[Decision] = []
            findings = observe(document, gazetteer, decisions=decisions)
            true = [row for row in rows if row["of"] == "statement"]
            known = _Known(gazetteer, rows, findings, document, text)
            for decision in decisions:
                lesson = _lesson(f"{gold.parent.name}/{name}", decision, true, known)
                if lesson is not None:
                    found[decision.kind].append(lesson)
    return found


class _Known:
    """Names and places of one file, compared as the evaluation compares them."""

    def __init__(self, gazetteer, rows, findings: Findings, document: Document, text: str):
        self.document, self.text = document, text
        self.names = evaluation._Names(gazetteer)
        mentions = [
            evaluation._as_found(document, text, item.place, evaluation._mention_columns(item, self.names))
            for item in findings.mentions
            if item.place
        ]
        self.names.hear(rows, mentions)
        self.entities = {entity.id: entity.name for entity in findings.entities}

    def same(self, wanted: str, identity: str) -> bool:
        return self.names.same(wanted, {"entity": identity, "name": self.entities.get(identity, "")})

    def span(self, decision: Decision) -> tuple[int, int]:
        block, row, column, start, stop = decision.place
        raw = self.document.reading(block, row, column).raw_span(start, stop)
        return evaluation._in_source(self.document, self.text, self.document.place(block, *raw, row, column))


def _lesson(file: str, decision: Decision, true: Sequence[Mapping[str, object]], known: _Known) -> Lesson | None:
    start, stop = known.span(decision)
    rows = [row for row in true if int(str(row["start"])) < stop and start < int(str(row["stop"]))]
    right = [any(_agrees(decision.kind, option.says, row, known) for row in rows) for option in decision.options]
    if not any(right) or len(decision.options) < 2:
        return None
    return Lesson(file, [option.features for option in decision.options], right)


def _agrees(kind: Kind, says: tuple[str, ...], row: Mapping[str, object], known: _Known) -> bool:
    if kind == "period":
        return says[0] == row["period"]
    slug, unit, *subjects = says
    if slug != row["indicator"] or unit != row["unit"]:
        return False
    return any(known.same(str(row["subject"]), subject) for subject in subjects)


def batch(taught: Sequence[Lesson], names: Sequence[str] | None = None) -> Batch:
    """Lessons as arrays; features beyond ``names`` are left out when given."""
    listed = list(names) if names is not None else sorted({n for t in taught for o in t.options for n in o})
    index = {name: at for at, name in enumerate(listed)}
    feature, size, option, lesson, right = [], [], [], [], []
    for number, one in enumerate(taught):
        for features, is_right in zip(one.options, one.right, strict=True):
            for name, amount in features.items():
                if name in index:
                    feature.append(index[name])
                    size.append(amount)
                    option.append(len(right))
            right.append(is_right)
            lesson.append(number)
    return Batch(
        listed, np.array(feature), np.array(size), np.array(option), np.array(lesson), np.array(right, dtype=bool)
    )


def learn(kind: Kind, taught: Sequence[Lesson], strength: float) -> dict[str, float]:
    """Weights under which the right options are likeliest, held to the priors by ``strength``."""
    rows = batch(taught)
    prior = np.array([PRIORS[kind].get(name, 0.0) for name in rows.names])
    weights, first, second = prior.copy(), np.zeros_like(prior), np.zeros_like(prior)
    for step in range(1, STEPS + 1):
        share = _shares(rows, weights)
        wanted = np.where(rows.right, share, 0.0)
        wanted /= np.bincount(rows.lesson, weights=wanted)[rows.lesson]
        slope = np.bincount(rows.feature, weights=rows.size * (share - wanted)[rows.option], minlength=len(prior))
        slope += strength * (weights - prior)
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return dict(zip(rows.names, weights.tolist(), strict=True))


def _shares(rows: Batch, weights: np.ndarray) -> np.ndarray:
    scores = np.bincount(rows.option, weights=rows.size * weights[rows.feature], minlength=len(rows.right))
    top = np.full(rows.lesson[-1] + 1, -np.inf)
    np.maximum.at(top, rows.lesson, scores)
    sizes = np.exp(scores - top[rows.lesson])
    return sizes / np.bincount(rows.lesson, weights=sizes)[rows.lesson]


def accuracy(taught: Sequence[Lesson], weights: Mapping[str, float]) -> float:
    """Share of lessons whose likeliest option is right."""
    right = 0
    for one in taught:
        scores = [sum(weights.get(n, 0.0) * a for n, a in o.items()) for o in one.options]
        right += one.right[scores.index(max(scores))]
    return right / len(taught) if taught else 0.0


def folds(found: Mapping[Kind, Sequence[Lesson]], strengths: Sequence[float]) -> None:
    """Print how well left-out files are read, by kind and strength, beside the priors alone."""
    for kind, prior in PRIORS.items():
        files = sorted({one.file for one in found[kind]})
        print(kind, len(found[kind]), "prior", round(accuracy(found[kind], prior), 3))  # noqa: T201
        for strength in strengths:
            right = 0.0
            for fold in range(5):
                out = set(files[fold::5])
                weights = learn(kind, [one for one in found[kind] if one.file not in out], strength)
                rest = [one for one in found[kind] if one.file in out]
                right += accuracy(rest, weights) * len(rest)
            print(kind, strength, round(right / len(found[kind]), 3))  # noqa: T201


def write(learned: Mapping[str, Mapping[str, float]]) -> None:
    """Write the weights that matter, sorted, three decimals."""
    told = {
        kind: {name: round(weight, 3) for name, weight in sorted(rows.items()) if abs(weight) >= SMALLEST}
        for kind, rows in sorted(learned.items())
    }
    WEIGHTS.write_text(json.dumps(told, ensure_ascii=False, indent=0) + "\n", "utf-8")
    weighing.weights.cache_clear()


def main() -> None:
    """Learn and write, or measure by folds."""
    gazetteer = Gazetteer.load()
    if "--folds" in sys.argv:
        folds(lessons(gazetteer), (0.1, 0.3, 1.0, 3.0))
        return
    learned: dict[str, Mapping[str, float]] = {**PRIORS, "confidence": {}}
    write(learned)
    for _ in range(ROUNDS):
        found = lessons(gazetteer)
        learned |= {kind: learn(kind, found[kind], STRENGTH[kind]) for kind in PRIORS}
        write(learned)


if __name__ == "__main__":
    main()
