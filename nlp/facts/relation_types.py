"""What kinds of relation there are, who may stand on either side, and which words tell them: ``relations.yml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict

import yaml

_FILE = Path(__file__).parent / "data" / "relations.yml"
_Words = Mapping[str, list[str]]
_LEAST = 0.7
"""How likely a relation must be to be written down where its kind tells nothing else; found by folds of the truth."""


class _Stanza(TypedDict, total=False):
    subjects: list[str]
    objects: list[str]
    symmetric: str
    timeless: str
    bare: str
    free: str
    adjectives: str
    nominal: str
    reversed_heads: str
    least: str
    words: Mapping[str, _Words]
    heads: _Words


@dataclass(frozen=True, slots=True)
class RelationType:
    """One kind of relation; the file of data says what each field means."""

    name: str
    subjects: frozenset[str]
    objects: frozenset[str]
    least: float = _LEAST
    symmetric: bool = False
    timeless: bool = False
    bare: bool = False
    free: bool = False
    adjectives: bool = False
    nominal: bool = False
    reversed_heads: bool = False

    def joins(self, subject: str, other: str) -> bool:
        """Whether entities of these types may stand on its two sides."""
        return subject in self.subjects and other in self.objects


@cache
def relation_types() -> Mapping[str, RelationType]:
    """Every kind of relation by its name."""
    return {
        name: RelationType(
            name,
            frozenset(stanza["subjects"]),
            frozenset(stanza["objects"]),
            float(stanza.get("least", _LEAST)),
            *(
                stanza.get(flag) == "true"
                for flag in ("symmetric", "timeless", "bare", "free", "adjectives", "nominal", "reversed_heads")
            ),
        )
        for name, stanza in _stanzas().items()
    }


def relation_phrases(language: str) -> Iterator[tuple[str, str, str]]:
    """Phrases of a language with category and key: words of a relation ("relation", "located_in >") and heads."""
    for name, stanza in _stanzas().items():
        for direction, by_language in stanza["words"].items():
            yield from ((phrase, "relation", f"{name} {direction}") for phrase in by_language.get(language, ()))
        for phrase in stanza.get("heads", {}).get(language, ()):
            yield phrase, "relation_head", name


@cache
def _stanzas() -> Mapping[str, _Stanza]:
    with _FILE.open(encoding="utf-8") as stream:
        # The base loader keeps every word a string: "on" and "no" are words here.
        loaded: dict[str, _Stanza] = yaml.load(stream, Loader=yaml.CBaseLoader)  # noqa: S506 - builds strings only
    return loaded


SYMMETRIC = frozenset(name for name, kind in relation_types().items() if kind.symmetric)
"""Relations that either side may be the subject of."""
