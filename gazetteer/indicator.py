"""An indicator: what is measured, in which unit, about whom, and the words that announce it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Indicator:
    """One stanza of ``data/indicators``.

    ``units`` are the unit slugs it may have ("currency" stands for any ISO 4217 code), ``subjects`` the entity
    types that may be its subject, ``cues`` the announcing words as pairs of language and phrase.
    """

    slug: str
    definition: str
    units: tuple[str, ...]
    subjects: tuple[str, ...]
    cues: tuple[tuple[str, str], ...]
