"""What commands show: progress on stderr, results on stdout, one closing line."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from clustertrace.watching import STEPS, Step, Watcher

if TYPE_CHECKING:
    from clustertrace.pipeline import Report, Result
    from consolidate import Summary


class LineWatcher(Watcher):
    """A plain line now and then, for logs."""

    def __init__(self) -> None:
        self._step = ""
        self._total = self._done = 0

    def start(self, step: Step, total: int) -> None:
        """Name the step and how much there is to do."""
        self._step, self._total, self._done = STEPS[step], total, 0
        if total:
            note(f"{self._step}: {total} documents")

    def advance(self, name: str) -> None:
        """Say every tenth part of the step."""
        self._done += 1
        if self._total >= 20 and self._done % max(1, self._total // 10) == 0:
            note(f"{self._step}: {self._done} of {self._total}, last {name}")


def watcher() -> Watcher:
    """A bar where stderr is a terminal, else plain lines."""
    if not sys.stderr.isatty():
        return LineWatcher()
    from clustertrace.command.terminal import BarWatcher

    return BarWatcher()


def note(text: str) -> None:
    """One line on stderr."""
    sys.stderr.write(text + "\n")


def say(text: str = "") -> None:
    """One line on stdout."""
    sys.stdout.write(text + "\n")


def say_json(value: object) -> None:
    """A value of plain types as JSON on stdout."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table on stdout: drawn for a person, tab-separated in a pipe. Nothing in it is read as markup."""
    if not sys.stdout.isatty():
        for row in (columns, *rows):
            say("\t".join(value.replace("\t", " ").replace("\n", " ") for value in row))
        return
    from clustertrace.command.terminal import draw_table

    draw_table(columns, rows)


def closing(report: Report, removed: int, *, as_json: bool) -> int:
    """Show what a rebuild did and give the exit status: 1 when a document failed, else 0."""
    if as_json:
        say_json(_as_values(report, removed))
        return 1 if report.failed else 0
    for line in report.notes:
        note(line)
    for result in report.results:
        if result.dated and not result.source.published and not result.unchanged:
            by = f"«{_short(result.dated_quote)}»" if result.dated_quote else "its metadata"
            note(f"{result.source.path}: dated {result.dated} by {by}; --published says otherwise")
    if report.failed:
        table(("file", "cause", "remedy"), [(r.source.path, r.cause, r.remedy) for r in report.failed])
    if report.summary is not None:
        for line in _summary(report.summary):
            say(line)
    counts = _counts(report.results, removed)
    say(", ".join(f"{count} {word}" for word, count in counts.items()))
    return 1 if report.failed else 0


def _summary(summary: Summary) -> list[str]:
    """What is in the dataset, in three lines at most."""
    shown = ("statements", "relations", "mentions", "tables", "observations", "problems")
    lines = [", ".join(f"{summary.count(name)} {name}" for name in shown)]
    agreement = dict(summary.agreement)
    if any(agreement.values()):
        lines.append("observations: " + ", ".join(f"{count} {name}" for name, count in agreement.items()))
    if any(count for _, count in summary.outcomes):
        lines.append("judgements: " + ", ".join(f"{count} {name}" for name, count in summary.outcomes))
    return lines


def _counts(results: Sequence[Result], removed: int) -> dict[str, int]:
    new = [result for result in results if not result.unchanged]
    return {
        "ok": sum(result.status == "ok" for result in new),
        "partial": sum(result.status == "partial" for result in new),
        "failed": sum(result.status == "failed" for result in results),
        "unchanged": sum(result.unchanged and result.status != "failed" for result in results),
        "removed": removed,
    }


def _as_values(report: Report, removed: int) -> dict[str, object]:
    return {
        "build": report.build,
        "counts": _counts(report.results, removed),
        "documents": [
            {
                "path": result.source.path,
                "sha256": result.source.sha256,
                "status": result.status,
                "unchanged": result.unchanged,
                "cause": result.cause,
                "remedy": result.remedy,
                "dated": result.dated,
            }
            for result in report.results
        ],
        "notes": list(report.notes),
    }


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}…"
