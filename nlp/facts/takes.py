"""The ways to take a figure that its own words leave open.

A bare one goes on from the figure before, an ordinal places: "23 % from Asia, 12 from Europe"; "NT$332 billion, the
Central park 281"; "ten years for a centre, seven for a smaller one"; "Vienna (74)"; "Oxford was third". The learned
weights choose among the ways as they choose among indicators (``readings.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nlp.facts.amounts import is_money, running_currency, scale_of
from nlp.facts.passage import Passage, Value
from nlp.facts.quantity import in_dataset_unit
from nlp.facts.shapes import STEP_LEADS
from nlp.facts.tokens import word_set

_RANKS = 1500
"""The largest place that a bare number may tell."""
_LEAST_AMOUNT = 100_000
"""The least number that may be money where its words name no currency."""
_IN_A_ROW = word_set("consecutive straight successive time year раз год рік")
"""Words behind an ordinal that counts years or times: "for a 15th consecutive year"."""
_LIKE_BEFORE = ("percent", "growth", "money", "points", "measure", "duration")


def takes(passage: Passage, value: Value, before: Value | None, currency: str) -> list[Value]:
    """The ways to take a figure, the one its words tell first.

    ``before`` is the value told last in the sentence, ``currency`` that of the last amount before the sentence: of its
    paragraph, else of the document.
    """
    if value.form == "none":
        return _tentative(passage, value)
    found = [value]
    if value.form == "percent":
        found.append(replace(value, form="growth", taken="growth"))
    elif value.form == "growth" and value.quantity.unit == "percent":
        found.append(replace(value, form="percent", taken="share"))
    elif value.form == "points" or _counts_points(passage, value):
        found += _of_a_share(passage, value)
    elif _bare(value):
        found += _like(passage, value, before) or _amount(passage, value, currency)
        if before is None or before.form != "duration":
            found += _like(passage, value, _lasting(passage, value))
        if value.noun.empty and not value.quantity.scaled and value.quantity.value != int(value.quantity.value):
            # A broken number counts nothing: "São Paulo is ahead with 0.891".
            score = replace(value.quantity, unit="points")
            found.append(replace(value, form="points", quantity=score, taken="score"))
        if _may_place(value):
            found.append(replace(value, form="rank", taken="place"))
            if _may_step(passage, value):
                found.append(replace(value, form="change", taken="step"))
    elif value.form == "count" and any(slug.endswith("_rank_change") for slug in value.noun.known):
        found.append(replace(value, form="change", taken="step"))
    elif _may_count(value):
        found.append(replace(value, form="count", taken="number"))
    if value.form in ("rank", "count") and _may_be_jobs(passage, value):
        jobs = replace(value.noun, known=_JOBS)
        found.append(replace(value, form="count", noun=jobs, taken="places of work"))
    return found


def _tentative(passage: Passage, value: Value) -> list[Value]:
    """A figure that by its words is no value: an ordinal may still place, a set be entered."""
    quantity = value.quantity
    if quantity.labelled:
        return []
    if quantity.ordinal:
        in_row = passage.scan.fold(quantity.last) in _IN_A_ROW
        return [] if in_row else [replace(value, form="rank", taken="ordinal")]
    return [replace(value, form="top", taken="set"), replace(value, form="count", taken="set")]


def _bare(value: Value) -> bool:
    quantity = value.quantity
    return value.form == "count" and not (quantity.unit or quantity.ordinal or value.noun.known or value.noun.person)


def _may_count(value: Value) -> bool:
    """Whether what looks like a place or a step may just count: "represented by seven clusters", «уровней – три»."""
    quantity = value.quantity
    plain = not (quantity.unit or quantity.ordinal or quantity.first_place or quantity.labelled or quantity.sign)
    return value.form in ("rank", "change") and plain


def _may_place(value: Value) -> bool:
    quantity = value.quantity
    whole = quantity.value == int(quantity.value) and 0 < quantity.value <= _RANKS
    return whole and value.noun.empty and quantity.high is None and quantity.comparator == "eq" and not quantity.scaled


def _may_step(passage: Passage, value: Value) -> bool:
    """Whether places may be gained or lost: "Houston loses one place and Boston four (28th)", «Філіппіни – три»."""
    scan, first = passage.scan, value.quantity.first
    led = any(name.last == first for name in passage.names) or scan.fold(first - 1) in _BEFORE_STEPS
    if not (led or scan.ending("and", first) or scan.ending("change", first)):
        return False
    stepped = any(other.form == "change" and other is not value for other in passage.values)
    ranked = any(other.form == "rank" and other is not value for other in passage.values)
    return stepped or (ranked and any(hit.first < first for hit in scan.found("change")))


_BEFORE_STEPS = STEP_LEADS | {"–", "—", "-", ","}
"""Words and marks before places gained or lost."""


def _lasting(passage: Passage, value: Value) -> Value | None:
    """The duration told before in the sentence: «помогают три года, национальным – пять»."""
    told = [other for other in passage.values if other.quantity.first < value.quantity.first]
    return next((other for other in reversed(told) if other.form == "duration"), None)


_JOBS = ("employment", "jobs_created", "jobs_planned")


def _may_be_jobs(passage: Passage, value: Value) -> bool:
    """Whether a Russian or Ukrainian number of places is one of places of work: «75 млн долларов, 2067 мест»."""
    quantity = value.quantity
    plain = not (quantity.ordinal or quantity.first_place or quantity.labelled)
    plain = plain and not any(slug in _JOBS for slug in value.noun.known)
    return plain and passage.scan.language != "en" and passage.scan.fold(quantity.last) in _PLACES_OF_WORK


_PLACES_OF_WORK = word_set("мест места місць місця")


def _counts_points(passage: Passage, value: Value) -> bool:
    """Whether a change is told in a word that means places as well as points: «на 4 пункта»."""
    return value.form == "change" and passage.scan.fold(value.quantity.last).startswith("пункт")


def _of_a_share(passage: Passage, value: Value) -> Sequence[Value]:
    """Reads "44 per cent, four points more than before": points that a share has gained or lost."""
    at = value.quantity.first
    if not any(other.quantity.unit == "percent" and other.quantity.first < at for other in passage.values):
        return ()
    quantity = replace(value.quantity, unit="percent_points")
    return (replace(value, form="growth", quantity=quantity, taken="points of a share"),)


def _amount(passage: Passage, value: Value, currency: str) -> Sequence[Value]:
    """Reads "71 million of it is lent", «ще 4 млрд – місцевих бюджетів»: a large number where money is spoken of."""
    told = [other.quantity for other in passage.values if other.quantity.first < value.quantity.first]
    unit = running_currency(passage.scan, told) or currency
    if not unit or not value.quantity.scaled or abs(value.quantity.value) < _LEAST_AMOUNT:
        return ()
    return (replace(value, form="money", quantity=replace(value.quantity, unit=unit), taken="amount"),)


def _like(passage: Passage, value: Value, before: Value | None) -> Sequence[Value]:
    """The bare number as one more of the kind told before it in the sentence."""
    if before is None or before.form not in _LIKE_BEFORE:
        return ()
    quantity, unit = value.quantity, before.quantity.measure or before.quantity.unit
    if is_money(before.quantity) and not quantity.scaled:
        power = scale_of(passage.scan, before.quantity)
        if power:
            amount = quantity.value * Decimal(10) ** power
            high = None if quantity.high is None else quantity.high * Decimal(10) ** power
            quantity = replace(quantity, value=amount, high=high, scaled=True, rival=None)
    elif quantity.scaled and not is_money(before.quantity):
        return ()
    return (replace(value, form=before.form, quantity=in_dataset_unit(quantity, unit), taken="like before"),)
