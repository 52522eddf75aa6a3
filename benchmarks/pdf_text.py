"""Text of PDFs, characters and reading order: here and pypdfium2's plain text, on documents printed here.

    python benchmarks/pdf_text.py [FOLDER]

Characters: F1 of all stretches of five letters or digits, whatever stands between them. Order: the share
of the letters written that can be read in the order they were written in (longest common sequence). Running heads
are not written blocks: a reader that keeps them in the text has letters too many; ``clustertrace, all`` is the text
here with them left in. With FOLDER the PDFs are kept there, as ``paragraphs`` does.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import chain
from pathlib import Path

from rapidfuzz.distance import LCSseq

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.paragraphs import printed  # the repository's root is put on the path first
from benchmarks.pdf_documents import Written  # as above
from extract.formats.pdf import read_pdf  # as above

_GRAM = 5


def letters(text: str) -> str:
    """Letters and digits alone."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def ours(pdf: bytes, *, furniture: bool = False) -> str:
    blocks = read_pdf(pdf, "printed.pdf").blocks
    return "\n".join(block.text for block in blocks if furniture or block.kind != "furniture")


def ours_with_furniture(pdf: bytes) -> str:
    return ours(pdf, furniture=True)


def plain_text(pdf: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


READERS: dict[str, Callable[[bytes], str]] = {
    "clustertrace": ours,
    "clustertrace, all": ours_with_furniture,
    "pypdfium2": plain_text,
}


def characters(written: str, found: str) -> float:
    """F1 of the stretches."""
    truth, got = (Counter(text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1)) for text in (written, found))
    return 2 * (truth & got).total() / max(truth.total() + got.total(), 1)


def order(written: str, found: str) -> float:
    """The share of the letters written that stand in the longest common sequence."""
    return LCSseq.similarity(written, found) / max(len(written), 1)


def written_text(document: Written) -> str:
    """The letters as written, tables row by row."""
    return letters(
        "".join(text for piece in document.pieces for text in (piece.text, *chain.from_iterable(piece.rows)))
    )


def main() -> None:
    sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for document in printed(Path(sys.argv[1]) if len(sys.argv) > 1 else None):
        written = written_text(document)
        for name, reader in READERS.items():
            found = letters(reader(document.pdf))
            values = (characters(written, found), order(written, found), 1.0)
            for group in (document.language, document.maker, "all"):
                sums[name, group] = [a + b for a, b in zip(sums[name, group], values, strict=True)]
    groups = ["en", "ru", "uk", "typesetter", "LibreOffice", "Chromium", "all"]
    print(f"{'characters / order':20}" + "".join(f"{group:>15}" for group in groups))
    for name in READERS:
        shown = (sums[name, group] for group in groups)
        print(f"{name:20}" + "".join(f"{c / max(n, 1):9.3f} {o / max(n, 1):.3f}" for c, o, n in shown))


if __name__ == "__main__":
    main()
