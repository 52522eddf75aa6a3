"""What the screen says, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

LANGUAGES: Mapping[str, str] = {"en": "English", "ru": "Русский", "uk": "Українська"}


class Words:
    """The texts in one language.

    >>> Words("uk")("judged_of", judged=3, total=7)
    'перевірено 3 з 7'
    """

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"

    def __call__(self, key: str, **values: str | int) -> str:
        """One text, filled in.

        Raises:
            KeyError: there is no such text.
        """
        text = texts()[key][self.language]
        return text.format(**values) if values else text

    def __contains__(self, key: str) -> bool:
        return key in texts()


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Every text by key and language."""
    # The base loader keeps every word a string: "no" and "on" are words here. The parser in C is ten times as fast.
    read: dict[str, dict[str, str]] = yaml.load(
        files("review").joinpath("texts.yml").read_text("utf-8"),
        Loader=yaml.CBaseLoader,  # noqa: S506 - builds strings only
    )
    return read


def language_of(kept: str, accepted: str) -> str:
    """The language a person chose, else the first of those the browser asks for, else English.

    >>> language_of("", "de-DE,de;q=0.9,uk;q=0.8,en;q=0.7"), language_of("ru", "en")
    ('uk', 'ru')
    """
    asked = [part.partition(";")[0].strip()[:2].lower() for part in accepted.split(",")]
    return next((language for language in (kept, *asked) if language in LANGUAGES), "en")
