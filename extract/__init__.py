"""Bytes to Document: blocks, tables, places, repairs. Knows no names."""

from extract.cropping import crop_page
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
    Status,
    Table,
    block_id,
)
from extract.encoding import decode_text
from extract.errors import Unreadable
from extract.formats import SUFFIXES
from extract.reader import is_report, read_bytes, read_document
from extract.source import Source

__all__ = [
    "SUFFIXES",
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
    "Status",
    "Table",
    "Unreadable",
    "block_id",
    "crop_page",
    "decode_text",
    "is_report",
    "read_bytes",
    "read_document",
]
