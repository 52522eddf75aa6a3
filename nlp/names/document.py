"""Names in a document: every block and cell, with what the document itself explains."""

from __future__ import annotations

import re
from dataclasses import replace

from extract import Document
from extract.document import Block
from gazetteer import Entity, Gazetteer
from language import identify
from nlp.findings import Mention
from nlp.names.choice import Surroundings
from nlp.names.recogniser import find, mention

_CLUSTERS = re.compile(r"cluster|кластер", re.IGNORECASE)
_SKIPPED = ("furniture", "reference", "figure")


def recognise_document(
    document: Document, gazetteer: Gazetteer
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """The mentions of a document in reading order, and the entities discovered in it.

    Offsets are those of the raw text of the block or cell at ``place``. Furniture and reference lists are left out.
    """
    mentions: list[Mention] = []
    around = Surroundings(document.language)
    for block in document.blocks:
        if block.kind in _SKIPPED:
            continue
        mentions += _of_block(document, block, around, gazetteer)
    return tuple(mentions), ()


def _of_block(document: Document, block: Block, around: Surroundings, gazetteer: Gazetteer) -> list[Mention]:
    found: list[Mention] = []
    for row, column, reading in document.texts(block.order):
        language = block.language if block.table is None else identify(reading.text, prior=block.language)
        if language == "und":
            language = document.language
        around.language = language
        around.clusters = _CLUSTERS.search(reading.text) is not None
        for one in find(reading.text, around, gazetteer):
            start, stop = reading.raw_span(one.start, one.stop)
            made = mention(one, reading.text, language)
            place = document.place(block.order, start, stop, row, column)
            found.append(replace(made, text=reading.raw[start:stop], start=start, stop=stop, place=place))
    return found
