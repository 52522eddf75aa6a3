"""Whole paragraphs: how many come out exactly as written, here and in pdfminer.six, on documents printed here.

    python benchmarks/paragraphs.py [FOLDER]

A paragraph counts when its letters are those of one written block, white space, hyphens and bullets (drawn, not
written, by some printers) aside. Headings, list items and captions count as paragraphs, tables and running heads
do not. With FOLDER the PDFs are kept there.
"""

from __future__ import annotations

import io
import pickle
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.pdf_documents import Written, documents  # the repository's root is put on the path first
from extract.formats.pdf import read_pdf  # as above


def key(text: str) -> str:
    """What two texts must share to be the same paragraph."""
    return re.sub(r"[\s\-\u00ad\u2010•]+", "", text).casefold()


def ours(pdf: bytes) -> list[str]:
    document = read_pdf(pdf, "printed.pdf")
    return [block.text for block in document.blocks if block.kind not in ("table", "furniture", "figure")]


def pdfminer(pdf: bytes) -> list[str]:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTTextBox

    return [box.get_text() for page in extract_pages(io.BytesIO(pdf)) for box in page if isinstance(box, LTTextBox)]


READERS = {"clustertrace": ours, "pdfminer.six": pdfminer}


def score(document: Written, found: list[str]) -> tuple[int, int, int]:
    """Right, found and written."""
    truth = Counter(key(piece.text) for piece in document.pieces if piece.kind != "table")
    got = Counter(key(text) for text in found if key(text))
    cells = {key(cell) for piece in document.pieces for row in piece.rows for cell in row}
    got = Counter({text: count for text, count in got.items() if text not in cells})
    return sum((truth & got).values()), sum(got.values()), sum(truth.values())


def printed(folder: Path | None) -> list[Written]:
    """The documents, from FOLDER when they were printed there before."""
    store = folder / "documents.pickle" if folder else None
    if store is not None and store.exists():
        return pickle.loads(store.read_bytes())  # noqa: S301  # written by this program
    made = documents(folder)
    if store is not None:
        store.write_bytes(pickle.dumps(made))
    return made


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for document in printed(folder):
        for name, reader in READERS.items():
            counts = score(document, reader(document.pdf))
            for group in (document.language, document.maker, "all"):
                total = sums[name, group]
                for at, count in enumerate(counts):
                    total[at] += count
    groups = ["en", "ru", "uk", "typesetter", "LibreOffice", "Chromium", "all"]
    print(f"{'F1 of whole paragraphs':24}" + "".join(f"{group:>13}" for group in groups))
    for name in READERS:
        cells = []
        for group in groups:
            right, found, written = sums[name, group]
            cells.append(f"{2 * right / max(found + written, 1):13.3f}")
        print(f"{name:24}" + "".join(cells))


if __name__ == "__main__":
    main()
