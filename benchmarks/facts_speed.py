"""CPU time of reading the marked-up passages: everything, and finding names, against spaCy's blank tokeniser.

    python benchmarks/facts_speed.py [PART]

Each passage of ``tests/quality/dev`` is a document of its own, as figure-dense as it was chosen to be; ``PART`` reads
every such passage only. Everything is read once before, so that word lists are loaded, then in turns of the three; the
best turn counts. The ratios are what to look at. Goals per 1 000 words: 40 ms for everything, 10 ms for names.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy

from extract import Document, read_document
from gazetteer import Gazetteer
from nlp import observe, recognise_document

PASSAGES = Path(__file__).parent.parent / "tests" / "quality" / "dev"
ROUNDS = 5


def documents(language: str, part: int) -> list[Document]:
    """Every ``part``-th passage of running text in a language."""
    return [read_document(path, name=path.name) for path in sorted((PASSAGES / language).glob("*.txt"))[::part]]


def best(readers: Sequence[Callable[[Document], object]], read: Sequence[Document]) -> list[float]:
    """The best CPU seconds of several rounds for each reader, the readers taking turns."""
    seconds = [float("inf")] * len(readers)
    for _ in range(ROUNDS):
        for at, reader in enumerate(readers):
            started = time.process_time()
            for document in read:
                reader(document)
            seconds[at] = min(seconds[at], time.process_time() - started)
    return seconds


def main() -> None:
    part = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    gazetteer = Gazetteer.load()
    print(f"{'':4}{'words':>7}{'all, ms':>10}{'names, ms':>11}{'spaCy, ms':>11}{'all/spaCy':>11}   per 1 000 words")
    for language in ("en", "ru", "uk"):
        tokeniser = spacy.blank(language).tokenizer
        read = documents(language, part)
        words = sum(len(block.text.split()) for document in read for block in document.blocks)
        readers: list[Callable[[Document], object]] = [
            lambda document: observe(document, gazetteer),
            lambda document: recognise_document(document, gazetteer),
            lambda document, split=tokeniser: [split(block.text) for block in document.blocks],
        ]
        for reader in readers:
            for document in read:
                reader(document)
        every, names, peer = (second * 1e6 / words for second in best(readers, read))
        print(f"{language:4}{words:7}{every:10.1f}{names:11.1f}{peer:11.1f}{every / peer:11.1f}")


if __name__ == "__main__":
    main()
