"""Keys of results: a hash of everything that a stage's result depends on.

A key holds the stage's name, the source and data of all packages the stage may import, the versions of the
libraries it uses, the settings it reads, and what it is fed. Changed code or data therefore never finds an old
result.
"""

from __future__ import annotations

import functools
import hashlib
import json
import sys
from collections.abc import Iterable
from importlib import metadata, util
from pathlib import Path

STAGES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # stage: packages it may import and the module that calls them, libraries whose behaviour shows in its result
    "extract": (
        ("extract", "language", "clustertrace.tasks"),
        (
            "chardet",
            "langdetect",
            "lxml",
            "msgspec",
            "numpy",
            "openpyxl",
            "pdfplumber",
            "pymorphy3",
            "pymorphy3-dicts-ru",
            "pypdfium2",
            "python-docx",
            "wordfreq",
        ),
    ),
    "observe": (
        ("nlp", "extract", "gazetteer", "language", "clustertrace.tasks"),
        ("babel", "msgspec", "pymorphy3", "pymorphy3-dicts-ru", "rapidfuzz", "wordfreq"),
    ),
    "tabulate": (
        ("consolidate", "nlp", "extract", "gazetteer", "language", "clustertrace.tasks"),
        ("msgspec", "pymorphy3", "pymorphy3-dicts-ru", "wordfreq"),
    ),
    "consolidate": (
        ("consolidate", "nlp", "extract", "gazetteer", "language", "clustertrace.pipeline"),
        ("jinja2", "msgspec", "pymorphy3", "pymorphy3-dicts-ru", "rapidfuzz", "wordfreq"),
    ),
    "outcome": (("clustertrace.tasks", "clustertrace.engine"), ("msgspec", "pebble")),
}


def key(stage: str, *parts: str) -> str:
    """The key of a stage's result for these inputs and settings."""
    return digest((stage, code_of(stage), *parts))


def digest(parts: Iterable[str]) -> str:
    """One hash of several texts, in order; no two different lists of texts share one."""
    return hashlib.sha256(json.dumps(list(parts), ensure_ascii=False).encode("utf-8")).hexdigest()


@functools.cache
def code_of(stage: str) -> str:
    """One hash of the code, data and libraries behind a stage, and of the Python that runs them."""
    packages, libraries = STAGES[stage]
    own = [f"{name} {_package(name)}" for name in packages]
    others = [f"{name} {_version(name)}" for name in libraries]
    return digest([*own, *others, f"python {sys.version_info[0]}.{sys.version_info[1]}"])


@functools.cache
def _package(name: str) -> str:
    spec = util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"the package {name} is not installed")
    if not spec.submodule_search_locations:
        return hashlib.sha256(Path(spec.origin).read_bytes()).hexdigest()
    folder = Path(next(iter(spec.submodule_search_locations)))
    files = sorted(path for path in folder.rglob("*") if path.is_file() and _counts(path))
    return digest(
        part
        for path in files
        for part in (path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
    )


def _counts(path: Path) -> bool:
    return "__pycache__" not in path.parts and path.suffix not in {".pyc", ".part"} and not path.name.startswith(".")


@functools.cache
def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "absent"
