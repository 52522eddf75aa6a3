"""Working state of a workspace in SQLite: which bytes a file had when it was last hashed, and the run history.

None of it is needed to make the dataset: a damaged or missing file is put aside and begun anew. Every row bears a
mark of its content, so that damaged rows count as missing.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from clustertrace.errors import Stop
from clustertrace.files import hash_file, unwritable

_TABLES = """
CREATE TABLE IF NOT EXISTS files (
    path BLOB PRIMARY KEY, size INTEGER, modified INTEGER, changed INTEGER, inode INTEGER, sha256 TEXT, mark TEXT
);
CREATE TABLE IF NOT EXISTS history (
    number INTEGER PRIMARY KEY, finished TEXT, build TEXT, counts TEXT, mark TEXT
);
"""
_SETTLED_NS = 2_000_000_000
"""A file changed less than this ago may change again within the same tick of its file system's clock."""
_SURROUNDINGS = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}
"""Errors that say nothing about the file's content (extended codes have these in their low byte)."""

Answer = TypeVar("Answer")
Seen = tuple[bytes, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """One finished run: its number, when it ended (ISO, UTC), the build it left as newest, its counts in words."""

    number: int
    finished: str
    build: str
    counts: str


@dataclass(frozen=True, slots=True)
class State:
    """The state file of one workspace."""

    path: Path

    def hashes(self, files: Iterable[Path]) -> dict[Path, str]:
        """The sha256 of every file that can be read; a file is read again only when its size, times or inode changed.

        Raises:
            Stop: The state cannot be written.
        """
        known = self._do(_known)
        found: dict[Path, str] = {}
        fresh: list[tuple[object, ...]] = []
        for file in files:
            try:
                seen = _look(file)
                found[file] = known.get(seen) or hash_file(file)
            except OSError:
                continue
            if seen not in known and time.time_ns() - max(seen[2], seen[3]) > _SETTLED_NS:
                fresh.append(_marked(*seen, found[file]))
        if fresh:
            self._do(lambda database: _insert(database, "files", fresh))
        return found

    def forget_hashes(self) -> None:
        """Have every file hashed again when it is next asked for."""
        self._do(lambda database: database.execute("DELETE FROM files"))

    def record(self, finished: str, build: str, counts: str) -> Run:
        """Add a finished run to the history."""
        return self._do(lambda database: _record(database, finished, build, counts))

    def runs(self) -> tuple[Run, ...]:
        """The history, oldest first."""
        return self._do(_runs) if os.access(self.path.parent, os.W_OK) else self._runs_read_only()

    def _runs_read_only(self) -> tuple[Run, ...]:
        try:
            with closing(sqlite3.connect(f"{self.path.absolute().as_uri()}?immutable=1", uri=True)) as database:
                return _runs(database)
        except sqlite3.DatabaseError:
            return ()

    def _do(self, work: Callable[[sqlite3.Connection], Answer]) -> Answer:
        try:
            return self._once(work)
        except sqlite3.DatabaseError as error:
            self._put_aside(error)
        try:
            return self._once(work)
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from error

    def _once(self, work: Callable[[sqlite3.Connection], Answer]) -> Answer:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(self.path, error) from error
        with closing(sqlite3.connect(self.path, timeout=30)) as database:
            database.execute("PRAGMA journal_mode=WAL")
            database.executescript(_TABLES)
            with database:
                return work(database)

    def _put_aside(self, error: sqlite3.DatabaseError) -> None:
        code = getattr(error, "sqlite_errorcode", None)
        short = code == sqlite3.SQLITE_IOERR_SHORT_READ
        if code is not None and code & 0xFF in _SURROUNDINGS and not short and not self.path.is_dir():
            raise self._unusable(error) from error
        try:
            self.path.replace(self.path.with_suffix(".damaged"))
            for leftover in (
                self.path.with_name(self.path.name + "-wal"),
                self.path.with_name(self.path.name + "-shm"),
            ):
                leftover.unlink(missing_ok=True)
        except OSError as fault:
            raise unwritable(self.path, fault) from fault

    def _unusable(self, error: sqlite3.DatabaseError) -> Stop:
        return Stop(f"{self.path}: cannot be used ({error}); free space or grant access, and run again")


def _look(file: Path) -> Seen:
    stat = file.stat()
    return os.fsencode(file), stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _known(database: sqlite3.Connection) -> dict[Seen, str]:
    rows = database.execute("SELECT path, size, modified, changed, inode, sha256, mark FROM files")
    return {
        (path, size, modified, changed, inode): sha256
        for path, size, modified, changed, inode, sha256, mark in rows
        if mark == _mark((path, size, modified, changed, inode, sha256))
    }


def _runs(database: sqlite3.Connection) -> tuple[Run, ...]:
    rows = database.execute("SELECT number, finished, build, counts, mark FROM history ORDER BY number")
    return tuple(
        Run(number, finished, build, counts)
        for number, finished, build, counts, mark in rows
        if mark == _mark((finished, build, counts))
    )


def _record(database: sqlite3.Connection, finished: str, build: str, counts: str) -> Run:
    cursor = database.execute(
        "INSERT INTO history (finished, build, counts, mark) VALUES (?, ?, ?, ?)", _marked(finished, build, counts)
    )
    return Run(cursor.lastrowid or 0, finished, build, counts)


def _insert(database: sqlite3.Connection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    marks = ", ".join("?" * len(rows[0]))
    database.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", rows)  # noqa: S608 - own name


def _marked(*row: object) -> tuple[object, ...]:
    return (*row, _mark(row))


def _mark(row: Sequence[object]) -> str:
    return hashlib.sha256(repr(tuple(row)).encode("utf-8", "surrogateescape")).hexdigest()[:16]
