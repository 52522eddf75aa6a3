"""How numbers, ids and lists are written in the dataset."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from decimal import Decimal

import msgspec

_ENCODER = msgspec.json.Encoder(order="sorted")


def content_id(*parts: str) -> str:
    """The first 16 hex digits of the hash of some content.

    >>> content_id("table", "a") == content_id("table", "a")
    True
    >>> content_id("ab", "c") == content_id("a", "bc")
    False
    """
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def plain(value: Decimal | None) -> str:
    """A decimal without exponent and without trailing zeros; nothing for nothing.

    >>> plain(Decimal("3.6E+6")), plain(Decimal("1.250")), plain(Decimal("-0.0")), plain(None)
    ('3600000', '1.25', '0', '')
    """
    if value is None:
        return ""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def two_decimals(value: float) -> str:
    """A score or coordinate.

    >>> two_decimals(3), two_decimals(-0.001)
    ('3.00', '0.00')
    """
    text = f"{value:.2f}"
    return "0.00" if text == "-0.00" else text


def as_json(value: object) -> str:
    """Compact JSON with sorted keys and the letters as they are."""
    return _ENCODER.encode(value).decode()


def pairs_json(pairs: Iterable[tuple[str, str]]) -> str:
    """Pairs as an object with sorted keys; nothing for no pairs.

    >>> pairs_json((("window", "2019/2023"), ("of", "firms")))
    '{"of":"firms","window":"2019/2023"}'
    """
    found = dict(pairs)
    return as_json(found) if found else ""


def pairs_of(text: str) -> tuple[tuple[str, str], ...]:
    """The pairs that ``pairs_json`` wrote."""
    if not text:
        return ()
    return tuple(sorted((str(key), str(value)) for key, value in msgspec.json.decode(text, type=dict).items()))


def list_json(items: Iterable[str]) -> str:
    """Strings as a JSON list; nothing for none."""
    found = list(items)
    return as_json(found) if found else ""
