"""What is known of one language, as one frozen record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One language that reports are read in.

    ``code`` is ISO 639-1. ``alphabet`` holds the lower-case letters in order; ``own_letters`` those that tell
    the language from its neighbours of the same script. ``apostrophes`` may stand inside a word.
    ``abbreviations`` (folded, without the last full stop) never end a sentence; ``closing_abbreviations`` may:
    they do when a capital follows. ``months`` has twelve tuples of folded forms, abbreviated ones without
    the full stop. ``prefixes`` are first parts that a compound keeps its hyphen after.
    """

    code: str
    name: str
    script: str
    alphabet: str
    own_letters: str
    apostrophes: str
    vowels: str
    abbreviations: frozenset[str]
    closing_abbreviations: frozenset[str]
    months: tuple[tuple[str, ...], ...]
