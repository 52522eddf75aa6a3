"""The id of a document."""

from __future__ import annotations

from hashlib import sha256


def document_id(data: bytes) -> str:
    """The sha256 of the source's bytes in hex."""
    return sha256(data).hexdigest()
