"""One value from the source's bytes to the observation: what there is to tell, and how it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from consolidate.phrasing import because_words


@dataclass(frozen=True, slots=True)
class SourceLine:
    """The file that the words stand in."""

    sha256: str
    title: str
    path: str
    origin: str
    published: str
    reader: str


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a text: its place and the words; ``role`` says what part of the claim they carry."""

    role: str
    quote: str
    block_id: str
    row: int | None
    column: int | None
    start: int
    stop: int
    page: int | None
    boxes: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class BlockLine:
    """The block that the words stand in: as read, and as repaired when it was."""

    block_id: str
    kind: str
    language: str
    section: tuple[str, ...]
    text: str
    repaired: str
    source_start: int | None
    source_stop: int | None


@dataclass(frozen=True, slots=True)
class RepairLine:
    """An edit that touches the words."""

    text: str
    replacement: str
    stage: str
    confidence: float


@dataclass(frozen=True, slots=True)
class MentionLine:
    """A name found inside the words."""

    text: str
    type: str
    entity_id: str
    entity: str
    method: str
    score: float


@dataclass(frozen=True, slots=True)
class NameLine:
    """What an entity is called, and where that was read."""

    name: str
    language: str
    source: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision on the claim."""

    judgement_id: str
    action: str
    field: str
    before: str
    after: str
    outcome: str
    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class OtherSource:
    """Another statement about the same fact."""

    statement_id: str
    value: str
    title: str
    published: str
    quote: str
    according_to: str = ""
    restated: bool = False
    """Whether it only says again what its source said elsewhere."""


@dataclass(frozen=True, slots=True)
class ObservationLine:
    """What all sources say about the fact."""

    observation_id: str
    value: str
    agreement: str
    preferred_because: str
    others: tuple[OtherSource, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where one row of the dataset comes from.

    ``fields`` are its own columns that are not empty; ``parents`` are the lineages of the rows it was made from
    (statements of an observation, observations of a derived value, entities that became one).
    """

    kind: str
    id: str
    said: str
    fields: tuple[tuple[str, str], ...]
    source: SourceLine | None = None
    words: tuple[Words, ...] = ()
    block: BlockLine | None = None
    repairs: tuple[RepairLine, ...] = ()
    mentions: tuple[MentionLine, ...] = ()
    rule: str = ""
    confidence: float | None = None
    pieces: tuple[str, ...] = ()
    decisions: tuple[DecisionLine, ...] = ()
    observation: ObservationLine | None = None
    parents: tuple[Lineage, ...] = ()
    names: tuple[NameLine, ...] = ()

    def render(self) -> tuple[str, ...]:
        """The lineage as lines of text."""
        return tuple(_lines(self))

    def json(self) -> str:
        """The lineage as JSON."""
        return msgspec.json.encode(self).decode()


def _lines(lineage: Lineage) -> Iterator[str]:
    yield f"{lineage.kind} {lineage.id}"
    yield f"  {lineage.said}"
    if lineage.source is not None:
        source = lineage.source
        yield f"source      {source.title or source.path}" + (f", {source.published}" if source.published else "")
        yield f"            {source.path}, sha256 {source.sha256}, read by {source.reader}"
    if lineage.block is not None:
        yield from _block_lines(lineage.block)
    for name in lineage.names:
        yield f"name        {_one_line(name.name)} ({name.language}), {name.source}"
    for repair in lineage.repairs:
        yield f"repair      {repair.text!r} read as {repair.replacement!r} ({repair.stage}, {repair.confidence:g})"
    for words in lineage.words:
        yield f"{words.role:<11} “{_one_line(words.quote)}” at {_at(words)}"
    for mention in lineage.mentions:
        entity = f"{mention.entity} {mention.entity_id}" if mention.entity_id else "no certain entity"
        yield f"mention     {_one_line(mention.text)}: {mention.type}, {entity} ({mention.method}, {mention.score:g})"
    if lineage.rule:
        yield f"rule        {lineage.rule}, confidence {lineage.confidence or 0:g}"
    for piece in lineage.pieces:
        yield f"            {piece}"
    for decision in lineage.decisions:
        what = f" {decision.field}: {decision.before} → {decision.after}" if decision.field else ""
        yield f"judgement   {decision.action}{what} by {decision.who} {decision.when}: {decision.outcome}"
    if lineage.observation is not None:
        yield from _observation_lines(lineage.observation)
    for parent in lineage.parents:
        yield ""
        yield from _lines(parent)


def _block_lines(block: BlockLine) -> Iterator[str]:
    section = f" under {' › '.join(block.section)}" if block.section else ""
    yield f"block       {block.block_id}, {block.kind}, {block.language}{section}"
    if block.source_start is not None:
        yield f"            characters {block.source_start} to {block.source_stop} of the decoded source"


def _observation_lines(observation: ObservationLine) -> Iterator[str]:
    because = because_words(observation.preferred_because)
    told = f"{observation.value}, {observation.agreement}" + (f", {because}" if because else "")
    yield f"observation {observation.observation_id}: {told}"
    for other in observation.others:
        published = f", {other.published}" if other.published else ""
        by = f", {'restated from' if other.restated else 'according to'} {other.according_to}"
        where = f"{other.title}{published}{by if other.according_to else ''} ({other.statement_id})"
        yield f"            {other.value} in {where}: “{_one_line(other.quote)}”"


def _at(words: Words) -> str:
    parts = [words.block_id]
    if words.row is not None:
        parts.append(f"row {words.row}, column {words.column}")
    parts.append(f"{words.start}:{words.stop}")
    if words.page is not None:
        parts.append(f"page {words.page}")
    elif words.boxes:
        parts.append(f"page {words.boxes[0][0]:g}")
    if words.boxes:
        parts.append("box " + ", ".join(f"{edge:g}" for edge in words.boxes[0][1:]))
    return " ".join(parts)


def _one_line(text: str) -> str:
    return " ".join(text.split())
