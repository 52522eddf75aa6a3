"""What forms a word may be: part of speech, case, number, gender. Enough to say whether two neighbours fit.

Russian words are analysed by pymorphy3. Ukrainian words are judged by their endings, adjectives and verbs being
told apart by whether the forms they should have besides are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extract.repair.lexicon import lexicon
from language.frequency import russian_analyser

Part = Literal["noun", "adjective", "pronoun", "verb", "infinitive", "preposition", "function", "other"]


@dataclass(frozen=True, slots=True)
class Form:
    """One form that a word may be; fields are empty where they do not apply or are not known."""

    part: Part
    case: str = ""
    number: str = ""
    gender: str = ""
    weight: float = 1.0


_PARTS: Mapping[str, Part] = {
    "NOUN": "noun", "ADJF": "adjective", "PRTF": "adjective", "NPRO": "pronoun", "VERB": "verb", "ADJS": "verb",
    "PRTS": "verb", "INFN": "infinitive", "PREP": "preposition", "CONJ": "function", "PRCL": "function",
    "NUMR": "noun", "INTJ": "function",
}  # fmt: skip
_GENDERS = {"masc": "m", "femn": "f", "neut": "n"}
_CASES = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct", "voct": "nomn"}

GOVERNED: Mapping[str, Mapping[str, frozenset[str]]] = {
    "ru": {
        word: frozenset(cases.split())
        for words, cases in (
            ("без для до из изо от ото у около после против среди ради кроме вокруг возле вместо относительно", "gent"),
            ("в во на о об обо", "loct accs"),
            ("к ко благодаря согласно", "datv"),
            ("с со", "gent ablt accs"),
            ("по", "datv loct accs"),
            ("за под", "accs ablt"),
            ("над перед между", "ablt gent"),
            ("при", "loct"),
            ("через про сквозь", "accs"),
        )
        for word in words.split()
    },
    "uk": {
        word: frozenset(cases.split())
        for words, cases in (
            ("без для до від од після проти серед заради крім навколо біля замість щодо з-за", "gent"),
            ("в у", "loct accs gent"),
            ("на о об", "loct accs"),
            ("з із зі", "gent ablt accs"),
            ("по", "loct accs datv"),
            ("за під над перед між", "accs ablt gent"),
            ("при", "loct"),
            ("через про крізь", "accs"),
            ("завдяки всупереч", "datv"),
        )
        for word in words.split()
    },
}
"""Prepositions and the cases they take (Grammars of Russian and Ukrainian, school course)."""
_UKRAINIAN_FUNCTION = frozenset(
    [
        "і",
        "й",
        "та",
        "а",
        "але",
        "або",
        "чи",
        "що",
        "як",
        "якщо",
        "бо",
        "коли",
        "ж",
        "же",
        "б",
        "би",
        "не",
        "ні",
        "то",
        "це",
        "ще",
        "вже",
        "лише",
        "тільки",
        "навіть",
        "щоб",
        "хоч",
        "хоча",
        "поки",
        "де",
        "аби",
    ]
)
_ADJECTIVE_ENDINGS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    ("ого", (("gent", "sing", "m"), ("gent", "sing", "n"), ("accs", "sing", "m"))),
    ("ому", (("datv", "sing", "m"), ("loct", "sing", "m"), ("datv", "sing", "n"), ("loct", "sing", "n"))),
    ("ими", (("ablt", "plur", ""),)),
    ("ий", (("nomn", "sing", "m"), ("accs", "sing", "m"))),
    ("ій", (("datv", "sing", "f"), ("loct", "sing", "f"), ("nomn", "sing", "m"))),
    ("ої", (("gent", "sing", "f"),)),
    ("ою", (("ablt", "sing", "f"),)),
    ("им", (("ablt", "sing", "m"), ("ablt", "sing", "n"), ("datv", "plur", ""))),
    ("их", (("gent", "plur", ""), ("loct", "plur", ""), ("accs", "plur", ""))),
    ("а", (("nomn", "sing", "f"),)),
    ("е", (("nomn", "sing", "n"), ("accs", "sing", "n"))),
    ("у", (("accs", "sing", "f"),)),
    ("і", (("nomn", "plur", ""), ("accs", "plur", ""))),
)
_NOUN_ENDINGS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    ("ями", (("ablt", "plur", ""),)),
    ("ами", (("ablt", "plur", ""),)),
    ("ові", (("datv", "sing", "m"), ("loct", "sing", "m"))),
    ("еві", (("datv", "sing", "m"), ("loct", "sing", "m"))),
    ("ння", (("nomn", "sing", "n"), ("accs", "sing", "n"), ("gent", "sing", "n"), ("nomn", "plur", ""))),
    ("нню", (("datv", "sing", "n"), ("loct", "sing", "n"))),
    ("нням", (("ablt", "sing", "n"),)),
    ("ням", (("ablt", "sing", "n"), ("datv", "plur", ""))),
    ("нні", (("loct", "sing", "n"),)),
    ("ість", (("nomn", "sing", "f"), ("accs", "sing", "f"))),
    ("істю", (("ablt", "sing", "f"),)),
    ("ості", (("gent", "sing", "f"), ("datv", "sing", "f"), ("loct", "sing", "f"), ("nomn", "plur", ""))),
    ("ів", (("gent", "plur", ""), ("accs", "plur", ""))),
    ("їв", (("gent", "plur", ""),)),
    ("ах", (("loct", "plur", ""),)),
    ("ях", (("loct", "plur", ""),)),
    ("ам", (("datv", "plur", ""),)),
    ("ям", (("datv", "plur", ""),)),
    ("ою", (("ablt", "sing", "f"),)),
    ("ею", (("ablt", "sing", "f"),)),
    ("єю", (("ablt", "sing", "f"),)),
    ("ом", (("ablt", "sing", "m"), ("ablt", "sing", "n"))),
    ("ем", (("ablt", "sing", "m"), ("ablt", "sing", "n"))),
    ("єм", (("ablt", "sing", "m"),)),
    ("а", (("nomn", "sing", "f"), ("gent", "sing", "m"), ("gent", "sing", "n"), ("nomn", "plur", ""))),
    ("я", (("nomn", "sing", "f"), ("gent", "sing", "m"), ("nomn", "sing", "n"))),
    ("и", (("gent", "sing", "f"), ("nomn", "plur", ""), ("accs", "plur", ""))),
    ("і", (("datv", "sing", "f"), ("loct", "sing", "f"), ("loct", "sing", "m"), ("gent", "sing", "f"),
           ("nomn", "plur", ""), ("accs", "plur", ""))),
    ("ї", (("gent", "sing", "f"), ("datv", "sing", "f"), ("loct", "sing", "f"), ("nomn", "plur", ""))),
    ("у", (("accs", "sing", "f"), ("gent", "sing", "m"), ("datv", "sing", "m"), ("loct", "sing", "m"))),
    ("ю", (("accs", "sing", "f"), ("gent", "sing", "m"), ("datv", "sing", "m"), ("ablt", "sing", "f"))),
    ("о", (("nomn", "sing", "n"), ("accs", "sing", "n"))),
    ("е", (("nomn", "sing", "n"), ("accs", "sing", "n"))),
)  # fmt: skip
_VERB_ENDINGS = (
    ("ла", "f"), ("ло", "n"), ("ли", "p"), ("в", "m"), ("лася", "f"), ("лось", "n"), ("лося", "n"), ("лись", "p"),
    ("лися", "p"), ("вся", "m"), ("лась", "f"), ("є", "s"), ("ить", "s"), ("їть", "s"), ("ють", "p"), ("уть", "p"),
    ("ать", "p"), ("ять", "p"), ("ється", "s"), ("ються", "p"), ("иться", "s"), ("яться", "p"), ("аться", "p"),
    ("уться", "p"), ("емо", "p"), ("ємо", "p"), ("имо", "p"),
)  # fmt: skip


@lru_cache(maxsize=50_000)
def forms(word: str, language: str) -> tuple[Form, ...]:
    """The forms that a lower-case word may be, likeliest first where that is known; empty for nobody knows."""
    if language == "ru":
        return _russian(word)
    return _ukrainian(word)


def _russian(word: str) -> tuple[Form, ...]:
    found: list[Form] = []
    for parse in russian_analyser().parse(word)[:12]:
        tag = parse.tag
        # The library's grammemes are strings that refuse comparison with unknown ones: plain strings are made of them.
        case, number = str(tag.case or ""), str(tag.number or "")
        gender = "" if number == "plur" else _GENDERS.get(str(tag.gender or ""), "")
        part = _PARTS.get(str(tag.POS or ""), "other")
        found.append(Form(part, _CASES.get(case, case), number, gender, parse.score))
    return tuple(found)


def _ukrainian(word: str) -> tuple[Form, ...]:
    if word in GOVERNED["uk"]:
        return (Form("preposition"),)
    if word in _UKRAINIAN_FUNCTION:
        return (Form("function"),)
    known = lexicon("uk").knows
    if word.endswith(("ти", "тися", "тись")) and len(word) > 3:
        return (Form("infinitive"), *_by_ending(word, _NOUN_ENDINGS, "noun"))
    for ending, _ in _ADJECTIVE_ENDINGS:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 1 and known(stem + "ого") and known(stem + "их"):
            return _by_ending(word, _ADJECTIVE_ENDINGS, "adjective")
    for ending, kind in _VERB_ENDINGS:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 1 and (known(stem + "ти") or known(stem + "тися") or len(ending) > 2):
            number = "plur" if kind == "p" else "sing"
            return (Form("verb", "", number, kind if kind in "mfn" else ""),)
    return _by_ending(word, _NOUN_ENDINGS, "noun") or (
        Form("noun", "nomn", "sing", "m"),
        Form("noun", "accs", "sing", "m"),
        Form("noun", "gent", "plur", ""),
    )


def _by_ending(
    word: str, endings: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...], part: Part
) -> tuple[Form, ...]:
    for ending, values in endings:
        if word.endswith(ending):
            return tuple(Form(part, *value) for value in values)
    return ()
