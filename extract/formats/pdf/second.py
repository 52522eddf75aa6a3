"""The second reader, on pdfplumber: for files that pdfium cannot open or finds no text in."""

from __future__ import annotations

import io

from extract.document import Block, Document, Line, Problem
from extract.errors import Unreadable
from extract.grid import mark_headers, table_of, table_text


def read_second(data: bytes, name: str, digest: str, cause: str) -> Document:
    """The document as pdfplumber reads it.

    Raises:
        Unreadable: it cannot read the file either.
    """
    import pdfplumber  # noqa: PLC0415  # half a second to import, needed for few files

    blocks: list[Block] = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            count = len(pdf.pages)
            for number, page in enumerate(pdf.pages, 1):
                for table in page.extract_tables():
                    found = mark_headers(table_of([[cell or "" for cell in row] for row in table]))
                    blocks.append(Block(len(blocks), "table", table_text(found), page=number, table=found))
                for line in page.extract_text_lines():
                    box = (line["x0"], line["top"], line["x1"], line["bottom"])
                    blocks.append(
                        Block(
                            len(blocks),
                            "paragraph",
                            line["text"],
                            page=number,
                            lines=(Line(0, len(line["text"]), number, box),),
                        )
                    )
                page.close()
    except Exception as error:  # pdfminer raises anything on broken files; the cause is kept
        raise Unreadable(
            name, f"the PDF is broken ({cause}; {type(error).__name__})", "get the file again from its publisher"
        ) from error
    if not count:
        raise Unreadable(name, "the PDF has no page", "get the file again from its publisher")
    return Document(
        digest,
        "application/pdf",
        f"pdfplumber {pdfplumber.__version__}",
        tuple(blocks),
        (Problem("second reader", f"pdfium could not open the file: {cause}"),),
        "partial",
        count,
    )
