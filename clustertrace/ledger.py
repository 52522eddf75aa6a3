"""The ledger of sources, ``corpus/sources.csv``: read, checked, written; people edit it too."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from clustertrace.errors import Stop
from clustertrace.files import write_atomically
from extract import Source

COLUMNS = tuple(field.name for field in fields(Source))
_HASH = re.compile(r"[0-9a-f]{64}")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class Ledger:
    """The rows of the ledger in file order, and the values of columns that only its editors know.

    ``extra`` has one tuple of (column, value) pairs for every row: columns that a person added are kept.
    """

    rows: tuple[Source, ...] = ()
    extra: tuple[tuple[tuple[str, str], ...], ...] = ()

    def updated(self, rows: Iterable[Source]) -> Ledger:
        """The ledger with these rows, in the place of those with the same hash or at its end."""
        new = {row.sha256: row for row in rows}
        kept = tuple(new.pop(row.sha256, row) for row in self.rows)
        return Ledger((*kept, *new.values()), (*self.extra, *((),) * len(new)))

    def without(self, row: Source) -> Ledger:
        """The ledger without this row."""
        kept = [(other, more) for other, more in zip(self.rows, self.extra, strict=True) if other != row]
        return Ledger(tuple(other for other, _ in kept), tuple(more for _, more in kept))


def read_ledger(path: Path) -> Ledger:
    """The ledger at ``path``; an empty one when there is no file yet.

    Raises:
        Stop: The file is no ledger; the message names the line and what to do. Nothing is changed.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Ledger()
    except UnicodeDecodeError as error:
        raise _corrupt(path, 1, f"is not UTF-8 ({error.reason})") from error
    except OSError as error:
        raise Stop(f"{path}: cannot be read ({error.strerror}); check who may read it") from error
    if not text.strip():
        return Ledger()
    header, lines = _lines(path, text)
    rows = [_row(path, number, dict(zip(header, line, strict=True))) for number, line in lines]
    _unique(path, [(number, row) for (number, _), row in zip(lines, rows, strict=True)])
    own = [name for name in header if name not in COLUMNS]
    extra = [tuple((name, dict(zip(header, line, strict=True))[name]) for name in own) for _, line in lines]
    return Ledger(tuple(rows), tuple(extra))


def write_ledger(path: Path, ledger: Ledger) -> None:
    """Write the ledger in one rename, rows sorted by path, so that a reader never sees half of it."""
    own: list[str] = []
    for more in ledger.extra:
        own += [name for name, _ in more if name not in own]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, *own])
    pairs = sorted(zip(ledger.rows, ledger.extra, strict=True), key=lambda pair: (pair[0].path, pair[0].sha256))
    for row, more in pairs:
        values = dict(more)
        writer.writerow([*(getattr(row, name) for name in COLUMNS), *(values.get(name, "") for name in own)])
    write_atomically(path, out.getvalue().encode("utf-8"))


def find_sources(rows: Sequence[Source], wanted: str) -> tuple[Source, ...]:
    """The rows that ``wanted`` names: a path, a file name, a title, or a hash (from six digits)."""
    exact = [row for row in rows if wanted and wanted in (row.path, row.sha256, Path(row.path).name)]
    if exact:
        return tuple(exact)
    short = [row for row in rows if len(wanted) >= 6 and row.sha256.startswith(wanted)]
    return tuple(short or [row for row in rows if row.title == wanted])


def with_facts(row: Source, **facts: str) -> Source:
    """The row with every fact that was given (not empty) in place."""
    return replace(row, **{name: value for name, value in facts.items() if value})


def is_date(text: str) -> bool:
    """Whether ``text`` is an ISO date, as exact as known: a year, a month, a day.

    >>> is_date("2024-12"), is_date("12.2024")
    (True, False)
    """
    return bool(_DATE.fullmatch(text))


def _lines(path: Path, text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    first = text.splitlines()[0]
    # Spreadsheets of many countries write semicolons or tabs into a .csv.
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        header = [name.strip() for name in next(reader)]
        lines = [(reader.line_num, line) for line in reader if any(value.strip() for value in line)]
    except csv.Error as error:
        raise _corrupt(path, reader.line_num, f"is not CSV ({error})") from error
    if "path" not in header or "sha256" not in header:
        raise _corrupt(path, 1, f"lacks the columns path and sha256 (it has: {', '.join(header)[:80]})")
    for number, line in lines:
        if len(line) != len(header):
            raise _corrupt(path, number, f"has {len(line)} values where the header has {len(header)}")
    return header, lines


def _row(path: Path, number: int, values: dict[str, str]) -> Source:
    # A path is taken as it stands: names of files may begin or end with blanks.
    known = {name: values.get(name, "") if name == "path" else values.get(name, "").strip() for name in COLUMNS}
    if not known["path"].strip():
        raise _corrupt(path, number, "has no path")
    if Path(known["path"]).is_absolute() or ".." in Path(known["path"]).parts:
        raise _corrupt(path, number, f"has a path outside the workspace ({known['path']})")
    if known["sha256"] and not _HASH.fullmatch(known["sha256"]):
        raise _corrupt(path, number, f"has a sha256 that is no hash ({known['sha256'][:20]})")
    for name in ("published", "retrieved"):
        if known[name] and not is_date(known[name]):
            raise _corrupt(path, number, f"has {name} '{known[name]}', expected 2024, 2024-12 or 2024-12-27")
    return Source(**known)


def _unique(path: Path, rows: Iterable[tuple[int, Source]]) -> None:
    seen: dict[str, int] = {}
    for number, row in rows:
        for key in filter(None, (row.sha256, row.path)):
            if key in seen:
                raise _corrupt(path, number, f"repeats the source of line {seen[key]} ({row.path})")
            seen[key] = number


def _corrupt(path: Path, line: int, fault: str) -> Stop:
    return Stop(f"{path}: line {line} {fault}; mend that line, or restore the file from a backup, and run again")
