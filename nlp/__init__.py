"""Document to mentions, statements, relations. Knows no dataset."""

from nlp.findings import Evidence, Findings, Mention, Relation, Statement
from nlp.names import recognise, recognise_document
from nlp.observe import observe

__all__ = ["Evidence", "Findings", "Mention", "Relation", "Statement", "observe", "recognise", "recognise_document"]
