"""Web pages: the tree with its offsets in the source, what is boilerplate, the flow of blocks, tables."""

from extract.formats.web.reading import Page, read_page

__all__ = ["Page", "read_page"]
