"""Rows of one table, sorted on disk: what does not fit in memory lies in sorted runs."""

from __future__ import annotations

import heapq
import marshal
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO, Generic, Literal, TypeVar

Row = tuple[str | int | None, ...]
RowType = TypeVar("RowType", bound=Row)
Order = Literal["keyed", "texts", "mixed"]

RUN = 50_000
_CHUNK = 1_000
_FIRST = itemgetter(0)


def by_all_columns(row: Row) -> tuple[str | int, ...]:
    """Sort by every column in turn; a missing number comes before any other."""
    return tuple([-1 if cell is None else cell for cell in row])


class Spool(Generic[RowType]):
    """Takes rows in any order and gives them sorted, each once; iterating empties it.

    ``make`` turns a plain tuple back into the row's type. ``order`` says how rows compare: ``keyed`` by the first
    column, of rows with the same key only the smallest is given; ``texts`` by all columns, which hold only text;
    ``mixed`` by all columns. ``run`` is the number of rows held in memory (0: the usual one).
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        make: Callable[[Row], RowType],
        order: Order = "keyed",
        run: int = 0,
    ) -> None:
        self._folder = folder
        self._name = name
        self._make = make
        self._order = order
        self._run = run or RUN
        self._held: list[Row] = []
        self._runs: list[Path] = []

    def add(self, row: RowType) -> None:
        """Take one row."""
        self._held.append(tuple(row))
        if len(self._held) >= self._run:
            self._spill()

    def __iter__(self) -> Iterator[RowType]:
        merged = self._merged()
        single = _smallest_of_each_key(merged) if self._order == "keyed" else _each_once(merged)
        make = self._make
        for row in single:
            yield make(row)
        self._close()

    def _merged(self) -> Iterable[Row]:
        self._sort()
        if not self._runs:
            return self._held
        streams = [_read(path) for path in self._runs]
        if self._order == "texts":
            return heapq.merge(*streams, self._held)
        return heapq.merge(*streams, self._held, key=_FIRST if self._order == "keyed" else by_all_columns)

    def _sort(self) -> None:
        if self._order == "texts":
            self._held.sort()
        else:
            self._held.sort(key=_FIRST if self._order == "keyed" else by_all_columns)

    def _spill(self) -> None:
        self._sort()
        path = self._folder / f"{self._name}-{len(self._runs):05d}.run"
        with path.open("wb") as stream:
            for first in range(0, len(self._held), _CHUNK):
                marshal.dump(self._held[first : first + _CHUNK], stream)
        self._runs.append(path)
        self._held = []

    def _close(self) -> None:
        self._held = []
        for path in self._runs:
            path.unlink(missing_ok=True)
        self._runs = []


def _smallest_of_each_key(rows: Iterable[Row]) -> Iterator[Row]:
    for _, group in groupby(rows, key=_FIRST):
        alike = list(group)
        yield alike[0] if len(alike) == 1 else min(alike, key=by_all_columns)


def _each_once(rows: Iterable[Row]) -> Iterator[Row]:
    last: Row | None = None
    for row in rows:
        if row != last:
            yield row
        last = row


def _read(path: Path) -> Iterator[Row]:
    with path.open("rb") as stream:
        while not _at_end(stream):
            yield from marshal.load(stream)  # noqa: S302 - written by this process a moment ago


def _at_end(stream: BinaryIO) -> bool:
    here = stream.read(1)
    if here:
        stream.seek(-1, 1)
    return not here
