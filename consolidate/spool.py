"""Rows of one table, sorted without all of them in memory: they lie on disk in drawers, which are sorted one by one.

A document's rows come packed, drawer by drawer, as they were kept since the document was read: gathering them copies
bytes, and each row is made once, when its drawer is emptied.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Literal

from consolidate.columns import Row

Order = Literal["keyed", "mixed"]
Packed = Mapping[str, bytes]
"""Rows by the name of their drawer, as ``packed`` makes bytes of them."""

ROWS_HELD = 10_000
"""Rows added one by one are packed when there are so many."""
BYTES_HELD = 4_000_000
"""Packed rows go to disk when there are so many bytes of them."""
_LENGTH = 4
"""Bytes before each pack that tell its length."""
_FIRST = itemgetter(0)


def by_all_columns(row: Row) -> tuple[str | int, ...]:
    """Sort by every column in turn; a missing number comes before any other."""
    return tuple([-1 if cell is None else cell for cell in row])


def first_letter(row: Row) -> str:
    """The drawer of most rows: keys are hashes, so that their first letters share them out evenly."""
    return str(row[0])[:1]


def packed(rows: Iterable[Row], drawer: Callable[[Row], str] = first_letter) -> dict[str, bytes]:
    """Plain tuples as bytes, by drawer."""
    drawers: dict[str, list[Row]] = {}
    for row in rows:
        drawers.setdefault(drawer(row), []).append(row)
    return {name: marshal.dumps(found) for name, found in drawers.items()}


def unpacked(rows: Packed) -> list[Row]:
    """The rows of all drawers."""
    return list(chain.from_iterable(map(_unpacked, rows.values())))


class Spool:
    """Takes rows, plain tuples, in any order and gives them sorted, each once; iterating empties it.

    ``order`` says how the rows of a drawer compare: ``keyed`` by the first column, of rows with the same key only the
    smallest is given; ``mixed`` by all columns. The drawers follow one another by name.
    """

    def __init__(
        self, folder: Path, name: str, order: Order = "keyed", drawer: Callable[[Row], str] = first_letter
    ) -> None:
        self._path = folder / name
        self._order = order
        self._drawer = drawer
        self._rows: list[Row] = []
        self._packs: dict[str, list[bytes]] = {}
        self._size = 0
        self._on_disk: set[str] = set()

    def add(self, row: Row) -> None:
        """Take one row."""
        self._rows.append(row)
        if len(self._rows) >= ROWS_HELD:
            self._pack()

    def put(self, rows: Packed) -> None:
        """Take packed rows."""
        for name, pack in rows.items():
            self._packs.setdefault(name, []).append(pack)
            self._size += len(pack)
        if self._size >= BYTES_HELD:
            self._flush()

    def __iter__(self) -> Iterator[Row]:
        return chain.from_iterable(self._sorted())

    def drawers(self) -> Iterator[list[Row]]:
        """The rows of each drawer, as they came; going through them empties the spool."""
        self._pack()
        for name in sorted({*self._packs, *self._on_disk}):
            yield list(chain.from_iterable(map(_unpacked, self._emptied(name))))

    def _sorted(self) -> Iterator[list[Row]]:
        """The rows of each drawer in order."""
        only = _smallest_of_each_key if self._order == "keyed" else _each_once
        for rows in self.drawers():
            rows.sort(key=_FIRST if self._order == "keyed" else by_all_columns)
            yield only(rows)

    def _pack(self) -> None:
        rows, self._rows = self._rows, []
        self.put(packed(rows, self._drawer))

    def _flush(self) -> None:
        for name, packs in self._packs.items():
            with self._file(name).open("ab") as stream:
                stream.write(
                    b"".join([part for pack in packs for part in (len(pack).to_bytes(_LENGTH, "little"), pack)])
                )
        self._on_disk.update(self._packs)
        self._packs, self._size = {}, 0

    def _emptied(self, name: str) -> Iterator[bytes]:
        """The packs of one drawer."""
        if name in self._on_disk:
            self._on_disk.remove(name)
            with self._file(name).open("rb") as stream:
                while length := stream.read(_LENGTH):
                    yield stream.read(int.from_bytes(length, "little"))
            self._file(name).unlink()
        yield from self._packs.pop(name, ())

    def _file(self, name: str) -> Path:
        return self._path.with_name(f"{self._path.name}-{name.encode().hex()}.rows")


def _unpacked(pack: bytes) -> list[Row]:
    rows: list[Row] = marshal.loads(pack)  # noqa: S302 - made by ``packed``; the store checks what lay in it
    return rows


def _smallest_of_each_key(rows: list[Row]) -> list[Row]:
    if len(set(map(_FIRST, rows))) == len(rows):
        return rows
    return [min(group, key=by_all_columns) for _, group in groupby(rows, key=_FIRST)]


def _each_once(rows: list[Row]) -> list[Row]:
    return [row for row, _ in groupby(rows)]
