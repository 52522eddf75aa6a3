"""Repair of a document's blocks: each text through the stages, every change an edit on the raw text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from extract.document import Block, Problem, Repair
from extract.repair.characters import odd_characters
from extract.repair.edits import Draft, Edit
from extract.repair.fontmap import LetterMap, infer
from extract.repair.homoglyphs import mixed_words
from extract.repair.hyphens import HYPHENATED, line_end_hyphens
from extract.repair.lexicon import Lexicon, lexicon
from extract.repair.mojibake import wrong_charset
from extract.repair.restore import WORD, Doubt, restored
from language import identify

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*")
_SPELLED_LANGUAGES = ("ru", "uk")


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
    blocks: Sequence[Block], *, language: str = "und", ocr: bool = False
) -> Repaired:
    """The blocks with ``Block.repairs`` filled, and a problem for every damaged word left as it is.

    ``language`` is the document's, for texts too short to tell; ``ocr`` says that the text was recognised from
    pictures, where figures may stand for letters.
    """
    texts = [text for block in blocks for text in _texts(block, language)]
    for text in texts:
        text.draft = text.draft.edited(list(odd_characters(text.draft.text)))
        text.draft = text.draft.edited(list(wrong_charset(text.draft.text)))
    for text in texts:
        if not text.draft.text.isascii():
            text.draft = text.draft.edited(list(mixed_words(text.draft.text, text.lexicon)))
    _join_lines(texts)
    problems = _solve_fonts(texts)
    done: dict[int, list[Repair]] = {}
    for text in texts:
        done.setdefault(id(text.block), []).extend(
            replace(edit, row=text.row, column=text.column) for edit in text.draft.edits
        )
    return Repaired(
        tuple(
            replace(block, repairs=(*block.repairs, *done[id(block)])) if done.get(id(block)) else block
            for block in blocks
        ),
        tuple(problems),
    )


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


def _join_lines(texts: Sequence[_Text]) -> None:
    broken = [text for text in texts if HYPHENATED.search(text.draft.text)]
    if not broken:
        return
    seen = _Seen(texts).words
    for text in broken:
        text.draft = text.draft.edited(list(line_end_hyphens(text.draft.text, text.lexicon, seen)))


def _solve_fonts(texts: Sequence[_Text]) -> list[Problem]:
    """Restore the texts whose font map was broken, neighbours with the same damage together."""
    problems: list[Problem] = []
    for text in texts:
        if text.language not in _SPELLED_LANGUAGES:
            continue
        words = [word.lower() for word in WORD.findall(text.draft.text)]
        if len(words) < 12:
            continue
        letters = infer(words, text.lexicon, letter_shares(text.language))
        if letters is not None:
            problems.extend(_restore(text, letters))
    return problems


def _restore(text: _Text, letters: LetterMap) -> Iterable[Problem]:
    edits: list[Edit] = []
    doubts: list[Doubt] = []
    for found in restored(text.draft.text, letters, text.lexicon):
        if isinstance(found, Edit):
            edits.append(found)
        else:
            doubts.append(found)
    place = _raw_places(text.draft)
    problems = [
        Problem(
            "damaged text",
            f"«{doubt.word}» looks damaged by a broken font map and was left as it is",
            text.block.order, text.row, text.column, *place(doubt.start, doubt.stop),
        )
        for doubt in doubts
    ]  # fmt: skip
    text.draft = text.draft.edited(edits)
    return problems


def _raw_places(draft: Draft) -> Callable[[int, int], tuple[int, int]]:
    from extract.document import Reading  # noqa: PLC0415

    return Reading(draft.raw, draft.edits).raw_span


@lru_cache(maxsize=4)
def letter_shares(language: str) -> dict[str, float]:
    """The usual shares of a language's letters, from its word list; ё counts as е."""
    totals: dict[str, float] = {}
    for word, share in lexicon(language).shares.items():
        for letter in word.replace("ё", "е"):
            if "а" <= letter <= "я" or letter in "ґєії":
                totals[letter] = totals.get(letter, 0.0) + share
    whole = sum(totals.values())
    return {letter: total / whole for letter, total in sorted(totals.items()) if total / whole > 0.0005}
