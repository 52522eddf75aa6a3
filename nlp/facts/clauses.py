"""How strongly two places of a sentence are parted: clause marks, contrast words, brackets."""

from __future__ import annotations

from itertools import accumulate

from nlp.facts.scan import Scan

_MARKS = {
    ";": 3.0,
    ",": 0.45,
    ":": 0.6,
    "(": 0.25,
    ")": 0.25,
    ".": 2.5,
    "!": 3.0,
    "?": 3.0,
    "•": 3.0,
    "—": 0.1,
    "–": 0.1,
}
CONTRAST = 1.6
SUBORDINATE = 0.5
_SHORT = 4
APART = 1.5
"""From this weight on two places stand in different clauses."""


class Clauses:
    """Weights of the borders between tokens, bracket depth, and the clause of every token."""

    def __init__(self, scan: Scan) -> None:
        """Measure the sentence once."""
        size = len(scan.tokens)
        weights = [0.0] * (size + 1)
        for index, token in enumerate(scan.tokens):
            if token.kind == "mark" and not _abbreviates(scan, index):
                weights[index] = _MARKS.get(token.fold, 0.0)
        for category in ("subordinate", "contrast"):
            for hit in scan.found(category):
                weights[hit.first] = max(weights[hit.first], self._word(scan, hit.first))
        self.weights = weights
        self.total = list(accumulate(weights, initial=0.0))
        self.depth = _depths(scan)
        self.bracketed = any(self.depth)
        self._between: dict[tuple[int, int], float] = {}
        self._gap: dict[tuple[int, int], int] = {}

    def _word(self, scan: Scan, index: int) -> float:
        # A contrast word opens a clause only after a mark or at the start of the sentence.
        if scan.starting("contrast", index) and (index == 0 or scan.fold(index - 1) in (",", ";", "–", "—", "(")):
            return CONTRAST
        if scan.starting("subordinate", index) and scan.fold(index - 1) == ",":
            return SUBORDINATE
        return 0.0

    def between(self, first: int, second: int) -> float:
        """The weight of all borders between two tokens, in either order."""
        low, high = (first, second) if first < second else (second, first)
        if not self.bracketed:
            return self.total[high] - self.total[low + 1 if low < high else high]
        # Counted once for the same two: every cue, name and period is measured against every figure, many times over.
        weight = self._between.get((low, high))
        if weight is None:
            weight = self._between[low, high] = sum(self.weights[index] for index in self._outside(low, high))
        return weight

    def gap(self, first: int, second: int) -> int:
        """How many tokens stand between two, those of brackets that both stand outside of left out."""
        low, high = (first, second) if first < second else (second, first)
        if not self.bracketed:
            return high - low - 1 if low < high else 0
        tokens = self._gap.get((low, high))
        if tokens is None:
            tokens = self._gap[low, high] = len(self._outside(low, high))
        return tokens

    def _outside(self, low: int, high: int) -> list[int]:
        """The tokens between two, without those of a bracket that both stand outside of: it does not part them."""
        level = max(self.depth[low], self.depth[min(high, len(self.depth) - 1)])
        return [index for index in range(low + 1, high) if self.depth[index] <= level]

    def same(self, first: int, second: int) -> bool:
        """Whether two tokens stand in one clause."""
        return self.between(first, second) < APART


def _abbreviates(scan: Scan, index: int) -> bool:
    """«тыс. кв. м», «2008–2015 гг. на 10 %»: a full stop behind a short word before a small letter or a figure."""
    if scan.fold(index) != "." or not 0 < index < len(scan.tokens) - 1:
        return False
    before, after = scan.tokens[index - 1], scan.tokens[index + 1]
    return scan.tokens[index].tight and before.kind == "word" and len(before.fold) <= _SHORT and not after.capital


def _depths(scan: Scan) -> list[int]:
    depths: list[int] = []
    depth = 0
    for token in scan.tokens:
        if token.fold in ("(", "["):
            depth += 1
        depths.append(depth)
        if token.fold in (")", "]"):
            depth = max(0, depth - 1)
    return depths
