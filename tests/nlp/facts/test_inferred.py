"""Which periods are offered for a figure: the learned weights can only choose what is among the options."""

import pytest

from extract import Block, Document
from gazetteer import Gazetteer
from nlp import observe


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


def offered(text, language, gazetteer):
    """The periods offered for the last figure of a text, whose paragraphs are parted by a bar."""
    decisions = []
    blocks = tuple(Block(order, "paragraph", part.strip(), language) for order, part in enumerate(text.split("|")))
    observe(Document("d" * 64, "text/plain", "test", blocks, language=language), gazetteer, decisions=decisions)
    told = [decision for decision in decisions if decision.kind == "period"]
    last = max(told, key=lambda decision: (decision.place[0], decision.place[3]))
    return {option.says[0] for option in last.options}


@pytest.mark.parametrize(
    ("language", "text", "period"),
    [
        ("en", "In 2019 Munich had 300 companies, 40% more than in 2014.", "2014/2019"),
        ("en", "In 2019 Munich had 300 companies. Since 2014 their number has grown by 40%.", "2014/2019"),
        ("en", "Munich, 3 May 2019. Since 2014 the number of companies in Munich has grown by 40%.", "2014/2019"),
        ("ru", "В 2019 году в Мюнхене было 300 компаний, на 40 % больше, чем в 2014-м.", "2014/2019"),
        ("uk", "У 2019 році в Мюнхені було 300 компаній, на 40 % більше, ніж 2014-го.", "2014/2019"),
        ("en", "In 2019 Munich had 300 companies, 40% more than five years before.", "2014/2019"),
        ("ru", "В 2009 году Мюнхен дал 66 % вывоза. Десять лет спустя компаний стало вдвое больше.", "2009/2019"),
        (
            "uk",
            "У березні 2019-го в Мюнхені було 300 компаній, на 40 % більше, ніж п’ятьма роками раніше.",
            "2014-03/2019-03",
        ),
    ],
)
def test_a_change_is_that_of_the_span_since_what_it_is_compared_with(language, text, period, gazetteer):
    assert period in offered(text, language, gazetteer)


@pytest.mark.parametrize(
    ("language", "text", "period"),
    [
        ("en", "In 2011 and 2012 Munich gained 30 companies.", "2011/2012"),
        ("ru", "В 2011 и 2012 годах в Мюнхене открылось 30 компаний.", "2011/2012"),
        ("uk", "У 2011, 2012 та 2014 роках у Мюнхені відкрилося 30 компаній.", "2011/2014"),
    ],
)
def test_joined_years_are_a_span_too(language, text, period, gazetteer):
    assert period in offered(text, language, gazetteer)


@pytest.mark.parametrize(
    ("language", "text", "period"),
    [
        ("en", "In April 2021 Munich had 300 companies; a year earlier it had 250.", "2020-04"),
        ("en", "Munich exported goods for €30 million in 2016-17 and for €40 million the year after.", "2017/2018"),
        ("ru", "В апреле 2021 года в Мюнхене было 300 компаний, годом ранее – 250.", "2020-04"),
        ("uk", "У 2016/17 році Мюнхен вивіз товарів на 30 млн євро, роком пізніше – на 40 млн.", "2017/2018"),
    ],
)
def test_a_year_earlier_the_same_months_are_meant(language, text, period, gazetteer):
    assert period in offered(text, language, gazetteer)


@pytest.mark.parametrize(
    ("language", "text", "period"),
    [
        ("en", "In December 2017 Munich had 300 companies. The following September it had 310.", "2018-09"),
        ("en", "In 2017 Munich had 300 companies. In May of that year it had 250 companies.", "2017-05"),
        ("ru", "В 2017 году в Мюнхене было 300 компаний. В мае следующего года их стало 310.", "2018-05"),
        ("ru", "В мае 2017 года в Мюнхене было 300 компаний. Год спустя, 15 июля, их стало 310.", "2018-07-15"),
        ("uk", "У 2017 році в Мюнхені було 300 компаній. У травні наступного року їх стало 310.", "2018-05"),
    ],
)
def test_a_month_lies_in_the_year_told_beside_it(language, text, period, gazetteer):
    assert period in offered(text, language, gazetteer)


@pytest.mark.parametrize(
    ("language", "text", "period"),
    [
        ("en", "Munich closed 2020 with a growth of 39%, from 250 companies in 2019. It has 30 parks.", "2020"),
        ("ru", "Число компаний Мюнхена за 2020 год выросло, в 2019 году их было 250. Парков в Мюнхене 30.", "2020"),
        ("uk", "Число компаній Мюнхена за 2020 рік зросло, у 2019 році їх було 250. Парків у Мюнхені 30.", "2020"),
        (
            "en",
            "In 2015 Munich had 300 companies. By 2012 it had had 250. In 2013 it had 260. They are in 30 parks.",
            "2015",
        ),
    ],
)
def test_other_periods_of_the_paragraph_hold_on(language, text, period, gazetteer):
    assert period in offered(text, language, gazetteer)


@pytest.mark.parametrize(
    ("language", "text", "period"),
    [
        ("en", "Between 2010 and March 2015 Munich gained 30 companies.", "2010/2015-03"),
        ("en", "For December 2023 to November 2024 Munich has 30 companies.", "2023-12/2024-11"),
        ("en", "Munich gets €30 million for the years 2021-22 to 2027-28.", "2021/2028"),
        ("en", "Period: 2009~2038; Munich gets €30 million.", "2009/2038"),
        ("en", "Munich exported goods for €30 million in FY19.", "2018/2019"),
        ("en", "In the last quarter of 2020 Munich gained 30 companies.", "2020-10/2020-12"),
        ("en", "In 2015 all of Munich had 30 companies.", "2015"),
        ("ru", "Первая половина 2023-го принесла Мюнхену 30 компаний.", "2023-01/2023-06"),
        ("ru", "В последнем квартале 2020 года в Мюнхене открылось 30 компаний.", "2020-10/2020-12"),
        ("uk", "Перша половина 2023-го принесла Мюнхену 30 компаній.", "2023-01/2023-06"),
        ("uk", "За останній квартал 2020 року в Мюнхені відкрилося 30 компаній.", "2020-10/2020-12"),
    ],
)
def test_spans_and_parts_of_years(language, text, period, gazetteer):
    assert period in offered(text, language, gazetteer)


@pytest.mark.parametrize(
    ("language", "text", "period"),
    [
        ("en", "In 2025 Munich rose to 17th place in the Global Innovation Index, up from 19th.", "2024"),
        ("en", "From 2017 to 2023 the number of companies in Munich went up to 86 from 67.", "2017"),
        ("ru", "С 2017 по 2023 год число компаний Мюнхена увеличилось до 86 с 67.", "2017"),
        ("uk", "Оборот Мюнхена 2015 року зріс до 300 млн євро зі 180 млн.", "2014"),
    ],
)
def test_what_something_moved_from_is_of_the_first_year(language, text, period, gazetteer):
    assert period in offered(text, language, gazetteer)
