"""The weights that read values, learned from the marked-up passages in ``dev/``.

``python -m tests.quality.train`` writes ``nlp/facts/data/weights.json``; ``--folds`` only tells how well weights
learned on four fifths of the files read the fifth that was left out. The same passages give the same weights, to
the byte. ``held/`` is never read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import numpy as np

from clustertrace import evaluation
from extract import Document
from gazetteer import Gazetteer, Indicator
from nlp import Findings, observe, value_place
from nlp.facts import weighing
from nlp.facts.choose import by_slug
from nlp.facts.fitness import unit_sort
from nlp.facts.tokens import word_set
from nlp.facts.vocabulary import OF_WORDS
from nlp.facts.weighing import Decision, Kind
from tests.quality.learning import SEEN, Batch, Lesson, batch, decided, learn
from tests.quality.marked import Named, marked_names

HERE = Path(__file__).parent
WEIGHTS = Path(weighing.__file__).parent / "data" / "weights.json"
GOLDS = [HERE / "dev" / language / "gold.jsonl" for language in ("en", "ru", "uk")]
PRIORS: dict[Kind, dict[str, float]] = {
    "reading": {"hand choice": 1.0, "hand subject": 0.8, "hand unstated": 1.0},
    "period": {"hand": 1.0},
    "date": {"hand": 1.0},
    "cell": {"hand way": 3.0, "hand who": 3.0, "hand nothing": 8.0},
    "cell period": {"hand": 3.0},
}
"""Scores set by hand keep their say where no passage speaks against them."""
STRENGTH: dict[Kind, float] = {"reading": 4.0, "period": 8.0, "date": 4.0, "cell": 4.0, "cell period": 4.0}
"""How strongly weights are held to their priors, found by ``--folds``."""
_OF_SUBJECT, _OF_STANDING = 4.0, 15.0
"""How many times more strongly weights for reading are held that tell of a subject alone, and those of the next."""
_OF_WORDS = 2.0
"""The same for the very words around a value: each stands in few passages."""
_OF_WHOM = 20.0
"""The same for whom a figure under heads is about: all cells of a table agree, and tables are few."""
_STANDING = frozenset(("stands", "main", "deep", "role"))
"""First words of features that tell what a subject is in its document: few documents are long, and they differ."""
_OF_VALUES = word_set("source choice weak taken general cue unstated hand known said pair home outsize")
"""First words of features that tell how a value came to its indicator, or how well it fits whom it is told of."""
SMALLEST = 0.02
USUAL = 14
SIZED, RAREST = 10, 200
"""Values that tell what sizes an indicator has, and of how many one is left out at either end."""
FOLDS = 5
PROCESSES, SHARES = 2, 4
"""Passages are read side by side, each fold in so many shares."""
CALIBRATED = 8
"""Statements in which something must have spoken to be learned from."""
CALIBRATION_STEPS, CALIBRATION_STRENGTH = 300, 2.0


def strength(kind: Kind, times: float = 1.0) -> Callable[[str], float]:
    """How strongly the weight of a feature is held to its prior, by the feature."""
    usually = STRENGTH[kind] * times
    slugs = by_slug().keys()

    def of_feature(name: str) -> float:
        words = name.split()
        if kind == "reading" and words[0] in OF_WORDS:
            return usually * _OF_WORDS
        if kind == "cell" and words[0] == "who":
            return usually * _OF_WHOM
        if kind != "reading" or words[0] in _OF_VALUES or not slugs.isdisjoint(words):
            return usually
        return usually * (_OF_STANDING if words[0] in _STANDING else _OF_SUBJECT)

    return of_feature


def lessons(gazetteer: Gazetteer, only: Collection[str]) -> dict[Kind, list[Lesson]]:
    """Every decision of the passages ``only`` whose right answer was among the options.

    A passage that states something is read twice, by the names found and by those marked: whom a value is about is
    learned from names that were missed, too.
    """
    found: dict[Kind, list[Lesson]] = defaultdict(list)
    kept = _Kept()
    for file, gold, rows in marked_passages(only):
        document, text = evaluation._read(gold)
        true = [row for row in rows if row["of"] == "statement"]
        ways: list[tuple[Named | None, Collection[Kind]]] = [(None, PRIORS)]
        if true:
            ways.append((marked_names(document, text, rows, gazetteer), ("reading", "cell")))
        for named, kinds in ways:
            decisions: list[Decision] = []
            findings = observe(document, gazetteer, decisions=decisions, named=named)
            known = _Known(gazetteer, rows, findings, document, text)
            for decision in (one for one in decisions if one.kind in kinds):
                lesson = _lesson(file, kept.same(decision), true, known)
                if lesson is not None:
                    found[decision.kind].append(lesson)
    return found


def marked_passages(only: Collection[str] | None = None) -> Iterator[tuple[str, Path, Sequence[Mapping[str, object]]]]:
    """Marked-up files (all, or ``only`` some) as language and name, with their path and gold rows."""
    for gold in GOLDS:
        for name, rows in _rows_by_file(gold).items():
            file = f"{gold.parent.name}/{name}"
            if only is None or file in only:
                yield file, gold.parent / name, rows


@cache
def _rows_by_file(gold: Path) -> Mapping[str, Sequence[Mapping[str, object]]]:
    """The gold rows of every file, read once: processes that are forked have them, too."""
    return evaluation._by_file(gold)


def passage_folds() -> list[set[str]]:
    """The files of every fold."""
    files = sorted(file for file, _, _ in marked_passages())
    return [set(files[fold::FOLDS]) for fold in range(FOLDS)]


class Reader:
    """Reads passages in two processes that have the gazetteer, each set of files by weights of its own."""

    def __init__(self, gazetteer: Gazetteer, counts: Counts, folder: Path):
        """Keep what reading takes; weights of folds are written to ``folder``."""
        self.gazetteer, self.counts, self.folder = gazetteer, counts, folder

    def lessons(self) -> Taught:
        """Every decision of all passages, read with nothing learned."""
        file = self.folder / "priors.json"
        write({**PRIORS, "confidence": {}}, self.counts, file)
        return self._together(_shares((file, files) for files in passage_folds()))

    def crossed(self, taught: Taught) -> Taught:
        """Lessons taken down again under weights that have not seen the passage.

        What was read before is part of what decides: read with weights that know the passage it would be right more
        often than it ever is on a new one, and trusted too much.
        """
        jobs = self._apart(taught)
        # What was taught takes gigabytes, and reading as much again: it goes first.
        del taught
        return self._together(jobs)

    def judged(self, taught: Taught) -> list[Judged]:
        """Statements of every passage as weights read them that had not seen it."""
        return [row for rows in self._each(_judged, self._apart(taught)) for row in rows]

    def _together(self, jobs: Sequence[_Job]) -> Taught:
        found: dict[Kind, list[Lesson]] = defaultdict(list)
        for some in self._each(_lessons, jobs):
            for kind, rows in some.items():
                found[kind] += rows
        return {kind: batch(found.pop(kind)) for kind in PRIORS}

    def _apart(self, taught: Taught) -> list[_Job]:
        """Each fold's passages with the weights learned without them."""
        jobs = [(self.folder / f"{fold}.json", files) for fold, files in enumerate(passage_folds())]
        self._each(_learn_without, jobs, taught)
        return _shares(jobs)

    def _each(self, task: Callable[[_Job], _Made], jobs: Sequence[_Job], taught: Taught | None = None) -> list[_Made]:
        # Forked, the processes have the gazetteer and the lessons without a copy being sent.
        _GIVEN[:] = [self, taught or {}]
        with get_context("fork").Pool(PROCESSES) as pool:
            made = pool.map(task, jobs, chunksize=1)
        _GIVEN.clear()
        return made


Counts = Mapping[str, Mapping[str, Sequence[object]]]
"""What the truth has how often and in which sizes; it stands beside the weights."""
Taught = Mapping[Kind, Batch]
"""What all passages teach, by kind of decision."""
_Job = tuple[Path, set[str]]
_Made = TypeVar("_Made")
Judged = tuple[Mapping[str, float], bool]
_GIVEN: list[Any] = []
"""What processes were forked with: the reader, and the lessons by kind where something is to be learned."""


def _shares(jobs: Iterable[_Job]) -> list[_Job]:
    """The same work in smaller shares: processes end at about the same time."""
    return [(weights, set(sorted(files)[at::SHARES])) for weights, files in jobs for at in range(SHARES)]


def _lessons(job: _Job) -> dict[Kind, list[Lesson]]:
    weights, files = job
    weighing.renew(weights)
    return lessons(_GIVEN[0].gazetteer, files)


def _judged(job: _Job) -> list[Judged]:
    weights, files = job
    weighing.renew(weights)
    return judged(files, _GIVEN[0].gazetteer)


def _learn_without(job: _Job) -> None:
    """Write weights learned without some passages."""
    file, out = job
    reader, taught = _GIVEN
    learned = {kind: learn(rows.without(out), PRIORS[kind], strength(kind)) for kind, rows in taught.items()}
    write(learned, reader.counts, file)


class _Kept:
    """Parts of options by what they hold: most decisions have many in common, and memory ends."""

    def __init__(self) -> None:
        self._parts: dict[tuple[tuple[str, float], ...], Mapping[str, float]] = {}

    def same(self, decision: Decision) -> Decision:
        """The decision with parts that were kept before in place of parts that hold the same."""
        options = [replace(option, parts=tuple(map(self._kept, option.parts))) for option in decision.options]
        return replace(decision, options=tuple(options))

    def _kept(self, part: Mapping[str, float]) -> Mapping[str, float]:
        known = tuple(part.items())
        if known not in self._parts:
            # Names are made anew with every part: interned, each is kept, and sent to another process, once.
            self._parts[known] = {sys.intern(name): size for name, size in known}
        return self._parts[known]


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
    if decision.kind in ("reading", "cell") and not rows:
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
    if kind in ("period", "cell period"):
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


def folds(taught: Taught, times: Sequence[float]) -> None:
    """Print how often passages left out are decided rightly, by kind and times the strength, beside priors alone."""
    for kind, prior in PRIORS.items():
        rows = taught[kind]
        print(kind, len(rows.files), "prior", round(float(decided(rows, prior).mean()), 3))  # noqa: T201 - a report
        for factor in times:
            right = 0
            for out in passage_folds():
                weights = learn(rows.without(out), prior, strength(kind, factor))
                right += int(decided(rows, weights)[np.isin(rows.files, list(out))].sum())
            print(kind, factor, round(right / len(rows.files), 3))  # noqa: T201 - a report


def judged(files: Collection[str], gazetteer: Gazetteer) -> list[Judged]:
    """What spoke for each statement made of ``files``, and whether the truth has it."""
    found: list[Judged] = []
    for _, gold, rows in marked_passages(files):
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


def learn_confidence(rows: Sequence[Judged]) -> dict[str, float]:
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


def usual() -> dict[str, list[str]]:
    """The indicators that the truth has most often, by the form that values of them take."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    known = by_slug()
    for gold in GOLDS:
        for rows in _rows_by_file(gold).values():
            for row in rows:
                if row["of"] == "statement" and row["indicator"] in known:
                    counted[_form(row, known[str(row["indicator"])])][str(row["indicator"])] += 1
    return {
        form: [slug for slug, count in rows.most_common(USUAL) if count >= SEEN]
        for form, rows in sorted(counted.items())
    }


def usual_sizes() -> dict[str, tuple[int, int]]:
    """The least and the greatest power of ten that the truth has by indicator and unit, without what is rarest."""
    powers: dict[str, list[int]] = defaultdict(list)
    for gold in GOLDS:
        for rows in _rows_by_file(gold).values():
            for row in (one for one in rows if one["of"] == "statement"):
                value = Decimal(str(row["value"]))
                if value > 0:
                    powers[f"{row['indicator']} {unit_sort(str(row['unit']))}"].append(value.adjusted())
    found = {}
    for name, rows in sorted(powers.items()):
        rare = len(rows) // RAREST
        if len(rows) >= SIZED:
            told = sorted(rows)
            found[name] = (told[rare], told[-1 - rare])
    return found


def _form(row: Mapping[str, object], indicator: Indicator) -> str:
    if indicator.kind in ("rank", "growth", "change"):
        return indicator.kind
    unit = str(row["unit"])
    return {"percent": "percent", "count": "count", "ha": "measure", "m2": "measure"}.get(
        unit, "money" if unit.isupper() else unit
    )


def write(learned: Mapping[str, Mapping[str, float]], counts: Counts, file: Path = WEIGHTS) -> None:
    """Write the weights that matter, sorted, two decimals; kinds that were not learned stay as they are."""
    told = json.loads(WEIGHTS.read_text("utf-8"))["weights"] | {
        kind: {name: round(weight, 2) for name, weight in sorted(rows.items()) if abs(weight) >= SMALLEST}
        for kind, rows in sorted(learned.items())
    }
    told = dict(sorted(told.items()))
    content = {**counts, "weights": told}
    file.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", "utf-8")


def main() -> None:
    """Learn and write, or measure by folds."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--folds", action="store_true", help="only tell how well passages left out are read")
    asked = options.parse_args()
    gazetteer = Gazetteer.load()
    counts: Counts = {"sizes": usual_sizes(), "usual": usual()}
    with TemporaryDirectory() as folder:
        reader = Reader(gazetteer, counts, Path(folder))
        # What is read first changes what can be read next: decisions are taken down again with the new weights.
        taught = reader.crossed(reader.lessons())
        rows = reader.judged(taught)
    true = sum(row["of"] == "statement" for _, _, marked in marked_passages() for row in marked)
    right = sum(is_right for _, is_right in rows)
    print(f"left out: {right} right of {len(rows)} read and {true} marked, F1 {2 * right / (len(rows) + true):.4f}")  # noqa: T201 - a report
    if asked.folds:
        folds(taught, (0.5, 1.0, 2.0))
        return
    learned = {kind: learn(taught[kind], prior, strength(kind)) for kind, prior in PRIORS.items()}
    write({**learned, "confidence": learn_confidence(rows)}, counts)


if __name__ == "__main__":
    main()
