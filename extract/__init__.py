"""Bytes to Document: blocks, tables, places, repairs. Knows no names."""

from extract.document import (
    Block,
    BlockKind,
    Box,
    Cell,
    Document,
    HeaderMark,
    Line,
    PageBox,
    Place,
    Problem,
    Reading,
    Repair,
    Table,
    block_id,
)
from extract.errors import Unreadable
from extract.source import Source

__all__ = [
    "Block",
    "BlockKind",
    "Box",
    "Cell",
    "Document",
    "HeaderMark",
    "Line",
    "PageBox",
    "Place",
    "Problem",
    "Reading",
    "Repair",
    "Source",
    "Table",
    "Unreadable",
    "block_id",
]
