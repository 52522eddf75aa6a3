"""Markdown: front matter, headings, lists, pipe tables, footnotes, fenced code."""

from __future__ import annotations

from extract.document import Document
from extract.formats.plain import decode_bounded, lost_bytes
from extract.formats.prose import read_prose
from extract.identity import document_id


def read_markdown(data: bytes, name: str) -> Document:  # noqa: ARG001  # every reader has this signature
    """The document in the bytes of a Markdown text."""
    decoded, cut = decode_bounded(data)
    prose = read_prose(decoded, markdown=True)
    return Document(
        document_id(data),
        "text/markdown",
        f"markdown/{decoded.encoding}",
        prose.blocks,
        (*lost_bytes(decoded.lost), *cut),
        title=prose.title,
        dated=prose.dated,
    )
