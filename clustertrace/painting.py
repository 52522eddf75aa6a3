"""A page of a report painted with what was read on it, by a process that can be killed."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

from pebble import ProcessPool

from clustertrace.engine import MEMORY_LIMIT_MB, limit_memory, outcome_of
from clustertrace.errors import Stop
from clustertrace.files import write_atomically
from clustertrace.tasks import Outcome
from extract import Unreadable, read_bytes

DEADLINE = 300.0
"""Seconds that reading the report and painting its page may take."""


def paint_page(file: Path, page: int, to: Path, deadline: float = DEADLINE, memory_mb: int = MEMORY_LIMIT_MB) -> None:
    """Write a PNG of a PDF's page (from 1) with its blocks, reading order, rulings and tables to ``to``.

    Raises:
        Stop: The file is no PDF or cannot be read, it has no such page, or ``to`` cannot be written.
    """
    if not file.is_file():
        raise Stop(f"{file}: there is no such file; check the name", 2)
    context = multiprocessing.get_context("forkserver")
    pool = ProcessPool(1, context=context, initializer=limit_memory, initargs=(memory_mb,))
    try:
        outcome = outcome_of(pool.schedule(_paint, args=(file, page, to), timeout=deadline), deadline)
    finally:
        pool.stop()  # type: ignore[no-untyped-call] # the library is typed only in part
        pool.join()
    if outcome.status == "failed":
        raise Stop(f"{file}: {outcome.cause}; {outcome.remedy}", 2)


def _paint(file: Path, page: int, to: Path) -> Outcome:
    from extract.formats.pdf import paint  # noqa: PLC0415 - the renderer is loaded only in the process that can be killed

    try:
        data = file.read_bytes()
        document = read_bytes(data, file.name)
        if document.media_type != "application/pdf":
            return Outcome("failed", f"has no pages to paint ({document.media_type})", "name a PDF")
        write_atomically(to, paint(data, page, document))
    except Unreadable as error:
        return Outcome("failed", error.cause, error.remedy)
    except OSError as error:
        return Outcome("failed", f"cannot be read ({error.strerror})", "check the file and its permissions")
    except MemoryError:
        return Outcome("failed", "needs more memory than a document may use", "split the file")
    return Outcome("ok")
