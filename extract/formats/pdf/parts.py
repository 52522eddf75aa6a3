"""The pieces of a document in reading order, before they are blocks."""

from __future__ import annotations

from dataclasses import dataclass, field

from .figures import Figure
from .grid import Grid
from .paragraphs import Paragraph


@dataclass(slots=True)
class Part:
    """One piece in reading order: a paragraph, or a table's grids, one a page, with header rows to skip."""

    page: int
    paragraph: Paragraph | None = None
    grids: list[Grid] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)
    figure: Figure | None = None
