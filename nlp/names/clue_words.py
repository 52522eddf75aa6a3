"""The words that speak for one kind of name or another, in and beside it (``data/kinds.yml``)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

_WORDS = Path(__file__).parent / "data" / "kinds.yml"


@lru_cache(maxsize=8)
def patterns(where: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of ``data/kinds.yml`` that are looked for in one place."""
    with _WORDS.open(encoding="utf-8") as file:
        content: dict[str, dict[str, list[str]]] = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 - builds strings only
    return tuple((name, re.compile("|".join(lines))) for name, lines in content[where].items())
