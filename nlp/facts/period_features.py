"""Features of the periods that a value may have: what the learned weights weigh (``weighing.py``)."""

from __future__ import annotations

from nlp.facts.choose import Choice
from nlp.facts.nearness import border, step, word_before
from nlp.facts.passage import Passage, Value
from nlp.facts.period import Period
from nlp.facts.setting import PeriodFound, Setting
from nlp.facts.timing import Timing
from nlp.facts.told import Told
from nlp.findings import Modality


def told_features(
    timing: Timing, period: Period, told: str, hand: float, choice: Choice, modality: Modality, setting: Setting
) -> dict[str, float]:
    """Features of a period of the sentence, ``told`` as a date, for a value; ``hand`` is its score by hand."""
    found = _standing_features(timing.passage, timing.value, period, hand, choice, modality)
    found |= _rival_features(timing, period, told, choice, modality, setting)
    return found | _timing_features("told", timing, setting)


def _standing_features(
    passage: Passage, value: Value, period: Period, hand: float, choice: Choice, modality: Modality
) -> dict[str, float]:
    """Where a period stands in its sentence, and how it is told."""
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


LIKELY = 1.5
"""Score by hand of a period that words of the sentence tell to be counted."""


def inferred_features(
    timing: Timing, period: Period, how: str, hand: float, choice: Choice, modality: Modality
) -> dict[str, float]:
    """Features of a period that follows, and ``how``, from one of the sentence without being that itself.

    ``hand`` is its score by hand.
    """
    passage, value = timing.passage, timing.value
    first = value.quantity.first
    ahead = period.last <= value.quantity.first
    side, near = ("before", period.last - 1) if ahead else ("behind", period.first)
    return {
        "hand": hand,
        f"inferred {how}": 1.0,
        f"inferred {how} {value.form}": 1.0,
        f"inferred {how} {choice.indicator.kind}": 1.0,
        f"inferred {how} {modality}": 1.0,
        f"inferred {how} {_shape(period.value)} {side}": 1.0,
        f"inferred {side} {step(passage.clauses.gap(near, first))}": 1.0,
        f"inferred {how} {side} {border(passage, near, first)}": 1.0,
        f"inferred {how} opens {period.first <= 2}": 1.0,
        f"inferred {how} word {word_before(passage, period.first)}": 1.0,
    }


def far_features(
    timing: Timing, far: PeriodFound, source: str, choice: Choice, modality: Modality, carried: str, setting: Setting
) -> dict[str, float]:
    """Features of a period told elsewhere; ``source`` says where, ``carried`` how freely dates hold here."""
    told = sum(1 for period in timing.passage.periods if not period.compared)
    found = {
        f"far {source}": 1.0,
        f"far {source} {carried}": 1.0,
        f"far {source} {choice.indicator.kind} {carried}": 1.0,
        f"far {source} {modality}": 1.0,
        f"far {source} beside {min(told, 2)}": 1.0,
        f"far {source} {_shape(far.value)} {choice.indicator.kind}": 1.0,
        f"far {source} {timing.value.form} {timing.tense_before}": 1.0,
    }
    found |= _carried_features(timing, far, source, choice, modality, setting)
    return found | _timing_features(f"far {source}", timing, setting)


def again_features(
    timing: Timing, choice: Choice, same: bool, undated: bool, told: Told | None, period: str, here: bool
) -> dict[str, float]:
    """Features of the ``same`` period as that of the value told before, or another; ``undated``: that has none.

    ``period`` is that which is weighed, ``here`` whether it is told in the sentence.
    """
    found = {f"again {same} {undated} {not here}": 1.0}
    if told is None:
        return found
    apart = "apart" if told.last is None else border(timing.passage, told.last - 1, timing.value.quantity.first)
    like = f"{told.slug == choice.indicator.slug} {told.form == timing.value.form}"
    inside = told.last is not None
    return found | {
        f"again {same} {undated} {apart}": 1.0,
        f"again {same} {undated} like {like}": 1.0,
        f"again {same} {undated} tense {timing.tense} {inside}": 1.0,
        f"again {same} {undated} refers {timing.refers} {inside}": 1.0,
        f"again {same} {undated} parted {apart} {bool(period)} {here}": 1.0,
    }


def undated_features(
    timing: Timing, choice: Choice, modality: Modality, carried: str, setting: Setting
) -> dict[str, float]:
    """Features of leaving a value without a period."""
    told = sum(1 for period in timing.passage.periods if not period.compared)
    found = {
        "undated": 1.0,
        f"undated {carried}": 1.0,
        f"undated {choice.indicator.kind} {carried}": 1.0,
        f"undated {choice.indicator.slug}": 1.0,
        f"undated {modality}": 1.0,
        f"undated beside {min(told, 2)} {carried}": 1.0,
        f"undated {timing.value.form} {timing.tense_before}": 1.0,
        f"undated now {bool(timing.passage.scan.found('actual'))}": 1.0,
    }
    return found | _timing_features("undated", timing, setting)


def _shape(period: str) -> str:
    return "span" if "/" in period else ("year" if len(period) == len("2024") else "day")


def _timing_features(kind: str, timing: Timing, setting: Setting) -> dict[str, float]:
    """Features of a ``kind`` of period by what stands around the value that tells when it held."""
    found = {f"{kind} {one}": 1.0 for one in timing.around}
    found[f"{kind} first {not setting.before} {setting.at[1] is None}"] = 1.0
    found[f"{kind} document {bool(setting.dated)} {setting.date_line is not None}"] = 1.0
    return found


def _rival_features(
    timing: Timing, period: Period, told: str, choice: Choice, modality: Modality, setting: Setting
) -> dict[str, float]:
    """Features of a period of the sentence, ``told`` as a date, beside the other dates around."""
    near = timing.nearest
    place = near.index(period) if period in near else _COMPARED
    side = "before" if period.last <= timing.value.quantity.first else "behind"
    latest = max((other.value for other in near if other.value[:4].isdigit()), default="")
    before = setting.period.value if setting.period is not None else ""
    return {
        f"told place {min(place, _COMPARED)} {min(len(near), _COMPARED)}": 1.0,
        f"told place {min(place, _COMPARED)} {side}": 1.0,
        f"told than document {_than(told, setting.dated)} {modality}": 1.0,
        f"told than before {_than(told, before)}": 1.0,
        f"told latest {_than(told, latest)} {len(near) > 1}": 1.0,
        f"told {period.kind} {choice.indicator.slug}": 1.0,
        f"told {period.kind} {timing.value.form} {side}": 1.0,
    }


_COMPARED = 3
"""Place among the periods of a sentence from which on it does not matter; periods only compared with have it, too."""


def _carried_features(
    timing: Timing, far: PeriodFound, source: str, choice: Choice, modality: Modality, setting: Setting
) -> dict[str, float]:
    """Features of a period told elsewhere by how it was told and how long ago."""
    ago = min(setting.sentence - far.sentence, _LONG_AGO) if far.kind else "none"
    edition = setting.edition is not None and setting.edition.value == far.value
    line = setting.date_line.value if setting.date_line is not None else ""
    return {
        f"far {source} ago {ago}": 1.0,
        f"far {source} ago {ago} {timing.tense}": 1.0,
        f"far {source} told {far.kind} {choice.indicator.kind}": 1.0,
        f"far {source} edition {edition}": 1.0,
        f"far {source} than document {_than(far.value, setting.dated)} {modality}": 1.0,
        f"far {source} than line {_than(far.value, line)}": 1.0,
    }


_LONG_AGO = 5
"""Sentences back beyond which it does not matter how many."""


def _than(first: str, second: str) -> str:
    """Whether a date, or the end of a span, lies in a year after that of another."""
    last = first.rsplit("/", 1)[-1][:4]
    if not (last.isdigit() and second[:4].isdigit()):
        return "unknown"
    return "later" if last > second[:4] else "earlier" if last < second[:4] else "same"
