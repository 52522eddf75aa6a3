"""The noun that a number counts: the phrase after the number, its head, and the indicators that know it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gazetteer import indicators
from nlp.facts.quantity import Quantity
from nlp.facts.scan import Scan
from nlp.facts.tokens import word_set

_REACH = 7
_EN_PLURALS = word_set("staff personnel people men women children data patents media")
_EN_SINGULARS = ("ss", "us", "is", "ics")
_RU_ADJECTIVE = (
    "ых",
    "их",
    "ого",
    "его",
    "ому",
    "ему",
    "ым",
    "им",
    "ыми",
    "ими",
    "ая",
    "яя",
    "ое",
    "ее",
    "ые",
    "ие",
    "ую",
    "юю",
    "ой",
)
_UK_ADJECTIVE = (
    "их",
    "іх",
    "ими",
    "ого",
    "ому",
    "ній",
    "ні",
    "ські",
    "цькі",
    "ові",
    "ті",
    "ьні",
    "ва",
    "на",
    "ну",
    "ною",
    "ної",
    "ська",
    "ське",
    "не",
)
_LINKS = frozenset(["-", "–", "&", "/", "'", '"', "«", "»", "“", "”", "‘", "’"])


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: tokens of the phrase, the slugs that know its noun, or only the words.

    ``known`` are the slugs, empty when no indicator knows the noun. ``first`` equals ``last`` when there is none.
    """

    first: int
    last: int
    known: tuple[str, ...] = ()
    person: bool = False

    @property
    def empty(self) -> bool:
        """Whether no noun follows."""
        return self.first == self.last


def counted(scan: Scan, quantity: Quantity, names_at: frozenset[int]) -> Counted:
    """The noun that ``quantity`` counts; ``names_at`` are tokens of names."""
    at = quantity.last
    person = scan.starting("person", at)
    if person is not None:
        return Counted(at, at, person=True)
    if scan.language == "en":
        if scan.fold(at) in ("are", "were"):
            found = _english(scan, at + 1, names_at)
            return found if found.known else Counted(at, at)
        return _english(scan, at, names_at)
    return _slavic(scan, at, names_at)


def _stops(scan: Scan, at: int) -> bool:
    token = scan.tokens[at]
    if token.kind in ("number", "code"):
        return True
    if token.kind == "mark":
        return token.fold not in _LINKS or (token.fold in ("–", "-") and not token.tight)
    return scan.starting("not_noun", at) is not None


def _english(scan: Scan, start: int, names_at: frozenset[int]) -> Counted:
    best: tuple[int, int, tuple[str, ...]] | None = None
    plural = 0
    whole = _whole_phrase(scan, start)
    if whole is not None:
        return whole
    at = start
    while at < min(start + _REACH, len(scan.tokens)):
        if _stops(scan, at):
            break
        slugs = _noun_hits(scan, at)
        if slugs:
            last = slugs[0]
            best = (start, last, slugs[1])
            plural = 0
            at = last
            continue
        if scan.tokens[at].kind == "word" and _plural(scan.fold(at)) and at not in names_at:
            if best is None and not plural:
                plural = at + 1
        elif best is not None or plural:
            break
        at += 1
    if best is not None and (not plural or plural <= best[1]):
        return Counted(*best)
    if best is not None:
        return Counted(*best)
    return Counted(start, plural) if plural else Counted(start, start)


def _whole_phrase(scan: Scan, start: int) -> Counted | None:
    """A known phrase right at the number may hold words that end a noun phrase ("of them", "in the ranking")."""
    hits = _noun_hits(scan, start)
    if hits and hits[0] - start > 1:
        return Counted(start, hits[0], hits[1])
    return None


def _noun_hits(scan: Scan, at: int) -> tuple[int, tuple[str, ...]] | None:
    hits = [hit for hit in scan.found("noun") if hit.first == at]
    if not hits:
        return None
    last = max(hit.last for hit in hits)
    inner = {hit.key for hit in scan.found("noun") if at < hit.first < last == hit.last and hit.key in _framed()}
    return last, tuple(sorted(inner.union(hit.key for hit in hits if hit.last == last)))


@cache
def _framed() -> frozenset[str]:
    """Indicators that a frame brings: what is selected or entered may be any of "innovative small firms"."""
    return frozenset(indicator.slug for indicator in indicators() if indicator.frames)


def _plural(word: str) -> bool:
    return word in _EN_PLURALS or (len(word) > 3 and word.endswith("s") and not word.endswith(_EN_SINGULARS))


def _slavic(scan: Scan, start: int, names_at: frozenset[int]) -> Counted:
    adjective = _RU_ADJECTIVE if scan.language == "ru" else _UK_ADJECTIVE
    at = start
    while at < min(start + _REACH, len(scan.tokens)):
        hits = _noun_hits(scan, at)
        if hits:
            return Counted(start, hits[0], hits[1])
        if _stops(scan, at):
            break
        token = scan.tokens[at]
        if token.kind == "word":
            if at in names_at and token.capital and not token.fold.endswith(adjective):
                break
            if (
                not token.fold.endswith(adjective)
                and not (token.capital and len(token.fold) <= 4)
                and not scan.starting("person", at)
            ):
                if token.fold.endswith(("-", "но", "нно")) or len(token.fold) < 3:
                    at += 1
                    continue
                broken = scan.fold(at + 1) == "-" and at + 2 == len(scan.tokens)
                return Counted(start, start) if broken else Counted(start, at + 1)
        at += 1
    return Counted(start, start)
