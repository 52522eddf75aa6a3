"""Letters that a broken font map turned into others: the map is inferred from the text alone.

A broken map turns some letters into others that are there already, so those letters vanish: the loudest sign,
and the letters they turned into become commoner than they should be. Expectation maximisation over the words
that may stand behind the shown ones finds what each vanished letter turned into. The map is accepted only when
it makes most of the unknown words known.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from extract.repair.lexicon import Lexicon
from extract.repair.spelling import Spelling, spelling
from extract.repair.weighing import weighed

_LEAST_UNKNOWN = 3
_DAMAGED_RATE = 0.02
_PAIR_PRICE = 7.0
_MOST_GAIN = 8.0
_ENOUGH = 14.0
_LEAST_HEALED = 0.3
_SURE_TO_SHOW = 7.0
_CAPITAL_THERE = 1.5
_CAPITAL_PRICE = 0.7
_LEAK = 0.25
_LEAST_VANISHED = 0.02
_ANYWHERE = 0.4
"""Share of the prior that is spread evenly: rare letters leave no trace in the counts."""
_STRONG = 4.0
"""A letter expected this often is frequent enough for its absence to show where it went."""
_SPREAD = 0.2
_LEAST_PRIOR = 0.03
_PASSES = 4
_ROUNDS = 6
_TRUST = 1.5
"""How many words' worth of evidence the prior counts."""
_UNLISTED_MASS = 0.01
_KEPT = 40
_WALKED = 1500
_LEAST_PAIR = 0.02
_SURE_PAIR = 0.4
_LEAST_SOFT = 0.05
_NEVER = 1e-3
"""Chance that a lost letter shows in the broken font after all: the map may be wrong."""
_LEAST_TOLD = 0.01
"""Leak to reckon with while the map may still be wrong."""
_LEAST_LEAK, _MOST_LEAK = 2e-3, 0.5
_LEAST_CAPITALS = 0.02


@dataclass(frozen=True, slots=True)
class Guess:
    """One word that may stand behind a shown one, with its weight; ``listed`` when a dictionary has it."""

    word: str
    weight: float
    listed: bool


@dataclass
class FontMap:
    """How likely each letter (first of a pair) turned into another (second), and the readings this allows."""

    lexicon: Lexicon
    chances: dict[tuple[str, str], float]
    capitals: float = 0.5
    """How likely capitals share the fate of their small letters."""
    leak: float = 0.01
    """Share of the words that stand in another font, where nothing happened to their letters."""

    @cached_property
    def sources(self) -> dict[str, str]:
        """For each shown letter the true ones that may stand behind it."""
        return _sources(self.chances, _LEAST_PAIR)

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The changes that are sure."""
        return tuple(sorted(pair for pair, chance in self.chances.items() if chance >= _SURE_PAIR))

    @cached_property
    def kept(self) -> dict[str, float]:
        """For each letter that may be lost how likely it shows as itself in the broken font."""
        found = dict.fromkeys((true for true, _ in self.chances), 1.0)
        for (true, _), chance in self.chances.items():
            found[true] -= 1.0 if chance >= _SURE_PAIR else chance
        return {true: max(left, _NEVER) for true, left in found.items()}

    def readings(self, shown: str) -> list[Guess]:
        """What may stand behind a word, in lower case, likeliest first."""
        word = plain(shown)
        choices = [letter + self.sources.get(letter, "") for letter in word]
        sure = {pair: 1.0 if chance >= _SURE_PAIR else chance for pair, chance in self.chances.items()}
        found = _readings(word, choices, self.lexicon, sure)
        listed = {reading.word for reading in found}
        found += [reading for reading in _spelled_out(word, choices, self.lexicon, sure) if reading.word not in listed]
        weighed = [Guess(one.word, one.weight * self._fate(one.word, shown), one.listed) for one in found]
        return sorted(weighed, key=lambda reading: (-reading.weight, reading.word))

    def _fate(self, true_word: str, shown: str) -> float:
        """How likely the letters that show as themselves do so: a word is in the broken font or in another one."""
        broken = 1.0 - self.leak
        changed, counted = False, set[str]()
        raised = ""
        for true, old in zip(true_word, shown, strict=True):
            kept = self.kept.get(true)
            changed |= old.lower() != true
            if kept is None:
                continue
            if old.isupper():
                raised = "changed" if old.lower() != true else raised or "kept"
            elif old == true and true not in counted:
                counted.add(true)
                broken *= kept
        if raised:
            broken *= self.capitals if raised == "changed" else 1.0 - self.capitals
        return broken if changed else broken + self.leak

    def explained(self, words: Sequence[str]) -> float:
        """Share of the words that a listed word stands behind."""
        distinct = sorted({plain(word) for word in words})
        return sum(self.lexicon.has_any(_choices(word, self.sources)) for word in distinct) / max(len(distinct), 1)


def infer(shown: Sequence[str], lexicon: Lexicon, shares: Mapping[str, float]) -> FontMap | None:
    """The map that explains the unknown ones of the words as shown; None when none is certain.

    ``shares`` are the usual shares of the letters in the language.
    """
    words = [plain(word) for word in shown]
    counts = Counter(words)
    unknown = [word for word in counts if not lexicon.knows(word)]
    if len(unknown) < max(_LEAST_UNKNOWN, _DAMAGED_RATE * len(words)):
        return None
    prior = _prior(counts, shares)
    if not _promising(unknown, counts, lexicon, shares):
        return None
    chances = _maximised(counts, lexicon, prior, prior, 1)
    if _evidence(FontMap(lexicon, _decided(chances)), counts, shares) <= 0:
        return None
    chances = _maximised(counts, lexicon, prior, chances, _PASSES - 1)
    found = FontMap(lexicon, _decided(chances))
    if _evidence(found, counts, shares) < _ENOUGH:
        return None
    found = FontMap(lexicon, found.chances, leak=_leaked(found, counts, shares))
    found = FontMap(lexicon, _weighed(found, counts, shares), leak=found.leak)
    return FontMap(lexicon, found.chances, _capitals_too(found, shown), _leaked(found, counts, shares))


def _weighed(found: FontMap, counts: Mapping[str, int], shares: Mapping[str, float]) -> dict[tuple[str, str], float]:
    """The chances after each letter that is seen too rarely was asked what it turned into."""
    seen = Counter(letter for word, count in counts.items() for letter in word * count)
    lost = [letter for letter, share in shares.items() if seen[letter] < _LEAK * share * seen.total() + 1]
    pairs = weighed(counts, dict(found.pairs), lost, max(found.leak, _LEAST_TOLD), found.lexicon)
    soft = {pair: chance for pair, chance in found.chances.items() if chance < _SURE_PAIR and pair[0] not in pairs}
    return soft | dict.fromkeys(pairs.items(), 1.0)


def _leaked(found: FontMap, counts: Mapping[str, int], shares: Mapping[str, float]) -> float:
    """Share of the words in another font, from how often the lost letters are seen and should be."""
    seen = Counter(letter for word, count in counts.items() for letter in word * count)
    lost = {true for true, _ in found.pairs}
    expected = seen.total() * math.fsum(shares[letter] for letter in sorted(lost))
    return min(max(sum(seen[letter] for letter in lost) / max(expected, 1.0), _LEAST_LEAK), _MOST_LEAK)


def _promising(
    unknown: Sequence[str], counts: Mapping[str, int], lexicon: Lexicon, shares: Mapping[str, float]
) -> bool:
    """Whether it pays to look for a map: a common letter is missing, or one change would heal several words."""
    total = sum(len(word) * count for word, count in counts.items())
    seen = Counter(letter for word, count in counts.items() for letter in word * count)
    if any(share * total >= _SURE_TO_SHOW and seen[v] < _LEAK * share * total for v, share in shares.items()):
        return True
    missing = [letter for letter, share in shares.items() if seen[letter] <= share * total / 2]
    healing: Counter[tuple[str, str]] = Counter()
    healed = 0
    for word in unknown:
        pairs = {
            (true, shown)
            for shown in sorted(set(word))
            for true in missing
            if lexicon.knows(word.replace(shown, true)) or lexicon.knows(word.replace(shown, true, 1))
        }
        healing.update(pairs)
        healed += bool(pairs)
    return healed >= _LEAST_HEALED * len(unknown) and max(healing.values(), default=0) >= 2


def _capitals_too(found: FontMap, shown: Sequence[str]) -> float:
    """How likely the capitals changed, too: whether the words with a capital first read better when they did."""
    vanished = {true for true, _ in found.pairs}
    balance = 0.0
    for word in sorted({word for word in shown if word[0].isupper() and word[1:].islower()}):
        first, lower = word[0].lower(), plain(word)
        if first in vanished:
            balance -= _CAPITAL_THERE
        elif first in found.sources:
            free = _choices(lower, found.sources)
            bound = [first, *free[1:]]
            balance += _log_sum(lower, free, found) - _log_sum(lower, bound, found) - _CAPITAL_PRICE
    return min(max(1 / (1 + math.exp(-min(max(balance, -50.0), 50.0))), _LEAST_CAPITALS), 1 - _LEAST_CAPITALS)


def _log_sum(word: str, choices: Sequence[str], found: FontMap) -> float:
    weights = [guess.weight for guess in _readings(word, choices, found.lexicon, found.chances)]
    weights += [guess.weight for guess in _spelled_out(word, choices, found.lexicon, found.chances)[:1]]
    return math.log(math.fsum(weights) or 1e-300)


def _prior(counts: Mapping[str, int], shares: Mapping[str, float]) -> dict[tuple[str, str], float]:
    """How likely each letter vanished into each other, judged by how often the letters are there."""
    seen: Counter[str] = Counter()
    for word, count in counts.items():
        for letter in word:
            seen[letter] += count
    total = sum(seen.values())
    prior: dict[tuple[str, str], float] = {}
    for true, share in shares.items():
        expected = share * total
        vanished = _vanished(expected, seen[true])
        if vanished < _LEAST_VANISHED:
            continue
        fits = {
            shown: _took_up(expected, shares[shown] * total, seen[shown])
            for shown in shares
            if shown != true and seen[shown]
        }
        whole = sum(fits.values())
        prior |= {
            (true, shown): vanished * ((1 - _ANYWHERE) * fit / whole + _ANYWHERE / len(fits))
            for shown, fit in fits.items()
        }
    return prior


def _vanished(expected: float, seen: int) -> float:
    """Chance that a letter vanished (but for leaks), given how often it is expected and seen."""
    against = expected * (1 - _LEAK) + seen * math.log(_LEAK)
    return 1 / (1 + math.exp(-max(min(against, 50.0), -50.0)))


def _took_up(lost: float, own: float, seen: int) -> float:
    """How well a letter's count fits its having taken up ``lost`` others: too few speak against it."""
    expected = own + lost * (1 - _LEAK)
    short = (expected - seen) / (math.sqrt(expected) + _SPREAD * expected)
    long = (seen - own) / (math.sqrt(own) + _SPREAD * own + 1)
    return math.exp(-short * short / 2 if short > 0 else 0.0) * (1 + max(0.0, min(long, 8.0)) ** 2)


def _sources(chances: Mapping[tuple[str, str], float], least: float) -> dict[str, str]:
    found: defaultdict[str, str] = defaultdict(str)
    for (true, shown), chance in sorted(chances.items()):
        if chance >= least:
            found[shown] += true
    return dict(found)


def _maximised(
    counts: Mapping[str, int],
    lexicon: Lexicon,
    prior: Mapping[tuple[str, str], float],
    chances: Mapping[tuple[str, str], float],
    passes: int,
) -> Mapping[tuple[str, str], float]:
    """The chances of the changes after some more passes; each pass lets fewer changes be thought of."""
    kept = _shown_as_itself(counts, {true for true, _ in prior})
    names = spelling(lexicon.language)
    for _ in range(passes):
        sources = _sources(chances, _LEAST_PRIOR)
        table = {word: _considered(word, lexicon, names, sources, chances) for word in counts}
        for _round in range(_ROUNDS):
            chances = _step(table, counts, chances, prior, kept)
    return chances


def _considered(
    word: str,
    lexicon: Lexicon,
    names: Spelling,
    sources: Mapping[str, str],
    chances: Mapping[tuple[str, str], float],
) -> list[tuple[float, tuple[tuple[str, str], ...]]]:
    """Weights of the words behind a shown one without the chances of the changes, and the changes."""
    found = [
        (lexicon.share(reading.word), _changes(reading.word, word))
        for reading in _readings(word, _choices(word, sources), lexicon, chances)
    ]
    if not found or not lexicon.knows(word):
        rare = _one_kind_free(word, lexicon, sources, chances)
        found += [entry for entry in rare if entry not in found]
    found.append((_UNLISTED_MASS * math.exp(-names.cost(word)), ()))
    return found


def _one_kind_free(
    word: str, lexicon: Lexicon, sources: Mapping[str, str], chances: Mapping[tuple[str, str], float]
) -> list[tuple[float, tuple[tuple[str, str], ...]]]:
    """Words that one kind of letter, changed into any, would explain."""
    found: list[tuple[float, tuple[tuple[str, str], ...]]] = []
    vanished = "".join(sorted({true for true, _ in chances}))
    for kind in sorted(set(word)):
        choices = [letter + (vanished if letter == kind else sources.get(letter, "")) for letter in word]
        for true_word in lexicon.spelled(choices, _WALKED):
            changes = _changes(true_word, word)
            if len({true for true, _ in changes}) == len(changes) > 0:
                found.append((lexicon.share(true_word), changes))
    return found


def plain(word: str) -> str:
    """A word as the lexicon has it: lower case, one kind of apostrophe, as many characters as before."""
    lower = word.lower().replace("’", "'").replace("ʼ", "'")
    return lower if len(lower) == len(word) else word


def _readings(
    word: str, choices: Sequence[str], lexicon: Lexicon, chances: Mapping[tuple[str, str], float]
) -> list[Guess]:
    """The listed words behind a shown one, the likeliest first."""
    found = []
    for true_word in lexicon.spelled(choices, _WALKED):
        changes = _changes(true_word, word)
        if len({true for true, _ in changes}) == len(changes):
            weight = lexicon.share(true_word) * math.prod(chances.get(pair, 0.0) for pair in changes)
            found.append(Guess(true_word, weight, listed=True))
    found.sort(key=lambda reading: (-reading.weight, reading.word))
    return found[:_KEPT]


def _spelled_out(
    word: str, choices: Sequence[str], lexicon: Lexicon, chances: Mapping[tuple[str, str], float]
) -> list[Guess]:
    """Words that no list has, by how their letters follow each other and whether listed words lead to them."""
    weighed = [
        [(letter, 0.0), *((true, -math.log(chances[true, letter])) for true in options[1:])]
        for letter, options in zip(word, choices, strict=True)
    ]
    found = []
    for cost, true_word in spelling(lexicon.language).best(weighed):
        by_letters = _UNLISTED_MASS * math.exp(-cost)
        chance = lexicon.derived(true_word)
        by_words = chance * math.prod(chances[pair] for pair in _changes(true_word, word)) if chance else 0.0
        found.append(Guess(true_word, max(by_letters, by_words), listed=False))
    return sorted(found, key=lambda guess: -guess.weight)


def _changes(true_word: str, word: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(true, shown) for true, shown in zip(true_word, word, strict=True) if true != shown}))


def _shown_as_itself(counts: Mapping[str, int], letters: set[str]) -> dict[str, float]:
    kept: Counter[str] = Counter()
    for word in counts:
        for letter in letters & set(word):
            kept[letter] += 1
    return {letter: float(count) for letter, count in kept.items()}


def _step(
    table: Mapping[str, Sequence[tuple[float, tuple[tuple[str, str], ...]]]],
    counts: Mapping[str, int],
    chances: Mapping[tuple[str, str], float],
    prior: Mapping[tuple[str, str], float],
    kept: Mapping[str, float],
) -> dict[tuple[str, str], float]:
    """One round of expectation and maximisation."""
    support: defaultdict[tuple[str, str], float] = defaultdict(float)
    for word, readings in table.items():
        weights = [weight * math.prod(chances.get(pair, 0.0) for pair in pairs) for weight, pairs in readings]
        total = sum(weights)
        if total <= 0.0:
            continue
        scale = min(counts[word], 2) / total
        for weight, (_, pairs) in zip(weights, readings, strict=True):
            for pair in pairs:
                support[pair] += weight * scale
    totals: defaultdict[str, float] = defaultdict(float)
    for (true, _), value in support.items():
        totals[true] += value
    return {
        (true, shown): (support[true, shown] + _TRUST * chance) / (totals[true] + kept.get(true, 0.0) + _TRUST)
        for (true, shown), chance in prior.items()
    }


def _decided(chances: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """A letter turned into one other: where that is clear the rest is dropped, else the likely ones stay."""
    best: dict[str, float] = {}
    for (true, _), chance in chances.items():
        best[true] = max(best.get(true, 0.0), chance)
    return {
        pair: chance
        for pair, chance in chances.items()
        if (chance == best[pair[0]] if best[pair[0]] >= _SURE_PAIR else chance >= _LEAST_SOFT)
    }


def _evidence(found: FontMap, counts: Mapping[str, int], shares: Mapping[str, float]) -> float:
    """Natural log of how much better the map explains the words than clean text would.

    What speaks for it: words it makes known, and common letters that are missing; what speaks against it: every
    change assumed.
    """
    names = spelling(found.lexicon.language)
    total = sum(len(word) * count for word, count in counts.items())
    sure = {pair for pair, chance in found.chances.items() if chance >= _SURE_PAIR}
    sources = _sources(dict.fromkeys(sure, 1.0), 1.0)
    gain = -_PAIR_PRICE * len(sure)
    for true, _ in sorted(sure):
        seen = sum(word.count(true) * count for word, count in counts.items())
        gain += shares[true] * total * (1 - _LEAK) + seen * math.log(_LEAK)
    for word in counts:
        if not found.lexicon.knows(word):
            best = max(map(found.lexicon.share, found.lexicon.spelled(_choices(word, sources), _KEPT)), default=0.0)
            unlisted = math.log(_UNLISTED_MASS) - names.cost(word)
            gain += min(max(math.log(best) - unlisted, 0.0), _MOST_GAIN) if best else 0.0
    return gain


def _choices(word: str, sources: Mapping[str, str]) -> list[str]:
    return [letter + sources.get(letter, "") for letter in word]
