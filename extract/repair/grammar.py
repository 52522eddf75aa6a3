"""What forms a Russian word may be: part of speech, case, number, gender; enough to tell whether neighbours fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

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

GOVERNED: Mapping[str, frozenset[str]] = {
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
}
"""Prepositions and the cases they take (Russian grammar, school course)."""


@lru_cache(maxsize=50_000)
def forms(word: str) -> tuple[Form, ...]:
    """The forms that a lower-case word may be, likeliest first; empty for nobody knows."""
    found: list[Form] = []
    for parse in russian_analyser().parse(word)[:12]:
        tag = parse.tag
        # The library's grammemes are strings that refuse comparison with unknown ones: plain strings are made of them.
        case, number = str(tag.case or ""), str(tag.number or "")
        gender = "" if number == "plur" else _GENDERS.get(str(tag.gender or ""), "")
        part = _PARTS.get(str(tag.POS or ""), "other")
        found.append(Form(part, _CASES.get(case, case), number, gender, parse.score))
    return tuple(found)
