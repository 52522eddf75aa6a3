"""Rebuild: from the sources to the newest dataset, doing again only what changed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Literal

from clustertrace import builds
from clustertrace.engine import MEMORY_LIMIT_MB, Engine, LocalEngine, outcome_of
from clustertrace.errors import Stop
from clustertrace.files import sweep_parts, unwritable
from clustertrace.keys import key
from clustertrace.outcomes import Job, Outcomes
from clustertrace.register import reconcile
from clustertrace.state import State
from clustertrace.store import Store
from clustertrace.tasks import STAGES, Outcome, Stage, Task, decode_document, gazetteer_of
from clustertrace.watching import Step, Watcher
from clustertrace.workspace import Workspace
from consolidate import BadJudgements, Judgement, JudgementLog, Part, Summary, consolidate, unpack
from extract import Document, Source
from gazetteer import BadEntry, Gazetteer, data_hash

DEADLINE_S = 300.0
KEPT_BUILDS = 10
"""Builds that stay on disk for ``diff``."""

EngineMaker = Callable[[int, int], Engine]
"""Makes the engine for a number of workers and the memory (MB) that each may use."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to run: ``jobs`` workers, ``deadline`` seconds for a stage of a document, ``memory_mb`` for a worker.

    With ``retry`` documents that failed in an earlier run are tried again.
    """

    jobs: int = 0
    deadline: float = DEADLINE_S
    memory_mb: int = MEMORY_LIMIT_MB
    from_scratch: bool = False
    retry: bool = False

    @property
    def workers(self) -> int:
        """The number of workers: as asked for, else one a core."""
        return self.jobs or os.cpu_count() or 1

    @property
    def limits(self) -> tuple[str, str]:
        """What a document may take, as it stands in the keys of outcomes."""
        return f"{self.deadline:g}", str(self.memory_mb)


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
class _Run:
    """What every step of one rebuild needs."""

    workspace: Workspace
    options: Options
    watcher: Watcher
    engine: EngineMaker
    state: State
    store: Store
    outcomes: Outcomes
    names: str
    judgements: tuple[Judgement, ...]

    @property
    def gazetteer(self) -> Gazetteer:
        """The names that reports are read with; its built form is made here, so that workers find it."""
        try:
            return gazetteer_of(self.workspace.root, self.workspace.store / "gazetteer", self.names)
        except BadEntry as error:
            raise Stop(str(error)) from error


def rebuild(workspace: Workspace, options: Options, watcher: Watcher, engine: EngineMaker = LocalEngine) -> Report:
    """Bring the dataset up to date with the corpus, the judgements and the gazetteer.

    The caller holds the workspace's lock.

    Raises:
        Stop: The ledger, the gazetteer, the judgements or the store cannot be used.
    """
    # One Workspace with a whole path, so that no step asks again where the process stands.
    workspace = Workspace(workspace.root)
    state, store = State(workspace.store / "state.sqlite"), Store(workspace.store)
    run = _Run(
        workspace,
        options,
        watcher,
        engine,
        state,
        store,
        Outcomes(store, options.limits, retry=options.retry),
        _names(workspace),
        _judgements(workspace),
    )
    try:
        return _rebuild(run)
    finally:
        watcher.stop()


def _rebuild(run: _Run) -> Report:
    for folder in (run.workspace.reports, run.workspace.ledger.parent, run.workspace.builds):
        sweep_parts(folder)
    if run.options.from_scratch:
        run.state.forget_hashes()
    ledger, notes, at = reconcile(run.workspace, run.state)
    if run.options.from_scratch:
        run.store.sweep(())
    jobs = sorted(
        (_job(source, run.names) for source in ledger.rows), key=lambda job: (job.source.sha256, job.source.path)
    )
    present = [job for job in jobs if at.get(job.source.path) == job.source.sha256]
    todo = [job for job in present if run.outcomes.of(job) is None]
    if todo:
        _work(run, todo)
    new = {job.source.path for job in todo}
    results = [_result(run, job, at, unchanged=job.source.path not in new) for job in jobs]
    build, summary = _consolidated(run, jobs, results)
    run.store.sweep({found for job in jobs for of in map(job.key, STAGES) for found in (of, run.outcomes.key(of))})
    return Report(tuple(results), notes, build, summary)


def _names(workspace: Workspace) -> str:
    try:
        return data_hash(workspace.root)
    except OSError as error:
        raise Stop(f"{error.filename}: cannot be read ({error.strerror}); check who may read it") from error


def _judgements(workspace: Workspace) -> tuple[Judgement, ...]:
    try:
        return JudgementLog(workspace.judgements).read()
    except BadJudgements as error:
        raise Stop(str(error)) from error
    except OSError as error:
        raise Stop(f"{workspace.judgements}: cannot be read ({error.strerror}); check who may read it") from error


def _job(source: Source, names: str) -> Job:
    extract = key("extract", source.sha256, os.path.splitext(source.path)[1].lower(), source.language)  # noqa: PTH122 - once a document of an archive, so without Path
    observed = key("observe", extract, names, source.published)
    return Job(source, extract, observed, key("tabulate", observed))


def _task(run: _Run, job: Job, stage: Stage) -> Task:
    source, workspace = job.source, run.workspace
    return Task(
        stage=stage,
        key=job.key(stage),
        name=Path(source.path).name,
        store=workspace.store,
        path=workspace.root / source.path,
        sha256=source.sha256,
        document=job.extract,
        findings=job.observe,
        language=source.language,
        published=source.published,
        workspace=workspace.root,
        names=run.names,
    )


_STEPS: dict[Stage, Step] = {"extract": "read", "observe": "understand", "tabulate": "tabulate"}


def _work(run: _Run, jobs: Sequence[Job]) -> None:
    """Read and understand these documents; how each ends is in the outcomes then."""
    _ = run.gazetteer
    engine = run.engine(min(run.options.workers, len(jobs)), run.options.memory_mb)
    try:
        for stage in STAGES:
            todo = [job for job in jobs if not _stored(run, job, stage)]
            run.watcher.start(_STEPS[stage], len(todo))
            _run_stage(run, engine, stage, (_task(run, job, stage) for job in todo))
            jobs = [job for job in jobs if run.store.has(job.key(stage))]
    finally:
        engine.close()


def _stored(run: _Run, job: Job, stage: Stage) -> bool:
    """Whether the result of a stage is in the store, undamaged, and how it ended is known."""
    return run.outcomes.get(job, stage) is not None and run.store.read(job.key(stage)) is not None


def _run_stage(run: _Run, engine: Engine, stage: Stage, tasks: Iterator[Task]) -> None:
    deadline = run.options.deadline
    running: dict[Future[Outcome], Task] = {}
    again: list[Task] = []
    while True:
        # Few tasks are handed out ahead, so that memory does not grow with the archive.
        for task in islice(tasks, 2 * run.options.workers - len(running)):
            running[engine.submit(task, deadline)] = task
        if not running:
            break
        finished, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in finished:
            task, outcome = running.pop(future), outcome_of(future, deadline)
            if outcome.lasting:
                run.outcomes.keep(task.key, stage, outcome)
                run.watcher.advance(task.name)
            else:
                again.append(task)
    for task in again:
        # What may end otherwise another time gets one more chance, alone.
        run.outcomes.keep(task.key, stage, outcome_of(engine.submit(task, deadline), deadline))
        run.watcher.advance(task.name)


def _result(run: _Run, job: Job, at: Mapping[str, str], *, unchanged: bool) -> Result:
    source = job.source
    if at.get(source.path) != source.sha256:
        return Result(source, "failed", unchanged, *_missing(run, source, at))
    outcome = run.outcomes.of(job)
    if outcome is None:
        return Result(source, "failed", unchanged, "its result is damaged in the store", "run rebuild again")
    return Result(source, outcome.status, unchanged, outcome.cause, outcome.remedy, outcome.dated, outcome.dated_quote)


def _missing(run: _Run, source: Source, at: Mapping[str, str]) -> tuple[str, str]:
    """Why the bytes of a source are not to be had, and what to do."""
    name = Path(source.path).name
    if source.path in at:
        return "its file now holds the bytes of another source", f"restore it, or: clustertrace remove {name}"
    if os.path.isfile(run.workspace.root / source.path):  # noqa: PTH113 - unlike Path.is_file it never raises
        return "the file may not be read", "change the file's permissions"
    return "the file is gone", f"put it back, or: clustertrace remove {name}"


def _consolidated(run: _Run, jobs: Sequence[Job], results: Sequence[Result]) -> tuple[str, Summary | None]:
    read = [
        f"{job.source} {job.tabulate} {result.status} {result.cause}" for job, result in zip(jobs, results, strict=True)
    ]
    name = key("consolidate", run.names, *map(repr, run.judgements), *read)[:16]
    workspace = run.workspace
    if not run.options.from_scratch and _stands(run, name):
        if name not in [past.build for past in run.state.runs()[-1:]]:
            # The run that made it was broken off before it could say so.
            _record(run, name, results)
        builds.clear(workspace.builds)
        return name, None
    gazetteer = run.gazetteer
    run.watcher.start("consolidate", len(jobs))
    try:
        folder = builds.begin(workspace.builds, name)
        summary = consolidate(_parts(run, jobs, results), gazetteer, run.judgements, folder)
        builds.complete(workspace.builds, name)
        builds.switch(workspace.dataset, workspace.builds / name)
    except (OSError, sqlite3.Error) as error:
        raise unwritable(workspace.builds, error) from error
    _record(run, name, results)
    past = [run.build for run in run.state.runs()]
    builds.sweep(workspace.builds, past[::-1], KEPT_BUILDS)
    return name, summary


def _stands(run: _Run, name: str) -> bool:
    """Whether the newest dataset is this one, with all its files as they were written."""
    workspace = run.workspace
    if builds.newest(workspace.dataset) != name:
        return False
    found = run.state.hashes(builds.files(workspace.builds, name))
    return not builds.faults(workspace.builds, name, found)


def _record(run: _Run, name: str, results: Sequence[Result]) -> None:
    run.state.record(datetime.now(UTC).isoformat(timespec="seconds"), name, _counts(results))


def _parts(run: _Run, jobs: Sequence[Job], results: Sequence[Result]) -> Iterator[Part]:
    for job, result in zip(jobs, results, strict=True):
        if result.status == "failed":
            yield Part(job.source, None, failure=f"{result.cause}; {result.remedy}")
        else:
            sheet = unpack(_result_of(run, job, "tabulate"))
            yield Part(job.source, sheet, partial(_document, run, job))
        run.watcher.advance(Path(job.source.path).name)


def _document(run: _Run, job: Job) -> Document:
    return decode_document(_result_of(run, job, "extract"))


def _result_of(run: _Run, job: Job, stage: Stage) -> bytes:
    """The result of a stage of a document; made again where its bytes were damaged since."""
    payload = run.store.read(job.key(stage))
    if payload is None:
        _work(run, [job])
        payload = run.store.read(job.key(stage))
    if payload is None:
        raise Stop(f"{job.source.path}: its result in the store is damaged and could not be made again; run again")
    return payload


def _counts(results: Sequence[Result]) -> str:
    return ", ".join(
        f"{sum(result.status == status for result in results)} {status}" for status in ("ok", "partial", "failed")
    )
