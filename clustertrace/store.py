"""The content-addressed store under ``outputs/.store``: results by key, checked when read.

An object is a file named by its key: eight bytes that say what it is, the sha256 of the payload, the payload
(deflated). It is written to a temporary file, flushed, renamed; so a key that exists is complete, and bytes that
were damaged later are told from good ones and made again.
"""

from __future__ import annotations

import hashlib
import os
import re
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from clustertrace.files import unwritable, write_atomically

_MAGIC = b"CTRACE1\n"
_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Store:
    """Objects by key in ``folder``; any process may read and write at the same time."""

    folder: Path

    def path(self, key: str) -> Path:
        """Where the object of this key lies."""
        return self.folder / "objects" / key[:2] / key

    def has(self, key: str) -> bool:
        """Whether there is an object of this key (its bytes are not checked)."""
        return os.path.exists(f"{self.folder}/objects/{key[:2]}/{key}")  # noqa: PTH110 - asked thousands of times in a run

    def read(self, key: str) -> bytes | None:
        """The payload, or None where there is none or its bytes were damaged."""
        try:
            data = self.path(key).read_bytes()
        except OSError:
            return None
        return _payload(data)

    def write(self, key: str, payload: bytes) -> None:
        """Keep ``payload`` under ``key``.

        Raises:
            Stop: The folder cannot be written.
        """
        write_atomically(self.path(key), _MAGIC + hashlib.sha256(payload).digest() + zlib.compress(payload, 1))

    def keys(self) -> Iterator[str]:
        """All keys there are."""
        return (name for _, name in self._names() if _KEY.fullmatch(name))

    def sweep(self, live: Collection[str]) -> int:
        """Delete every object that is not live, and what broken-off writes left; the number of objects deleted.

        Raises:
            Stop: The folder cannot be written.
        """
        dead = 0
        for folder, name in list(self._names()):
            if name not in live and (_KEY.fullmatch(name) or name.endswith(".part")):
                _unlink(Path(folder, name))
                dead += not name.endswith(".part")
        return dead

    def _names(self) -> Iterator[tuple[str, str]]:
        """Folder and name of every file, in order; strings, since there are many."""
        for folder, folders, names in os.walk(self.folder / "objects"):
            folders.sort()
            yield from ((folder, name) for name in sorted(names))

    def damaged(self) -> tuple[str, ...]:
        """Keys whose bytes are not what was written."""
        return tuple(key for key in self.keys() if self.read(key) is None)


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(path, error) from error


def _payload(data: bytes) -> bytes | None:
    head = len(_MAGIC)
    if data[:head] != _MAGIC:
        return None
    try:
        payload = zlib.decompress(data[head + 32 :])
    except zlib.error:
        return None
    return payload if hashlib.sha256(payload).digest() == data[head : head + 32] else None
