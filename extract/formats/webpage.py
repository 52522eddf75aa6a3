"""HTML: the article's blocks in order, the site's furniture marked as such."""

from __future__ import annotations

import re

from extract.document import Block, Document
from extract.encoding import Decoded
from extract.formats.plain import decode_bounded, lost_bytes
from extract.formats.prose import read_prose
from extract.formats.web import read_page
from extract.identity import document_id

_CHARSET = re.compile(
    rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,30})|<\?xml[^>]{0,100}encoding=[\"']([\w.-]{2,30})", re.IGNORECASE
)


def read_webpage(data: bytes, name: str) -> Document:  # noqa: ARG001  # every reader has this signature
    """The document in the bytes of a web page."""
    declared = _CHARSET.search(data[:4096])
    charset = (declared[1] or declared[2]).decode("ascii", "ignore") if declared else ""
    decoded, cut = decode_bounded(data, charset)
    page = read_page(decoded, _typed)
    return Document(
        document_id(data),
        "text/html",
        f"html/{decoded.encoding}",
        page.blocks,
        (*lost_bytes(decoded.lost), *cut, *page.problems),
        title=page.title,
        dated=page.dated,
    )


def _typed(text: str) -> tuple[Block, ...]:
    return read_prose(Decoded(text, text, "utf-8")).blocks
