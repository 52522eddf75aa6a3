"""What speaks for the date of a value whatever date that is: the verb it goes with, "now", what it goes on from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from nlp.facts.nearness import border
from nlp.facts.passage import Passage, Value
from nlp.facts.period import Period
from nlp.facts.tense import tense
from nlp.facts.tokens import word_set
from nlp.facts.wording import words_near

_BEHIND = 0.3
"""How much farther a verb behind a value is than one before it."""
_TOKEN = 0.03
"""How much farther a verb is for every token between, measured against borders of clauses."""
_STEM = 6
"""Letters by which a verb is known in any of its forms."""
_BESIDE = 0.9
"""Weight of borders within which a word belongs to the clause of a value."""
_OPENING = 3
"""Tokens within which a sentence says that it goes on from the one before."""
_NOW = word_set(
    "now today currently presently nowadays already сейчас сегодня теперь ныне нынче уже пока "
    "зараз сьогодні тепер нині наразі вже поки"
)
_THIS = word_set(
    "this that these those it they he she это эти этот эта такие они он она оно це ці цей ця такі вони він вона воно"
)


@dataclass(frozen=True)
class Timing:
    """What stands around a value that tells when it held."""

    passage: Passage
    value: Value

    @cached_property
    def _verb(self) -> int:
        """The token of the verb that a value goes with: the nearest by clauses; -1 where there is none."""
        first, between = self.value.quantity.first, self.passage.clauses.between
        return min(
            (index for index, _ in self._tenses if index not in self._inside),
            key=lambda at: between(at, first) + _TOKEN * abs(at - first) + (_BEHIND if at > first else 0.0),
            default=-1,
        )

    @cached_property
    def _inside(self) -> range:
        return range(self.value.quantity.first, self.value.quantity.last)

    @cached_property
    def _tenses(self) -> Sequence[tuple[int, str]]:
        """The words of the sentence that say a tense, with it."""
        scan = self.passage.scan
        return [(index, said) for index in range(len(scan.tokens)) if (said := tense(scan, index))]

    @cached_property
    def tense_before(self) -> str:
        """The tense that the last word before the value says."""
        told = [said for index, said in self._tenses if index < self.value.quantity.first]
        return told[-1] if told else "none"

    @cached_property
    def tense(self) -> str:
        """The tense of the verb that a value goes with."""
        return tense(self.passage.scan, self._verb) if self._verb >= 0 else "none"

    @cached_property
    def verb(self) -> str:
        """The verb that a value goes with, by its first letters."""
        return self.passage.scan.fold(self._verb)[:_STEM] if self._verb >= 0 else "none"

    @cached_property
    def now(self) -> str:
        """Whether the clause or the sentence of a value says "now"."""
        scan, first = self.passage.scan, self.value.quantity.first
        told = [index for index, token in enumerate(scan.tokens) if token.fold in _NOW]
        if not told:
            return "never"
        return "beside" if any(self.passage.clauses.between(at, first) < _BESIDE for at in told) else "elsewhere"

    @cached_property
    def refers(self) -> str:
        """How the sentence goes on from what was told before, if its words say that it does."""
        scan, first = self.passage.scan, self.value.quantity.first
        for hit in scan.found("of_them"):
            if self.passage.clauses.between(hit.first, first) < _BESIDE:
                return "of them"
        for index in range(min(_OPENING, len(scan.tokens))):
            if scan.fold(index) in _THIS:
                return "this" if index == 0 else "this soon"
            if any(scan.starting(category, index) for category in ("pronoun", "there", "generic")):
                return "pronoun"
        return "nothing"

    @cached_property
    def nearest(self) -> Sequence[Period]:
        """The periods of the sentence that are told of something, the nearest to the value first."""
        first = self.value.quantity.first
        told = [period for period in self.passage.periods if not period.compared]
        return sorted(told, key=lambda period: self._distance(period, first))

    def _distance(self, period: Period, first: int) -> tuple[float, int]:
        near = period.last - 1 if period.last <= first else period.first
        return self.passage.clauses.between(near, first), abs(near - first)

    @cached_property
    def closest(self) -> str:
        """How strongly the nearest period of the sentence is parted from the value."""
        if not self.nearest:
            return "nothing"
        first, period = self.value.quantity.first, self.nearest[0]
        return border(self.passage, period.last - 1 if period.last <= first else period.first, first)

    @cached_property
    def around(self) -> Sequence[str]:
        """All of it, and what the words beside the value speak of: ends of the names of features."""
        spoken = [one for one in words_near(self.passage, self.value) if one.startswith("with concept")]
        return (
            f"verb {self.verb}",
            f"now {self.now}",
            f"now {self.now} {self.tense}",
            f"closest {self.closest}",
            *spoken,
        )
