"""Decisions as the screen shows them, and what several on the same thing come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consolidate import verdict_after

_CLAIMS = ("statement", "relation", "repair")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as the screen shows it; ``undone`` says who took it back, ``recent`` that no build knows it yet."""

    id: str
    action: str
    target: str
    target_id: str
    field: str
    before: str
    after: str
    who: str
    when: str
    why: str
    outcome: str = ""
    recent: bool = False
    undone: str = ""


def standing(found: Iterable[Decision]) -> str:
    """What the decisions come to: accept, reject, correct, add or nothing.

    For an entity it is the latest decision that nobody took back.
    """
    verdict = ""
    for decision in found:
        if decision.undone:
            continue
        if decision.target in _CLAIMS:
            verdict = verdict_after(verdict, decision.action)
        elif decision.action != "comment":
            verdict = decision.action
    return verdict


def corrections(found: Iterable[Decision]) -> Mapping[str, str]:
    """The columns corrected since the build, with what is to stand there."""
    return {one.field: one.after for one in found if one.recent and one.action == "correct" and not one.undone}


def latest(found: Sequence[Decision]) -> Decision | None:
    """The last decision that can be taken back."""
    return next((one for one in reversed(found) if not one.undone), None)


def disagree(taken: Sequence[Decision]) -> bool:
    """Whether somebody decided otherwise than another one, and neither took it back.

    To accept what another one corrected before is to agree; to correct what another one accepted is not.
    """
    before: list[Decision] = []
    for decision in taken:
        if decision.undone or decision.action not in ("accept", "reject", "correct"):
            continue
        if any(_against(earlier, decision) for earlier in before if earlier.who != decision.who):
            return True
        before = [one for one in before if not _replaced(one, decision)]
        before.append(decision)
    return False


def _replaced(earlier: Decision, later: Decision) -> bool:
    """Whether a person's later decision takes the place of the same person's earlier one."""
    same = (earlier.action == "correct", earlier.field) == (later.action == "correct", later.field)
    return earlier.who == later.who and same


def _against(earlier: Decision, later: Decision) -> bool:
    if "reject" in (earlier.action, later.action):
        return earlier.action != later.action
    if later.action == "correct":
        return earlier.action == "accept" or (earlier.field == later.field and earlier.after != later.after)
    return False
