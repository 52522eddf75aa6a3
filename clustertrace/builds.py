"""Complete datasets side by side, and the one link that says which is the newest."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from clustertrace.files import flush_folder, hash_file, unwritable, write_atomically


def begin(builds: Path, name: str) -> Path:
    """An empty folder to write the build ``name`` into; what broken-off runs left is deleted.

    Raises:
        Stop: The folder cannot be written.
    """
    try:
        builds.mkdir(parents=True, exist_ok=True)
        clear(builds)
        folder = builds / f".{name}.part"
        folder.mkdir()
    except OSError as error:
        raise unwritable(builds, error) from error
    return folder


def clear(builds: Path) -> None:
    """Delete what broken-off runs left.

    Raises:
        Stop: The folder cannot be written.
    """
    try:
        for left in builds.glob(".*.part"):
            _delete(left)
    except OSError as error:
        raise unwritable(builds, error) from error


def complete(builds: Path, name: str) -> None:
    """Flush the build to disk, note the hash of every file of it, give it its name.

    A build of this name that is there already is mended file by file, so that its readers always find every file.

    Raises:
        Stop: The folder cannot be written.
    """
    folder, final = builds / f".{name}.part", builds / name
    try:
        hashes = {path.name: hash_file(path) for path in sorted(folder.iterdir())}
        for path in folder.iterdir():
            with path.open("rb") as stream:
                os.fsync(stream.fileno())
        flush_folder(folder)
        if final.is_dir():
            _mend(final, folder, hashes)
        else:
            folder.rename(final)
        flush_folder(builds)
        write_atomically(_manifest(builds, name), json.dumps(hashes, indent=1).encode("utf-8"))
    except OSError as error:
        raise unwritable(builds, error) from error


def switch(link: Path, build: Path) -> None:
    """Let ``link`` lead to ``build``, in one rename.

    Raises:
        Stop: The link cannot be written.
    """
    temporary, old = link.with_name(".dataset.part"), link.with_name(".dataset.old.part")
    try:
        for left in (temporary, old):
            _delete(left)
        temporary.symlink_to(Path(os.path.relpath(build, link.parent)))
        if link.is_dir() and not link.is_symlink():
            # A workspace copied by a tool that follows links has the files themselves here.
            link.rename(old)
        temporary.replace(link)
        flush_folder(link.parent)
        _delete(old)
    except OSError as error:
        raise unwritable(link, error) from error


def newest(link: Path) -> str:
    """The name of the build that the link leads to, or an empty string."""
    if not link.is_symlink():
        return ""
    build = link.resolve()
    return build.name if build.is_dir() and build.parent.name == ".builds" else ""


def files(builds: Path, name: str) -> tuple[Path, ...]:
    """Every file of a build, as its manifest names them and as they lie there."""
    folder = builds / name
    there = set(folder.iterdir()) if folder.is_dir() else set()
    return tuple(sorted({folder / file for file in _hashes(builds, name)} | there))


def faults(builds: Path, name: str, found: Mapping[Path, str] | None = None) -> tuple[str, ...]:
    """What is wrong with the files of a build: missing, changed, or not its own.

    ``found`` has the hashes of its files where they are known already.
    """
    hashes = _hashes(builds, name)
    if not hashes:
        return (f"{name}: its list of files is missing or damaged",)
    folder = builds / name
    if found is None:
        found = {path: _hash(path) for path in files(builds, name) if path.exists()}
    there = {path.name for path in found}
    wrong = [f"{file}: missing" for file in sorted(set(hashes) - there)]
    wrong += [f"{file}: not written by a rebuild" for file in sorted(there - set(hashes))]
    wrong += [f"{file}: changed since" for file in sorted(there & set(hashes)) if found[folder / file] != hashes[file]]
    return tuple(wrong)


def sweep(builds: Path, wanted: Sequence[str], kept: int) -> None:
    """Delete all but the ``kept`` newest builds.

    ``wanted`` are the known ones, newest first; those that nobody knows any more count as older than all of these.

    Raises:
        Stop: The folder cannot be written.
    """
    try:
        there = [path for path in builds.iterdir() if path.is_dir() and not path.name.startswith(".")]
        unknown = sorted(there, key=lambda path: path.stat().st_mtime_ns, reverse=True)
        order = dict.fromkeys([*wanted, *(path.name for path in unknown)])
        names = {path.name for path in there}
        living = set([name for name in order if name in names][:kept])
        for path in there:
            if path.name not in living:
                _delete(path)
        for manifest in builds.glob("*.json"):
            if manifest.stem not in living:
                manifest.unlink()
    except OSError as error:
        raise unwritable(builds, error) from error


def _mend(final: Path, folder: Path, hashes: Mapping[str, str]) -> None:
    for path in _strangers(final, hashes):
        _delete(path)
    for file, sha256 in hashes.items():
        if _hash(final / file) != sha256:
            (folder / file).replace(final / file)
    flush_folder(final)
    _delete(folder)


def _strangers(folder: Path, hashes: Mapping[str, str]) -> Iterable[Path]:
    return [path for path in folder.iterdir() if path.name not in hashes or path.is_dir()]


def _hash(path: Path) -> str:
    try:
        return hash_file(path)
    except OSError:
        return ""


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _hashes(builds: Path, name: str) -> dict[str, str]:
    try:
        read = json.loads(_manifest(builds, name).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(file): str(sha256) for file, sha256 in read.items()} if isinstance(read, dict) else {}


def _manifest(builds: Path, name: str) -> Path:
    return builds / f"{name}.json"
