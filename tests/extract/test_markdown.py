"""Markdown: front matter, soft line breaks, nested lists, footnotes, code."""

from __future__ import annotations

from tests.extract.reading import assert_sound, kinds, outline, read

TEXT = """---
title: "Cluster notes"
date: 2024-03-15
---

# Cluster notes

The board met twice,
and both times it agreed on
[a plan](https://example.org/plan) for `pilot` firms.[^1]

Setext heading
--------------

1. First
   - inner one
   - inner two
2. Second

> A quoted line.

```
a | b
--|--
1 | 2
```

[^1]: Minutes of the board.
"""


def test_markdown_is_read() -> None:
    document = read(TEXT, "notes.md")
    assert document.media_type == "text/markdown"
    assert document.title == "Cluster notes"
    assert document.dated == "2024-03-15"
    assert kinds(document, "heading") == ["Cluster notes", "Setext heading"]
    paragraph = kinds(document, "paragraph")[0]
    assert paragraph == "The board met twice,\nand both times it agreed on\na plan for pilot firms.[1]"
    assert not document.tables
    assert kinds(document, "footnote") == ["[1] Minutes of the board."]
    items = [(block.text, block.level, block.ordinal) for block in document.blocks if block.kind == "list_item"]
    assert items == [("1. First", 1, 1), ("- inner one", 2, None), ("- inner two", 2, None), ("2. Second", 1, 2)]
    assert_sound(document, TEXT.encode())


def test_code_is_a_paragraph_as_it_stands() -> None:
    assert "a | b\n--|--\n1 | 2" in kinds(read(TEXT, "notes.md"), "paragraph")


def test_quotes_lose_their_marks() -> None:
    assert "paragraph: A quoted line." in outline(read(TEXT, "notes.md"))
