"""Names: precision, recall and F1 of mentions per type and language, right entities, speed.

    python benchmarks/names.py [CASES…] [--factrueval DIR] [--wrong]

Cases are the files of ``tests/nlp/names/cases`` unless others are named. ``--factrueval`` takes the folder of the
FactRuEval-2016 development set (places and organisations of Russian news, most of them outside the gazetteer's scope).
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from pathlib import Path

from gazetteer import Gazetteer
from nlp.names import recognise

CASES = Path(__file__).parent.parent / "tests" / "nlp" / "names" / "cases"
_MARK = re.compile(r"\[([^\[\]]+?): ([a-z]+)(?: ([^\s\]]+))?\]")
_PLACES = ("country", "region", "city")
Truth = tuple[int, int, str, str]


def read_cases(path: Path) -> list[tuple[str, list[Truth]]]:
    """The passages of a file with the spans marked in them."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        text, at, marks = "", 0, []
        for mark in _MARK.finditer(line):
            text += line[at : mark.start()]
            marks.append((len(text), len(text) + len(mark.group(1)), mark.group(2), mark.group(3) or ""))
            text += mark.group(1)
            at = mark.end()
        found.append((text + line[at:], marks))
    return found


class Tally:
    """Counts per language and type."""

    def __init__(self) -> None:
        self.right: Counter[tuple[str, str]] = Counter()
        self.wanted: Counter[tuple[str, str]] = Counter()
        self.given: Counter[tuple[str, str]] = Counter()
        self.linked: Counter[tuple[str, str]] = Counter()
        self.to_link: Counter[tuple[str, str]] = Counter()

    def add(self, language: str, truth: list[Truth], mentions: list[Truth]) -> list[str]:
        """Count one passage; returns the faults in words."""
        wanted = {(start, stop, kind): identity for start, stop, kind, identity in truth}
        given = {(start, stop, kind): identity for start, stop, kind, identity in mentions}
        for span, identity in wanted.items():
            self.wanted[language, span[2]] += 1
            if span in given:
                self.right[language, span[2]] += 1
                if identity:
                    self.to_link[language, span[2]] += 1
                    self.linked[language, span[2]] += given[span] == identity
        for span in given:
            self.given[language, span[2]] += 1
        missed = [f"missed {span}" for span in wanted if span not in given]
        wrong = [f"false {span} {given[span]}" for span in given if span not in wanted]
        unlinked = [f"entity {span} {given[span]}, not {wanted[span]}" for span in wanted
                    if span in given and wanted[span] and given[span] != wanted[span]]  # fmt: skip
        return missed + wrong + unlinked

    def rows(self) -> list[str]:
        """The table, one line a language and type, "all" last."""
        keys = sorted(set(self.wanted) | set(self.given))
        kinds = sorted({kind for _, kind in keys})
        rows = [self._row("all", kind, [key for key in keys if key[1] == kind]) for kind in kinds]
        for language in sorted({language for language, _ in keys}):
            rows += [self._row(language, kind, [(language, kind)]) for kind in kinds if (language, kind) in keys]
            rows.append(self._row(language, "all", [key for key in keys if key[0] == language]))
        rows.append(self._row("all", "all", keys))
        return rows

    def _row(self, language: str, kind: str, keys: list[tuple[str, str]]) -> str:
        right, wanted, given, linked, to_link = (
            sum(counter[key] for key in keys)
            for counter in (self.right, self.wanted, self.given, self.linked, self.to_link)
        )
        precision, recall = right / given if given else 0.0, right / wanted if wanted else 0.0
        f1 = 2 * right / (given + wanted) if given + wanted else 0.0
        link = f"{linked / to_link:.3f}" if to_link else "    –"
        return f"{language:4} {kind:13} {wanted:5} {given:5} {precision:7.3f} {recall:7.3f} {f1:7.3f} {link:>8}"


def run_cases(paths: list[Path], gazetteer: Gazetteer, *, wrong: bool) -> None:
    """Print the table of these case files."""
    tally = Tally()
    for path in paths:
        language = path.stem[:2]
        for text, truth in read_cases(path):
            mentions = [(m.start, m.stop, m.type, m.entity_id) for m in recognise(text, language, gazetteer)]
            faults = tally.add(language, truth, mentions)
            if wrong and faults:
                print(text)
                for fault in faults:
                    start, stop = map(int, re.findall(r"\d+", fault)[:2])
                    print(f"    {fault}: {text[start:stop]!r}")
    print(f"{'lang':4} {'type':13} {'truth':>5} {'given':>5} {'prec':>7} {'recall':>7} {'F1':>7} {'entity':>8}")
    print("\n".join(tally.rows()))


def run_factrueval(folder: Path, gazetteer: Gazetteer) -> None:
    """Print how many places and organisations of the set were found at the same place, whatever the exact span."""
    wanted, found, given, agree = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    words = 0
    seconds = 0.0
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8-sig")
        truth = _factrueval_truth(path)
        start = time.perf_counter()
        mentions = recognise(text, "ru", gazetteer)
        seconds += time.perf_counter() - start
        words += len(text.split())
        mine = [
            (m.start, m.stop, "place" if m.type in _PLACES else m.type) for m in mentions if m.method != "adjective"
        ]
        for kind in ("place", "organisation"):
            theirs = [(a, b) for a, b, k in truth if k == kind]
            ours = [(a, b) for a, b, k in mine if k == kind or (kind == "organisation" and k == "cluster")]
            wanted[kind] += len(theirs)
            given[kind] += len(ours)
            found[kind] += sum(any(a < d and c < b for c, d in ours) for a, b in theirs)
            agree[kind] += sum(any(a < d and c < b for c, d, k in truth) for a, b in ours)
    for kind in sorted(wanted):
        print(
            f"factrueval {kind}: recall {found[kind] / wanted[kind]:.3f} of {wanted[kind]} (any overlap), "
            f"{agree[kind] / max(given[kind], 1):.3f} of {given[kind]} given overlap a marked name"
        )
    print(f"factrueval: {1e6 * seconds / words:.1f} ms per 1 000 words over {words} words")


def _factrueval_truth(path: Path) -> list[tuple[int, int, str]]:
    spans: dict[str, tuple[int, int]] = {}
    for line in path.with_suffix(".spans").read_text(encoding="utf-8-sig").splitlines():
        fields = line.split()
        if len(fields) > 3:
            spans[fields[0]] = (int(fields[2]), int(fields[2]) + int(fields[3]))
    found = []
    for line in path.with_suffix(".objects").read_text(encoding="utf-8-sig").splitlines():
        fields = line.split("#")[0].split()
        if len(fields) < 3:
            continue
        parts = [spans[number] for number in fields[2:] if number in spans]
        kind = {"LocOrg": "place", "Location": "place", "Org": "organisation"}.get(fields[1])
        if kind and parts:
            found.append((min(a for a, _ in parts), max(b for _, b in parts), kind))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cases", nargs="*", type=Path, default=sorted(CASES.glob("*.txt")))
    parser.add_argument("--factrueval", type=Path)
    parser.add_argument("--wrong", action="store_true", help="print every passage that is not right, with its faults")
    given = parser.parse_args()
    start = time.perf_counter()
    gazetteer = Gazetteer.load()
    print(f"gazetteer: {len(gazetteer)} entities, {gazetteer.names_count} names, {time.perf_counter() - start:.2f} s")
    run_cases(given.cases, gazetteer, wrong=given.wrong)
    if given.factrueval:
        run_factrueval(given.factrueval, gazetteer)


if __name__ == "__main__":
    sys.exit(main())
