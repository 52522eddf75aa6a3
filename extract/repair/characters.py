"""Characters that carry no text or stand for several: zero-width and bidirectional marks, ligatures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.repair.edits import Edit

_ODD = re.compile(
    "[\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+"
    "|[\ufb00-\ufb06\ufb13-\ufb17]|\u00ad(?!\\s*\n)|\ufffe(?!\\s*\n)"
)
_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
    "\ufb13": "մն", "\ufb14": "մե", "\ufb15": "մի", "\ufb16": "վն", "\ufb17": "մխ",
}  # fmt: skip
_JOINING_SCRIPTS = re.compile("[\u0590-\u08ff\u0900-\u0dff]|[\U0001f000-\U0001ffff\u2600-\u27bf]")


def odd_characters(text: str) -> Iterator[Edit]:
    """Edits that spell ligatures out and take invisible characters away.

    Zero-width joiners and direction marks stay in texts of the scripts that need them. Soft hyphens at a line's
    end are left to the hyphen stage.
    """
    if text.isascii() or _ODD.search(text) is None:
        return
    needed = _JOINING_SCRIPTS.search(text) is not None
    for found in _ODD.finditer(text):
        char = found.group()
        if char in _LIGATURES:
            yield Edit(found.start(), found.end(), _LIGATURES[char], "ligature", 1.0)
        elif char == "\u00ad":
            yield Edit(found.start(), found.end(), "", "soft-hyphen", 1.0)
        elif char == "\ufffe":
            continue
        elif not needed:
            yield Edit(found.start(), found.end(), "", "invisible", 1.0)
