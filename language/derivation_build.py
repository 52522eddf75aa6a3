"""Makes the tables of Ukrainian endings and prefixes: ``python -m language.derivation_build``.

Source: the Ukrainian word list of wordfreq (Robyn Speer, https://github.com/rspeer/wordfreq; code Apache-2.0, data
CC BY-SA 4.0), of which only statistics enter the tables. Run again when wordfreq changes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

from wordfreq import get_frequency_dict

from language.derivation import LEAST_REST, LEAST_STEM, LONGEST_ENDING, PREFIX_LENGTHS
from language.ukrainian import UKRAINIAN

DATA = Path(__file__).parent / "data"
_SHORTEST = 4
_ENDINGS = 600
_LEAST_STEMS = 20
_LEAST_CHANCE = 0.1
_MOST_OTHERS = 40
_LEAST_WORDS = 25
_LEAST_PREFIX = 0.2


def main() -> None:
    """Write both tables."""
    letters = {*UKRAINIAN.alphabet, "'"}
    words = {word for word in get_frequency_dict("uk", "best") if len(word) >= _SHORTEST and set(word) <= letters}
    _write("uk_endings.tsv", [f"{one}\t{other}\t{chance:.2f}" for one, other, chance in _endings(words)])
    _write("uk_prefixes.tsv", [f"{prefix}\t{chance:.2f}" for prefix, chance in _prefixes(words)])


def _endings(words: Collection[str]) -> Iterator[tuple[str, str, float]]:
    """An ending, another, and how often a stem with the other one has the first."""
    counts = Counter(ending for word in words for _, ending in _splits(word))
    usual = {ending for ending, _ in counts.most_common(_ENDINGS)}
    of_stem: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        for stem, ending in _splits(word):
            if ending in usual:
                of_stem[stem].append(ending)
    alone: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for endings in of_stem.values():
        if len(endings) > 1:
            alone.update(endings)
            both.update((one, other) for one in endings for other in endings if one != other)
    for ending in sorted(usual):
        others = [(both[ending, other] / alone[other], other) for other in usual if both[ending, other] >= _LEAST_STEMS]
        for chance, other in sorted(others, reverse=True)[:_MOST_OTHERS]:
            if chance >= _LEAST_CHANCE:
                yield ending, other, chance


def _splits(word: str) -> Iterator[tuple[str, str]]:
    for cut in range(max(len(word) - LONGEST_ENDING, LEAST_STEM), len(word) + 1):
        yield word[:cut], word[cut:]


def _prefixes(words: Collection[str]) -> Iterator[tuple[str, float]]:
    """A beginning, and how often a word that begins so is the beginning and another word."""
    starts = Counter(word[:length] for word in words for length in PREFIX_LENGTHS)
    made = Counter(
        word[:length]
        for word in words
        for length in PREFIX_LENGTHS
        if len(word) - length >= LEAST_REST and word[length:] in words
    )
    for prefix, count in sorted(made.items()):
        if count >= _LEAST_WORDS and count >= _LEAST_PREFIX * starts[prefix]:
            yield prefix, count / starts[prefix]


def _write(name: str, rows: list[str]) -> None:
    (DATA / name).write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
