"""How a figure fits somebody: its size, its currency, and what was told of them before."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nlp.facts.fitness import home_of, size_of
from nlp.facts.setting import Setting


@pytest.mark.parametrize(
    ("countries", "unit", "home"),
    [
        ("UA", "UAH", "home"),
        ("CN,HK", "HKD", "home"),
        ("UA", "USD", "major"),
        ("UA", "CNY", "foreign"),
        ("", "UAH", "unknown"),
        ("UA", "MW", "none"),
        ("UA", "count", "none"),
    ],
)
def test_sums_are_at_home_in_the_currency_of_a_country(countries, unit, home):
    assert home_of(countries, unit) == home


@pytest.mark.parametrize(
    ("value", "unit", "size"),
    [
        ("120", "MW", "2"),
        ("4500000", "EUR", "6"),
        ("4500000", "UAH", "other"),
        ("45", "percent", ""),
        ("0", "count", ""),
    ],
)
def test_only_sizes_that_can_be_compared_count(value, unit, size):
    assert size_of(Decimal(value), unit) == size


def test_what_was_told_of_whom_is_kept_with_its_changes():
    setting = Setting()
    assert setting.told_of_pair("exports", "one") == "nothing"
    setting.tell([("exports", "one"), ("exports_growth", "two"), ("revenue", "two")])
    assert setting.told_of_slug("exports_change")[0] == 2
    assert setting.told_of_pair("exports", "two") == "last"
    assert setting.told_of_pair("exports_growth", "one") == "before"
    assert setting.told_of_pair("exports", "three") == "others"
    assert setting.oftenest == ("exports", "revenue")
