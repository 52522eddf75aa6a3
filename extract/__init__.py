"""Bytes to Document: blocks, tables, places, repairs. Knows no names."""

from typing import TYPE_CHECKING

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
from extract.errors import Unreadable
from extract.source import Source
from language import later

if TYPE_CHECKING:
    from extract.cropping import crop_page
    from extract.encoding import decode_text
    from extract.formats import SUFFIXES
    from extract.reader import is_report, read_bytes, read_document
else:
    # Who only shows what was read needs none of the readers.
    __getattr__ = later(
        __name__,
        {
            "SUFFIXES": "extract.formats",
            "crop_page": "extract.cropping",
            "decode_text": "extract.encoding",
            "is_report": "extract.reader",
            "read_bytes": "extract.reader",
            "read_document": "extract.reader",
        },
    )

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
