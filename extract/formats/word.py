"""DOCX: the main part in order, then footnotes and endnotes, headers and footers as furniture."""

from __future__ import annotations

from collections.abc import Iterator

from extract.archive import Archive
from extract.document import Block, Document
from extract.errors import Unreadable
from extract.formats.wordml.body import part_texts, read_body, running_texts
from extract.formats.wordml.markup import Element, child, parse
from extract.formats.wordml.numbering import read_numbering
from extract.formats.wordml.styles import read_styles
from extract.identity import document_id
from extract.raised import superscript

_MAIN = "word/document.xml"


def read_word(data: bytes, name: str) -> Document:
    """The document in the bytes of a Word document.

    Raises:
        Unreadable: the file is damaged or would unpack to more than is safe.
    """
    archive = Archive(data, name)
    if _MAIN not in archive:
        raise Unreadable(name, "the document has no main part", "open it and save it anew")
    styles = read_styles(_part(archive, "word/styles.xml"))
    numbering = read_numbering(_part(archive, "word/numbering.xml"))
    body = read_body(parse(archive, _MAIN), styles, numbering)
    blocks = [*_running(archive, "header"), *body.blocks, *_notes(archive, body.notes), *_running(archive, "footer")]
    headed = any(block.kind == "heading" for block in body.blocks)
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return Document(document_id(data), media, "docx/lxml", tuple(blocks), title="" if headed else _title(archive))


def _part(archive: Archive, part: str) -> Element | None:
    return parse(archive, part) if part in archive else None


def _notes(archive: Archive, cited: tuple[tuple[str, str], ...]) -> Iterator[Block]:
    """The notes in the order in which the text refers to them, each with its printed mark."""
    texts: dict[tuple[str, str], str] = {}
    for kind in ("footnote", "endnote"):
        root = _part(archive, f"word/{kind}s.xml")
        if root is not None:
            texts |= {(kind, note): text for note, text in part_texts(root, kind)}
    for count, key in enumerate(cited, 1):
        if texts.get(key):
            yield Block(0, "footnote", f"{superscript(str(count))} {texts[key]}", element=f"{key[0]}[{key[1]}]")


def _running(archive: Archive, kind: str) -> Iterator[Block]:
    """The texts of headers or footers, each said once."""
    said: set[str] = set()
    for part in sorted(archive.names):
        if part.startswith(f"word/{kind}") and part.endswith(".xml"):
            for text in running_texts(parse(archive, part)):
                if text not in said:
                    said.add(text)
                    yield Block(0, "furniture", text, element=part.removeprefix("word/").removesuffix(".xml"))


def _title(archive: Archive) -> str:
    root = _part(archive, "docProps/core.xml")
    found = child(root, "title") if root is not None else None
    return " ".join((found.text or "").split()) if found is not None else ""
