"""A name found in a text, before it becomes a mention."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """The span ``start:stop`` of a text names something of a type.

    ``entity_id`` is empty where no entity is certain; then ``rivals`` has the possible ones with their scores.
    ``name`` is the dictionary form for a name that is in no gazetteer. ``settled`` says that what stands around has
    been asked already which of the things of this name is meant, though none of them is listed.
    """

    start: int
    stop: int
    type: str
    entity_id: str = ""
    score: float = 0.0
    method: str = ""
    rivals: tuple[tuple[str, float], ...] = ()
    name: str = ""
    language: str = ""
    settled: bool = False
