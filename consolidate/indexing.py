"""Texts and questions as the full-text index sees them: folded words, and the stems of their forms."""

from __future__ import annotations

import re
from functools import lru_cache

from language import fold, stem

_APOSTROPHE = "ʼ"
"""A letter to the tokenizer of SQLite, so that п'ять stays one word."""
_TOKEN = re.compile(r"[^\W_]+")


def indexed(text: str, language: str) -> str:
    """The folded words of a text, then the stems that differ from them.

    >>> indexed("Кластеры и зелёный парк", "ru")
    'кластеры и зеленый парк кластер'
    """
    found = tokens(text)
    different = set(found)
    stems = set().union(*[_stems(token, language) for token in different]) - different
    return " ".join([*found, *sorted(stems)])


def question(words_asked: str, language: str | None = None) -> str:
    """What to ask the index: every word, in this or another form; an empty string when there is no word.

    >>> question("clusters", "en")
    '("clusters" OR "cluster")'
    """
    asked = []
    for token in tokens(words_asked):
        stems = sorted(_stems(token, language or "") - {token})
        asked.append("(" + " OR ".join(f'"{form}"' for form in [token, *stems]) + ")")
    return " AND ".join(asked)


def forms(token: str, language: str = "") -> frozenset[str]:
    """A folded word and its stems: two words can be forms of one when these meet."""
    return _stems(token, language) | {token}


def tokens(text: str) -> list[str]:
    """The folded words of a text; parts of hyphenated words stand alone.

    >>> tokens("П’ять Science-City")
    ['пʼять', 'science', 'city']
    """
    found = _TOKEN.findall(fold(text).text.replace("'", _APOSTROPHE))
    return [stripped for token in found if (stripped := token.strip(_APOSTROPHE))]


@lru_cache(maxsize=100_000)
def _stems(token: str, language: str) -> frozenset[str]:
    """Stems in the language told; a word of another script, or of no told language, has those of its script."""
    plain = token.replace(_APOSTROPHE, "'")
    cyrillic = any("а" <= letter <= "ӿ" for letter in token)
    fitting = ("ru", "uk") if cyrillic else ("en",)
    languages = (language,) if language in fitting else fitting
    return frozenset(
        form.replace("'", _APOSTROPHE) for form in (stem(plain, code) for code in languages) if form and " " not in form
    )
