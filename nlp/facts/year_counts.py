"""Numbers of four digits that might be years and count something after all."""

from __future__ import annotations

from nlp.facts.scan import Scan
from nlp.facts.tokens import word_set

_PLURAL_GENITIVE = {"ru": ("ов", "ев", "ей", "ых", "их"), "uk": ("ів", "їв", "ей", "их", "іх")}
_SHORTEST = 5
"""Letters of a word that may be a noun or adjective of what is counted: «её» and «своих» aside."""
_WHEN = word_set("в во у")
_HOW_MANY = word_set("на по до")
_OPENERS = ("(", "–", "—", ":")
_FIRST, _LAST = 1500, 2100


def counts_things(scan: Scan, at: int, counted: bool) -> bool:
    """Whether a Russian or Ukrainian number counts what stands behind it: «на 1533 заявки», «2000 новых членов».

    There a year is followed by «год» or an ending; ``counted`` says that a noun known as counted stands behind it.
    """
    if scan.language not in _PLURAL_GENITIVE or at + 1 >= len(scan.tokens):
        return False
    lead, behind = scan.fold(at - 1), scan.tokens[at + 1]
    if behind.kind != "word" or behind.capital or behind.tight or scan.starting("not_noun", at + 1):
        return False
    genitive = len(behind.fold) >= _SHORTEST and behind.fold.endswith(_PLURAL_GENITIVE[scan.language])
    return (genitive and lead not in _WHEN) or (counted and lead in _HOW_MANY)


def among_counts(scan: Scan, at: int) -> bool:
    """Whether a number stands as others of its sentence do that are no years: "Kyiv (2600), Lviv (2100)"."""
    opener = scan.fold(at - 1)
    if opener not in _OPENERS or not _stands_alone(scan, at):
        return False
    return any(
        token.kind == "number" and index != at and scan.fold(index - 1) == opener and _is_no_year(scan, index)
        for index, token in enumerate(scan.tokens)
    )


def _stands_alone(scan: Scan, at: int) -> bool:
    return at + 1 >= len(scan.tokens) or scan.fold(at + 1) in (")", ",", ";", ".")


def _is_no_year(scan: Scan, at: int) -> bool:
    digits = "".join(char for char in scan.fold(at) if char.isdigit())
    thousands = digits == scan.fold(at) or digits == scan.fold(at).translate(_BLANKS)
    return thousands and len(digits) > len("999") and not _FIRST <= int(digits) <= _LAST and _stands_alone(scan, at)


_BLANKS = str.maketrans("", "", " \u00a0\u202f\u2009,")
