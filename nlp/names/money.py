"""Signs of money beside a sum and signs of parts of a year, which look like acronyms and name nothing."""

from __future__ import annotations

import re

from gazetteer import Wording
from nlp.names.heads import negatives
from nlp.names.span import raw

_FISCAL = re.compile(r"(?:FY|CY|H|Q)\d{1,4}")
_SUM = re.compile(r"[A-Z][A-Za-z]{0,2}\d+")
_SUM_GOES_ON = re.compile(
    r"[.,]\d|\s?(?:bn|mn|m|k|billion|million|trillion|thousand|crore|lakh|тыс|тис|млн|млрд|трлн)\b"
)
_AMOUNT = re.compile(r"\s?\d")
_LONGEST_ENDING = 3
_SCALES = frozenset(
    ("thousand", "million", "billion", "trillion", "mln", "bln", "mn", "bn", "m", "crore", "lakh")
).union(("тыс", "млн", "млрд", "трлн", "тис"))


def of_figures(text: Wording, at: int) -> bool:
    """Whether a word is money beside its sum ("UZS 5 billion", "SR47.2 billion") or a part of a year ("FY21")."""
    word = raw(text, at)
    if _FISCAL.fullmatch(word) or (_SUM.fullmatch(word) and _SUM_GOES_ON.match(text.text, text.stops[at])):
        return True
    if not word.isupper() or text.words[at] not in negatives()["money"]:
        return False
    return _beside_sum(text, at) or _explained(text, at) or _before_money(text, at)


def _before_money(text: Wording, at: int) -> bool:
    """Whether a word says whose money is meant: "sums are in CFA francs"."""
    return at + 1 < len(text) and _is_money(text.words[at + 1])


def _is_money(word: str) -> bool:
    """Whether a word is one for money in any of its forms: "dollars" and no "European"."""
    return any(word.startswith(one) and len(word) <= len(one) + _LONGEST_ENDING for one in negatives()["money_words"])


def _explained(text: Wording, at: int) -> bool:
    """Whether a word stands in brackets of its own right behind a word of money: "in Omani rials (RO)"."""
    start, stop = text.starts[at], text.stops[at]
    alone = start > 0 and text.text[start - 1] == "(" and text.text[stop : stop + 1] == ")"
    return alone and at > 0 and _is_money(text.words[at - 1])


def _beside_sum(text: Wording, at: int) -> bool:
    """Whether a figure, or its scale, stands right before or behind a word."""
    before, behind = text.words[at - 1] if at else "", text.words[at + 1] if at + 1 < len(text) else ""
    beside = before[-1:].isdigit() or before in _SCALES or behind in _SCALES
    return beside or _AMOUNT.match(text.text, text.stops[at]) is not None
