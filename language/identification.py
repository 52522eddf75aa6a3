"""Which language a text is in.

English, Russian and Ukrainian are told apart by script, by letters that only one of them has, and by a table of
character n-grams. Text that is plausibly none of the three is given to langdetect, which is loaded then.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache

from language.frequency import common
from language.ngrams import score

_CYRILLIC = re.compile(r"[\u0400-\u052f]+(?:['’ʼ][\u0400-\u052f]+)*")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+(?:['’][A-Za-z\u00c0-\u024f]+)*")
_WORD = re.compile(r"[\u0400-\u052fA-Za-z\u00c0-\u024f\u1e00-\u1eff]+(?:['’ʼ][\u0400-\u052fA-Za-z\u00c0-\u024f]+)*")
_OTHER_LETTERS = re.compile(r"[^\W\d_\u0041-\u024f\u0400-\u052f\u1e00-\u1eff]")
_ONLY_RUSSIAN = frozenset("ёъыэ")
_ONLY_UKRAINIAN = frozenset("ґєії")
_FOREIGN_LETTERS: tuple[tuple[str, str, str], ...] = (
    ("be", "ў", "ищъї"),
    ("sr", "ђћ", "йьяюыэщ"),
    ("mk", "ѓќѕ", "йьяюыэщ"),
    ("sr", "љњџј", "йьяюыэщ"),
    ("kk", "әғқңұһө", "ъёщ"),
)
_SCRIPTS = (
    ("el", 0x0370, 0x0400),
    ("hy", 0x0530, 0x0590),
    ("he", 0x0590, 0x0600),
    ("ka", 0x10A0, 0x1100),
    ("ko", 0x1100, 0x1200),
    ("ko", 0xAC00, 0xD7B0),
    ("th", 0x0E00, 0x0E80),
)
_CYRILLIC_LANGUAGES = frozenset(("ru", "uk", "be", "bg", "mk", "sr", "kk"))
_ENGLISH_LITTLE_WORDS = frozenset(
    (
        "the", "of", "and", "to", "is", "that", "with", "which", "from", "this", "have", "has", "are", "been",
        "their", "they", "would", "not", "were", "by", "it", "you", "we", "could", "should", "these", "there",
    )
)  # fmt: skip
_ENGLISH_RATE = 0.2
_FOREIGN_SHARE = 0.008
"""Share of a foreign letter among all: below it, a name or a list of letters stands in the text."""
_ENOUGH_WORDS = 64
_CYRILLIC_WEIGHT = 2
"""Latin names stand in Cyrillic text far oftener than the reverse."""
_PRIOR_WORDS = 4
_DECISIVE = 2.0
_SPELLING_WEIGHT = 0.15
"""The n-grams of a word overlap, so that their sum counts the same evidence several times."""
_LEAK = 0.025
"""Share of Russian text among the sources of the Ukrainian list."""
_UNLISTED = 2e-7
_MOST_LEANING = 8.0
_STRANGE_CYRILLIC = -1.0
_STRANGE_LATIN = -0.1
_LEAST_SMALL = 3
_SURE = 0.85
_LEAST_STRANGE_LETTERS = 20


def identify(text: str, prior: str | None = None) -> str:
    """The language of a text as ISO 639-1 code, "und" where there are no letters.

    ``prior`` is the language of the text around: it decides where few words fit both languages alike.

    >>> identify("Кластерна політика"), identify("Кластерная политика"), identify("Cluster policy"), identify("2019")
    ('uk', 'ru', 'en', 'und')
    """
    cyrillic = _CYRILLIC.findall(text)
    latin = _LATIN.findall(text)
    other = _other_letters(text)
    cyrillic_letters = sum(map(len, cyrillic))
    latin_letters = sum(map(len, latin))
    if other > cyrillic_letters + latin_letters:
        return _other_script(text)
    if cyrillic_letters * _CYRILLIC_WEIGHT >= latin_letters and cyrillic:
        return _cyrillic(text, cyrillic, prior)
    if latin:
        return _latin(text, latin)
    return "und"


def _other_letters(text: str) -> int:
    """How many letters of other scripts there are; most texts have none, which their distinct characters show."""
    if text.isascii() or _OTHER_LETTERS.search("".join(set(text))) is None:
        return 0
    return len(_OTHER_LETTERS.findall(text))


def identify_stretches(text: str, prior: str | None = None) -> tuple[tuple[int, int, str], ...]:
    """The stretches of a text by language, as start, stop, code; together they cover the text.

    A stretch changes with the script (from two words on) or with the sentence.

    >>> identify_stretches("Конкурс Leading-Edge Cluster Competition прошёл.")
    ((0, 8, 'ru'), (8, 41, 'en'), (41, 48, 'ru'))
    """
    if not text:
        return ()
    whole = identify(text, prior)
    cyrillic = _CYRILLIC.findall(text)
    usual = {True: _cyrillic(text, cyrillic, prior) if cyrillic else whole, False: whole}
    found: list[tuple[int, int, str]] = []
    for start, stop in _runs(text):
        code = identify(text[start:stop], usual[True])
        around = usual[code in _CYRILLIC_LANGUAGES]
        if code == "und":
            code = found[-1][2] if found else whole
        elif code != around and _same_script(code, around) and stop - start < _LEAST_STRANGE_LETTERS:
            code = around
        if found and found[-1][2] == code:
            found[-1] = (found[-1][0], stop, code)
        else:
            found.append((start, stop, code))
    return tuple(found)


def _same_script(first: str, second: str) -> bool:
    return (first in _CYRILLIC_LANGUAGES) == (second in _CYRILLIC_LANGUAGES)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of one script within one sentence; a single word of the other script stays inside."""
    from language.segmentation import sentences  # noqa: PLC0415  # slow to import

    at = 0
    borders = [stop for _, stop in sentences(text)][:-1]
    for border in [*borders, len(text)]:
        yield from _script_runs(text, at, border)
        at = border


def _script_runs(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    words = [(found.start(), found.end(), found.group()[0] >= "\u0400") for found in _WORD.finditer(text, start, stop)]
    groups: list[list[tuple[int, int, bool]]] = []
    for word in words:
        if groups and groups[-1][-1][2] == word[2]:
            groups[-1].append(word)
        else:
            groups.append([word])
    begin = start
    for at, group in enumerate(groups[:-1]):
        following = groups[at + 1]
        longer, cyrillic = len(group) > 1, group[0][2]
        if (len(following) > 1 and (longer or (at == 0 and cyrillic))) or (longer and not cyrillic):
            yield begin, following[0][0]
            begin = following[0][0]
    yield begin, stop


def _cyrillic(text: str, words: list[str], prior: str | None) -> str:
    letters = set(text.lower())
    for code, own, against in _FOREIGN_LETTERS:
        if not letters.isdisjoint(own):
            count = _count(text, own)
            if count >= _FOREIGN_SHARE * sum(map(len, words)) and count > _count(text, against):
                return code
    russian, ukrainian = bool(letters & _ONLY_RUSSIAN), bool(letters & _ONLY_UKRAINIAN)
    if russian != ukrainian and not (russian and letters & _ONLY_RUSSIAN == {"ъ"}):
        return "ru" if russian else "uk"
    ratio = near = 0.0
    count = 0
    for word in words[:_ENOUGH_WORDS]:
        lower = word.lower()
        one, two = score(lower, "cyrillic")
        ratio += _SPELLING_WEIGHT * one + _leaning(lower)
        near += two
        count += len(lower)
    if near / count < _STRANGE_CYRILLIC and count >= _LEAST_STRANGE_LETTERS:
        return _detected(text) or ("ru" if ratio >= 0 else "uk")
    if prior in ("ru", "uk") and len(words) < _PRIOR_WORDS and abs(ratio) < _DECISIVE:
        return prior
    return "ru" if ratio >= 0 else "uk"


@lru_cache(maxsize=50_000)
def _leaning(word: str) -> float:
    """Log of how much oftener a word is used in Russian than in Ukrainian, by the lists of common words."""
    russian = common("ru").get(word, 0.0)
    ukrainian = max(common("uk").get(word, 0.0) - _LEAK * russian, 0.0)
    return max(-_MOST_LEANING, min(_MOST_LEANING, math.log((russian + _UNLISTED) / (ukrainian + _UNLISTED))))


def _count(text: str, letters: str) -> int:
    return sum(text.count(letter) + text.count(letter.upper()) for letter in letters)


def _latin(text: str, words: list[str]) -> str:
    count = sum(map(len, words))
    small = sum(word[0].islower() for word in words)
    if count < _LEAST_STRANGE_LETTERS or len(words) < _PRIOR_WORDS or small < _LEAST_SMALL:
        return "en"
    if _plainly_english(words):
        return "en"
    ratio = sum(score(word.lower(), "latin")[0] for word in words[:_ENOUGH_WORDS])
    counted = sum(map(len, words[:_ENOUGH_WORDS]))
    if ratio / counted < _STRANGE_LATIN:
        return _detected(text) or "en"
    return "en"


def _plainly_english(words: list[str]) -> bool:
    """Whether little words that only English has stand as thickly as in English; needs no table."""
    looked_at = words[:_ENOUGH_WORDS]
    return sum(word in _ENGLISH_LITTLE_WORDS for word in looked_at) >= _ENGLISH_RATE * len(looked_at)


def _other_script(text: str) -> str:
    letter = _OTHER_LETTERS.search(text)
    code = ord(letter.group()) if letter else 0
    for name, start, stop in _SCRIPTS:
        if start <= code < stop:
            return name
    return _detected(text) or "und"


def _detected(text: str) -> str:
    """What langdetect says, without its doubts; empty when it cannot tell."""
    from langdetect import DetectorFactory, LangDetectException, detect_langs  # noqa: PLC0415  # slow to import

    DetectorFactory.seed = 0
    try:
        best = detect_langs(text[:2000])[0]
    except LangDetectException:
        return ""
    return str(best.lang).split("-")[0] if best.prob >= _SURE else ""
