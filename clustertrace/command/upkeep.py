"""status, verify, doctor: what is there, whether it is whole, whether the installation is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from clustertrace import builds
from clustertrace.command import screen
from clustertrace.command.options import Json, here, readable
from clustertrace.lock import held
from clustertrace.state import State
from clustertrace.workspace import Workspace

if TYPE_CHECKING:
    from extract import Source


def status_command(context: typer.Context, as_json: Json = False) -> None:
    """Say what is there: sources, the dataset, the last runs."""
    from clustertrace.ledger import read_ledger

    workspace = here(context).required()
    ledger = read_ledger(workspace.ledger)
    with readable(workspace):
        documents = _documents(workspace)
    rows = [_status_row(row, documents.get(row.sha256, {})) for row in ledger.rows]
    runs = State(workspace.store / "state.sqlite").runs()
    if as_json:
        names = ("path", "status", "published", "language", "sha256", "title")
        screen.say_json(
            {
                "sources": [dict(zip(names, row, strict=True)) for row in rows],
                "build": builds.newest(workspace.dataset),
                "runs": [{"number": r.number, "finished": r.finished, "build": r.build} for r in runs],
            }
        )
        return
    screen.table(("source", "status", "published", "language", "hash", "title"), rows)
    screen.say(f"{len(rows)} sources; dataset: {builds.newest(workspace.dataset) or 'none yet'}")
    for run in runs[-5:]:
        screen.say(f"run {run.number}: {run.finished}, {run.counts}, build {run.build}")


def verify_command(context: typer.Context, as_json: Json = False) -> None:
    """Check the hashes of the sources, the store and the dataset; exit status 3 when store or dataset are damaged."""
    from clustertrace.verify import verify

    workspace = here(context).required()
    with held(workspace.lock, "verify"):
        faults = verify(workspace)
    if as_json:
        screen.say_json([{"what": fault.what, "fault": fault.fault, "remedy": fault.remedy} for fault in faults])
    elif faults:
        screen.table(("what", "fault", "remedy"), [(fault.what, fault.fault, fault.remedy) for fault in faults])
    else:
        screen.say("sources, store and dataset are whole")
    if faults:
        raise typer.Exit(3 if any(fault.generated for fault in faults) else 1)


def doctor_command(as_json: Json = False) -> None:
    """Check the installation: Python, libraries, programs, gazetteer."""
    from clustertrace.doctor import examine

    findings = examine()
    if as_json:
        screen.say_json([{"what": f.what, "state": f.state, "remedy": f.remedy, "needed": f.needed} for f in findings])
    else:
        screen.table(("what", "state", "remedy"), [(f.what, f.state, f.remedy) for f in findings])
    if any(finding.remedy and finding.needed for finding in findings):
        raise typer.Exit(1)


def _status_row(row: Source, document: Mapping[str, str]) -> tuple[str, str, str, str, str, str]:
    """What the ledger says of a source; where it is silent, what was read in the document."""
    return (
        row.path,
        document.get("status", "not read yet"),
        row.published or document.get("published", ""),
        row.language or document.get("language", ""),
        row.sha256[:12],
        row.title or document.get("title", ""),
    )


def _documents(workspace: Workspace) -> dict[str, Mapping[str, str]]:
    from consolidate import read_table

    if not (workspace.dataset / "documents.csv").exists():
        return {}
    return {row["document_id"]: row for row in read_table(workspace.dataset, "documents")}
