"""Which of the readings of damaged words fit together: frequency, the neighbours' forms, and commas."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from extract.repair.grammar import GOVERNED, Form, forms
from language.neighbours import mark_between, ukrainian_neighbours

_NOMINAL = frozenset(("noun", "adjective", "pronoun"))
_AFTER_COMMA = frozenset(
    (
        "а", "но", "что", "чтобы", "который", "которая", "которое", "которые", "которых", "которого", "которой",
        "где", "если", "хотя", "когда",
    )
)  # fmt: skip
_VOWELS = frozenset("аеєиіїоуюяыэё")
_FITS, _CLASHES = 1.2, -2.5
_AGREES, _DISAGREES = 1.6, -1.4
_GENITIVE, _NO_GENITIVE = 0.5, -0.4
_NO_COMMA, _COMMA = -1.2, 0.8
_EUPHONY = 0.9
_WIDEST = 8


def choose(candidates: Sequence[Sequence[tuple[str, float]]], between: Sequence[str], language: str) -> list[int]:
    """The index of the best reading of every word; ``between`` is what stands before each word since the last.

    Readings come with their log weights. The best path is found by dynamic programming over neighbours.
    """
    costs: list[list[float]] = []
    back: list[list[int]] = []
    for at, options in enumerate(candidates):
        here: list[float] = []
        came: list[int] = []
        for word, weight in options[:_WIDEST]:
            if at == 0:
                here.append(weight)
                came.append(0)
                continue
            scored = [
                (costs[-1][index] + fit(before, word, between[at], language), -index)
                for index, (before, _) in enumerate(candidates[at - 1][:_WIDEST])
            ]
            best, index = max(scored)
            here.append(best + weight)
            came.append(-index)
        costs.append(here)
        back.append(came)
    return _traced(costs, back)


def _traced(costs: Sequence[Sequence[float]], back: Sequence[Sequence[int]]) -> list[int]:
    if not costs:
        return []
    index = max(range(len(costs[-1])), key=lambda at: (costs[-1][at], -at))
    path = [index]
    for came in reversed(back[1:]):
        index = came[index]
        path.append(index)
    return path[::-1]


@lru_cache(maxsize=200_000)
def fit(before: str, word: str, between: str, language: str) -> float:
    """Log of how much better two neighbours go together than words by chance do."""
    if language == "uk":
        return ukrainian_neighbours().gain(before, mark_between(between), word) + _euphony(before, word, between)
    adjacent = not between.strip()
    score = _comma(word, between)
    governed = GOVERNED.get(before)
    if governed is not None:
        return score + _government(governed, word, adjacent)
    if before == "не" and not adjacent:
        return score + _CLASHES
    return score + (_agreement(before, word) if adjacent else 0.0)


def _comma(word: str, between: str) -> float:
    if word not in _AFTER_COMMA:
        return 0.0
    if "," in between or "–" in between or "—" in between or "." in between or ";" in between:
        return _COMMA
    return _NO_COMMA if word in ("а", "но") else _NO_COMMA / 3


def _euphony(before: str, word: str, between: str) -> float:
    """Ukrainian has й and в after vowels, і and у between consonants (Правопис 2019, § 23–24)."""
    if not before or between.strip() not in ("", ","):
        return -_EUPHONY if word in ("й", "в") else 0.0
    vowel = before[-1] in _VOWELS
    if word in ("й", "в"):
        return _EUPHONY if vowel else -_EUPHONY
    if word in ("і", "у"):
        return -_EUPHONY / 2 if vowel else _EUPHONY / 2
    return 0.0


def _government(governed: frozenset[str], word: str, adjacent: bool) -> float:
    if not adjacent:
        return _CLASHES * 1.5
    found = forms(word)
    if not found:
        return 0.0
    nominal = [form for form in found if form.part in _NOMINAL]
    if any(form.case in governed for form in nominal):
        return _FITS
    if any(form.part == "other" for form in found):
        return -0.5
    return _CLASHES


def _agreement(before: str, word: str) -> float:
    left, right = forms(before), forms(word)
    if not left or not right:
        return 0.0
    first = left[0].part
    if first == "adjective" and right[0].part in ("noun", "adjective"):
        return _AGREES if any(_agree(one, other) for one in left for other in right) else _DISAGREES
    if first == "noun" and right[0].part == "noun":
        return _GENITIVE if any(form.case == "gent" for form in right) else _NO_GENITIVE
    if first == "noun" and right[0].part == "adjective":
        return _GENITIVE if any(form.case == "gent" for form in right) else 0.0
    if first in ("noun", "pronoun") and right[0].part == "verb":
        subjects = [form for form in left if form.case == "nomn"]
        if subjects:
            fits = any(_agree_verb(one, other) for one in subjects for other in right if other.part == "verb")
            return _AGREES / 2 if fits else _DISAGREES / 2
    return 0.0


def _agree(one: Form, other: Form) -> bool:
    return (
        one.part == "adjective"
        and other.part in ("noun", "adjective")
        and one.case == other.case
        and one.number == other.number
        and (not one.gender or not other.gender or one.gender == other.gender)
    )


def _agree_verb(subject: Form, verb: Form) -> bool:
    return subject.number == verb.number and (not subject.gender or not verb.gender or subject.gender == verb.gender)


def log_weight(weight: float) -> float:
    """The log of a weight that may be nought."""
    return math.log(max(weight, 1e-300))
