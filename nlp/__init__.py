"""Document to mentions, statements, relations. Knows no dataset."""

from nlp.findings import Evidence, Findings, Mention, Relation, Statement
from nlp.names import recognise, recognise_document

__all__ = ["Evidence", "Findings", "Mention", "Relation", "Statement", "recognise", "recognise_document"]
