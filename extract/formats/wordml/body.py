"""The body of a Word document as blocks: paragraphs, lists, tables, notes, text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extract.document import Block, BlockKind, Cell, HeaderMark, Table
from extract.formats.wordml.markup import Element, child, children, is_on, local, number, value
from extract.formats.wordml.numbering import Numbering
from extract.formats.wordml.styles import Styles, style_of
from extract.grid import table_text
from extract.raised import superscript
from extract.roles import is_caption
from extract.shapes import title_like

_SKIPPED = frozenset(
    ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "rt", "Fallback", "sectPr", "tblPr", "sdtPr", "sdtEndPr")
)
_MAX_COLUMNS = 500
_TEXT = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


@dataclass(frozen=True, slots=True)
class Body:
    """What a document part gives: its blocks, and the numbers of the notes in the order they are referred to."""

    blocks: tuple[Block, ...]
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Reading:
    """One pass through the body."""

    styles: Styles
    numbering: Numbering
    blocks: list[Block] = field(default_factory=list)
    notes: dict[tuple[str, str], int] = field(default_factory=dict)
    boxes: list[Element] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    bold: set[int] = field(default_factory=set)

    def walk(self, parent: Element) -> None:
        """Add the blocks of everything in ``parent``."""
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name not in _SKIPPED:
                self.walk(element)

    def _paragraph(self, element: Element) -> None:
        text = self.text(element).strip()
        where = self._where("p")
        if text:
            if _is_bold(element) and title_like(text):
                self.bold.add(len(self.blocks))
            self.blocks.append(replace(self._block(element, text), element=where))
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.walk(box)

    def _where(self, name: str) -> str:
        self.seen[name] = self.seen.get(name, 0) + 1
        return f"{name}[{self.seen[name]}]"

    def _block(self, element: Element, text: str) -> Block:
        style = style_of(element)
        level = self._heading_level(element, style)
        marker = self._marker(element, style)
        if marker is not None and marker[0]:
            text = f"{marker[0]} {text}"
        if level:
            return Block(0, "heading", text, level=level)
        if self.styles.is_named(style, "caption", "название объекта", "назва об'єкта") or is_caption(text):
            return Block(0, "caption", text)
        if self.styles.is_named(style, "footnote text", "endnote text"):
            return Block(0, "footnote", text)
        if marker is not None:
            return Block(0, "list_item", text, level=min(marker[2] + 1, 6), ordinal=marker[1])
        kind: BlockKind = (
            "furniture" if self.styles.is_named(style, "toc ", "table of figures", "header", "footer") else "paragraph"
        )
        return Block(0, kind, text)

    def _heading_level(self, element: Element, style: str) -> int:
        outline = child(element, "pPr", "outlineLvl")
        if outline is not None and number(outline, 9) < 6:  # deeper levels are body text
            return number(outline, 9) + 1
        return self.styles.heading_level(style)

    def _marker(self, element: Element, style: str) -> tuple[str, int | None, int] | None:
        """The printed marker of a numbered paragraph, its number, its depth from 0."""
        own = child(element, "pPr", "numPr")
        from_style = self.styles.numbering(style)
        if own is not None and child(own, "numId") is not None:
            list_id, depth = number(child(own, "numId"), 0), number(child(own, "ilvl"), 0)
        elif from_style is not None:
            list_id, depth = from_style
            depth = number(child(own, "ilvl"), depth) if own is not None else depth
        else:
            return None
        found = self.numbering.next(list_id, depth) if list_id else None
        return None if found is None else (found.text, found.ordinal, depth)

    def text(self, element: Element) -> str:
        """The visible text of a paragraph or run; text boxes in it are put aside for later."""
        return "".join(self._texts(element))

    def _texts(self, element: Element) -> Iterator[str]:
        for part in element:
            name = local(part)
            if name in _SKIPPED:
                continue
            if name == "t":
                yield part.text or ""
            elif name in _TEXT:
                yield "" if name == "br" and value(part, "type") in ("page", "column") else _TEXT[name]
            elif name == "r":
                yield self._run(part)
            elif name in ("footnoteReference", "endnoteReference"):
                yield self._note(name.removesuffix("Reference"), value(part, "id"))
            elif name == "txbxContent":
                self.boxes.append(part)
            elif name == "sym":
                yield _symbol(value(part, "char"))
            else:
                yield from self._texts(part)

    def _run(self, run: Element) -> str:
        properties = child(run, "rPr")
        if is_on(child(properties, "vanish")):
            return ""
        text = "".join(self._texts(run))
        if value(child(properties, "vertAlign")) == "superscript":
            return superscript(text)
        if is_on(child(properties, "caps")):
            return text.upper()
        return text

    def _note(self, kind: str, note_id: str) -> str:
        count = self.notes.setdefault((kind, note_id), len(self.notes) + 1)
        return superscript(str(count))

    def _table(self, element: Element) -> None:
        before = self.boxes
        nested: list[Element] = []
        table = self._grid(element, nested)
        cells = [cell for cell in table.cells if cell.text]
        where = self._where("tbl")
        if table.rows * table.columns == 1 or (table.columns == 1 and len(cells) == 1):
            # A frame round text, no table.
            for tc in element.iter():
                if local(tc) == "tc":
                    self.walk(tc)
                    break
            return
        if cells:
            self.blocks.append(Block(0, "table", table_text(table), table=table, element=where))
        for inner in nested:
            self._table(inner)
        self.boxes = before

    def _grid(self, element: Element, nested: list[Element]) -> Table:
        """The cells on the grid; a cell that goes on with the one above is part of it."""
        rows = [row for row in _rows(element) if child(row, "trPr", "del") is None]
        open_cells: dict[int, int] = {}
        cells: list[Cell] = []
        for at, row in enumerate(rows):
            column = number(child(row, "trPr", "gridBefore"), 0)
            mark: HeaderMark = "column" if is_on(child(row, "trPr", "tblHeader")) else ""
            merging: dict[int, int] = {}
            for tc in _cells(row):
                properties = child(tc, "tcPr")
                width = max(1, min(number(child(properties, "gridSpan"), 1), _MAX_COLUMNS - column))
                merge = child(properties, "vMerge")
                if column >= _MAX_COLUMNS:
                    break
                above = open_cells.get(column)
                if (
                    merge is not None
                    and value(merge) != "restart"
                    and above is not None
                    and cells[above].column_span == width
                ):
                    cells[above] = replace(cells[above], row_span=at - cells[above].row + 1)
                    merging[column] = above
                else:
                    if merge is not None:
                        merging[column] = len(cells)
                    cells.append(Cell(at, column, self._cell_text(tc, nested), 1, width, mark))
                column += width
            open_cells = merging
        return _whole(cells, len(rows))

    def _cell_text(self, tc: Element, nested: list[Element]) -> str:
        lines: list[str] = []
        for element in _flowing(tc):
            if local(element) == "tbl":
                nested.append(element)
                continue
            text = self.text(element).strip()
            if text:
                lines.append(self._block(element, text).text.replace("\t", " "))
            lines += [line for box in self.boxes for line in self._box_lines(box)]
            self.boxes = []
        return "\n".join(lines)

    def _box_lines(self, box: Element) -> list[str]:
        return [text for element in _flowing(box) if local(element) == "p" and (text := self.text(element).strip())]


def _flowing(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables in a container, content controls opened."""
    for element in parent:
        name = local(element)
        if name in ("p", "tbl"):
            yield element
        elif name not in _SKIPPED and name != "tcPr":
            yield from _flowing(element)


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        name = local(element)
        if name == "tr":
            yield element
        elif name not in _SKIPPED and name != "tblGrid":
            yield from _rows(element)


def _cells(row: Element) -> Iterator[Element]:
    for element in row:
        name = local(element)
        if name == "tc":
            yield element
        elif name not in _SKIPPED and name != "trPr":
            yield from _cells(element)


def _whole(cells: list[Cell], rows: int) -> Table:
    """The table with empty cells where the rows leave holes."""
    columns = max((cell.column + cell.column_span for cell in cells), default=0)
    taken = {
        (row, column)
        for cell in cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    holes = [Cell(row, column, "") for row in range(rows) for column in range(columns) if (row, column) not in taken]
    return Table(rows, columns, tuple(sorted([*cells, *holes], key=lambda cell: (cell.row, cell.column))))


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except ValueError:
        return ""


def read_body(root: Element, styles: Styles, numbering: Numbering) -> Body:
    """The blocks of a document part."""
    reading = Reading(styles, numbering)
    body = child(root, "body")
    reading.walk(root if body is None else body)
    return Body(_with_bold_headings(reading.blocks, reading.bold), tuple(reading.notes))


def _is_bold(paragraph: Element) -> bool:
    """Whether all text of a paragraph is set in bold by its runs."""
    runs = [run for run in paragraph.iter() if local(run) == "r" and any(local(part) == "t" for part in run)]
    return bool(runs) and all(is_on(child(run, "rPr", "b")) for run in runs)


def _with_bold_headings(blocks: list[Block], bold: set[int]) -> tuple[Block, ...]:
    """Short bold lines above a table as captions, elsewhere as headings where the document has no styled ones."""
    styled = any(block.kind == "heading" and block.level > 1 for block in blocks)
    made: list[Block] = []
    for at, block in enumerate(blocks):
        if at not in bold or block.kind != "paragraph":
            made.append(block)
        elif at + 1 < len(blocks) and blocks[at + 1].table is not None:
            made.append(replace(block, kind="caption"))
        else:
            level = 1 if at == 0 and at + 1 in bold else 2
            made.append(block if styled else replace(block, kind="heading", level=level))
    return tuple(made)


def part_texts(root: Element, name: str) -> Iterator[tuple[str, str]]:
    """Id and text of each note in a notes part."""
    reading = Reading(Styles(), Numbering())
    for note in children(root, name):
        if value(note, "type") in ("separator", "continuationSeparator", "continuationNotice"):
            continue
        lines = [
            text for element in _flowing(note) if local(element) == "p" and (text := reading.text(element).strip())
        ]
        yield value(note, "id"), "\n".join(lines)


def running_texts(root: Element) -> Iterator[str]:
    """The paragraphs of a header or footer."""
    reading = Reading(Styles(), Numbering())
    for element in root.iter():
        if local(element) == "p" and (text := reading.text(element).strip()):
            yield text
