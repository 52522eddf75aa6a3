"""Repair of a document's blocks: each text through the stages, every change an edit on the raw text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extract.document import Block, Line, Problem, Repair
from extract.repair.characters import odd_characters
from extract.repair.damage import NEIGHBOURS, damaged_groups, restore, touched_by
from extract.repair.edits import Draft
from extract.repair.figures import figures_for_letters
from extract.repair.homoglyphs import mixed_words
from extract.repair.hyphens import HYPHENATED, line_end_hyphens
from extract.repair.lexicon import Lexicon, lexicon
from extract.repair.mojibake import wrong_charset
from extract.repair.pdffonts import font_edits
from extract.repair.shifts import shifted_letters
from extract.repair.spacing import spaced_words
from language import identify

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Repaired:
    """Blocks with their repairs, and what was found damaged and left as it is."""

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Text:
    """One text of a block (its own, or a cell's) on its way through the stages."""

    block: Block
    row: int | None
    column: int | None
    draft: Draft
    language: str

    @property
    def raw(self) -> str:
        """The text as read."""
        return self.draft.raw

    @property
    def lines(self) -> Sequence[Line]:
        """The printed lines of the text."""
        if self.row is None or self.column is None or self.block.table is None:
            return self.block.lines
        cell = self.block.table.cell(self.row, self.column)
        return cell.lines if cell is not None else ()

    @property
    def lexicon(self) -> Lexicon:
        return lexicon(self.language)


class _Seen:
    """The words of all texts in lower case, gathered when first asked for."""

    def __init__(self, texts: Sequence[_Text]) -> None:
        self._texts = texts

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word.lower() for text in self._texts for word in _TOKEN.findall(text.draft.text))


def repair(
    blocks: Sequence[Block], *, language: str = "und", pdf: bytes | None = None, scanned: Collection[int] = ()
) -> Repaired:
    """The blocks with ``Block.repairs`` filled, and a problem for every damaged word left as it is.

    ``language`` is the document's, for texts too short to tell; ``pdf`` the file's bytes when it is a PDF, so that
    broken fonts can be solved from their character codes; ``scanned`` are the pages whose text was recognised from
    pictures, where figures may stand for letters.
    """
    texts = [text for block in blocks for text in _texts(block, language)]
    if pdf is not None:
        pages = max((line.page for text in texts for line in text.lines), default=0)
        for at, edits in font_edits(pdf, pages, texts):
            texts[at].draft = texts[at].draft.edited(edits)
    for text in texts:
        text.draft = text.draft.edited(list(shifted_letters(text.draft.text)))
        text.draft = text.draft.edited(list(wrong_charset(text.draft.text)))
        # After the character sets: there a soft hyphen or another invisible character may stand for a letter.
        text.draft = text.draft.edited(list(odd_characters(text.draft.text)))
        if text.draft.edits:
            text.language = _language(text.draft.text, language)
    for text in texts:
        if not text.draft.text.isascii():
            text.draft = text.draft.edited(list(mixed_words(text.draft.text, text.lexicon)))
        closed = text.draft.edited(list(spaced_words(text.draft.text, _lexicons(text.language, language))))
        if closed is not text.draft:
            text.draft, text.language = closed, _language(closed.text, language)
        if text.block.page in scanned:
            text.draft = text.draft.edited(list(figures_for_letters(text.draft.text, text.lexicon)))
    _join_lines(texts)
    problems = _solve_fonts(texts)
    return Repaired(tuple(_with_repairs(blocks, texts, language)), tuple(problems))


def _with_repairs(blocks: Sequence[Block], texts: Sequence[_Text], prior: str) -> Iterator[Block]:
    """The blocks with their edits; a block that was misread gets the language of what it really says."""
    done: dict[int, list[Repair]] = {}
    shown: dict[int, list[str]] = {}
    for text in texts:
        done.setdefault(id(text.block), []).extend(
            replace(edit, row=text.row, column=text.column) for edit in text.draft.edits
        )
        shown.setdefault(id(text.block), []).append(text.draft.text)
    for block in blocks:
        edits = done.get(id(block))
        if edits:
            read = _language("\n".join(shown[id(block)]), prior)
            yield replace(block, repairs=(*block.repairs, *edits), language=read)
        else:
            yield block


def _texts(block: Block, language: str) -> Iterable[_Text]:
    known = block.language if block.language != "und" else language
    if block.table is None:
        yield _Text(block, None, None, Draft.of(block.text), _language(block.text, known))
        return
    for cell in block.table.cells:
        if cell.text:
            yield _Text(block, cell.row, cell.column, Draft.of(cell.text), _language(cell.text, known))


def _language(text: str, prior: str) -> str:
    found = identify(text[:2000], prior)
    return prior if found == "und" else found


def _lexicons(*languages: str) -> Sequence[Lexicon]:
    return list(dict.fromkeys(map(lexicon, languages)))


def _join_lines(texts: Sequence[_Text]) -> None:
    broken = [text for text in texts if HYPHENATED.search(text.draft.text)]
    if not broken:
        return
    seen = _Seen(texts).words
    for text in broken:
        text.draft = text.draft.edited(list(line_end_hyphens(text.draft.text, text.lexicon, seen)))


def _solve_fonts(texts: Sequence[_Text]) -> list[Problem]:
    """Restore the texts whose font map was broken; what stays damaged becomes a problem."""
    problems: list[Problem] = []
    place = {id(text): at for at, text in enumerate(texts)}
    done: set[int] = set()
    for group, letters in list(damaged_groups(texts)):
        first, last = place[id(group[0])], place[id(group[-1])]
        members = {id(text) for text in group}
        for text in texts[max(first - NEIGHBOURS, 0) : last + NEIGHBOURS + 1]:
            near = text.language == group[0].language and touched_by(text, letters)
            if id(text) not in done and (id(text) in members or near):
                done.add(id(text))
                text.draft, left = restore(text, letters)
                problems.extend(_problem(text, *doubt) for doubt in left)
    return problems


def _problem(text: _Text, start: int, stop: int, word: str) -> Problem:
    message = f"«{word}» looks damaged by a broken font map and was left as it is"
    return Problem("damaged text", message, text.block.order, text.row, text.column, start, stop)
