"""Chains of capital words divided into names: every way is weighed as a whole, and the likeliest one stands.

A segment that is a name of some type scores the sum of its clues' weights for that type (``data/chains.tsv``), a word
that belongs to no name scores nothing; the way with the highest sum is taken. ``python -m benchmarks.learn`` learns the
weights from marked-up passages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path

from gazetteer import Wording
from nlp.names.chain_clues import ChainClues, told_by
from nlp.names.chains import Chain, Segment, chains
from nlp.names.found import Found
from nlp.names.weighing import Weights, read_weights

WEIGHTS = Path(__file__).parent / "data" / "chains.tsv"
OTHER = "other"
"""A publication, an event or the like: it stands as it was found."""
_MARKED = ("organisation", "programme", "cluster", "person", "region", "city", "country", "ranking")
KINDS = (*_MARKED, OTHER)
_NEW = tuple(kind for kind in _MARKED if kind != "country")
_FOUND_OTHER = (*_NEW, OTHER)
_PLACES = ("region", "city", "country")
_BY_WORD = 68.0
"""The score of a region that a word beside it makes one ("the province of Prato"): that much is sure."""
_WITHIN_CAPITALS = frozenset(("left goes on with capital", "right goes on with capital"))
"""Clues of a place being part of a longer phrase in capitals, which may be no name of a place."""
_STANDING = 0.01
"""What is of no marked kind stays where no name takes its place (marks do not tell whether it is one), a place too."""
_NO_WEIGHTS = Weights(KINDS, {"always": tuple(-10.0 for _ in KINDS)})


@dataclass(frozen=True, slots=True)
class Way:
    """A segment as a name of one kind, with what speaks for it."""

    segment: Segment
    kind: str
    score: float


class Divider:
    """Divides chains by learned weights."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def divided(self, chain: Chain, clues: Sequence[frozenset[str]]) -> tuple[Way, ...]:
        """The names of a chain, in order; ``clues`` are those of its segments."""
        by_end: dict[int, list[Way]] = {}
        for segment, said in zip(chain.segments, clues, strict=True):
            kind, score = self._best(segment, said)
            if score > 0:
                by_end.setdefault(segment.last, []).append(Way(segment, kind, score))
        best: dict[int, tuple[float, tuple[Way, ...]]] = {chain.first: (0.0, ())}
        for at in range(chain.first + 1, chain.last + 1):
            best[at] = best[at - 1]
            for way in by_end.get(at, ()):
                total, before = best[way.segment.first]
                if total + way.score > best[at][0]:
                    best[at] = total + way.score, (*before, way)
        return best[chain.last][1]

    def _best(self, segment: Segment, clues: frozenset[str]) -> tuple[str, float]:
        """The likeliest of the kinds that are open to a segment."""
        sums = dict(zip(KINDS, self._weights.sums(clues), strict=True))
        kind = max(open_kinds(segment), key=lambda name: sums[name])
        stands = kind == OTHER or (_is_sure(segment) and _WITHIN_CAPITALS.isdisjoint(clues))
        return kind, max(sums[kind], _STANDING) if stands else sums[kind]


def _is_sure(segment: Segment) -> bool:
    """Whether a place or its cluster was found that context has been asked about, or that a word beside makes one."""
    one = segment.found
    if one is None:
        return False
    return one.settled or (one.type in _PLACES and (one.method != "discovered" or _region_by_word(one)))


def _region_by_word(one: Found) -> bool:
    return one.type == "region" and one.method == "discovered" and one.score == _BY_WORD


def open_kinds(segment: Segment) -> tuple[str, ...]:
    """The kinds that a segment may have; a name of the gazetteer is of its type or stands inside a longer one."""
    one = segment.found
    if one is not None and _region_by_word(one):
        return ("region",)
    if one is not None and one.settled:
        return tuple(kind for kind in _NEW if kind != OTHER)
    if one is None or (one.type in _NEW and one.method == "discovered"):
        return _NEW
    if one.type in _MARKED:
        return (one.type,)
    return _FOUND_OTHER


@lru_cache(maxsize=1)
def learned_divider() -> Divider:
    """The divider with the weights of ``data/chains.tsv``."""
    return Divider(read_weights(WEIGHTS) if WEIGHTS.exists() else _NO_WEIGHTS)


def divided_names(
    text: Wording,
    found: Sequence[Found],
    clues: ChainClues,
    told: dict[str, str],
    divider: Divider,
) -> Iterator[tuple[Chain, tuple[Found, ...]]]:
    """The chains of a text with the names that stand in each; ``told`` has the short forms of names told before."""
    told.update(told_by(text, found))
    for chain in chains(text, found):
        ways = divider.divided(chain, [clues.of(chain, segment) for segment in chain.segments])
        names = tuple(one for way in ways for one in _named(text, way))
        told.update(told_by(text, names))
        yield chain, names


def _named(text: Wording, way: Way) -> Iterator[Found]:
    """The name of a way: the one found there, where it is of the kind."""
    segment, kind, one = way.segment, way.kind, way.segment.found
    if one is not None and (one.type == kind or (kind == OTHER and one.type not in _MARKED)):
        yield one
    elif kind != OTHER:
        name = " ".join(text.text[segment.start : segment.stop].split())
        score = round(40 + 30 / (1 + exp(-way.score)), 2)
        yield Found(segment.start, segment.stop, kind, "", score, "discovered", name=name)
