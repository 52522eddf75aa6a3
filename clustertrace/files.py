"""Files written so that a reader, or the next run after a crash, sees the old bytes or the new, never half."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from clustertrace.errors import Stop


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``data`` to a temporary file beside ``path``, flush it to disk, rename it into place.

    Raises:
        Stop: The folder cannot be written or the disk is full; the old file is untouched.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise unwritable(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
        flush_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
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


def unwritable(path: Path, error: OSError) -> Stop:
    """The error to raise where ``path`` cannot be written."""
    return Stop(f"{path}: cannot be written ({error.strerror or error}); free space or grant access, and run again")


def hash_file(path: Path) -> str:
    """The sha256 of a file's bytes, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
