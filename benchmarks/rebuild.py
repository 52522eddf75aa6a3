"""What a rebuild costs: nothing changed, one document more, everything; at several sizes of the corpus.

    python -m benchmarks.rebuild [--sizes 100 1000] [--folder DIR] [--jobs N] [--profile]

Each figure is taken in one run on one machine, so that ratios hold where absolute times do not. ``read`` and
``understand`` are what one document costs, ``consolidate`` is everything from the stored results to the complete
dataset; ``tabulate`` lays out the rows of a document; commands are timed as an analyst runs them, the start of Python
included.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from clustertrace.pipeline import Options, rebuild
from clustertrace.watching import Step, Watcher
from clustertrace.workspace import Workspace, make_workspace
from tests.soak.generated import write_reports
from tests.soak.workspaces import InlineEngine

READING: tuple[Step, ...] = ("read", "understand", "tabulate")


@dataclass
class Clock(Watcher):
    """Seconds of each step, on the wall and of this process's own work, to the end of its last document.

    What a rebuild does between two steps belongs to neither.
    """

    walls: dict[str, float] = field(default_factory=dict)
    own: dict[str, float] = field(default_factory=dict)
    _step: str = ""
    _begun: tuple[float, float] = (0.0, 0.0)
    _left: int = 0

    def start(self, step: Step, total: int) -> None:
        self.stop()
        self._step, self._left, self._begun = step, total, (time.perf_counter(), time.process_time())

    def advance(self, name: str) -> None:  # noqa: ARG002 - what every watcher is told
        self._left -= 1
        if not self._left and self._step in READING:
            self.stop()

    def stop(self) -> None:
        if self._step:
            self.walls[self._step] = time.perf_counter() - self._begun[0]
            self.own[self._step] = time.process_time() - self._begun[1]
        self._step = ""


class Enough(Exception):
    """What was to be timed is done."""


@dataclass
class ReadingClock(Clock):
    """Breaks the rebuild off before it consolidates."""

    def start(self, step: Step, total: int) -> None:
        super().start(step, total)
        if step == "consolidate":
            self._step = ""
            raise Enough


@dataclass(frozen=True)
class Cost:
    """One rebuild: all of it, and its steps, in seconds."""

    total: float
    clock: Clock

    def step(self, name: str) -> float:
        return self.clock.walls.get(name, 0.0)


def in_process(workspace: Workspace, jobs: int) -> Cost:
    """A rebuild in this process, timed by steps."""
    clock, begun = Clock(), time.perf_counter()
    rebuild(workspace, Options(jobs=jobs), clock)
    return Cost(time.perf_counter() - begun, clock)


ONE_MORE = 12


def reading_one_more(workspace: Workspace, number: int) -> float:
    """Seconds of the processor that one more document takes until its rows are laid out; the median of several.

    It is read in this process, names loaded, so that neither the start of a worker nor other programs count.
    """
    spent = []
    for nth in range(number, number + ONE_MORE):
        write_reports(workspace.reports, range(nth, nth + 1))
        clock = ReadingClock()
        with suppress(Enough):
            rebuild(workspace, Options(jobs=1), clock, InlineEngine)
        spent.append(sum(clock.own.get(step, 0.0) for step in READING))
    # The first loads the names.
    return statistics.median(spent[1:])


def command(workspace: Workspace, *words: str) -> tuple[float, float]:
    """Seconds of a command, on the wall and of the processor."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "clustertrace", "-C", str(workspace.root), *words], check=True, capture_output=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - begun, (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def rows(workspace: Workspace, table: str) -> int:
    """How many lines a table of the dataset has, its head left out."""
    with (workspace.dataset / f"{table}.csv").open("rb") as stream:
        return sum(1 for _ in stream) - 1


def measure(folder: Path, size: int, jobs: int, *, profile: bool) -> tuple[float, Cost]:
    """All figures of a corpus of ``size`` documents; what reading one more costs, and a rebuild with it."""
    make_workspace(folder)
    workspace = Workspace(folder)
    write_reports(workspace.reports, range(size))
    whole = in_process(workspace, jobs)
    statements = rows(workspace, "statements")
    steps = ", ".join(f"{step} {whole.step(step):.1f}" for step in (*READING, "consolidate"))
    print(
        f"{size} documents, all new: {whole.total:.1f} s ({steps}; {statements} statements, so "
        f"{whole.step('consolidate') / max(statements, 1) * 1e5:.1f} s to consolidate and write 100 000)"
    )
    walls = [command(workspace, "rebuild") for _ in range(3)]
    wall, processor = min(walls)
    print(f"{size} documents, nothing changed: {wall:.2f} s (processor {processor:.2f} s)")
    if profile:
        profiled(workspace, "nothing changed")
    reading = reading_one_more(workspace, size)
    there = size + ONE_MORE
    write_reports(workspace.reports, range(there, there + 1))
    one = in_process(workspace, jobs)
    print(
        f"{size} documents, one more: {one.total:.2f} s (reading {reading:.3f} of the processor, consolidate "
        f"{one.step('consolidate'):.2f}, {one.clock.own['consolidate']:.2f} of the processor)"
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{size} documents: most memory of the coordinator so far {peak:.0f} MB", flush=True)
    if profile:
        write_reports(workspace.reports, range(there + 1, there + 2))
        profiled(workspace, "one more")
    return reading, one


def profiled(workspace: Workspace, what: str) -> None:
    """Where this process spends its time in a rebuild."""
    profiler = cProfile.Profile()
    profiler.runcall(rebuild, workspace, Options(jobs=1), Watcher())
    print(f"--- {what}")
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(45)


def main() -> None:
    """Measure at every size and say the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--folder", type=Path, help="where to make the workspaces; a temporary folder when left out")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        costs = [measure(folder / str(size), size, given.jobs, profile=given.profile) for size in given.sizes]
    (read_small, small), (read_large, large) = costs[0], costs[-1]
    print(
        f"one document more, {given.sizes[-1]} to {given.sizes[0]}: reading {read_large / read_small:.2f} times, "
        f"consolidating {large.clock.own['consolidate'] / small.clock.own['consolidate']:.1f} times"
    )


if __name__ == "__main__":
    main()
