"""What reading a document finds: mentions, statements, relations, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract import Place, Problem
from gazetteer import Entity

Comparator = Literal["eq", "ge", "gt", "le", "lt", "approx"]
Modality = Literal["actual", "target", "forecast", "planned"]
Role = Literal["value", "subject", "object", "indicator", "period", "unit", "header", "restated"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text.

    ``start`` and ``stop`` are offsets in the text that was read (for a document: the raw text of the block or
    cell at ``place``; ``text`` is that raw slice). ``entity_id`` is empty where no entity was certain; then
    ``rivals`` lists the nearest, as pairs of entity id and score. ``score`` is 0 to 100.
    """

    text: str
    type: str
    language: str
    start: int
    stop: int
    entity_id: str = ""
    score: float = 0.0
    method: str = ""
    rivals: tuple[tuple[str, float], ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that carry one part of a statement or relation."""

    role: Role
    place: Place
    quote: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure, rank or date that a report states about a subject.

    ``id`` hashes the content (see ``statement_id``). ``value`` is plain and fully scaled; ``value_high`` is the
    upper end of a range. ``qualifiers`` are sorted pairs. ``stated`` is the raw slice of bound, value, scale and
    unit, and stands inside ``quote``, the raw slice at ``place``. ``evidence`` has at least one row of role
    "value" with the exact number. ``linked`` are ids of statements that say the same in another currency or unit.
    ``pieces`` tells a person why it was read so, one line a step. ``confidence`` is 0 to 1.
    """

    id: str
    subject_id: str
    subject: str
    subject_type: str
    indicator: str
    value: Decimal
    unit: str
    stated: str
    quote: str
    place: Place
    evidence: tuple[Evidence, ...]
    rule: str
    confidence: float
    value_high: Decimal | None = None
    period: str = ""
    comparator: Comparator = "eq"
    status: Modality = "actual"
    qualifiers: tuple[tuple[str, str], ...] = ()
    linked: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()


def value_place(statement: Statement) -> Place:
    """Where the number itself stands: the quote may run over the places of other statements."""
    return next((found.place for found in statement.evidence if found.role == "value"), statement.place)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that a report states between two entities (or an entity and words, when ``object_id`` is empty)."""

    id: str
    subject_id: str
    subject: str
    relation: str
    object_id: str
    object: str
    quote: str
    place: Place
    evidence: tuple[Evidence, ...]
    rule: str
    confidence: float
    qualifiers: tuple[tuple[str, str], ...] = ()
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one document; ``entities`` are the discovered ones."""

    document_id: str
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    relations: tuple[Relation, ...] = ()
    problems: tuple[tuple[str, Problem], ...] = ()
    """Problems, each with the id of the statement concerned or an empty string."""
