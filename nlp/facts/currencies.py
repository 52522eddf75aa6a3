"""The currencies of all countries by their codes and names, from CLDR: reports come from anywhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from babel.core import get_global
from babel.numbers import get_currency_name

from language import known as commonness

_WORD = 0.41
"""How common an English word is from which on capitals do not make it a currency: "TOP 100" are no paʻangas."""
_COUNTS = (1, 2, 5)
"""Numbers behind which a currency's name has each of its forms, in Russian and Ukrainian, too."""


def currency_names(language: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Names of the currencies in use whose codes (ISO 4217) are not ``known``, each with its code.

    >>> ("Botswanan pulas", "BWP") in currency_names("en", ())
    True
    """
    in_use = {
        code
        for rows in get_global("territory_currencies").values()
        for code, _, ended, tender in rows
        if tender and ended is None
    }
    for code in sorted(in_use.difference(known)):
        if commonness(code.lower(), "en") < _WORD:
            yield code, code
        for name in dict.fromkeys(get_currency_name(code, count, locale=language) for count in _COUNTS):
            yield name, code
