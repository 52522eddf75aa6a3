"""What a figure may be taken as where its words leave it open."""

from dataclasses import replace
from decimal import Decimal

import pytest

from nlp.facts.choose import fallbacks
from nlp.facts.passage import passage
from nlp.facts.scan import Scan
from nlp.facts.takes import takes


def ways(text, language, number):
    return {(way.form, way.quantity.unit) for way in taken_as(text, language, number)}


def taken_as(text, language, number):
    taken = passage(Scan(text, language), (), {})
    value = next(value for value in taken.values if value.quantity.value == Decimal(number))
    return takes(taken, value, None, "")


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "The first state is far ahead with 0.891.", "0.891"),
        ("ru", "Впереди столица, у которой 0,744.", "0.744"),
        ("uk", "Попереду столиця, яка має 0,744.", "0.744"),
    ],
)
def test_a_broken_number_may_be_a_score(language, text, number):
    assert ("points", "points") in ways(text, language, number)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Foreigners made up 44 per cent, 4 points more than before."),
        ("ru", "Иностранцев было 44 %, на 4 пункта больше прежнего."),
        ("uk", "Іноземців було 44 %, на 4 пункти більше, ніж доти."),
    ],
)
def test_points_beside_a_share_may_be_those_it_gained(language, text):
    assert ("growth", "percent_points") in ways(text, language, "4")


@pytest.mark.parametrize(
    ("language", "text"),
    [("ru", "Читтагонг: 75 млн долларов, 2067 мест."), ("uk", "Читтагонг: 75 млн доларів, 2067 місць.")],
)
def test_places_may_be_places_of_work(language, text):
    assert any(way.form == "count" and "jobs_created" in way.noun.known for way in taken_as(text, language, "2067"))


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "Sweden is represented by seven clusters.", 7),
        ("ru", "Ступеней поддержки – три.", 3),
        ("uk", "Від Литви в переліку на два кластери більше.", 2),
    ],
)
def test_what_looks_like_a_place_or_a_step_may_count(language, text, number):
    assert any(form == "count" for form, _ in ways(text, language, number))


@pytest.mark.parametrize(("form", "slug"), [("count", "other_count"), ("growth", "other_count_growth")])
def test_a_figure_that_no_word_announces_has_a_general_indicator(form, slug):
    taken = passage(Scan("Of these 14.", "en"), (), {}).values[0]
    found = fallbacks(replace(taken.quantity, unit="percent" if form == "growth" else ""), form, taken.noun)
    assert slug in {choice.indicator.slug for choice in found}
    assert all(choice.unit for choice in found)


@pytest.mark.parametrize(
    ("language", "text", "number", "area"),
    [
        ("en", "One park has 1,536 acres and the other 4,356.", "4356", "1762.81"),
        ("ru", "У одного парка 15 кв. км, у другого 12.", "12", "1200"),
    ],
)
def test_a_bare_figure_is_of_the_measure_that_was_told(language, text, number, area):
    taken = passage(Scan(text, language), (), {})
    before = next(one for one in taken.values if one.quantity.unit == "ha")
    value = next(one for one in taken.values if one.quantity.value == Decimal(number))
    like = next(way for way in takes(taken, value, before, "") if way.taken == "like before")
    assert (like.quantity.value, like.quantity.unit) == (Decimal(area), "ha")
