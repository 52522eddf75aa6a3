"""Bytes to text: which encoding, and the text in NFC with the way back to what was decoded."""

from __future__ import annotations

import codecs
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import log

import chardet

_SAMPLE = 40_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In this order: of two encodings that read the bytes alike, the commoner one is named.
_CYRILLIC = ("cp1251", "koi8-r", "koi8-u", "cp866", "cp1125", "mac-cyrillic", "iso8859-5")
_WESTERN = ("cp1252", "cp1250", "cp1257", "cp1254", "iso8859-2")
_ALIASES = {"windows-1251": "cp1251", "x-mac-cyrillic": "mac-cyrillic", "x-cp866": "cp866", "unicode": "utf-16"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text: ``text`` in NFC as it is parsed, ``original`` as decoded (without a byte order mark).

    ``lost`` counts the bytes that no character could be read from.
    """

    text: str
    original: str
    encoding: str
    lost: int = 0
    starts: tuple[tuple[int, int], ...] = ()

    def offset(self, at: int) -> int:
        """The offset in ``original`` of the offset ``at`` in ``text``."""
        if not self.starts:
            return at
        index = bisect_right(self.starts, (at, len(self.original))) - 1
        start, before = self.starts[index]
        after = self.starts[index + 1][1] if index + 1 < len(self.starts) else len(self.original)
        return before + _unnormalised(self.original[before:after], at - start)


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text of ``data``: byte order mark, then strict UTF-8, the declared encoding, then the likeliest one.

    >>> decode("кластери України".encode("koi8-u")).encoding
    'koi8-u'
    >>> decode("Пять кластеров".encode("cp1251")).text
    'Пять кластеров'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    wide = _wide_encoding(data)
    if wide:
        return _decoded(data, wide)
    try:
        return _normalised(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as broken:
        if _nearly_utf8(data, broken.start):
            return _decoded(data, "utf-8")
    return _decoded(data, _likeliest(data, declared))


def decode_text(data: bytes) -> str:
    """The decoded source that a block's ``source_start`` and ``source_stop`` count in."""
    return decode(data).original


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    lost = 0
    if "\N{REPLACEMENT CHARACTER}" in text:
        known = data.count("\N{REPLACEMENT CHARACTER}".encode()) if encoding == "utf-8" else 0
        lost = text.count("\N{REPLACEMENT CHARACTER}") - known
    return _normalised(text, encoding, lost)


def _normalised(original: str, encoding: str, lost: int = 0) -> Decoded:
    if unicodedata.is_normalized("NFC", original):
        return Decoded(original, original, encoding, lost)
    parts: list[str] = []
    starts: list[tuple[int, int]] = []
    at = before = 0
    for line in original.splitlines(keepends=True):
        part = unicodedata.normalize("NFC", line)
        starts.append((at, before))
        parts.append(part)
        at += len(part)
        before += len(line)
    return Decoded("".join(parts), original, encoding, lost, tuple(starts))


def _unnormalised(line: str, at: int) -> int:
    """The offset in ``line`` whose normal form is ``at`` characters long."""
    if unicodedata.is_normalized("NFC", line):
        return at
    length = 0
    for start, cluster in _clusters(line):
        if length >= at:
            return start
        length += len(unicodedata.normalize("NFC", cluster))
    return len(line)


def _clusters(line: str) -> Iterator[tuple[int, str]]:
    start = 0
    for at in range(1, len(line) + 1):
        if at == len(line) or not unicodedata.combining(line[at]):
            yield start, line[start:at]
            start = at


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without a mark: every second byte is mostly zero (Latin) or 4 (Cyrillic)."""
    head = data[: _SAMPLE - _SAMPLE % 2]
    if len(head) < 4:
        return ""
    for encoding, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        telling = high.count(0) + high.count(4) + high.count(0x20)
        if telling < 0.9 * len(high) or high.count(0) + high.count(4) < 0.6 * len(high):
            continue
        if not high.count(0):
            continue
        text = head.decode(encoding, errors="replace")
        if "\0" not in text and "\N{REPLACEMENT CHARACTER}" not in text[:-1]:
            return encoding
    return ""


def _nearly_utf8(data: bytes, first_fault: int) -> bool:
    """Whether the data is UTF-8 but for a few damaged bytes (a cut end, a stray byte)."""
    if first_fault >= len(data) - 3 and first_fault > 0 and max(data[:first_fault]) >= 0x80:
        return True
    sample = data[max(0, first_fault - _SAMPLE) : first_fault + _SAMPLE].decode("utf-8", errors="replace")
    faults = sample.count("\N{REPLACEMENT CHARACTER}")
    beyond_ascii = sum(1 for letter in sample if ord(letter) >= 0x80) - faults
    return beyond_ascii > 20 * faults


def _likeliest(data: bytes, declared: str) -> str:
    sample = _telling_sample(data)
    scores: dict[str, float] = {}
    named = _known_codec(declared)
    guess = _known_codec(chardet.detect(sample[:10_000])["encoding"] or "")
    for encoding in dict.fromkeys((*_CYRILLIC, *_WESTERN, named, guess)):
        if not encoding or encoding.startswith(("utf", "ascii")):
            continue
        score = _plausibility(sample, encoding)
        if score is not None:
            scores[encoding] = score + (0.35 if encoding == named else 0.0) + (0.05 if encoding == guess else 0.0)
    if not scores:
        return "cp1252"
    # Between encodings that read the sample alike, the declared or the commoner one.
    return max(scores, key=lambda encoding: round(scores[encoding], 6))


def _telling_sample(data: bytes) -> bytes:
    """Up to ``_SAMPLE`` bytes round those beyond ASCII, cut at spaces so that no word is torn."""
    first = next((at for at, byte in enumerate(data) if byte >= 0x80), 0)
    start = max(0, data.rfind(b" ", 0, first))
    return data[start : start + _SAMPLE]


def _known_codec(name: str) -> str:
    name = name.strip().strip("\"'").lower()
    try:
        return codecs.lookup(_ALIASES.get(name, name)).name if name else ""
    except LookupError:
        return ""


def _plausibility(sample: bytes, encoding: str) -> float | None:
    """Mean log likelihood of the characters beyond ASCII and their neighbours; None when it cannot be decoded."""
    try:
        text = sample.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        text = sample.decode(encoding, errors="replace") if encoding in _CYRILLIC else ""
    if not text:
        return None
    total = 0.0
    count = 0
    model = _letter_pairs()
    before = " "
    for letter in text:
        if letter >= "\x80" or before >= "\x80":
            total += _pair_score(before, letter, model)
            count += 1
        before = letter
    return total / count if count else 0.0


def _pair_score(before: str, letter: str, model: dict[str, float]) -> float:
    if letter == "\N{REPLACEMENT CHARACTER}":
        return -30.0
    if letter >= "\x80" and not letter.isalpha():
        return _SIGNS.get(letter, -14.0)
    first, second = before.lower(), letter.lower()
    if not first.isalpha():
        first = " "
    if not second.isalpha():
        second = " "
    if first != " " and second != " ":
        if _is_cyrillic(first) != _is_cyrillic(second):
            return -14.0
        if not _is_cyrillic(first):
            return -5.0 if letter.islower() or before.isupper() else -12.0
    score = model.get(first + second, -13.0)
    if first != " " and second != " " and before.islower() and letter.isupper():
        score -= 8.0
    return score


def _is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u052f"


# Signs that running text holds; any other sign beyond ASCII (box drawing, currency, accents alone) tells against.
_SIGNS = {
    **dict.fromkeys("«»–—№…“”„’‘ \N{NO-BREAK SPACE}", -4.0),
    **dict.fromkeys("•°§©®±·€£²³½×−", -6.0),
    **dict.fromkeys("\u0080\u0085\u0090\u0098", -20.0),
}


@cache
def _letter_pairs() -> dict[str, float]:
    """Log frequency of letter pairs (blank for a word's edge) in Russian and Ukrainian words."""
    from wordfreq import get_frequency_dict  # noqa: PLC0415  # 0.2 s, and only files in old encodings need it

    counts: dict[str, float] = {}
    for language in ("ru", "uk"):
        for word, frequency in get_frequency_dict(language, wordlist="small").items():
            if not word.isalpha() or not _is_cyrillic(word[0]):
                continue
            # Damped: a few very common words must not make up the whole table.
            weight = frequency**0.5
            for first, second in zip(f" {word}", f"{word} ", strict=True):
                counts[first + second] = counts.get(first + second, 0.0) + weight
    total = sum(counts.values())
    return {pair: max(log(count / total), -12.0) for pair, count in counts.items()}
