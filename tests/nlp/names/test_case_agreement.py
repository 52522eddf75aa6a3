"""Unlisted names in their case forms: one entity, found in every form, called by the dictionary form."""

from __future__ import annotations

import pytest

from extract.document import Block, Document
from gazetteer import Gazetteer
from nlp import recognise_document
from nlp.names.beyond import Beyond
from nlp.names.case_agreement import dictionary_forms


def named(language: str, *texts: str) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """The names of a document of paragraphs, each with the name of its entity."""
    blocks = tuple(Block(order, "paragraph", text, language) for order, text in enumerate(texts))
    made = Document("ab" * 32, "text/plain", "test", blocks, language=language)
    mentions, entities = recognise_document(made, Gazetteer.load())
    names = {entity.id: entity.name for entity in entities}
    return [(one.text, names.get(one.entity_id, one.entity_id)) for one in mentions], {
        one.text: one.type for one in mentions
    }


@pytest.mark.parametrize(
    ("language", "texts", "forms", "dictionary"),
    [
        ("ru", ("Мурдохоф: что сделано за год", "Парк Мурдохофа принял 12 фирм.", "В Мурдохофе 900 мест."),
         ["Мурдохоф", "Мурдохофа", "Мурдохофе"], "Мурдохоф"),
        ("uk", ("Мурдогоф: що зроблено за рік", "Парк Мурдогофа прийняв 12 фірм.", "У Мурдогофі 900 місць."),
         ["Мурдогоф", "Мурдогофа", "Мурдогофі"], "Мурдогоф"),
    ],
)  # fmt: skip
def test_a_name_in_several_cases_is_one(
    language: str, texts: tuple[str, ...], forms: list[str], dictionary: str
) -> None:
    found, kinds = named(language, *texts)
    assert found == [(form, dictionary) for form in forms]
    assert len(set(kinds.values())) == 1


def test_a_quoted_name_is_found_without_quotes_in_another_case() -> None:
    found, _ = named("ru", "Открыт индустриальный парк «Зелёная Грань».", "В Зелёной Грани 9 фирм.")
    assert [name for _, name in found] == ["Зелёная Грань", "Зелёная Грань"]


def test_the_form_that_covers_most_is_the_dictionary_form() -> None:
    beyond = Beyond("Зубравка растёт. О Зубравке пишут. В Зубравку едут.")
    assert dictionary_forms({"Зубравке": "ru", "Зубравку": "ru"}, beyond) == {
        "зубравке": "Зубравка",
        "зубравку": "Зубравка",
    }
    assert dictionary_forms({"Зубравке": "ru"}, Beyond("О Зубравке пишут, и о зубре.")) == {}
