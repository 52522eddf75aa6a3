"""Places told by the order of names, in ordinals that agree with several, and in steps up and down."""

from decimal import Decimal

import pytest

from extract import Block, Document
from gazetteer import Gazetteer
from nlp import observe
from nlp.facts.passage import passage
from nlp.facts.quantities import quantities
from nlp.facts.scan import Scan
from nlp.facts.shapes import is_stray
from nlp.facts.unstated import unstated_features


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


def told(gazetteer, language, text, unit):
    block = Block(0, "paragraph", text, language)
    found = observe(Document("d" * 64, "text/plain", "test", (block,), language=language), gazetteer)
    return {one.subject: int(one.value) for one in found.statements if one.unit == unit}


@pytest.mark.parametrize(
    ("language", "text", "ranks"),
    [
        (
            "en",
            "The GII 2022 names five leading clusters in descending order: Tokyo–Yokohama, "
            "Shenzhen–Hong Kong–Guangzhou, Beijing, Seoul and San Jose–San Francisco.",
            {
                "Tokyo–Yokohama": 1,
                "Shenzhen–Hong Kong–Guangzhou": 2,
                "Beijing": 3,
                "Seoul": 4,
                "San Jose–San Francisco": 5,
            },
        ),
        (
            "en",
            "Switzerland, Sweden and the United States lead the Global Innovation Index 2023.",
            {"Switzerland": 1, "Sweden": 2, "United States": 3},
        ),
        (
            "en",
            "In the Global Innovation Index 2024 Denmark is 10th; Germany and Norway come next.",
            {"Denmark": 10, "Germany": 11, "Norway": 12},
        ),
        (
            "en",
            "The GII ranks S&T clusters. In 2025 the order was Beijing, Seoul, Shanghai.",
            {"Beijing": 1, "Seoul": 2, "Shanghai": 3},
        ),
        (
            "en",
            "The GII ranks S&T clusters. The first three were, in 2024, Beijing, Seoul and Shanghai.",
            {"Beijing": 1, "Seoul": 2, "Shanghai": 3},
        ),
        (
            "ru",
            "В рейтинге кластеров ГИИ 2022 года за Нью-Йорком (10-е место) следуют Шанхай и Париж.",
            {"New York City": 10, "Shanghai": 11, "Paris": 12},
        ),
        (
            "ru",
            "В ГИИ 2023 года первые три места заняли Швейцария, Швеция и США.",
            {"Switzerland": 1, "Sweden": 2, "United States": 3},
        ),
        (
            "ru",
            "В ГИИ 2023 возглавили рейтинг Швейцария, Швеция и США; десятку замкнула Корея.",
            {"Switzerland": 1, "Sweden": 2, "United States": 3, "South Korea": 10},
        ),
        (
            "uk",
            "У рейтингу кластерів ГІІ 2024 Париж дванадцятий, між Шанхаєм та Уханем.",
            {"Paris": 12, "Shanghai": 11, "Wuhan": 13},
        ),
        (
            "uk",
            "Трійка лідерів ГІІ 2024 виглядає так: Швейцарія; Швеція; США.",
            {"Switzerland": 1, "Sweden": 2, "United States": 3},
        ),
    ],
)
def test_places_told_by_the_order_of_names(gazetteer, language, text, ranks):
    assert told(gazetteer, language, text, "rank") == ranks


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The three largest clusters in Asia are Tokyo–Yokohama, Seoul and Beijing in the GII 2023."),
        ("ru", "В ГИИ 2023 Польша впереди Румынии и Литвы."),
    ],
)
def test_order_that_places_nobody(gazetteer, language, text):
    assert told(gazetteer, language, text, "rank") == {}


@pytest.mark.parametrize(
    ("language", "text", "steps"),
    [
        ("en", "In the Global Innovation Index 2023 Oslo (51st, down two) stands beside Lyon (76th, up one)", [2, 1]),
        ("en", "Lyon is 76th, two places lower than before, with 24 places in the top 100", [2]),
        ("en", "Lyon and Oslo lost two and one, respectively", [2, 1]),
        ("ru", "Осло 51-й, минус два, а Лион 76-й, плюс три", [2, 3]),
        ("uk", "Осло й Відень піднялися на п’ять та сім щаблів", [5, 7]),
    ],
)
def test_steps_in_a_ranking_told_in_words(language, text, steps):
    values = passage(Scan(text, language), [], {}, ranked=True).values
    assert [value.quantity.value for value in values if value.form == "change"] == steps


@pytest.mark.parametrize(
    ("language", "text", "value", "stray"),
    [
        ("ru", "Оно было третьим в списке", 3, False),
        ("ru", "Нидерланды – восьмые в мире", 8, False),
        ("ru", "Один из первых в стране", 1, True),
        ("ru", "Вторые сутки", 2, True),
        ("uk", "Третім – Китай", 3, False),
        ("uk", "США ще перші, а Мумбаї сотий", 1, False),
        ("uk", "У перших числах", 1, True),
    ],
)
def test_ordinals_that_agree_with_what_they_place(language, text, value, stray):
    scan = Scan(text, language)
    ordinal = next(quantity for quantity in quantities(scan) if quantity.ordinal)
    assert (ordinal.value, is_stray(scan, ordinal)) == (Decimal(value), stray)


def test_a_score_that_rises_is_no_number():
    found = quantities(Scan("its score rising from 43 to 44.7", "en"))
    assert [quantity.value for quantity in found] == [43, Decimal("44.7")]


@pytest.mark.parametrize(
    ("language", "text", "sizes"),
    [
        ("ru", "Нанкин вошёл в десятку, став девятым", [10]),
        ("ru", "В кластер входят десятки компаний", []),
        ("uk", "Сеул не випадає з п’ятірки, а Теджон увійшов до двадцятки", [5, 20]),
        ("uk", "До найкращої десятки ввійшли два кластери", [10]),
        ("uk", "Усі потрапили до сотні", [100]),
    ],
)
def test_sets_of_the_first_in_one_word(language, text, sizes):
    values = passage(Scan(text, language), [], {}).values
    assert [value.quantity.value for value in values if value.form == "top"] == sizes


@pytest.mark.parametrize(
    ("language", "text", "pronoun"),
    [
        ("ru", "Индия представлена четырьмя кластерами, Иран – одним", False),
        ("ru", "В Индии четыре кластера, и один из них новый", True),
        ("ru", "Польша имеет два кластера, Турция и Иран – лишь одним каждая", False),
        ("uk", "У сотні 14 кластерів – по одному на кожну галузь", True),
        ("en", "India has four clusters, Turkey and Iran have one apiece", False),
        ("en", "India has four clusters, and one wonders why", True),
    ],
)
def test_one_that_counts_is_no_pronoun(language, text, pronoun):
    taken = passage(Scan(text, language), [], {})
    value = next(value for value in taken.values if value.quantity.value == 1)
    assert bool(unstated_features(taken, value, 1)["hand unstated"]) == pronoun


def test_a_hundred_that_is_the_list_counts_nothing():
    values = passage(Scan("Китай имеет 17 кластеров в сотне, в парке до сотни компаний", "ru"), [], {}).values
    assert [(value.quantity.value, value.form) for value in values] == [(17, "count"), (100, "none"), (100, "count")]


def test_a_row_of_ordinals_before_dashes_places_the_names_behind_them(gazetteer):
    text = (
        "According to the GII 2023, the top S&T clusters look like this: the first – the ‘Tokyo – Yokohama’ (Japan), "
        "the second – the ‘Shenzhen – Hong Kong – Guangzhou’ (China), the third – the ‘Seoul’ (Republic of Korea)."
    )
    ranks = told(gazetteer, "en", text, "rank")
    assert (ranks["Shenzhen–Hong Kong–Guangzhou"], ranks["Seoul"]) == (2, 3)
    assert ranks.get("Tokyo–Yokohama", 1) == 1


def test_a_row_of_names_before_dashes_keeps_its_figures(gazetteer):
    counts = told(gazetteer, "en", "In the top 100 of 2023 China had 24, Germany – 9, France – 4, Japan – 5.", "count")
    assert counts == {"China": 24, "Germany": 9, "France": 4, "Japan": 5}


def test_a_dash_stands_for_what_was_said_of_the_place_before(gazetteer):
    text = (
        "Рейтинг науково-технологічних кластерів GII 2025 року вперше очолив кластер «Шеньчжень – Гонконг – Гуанчжоу». "
        "Друге місце посів кластер «Токіо – Йокогама», третє – «Сан-Хосе – Сан-Франциско»."
    )
    ranks = told(gazetteer, "uk", text, "rank")
    assert (ranks["Tokyo–Yokohama"], ranks["San Jose–San Francisco"]) == (2, 3)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Switzerland, Norway and Sweden, in this order, lead the Global Innovation Index of 2015."),
        ("ru", "Министерство назвало лучшие страны. Первой идёт Швейцария, за ней Норвегия и Швеция."),
        ("uk", "Міністерство назвало найкращі країни. Першою йде Швейцарія, за нею Норвегія та Швеція."),
    ],
)
def test_names_follow_an_ordinal_and_lead_in_order(language, text):
    block = Block(0, "paragraph", text, language)
    found = observe(Document("d" * 64, "text/plain", "test", (block,), language=language), Gazetteer.load())
    ranks = [(one.subject_id, int(one.value)) for one in found.statements if one.unit == "rank"]
    assert ranks == [("plc:ch", 1), ("plc:no", 2), ("plc:se", 3)]
