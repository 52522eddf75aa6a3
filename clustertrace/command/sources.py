"""init, ingest, remove, rebuild: sources in, dataset out."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from clustertrace.command import screen
from clustertrace.command.options import Jobs, Json, Timeout, here
from clustertrace.errors import Stop
from clustertrace.lock import held
from clustertrace.workspace import make_workspace

if TYPE_CHECKING:
    from clustertrace.pipeline import EngineMaker

Where = Literal["local", "dask"]


def init_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make a workspace.")],
) -> None:
    """Make a workspace."""
    made = make_workspace(folder)
    for path in made:
        screen.say(f"made {path}")
    next_step = f"next: clustertrace -C {shlex.quote(str(folder))} ingest REPORT…"
    screen.say(next_step if made else f"{folder} is a workspace already")


def ingest_command(
    context: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders or globs.")],
    title: Annotated[str, typer.Option(help="Title of the report.")] = "",
    publisher: Annotated[str, typer.Option(help="Who published it.")] = "",
    published: Annotated[str, typer.Option(metavar="DATE", help="2024, 2024-12 or 2024-12-27.")] = "",
    language: Annotated[str, typer.Option(help="en, ru or uk; told from the text when left out.")] = "",
    origin: Annotated[str, typer.Option(metavar="URL", help="Where it came from.")] = "",
    licence: Annotated[str, typer.Option(help="Its licence.")] = "",
    recursive: Annotated[bool, typer.Option("--recursive", help="Look into folders of folders.")] = False,
    jobs: Jobs = 0,
    timeout: Timeout = 300.0,
    as_json: Json = False,
) -> None:
    """Register reports, read them, update the dataset."""
    from clustertrace.ledger import is_date
    from clustertrace.pipeline import Options, rebuild
    from clustertrace.register import register

    if published and not is_date(published):
        raise Stop(f"--published {published}: expected 2024, 2024-12 or 2024-12-27", 2)
    workspace = here(context).required()
    facts = {
        "title": title,
        "publisher": publisher,
        "published": published,
        "language": language,
        "origin": origin,
        "licence": licence,
    }
    with held(workspace.lock, "ingest"):
        registered = register(workspace, paths, facts, recursive=recursive)
        for row in registered.known:
            screen.note(f"{row.path}: there already ({row.sha256[:12]})")
        if registered.passed_over:
            names = ", ".join(sorted({path.suffix or path.name for path in registered.passed_over}))
            screen.note(f"passed over {len(registered.passed_over)} files that are no reports ({names})")
        for failure in registered.failures:
            screen.note(str(failure))
        if not registered.new and not registered.known:
            raise typer.Exit(1)
        report = rebuild(workspace, Options(jobs, timeout), screen.watcher())
    status = screen.closing(report, 0, as_json=as_json)
    if not as_json:
        screen.say(f"look at: {workspace.dataset / 'report.html'}")
    raise typer.Exit(max(status, 1 if registered.failures else 0))


def remove_command(
    context: typer.Context,
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE…", help="File names, paths, titles or hashes.")],
    jobs: Jobs = 0,
    timeout: Timeout = 300.0,
    as_json: Json = False,
) -> None:
    """Take sources out of ledger and corpus; judgements on them are kept."""
    from clustertrace.pipeline import Options, rebuild
    from clustertrace.register import unregister

    workspace = here(context).required()
    with held(workspace.lock, "remove"):
        gone = unregister(workspace, sources)
        for row in gone:
            screen.note(f"{row.path}: removed ({row.sha256[:12]})")
        report = rebuild(workspace, Options(jobs, timeout), screen.watcher())
    raise typer.Exit(screen.closing(report, len(gone), as_json=as_json))


def rebuild_command(
    context: typer.Context,
    from_scratch: Annotated[bool, typer.Option("--from-scratch", help="Do everything again.")] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Try documents again that failed before.")] = False,
    jobs: Jobs = 0,
    engine: Annotated[Where, typer.Option(help="Who reads: processes of this machine, or a Dask cluster.")] = "local",
    scheduler: Annotated[
        str, typer.Option(metavar="ADDR", help="The Dask scheduler; a cluster of this machine when left out.")
    ] = "",
    timeout: Timeout = 300.0,
    memory: Annotated[int, typer.Option(metavar="MB", help="Memory that one document may use.")] = 3000,
    as_json: Json = False,
) -> None:
    """Make the dataset from all sources; only what changed is done again."""
    from clustertrace.pipeline import Options, rebuild

    if scheduler and engine != "dask":
        raise Stop(f"--scheduler {scheduler}: goes with --engine dask", 2)
    workspace = here(context).required()
    with held(workspace.lock, "rebuild"), _runner(engine, scheduler, jobs) as (workers, maker):
        options = Options(workers, timeout, memory, from_scratch, retry)
        report = rebuild(workspace, options, screen.watcher(), maker)
    raise typer.Exit(screen.closing(report, 0, as_json=as_json))


@contextmanager
def _runner(engine: Where, scheduler: str, jobs: int) -> Iterator[tuple[int, EngineMaker]]:
    """How many documents at a time, and who reads them."""
    if engine == "local":
        from clustertrace.engine import LocalEngine

        yield jobs, LocalEngine
        return
    try:
        from clustertrace.cluster import Cluster
    except ModuleNotFoundError as error:
        raise Stop(f"--engine dask: {error.name} is not installed; pip install 'clustertrace[cluster]'", 2) from error
    with Cluster(scheduler, jobs or os.cpu_count() or 1) as cluster:
        yield cluster.threads, cluster.engine
