"""The weights that read values, learned from the marked-up passages in ``dev/``.

``python -m tests.quality.train`` writes ``nlp/facts/data/weights.json``; ``--folds`` only tells how well weights
learned on four fifths of the files read the fifth that was left out. The same passages give the same weights, to
the byte. ``held/`` is never read.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array

from clustertrace import evaluation
from extract import Document
from gazetteer import Gazetteer, Indicator
from nlp import Findings, observe, value_place
from nlp.facts import weighing
from nlp.facts.choose import by_slug
from nlp.facts.weighing import Decision, Kind
from tests.quality.marked import Named, marked_names

HERE = Path(__file__).parent
WEIGHTS = Path(weighing.__file__).parent / "data" / "weights.json"
GOLDS = [HERE / "dev" / language / "gold.jsonl" for language in ("en", "ru", "uk")]
PRIORS: dict[Kind, dict[str, float]] = {
    "reading": {"hand choice": 1.0, "hand subject": 0.8, "hand unstated": 1.0},
    "period": {"hand": 1.0},
    "date": {"hand": 1.0},
}
"""Scores set by hand keep their say where no passage speaks against them."""
ROUNDS = 2
"""What is read first changes what can be read next: decisions are taken down again with the new weights."""
STEPS, RATE = 400, 0.05
STRENGTH: dict[Kind, float] = {"reading": 3.0, "period": 8.0, "date": 4.0}
"""How strongly weights are held to their priors, found by ``--folds``."""
SMALLEST = 0.02
SEEN = 3
"""Lessons in which a feature must stand to be learned from."""
USUAL = 14
FOLDS = 5
CALIBRATED = 8
"""Statements in which something must have spoken to be learned from."""
CALIBRATION_STEPS, CALIBRATION_STRENGTH = 300, 2.0


@dataclass
class Lesson:
    """One decision with the options that the truth agrees with; ``file`` keeps folds apart."""

    file: str
    options: list[tuple[Mapping[str, float], ...]]
    right: list[bool]


@dataclass
class Batch:
    """Lessons as matrices: the sizes of features by part and feature, which parts an option has, lessons of options."""

    names: list[str]
    parts: csr_array
    options: csr_array
    lesson: np.ndarray
    right: np.ndarray

    def scores(self, weights: np.ndarray) -> np.ndarray:
        """The score of every option."""
        return self.options @ (self.parts @ weights)

    def slope(self, residual: np.ndarray) -> np.ndarray:
        """How the loss changes with every weight, given that of every option."""
        return self.parts.T @ (self.options.T @ residual)


def lessons(gazetteer: Gazetteer, only: Collection[str] | None = None) -> dict[Kind, list[Lesson]]:
    """Every decision of the marked-up passages (or ``only`` some) whose right answer was among the options.

    A passage that states something is read twice, by the names found and by those marked: whom a value is about is
    learned from names that were missed, too.
    """
    found: dict[Kind, list[Lesson]] = defaultdict(list)
    for file, gold, rows in _passages(only):
        document, text = evaluation._read(gold)
        true = [row for row in rows if row["of"] == "statement"]
        ways: list[tuple[Named | None, Collection[Kind]]] = [(None, PRIORS)]
        if true:
            ways.append((marked_names(document, text, rows, gazetteer), ("reading",)))
        for named, kinds in ways:
            decisions: list[Decision] = []
            findings = observe(document, gazetteer, decisions=decisions, named=named)
            known = _Known(gazetteer, rows, findings, document, text)
            for decision in (one for one in decisions if one.kind in kinds):
                lesson = _lesson(file, decision, true, known)
                if lesson is not None:
                    found[decision.kind].append(lesson)
    return found


def crossed(gazetteer: Gazetteer, found: Mapping[Kind, Sequence[Lesson]], commonest) -> dict[Kind, list[Lesson]]:
    """Lessons taken down again under weights that have not seen the passage.

    What was read before is part of what decides: read with weights that know the passage it would be right more often
    than it ever is on a new one, and trusted too much.
    """
    again: dict[Kind, list[Lesson]] = defaultdict(list)
    for out, weights in _apart(found):
        write(weights, commonest)
        for kind, rows in lessons(gazetteer, out).items():
            again[kind] += rows
    return again


def _passages(only: Collection[str] | None = None) -> Iterator[tuple[str, Path, Sequence[Mapping[str, object]]]]:
    for gold in GOLDS:
        for name, rows in evaluation._by_file(gold).items():
            file = f"{gold.parent.name}/{name}"
            if only is None or file in only:
                yield file, gold.parent / name, rows


def _folds() -> list[set[str]]:
    files = sorted(file for file, _, _ in _passages())
    return [set(files[fold::FOLDS]) for fold in range(FOLDS)]


def _apart(found: Mapping[Kind, Sequence[Lesson]]) -> list[tuple[set[str], dict[Kind, dict[str, float]]]]:
    """Each fold's passages with the weights learned without them; two processes learn side by side."""
    folds = _folds()
    # Forked, the processes have the lessons without a copy being sent.
    with get_context("fork").Pool(2, _take, (found,)) as pool:
        return list(zip(folds, pool.map(_without, folds, chunksize=1), strict=True))


_TAKEN: dict[Kind, Sequence[Lesson]] = {}


def _take(found: Mapping[Kind, Sequence[Lesson]]) -> None:
    _TAKEN.update(found)


def _without(out: Collection[str]) -> dict[Kind, dict[str, float]]:
    """Weights learned without the passages ``out``."""
    return {kind: learn(kind, [one for one in _TAKEN[kind] if one.file not in out], STRENGTH[kind]) for kind in PRIORS}


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

    def right(self, findings: Findings, true: Sequence[Mapping[str, object]]) -> set[str]:
        """Ids of the statements that the truth has."""
        made = []
        for item in findings.statements:
            columns = evaluation._statement_columns(item, self.names) | {"id": item.id}
            one = evaluation._as_found(self.document, self.text, value_place(item), columns)
            made.append(replace(one, around=(evaluation._in_source(self.document, self.text, item.place),)))
        pairs = evaluation._pair(
            evaluation.Score(), "", true, made, lambda g, f: evaluation._same(g, f, evaluation._WHOLE, self.names)
        )
        return {item.columns["id"] for _, item in pairs}

    def span(self, decision: Decision) -> tuple[int, int]:
        block, row, column, start, stop = decision.place
        raw = self.document.reading(block, row, column).raw_span(start, stop)
        return evaluation._in_source(self.document, self.text, self.document.place(block, *raw, row, column))


def _lesson(file: str, decision: Decision, true: Sequence[Mapping[str, object]], known: _Known) -> Lesson | None:
    start, stop = known.span(decision)
    rows = [row for row in true if int(str(row["start"])) < stop and start < int(str(row["stop"]))]
    if decision.kind == "date":
        rows = [row for row in rows if row["unit"] == "year"]
        if not rows:
            return Lesson(
                file, [option.parts for option in decision.options], [not one.says for one in decision.options]
            )
    if decision.kind == "reading" and not rows:
        told = known.text[start:stop]
        if len(told) > 1 and told.isdigit() and any(told in str(row["quote"]) for row in true):
            # Said again: the truth has the figure where it stands first.
            return None
        return Lesson(file, [option.parts for option in decision.options], [not one.says for one in decision.options])
    right = [any(_agrees(decision.kind, option.says, row, known) for row in rows) for option in decision.options]
    if not any(right) or len(decision.options) < 2:
        return None
    return Lesson(file, [option.parts for option in decision.options], right)


def _agrees(kind: Kind, says: tuple[str, ...], row: Mapping[str, object], known: _Known) -> bool:
    if kind == "period":
        return says[0] == row["period"]
    if kind == "date":
        return bool(says) and says[0] == row["indicator"] and _about(row, says[1:], known)
    if not says:
        return False
    slug, unit, *subjects = says
    if slug != row["indicator"] or unit != row["unit"]:
        return False
    return _about(row, subjects, known)


def _about(row: Mapping[str, object], subjects: Sequence[str], known: _Known) -> bool:
    return any(known.same(str(row["subject"]), subject) for subject in subjects)


def batch(taught: Sequence[Lesson]) -> Batch:
    """Lessons as matrices; features of fewer than ``SEEN`` lessons are left out."""
    seen: Counter[str] = Counter()
    for one in taught:
        seen.update({name for option in one.options for part in option for name in part})
    listed = sorted(name for name, count in seen.items() if count >= SEEN)
    index = {name: at for at, name in enumerate(listed)}
    feature, size, part, part_of, option_of, lesson, right = [], [], [], [], [], [], []
    parts: dict[int, int] = {}
    for number, one in enumerate(taught):
        for option, is_right in zip(one.options, one.right, strict=True):
            for features in option:
                if id(features) not in parts:
                    at = parts[id(features)] = len(parts)
                    known = [(index[name], amount) for name, amount in features.items() if name in index]
                    feature += [name for name, _ in known]
                    size += [amount for _, amount in known]
                    part += [at] * len(known)
                part_of.append(parts[id(features)])
                option_of.append(len(right))
            right.append(is_right)
            lesson.append(number)
    by_part = csr_array((size, (part, feature)), shape=(len(parts), len(listed)))
    by_option = csr_array((np.ones(len(part_of)), (option_of, part_of)), shape=(len(right), len(parts)))
    return Batch(listed, by_part, by_option, np.array(lesson), np.array(right, dtype=bool))


def learn(kind: Kind, taught: Sequence[Lesson], strength: float) -> dict[str, float]:
    """Weights under which the right options are likeliest, held to the priors by ``strength``."""
    rows = batch(taught)
    held_to = PRIORS.get(kind, {"hand": 1.0})
    prior = np.array([held_to.get(name, 0.0) for name in rows.names])
    weights, first, second = prior.copy(), np.zeros_like(prior), np.zeros_like(prior)
    for step in range(1, STEPS + 1):
        share = _shares(rows, weights)
        wanted = np.where(rows.right, share, 0.0)
        wanted /= np.bincount(rows.lesson, weights=wanted)[rows.lesson]
        slope = rows.slope(share - wanted) + strength * (weights - prior)
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return dict(zip(rows.names, weights.tolist(), strict=True))


def _shares(rows: Batch, weights: np.ndarray) -> np.ndarray:
    scores = rows.scores(weights)
    top = np.full(rows.lesson[-1] + 1, -np.inf)
    np.maximum.at(top, rows.lesson, scores)
    sizes = np.exp(scores - top[rows.lesson])
    return sizes / np.bincount(rows.lesson, weights=sizes)[rows.lesson]


def accuracy(taught: Sequence[Lesson], weights: Mapping[str, float]) -> float:
    """Share of lessons whose likeliest option is right."""
    right = 0
    for one in taught:
        scores = [sum(weights.get(n, 0.0) * a for part in o for n, a in part.items()) for o in one.options]
        right += one.right[scores.index(max(scores))]
    return right / len(taught) if taught else 0.0


def folds(found: Mapping[Kind, Sequence[Lesson]], strengths: Sequence[float]) -> None:
    """Print how often passages left out are decided rightly, by kind and strength, beside the priors alone."""
    for kind, prior in PRIORS.items():
        print(kind, len(found[kind]), "prior", round(accuracy(found[kind], prior), 3))  # noqa: T201 - a report
        for strength in strengths:
            right = 0.0
            for out in _folds():
                weights = learn(kind, [one for one in found[kind] if one.file not in out], strength)
                rest = [one for one in found[kind] if one.file in out]
                right += accuracy(rest, weights) * len(rest)
            print(kind, strength, round(right / len(found[kind]), 3))  # noqa: T201 - a report


def judged(files: Collection[str], gazetteer: Gazetteer) -> list[tuple[Mapping[str, float], bool]]:
    """What spoke for each statement made of ``files``, and whether the truth has it."""
    found: list[tuple[Mapping[str, float], bool]] = []
    for _, gold, rows in _passages(files):
        document, text = evaluation._read(gold)
        decisions: list[Decision] = []
        findings = observe(document, gazetteer, decisions=decisions)
        known = _Known(gazetteer, rows, findings, document, text)
        right = known.right(findings, [row for row in rows if row["of"] == "statement"])
        made = {statement.id for statement in findings.statements}
        for decision in decisions:
            (option,) = decision.options if decision.kind == "confidence" else (None,)
            if option is not None and option.says[0] in made:
                found.append((option.parts[0], option.says[0] in right))
    return found


def learn_confidence(rows: Sequence[tuple[Mapping[str, float], bool]]) -> dict[str, float]:
    """Logistic weights under which confidence is the share of statements that are right."""
    seen = Counter(name for features, _ in rows for name in features)
    names = sorted(name for name, count in seen.items() if count >= CALIBRATED)
    index = {name: at for at, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for number, (features, _) in enumerate(rows):
        for name, size in features.items():
            if name in index:
                table[number, index[name]] = size
    right = np.array([float(is_right) for _, is_right in rows])
    weights = np.zeros(len(names))
    for _ in range(CALIBRATION_STEPS):
        slope = table.T @ (1 / (1 + np.exp(-table @ weights)) - right) + CALIBRATION_STRENGTH * weights
        weights -= slope / (0.25 * (table**2).sum(axis=0) * 12 + CALIBRATION_STRENGTH)
    return dict(zip(names, weights.tolist(), strict=True))


def apart(
    found: Mapping[Kind, Sequence[Lesson]], commonest, gazetteer: Gazetteer
) -> list[tuple[Mapping[str, float], bool]]:
    """Statements of every passage as weights read them that had not seen it."""
    rows: list[tuple[Mapping[str, float], bool]] = []
    for out, weights in _apart(found):
        write(weights, commonest)
        rows += judged(out, gazetteer)
    return rows


def usual(gazetteer: Gazetteer) -> dict[str, list[str]]:
    """The indicators that the truth has most often, by the form that values of them take."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    known = by_slug()
    for gold in GOLDS:
        for rows in evaluation._by_file(gold).values():
            for row in rows:
                if row["of"] == "statement" and row["indicator"] in known:
                    counted[_form(row, known[str(row["indicator"])])][str(row["indicator"])] += 1
    return {form: [slug for slug, count in rows.most_common(USUAL) if count >= SEEN] for form, rows in counted.items()}


def _form(row: Mapping[str, object], indicator: Indicator) -> str:
    if indicator.kind in ("rank", "growth", "change"):
        return indicator.kind
    unit = str(row["unit"])
    return {"percent": "percent", "count": "count", "ha": "measure", "m2": "measure"}.get(
        unit, "money" if unit.isupper() else unit
    )


def write(learned: Mapping[str, Mapping[str, float]], commonest: Mapping[str, Sequence[str]]) -> None:
    """Write the weights that matter, sorted, two decimals; kinds that were not learned stay as they are."""
    told = json.loads(WEIGHTS.read_text("utf-8"))["weights"] | {
        kind: {name: round(weight, 2) for name, weight in sorted(rows.items()) if abs(weight) >= SMALLEST}
        for kind, rows in sorted(learned.items())
    }
    told = dict(sorted(told.items()))
    content = {"usual": {form: list(rows) for form, rows in sorted(commonest.items())}, "weights": told}
    WEIGHTS.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", "utf-8")
    weighing.renew()


def main() -> None:
    """Learn and write, or measure by folds."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--folds", action="store_true", help="only tell how well passages left out are read")
    asked = options.parse_args()
    before = WEIGHTS.read_text("utf-8")
    gazetteer = Gazetteer.load()
    commonest = usual(gazetteer)
    write({**PRIORS, "confidence": {}}, commonest)
    found = lessons(gazetteer)
    for _ in range(ROUNDS):
        found = crossed(gazetteer, found, commonest)
    rows = apart(found, commonest, gazetteer)
    true = sum(row["of"] == "statement" for _, _, marked in _passages() for row in marked)
    right = sum(is_right for _, is_right in rows)
    print(f"left out: {right} right of {len(rows)} read and {true} marked, F1 {2 * right / (len(rows) + true):.4f}")  # noqa: T201 - a report
    if asked.folds:
        WEIGHTS.write_text(before, "utf-8")
        folds(found, (0.3, 1.0, 3.0))
        return
    learned = {kind: learn(kind, found[kind], STRENGTH[kind]) for kind in PRIORS}
    write({**learned, "confidence": learn_confidence(rows)}, commonest)


if __name__ == "__main__":
    main()
