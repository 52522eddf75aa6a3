"""The build that is shown: always the newest, also when a new one is switched in while somebody reads."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from consolidate import DATABASE, open_database

if TYPE_CHECKING:
    from consolidate import Difference


class NotBuilt(Exception):
    """There is no dataset to show yet, or one that an older version made."""


class Build:
    """One complete dataset; what is counted in it once is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._counts: dict[tuple[str, tuple[str | int, ...]], int] = {}
        self._worked_out: dict[str, tuple[str, ...]] = {}
        self._difference: tuple[Path, Difference] | None = None

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """Its database, for reading only, for one thread."""
        connection = open_database(self.folder)
        try:
            yield connection
        finally:
            connection.close()

    def count(self, connection: sqlite3.Connection, question: str, *values: str | int) -> int:
        """The number that ``question`` asks for; a build never changes, so it is asked once."""
        key = (question, values)
        if key not in self._counts:
            self._counts[key] = int(connection.execute(question, values).fetchone()[0] or 0)
        return self._counts[key]

    def worked_out(self, name: str, work: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
        """What ``work`` gives; it is done once for a build."""
        if name not in self._worked_out:
            self._worked_out[name] = work()
        return self._worked_out[name]

    def since(self, earlier: Path, compare: Callable[[Path, Path], Difference]) -> Difference:
        """What changed from an earlier build; it is compared once."""
        if self._difference is None or self._difference[0] != earlier:
            self._difference = (earlier, compare(earlier, self.folder))
        return self._difference[1]


class Builds:
    """Follows the link to the newest build."""

    def __init__(self, link: Path) -> None:
        self._link = link
        self._current: Build | None = None

    def current(self) -> Build:
        """The newest build.

        Raises:
            NotBuilt: there is none that can be shown.
        """
        folder = self._link.resolve()
        if self._current is None or self._current.folder != folder:
            if not (folder / DATABASE).is_file() or not _can_be_shown(folder):
                raise NotBuilt
            self._current = Build(folder)
        return self._current


def _can_be_shown(folder: Path) -> bool:
    """Whether it has all that the review asks for."""
    with closing(open_database(folder)) as connection, suppress(sqlite3.Error):
        connection.execute("SELECT p.problem_id FROM queue AS q JOIN problems AS p ON p.problem_id = q.id LIMIT 1")
        return True
    return False
