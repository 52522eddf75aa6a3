"""Whose body is meant where one is named without its state: «Министерство экономики», "Ministry of Economy"."""

from __future__ import annotations

import re
from collections.abc import Collection

from gazetteer import Entity, Name
from language import fold
from nlp.names.heads import head_of

_MINISTRY = re.compile(r"м[иі]н[а-яіїєґ]{3}")
"""How the name of a ministry begins in Russian and Ukrainian, long or short («Минцифры»)."""


def of_another_country(entity: Entity, name: Name, countries: Collection[str]) -> bool:
    """Whether a body called by ``name`` is not the one meant, as a text speaks of other ``countries`` (codes) only.

    Most states have a body of such a name: without the state it means that of the country spoken of.
    """
    return entity.type == "organisation" and not is_spoken_of(entity, countries) and _is_stateless(entity, name)


def is_spoken_of(entity: Entity, countries: Collection[str]) -> bool:
    """Whether a text that speaks of ``countries`` may be about the entity's: it is one of them, or there are none."""
    return not (entity.country and countries) or any(code in countries for code in entity.country.split(","))


def _is_stateless(entity: Entity, name: Name) -> bool:
    """Whether a name leaves out the state that another name of the same body tells at its end, or is a ministry's."""
    told = fold(name.text).text
    if _MINISTRY.match(told) is not None:
        return True
    if not any(_is_office(word, name.language) for word in told.split()):
        return False
    names = (fold(other.text).text for other in entity.names if other.language == name.language)
    return any(other.startswith(f"{told} ") for other in names)


def _is_office(word: str, language: str) -> bool:
    """Whether a word says what a body is: ministry, board, кабинет."""
    head = head_of(word, language)
    return head is not None and head.type == "organisation"
