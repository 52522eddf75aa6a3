"""Phrases of the lexicon: compiled once, found in a row of tokens in one pass.

A phrase is a row of words. ``stem*`` is any word with that beginning; ``stem+`` only the stem with an ending of a
noun (кластер+ is «кластеров», not «кластерных»); ``a|b`` are alternatives; ``word?`` may be missing; ``~`` stands
for up to three words in between; ``@`` for a number. A Russian or Ukrainian compound also begins the phrases that
begin with its last part: «ИТ-компаний» is «компаний».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import NamedTuple

from nlp.facts.tokens import Token, tokenise

GAP = 3
_SHORTEST_PART = 4
_NOUN_ENDINGS = {
    "en": frozenset(("", "s", "es", "'s", "s'")),
    "ru": frozenset(
        (
            "",
            *[
                "а",
                "у",
                "ом",
                "е",
                "ы",
                "ов",
                "ам",
                "ами",
                "ах",
                "и",
                "ей",
                "ям",
                "ями",
                "ях",
                "ю",
                "я",
                "ь",
                "ью",
                "ий",
                "ия",
                "ию",
                "ии",
                "ием",
                "иям",
                "иями",
                "иях",
                "ем",
                "ев",
                "о",
                "ой",
                "ою",
                "еи",
            ],
        )
    ),
    "uk": frozenset(
        (
            "",
            *[
                "а",
                "у",
                "ом",
                "ові",
                "і",
                "и",
                "ів",
                "ам",
                "ами",
                "ах",
                "ей",
                "ям",
                "ями",
                "ях",
                "ю",
                "я",
                "ь",
                "ію",
                "ією",
                "ія",
                "ії",
                "ій",
                "іям",
                "ії",
                "їв",
                "ї",
                "єм",
                "ем",
                "єві",
                "еві",
                "ев",
                "о",
                "ою",
                "ею",
                "е",
            ],
        )
    ),
}


class Hit(NamedTuple):
    """A phrase found: tokens ``first`` to ``last`` (half-open), what kind of phrase, and what it stands for."""

    first: int
    last: int
    category: str
    key: str


@dataclass(frozen=True, slots=True)
class _Element:
    """One word of a phrase: how it is compared and with what."""

    how: str
    text: str


@dataclass(slots=True)
class _Entry:
    """A row of words and all that it stands for, as pairs of category and key."""

    elements: tuple[_Element, ...]
    meanings: list[tuple[str, str]]
    second: str = ""
    """The second word where it must stand as it is: most rows are ruled out by it at once."""
    single: bool = False


class _Starting(NamedTuple):
    """The rows that a word may begin: those ``open`` to any second word, and all that may stand ``before`` a word."""

    open: list[_Entry]
    before: dict[str, list[_Entry]]


class Phrases:
    """All phrases of one language, ready to be found."""

    def __init__(self, language: str, phrases: Iterable[tuple[str, str, str]]) -> None:
        """Compile ``phrases``: triples of phrase, category and key."""
        self._endings = _NOUN_ENDINGS.get(language, _NOUN_ENDINGS["en"])
        self._compounds = language != "en"
        self._exact: dict[str, list[_Entry]] = {}
        self._prefix: dict[str, list[_Entry]] = {}
        self._numbers: list[_Entry] = []
        self._candidates: dict[str, _Starting] = {}
        rows: dict[tuple[_Element, ...], _Entry] = {}
        for phrase, category, key in phrases:
            for elements in _compile(phrase):
                second = elements[1].text if len(elements) > 1 and elements[1].how == "exact" else ""
                entry = rows.setdefault(elements, _Entry(elements, [], second, len(elements) == 1))
                if (category, key) not in entry.meanings:
                    entry.meanings.append((category, key))
        for entry in rows.values():
            self._add(entry)

    def _add(self, entry: _Entry) -> None:
        first = entry.elements[0]
        if first.how == "number":
            self._numbers.append(entry)
        elif first.how == "exact":
            self._exact.setdefault(first.text, []).append(entry)
        else:
            self._prefix.setdefault(first.text, []).append(entry)

    def find(self, tokens: Sequence[Token]) -> list[Hit]:
        """All hits in order of their first token; where hits of one category and key overlap, the longest."""
        hits: list[Hit] = []
        candidates = self._candidates
        for index, token in enumerate(tokens):
            starting = candidates.get(token.fold)
            if starting is None:
                starting = self._starting(token)
            following = tokens[index + 1].fold if index + 1 < len(tokens) else ""
            entries = starting.before.get(following, starting.open)
            if token.kind == "number" and self._numbers:
                entries = [entry for entry in self._numbers if entry.second in ("", following)] + entries
            for entry in entries:
                last = index + 1 if entry.single else self._match(entry.elements, tokens, index)
                if last:
                    for category, key in entry.meanings:
                        hits.append(Hit(index, last, category, key))
        return hits

    def _starting(self, token: Token) -> _Starting:
        fold = token.fold
        entries = self._beginning(fold)
        last = fold.rsplit("-", 1)[-1]
        if self._compounds and _SHORTEST_PART <= len(last) < len(fold):
            entries += [entry for entry in self._beginning(last) if entry not in entries]
        seconds = {entry.second for entry in entries} - {""}
        found = self._candidates[fold] = _Starting(
            [entry for entry in entries if not entry.second],
            {second: [entry for entry in entries if entry.second in ("", second)] for second in seconds},
        )
        return found

    def _beginning(self, fold: str) -> list[_Entry]:
        entries = list(self._exact.get(fold, ()))
        for size in range(1, len(fold) + 1):
            entries += [
                entry
                for entry in self._prefix.get(fold[:size], ())
                if entry.elements[0].how == "stem" or fold[size:] in self._endings
            ]
        return entries

    def _match(self, elements: tuple[_Element, ...], tokens: Sequence[Token], at: int) -> int:
        """The token after the phrase when it stands at ``at`` (its first word is known to fit), else 0."""
        at += 1
        index = 1
        size = len(elements)
        while index < size:
            element = elements[index]
            if element.how == "gap":
                return self._after_gap(elements[index + 1 :], tokens, at)
            if at >= len(tokens) or not self._fits(element, tokens[at]):
                return 0
            at += 1
            index += 1
        return at

    def _after_gap(self, rest: tuple[_Element, ...], tokens: Sequence[Token], at: int) -> int:
        for skip in range(GAP + 1):
            here = at + skip
            if here >= len(tokens):
                return 0
            if self._fits(rest[0], tokens[here]):
                last = self._match(rest, tokens, here)
                if last:
                    return last
            if tokens[here].kind not in ("word", "number"):
                return 0
        return 0

    def _fits(self, element: _Element, token: Token) -> bool:
        fold = token.fold
        if element.how == "exact":
            return fold == element.text
        if element.how == "number":
            return token.kind == "number"
        if not fold.startswith(element.text):
            return False
        return element.how == "stem" or fold[len(element.text) :] in self._endings


def _compile(phrase: str) -> list[tuple[_Element, ...]]:
    slots: list[list[tuple[_Element, ...]]] = []
    for word in phrase.split():
        optional = word.endswith("?") and len(word) > 1
        options = [_elements(option) for option in word.removesuffix("?").split("|")]
        if optional:
            options.append(())
        slots.append(options)
    rows = []
    for chosen in product(*slots):
        row = tuple(element for part in chosen for element in part)
        if row:
            rows.append(row)
    return rows


@cache
def _elements(word: str) -> tuple[_Element, ...]:
    if word == "~":
        return (_Element("gap", ""),)
    if word == "@":
        return (_Element("number", ""),)
    if re.search(r"\w[*+]$", word):
        return (_Element("stem" if word[-1] == "*" else "noun", word[:-1].lower().replace("ё", "е")),)
    return tuple(_Element("exact", token.fold) for token in tokenise(word))
