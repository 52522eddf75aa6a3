"""Which entities are one: those of the gazetteer, those discovered in several documents, and what people decided."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from consolidate.columns import EntityRow, NameRow
from consolidate.part import KnownEntities
from consolidate.sheet import Use
from consolidate.wording import list_json, pairs_json
from gazetteer import Entity
from language import latin, skeleton
from language.transliteration import romanised

_LEAST_SOUND = 7
"""Letters of a skeleton that tell a name; shorter ones are shared by chance."""


_TRANSLATING = 2
"""Languages that names must be in for one to be a translation of another."""
_TELLERS = ("organisation", "publication", "ranking", "programme")
"""Types of what figures are attributed to."""


@dataclass(slots=True)
class _Discovered:
    """What all documents say of one discovered entity."""

    type: str
    names: Counter[str] = field(default_factory=Counter)
    native: set[tuple[str, str, str]] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    senses: Counter[str] = field(default_factory=Counter)
    external: dict[str, str] = field(default_factory=dict)

    def add(self, other: _Discovered) -> None:
        """Take what is said of the same thing elsewhere."""
        self.names.update(other.names)
        self.native |= other.native
        self.countries |= other.countries
        self.senses.update(other.senses)
        for register, value in sorted(other.external.items()):
            self.external[register] = min(value, self.external.get(register, value))


@dataclass(frozen=True, slots=True)
class EntityDecisions:
    """What people decided about entities, ids as they were judged."""

    same: tuple[tuple[str, str, str], ...] = ()
    """Pairs that are one, with the id of the judgement."""
    different: frozenset[tuple[str, str]] = frozenset()
    """Pairs, smaller id first, that are not one."""
    renamed: tuple[tuple[str, str], ...] = ()
    """Ids with their new names, the latest decision last."""
    promoted: frozenset[str] = frozenset()


class Identities:
    """Collects the entities that documents speak of, then says which are one."""

    def __init__(self, gazetteer: KnownEntities) -> None:
        self._gazetteer = gazetteer
        self._discovered: dict[str, _Discovered] = {}
        self._used: set[str] = set()
        self._hearsay: dict[str, set[tuple[str, str]]] = {}
        self._merged: dict[str, tuple[str, str]] = {}
        self._together: dict[str, _Discovered] = {}
        self._decisions = EntityDecisions()
        self._renamed: dict[str, str] = {}
        self._promoted: frozenset[str] = frozenset()
        self._known: dict[str, Entity | None] = {}
        self._final: dict[str, tuple[str, str, str]] = {}
        self._tellers: dict[str, set[str]] = {}

    def discover(self, entity: Entity) -> None:
        """Take an entity that one document speaks of and the gazetteer lacks."""
        found = self._discovered.setdefault(entity.id, _Discovered(entity.type))
        found.add(
            _Discovered(
                entity.type,
                Counter([entity.name]),
                {(name.text, name.language, name.source) for name in entity.names},
                {entity.country} - {""},
                Counter([entity.sense] if entity.sense else []),
                dict(entity.external_ids),
            )
        )

    def use(self, key: str, name: str = "", kind: str = "") -> None:
        """Note that a row names this entity; ``name`` and the type ``kind`` serve when nobody else knows it."""
        if not key:
            return
        self._used.add(key)
        if self._entity(key) is None:
            self._hearsay.setdefault(key, set()).add((kind or "organisation", name or key))

    def gather(self, entities: Iterable[Entity], uses: Iterable[Use]) -> None:
        """Take what one document speaks of."""
        for entity in entities:
            self.discover(entity)
        for use in uses:
            self.use(*use)

    def resolve(self, decisions: EntityDecisions) -> None:
        """Settle which entities are one; to be called once, after all were taken."""
        self._decisions = decisions
        for key in self._hearsay.keys() - self._discovered.keys():
            kind, name = min(self._hearsay[key])
            self._discovered[key] = _Discovered(kind, Counter([name]))
        groups = _Groups(self._apart)
        for first, second, judgement in decisions.same:
            if self.exists(first) and self.exists(second):
                groups.join(first, second, f"judgement {judgement}", decided=True)
        for first, second, because in self._alike():
            groups.join(first, second, because)
        self._merged = groups.merged(self._rank)
        self._together = self._gathered()
        # What is decided about one of several that are one holds for them all.
        self._renamed = {self.one(key): name for key, name in decisions.renamed}
        self._promoted = frozenset(map(self.one, decisions.promoted))

    def _alike(self) -> Iterator[tuple[str, str, str]]:
        """Pairs of discovered entities whose names say that they are one, and the evidence, the surest first."""
        for spelling, first, second in _pairs(self._by_name(fold_name)):
            yield first, second, f"both are called “{spelling}”"
        for spelling, first, second in _pairs(self._by_name(romanised)):
            if self._other_languages(first, second):
                yield first, second, f"both are spelled “{spelling}” in Latin letters, in other languages"
        for sound, first, second in _pairs(self._by_name(_sound)):
            if self._other_scripts(first, second):
                yield first, second, f"both sound “{sound}” in other letters"
            elif self._other_languages(first, second):
                yield first, second, f"both sound “{sound}” in other languages"
        for _, first, second in _pairs(self._translated()):
            if self._other_languages(first, second):
                yield first, second, "both say the same in other languages"

    def _gathered(self) -> dict[str, _Discovered]:
        """What all documents say of discovered entities that others were merged into."""
        found: dict[str, _Discovered] = {}
        for key, (kept, _) in sorted(self._merged.items()):
            if self._entity(kept) is None and key in self._discovered:
                if kept not in found:
                    found[kept] = _Discovered(self._discovered[kept].type)
                    found[kept].add(self._discovered[kept])
                found[kept].add(self._discovered[key])
        return found

    def exists(self, key: str) -> bool:
        """Whether the gazetteer or any document has this entity."""
        return key in self._discovered or key in self._hearsay or self._entity(key) is not None

    def alike(self, before: str, name: str, now: str) -> bool:
        """Whether an entity judged as ``before``, then called ``name``, can be the one now known as ``now``."""
        if before == now or self.one(before) == self.one(now):
            return True
        folded, sound = fold_name(name), _sound(name)
        called = self._called(now)
        return bool(folded and folded in called) or bool(sound and sound in map(_sound, called))

    def find(self, key: str, name: str, kind: str) -> str:
        """The entity itself when it exists, else the only one of its type with this name, else nothing."""
        if self.exists(key):
            return key
        folded = fold_name(name)
        if not folded:
            return ""
        found = {
            other
            for other in {*self._discovered, *self._hearsay, *(entity.id for entity in self._gazetteer.entities)}
            if (not kind or self.type(other) in ("", kind)) and folded in self._called(other)
        }
        return found.pop() if len(found) == 1 else ""

    def _called(self, key: str) -> set[str]:
        """All that an entity is called, for comparison; in Latin letters too, as the dataset may have named it."""
        found = {self.name(key), *self._spellings(key)}
        found |= {latin(name, language) for name in found if _is_cyrillic(name) for language in ("ru", "uk")}
        return set(map(fold_name, found))

    def _spellings(self, key: str) -> set[str]:
        entity = self._entity(key)
        if entity is not None:
            return {entity.name, *(name.text for name in entity.names)}
        record = self._discovered.get(key)
        if record is None:
            return {name for _, name in self._hearsay.get(key, ())}
        return {*record.names, *(text for text, _, _ in record.native)}

    def one(self, key: str) -> str:
        """The id that an entity goes by after all merges."""
        merged = self._merged.get(key)
        return merged[0] if merged else key

    def name(self, key: str) -> str:
        """The name that an entity goes by, or an empty string for an unknown one."""
        kept = self.one(key)
        if kept in self._renamed:
            return self._renamed[kept]
        entity = self._entity(kept)
        if entity is not None:
            return entity.name
        found = self._record(kept)
        return _best_name(found) if found else ""

    def _record(self, key: str) -> _Discovered | None:
        return self._together.get(key) or self._discovered.get(key)

    def type(self, key: str) -> str:
        """The type of an entity, or an empty string for an unknown one."""
        kept = self.one(key)
        entity = self._entity(kept)
        if entity is not None:
            return entity.type
        found = self._discovered.get(kept)
        return found.type if found else ""

    def known(self, key: str) -> tuple[str, str, str]:
        """The id that an entity goes by after all merges, its name and its type; after ``resolve``."""
        if key not in self._final:
            self._final[key] = (self.one(key), self.name(key), self.type(key))
        return self._final[key]

    def predecessors(self, key: str) -> tuple[str, ...]:
        """What an entity took the place of, and what that did, nearest first; none is the entity itself."""
        found = [self.one(key)]
        for at in found:
            entity = self._entity(at)
            before = [self.one(other) for other in entity.predecessors] if entity is not None else []
            found += [other for other in before if other not in found]
        return tuple(found[1:])

    def teller(self, name: str) -> str:
        """Who told a figure, however called: the id of the only one of that name, else the folded name."""
        if not self._tellers:
            self._tellers = self._named_tellers()
        folded = fold_name(name)
        found = self._tellers.get(folded, set())
        return min(found) if len(found) == 1 else folded

    def _named_tellers(self) -> dict[str, set[str]]:
        listed = {entity.id: entity.type for entity in self._gazetteer.entities}
        found: dict[str, set[str]] = {}
        for key in listed.keys() | self._discovered.keys():
            if (listed.get(key) or self._discovered[key].type) in _TELLERS:
                for name in self._called(key):
                    found.setdefault(name, set()).add(self.one(key))
        return found

    def composed(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """The reviewed entities in use that are made of parts: id, name and the ids of the parts."""
        found = []
        for key in sorted({self.one(key) for key in self._used}):
            entity = self._entity(key)
            if entity is not None and len(entity.parts) > 1:
                found.append((key, self.name(key), tuple(sorted({self.one(part) for part in entity.parts}))))
        return tuple(found)

    def rows(self) -> Iterator[tuple[EntityRow, tuple[NameRow, ...]]]:
        """Every entity that the dataset speaks of, merged ones included, with its names."""
        spoken_of = self._used | self._discovered.keys()
        for key in sorted(spoken_of | {self.one(key) for key in spoken_of}):
            entity = self._entity(key)
            if entity is not None:
                yield self._known_row(entity), _known_names(entity, self._renamed.get(key, ""))
            elif found := self._record(key):
                yield self._discovered_row(key, found), self._discovered_names(key)

    def _known_row(self, entity: Entity) -> EntityRow:
        into, because = self._merged.get(entity.id, ("", ""))
        return EntityRow(
            entity.id,
            entity.type,
            entity.sense,
            self._renamed.get(entity.id, entity.name),
            entity.country,
            pairs_json(entity.external_ids),
            "merged" if into else "gazetteer",
            into,
            because,
            list_json([self.one(before) for before in entity.predecessors]),
        )

    def _discovered_row(self, key: str, found: _Discovered) -> EntityRow:
        into, because = self._merged.get(key, ("", ""))
        promoted = key in self._promoted
        return EntityRow(
            key,
            found.type,
            min(found.senses, key=lambda sense: (-found.senses[sense], sense), default=""),
            self._renamed.get(key, _best_name(found)),
            min(found.countries, default=""),
            pairs_json(tuple(found.external.items())),
            "merged" if into else "gazetteer" if promoted else "discovered",
            into,
            because or ("promoted by a judgement" if promoted else ""),
        )

    def _discovered_names(self, key: str) -> tuple[NameRow, ...]:
        found = self._discovered[key]
        rows = {NameRow(key, text, language, source) for text, language, source in found.native}
        if not rows:
            rows = {NameRow(key, name, "und", "reports") for name in found.names}
        if key in self._renamed:
            rows.add(NameRow(key, self._renamed[key], "en", "judgement"))
        return tuple(sorted(rows))

    def _entity(self, key: str) -> Entity | None:
        if key not in self._known:
            try:
                self._known[key] = self._gazetteer.entity(key)
            except KeyError:
                self._known[key] = None
        return self._known[key]

    def _by_name(self, alike: Callable[[str], str]) -> dict[tuple[str, str], set[str]]:
        """Discovered entities that share a type and a name, as ``alike`` compares names; sorted."""
        found: dict[tuple[str, str], set[str]] = {}
        for key, record in self._discovered.items():
            for name in self._spellings(key):
                compared = alike(name)
                if compared:
                    found.setdefault((record.type, compared), set()).add(key)
        return {spelling: ids for spelling, ids in sorted(found.items()) if len(ids) > 1}

    def _translated(self) -> dict[tuple[str, str], set[str]]:
        """Discovered entities of one type whose names say the same, word by word, in any language."""
        found: dict[tuple[str, str], set[str]] = {}
        if len({language for record in self._discovered.values() for _, language, _ in record.native}) < _TRANSLATING:
            return {}
        for key, record in sorted(self._discovered.items()):
            for text, language, _ in sorted(record.native):
                said = self._gazetteer.said(text, language)
                if said:
                    found.setdefault((record.type, said), set()).add(key)
        return {said: ids for said, ids in sorted(found.items()) if len(ids) > 1}

    def _other_languages(self, first: str, second: str) -> bool:
        """Whether each is named in languages that the other is not named in."""
        one, other = self._languages(first), self._languages(second)
        return bool(one and other) and not one & other

    def _languages(self, key: str) -> set[str]:
        return {language for _, language, _ in self._discovered[key].native}

    def _apart(self, first: str, second: str) -> bool:
        """Whether a person holds them apart, or no country can be that of both."""
        if (min(first, second), max(first, second)) in self._decisions.different:
            return True
        one, other = self._countries(first), self._countries(second)
        return bool(one and other and not one & other)

    def _countries(self, key: str) -> set[str]:
        entity = self._entity(key)
        named = {entity.country} if entity is not None else self._discovered[key].countries
        return {country for countries in named for country in countries.split(",") if country}

    def _other_scripts(self, first: str, second: str) -> bool:
        """Whether one is only written in letters that the other is never written in."""
        one = {_is_cyrillic(name) for name in self._spellings(first)}
        other = {_is_cyrillic(name) for name in self._spellings(second)}
        return not one & other

    def _rank(self, key: str) -> tuple[bool, str]:
        """What is kept of several that are one: a reviewed entity, else the smaller id."""
        return (self._entity(key) is None, key)


class _Groups:
    """Sets of ids that are one; what must stay apart never comes together, not even through a third."""

    def __init__(self, apart: Callable[[str, str], bool]) -> None:
        self._apart = apart
        self._members: dict[str, set[str]] = {}
        self._because: dict[str, list[tuple[str, str, str]]] = {}

    def join(self, first: str, second: str, because: str, *, decided: bool = False) -> None:
        one = self._members.get(first, {first})
        other = self._members.get(second, {second})
        if one is other:
            return
        if not decided and any(self._apart(a, b) for a in one for b in other):
            return
        both = one | other
        for key in both:
            self._members[key] = both
        self._because.setdefault(first, []).append((first, second, because))
        self._because.setdefault(second, []).append((second, first, because))

    def merged(self, rank: Callable[[str], tuple[bool, str]]) -> dict[str, tuple[str, str]]:
        """Each id that gives way, with the id kept and the evidence."""
        found: dict[str, tuple[str, str]] = {}
        for key, members in self._members.items():
            kept = min(members, key=rank)
            if key != kept:
                reasons = sorted({f"{because} ({other})" for _, other, because in self._because.get(key, ())})
                found[key] = (kept, "; ".join(reasons))
        return found


def _pairs(found: Mapping[tuple[str, str], Iterable[str]]) -> Iterator[tuple[str, str, str]]:
    """What ids of one type share, with each two of them, the smaller first."""
    for (_, shared), ids in found.items():
        for first, second in combinations(sorted(ids), 2):
            yield shared, first, second


def fold_name(name: str) -> str:
    """A name for comparison: no case, quotes, dashes or doubled blanks.

    >>> fold_name("«Лучший  Кластер»"), fold_name("Rhône–Alpes")
    ('лучший кластер', 'rhône alpes')
    """
    text = unicodedata.normalize("NFKC", name).casefold().replace("ё", "е")
    kept = [letter if letter.isalnum() else " " for letter in text]
    return " ".join("".join(kept).split())


def _sound(name: str) -> str:
    """How a name sounds in any alphabet; nothing for one too short to be told by its sound."""
    sound = skeleton(name).replace(" ", "")
    return sound if len(sound) >= _LEAST_SOUND else ""


def _is_cyrillic(name: str) -> bool:
    return any("\u0400" <= letter <= "\u04ff" for letter in name)


def _best_name(found: _Discovered) -> str:
    """The English name where there is one, else one in Latin letters, else the usual transliteration."""
    languages = {text: language for text, language, _ in sorted(found.native)}
    name = min(
        found.names, key=lambda name: (languages.get(name) != "en", _is_cyrillic(name), -found.names[name], name)
    )
    return latin(name, languages.get(name, ""))


def _known_names(entity: Entity, renamed: str) -> tuple[NameRow, ...]:
    rows = {NameRow(entity.id, name.text, name.language, name.source) for name in entity.names}
    if not rows:
        rows.add(NameRow(entity.id, entity.name, "en", "gazetteer"))
    if renamed:
        rows.add(NameRow(entity.id, renamed, "en", "judgement"))
    return tuple(sorted(rows))
