"""Precision and recall of facts on the marked cases, by language and kind of difficulty, and calibration.

Run ``python benchmarks/facts.py [--apart] [--show]``. Goals: recall 0.85 and precision 0.93 of whole statements,
recall 0.94 of value, unit and place, 95 % right among those of confidence 0.9 and more.
"""

import argparse
import sys
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "nlp" / "facts"))

import notation

from gazetteer import Gazetteer
from nlp import observe


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--apart", action="store_true", help="score the cases kept apart")
    options.add_argument("--show", action="store_true", help="print what is wrong")
    options.add_argument("--language", default="")
    given = options.parse_args()
    gazetteer = Gazetteer.load()
    rows, bins, spent, words = defaultdict(lambda: [0, 0, 0, 0]), defaultdict(lambda: [0, 0]), 0.0, 0
    for language in ("en", "ru", "uk"):
        if given.language not in ("", language):
            continue
        for case in notation.read(f"{language}_apart" if given.apart else language):
            found = observe(case.document, gazetteer, case.published)
            started = time.process_time()  # the first reading loads word lists; the second is timed
            observe(case.document, gazetteer, case.published)
            spent += time.process_time() - started
            words += len(case.line.split())
            score(case, found, rows, bins, given.show, gazetteer)
    report(rows, bins)
    print(f"{spent / words * 1e6:.0f} ms per 1 000 words, {words} words")


def score(case, found, rows, bins, show, gazetteer):
    pairs, missed, extra = notation.match(case, found)
    entities = {entity.id: entity for entity in found.entities}
    for statement in found.statements:
        if not statement.subject_id.startswith("new:"):
            entities[statement.subject_id] = gazetteer.entity(statement.subject_id)
    wrong = []
    for truth, statement in pairs:
        faults = notation.faults(truth, statement, entities)
        wrong += [(truth, statement, faults)] if faults else []
        count(bins, statement, not faults)
    for statement in extra:
        count(bins, statement, False)
    for key in ((case.language, case.kind), (case.language, "all"), ("all", "all"), ("all", case.kind)):
        row = rows[key]
        row[0] += len(case.truths)
        row[1] += len(found.statements)
        row[2] += len(pairs)
        row[3] += len(pairs) - len(wrong)
    if show and (wrong or missed or extra):
        print(f"\n[{case.language} {case.kind}] {case.line[:400]}")
        for truth, statement, faults in wrong:
            print(
                f"   WRONG {', '.join(faults)}: {short(statement)}"
                f"   TRUE {truth.subject} {truth.indicator} {truth.period} {truth.more}"
            )
        for truth in missed:
            print(f"   MISSED {truth.words}: {truth.subject} {truth.indicator} {truth.value} {truth.unit}")
        for statement in extra:
            print(f"   EXTRA {short(statement)}")


def short(statement):
    return (
        f"{statement.subject} [{statement.subject_type}] {statement.indicator} {statement.comparator} "
        f"{statement.value} {statement.unit} {statement.period or '-'} {statement.status} "
        f"{dict(statement.qualifiers)} {statement.confidence} «{statement.stated}»"
    )


def count(bins, statement, is_right):
    row = bins[min(int(statement.confidence * 10), 9)]
    row[0] += 1
    row[1] += is_right


def report(rows, bins):
    print(f"{'language':9}{'difficulty':20}{'truths':>7}{'found':>7}{'recall':>8}{'prec.':>8}{'value recall':>14}")
    for (language, kind), (truths, found, valued, right) in sorted(rows.items()):
        print(
            f"{language:9}{kind:20}{truths:7}{found:7}{right / truths if truths else 1:8.2f}"
            f"{right / found if found else 1:8.2f}{valued / truths if truths else 1:14.2f}"
        )
    print("confidence  statements  right")
    total_right = sum(row[1] for row in bins.values())
    for low in sorted(bins):
        print(f"{low / 10:9.1f}{bins[low][0]:12}{bins[low][1] / bins[low][0]:8.2f}")
    print(f"of the right ones {bins[9][1] / max(total_right, 1):.2f} are at 0.9 or more")


if __name__ == "__main__":
    main()
