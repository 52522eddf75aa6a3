"""Regions by the nouns for regions before, behind and over them, and by their short everyday names."""

from __future__ import annotations

import pytest

from extract.document import Block, Cell, Document, Table
from gazetteer import Gazetteer
from nlp import recognise, recognise_document


def regions(text: str, language: str) -> list[str]:
    return [one.text for one in recognise(text, language) if one.type == "region"]


LISTS = [
    ("ru", "Заводы строят в Энском (7) и Заволжском (3) районах.", ["Энском", "Заволжском"]),
    ("ru", "Кластер охватит две области: Абайскую и Улытаускую.", ["Абайскую", "Улытаускую"]),
    ("ru", "Округ лежит на стыке провинций Прато, Мурдия и Флоренция.", ["Прато", "Мурдия", "Флоренция"]),
    ("ru", "Сеть держат семь кантонов, среди них Мурди и Во.", ["Мурди", "Во"]),
    ("ru", "Восточно-Казахстанская и Абайская области приняли по парку.", ["Восточно-Казахстанская", "Абайская"]),
    ("uk", "Найбільше втратили області – Донецька, Луганська та Херсонська.", ["Донецька", "Луганська", "Херсонська"]),
    ("uk", "Фірми працюють у Вільнюському та Шяуляйському повітах.", ["Вільнюському", "Шяуляйському"]),
    ("uk", "Зросли Сумська, Полтавська та Чернівецька області.", ["Сумська", "Полтавська", "Чернівецька"]),
    ("uk", "Кластери є в провінціях Туреччини – Мурдум, Самсун та Ізмір.", ["Мурдум", "Самсун", "Ізмір"]),
]


@pytest.mark.parametrize(("language", "text", "names"), LISTS)
def test_a_list_of_regions_names_each(language: str, text: str, names: list[str]) -> None:
    assert regions(text, language) == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "В союз вошли 30 организаций края, среди них Мурдалар и Витамурд."),
        ("ru", "Предприятия области: Мурдалар, Витамурд и другие."),
        ("uk", "Регіон – це вісім громад, серед яких Вагенінген та Еде."),
    ],
)
def test_what_lies_in_a_region_is_none(language: str, text: str) -> None:
    assert not regions(text, language)


def test_the_name_of_a_listed_region_is_whole() -> None:
    gazetteer = Gazetteer.load()
    found = [one.entity_id for one in recognise("Зросли Сумська та Полтавська області.", "uk", gazetteer)]
    assert [gazetteer.entity(one).name for one in found] == ["Sumy Oblast", "Poltava Oblast"]


def test_a_shortened_noun_belongs_to_the_name_with_its_point() -> None:
    assert regions("В сводке Тульская обл. и Орловская обл. рядом.", "ru") == ["Тульская обл.", "Орловская обл."]


COLUMNS = [
    ("uk", ("Де", "Львівська", "Закарпатська", "Івано-Франківська", "Сумська")),
    ("ru", ("Воеводство", "Западно-Поморское", "Мурдское")),
    ("ru", ("Штат", "Нью-Йорк", "Монтана")),
]


@pytest.mark.parametrize(("language", "column"), COLUMNS)
def test_a_column_may_be_one_of_regions(language: str, column: tuple[str, ...]) -> None:
    rows = tuple((name, "9") for name in column)
    cells = tuple(Cell(row, column, text) for row, texts in enumerate(rows) for column, text in enumerate(texts))
    blocks = (Block(0, "table", "", language, table=Table(len(rows), 2, cells)),)
    document = Document("ab" * 32, "text/plain", "test", blocks, language=language)
    mentions, _ = recognise_document(document, Gazetteer.load())
    assert [(one.text, one.type) for one in mentions] == [(name, "region") for name in column[1:]]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ru", "Вложения в Забайкалье выросли.", "Забайкалье"),
        ("ru", "ПФО опередил всех по числу парков.", "ПФО"),
        ("ru", "Растут подмосковные парки.", "подмосковные"),
        ("ru", "Грант дало баскское агентство.", "баскское"),
        ("ru", "Инвесторы пришли на Дальний Восток.", "Дальний Восток"),
        ("uk", "У плюсі лише Волинь.", "Волинь"),
        ("uk", "Парки будують на Близькому Сході.", "Близькому Сході"),
    ],
)
def test_regions_have_short_names(language: str, text: str, name: str) -> None:
    assert regions(text, language) == [name]


def test_a_canton_is_no_city_of_that_name() -> None:
    told = {mention.text: mention.entity_id for mention in recognise("The Canton of Vaud funds parks.", "en")}
    assert told["Canton of Vaud"] == "reg:ch:vaud"
