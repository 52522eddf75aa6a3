"""The one entity a name means, or none."""

from __future__ import annotations

from gazetteer.entity import EntityType, Match
from gazetteer.gazetteer import Gazetteer
from gazetteer.linking import chosen


def normalise(
    name: str,
    language: str | None = None,
    type: EntityType | None = None,  # noqa: A002 - the public name
    gazetteer: Gazetteer | None = None,
) -> Match | None:
    """The entity a name means, None where no entity is certain (``Gazetteer.match`` lists the rivals then).

    >>> found = normalise("ВОИС")
    >>> found.entity.name if found else ""
    'World Intellectual Property Organization'
    >>> normalise("Nowhere Valley") is None
    True
    """
    return chosen((gazetteer or Gazetteer.load()).match(name, language, type))
