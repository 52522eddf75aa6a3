"""Text with and without Markdown: lines to blocks."""

from extract.formats.prose.inline import resolve
from extract.formats.prose.reading import Prose, read_prose

__all__ = ["Prose", "read_prose", "resolve"]
