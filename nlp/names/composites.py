"""Clusters named by their places joined with dashes, in spellings the gazetteer does not list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gazetteer import Gazetteer
from nlp.names.found import Found

_WORD = r"[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ][^\W\d_]+(?:['’ʼ][^\W\d_]+)?"
_PART = rf"{_WORD}(?:[ \u00a0]{_WORD}){{0,2}}"
_HYPHENATED = rf"{_PART}(?:[-‐‑]{_PART}){{0,2}}"
_SPACED = re.compile(rf"{_HYPHENATED}(?:\s*(?:[–—−]|\s[-‐‑]\s|[-‐‑]\s)\s*{_HYPHENATED}){{1,3}}")
_CLOSE = re.compile(rf"{_PART}(?:[-‐‑]{_PART}){{1,4}}")
_ANY = re.compile(rf"{_WORD}\s?[-‐‑–—−]\s?{_WORD}")
_SURE = 90.0
_LIKELY = 80.0


def composites(
    text: str, gazetteer: Gazetteer, language: str, known: frozenset[tuple[int, int]], *, clusters: bool
) -> Iterator[Found]:
    """The composite clusters in a text, but those at the spans ``known``.

    ``clusters`` says that clusters are spoken of, then likeness of the parts is enough.
    """
    if _ANY.search(text) is None:
        return
    seen: list[tuple[int, int]] = []
    for pattern in (_SPACED, _CLOSE):
        for found in pattern.finditer(text):
            start, stop = found.span()
            if (start, stop) in known or any(
                start < other_stop and other_start < stop for other_start, other_stop in seen
            ):
                continue
            linked = _linked(found.group(), start, gazetteer, language, clusters=clusters)
            if linked is not None:
                seen.append((linked.start, linked.stop))
                yield linked


def _linked(words: str, start: int, gazetteer: Gazetteer, language: str, *, clusters: bool) -> Found | None:
    name = " ".join(words.split())
    matches = gazetteer.linker.composed(name, language, alike=clusters)
    if matches and matches[0].score >= (_LIKELY if clusters else _SURE):
        best = matches[0]
        rivals = tuple((match.entity.id, match.score) for match in matches[1:6])
        if rivals and rivals[0][1] >= best.score:
            return None
        return Found(start, start + len(words), "cluster", best.entity.id, best.score, best.method, rivals)
    return None
