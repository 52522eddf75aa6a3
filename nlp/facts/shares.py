"""Shares told in words: half of, two thirds of, one in five, every fifth, пятая часть, кожен п'ятий."""

from __future__ import annotations

from typing import NamedTuple

from nlp.facts.numerals import word_list
from nlp.facts.scan import LANGUAGES, Scan
from nlp.facts.tense import tense


class Share(NamedTuple):
    """So many parts of so many, at tokens ``first`` to ``last``."""

    first: int
    last: int
    top: int
    bottom: int


def one_in(scan: Scan, at: int) -> Share | None:
    """One of every five, one in five, every fifth, каждый пятый, кожен п'ятий: a share."""
    if scan.language not in LANGUAGES:
        return None
    words = word_list(scan.language)
    fold, after = scan.fold(at), scan.fold(at + 1)
    if scan.language == "en" and after in ("in", "out") and fold in words.cardinals and fold != "one":
        return _several_in(scan, at)
    if scan.language == "en" and fold == "one" and after in ("of", "in", "out"):
        skip = at + 2
        while scan.fold(skip) in ("every", "of"):
            skip += 1
        bottom = words.cardinals.get(scan.fold(skip), 0)
        if bottom > 1 and (skip > at + 2 or after == "in") and after + scan.fold(skip) != "of":
            return Share(at, skip + 1, 1, bottom)
    every = {"en": ("every",), "ru": ("каждый", "каждая", "каждое"), "uk": ("кожен", "кожна", "кожне", "кожний")}
    if fold in every[scan.language]:
        bottom = words.ordinals.get(after, 0)
        if bottom > 1:
            return Share(at, at + 2, 1, bottom)
    return None


def _several_in(scan: Scan, at: int) -> Share | None:
    """Reads "three in four", "seven out of ten": of ten or of so few only, "two out of seven" may be counted."""
    cardinals = word_list("en").cardinals
    skip = at + 2
    while scan.fold(skip) in ("every", "of"):
        skip += 1
    top, bottom = cardinals[scan.fold(at)], cardinals.get(scan.fold(skip), 0)
    told = bottom in _ROUND or (scan.fold(at + 1) == "in" and bottom in _PARTED)
    return Share(at, skip + 1, top, bottom) if told and 1 < top < bottom else None


_ROUND, _PARTED = (10, 100), (3, 4, 5)
"""Numbers that shares are told of."""


def part_of(scan: Scan, at: int) -> Share | None:  # noqa: PLR0911 - one way out for each case
    """Half of, two thirds of, пятая часть, треть, две трети."""
    if scan.language not in LANGUAGES:
        return None
    words = word_list(scan.language)
    fold, after = scan.fold(at), scan.fold(at + 1)
    stands = scan.language != "en" or after in ("of", "the") or "-" in fold or _stands_alone(scan, at)
    if fold in words.shares and stands:
        if scan.fold(at - 1) in words.ordinals or scan.starting("year_word", at + 1):
            return None
        if scan.starting("unit", at + 1 + (after == "of")) or (
            fold == "quarter" and scan.tokens[at - 1].capital and at > 1
        ):
            # «Чверть години», "the Kilimani quarter of Nairobi".
            return None
        first = at - 1 if scan.fold(at - 1) in ("a", "one", "одна", "одну", "the") else at
        return Share(first, at + 1, *words.shares[fold])
    top = words.cardinals.get(fold, 0)
    if 0 < top < 10 and after in words.shares and words.shares[after][0] == 1:
        return Share(at, at + 2, top, words.shares[after][1])
    if 0 < top < 10 and after in words.parts and after in words.ordinals | dict.fromkeys(words.parts, 0):
        bottom = words.ordinals.get(after.removesuffix("s"), 0)
        return Share(at, at + 2, top, bottom) if bottom > 2 else None
    bottom = words.ordinals.get(fold, 0)
    if bottom > 2 and after in words.parts and scan.language != "en":
        return Share(at, at + 2, 1, bottom)
    return None


def _stands_alone(scan: Scan, at: int) -> bool:
    """Whether a share stands for what was counted before: "A quarter have moved", "the state pays about half"."""
    led = scan.fold(at - 1) in ("a", "one", "") if scan.fold(at) != "half" else scan.ending("bound", at) is not None
    if at + 1 < len(scan.tokens) and tense(scan, at + 1):
        return led
    return led and scan.fold(at) == "half" and scan.fold(at + 1) in ("", ".", ",", ";")
