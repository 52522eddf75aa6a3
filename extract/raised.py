"""Raised figures as characters."""

from __future__ import annotations

_SUPERSCRIPT = str.maketrans("0123456789+-–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")


def superscript(text: str) -> str:
    """Raised figures as superscript characters, so that a note's mark never runs into the number before it.

    >>> superscript("2"), superscript("th")
    ('²', 'th')
    """
    plain = text.strip()
    if plain and all(letter in "0123456789+-–()n" for letter in plain):
        return plain.translate(_SUPERSCRIPT)
    return text
