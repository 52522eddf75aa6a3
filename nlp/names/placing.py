"""Whether a word that is the name of a place names that place here, or is a word of everyday language with a capital.

«Темп спав», «в Реестре», "Reading is allowed": weighed by how common the word is, where its capital comes from and what
stands beside it, with weights learned from marked-up passages by ``python -m benchmarks.learn``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from gazetteer import EXACT, Wording
from language import known
from nlp.names.reading import Candidate
from nlp.names.span import between, capital, common_word, given_name, joined, opens_sentence, quoted, raw
from nlp.names.weighing import Weights, read_weights

PLACE, WORD = "place", "word"
WEIGHTS = Path(__file__).parent / "data" / "placing.tsv"
_HARDLY = 0.3
"""How likely a place must be: what marks speak of are mostly places, so the benefit of the doubt is theirs."""
NO_WEIGHTS = Weights((PLACE, WORD), {"always": (5.0, 0.0)})
_HOME = {"ru": "RU", "uk": "UA"}
_SHORT = 4
_ENDING = 3
_STEPS = 10
_MARK = re.compile(r"[.,;:!?…()«»„“”\"–—/|\n-]")


class Placing:
    """Says whether a word names a place."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def named(self, candidate: Candidate, clues: frozenset[str]) -> bool:  # noqa: ARG002 - for those who note what is asked
        """Whether a candidate of one word names the place."""
        return self._weights.likelihoods(clues)[PLACE] > _HARDLY


@lru_cache(maxsize=1)
def learned_placing() -> Placing:
    """Decides with the weights of ``data/placing.tsv``."""
    return Placing(read_weights(WEIGHTS) if WEIGHTS.exists() else NO_WEIGHTS)


def clues(text: Wording, candidate: Candidate, language: str, places: frozenset[int]) -> frozenset[str]:
    """What speaks for the place and what for the word; ``places`` are the words that names of places are made of."""
    at = candidate.first
    where = "opens" if opens_sentence(text, at) else "inside"
    said = (*_of_word(text, at, language), *_of_name(candidate, language))
    return frozenset(
        (
            "always",
            where,
            *said,
            *(f"{where}: {one}" for one in said),
            *_before(text, at, where),
            *_behind(text, at),
            *_company(text, at, places),
        )
    )


def _of_word(text: Wording, at: int, language: str) -> Iterator[str]:
    word = text.words[at]
    common = int(known(word, language) * _STEPS)
    yield language
    yield f"common {common}"
    yield f"{language}: common {common}"
    if language == "ru":
        yield "dictionary word" if common_word(word) else "no dictionary word"
        if given_name(word):
            yield "given name"
    if raw(text, at).isupper():
        yield "all capitals"
    if word in _small_words(text.text):
        yield "written small elsewhere"
    if quoted(text, at):
        yield "quoted"


def _of_name(candidate: Candidate, language: str) -> Iterator[str]:
    readings = candidate.readings
    yield "exact" if any(one.how == EXACT for one in readings) else "inflected"
    if all(one.name.weak for one in readings):
        yield "weak"
    yield from {one.entity.type for one in readings}
    home = _HOME.get(language)
    if home is not None:
        yield "at home" if any(home in one.entity.country for one in readings) else "abroad"


def _before(text: Wording, at: int, where: str) -> Iterator[str]:
    if at == 0 or where == "opens":
        return
    gap = between(text, at - 1)
    mark = _MARK.search(gap)
    if mark is not None:
        yield f"behind mark {mark.group() if mark.group() != chr(10) else 'line'}"
    elif capital(text, at - 1):
        yield "behind capital"
    else:
        word = text.words[at - 1]
        yield f"behind {word}" if len(word) <= _SHORT else f"behind -{word[-_ENDING:]}"


def _behind(text: Wording, at: int) -> Iterator[str]:
    gap = between(text, at)
    mark = _MARK.search(gap)
    if mark is not None or at + 1 >= len(text):
        yield f"ahead of mark {mark.group() if mark is not None and mark.group() != chr(10) else 'end'}"
    elif capital(text, at + 1):
        yield "ahead of capital"
    else:
        word = text.words[at + 1]
        yield f"ahead of {word}" if len(word) <= _SHORT else f"ahead of -{word[-_ENDING:]}"


def _company(text: Wording, at: int, places: frozenset[int]) -> Iterator[str]:
    """Whether another place stands beside, or in a list with it."""
    if any(place in places for place in (at - 1, at + 1)):
        yield "beside place"
    elif any(place in places for place in (at - 2, at + 2)):
        yield "near place"
    if at + 1 < len(text) and joined(text, at) and between(text, at) == "-":
        yield "hyphen behind"


@lru_cache(maxsize=16)
def _small_words(text: str) -> frozenset[str]:
    """The words of a text that are written with a small letter."""
    return frozenset(word for word in re.findall(r"[^\W\d_]+", text) if word.islower())
