"""Bytes to text: which encoding, and the text in NFC with the way back to what was decoded."""

from __future__ import annotations

import codecs
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import chardet

from extract.plausibility import plausibility

_SAMPLE = 40_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How much likelier one encoding is than the others before a byte is seen (natural logarithms): what Russian and
# Ukrainian files of the last decades come in, and what the rest of Europe wrote.
_PRIORS = {
    "cp1251": 0.0,
    "koi8-r": -1.0,
    "koi8-u": -1.0,
    "cp866": -1.0,
    "mac-cyrillic": -3.0,
    "cp1125": -4.0,
    "iso8859-5": -3.0,
    "cp1252": -1.0,
    "cp1250": -4.0,
    "cp1257": -6.0,
    "cp1254": -6.0,
    "iso8859-2": -6.0,
}
_CYRILLIC = frozenset(("cp1251", "koi8-r", "koi8-u", "cp866", "mac-cyrillic", "cp1125", "iso8859-5"))
_STRAY = -8.0
_ASIAN = ("gb", "big5", "euc", "shift", "cp93", "cp94", "cp95", "iso2022", "johab", "hz")
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
        text = data.decode("utf-8")
    except UnicodeDecodeError as broken:
        if _nearly_utf8(data, broken.start):
            return _decoded(data, "utf-8")
    else:
        # Planes without characters: single-byte letters that happen to make a valid sequence.
        if not any(letter >= "\U00040000" and not "\U000e0000" <= letter <= "\U000e01ef" for letter in _beyond(text)):
            return _normalised(text, "utf-8")
    return _decoded(data, _likeliest(data, declared))


def decode_text(data: bytes) -> str:
    """The decoded source that a block's ``source_start`` and ``source_stop`` count in."""
    return decode(data).original


def _beyond(text: str) -> str:
    """The text when it may hold characters of the high planes, else nothing, told fast."""
    return text if max(text, default="") >= "\U00040000" else ""


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
        text = head.decode(encoding, errors="replace")
        if "\0" not in text and "\N{REPLACEMENT CHARACTER}" not in text[:-1]:
            return encoding
    return ""


def _nearly_utf8(data: bytes, first_fault: int) -> bool:
    """Whether the data is UTF-8 but for a few damaged bytes (a cut end, a stray byte)."""
    if first_fault >= len(data) - 3 and first_fault > 60 and max(data[:first_fault]) >= 0x80:
        return True
    sample = data[max(0, first_fault - _SAMPLE) : first_fault + _SAMPLE].decode("utf-8", errors="replace")
    faults = sample.count("\N{REPLACEMENT CHARACTER}")
    beyond_ascii = sum(1 for letter in sample if ord(letter) >= 0x80) - faults
    return beyond_ascii > 20 * faults


def _likeliest(data: bytes, declared: str) -> str:
    sample = _telling_sample(data)
    named = _known_codec(declared)
    found = chardet.detect(sample[:10_000])
    guess = _known_codec(found["encoding"] or "")
    plain = sum(1 for byte in sample if 65 <= byte <= 90 or 97 <= byte <= 122)
    high = sum(1 for byte in sample if byte >= 0x80)
    scores: dict[str, float] = {}
    for encoding in dict.fromkeys((*_PRIORS, named, guess)):
        if not encoding or encoding.startswith(("utf", "ascii")) or (encoding != named and _is_multibyte(encoding)):
            continue
        score = plausibility(sample, encoding)
        if score is None:
            continue
        score += (
            _PRIORS.get(encoding, _STRAY) + (4.0 if encoding == named else 0.0) + (0.5 if encoding == guess else 0.0)
        )
        # A text in Latin letters with a sign or two beyond them is Western.
        scores[encoding] = score - (8.0 if encoding in _CYRILLIC and plain > 4 * high else 0.0)
    best = max(scores, key=lambda encoding: scores[encoding], default="cp1252")
    # Letters of other scripts: nothing here models them, so the general detector decides where it is sure.
    if guess and high > 60 and scores.get(best, 0.0) < -9.0 * high and (found["confidence"] or 0.0) > 0.9:
        return guess
    return best


def _is_multibyte(encoding: str) -> bool:
    return len("\u0416\u0436".encode(encoding, errors="ignore")) > 2 or encoding.startswith(_ASIAN)


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
