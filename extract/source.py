"""The source of a document: one file, known by the hash of its bytes, and what people say about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One row of the ledger.

    ``sha256`` is the hash of the bytes in hex; ``path`` is relative to the workspace; ``published`` and
    ``retrieved`` are ISO dates, as exact as known, or empty; ``origin`` is a URL or a path; ``supersedes`` is the
    hash of the version that this file replaces, and of those before it, separated by blanks.
    """

    sha256: str
    path: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""
    origin: str = ""
    licence: str = ""
    retrieved: str = ""
    supersedes: str = ""
