"""Countries by the short names and adjectives of reports, and what looks like a name beside figures."""

from __future__ import annotations

import pytest

from gazetteer import Gazetteer
from nlp import recognise
from nlp.names.senses import Spot, clues

COUNTRIES = (
    ("en", "The Namibian and Cambodian zones sell to Britain and the U.S. and to Macau.", 5),
    ("en", "Four free zones are active in Georgia.", 1),
    ("ru", "Камбоджийские и намибийские зоны.", 2),
    ("uk", "Камбоджійські та ангольські зони.", 2),
)
FIGURES = (
    ("en", "Sales came to UZS 5 billion, SR47.2 billion and 2 trillion TND in FY21."),
    ("en", "The plant cost 75 million U.S. dollars."),
    ("en", "Amounts are in rials (RO). Of the new money RO 2.3 billion fell to the port."),
    ("en", "Sums are in CFA francs unless something else is said."),
    ("ru", "Объём превышает 600 млн финских марок, или 4 млрд UZS."),
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(("language", "text", "count"), COUNTRIES)
def test_countries_by_short_names_and_adjectives(gazetteer: Gazetteer, language: str, text: str, count: int) -> None:
    found = recognise(text, language, gazetteer)
    assert [one.type for one in found] == ["country"] * count


def test_the_point_that_closes_an_abbreviation_is_part_of_it(gazetteer: Gazetteer) -> None:
    assert [one.text for one in recognise("The U.S. economy grew.", "en", gazetteer)] == ["U.S."]


@pytest.mark.parametrize(("language", "text"), FIGURES)
def test_money_and_years_of_account_name_nothing(gazetteer: Gazetteer, language: str, text: str) -> None:
    assert recognise(text, language, gazetteer) == ()


def test_what_stands_over_a_text_speaks_of_the_places_in_it() -> None:
    spot = Spot("Sfax: multimedia", 0, 4, 0, 16, over=("item under parks",))
    assert "item under parks" in clues(spot, (), frozenset())


def test_half_of_a_compound_is_no_town(gazetteer: Gazetteer) -> None:
    found = recognise("Agri-food and biotechnology grew. The Paris-based fund paid.", "en", gazetteer)
    assert [one.text for one in found if one.type == "city"] == ["Paris"]
