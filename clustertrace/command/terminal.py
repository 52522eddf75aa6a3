"""What is drawn where a person sits at a terminal: bars and tables."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from clustertrace.watching import STEPS, Step, Watcher


class BarWatcher(Watcher):
    """A bar with documents, stage and time left, for a person at a terminal."""

    def __init__(self) -> None:
        self._progress = Progress(
            TextColumn("{task.description:20}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[name]}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task: TaskID | None = None

    def start(self, step: Step, total: int) -> None:
        """Begin a bar for the step."""
        self._progress.start()
        self._task = self._progress.add_task(STEPS[step], total=total, name="")

    def advance(self, name: str) -> None:
        """Move the bar by one document."""
        if self._task is not None:
            self._progress.update(self._task, advance=1, name=name[:40])

    def stop(self) -> None:
        """Take the bars away."""
        self._progress.stop()


def draw_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table on stdout. Nothing in it is read as markup."""
    drawn = Table(box=None, pad_edge=False)
    for column in columns:
        drawn.add_column(column, overflow="fold")
    for row in rows:
        drawn.add_row(*(value.replace("[", "\\[") for value in row))
    Console().print(drawn)
