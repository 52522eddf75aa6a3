"""Russian and Ukrainian names that are phrases: what a thing is for, whose it is, and where the phrase ends."""

from __future__ import annotations

import pytest

from extract.document import Block, Document
from gazetteer import Gazetteer
from nlp import recognise, recognise_document


def named(text: str, language: str) -> list[tuple[str, str]]:
    return [(one.text, one.type) for one in recognise(text, language) if one.type != "person"]


WHOLE = [
    ("ru", "Станкостроительный кластер Удмуртии принял 4 завода.", "Станкостроительный кластер Удмуртии", "cluster"),
    ("ru", "Научно-исследовательский парк Осаки принял 40 фирм.", "Научно-исследовательский парк Осаки", "cluster"),
    ("ru", "В Хайтек-парке Янгона работают 12 фирм.", "Хайтек-парке Янгона", "cluster"),
    ("ru", "Брянский технопарк назвал новых резидентов.", "Брянский технопарк", "cluster"),
    ("ru", "Международный космический кластер сложился за десять лет.", "Международный космический кластер", "cluster"),
    ("ru", "Сельскохозяйственный университет Кракова учит 9 тысяч человек.",
     "Сельскохозяйственный университет Кракова", "organisation"),
    ("ru", "Управление промышленных зон ожидает 200 млн долларов.", "Управление промышленных зон", "organisation"),
    ("ru", "Проект вырос из Института Томаша Новака.", "Института Томаша Новака", "organisation"),
    ("ru", "Университет имени Амир Кабира открыт.", "Университет имени Амир Кабира", "organisation"),
    ("ru", "В Брянской ТПП ждут роста.", "Брянской ТПП", "organisation"),
    ("uk", "Думка визріла в Інституті Томаша Новака.", "Інституті Томаша Новака", "organisation"),
    ("uk", "Університет Берген-Ост учить 900 осіб.", "Університет Берген-Ост", "organisation"),
    ("uk", "Львівський університет імені Франка піднявся на сходинку.", "Львівський університет імені Франка",
     "organisation"),
    ("uk", "Технологічний парк Софії відкрили 2015 року.", "Технологічний парк Софії", "cluster"),
    ("uk", "Регіональний технологічний парк ЛНУ налічує 30 фірм.", "Регіональний технологічний парк ЛНУ", "cluster"),
    ("uk", "ІТ-кластер Буковини об’єднав 20 компаній.", "ІТ-кластер Буковини", "cluster"),
    ("uk", "Торговельна палата Кіто провела 12 ярмарків.", "Торговельна палата Кіто", "organisation"),
    ("uk", "Експерти хвалять Долину кераміки: там працює 600 осіб.", "Долину кераміки", "cluster"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name", "kind"), WHOLE)
def test_a_phrase_is_one_name(language: str, text: str, name: str, kind: str) -> None:
    assert (name, kind) in named(text, language)


ENDS = [
    ("uk", "Так каже директор Житомирського кластера автоматизації та приладобудування, і Богдан Савчук теж.",
     "Житомирського кластера автоматизації та приладобудування"),
    ("uk", "Гроші дали Міністерство економіки та Вільнюський технічний університет.", "Міністерство економіки"),
    ("uk", "Полтавська спеціальна економічна зона розрослася вдвічі.", "Полтавська спеціальна економічна зона"),
    ("ru", "Комиссия одобрила Центр лазеров и оптики и ООО «Луч».", "Центр лазеров и оптики"),
    ("ru", "Фонд развития Псковской области прошлым летом выдал 40 займов.", "Фонд развития Псковской области"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name"), ENDS)
def test_a_phrase_ends_with_its_own_words(language: str, text: str, name: str) -> None:
    assert name in [one for one, _ in named(text, language)]


KINDS = [
    ("ru", "Крупный технопарк Казани принял 30 компаний."),
    ("ru", "Индустриальные парки Турции растут."),
    ("ru", "Так решил директор Института Томаш Новак."),
    ("uk", "Університет звів новий корпус."),
    ("uk", "Найбільший індустріальний парк Польщі розрісся."),
    ("uk", "Спеціальні економічні зони Польщі з’явилися давно."),
    ("uk", "ІТ-компанії Молдови дають 5 % експорту."),
]


@pytest.mark.parametrize(("language", "text"), KINDS)
def test_what_only_says_how_a_thing_is_names_nothing(language: str, text: str) -> None:
    assert not [kind for _, kind in named(text, language) if kind in ("cluster", "organisation")]


def test_a_council_is_not_the_body_it_belongs_to() -> None:
    assert ("Пермской торговой палаты", "organisation") in named(
        "Наблюдательный совет Пермской торговой палаты избрал главу.", "ru"
    )


@pytest.mark.parametrize(
    ("language", "first", "second", "name"),
    [
        ("ru", "Парк высоких технологий открылся в 2006 году.", "В здании Парка высоких технологий 9 этажей.",
         "Парк высоких технологий"),
        ("uk", "Долина кераміки налічує 60 фірм.", "Про те, що є Долина кераміки, писали.", "Долина кераміки"),
    ],
)  # fmt: skip
def test_a_capital_inside_another_sentence_tells_the_name_that_opens_one(
    language: str, first: str, second: str, name: str
) -> None:
    blocks = tuple(Block(order, "paragraph", text, language) for order, text in enumerate((first, second)))
    mentions, _ = recognise_document(
        Document("ab" * 32, "text/plain", "test", blocks, language=language), Gazetteer.load()
    )
    assert mentions[0].text == name
