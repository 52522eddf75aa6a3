"""Texts of a PDF whose fonts are broken: the doubtful pages are found, their codes read, and the words mended."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from extract.document import Line
from extract.repair.edits import Edit
from extract.repair.fonts import Glyph, Solution, solve
from extract.repair.lexicon import lexicon
from extract.repair.restore import WORD
from extract.repair.signs import suspicious

if TYPE_CHECKING:
    from extract.repair.pdfcodes import Placed

_LANGUAGES = ("ru", "uk")
_BROKEN_LINE = re.compile("(?<=[^\\W\\d_])[-\u00ad\ufffe]\\s*\n\\s*")
_MIXED = re.compile("[\u0400-\u04ff][^\\s\u0400-\u04ff.,;:!?()\"'’ʼ«»“”„\\-‐–—/\\d\u0301\u00ad\ufffe]+[\u0400-\u04ff]")
_STRANGE = re.compile("[\ufffd\ue000-\uf8ff\\x01-\\x08\\x0e-\\x1f]")
_LEAST_STRANGE = 3
_LEAST_UNKNOWN = 0.08
_MOST_PAGES = 40
_MORE_PAGES = 6
_WORD_GAP = 0.18


class Text(Protocol):
    """A text with its printed lines."""

    @property
    def raw(self) -> str:
        """The text as read."""
        ...

    @property
    def lines(self) -> Sequence[Line]:
        """Its printed lines."""
        ...

    language: str


def font_edits(data: bytes, pages: int, texts: Sequence[Text]) -> Iterator[tuple[int, list[Edit]]]:
    """The edits that solved fonts make in the texts of a PDF of so many pages, with the text's index."""
    doubtful = _doubtful_pages(texts)
    if not doubtful:
        return
    from extract.repair.pdfcodes import read_codes  # noqa: PLC0415  # slow to import, for damaged files only

    others = [number for number in range(1, min(pages, max(doubtful) + _MORE_PAGES) + 1) if number not in doubtful]
    read = read_codes(data, [*doubtful[:_MOST_PAGES], *others[:_MORE_PAGES]])
    words = [word for number in sorted(read.glyphs) for word in _words(read.glyphs[number])]
    solutions = solve(words, read.facts, lexicon(_main_language(texts)))
    if not solutions:
        return
    for at, text in enumerate(texts):
        edits = list(_edits(text, read.glyphs, solutions))
        if edits:
            yield at, edits


def _doubtful_pages(texts: Iterable[Text]) -> list[int]:
    """Pages with text that looks damaged, in order."""
    by_page: defaultdict[int, list[Text]] = defaultdict(list)
    for text in texts:
        for number in {line.page for line in text.lines}:
            by_page[number].append(text)
    return [number for number, members in sorted(by_page.items()) if _doubtful(members, number)]


def _doubtful(members: Sequence[Text], page: int) -> bool:
    language = _main_language(members)
    whole = "\n".join(_BROKEN_LINE.sub("", _on_page(text, page)) for text in members)
    if len(_STRANGE.findall(whole)) >= _LEAST_STRANGE or len(_MIXED.findall(whole)) >= _LEAST_STRANGE:
        return True
    return language in _LANGUAGES and suspicious(whole, language) and _unknown_rate(whole, language)


def _on_page(text: Text, page: int) -> str:
    """What of a text stands on a page: a paragraph that runs on is not judged by its clean beginning."""
    return "\n".join(text.raw[line.start : line.stop] for line in text.lines if line.page == page)


def _unknown_rate(text: str, language: str) -> bool:
    words = {word for word in WORD.findall(text) if word.islower() and len(word) > 2}
    unknown = sum(not lexicon(language).knows(word) for word in words)
    return unknown >= _LEAST_UNKNOWN * len(words)


def _main_language(texts: Iterable[Text]) -> str:
    weights: defaultdict[str, int] = defaultdict(int)
    for text in texts:
        weights[text.language] += len(text.raw)
    return max(sorted(weights), key=lambda language: weights[language], default="und")


def _words(placed: Sequence[Placed]) -> Iterator[list[Glyph]]:
    """The words of a page in the order of its content: a gap, a blank or another line ends one."""
    word: list[Glyph] = []
    last: Placed | None = None
    for one in placed:
        blank = one.glyph.shown.isspace()
        if word and last is not None and (blank or _apart(last, one)):
            yield word
            word = []
        if not blank:
            word.append(one.glyph)
        last = one
    if word:
        yield word


def _apart(last: Placed, one: Placed) -> bool:
    width = max(last.x1 - last.x0, one.x1 - one.x0, 0.1)
    return abs(last.base - one.base) > width / 2 or one.x0 - last.x1 > _WORD_GAP * width or one.x0 < last.x0


def _edits(text: Text, glyphs: Mapping[int, Sequence[Placed]], solutions: Mapping[str, Solution]) -> Iterator[Edit]:
    """One edit for every word that has a character to mend."""
    mended: dict[int, tuple[str, Solution]] = {}
    for line in text.lines:
        if line.edges and line.page in glyphs:
            mended.update(_mended(text.raw, line, glyphs[line.page], solutions))
    done = -1
    for at in sorted(mended):
        if at < done:
            continue
        start, done = _around(text.raw, at, mended)
        replacement = "".join(mended[place][0] if place in mended else text.raw[place] for place in range(start, done))
        yield Edit(start, done, replacement, mended[at][1].stage, mended[at][1].confidence)


def _mended(
    raw: str, line: Line, placed: Sequence[Placed], solutions: Mapping[str, Solution]
) -> Iterator[tuple[int, tuple[str, Solution]]]:
    """Offsets in the raw text with what should stand there."""
    _, top, _, bottom = line.box
    by_place: defaultdict[int, list[Placed]] = defaultdict(list)
    for one in placed:
        if top <= one.base <= bottom:
            place = bisect_right(line.edges, (one.x0 + one.x1) / 2) - 1
            if 0 <= place < len(line.edges) - 1:
                by_place[line.start + place].append(one)
            elif not one.glyph.shown and _touches(one, line):
                by_place[line.start + (0 if place < 0 else len(line.edges) - 2)].append(one)
    for place, members in sorted(by_place.items()):
        found = next((solutions[one.glyph.font] for one in members if one.glyph.font in solutions), None)
        if found is None or not any(one.glyph.code in found.letters for one in members):
            continue
        right = line.edges[place - line.start + 1]
        letters = _letters(members, solutions, right if raw[place].isspace() else None)
        if raw[place] != letters:
            yield place, (letters, found)


def _touches(one: Placed, line: Line) -> bool:
    """Whether a glyph that shows nothing stands right before or after the line's known characters."""
    width = max(one.x1 - one.x0, 0.1)
    return min(abs(one.x0 - line.edges[-1]), abs(line.edges[0] - one.x1)) < _WORD_GAP * width


def _letters(members: Sequence[Placed], solutions: Mapping[str, Solution], right: float | None) -> str:
    """What glyphs in one place say; ``right`` is the place's right side where a blank is shown."""
    ordered = sorted(members, key=lambda one: one.x0)
    text = ""
    for one in ordered:
        solution = solutions.get(one.glyph.font)
        text += solution.letters.get(one.glyph.code, one.glyph.shown) if solution else one.glyph.shown
    last = ordered[-1]
    if right is not None and not text[-1:].isspace() and right - last.x1 > _WORD_GAP * (last.x1 - last.x0):
        text += " "
    return text


def _around(raw: str, at: int, mended: Mapping[int, object]) -> tuple[int, int]:
    """The word round an offset."""
    start, stop = at, at + 1
    while start > 0 and (raw[start - 1].isalpha() or start - 1 in mended):
        start -= 1
    while stop < len(raw) and (raw[stop].isalpha() or stop in mended):
        stop += 1
    return start, stop
