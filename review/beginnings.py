"""Names by their beginning, for a search that answers while somebody types."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

from gazetteer import Entity
from language import fold

_MOST = 200
"""Names looked at: short beginnings have many."""


class Beginnings:
    """All names of some entities, folded and sorted.

    >>> seoul = Entity("clu:s:kr:seoul", "cluster", "Seoul")
    >>> [entity.id for entity in Beginnings([seoul]).of("seo")]
    ['clu:s:kr:seoul']
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        known = {entity.id: entity for entity in entities}
        self._entities = known
        self._names = sorted(
            {(_key(name), entity.id) for entity in known.values() for name in (entity.name, *_names(entity))}
        )

    def of(self, asked: str) -> Iterator[Entity]:
        """The entities of which a name begins so, the shortest names first."""
        key = _key(asked)
        if not key:
            return
        first = bisect_left(self._names, (key, ""))
        fitting = [found for found in islice(self._names, first, first + _MOST) if found[0].startswith(key)]
        fitting.sort(key=lambda found: (len(found[0]), found))
        for identity in dict.fromkeys(identity for _, identity in fitting):
            yield self._entities[identity]


def _names(entity: Entity) -> Iterator[str]:
    return (name.text for name in entity.names)


def _key(name: str) -> str:
    return " ".join(fold(name).text.split())
