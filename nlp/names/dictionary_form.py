"""The nominative of a name found in another case, so that its mentions share one id."""

from __future__ import annotations

from functools import lru_cache

from language.frequency import russian_parses
from nlp.names.heads import heads

_UKRAINIAN_GENDER = {"а": "f", "я": "f", "ь": "f", "о": "n", "е": "n"}
_UKRAINIAN_OBLIQUE = (
    "ього", "ьому", "ьої", "ьою", "ого", "ому", "ими", "іми", "ої", "ій", "ою", "им", "ім", "их", "ий",
    "а", "у", "е", "і",
)  # fmt: skip
_UKRAINIAN_NOMINATIVE = {"m": "ий", "f": "а", "n": "е"}


def dictionary_form(words: list[str], head: int, language: str) -> str:
    """The words with the head (by place) and the adjectives before it put into the nominative.

    >>> dictionary_form("Московского инновационного кластера".split(), 2, "ru")
    'Московский инновационный кластер'
    >>> dictionary_form("Міністерством економіки України".split(), 0, "uk")
    'Міністерство економіки України'
    """
    lexicon = heads(language)
    known = lexicon.get(words[head].lower())
    if known is None:
        return " ".join(words)
    before = [agreeing(word, known.word, language) for word in words[:head]]
    return " ".join([*before, _cased(known.word, words[head]), *words[head + 1 :]])


def agreeing(word: str, noun: str, language: str) -> str:
    """An adjective put into the nominative singular of a noun's gender.

    >>> agreeing("Тосненском", "район", "ru")
    'Тосненский'
    """
    turn = _russian_adjective if language == "ru" else _ukrainian_adjective
    return _cased(turn(word.lower(), noun), word)


def _cased(form: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return like if len(form) != len(like) or form != like.lower() else form.upper()
    return form[:1].upper() + form[1:] if like[:1].isupper() else form


@lru_cache(maxsize=20_000)
def _russian_adjective(word: str, noun: str) -> str:
    gender = next((p.tag.gender for p in russian_parses(noun) if p.tag.POS == "NOUN" and p.tag.gender), None) or "masc"
    for parse in russian_parses(word):
        if parse.tag.POS in ("ADJF", "PRTF"):
            form = parse.inflect({"sing", "nomn", gender})
            if form is not None:
                return form.word
    return word


@lru_cache(maxsize=20_000)
def _ukrainian_adjective(word: str, noun: str) -> str:
    gender = _UKRAINIAN_GENDER.get(noun[-1:], "m")
    for ending in _UKRAINIAN_OBLIQUE:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)] + _UKRAINIAN_NOMINATIVE[gender]
    return word
