"""Which Ukrainian words stand beside each other: small words by themselves, the others by how they end.

Endings carry case, number, gender and person, so that pairs of them tell what agrees. The table is made by
``language.neighbours_build``: what stood before, the mark between, what stood there, and how often.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache
from importlib.resources import files

ANYTHING = "*"
_ENDING = 3
_SHORT_ENDING = 2
_TRUST = 100.0
"""How many words met after another one it takes to believe their shares as much as the usual ones."""
_SENTENCE = frozenset(".!?…;:")


def mark_between(between: str) -> str:
    """What stands between two words, in one character; "_" for blanks alone.

    >>> mark_between(", "), mark_between(" "), mark_between(" – "), mark_between(". ")
    (',', '_', '–', '.')
    """
    marks = between.strip()
    if not marks:
        return "_"
    if not _SENTENCE.isdisjoint(marks):
        return "."
    if marks in ("-", ","):
        return marks
    if "," in marks:
        return ","
    return "–" if "–" in marks or "—" in marks else "("


def ending_of(word: str) -> str:
    """The class of a word that is none of the small ones.

    >>> ending_of("кластерами"), ending_of("рік")
    ('-ами', '-ік')
    """
    return "-" + word[-(_ENDING if len(word) > _ENDING + 1 else _SHORT_ENDING) :]


class Neighbours:
    """The counts of a table."""

    def __init__(self, rows: list[tuple[str, str, str, int]]) -> None:
        self._pairs: Counter[tuple[str, str, str]] = Counter()
        self._before: Counter[tuple[str, str]] = Counter()
        self._after_mark: Counter[tuple[str, str]] = Counter()
        self._marks: Counter[str] = Counter()
        self._classes: Counter[str] = Counter()
        for before, mark, here, count in rows:
            if before == ANYTHING:
                self._after_mark[mark, here] += count
                self._marks[mark] += count
                self._classes[here] += count
            else:
                self._before[before, mark] += count
                self._pairs[before, mark, here] += count
        self._total = self._classes.total()

    def kind(self, word: str) -> str:
        """A small word itself, another's ending."""
        return word if word in self._classes or not word else ending_of(word)

    def gain(self, before: str, mark: str, word: str) -> float:
        """Log of how much likelier a lower-case word is here than anywhere; ``before`` is "" at the beginning."""
        left, here = self.kind(before), self.kind(word)
        usual = (self._classes[here] + 0.5) / self._total
        by_mark = (self._after_mark[mark, here] + _TRUST * usual) / (self._marks[mark] + _TRUST)
        # What was met once is not told apart: its share goes to whatever is usual after the mark.
        spread = _TRUST + self._pairs[left, mark, ANYTHING]
        found = (self._pairs[left, mark, here] + spread * by_mark) / (self._before[left, mark] + _TRUST)
        return math.log(found / usual)


@lru_cache(maxsize=1)
def ukrainian_neighbours() -> Neighbours:
    """The table for Ukrainian, read when first asked for."""
    text = files("language").joinpath("data", "uk_neighbours.tsv").read_text(encoding="utf-8")
    rows = (row.split("\t") for row in text.splitlines())
    return Neighbours([(before, mark, here, int(count)) for before, mark, here, count in rows])
