"""How every stage of every document ended, in this run or, remembered in the store, in an earlier one."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from clustertrace.keys import digest, key
from clustertrace.store import Store
from clustertrace.tasks import DONE, STAGES, Outcome, Stage
from extract import Source


@dataclass(frozen=True, slots=True)
class Job:
    """One source and the keys of its results."""

    source: Source
    extract: str
    observe: str
    tabulate: str

    def key(self, stage: Stage) -> str:
        """The key of the result of a stage."""
        return {"extract": self.extract, "observe": self.observe, "tabulate": self.tabulate}[stage]


class Outcomes:
    """The outcomes kept in ``store``.

    A document that took too long or too much memory may do so under these ``limits`` alone: they are part of the
    key. So is the code of the stage behind the outcome, through the stage's own key. With ``retry`` a failure of an
    earlier run counts as not done.
    """

    def __init__(self, store: Store, limits: tuple[str, ...], *, retry: bool = False) -> None:
        self._store = store
        self._retry = retry
        self._limits = (key("outcome"), *limits)
        self._now: dict[str, Outcome] = {}

    def key(self, of: str) -> str:
        """Where the outcome of the stage with the key ``of`` is remembered."""
        return digest((*self._limits, of))

    def get(self, job: Job, stage: Stage) -> Outcome | None:
        """How a stage of a document ended, None when it was not done yet."""
        of = job.key(stage)
        if of not in self._now:
            payload = self._store.read(self.key(of))
            outcome = None if payload is None else msgspec.json.decode(payload, type=Outcome)
            if outcome is not None and not (self._retry and outcome.status == "failed"):
                self._now[of] = outcome
            elif stage != "extract" and self._store.has(of):
                # Reading alone has more to tell than that it went well.
                self._now[of] = DONE
        return self._now.get(of)

    def keep(self, of: str, stage: Stage, outcome: Outcome) -> None:
        """Remember how a stage ended; what may end otherwise next time only for this run.

        Raises:
            Stop: The store cannot be written.
        """
        self._now[of] = outcome
        if outcome.lasting and (stage == "extract" or outcome != DONE):
            self._store.write(self.key(of), msgspec.json.encode(outcome))

    def of(self, job: Job) -> Outcome | None:
        """How the document ended: by the stage that failed, else by its extraction; None when a stage is to do."""
        ended: list[Outcome] = []
        for stage in STAGES:
            outcome = self.get(job, stage)
            if outcome is None or outcome.status == "failed":
                return outcome
            ended.append(outcome)
        return ended[0] if all(self._store.has(job.key(stage)) for stage in STAGES) else None
