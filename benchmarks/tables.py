"""Tables against truth: the reader here and pdfplumber.

    python benchmarks/tables.py FOLDER

``FOLDER`` holds ``run.py`` and ``score_tables.py`` (cell adjacency with spans, mean over documents) and ``pdf/``
with the files and their human truth. Its files are scored first, then those of them without upright rules, then Word
reports with ruled tables in Russian and Ukrainian that are printed here. ``read_tables`` is also an adapter for the
folder's own ``run.py``:

    python FOLDER/run.py benchmarks.tables:read_tables
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.pdf_documents import Cells, report  # the repository's root is put on the path first
from extract.formats.pdf import read_pdf  # as above
from extract.formats.pdf.gathering import gather  # as above


def read_tables(path: str) -> list[dict]:
    """The tables of a PDF in the shape the scorer reads."""
    file = Path(path)
    document = read_pdf(file.read_bytes(), file.name)
    return [
        {
            "cells": [
                (cell.row, cell.column, cell.row + cell.row_span - 1, cell.column + cell.column_span - 1, cell.text)
                for cell in table.cells
            ]
        }
        for table in document.tables
    ]


def pdfplumber_tables(path: str) -> list[list[list[str | None]]]:
    """The tables pdfplumber finds with its settings as they are."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [table for page in pdf.pages for table in page.extract_tables()]


_LEAST_WALL = 8.0
"""Points; a wall is at least as high as a line of small print."""
_LEAST_WALLS = 3

READERS: dict[str, Callable[[str], list]] = {"clustertrace": read_tables, "pdfplumber": pdfplumber_tables}


def printed_reports(folder: Path) -> dict[Path, list[Cells]]:
    """Word reports in Russian and Ukrainian with their truth; a table over pages is one table."""
    out: dict[Path, list[Cells]] = {}
    for number, language in enumerate(("ru", "uk")):
        for seed in range(6):
            made = report(language, 50 * number + seed, folder / f"{language}-{seed}")
            if made is not None:
                file = folder / f"{language}-{seed}.pdf"
                file.write_bytes(made[0])
                out[file] = made[1]
    return out


def unruled(file: Path) -> bool:
    """Whether no page of a PDF has the upright rules that a ruled table of two columns would need."""
    pages = gather(file.read_bytes(), file.name).pages
    return all(
        sum(rule.stop - rule.start >= _LEAST_WALL for rule in page.drawing.down) < _LEAST_WALLS for page in pages
    )


def figures(score: ModuleType, reader: Callable[[str], list], truth: dict[Path, list[Cells]]) -> dict:
    """The scorer's summary of one reader over files with truth."""
    results = {}
    for file, tables in truth.items():
        try:
            found = reader(str(file))
        except Exception as error:  # noqa: BLE001  # a peer may fail on a file: that counts as nothing found
            print(f"{file.name}: {type(error).__name__}", file=sys.stderr)
            found = []
        results[file.stem] = score.score_document(found, [{"cells": cells} for cells in tables])
    return score.summarise(results)


def main() -> None:
    home = Path(sys.argv[1])
    sys.path.insert(0, str(home))
    score, run = importlib.import_module("score_tables"), importlib.import_module("run")
    real = {
        file: [table["cells"] for table in run.truth(file.with_name(f"{file.stem}-str.xml"))]
        for file in sorted((home / "pdf").glob("*.pdf"))
    }
    half = {file: tables for number, (file, tables) in enumerate(real.items()) if number % 2 == 0}
    with tempfile.TemporaryDirectory() as work:
        sets = {
            "real files": real,
            "of these, held out": half,
            "of these, unruled": {file: tables for file, tables in real.items() if unruled(file)},
            "Word reports ru, uk": printed_reports(Path(work)),
        }
        print(f"{'':22}{'files':>6} {'':14}{'P':>7}{'R':>7}{'F1':>7}{'claimed':>9}{'true':>6}")
        for name, truth in sets.items():
            for reader, read in READERS.items():
                summary = figures(score, read, truth)
                p, r, f = summary["pooled_macro"]
                counts = f"{summary['tables_pred']:9}{summary['tables_true']:6}"
                print(f"{name:22}{len(truth):6} {reader:14}{p:7.3f}{r:7.3f}{f:7.3f}{counts}")


if __name__ == "__main__":
    main()
