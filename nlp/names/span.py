"""Small questions about words and what stands between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from gazetteer import Wording
from language import known
from language.frequency import russian_parses
from language.transliteration import comparable
from nlp.names.heads import given_names

OPENING = "«„“\"‘'‚"
CLOSING = "»“”\"’'"
_PAIRS = {"«": "»", "„": "“”»", "“": "”“", '"': '"', "‘": "’", "'": "'", "‚": "’‘"}
_JOINED = re.compile(r"[ \t\u00a0\u202f]{1,3}| ?\n[ \t]*|[ \t]*[-‐‑][ \t\n]*|\s*&\s*|['’]")
_SHORTENED = frozenset(("st", "mt", "ft"))
_SENTENCE_END = re.compile(r"[.!?…:;]\s*$|\n\s*\n")
_LATIN = re.compile(r"^[A-Za-z\u00c0-\u024f][\w.&'’-]*$")
_UKRAINIAN_ADJECTIVE = re.compile(
    r"(?:н|ськ|цьк|зьк|ов|ев|єв|ич|ч|ш|вч|щ|т)(?:ий|ій|а|я|е|є|і|ого|ього|ому|ьому|им|ім|ої|ьої|ою|ьою|у|ю|их|ими|іми)$"
)
_UKRAINIAN_GENITIVE = re.compile(r"(?:ої|ого|их|ів|їв|ей|ій|ень|ств|тив|мад|наук|орм|ння|ття|ії|ії|и|і|ї|у|ю|а|я)$")
_UKRAINIAN_VERB = re.compile(
    r"(?:[аиіїяюувшгкзр]л[иао](?:с[ья])?|[уюєї]ть(?:ся)?|є|ти(?:ся)?|ться|(?:л[аио]|[аиіїяую]в)с[ья]|(?:ве|нес|рос|вез)л[аио]|[уює]мо|ано|ено|іно)$"
)
_ONLY_UKRAINIAN = re.compile(r"[іїєґ]")
_LEAST_GIVEN = 5
"""Letters of a name that is told by its sound: shorter ones sound like too many words."""
_HEARD = 0.3
_INSTRUMENTAL = ("ою", "ею", "єю")
HONOURED = re.compile(
    r"\s*(?:имени|им\.|імені|ім\.)\s+(?:[А-ЯІЇЄҐ]\.\s?){0,2}[А-ЯІЇЄҐ][\w’'-]+(?:\s+[А-ЯІЇЄҐ][\w’'-]+)?"
)
"""Whom a body is named after, behind its name."""
RELATIONAL = re.compile(r"(?:ск|ськ|цьк|зьк)(?:ий|ой|ая|а|ое|е|ого|ої|ому|ій|им|ом|ую|у|ою|ими|их|ие|і)$")
"""The ending of adjectives made of names."""
_NO_VERBS = frozenset(("сили", "справи", "школи", "столи", "відділи", "сила", "матеріали", "металу"))
_ADVERBS = frozenset(
    (
        "наприкінці", "посередині", "поблизу", "відразу", "одразу", "зранку", "взимку", "влітку", "навесні", "сьогодні",
        "учора", "вчора", "знову", "трохи", "завжди", "нині", "досі", "поки", "відтоді", "тоді", "разом", "усього",
    )
)  # fmt: skip
"""Ukrainian words with the endings of genitives that are none."""
_RUSSIAN_ADJECTIVE = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ых|их|ыми|ими)$")


def raw(text: Wording, at: int) -> str:
    """The word as written."""
    return text.text[text.starts[at] : text.stops[at]]


def between(text: Wording, at: int) -> str:
    """What stands between a word and the next one."""
    return text.text[text.stops[at] : text.starts[at + 1]] if at + 1 < len(text) else text.text[text.stops[at] :]


def joined(text: Wording, at: int) -> bool:
    """Whether nothing but a blank, one line break, a hyphen or an ampersand parts a word from the next."""
    gap = between(text, at)
    return gap == " " or _JOINED.fullmatch(gap) is not None or (gap == ". " and text.words[at] in _SHORTENED)


def capital(text: Wording, at: int) -> bool:
    """Whether a word begins with a capital."""
    return text.text[text.starts[at]].isupper()


def capitals(text: Wording) -> list[int]:
    """The words that begin with a capital."""
    letters = text.text
    return [at for at, start in enumerate(text.starts) if letters[start].isupper()]


def opens_sentence(text: Wording, at: int) -> bool:
    """Whether a word is the first of a sentence, list item or text."""
    if at == 0:
        return True
    gap = between(text, at - 1)
    if not _SENTENCE_END.search(gap.rstrip(OPENING + "([•–—- ") + " "):
        return False
    return len(raw(text, at - 1)) > 2 or not capital(text, at - 1)


def quoted_after(text: Wording, at: int) -> tuple[int, int] | None:
    """The span inside the quotes that open right after a word, None where none do."""
    gap = between(text, at)
    opening = gap.lstrip(" \t\n\u00a0")
    if not opening or opening[0] not in OPENING or len(opening) > 2:
        return None
    start = text.stops[at] + gap.index(opening[0])
    return inside_quotes(text.text, start)


def quoted(text: Wording, at: int) -> bool:
    """Whether a word alone stands in quotes."""
    return text.text[text.starts[at] - 1 : text.starts[at]] in tuple(OPENING) and text.text[
        text.stops[at] : text.stops[at] + 1
    ] in tuple(CLOSING)


def inside_quotes(text: str, start: int, longest: int = 120) -> tuple[int, int] | None:
    """The span inside the quotes whose opening one stands at ``start``; quotes inside are allowed.

    One closing mark may end both («УК «Кашира-Парк»).
    """
    closers = _PAIRS.get(text[start], "")
    depth = last = 0
    for at in range(start + 1, min(len(text), start + longest)):
        char = text[at]
        if char in closers and not _apostrophe(text, at):
            if depth == 0:
                return (start + 1, at) if at > start + 1 else None
            depth -= 1
            last = at
        elif char in "«„" and text[start] in "«„":
            if last:
                break
            depth += 1
    return (start + 1, last) if last else None


def _apostrophe(text: str, at: int) -> bool:
    """Whether a quote mark stands inside a word, where it is an apostrophe."""
    return text[at] in "'’" and text[at - 1].isalnum() and at + 1 < len(text) and text[at + 1].isalnum()


def latin(word: str) -> bool:
    """Whether a word is written in Latin letters."""
    return _LATIN.match(word) is not None


_NUMBER = re.compile(r" (?:\d\.0|[23]0[2-9]0|\d)(?![.,]\d)(?=[\s]*(?:[»”\"(),.;:!?–—\n]|$|(?:и|та|і|й|на|в|у|до)\s))")


def numbered(text: Wording, last: int) -> int:
    """Where a name that ends before word ``last`` ends with its number ("Vision 2030", "Thailand 4.0")."""
    if not 0 < last < len(text) or not text.words[last][0].isdigit():
        return last
    number = _NUMBER.match(text.text, text.stops[last - 1])
    return bisect_left(text.starts, number.end()) if number is not None else last


_JOINED_YEAR = re.compile(r"[-‑](?:19|20)\d\d(?!\d|[-‑–]\w)")


def dated(text: Wording, last: int) -> int:
    """Where a name that ends before word ``last`` ends with the year that a hyphen joins to it («Приоритет-2030»)."""
    return last + 1 if _JOINED_YEAR.match(text.text, text.stops[last - 1]) is not None else last


_VERSION = re.compile(
    r"(?:(?<=\D) \d|(?<= \d))\.0(?![\d%])(?!\s*(?:%|per |percent|point|times|[mb]illion|млн|млрд|процент|відсот|бал))"
)


def versioned(text: str, stop: int) -> int:
    """Where a name ends that goes on with the number of its version: "EMC 2.0" is not EMC."""
    version = _VERSION.match(text, stop)
    return version.end() if version is not None else stop


def adjective(word: str, language: str) -> bool:
    """Whether a folded word can be an adjective by its ending."""
    pattern = _RUSSIAN_ADJECTIVE if language == "ru" else _UKRAINIAN_ADJECTIVE
    if pattern.search(word) is None or len(word) < 5 or word in _ADVERBS:
        return False
    return language != "ru" or _tagged(word, ("ADJF", "PRTF"), "")


@lru_cache(maxsize=50_000)
def genitive(word: str, language: str) -> bool:
    """Whether a folded word can be a genitive (noun, adjective or participle)."""
    if language == "ru":
        return _tagged(word, ("NOUN", "ADJF", "PRTF"), "gent")
    if word.endswith(_INSTRUMENTAL) or word in _ADVERBS or _ukrainian_verb(word):
        return False
    if len(word) > 3 and _UKRAINIAN_GENITIVE.search(word) is not None and not _ukrainian_nominative(word):
        return True
    return _bare_plural(word)


@lru_cache(maxsize=50_000)
def dative(word: str) -> bool:
    """Whether a folded Russian word can be a dative (noun, adjective or participle)."""
    return _tagged(word, ("NOUN", "ADJF", "PRTF"), "datv")


@lru_cache(maxsize=50_000)
def verb(word: str, language: str) -> bool:
    """Whether a folded word is most likely a verb."""
    if language == "ru":
        return russian_parses(word)[0].tag.POS == "VERB"
    return _ukrainian_verb(word)


def _ukrainian_verb(word: str) -> bool:
    """Whether a word has the ending of a verb, and is no form of a noun in -та («освіти»)."""
    if _UKRAINIAN_VERB.search(word) is None or word in _NO_VERBS:
        return False
    return not (word.endswith("ти") and known(word[:-1] + "а", "uk") > _HEARD)


def _bare_plural(word: str) -> bool:
    """Whether a Ukrainian word is a genitive plural without an ending («зон», «реформ»): its singular is commoner."""
    if len(word) < 3 or word[-1] in "аеиіїйоуюяєьв":
        return False
    return max(known(word + "а", "uk"), known(word + "о", "uk")) > max(known(word, "uk"), _HEARD)


def _ukrainian_nominative(word: str) -> bool:
    """Whether a word that ends like a genitive is commoner as a nominative: «держава», «швейні»."""
    stem = word[:-1]
    if word.endswith(("а", "я")):
        feminine, other = ("ою", "ом") if word.endswith("а") else ("ею", "ем")
        return known(stem + feminine, "uk") > known(stem + other, "uk")
    # A plural adjective has the same stem as its genitive in -их, a noun has not.
    return word.endswith("ні") and known(stem + "их", "uk") > 0


@lru_cache(maxsize=50_000)
def plural_only(word: str) -> bool:
    """Whether every reading of a folded Russian word is a plural."""
    parses = russian_parses(word)
    return all("plur" in parse.tag for parse in parses[:6])


@lru_cache(maxsize=50_000)
def _tagged(word: str, parts: tuple[str, ...], grammeme: str) -> bool:
    parses = russian_parses(word)
    if parses[0].tag.POS == "PREP":
        return False
    return any(parse.tag.POS in parts and (not grammeme or grammeme in parse.tag) for parse in parses[:6])


@lru_cache(maxsize=50_000)
def given_name(word: str) -> bool:
    """Whether a Russian word form, or a Ukrainian word as it is listed, is a given name."""
    return _sounds_given(word) or any("Name" in parse.tag and parse.is_known for parse in russian_parses(word)[:4])


def _sounds_given(word: str) -> bool:
    """Whether a word of Ukrainian letters sounds as a given name that is listed in Latin ones («вікторія»)."""
    return (
        len(word) >= _LEAST_GIVEN and _ONLY_UKRAINIAN.search(word) is not None and comparable(word) in _given_sounds()
    )


@lru_cache(maxsize=1)
def _given_sounds() -> frozenset[str]:
    return frozenset(map(comparable, given_names()))


@lru_cache(maxsize=50_000)
def common_word(word: str) -> bool:
    """Whether a folded Russian word is a dictionary word other than a name of a place or person."""
    parses = russian_parses(word)
    return any(
        parse.is_known and not any(mark in parse.tag for mark in ("Geox", "Name", "Surn", "Patr", "Orgn", "Trad"))
        for parse in parses[:5]
    )


def line_in_capitals(text: Wording, first: int, last: int) -> int:
    """How many words the line has that some words stand in, where it is all in capitals; 0 where it is not."""
    begin = text.text.rfind("\n", 0, text.starts[first]) + 1
    end = text.text.find("\n", text.starts[last - 1])
    line = text.text[begin : end if end >= 0 else None]
    return len(line.split()) if line.isupper() else 0


_ADDRESS = re.compile(r"[@/\\#]|:(?=\S)")


def in_address(text: str, start: int, stop: int) -> bool:
    """Whether a mark of addresses touches words; a colon with a blank behind it is none («Плата: …»)."""
    return _ADDRESS.match(text, stop) is not None or _ADDRESS.match(text, max(0, start - 1), start + 1) is not None


_DATE = re.compile(
    r",\s\d{1,2}(?:\.\d"
    r"|\s(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек"
    r"|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру)[а-яіїє]*\b)"
)


def dateline(text: str, start: int, stop: int) -> bool:
    """Whether words open a line before a date: where a report was sent from («КУРГАН, 9 июля»)."""
    begin = text.rfind("\n", 0, start) + 1
    return not text[begin:start].strip(" *_#") and _DATE.match(text, stop) is not None
