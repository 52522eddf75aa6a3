"""Files written so that a reader, or the next run after a crash, sees the old bytes or the new, never half."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from clustertrace.errors import Stop


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``data`` to a temporary file beside ``path``, flush it to disk, rename it into place.

    Raises:
        Stop: The folder cannot be written or the disk is full; the old file is untouched.
    """
    _replace(path, lambda stream: stream.write(data))


def copy_atomically(source: BinaryIO, path: Path) -> str:
    """Copy all of ``source`` to ``path`` as ``write_atomically`` does; the sha256 of what was copied.

    Raises:
        Stop: As there.
    """
    digest = hashlib.sha256()

    def copy(stream: BinaryIO) -> None:
        while chunk := source.read(1 << 20):
            digest.update(chunk)
            stream.write(chunk)

    _replace(path, copy)
    return digest.hexdigest()


def _replace(path: Path, write: Callable[[BinaryIO], object]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise unwritable(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
        flush_folder(path.parent)
    except OSError as error:
        with suppress(OSError):  # the next run deletes it
            temporary.unlink()
        raise unwritable(path, error) from error


def sweep_parts(folder: Path) -> None:
    """Delete what broken-off writes left in ``folder``; to be called where nobody else writes."""
    for left in folder.glob(".*.part"):
        with suppress(OSError):  # it is in nobody's way
            left.unlink()


def flush_folder(folder: Path) -> None:
    """Make renames and new names in ``folder`` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def unwritable(path: Path, error: Exception) -> Stop:
    """The error to raise where ``path`` cannot be written."""
    fault = error.strerror if isinstance(error, OSError) and error.strerror else error
    return Stop(f"{path}: cannot be written ({fault}); free space or grant access, and run again")


def hash_file(path: Path) -> str:
    """The sha256 of a file's bytes, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
