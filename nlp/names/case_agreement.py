"""The dictionary form of unlisted names that a document has in several cases: «Адлерсхофа» is «Адлерсхоф»."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache

from language import fold
from language.inflection import case_forms
from nlp.names.beyond import Beyond

_CYRILLIC = ("ru", "uk")
_BEGINNING = 4
_SHORTEST = 4


def dictionary_forms(names: Mapping[str, str], beyond: Beyond) -> dict[str, str]:
    """The form that the document itself shows to be the dictionary form of names, by their folded text.

    ``names`` are the unlisted names of a document as they stand, with their languages. Of the forms that stand in the
    document, among them words with a capital that nothing found to be a name, the one of which most others are case
    forms is meant. Names that stand in one form only are left out.
    """
    alike: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, language in names.items():
        if language in _CYRILLIC and len(name) >= _SHORTEST and not name.isupper():
            group = alike[language, _beginning(name)]
            group.add(name)
            if name.isalpha():
                group.update(beyond.capital_words(fold(name).text))
    found: dict[str, str] = {}
    for (language, _), group in alike.items():
        if len({fold(name).text for name in group}) > 1:
            found.update(_of_group(group, language))
    return {folded: form for folded, form in found.items() if any(fold(name).text == folded for name in names)}


def _of_group(group: Collection[str], language: str) -> dict[str, str]:
    """The dictionary forms of names that begin alike."""
    folded = {name: fold(name).text for name in group}
    covered = {name: set(folded.values()) & _forms(name, language) for name in group}
    best: dict[str, str] = {}
    for base in sorted(group, key=lambda name: (len(covered[name]), -len(name), name)):
        # The form that covers most comes last and stands.
        if len(covered[base]) > 1:
            best.update(dict.fromkeys(covered[base], base))
    return best


@lru_cache(maxsize=4_096)
def _forms(name: str, language: str) -> frozenset[str]:
    return frozenset(fold(form).text for form in case_forms(name, language))


def _beginning(name: str) -> str:
    return fold(name).text[:_BEGINNING]
