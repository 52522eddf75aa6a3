"""WordprocessingML (ECMA-376 part 1, 17): parts of the package, numbering, text of paragraphs, tables."""

from extract.formats.wordml.body import Body, read_body

__all__ = ["Body", "read_body"]
