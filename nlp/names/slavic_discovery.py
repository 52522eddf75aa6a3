"""Russian and Ukrainian names found by their head words: «технопарк „Идея“», «Міністерство цифрової трансформації»."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from gazetteer import Wording
from language import known
from nlp.names.beyond import Beyond
from nlp.names.complements import COORDINATION, acronym, begins_person, complement, genitive_behind, with_second
from nlp.names.dictionary_form import dictionary_form
from nlp.names.foreign import latin_run
from nlp.names.found import Found
from nlp.names.heads import Head, head_of, negatives
from nlp.names.institutions import (
    acts,
    goes_by_acronym,
    honoured_acronyms,
    own_name,
    two_names,
    with_honoured,
    with_seat,
)
from nlp.names.reading import PlaceWords
from nlp.names.span import (
    RELATIONAL,
    adjective,
    between,
    capital,
    common_word,
    given_name,
    joined,
    latin,
    numbered,
    opens_sentence,
    plural_only,
    quoted_after,
    raw,
)

_LONGEST = 14
_WHOLE_TYPES = ("cluster", "organisation", "programme", "ranking")
"""What adjectives and head alone may name."""
_ABBREVIATED = 3
_UKRAINIAN_PLURALS = (
    "тери",
    "парки",
    "центри",
    "фонди",
    "ків",
    "рів",
    "дів",
    "ками",
    "рами",
    "дами",
    "ках",
    "рах",
    "дах",
    "кам",
    "рам",
)
_RARE = 0.38
_OF_NAME = 0.42
_SHORT_LINE = 60
_LONGEST_RUN = 4
_ROMAN = re.compile(r"[IVX]+")
_OF_NOTION = re.compile(r"ческ")
"""What adjectives made of no names have before that ending («иерархический»)."""


def slavic_names(text: Wording, language: str, places: PlaceWords, beyond: Beyond) -> Iterator[Found]:
    """The names by head words; ``places`` are the words that belong to names of places, ``beyond`` is the document."""
    yield from honoured_acronyms(text)
    for at, word in enumerate(text.words):
        head = head_of(word, language)
        if head is not None and not _no_head(text, at, word):
            found = _name(text, at, head, language, places, beyond)
            if found is not None:
                yield found
                yield from _listed_after(text, found, head)


def _listed_after(text: Wording, found: Found, head: Head) -> Iterator[Found]:
    """Latin names in a list begun by this one («компании Huawei, Samsung и LG»)."""
    # A closing quotation mark may stand behind the last word.
    at = min(bisect_left(text.stops, found.stop), len(text) - 1)
    if head.type != "organisation" or not latin(raw(text, at)[:1] or " "):
        return
    while at + 2 < len(text):
        place = at + 1
        while place < len(text) and (text.words[place] in COORDINATION or text.words[place] == ","):
            place += 1
        last = place
        while (
            last < len(text)
            and latin(raw(text, last))
            and capital(text, last)
            and (last == place or joined(text, last - 1))
        ):
            last += 1
        if place == at + 1 or last == place:
            return
        name = " ".join(text.slice(place, last).split())
        yield Found(text.starts[place], text.stops[last - 1], head.type, score=64.0, method="discovered", name=name)
        at = last - 1


def _no_head(text: Wording, at: int, word: str) -> bool:
    """Whether a short word is no head after all: abbreviations must be in capitals."""
    return len(word) <= _ABBREVIATED and not raw(text, at).isupper()


def _name(text: Wording, at: int, head: Head, language: str, places: PlaceWords, beyond: Beyond) -> Found | None:
    first = _leftwards(text, at, language)
    named_before = (
        first < at
        and capital(text, first)
        and (_naming(text, first, language, places.all) or beyond.capital_inside(text.words[first : at + 1]))
    )
    if first == at - 1 and text.words[first] in negatives()["no_names"]:
        # «ІТ-кластер» says what is meant, not which one.
        named_before = False
    abbreviation = raw(text, at).isupper() and len(text.words[at]) > 1
    opening = opens_sentence(text, at) and not (
        capital(text, at) and joined(text, at) and beyond.capital_inside(text.words[at : at + 2])
    )
    # A university that opens a sentence is the one whose name or town stands behind it.
    named_behind = head.named and text.words[at] == head.word and _own_name(text, at + 1, language)
    headed = named_before or abbreviation or (capital(text, at) and (named_behind or not opening))
    inside = quoted_after(text, at)
    if inside is not None:
        return _with_quotes(text, at, first, head, inside, headed=headed)
    owner = _owned(text, at, first, head, language, places)
    own = own_name(text, at, head, language, places) if capital(text, first) else 0
    if max(owner, own):
        last = with_seat(text, first, at, max(owner, own), head, language, places)
        return _found(text, first, last, head, language, at, 70.0)
    honoured = two_names(text, at, head, language)
    if honoured:
        return _found(text, first if named_before else at, honoured, head, language, at, 70.0)
    after = _proper_after(text, at, places)
    holder = named_before and head.type == "organisation" and begins_person(text, at + 1)
    if after > at + 1 and not holder and (head.inner or head.type == "cluster" or headed):
        return _with_proper(text, at, first, after, head, language, places, headed=headed)
    return _of_words(text, at, first, head, language, places, headed=headed, named_before=named_before)


def _of_words(
    text: Wording,
    at: int,
    first: int,
    head: Head,
    language: str,
    places: PlaceWords,
    *,
    headed: bool,
    named_before: bool,
) -> Found | None:
    """A name whose words are all of the language: by what the thing is for, or by the adjectives before the head."""
    last = complement(text, at, language, places.all)
    if (
        head.of
        and last > at + 1
        and (headed or _official(text, at, head) or _long_office(text, at, first, last, head, language))
    ):
        start = first if named_before or _has_modifiers(text, first, at) else at
        last = with_seat(text, start, at, last, head, language, places)
        return _found(text, start, last, head, language, at, 70.0)
    if (
        head.type == "cluster"
        and (headed or (head.proper and capital(text, at)))
        and last > at + 1
        and genitive_behind(text, at, language)
        and _modified(text, at, head, language, last)
        and not _several(text, at, language)
    ):
        return _found(text, first if named_before else at, last, head, language, at, 68.0)
    specific = named_before or _specific(text, first, at, head, language) or _by_kind(text, first, at, head, language)
    if specific and _enough(text, first, at, head, language, places):
        last = with_seat(text, first, at, at + 1, head, language, places)
        return _found(text, first, last, head, language, at, 68.0)
    return None


def _own_name(text: Wording, at: int, language: str) -> bool:
    """Whether a word has a capital, is no adjective and no first part of a pair («Париж–Сакле»)."""
    own = at < len(text) and capital(text, at) and not adjective(text.words[at], language)
    return own and between(text, at) not in ("–", "—")


def _leftwards(text: Wording, at: int, language: str) -> int:
    """The first word of the adjectives before the head; stops at one with a capital."""
    first = at
    while first > 0 and at - first < 6 and joined(text, first - 1):
        word = text.words[first - 1]
        abbreviation = raw(text, first - 1).isupper() and 1 < len(word) <= 5
        compound = between(text, first - 1) in ("-", "‑") and (
            word.endswith("о") if first < at else word.startswith(_modifiers(text, at, language))
        )
        if not adjective(word, language) and not abbreviation and not compound:
            break
        first -= 1
        if capital(text, first) and not abbreviation:
            break
    return _with_first_part(text, first) if capital(text, first) else first


def _modifiers(text: Wording, at: int, language: str) -> tuple[str, ...]:
    """The beginnings of the words that make a head one of its kind («Интернет-город», «Хайтек-парк»)."""
    head = head_of(text.words[at], language)
    return head.modifiers if head is not None else ()


def _with_first_part(text: Wording, first: int) -> int:
    """The first of the parts of a compound adjective that have capitals («Києво-Могилянська», «Сент-Луисский»)."""
    while first > 0 and between(text, first - 1) in ("-", "‑") and capital(text, first - 1):
        first -= 1
    return first


def _naming(text: Wording, first: int, language: str, places: frozenset[int]) -> bool:
    """Whether the capital of the first adjective is that of a name and not of a sentence."""
    compound = between(text, first) in ("-", "‑") and capital(text, first + 1)
    if not opens_sentence(text, first) or first in places or compound:
        return True
    word = text.words[first]
    if known(word, language) < _OF_NAME and RELATIONAL.search(word) is not None and not _OF_NOTION.search(word):
        # Dictionaries have adjectives of rivers and regions, too («Камский», «Прикарпатський»).
        return True
    return not common_word(word) if language == "ru" else known(word, language) < _RARE


def _enough(text: Wording, first: int, at: int, head: Head, language: str, places: PlaceWords) -> bool:
    """Whether adjectives and head alone make a name («Московский инновационный кластер», «Кремниевая долина»)."""
    words = text.words[first:at]
    if negatives()["other_clusters"] & set(dictionary_form([*words, text.words[at]], len(words), language).split()):
        return False
    if head.modifiers and not any(word.startswith(head.modifiers) for word in words):
        return False
    told = not head.weak or head.type == "cluster" or (first in places.all and len(words) > 1)
    if not told or head.type not in _WHOLE_TYPES or _several(text, at, language):
        return False
    if first in places.all:
        of_town = head.type == "cluster" and first not in places.national
        return of_town or len(words) > 1 or head.type == "organisation"
    named = RELATIONAL.search(words[0]) is not None or head.proper
    return not opens_sentence(text, first) or len(words) > 1 or named


def _compound(word: str, head: Head) -> bool:
    """Whether a word is a head with what it is for joined to it: «фармкластер»."""
    return head.word[:4] in word and not word.startswith(head.word[:4])


def _plural(word: str, language: str) -> bool:
    if language == "ru":
        return plural_only(word)
    return word.endswith(_UKRAINIAN_PLURALS) and not word.endswith(("ради", "програми", "долини"))


def _owned(text: Wording, at: int, first: int, head: Head, language: str, places: PlaceWords) -> int:
    """The end of a name that says what a thing is for and whose it is («Технический университет Брно»); 0 for none.

    The capital of a sentence says nothing, but one park for one thing in one place hardly has a namesake: unless the
    words before it say how the thing is, and not what («Крупный технопарк Казани»).
    """
    if not (head.type == "cluster" or (head.type == "organisation" and head.of)) or at + 1 >= len(text):
        return 0
    if not (first < at and capital(text, first) and between(text, at) == " ") or _several(text, at, language):
        return 0
    if _of_quality(text, first, at, language) or not genitive_behind(text, at, language):
        return 0
    last = complement(text, at, language, places.all)
    if last == at + 1 and acronym(text, last, language):
        return last + 1 if _modified(text, at, head, language) else 0
    if head.type == "organisation" and _other_body(text, at + 1, last, language):
        return 0
    owned = any(
        place in places.all and capital(text, place) and not latin(raw(text, place)) for place in range(at + 1, last)
    )
    return with_second(text, last, places.all) if owned and _modified(text, at, head, language, last) else 0


def _other_body(text: Wording, first: int, last: int, language: str) -> bool:
    """Whether what stands behind a head is a body of its own («Наблюдательный совет Пермской торговой палаты»)."""
    return capital(text, first) and any(head_of(word, language) for word in text.words[first:last])


def _specific(text: Wording, first: int, at: int, head: Head, language: str) -> bool:
    """Whether two adjectives that open a sentence say which body it is («Национальный аэрозольный кластер»)."""
    adjectives = sum(between(text, place) not in ("-", "‑") for place in range(first, at))
    return (
        adjectives > 1
        and capital(text, first)
        and (head.type == "cluster" or (head.type == "organisation" and head.of and not head.weak))
        and not _of_quality(text, first, at, language)
    )


def _by_kind(text: Wording, first: int, at: int, head: Head, language: str) -> bool:
    """Whether one adjective that opens a sentence is enough: valleys are called so and not described."""
    return head.proper and first < at and capital(text, first) and not _of_quality(text, first, at, language)


def _of_quality(text: Wording, first: int, last: int, language: str) -> bool:
    """Whether one of the adjectives says how a thing is or which of several, not what it is for."""
    return any(text.words[place].startswith(_qualities(language)) for place in range(first, last))


@lru_cache(maxsize=4)
def _qualities(language: str) -> tuple[str, ...]:
    return tuple(sorted(negatives()[f"qualities_{language}"]))


def _with_quotes(
    text: Wording, at: int, first: int, head: Head, inside: tuple[int, int], *, headed: bool
) -> Found | None:
    start, stop = inside
    name = text.text[start:stop]
    if not any(char.isalpha() for char in name) or len(name.split()) > _LONGEST or not _begins_name(name):
        return None
    modified = not head.modifiers or any(word.startswith(head.modifiers) for word in text.words[max(0, at - 3) : at])
    if not modified:
        return None
    key = " ".join(name.split())
    legal = not head.legal or any(word.startswith(head.legal) for word in text.words[max(0, at - 3) : at])
    if head.form:
        return Found(
            text.starts[at], min(len(text.text), stop + 1), head.type, score=76.0, method="discovered", name=key
        )
    if not legal or (head.inner and (not headed or head.type == "programme")):
        return Found(start, stop, head.type, score=76.0, method="discovered", name=key)
    if head.type == "cluster" and raw(text, at).isupper() and len(text.words[at]) > 1:
        # An abbreviation is the whole legal form; an adjective before it is said of the park («российская ОЭЗ»).
        first = at
    whole = capital(text, first) and (headed or (first < at and not head.inner))
    begin = text.starts[first if whole else _with_modifiers(text, first, at, head)]
    return Found(begin, min(len(text.text), stop + 1), head.type, score=76.0, method="discovered", name=key)


def _begins_name(name: str) -> bool:
    """Whether quoted words begin like a name: with a capital, a figure or a Latin word."""
    return name[:1].isupper() or name[:1].isdigit() or latin(name.split(maxsplit=1)[0])


def _with_modifiers(text: Wording, first: int, at: int, head: Head) -> int:
    """Where a name begins whose head has a small letter: at the words that make the head one of its kind."""
    start = at
    if head.modifiers:
        while start > first and (
            text.words[start - 1].startswith(head.modifiers) or (start - 1 > first and not capital(text, start - 1))
        ):
            start -= 1
    return start


def _with_proper(
    text: Wording, at: int, first: int, after: int, head: Head, language: str, places: PlaceWords, *, headed: bool
) -> Found | None:
    if not _modified(text, at, head, language) or (head.type == "cluster" and _several(text, at, language)):
        return None
    short = head.type == "cluster" and raw(text, at).isupper() and len(text.words[at]) > 1
    if (short or not headed) and _says_where(at + 1, after, head, places):
        return None
    foreign = latin(raw(text, at + 1))
    if not foreign and head.type in ("organisation", "event", "publication", "ranking") and not headed:
        return None
    if not foreign and (head.type == "programme" or _first_of_person(text, at + 1)):
        return None
    if negatives()["other_clusters"] & set(text.words[at + 1 : after]):
        return None
    start = (
        at + 1
        if (foreign and not short and (head.inner or head.type == "cluster" or opens_sentence(text, first)))
        or (head.inner and not headed)
        else _begin(text, at, first, head, headed=headed)
    )
    key = " ".join(text.slice(at + 1, after).split())
    return Found(text.starts[start], text.stops[after - 1], head.type, score=66.0, method="discovered", name=key)


def _says_where(at: int, after: int, head: Head, places: PlaceWords) -> bool:
    """Whether a place behind the head says where the thing is: «новый технопарк Казани», «технопарк Марокко»."""
    return (at in places.inflected and not head.agrees) or (at in places.countries and after == at + 1)


def _modified(text: Wording, at: int, head: Head, language: str, last: int = 0) -> bool:
    """Whether one of the adjectives before the head, or of the words up to ``last``, makes it one of its kind."""
    if any(word.startswith(head.modifiers) for word in text.words[at + 1 : last]):
        return True
    return not head.modifiers or any(
        text.words[place].startswith(head.modifiers)
        and (adjective(text.words[place], language) or between(text, place) in ("-", "‑") or raw(text, place).isupper())
        for place in range(max(0, at - 3), at)
    )


def _begin(text: Wording, at: int, first: int, head: Head, *, headed: bool) -> int:
    """Where a name without quotes begins: with the words for what it is where these have a capital of their own."""
    opening = head.type == "cluster" and opens_sentence(text, first) and not head.whole
    if (headed or head.whole) and capital(text, first) and not opening:
        return first
    if head.type == "cluster" and not head.whole:
        return at + 1
    return _with_modifiers(text, first, at, head)


def _several(text: Wording, at: int, language: str) -> bool:
    """Whether the head or the adjective before it is a plural: «технопарки Турции», «особые зоны»."""
    if _plural(text.words[at], language):
        return True
    before = text.words[at - 1] if at else ""
    if language == "ru":
        return adjective(before, language) and plural_only(before)
    return before.endswith(("і", "их", "ими")) and adjective(before, language)


def _first_of_person(text: Wording, at: int) -> bool:
    """Whether a capital word is the first of two, the second of a surname's looks."""
    return at + 1 < len(text) and between(text, at) == " " and capital(text, at + 1) and not raw(text, at + 1).isupper()


def _proper_after(text: Wording, at: int, places: PlaceWords) -> int:
    """The end of the run of capitals right after the head: Latin words, or Cyrillic ones with their numbers."""
    place = at + 1
    if place >= len(text) or between(text, at).strip() or not capital(text, place) or _ends_line(text, at):
        return at + 1
    if not latin(raw(text, place)):
        word = raw(text, place)
        if word.isupper() and len(word) > 1:
            # «НИУ ВШЭ», but not «Институт ВШЭ».
            return place + 1 if raw(text, at).isupper() and len(text.words[at]) > 1 else at + 1
        return _cyrillic_run(text, place, places)
    return numbered(text, latin_run(text, place, place)[1])


def _ends_line(text: Wording, at: int) -> bool:
    """Whether a word ends a line that is too short to have been broken for its length."""
    stop = text.stops[at]
    return "\n" in between(text, at) and stop - text.text.rfind("\n", 0, stop) < _SHORT_LINE


def _cyrillic_run(text: Wording, first: int, places: PlaceWords) -> int:
    """The end of a name of Cyrillic words («Физтех XXI», «Алтай-Био», «Ступино Квадрат»)."""
    last = first + 1
    while last < len(text) and last - first < _LONGEST_RUN:
        gap, word = between(text, last - 1), raw(text, last)
        hyphenated = gap in ("-", "‑") and (capital(text, last) or word.isdigit() or _inner(text, last))
        numbered = gap == " " and (_ROMAN.fullmatch(word) is not None or (word.isdigit() and len(word) < 3))
        further = gap == " " and capital(text, last) and not latin(word) and not word.isupper() and not (
            last in places.all or given_name(text.words[last]) or given_name(text.words[last - 1])
        )  # fmt: skip
        if not (hyphenated or numbered or further):
            break
        last += 1
    return last


def _inner(text: Wording, at: int) -> bool:
    """Whether hyphens join a small word to capital ones on both sides («Рив'єра-дель-Брента»)."""
    return at + 1 < len(text) and between(text, at) in ("-", "‑") and capital(text, at + 1)


def _official(text: Wording, at: int, head: Head) -> bool:
    """Whether a phrase with a small first letter still names one office: «министерство экономики Украины»."""
    return head.word in ("министерство", "міністерство") and not _plural_office(text.words[at])


def _long_office(text: Wording, at: int, first: int, last: int, head: Head, language: str) -> bool:
    """An office that opens its sentence: the capital says nothing, but two words of what it is for do."""
    return (
        capital(text, first) and head.type == "organisation" and last > at + 2
        and not _plural(text.words[at], language) and not _of_quality(text, first, at, language)
        and not _other_body(text, at + 1, last, language)
        and (not head.weak or acts(text, last, language) or goes_by_acronym(text, last))
    )  # fmt: skip


def _plural_office(word: str) -> bool:
    return word in ("министерств", "министерствам", "министерствами", "министерствах", "міністерств", "міністерствам",
                    "міністерствами", "міністерствах")  # fmt: skip


def _has_modifiers(text: Wording, first: int, at: int) -> bool:
    return first < at and capital(text, first)


def _found(text: Wording, first: int, last: int, head: Head, language: str, at: int, score: float) -> Found:
    stop = with_honoured(text, last)
    words = [raw(text, place) for place in range(first, at + 1)]
    name = " ".join([dictionary_form(words, at - first, language), *text.text[text.stops[at] : stop].split()])
    return Found(text.starts[first], stop, head.type, score=score, method="discovered", name=name)
