"""A stretch of text with its tokens and every phrase of the lexicon found in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml

from gazetteer import indicators
from nlp.facts.currencies import currency_names
from nlp.facts.phrases import Hit, Phrases
from nlp.facts.relation_types import relation_phrases
from nlp.facts.tokens import Token, tokenise

_DATA = Path(__file__).parent / "data"
LANGUAGES = ("en", "ru", "uk")


class Scan:
    """Tokens of one sentence or cell and the phrases found, by category, from either end."""

    def __init__(
        self, text: str, language: str, start: int = 0, stop: int | None = None, countries: Sequence[str] = ()
    ) -> None:
        """Read ``text[start:stop]``; offsets of tokens are those of the whole text.

        ``countries`` are those that the document speaks of, as codes of ISO 3166-1 alpha-2, most first: they settle
        which currency "rupees" or "Rs" are.
        """
        self.text = text
        self.start, self.stop = start, len(text) if stop is None else stop
        self.language = language
        self.tokens: list[Token] = tokenise(text, start, stop)
        self.hits: dict[str, list[Hit]] = {}
        self._starts: dict[tuple[str, int], Hit] = {}
        self._ends: dict[tuple[str, int], Hit] = {}
        self._said: set[tuple[str, str]] = set()
        if language in LANGUAGES:
            self._read(phrases(language), countries)

    def _read(self, known: Phrases, countries: Sequence[str]) -> None:
        for hit in known.find(self.tokens):
            if "|" in hit.key:
                hit = hit._replace(key=currency_of(hit.key, countries))  # noqa: PLW2901 - the same hit, settled
            self.hits.setdefault(hit.category, []).append(hit)
            self._said.add((hit.category, hit.key))
            start, end = (hit.category, hit.first), (hit.category, hit.last)
            if start not in self._starts or self._starts[start].last < hit.last:
                self._starts[start] = hit
            if end not in self._ends or self._ends[end].first > hit.first:
                self._ends[end] = hit

    def starting(self, category: str, index: int) -> Hit | None:
        """The longest phrase of the category that starts at token ``index``."""
        return self._starts.get((category, index))

    def ending(self, category: str, index: int) -> Hit | None:
        """The longest phrase of the category that ends right before token ``index``."""
        return self._ends.get((category, index))

    def found(self, category: str) -> Sequence[Hit]:
        """All phrases of the category in order of their first token."""
        return self.hits.get(category, ())

    def says(self, category: str, key: str) -> bool:
        """Whether any phrase of the category that stands for ``key`` was found."""
        return (category, key) in self._said

    def fold(self, index: int) -> str:
        """The folded token, or an empty string outside the stretch."""
        return self.tokens[index].fold if 0 <= index < len(self.tokens) else ""

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets in the text of the tokens ``first`` to ``last`` (half-open)."""
        return self.tokens[first].start, self.tokens[last - 1].stop

    def words(self, first: int, last: int) -> str:
        """The text of the tokens ``first`` to ``last`` (half-open)."""
        start, stop = self.span(first, last)
        return self.text[start:stop]


def is_word(scan: Scan, hit: Hit) -> bool:
    """Whether the letters of a currency's code are a word here: "All" in a row of sums, "in 2015 all winners"."""
    code = hit.category == "currency" and hit.last == hit.first + 1 and scan.fold(hit.first) == hit.key.lower()
    return code and not scan.words(hit.first, hit.last).isupper()


def currency_of(shared: str, countries: Sequence[str]) -> str:
    """The currency that a word shared by several means: that of the country spoken of most, else the first.

    A code of ISO 4217 begins with that of its country. A dollar is American unless the text is mainly about another
    country that has one.

    >>> currency_of("INR|PKR", ["PK"]), currency_of("INR|PKR", ["FR"])
    ('PKR', 'INR')
    """
    codes = shared.split("|")
    countries = countries[:1] if codes[0] == "USD" else countries
    return next((code for country in countries for code in codes if code.startswith(country)), codes[0])


@cache
def phrases(language: str) -> Phrases:
    """Grammar words, indicator cues, frames and relation cues of one language, compiled."""
    rows: list[tuple[str, str, str]] = []
    for name in ("grammar", "tables", "concepts"):
        for category, keys in _load(name).items():
            for key, by_language in keys.items():
                rows += [(phrase, category, key) for code in ("mul", language) for phrase in by_language.get(code, ())]
    listed = {code for shared in _load("grammar")["currency"] for code in shared.split("|")}
    rows += [(name, "currency", code) for name, code in currency_names(language, listed)]
    rows += relation_phrases(language)
    for indicator in indicators():
        rows += [(phrase, "noun", indicator.slug) for code, phrase in indicator.nouns if code in (language, "mul")]
        rows += [(phrase, "cue", indicator.slug) for code, phrase in indicator.cues if code in (language, "mul")]
        rows += [(phrase, "hint", indicator.slug) for code, phrase in indicator.hints if code in (language, "mul")]
    rows += [(phrase, "frame", name) for name, code, phrase in frames() if code in (language, "mul")]
    return Phrases(language, rows)


@cache
def frames() -> tuple[tuple[str, str, str], ...]:
    """Words that set what a measure is taken of or per, as triples of frame, language, phrase."""
    return tuple(
        (name, code, phrase)
        for name, by_language in _load("frames")["frame"].items()
        for code, found in by_language.items()
        for phrase in found
    )


@cache
def strict_frames() -> frozenset[str]:
    """Frames without which an indicator that names them is ruled out."""
    return frozenset(_load("frames")["strict"])


def _load(name: str) -> dict[str, dict[str, dict[str, list[str]]]]:
    with (_DATA / f"{name}.yml").open(encoding="utf-8") as stream:
        # The base loader keeps every word a string: "on" and "no" are words here.
        loaded: dict[str, dict[str, dict[str, list[str]]]] = yaml.load(stream, Loader=yaml.CBaseLoader)  # noqa: S506 - builds strings only
    return loaded
