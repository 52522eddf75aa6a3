from decimal import Decimal

import pytest

from nlp.facts.amounts import shared_units
from nlp.facts.passage import passage
from nlp.facts.periods import periods
from nlp.facts.quantities import quantities
from nlp.facts.scan import Scan


def read(text, language):
    scan = Scan(text, language)
    taken = frozenset(index for period in periods(scan) for index in range(period.first, period.last))
    return scan, quantities(scan, taken)


@pytest.mark.parametrize(
    ("language", "text", "value", "unit", "comparator", "stated"),
    [
        ("en", "8.25 billion yuan", "8250000000", "CNY", "eq", "8.25 billion yuan"),
        ("en", "about $1.2bn", "1200000000", "USD", "approx", "about $1.2bn"),
        ("en", "KRW 2.5T", "2500000000000", "KRW", "eq", "KRW 2.5T"),
        ("en", "over 10.000 firms", "10000", "", "gt", "over 10.000"),
        ("en", "one of every five applications", "20", "percent", "eq", "one of every five"),
        ("en", "two thirds of exports", "66.67", "percent", "eq", "two thirds"),
        ("en", "two hundred and fifty firms", "250", "", "eq", "two hundred and fifty"),
        ("en", "not a single cluster", "0", "", "eq", "not a single"),
        ("en", "revenue doubled", "2", "times", "eq", "doubled"),
        ("en", "100+ members", "100", "", "ge", "100+"),
        ("en", "R147 million over three years", "147000000", "ZAR", "eq", "R147 million"),
        ("en", "a US$117-million factory", "117000000", "USD", "eq", "US$117-million"),
        ("en", "Rs 6.28 lakh crore", "6280000000000", "INR", "eq", "Rs 6.28 lakh crore"),
        ("en", "118 M€ in all", "118000000", "EUR", "eq", "118 M€"),
        ("en", "half a hundred companies", "50", "", "eq", "half a hundred"),
        ("en", "a quarter of a million people", "250000", "", "eq", "a quarter of a million"),
        ("en", "one and a half million jobs", "1500000", "", "eq", "one and a half million"),
        ("en", "79.7 square kilometers", "7970", "ha", "eq", "79.7 square kilometers"),
        ("en", "around 30,000 acres", "12140.57", "ha", "approx", "around 30,000 acres"),
        ("en", "a 108,000-square-foot house", "10033.52832", "m2", "eq", "108,000-square-foot"),
        ("en", "2 million sq. ft. of floor", "185806.08", "m2", "eq", "2 million sq. ft."),
        ("en", "an 11-square-km zone", "1100", "ha", "eq", "11-square-km"),
        ("en", "2,500 dunums", "250", "ha", "eq", "2,500 dunums"),
        ("en", "JD2.8 billion", "2800000000", "JOD", "eq", "JD2.8 billion"),
        ("ru", "120 акров", "48.56", "ha", "eq", "120 акров"),
        ("ru", "5 тыс. кв. футов", "464.5152", "m2", "eq", "5 тыс. кв. футов"),
        ("uk", "12 соток", "0.12", "ha", "eq", "12 соток"),
        ("uk", "300 акрів", "121.41", "ha", "eq", "300 акрів"),
        ("ru", "порядка 3,6 миллиона евро", "3600000", "EUR", "approx", "порядка 3,6 миллиона евро"),
        ("ru", "более 7\u00a0300 участников", "7300", "", "gt", "более 7\u00a0300"),
        ("ru", "полмиллиона рублей", "500000", "RUB", "eq", "полмиллиона рублей"),
        ("ru", "полтора миллиарда рублей", "1500000000", "RUB", "eq", "полтора миллиарда рублей"),
        ("ru", "два десятка технопарков", "20", "", "eq", "два десятка"),
        ("ru", "не менее двадцати пяти кластеров", "25", "", "ge", "не менее двадцати пяти"),
        ("ru", "пятая часть заявок", "20", "percent", "eq", "пятая часть"),
        ("ru", "до 50% затрат", "50", "percent", "le", "до 50%"),
        ("ru", "миллиард долларов", "1000000000", "USD", "eq", "миллиард долларов"),
        ("ru", "более тысячи компаний", "1000", "", "gt", "более тысячи"),
        ("uk", "понад трильйон юанів", "1000000000000", "CNY", "gt", "понад трильйон юанів"),
        ("uk", "пів мільйона місць", "500000", "", "eq", "пів мільйона"),
        ("uk", "понад 1,2 млрд грн", "1200000000", "UAH", "gt", "понад 1,2 млрд грн"),
        ("uk", "п’ятдесят компаній", "50", "", "eq", "п’ятдесят"),
        ("uk", "кожен п'ятий стартап", "20", "percent", "eq", "кожен п'ятий"),
        ("uk", "близько 12 тис. осіб", "12000", "", "approx", "близько 12 тис."),
        ("en", "a three-year programme", "3", "years", "eq", "three-year"),
        ("en", "an eighteen-month pilot", "18", "months", "eq", "eighteen-month"),
        ("ru", "двухлетний грант", "2", "years", "eq", "двухлетний"),
        ("ru", "сорокалетней программе", "40", "years", "eq", "сорокалетней"),
        ("ru", "36-месячного проекта", "36", "months", "eq", "36-месячного"),
        ("uk", "п’ятирічна програма", "5", "years", "eq", "п’ятирічна"),
        ("uk", "дворічну допомогу", "2", "years", "eq", "дворічну"),
        ("en", "expected to draw Rs 2,35,870 crore", "2358700000000", "INR", "eq", "Rs 2,35,870 crore"),
        ("en", "worth 3 trillion 40 billion UZS", "3040000000000", "UZS", "eq", "3 trillion 40 billion UZS"),
        ("en", "4 thousand 250 jobs", "4250", "", "eq", "4 thousand 250"),
        ("ru", "2 млрд 150 млн рублей", "2150000000", "RUB", "eq", "2 млрд 150 млн рублей"),
        ("uk", "5 тисяч 400 місць", "5400", "", "eq", "5 тисяч 400"),
        ("en", "the region's fourth-largest port", "4", "", "eq", "fourth-largest"),
        ("en", "Three in five had left", "60", "percent", "eq", "Three in five"),
        ("en", "six out of ten people", "60", "percent", "eq", "six out of ten"),
        ("en", "A third have moved", "33.33", "percent", "eq", "A third"),
        ("en", "the state pays about half.", "50", "percent", "approx", "about half"),
        ("en", "goods for 45 million U.S. dollars", "45000000", "USD", "eq", "45 million U.S. dollars"),
        ("en", "spent SR9 billion", "9000000000", "SAR", "eq", "SR9 billion"),
        ("en", "FIM 40 million a year", "40000000", "FIM", "eq", "FIM 40 million"),
        ("ru", "90 млн денаров", "90000000", "MKD", "eq", "90 млн денаров"),
        ("uk", "30 млн литів", "30000000", "LTL", "eq", "30 млн литів"),
        ("ru", "помог четыремстам фирмам", "400", "", "eq", "четыремстам"),
        ("ru", "создаст тысячу рабочих мест", "1000", "", "eq", "тысячу"),
        ("uk", "належить чотирнадцятьом власникам", "14", "", "eq", "чотирнадцятьом"),
        ("uk", "перемогли восьмеро учасників", "8", "", "eq", "восьмеро"),
        ("uk", "дасть тисячу робочих місць", "1000", "", "eq", "тисячу"),
        ("uk", "62-га, 40-ва", "62", "", "eq", "62-га"),
        ("uk", "40-ва", "40", "", "eq", "40-ва"),
        ("ru", "приняли 2000 новых членов", "2000", "", "eq", "2000"),
        ("ru", "на 1650 заявок больше", "1650", "", "eq", "1650"),
        ("uk", "факультет на 1700 студентів", "1700", "", "eq", "1700"),
        ("ru", "7 с лишним миллиардов рублей", "7000000000", "RUB", "gt", "7 с лишним миллиардов рублей"),
        ("ru", "12 с небольшим млн евро", "12000000", "EUR", "gt", "12 с небольшим млн евро"),
        ("uk", "3 з гаком мільйони гривень", "3000000", "UAH", "gt", "3 з гаком мільйони гривень"),
        ("en", "4,5 mil. EUR", "4500000", "EUR", "eq", "4,5 mil. EUR"),
    ],
)
def test_value_unit_and_bound(language, text, value, unit, comparator, stated):
    scan, found = read(text, language)
    first = found[0]
    assert (first.value, first.unit, first.comparator) == (Decimal(value), unit, comparator)
    assert scan.words(first.first, first.last) == stated


@pytest.mark.parametrize(
    ("language", "text", "low", "high", "unit"),
    [
        ("en", "between €5 million and €7 million", "5000000", "7000000", "EUR"),
        ("en", "12–15 %", "12", "15", "percent"),
        ("ru", "от 20 до 30 млн руб.", "20000000", "30000000", "RUB"),
        ("uk", "від 3 до 5 га", "3", "5", "ha"),
    ],
)
def test_ranges(language, text, low, high, unit):
    _, found = read(text, language)
    assert (found[0].value, found[0].high, found[0].unit) == (Decimal(low), Decimal(high), unit)


def test_two_values_of_a_change_are_no_range():
    _, found = read("Доля выросла с 12% до 15%", "ru")
    assert [(one.value, one.high, one.comparator) for one in found] == [(12, None, "eq"), (15, None, "eq")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "COVID-19 and 5G changed the A320"),
        ("en", "the page opens with tab=2 and harmed=1 in it"),
        ("uk", "першість і сотовий зв'язок"),
        ("ru", "семья и стойкость"),
        ("ru", "многолетний летний опыт"),
        ("en", "see https://example.org/2023/12"),
    ],
)
def test_what_is_no_number(language, text):
    assert read(text, language)[1] == []


@pytest.mark.parametrize(
    ("language", "text", "label"),
    [("en", "see Fig. 3", True), ("ru", "в табл. 4", True), ("uk", "рис. 5", True), ("en", "3 parks", False)],
)
def test_numbers_of_figures_are_labels(language, text, label):
    assert read(text, language)[1][0].labelled is label


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "between 2019 and 2023", "2019/2023"),
        ("en", "in the 1990s", "1990/1999"),
        ("en", "on 27 December 2024", "2024-12-27"),
        ("en", "in December 2024", "2024-12"),
        ("en", "in the first half of 2012", "2012-01/2012-06"),
        ("en", "in Q3 2023", "2023-07/2023-09"),
        ("ru", "с 2004 по 2009 год", "2004/2009"),
        ("ru", "в 2013-2016 гг.", "2013/2016"),
        ("ru", "с конца 70-х годов XX века", "1970/1979"),
        ("ru", "на 1 января 2024 г.", "2024-01-01"),
        ("ru", "27.12.2024", "2024-12-27"),
        ("uk", "у першому півріччі 2023 року", "2023-01/2023-06"),
        ("uk", "протягом 2019–2021 рр.", "2019/2021"),
        ("en", "in the years 2025 to 2028", "2025/2028"),
        ("en", "between 12 May and 15 August 2023", "2023-05-12/2023-08-15"),
        ("en", "between January 1 and December 10, 2024", "2024-01-01/2024-12-10"),
        ("ru", "с 3 марта по 4 апреля 2021 года", "2021-03-03/2021-04-04"),
        ("uk", "із травня 2020 по червень 2021 року", "2020-05/2021-06"),
        ("en", "in the first nine months of 2024", "2024-01/2024-09"),
        ("ru", "за 8 месяцев 2023 года", "2023-01/2023-08"),
        ("uk", "за дев'ять місяців 2024 року", "2024-01/2024-09"),
        ("en", "five years later", "+5"),
        ("ru", "10 лет спустя", "+10"),
        ("uk", "через п'ять років", "+5"),
        ("en", "in 1868", "1868"),
        ("en", "News item, 21-10-2022", "2022-10-21"),
        ("en", "13/06/2008", "2008-06-13"),
        ("ru", "05/06/2008", "2008-06-05"),
        ("uk", "за ІІІ квартал 2014 року", "2014-07/2014-09"),
        ("ru", "пятью годами ранее", "-5"),
        ("uk", "десять років тому", "-10"),
        ("en", "over the last three years", "3"),
        ("ru", "за последние пять лет", "5"),
        ("uk", "до кінця року", "0"),
        ("uk", "починаючи з 1970-х держава", "1970/1979"),
        ("uk", "з 2021-го по 2024-й", "2021/2024"),
        ("ru", "за январь-сентябрь 2023 г.", "2023-01/2023-09"),
        ("ru", "янв.–июнь 2023", "2023-01/2023-06"),
        ("uk", "за січень-вересень 2023 року", "2023-01/2023-09"),
        ("en", "in January-June 2023", "2023-01/2023-06"),
        ("ru", "I пол. 2024", "2024-01/2024-06"),
        ("uk", "І пів. 2024", "2024-01/2024-06"),
        ("en", "1H 2023", "2023-01/2023-06"),
        ("en", "3Q2024", "2024-07/2024-09"),
        ("en", "9M 2024", "2024-01/2024-09"),
        ("ru", "9 мес. 2024", "2024-01/2024-09"),
        ("ru", "2-й кв. 2024", "2024-04/2024-06"),
        ("ru", "к полугодию 2019 года", "2019-01/2019-06"),
        ("uk", "станом на 01.09.24", "2024-09-01"),
        ("ru", "за 1 кв. 2024 г.", "2024-01/2024-03"),
    ],
)
def test_periods(language, text, value):
    assert [period.value for period in periods(Scan(text, language))] == [value]


@pytest.mark.parametrize(
    ("language", "text", "roles"),
    [
        ("en", "by 2025", (True, False)),
        ("en", "compared to 2022", (False, True)),
        ("ru", "по сравнению с 2021 годом", (False, True)),
        ("uk", "до 2027 року", (True, False)),
    ],
)
def test_roles_of_periods(language, text, roles):
    period = periods(Scan(text, language))[0]
    assert (period.by, period.compared) == roles


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("ru", "в январе 2009-го года", "январе 2009-го года"),
        ("ru", "с 2007 по 2013-й год", "2007 по 2013-й год"),
        ("uk", "у 2016-му", "2016-му"),
    ],
)
def test_the_ending_of_a_year_belongs_to_it(language, text, told):
    scan = Scan(text, language)
    period = periods(scan)[0]
    assert scan.words(period.first, period.last) == told


@pytest.mark.parametrize(
    ("language", "text", "since"),
    [
        ("en", "since 2005", True),
        ("uk", "від 2005 року", True),
        ("uk", "від грудня 2007 року", True),
        ("uk", "від 18 грудня 2015 року", False),
    ],
)
def test_open_beginnings(language, text, since):
    assert periods(Scan(text, language))[0].since is since


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hungary filed 139, Austria 2146 applications"),
        ("uk", "високих – 898, базових – 1854"),
        ("en", "between 20 and 30 firms"),
        ("en", "for 30 years on 564 hectares"),
    ],
)
def test_counts_are_no_years(language, text):
    assert periods(Scan(text, language)) == []


def test_a_share_behind_a_dash_ends_no_span_of_years():
    assert [period.value for period in periods(Scan("worth 5 billion in 2021 – 52% of the total", "en"))] == ["2021"]


@pytest.mark.parametrize(
    ("language", "text", "countries", "unit"),
    [
        ("en", "Rs30 billion", (), "INR"),
        ("en", "Rs 30 billion", ("PK", "IN"), "PKR"),
        ("ru", "30 млрд рупий", ("LK",), "LKR"),
        ("uk", "1,5 трлн шилінгів", ("KE",), "KES"),
        ("en", "500 million pesos", ("PH",), "PHP"),
        ("ru", "57,3 млн сомони", (), "TJS"),
    ],
)
def test_a_word_that_currencies_share_means_that_of_the_country_spoken_of(language, text, countries, unit):
    assert quantities(Scan(text, language, countries=countries))[0].unit == unit


@pytest.mark.parametrize(
    ("text", "unit"), [("A$10 billion", "AUD"), ("a $10 billion hub", "USD"), ("KOM won 27 projects", "")]
)
def test_what_stands_before_a_number_as_its_currency(text, unit):
    assert read(text, "en")[1][0].unit == unit


def test_behind_by_a_number_and_to_are_two_values():
    assert [one.value for one in read("the number of tenants fell by 20 to 1,622", "en")[1]] == [20, 1622]


@pytest.mark.parametrize(
    ("language", "text", "values", "units"),
    [
        ("ru", "до 20,5 и 22 тысяч соответственно", ["20500", "22000"], ["", ""]),
        ("uk", "743,972, 486,064 і 482,792 млрд єн", ["743972000000", "486064000000", "482792000000"], ["JPY"] * 3),
        ("en", "50 billion yuan ($7.4 billion), later 100 billion", ["5E10", "7.4E9", "1E11"], ["CNY", "USD", "CNY"]),
        ("en", "grew by 7,000, or 14 %, while 65 and 25 % left", ["7000", "14", "65", "25"], [""] + ["percent"] * 3),
        ("ru", "продукции на 1,3 трлн тенге", ["1300000000000"], ["KZT"]),
        ("uk", "зросла у 9,8 раза, а інша – вшестеро", ["9.8", "6"], ["times", "times"]),
        (
            "en",
            "116.1 and 25.3 million of 141.7 million somoni",
            ["116100000", "25300000", "141700000"],
            [""] * 2 + ["TJS"],
        ),
    ],
)
def test_joined_numbers_share_scale_and_currency(language, text, values, units):
    scan = Scan(text, language)
    found = shared_units(scan, quantities(scan))
    assert [quantity.value for quantity in found] == [Decimal(value) for value in values]
    assert [quantity.unit for quantity in found] == units


@pytest.mark.parametrize(
    ("language", "text", "months"),
    [
        ("en", "By the end of August 932 firms had won approval", "m08"),
        ("ru", "за девять месяцев он вырос", "m01/m09"),
        ("uk", "із січня по листопад того року", "m01/m11"),
        ("en", "Nine months later five consortia were named", None),
        ("en", "August Horch founded two firms", None),
    ],
)
def test_months_without_a_year_are_told_where_a_year_may_stand_elsewhere(language, text, months):
    found = [period.value for period in periods(Scan(text, language), within=True)]
    assert found == ([] if months is None else [months])
    assert not periods(Scan(text, language))


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("ru", "Дубна получила 3 млрд рублей, столько же дал регион.", ["3000000000", "3000000000"]),
        ("uk", "Місто дало 7 млн грн, стільки ж додала громада.", ["7000000", "7000000"]),
        ("en", "The city paid €4 million and the state the same again.", ["4000000", "4000000"]),
        ("ru", "Столько же, сколько вложил регион: 5 млн рублей.", ["5000000"]),
    ],
)
def test_what_was_told_before_is_told_once_more(language, text, values):
    _, found = read(text, language)
    assert [str(quantity.value) for quantity in found] == values
    assert len({quantity.unit for quantity in found}) == 1


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "Kyiv – 2600, Lviv – 2100.", ["2600", "2100"]),
        ("ru", "Украина (4600) и Польша (1950)", ["4600", "1950"]),
        ("uk", "Самсунґ – 4640, CATL – 1993.", ["4640", "1993"]),
        ("ru", "5300 против 5400 годом ранее", ["5300", "5400"]),
        ("en", "Arena (2002) and NCE (2006)", []),
        ("ru", "в 2015 году, к 2024 году и на 2023 год", []),
    ],
)
def test_numbers_among_counts_are_no_years(language, text, values):
    _, found = read(text, language)
    assert [str(quantity.value) for quantity in found] == values


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "UDK (339.9+330.3+004):(347+332.1)", []),
        ("ru", "УДК (339.9+330.3):347", []),
        ("uk", "УДК (339.9+330.3):347", []),
        ("en", "At the first level (23 firms) things look well.", [23]),
    ],
)
def test_classes_of_a_library_are_no_figures(language, text, values):
    found = passage(Scan(text, language), [], {}).values
    assert [int(one.quantity.value) for one in found if one.form != "none"] == values


@pytest.mark.parametrize(
    ("text", "language", "countries", "value", "unit"),
    [
        ("It cost 12 million Botswanan pulas.", "en", ["BW"], "12000000", "BWP"),
        ("Вложено 30 млн замбийских квач.", "ru", ["ZM"], "30000000", "ZMW"),
        ("Інвестовано 900 млн болівійських болівіано.", "uk", ["BO"], "900000000", "BOB"),
        ("Фонд выделил 245,4 млн франков.", "ru", ["CH"], "245400000", "CHF"),
        ("Фонд виділив 5 млрд франків.", "uk", ["RW"], "5000000000", "RWF"),
        ("The TOP 100 clusters were named.", "en", [], "100", ""),
    ],
)
def test_currencies_of_any_country_are_known(
    text: str, language: str, countries: list[str], value: str, unit: str
) -> None:
    (quantity,) = quantities(Scan(text, language, countries=countries), frozenset())
    assert (str(quantity.value), quantity.unit) == (value, unit)


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "It covers 400 acres (162 hectares).", ["162"]),
        ("en", "It covers 162 hectares (400 acres).", ["162"]),
        ("en", "a hall of 100,000 square feet (9,300 m2)", ["9300"]),
        ("en", "400 acres (0.63 square miles)", ["161.87"]),
        ("en", "400 acres (12 hectares of it wooded)", ["161.87", "12"]),
        ("ru", "120 акров (48,6 га)", ["48.6"]),
        ("uk", "120 акрів (48,6 га)", ["48.6"]),
    ],
)
def test_one_measure_in_two_units_is_one_figure(language, text, values):
    assert [str(quantity.value) for quantity in quantities(Scan(text, language))] == values


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The firm raised over 5 M euros"),
        ("en", "for 9 M dollars"),
        ("en", "It took 2 H of work"),
        ("ru", "по ч. 1 п. 3 статьи"),
        ("ru", "площадью 4 кв. км"),
        ("uk", "за 2 кв. м площі"),
    ],
)
def test_short_forms_without_a_year_are_no_parts_of_one(language, text):
    assert not periods(Scan(text, language), within=True)
