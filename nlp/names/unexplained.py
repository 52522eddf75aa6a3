"""Names that no list and no head word explains: what a stretch of capitals or a quoted word names, if anything.

Every such stretch that is left over is weighed by the clues in and beside it (``data/kinds.yml``) with weights learned
from marked-up passages by ``python -m benchmarks.learn``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from gazetteer import Wording
from nlp.names.beyond import Beyond
from nlp.names.foreign import is_ranking
from nlp.names.found import Found
from nlp.names.standing import Standing, clues_of_place
from nlp.names.stretch_clues import clues, looks_like_person
from nlp.names.stretches import Stretch, sent_from, stretches
from nlp.names.weighing import Weights, read_weights

NOTHING = "nothing"
WEIGHTS = Path(__file__).parent / "data" / "kinds.tsv"
_CYRILLIC = ("ru", "uk")
_SURE, _LIKELY, _HARDLY = 0.45, 0.35, 0.15
"""How likely a name must be; how likely where nothing at all is less likely than the last."""


class Kinds:
    """Says what a stretch names."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def of(self, stretch: Stretch, clues: frozenset[str]) -> tuple[str, float]:  # noqa: ARG002 - for those who note what is asked
        """The kind and its likelihood; what has the looks of a person is one rather than nothing."""
        shares = self._weights.likelihoods(clues)
        if looks_like_person(clues) and shares["person"] > _LIKELY and shares["person"] >= _most_named(shares):
            return "person", shares["person"]
        return decided(shares)


def _most_named(shares: Mapping[str, float]) -> float:
    """How likely the likeliest kind of name is."""
    return max(share for kind, share in shares.items() if kind != NOTHING)


def decided(shares: Mapping[str, float]) -> tuple[str, float]:
    """The likeliest kind where it is likely enough, else nothing; less will do where it is hardly nothing."""
    kind = max(shares, key=lambda name: shares[name])
    enough = _LIKELY if shares[NOTHING] < _HARDLY else _SURE
    return (kind, shares[kind]) if shares[kind] > enough else (NOTHING, shares[NOTHING])


@lru_cache(maxsize=1)
def learned_kinds() -> Kinds:
    """The kinds with the weights of ``data/kinds.tsv``."""
    return Kinds(read_weights(WEIGHTS))


def unexplained_names(
    text: Wording,
    found: Sequence[Found],
    language: str,
    kinds: Kinds,
    beyond: Beyond,
    near: str,
    stands: Standing,
) -> Iterator[Found]:
    """The names among the stretches that ``found`` leaves over; some hold a place found ("Brainport Eindhoven").

    ``beyond`` is asked what else the document says of them, ``near`` is the text of the blocks around, ``stands`` says
    where in the document the text stands.
    """
    for stretch in stretches(text, found, language):
        elsewhere = (
            *beyond.clues(text.words[stretch.first : stretch.last], near),
            *clues_of_place(text, stretch.first, stretch.last, language, stands),
        )
        kind, likelihood = kinds.of(stretch, clues(text, stretch, found, language, elsewhere))
        if stretch.last - stretch.first > 1 and language in _CYRILLIC and is_ranking(text.words[stretch.last - 1]):
            kind = "ranking"
        if sent_from(text, stretch.first, stretch.last, language):
            kind = "city"
        if kind != NOTHING:
            name = " ".join(text.text[stretch.start : stretch.stop].split())
            yield Found(stretch.start, stretch.stop, kind, "", round(40 + 30 * likelihood, 2), "discovered", name=name)
