"""Name to Entity: reviewed data and the code that finds a name in it. Knows no documents."""

from typing import TYPE_CHECKING

from gazetteer.entity import BadEntry, Entity, EntityType, Match, Name, Sense
from gazetteer.indicator import Indicator
from gazetteer.indicators import breaks, indicators
from gazetteer.wording import Wording, wording
from language import later

if TYPE_CHECKING:
    from gazetteer.built import data_hash
    from gazetteer.gazetteer import Gazetteer
    from gazetteer.index import ADJECTIVE, EXACT, INFLECTED, Hit, sound
    from gazetteer.normalisation import normalise
    from gazetteer.review import Fault, add, check
else:
    # Who only shows entities needs none of what finds and keeps them.
    __getattr__ = later(
        __name__,
        {
            "ADJECTIVE": "gazetteer.index",
            "EXACT": "gazetteer.index",
            "INFLECTED": "gazetteer.index",
            "Fault": "gazetteer.review",
            "Gazetteer": "gazetteer.gazetteer",
            "Hit": "gazetteer.index",
            "add": "gazetteer.review",
            "check": "gazetteer.review",
            "data_hash": "gazetteer.built",
            "normalise": "gazetteer.normalisation",
            "sound": "gazetteer.index",
        },
    )

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
