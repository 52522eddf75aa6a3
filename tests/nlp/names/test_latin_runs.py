"""Latin words in Russian and Ukrainian text that are one name together."""

from __future__ import annotations

import pytest

from nlp import recognise


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ru", "Сводку составила компания zNova Intelligence, отметили в городе.", "zNova Intelligence"),
        ("ru", "Управляет парком Sociedade de las Ciencias.", "Sociedade de las Ciencias"),
        ("ru", "Директор отделения XRP Energies nouvelles ушёл.", "XRP Energies nouvelles"),
        ("ru", "Директор компании XRP Energies nouvelles ушёл.", "XRP Energies nouvelles"),
        ("uk", "Перший кластер, zi-Cluster, об’єднав 34 підприємства.", "zi-Cluster"),
        ("uk", "З’явився, зокрема, Green&Amber Heritage Fund обсягом 50 млн.", "Green&Amber Heritage Fund"),
        ("uk", "Справу веде zzPulsa Colombia, агенція міністерства.", "zzPulsa Colombia"),
        ("uk", "Так пише Zulvarium президент Zulva Rosso, кампусу.", "Zulva Rosso"),
        ("uk", "На ювілеї фармацевтичної фірми Q. Zulvaun була преса.", "Q. Zulvaun"),
        ("uk", "Серед фірм Dr. Zulvy's Laboratories та інші.", "Dr. Zulvy's Laboratories"),
        ("ru", "Деньги дала Johnson & Johnson Zulvatech.", "Johnson & Johnson Zulvatech"),
        ("uk", "Кластер ZA+Q зареєстровано торік.", "ZA+Q"),
        ("uk", "Будують Zulva City: податкові пільги для резидентів.", "Zulva City"),
        ("ru", "Продукты дал кластер Zulvas' FOOD.", "Zulvas' FOOD"),
    ],
)
def test_latin_words_side_by_side_are_one_name(language: str, text: str, name: str) -> None:
    assert name in [one.text for one in recognise(text, language)]


def test_a_name_that_ends_in_a_place_is_no_place() -> None:
    (found,) = recognise("Справу веде zzPulsa Colombia.", "uk")
    assert found.type not in ("country", "region", "city")


def test_a_small_word_that_connects_ends_no_name() -> None:
    names = [one.text for one in recognise("Слово the стоїть після Nokia the.", "uk")]
    assert names == ["Nokia"]


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_a_run_that_ends_with_rankings_is_one(language: str) -> None:
    (found,) = recognise("18-й выпуск Zulva World University Rankings.", language)
    assert (found.text, found.type) == ("Zulva World University Rankings", "ranking")


def test_a_latin_name_behind_a_role_is_no_person() -> None:
    kinds = {one.text: one.type for one in recognise("Так сказав керівник Sárrét Metál.", "uk")}
    assert kinds.get("Sárrét Metál") != "person"


@pytest.mark.parametrize("text", ["Пишите на mail@Zulvatech.com.", "Адрес http://Zulvatech.com/Path открыт."])
def test_an_address_is_no_name(text: str) -> None:
    assert not recognise(text, "ru")


def test_a_title_in_capitals_says_nothing_of_names() -> None:
    assert not recognise("ПРОМЫШЛЕННЫЕ ПЛАТФОРМЫ И ЗУЛЬВЫ СЕГОДНЯ", "ru")
