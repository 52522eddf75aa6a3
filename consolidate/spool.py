"""Rows of one table, sorted on disk: what does not fit in memory lies in sorted runs."""

from __future__ import annotations

import heapq
import marshal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

RowType = TypeVar("RowType", bound=tuple[str | int | None, ...])

RUN = 100_000
_CHUNK = 1_000


def by_all_columns(row: tuple[str | int | None, ...]) -> tuple[str | int, ...]:
    """Sort by every column in turn; a missing number comes before any other."""
    return tuple([-1 if cell is None else cell for cell in row])


class Spool(Generic[RowType]):
    """Takes rows in any order and gives them sorted, once, equal rows once.

    ``make`` turns a plain tuple back into the row's type; ``run`` is the number of rows held in memory.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        make: Callable[[tuple[str | int | None, ...]], RowType],
        run: int = RUN,
        key: Callable[[tuple[str | int | None, ...]], tuple[str | int, ...]] = by_all_columns,
    ) -> None:
        self._folder = folder
        self._name = name
        self._make = make
        self._run = run
        self._key = key
        self._held: list[tuple[str | int | None, ...]] = []
        self._runs: list[Path] = []

    def add(self, row: RowType) -> None:
        """Take one row."""
        self._held.append(tuple(row))
        if len(self._held) >= self._run:
            self._spill()

    def __iter__(self) -> Iterator[RowType]:
        """All rows, sorted, equal ones once."""
        self._held.sort(key=self._key)
        streams = [_read(path) for path in self._runs]
        merged = heapq.merge(*streams, self._held, key=self._key) if streams else iter(self._held)
        last: tuple[str | int | None, ...] | None = None
        for row in merged:
            if row != last:
                yield self._make(row)
            last = row

    def close(self) -> None:
        """Forget all rows and remove the runs."""
        self._held = []
        for path in self._runs:
            path.unlink(missing_ok=True)
        self._runs = []

    def _spill(self) -> None:
        self._held.sort(key=self._key)
        path = self._folder / f"{self._name}-{len(self._runs):05d}.run"
        with path.open("wb") as stream:
            for first in range(0, len(self._held), _CHUNK):
                marshal.dump(self._held[first : first + _CHUNK], stream)
        self._runs.append(path)
        self._held = []


def _read(path: Path) -> Iterator[tuple[str | int | None, ...]]:
    with path.open("rb") as stream:
        while not _at_end(stream):
            yield from marshal.load(stream)  # noqa: S302 - written by this process a moment ago


def _at_end(stream: BinaryIO) -> bool:
    here = stream.read(1)
    if here:
        stream.seek(-1, 1)
    return not here
