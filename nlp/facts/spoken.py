"""Whom a sentence or title is mainly about, and the part that other names have in it."""

from __future__ import annotations

from nlp.facts.names import NameGroup
from nlp.facts.passage import Passage
from nlp.facts.setting import Role
from nlp.facts.tokens import word_set

_SPOKEN_OF = ("cluster", "programme", "organisation", "country", "region", "city")
_OBLIQUE = word_set(
    "in of by for from with to at around near beside within across under over between through "
    "в во на у по из от для с со к о об вокруг близ около возле под над между через при "
    "із з від до та за про навколо довкола біля поблизу між крізь"
)


def role_of(taken: Passage, group: NameGroup) -> Role:
    """The part of a name that its sentence is not mainly about."""
    if taken.scan.fold(group.first - 1) in _OBLIQUE:
        return "oblique"
    return "adjective" if group.lead.adjective else "plain"


def spoken_of(taken: Passage, title: bool = False) -> NameGroup | None:
    """What a sentence is mainly about: its first name that is no place or owner of something else.

    Behind the colon of a title the name stands that it announces ("Key facts: Cambridge"); behind that of a sentence
    a list begins.
    """
    fit = [
        group
        for group in taken.groups
        if group.lead.entity.type in _SPOKEN_OF and not group.lead.compared and not group.lead.adjective
    ]
    colon = next((at for at, token in enumerate(taken.scan.tokens) if token.fold == ":"), len(taken.scan.tokens))
    told = taken.scan.found("according")
    if title and not any(group.first < colon for group in fit):
        colon = len(taken.scan.tokens)
    fit = [
        group
        for group in fit
        if group.first < colon
        # Who only says it («по подсчётам X») is not what the text goes on about.
        and not any(hit.last <= group.first <= hit.last + 2 and taken.scan.fold(hit.last) != "," for hit in told)
    ]
    if not fit:
        return None
    straight = [
        group
        for group in fit
        if taken.scan.fold(group.first - 1) not in _OBLIQUE and taken.clauses.depth[group.first] == 0
    ]
    return (straight or fit)[0]
