"""What the screen says, in the reader's language."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from consolidate import words_of
from gazetteer import Indicator, indicators

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

    def column(self, name: str) -> str:
        """The name of a column for people; as it is where it has none."""
        return self(name) if name in self else name

    def term(self, group: str, slug: str) -> str:
        """A word of the dataset in the reader's language; as it stands there where it has none.

        >>> Words("ru").term("type", "cluster"), Words("ru").term("stage", "hyphen+spelling")
        ('кластер', 'перенос + spelling')
        """
        told = (texts().get(f"{group}_{re.sub('[ -]', '_', part)}") for part in slug.split("+"))
        return " + ".join(
            text[self.language] if text else part.replace("_", " ")
            for text, part in zip(told, slug.split("+"), strict=True)
        )

    def indicator(self, slug: str) -> str:
        """The title of an indicator or relation.

        >>> Words("uk").indicator("employment"), Words("uk").indicator("located_in")
        ('Кількість зайнятих', 'розташований у')
        """
        known = by_slug().get(slug)
        return known.title(self.language) if known else self.term("relation", slug)

    def value(self, row: sqlite3.Row) -> str:
        """The value of a row that has value, value_high, unit and comparator."""
        point = "." if self.language == "en" else ","
        return words_of(row, self._behind(row["unit"], row["value_high"] or row["value"]), point)

    def qualifiers(self, text: str | None) -> str:
        """Qualifiers as they stand in the dataset, for people.

        >>> Words("ru").qualifiers('{"window":"2019/2023"}')
        'период данных: 2019/2023'
        """
        said: dict[str, str] = json.loads(text) if text else {}
        return " · ".join(f"{self.term('qualifier', key)}: {value}" for key, value in said.items())

    def _behind(self, unit: str, value: float | str | None) -> str | None:
        """What is said after a value of this unit; nothing when it is said alike everywhere."""
        told = texts().get(f"after_{unit}")
        if told is None:
            return None
        forms = told[self.language].split("|")
        return forms[min(_form(self.language, str(value)), len(forms) - 1)]


def _form(language: str, number: str) -> int:
    """Which form of a noun stands after a number: that for one, for few, or for many.

    >>> [_form("ru", number) for number in ("1", "3", "5", "11", "21", "1.5")], _form("en", "3")
    ([0, 1, 2, 2, 0, 1], 1)
    """
    if not number.lstrip("-").isdecimal():
        return 1
    whole = abs(int(number))
    if language == "en":
        return int(whole != 1)
    if whole % 10 == 1 and whole % 100 != 11:
        return 0
    return 1 if whole % 10 in (2, 3, 4) and whole % 100 not in (12, 13, 14) else 2


@cache
def by_slug() -> Mapping[str, Indicator]:
    """The indicators by slug."""
    return {indicator.slug: indicator for indicator in indicators()}


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
