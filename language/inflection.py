"""The case forms of names, and the adjectives made of place names.

A name is a phrase: its head noun and the adjectives before it agree, what follows the head stays as it is
("Министерство экономики" gives "Министерством экономики"), quoted and Latin words never change. In a composite
name ("Токио – Йокогама") every part is a phrase of its own.
"""

from __future__ import annotations

import re
from itertools import product

from language.paradigm import CASES, Paradigm, fixed
from language.place_adjectives import RUSSIAN, UKRAINIAN
from language.russian_declension import russian_adjectives, russian_paradigms
from language.ukrainian_declension import ukrainian_adjectives, ukrainian_paradigms

_PARADIGMS = {"ru": russian_paradigms, "uk": ukrainian_paradigms}
_IRREGULAR = {"ru": RUSSIAN, "uk": UKRAINIAN}
_ADJECTIVES = {"ru": russian_adjectives, "uk": ukrainian_adjectives}
_COMPOSITE = re.compile(r"\s+[-‐‑–—−]\s+|[–—]")
_TOKEN = re.compile(r"\s+")
_QUOTED = re.compile(r"[«„“\"‘'(\[]")
_CYRILLIC_WORD = re.compile(r"^[\u0400-\u052f]+(?:[-'’ʼ‑][\u0400-\u052f]+)*$")
_MOST_FORMS = 60
_ACCUSATIVE = CASES.index("accusative")


def case_forms(name: str, language: str) -> frozenset[str]:
    """The forms a name takes in running text, its dictionary form among them.

    Languages without cases, and names the rules find nothing to change in, give the name alone. A few forms may be
    wrong ones: where a word is unknown, every paradigm its ending allows is followed.

    >>> sorted(case_forms("Москва", "ru"))
    ['Москва', 'Москве', 'Москвой', 'Москвою', 'Москву', 'Москвы']
    >>> "Северном Рейне-Вестфалии" in case_forms("Северный Рейн-Вестфалия", "ru")
    True
    >>> {"Харкові", "Харкова"} <= case_forms("Харків", "uk"), "Чернівцях" in case_forms("Чернівці", "uk")
    (True, True)
    """
    if language not in _PARADIGMS:
        return frozenset((name,))
    parts = _COMPOSITE.split(name)
    if len(parts) > 1:
        return _composite_forms(name, parts, language)
    return frozenset((name, *(form for case in _phrase(name, language) for form in case)))


def adjectives(name: str, language: str) -> frozenset[str]:
    """The adjectives a place name gives, in all forms, lower-case.

    >>> "баварскую" in adjectives("Бавария", "ru"), "сеульського" in adjectives("Сеул", "uk")
    (True, True)
    >>> adjectives("Bavaria", "en")
    frozenset()
    """
    if language not in _ADJECTIVES:
        return frozenset()
    low = name.lower()
    bases = _IRREGULAR[language].get(low)
    if bases is None:
        bases = _ADJECTIVES[language](low) if _CYRILLIC_WORD.match(name) else ()
    return frozenset(form for base in bases for form in adjective_forms(base, language))


def adjective_forms(adjective: str, language: str) -> frozenset[str]:
    """All forms of an adjective given in the nominative masculine.

    >>> sorted(adjective_forms("пражский", "ru"))[:3]
    ['пражская', 'пражские', 'пражский']
    >>> "подмосковных" in adjective_forms("подмосковный", "ru")
    True
    """
    endings = _HARD_ENDINGS if adjective.endswith("ый") else _ADJECTIVE_ENDINGS.get(language)
    if endings is None or adjective[-2:] not in ("ий", "ый", "ой", "ій"):
        return frozenset((adjective,))
    stem = adjective[:-2]
    return frozenset(stem + ending for ending in endings) | {adjective}


_ADJECTIVE_ENDINGS = {
    "ru": ["ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ою", "ое", "ие", "их", "ими"],
    "uk": ["ий", "ого", "ому", "им", "ім", "а", "ої", "ій", "у", "ою", "е", "і", "их", "ими"],
}

_HARD_ENDINGS = [{"им": "ым", "ие": "ые", "их": "ых", "ими": "ыми"}.get(one, one) for one in _ADJECTIVE_ENDINGS["ru"]]


def _composite_forms(name: str, parts: list[str], language: str) -> frozenset[str]:
    """Forms of "A – B": all parts in one case, or only the last one changed."""
    dash = _COMPOSITE.search(name)
    joint = dash.group() if dash else " – "
    by_part = [_phrase(part.strip(), language) for part in parts]
    found = {name}
    for case in range(len(CASES)):
        found.add(joint.join(forms[case][0] for forms in by_part))
        found.update(joint.join([*(part.strip() for part in parts[:-1]), form]) for form in by_part[-1][case])
    return frozenset(found)


def _phrase(phrase: str, language: str) -> tuple[tuple[str, ...], ...]:
    """The forms of one phrase, by case."""
    words = _TOKEN.split(phrase.strip())
    head = _head(words, language)
    if head is None:
        return tuple((phrase,) for _ in CASES)
    rest = words[head + 1 :]
    return tuple(_case(words[: head + 1], rest, case, language) for case in range(len(CASES)))


def _head(words: list[str], language: str) -> int | None:
    """The place of the head noun: the first word that is no adjective agreeing with a word after it."""
    paradigms = _PARADIGMS[language]
    for place, word in enumerate(words):
        if not _CYRILLIC_WORD.match(word) or _QUOTED.match(word):
            return None
        last = place == len(words) - 1 or not _CYRILLIC_WORD.match(words[place + 1])
        after = None if last else words[place + 1]
        if place and after and len(word) > 1 and word.isupper():
            continue  # an abbreviation between adjective and noun («Львівський ІТ Кластер»)
        if any(paradigm.noun for paradigm in paradigms(word, after)):
            return place
    return len(words) - 1 if words else None


def _case(group: list[str], rest: list[str], case: int, language: str) -> tuple[str, ...]:
    """The group of adjectives and head in one case, followed by what never changes."""
    paradigms = _PARADIGMS[language]
    head = paradigms(group[-1], None) or (fixed(group[-1]),)
    found: list[str] = []
    for noun in head:
        before = [_agreeing(word, noun, case, language) for word in group[:-1]]
        for choice in product(*before, noun.forms[case]):
            form = " ".join([*choice, *rest])
            if form not in found:
                found.append(form)
    return tuple(found[:_MOST_FORMS])


def _agreeing(word: str, noun: Paradigm, case: int, language: str) -> tuple[str, ...]:
    """An adjective in the case, gender and number of its noun."""
    for paradigm in _PARADIGMS[language](word, noun.forms[0][0]):
        if paradigm.noun or paradigm.gender != noun.gender:
            continue
        if case == _ACCUSATIVE and noun.gender in ("m", "p"):
            return paradigm.forms[0 if noun.forms[case][0] == noun.forms[0][0] else 1]
        return paradigm.forms[case]
    return (word,)
