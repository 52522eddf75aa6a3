"""Places that a list, a header or a word beside them makes regions."""

from __future__ import annotations

import pytest

from extract.document import Block, Cell, Document, Table
from gazetteer import Gazetteer
from nlp import recognise, recognise_document


def places(text: str) -> list[tuple[str, str]]:
    return [(one.text, one.type) for one in recognise(text, "en") if one.type in ("country", "region", "city")]


def kinds(*blocks: Block) -> dict[str, str]:
    made = Document("ab" * 32, "text/plain", "test", blocks, language="en")
    mentions, _ = recognise_document(made, Gazetteer.load())
    return {one.text: one.type for one in mentions}


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Grants went to Scotland, Wales and Kent.", ["Scotland", "Wales", "Kent"]),
        ("Exports come from Jalisco, Querétaro and Sonora.", ["Jalisco", "Querétaro", "Sonora"]),
        ("The provinces of Lucca, Pisa and Siena share a paper cluster.", ["Lucca", "Pisa", "Siena"]),
    ],
)
def test_sure_regions_make_regions_of_those_listed_with_them(text: str, regions: list[str]) -> None:
    assert places(text) == [(name, "region") for name in regions]


def test_cities_in_a_list_stay_cities() -> None:
    assert places("Offices opened in Guadalajara, Chihuahua and Tijuana.") == [
        ("Guadalajara", "city"),
        ("Chihuahua", "city"),
        ("Tijuana", "city"),
    ]


def test_items_are_of_the_kind_of_those_before_them() -> None:
    items = (
        Block(0, "paragraph", "Plants by place:", "en"),
        Block(1, "list_item", "Sonora – 64", "en", level=1),
        Block(2, "list_item", "Nuevo León – 40", "en", level=1),
        Block(3, "list_item", "Chihuahua – 30", "en", level=1),
    )
    assert kinds(*items) == {"Sonora": "region", "Nuevo León": "region", "Chihuahua": "region"}


@pytest.mark.parametrize(("header", "kind"), [("Province", "region"), ("State, federal", "region"), ("City", "city")])
def test_a_header_for_regions_makes_regions_of_cities(header: str, kind: str) -> None:
    rows = ((header, "Looms"), ("Gaziantep", "4,100"), ("Kayseri", "900"))
    cells = tuple(
        Cell(row, column, text, header="column" if row == 0 else "")
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    text = "\n".join("\t".join(row) for row in rows)
    found = kinds(Block(0, "table", text, "en", table=Table(3, 2, cells)))
    assert (found["Gaziantep"], found["Kayseri"]) == (kind, kind)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The zone lies in East Java.", ("East Java", "region")),
        ("A plant in County Sligo makes stents.", ("County Sligo", "region")),
        ("The firm has a site at Ingolstadt.", ("Ingolstadt", "city")),
        ("Outside Cyprus and Malta, sales fell.", ("Malta", "country")),
        ("A Walloon decree of 2007 governs them.", ("Walloon", "region")),
        ("The airframes come from Québec.", ("Québec", "region")),
    ],
)
def test_places_of_countries_seldom_spoken_of(text: str, named: tuple[str, str]) -> None:
    assert named in places(text)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("The Undersecretariat for Maritime Industries (SDM) holds a fifth of the shares. SDM will sell.", "SDM"),
        ("A loan of the Development Bank of the North (NIB) paid for it; NIB lends for 20 years.", "NIB"),
    ],
)
def test_an_acronym_may_come_from_another_language(text: str, short: str) -> None:
    found = [one for one in recognise(text, "en") if one.text == short]
    assert len(found) == 2
    assert {one.type for one in found} == {"organisation"}
    assert len({one.entity_id for one in found}) == 1


@pytest.mark.parametrize(
    ("text", "short", "count"),
    [
        ("The zone had a name, Kitwe Science & Technology Park, or KSTP, and a parent. KSTP has 12 firms.", "KSTP", 2),
        ("The Kitwe Leather Park or its rival, the LKP, will win.", "LKP", 0),
    ],
)
def test_a_short_name_may_be_put_beside_the_full_one(text: str, short: str, count: int) -> None:
    found = recognise(text, "en")
    full = next(one.entity_id for one in found if "Kitwe" in one.text)
    assert sum(one.text == short and one.entity_id == full for one in found) == count


@pytest.mark.parametrize(
    "name",
    [
        "Deutsche Gesellschaft für Internationale Zusammenarbeit",
        "Fraunhofer-Institut für Solare Energiesysteme",
        "Agence pour la Promotion des Investissements",
    ],
)
def test_small_words_of_other_languages_hold_names_together(name: str) -> None:
    (found,) = (one for one in recognise(f"The study was written by the {name} in 2019.", "en") if one.text in name)
    assert (found.text, found.type) == (name, "organisation")
