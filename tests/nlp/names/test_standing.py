"""What the place of a text in its document says of the names in it."""

from __future__ import annotations

import pytest

from extract.document import Block, Cell, Document, Table
from gazetteer import wording
from nlp.names.choice import Surroundings
from nlp.names.document import parts
from nlp.names.standing import clues_of_place


def clues(language: str, word: str, *blocks: Block) -> set[str]:
    """The clues of a word where it first stands in a document."""
    document = Document("ab" * 32, "text/plain", "test", blocks, language=language)
    around = Surroundings(language)
    for part in parts(document, around):
        text = wording(part.reading.text)
        if word.lower() in text.words:
            at = text.words.index(word.lower())
            return set(clues_of_place(text, at, at + 1, language, around.standing))
    raise AssertionError(word)


@pytest.mark.parametrize(
    ("language", "title", "name"),
    [
        ("en", "Murdohof: annual report of the park", "Murdohof"),
        ("ru", "Мурдохоф: годовой отчёт парка", "Мурдохоф"),
        ("uk", "Мурдогоф: річний звіт парку", "Мурдогоф"),
    ],
)
def test_what_a_title_goes_on_with(language: str, title: str, name: str) -> None:
    heading = Block(0, "heading", title, language, level=1)
    assert {"in title", "label of title before colon", "title goes on with cluster"} <= clues(language, name, heading)


@pytest.mark.parametrize(
    ("language", "announced", "item", "name"),
    [
        ("en", "Exports of the zones:", "- Murdohof: 8 million", "Murdohof"),
        ("ru", "Экспорт по технопаркам:", "- Мурдохоф: 8 млн", "Мурдохоф"),
        ("uk", "Експорт за технопарками:", "- Мурдогоф: 8 млн", "Мурдогоф"),
    ],
)
def test_what_announces_a_list(language: str, announced: str, item: str, name: str) -> None:
    blocks = (
        Block(0, "paragraph", "Слова. " * 50, language),
        Block(1, "paragraph", announced, language),
        Block(2, "list_item", item, language, level=1),
    )
    said = clues(language, name, *blocks)
    assert {"in item", "item under parks", "label of item before colon"} <= said


def test_what_stands_over_a_column() -> None:
    rows = (("Технопарк", "Резидентов"), ("Мурдохоф", "12"))
    cells = tuple(Cell(row, column, text) for row, texts in enumerate(rows) for column, text in enumerate(texts))
    table = Block(0, "table", "", "ru", table=Table(2, 2, cells))
    said = clues("ru", "Мурдохоф", table)
    assert {"in stub", "stub under cluster", "label of stub before end"} <= said
    assert "in header" in clues("ru", "Технопарк", table)
