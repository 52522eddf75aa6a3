"""The forms of one word by case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CASES = ("nominative", "genitive", "dative", "accusative", "instrumental", "locative")
Gender = Literal["m", "f", "n", "p"]


@dataclass(frozen=True, slots=True)
class Paradigm:
    """One way a word may be declined: six tuples of forms in the order of ``CASES``.

    ``gender`` is that of the singular, or "p" for a plural. ``noun`` is false for adjectives.
    """

    forms: tuple[tuple[str, ...], ...]
    gender: Gender
    noun: bool = True


def fixed(word: str, gender: Gender = "m") -> Paradigm:
    """A word that never changes."""
    return Paradigm(((word,),) * len(CASES), gender)


def declined(stem: str, endings: str, gender: Gender, *, noun: bool = True) -> Paradigm:
    """A paradigm from endings, one group a case, alternatives joined by a slash, "-" for no ending.

    >>> declined("Токмак", "- а у - ом е/у", "m").forms[5]
    ('Токмаке', 'Токмаку')
    """
    groups = endings.split()
    forms = tuple(tuple(stem + ending.replace("-", "") for ending in group.split("/")) for group in groups)
    return Paradigm(forms, gender, noun)
