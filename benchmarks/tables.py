"""Tables against human truth: the reader here and its peers, on one folder of PDFs.

    python benchmarks/tables.py FOLDER

``FOLDER`` holds ``run.py`` and ``score_tables.py`` (cell adjacency with spans, ICDAR-2013) and ``pdf/`` with the
files and their truth. ``read_tables`` is the adapter that ``run.py`` scores:

    python FOLDER/run.py benchmarks.tables:read_tables
"""

from __future__ import annotations

from pathlib import Path

from extract.formats.pdf import read_pdf


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
