"""Texts and questions as the full-text index sees them: folded words, and the stems of their forms."""

from __future__ import annotations

import re
from functools import lru_cache

from language import fold, stem

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def indexed(text: str, language: str) -> str:
    """The folded words of a text, then the stems that differ from them.

    >>> indexed("Кластеры и зелёный парк", "ru")
    'кластеры и зеленый парк кластер'
    """
    found = tokens(text)
    words = [_bare(token) for token in found]
    stems = set().union(*[_stems(token, language) for token in set(found)]) - set(words)
    return " ".join([*words, *sorted(stems)])


def question(words_asked: str, language: str | None = None) -> str:
    """What to ask the index: every word, in this or another form; an empty string when there is no word.

    >>> question("clusters", "en")
    '("clusters" OR "cluster")'
    """
    asked = []
    for token in tokens(words_asked):
        word = _bare(token)
        stems = sorted(_stems(token, language or "") - {word})
        asked.append("(" + " OR ".join(f'"{form}"' for form in [word, *stems]) + ")")
    return " AND ".join(asked)


def forms(token: str, language: str = "") -> frozenset[str]:
    """A folded word and its stems: two words can be forms of one when these meet.

    >>> sorted(forms("п'ять", "uk") & forms("пять", "uk"))
    ['пят', 'пять']
    """
    return _stems(token, language) | {_bare(token)}


def tokens(text: str) -> list[str]:
    """The folded words of a text; parts of hyphenated words stand alone.

    >>> tokens("П’ять Science-City")
    ["п'ять", 'science', 'city']
    """
    return _TOKEN.findall(fold(text).text)


@lru_cache(maxsize=100_000)
def _stems(token: str, language: str) -> frozenset[str]:
    """Stems in the language told; a word of another script, or of no told language, has those of its script."""
    cyrillic = any("а" <= letter <= "ӿ" for letter in token)
    fitting = ("ru", "uk") if cyrillic else ("en",)
    languages = (language,) if language in fitting else fitting
    found = (stem(token, code) for code in languages)
    return frozenset(_bare(form) for form in found if form and " " not in form)


def _bare(word: str) -> str:
    """A word as the index has it: without apostrophes, which people leave out and which would divide it."""
    return word.replace("'", "")
