"""Document to mentions, statements, relations. Knows no dataset."""

from nlp.findings import Evidence, Findings, Mention, Relation, Statement

__all__ = ["Evidence", "Findings", "Mention", "Relation", "Statement"]
