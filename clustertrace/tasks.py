"""One task: one stage of one document. Tasks carry keys and paths; results go into the store."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from clustertrace.store import Store
from extract import Document, Unreadable, read_document
from nlp import Findings, observe

Stage = Literal["extract", "observe"]


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker needs for one stage of one document.

    ``key`` is where the result goes, ``upstream`` the key of the document that is to be observed; ``path`` is the
    source file and ``name`` what to call it in messages; ``language`` and ``published`` are the ledger's.
    """

    stage: Stage
    key: str
    name: str
    store: Path
    path: Path
    sha256: str
    upstream: str = ""
    language: str = ""
    published: str = ""
    workspace: Path = Path()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a task ended; ``lasting`` failures would come again and are remembered, others are tried again."""

    status: Literal["ok", "failed"]
    cause: str = ""
    remedy: str = ""
    lasting: bool = False


def run(task: Task) -> Outcome:
    """Do the task and put its result into the store.

    Whatever goes wrong with one document ends here, as an outcome of that document alone.
    """
    try:
        payload = _extracted(task) if task.stage == "extract" else _observed(task)
        Store(task.store).write(task.key, payload)
    except Unreadable as error:
        return Outcome("failed", error.cause, error.remedy, lasting=True)
    except MemoryError:
        return Outcome("failed", "needs more memory than a document may use", "split the file, or raise --memory")
    except RecursionError:
        return Outcome("failed", "is nested too deeply to be read", "save it anew from the program that made it", True)
    except Exception as error:  # noqa: BLE001 - a fault in reading one document must not stop the others
        return Outcome("failed", _fault(error), "report this with the file; the other documents are not affected")
    return Outcome("ok")


def decode_document(payload: bytes) -> Document:
    """The document that ``run`` stored."""
    return msgspec.msgpack.decode(payload, type=Document)


def decode_findings(payload: bytes) -> Findings:
    """The findings that ``run`` stored."""
    return msgspec.msgpack.decode(payload, type=Findings)


def _extracted(task: Task) -> bytes:
    document = read_document(task.path, name=task.name, language=task.language)
    if document.id != task.sha256:
        raise Unreadable(task.name, "changed while it was being read", "run the command again")
    return msgspec.msgpack.encode(document)


def _observed(task: Task) -> bytes:
    payload = Store(task.store).read(task.upstream)
    if payload is None:
        raise LookupError("what was read of it is no longer in the store; run again")
    document = decode_document(payload)
    findings = observe(document, gazetteer_of(task.workspace, task.store), published=task.published or document.dated)
    return msgspec.msgpack.encode(findings)


def _fault(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    at = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"met a fault in the program ({type(error).__name__}: {str(error)[:120]}{at})"
