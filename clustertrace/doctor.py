"""Whether the installation can do what the commands promise."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata

from gazetteer import BadEntry, Gazetteer


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``remedy`` is empty where it is as it should be."""

    what: str
    state: str
    remedy: str = ""
    needed: bool = True


def examine() -> tuple[Finding, ...]:
    """Everything that was looked at, in a fixed order."""
    looks: tuple[Callable[[], list[Finding]], ...] = (_python, _libraries, _gazetteer, _ocr)
    return tuple(finding for look in looks for finding in look())


def _python() -> list[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    old = sys.version_info < (3, 11)
    return [Finding("Python", version, "install Python 3.11 or newer" if old else "")]


def _libraries() -> list[Finding]:
    try:
        needs = metadata.requires("clustertrace") or []
    except metadata.PackageNotFoundError:
        return [Finding("clustertrace", "not installed", "pip install . in the project's folder")]
    names = [re.split(r"[^A-Za-z0-9._-]", need)[0] for need in needs if "extra ==" not in need]
    return [_library(name) for name in sorted(names)]


def _library(name: str) -> Finding:
    try:
        return Finding(name, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(name, "missing", f"pip install {name}")


def _gazetteer() -> list[Finding]:
    try:
        count = len(Gazetteer.load().entities)
    except BadEntry as error:
        return [Finding("gazetteer", str(error), "mend the entry it names")]
    return [Finding("gazetteer", f"{count} entities")]


def _ocr() -> list[Finding]:
    program = shutil.which("tesseract")
    if program is None:
        return [
            Finding("tesseract", "missing", "install it to read scanned pages (with rus and ukr)", needed=False),
        ]
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603 - a fixed program, no input of a user's
    missing = sorted({"eng", "rus", "ukr"} - set(listed.stdout.split()))
    if missing:
        return [Finding("tesseract", f"lacks {', '.join(missing)}", "install these languages of it", needed=False)]
    return [Finding("tesseract", "with eng, rus, ukr")]
