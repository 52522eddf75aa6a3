"""Document to mentions, statements, relations. Knows no dataset."""

from nlp.facts.identity import discovered_id, statement_id
from nlp.facts.relation_types import SYMMETRIC
from nlp.findings import Comparator, Evidence, Findings, Mention, Modality, Relation, Statement, value_place
from nlp.names import recognise, recognise_document
from nlp.observe import observe

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
