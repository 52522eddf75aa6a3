"""Makes the tables that tell the languages apart: ``python -m language.ngram_build``.

Sources: the word lists of wordfreq (Robyn Speer, https://github.com/rspeer/wordfreq; code Apache-2.0, data
CC BY-SA 4.0), of which only statistics of character n-grams enter the tables. Run again when wordfreq changes.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from wordfreq import get_frequency_dict

from language.ngrams import grams
from language.record import Language
from language.russian import RUSSIAN
from language.ukrainian import UKRAINIAN

DATA = Path(__file__).parent / "data"
_DAMPING = 0.75
_LEAK = 0.03
"""Share of Russian words in the Ukrainian list, seen from words that Ukrainian does not have (что, только)."""
_FLOOR = 2e-7
_LEAST = 0.15
_STRANGERS = ("bg", "mk")
_LATIN = (
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "pl",
    "nl",
    "cs",
    "sv",
    "da",
    "nb",
    "fi",
    "ro",
    "tr",
    "hu",
    "ca",
    "id",
    "sk",
    "lt",
    "sl",
)


def main() -> None:
    """Write the Cyrillic and the Latin table."""
    russian, ukrainian = _east_slavic()
    russian_grams, ukrainian_grams = _counted(russian), _counted(ukrainian)
    both = _joined((russian_grams, ukrainian_grams))
    others = _joined([_counted(_list(code)) for code in _STRANGERS])
    _write("cyrillic.tsv", _ratios(russian_grams, ukrainian_grams), _ratios(both, others))
    english = _counted(_list("en"))
    _write("latin.tsv", _ratios(english, _joined([_counted(_list(code)) for code in _LATIN])), {})


def _list(code: str) -> dict[str, float]:
    return {
        word: share for word, share in get_frequency_dict(code, "best").items() if word.isalpha() and share > _FLOOR
    }


def _east_slavic() -> tuple[dict[str, float], dict[str, float]]:
    """The two lists, each without the words that stand in it from texts in the other language."""
    russian, ukrainian = _list("ru"), _list("uk")
    return _own(russian, ukrainian, RUSSIAN), _own(ukrainian, russian, UKRAINIAN)


def _own(words: Mapping[str, float], neighbour: Mapping[str, float], language: Language) -> dict[str, float]:
    letters = set(language.alphabet) | set("'’ʼ")
    kept = {word: share - _LEAK * neighbour.get(word, 0.0) for word, share in words.items() if set(word) <= letters}
    return {word: share for word, share in kept.items() if share > 0}


def _counted(words: Mapping[str, float]) -> dict[str, float]:
    """Damped weight of every n-gram, in shares of one for each length."""
    counts: Counter[str] = Counter()
    totals: Counter[int] = Counter()
    for word, share in words.items():
        weight = share**_DAMPING
        for gram in grams(word):
            counts[gram] += weight
            totals[len(gram)] += weight
    return {gram: count / totals[len(gram)] for gram, count in counts.items()}


def _joined(
    tables: Iterator[dict[str, float]] | list[dict[str, float]] | tuple[dict[str, float], ...],
) -> dict[str, float]:
    parts = list(tables)
    sums: dict[str, float] = {}
    for part in parts:
        for gram, share in part.items():
            sums[gram] = sums.get(gram, 0.0) + share / len(parts)
    return sums


def _ratios(left: Mapping[str, float], right: Mapping[str, float]) -> dict[str, float]:
    """Log of how much oftener an n-gram is on the left; smoothed, so that rare ones say little."""
    smooth = {1: 1e-5, 2: 1e-5, 3: 1e-5, 4: 1e-5, 5: 1e-5}
    return {
        gram: math.log((left.get(gram, 0.0) + smooth[len(gram)]) / (right.get(gram, 0.0) + smooth[len(gram)]))
        for gram in left.keys() | right.keys()
    }


def _write(name: str, first: Mapping[str, float], second: Mapping[str, float]) -> None:
    rows = [
        f"{gram}\t{first.get(gram, 0.0):.1f}\t{second.get(gram, 0.0):.1f}"
        for gram in sorted(first.keys() | second.keys())
        if max(abs(first.get(gram, 0.0)), abs(second.get(gram, 0.0))) >= _LEAST
    ]
    (DATA / name).write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
