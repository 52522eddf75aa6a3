"""Features of the periods that a value may have: what the learned weights weigh (``weighing.py``)."""

from __future__ import annotations

from nlp.facts.choose import Choice
from nlp.facts.nearness import border, step, word_before
from nlp.facts.passage import Passage, Value
from nlp.facts.periods import Period
from nlp.facts.setting import PeriodFound
from nlp.facts.tense import tense
from nlp.facts.told import Told
from nlp.findings import Modality


def told_features(
    passage: Passage, value: Value, period: Period, hand: float, choice: Choice, modality: Modality
) -> dict[str, float]:
    """Features of a period of the sentence for a value; ``hand`` is its score by hand."""
    quantity = value.quantity
    ahead = period.last <= quantity.first
    side = "before" if ahead else "behind"
    near = period.last - 1 if ahead else period.first
    low, high = min(period.last, quantity.last), max(period.first, quantity.first)
    figures = [
        other
        for other in passage.values
        if other is not value and other.form != "none" and low <= other.quantity.first < high
    ]
    rivals = [other for other in passage.periods if other is not period and low <= other.first < high]
    return {
        "hand": hand,
        "told": 1.0,
        f"told {period.kind} {choice.indicator.kind}": 1.0,
        f"told {modality} by {period.by}": 1.0,
        f"told since {period.since} {side}": 1.0,
        f"told compared {period.compared} {side} {value.form}": 1.0,
        f"told {side} {step(passage.clauses.gap(near, quantity.first))}": 1.0,
        f"told border {side} {border(passage, near, quantity.first)}": 1.0,
        f"told figures {side} {min(len(figures), 3)}": 1.0,
        f"told rivals {side} {min(len(rivals), 2)}": 1.0,
        f"told opens {period.first <= 2}": 1.0,
        f"told word {word_before(passage, period.first)} {side}": 1.0,
        f"told word {word_before(passage, period.first)} {value.form}": 1.0,
        f"told depth {passage.clauses.depth[period.first] - passage.clauses.depth[quantity.first]}": 1.0,
    }


SELDOM = -2.0
"""Score by hand of a period that no word tells for the value: it takes passages to say when it is the right one."""


def inferred_features(
    passage: Passage, value: Value, period: Period, how: str, choice: Choice, modality: Modality
) -> dict[str, float]:
    """Features of a period that follows, and ``how``, from one of the sentence without being that itself."""
    first = value.quantity.first
    ahead = period.last <= value.quantity.first
    side, near = ("before", period.last - 1) if ahead else ("behind", period.first)
    return {
        "hand": SELDOM,
        f"inferred {how}": 1.0,
        f"inferred {how} {value.form}": 1.0,
        f"inferred {how} {choice.indicator.kind}": 1.0,
        f"inferred {how} {modality}": 1.0,
        f"inferred {how} {_shape(period.value)} {side}": 1.0,
        f"inferred {side} {step(passage.clauses.gap(near, first))}": 1.0,
        f"inferred {how} {side} {border(passage, near, first)}": 1.0,
        f"inferred {how} opens {period.first <= 2}": 1.0,
    }


def far_features(
    passage: Passage, value: Value, far: PeriodFound, source: str, choice: Choice, modality: Modality, carried: str
) -> dict[str, float]:
    """Features of a period told elsewhere; ``source`` says where, ``carried`` how freely dates hold here."""
    told = sum(1 for period in passage.periods if not period.compared)
    return {
        f"far {source}": 1.0,
        f"far {source} {carried}": 1.0,
        f"far {source} {choice.indicator.kind} {carried}": 1.0,
        f"far {source} {modality}": 1.0,
        f"far {source} beside {min(told, 2)}": 1.0,
        f"far {source} {_shape(far.value)} {choice.indicator.kind}": 1.0,
        f"far {source} {value.form} {_tense(passage, value)}": 1.0,
    }


def again_features(
    passage: Passage, value: Value, choice: Choice, same: bool, undated: bool, told: Told | None
) -> dict[str, float]:
    """Features of the ``same`` period as that of the value told before, or another; ``undated``: that has none."""
    if told is None:
        return {}
    apart = "apart" if told.last is None else border(passage, told.last - 1, value.quantity.first)
    like = f"{told.slug == choice.indicator.slug} {told.form == value.form}"
    return {f"again {same} {undated} {apart}": 1.0, f"again {same} {undated} like {like}": 1.0}


def undated_features(
    passage: Passage, value: Value, choice: Choice, modality: Modality, carried: str
) -> dict[str, float]:
    """Features of leaving a value without a period."""
    told = sum(1 for period in passage.periods if not period.compared)
    return {
        "undated": 1.0,
        f"undated {carried}": 1.0,
        f"undated {choice.indicator.kind} {carried}": 1.0,
        f"undated {choice.indicator.slug}": 1.0,
        f"undated {modality}": 1.0,
        f"undated beside {min(told, 2)} {carried}": 1.0,
        f"undated {value.form} {_tense(passage, value)}": 1.0,
        f"undated now {bool(passage.scan.found('actual'))}": 1.0,
    }


def _shape(period: str) -> str:
    return "span" if "/" in period else ("year" if len(period) == len("2024") else "day")


def _tense(passage: Passage, value: Value) -> str:
    before = [told for index in range(value.quantity.first) if (told := tense(passage.scan, index))]
    return before[-1] if before else "none"
