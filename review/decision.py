"""Decisions as the screen shows them, and what several on the same thing come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from consolidate import verdict_after

_CLAIMS = ("statement", "relation", "repair", "problem")


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
    last: dict[tuple[str, str], Decision] = {}
    for decision in taken:
        if not decision.undone and decision.action in ("accept", "reject", "correct"):
            # What a person decided later takes the place of what that person decided before.
            last.pop((decision.who, decision.field), None)
            last[decision.who, decision.field] = decision
    return any(_against(earlier, later) for earlier, later in combinations(last.values(), 2))


def _against(earlier: Decision, later: Decision) -> bool:
    if earlier.who == later.who:
        return False
    if "reject" in (earlier.action, later.action):
        return earlier.action != later.action
    if later.action == "correct":
        return earlier.action == "accept" or (earlier.field == later.field and earlier.after != later.after)
    return False
