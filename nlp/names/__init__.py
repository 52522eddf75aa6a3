"""Names in text: recognised, linked to entities, and discovered where no gazetteer has them."""

from nlp.names.document import recognise_document
from nlp.names.recogniser import recognise

__all__ = ["recognise", "recognise_document"]
