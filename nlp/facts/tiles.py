"""Figures set large with their words in a paragraph below or above: "100+", then "resident companies"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from extract import Block
from nlp.facts.cells import is_year
from nlp.facts.compose import Spot
from nlp.facts.figures import Figure, state
from nlp.facts.heads import Heads
from nlp.facts.items import label_of, whom_of
from nlp.facts.quantities import quantities
from nlp.facts.reader import Reader
from nlp.facts.scan import Scan
from nlp.findings import Statement

_FIGURE = re.compile(r"[^\w\n]{0,2}(?:[A-Z]{3}\s)?\d[\d.,\s]{0,14}(?:[+%]|\s?[^\W\d_]{1,10}\.?){0,3}[²³]?\+?")
_LABEL = re.compile(r"[^\W\d_][^\d\n.!?:;]{2,60}")
_LEAST = 4
"""Paragraphs that make a row of tiles: two figures with their words."""


def tiles(blocks: Sequence[Block]) -> Mapping[int, Block]:
    """For each paragraph that is nothing but a figure, by its order, the paragraph with its words."""
    found: dict[int, Block] = {}
    for whole in _runs(blocks):
        # Above tiles that begin with a figure a name or title may stand.
        run = whole[1:] if len(whole) % 2 and not _is_figure(whole[0]) else whole
        kinds = [_is_figure(block) for block in run]
        if len(run) < _LEAST or len(run) % 2 or any(one == other for one, other in pairwise(kinds)):
            continue
        for upper, lower in zip(run[::2], run[1::2], strict=True):
            figure, words = (upper, lower) if kinds[0] else (lower, upper)
            found[figure.order] = words
    return found


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Paragraphs on end that are a figure or a few words."""
    run: list[Block] = []
    for block in blocks:
        if block.kind == "paragraph" and (_is_figure(block) or _LABEL.fullmatch(block.text.strip())):
            run.append(block)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run


def _is_figure(block: Block) -> bool:
    return _FIGURE.fullmatch(block.text.strip()) is not None


def tile(reader: Reader, block: Block, words: Block, language: str) -> list[Statement]:
    """The statement of the figure in ``block`` by the ``words`` beside it."""
    reading = reader.document.reading(block.order)
    scan = Scan(reading.text, language, countries=reader.setting.countries)
    label = Scan(reader.document.reading(words.order).text, language, countries=reader.setting.countries)
    found = quantities(scan)
    if len(found) != 1 or is_year(found[0]) or not label.tokens:
        return []
    heads = Heads(
        beside=(label_of(reader, words, label, (0, len(label.tokens)), ()),),
        headings=tuple(reader.setting.headings),
        topics=frozenset(reader.setting.topics),
    )
    whom = whom_of(reader, heads)
    figure = Figure(found[0], scan, Spot(reader.document, block.order, reading), heads)
    return state(figure, whom, reader.setting, "list", reader.setting.period_above)
