"""What the words around a value speak of, whatever it is a value of: features of every way to read it."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.facts.passage import Passage, Value
from nlp.facts.quantity import Quantity

_SPEAKING = (
    "concept",
    "frame",
    "added",
    "person",
    "change",
    "generic",
    "compare",
    "each",
    "over",
    "amount_verb",
    "group_noun",
    "of_them",
    "total",
    "together",
)
"""Categories of the lexicon that tell what is spoken of; the words of indicators are weighed by themselves."""
_NEAR, _BORDER = 9, 0.9
"""Tokens, and weight of the borders between clauses, within which words belong to a value."""
_WHOLES = frozenset(("of_country", "of_world", "of_region", "of_itself", "total", "of_them", "market"))
"""Concepts that tell how large a whole is."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The tokens ``first`` to ``last`` (half-open)."""

    first: int
    last: int

    def holds(self, index: int) -> bool:
        """Whether a token lies in the stretch."""
        return self.first <= index < self.last


def words_near(passage: Passage, value: Value) -> tuple[str, ...]:
    """What the words of the value's own clause speak of, each with its side, in alphabetical order."""
    quantity = value.quantity
    found: set[str] = set()
    for category in _SPEAKING:
        for hit in passage.scan.found(category):
            if beside(passage, quantity, hit.first, hit.last):
                found.add(f"with {category} {hit.key} {'before' if hit.last <= quantity.first else 'behind'}")
    return tuple(sorted(found))


def beside(passage: Passage, quantity: Quantity, first: int, last: int) -> bool:
    """Whether the tokens ``first`` to ``last`` (half-open) stand in the clause of a quantity and near it."""
    ahead = last <= quantity.first
    near, far = (last - 1, quantity.first) if ahead else (quantity.last - 1, first)
    return passage.clauses.between(near, far) < _BORDER and passage.clauses.gap(near, far) <= _NEAR


def whole_of(passage: Passage, value: Value) -> Stretch | None:
    """Where the text may tell what a share is a share of: "45 % of the country's exports"; none for other values."""
    if value.form != "percent":
        return None
    first = value.quantity.last
    following = (other.quantity.first for other in passage.values if other.quantity.first >= first)
    last = min(first + _NEAR, len(passage.scan.tokens), *following)
    while last > first and passage.clauses.between(first - 1, last - 1) >= _BORDER:
        last -= 1
    return Stretch(first, last)


def whole_told(passage: Passage, value: Value) -> tuple[str, ...]:
    """What the whole of a share is: the type of the last name in it, and words that tell how large it is."""
    whole = whole_of(passage, value)
    if whole is None:
        return ()
    types = [name.entity.type for name in passage.names if whole.holds(name.first)]
    told = sorted({hit.key for hit in passage.scan.found("concept") if hit.key in _WHOLES and whole.holds(hit.first)})
    kind = types[-1] if types else "none"
    return (f"whole {kind}", f"whole {kind} {'+'.join(told)}", *(f"whole told {one}" for one in told))
