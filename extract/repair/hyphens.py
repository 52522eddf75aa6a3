"""Hyphens at line ends: which were put in by the typesetter and which belong to the word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from extract.repair.edits import Edit
from extract.repair.lexicon import Lexicon

_AT_LINE_END = re.compile("(?<=[\\w'’ʼ])([-‐\u00ad\ufffe¬])([ \t]*\n\\s*|(?<=\ufffe))([^\\W\\d_]{1,60})(?![^\\W\\d_])")
_LEFT = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*['’ʼ]?$")
_FARTHEST = 80
_ORDINAL = re.compile(r"(?<=\d)-[ \t]*\n\s*(?=[^\W\d_]{1,3}\b)")
HYPHENATED = re.compile("[\\w'’ʼ][-‐\u00ad\ufffe¬][ \t]*\n|\ufffe")
_ADDRESS = re.compile(r"@|://|www\.|\w\.[a-zа-я]{2,}\b|/")
_FIRST_PARTS = {
    "en": frozenset(
        [
            "self",
            "ex",
            "non",
            "anti",
            "quasi",
            "semi",
            "all",
            "well",
            "co",
            "multi",
            "cross",
            "high",
            "low",
            "long",
            "short",
            "large",
            "small",
            "medium",
            "world",
            "state",
            "land",
            "public",
            "private",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "first",
            "second",
            "third",
            "mid",
            "leading",
            "cutting",
            "full",
            "part",
            "real",
            "risk",
            "cost",
            "data",
            "user",
            "job",
            "on",
            "off",
            "in",
            "up",
            "decision",
            "policy",
        ]
    ),
    "ru": frozenset(("по", "во", "кое", "кой", "вице", "экс", "мини", "топ", "пресс", "бизнес", "онлайн", "интернет")),
    "uk": frozenset(("по", "казна", "хтозна", "віце", "екс", "міні", "топ", "прес", "бізнес", "онлайн", "інтернет")),
}
_LAST_PARTS = {
    "en": frozenset(("based", "related", "oriented", "driven", "led", "wide", "free", "term", "scale", "level")),
    "ru": frozenset(("то", "либо", "нибудь", "таки", "ка")),
    "uk": frozenset(("то", "небудь", "таки", "но", "от")),
}
_BEFORE_PARTICLES = re.compile(
    r"(?:к[аоу]|что|чт|че|чь|где|зач|поч|отк|ск|х|щ|ч|я|де|зв|всё|все|опять|дай|так|як).{0,6}"
)
_GROWN_TOGETHER = re.compile(
    r"(?:много|мало|высоко|низко|авто|агро|био|гео|гидро|микро|макро|нано|нейро|радио|теле|электро|энерго|фото|само|"
    r"средне|обще|меж|сверх|супер|кино|вело|аэро|ино|баг[ао]то|високо|низько|біо|гео|гідро|мікро|макро|радіо|електро|"
    r"енерго|середньо|загально|між|над)"
)
_RARE = 0.02
_REAL = 1e-7


def line_end_hyphens(text: str, lexicon: Lexicon, seen: Collection[str]) -> Iterator[Edit]:
    """Edits that join the words broken at line ends; a compound keeps its hyphen and loses the line break.

    ``seen`` are the words (lower case) that stand unbroken elsewhere in the document.
    """
    if HYPHENATED.search(text) is None:
        return
    found = [*_broken_words(text, lexicon, seen), *_broken_ordinals(text)]
    yield from sorted(found, key=lambda edit: edit.start)


def _broken_words(text: str, lexicon: Lexicon, seen: Collection[str]) -> Iterator[Edit]:
    for found in _AT_LINE_END.finditer(text):
        before = text[max(0, found.start() - _FARTHEST) : found.start()]
        token = before.split()[-1] if before and not before[-1].isspace() else ""
        left = _LEFT.search(token)
        if left is None or _ADDRESS.search(token) is not None:
            continue
        verdict = _verdict(left.group(), found.group(3), found.group(1), lexicon, seen)
        if verdict is not None:
            keep, confidence = verdict
            yield Edit(found.start(1), found.end(2), "-" if keep else "", "hyphen", confidence)


def _broken_ordinals(text: str) -> Iterator[Edit]:
    """A figure and its ending («11-й») keep the hyphen."""
    for found in _ORDINAL.finditer(text):
        yield Edit(found.start(), found.end(), "-", "hyphen", 0.9)


def _verdict(  # noqa: PLR0911  # the rules in their order
    left: str, right: str, mark: str, lexicon: Lexicon, seen: Collection[str]
) -> tuple[bool, float] | None:
    """Whether the hyphen stays, and how sure that is; None when nothing is known and the line break stays."""
    last = left.rsplit("-", 1)[-1]
    if mark == "\u00ad":
        return False, 0.99
    if right[0].isupper() and not right.isupper():
        return (True, 0.9) if left[0].isupper() else None
    if right.isupper() != last.isupper() and len(last) > 1:
        return True, 0.9
    in_text_joined, in_text_kept = (left + right).lower() in seen, f"{left}-{right}".lower() in seen
    if in_text_joined != in_text_kept:
        return in_text_kept, 0.98
    joined, first, second = lexicon.share((last + right).lower()), last.lower(), right.lower()
    if len(last) == 1 or _particle(first, second, lexicon.language):
        return True, 0.9
    if _set_phrase(left, first, second, joined, lexicon):
        return True, 0.88
    if joined:
        return False, 0.97
    return (True, 0.85) if _compound(first, second, lexicon) else (False, 0.8)


def _particle(first: str, second: str, language: str) -> bool:
    """«кто-то», «по-русски»: particles and prefixes that are always hyphenated."""
    if language not in ("ru", "uk"):
        return False
    if second in _LAST_PARTS[language]:
        return _BEFORE_PARTICLES.fullmatch(first) is not None
    return first == "по" and second.endswith(("ски", "цки", "ому", "ему", "ськи", "цьки"))


def _set_phrase(left: str, first: str, second: str, joined: float, lexicon: Lexicon) -> bool:
    """Two words that make compounds, while their joined form is hardly ever met ("long-term")."""
    listed = first in _FIRST_PARTS[lexicon.language] or second in _LAST_PARTS[lexicon.language] or "-" in left
    parts = min(lexicon.share(first), lexicon.share(second))
    return listed and parts > 0.0 and joined < _RARE * parts


def _compound(left: str, right: str, lexicon: Lexicon) -> bool:
    """Whether two parts, whose joined form is no word, are a compound."""
    if lexicon.language == "en":
        return lexicon.knows(left) and lexicon.knows(right) and len(left) > 2 and len(right) > 2
    if len(left) < 3 or len(right) < 4 or not lexicon.knows(right) or _GROWN_TOGETHER.fullmatch(left):
        return False
    return lexicon.share(left) > _REAL or (len(left) > 3 and left.endswith("о"))
