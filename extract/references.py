"""Reference lists in formats whose readers see lists and paragraphs only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.document import Block
from extract.roles import is_references_heading, reads_as_reference

_NUMBER = re.compile(r"[\[(]?(\d{1,3})[\])]?[.)]?[ \t\u00a0]+\S")
_LEAST = 3
_SHARE = 0.6


def mark_references(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the entries of reference lists marked as such.

    Those are the items and paragraphs under a heading that says so, up to the next heading or table, and numbered
    lists most of whose items read like bibliographic entries.
    """
    made = list(blocks)
    at = 0
    while at < len(made):
        if made[at].kind in ("heading", "paragraph") and is_references_heading(made[at].text):
            stop = _end(made, at + 1)
            if made[at].kind == "paragraph" and stop > at + 1:
                made[at] = replace(made[at], kind="heading", level=2)
            _mark(made, at + 1, stop)
        elif made[at].kind == "list_item" and made[at].ordinal is not None:
            stop = at
            while stop < len(made) and made[stop].kind == "list_item" and made[stop].ordinal is not None:
                stop += 1
            signs = sum(reads_as_reference(block.text) for block in made[at:stop])
            if stop - at >= _LEAST and signs >= _SHARE * (stop - at):
                _mark(made, at, stop)
        else:
            stop = at + 1
        at = max(stop, at + 1)
    return tuple(made)


def _end(made: Sequence[Block], at: int) -> int:
    """Where the entries under a heading end: unnumbered prose without signs of an entry is no entry."""
    while at < len(made):
        block = made[at]
        if block.kind in ("heading", "table", "caption"):
            break
        numbered = block.kind in ("list_item", "reference") or _NUMBER.match(block.text)
        if block.kind == "paragraph" and not numbered and not reads_as_reference(block.text):
            break
        at += 1
    return at


def _mark(made: list[Block], start: int, stop: int) -> None:
    for at in range(start, stop):
        block = made[at]
        if block.kind in ("list_item", "paragraph", "footnote"):
            found = _NUMBER.match(block.text)
            ordinal = block.ordinal if block.ordinal is not None or found is None else int(found[1])
            made[at] = replace(block, kind="reference", level=0, ordinal=ordinal)
