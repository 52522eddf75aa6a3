"""Whether a name of the gazetteer can be that name where it stands: common words, surnames, sports clubs."""

from __future__ import annotations

from gazetteer import Gazetteer, Wording
from language import known
from nlp.names.heads import negatives
from nlp.names.reading import Candidate, Reading
from nlp.names.span import between, capital, common_word, given_name, joined, opens_sentence, raw

_PLACES = ("city", "region", "country")
_DIRECTIONS = frozenset(
    (
        "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "greater", "upper",
        "lower", "new", "old", "metropolitan", "modern", "in", "from", "of", "the", "and", "st", "saint",
    )
)  # fmt: skip
_COMMON = 0.55
_NEAR = 14


def plausible(text: Wording, candidate: Candidate, language: str, gazetteer: Gazetteer, named: set[str]) -> bool:
    """Whether the words can be the name of a place here; names of other types always can.

    ``named`` are the ids of entities named before.
    """
    if any(reading.entity.type not in _PLACES for reading in candidate.readings):
        return True
    if _of_club(text, candidate):
        return False
    if all(_coincidence(reading, gazetteer, named) for reading in candidate.readings):
        return False
    if candidate.of_type("country") or candidate.last - candidate.first > 1:
        return True
    return not _everyday_word(text, candidate, language) and not _surname(text, candidate)


def _coincidence(reading: Reading, gazetteer: Gazetteer, named: set[str]) -> bool:
    """An adjective that a town in -ск gives only by chance («советский», Советск): no province has its name."""
    name = reading.name.text.lower()
    if not reading.adjective or reading.entity.type != "city" or not name.endswith(("ск", "цк", "ськ", "цьк")):
        return False
    if reading.entity.id in named:
        return False
    stem = name.removesuffix("ьк").removesuffix("к")
    province = (f"{stem}кая", "область") if reading.name.language == "ru" else (f"{stem}ька", "область")
    return not gazetteer.forms(province)


def _everyday_word(text: Wording, candidate: Candidate, language: str) -> bool:
    """A word of everyday language that has its capital only from the sentence («Роль», "Reading")."""
    if any(reading.adjective for reading in candidate.readings) or not opens_sentence(text, candidate.first):
        return False
    word = text.words[candidate.first]
    exact = any(reading.how == 0 for reading in candidate.readings)
    if language == "ru":
        return common_word(word)
    return known(word, language) >= (_COMMON if exact else 0.4) and language in ("en", "uk")


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


def _of_club(text: Wording, candidate: Candidate) -> bool:
    """Whether sport is spoken of right around and the name stands for a club."""
    lists = negatives()
    first, last = candidate.first, candidate.last
    if (first and text.words[first - 1] in lists["club"]) or (last < len(text) and text.words[last] in lists["club"]):
        return True
    near = text.words[max(0, first - _NEAR) : last + _NEAR]
    return len(lists["sports"] & set(near)) >= 2
