"""What goes into the dataset and what came out of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from extract import Document, Source
from gazetteer import Entity
from nlp import Findings


@dataclass(frozen=True, slots=True)
class Part:
    """One source and what reading it gave; ``failure`` says why there is no document."""

    source: Source
    document: Document | None
    findings: Findings | None
    failure: str = ""


class KnownEntities(Protocol):
    """What consolidation asks of a gazetteer."""

    @property
    def entities(self) -> Iterable[Entity]:
        """All reviewed entities."""
        ...

    def entity(self, key: str, /) -> Entity:
        """The entity with this id.

        Raises:
            KeyError: there is none.
        """
        ...


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of what was written: rows a file, observations by agreement, judgements by outcome."""

    rows: tuple[tuple[str, int], ...]
    agreement: tuple[tuple[str, int], ...]
    outcomes: tuple[tuple[str, int], ...]

    def count(self, file: str) -> int:
        """Rows of one table, by its name without suffix."""
        return dict(self.rows).get(file, 0)
