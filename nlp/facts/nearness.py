"""How far apart two places of a sentence stand, and what stands right before one: parts of the names of features."""

from __future__ import annotations

import math
from bisect import bisect_right

from nlp.facts.passage import Passage

_STEPS = (0, 1, 2, 4, 7, 12, 20)


def word_before(passage: Passage, at: int) -> str:
    """The function word right before a token; other words are told by their kind only."""
    if at <= 0:
        return "start"
    token = passage.scan.tokens[at - 1]
    if token.kind != "word":
        return token.fold if token.kind == "mark" else token.kind
    return token.fold if passage.scan.starting("not_noun", at - 1) else "word"


def step(distance: int) -> int:
    """A number of tokens in steps that grow.

    >>> step(3), step(100), step(-1)
    (2, 20, 0)
    """
    return _STEPS[bisect_right(_STEPS, max(distance, 0)) - 1]


def border(passage: Passage, first: int, second: int) -> str:
    """How strongly two tokens are parted, in steps; "none" where nothing parts them."""
    weight = passage.clauses.between(first, second)
    return str(min(math.ceil(weight * 2), 7)) if weight else "none"
