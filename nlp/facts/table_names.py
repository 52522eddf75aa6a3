"""The names that the heads of a table are or hold, and what only the head above or most others tell to be names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract import Cell
from gazetteer import Entity
from nlp.facts.cells import NOTE_MARKS, Cells
from nlp.facts.choose import by_slug
from nlp.facts.head_subjects import SUBJECTS
from nlp.facts.headers import Layout
from nlp.facts.identity import discovered_id
from nlp.facts.names import Named
from nlp.facts.reader import Reader
from nlp.facts.scan import Scan
from nlp.facts.tokens import word_set

_LONGEST_NAME = 8
_OF = word_set("in of at by from в во у на по из с від із з для for")
_COVERS = 0.5
"""Share of a cell that a name covers which the cell is as a whole."""


class TableNames:
    """The names in one table; ``made`` are entities that nothing but the table tells of."""

    def __init__(self, reader: Reader, block: int, cells: Cells, layout: Layout) -> None:
        """Get ready for the table in a block."""
        self._reader, self._block, self._cells, self._layout = reader, block, cells, layout
        self.made: dict[str, Entity] = {}
        self._kinds: dict[int, Counter[str]] = {}

    def named(self, cell: Cell) -> list[Named]:
        """The names found in a cell."""
        taken = self._reader.passage_at(self._block, self._cells.scan(cell), cell.row, cell.column)
        return [name for name in taken.names if name.entity.type in SUBJECTS]

    def whole(self, cell: Cell, named: Sequence[Named]) -> Named | None:
        """The name that a cell is: found there, or only explained by the head of its column."""
        length = len(cell.text.strip())
        if self._cells.scan(cell).starting("of_them", 0) is not None:
            return None
        for name in named:
            if name.stop - name.start >= (1 if name.adjective else _COVERS) * length and not self._measures(cell, name):
                return name
        return self._named_by_head(cell) or self._named_by_others(cell)

    def _measures(self, cell: Cell, name: Named) -> bool:
        """Whether the words before a name tell what is measured of it: "Companies in Dubai Silicon Oasis"."""
        scan = self._cells.scan(cell)
        hits = (hit for category in ("cue", "noun") for hit in scan.found(category))
        return scan.fold(name.first - 1) in _OF and any(hit.last < name.first for hit in hits)

    def _named_by_head(self, cell: Cell) -> Named | None:
        """A name that only the column's head explains: "Cluster: Aerospace Valley East"."""
        scan = self._cells.scan(cell)
        text = scan.text.strip().strip(NOTE_MARKS)
        letters = sum(char.isalpha() for char in text)
        if (
            cell.row < self._layout.head_rows
            or cell.column not in self._layout.stub
            or letters < 3
            or scan.starting("total", 0) is not None
            or scan.starting("row_total", 0) is not None
            or len(text.split()) > _LONGEST_NAME
        ):
            return None
        for above in self._layout.above(cell.column):
            title = self._cells.scan(above)
            hit = title.starting("stub_type", 0)
            if hit is not None and len(title.tokens) <= hit.last + 2 and not self.named(above):
                return self.name(cell, hit.key)
        return None

    def _named_by_others(self, cell: Cell) -> Named | None:
        """A name among names: most others of its column of heads, or of its row of them, are of one kind."""
        scan, table = self._cells.scan(cell), self._layout.table
        if not _may_be_name(scan) or len(scan.text.split()) > _LONGEST_NAME:
            return None
        if cell.row < self._layout.head_rows:
            beside = (column for column in range(table.columns) if column not in self._layout.stub)
            kinds = self._kinds_among(cell.row, [(cell.row, column) for column in beside])
        elif cell.column in self._layout.stub:
            kinds = self._kinds_among(-1 - cell.column, [(row, cell.column) for row in self._layout.body()])
        else:
            return None
        others = kinds - Counter({self._kind_named(cell): 1})
        kind, count = max(others.items(), key=lambda row: (row[0] != "", row[1], row[0]), default=("", 0))
        return self.name(cell, kind) if kind and count > 1 and count * 2 >= others.total() else None

    def _kinds_among(self, line: int, squares: Sequence[tuple[int, int]]) -> Counter[str]:
        """How many texts of a ``line`` of heads, a row or (below nought) a column, are names of each kind or none."""
        if line not in self._kinds:
            cells = dict.fromkeys(self._layout.grid.get(square) for square in squares)
            texts = [cell for cell in cells if cell is not None and self._cells.kind(cell) == "text"]
            self._kinds[line] = Counter(map(self._kind_named, texts))
        return self._kinds[line]

    def _kind_named(self, cell: Cell) -> str:
        """The type of the entity that was found to be the whole of a cell."""
        for name in self.named(cell):
            if name.stop - name.start >= _COVERS * len(cell.text.strip()):
                return name.entity.type
        return ""

    def name(self, cell: Cell, kind: str) -> Named:
        """The text of a cell as the name of something of a kind that only a head tells."""
        scan = self._cells.scan(cell)
        text = scan.text.strip().strip(NOTE_MARKS)
        identity = discovered_id(kind, text)
        entity = Entity(identity, kind, text)  # type: ignore[arg-type]  # keys of the grammar are entity types
        self.made[identity] = entity
        return Named(0, len(scan.tokens), scan.tokens[0].start, scan.tokens[-1].stop, text, entity)


def _may_be_name(scan: Scan) -> bool:
    """Whether the text of a head may be a name that nobody knows: a capital, no measure, no sum, no rest."""
    words = [token for token in scan.tokens if token.kind == "word"]
    if not words or not words[0].capital or not any(len(token.fold) > 2 for token in words):
        return False
    if any(scan.found(category) for category in _NO_NAMES) or any(token.kind == "number" for token in scan.tokens):
        return False
    return not any(by_slug()[hit.key].kind != "date" for name in ("cue", "noun") for hit in scan.found(name))


_NO_NAMES = (
    "total",
    "row_total",
    "row_rest",
    "of_them",
    "generic_head",
    "table_change",
    "table_modality",
    "unit",
    "currency",
    "stub_type",
    "stub_name",
    "stub_period",
    "count_up",
    "quantity_of",
)
"""Phrases that no name holds."""
