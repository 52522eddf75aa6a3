"""The periods that a sentence, heading or caption tells for what comes after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.facts.align import Draft
from nlp.facts.compose import Spot
from nlp.facts.inferred import meanings
from nlp.facts.passage import Passage
from nlp.facts.period import Period
from nlp.facts.reckoning import shifted
from nlp.facts.setting import PeriodFound, Setting, resolved
from nlp.facts.tense import tense

_OPENS = 3
"""Tokens before a period that a sentence begins with."""
_TOLD_BESIDE = ("beside", "following")
"""How months mean a year that words of their sentence tell."""


@dataclass(frozen=True)
class Carried:
    """What a sentence tells when: ``drafts`` are its figures, ``claimed`` the periods of events.

    ``led``: what comes stands under it, as the items under "By 2025 the zone is to have" do.
    """

    taken: Passage
    spot: Spot
    setting: Setting
    drafts: Sequence[Draft] = ()
    claimed: frozenset[tuple[int, int]] = frozenset()
    led: bool = False

    def first(self, since: bool = False) -> PeriodFound | None:
        """The likeliest period for what comes, if any; ``since``: also one from which on something was."""
        return next(self.all(since), None)

    def all(self, since: bool = False) -> Iterator[PeriodFound]:
        """The periods for what comes, the likeliest first: not one ``claimed`` by an event.

        A date "by" which something is to be is none unless figures were reached by it.
        """
        reached = {draft.period for draft in self.drafts if draft.modality == "actual"}
        told = [
            period
            for period in self.taken.periods
            if not (period.compared or (period.since and not since) or period.kind == "decade")
            and (period.first, period.last) not in self.claimed
            and (not period.by or self.led or resolved(period, self.setting) in reached)
        ]
        opening = next((period for period in told if period.first <= _OPENS), None)
        for period in sorted(told, key=lambda period: (period is not opening, -period.first)):
            value = self._meaning(period)
            if value:
                spot, sentence = self.spot, self.setting.sentence - 1
                start, stop = spot.reading.raw_span(*self.taken.scan.span(period.first, period.last))
                yield PeriodFound(value, spot.block, start, stop, spot.row, spot.column, sentence, period.kind)

    def _meaning(self, period: Period) -> str:
        """The date that a period means: as its figures were read, else as its words mostly do."""
        if period.kind not in ("relative", "narrative", "within"):
            return resolved(period, self.setting)
        at = (period.first, period.last)
        read = {draft.period for draft in self.drafts if draft.period_at == at and draft.period}
        if len(read) == 1:
            return read.pop()
        if period.kind == "within":
            told = meanings(self.taken, period, self.setting, "", edition=False)
            return next((value for value, how in told if how in _TOLD_BESIDE), told[0][0])
        newest = self.setting.newest
        if period.value == "+1" and period.kind == "relative" and newest is not None and self._past:
            # «Следующий год оказался удачнее» goes on from the year told before, not from today.
            return shifted(newest.value.rsplit("/", 1)[-1], period.value)
        return resolved(period, self.setting)

    @property
    def _past(self) -> bool:
        return any(tense(self.taken.scan, index) == "past" for index in range(len(self.taken.scan.tokens)))
