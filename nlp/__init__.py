"""Document to mentions, statements, relations. Knows no dataset."""

from typing import TYPE_CHECKING

from language import later
from nlp.facts.identity import discovered_id, statement_id
from nlp.facts.relation_types import SYMMETRIC
from nlp.findings import Comparator, Evidence, Findings, Mention, Modality, Relation, Statement, value_place

if TYPE_CHECKING:
    from nlp.names import recognise, recognise_document
    from nlp.observing import observe
else:
    # Who only shows what was found needs none of the readers.
    __getattr__ = later(
        __name__, {"observe": "nlp.observing", "recognise": "nlp.names", "recognise_document": "nlp.names"}
    )

__all__ = [
    "SYMMETRIC",
    "Comparator",
    "Evidence",
    "Findings",
    "Mention",
    "Modality",
    "Relation",
    "Statement",
    "discovered_id",
    "observe",
    "recognise",
    "recognise_document",
    "statement_id",
    "value_place",
]
