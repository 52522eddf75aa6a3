"""Character n-grams of words, and the tables of what each says about the language.

The tables are made by ``language.ngram_build``; each row is an n-gram and two log ratios: for Cyrillic Russian
against Ukrainian and these two against other languages, for Latin English against other languages.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

_LONGEST = 4


def grams(word: str) -> Iterator[str]:
    """The n-grams of 1 to 4 characters of a lower-case word with its borders marked.

    >>> list(grams("я"))
    ['_', 'я', '_', '_я', 'я_', '_я_']
    """
    bordered = f"_{word}_"
    for length in range(1, _LONGEST + 1):
        for at in range(len(bordered) - length + 1):
            yield bordered[at : at + length]


@lru_cache(maxsize=2)
def table(script: str) -> dict[str, tuple[float, float]]:
    """The log ratios of a script, "cyrillic" or "latin"."""
    rows = files("language").joinpath("data", f"{script}.tsv").read_text(encoding="utf-8")
    return {
        gram: (float(first), float(second)) for gram, first, second in (row.split("\t") for row in rows.splitlines())
    }


@lru_cache(maxsize=50_000)
def score(word: str, script: str) -> tuple[float, float]:
    """The summed log ratios of a lower-case word: first against second language, both against others.

    >>> score("который", "cyrillic")[0] > 0 > score("який", "cyrillic")[0]
    True
    """
    known = table(script)
    first = second = 0.0
    for gram in grams(word):
        found = known.get(gram)
        if found is not None:
            first += found[0]
            second += found[1]
    return first, second
