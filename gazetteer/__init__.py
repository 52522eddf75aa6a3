"""Name to Entity: reviewed data and the code that finds a name in it. Knows no documents."""

from gazetteer.entity import BadEntry, Entity, EntityType, Match, Name
from gazetteer.indicator import Indicator

__all__ = ["BadEntry", "Entity", "EntityType", "Indicator", "Match", "Name"]
