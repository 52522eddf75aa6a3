"""Weights for dividing chains of capital words into names, learned from chains whose names are marked.

The likelihood of the marked way among all ways is raised by full gradient steps: the same chains give the same weights.
Persons and the like that were found may stand or not where they are not marked: marks leave them out where no fact
needs them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain as joined

import numpy as np
from numpy.typing import NDArray

from gazetteer import Gazetteer, wording
from nlp.names.chain_clues import name_clues
from nlp.names.chains import Chain, chains
from nlp.names.dividing import KINDS, OTHER, open_kinds
from nlp.names.weighing import Weights

_ROUNDS = 150
_RATE = 0.05
_FOLDS = 10
_FEWEST_PASSAGES = 2
_FREE = ("person", OTHER)
_OF_PERSONS = frozenset(("given name and another", "given name and surname", "begins with title"))
"""Clues of what may be a person: marks leave persons out, so that such words may be one where nothing is marked."""
_TELLING = 0.1
"""Clues whose weights are all smaller are left out."""
_NEVER = -1e9
_LISTED_KINDS = ("cluster", "programme", "organisation", "ranking", "region", "city", "publication", "event")
_EVERY = {"city": 8, "region": 2}
_LISTED_WEIGHT = 0.2
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class MarkedChain:
    """A chain of a passage, the clues of its segments, and the kinds of those that are names by the marks."""

    passage: str
    words: str
    chain: Chain
    clues: tuple[frozenset[str], ...]
    kinds: Mapping[int, str]
    weight: float = 1.0

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The first and last word of every segment, counted from the chain's first."""
        return tuple((one.first - self.chain.first, one.last - self.chain.first) for one in self.chain.segments)

    @cached_property
    def named(self) -> frozenset[int]:
        """The words of marked names, counted likewise."""
        return frozenset(at for number in self.kinds for at in range(*self.spans[number]))

    def reachable(self) -> bool:
        """Whether every marked name is of a kind that its segment may have."""
        return all(kind in open_kinds(self.chain.segments[number]) for number, kind in self.kinds.items())

    def allowed(self, number: int) -> tuple[int, ...]:
        """The kinds that a segment may have by the marks, by number."""
        if number in self.kinds:
            return (KINDS.index(self.kinds[number]),)
        found = self.chain.segments[number].found
        if self.named.intersection(range(*self.spans[number])):
            return ()
        if found is None or (found.method == "discovered" and found.type not in _FREE):
            return () if _OF_PERSONS.isdisjoint(self.clues[number]) else (KINDS.index("person"),)
        kind = found.type if found.type in KINDS else OTHER
        return (KINDS.index(kind),) if kind in _FREE else ()


class Said:
    """Which clues each segment has, as numbers; every segment has at least one."""

    def __init__(self, clues: Sequence[Sequence[int]]) -> None:
        self.rows = len(clues)
        self._clues = np.fromiter(joined.from_iterable(clues), dtype=np.intp)
        self._begins = np.cumsum([0, *(len(said) for said in clues[:-1])])
        order = np.argsort(self._clues, kind="stable")
        self._row_of = np.repeat(np.arange(self.rows), [len(said) for said in clues])[order]
        self._used, self._firsts = np.unique(self._clues[order], return_index=True)

    def sums(self, values: Floats) -> Floats:
        """What the clues of each segment add up to."""
        return np.add.reduceat(values[self._clues], self._begins)

    def turned(self, by_row: Floats, count: int) -> Floats:
        """What the segments of each of ``count`` clues add up to."""
        whole = np.zeros((count, by_row.shape[1]))
        whole[self._used] = np.add.reduceat(by_row[self._row_of], self._firsts)
        return whole


def fit_chains(given: Sequence[MarkedChain], decay: float) -> Weights:
    """The weights that make the marked ways likeliest; ``decay`` keeps them small."""
    given = [one for one in given if one.reachable()]
    passages: dict[str, set[str]] = defaultdict(set)
    for chain in given:
        for said in chain.clues:
            for clue in said:
                passages[clue].add(chain.passage)
    names = sorted(clue for clue, where in passages.items() if len(where) >= _FEWEST_PASSAGES)
    place = {name: at for at, name in enumerate(names)}
    said = Said([sorted(place[clue] for clue in said if clue in place) for chain in given for said in chain.clues])
    mask = np.full((said.rows, len(KINDS)), _NEVER)
    closed = np.full_like(mask, _NEVER)
    number = 0
    for chain in given:
        for segment in range(len(chain.spans)):
            mask[number, list(chain.allowed(segment))] = 0.0
            closed[number, [KINDS.index(kind) for kind in open_kinds(chain.chain.segments[segment])]] = 0.0
            number += 1
    weight = np.asarray([[one.weight] for one in given for _ in one.spans])
    every, by_marks = _by_shape(given, marked=False), _by_shape(given, marked=True)
    values = np.zeros((len(names), len(KINDS)))
    mean, spread = np.zeros_like(values), np.zeros_like(values)
    for turn in range(1, _ROUNDS + 1):
        scores = said.sums(values) + closed
        missing = _expected(by_marks, scores + mask) - _expected(every, scores)
        slope = said.turned(weight * missing, len(names)) - decay * values
        # Adam (Kingma and Ba 2015), over all chains at once, with steps that shrink.
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        step = _RATE * min(1.0, 3 * (1 - turn / (_ROUNDS + 1)))
        values += step * (mean / (1 - 0.9**turn)) / (np.sqrt(spread / (1 - 0.99**turn)) + 1e-8)
    telling = [name for name in names if np.abs(values[place[name]]).max() >= _TELLING]
    return Weights(KINDS, {name: tuple(map(float, values[place[name]])) for name in telling})


@dataclass(frozen=True)
class Alike:
    """Chains of one shape, with the same segments and the same words in marked names; ``rows``: their segments."""

    length: int
    spans: tuple[tuple[int, int], ...]
    named: frozenset[int]
    rows: NDArray[np.intp]


def _by_shape(given: Sequence[MarkedChain], *, marked: bool) -> list[Alike]:
    """The chains by shape; where not ``marked``, no word must be part of a name."""
    rows: dict[tuple[int, tuple[tuple[int, int], ...], frozenset[int]], list[range]] = defaultdict(list)
    count = 0
    for one in given:
        shape = one.chain.last - one.chain.first, one.spans, one.named if marked else frozenset[int]()
        rows[shape].append(range(count, count + len(one.spans)))
        count += len(one.spans)
    return [Alike(*shape, np.asarray([list(own) for own in all_rows]).T) for shape, all_rows in rows.items()]


def _expected(shapes: Sequence[Alike], scores: Floats) -> Floats:
    """How likely each segment is a name of each kind, over all ways that are open."""
    most = scores.max(axis=1, keepdims=True)
    shares = np.exp(scores - most)
    whole = shares.sum(axis=1, keepdims=True)
    totals = (most + np.log(whole))[:, 0]
    likely = np.zeros(len(scores))
    for shape in shapes:
        likely[shape.rows] = _likelihoods(shape, totals[shape.rows])
    return likely[:, None] * shares / whole


def _likelihoods(shape: Alike, scores: Floats) -> Floats:
    """How likely each segment is part of the way taken; the words that the shape names must be part of some name."""
    skip = [_NEVER if at in shape.named else 0.0 for at in range(shape.length)]
    before = [np.zeros(scores.shape[1])] * (shape.length + 1)
    behind = list(before)
    for at in range(1, shape.length + 1):
        total = before[at - 1] + skip[at - 1]
        for number, (first, last) in enumerate(shape.spans):
            if last == at:
                total = np.logaddexp(total, before[first] + scores[number])
        before[at] = total
    for at in range(shape.length - 1, -1, -1):
        total = behind[at + 1] + skip[at]
        for number, (first, last) in enumerate(shape.spans):
            if first == at:
                total = np.logaddexp(total, behind[last] + scores[number])
        behind[at] = total
    logs = [before[first] + scores[number] + behind[last] for number, (first, last) in enumerate(shape.spans)]
    return np.exp(np.minimum(0.0, np.asarray(logs) - before[-1]))


def listed_chains(gazetteer: Gazetteer) -> Iterator[MarkedChain]:
    """The English names of a gazetteer as chains without anything around them: what words names are made of."""
    counts = Counter[str]()
    for entity in sorted(gazetteer.entities, key=lambda one: one.id):
        kind = entity.type if entity.type in KINDS else OTHER
        if entity.type in _LISTED_KINDS and entity.name.isascii():
            counts[kind] += 1
            if counts[kind] % _EVERY.get(kind, 1) == 0:
                yield from _listed_chain(entity.id, entity.name, kind)


def _listed_chain(identity: str, name: str, kind: str) -> Iterator[MarkedChain]:
    text = wording(f"at {name}")
    for chain in chains(text, ()):
        clues = tuple(frozenset((*name_clues(text, chain, one), "listed name")) for one in chain.segments)
        whole = [number for number, one in enumerate(chain.segments) if (one.start, one.stop) == (3, len(text.text))]
        if whole:
            yield MarkedChain(identity, name, chain, clues, {whole[0]: kind}, _LISTED_WEIGHT)


def chain_folds(given: Sequence[MarkedChain]) -> list[frozenset[str]]:
    """The passages in parts, each left out of learning in turn."""
    passages = sorted({chain.passage for chain in given})
    return [frozenset(passages[fold::_FOLDS]) for fold in range(_FOLDS)]
