"""The span of a name as a reader would mark it: with or without the words that say what it is."""

from __future__ import annotations

import re
from dataclasses import replace

from gazetteer import Gazetteer
from nlp.names.choice import Surroundings
from nlp.names.found import Found
from nlp.names.heads import heads
from nlp.names.span import CLOSING, OPENING

_GENERIC = re.compile(
    r"\b(?:Республик(?:а|и|е|у|ой)|Республік(?:а|и|у|ою)|Республіці|Republic\s+of|State\s+of|Province\s+of|Free\s+State\s+of)\s+$"
)
_YEAR = re.compile(r"[\s‐‑–-]*\b(?:19|20)\d\d(?:[\s–-]*(?:19|20)\d\d)?$")
_HYPHENS = "-‐‑"
_LANGUAGE_AFTER = re.compile(r"\s+(?:languages?|язык\w*|мов(?:а|и|у|ою|і|ах|ами))\b")
_LANGUAGE_BEFORE = re.compile(
    r"\b(?:speaks?|spoke|spoken|speaking|teach(?:es)?|taught|learns?|translated (?:in)?to)\s+$"
)
_CURRENCY_AFTER = re.compile(
    r"\.?\s?\$|\.?\s+(?:dollars?|pounds?|francs?|kron[ae]r?|yen|won|yuan|rupees?|rubles?|roubles?|pesos?|rea(?:l|is)|riyals?|dirhams?"
    r"|доллар\w*|долар\w*|рубл\w+|руб\.|фунт\w*|крон\w*|иен\w*|єн\w*|юан\w+|франк\w*|рупи\w+|рупі\w+|вон\w?|реал\w*"
    r"|марок|тенге|риял\w*|ріял\w*|гривен|гривн\w+|дирхам\w*|песо|злот\w+|лир\w?)\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"\s(?:при|в|на|для|у|of|for|in|at|the)$")
_FEMININE = re.compile(r"(?<=к)(?:ая|ой|ую|ою|а|ої|ій|у)$")
_NOMINATIVE = re.compile(r"(?:сь|ць|зь)ка$")
"""The ending of adjectives that is that of some cities' genitive, too («Донецька»)."""
_PLACING = re.compile(r"(?:^|\s)(?:з|із|зі|до|від|біля|для|м\.)\s$")
_NO_NOUN_BEHIND = re.compile(r"\s*(?:$|[,;.:()|\n–—]|(?:и|та|і|й|или|або|а)\s)")
_REGIONS = re.compile(r"\bобласт", re.IGNORECASE)
_SURE = 95.0
_CURRENCY_BEFORE = re.compile(r"\b(?:доллар\w*|долар\w*|долл\.|дол\.|\$|рубл\w+|крон\w*)\s*$", re.IGNORECASE)
_NATIONS = frozenset(("США",))


def fitted(found: Found, text: str, around: Surroundings, gazetteer: Gazetteer) -> Found:
    """The name with the span a reader would give it."""
    if found.type in ("region", "country"):
        return _with_last_point(_with_generic_word(found, text), text)
    words = text[found.start : found.stop]
    left_over = _PREPOSITION.search(words)
    if left_over is not None:
        found, words = replace(found, stop=found.start + left_over.start()), words[: left_over.start()]
    if found.type == "ranking":
        return _without_year(found, words, gazetteer)
    if found.type in ("programme", "cluster") and (words[:1].islower() or _inner(words, around.language)):
        return _without_head(found, words, around.language)
    if found.type == "city":
        return _as_region(found, text, around, gazetteer)
    return found


def _as_region(found: Found, text: str, around: Surroundings, gazetteer: Gazetteer) -> Found:
    """The region that a city's adjective stands for («в Самарской и Томской областях»)."""
    words = text[found.start : found.stop]
    root = _FEMININE.sub("", words)
    if not (found.method == "adjective" or _alike_genitive(found, text)) or root == words:
        return found
    if _NO_NOUN_BEHIND.match(text, found.stop) is None:
        return found
    if not around.regions and _REGIONS.search(text) is None:
        return found
    name = f"{root}{'ая' if around.language == 'ru' else 'а'} область"
    matches = gazetteer.match(name, around.language, "region")
    if matches and matches[0].score >= _SURE:
        entity = matches[0].entity
        return replace(found, type="region", entity_id=entity.id, rivals=(), name=entity.name)
    return found


def _alike_genitive(found: Found, text: str) -> bool:
    """Whether what was taken for a city's genitive may be its adjective: no preposition stands before it."""
    alike = found.method == "inflected" and _NOMINATIVE.search(text, found.start, found.stop) is not None
    return alike and _PLACING.search(text, max(0, found.start - 8), found.start) is None


def of_currency(found: Found, text: str) -> bool:
    """Whether a country is only part of the name of its money or language ("Canadian dollars", «японский язык»)."""
    if found.type != "country":
        return False
    words = text[found.start : found.stop]
    if found.method in ("adjective", "alias", "exact") and (
        _LANGUAGE_AFTER.match(text, found.stop) or _LANGUAGE_BEFORE.search(text[max(0, found.start - 24) : found.start])
    ):
        return True
    if found.method in ("adjective", "alias") or words.isupper():
        if _CURRENCY_AFTER.match(text, found.stop) is not None:
            return True
        before = text[max(0, found.start - 12) : found.start]
        return words in _NATIONS and _CURRENCY_BEFORE.search(before) is not None
    return False


def _without_year(found: Found, words: str, gazetteer: Gazetteer) -> Found:
    """A ranking without the year of its edition, which belongs to it where a hyphen alone joins it («ГИИ-2025»)."""
    year = _YEAR.search(words)
    if year is None or year.start() == 0:
        return found
    whole, _, edition = found.entity_id.rpartition(":")
    known = edition[:4].isdigit() and whole in gazetteer
    stop = found.stop if words[year.start()] in _HYPHENS else found.start + year.start()
    return replace(found, stop=stop, entity_id=whole if known else found.entity_id)


def _inner(words: str, language: str) -> bool:
    """Whether a name begins with a head that is no part of it («Кластер „Фотоника“»)."""
    head = heads(language).get(words.partition(" ")[0].lower())
    return head is not None and head.inner


def _without_head(found: Found, words: str, language: str) -> Found:
    """A name without the small word before its own words («программа TORCH», «наукоград Кольцово»).

    Before quotes the word for a park or zone belongs to the name («особая экономическая зона „Дубна“»).
    """
    head, _, rest = words.partition(" ")
    inner = rest.strip(OPENING + CLOSING + " ")
    known = heads(language).get(head.lower())
    second, _, further = rest.partition(" ")
    if known is None and further[:1] and further[0] in OPENING and second.lower() in heads(language):
        # What is said of the programme stands outside: «федеральная программа „go-cluster“».
        return replace(found, start=found.start + len(head) + 1)
    if known is None or known.type != found.type or not inner[:1].isupper():
        return found
    if rest[:1] in OPENING and ((found.type == "cluster" and not known.inner) or known.form):
        return found
    start = found.start + words.index(inner)
    return replace(found, start=start, stop=start + len(inner))


def _with_generic_word(found: Found, text: str) -> Found:
    """A place together with the capital word before it that says what it is («Республика Татарстан»)."""
    before = _GENERIC.search(text, max(0, found.start - 30), found.start)
    return replace(found, start=before.start()) if before is not None else found


def _with_last_point(found: Found, text: str) -> Found:
    """An abbreviation with the point that closes it ("U.S.")."""
    pointed = found.name.endswith(".") and text[found.stop : found.stop + 1] == "."
    return replace(found, stop=found.stop + 1) if pointed else found
