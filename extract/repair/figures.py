"""Figures that text recognition put for letters (к1астер, 0бласть): on recognised text only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from extract.repair.edits import Edit
from extract.repair.homoglyphs import TO_CYRILLIC
from extract.repair.lexicon import Lexicon

_WORD = re.compile(r"(?<![\w.,/%-])[^\W_]*(?:[^\W\d_]\d|\d[^\W\d_])[^\W_]*(?![\w/%-])")
_FOR_CYRILLIC = {"0": "о", "3": "з", "6": "б", "4": "ч", "1": "іл", "8": "в"}
_FOR_LATIN = {"0": "o", "1": "li", "5": "s", "8": "b", "6": "b"}
_MOST_FIGURES = 3
_LEAST_LETTERS = 3
_CONFIDENCE = 0.9


def figures_for_letters(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Edits of words that are words once a few figures in them are read as the letters they look like."""
    for found in _WORD.finditer(text):
        word = found.group()
        figures = sum(char.isdigit() for char in word)
        if figures > _MOST_FIGURES or len(word) - figures < _LEAST_LETTERS or lexicon.knows(word.lower()):
            continue
        cyrillic = any("\u0400" <= char <= "\u04ff" for char in word)
        table = _FOR_CYRILLIC if cyrillic else _FOR_LATIN
        shown = word.translate(TO_CYRILLIC) if cyrillic else word
        readings = ["".join(letters) for letters in product(*(table.get(char, char) for char in shown.lower()))]
        best = max(readings, key=lambda reading: (lexicon.share(reading), reading))
        if lexicon.knows(best):
            upper = word.upper() == word
            cased = "".join(
                new if not old.isdigit() else (new.upper() if upper or (at == 0 and word[1:2].isupper()) else new)
                for at, (old, new) in enumerate(zip(word, best, strict=True))
            )
            kept = "".join(new if old.isdigit() else old for old, new in zip(shown, cased, strict=True))
            yield Edit(found.start(), found.end(), kept, "ocr-figure", _CONFIDENCE)
