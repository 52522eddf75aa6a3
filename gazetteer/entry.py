"""Stanzas of the gazetteer's YAML as entities. The layout is described in ``data/README.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

import yaml

from gazetteer.entity import BadEntry, Entity, EntityType, Kind, Name, Sense

DATA = Path(__file__).parent / "data"
NOT_ENTRIES = ("sources.yml", "notions.yml", "indicators")
ID = re.compile(r"^(?:clu:[soa]|ter|prg|org|plc|reg|rnk|fld|sec|pub|evt|per)(?::[a-z0-9]+(?:-[a-z0-9]+)*){1,4}$")
_TYPES = frozenset(get_args(EntityType))
_SENSES = frozenset(get_args(Sense))
_SENSE_OF_ID = {"clu:s": "statistical", "clu:o": "organisation", "clu:a": "agglomeration", "ter": "territory"}
_KINDS = frozenset(("preferred", "alias", "acronym", "adjective", "historical"))
_LANGUAGE_KEY = re.compile(r"^([a-z]{2}|mul)((?:\.[a-z]+)*)$")
_PLAIN_KEYS = frozenset(
    ("type", "sense", "name", "country", "parts", "predecessors", "within", "ids", "source", "weak", "editions")
)
_TRUE = frozenset(("yes", "true", "on", "1"))
_DEFAULT_KEYS = frozenset(("type", "country", "source", "within", "entries"))


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity with the file and line its stanza stands on."""

    entity: Entity
    file: str
    line: int


def entry_files(workspace: Path | None) -> tuple[Path, ...]:
    """The files of the gazetteer and of the workspace, in the order they are read."""
    own = (path for path in DATA.rglob("*.yml") if path.relative_to(DATA).parts[0] not in NOT_ENTRIES)
    theirs = (workspace / "corpus" / "entities").rglob("*.yml") if workspace is not None else ()
    return (*sorted(own), *sorted(theirs))


def read_entries(path: Path) -> tuple[Entry, ...]:
    """The entries of one file.

    Raises:
        BadEntry: with file, line, what is wrong and what to do.
    """
    return tuple(_File(path).entries())


class _File:
    """One YAML file; walks its nodes so that every fault has a line and every scalar stays text."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = str(path.relative_to(DATA.parent.parent)) if path.is_relative_to(DATA) else path.name
        self.defaults: dict[str, str] = {}

    def entries(self) -> Iterator[Entry]:
        root = self._compose()
        if root is None:
            return
        stanzas: yaml.Node | None = None
        for key, node in self._pairs(root, "the file"):
            if key == "entries":
                stanzas = node
            elif key in _DEFAULT_KEYS:
                self.defaults[key] = self._text(node)
            else:
                raise self._bad(node, f"unknown key {key!r}", f"known: {', '.join(sorted(_DEFAULT_KEYS))}")
        if stanzas is None:
            raise self._bad(root, "no entries", "put the stanzas below the key 'entries:'")
        seen: set[str] = set()
        for identity, node in self._pairs(stanzas, "entries"):
            if identity in seen:
                raise self._bad(node, f"{identity} stands twice", "join the two stanzas")
            seen.add(identity)
            yield from self._stanza(identity, node)

    def _compose(self) -> yaml.Node | None:
        loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
        try:
            return yaml.compose(self.path.read_text(encoding="utf-8"), Loader=loader)
        except yaml.MarkedYAMLError as fault:
            line = fault.problem_mark.line + 1 if fault.problem_mark else 0
            raise BadEntry(
                f"{self.name}, line {line}: no YAML ({fault.problem}); quote texts that hold ': ' or begin with a sign"
            ) from fault
        except (OSError, yaml.YAMLError, UnicodeDecodeError) as fault:
            raise BadEntry(f"{self.name}, line 1: cannot be read ({fault}); save the file as UTF-8 text") from fault

    def _stanza(self, identity: str, node: yaml.Node) -> Iterator[Entry]:
        if ID.match(identity) is None:
            raise self._bad(
                node,
                f"malformed id {identity!r}",
                "ids look like clu:s:jp:tokyo-yokohama: see gazetteer/data/README.md",
            )
        plain: dict[str, yaml.Node] = {}
        named: list[tuple[str, yaml.Node]] = []
        for key, value in self._pairs(node, identity):
            if key in _PLAIN_KEYS:
                plain[key] = value
            elif _LANGUAGE_KEY.match(key):
                named.append((key, value))
            else:
                raise self._bad(
                    value, f"unknown key {key!r} in {identity}", "see the table in gazetteer/data/README.md"
                )
        entity = self._entity(identity, node, plain, named)
        yield Entry(entity, self.name, node.start_mark.line + 1)
        if "editions" in plain:
            years = self._texts(plain["editions"])
            yield from (
                Entry(_edition(entity, year), self.name, plain["editions"].start_mark.line + 1) for year in years
            )

    def _entity(
        self, identity: str, node: yaml.Node, plain: dict[str, yaml.Node], named: list[tuple[str, yaml.Node]]
    ) -> Entity:
        def text(key: str) -> str:
            return self._text(plain[key]) if key in plain else self.defaults.get(key, "")

        kind = text("type")
        if kind not in _TYPES:
            raise self._bad(node, f"{identity} has no known type ({kind!r})", f"one of {', '.join(sorted(_TYPES))}")
        sense = text("sense") or next(
            (meant for start, meant in _SENSE_OF_ID.items() if identity.startswith(start + ":")), ""
        )
        if sense not in _SENSES:
            raise self._bad(node, f"{identity} has an unknown sense {sense!r}", f"one of {', '.join(sorted(_SENSES))}")
        weak = text("weak") in _TRUE
        names = tuple(name for key, value in named for name in self._names(key, value, text("source"), weak=weak))
        english = next((name.text for name in names if name.language == "en" and name.kind == "preferred"), "")
        name = text("name") or english or next((name.text for name in names if name.kind == "preferred"), "")
        if not name:
            raise self._bad(node, f"{identity} has no name", "add 'name:' or a name in a language, as 'en: …'")
        return Entity(
            id=identity,
            type=cast("EntityType", kind),
            name=name,
            names=names or (Name(name, "mul", text("source"), "preferred", weak),),
            country=text("country") if "country" in plain or "country" in self.defaults else _country(identity),
            sense=cast("Sense", sense),
            parts=self._texts(plain["parts"]) if "parts" in plain else (),
            predecessors=self._texts(plain["predecessors"]) if "predecessors" in plain else (),
            within=text("within"),
            external_ids=self._ids(plain["ids"], identity) if "ids" in plain else (),
        )

    def _ids(self, node: yaml.Node, identity: str) -> tuple[tuple[str, str], ...]:
        return tuple(sorted((key, self._text(value)) for key, value in self._pairs(node, f"the ids of {identity}")))

    def _names(self, key: str, node: yaml.Node, source: str, *, weak: bool) -> Iterator[Name]:
        found = _LANGUAGE_KEY.match(key)
        language, rest = (found.group(1), found.group(2)) if found else ("mul", "")
        marks = [mark for mark in rest.split(".") if mark]
        unknown = [mark for mark in marks if mark not in _KINDS and mark != "weak"]
        if unknown:
            raise self._bad(
                node, f"unknown mark {unknown[0]!r} in {key!r}", f"one of weak, {', '.join(sorted(_KINDS))}"
            )
        kind = next((mark for mark in marks if mark in _KINDS), "")
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        for place, item in enumerate(items):
            preferred = "preferred" if place == 0 and "weak" not in marks else "alias"
            yield from self._name(item, language, kind or preferred, source, weak=weak or "weak" in marks)

    def _name(self, node: yaml.Node, language: str, kind: str, source: str, *, weak: bool) -> Iterator[Name]:
        if not isinstance(node, yaml.MappingNode):
            yield _named(self._text(node, wanted="a name"), language, source, kind, weak=weak)
            return
        fields = dict(self._pairs(node, "a name"))
        unknown = sorted(set(fields) - {"text", "source", "kind", "weak"})
        if unknown or "text" not in fields:
            raise self._bad(node, "a name in braces needs 'text'", "and may have source, kind, weak")
        source = self._text(fields["source"]) if "source" in fields else source
        kind = self._text(fields["kind"]) if "kind" in fields else kind
        if kind not in _KINDS:
            raise self._bad(node, f"unknown kind {kind!r}", f"one of {', '.join(sorted(_KINDS))}")
        weak = self._text(fields["weak"]) in _TRUE if "weak" in fields else weak
        texts = self._texts(fields["text"])
        for place, text in enumerate(texts):
            yield _named(text, language, source, kind if place == 0 or kind != "preferred" else "alias", weak=weak)

    def _pairs(self, node: yaml.Node, what: str) -> Iterator[tuple[str, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            raise self._bad(node, f"{what} must hold keys and values", "write 'key: value' lines")
        for key, value in node.value:
            yield self._text(key), value

    def _text(self, node: yaml.Node, wanted: str = "a text") -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self._bad(node, f"a list or mapping where {wanted} is wanted", "write one text")
        text = str(node.value).strip()
        if not text and wanted == "a name":
            raise self._bad(node, "an empty name", "delete the line or write the name")
        return text

    def _texts(self, node: yaml.Node) -> tuple[str, ...]:
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return tuple(self._text(item) for item in items)

    def _bad(self, node: yaml.Node, fault: str, remedy: str) -> BadEntry:
        return BadEntry(f"{self.name}, line {node.start_mark.line + 1}: {fault}; {remedy}")


def _named(text: str, language: str, source: str, kind: str, *, weak: bool) -> Name:
    return Name(text, language, source, cast("Kind", kind), weak)


def _country(identity: str) -> str:
    """The country an id names ("cn-hk" is CN,HK); empty for ids of several countries or none."""
    parts = identity.split(":")
    place = parts[2] if parts[0] == "clu" else parts[1]
    if parts[0] in ("rnk", "fld", "sec") or place in ("int", "eu", "world"):
        return ""
    codes = place.split("-")
    return ",".join(code.upper() for code in codes) if all(len(code) == 2 for code in codes) else ""


_EDITION_RULE = "rule:edition"
"""Source of the names of editions: no page prints each of them."""


def _edition(ranking: Entity, year: str) -> Entity:
    """One edition of a ranking: its names are the ranking's with the year behind."""
    names = tuple(
        Name(f"{name.text} {year}", name.language, _EDITION_RULE, name.kind, name.weak)
        for name in ranking.names
        if name.kind != "adjective"
    )
    return Entity(
        id=f"{ranking.id}:{year}",
        type=ranking.type,
        name=f"{ranking.name} {year}",
        names=names,
        country=ranking.country,
        within=ranking.id,
    )
