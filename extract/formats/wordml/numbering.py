"""List numbers as Word would print them (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.formats.wordml.markup import Element, child, children, number, value

_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"],
        strict=True,
    )
)
_LETTERS = {
    "Letter": "abcdefghijklmnopqrstuvwxyz",
    # Word leaves out the letters that begin no word (ё, й, ъ, ы, ь).
    "russian": "абвгдежзиклмнопрстуфхцчшщэюя",
}
_PLACE = re.compile(r"%([1-9])")
_DASHES = "-–—"
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its number format, the pattern of its marker, where it starts."""

    shape: str = "decimal"
    pattern: str = "%1."
    start: int = 1
    restart: int | None = None
    legal: bool = False


@dataclass(frozen=True, slots=True)
class Marker:
    """What is printed before an item, and its number when it has one."""

    text: str
    ordinal: int | None


@dataclass(slots=True)
class Numbering:
    """The lists of a document, counting as the paragraphs go by."""

    lists: dict[int, tuple[int, dict[int, Level]]] = field(default_factory=dict)
    counters: dict[int, list[int | None]] = field(default_factory=dict)
    overridden: set[tuple[int, int]] = field(default_factory=set)
    overrides: dict[tuple[int, int], int] = field(default_factory=dict)

    def next(self, list_id: int, depth: int) -> Marker | None:
        """The marker of the next paragraph of a list at a depth from 0; None when there is no such list."""
        if list_id not in self.lists or not 0 <= depth < _LEVELS:
            return None
        abstract, levels = self.lists[list_id]
        level = levels.get(depth, Level())
        counts = self.counters.setdefault(abstract, [None] * _LEVELS)
        fresh = (list_id, depth) in self.overrides and (list_id, depth) not in self.overridden
        if fresh:
            self.overridden.add((list_id, depth))
            counts[depth] = self.overrides[list_id, depth]
        else:
            before = counts[depth]
            counts[depth] = level.start if before is None else before + 1
        for below in range(depth + 1, _LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or (restart and restart <= depth + 1):
                counts[below] = None
        if level.shape == "none" and not level.pattern.strip():
            return None
        if level.shape == "bullet":
            return Marker(_bullet(level.pattern), None)
        return Marker(self._printed(level, levels, counts), counts[depth])

    def _printed(self, level: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
        def figure(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            other = levels.get(at, Level())
            count = counts[at]
            return spelled(other.start if count is None else count, "decimal" if level.legal else other.shape)

        return _PLACE.sub(figure, level.pattern).strip()


def _bullet(pattern: str) -> str:
    sign = pattern.strip()[:1]
    return sign if sign and sign in _DASHES else "•"


def spelled(count: int, shape: str) -> str:
    """A number in a numbering format.

    >>> spelled(4, "upperRoman"), spelled(28, "lowerLetter"), spelled(2, "russianUpper"), spelled(3, "decimalZero")
    ('IV', 'bb', 'Б', '03')
    """
    if shape.endswith("Roman"):
        text = _roman(count)
        return text.upper() if shape.startswith("upper") else text
    if shape.endswith("Letter"):
        text = _letter(count, _LETTERS["Letter"])
        return text.upper() if shape.startswith("upper") else text
    if shape.startswith("russian"):
        text = _letter(count, _LETTERS["russian"])
        return text.upper() if shape.endswith("Upper") else text
    if shape == "decimalZero":
        return f"{count:02d}"
    return "" if shape == "none" else str(count)


def _roman(count: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        while count >= worth and len(text) < 20:  # no list is as long
            text += sign
            count -= worth
    return text


def _letter(count: int, alphabet: str) -> str:
    if count < 1:
        return str(count)
    times, at = divmod(count - 1, len(alphabet))
    return alphabet[at] * min(times + 1, 10)


def read_numbering(root: Element | None) -> Numbering:
    """The lists of a numbering part."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstracts = {number(found, -1, "abstractNumId"): _levels(found) for found in children(root, "abstractNum")}
    for found in children(root, "num"):
        list_id = number(found, -1, "numId")
        abstract = number(child(found, "abstractNumId"), -1)
        levels = dict(abstracts.get(abstract, {}))
        for override in children(found, "lvlOverride"):
            depth = number(override, 0, "ilvl")
            own = child(override, "lvl")
            if own is not None:
                levels[depth] = _level(own)
            start = child(override, "startOverride")
            if start is not None:
                numbering.overrides[list_id, depth] = number(start, 1)
        numbering.lists[list_id] = (abstract, levels)
    return numbering


def _levels(abstract: Element) -> dict[int, Level]:
    return {number(found, 0, "ilvl"): _level(found) for found in children(abstract, "lvl")}


def _level(found: Element) -> Level:
    restart = child(found, "lvlRestart")
    return Level(
        value(child(found, "numFmt")) or "decimal",
        value(child(found, "lvlText")),
        number(child(found, "start"), 1),
        number(restart, 0) if restart is not None else None,
        child(found, "isLgl") is not None,
    )
