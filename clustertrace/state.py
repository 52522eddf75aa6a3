"""Working state of a workspace in SQLite: which bytes a file had when it was last hashed, and the run history.

None of it is needed to make the dataset: a damaged or missing file is put aside and begun anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from clustertrace.errors import Stop
from clustertrace.files import hash_file

_TABLES = """
CREATE TABLE IF NOT EXISTS hashed (path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, inode INTEGER, sha256 TEXT);
CREATE TABLE IF NOT EXISTS runs (number INTEGER PRIMARY KEY, finished TEXT, build TEXT, counts TEXT);
"""


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
        """The sha256 of every file that can be read; a file is read again only when its size, time or inode changed."""
        found: dict[Path, str] = {}
        with self._open() as database:
            known = {row[:4]: str(row[4]) for row in database.execute("SELECT * FROM hashed")}
            for file in files:
                try:
                    stat = file.stat()
                    seen = (str(file), stat.st_size, stat.st_mtime_ns, stat.st_ino)
                    found[file] = known.get(seen) or hash_file(file)
                except OSError:
                    continue
                if seen not in known:
                    database.execute("INSERT OR REPLACE INTO hashed VALUES (?, ?, ?, ?, ?)", (*seen, found[file]))
        return found

    def forget_hashes(self) -> None:
        """Have every file hashed again when it is next asked for."""
        with self._open() as database:
            database.execute("DELETE FROM hashed")

    def record(self, finished: str, build: str, counts: str) -> Run:
        """Add a finished run to the history."""
        with self._open() as database:
            cursor = database.execute(
                "INSERT INTO runs (finished, build, counts) VALUES (?, ?, ?)", (finished, build, counts)
            )
        return Run(cursor.lastrowid or 0, finished, build, counts)

    def runs(self) -> tuple[Run, ...]:
        """The history, oldest first."""
        with self._open() as database:
            return tuple(Run(*row) for row in database.execute("SELECT * FROM runs ORDER BY number"))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            database = _connect(self.path)
        except sqlite3.DatabaseError as error:
            database = _anew(self.path, error)
        with closing(database), database:
            yield database


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(path, timeout=30)
    try:
        database.execute("PRAGMA journal_mode=WAL")
        database.executescript(_TABLES)
        database.execute("SELECT count(*) FROM hashed").fetchone()
        database.execute("SELECT count(*) FROM runs").fetchone()
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database


def _anew(path: Path, error: sqlite3.DatabaseError) -> sqlite3.Connection:
    if isinstance(error, sqlite3.OperationalError):
        raise Stop(f"{path}: cannot be used ({error}); free space or grant access, and run again") from error
    path.replace(path.with_suffix(".damaged"))
    for leftover in (path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        leftover.unlink(missing_ok=True)
    return _connect(path)
