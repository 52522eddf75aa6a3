"""Tables: every cell with a figure under its heads becomes a statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from extract import Block, Cell
from nlp.facts.cells import Cells, date_in, is_year
from nlp.facts.choose import by_slug
from nlp.facts.figures import Figure, state
from nlp.facts.head_subjects import PARTS, SUBJECTS, About, Abouts, At, about_head, abouts, parts_of, subjects_of
from nlp.facts.headers import Layout, layout
from nlp.facts.heads import Head, Heads, read_head
from nlp.facts.periods import periods
from nlp.facts.quantity import Quantity
from nlp.facts.reader import Reader
from nlp.facts.setting import SubjectFound
from nlp.facts.table_names import TableNames
from nlp.facts.titles import notes, titles
from nlp.facts.tokens import word_set
from nlp.findings import Statement

_DATA = word_set("of the data information report данных сведений отчета даних відомостей звіту")
"""Words behind "date" in the label of a row that dates the columns."""
_BEFORE = 0.7
"""How sure it is that a table is about what the prose before it spoke of."""
_PLACES = ("country", "region", "city")


class TableReader:
    """Reads one table; ``names.made`` are entities that nothing but it tells of."""

    def __init__(self, reader: Reader, block: Block, language: str) -> None:
        """Prepare the heads of the table in ``block``."""
        self.reader, self.block, self.language = reader, block, language
        self.cells = Cells(reader.document, block, language, reader.setting.countries)
        self.layout: Layout = layout(self.cells)
        self.names = TableNames(reader, block.order, self.cells, self.layout)
        self._heads: dict[tuple[int, int], Head] = {}
        self._steps: dict[int, bool] = {}
        self.titles = titles(reader, block, language)
        self.notes = notes(reader, block, language)

    def statements(self) -> list[Statement]:
        """The statements of all cells, row by row."""
        found: list[Statement] = []
        table = self.layout.table
        for row in range(self.layout.head_rows, table.rows):
            if row in self.layout.skipped or row == self._dating_row:
                continue
            for column in range(table.columns):
                cell = self.layout.grid.get((row, column))
                own = cell is not None and (cell.row, cell.column) == (row, column)
                if (
                    cell is not None
                    and own
                    and column not in self.layout.stub
                    and self.cells.kind(cell) not in ("empty", "absent")
                ):
                    found += self._cell(cell)
        return found

    def _cell(self, cell: Cell) -> list[Statement]:
        figures = self._date(cell) or self.cells.figures(cell)
        heads = self._heads_of(cell)
        if not figures or (self._numbers_rows(cell.column) and not self._ranked):
            return []
        quantity = self.cells.settled(cell, figures[0])
        if self._numbers_rows(cell.column):
            quantity = replace(quantity, ordinal=True)
        figure = Figure(
            quantity,
            self.cells.scan(cell),
            self.cells.spot(cell),
            heads,
            self._years(cell),
            self._begins(cell.column),
        )
        found: list[Statement] = []
        for under, whom in self._side_by_side(heads) or [(heads, self._abouts(heads))]:
            found += state(
                replace(figure, heads=under), whom, self.reader.setting, "table", self.reader.setting.period_above
            )
        return found

    def _date(self, cell: Cell) -> tuple[Quantity, ...]:
        """The date that a cell begins with, where its heads say what came about then."""
        scan = self.cells.scan(cell)
        told = next((period for period in periods(scan) if period.first == 0), None)
        heads = (*self.layout.above(cell.column), *self.layout.beside(cell.row, cell.column))
        is_date = self._tell_dates(heads) or self._begins(cell.column)
        date = date_in(scan, told) if told is not None and told.value[4:] and is_date else None
        return (date,) if date is not None else ()

    def _begins(self, column: int) -> bool:
        """Whether a column of dates says no more than that: then each row's name came about at its date.

        The head over the names has to say what they are: in a list of winners the years are those they won in.
        """
        above = self.layout.above(column)
        hits = [(scan, scan.starting("stub_period", 0)) for scan in map(self.cells.scan, above)]
        alone = bool(hits) and all(hit is not None and hit.last == len(scan.tokens) for scan, hit in hits)
        over = [self.cells.scan(cell) for cell in self.layout.corner()]
        return alone and any(scan.starting("stub_type", 0) or scan.starting("stub_name", 0) for scan in over)

    def _tell_dates(self, heads: Iterable[Cell]) -> bool:
        """Whether heads hold the words of a date: "Founded", «Год создания»."""
        return any(by_slug()[hit.key].kind == "date" for head in heads for hit in self.cells.scan(head).found("cue"))

    def _heads_of(self, cell: Cell) -> Heads:
        above = tuple(self.head(head) for head in self._above(cell.column))
        beside = tuple(self.head(head) for head in self.layout.beside(cell.row, cell.column))
        group = self.layout.groups.get(cell.row)
        return Heads(
            above,
            beside,
            (self.head(group),) if group is not None else (),
            self._corner,
            self.titles,
            self.notes,
            tuple(self.reader.setting.headings),
            frozenset(self.reader.setting.topics),
            tuple(self._earlier(cell, above, beside)),
            self._listing,
            self._signed(cell.column),
        )

    def _above(self, column: int) -> list[Cell]:
        """The heads of a column, and its date where a row of the table tells those of all columns."""
        date = self.layout.grid.get((self._dating_row, column)) if self._dating_row is not None else None
        return [*self.layout.above(column), *([date] if date is not None and date.text.strip() else [])]

    @cached_property
    def _dating_row(self) -> int | None:
        """The row that says as of when each column is: "Date of the data | 2016 | August 2021"."""
        return next((row for row in self.layout.body() if self._dates_columns(row)), None)

    def _dates_columns(self, row: int) -> bool:
        labels = [self.cells.scan(cell) for cell in self.layout.beside(row)]
        if len(labels) != 1:
            return False
        hit = labels[0].starting("stub_period", 0)
        rest = labels[0].tokens[hit.last :] if hit is not None else ()
        if hit is None or any(token.kind == "word" and token.fold not in _DATA for token in rest):
            return False
        columns = (column for column in range(self.layout.table.columns) if column not in self.layout.stub)
        told = [self.layout.grid.get((row, column)) for column in columns]
        return all(cell is not None and self._is_date(cell) for cell in told)

    def _is_date(self, cell: Cell) -> bool:
        figures = self.cells.figures(cell)
        return self.cells.kind(cell) == "period" or (bool(figures) and is_year(figures[0]))

    def _earlier(self, cell: Cell, above: Sequence[Head], beside: Sequence[Head]) -> Iterator[tuple[Head, ...]]:
        """The heads of the columns before, or of the rows before where the row is a change or a part."""
        if any(head.changes for head in above) or self._signed(cell.column):
            for column in range(cell.column - 1, -1, -1):
                heads = tuple(self.head(head) for head in self.layout.above(column))
                if (
                    column not in self.layout.stub
                    and any(head.known for head in heads)
                    and not any(head.changes for head in heads)
                ):
                    yield heads
                    return
        if any(head.changes or head.scan.found("of_them") for head in beside):
            for row in range(cell.row - 1, self.layout.head_rows - 1, -1):
                heads = tuple(self.head(head) for head in self.layout.beside(row, cell.column))
                if any(head.known for head in heads) and not any(head.changes for head in heads):
                    yield heads
                    return

    def _signed(self, column: int) -> bool:
        """Whether all figures of a column have a sign, some a plus, or are nought: they are steps ("+3", "−1", 0)."""
        if column not in self._steps:
            cells = dict.fromkeys(self.layout.grid.get((row, column)) for row in self.layout.body())
            found = [figure for cell in cells if (figure := self._quantity(cell)) is not None]
            signed = sum(bool(figure.sign) for figure in found)
            rises = any(figure.sign and figure.value > 0 for figure in found)
            self._steps[column] = signed > 1 and rises and all(figure.sign or not figure.value for figure in found)
        return self._steps[column]

    def head(self, cell: Cell) -> Head:
        """A header cell read."""
        at = (cell.row, cell.column)
        if at not in self._heads:
            scan = self.cells.scan(cell)
            named = self.names.named(cell)
            whole = self.names.whole(cell, named)
            self._heads[at] = read_head(scan, named, self.block.order, cell.row, cell.column, whole)
        return self._heads[at]

    @cached_property
    def _corner(self) -> tuple[Head, ...]:
        """The heads over the stub, where they say more than what kind of names stand below."""
        heads = (self.head(cell) for cell in self.layout.corner())
        return tuple(head for head in heads if not _only_kind(head))

    @cached_property
    def _listing(self) -> bool:
        """Whether the rows are measures: one of them is known as one."""
        heads = [self.head(cell) for row in self.layout.body() for cell in self.layout.beside(row)]
        return any(head.known and head.entity is None for head in heads)

    @cached_property
    def _stub_names(self) -> bool:
        """Whether the rows are named: then a row without a name is about nothing known."""
        named = [
            head
            for row in self.layout.body()
            if any((head := self.head(cell)).entity is not None for cell in self.layout.beside(row))
        ]
        whole = [head for head in named if head.entity is not None and head.entity.type not in PARTS]
        return len(whole) > 1

    def _abouts(self, heads: Heads) -> Abouts:
        """Whom a figure may be about."""
        total = any(head.total for head in heads.beside)
        named = any(head.entity is not None and head.entity.type not in PARTS for head in heads.beside)
        unnamed = self._stub_names and not named and not total
        told = not (unnamed and any(head.content or head.known for head in heads.beside))
        by_hand = (
            *subjects_of(heads),
            self._card_subject,
            self._narrower(),
            self._under_heading(),
            parts_of(heads),
            self._told_before(*SUBJECTS),
            self._spoken_of(),
        )
        # What only the text around names is nobody's by hand.
        return abouts((*by_hand, *self._around()), told and any(by_hand))

    def _under_heading(self) -> About | None:
        """The subject of the headings above; what prose before spoke of is not said of the table."""
        return _carried(self.reader.setting.heading_subject, SUBJECTS, "heading", 1.2, "carried from the heading")

    def _narrower(self) -> About | None:
        """A cluster or programme that figures were told of last in a chapter that is about a place."""
        place = self.reader.setting.heading_subject
        chapter = place is not None and place.group.lead.entity.type in _PLACES
        return self._told_before("cluster", "programme") if chapter else None

    def _told_before(self, *kinds: str) -> About | None:
        """Whom the section's last figure was told of, if it is of these kinds."""
        setting = self.reader.setting
        return _carried(setting.of_section.get(setting.told_of), kinds, "told")

    def _spoken_of(self) -> About | None:
        """The cluster, programme or place last spoken of; a body may only have published the table."""
        return _carried(self.reader.setting.subject, ("cluster", "programme", *_PLACES), "before")

    def _around(self) -> list[About | None]:
        """What the document is about, the headings above and the text before name."""
        setting = self.reader.setting
        known = (
            *setting.mains.values(),
            *setting.heading_subjects[1:],
            setting.leader,
            *setting.often.values(),
            *setting.subjects.values(),
            setting.country,
        )
        return [_carried(found, SUBJECTS, "text") for found in known]

    @cached_property
    def _card_subject(self) -> About | None:
        """The one that a table of labels and values is about: "Name | X" among its rows."""
        for row in self.layout.body():
            cells = self.layout.beside(row)
            if not cells:
                continue
            label = self.cells.scan(cells[0])
            hit = label.starting("stub_name", 0) or label.starting("stub_type", 0)
            if hit is None or hit.last < len(label.tokens) or hit.key in _PLACES:
                continue
            for column in range(self.layout.table.columns):
                cell = self.layout.grid.get((row, column))
                if cell is None or cell is cells[0] or self.cells.kind(cell) != "text":
                    continue
                head = self.head(cell)
                name = (
                    head.name or head.inner or (self.names.name(cell, hit.key) if hit.category == "stub_type" else None)
                )
                if name is not None:
                    return about_head(head, name, 1.4, "card")
        return None

    def _side_by_side(self, heads: Heads) -> list[tuple[Heads, Abouts]]:
        """Each of several names in one row, under the head of its column: all have the row's rank, each in its year."""
        if not any(hit.key == "rank_other" for head in heads.above for hit in head.scan.found("cue")):
            return []
        named = [head for head in heads.beside if head.name is not None and self._told_apart(head)]
        if len(named) < 2:
            return []
        found: dict[tuple[object, ...], tuple[Heads, Abouts]] = {}
        for head in named:
            above = tuple(self.head(cell) for cell in self.layout.above(head.column or 0))
            assert head.name is not None  # noqa: S101 - the others were left out
            under = replace(heads, above=(*heads.above, *above), beside=(head,))
            periods_above = tuple(one.period.value for one in above if one.period is not None)
            found.setdefault((head.name.entity.id, periods_above), (under, Abouts((about_head(head, head.name),))))
        return list(found.values())

    def _told_apart(self, head: Head) -> bool:
        """Whether the head of a name's column says which of several it is, not what kind of thing."""
        above = [self.head(cell) for cell in self.layout.above(head.column or 0)]
        return bool(above) and not any(other.scan.starting("stub_type", 0) for other in above)

    def _numbers_rows(self, column: int) -> bool:
        for cell in self.layout.above(column):
            scan = self.cells.scan(cell)
            hit = scan.starting("count_up", 0)
            if hit is not None and hit.last >= len(scan.tokens):
                return True
        return False

    @cached_property
    def _ranked(self) -> bool:
        """Whether the title says that the rows stand in order of rank, and no column tells the rank."""
        told = any(
            hit.key == "rank_other"
            for column in range(self.layout.table.columns)
            for cell in self.layout.above(column)
            for hit in self.cells.scan(cell).found("cue")
        )
        if told:
            return False
        scans = [*(head.scan for head in self.titles), *self.reader.setting.headings[-1:]]
        return any(scan.found("in_order") for scan in scans)

    def _years(self, cell: Cell) -> bool:
        """Whether the figures of the cell's column are years, or it is the only one of its row."""
        if self._date(cell):
            return True
        if not is_year(self.cells.figures(cell)[0]):
            return False
        column = [self._quantity(self.layout.grid.get((row, cell.column))) for row in self.layout.body()]
        figures = [quantity for quantity in column if quantity is not None]
        years = sum(is_year(quantity) for quantity in figures)
        return years * 2 > len(figures) or self._tell_dates(self.layout.beside(cell.row, cell.column))

    def _quantity(self, cell: Cell | None) -> Quantity | None:
        figures = self.cells.figures(cell) if cell is not None and cell.text.strip() else ()
        return figures[0] if figures else None


def _carried(
    found: SubjectFound | None, kinds: Sequence[str], at: At, sure: float = _BEFORE, how: str = "carried from before"
) -> About | None:
    """What is named outside of a table as whom it is about, if it is of these kinds."""
    if found is None or found.group.lead.entity.type not in kinds:
        return None
    return About(found.group.lead, found, sure, how, at)


def _only_kind(head: Head) -> bool:
    """Whether a head over the stub only says what kind of names stand below: "Region", "Year"."""
    for category in ("stub_type", "stub_period", "stub_name", "count_up"):
        hit = head.scan.starting(category, 0)
        if hit is not None and hit.last == len(head.scan.tokens):
            return True
    return False
