"""Writers: the dataset's own files, and the formats it can be exported to."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from consolidate.write.copies import (
    write_annotation_file,
    write_crate,
    write_csv,
    write_jsonl,
    write_package,
    write_sqlite,
)


class Writer(Protocol):
    """Writes the dataset in a folder into another folder, which exists; returns the files written."""

    def __call__(self, folder: Path, target: Path, *, safe: bool) -> tuple[Path, ...]:
        """Write; ``safe`` disarms texts that a spreadsheet would run."""
        ...


def _parquet(folder: Path, target: Path, *, safe: bool) -> tuple[Path, ...]:
    from consolidate.write.columnar import write_parquet  # noqa: PLC0415 - pyarrow is slow to import

    return write_parquet(folder, target, safe=safe)


def _xlsx(folder: Path, target: Path, *, safe: bool) -> tuple[Path, ...]:
    from consolidate.write.workbook import write_xlsx  # noqa: PLC0415 - openpyxl is slow to import

    return write_xlsx(folder, target, safe=safe)


WRITERS: dict[str, Writer] = {
    "csv": write_csv,
    "jsonl": write_jsonl,
    "parquet": _parquet,
    "sqlite": write_sqlite,
    "xlsx": _xlsx,
    "annotations": write_annotation_file,
    "datapackage": write_package,
    "rocrate": write_crate,
}


def export(folder: Path, format_name: str, target: Path, *, spreadsheet_safe: bool = False) -> tuple[Path, ...]:
    """Write the dataset in ``folder`` into ``target``, in one of the formats of ``WRITERS``; the files written.

    ``spreadsheet_safe`` puts an apostrophe before texts that a spreadsheet would run as a formula; otherwise every
    text is exact.

    Raises:
        ValueError: no such format; the message names those there are.
    """
    writer = WRITERS.get(format_name)
    if writer is None:
        raise ValueError(f"no export format {format_name!r}; known: {' '.join(WRITERS)}")
    target.mkdir(parents=True, exist_ok=True)
    return writer(folder, target, safe=spreadsheet_safe)
