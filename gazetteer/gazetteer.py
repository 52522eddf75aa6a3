"""The gazetteer: entities by id, names in running text, the entity a name means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from gazetteer.built import TYPES, Built, built_key, load_built, places_in, read_built
from gazetteer.entity import Entity, EntityType, Match, Name
from gazetteer.groups import Groups
from gazetteer.index import Hit, Index
from gazetteer.indicator import Indicator
from gazetteer.indicators import indicators
from gazetteer.wording import Wording, wording, words_of

_LOADED: dict[str, Gazetteer] = {}


class Gazetteer:
    """All entities with their names. Make one with ``Gazetteer.load``.

    >>> Gazetteer.load().match("Токио – Йокогама")[0].entity.id
    'clu:s:jp:tokyo-yokohama'
    """

    def __init__(self, built: Built) -> None:
        self.key = built.key
        self._built = built
        tables = built.index_tables()
        self._index = Index(tables)
        self._name_entity = tables.name_entity.cast("B").cast("I")
        self._name_place = tables.name_place.cast("B").cast("I")
        self._decoded: dict[int, Entity] = {}

    @classmethod
    def load(cls, workspace: Path | None = None, built: Path | None = None) -> Gazetteer:
        """The gazetteer of the project's data and of the workspace's own entries.

        ``built`` is the file of the built form, read where it is of this data and written where it is not; without
        it the user's cache has one. The last gazetteer loaded is kept and handed out again.

        Raises:
            BadEntry: an entry cannot be used; the built form there stays as it was.
        """
        key = built_key(workspace)
        if key not in _LOADED or (built is not None and not built.exists()):
            found = cls(load_built(workspace, built, key))
            _LOADED.clear()
            _LOADED[key] = found
        return _LOADED[key]

    @staticmethod
    def is_at_hand(workspace: Path | None, built: Path) -> bool:
        """Whether ``load`` with the same arguments has nothing to build; to build takes seconds and much memory."""
        key = built_key(workspace)
        return key in _LOADED or read_built(built, key) is not None

    def __len__(self) -> int:
        return len(self._built.ids)

    def __contains__(self, identity: str) -> bool:
        return self._number(identity) is not None

    def entity(self, identity: str) -> Entity:
        """The entity of an id.

        Raises:
            KeyError: there is none.
        """
        number = self._number(identity)
        if number is None:
            raise KeyError(f"no entity {identity!r} in the gazetteer; look names up with Gazetteer.match")
        return self.numbered(number)

    def _number(self, identity: str) -> int | None:
        """The place of an id among all ids."""
        ids = self._built.ids
        at = bisect_left(ids, identity)
        return at if at < len(ids) and ids[at] == identity else None

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All entities, by id."""
        return tuple(self.numbered(number) for number in range(len(self)))

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """What is measured: the indicators by slug."""
        return indicators()

    def numbered(self, number: int) -> Entity:
        """The entity of a number, as name numbers lead to it."""
        found = self._decoded.get(number)
        if found is None:
            found = self._decoded[number] = self._built.entity(number)
        return found

    def named(self, name: int) -> tuple[Entity, Name]:
        """The entity and name of a name's number (see ``Hit``)."""
        entity = self.numbered(self._name_entity[name])
        return entity, entity.names[self._name_place[name]]

    def type_of(self, name: int) -> EntityType:
        """The type of the entity that a name's number is of."""
        return TYPES[self.name_types[name]]

    @cached_property
    def name_types(self) -> bytes:
        """The types of the entities that the names are of, each by its place among ``TYPES``, by the name's number."""
        types = self._built.types
        return bytes(types[entity] for entity in self._name_entity)

    def find(self, text: str | Wording) -> Iterator[Hit]:
        """Every form of a name in a text, overlapping ones too, from left to right, the longest first."""
        return self._index.hits(wording(text) if isinstance(text, str) else text)

    def forms(self, words: tuple[str, ...] | list[str]) -> tuple[tuple[Entity, Name, int], ...]:
        """The names that these folded words are a form of, with the kind of form (see ``Hit``)."""
        return tuple((*self.named(number), how) for number, how in self._index.lookup(words))

    def match(
        self,
        name: str,
        language: str | None = None,
        type: EntityType | None = None,  # noqa: A002 - the public name
    ) -> tuple[Match, ...]:
        """The entities a name may mean, the best first; empty when nothing is near.

        ``type`` keeps only entities of that type.
        """
        return self.linker.match(name, language, type)

    def bears(self, name: str, language: str, kind: EntityType) -> bool:
        """Whether an entity of a type has this very name in one of its forms; cheaper to ask than what it may mean."""
        return self.linker.bears(name, language, kind)

    def said(self, name: str, language: str) -> str:
        """What a name says in no language, the same for its translations; empty where it says too little to tell.

        >>> names = Gazetteer.load()
        >>> names.said("Innovation Agency of Lviv", "en") == names.said("Львівське агентство інновацій", "uk") != ""
        True
        """
        return self.translations.line(words_of(name), language)

    @cached_property
    def linker(self) -> Linker:
        """What matches names against the gazetteer."""
        return Linker(self)

    @cached_property
    def translations(self) -> Translations:
        """What finds names by what they say in another language."""
        return Translations(self)

    @cached_property
    def names_count(self) -> int:
        """How many names there are."""
        return len(self._name_entity)

    @cached_property
    def inhabited(self) -> dict[str, dict[frozenset[str], tuple[str, ...]]]:
        """Clusters by each of their places: by the set of all the places they are made of."""
        found: dict[str, dict[frozenset[str], tuple[str, ...]]] = {}
        for number, kind in enumerate(self._built.types):
            parts = frozenset(self.numbered(number).parts if TYPES[kind] == "cluster" else ())
            for place in parts:
                alike = found.setdefault(place, {})
                alike[parts] = (*alike.get(parts, ()), self._built.ids[number])
        return found

    @cached_property
    def sounds(self) -> Groups:
        """Names by their sound; adjectives and acronyms left out."""
        return Groups(self._built.sounds)

    @cached_property
    def notions(self) -> Groups:
        """Names put together from plain words, by the notions of these and by their sounds."""
        return Groups(self._built.notions)

    @cached_property
    def consonants(self) -> Groups:
        """Places by the consonants of their sound."""
        return Groups(self._built.consonants)

    def places_of(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The ids of the places that folded words are a form of, the likeliest first."""
        return places_in(self.named(number) for number, _ in self._index.lookup(words))


from gazetteer.linking import Linker  # noqa: E402 - the linker needs the class above
from gazetteer.translating import Translations  # noqa: E402 - as the linker
