"""Sentences whose value is missing: a name at the end of a row of values, a unit without its number."""

from __future__ import annotations

from collections.abc import Iterable

from nlp.facts.numerals import word_list
from nlp.facts.passage import Passage
from nlp.facts.scan import LANGUAGES
from nlp.facts.tokens import word_set

_QUOTES = frozenset("'\"‘’“”«»„`*")
_AROUND = word_set("the cluster clusters кластер кластера a")


def missing(passage: Passage) -> Iterable[tuple[int, int, str]]:
    """Token spans where a value should stand and does not, with what is missing."""
    scan = passage.scan
    if scan.language not in LANGUAGES:
        return
    yield from _units(passage)
    found = _last_name(passage)
    if found is not None:
        yield found


def _units(passage: Passage) -> Iterable[tuple[int, int, str]]:
    scan = passage.scan
    scales = word_list(scan.language).scales
    for hit in scan.found("amount_verb"):
        at = hit.last
        if at >= len(scan.tokens):
            continue
        fold = scan.fold(at)
        scale = fold in scales and len(fold) > 2 and not fold.endswith("s")
        if fold == "%" or (scale and (scan.starting("currency", at + 1) or scan.starting("currency", at + 2))):
            yield hit.first, at + 1, f"no number stands before «{scan.words(at, at + 1)}»"


def _last_name(passage: Passage) -> tuple[int, int, str] | None:
    """Reads "A – 31 %, B – 37 %, and C."."""
    scan, depth = passage.scan, passage.clauses.depth
    values = [value for value in passage.values if value.form not in ("none", "duration")]
    if len(values) < 2 or len(passage.groups) < 3:
        return None
    group = max(passage.groups, key=lambda group: group.first)
    last = values[-1].quantity.last
    if group.first < last or len(group.members) != 1 or values[-1].form != values[-2].form:
        return None
    before = [scan.fold(index) for index in range(last, group.first) if scan.fold(index) not in _QUOTES]
    joined = any(scan.starting("and", index) for index in range(last, group.first))
    plain = all(fold in (",", "and", "и", "і", "та", "й") or fold in _AROUND for fold in before)
    after = [
        index
        for index in range(group.last, len(scan.tokens))
        if depth[index] == depth[group.first]
        and scan.fold(index) not in _QUOTES
        and scan.fold(index) not in (".", *_AROUND)
    ]
    if joined and plain and not after and before and before[0] == ",":
        return group.first, group.last, f"no value stands behind «{group.lead.words}»"
    return None
