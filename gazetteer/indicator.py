"""An indicator: what is measured, in which unit, about whom, and the words that announce it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Indicator:
    """One stanza of ``data/indicators``.

    ``units`` are the unit slugs it may have ("currency" stands for any ISO 4217 code), ``subjects`` the entity
    types that may be its subject, ``cues`` the announcing words as pairs of language and phrase. ``hints`` are words
    that may announce it, but others as often. ``nouns`` are the words that are counted, found right after the
    figure. ``frames`` must all stand near (alternatives are joined by "|"), ``unless`` are frames that speak against
    it. ``kind`` tells how the value is said: a level, a rank, a change, a growth, a share, a date, a window (first and
    last year), an ordinal. ``rank`` decides between indicators that fit equally well: the higher one is taken.
    ``breaks`` are the years from which on it is measured otherwise, with what changed: values before and after are not
    to be compared. ``titles`` are its short names, as pairs of language and title.
    """

    slug: str
    definition: str
    units: tuple[str, ...]
    subjects: tuple[str, ...]
    cues: tuple[tuple[str, str], ...]
    nouns: tuple[tuple[str, str], ...] = ()
    frames: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    kind: str = "level"
    rank: int = 0
    hints: tuple[tuple[str, str], ...] = ()
    breaks: tuple[tuple[int, str], ...] = ()
    titles: tuple[tuple[str, str], ...] = ()

    def title(self, language: str) -> str:
        """What it is called in a language; its English title where it has none in that one."""
        titles = dict(self.titles)
        return titles.get(language) or titles.get("en", self.slug)
