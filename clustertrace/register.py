"""Sources in and out: files registered in the ledger, copied into the corpus, reconciled with what lies there."""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clustertrace.errors import Stop
from clustertrace.files import flush_folder, hash_file, unwritable
from clustertrace.ledger import Ledger, find_sources, read_ledger, with_facts, write_ledger
from clustertrace.state import State
from clustertrace.workspace import Workspace
from extract import Source, Unreadable, is_report


@dataclass(frozen=True, slots=True)
class Registered:
    """What registering files did: rows that are new, rows that were there already, what could not be taken.

    ``passed_over`` are files of a folder that are no reports.
    """

    new: tuple[Source, ...] = ()
    known: tuple[Source, ...] = ()
    failures: tuple[Unreadable, ...] = ()
    passed_over: tuple[Path, ...] = ()


def register(workspace: Workspace, paths: Sequence[str], facts: dict[str, str], *, recursive: bool) -> Registered:
    """Take files, folders or globs into the ledger and copy them into the corpus.

    ``facts`` are ledger columns that were given (title, publisher, published, language, origin, licence).

    Raises:
        Stop: The ledger is damaged, or corpus or ledger cannot be written.
    """
    ledger = read_ledger(workspace.ledger)
    files, failures, passed_over = _collect(paths, recursive=recursive)
    new: list[Source] = []
    known: list[Source] = []
    for file in files:
        try:
            sha256 = hash_file(file)
        except OSError as error:
            failures.append(_unopened(file, error))
            continue
        row = ledger.by_hash(sha256)
        if row is not None and (workspace.root / row.path).exists():
            known.append(row)
            continue
        copied = _copy(workspace, file, sha256)
        stated = with_facts(Source(sha256, copied, origin=str(file.absolute())), **facts)
        ledger = ledger.changed(sha256, replace(row, path=copied)) if row is not None else ledger.with_row(stated)
        new.append(row or stated)
    if new:
        write_ledger(workspace.ledger, ledger)
    return Registered(tuple(new), tuple(known), tuple(failures), tuple(passed_over))


def unregister(workspace: Workspace, wanted: Sequence[str]) -> tuple[Source, ...]:
    """Take sources out of ledger and corpus; ``wanted`` are names, paths, titles or hashes.

    Raises:
        Stop: A name fits no source or several; then nothing is removed.
    """
    ledger = read_ledger(workspace.ledger)
    gone: list[Source] = []
    for name in wanted:
        fits = find_sources(ledger.rows, name)
        if len(fits) != 1:
            told = "; ".join(f"{row.path} ({row.sha256[:12]})" for row in fits[:5])
            fault = f"names {len(fits)} sources: {told}" if fits else "names no source; see: clustertrace status"
            raise Stop(f"{name}: {fault}", 2)
        gone.append(fits[0])
    for row in gone:
        ledger = ledger.without(row.sha256)
        try:
            (workspace.root / row.path).unlink(missing_ok=True)
        except OSError as error:
            raise unwritable(workspace.root / row.path, error) from error
    write_ledger(workspace.ledger, ledger)
    return tuple(gone)


def reconcile(workspace: Workspace, state: State) -> tuple[Ledger, tuple[str, ...]]:
    """The ledger after looking at what lies in the corpus, and a line for everything that changed.

    A file without a row is registered; a row whose file moved gets the new path; a file whose bytes changed gets a
    new hash and names the one it supersedes; a row whose file is gone stays (it will be a failed document).

    Raises:
        Stop: The ledger is damaged or cannot be written.
    """
    before = read_ledger(workspace.ledger)
    there = sorted(path for path in workspace.reports.rglob("*") if path.is_file() and not _hidden(path, workspace))
    hashes = state.hashes(there)
    at = {path.relative_to(workspace.root).as_posix(): sha256 for path, sha256 in hashes.items()}
    notes: list[str] = []
    rows = [_moved(row, at, before, notes) for row in before.rows]
    paths = {row.path for row in rows}
    added = [Source(sha256, path) for path, sha256 in at.items() if path not in paths]
    rows = [_reread(row, at, notes) for row in rows]
    known = {row.sha256 for row in rows}
    for row in added:
        if row.sha256 in known:
            notes.append(f"{row.path}: the same bytes as another source; passed over")
            continue
        known.add(row.sha256)
        rows.append(row)
        notes.append(f"{row.path}: found in the corpus and registered")
    ledger = Ledger(tuple(rows), before.extra + ((),) * (len(rows) - len(before.rows)))
    if ledger != before:
        write_ledger(workspace.ledger, ledger)
    return ledger, tuple(notes)


def _moved(row: Source, at: dict[str, str], ledger: Ledger, notes: list[str]) -> Source:
    if row.path in at:
        return row
    owned = {other.path for other in ledger.rows}
    new = next((path for path, sha256 in at.items() if sha256 == row.sha256 and path not in owned), None)
    if new is None:
        return row
    notes.append(f"{row.path}: now {new}")
    return replace(row, path=new)


def _reread(row: Source, at: dict[str, str], notes: list[str]) -> Source:
    sha256 = at.get(row.path)
    if sha256 is None or sha256 == row.sha256:
        return row
    if not row.sha256:
        return replace(row, sha256=sha256)
    notes.append(f"{row.path}: changed on disk, read as a new version")
    return replace(row, sha256=sha256, supersedes=row.sha256)


def _collect(paths: Sequence[str], *, recursive: bool) -> tuple[list[Path], list[Unreadable], list[Path]]:
    files: list[Path] = []
    failures: list[Unreadable] = []
    passed_over: list[Path] = []
    for given in paths:
        matches = [Path(given)] if Path(given).exists() else [Path(name) for name in sorted(glob.glob(given))]  # noqa: PTH207 - the pattern may be absolute
        if not matches:
            failures.append(Unreadable(given, "there is no such file or folder", "check the name"))
        for path in matches:
            if not path.is_dir():
                files.append(path)
                continue
            inside = list(_reports_in(path, recursive=recursive))
            taken = [file for file in inside if is_report(file)]
            files += taken
            passed_over += [file for file in inside if file not in taken]
            if not taken:
                remedy = "name the files themselves" if recursive else "name the files, or look deeper with --recursive"
                failures.append(Unreadable(given, "no reports in this folder", remedy))
    return list(dict.fromkeys(files)), failures, passed_over


def _reports_in(folder: Path, *, recursive: bool) -> Iterator[Path]:
    found: Iterable[Path] = folder.rglob("*") if recursive else folder.iterdir()
    for path in sorted(found):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _copy(workspace: Workspace, file: Path, sha256: str) -> str:
    target = workspace.reports / file.name
    if target.absolute() != file.absolute():
        number = 2
        while target.exists() and hash_file(target) != sha256:
            target = workspace.reports / f"{file.stem}-{number}{file.suffix}"
            number += 1
        temporary = target.with_name(f".{target.name}.part")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, temporary)
            with temporary.open("rb") as stream:
                os.fsync(stream.fileno())
            temporary.replace(target)
            flush_folder(target.parent)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise unwritable(target, error) from error
    return target.relative_to(workspace.root).as_posix()


def _hidden(path: Path, workspace: Workspace) -> bool:
    return any(part.startswith(".") for part in path.relative_to(workspace.reports).parts)


def _unopened(file: Path, error: OSError) -> Unreadable:
    return Unreadable(
        str(file), f"cannot be opened ({error.strerror or error})", "check that it exists and may be read"
    )
