"""Places in a spelling the gazetteer does not list, known by their sound: «Гуаньчжоу», «в Ёкохаме»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from gazetteer import Entity, Gazetteer, Wording, sound
from language import known
from language.transliteration import comparable
from nlp.names.found import Found
from nlp.names.span import between, capital, capitals, common_word, given_name, joined, opens_sentence, quoted, raw

_CYRILLIC = re.compile(r"^[А-ЯІЇЄҐЁ][а-яіїєґё’'ʼ-]{4,}$")
_PLACES = ("country", "region", "city")
_NOMINATIVES = (
    ("ами", ("ы", "и")), ("ями", ("и", "і")), ("ой", ("а",)), ("ою", ("а",)), ("ей", ("а", "я")), ("ею", ("а", "я")),
    ("ом", ("",)), ("ем", ("", "ь")), ("им", ("",)), ("і", ("", "а", "ь", "я")), ("е", ("", "а")), ("у", ("", "а")),
    ("ю", ("ь", "й", "я")), ("и", ("ь", "а", "я")), ("ы", ("а",)), ("а", ("",)), ("я", ("ь", "й")), ("й", ()),
)  # fmt: skip
_PREPOSITIONS = frozenset((
    "в", "во", "у", "до", "з", "із", "зі", "из", "с", "под", "під", "біля", "возле", "около",
    "від", "от", "між", "через",
))  # fmt: skip
_PLACED = ("город", "міст", "мэр", "мер", "порт", "сел", "посел", "столиц", "аэропорт", "аеропорт")
"""How the words begin that say that a place is named next."""
_LISTING = frozenset(("и", "та", "і", "й"))
_LAND = re.compile(r"(?:щин|ччин)[аиіуою]{1,2}$")
"""How the names of Ukrainian regions end."""
_LEAST_SOUND = 4
_LEAST_LIKENESS = 82
_COMMON = {"ru": 0.4, "uk": 0.5}


def heard_places(text: Wording, language: str, taken: frozenset[int], gazetteer: Gazetteer) -> Iterator[Found]:
    """The places among the capital words that nothing else explains; ``taken`` are the words already explained."""
    for at in capitals(text):
        word = text.words[at]
        if at in taken or not _CYRILLIC.match(raw(text, at)) or opens_sentence(text, at):
            continue
        if at + 1 < len(text) and joined(text, at) and capital(text, at + 1) and given_name(word):
            continue
        if quoted(text, at) or not _said_to_be_place(text, at, taken):
            continue
        place = _place(word, gazetteer)
        if place is not None and not _everyday(word, language):
            entity, score = place
            yield Found(
                text.starts[at], text.stops[at], entity.type, entity.id, score, "transliterated", name=entity.name
            )


def _said_to_be_place(text: Wording, at: int, taken: frozenset[int]) -> bool:
    """Whether what stands before a word says that it is a place: many a surname sounds like some town."""
    if _LAND.search(text.words[at]) is not None:
        return True
    if at == 0 or between(text, at - 1) not in (" ", ", "):
        return False
    before = text.words[at - 1]
    if before in _LISTING or between(text, at - 1) == ", ":
        return at > 1 and (at - 1 in taken or at - 2 in taken)
    return before in _PREPOSITIONS or (before.startswith(_PLACED) and not capital(text, at - 1))


def _everyday(word: str, language: str) -> bool:
    return (language == "ru" and common_word(word)) or known(word, language) > _COMMON[language]


def _place(word: str, gazetteer: Gazetteer) -> tuple[Entity, float] | None:
    """The one place of this sound, inflected or not; None where there is none or several."""
    best: dict[str, tuple[Entity, float]] = {}
    for form in _bases(word):
        heard = sound(form)
        if len(heard) < _LEAST_SOUND:
            continue
        spelled = comparable(form)
        for number in gazetteer.sounds[heard]:
            entity, name = gazetteer.named(number)
            likeness = fuzz.ratio(spelled, comparable(name.text))
            if (
                entity.type in _PLACES
                and likeness >= _LEAST_LIKENESS
                and likeness > best.get(entity.id, (entity, 0.0))[1]
            ):
                best[entity.id] = (entity, likeness)
    ranked = sorted(best.values(), key=lambda pair: (-pair[1], pair[0].id))
    if not ranked or (len(ranked) > 1 and ranked[1][1] >= ranked[0][1] - 3):
        return None
    return ranked[0][0], round(80.0 + ranked[0][1] / 10, 2)


def _bases(word: str) -> Iterator[str]:
    """The word and the nominatives it may be a form of."""
    yield word
    for ending, replacements in _NOMINATIVES:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_SOUND:
            for replacement in replacements:
                yield word[: -len(ending)] + replacement
            return
