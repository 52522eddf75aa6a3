"""The cells of one table, each read once: what kind of text it holds and the figure that makes it up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Literal

from extract import Block, Cell, Document, Table
from nlp.facts.compose import Spot
from nlp.facts.period import Period
from nlp.facts.periods import periods
from nlp.facts.quantities import quantities
from nlp.facts.quantity import Quantity
from nlp.facts.scan import Scan

CellKind = Literal["empty", "absent", "period", "figure", "text"]
NOTE_MARKS = "*†‡"
_POINT = re.compile(r"\d\.(?:\d{1,2}|\d{4,})(?!\d)|,\d{3}\.\d|^0\.\d")
_COMMA = re.compile(r"\d,(?:\d{1,2}|\d{4,})(?!\d)|\.\d{3},\d|^0,\d")
_FEW = 2
"""Words that may stand behind the figure of a cell."""


class Cells:
    """The cells of the table in ``block``."""

    def __init__(self, document: Document, block: Block, language: str, countries: Sequence[str] = ()) -> None:
        """Take the table's cells; nothing is read before it is asked for. ``countries`` are those of ``Scan``."""
        assert block.table is not None  # noqa: S101 - the caller hands table blocks only
        self.document, self.block, self.language = document, block, language
        self.countries = countries
        self.table: Table = block.table
        self.grid: dict[tuple[int, int], Cell] = {
            (row, column): cell
            for cell in self.table.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }
        self._scans: dict[tuple[int, int], Scan] = {}
        self._kinds: dict[tuple[int, int], CellKind] = {}
        self._figures: dict[tuple[int, int], tuple[Quantity, ...]] = {}

    def spot(self, cell: Cell) -> Spot:
        """Where the cell's text was read."""
        reading = self.document.reading(self.block.order, cell.row, cell.column)
        return Spot(self.document, self.block.order, reading, cell.row, cell.column)

    def scan(self, cell: Cell) -> Scan:
        """The cell's text with the phrases found in it."""
        at = (cell.row, cell.column)
        if at not in self._scans:
            reading = self.document.reading(self.block.order, cell.row, cell.column)
            self._scans[at] = Scan(reading.text, self.language, countries=self.countries)
        return self._scans[at]

    def kind(self, cell: Cell | None) -> CellKind:
        """What the cell holds."""
        if cell is None or not cell.text.strip():
            return "empty"
        at = (cell.row, cell.column)
        if at not in self._kinds:
            self._kinds[at] = self._kind(cell)
        return self._kinds[at]

    def _kind(self, cell: Cell) -> CellKind:
        text = cell.text.strip()
        if _in_brackets(text) and self._falls(cell):
            return "figure"
        if _tells_nothing(text):
            return "absent"
        scan = self.scan(cell)
        if not any(char.isdigit() for char in text):
            if scan.starting("no_value", 0) is not None:
                return "absent"
            return "figure" if self.figures(cell) and self.figures(cell)[0].unit else "text"
        figures = self.figures(cell)
        year = bool(figures) and is_year(figures[0]) and any(period.first == 0 for period in periods(scan))
        if year or _only_period(scan):
            return "period"
        return "figure" if figures else "text"

    def figures(self, cell: Cell) -> tuple[Quantity, ...]:
        """The quantity that makes up the cell, and one behind it in a bracket."""
        at = (cell.row, cell.column)
        if at not in self._figures:
            self._figures[at] = _fallen(self.scan(cell)) if self._falls(cell) else _figures(self.scan(cell))
        return self._figures[at]

    def _falls(self, cell: Cell) -> bool:
        """Whether a figure in brackets is one below zero, as accounts write it: among changes that have none."""
        if not _in_brackets(cell.text.strip()) or len(quantities(self.scan(cell))) != 1:
            return False
        others = [self.grid.get((row, cell.column)) for row in range(self.table.rows) if row != cell.row]
        heads = [other for other in others if other is not None and other.row < cell.row]
        changes = any(self.scan(other).found("table_change") for other in heads if not _in_brackets(other.text.strip()))
        return changes and any(other is not None and _figures(self.scan(other)) for other in others)

    def settled(self, cell: Cell, quantity: Quantity) -> Quantity:
        """The quantity with an ambiguous figure read as the other figures of the table are written."""
        if quantity.rival is None or self._decimal is None or quantity.high is not None:
            return quantity
        broken, whole = sorted((quantity.value, quantity.rival))
        written = self.scan(cell).words(*quantity.number)
        return replace(quantity, value=broken if self._decimal in written else whole, rival=None)

    @cached_property
    def _decimal(self) -> str | None:
        """The mark that parts whole from broken in the table's figures, where they tell."""
        texts = [cell.text.strip() for cell in self.table.cells if cell.text]
        point = sum(bool(_POINT.search(text)) for text in texts)
        comma = sum(bool(_COMMA.search(text)) for text in texts)
        if bool(point) == bool(comma):
            return None
        return "." if point else ","


def _tells_nothing(text: str) -> bool:
    return not any(char.isalnum() for char in text) or _in_brackets(text)


def _in_brackets(text: str) -> bool:
    """Whether a cell holds nothing but figures in a bracket: the bounds of an estimate, not a value."""
    return text[0] in "([" and text[-1] in ")]" and not any(char.isalpha() for char in text)


def _only_period(scan: Scan) -> bool:
    told = periods(scan)
    if not told:
        return False
    inside = {index for period in told for index in range(period.first, period.last)}
    for category in ("quarter", "half_year", "months_span", "stub_period", "in_year", "year_word", "table_modality"):
        inside.update(index for hit in scan.found(category) for index in range(hit.first, hit.last))
    return all(index in inside or token.kind == "mark" for index, token in enumerate(scan.tokens))


def _figures(scan: Scan) -> tuple[Quantity, ...]:
    """The figure of a cell: marks of notes, a bracket and a word or two may stand behind it."""
    found = quantities(scan)
    if not found or found[0].first > 0 or found[0].labelled:
        return ()
    first = found[0]
    rest = scan.tokens[first.last :]
    if not rest or all(token.kind == "mark" for token in rest):
        return (first,)
    if rest[0].fold in ("(", "["):
        aside = [other for other in found[1:] if other.first == first.last + 1 and rest[0].fold == "("]
        closed = bool(aside) and scan.fold(aside[0].last) == ")"
        return (first, aside[0]) if closed else (first,)
    if rest[0].fold in NOTE_MARKS:
        return (first,)
    words = sum(token.kind == "word" for token in rest)
    return (first,) if words <= _FEW and len(found) == 1 else ()


def _fallen(scan: Scan) -> tuple[Quantity, ...]:
    """The figure in brackets as one below zero: "(23.95%)"."""
    return tuple(replace(found, value=-found.value, sign="-") for found in quantities(scan)[:1] if not found.high)


def date_in(scan: Scan, period: Period) -> Quantity | None:
    """The year of a date as a figure: of "March 2004" 2004."""
    years = [
        index
        for index in range(period.first, period.last)
        if len(scan.fold(index)) == len("2024") and scan.fold(index).isdigit()
    ]
    if len(years) != 1:
        return None
    return Quantity(period.first, period.last, (years[0], years[0] + 1), Decimal(scan.fold(years[0])))


def is_year(quantity: Quantity) -> bool:
    """Whether a bare figure may be a year."""
    whole = quantity.value == int(quantity.value)
    return whole and not quantity.unit and not quantity.scaled and Decimal(1500) <= quantity.value <= Decimal(2199)
