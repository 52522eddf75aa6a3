"""Whether a name of the gazetteer can be that name where it stands: common words, surnames, sports clubs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gazetteer import EXACT, Wording
from language import known
from nlp.names.heads import negatives
from nlp.names.placing import Placing, clues
from nlp.names.reading import Candidate, Reading
from nlp.names.span import between, capital, common_word, dateline, given_name, joined, opens_sentence, raw, verb

_PLACES = ("city", "region", "country")
_DIRECTIONS = frozenset(
    (
        "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "greater", "upper",
        "lower", "new", "old", "metropolitan", "modern", "in", "from", "of", "the", "and", "st", "saint",
    )
)  # fmt: skip
_BEFORE_PLACES = frozenset(("near", "outside", "близ", "возле", "біля", "поблизу"))
"""Prepositions before which a word with a capital, however common it is, is hardly anything but a place."""
_SINGULAR = ("ая", "ська", "цька", "зька")
_OBLASTS = frozenset(("области", "області"))
_COMMON = 0.55
_CHANCE = 0.12
_NEAR = 14
_UNKNOWN = 0.1
_LONGEST_ACRONYM = 3
_NOMINATIVE = ("ий", "ый", "ой", "ая", "ська", "цька", "зька")
"""Endings of adjectives that may be surnames of the one whose title stands before them."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What is known where it is asked whether words can be a place.

    ``named`` are the ids of entities named before, ``places`` the words that names of places are made of, ``placing``
    weighs whether a word is one.
    """

    language: str
    named: set[str]
    places: frozenset[int]
    placing: Placing


def plausible(text: Wording, candidate: Candidate, grounds: Grounds) -> bool:
    """Whether the words can be the name of a place here; names of other types always can."""
    if _in_compound(text, candidate) or _behind_point(text.text, candidate.start) or _last_of_list(text, candidate):
        return False
    placed = candidate.of_type(*_PLACES)
    if not placed:
        return True
    if _of_other(text, candidate):
        return False
    if len(placed) < len(candidate.readings):
        return not (candidate.of_type("city") and _surname(text, candidate))
    return _a_place(text, candidate, grounds)


def _a_place(text: Wording, candidate: Candidate, grounds: Grounds) -> bool:
    """Whether the words can name the one thing that they may name, a place."""
    if _of_person_or_firm(text, candidate, grounds.language) or all(
        _coincidence(text, candidate, reading, grounds.named) for reading in candidate.readings
    ):
        return False
    if candidate.last - candidate.first > 1:
        return True
    country = bool(candidate.of_type("country"))
    if dateline(text.text, candidate.start, candidate.stop):
        return True
    if (
        _acronym(text, candidate)
        or _everyday_word(text, candidate, grounds.language, country)
        or (not country and _surname(text, candidate))
    ):
        return False
    if (
        raw(text, candidate.first).isupper()
        or _behind_preposition(text, candidate.first)
        or any(reading.adjective or reading.entity.id in grounds.named for reading in candidate.readings)
    ):
        return True
    said = clues(text, candidate, grounds.language, grounds.places)
    return grounds.placing.named(candidate, said)


def _behind_preposition(text: Wording, at: int) -> bool:
    """Whether a preposition that places have stands right before a capital word: "near Nice"."""
    return at > 0 and raw(text, at - 1) in _BEFORE_PLACES and between(text, at - 1) == " " and capital(text, at)


def _of_person_or_firm(text: Wording, candidate: Candidate, language: str) -> bool:
    return _foreign_firm(text, candidate, language) or _adjective_of_surname(text, candidate, language)


def _acronym(text: Wording, candidate: Candidate) -> bool:
    """Whether two or three letters are an acronym that is spelled as a place («АТ», Ат), in a line not in capitals."""
    at = candidate.first
    if not 1 < len(text.words[at]) <= _LONGEST_ACRONYM or not raw(text, at).isupper():
        return False
    if any(reading.name.text.isupper() for reading in candidate.readings):
        return False
    return not (opens_sentence(text, at) or any(raw(text, near).isupper() for near in _beside(text, at) if near != at))


def _beside(text: Wording, at: int) -> range:
    """The words right before and right behind a word, with it."""
    return range(max(0, at - 1), min(len(text), at + 2))


def _coincidence(text: Wording, candidate: Candidate, reading: Reading, named: set[str]) -> bool:
    """An adjective that a place gives only by chance («советский», Советск): it is far commoner than the name."""
    if not reading.adjective or reading.entity.type == "country" or reading.entity.id in named:
        return False
    language = reading.name.language
    if candidate.last - candidate.first > 1 or reading.name.kind == "adjective" or language not in ("ru", "uk"):
        return False
    name = reading.name.text.lower()
    if " " in name:
        # A language knows no frequency of two words («баскский», Страна Басков).
        return False
    return known(text.words[candidate.first], language) > known(name, language) + _CHANCE


def _adjective_of_surname(text: Wording, candidate: Candidate, language: str) -> bool:
    """A surname like a town's adjective («медсестра Воронежская ушла»): a capital of its own, and no noun behind."""
    at = candidate.first
    if language not in ("ru", "uk") or not all(one.adjective for one in candidate.readings) or opens_sentence(text, at):
        return False
    follows = candidate.last < len(text) and between(text, candidate.last - 1) == " "
    return capital(text, at) and follows and verb(text.words[candidate.last], language)


def _everyday_word(text: Wording, candidate: Candidate, language: str, country: bool) -> bool:
    """A word of everyday language that has its capital only from the sentence («Роль», "Reading").

    Few names of a ``country`` are everyday words («Того», «Малі та середні»): those of the list only.
    """
    if not _opens_plainly(text, candidate):
        return False
    word = text.words[candidate.first]
    return word in negatives()["everyday"] or (not country and language == "ru" and common_word(word))


def _opens_plainly(text: Wording, candidate: Candidate) -> bool:
    """Whether a name, no adjective, opens its sentence."""
    return not any(reading.adjective for reading in candidate.readings) and opens_sentence(text, candidate.first)


def _surname(text: Wording, candidate: Candidate) -> bool:
    """A capital word right before, that is no direction and does not open the sentence: "Jack London"."""
    at = candidate.first
    last = candidate.last
    if (
        last < len(text)
        and joined(text, last - 1)
        and capital(text, last)
        and not raw(text, at).isascii()
        and given_name(text.words[at])
        and not any(reading.adjective for reading in candidate.readings)
    ):
        return True
    if not candidate.of_type("city") or at == 0 or not joined(text, at - 1) or "-" in between(text, at - 1):
        return False
    before = text.words[at - 1]
    word = raw(text, at - 1)
    if not word.isascii() and capital(text, at - 1):
        return given_name(before)
    if not capital(text, at - 1) or word.isupper() or before in _DIRECTIONS or opens_sentence(text, at - 1):
        return False
    return "\n" not in between(text, at - 1) and word.isascii() and known(before, "en") < _COMMON


def _in_compound(text: Wording, candidate: Candidate) -> bool:
    """Whether a hyphen joins the name to a further capital word: "Paris-Saclay", «Препрег-Дубна»."""
    first, last = candidate.first, candidate.last
    before = first > 0 and between(text, first - 1) in ("-", "‑") and capital(text, first - 1)
    if before and not any(reading.adjective for reading in candidate.readings) and _unknown(text.words[first - 1]):
        return True
    joined_behind = last < len(text) and between(text, last - 1) in ("-", "‑")
    if joined_behind and _half_of_word(text, candidate):
        return True
    after = joined_behind and capital(text, last)
    return after and raw(text, last).isascii() and raw(text, first).isascii() and not raw(text, last).isupper()


def _half_of_word(text: Wording, candidate: Candidate) -> bool:
    """Whether a town is but the beginning of an English word ("Agri-food"): it is not written with its marks.

    What is said of a place stands behind it in a participle: "Zurich-based".
    """
    first, last = candidate.first, candidate.last
    behind = raw(text, last)
    plain = raw(text, first).isascii() and not any(reading.name.text.isascii() for reading in candidate.readings)
    return last - first == 1 and plain and behind.isascii() and behind.islower() and not behind.endswith(("ed", "ing"))


def _last_of_list(text: Wording, candidate: Candidate) -> bool:
    """Whether an adjective is one of several before a plural noun, which is not its own («…, Киевская области»)."""
    words = text.words[candidate.first : candidate.last]
    return len(words) == 2 and words[0].endswith(_SINGULAR) and words[1] in _OBLASTS


def _foreign_firm(text: Wording, candidate: Candidate, language: str) -> bool:
    """A town in Latin letters in a Cyrillic text is the firm that bears its name («Nokia», «Toyota»)."""
    return (
        language in ("ru", "uk")
        and candidate.last - candidate.first == 1
        and raw(text, candidate.first).isascii()
        and not candidate.of_type("country", "region")
    )


def _unknown(word: str) -> bool:
    """Whether no language has a word."""
    return all(known(word, language) < _UNKNOWN for language in ("en", "ru", "uk"))


def _behind_point(text: str, start: int) -> bool:
    """Whether a point joins the name to a word before it: «UNIT.Kharkiv» is not Kharkiv."""
    joined_before = text[start - 1 : start] == "." and start > 1 and text[start - 2].isalpha()
    return joined_before and (text[start - 2].isascii() or text[start - 2].isupper())


def _of_other(text: Wording, candidate: Candidate) -> bool:
    """Whether a club, a person or nothing at all is named by the words that name a place elsewhere."""
    return of_club(text, candidate.first, candidate.last) or _in_phrase(text, candidate) or _titled(text, candidate)


def _in_phrase(text: Wording, candidate: Candidate) -> bool:
    """Whether the words are half of a fixed phrase that speaks of no place («голландский аукцион»)."""
    first, last = candidate.first, candidate.last
    if last - first > 1 or last >= len(text) or not joined(text, first):
        return False
    word, other = text.words[first], text.words[last]
    return any(other.startswith(two) for two in _second_halves(word))


@lru_cache(maxsize=50_000)
def _second_halves(word: str) -> tuple[str, ...]:
    """How the words begin that make a fixed phrase with the word before them."""
    return tuple(two for one, two in _phrases().get(word[:1], ()) if word.startswith(one))


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, Sequence[tuple[str, str]]]:
    """The fixed phrases as how their two words begin, by the first letter."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in sorted(negatives()["phrases"]):
        one, _, two = line.partition(" ")
        found.setdefault(one[:1], []).append((one, two))
    return found


def _titled(text: Wording, candidate: Candidate) -> bool:
    """Whether a title or an English given name right before or behind makes a surname of the word: "Jack London"."""
    lists, first, last = negatives(), candidate.first, candidate.last
    if last - first > 1:
        return False
    if not raw(text, first).isascii():
        return _titled_in_cyrillic(text, candidate)
    if any(one.adjective for one in candidate.readings):
        return False
    if first and between(text, first - 1) in (" ", ". "):
        before = text.words[first - 1]
        if before in lists["titles"] or (before in lists["given"] and capital(text, first - 1)):
            return True
    return text.words[first] in lists["given"] and last < len(text) and joined(text, first) and capital(text, last)


def _titled_in_cyrillic(text: Wording, candidate: Candidate) -> bool:
    """Whether a title has a surname in its own case behind it, not a place in the genitive («профессор Калуга»)."""
    first = candidate.first
    if first == 0 or between(text, first - 1) != " " or text.words[first - 1] not in negatives()["titles"]:
        return False
    return capital(text, first) and all(
        raw(text, first).endswith(_NOMINATIVE) if one.adjective else one.how == EXACT for one in candidate.readings
    )


def of_club(text: Wording, first: int, last: int) -> bool:
    """Whether sport is spoken of right around words, so that they name a club."""
    lists = negatives()
    if (first and text.words[first - 1] in lists["club"]) or (last < len(text) and text.words[last] in lists["club"]):
        return True
    near = [word for word in text.words[max(0, first - _NEAR) : last + _NEAR] if _of_sport(word)]
    return len(set(near)) > 1


@lru_cache(maxsize=50_000)
def _of_sport(word: str) -> bool:
    return word.startswith(tuple(negatives()["sports"]))
