"""Cyrillic letters shown as other characters by a constant shift, as fonts without a ToUnicode map give them.

Two shifts are everyday ones: glyph numbers of the common system fonts read as characters (letters 0x1D6 too low,
among the Latin and phonetic letters), and one-byte codes of symbol fonts in the private use area (0xF000 and the
Windows code page). Any other constant shift is tried where a text's letters all lie in one short foreign range.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from extract.repair.edits import Edit
from extract.repair.lexicon import lexicon

_GLYPH_NUMBERS = 0x1D6
_SHIFTED = re.compile("[\u022b-\u0289]+")
_LETTERS_OF_TEXT = re.compile("[\u022b-\u0289]{2}")
_PRIVATE = re.compile("[\uf0a0-\uf0ff]+")
_PRIVATE_LETTERS = re.compile("[\uf0c0-\uf0ff]{2}")
_FOREIGN = re.compile("[\u0180-\u03ff\u0530-\u1dff\u2c00-\ud7ff\ue000-\uf09f\uf100-\ufaff]{3}")
_FOREIGN_RUN = re.compile("[\u0180-\u03ff\u0530-\u1dff\u2c00-\ud7ff\ue000-\uf09f\uf100-\ufaff]+")
_LANGUAGES = ("ru", "uk")
_LEAST_KNOWN = 0.6
_LEAST_LETTERS = 5
_RANGE = 0x62
_CONFIDENCE = 0.97


def shifted_letters(text: str) -> Iterator[Edit]:
    """Edits that shift letters back, where that makes known words of them."""
    if text.isascii():
        return
    if _LETTERS_OF_TEXT.search(text) is not None:
        yield from _mended(text, _SHIFTED, lambda run: "".join(chr(ord(char) + _GLYPH_NUMBERS) for char in run))
    elif _PRIVATE_LETTERS.search(text) is not None:
        yield from _mended(text, _PRIVATE, _from_symbols)
    elif _FOREIGN.search(text) is not None:
        yield from _any_shift(text)


def _from_symbols(run: str) -> str:
    return bytes(ord(char) & 0xFF for char in run).decode("cp1251", "replace")


def _mended(text: str, pattern: re.Pattern[str], mend: Callable[[str], str]) -> Iterator[Edit]:
    runs = list(pattern.finditer(text))
    edits = [Edit(run.start(), run.end(), mend(run.group()), "shift", _CONFIDENCE) for run in runs]
    if _known([edit.replacement for edit in edits]) >= _LEAST_KNOWN:
        yield from edits


def _any_shift(text: str) -> Iterator[Edit]:
    """The shift that makes words of runs of letters that lie close together."""
    runs = _FOREIGN_RUN.findall(text)
    codes = [ord(char) for run in runs for char in run]
    low, high = min(codes), max(codes)
    if high - low > _RANGE or len(codes) < 2 * _LEAST_LETTERS:
        return
    best = max(
        range(0x401 - low, 0x492 - high),
        key=lambda shift: _known(["".join(chr(ord(char) + shift) for char in run) for run in runs[:200]]),
        default=None,
    )
    if best is not None:
        yield from _mended(text, _FOREIGN_RUN, lambda run: "".join(chr(ord(char) + best) for char in run))


def _known(words: list[str]) -> float:
    """Share of the letters that stand in known words; 0 for too few letters."""
    total = sum(map(len, words))
    if total < _LEAST_LETTERS:
        return 0.0
    known = sum(len(word) for word in words if any(lexicon(code).share(word.lower()) > 1e-8 for code in _LANGUAGES))
    return known / total
