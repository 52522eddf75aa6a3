"""The built form of the gazetteer: entities and index in one file, keyed by the data they were built from."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import get_args

import msgspec

from gazetteer.entity import BadEntry, Entity, EntityType, Name
from gazetteer.entry import Entry, entry_files, read_entries
from gazetteer.groups import grouped
from gazetteer.index import Index, Tables, build_tables, consonants, sound
from gazetteer.lexicon import FILE, lexicon
from gazetteer.notions import PlaceOf, readings
from gazetteer.wording import words_of

TYPES: tuple[EntityType, ...] = get_args(EntityType)
TRANSLATED = ("cluster", "programme", "organisation", "ranking", "event", "publication", "field", "sector")
"""The types whose names are put together from plain words, so that they are translated."""
_PLACES = ("country", "city", "region")
_UNHEARD = ("adjective", "acronym")
_REMEMBERED = 20_000
_SEAL = sha256().digest_size
_CODE = (Path(__file__).parent, Path(__file__).parent.parent / "language")


class Built(msgspec.Struct, array_like=True, frozen=True):
    """What the file holds, by entity in the order of ``ids``, which are sorted.

    ``types`` has one byte an entity, its place in ``TYPES``. ``entities`` are encoded one behind the other, from
    ``begins`` on (32-bit numbers), and decoded when asked for.
    """

    key: str
    ids: list[str]
    types: memoryview
    begins: memoryview
    entities: memoryview
    tables: list[memoryview]
    sounds: list[memoryview]
    notions: list[memoryview]
    consonants: list[memoryview]

    def index_tables(self) -> Tables:
        """The arrays of the index."""
        return Tables(*self.tables)

    def entity(self, number: int) -> Entity:
        """One entity, by its place among the ids."""
        begins = self.begins.cast("B").cast("I")
        return _DECODER.decode(self.entities[begins[number] : begins[number + 1]])


def data_hash(workspace: Path | None = None) -> str:
    """The sha256 of the gazetteer's data, the workspace's own entries included."""
    digest = sha256()
    for path in entry_files(workspace):
        digest.update(path.name.encode() + b"\0")
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def load_built(workspace: Path | None, built: Path | None, key: str) -> Built:
    """The built form of the key: from the file where it has that, else built anew and written there.

    Where the file cannot be written the built form lives in memory alone.

    Raises:
        BadEntry: an entry cannot be used; a file already there stays as it is.
    """
    path = built or _cached(workspace)
    found = read_built(path, key)
    if found is not None:
        return found
    # Most workspaces have no entries of their own: what one has built serves the others.
    shared = _cached(None)
    found = read_built(shared, key)
    encoded = msgspec.msgpack.encode(found or build(workspace, key))
    _keep(path, encoded)
    if found is None and key == built_key(None):
        _keep(shared, encoded)
    return msgspec.msgpack.decode(encoded, type=Built)


def _keep(path: Path, encoded: bytes) -> None:
    with suppress(OSError):  # a folder that cannot be written only costs the next start its time
        _write(path, encoded)


def build(workspace: Path | None, key: str) -> Built:
    """The built form of the data as it stands."""
    return built_of((entry.entity for entry in all_entries(workspace)), key)


def built_of(given: Iterable[Entity], key: str) -> Built:
    """The built form of these entities."""
    entities = sorted(given, key=lambda entity: entity.id)
    tables = build_tables(entities)
    names = [(entity, name) for entity in entities for name in entity.names]
    place_of = _places(Index(tables), names)
    heard = [(number, pair) for number, pair in enumerate(names) if pair[1].kind not in _UNHEARD]
    said = [
        (key, number)
        for number, (entity, name) in heard
        if entity.type in TRANSLATED
        for reading in readings(words_of(name.text), name.language, place_of, lexicon())
        for notion in reading
        for key in dict.fromkeys((*notion.keys, notion.sound, notion.other))
    ]
    encoded = [msgspec.msgpack.encode(entity) for entity in entities]
    return Built(
        key,
        [entity.id for entity in entities],
        memoryview(bytes(TYPES.index(entity.type) for entity in entities)),
        memoryview(array("I", accumulate(map(len, encoded), initial=0)).tobytes()),
        memoryview(b"".join(encoded)),
        [getattr(tables, field) for field in Tables.__slots__],
        grouped((sound(name.text), number) for number, (_, name) in heard),
        grouped(dict.fromkeys(said)),
        grouped((consonants(name.text), number) for number, (entity, name) in heard if entity.type in _PLACES),
    )


def places_in(found: Iterable[tuple[Entity, Name]]) -> tuple[str, ...]:
    """The ids of the places that names of one form stand for, in an order that is the same for any language."""
    places = {(_PLACES.index(entity.type), name.weak, entity.id) for entity, name in found if entity.type in _PLACES}
    return tuple(dict.fromkeys(identity for _, _, identity in sorted(places)))


def _places(index: Index, names: list[tuple[Entity, Name]]) -> PlaceOf:
    return lru_cache(maxsize=_REMEMBERED)(lambda words: places_in(names[number] for number, _ in index.lookup(words)))


def all_entries(workspace: Path | None) -> tuple[Entry, ...]:
    """All entries; an id used by two files is a fault."""
    seen: dict[str, Entry] = {}
    for path in entry_files(workspace):
        for entry in read_entries(path):
            other = seen.setdefault(entry.entity.id, entry)
            if other is not entry:
                raise BadEntry(
                    f"{entry.file}, line {entry.line}: {entry.entity.id} is already in "
                    f"{other.file}, line {other.line}; "
                    "join the two stanzas or give one another id"
                )
    return tuple(seen.values())


_DECODER = msgspec.msgpack.Decoder(Entity)


def built_key(workspace: Path | None) -> str:
    """The key of the built form: data and code."""
    return sha256(f"{data_hash(workspace)} {_code_hash()}".encode()).hexdigest()


@lru_cache(maxsize=1)
def _code_hash() -> str:
    digest = sha256()
    for path in (*(path for folder in _CODE for path in sorted(folder.glob("*.py"))), FILE):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _cached(workspace: Path | None) -> Path:
    """Where the built form lies when nobody says: the user's cache, one file a workspace."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    folder = Path(base) if base and Path(base).is_absolute() else Path("~/.cache").expanduser()
    whose = sha256(str(workspace.resolve()).encode()).hexdigest()[:16] if workspace is not None else "own"
    return folder / "clustertrace" / f"gazetteer-{whose}.bin"


def read_built(path: Path, key: str) -> Built | None:
    """The built form in a file, if it is whole and has this key."""
    try:
        data = memoryview(path.read_bytes())
        if sha256(data[_SEAL:]).digest() != data[:_SEAL]:  # damaged names would be found without a word
            return None
        found = msgspec.msgpack.decode(data[_SEAL:], type=Built)
    except (OSError, msgspec.DecodeError):
        return None
    return found if found.key == key else None


def _write(path: Path, encoded: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
        file.write(sha256(encoded).digest())
        file.write(encoded)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
