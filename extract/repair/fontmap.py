"""Letters that a broken font map turned into others: the map is inferred from the text alone.

A broken map turns some letters into others that are there already, so those letters vanish: the loudest sign.
Words that became unknown are matched with dictionary words that differ only in vanished letters; expectation
maximisation finds for each vanished letter the one it turned into. A map is accepted only when it makes most of
the unknown words known.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.repair.lexicon import Lexicon

_LEAST_WORDS = 12
_DAMAGED_RATE = 0.06
_LEAST_UNKNOWN = 4
_VANISHED = 0.45
_ROUNDS = 12
_SMOOTHING = 0.02
_NOTHING = 1e-10
_MOST_CHANGES = 3
_LEAST_SUPPORT = 0.8
_LEAST_SHARE = 0.5
_MOST_CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class LetterMap:
    """What vanished letters turned into: pairs of the true letter and the one that stands for it."""

    pairs: tuple[tuple[str, str], ...]
    confidence: float

    def choices(self, word: str) -> tuple[str, ...]:
        """For every letter of a word, what it may have been; itself first."""
        sources = self.sources()
        return tuple(letter + sources.get(letter, "") for letter in word)

    def sources(self) -> dict[str, str]:
        """For each letter that stands for others, those others."""
        found: dict[str, str] = {}
        for true, shown in self.pairs:
            found[shown] = found.get(shown, "") + true
        return found


@dataclass(frozen=True, slots=True)
class _Candidate:
    word: str
    weight: float
    pairs: tuple[tuple[str, str], ...]


def infer(words: Sequence[str], lexicon: Lexicon, letter_shares: Mapping[str, float]) -> LetterMap | None:
    """The map that explains the unknown ones of lower-case words; None when none is certain.

    ``letter_shares`` are the usual shares of the letters in the language.
    """
    counts = Counter(words)
    unknown = {word: count for word, count in counts.items() if not lexicon.knows(word)}
    if sum(unknown.values()) < max(_LEAST_UNKNOWN, _DAMAGED_RATE * len(words)):
        return None
    vanished = _vanished(counts, letter_shares)
    if not vanished:
        return None
    pairs: dict[str, str] = {}
    for most in (1, 2, 3):
        table = {word: _candidates(word, lexicon, vanished, pairs, most) for word in unknown}
        pairs = _maximised(table, unknown, vanished)
    return _accepted(pairs, unknown, lexicon)


def _vanished(counts: Mapping[str, int], shares: Mapping[str, float]) -> str:
    """Letters that are missing or far rarer than they should be."""
    seen: Counter[str] = Counter()
    for word, count in counts.items():
        for letter in word:
            seen[letter] += count
    total = sum(seen.values())
    return "".join(letter for letter, share in shares.items() if seen[letter] <= _VANISHED * share * total)


def _candidates(
    word: str, lexicon: Lexicon, vanished: str, pairs: Mapping[str, str], most: int
) -> tuple[_Candidate, ...]:
    """Dictionary words that this one may be: by the accepted pairs freely, by others in at most ``most`` letters."""
    found: dict[str, _Candidate] = {}
    sources: defaultdict[str, str] = defaultdict(str)
    for true, shown in pairs.items():
        sources[shown] += true
    if any(letter in sources for letter in word):
        choices = tuple(letter + sources.get(letter, "") for letter in word)
        for true_word in lexicon.spelled(choices, _MOST_CANDIDATES):
            _add(found, word, true_word, lexicon)
    if not found:
        for true_word in _near(word, lexicon, vanished, sources, most):
            _add(found, word, true_word, lexicon)
    return tuple(found.values())


def _add(found: dict[str, _Candidate], word: str, true_word: str, lexicon: Lexicon) -> None:
    changes = {(true, shown) for true, shown in zip(true_word, word, strict=True) if true != shown}
    if changes and len({true for true, _ in changes}) == len(changes):
        found[true_word] = _Candidate(true_word, lexicon.share(true_word), tuple(sorted(changes)))


def _near(word: str, lexicon: Lexicon, vanished: str, sources: Mapping[str, str], most: int) -> Iterator[str]:
    """Words that differ in at most ``most`` kinds of free changes, each for all or some of a letter's places."""
    kinds = sorted(set(word))
    seen: set[str] = set()
    for kind in kinds:
        choices = tuple(
            letter + (vanished if letter == kind else "") + sources.get(letter, "") for letter in word
        )
        for found in lexicon.spelled(choices, _MOST_CANDIDATES):
            if found not in seen:
                seen.add(found)
                yield found
    if seen or most < 2:
        return
    for at, kind in enumerate(kinds):
        for other in kinds[at + 1 :]:
            choices = tuple(
                letter + (vanished if letter in (kind, other) else "") + sources.get(letter, "") for letter in word
            )
            for found in lexicon.spelled(choices, _MOST_CANDIDATES):
                if found not in seen:
                    seen.add(found)
                    yield found


def _maximised(
    table: Mapping[str, Sequence[_Candidate]], counts: Mapping[str, int], vanished: str
) -> dict[str, str]:
    """The likeliest letter each vanished one turned into, where enough words say so."""
    weights: dict[tuple[str, str], float] = {}
    support: Counter[tuple[str, str]] = Counter()
    for _ in range(_ROUNDS):
        support = Counter()
        for word, candidates in table.items():
            scores = [
                candidate.weight**0.7 * math.prod(weights.get(pair, 1 / 30) for pair in candidate.pairs)
                for candidate in candidates
            ]
            total = sum(scores) + _NOTHING
            for candidate, value in zip(candidates, scores, strict=True):
                for pair in candidate.pairs:
                    support[pair] += value / total * min(counts[word], 2)  # type: ignore[assignment]  # shares
        totals: Counter[str] = Counter()
        for (true, _shown), value in support.items():
            totals[true] += value
        weights = {
            pair: (value + _SMOOTHING / 30) / (totals[pair[0]] + _SMOOTHING) for pair, value in support.items()
        }
    best: dict[str, str] = {}
    for true in vanished:
        options = sorted(((value, pair[1]) for pair, value in support.items() if pair[0] == true), reverse=True)
        if options and options[0][0] >= _LEAST_SUPPORT and weights[true, options[0][1]] >= _LEAST_SHARE:
            best[true] = options[0][1]
    return best


def _accepted(pairs: Mapping[str, str], unknown: Mapping[str, int], lexicon: Lexicon) -> LetterMap | None:
    """The map, when it makes enough unknown words known."""
    if not pairs:
        return None
    letters = LetterMap(tuple(sorted(pairs.items())), 1.0)
    solved = sum(
        count for word, count in unknown.items() if next(iter(lexicon.spelled(letters.choices(word), 1)), None)
    )
    total = sum(unknown.values())
    if solved < _LEAST_UNKNOWN or solved < _LEAST_SHARE * total:
        return None
    return LetterMap(letters.pairs, round(solved / total, 2))
