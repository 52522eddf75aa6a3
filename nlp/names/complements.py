"""What stands behind the head of a Russian or Ukrainian name: what the thing is for, and whose it is."""

from __future__ import annotations

from gazetteer import Wording
from nlp.names.heads import head_of
from nlp.names.span import adjective, between, capital, dative, genitive, given_name, joined, latin, raw, verb

COORDINATION = frozenset(("и", "та", "і", "й"))
_PREPOSITIONS = {"ru": frozenset(("по", "имени", "им")), "uk": frozenset(("з", "із", "імені", "ім", "питань"))}
HONOURING = frozenset(("имени", "им", "імені", "ім"))
"""The words behind which stands whom a body is named after."""
_LONGEST = 14
_SHORTEST = 2
_LONGEST_ACRONYM = 6
_OTHER_CASES = ("ах", "ях", "ам", "ям", "ами", "ями", "их", "им", "ими")
_FIELDS = frozenset(
    (("в", "сфере"), ("в", "области"), ("у", "сфері"), ("у", "галузі"), ("в", "галузі"), ("у", "царині"))
)


def complement(text: Wording, at: int, language: str, places: frozenset[int]) -> int:
    """The end of the genitive phrase after the head («Министерство науки и высшего образования»)."""
    last = place = at + 1
    told = False
    while place < len(text) and place - at < _LONGEST and _goes_on(text, place - 1):
        word = text.words[place]
        if last == place > at + 2 and _ends_phrase(text, place, language, places):
            break
        if last == place and text.words[place : place + 2] in _FIELDS and place > at + 1:
            place += 2
            continue
        if word == ",":
            following = text.words[place + 1 : place + 6]
            if place == at + 1 or not COORDINATION & set(following) or following[0] in COORDINATION:
                break
        elif word in COORDINATION or word in _PREPOSITIONS[language]:
            if place == at + 1 and word not in _PREPOSITIONS[language]:
                break
            if word in COORDINATION and (
                _begins_other(text, place + 1, language) or _goes_on_with_name(text, place, last, language, places)
            ):
                break
            told = told or word == "по"
        elif (begins_person(text, place) and text.words[place - 1] not in HONOURING) or (
            place in places and _beside_it(text, place, language)
        ):
            break
        elif (
            (len(word) > _SHORTEST and (genitive(word, language) or place in places))
            or (word in _country_short() and raw(text, place).isupper())
            or (told and dative(word))
            or (place == last and _noun_of_plural(text, place, language))
            or (text.words[place - 1] in HONOURING and place - at <= 3)
        ):
            last = place + 1
        elif not (word.endswith("о") and between(text, place) in ("-", "‑")):
            break
        place += 1
    return _with_signs(text, last) if last > at + 1 else last


def _noun_of_plural(text: Wording, at: int, language: str) -> bool:
    """Whether a Ukrainian word ends the genitive plural that the adjective before it begins («промислових змін»)."""
    if language != "uk" or not text.words[at - 1].endswith(("их", "іх")) or between(text, at - 1) != " ":
        return False
    return not capital(text, at) and not text.words[at].endswith(_OTHER_CASES) and not verb(text.words[at], language)


def genitive_behind(text: Wording, at: int, language: str) -> bool:
    """Whether what follows a head can be what the thing is for or whose, and no phrase with a preposition."""
    return at + 1 < len(text) and text.words[at + 1] not in _PREPOSITIONS[language]


def acronym(text: Wording, at: int, language: str) -> bool:
    """Whether a word is an acronym in Cyrillic letters that may end a name («Регіональний науковий парк КТУ»)."""
    word = raw(text, at)
    short = 1 < len(word) <= _LONGEST_ACRONYM and word.isupper() and not latin(word)
    return short and head_of(text.words[at], language) is None


def with_second(text: Wording, last: int, places: frozenset[int]) -> int:
    """The end of a name that ends in a place of two parts («… палата Печ-Бараньи», «… рада Гельсінкі – Уусімаа»)."""
    while last < len(text) and capital(text, last):
        gap = between(text, last - 1)
        if not (gap in ("-", "‑") or (gap in (" – ", " — ") and last in places)):
            break
        last += 1
    return last


def begins_person(text: Wording, at: int) -> bool:
    """Whether a given name and a surname begin here («… товаров Антонины Цицулиной»)."""
    return (
        at + 1 < len(text)
        and capital(text, at)
        and between(text, at) == " "
        and capital(text, at + 1)
        and given_name(text.words[at])
    )


def _beside_it(text: Wording, at: int, language: str) -> bool:
    """Whether a place's adjective begins a name of its own, in another case («… центр систем Оренбургская область»)."""
    return capital(text, at) and adjective(text.words[at], language) and not genitive(text.words[at], language)


def _with_signs(text: Wording, last: int) -> int:
    """The end of a name that goes on with signs («… экономики знаний НИУ ВШЭ»)."""
    while last < len(text) and joined(text, last - 1) and _signed(raw(text, last)):
        last += 1
    return last


def _ends_phrase(text: Wording, at: int, language: str, places: frozenset[int]) -> bool:
    """Whether the country that a name ends with stands before a word («… субъектов РФ», «… наук Украины»)."""
    before = text.words[at - 1]
    if text.words[at] in COORDINATION or text.words[at] in _PREPOSITIONS[language] or text.words[at] == ",":
        return False
    if before in _country_short() and raw(text, at - 1).isupper():
        return True
    named = capital(text, at - 1) or (at - 2 in places and capital(text, at - 2))
    noun = at - 1 in places and named and not adjective(before, language)
    return noun and at not in places and not capital(text, at)


def _begins_other(text: Wording, at: int, language: str) -> bool:
    """Whether another name begins behind a coordination («… фонд та Європейський банк …», «… и Фонд …»)."""
    if at >= len(text) or not capital(text, at):
        return False
    if raw(text, at).isupper() and len(text.words[at]) > 1:
        return head_of(text.words[at], language) is not None
    while at + 1 < len(text) and adjective(text.words[at], language) and joined(text, at):
        at += 1
    return head_of(text.words[at], language) is not None


def _goes_on_with_name(text: Wording, at: int, last: int, language: str, places: frozenset[int]) -> bool:
    """Whether a name of another sort follows a phrase that ends with a place («Фонд … области и Мурдал Групп»)."""
    if last != at or at - 1 not in places or at + 1 >= len(text) or not capital(text, at + 1):
        return False
    return at + 1 not in places and not adjective(text.words[at + 1], language)


def _signed(word: str) -> bool:
    """Whether a word is a sign like 5G, AI or ОЭЗ that ends a name; a longer Latin one is a name of its own."""
    longest = 4 if not latin(word) or any(char.isdigit() for char in word) else 3
    return 1 < len(word) <= longest and word.upper() == word and any(char.isalpha() for char in word)


def _country_short() -> frozenset[str]:
    return frozenset(("рф", "рт", "рб", "рк", "сша", "кнр", "фрг", "ес", "єс", "україни", "снг", "оон"))


def _goes_on(text: Wording, at: int) -> bool:
    gap = between(text, at)
    if not gap.strip():
        return True
    if gap.strip() in ("-", "‑"):
        return True
    if text.words[at] == ",":
        return True
    # A comma goes on inside the name only where a coordination follows soon.
    return at + 1 < len(text) and text.words[at + 1] == "," and bool(COORDINATION & set(text.words[at + 2 : at + 6]))
