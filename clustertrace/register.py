"""Sources in and out: files registered in the ledger, copied into the corpus, reconciled with what lies there."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clustertrace.errors import Stop
from clustertrace.files import copy_atomically, hash_file, unwritable
from clustertrace.ledger import Ledger, find_sources, read_ledger, with_facts, write_ledger
from clustertrace.state import State
from clustertrace.workspace import Workspace
from extract import Source, Unreadable, is_report

_SURELY_MEANT = 56
"""Digits of a hash that no other file has at the same places."""


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
    rows = {row.sha256: row for row in ledger.rows}
    owners = {row.path: row for row in ledger.rows}
    new: list[Source] = []
    known: list[Source] = []
    for file in files:
        try:
            sha256 = _hashed(file)
            inside = _inside(workspace, file)
            row = rows.get(sha256) or owners.get(inside)
            there = row is not None and _holds(workspace.root / row.path, sha256)
            # Of a file that lies in the corpus the rebuild finds out whether it was edited or moved.
            kept = row is not None and (there or inside)
            path = row.path if row is not None and kept else inside or _copy(workspace, file, sha256, owners)
        except Unreadable as error:
            failures.append(error)
            continue
        stated = replace(row or Source(sha256, path), path=path)
        if not stated.origin:
            stated = replace(stated, origin=str(file.absolute()))
        stated = with_facts(stated, **facts)
        rows[stated.sha256] = owners[path] = stated
        (known if there else new).append(stated)
    after = ledger.updated(rows.values())
    if after != ledger:
        write_ledger(workspace.ledger, after)
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
        ledger = ledger.without(row)
        try:
            (workspace.root / row.path).unlink(missing_ok=True)
        except OSError as error:
            raise unwritable(workspace.root / row.path, error) from error
    write_ledger(workspace.ledger, ledger)
    return tuple(gone)


def reconcile(workspace: Workspace, state: State) -> tuple[Ledger, tuple[str, ...], dict[str, str]]:
    """The ledger after looking at what lies in the corpus, a line for everything that changed, and the hashes by path.

    A file without a row is registered; a row whose file moved gets the new path; a file whose bytes changed gets a
    new hash and names the one it supersedes; a row whose file is gone, or has become a copy of another source, stays
    (it will be a failed document).

    Raises:
        Stop: The ledger is damaged or cannot be written, or a folder of the corpus cannot be read.
    """
    before = read_ledger(workspace.ledger)
    notes: list[str] = []
    hashes = state.hashes(_lying_in(workspace, notes))
    skip = len(str(workspace.root)) + 1
    at = {str(path)[skip:]: sha256 for path, sha256 in hashes.items()}
    rows = _reread(_moved(before.rows, at, notes), at, notes)
    paths, known = {row.path for row in rows}, {row.sha256 for row in rows}
    for path, sha256 in at.items():
        if path in paths:
            continue
        if sha256 in known:
            notes.append(f"{path}: the same bytes as another source; passed over")
            continue
        known.add(sha256)
        rows.append(Source(sha256, path))
        notes.append(f"{path}: found in the corpus and registered")
    ledger = Ledger(tuple(rows), before.extra + ((),) * (len(rows) - len(before.rows)))
    if ledger != before:
        write_ledger(workspace.ledger, ledger)
    return ledger, tuple(notes), at


def _lying_in(workspace: Workspace, notes: list[str]) -> list[Path]:
    """Every file of the corpus, hidden ones left out, in the order of their paths."""
    found: list[Path] = []
    for folder, folders, names in os.walk(workspace.reports, onerror=_unlisted):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = os.path.join(folder, name)  # noqa: PTH118 - once a file of an archive
            if name.startswith(".") or not os.path.isfile(path):  # noqa: PTH113 - as above
                continue
            if path.isprintable():
                found.append(Path(path))
            else:
                notes.append(f"{name!a}: not a name that can be written down; rename the file")
    return sorted(found, key=str)


def _unlisted(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise Stop(f"{error.filename}: cannot be read ({error.strerror}); check who may read it") from error


def _moved(rows: Sequence[Source], at: Mapping[str, str], notes: list[str]) -> list[Source]:
    """The rows with the paths their bytes lie at now.

    A row whose path holds other bytes has been edited, unless its own bytes now lie where another row's were: then
    names were exchanged, and what is known of a report follows its bytes.
    """
    settled = {row.path for row in rows if at.get(row.path) == row.sha256}
    owned = {row.path for row in rows}
    paths: dict[str, list[str]] = {}
    for path, sha256 in at.items():
        if path not in settled:
            paths.setdefault(sha256, []).append(path)
    moves: dict[int, str] = {}
    for number, row in enumerate(rows):
        free = [path for path in paths.get(row.sha256, ()) if path in owned or row.path not in at]
        if row.path not in settled and free:
            paths[row.sha256].remove(free[0])
            moves[number] = free[0]
    _keep_apart(rows, moves)
    notes += [f"{rows[number].path}: now {path}" for number, path in moves.items()]
    return [replace(row, path=moves.get(number, row.path)) for number, row in enumerate(rows)]


def _keep_apart(rows: Sequence[Source], moves: dict[int, str]) -> None:
    """Take back the moves to a path whose row stays there."""
    while True:
        count = Counter(moves.get(number, row.path) for number, row in enumerate(rows))
        back = [number for number, path in moves.items() if count[path] > 1]
        if not back:
            return
        for number in back:
            del moves[number]


def _reread(rows: Sequence[Source], at: Mapping[str, str], notes: list[str]) -> list[Source]:
    """The rows with the hashes of the bytes that lie at their paths now; no two rows get the same."""
    reread, known = list(rows), {row.sha256 for row in rows}
    settled = False
    while not settled:
        settled = True
        for number, row in enumerate(reread):
            sha256 = at.get(row.path, row.sha256)
            if sha256 in known:
                continue
            # The hash it leaves may be what another row has been waiting for.
            settled = False
            known = (known - {row.sha256}) | {sha256}
            if _nearly(row.sha256, sha256):
                notes.append(f"{row.path}: its hash in the ledger was not quite that of its bytes; put right")
                reread[number] = replace(row, sha256=sha256)
                continue
            if row.sha256:
                notes.append(f"{row.path}: changed on disk, read as a new version")
            reread[number] = replace(row, sha256=sha256, supersedes=row.sha256 or row.supersedes)
    copies = [row.path for row in reread if at.get(row.path, row.sha256) != row.sha256]
    notes += [f"{path}: now the same bytes as another source" for path in copies]
    return reread


def _nearly(noted: str, sha256: str) -> bool:
    """Whether a hash was noted with a slip or a flipped bit: those of two different files share 4 of 64 digits.

    >>> _nearly("0" * 63 + "7", "0" * 64), _nearly("", "0" * 64), _nearly("0123456789abcdef" * 4, "0" * 64)
    (True, False, False)
    """
    return sum(one == other for one, other in zip(noted, sha256, strict=False)) >= _SURELY_MEANT


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


def _inside(workspace: Workspace, file: Path) -> str:
    """The path of a file of the corpus, from the workspace's root; empty for any other file."""
    path = file.absolute()
    return path.relative_to(workspace.root).as_posix() if path.is_relative_to(workspace.reports) else ""


def _copy(workspace: Workspace, file: Path, sha256: str, owners: Mapping[str, Source]) -> str:
    """Copy a file with this hash into the corpus; its path there, from the workspace's root.

    A path that a row of the ledger has is not taken, even where its file is gone.

    Raises:
        Stop: The corpus cannot be written.
        Unreadable: The file cannot be read, or changes meanwhile.
    """
    target = workspace.reports / file.name
    try:
        stream = file.open("rb")
    except OSError as error:
        raise _unopened(file, error) from error
    with stream:
        try:
            number = 2
            while _taken(workspace, target, sha256, owners):
                target = workspace.reports / f"{file.stem}-{number}{file.suffix}"
                number += 1
        except OSError as error:
            raise unwritable(target, error) from error
        if copy_atomically(stream, target) != sha256:
            target.unlink(missing_ok=True)
            raise Unreadable(str(file), "changed while it was being copied", "run the command again")
    return target.relative_to(workspace.root).as_posix()


def _hashed(file: Path) -> str:
    if not str(file.name).isprintable():
        raise Unreadable(ascii(str(file)), "not a name that can be written down", "rename the file")
    try:
        return hash_file(file)
    except OSError as error:
        raise _unopened(file, error) from error


def _taken(workspace: Workspace, target: Path, sha256: str, owners: Mapping[str, Source]) -> bool:
    owner = owners.get(target.relative_to(workspace.root).as_posix())
    if owner is not None and owner.sha256 != sha256:
        return True
    return os.path.lexists(target) and not _holds(target, sha256)


def _holds(path: Path, sha256: str) -> bool:
    """Whether there is a file with these bytes."""
    try:
        return hash_file(path) == sha256
    except OSError:
        return False


def _unopened(file: Path, error: OSError) -> Unreadable:
    return Unreadable(
        str(file), f"cannot be opened ({error.strerror or error})", "check that it exists and may be read"
    )
