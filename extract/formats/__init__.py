"""The formats that are read, one module each, listed in FORMATS.

A reader takes the bytes and the name a person knows the file by, and gives a Document whose blocks stand in
reading order. What every format needs (order, sections, languages, captions of tables, dates, repair) is added by
``extract.reader``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from extract.document import Document
from extract.formats.delimiters import is_delimited
from extract.sniff import has_tags, is_docx, is_html, is_pdf, is_text, is_xlsx

Reader = Callable[[bytes, str], Document]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: ``matches`` judges bytes and suffix, ``module`` and ``reader`` name the function that reads.

    The first of the ``suffixes`` is the usual one.
    The reader is named, not imported, so that reading a text loads no PDF library.
    """

    media_type: str
    suffixes: tuple[str, ...]
    matches: Callable[[bytes, str], bool]
    module: str
    reader: str

    def read(self, data: bytes, name: str) -> Document:
        """The document that this format's reader makes of the bytes."""
        return cast("Reader", getattr(import_module(self.module), self.reader))(data, name)


def _pdf(data: bytes, _suffix: str) -> bool:
    return is_pdf(data)


def _docx(data: bytes, _suffix: str) -> bool:
    return is_docx(data)


def _xlsx(data: bytes, _suffix: str) -> bool:
    return is_xlsx(data)


def _html(data: bytes, suffix: str) -> bool:
    return is_text(data) and (is_html(data) or (suffix in (".html", ".htm", ".xhtml") and has_tags(data)))


def _delimited(data: bytes, suffix: str) -> bool:
    return is_text(data) and (suffix in (".csv", ".tsv", ".tab") or is_delimited(data))


def _markdown(data: bytes, suffix: str) -> bool:
    return suffix in (".md", ".markdown") and is_text(data)


def _plain(data: bytes, _suffix: str) -> bool:
    return is_text(data)


# In this order: the first that matches reads.
FORMATS: tuple[Format, ...] = (
    Format("application/pdf", (".pdf",), _pdf, "extract.formats.pdf", "read_pdf"),
    Format(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx",),
        _docx,
        "extract.formats.word",
        "read_word",
    ),
    Format(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        (".xlsx",),
        _xlsx,
        "extract.formats.workbook",
        "read_workbook",
    ),
    Format("text/markdown", (".md", ".markdown"), _markdown, "extract.formats.markdown", "read_markdown"),
    Format("text/html", (".html", ".htm", ".xhtml"), _html, "extract.formats.webpage", "read_webpage"),
    Format("text/csv", (".csv", ".tsv", ".tab"), _delimited, "extract.formats.delimited", "read_delimited"),
    Format("text/plain", (".txt", ".text"), _plain, "extract.formats.plain", "read_plain"),
)

SUFFIXES: tuple[str, ...] = tuple(sorted(suffix for format_ in FORMATS for suffix in format_.suffixes))


def known_suffixes() -> str:
    """The suffixes of the formats in one line, sorted.

    >>> known_suffixes()
    '.csv .docx .html .md .pdf .txt .xlsx'
    """
    return " ".join(sorted(format_.suffixes[0] for format_ in FORMATS))
