"""Plain text, with whatever Markdown, tags and tables stand in it."""

from __future__ import annotations

from extract.document import Document, Problem
from extract.encoding import decode
from extract.formats.prose import read_prose
from extract.identity import document_id


def read_plain(data: bytes, name: str) -> Document:  # noqa: ARG001  # every reader has this signature
    """The document in the bytes of a plain text."""
    decoded = decode(data)
    prose = read_prose(decoded)
    return Document(
        document_id(data),
        "text/plain",
        f"text/{decoded.encoding}",
        prose.blocks,
        lost_bytes(decoded.lost),
        title=prose.title,
        dated=prose.dated,
    )


def lost_bytes(lost: int) -> tuple[Problem, ...]:
    """The problem row for bytes that no character could be read from."""
    return (Problem("damaged_bytes", f"{lost} bytes could not be read as text"),) if lost else ()
