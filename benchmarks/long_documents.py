"""Marked-up passages read one by one, and one behind the other as one long document; and whole marked reports.

    python benchmarks/long_documents.py

Whole reports in ``dev`` have been learned from, those in ``reports`` are only scored.

A report is long and changes its subject, the passages of ``tests/quality/dev`` are short: what an earlier passage spoke
of must not be read into a later one. Twelve passages make a document, with a heading before each and without any; the
shipped weights have seen the passages, so that only the difference to reading them apart says something.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from gazetteer import Gazetteer
from nlp import observe
from tests.quality.train import _Known, evaluation, marked_passages

Rows = Sequence[Mapping[str, object]]
GOLDS = Path(__file__).parent.parent / "tests" / "quality"
KINDS = ("statement", "value", "mention", "relation")
WHOLE = 5000
"""Characters from which a marked file is a whole report; passages have some 300."""
TOGETHER = 12
DOCUMENTS = 8
HEADINGS = {"en": "Section", "ru": "Раздел", "uk": "Розділ"}


def passages(language: str) -> list[tuple[str, Rows]]:
    """Text and truth of plain passages of a language, drawn by chance."""
    found = [
        (path.read_text("utf-8").rstrip("\n"), rows)
        for file, path, rows in marked_passages()
        if file.startswith(language) and file.endswith(".txt") and b"\r" not in path.read_bytes()
    ]
    random.Random(3).shuffle(found)
    return found[: TOGETHER * DOCUMENTS]


def joined(parts: Sequence[tuple[str, Rows]], heading: str) -> tuple[str, Rows]:
    """Passages as one text, each under a numbered ``heading`` if there is one, with the truth where it stands then."""
    text, rows = "", []
    for number, (passage, marked) in enumerate(parts, 1):
        text += f"# {heading} {number}\n\n" if heading else ""
        rows += [
            {**row, "start": int(str(row["start"])) + len(text), "stop": int(str(row["stop"])) + len(text)}
            for row in marked
        ]
        text += passage + "\n\n"
    return text, rows


def counted(text: str, rows: Rows, gazetteer: Gazetteer) -> tuple[int, int, int]:
    """Statements right in all fields, read and marked."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.md"
        path.write_text(text, "utf-8")
        document, raw = evaluation._read(path)  # noqa: SLF001 - offsets as the evaluation counts them
    findings = observe(document, gazetteer)
    true = [row for row in rows if row["of"] == "statement"]
    right = _Known(gazetteer, rows, findings, document, raw).right(findings, true)
    return len(right), len(findings.statements), len(true)


def documents(how: str) -> Iterator[tuple[str, Rows]]:
    """The passages of all languages ``how`` they are to be read: "apart", "under headings" or "without headings"."""
    for language, heading in HEADINGS.items():
        found = passages(language)
        size = 1 if how == "apart" else TOGETHER
        for at in range(0, len(found), size):
            yield joined(found[at : at + size], heading if how == "under headings" else "")


def reports(split: str, gazetteer: Gazetteer) -> Iterator[str]:
    """A line on the whole reports of each language in ``dev`` or ``reports``: precision and recall by what is read."""
    for language in HEADINGS:
        gold = GOLDS / split / language / "gold.jsonl"
        scores: dict[tuple[str, str], evaluation.Score] = defaultdict(evaluation.Score)
        for name, rows in evaluation._by_file(gold).items():  # noqa: SLF001 - as the evaluation reads them
            document, text = evaluation._read(gold.parent / name)  # noqa: SLF001
            if len(text) >= WHOLE:
                evaluation._score_file("", name, rows, document, text, gazetteer, scores)  # noqa: SLF001
        told = (f"{kind} {scores['', kind].precision:.2f} / {scores['', kind].recall:.2f}" for kind in KINDS)
        yield f"{split} {language}: {', '.join(told)}; {scores['', 'statement'].true} statements marked"


def main() -> None:
    """Print precision and recall of whole reports, and F1 of statements for each way to read the passages."""
    gazetteer = Gazetteer.load()
    for split in ("dev", "reports"):
        for line in reports(split, gazetteer):
            print(line)
    for how in ("apart", "under headings", "without headings"):
        right, read, true = (
            sum(row) for row in zip(*(counted(*one, gazetteer) for one in documents(how)), strict=True)
        )
        print(f"{how}: F1 {2 * right / (read + true):.3f}, {right} right of {read} read and {true} marked")


if __name__ == "__main__":
    main()
