"""Complete datasets side by side, and the one link that says which is the newest."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection
from pathlib import Path

from clustertrace.files import flush_folder, hash_file, unwritable, write_atomically


def begin(builds: Path, name: str) -> Path:
    """An empty folder to write the build ``name`` into; what broken-off runs left is deleted.

    Raises:
        Stop: The folder cannot be written.
    """
    try:
        builds.mkdir(parents=True, exist_ok=True)
        for left in builds.glob(".*.part"):
            shutil.rmtree(left)
        folder = builds / f".{name}.part"
        folder.mkdir()
    except OSError as error:
        raise unwritable(builds, error) from error
    return folder


def complete(builds: Path, name: str) -> None:
    """Flush the build to disk, note the hash of every file of it, give it its name.

    Raises:
        Stop: The folder cannot be written.
    """
    folder = builds / f".{name}.part"
    try:
        hashes = {path.name: hash_file(path) for path in sorted(folder.iterdir())}
        for path in folder.iterdir():
            with path.open("rb") as stream:
                os.fsync(stream.fileno())
        flush_folder(folder)
        final = builds / name
        if final.exists() and not faults(builds, name) and hashes == _hashes(builds, name):
            shutil.rmtree(folder)
            return
        if final.exists():
            # Damaged since: readers have the new files as soon as the old ones are out of the way.
            final.rename(builds / f".{name}.old.part")
        folder.rename(final)
        write_atomically(_manifest(builds, name), json.dumps(hashes, indent=1).encode("utf-8"))
    except OSError as error:
        raise unwritable(builds, error) from error


def switch(link: Path, build: Path) -> None:
    """Let ``link`` lead to ``build``, in one rename.

    Raises:
        Stop: The link cannot be written.
    """
    temporary = link.with_name(".dataset.part")
    try:
        temporary.unlink(missing_ok=True)
        temporary.symlink_to(Path(os.path.relpath(build, link.parent)))
        if link.is_dir() and not link.is_symlink():
            # A workspace copied by a tool that follows links has the files themselves here.
            shutil.rmtree(link)
        temporary.replace(link)
        flush_folder(link.parent)
    except OSError as error:
        raise unwritable(link, error) from error


def newest(link: Path) -> str:
    """The name of the build that the link leads to, or an empty string."""
    return link.resolve().name if link.is_symlink() and link.exists() else ""


def faults(builds: Path, name: str) -> tuple[str, ...]:
    """What is wrong with the files of a build: missing, changed, or not its own."""
    hashes = _hashes(builds, name)
    if not hashes:
        return (f"{name}: its list of files is missing or damaged",)
    folder = builds / name
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    found = [f"{file}: missing" for file in sorted(set(hashes) - there)]
    found += [f"{file}: not written by a rebuild" for file in sorted(there - set(hashes))]
    found += [
        f"{file}: changed since" for file in sorted(there & set(hashes)) if hash_file(folder / file) != hashes[file]
    ]
    return tuple(found)


def sweep(builds: Path, kept: Collection[str]) -> None:
    """Delete every build that is not to be kept."""
    for path in sorted(builds.iterdir()):
        if path.is_dir() and not path.name.startswith(".") and path.name not in kept:
            shutil.rmtree(path)
            _manifest(builds, path.name).unlink(missing_ok=True)


def _hashes(builds: Path, name: str) -> dict[str, str]:
    try:
        read = json.loads(_manifest(builds, name).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(file): str(sha256) for file, sha256 in read.items()} if isinstance(read, dict) else {}


def _manifest(builds: Path, name: str) -> Path:
    return builds / f"{name}.json"
