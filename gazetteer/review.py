"""What a reviewer must see to in the gazetteer's data, and how an entry is added."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

import yaml

from gazetteer.entity import BadEntry, Entity, Name
from gazetteer.entry import DATA, ID, Entry, entry_files, read_entries
from gazetteer.wording import wording

_URL = re.compile(r"^https?://\S+$")
_RULE = "rule:"
_OWN = "own.yml"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in the data: the file, the line of the stanza, what it is and what to do about it."""

    file: str
    line: int
    what: str
    remedy: str

    @property
    def where(self) -> str:
        """File and line as a person reads them."""
        return f"{self.file}, line {self.line}"

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.remedy}"


def check(workspace: Path | None = None) -> tuple[Fault, ...]:
    """All faults of the gazetteer's data and of the workspace's own entries; empty when all is well.

    Stanzas that cannot be read, ids given twice, names without a known source, names that two entries claim with
    nothing to tell them apart, and ids of parts, predecessors and places that do not exist.
    """
    entries: list[Entry] = []
    faults: list[Fault] = []
    for path in entry_files(workspace):
        try:
            entries += read_entries(path)
        except BadEntry as bad:
            faults.append(_fault_of(bad, path))
    sources = _sources(workspace)
    known = {entry.entity.id for entry in entries}
    faults += _twice(entries)
    for entry in entries:
        faults += _without_source(entry, sources)
        faults += _unknown_ids(entry, known)
    faults += _claimed_twice(entries)
    return tuple(sorted(faults, key=lambda fault: (fault.file, fault.line, fault.what)))


def add(workspace: Path, entity: Entity) -> Path:
    """Write an entry into the workspace's own entities; the file it stands in.

    Raises:
        BadEntry: the id is malformed or taken, or a name has no source.
    """
    if ID.match(entity.id) is None:
        raise BadEntry(f"malformed id {entity.id!r}; ids look like clu:o:ua:name: see gazetteer/data/README.md")
    for path in entry_files(workspace):
        for entry in read_entries(path):
            if entry.entity.id == entity.id:
                raise BadEntry(
                    f"{entity.id} is already in {entry.file}, line {entry.line}; choose another id or edit it"
                )
    unsourced = [name.text for name in entity.names if not name.source]
    if unsourced:
        raise BadEntry(f"{entity.id}: no source for {unsourced[0]!r}; say where the name was read (a URL or a title)")
    path = workspace / "corpus" / "entities" / _OWN
    before = path.read_text(encoding="utf-8") if path.exists() else "# Entries of this workspace.\nentries:\n"
    _replace(path, before.rstrip("\n") + "\n" + _stanza(entity))
    return path


def _replace(path: Path, text: str) -> None:
    """Write a file whole, or leave the old one: the new text must be readable first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=path.parent, suffix=".new", delete=False, encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    written = Path(file.name)
    try:
        read_entries(written)
    except BadEntry:
        written.unlink()
        raise
    written.replace(path)


def _stanza(entity: Entity) -> str:
    """The YAML of one entity."""
    fields: dict[str, object] = {"type": entity.type, "name": entity.name}
    if entity.sense:
        fields["sense"] = entity.sense
    fields["country"] = entity.country
    if entity.parts:
        fields["parts"] = list(entity.parts)
    if entity.predecessors:
        fields["predecessors"] = list(entity.predecessors)
    if entity.within:
        fields["within"] = entity.within
    if entity.external_ids:
        fields["ids"] = dict(entity.external_ids)
    for language in dict.fromkeys(name.language for name in entity.names):
        fields[language] = [_name(name) for name in entity.names if name.language == language]
    text = yaml.safe_dump({entity.id: fields}, allow_unicode=True, sort_keys=False, width=200)
    return "".join(f"  {line}\n" for line in text.splitlines())


def _name(name: Name) -> dict[str, str]:
    fields = {"text": name.text, "source": name.source, "kind": name.kind}
    return {**fields, "weak": "yes"} if name.weak else fields


def _fault_of(bad: BadEntry, path: Path) -> Fault:
    found = re.match(r"(.+?), line (\d+): (.*); (.*)", str(bad), re.DOTALL)
    if found is None:
        return Fault(path.name, 0, str(bad), "correct the file")
    return Fault(found.group(1), int(found.group(2)), found.group(3), found.group(4))


def _sources(workspace: Path | None) -> frozenset[str]:
    """The keys of the sources' files."""
    files = [DATA / "sources.yml", *([workspace / "corpus" / "entities" / "sources.yml"] if workspace else [])]
    keys: set[str] = set()
    for path in files:
        if path.exists():
            loaded: dict[str, object] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader) or {}  # noqa: S506 - builds strings only
            keys |= loaded.keys()
    return frozenset(keys)


def _twice(entries: Iterable[Entry]) -> Iterator[Fault]:
    seen: dict[str, Entry] = {}
    for entry in entries:
        other = seen.setdefault(entry.entity.id, entry)
        if other is not entry:
            where = f"{other.file}, line {other.line}"
            yield Fault(entry.file, entry.line, f"{entry.entity.id} is already in {where}", "join the two stanzas")


def _without_source(entry: Entry, sources: frozenset[str]) -> Iterator[Fault]:
    for name in entry.entity.names:
        if not name.source:
            yield Fault(entry.file, entry.line, f"no source for {name.text!r} of {entry.entity.id}", "add 'source:'")
        elif name.source not in sources and not _URL.match(name.source) and not name.source.startswith(_RULE):
            what = f"unknown source {name.source!r} of {name.text!r}"
            yield Fault(entry.file, entry.line, what, "add it to sources.yml or give a URL")


def _unknown_ids(entry: Entry, known: set[str]) -> Iterator[Fault]:
    entity = entry.entity
    for field, ids in (("parts", entity.parts), ("predecessors", entity.predecessors), ("within", (entity.within,))):
        for identity in ids:
            if identity and identity not in known:
                what = f"{field} of {entity.id} names {identity}, which no stanza has"
                yield Fault(entry.file, entry.line, what, "add it or correct the id")


def _claimed_twice(entries: Iterable[Entry]) -> Iterator[Fault]:
    """Names of two entities alike in type and country that both claim without being marked weak."""
    claims: dict[tuple[str, str, str, tuple[str, ...]], list[tuple[Entry, Name]]] = {}
    for entry in entries:
        entity = entry.entity
        for name in entity.names:
            if not name.weak and name.kind != "historical":
                key = (entity.type, entity.country, name.language, wording(name.text).words)
                claims.setdefault(key, []).append((entry, name))
    for found in claims.values():
        first, *others = found
        for entry, name in others:
            if entry.entity.id != first[0].entity.id:
                where = f"{first[0].file}, line {first[0].line}"
                what = f"{name.text!r} of {entry.entity.id} is claimed by {first[0].entity.id}, too ({where})"
                yield Fault(entry.file, entry.line, what, "mark it weak in both, or drop it in one")
