"""How much a document is about each of its entities, and whom it is about first of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gazetteer import Entity

_LEADING = ("cluster", "programme", "organisation")
"""Types a report is about; places are mostly where something lies."""
_PLACES = ("city", "region", "country")


@dataclass(frozen=True, slots=True)
class Salience:
    """``spoken`` is how often the document names an entity (by id).

    ``leader`` is the cluster, programme or organisation named most, of several the one named first; ``first`` is the
    id of what the document names first of all.
    """

    spoken: Mapping[str, int] = field(default_factory=dict)
    leader: Entity | None = None
    first: str = ""

    def share(self, identity: str) -> float:
        """How often an entity is named, as a share of the one named most."""
        return self.spoken.get(identity, 0) / max(self.spoken.values(), default=1)


def salience(named: Iterable[str], known: Mapping[str, Entity]) -> Salience:
    """The salience of the entities whose ids a document has, in the order in which it names them."""
    spoken: dict[str, int] = {}
    for identity in named:
        spoken[identity] = spoken.get(identity, 0) + 1
    fit = [known[identity] for identity in spoken if identity and known[identity].type in _LEADING]
    leader = max(fit, key=lambda entity: spoken[entity.id], default=None)
    return Salience(spoken, leader, next(filter(None, spoken), ""))


def standing(entity: Entity, document: Salience) -> str:
    """How an entity stands to the leader of its document.

    "leader", "beside" it, or for a place "in its name", "holds" it, "elsewhere"; "alone" where nobody leads.
    """
    leader = document.leader
    if leader is None:
        return "alone"
    if leader.id == entity.id:
        return "leader"
    if entity.type not in _PLACES:
        return "beside"
    if entity.name.casefold() in leader.name.casefold():
        return "in its name"
    holds = entity.id in (*leader.parts, leader.within)
    if holds or (entity.type == "country" and entity.country and entity.country in leader.country.split(",")):
        return "holds"
    return "elsewhere"
