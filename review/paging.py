"""Long lists, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Paging:
    """One page of a list; ``number`` counts from 1, ``query`` is what else the address of the page asks for.

    >>> paging = Paging("page", 2, 50, 120, {"name": "kyiv"})
    >>> paging.offset, paging.pages, paging.href(3), paging.next, Paging("page", 9, 50, 0, {}).number
    (50, 3, '?name=kyiv&page=3', 3, 1)
    """

    name: str
    number: int
    size: int
    total: int
    query: Mapping[str, str]

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", min(max(self.number, 1), self.pages))

    @classmethod
    def of(cls, query: Mapping[str, str], name: str, size: int, total: int) -> Paging:
        """The page that an address asks for; the first one where it asks for none that is."""
        asked = query.get(name, "")
        return cls(name, int(asked) if asked.isdecimal() and len(asked) < 10 else 1, size, total, dict(query))

    @property
    def pages(self) -> int:
        """How many there are."""
        return max(-(-self.total // self.size), 1)

    @property
    def offset(self) -> int:
        """Items before this page."""
        return (self.number - 1) * self.size

    @property
    def shown(self) -> slice:
        """The items of this page."""
        return slice(self.offset, self.offset + self.size)

    @property
    def previous(self) -> int:
        """The page before; 0 where there is none."""
        return self.number - 1

    @property
    def next(self) -> int:
        """The page after; 0 where there is none."""
        return self.number + 1 if self.number < self.pages else 0

    def href(self, number: int) -> str:
        """The address of another page."""
        return "?" + urlencode({**self.query, self.name: number})
