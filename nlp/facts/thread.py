"""The thread of a section: whom its figures were told of so far."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Order = Literal["last", "before", "others", "nothing"]
"""Whether figures were told of somebody: the last one, an earlier one, only of others, or none at all."""
_LONGEST = 40
"""Figures back from which on a section without an end has forgotten whom they were told of."""


@dataclass(slots=True)
class Thread:
    """Subjects of the figures of a section in the order in which they were told, by id, each with its paragraph."""

    _told: deque[tuple[str, int]] = field(default_factory=lambda: deque(maxlen=_LONGEST))
    _paragraph: int = 0

    def tell(self, identities: Iterable[str]) -> None:
        """Take down whom figures are told of."""
        self._told.extend((identity, self._paragraph) for identity in identities)

    def new_paragraph(self) -> None:
        """Begin a paragraph."""
        self._paragraph += 1

    def new_section(self) -> None:
        """Begin a section."""
        self._told.clear()

    def told(self, identity: str) -> Order:
        """Whether figures of the section were told of somebody."""
        return _order(identity, [told for told, _ in self._told])

    def told_here(self, identity: str) -> Order:
        """Whether figures of the paragraph were told of somebody."""
        return _order(identity, [told for told, paragraph in self._told if paragraph == self._paragraph])


def _order(identity: str, told: Sequence[str]) -> Order:
    if not told:
        return "nothing"
    if told[-1] == identity:
        return "last"
    return "before" if identity in told else "others"
