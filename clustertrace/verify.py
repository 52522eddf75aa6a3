"""Whether everything in a workspace is what it was when it was written."""

from __future__ import annotations

from dataclasses import dataclass

from clustertrace import builds
from clustertrace.files import hash_file
from clustertrace.ledger import read_ledger
from clustertrace.store import Store
from clustertrace.workspace import Workspace
from consolidate import BadJudgements, JudgementLog, verify_dataset


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was written; ``generated`` things can be made again by a rebuild."""

    what: str
    fault: str
    remedy: str
    generated: bool


def verify(workspace: Workspace) -> tuple[Fault, ...]:
    """All faults of the sources against the ledger, of the judgements, the store and the newest dataset.

    Raises:
        Stop: The ledger is damaged.
    """
    return (*_sources(workspace), *_judgements(workspace), *_store(workspace), *_dataset(workspace))


def _sources(workspace: Workspace) -> list[Fault]:
    found: list[Fault] = []
    for row in read_ledger(workspace.ledger).rows:
        path = workspace.root / row.path
        if not path.is_file():
            found.append(Fault(row.path, "the file is gone", "put it back, or remove the source", generated=False))
        elif row.sha256 and hash_file(path) != row.sha256:
            remedy = "rebuild reads it as a new version; restore it if nobody changed it"
            found.append(Fault(row.path, "its bytes are not those of the ledger", remedy, generated=False))
    return found


def _judgements(workspace: Workspace) -> list[Fault]:
    try:
        JudgementLog(workspace.judgements).read()
    except BadJudgements as error:
        return [Fault("judgements", str(error), "mend that line", generated=False)]
    return []


_STORE_REMEDY = "made again when it is asked for; at once with: clustertrace rebuild --from-scratch"


def _store(workspace: Workspace) -> list[Fault]:
    store = Store(workspace.store)
    return [Fault(f"store {key[:12]}", "damaged bytes", _STORE_REMEDY, generated=True) for key in store.damaged()]


def _dataset(workspace: Workspace) -> list[Fault]:
    name = builds.newest(workspace.dataset)
    if not name:
        return [Fault("dataset", "there is none", "rebuild makes it", generated=True)]
    remedy = "rebuild --from-scratch makes it again"
    changed = [Fault("dataset", fault, remedy, generated=True) for fault in builds.faults(workspace.builds, name)]
    if changed:
        return changed
    return [Fault("dataset", fault, remedy, generated=True) for fault in verify_dataset(workspace.dataset)]
