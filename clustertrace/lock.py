"""One process at a time works in a workspace; a second one is told who is there."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from clustertrace.errors import Stop
from clustertrace.files import unwritable


@contextmanager
def held(path: Path, doing: str) -> Iterator[None]:
    """Hold the lock file ``path`` while ``doing`` (a command's name); the kernel frees it when a process dies.

    Raises:
        Stop: Another process holds it; the message says which and what it does.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(handle, 200).decode("utf-8", "replace").strip() or "another process"
            raise Stop(f"{path.parent.parent}: in use by {holder}; wait until it is done, then run again") from error
        _sign(path, handle, f"process {os.getpid()} ({doing})")
        yield
        with suppress(OSError):  # the lock is what counts; the next holder signs anew
            os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _sign(path: Path, handle: int, holder: str) -> None:
    try:
        os.ftruncate(handle, 0)
        os.pwrite(handle, holder.encode(), 0)
    except OSError as error:
        raise unwritable(path, error) from error
