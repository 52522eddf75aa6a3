"""Name to Entity: reviewed data and the code that finds a name in it. Knows no documents."""

from gazetteer.built import data_hash
from gazetteer.entity import BadEntry, Entity, EntityType, Match, Name, Sense
from gazetteer.gazetteer import Gazetteer
from gazetteer.index import ADJECTIVE, EXACT, INFLECTED, Hit, sound
from gazetteer.indicator import Indicator
from gazetteer.indicators import breaks, indicators
from gazetteer.normalisation import normalise
from gazetteer.review import Fault, add, check
from gazetteer.wording import Wording, wording

__all__ = [
    "ADJECTIVE",
    "EXACT",
    "INFLECTED",
    "BadEntry",
    "Entity",
    "EntityType",
    "Fault",
    "Gazetteer",
    "Hit",
    "Indicator",
    "Match",
    "Name",
    "Sense",
    "Wording",
    "add",
    "breaks",
    "check",
    "data_hash",
    "indicators",
    "normalise",
    "sound",
    "wording",
]
