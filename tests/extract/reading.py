"""How the tests of this package read: a text in, its blocks out as short lines."""

from __future__ import annotations

from extract import Document, decode_text, read_bytes


def read(text: str | bytes, name: str = "report.txt", language: str = "") -> Document:
    data = text.encode() if isinstance(text, str) else text
    return read_bytes(data, name, language=language)


def outline(document: Document) -> list[str]:
    """Each block as kind and text, lines joined by a slash."""
    return [f"{block.kind}: {block.text.replace(chr(10), ' / ')}" for block in document.blocks]


def kinds(document: Document, kind: str) -> list[str]:
    return [block.text for block in document.blocks if block.kind == kind]


def rows(document: Document, table: int = 0) -> list[list[str]]:
    """The texts of a table by grid square, spans repeated."""
    found = document.tables[table]
    return [
        [cell.text if (cell := found.cell(row, column)) else "?" for column in range(found.columns)]
        for row in range(found.rows)
    ]


def heads(document: Document, table: int = 0) -> dict[str, str]:
    return {cell.text: cell.header for cell in document.tables[table].cells if cell.header and cell.text}


def assert_sound(document: Document, data: bytes = b"") -> None:
    """What must hold of every document: orders, places, grids, offsets."""
    source = decode_text(data) if data else ""
    for order, block in enumerate(document.blocks):
        assert block.order == order
        assert block.text == block.text.strip("\n")
        assert block.text or block.kind == "figure"
        if block.table is None:
            place = document.place(order, 0, len(block.text))
            assert document.quote(place) == block.text
        else:
            assert_sound_table(document, order)
        if source and block.source_start is not None:
            assert block.source_stop is not None
            assert 0 <= block.source_start < block.source_stop <= len(source)
        document.reading(order) if block.table is None else None


def assert_sound_table(document: Document, order: int) -> None:
    block = document.blocks[order]
    table = block.table
    assert table is not None
    covered = set()
    for cell in table.cells:
        assert cell.row_span >= 1
        assert cell.column_span >= 1
        squares = {
            (row, column)
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }
        assert not squares & covered
        covered |= squares
        place = document.place(order, 0, len(cell.text), cell.row, cell.column)
        assert document.quote(place) == cell.text
    assert all(row < table.rows and column < table.columns for row, column in covered)
    lines: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        lines[cell.row].append(cell.text)
    assert block.text == "\n".join("\t".join(line) for line in lines)
    if table.caption_block is not None:
        assert document.blocks[table.caption_block].kind == "caption"
    for note, text in zip(table.note_blocks, table.notes, strict=True):
        assert document.blocks[note].text == text
