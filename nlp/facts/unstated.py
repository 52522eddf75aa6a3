"""What speaks for a figure that states nothing: small words before a list, an ordinal of a kind, what is denied."""

from __future__ import annotations

from decimal import Decimal

from nlp.facts.modality import denied
from nlp.facts.nearness import word_before
from nlp.facts.passage import Passage, Value
from nlp.facts.tokens import word_set

_OTHERS = word_set(
    "other others last past remaining main key different другие других последние последних остальные остальных "
    "разных основные основных інші інших останні останніх решта різних основні основних"
)
_SMALL, _FEW = 3, 5
_LIST_REACH = 12
_LARGEST_TOLD = 12
_BY_HAND = 6.0
"""What a reason found by hand weighs before anything is learned: more than any reading does."""


def unstated_features(passage: Passage, value: Value, options: int) -> dict[str, float]:
    """Features of leaving a figure without a statement; ``options`` is how many ways there are to read it."""
    quantity, scan = value.quantity, passage.scan
    reasons = _reasons(passage, value)
    tentative = value.form == "none"
    told = quantity.words or quantity.ordinal
    size = str(int(min(quantity.value, Decimal(_LARGEST_TOLD)))) if told else "figure"
    known = sorted(value.noun.known)[:1] if value.noun.known else ["empty" if value.noun.empty else "unknown"]
    follower = scan.tokens[quantity.last] if quantity.last < len(scan.tokens) else None
    behind: str = "end" if follower is None else follower.kind
    if follower is not None and (follower.kind == "mark" or scan.starting("not_noun", quantity.last)):
        behind = follower.fold
    others = sum(other is not value and other.form != "none" for other in passage.values)
    found = {
        "hand unstated": _BY_HAND if reasons or tentative else 0.0,
        "unstated": 1.0,
        f"unstated {value.form} {quantity.ordinal} {quantity.words}": 1.0,
        f"unstated size {size} {value.form} {bool(value.noun.known)}": 1.0,
        f"unstated noun {known[0]} {quantity.words}": 1.0,
        f"unstated behind {word_before(passage, quantity.first)} {value.form}": 1.0,
        f"unstated before {behind} {value.form}": 1.0,
        f"unstated beside {min(others, 3)} {value.form}": 1.0,
        f"unstated bound {quantity.comparator} {value.form}": 1.0,
        f"unstated depth {passage.clauses.depth[quantity.first]} {value.form}": 1.0,
        f"unstated names {min(len(passage.groups), 2)} {value.form}": 1.0,
        f"unstated ways {options.bit_length()}": 1.0,
        f"unstated elided {_is_elided(passage, value)} {value.form}": 1.0,
    }
    for reason in reasons:
        found[f"unstated as {reason}"] = 1.0
        found[f"unstated as {reason} {size}"] = 1.0
    if quantity.labelled:
        found["unstated label"] = 1.0
    return found


def _reasons(passage: Passage, value: Value) -> list[str]:
    """Why words may only look like values: "one", small words before names that are listed, denied values."""
    quantity = value.quantity
    if quantity.value == 0 and quantity.words:
        return []
    found = []
    if quantity.words and value.form == "count":
        elided = _is_elided(passage, value)
        if quantity.value == 1 and not (elided or _in_count_list(passage, value)):
            found.append("one")
        if quantity.value <= _SMALL and not (elided or value.noun.known):
            found.append("small")
        if quantity.value <= _SMALL and _names_follow(passage, value):
            found.append("small before names")
        if quantity.value <= _FEW and passage.scan.fold(quantity.last) in _OTHERS:
            found.append("others")
        if _names_with_values(passage, value):
            found.append("told one by one")
    if denied(passage, quantity):
        found.append("denied")
    return found


def _in_count_list(passage: Passage, value: Value) -> bool:
    others = [other for other in passage.values if other is not value and other.form == "count" and other.noun.known]
    return bool(value.noun.known) and any(
        abs(other.quantity.first - value.quantity.first) < _LIST_REACH for other in others
    )


def _is_elided(passage: Passage, value: Value) -> bool:
    """Whether a bare number counts what one before it does: «Индия представлена четырьмя кластерами, Иран – одним».

    It stands where a clause told anew without its verb and noun has it: behind a name, a dash or a bracket that a name
    opens, «по», or before "each"; a pronoun "one" stands elsewhere.
    """
    quantity, scan = value.quantity, passage.scan
    if value.form != "count" or not value.noun.empty or quantity.ordinal or quantity.unit:
        return False
    if scan.fold(quantity.last) in _SHARED_OUT:
        return False
    counted = any(
        other.form == "count" and other.noun.known and other.quantity.last <= quantity.first for other in passage.values
    )
    at = quantity.first - 1
    while at > 0 and scan.fold(at) in _ONLY:
        at -= 1
    led = scan.fold(at) in _ELIDING or any(name.last == at + 1 for name in passage.names)
    return counted and (led or quantity.each or scan.starting("each", quantity.last) is not None)


_ELIDING = word_set("– — - ( :")
"""Marks that stand for a verb told before."""
_SHARED_OUT = word_set("на per for")
"""Words that say what a number is shared out to: «по одному на кожну галузь»."""
_ONLY = word_set("only just лишь только всего лише тільки")


def _names_follow(passage: Passage, value: Value) -> bool:
    last = value.noun.last
    return any(
        last <= group.first <= last + 3 and len(group.members) <= value.quantity.value for group in passage.groups
    )


def _names_with_values(passage: Passage, value: Value) -> bool:
    """Reads "Three clusters – A (+15), B (+12)": the names behind carry values of their own."""
    after = [group for group in passage.groups if group.first >= value.noun.last and not group.lead.adjective]
    return len(after) >= value.quantity.value > 0 and any(
        other.quantity.first > after[0].first for other in passage.values
    )
