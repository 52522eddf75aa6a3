"""Rebuild: from the sources to the newest dataset, doing again only what changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Literal

import msgspec

from clustertrace import builds
from clustertrace.engine import MEMORY_LIMIT_MB, Engine, LocalEngine, outcome_of
from clustertrace.errors import Stop
from clustertrace.keys import digest, key
from clustertrace.register import reconcile
from clustertrace.state import State
from clustertrace.store import Store
from clustertrace.tasks import Outcome, Stage, Task, decode_document, decode_findings, gazetteer_of
from clustertrace.watching import Watcher
from clustertrace.workspace import Workspace
from consolidate import BadJudgements, JudgementLog, Part, Summary, consolidate
from extract import Source
from gazetteer import BadEntry, data_hash

DEADLINE_S = 300.0
KEPT_BUILDS = 10
"""Builds that stay on disk for ``diff``."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to run: ``jobs`` workers, ``deadline`` seconds for a stage of a document, ``memory_mb`` for a worker."""

    jobs: int = 0
    deadline: float = DEADLINE_S
    memory_mb: int = MEMORY_LIMIT_MB
    from_scratch: bool = False

    @property
    def workers(self) -> int:
        """The number of workers: as asked for, else one a core."""
        return self.jobs or os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one source in this run."""

    source: Source
    status: Literal["ok", "partial", "failed"]
    unchanged: bool
    cause: str = ""
    remedy: str = ""
    dated: str = ""
    dated_quote: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a rebuild did; ``summary`` is None when the dataset was up to date already."""

    results: tuple[Result, ...]
    notes: tuple[str, ...]
    build: str
    summary: Summary | None

    @property
    def failed(self) -> tuple[Result, ...]:
        """The sources that gave nothing."""
        return tuple(result for result in self.results if result.status == "failed")


@dataclass(frozen=True, slots=True)
class _Job:
    """One source and the keys of its two results."""

    source: Source
    extract: str
    observe: str

    def key(self, stage: Stage) -> str:
        return self.extract if stage == "extract" else self.observe


class _Outcomes:
    """How every stage of every document ended, in this run or, remembered in the store, in an earlier one.

    A document that took too long or too much memory may do so under these limits alone: they are part of the key.
    """

    def __init__(self, store: Store, options: Options) -> None:
        self._store = store
        self._limits = (f"{options.deadline:g}", str(options.memory_mb))
        self._now: dict[str, Outcome] = {}

    def key(self, of: str) -> str:
        """Where the outcome of the stage with the key ``of`` is remembered."""
        return digest(("outcome", of, *self._limits))

    def get(self, of: str) -> Outcome | None:
        """How the stage with this key ended, None when it was not done yet."""
        if of not in self._now:
            payload = self._store.read(self.key(of))
            if payload is None:
                return None
            self._now[of] = msgspec.json.decode(payload, type=Outcome)
        return self._now[of]

    def keep(self, of: str, outcome: Outcome) -> None:
        """Remember how a stage ended; what may end otherwise next time only for this run."""
        self._now[of] = outcome
        if outcome.lasting:
            self._store.write(self.key(of), msgspec.json.encode(outcome))

    def of(self, job: _Job) -> Outcome | None:
        """How the document ended: by the stage that failed, else by its extraction; None when a stage is to do."""
        extracted = self.get(job.extract)
        if extracted is None or extracted.status == "failed":
            return extracted
        observed = self.get(job.observe)
        if observed is None or observed.status == "failed":
            return observed
        complete = self._store.has(job.extract) and self._store.has(job.observe)
        return extracted if complete else None


def rebuild(workspace: Workspace, options: Options, watcher: Watcher) -> Report:
    """Bring the dataset up to date with the corpus, the judgements and the gazetteer.

    The caller holds the workspace's lock.

    Raises:
        Stop: The ledger, the gazetteer, the judgements or the store cannot be used.
    """
    state, store = State(workspace.store / "state.sqlite"), Store(workspace.store)
    if options.from_scratch:
        state.forget_hashes()
        store.sweep(())
    ledger, notes = reconcile(workspace, state)
    names = _checked_names(workspace)
    jobs = sorted((_job(source, names) for source in ledger.rows), key=lambda job: job.source.sha256)
    outcomes = _Outcomes(store, options)
    present = [job for job in jobs if (workspace.root / job.source.path).is_file()]
    todo = [job for job in present if outcomes.of(job) is None]
    if todo:
        _work(workspace, todo, outcomes, options, watcher)
    new = {job.source.sha256 for job in todo}
    results = [_result(job, outcomes, workspace, unchanged=job.source.sha256 not in new) for job in jobs]
    build, summary = _consolidated(workspace, jobs, results, names, options, watcher)
    store.sweep({found for job in jobs for of in (job.extract, job.observe) for found in (of, outcomes.key(of))})
    watcher.stop()
    return Report(tuple(results), notes, build, summary)


def _checked_names(workspace: Workspace) -> str:
    try:
        # Built once here, so that the workers find it made.
        gazetteer_of(workspace.root, workspace.store / "gazetteer")
        return data_hash(workspace.root)
    except BadEntry as error:
        raise Stop(str(error)) from error


def _job(source: Source, names: str) -> _Job:
    extract = key("extract", source.sha256, Path(source.path).suffix.lower(), source.language)
    return _Job(source, extract, key("observe", extract, names, source.published))


def _task(workspace: Workspace, job: _Job, stage: Stage) -> Task:
    source = job.source
    return Task(
        stage=stage,
        key=job.key(stage),
        name=Path(source.path).name,
        store=workspace.store,
        path=workspace.root / source.path,
        sha256=source.sha256,
        upstream=job.extract,
        language=source.language,
        published=source.published,
        workspace=workspace.root,
    )


def _work(workspace: Workspace, jobs: Sequence[_Job], outcomes: _Outcomes, options: Options, watcher: Watcher) -> None:
    store = Store(workspace.store)
    unread = [job for job in jobs if outcomes.get(job.extract) is None or store.read(job.extract) is None]
    engine = LocalEngine(min(options.workers, len(jobs)), options.memory_mb)
    try:
        watcher.start("read", len(unread))
        _run_stage(engine, [_task(workspace, job, "extract") for job in unread], outcomes, options, watcher)
        readable = [job for job in jobs if store.has(job.extract)]
        watcher.start("understand", len(readable))
        _run_stage(engine, [_task(workspace, job, "observe") for job in readable], outcomes, options, watcher)
    finally:
        engine.close()


def _run_stage(engine: Engine, tasks: Sequence[Task], outcomes: _Outcomes, options: Options, watcher: Watcher) -> None:
    waiting = iter(tasks)
    running: dict[Future[Outcome], Task] = {}
    while True:
        # Few tasks are handed out ahead, so that memory does not grow with the archive.
        for task in islice(waiting, 2 * options.workers - len(running)):
            running[engine.submit(task, options.deadline)] = task
        if not running:
            return
        finished, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in finished:
            task = running.pop(future)
            outcomes.keep(task.key, outcome_of(future, options.deadline))
            watcher.advance(task.name)


def _result(job: _Job, outcomes: _Outcomes, workspace: Workspace, *, unchanged: bool) -> Result:
    source = job.source
    if not (workspace.root / source.path).is_file():
        remedy = f"put it back, or: clustertrace remove {Path(source.path).name}"
        return Result(source, "failed", unchanged, "the file is gone", remedy)
    outcome = outcomes.of(job)
    if outcome is None:
        return Result(source, "failed", unchanged, "its result is damaged in the store", "run rebuild again")
    return Result(source, outcome.status, unchanged, outcome.cause, outcome.remedy, outcome.dated, outcome.dated_quote)


def _consolidated(
    workspace: Workspace,
    jobs: Sequence[_Job],
    results: Sequence[Result],
    names: str,
    options: Options,
    watcher: Watcher,
) -> tuple[str, Summary | None]:
    try:
        judgements = JudgementLog(workspace.judgements).read()
    except BadJudgements as error:
        raise Stop(str(error)) from error
    read = [
        f"{job.source} {job.observe} {result.status} {result.cause}" for job, result in zip(jobs, results, strict=True)
    ]
    name = key("consolidate", names, *map(repr, judgements), *read)[:16]
    if builds.newest(workspace.dataset) == name and not options.from_scratch:
        return name, None
    watcher.start("consolidate", len(jobs))
    folder = builds.begin(workspace.builds, name)
    parts = _parts(Store(workspace.store), jobs, results, watcher)
    summary = consolidate(parts, gazetteer_of(workspace.root, workspace.store / "gazetteer"), judgements, folder)
    builds.complete(workspace.builds, name)
    builds.switch(workspace.dataset, workspace.builds / name)
    state = State(workspace.store / "state.sqlite")
    state.record(datetime.now(UTC).isoformat(timespec="seconds"), name, _counts(results))
    builds.sweep(workspace.builds, {name, *(run.build for run in state.runs()[-KEPT_BUILDS:])})
    return name, summary


def _parts(store: Store, jobs: Sequence[_Job], results: Sequence[Result], watcher: Watcher) -> Iterator[Part]:
    for job, result in zip(jobs, results, strict=True):
        extracted, observed = store.read(job.extract), store.read(job.observe)
        if result.status == "failed":
            yield Part(job.source, None, None, f"{result.cause}; {result.remedy}")
        elif extracted is None or observed is None:
            raise Stop(f"{job.source.path}: its result in the store was damaged meanwhile; run rebuild again")
        else:
            yield Part(job.source, decode_document(extracted), decode_findings(observed), "")
        watcher.advance(Path(job.source.path).name)


def _counts(results: Sequence[Result]) -> str:
    return ", ".join(
        f"{sum(result.status == status for result in results)} {status}" for status in ("ok", "partial", "failed")
    )
