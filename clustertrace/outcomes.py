"""How every stage of every document ended, in this run or, remembered in the store, in an earlier one."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from clustertrace.keys import digest, key
from clustertrace.store import Store
from clustertrace.tasks import Outcome, Stage
from extract import Source


@dataclass(frozen=True, slots=True)
class Job:
    """One source and the keys of its two results."""

    source: Source
    extract: str
    observe: str

    def key(self, stage: Stage) -> str:
        """The key of the result of a stage."""
        return self.extract if stage == "extract" else self.observe


class Outcomes:
    """The outcomes kept in ``store``.

    A document that took too long or too much memory may do so under these ``limits`` alone: they are part of the
    key. So is the code of the stage behind the outcome, through the stage's own key.
    """

    def __init__(self, store: Store, limits: tuple[str, ...]) -> None:
        self._store = store
        self._limits = (key("outcome"), *limits)
        self._now: dict[str, Outcome] = {}

    def key(self, of: str) -> str:
        """Where the outcome of the stage with the key ``of`` is remembered."""
        return digest((*self._limits, of))

    def get(self, of: str) -> Outcome | None:
        """How the stage with this key ended, None when it was not done yet."""
        if of not in self._now:
            payload = self._store.read(self.key(of))
            if payload is None:
                return None
            self._now[of] = msgspec.json.decode(payload, type=Outcome)
        return self._now[of]

    def keep(self, of: str, outcome: Outcome) -> None:
        """Remember how a stage ended; what may end otherwise next time only for this run.

        Raises:
            Stop: The store cannot be written.
        """
        self._now[of] = outcome
        if outcome.lasting:
            self._store.write(self.key(of), msgspec.json.encode(outcome))

    def of(self, job: Job) -> Outcome | None:
        """How the document ended: by the stage that failed, else by its extraction; None when a stage is to do."""
        extracted = self.get(job.extract)
        if extracted is None or extracted.status == "failed":
            return extracted
        observed = self.get(job.observe)
        if observed is None or observed.status == "failed":
            return observed
        complete = self._store.has(job.extract) and self._store.has(job.observe)
        return extracted if complete else None
