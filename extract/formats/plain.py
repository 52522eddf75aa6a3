"""Plain text, with whatever Markdown, tags and tables stand in it."""

from __future__ import annotations

from extract.document import Document, Problem
from extract.encoding import Decoded, decode
from extract.formats.prose import read_prose
from extract.identity import document_id

# Reports are books at most; a longer text is a log or a data dump.
MAX_BYTES = 16 * 2**20


def read_plain(data: bytes, name: str) -> Document:  # noqa: ARG001  # every reader has this signature
    """The document in the bytes of a plain text."""
    decoded, cut = decode_bounded(data)
    prose = read_prose(decoded)
    return Document(
        document_id(data),
        "text/plain",
        f"text/{decoded.encoding}",
        prose.blocks,
        (*lost_bytes(decoded.lost), *cut),
        title=prose.title,
        dated=prose.dated,
    )


def decode_bounded(data: bytes, declared: str = "", most: int = 0) -> tuple[Decoded, tuple[Problem, ...]]:
    """The text of at most ``most`` bytes (0: ``MAX_BYTES``), and the problem row that says so when more is there."""
    most = most or MAX_BYTES
    if len(data) <= most:
        return decode(data, declared), ()
    cut = next((at for at in range(most, most - 4, -1) if data[at] & 0xC0 != 0x80), most)
    decoded = decode(data[:cut], declared)  # at the start of a character of UTF-8
    said = f"truncated at {most // 2**20} MiB of {len(data) // 2**20} MiB"
    return decoded, (Problem("truncated", said),)


def lost_bytes(lost: int) -> tuple[Problem, ...]:
    """The problem row for bytes that no character could be read from."""
    return (Problem("damaged_bytes", f"{lost} bytes could not be read as text"),) if lost else ()
