"""Front doors behind which heavy rooms are opened only for those who go in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def later(package: str, modules: Mapping[str, str]) -> Callable[[str], object]:
    """The ``__getattr__`` of a package (PEP 562) that imports what ``modules`` names when it is first asked for.

    ``modules`` has the module of each name. None may be called like the module of another: Python itself puts modules
    into their package under their own name.

    >>> later("language", {"fold": "language.folding"})("fold").__name__
    'fold'
    """

    def found(name: str) -> object:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value: object = getattr(import_module(modules[name]), name)
        # Asked for once: from now on it is an attribute like any other.
        setattr(sys.modules[package], name, value)
        return value

    return found
