"""Names grouped by a text they share (their sound, their notions), in arrays that need no loading."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property


class Groups:
    """Numbers of names by a key text, the keys sorted."""

    def __init__(self, parts: list[memoryview]) -> None:
        self._texts, starts, members = parts
        self._starts = starts.cast("B").cast("I")
        self._members = members.cast("B").cast("I")

    @cached_property
    def keys(self) -> list[str]:
        """The keys in order."""
        text = bytes(self._texts).decode()
        return text.split("\n") if text else []

    def __getitem__(self, key: str) -> tuple[int, ...]:
        """The names of a key; none where there is no such key."""
        at = bisect_left(self.keys, key)
        return self._at(at) if at < len(self.keys) and self.keys[at] == key else ()

    def count(self, key: str) -> int:
        """How many names a key has."""
        at = bisect_left(self.keys, key)
        return self._starts[at + 1] - self._starts[at] if at < len(self.keys) and self.keys[at] == key else 0

    @cached_property
    def size(self) -> int:
        """How many names there are."""
        return len(set(self._members))

    def beginning(self, start: str) -> Iterator[tuple[str, tuple[int, ...]]]:
        """The keys that begin so, with their names."""
        at = bisect_left(self.keys, start)
        while at < len(self.keys) and self.keys[at].startswith(start):
            yield self.keys[at], self._at(at)
            at += 1

    def _at(self, at: int) -> tuple[int, ...]:
        return tuple(self._members[self._starts[at] : self._starts[at + 1]])


def grouped(pairs: Iterable[tuple[str, int]]) -> list[memoryview]:
    """The arrays of the groups that these pairs of key and name's number make; empty keys are left out."""
    found: dict[str, list[int]] = {}
    for key, number in pairs:
        if key:
            found.setdefault(key, []).append(number)
    starts, members = array("I"), array("I")
    keys = sorted(found)
    for key in keys:
        starts.append(len(members))
        members.extend(found[key])
    starts.append(len(members))
    return [memoryview("\n".join(keys).encode()), memoryview(starts.tobytes()), memoryview(members.tobytes())]
