"""Names that no list and no head word explains: what a stretch of capitals or a quoted word names, if anything.

Every such stretch that is left over is weighed by the clues in and beside it (``data/kinds.yml``) with weights learned
from marked-up passages by ``python -m benchmarks.learn``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gazetteer import Wording
from language import known
from nlp.names.beyond import Beyond
from nlp.names.clue_words import patterns
from nlp.names.foreign import is_ranking, latin_run
from nlp.names.found import Found
from nlp.names.heads import head_of, negatives
from nlp.names.money import of_figures
from nlp.names.plausibility import of_club
from nlp.names.span import (
    adjective,
    between,
    capital,
    capitals,
    common_word,
    dated,
    dateline,
    given_name,
    in_address,
    inside_quotes,
    joined,
    latin,
    line_in_capitals,
    numbered,
    opens_sentence,
    raw,
)
from nlp.names.standing import Standing, clues_of_place
from nlp.names.weighing import Weights, read_weights

NOTHING = "nothing"
WEIGHTS = Path(__file__).parent / "data" / "kinds.tsv"
_PLACES = ("city", "region", "country")
_JOINING = ("-", "‑", ".")
_CYRILLIC = ("ru", "uk")
_LONGEST = 6
_LONGEST_QUOTED = 8
_CLUSTER = frozenset(("cluster", "clusters", "кластер", "кластере", "кластера", "кластері"))
_NEAR = 3
_STEM = 6
_ENDING = 3
_PAUSE = re.compile(r"[.!?;:\n]")
_SCRIPTS = frozenset(("english", "latin in cyrillic", "cyrillic"))
_EARLIER = 120
_AROUND = 150
_RARE = 0.40
_SHORT = 4
_DULL = 0.3
_PLAIN = {"ru": 0.47, "uk": 0.6}
_ORDERS = ("іть", "йте", "ймо")
_LEAST = 5
_STEPS = 10
_LONGEST_ENDING = 3
_LOUD = 4
"""Words from which a line in capitals is a title, in which a capital says nothing."""
_UNKNOWN = 0.25
_SURE, _LIKELY, _HARDLY = 0.45, 0.35, 0.15
"""How likely a name must be; how likely where nothing at all is less likely than the last."""
_SPEECH = re.compile(r"[,.!?…]?[»”“\"][,.]?\s?[–—]|[,.!?…][»”“\"]")
"""What ends words that somebody says."""
_OPENING_QUOTE = re.compile(r"[«„“\"]")
_NO_NAME = re.compile(r"[IVXLC]+|\d+|[A-Z]{2,}s")
_SURNAME = re.compile(r"(?<=[а-яіїє]{3})(?:енко|чук|цев|цева|ович|евич)$")
"""Endings that surnames have and names of bodies do not, without quotes."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words ``first`` to ``last`` (exclusive) that may be a name; ``places``: how many of them belong to places."""

    first: int
    last: int
    start: int
    stop: int
    quoted: bool = False
    places: int = 0


_OF_PERSON = "two plain words", frozenset(("given name", "before of person", "after role"))


class Kinds:
    """Says what a stretch names."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def of(self, stretch: Stretch, clues: frozenset[str]) -> tuple[str, float]:  # noqa: ARG002 - for those who note what is asked
        """The kind and its likelihood; what has the looks of a person is one rather than nothing."""
        shares = self._weights.likelihoods(clues)
        if looks_like_person(clues) and shares["person"] > _LIKELY and shares["person"] >= _most_named(shares):
            return "person", shares["person"]
        return decided(shares)


def _most_named(shares: Mapping[str, float]) -> float:
    """How likely the likeliest kind of name is."""
    return max(share for kind, share in shares.items() if kind != NOTHING)


def decided(shares: Mapping[str, float]) -> tuple[str, float]:
    """The likeliest kind where it is likely enough, else nothing; less will do where it is hardly nothing."""
    kind = max(shares, key=lambda name: shares[name])
    enough = _LIKELY if shares[NOTHING] < _HARDLY else _SURE
    return (kind, shares[kind]) if shares[kind] > enough else (NOTHING, shares[NOTHING])


@lru_cache(maxsize=1)
def learned_kinds() -> Kinds:
    """The kinds with the weights of ``data/kinds.tsv``."""
    return Kinds(read_weights(WEIGHTS))


def unexplained_names(
    text: Wording,
    found: Sequence[Found],
    language: str,
    kinds: Kinds,
    beyond: Beyond,
    near: str,
    stands: Standing,
) -> Iterator[Found]:
    """The names among the stretches that ``found`` leaves over; some hold a place found ("Brainport Eindhoven").

    ``beyond`` is asked what else the document says of them, ``near`` is the text of the blocks around, ``stands`` says
    where in the document the text stands.
    """
    for stretch in stretches(text, found, language):
        elsewhere = (
            *beyond.clues(text.words[stretch.first : stretch.last], near),
            *clues_of_place(text, stretch.first, stretch.last, language, stands),
        )
        kind, likelihood = kinds.of(stretch, clues(text, stretch, found, language, elsewhere))
        if stretch.last - stretch.first > 1 and language in _CYRILLIC and is_ranking(text.words[stretch.last - 1]):
            kind = "ranking"
        if _sent_from(text, stretch.first, stretch.last, language):
            kind = "city"
        if kind != NOTHING:
            name = " ".join(text.text[stretch.start : stretch.stop].split())
            yield Found(stretch.start, stretch.stop, kind, "", round(40 + 30 * likelihood, 2), "discovered", name=name)


def stretches(text: Wording, found: Sequence[Found], language: str) -> Iterator[Stretch]:
    """The runs of capitals and the quoted names that no name found explains."""
    taken, placed = _covered(text, found)
    inside: set[int] = set()
    for quoted in _quoted(text):
        words = range(quoted.first, quoted.last)
        if not any(at in taken for at in words):
            inside.update(words)
            if not all(at in placed for at in words):
                yield quoted
    taken |= inside
    at = 0
    for place in _beginnings(text, language):
        if place < at or place in taken:
            continue
        first, last = _run_around(text, place, at, taken, language)
        at = place
        sent_from = _sent_from(text, first, last, language)
        if first == place and not sent_from:
            first = _without_opener(text, at, last, language)
        if (
            last > first
            and any(place not in placed for place in range(first, last))
            and (sent_from or _namelike(text, first, last, placed, language))
        ):
            places = sum(place in placed for place in range(first, last))
            yield Stretch(first, last, text.starts[first], text.stops[last - 1], places=places)
        at = last


def _beginnings(text: Wording, language: str) -> list[int]:
    """The words with a capital that may begin a run; in Cyrillic text it may stand inside («onGranada», «єРобота»)."""
    if language not in _CYRILLIC:
        return capitals(text)
    words = (raw(text, at) for at in range(len(text)))
    return [at for at, word in enumerate(words) if word[0].isalpha() and not word.islower()]


def _covered(text: Wording, found: Sequence[Found]) -> tuple[frozenset[int], frozenset[int]]:
    """The words of names found, and apart from them those of places."""
    taken: set[int] = set()
    placed: set[int] = set()
    for one in found:
        words = range(bisect_left(text.starts, one.start), bisect_left(text.starts, one.stop))
        named_by_place = one.type == "cluster" and len(words) == 1
        (placed if one.type in _PLACES or named_by_place else taken).update(words)
    return frozenset(taken), frozenset(placed - taken)


def _quoted(text: Wording) -> Iterator[Stretch]:
    for opening in _OPENING_QUOTE.finditer(text.text):
        span = inside_quotes(text.text, opening.start(), 80)
        if span is None:
            continue
        start, stop = span
        first, last = bisect_left(text.starts, start), bisect_left(text.starts, stop)
        name = text.text[start:stop]
        if (
            first < last
            and any(map(str.isalpha, name))
            and last - first <= _LONGEST_QUOTED
            and _SPEECH.match(text.text, stop) is None
            and not of_club(text, first, last)
            and (name[0].isupper() or name[0].isdigit() or latin(name[0]) or not name.split()[0].islower())
        ):
            yield Stretch(first, last, start, stop, quoted=True)


def _run_around(text: Wording, place: int, least: int, taken: frozenset[int], language: str) -> tuple[int, int]:
    """The run of a capital word, which no word before ``least`` and none taken belongs to."""
    if language not in _CYRILLIC or not latin(raw(text, place)):
        return place, _run(text, place, taken, language)
    first, last = latin_run(text, place, least, taken)
    return first, max(min(numbered(text, last), place + _LONGEST), _run(text, place, taken, language))


def _run(text: Wording, at: int, taken: frozenset[int], language: str) -> int:
    """The end of the run of capital words that begins here; ``at`` where none does."""
    last = at
    cyrillic = language in _CYRILLIC
    while last < len(text) and last not in taken and last - at < _LONGEST:
        if not capital(text, last) and last > at:
            break
        if last > at and (not _goes_on(text, last) or (cyrillic and _begins_person(text, last))):
            break
        last += 1
    if not cyrillic or last == at:
        return last
    return min(numbered(text, last), at + _LONGEST) if latin(raw(text, last - 1)) else dated(text, last)


def _goes_on(text: Wording, at: int) -> bool:
    """Whether a capital word goes on with the name that the word before it belongs to."""
    gap = between(text, at - 1)
    if gap == "." and len(text.words[at - 1]) > 1:
        return True
    return joined(text, at - 1) and not opens_sentence(text, at) and "\n" not in gap


def _begins_person(text: Wording, at: int) -> bool:
    """Whether a person is named behind Latin words or an acronym («Tehnopol Алар Тамківі», «ГКНТ Денис Ким»)."""
    word, before = raw(text, at), raw(text, at - 1)
    if latin(word) or word.isupper() or between(text, at - 1) != " ":
        return False
    two = at + 1 < len(text) and between(text, at) == " " and capital(text, at + 1) and not latin(raw(text, at + 1))
    return two and (latin(before) or given_name(text.words[at])) and not given_name(text.words[at - 1])


def _without_opener(text: Wording, first: int, last: int, language: str) -> int:
    """Where a run begins without the everyday word that opens its sentence."""
    compound = first + 1 < last and between(text, first) in _JOINING and language in _CYRILLIC
    if first == last or compound or not opens_sentence(text, first):
        return first
    if language in _CYRILLIC and all(latin(raw(text, at)) for at in range(first, min(last, first + 2))):
        # A Latin word in a Cyrillic text is no everyday one («Startup Genome», «Audi вложит …»).
        return first
    if _everyday(text, first, language) or _said_of(text, first, last, language) or _dull(text, first, last, language):
        return first + 1
    return first


def _dull(text: Wording, first: int, last: int, language: str) -> bool:
    """Whether a word of the language opens the sentence before another capital («Резиденти Дія.City»)."""
    return first + 1 < last and language == "uk" and known(text.words[first], language) >= _DULL


def _said_of(text: Wording, first: int, last: int, language: str) -> bool:
    """Whether a Cyrillic word that opens its sentence is no name: before a Latin one, or an adjective alone."""
    if language not in ("ru", "uk") or latin(raw(text, first)):
        return False
    if first + 1 < last:
        return latin(raw(text, first + 1)) and between(text, first) == " "
    word, alone = text.words[first], first + 1 < len(text) and joined(text, first)
    return alone and (adjective(word, language) or (language == "uk" and word.endswith(_ORDERS)))


def _everyday(text: Wording, at: int, language: str) -> bool:
    word = text.words[at]
    if raw(text, at).isupper() and len(word) > 1:
        return False
    if latin(word):
        return known(word, "en") >= _RARE
    return common_word(word) if language == "ru" else known(word, language) >= _RARE


def _namelike(text: Wording, first: int, last: int, placed: frozenset[int], language: str) -> bool:
    """Whether a run may be a name at all: no address, no number, no word that only says what kind of thing it is."""
    words = [raw(text, at) for at in range(first, last)]
    if of_club(text, first, last) or (language in _CYRILLIC and _in_title(text, first, last)):
        return False
    if in_address(text.text, text.starts[first], text.stops[last - 1]) or all(
        _NO_NAME.fullmatch(word) or of_figures(text, at) for at, word in zip(range(first, last), words, strict=True)
    ):
        return False
    if negatives()["other_clusters"] & set(text.words[first:last]) and not _CLUSTER.isdisjoint(text.words):
        return False
    rest = [at for at in range(first, last) if at not in placed]
    if len(rest) == 1 and rest[0] == first and _kind_of_thing(text.words[first], language):
        # «Технопарки Турции»
        return False
    if last - first == 1 and (
        _SURNAME.search(text.words[first])
        or _plain(text, first, language)
        or _kind_of_thing(text.words[first], "en" if latin(words[0]) else language)
    ):
        return False
    return any(
        len(word) > 1 and text.words[at] not in negatives()["no_names"] and not _NO_NAME.fullmatch(word)
        for at, word in zip(range(first, last), words, strict=True)
    )


def _in_title(text: Wording, first: int, last: int) -> bool:
    """Whether words stand in a title all in capitals."""
    loud = text.text[text.starts[first] : text.stops[last - 1]].isupper()
    return loud and line_in_capitals(text, first, last) >= _LOUD


def _sent_from(text: Wording, first: int, last: int, language: str) -> bool:
    """Whether Cyrillic words say where a report was sent from."""
    return language in _CYRILLIC and first < last and dateline(text.text, text.starts[first], text.stops[last - 1])


def _plain(text: Wording, at: int, language: str) -> bool:
    """Whether a word that is no acronym is so common that a capital alone makes no name of it («Год», «Всего»)."""
    word = text.words[at]
    if language not in _CYRILLIC or latin(word) or raw(text, at).isupper():
        return False
    return known(word, language) >= _PLAIN[language] and (language != "ru" or common_word(word))


@lru_cache(maxsize=50_000)
def _kind_of_thing(word: str, language: str) -> bool:
    """Whether a word is a head, or the plural of one."""
    ends = range(len(word), max(_LEAST, len(word) - _LONGEST_ENDING) - 1, -1)
    return any(head_of(word[:end], language) is not None for end in ends)


def clues(
    text: Wording, stretch: Stretch, found: Sequence[Found], language: str, elsewhere: Sequence[str] = ()
) -> frozenset[str]:
    """What speaks for one kind or another, by name; ``elsewhere``: what the rest of the document says."""
    said = (
        "always",
        *_of_words(text, stretch, language),
        *_beside(text, stretch, language),
        *_company(text, stretch, found),
        *_neighbours(text, stretch),
        *_said_to_be(text, stretch, language),
    )
    letters = next(one for one in said if one in _SCRIPTS)
    # What a clue says differs with the letters: a weight of its own beside the shared one.
    return frozenset((*said, *(f"{letters}: {one}" for one in said), *elsewhere))


def _neighbours(text: Wording, stretch: Stretch) -> Iterator[str]:
    """The words right before and right behind, without their endings."""
    if stretch.first and not _PAUSE.search(between(text, stretch.first - 1)):
        yield f"behind {text.words[stretch.first - 1][:_STEM]}"
    if stretch.last < len(text) and not _PAUSE.search(between(text, stretch.last - 1)):
        yield f"ahead of {text.words[stretch.last][:_STEM]}"


def _said_to_be(text: Wording, stretch: Stretch, language: str) -> Iterator[str]:
    """What a dash or a comma behind the name says it is («Ideon – старейший научный парк»)."""
    if stretch.last >= len(text) or language not in _CYRILLIC:
        return
    gap = between(text, stretch.last - 1).strip('»”"')
    if gap not in (" – ", " — ", ", ", " - ", " ("):
        return
    for at in range(stretch.last, min(stretch.last + _NEAR + 2, len(text))):
        if capital(text, at) or (at > stretch.last and between(text, at - 1) != " "):
            return
        head = head_of(text.words[at], language)
        if head is not None:
            yield f"said to be {head.type}" if gap.strip() in "–—-" else f"called {head.type}"
            return


def _of_words(text: Wording, stretch: Stretch, language: str) -> Iterator[str]:
    places = range(stretch.first, stretch.last)
    words = [raw(text, at) for at in places]
    yield f"{min(len(words), _SHORT)} words"
    if stretch.quoted:
        yield "quoted"
    if stretch.places:
        yield "holds a place"
        yield "place after hyphen" if between(text, stretch.last - 2) in ("-", "‑") else "place in words"
    if len(words) == 2 and all(word[1:].islower() for word in words):
        yield "two plain words"
    if text.words.count(text.words[stretch.first]) > 1:
        yield "said again"
    if opens_sentence(text, stretch.first):
        yield "opens sentence"
    yield f"ending {text.words[stretch.last - 1][-_ENDING:]}"
    yield from _of_spelling(tuple(words), language)
    yield from _of_meaning(text, places, language)


@lru_cache(maxsize=50_000)
def _of_spelling(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    """What the words themselves tell, wherever they stand: a text says the same names again and again."""
    joint = " ".join(words)
    told = (f"word {name}" for name, pattern in patterns("words") if pattern.search(joint))
    return (*_of_letters(words, language), *told)


def _of_letters(words: Sequence[str], language: str) -> Iterator[str]:
    cyrillic = language in ("ru", "uk")
    foreign = cyrillic and all(latin(word) for word in words)
    yield "latin in cyrillic" if foreign else ("cyrillic" if cyrillic else "english")
    if all(word.isupper() for word in words):
        yield "cyrillic capitals" if cyrillic and not foreign else "all capitals"
    if any(word[1:] != word[1:].lower() and not word.isupper() for word in words):
        yield "capital inside"
    if any(any(char.isdigit() for char in word) for word in words):
        yield "digit"


def _of_meaning(text: Wording, places: range, language: str) -> Iterator[str]:
    if all(_everyday(text, at, language) for at in places):
        yield "everyday words"
    if len(places) == 1:
        common = f"common {int(known(text.words[places[0]], language) * _STEPS)}"
        yield common
        yield f"{common} {'opens' if opens_sentence(text, places[0]) else 'inside'}"
    unknown = [_unknown(text, at, language) for at in places]
    if any(unknown):
        yield "unknown words only" if all(unknown) else "unknown word"
    if all(unknown):
        yield f"unknown {'opens' if opens_sentence(text, places[0]) else 'inside'}"
    if language == "ru" and len(places) == 1 and not latin(raw(text, places[0])):
        yield "dictionary word" if common_word(text.words[places[0]]) else "no dictionary word"
    if any(given_name(text.words[at]) for at in places if not latin(raw(text, at))):
        yield "given name"
    for at, where in ((places[-1], "ends"), (places[0], "begins")):
        head = head_of(text.words[at], "en" if latin(raw(text, at)) else language)
        if head is not None:
            yield f"{where} with {head.type}"


def looks_like_person(clues: frozenset[str]) -> bool:
    """Whether the clues of a stretch are those of a person: marks leave persons out where no fact needs them."""
    return _OF_PERSON[0] in clues and not _OF_PERSON[1].isdisjoint(clues)


def _unknown(text: Wording, at: int, language: str) -> bool:
    word = text.words[at]
    return known(word, "en" if latin(word) else language) < _UNKNOWN


def _beside(text: Wording, stretch: Stretch, language: str) -> Iterator[str]:
    before = text.text[max(0, stretch.start - 40) : stretch.start].lower()
    after = text.text[stretch.stop : stretch.stop + 60]
    yield from (f"before {name}" for name, pattern in patterns("before") if pattern.search(before))
    yield from (f"after {name}" for name, pattern in patterns("after") if pattern.match(after))
    earlier = text.text[max(0, stretch.start - _EARLIER) : stretch.start].lower()
    yield from (f"announced {name}" for name, pattern in patterns("announced") if pattern.search(earlier))
    for distance in range(1, _NEAR + 1):
        at = stretch.first - distance
        if at < 0 or "." in between(text, at):
            break
        head = head_of(text.words[at], "en" if latin(text.words[at]) else language)
        if head is not None:
            yield f"head {head.type} before" if distance > 1 else f"head {head.type} right before"
            break
    if stretch.last < len(text):
        head = head_of(text.words[stretch.last], "en" if latin(text.words[stretch.last]) else language)
        if head is not None and not between(text, stretch.last - 1).strip('»”" '):
            yield f"head {head.type} right after"


def _company(text: Wording, stretch: Stretch, found: Sequence[Found]) -> Iterator[str]:
    """The kinds of the names it is listed with, and what the sentence speaks of."""
    for one in found:
        if one.type in _PLACES:
            continue
        if one.stop <= stretch.start and _listing(text.text, one.stop, stretch.start):
            yield f"listed after {one.type}"
        elif one.start >= stretch.stop and _listing(text.text, stretch.stop, one.start):
            yield f"listed before {one.type}"
    yield from spoken_near(text.text, stretch.start, stretch.stop)


def spoken_near(text: str, start: int, stop: int) -> Iterator[str]:
    """What the characters around speak of."""
    for name, places in _spoken_of(text):
        if bisect_left(places, start - _AROUND) < bisect_left(places, stop + _AROUND):
            yield f"near {name}"


@lru_cache(maxsize=16)
def _spoken_of(text: str) -> tuple[tuple[str, list[int]], ...]:
    """Where in a text things are spoken of that say what the names near them name."""
    low = text.lower()
    return tuple((name, [found.start() for found in pattern.finditer(low)]) for name, pattern in patterns("near"))


_LISTED = re.compile(r"[»”\"]?(?:,|,? (?:and|и|та|і|й|or|или|або))\s(?:the )?[«„“\"]?")


def _listing(text: str, start: int, stop: int) -> bool:
    return stop - start < 9 and _LISTED.fullmatch(text, start, stop) is not None
