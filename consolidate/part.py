"""What goes into the dataset and what came out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from consolidate.sheet import Sheet
from consolidate.wording import content_id
from extract import Document, Source
from gazetteer import Entity


@dataclass(frozen=True, slots=True)
class Part:
    """One source and what reading it gave; ``failure`` says why there is no sheet.

    ``read`` gives the document itself, which only decisions of people ask for.
    """

    source: Source
    sheet: Sheet | None
    read: Callable[[], Document] | None = None
    failure: str = ""

    @property
    def document_id(self) -> str:
        """The hash of the source's bytes; for a ledger row that has none, a hash of its path."""
        if self.sheet is not None:
            return self.sheet.head.document_id
        return self.source.sha256 or content_id("lost", self.source.path)

    @property
    def older(self) -> list[str]:
        """The hashes of the versions that this source replaces."""
        return self.source.supersedes.replace(",", " ").replace(";", " ").split()


class KnownEntities(Protocol):
    """What consolidation asks of a gazetteer."""

    @property
    def entities(self) -> Iterable[Entity]:
        """All reviewed entities."""
        ...

    def said(self, name: str, language: str, /) -> str:
        """What a name says in no language, the same for its translations; empty where that cannot tell it."""
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
