"""Stems for search and cues: what the forms of one word have in common.

Russian words give their dictionary form (pymorphy3); Ukrainian and English words lose their endings by rule.
"""

from __future__ import annotations

from functools import lru_cache

from language.folding import fold
from language.frequency import russian_analyser

_UKRAINIAN_ENDINGS = tuple(
    sorted(
        [
            "ого",
            "ому",
            "ими",
            "ій",
            "ої",
            "ою",
            "ою",
            "ім",
            "их",
            "им",
            "ові",
            "еві",
            "єві",
            "ами",
            "ями",
            "ах",
            "ях",
            "ів",
            "їв",
            "ей",
            "ою",
            "ею",
            "єю",
            "ом",
            "ем",
            "єм",
            "а",
            "я",
            "о",
            "е",
            "є",
            "и",
            "і",
            "ї",
            "у",
            "ю",
            "ь",
            "й",
            "ьому",
            "ього",
            "ьої",
            "ьою",
            "іше",
            "ння",
            "нню",
            "нням",
            "ння",
            "ість",
            "ості",
            "істю",
            "остей",
            "остям",
            "остями",
            "остях",
            "ти",
            "ться",
            "тися",
            "ють",
            "уть",
            "ить",
            "їть",
            "ать",
            "ять",
            "ла",
            "ло",
            "ли",
            "ло",
            "в",
            "ши",
            "лося",
            "лася",
            "лись",
            "вся",
            "ився",
            "ено",
            "ано",
            "єно",
            "ський",
            "ська",
            "ське",
            "ські",
            "ського",
            "ської",
            "ському",
            "ською",
            "ських",
            "ським",
            "ськими",
            "ній",
            "ніх",
            "нім",
            "німи",
        ],
        key=lambda ending: (-len(ending), ending),
    )
)
_ENGLISH_ENDINGS = (
    "ations",
    "ation",
    "ingly",
    "ments",
    "ment",
    "ing",
    "ies",
    "ied",
    "ed",
    "es",
    "'s",
    "ly",
    "s",
    "e",
    "y",
)
_LEAST = 3


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The stem of a word.

    >>> stem("кластеров", "ru"), stem("кластерів", "uk") == stem("кластерами", "uk"), stem("clusters", "en")
    ('кластер', True, 'cluster')
    """
    folded = fold(word).text
    if language == "ru":
        return russian_analyser().normal_forms(folded)[0].replace("ё", "е") if folded.isalpha() else folded
    if language == "uk":
        return _cut(folded, _UKRAINIAN_ENDINGS)
    return _cut(folded, _ENGLISH_ENDINGS) if language == "en" else folded


def _cut(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)]
    return word
