"""Text decoded with the wrong character set: the pair of sets that undoes it is searched.

The bytes are got back with the set the text was read with, and read again with the one it was meant in. A pair
is taken when it turns text with hardly a known word into text that is nearly all known words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from extract.repair.edits import Edit
from extract.repair.lexicon import lexicon
from language.frequency import common

_READ_AS = ("cp1251", "cp1252", "koi8-u", "koi8-r", "cp866")
_MEANT = ("utf-8", "cp1251", "koi8-u", "cp866")
_PAIRS = tuple((read, meant) for meant in _MEANT for read in _READ_AS if read[:5] != meant[:5] or read == "cp1252")
_LANGUAGES = ("ru", "uk")
_SUSPECT = re.compile(
    "[\u0080-\u009f\u00a1-\u00ff]{3}"
    "|[\u2500-\u25ff]{3}|[\u2500-\u25ff]+[^\\W\\d_]|[^\\W\\d_][\u2500-\u25ff]+"
    "|[РСÐÑпя╨╤][\u0080-\u00bf\u0400-\u040f\u0450-\u0491\u2010-\u25ff]"
    "|[ЂЃѓЉЊЌЋЏђљњќћџЎўЈ¤¦§©®±°•†‡€‰™Є«¬Ї]{2}"
    "|[а-яё][А-ЯЁ]{2}|[А-ЯЁ]{4}"
)
_PLAIN = re.compile("[\x00-\x7f\u0410-\u044fёЁіїєґІЇЄҐ«»–—‘’“”„…№\u00a0]*")
"""What clean text is made of: there only capitals in the wrong places speak of a wrong set, and they are looked for
alone, since looking for everything costs several times as much."""
_PLAIN_SUSPECT = re.compile(
    "[РС][\u0400-\u040f\u0450-\u0491\u2010-\u25ff\u00a0\u00ab\u00bb][РС]|[Є«Ї]{2}|[а-яё](?=[А-ЯЁ]{2})|[А-ЯЁ]{4}"
)
_WORD = re.compile("[^\\W\\d_]+(?:['’ʼ][^\\W\\d_]+)*")
_ODD = re.compile(
    "[\u0080-\u009f\u2500-\u25ff€¬¤¦©®¶†‡]|(?<=[^\\W\\d_])[^\\w\\s.,;:!?()/'’ʼ\"»”“\u00ad-]+(?=[^\\W\\d_])"
)
_LEAST_LETTERS = 6
_GOOD = 0.6
_FAIR = 0.25
_FAIR_CONFIDENCE = 0.8
_MOST_BAD = 0.08
_BAD = 0.35
_DEPTH = 2
_COMMON_ENOUGH = 1e-8


def wrong_charset(text: str) -> Iterator[Edit]:
    """Edits over the lines of which another reading of the bytes is plainly better."""
    if text.isascii() or _suspect(text) is None:
        return
    stretches = list(_bad_stretches(text))
    if not stretches:
        return
    whole = _best_reading(text) if _known_share(text) <= _BAD else None
    if whole is not None:
        yield from _line_by_line(text, *whole)
        return
    for start, stop in stretches:
        yield from _reread(text, start, stop)


def _line_by_line(text: str, reading: str, confidence: float) -> Iterator[Edit]:
    """One edit over the text; where that makes odd marks of lines that have none, those lines stay."""
    old, new = text.split("\n"), reading.split("\n")
    if len(old) != len(new) or not any(map(_spoiled, old, new)):
        yield Edit(0, len(text), reading, "charset", round(confidence, 2))
        return
    at = 0
    for before, after in zip(old, new, strict=True):
        if not _spoiled(before, after):
            yield Edit(at, at + len(before), after, "charset", round(confidence, 2))
        at += len(before) + 1


def _spoiled(before: str, after: str) -> bool:
    return len(_ODD.findall(after)) > len(_ODD.findall(before))


def _suspect(text: str) -> re.Match[str] | None:
    return (_SUSPECT if _PLAIN.fullmatch(text) is None else _PLAIN_SUSPECT).search(text)


def _bad_stretches(text: str) -> Iterator[tuple[int, int]]:
    """Neighbouring lines with hardly a common word."""
    begin: int | None = None
    end = 0
    for line in re.finditer(r"[^\n]+", text):
        letters = line.group()
        bad = _suspect(letters) is not None and _common_share(letters) <= _BAD
        if bad:
            begin = line.start() if begin is None else begin
            end = line.end()
        elif begin is not None:
            yield begin, end
            begin = None
    if begin is not None:
        yield begin, end


def _reread(text: str, start: int, stop: int) -> Iterator[Edit]:
    """One edit over the stretch, or one for each of its lines that can be read otherwise."""
    part = text[start:stop]
    if _known_share(part) > _BAD:
        return
    best = _best_reading(part)
    if best is not None:
        yield Edit(start, stop, best[0], "charset", round(best[1], 2))
    elif "\n" in part:
        for line in re.finditer(r"[^\n]+", part):
            yield from _reread(text, start + line.start(), start + line.end())


def _best_reading(text: str) -> tuple[str, float] | None:
    """The reading with the most known words, when it looks like text and the others do not."""
    before = _known_share(text)
    layer = [text]
    for _ in range(_DEPTH):
        layer = list(dict.fromkeys(reading for known in layer for reading in _readings(known)))
        ranked = sorted(((_known_share(reading), reading) for reading in layer), reverse=True)
        if not ranked:
            return None
        share, best = ranked[0]
        if share >= _GOOD or (share >= _FAIR and share > before + _FAIR / 2 and _looks_like_text(best)):
            return best, max(share, _FAIR_CONFIDENCE if _looks_like_text(best) else share)
    return None


def _looks_like_text(text: str) -> bool:
    """Whether hardly a word has a capital inside or a mark among its letters."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    bad = sum(not _well_cased(word) for word in words) + len(_ODD.findall(text))
    return bool(words) and bad <= _MOST_BAD * len(words)


def _readings(text: str) -> Iterator[str]:
    for read, meant in _PAIRS:
        data = _bytes(text, read)
        if data is None:
            continue
        try:
            reading = data.decode(meant)
        except UnicodeDecodeError:
            continue
        if reading != text:
            yield reading


@lru_cache(maxsize=16)
def _table(charset: str) -> dict[str, int]:
    """Every character of a one-byte set with its byte; a byte the set leaves out stands for itself."""
    return {bytes([byte]).decode(charset, "ignore") or chr(byte): byte for byte in range(256)} | {
        chr(byte): byte for byte in range(0x80, 0xA0)
    }


def _bytes(text: str, charset: str) -> bytes | None:
    table = _table(charset)
    try:
        return bytes([table[char] for char in text])
    except KeyError:
        return None


def _known_share(text: str) -> float:
    """Share of the letters that stand in known words; marks inside words count as letters of no word."""
    return _share(text, lambda word: any(lexicon(code).share(word) > _COMMON_ENOUGH for code in _LANGUAGES))


def _common_share(text: str) -> float:
    """The same by the commonest words alone, without loading a dictionary."""
    return _share(text, lambda word: any(word in common(code) for code in _LANGUAGES))


def _share(text: str, knows: Callable[[str], bool]) -> float:
    total = known = 0
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        total += len(word)
        if len(word) > 1 and _well_cased(word) and knows(word.lower()):
            known += len(word)
    odd = sum(len(found) for found in _ODD.findall(text))
    return known / (total + odd) if total >= _LEAST_LETTERS else 0.0


def _well_cased(word: str) -> bool:
    return word.islower() or word.isupper() or word[1:].islower()
