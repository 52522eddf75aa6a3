"""One task: one stage of one document. Tasks carry keys and paths; results go into the store."""

from __future__ import annotations

import functools
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from clustertrace.errors import Stop
from clustertrace.store import Store
from consolidate import pack, tabulate
from extract import Document, Status, Unreadable, read_document
from gazetteer import Gazetteer
from nlp import Findings, observe

Stage = Literal["extract", "observe", "tabulate"]


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker needs for one stage of one document.

    ``key`` is where the result goes; ``document`` and ``findings`` are the keys of the results that later stages
    build on; ``path`` is the source file and ``name`` what to call it in messages; ``language`` and ``published``
    are the ledger's, ``names`` is the hash of the gazetteer's data.
    """

    stage: Stage
    key: str
    name: str
    store: Path
    path: Path
    sha256: str
    document: str = ""
    findings: str = ""
    language: str = ""
    published: str = ""
    workspace: Path = Path()
    names: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a task ended.

    ``lasting`` outcomes would come again and are remembered, others are tried again by the next run. ``dated``
    is the date that extraction found in the document, ``dated_quote`` the words it stands in.
    """

    status: Status
    cause: str = ""
    remedy: str = ""
    lasting: bool = True
    dated: str = ""
    dated_quote: str = ""


DONE = Outcome("ok")
"""What a stage says that has nothing to tell: its result in the store says it, too."""
_NOT_STORED = Outcome("failed", "what was read of it is not in the store", "run again", lasting=False)


def run(task: Task) -> Outcome:
    """Do the task, put its result into the store, and say how it ended.

    Whatever goes wrong with one document ends here, as an outcome of that document alone.

    Raises:
        Stop: The store cannot be written.
    """
    try:
        return STAGES[task.stage](task)
    except Unreadable as error:
        # What the disk or the permissions forbid today may be there tomorrow.
        forbidden = isinstance(error.__cause__, OSError) and error.__cause__.errno is not None
        return Outcome("failed", error.cause, error.remedy, lasting=not forbidden)
    except MemoryError:
        return Outcome("failed", "needs more memory than a document may use", "split the file, or raise --memory")
    except RecursionError:
        return Outcome("failed", "is nested too deeply to be read", "save it anew from the program that made it")
    except Stop:
        raise
    except Exception as error:  # noqa: BLE001 - a fault in reading one document must not stop the others
        return Outcome("failed", _fault(error), "report this with the file; the other documents are not affected")


@functools.cache
def gazetteer_of(workspace: Path, built: Path, _names: str) -> Gazetteer:
    """The workspace's gazetteer of the data with this hash, from its built form; built first where there is none."""
    return Gazetteer.load(workspace, built=built)


def decode_document(payload: bytes) -> Document:
    """The document that ``run`` stored."""
    return msgspec.msgpack.decode(payload, type=Document)


def _extract(task: Task) -> Outcome:
    document = read_document(task.path, name=task.name, language=task.language)
    if document.id != task.sha256:
        return Outcome("failed", "changed while it was being read", "run the command again", lasting=False)
    Store(task.store).write(task.key, msgspec.msgpack.encode(document))
    quote = document.quote(document.dated_at) if document.dated_at is not None else ""
    cause = document.problems[0].message if document.status != "ok" and document.problems else ""
    return Outcome(document.status, cause, dated=document.dated, dated_quote=quote)


def _observe(task: Task) -> Outcome:
    payload = Store(task.store).read(task.document)
    if payload is None:
        return _NOT_STORED
    document = decode_document(payload)
    gazetteer = gazetteer_of(task.workspace, task.store / "gazetteer", task.names)
    findings = observe(document, gazetteer, published=task.published or document.dated)
    Store(task.store).write(task.key, msgspec.msgpack.encode(findings))
    return DONE


def _tabulate(task: Task) -> Outcome:
    document, findings = Store(task.store).read(task.document), Store(task.store).read(task.findings)
    if document is None or findings is None:
        return _NOT_STORED
    sheet = tabulate(decode_document(document), msgspec.msgpack.decode(findings, type=Findings))
    Store(task.store).write(task.key, pack(sheet))
    return DONE


STAGES: dict[Stage, Callable[[Task], Outcome]] = {"extract": _extract, "observe": _observe, "tabulate": _tabulate}
"""What is done with a document, in order."""


def _fault(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    at = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"met a fault in the program ({type(error).__name__}: {str(error)[:120]}{at})"
