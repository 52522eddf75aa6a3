"""Hyphens at line ends: which were put in by the typesetter and which belong to the word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from extract.repair.edits import Edit
from extract.repair.lexicon import Lexicon

_AT_LINE_END = re.compile("(?<=[\\w'’ʼ])([-‐\u00ad\ufffe¬])([ \t]*\n\\s*|(?<=\ufffe))([^\\W\\d_]{1,60})(?![^\\W\\d_])")
_LEFT = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*['’ʼ]?$")
_FARTHEST = 80
_CONTINUED = re.compile(r"-[^\W\d_]")
_ORDINAL = re.compile(r"(?<=\d)-[ \t]*\n[ \t]*(?=[a-zа-яёіїєґ]+\b)")
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
    "ru": frozenset(("во", "кое", "кой", "вице", "экс", "мини", "топ", "пресс", "бизнес", "онлайн", "интернет")),
    "uk": frozenset(
        (
            *("будь", "казна", "хтозна", "бозна", "віце", "екс", "міні", "топ", "прес", "бізнес", "онлайн"),
            *("інтернет", "плей", "секонд", "майстер", "веб", "смарт", "стоп"),
        )
    ),
}
_LAST_PARTS = {
    "en": frozenset(("based", "related", "oriented", "driven", "led", "wide", "free", "term", "scale", "level")),
    "ru": frozenset(("то", "либо", "нибудь", "таки", "ка", "шоу")),
    "uk": frozenset(("то", "небудь", "таки", "но", "от", "шоу")),
}
_BEFORE_PARTICLES = re.compile(
    r"(?:к[аоу]|что|чт|че|чь|где|зач|поч|отк|ск|х|щ|ч|я|де|зв|всё|все|опять|дай|так|як).{0,6}"
)
_GROWN_TOGETHER = re.compile(
    r"(?:много|мало|высоко|низко|авто|агро|био|гео|гидро|микро|макро|нано|нейро|радио|теле|электро|энерго|фото|само|"
    r"средне|обще|меж|сверх|супер|кино|вело|аэро|ино|баг[ао]то|високо|низько|біо|гео|гідро|мікро|макро|радіо|електро|"
    r"енерго|середньо|загально|між|над)"
)
_BEFORE_NAMES = frozenset(
    (
        "al", "el", "as", "az", "ash", "ibn", "bin", "ul", "non", "anti", "pro", "pre", "post", "mid", "pan", "ex",
        "аль", "эль", "ель", "ас", "аш", "ар", "ат", "ибн", "ібн", "фон",
    )
)  # fmt: skip
_ADJECTIVE_STEM = re.compile(r"\w{2}(?:ск|ськ|цк|цьк|ическ|ичн|ічн|ов|ев|єв)о$")
_ADJECTIVE = re.compile(r"^\w{3,}(?:[иы]й|[ая]я|[ое]е|[иы]е|[ое]го|ої|[ое]му|[ыи]м|[ыи]х|[ыи]ми|ую|ою|не|на|ні|ський)$")
_FROM = frozenset(("з", "із", "зі"))
_BETWEEN = frozenset(("за", "під", "над", "поміж", "перед", "посеред", "понад"))
_BY_ORDER = frozenset(("перше", "друге", "третє", "четверте", "п'яте", "шосте", "сьоме"))
_IMPERATIVE_ENDS = ("и", "й", "ь", "мо", "ім", "те")
_ADJECTIVE_ENDS = ("ый", "ий", "ой", "ая", "а")
_LEAST_DOUBLED = 4
_LONG = 6
"""Letters of a word that is hardly ever a rare short one by chance."""
_RARE = 0.02
_UNUSUAL = 0.005
_REAL = 1e-7
_NUMBER = re.compile(
    r"(?:дв|тр[иеёоьі]|четыр|чотир|п['’ʼ]?ят|шест|шіст|шост|сем|сім|вос|вісім|дев['’ʼ]?ят|десят)\w{0,5}"
)
_SUCH = re.compile(r"(?:так|сяк)\w{0,3}")
_SYLLABLE = 3
_LINK = 2
"""Letters of what links the parts of a name or phrase: it stands between hyphens of its own."""


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
        goes_on = _CONTINUED.match(text, found.end()) is not None
        within = goes_on and _within_compound(left.group(), found.group(3), lexicon)
        if within or ((goes_on or "-" in left.group()) and _syllables(left.group(), found.group(3))):
            yield Edit(found.start(1), found.end(2), "-", "hyphen", 0.85)
            continue
        verdict = _verdict(left.group(), found.group(3), found.group(1), lexicon, seen)
        if verdict is not None:
            keep, confidence = verdict
            yield Edit(found.start(1), found.end(2), "-" if keep else "", "hyphen", confidence)


def _within_compound(left: str, right: str, lexicon: Lexicon) -> bool:
    """«всього-на-всього», «рок-н-ролл»: a word and the next one of a compound that goes on after them."""
    if lexicon.knows((left.rsplit("-", 1)[-1] + right).lower()):
        return False
    return len(right) <= _LINK or all(map(lexicon.knows, (left.lower(), right.lower())))


def _syllables(left: str, right: str) -> bool:
    """«ГА-ЛА-МА»: a name spelled in capitals by syllables, too short to be broken inside one."""
    last = left.rsplit("-", 1)[-1]
    return max(len(last), len(right)) <= _SYLLABLE and last.isupper() and right.isupper()


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
        return (True, 0.9) if left[0].isupper() or left in _BEFORE_NAMES else None
    if right.isupper() != last.isupper() and len(last) > 1:
        return True, 0.9
    in_text_joined, in_text_kept = (left + right).lower() in seen, f"{left}-{right}".lower() in seen
    if in_text_joined != in_text_kept:
        return in_text_kept, 0.98
    joined, first, second = lexicon.share((last + right).lower()), last.lower(), right.lower()
    if len(left) == 1 or _particle(first, second, joined, lexicon) or _doubled(first, second, joined, lexicon):
        return True, 0.9
    if _in_dictionary(first, second, joined, lexicon):
        return True, 0.9
    if _set_phrase(left, first, second, joined, lexicon):
        return True, 0.88
    if joined and not _rarely_joined(first, second, joined, lexicon):
        return False, 0.97
    return (True, 0.85) if _compound(first, second, lexicon) else (False, 0.8)


def _particle(first: str, second: str, joined: float, lexicon: Lexicon) -> bool:
    """«кто-то», «по-русски»: particles and prefixes that are always hyphenated."""
    language = lexicon.language
    if language not in ("ru", "uk"):
        return False
    if second == "но":
        return first.endswith(_IMPERATIVE_ENDS) and language == "uk" and not joined
    if language == "uk" and (second == "бо" or (first in _FROM and second in _BETWEEN)):
        return joined < _UNUSUAL * min(lexicon.share(first), lexicon.share(second))
    if first != "по":
        return second in _LAST_PARTS[language] and _BEFORE_PARTICLES.fullmatch(first) is not None
    if second in _BY_ORDER or (not joined and second.endswith(("ски", "цки", "ськи", "цьки"))):
        return True
    return second.endswith(("ому", "ему", "єму")) and lexicon.share(second) > joined


def _doubled(first: str, second: str, joined: float, lexicon: Lexicon) -> bool:
    """«ледве-ледве», «стріляний-перестріляний»: the same word again, as it is or with a prefix."""
    if first == second:
        return joined < _RARE * lexicon.share(first)
    return not joined and len(first) >= _LEAST_DOUBLED and second.endswith(first)


def _in_dictionary(first: str, second: str, joined: float, lexicon: Lexicon) -> bool:
    """Whether a dictionary lists the compound with its hyphen, and the joined form is no word or a rare one.

    The Russian dictionary alone does; the lists of words count compounds by their parts.
    """
    if lexicon.language != "ru" or not lexicon.knows(f"{first}-{second}"):
        return False
    rare = joined < _RARE * min(lexicon.share(first), lexicon.share(second))
    return rare or not lexicon.in_dictionary(first + second)


def _rarely_joined(first: str, second: str, joined: float, lexicon: Lexicon) -> bool:
    """Whether two common words hardly ever stand as one: «гірничо-хімічний», «греко-католицький», "sky-high".

    Lists of words are made of texts in which somebody always forgets a hyphen.
    """
    if lexicon.language == "en":
        return joined < _UNUSUAL * min(lexicon.share(first), lexicon.share(second)) and _compound(
            first, second, lexicon
        )
    if lexicon.language != "uk" or not first.endswith("о") or not _ADJECTIVE.search(second):
        return False
    return joined < _UNUSUAL * min(lexicon.share(first), lexicon.share(second)) and _compound(first, second, lexicon)


def _set_phrase(left: str, first: str, second: str, joined: float, lexicon: Lexicon) -> bool:
    """Two words that make compounds, while their joined form is hardly ever met ("long-term")."""
    listed = first in _FIRST_PARTS[lexicon.language] or second in _LAST_PARTS[lexicon.language] or "-" in left
    parts = min(lexicon.share(first), lexicon.share(second))
    return listed and parts > 0.0 and joined < _RARE * parts


def _compound(left: str, right: str, lexicon: Lexicon) -> bool:
    """Whether two parts, whose joined form is no word, are a compound."""
    if lexicon.language == "en":
        return lexicon.knows(left) and lexicon.knows(right) and len(left) > 2 and len(right) > 2
    if (_ADJECTIVE_STEM.search(left) and _ADJECTIVE.search(right)) or _same_case(left, right, lexicon):
        return True
    if any(pair.fullmatch(left) and pair.fullmatch(right) for pair in (_NUMBER, _SUCH)):
        return True  # «дві-три», «такий-сякий»
    if len(left) < 3 or len(right) < 4 or not lexicon.knows(right) or _GROWN_TOGETHER.fullmatch(left):
        return False
    if lexicon.share(right) <= _REAL and len(right) < _LONG:
        return False
    long = len(left) >= _LONG and lexicon.knows(left)
    return long or lexicon.share(left) > _REAL or _from_adjective(left, lexicon)


def _same_case(left: str, right: str, lexicon: Lexicon) -> bool:
    """An apposition, both nouns in one case: «батькам-лісівникам», «ниточками-павутинками»."""
    if len(left) <= _LEAST_DOUBLED or len(right) < _LONG or left[-2:] != right[-2:]:
        return False
    if lexicon.share(left) > _REAL:
        return True
    return len(left) >= _LONG and (lexicon.knows(left) or left.endswith(("ами", "ями")))


def _from_adjective(left: str, lexicon: Lexicon) -> bool:
    """«аграрно»: an adjective's stem, which joins on to another."""
    return len(left) > 3 and left[-1] == "о" and any(lexicon.knows(left[:-1] + ending) for ending in _ADJECTIVE_ENDS)
