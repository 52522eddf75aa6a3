"""Somebody of whom a value may be told."""

from __future__ import annotations

from typing import NamedTuple

from nlp.facts.names import NameGroup
from nlp.facts.setting import SubjectFound

LESS = {"field": 1.2, "sector": 0.8, "ranking": 0.8, "publication": 0.8, "person": 2.0, "event": 0.5}
"""What types lose by hand that an indicator may be told of, but seldom is."""


class Subject(NamedTuple):
    """A group that a value may be about, its score, and how it was found; ``far`` ones stand in another sentence.

    ``words`` are those that stand for it, ``part`` is the one that a named group has in the sentence.
    """

    group: NameGroup
    score: float
    how: str
    far: SubjectFound | None = None
    link: str = ""
    words: tuple[int, int] | None = None
    part: str = ""
