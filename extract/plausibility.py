"""How likely it is that bytes were written in an encoding: what the letters beyond ASCII make of their neighbours."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from math import log

_UNSEEN = -13.0
_MIXED = -14.0
_OPENING = "«“„‘№"
_CLOSING = "»”’"
_APOSTROPHES = "’"
_DASHES = "–—"
# Signs that running text holds; any other sign beyond ASCII (box drawing, currency, accents alone) tells against.
_SIGNS = {
    **dict.fromkeys("«»№“”„’‘", -7.0),
    **dict.fromkeys("–—…\N{NO-BREAK SPACE}", -5.0),
    **dict.fromkeys("•°§©®±·€£²³½×−", -6.0),
    **dict.fromkeys("\u0080\u0085\u0090\u0098", -20.0),
}


def plausibility(sample: bytes, encoding: str) -> float | None:
    """Log likelihood of the characters beyond ASCII and their neighbours; None when it cannot be decoded."""
    text = sample.decode(encoding, errors="replace")
    if text.count("\N{REPLACEMENT CHARACTER}") > len(text) // 20:
        return None
    total = 0.0
    before = " "
    for letter, after in zip(text, text[1:] + " ", strict=True):
        if letter == "\N{REPLACEMENT CHARACTER}":
            total -= 30.0
        elif letter >= "\x80" and not letter.isalpha():
            total += _sign_score(before, letter, after)
        elif letter >= "\x80" or before >= "\x80":
            total += _pair_score(before, letter, after)
        before = letter
    return total


def _pair_score(before: str, letter: str, after: str) -> float:
    first, second = _folded(before), _folded(letter)
    inside = first != " " and second != " "
    if max(first, second) < "\x80":
        return -1.0
    if inside and _is_cyrillic(first) != _is_cyrillic(second):
        return _MIXED
    if not inside and after.isdigit() and letter >= "\x80":
        return _MIXED
    if not _is_cyrillic(first) and not _is_cyrillic(second) and max(first, second) >= "\x80":
        return _latin_score(before, letter) if inside else -6.0
    swapped = inside and before.islower() and letter.isupper()
    return _letter_pairs().get(first + second, _UNSEEN) - (8.0 if swapped else 0.0)


def _folded(letter: str) -> str:
    return letter.lower().replace("ё", "е") if letter.isalpha() else " "


def _latin_score(before: str, letter: str) -> float:
    if before.islower() and letter.isupper():
        return -12.0
    return -9.0 if before >= "\x80" and letter >= "\x80" else -5.0


def _sign_score(before: str, sign: str, after: str) -> float:
    """How likely a sign beyond ASCII is where it stands: quotes open before words and close after them."""
    return _SIGNS.get(sign, -14.0) - (8.0 if _is_misplaced(before, sign, after) else 0.0)


def _is_misplaced(before: str, sign: str, after: str) -> bool:
    if sign in _OPENING:
        return before.isalnum() or after.isspace()
    if sign in _DASHES:
        return before.isspace() != after.isspace() and not after.isdigit()
    if sign == "\N{NO-BREAK SPACE}":
        return before.isspace() or after.isspace()
    inside = before.isalpha() and after.isalpha()
    if sign in _CLOSING:
        return before.isspace() or (after.isalnum() and not (sign in _APOSTROPHES and inside))
    return inside or after.islower()


def _is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u052f"


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
            for first, second in pairwise(f" {word} ".replace("ё", "е")):
                counts[first + second] = counts.get(first + second, 0.0) + weight
    total = sum(counts.values())
    return {pair: max(log(count / total), -12.0) for pair, count in counts.items()}
