from decimal import Decimal

import pytest

from extract import Block, Document
from gazetteer import Gazetteer, indicators
from nlp import observe


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


def document(*texts, language="en", kinds=()):
    kinds = kinds or ("paragraph",) * len(texts)
    blocks = tuple(
        Block(order, kind, text, language) for order, (kind, text) in enumerate(zip(kinds, texts, strict=True))
    )
    return Document("d" * 64, "text/plain", "test", blocks, language=language)


def test_amounts_in_two_currencies_are_linked(gazetteer):
    found = observe(document("In 2019 Changsha spent 8.25 billion yuan ($1.27 billion) on research."), gazetteer)
    first, second = found.statements
    assert (first.unit, second.unit) == ("CNY", "USD")
    assert first.linked == (second.id,)
    assert second.linked == (first.id,)


def test_the_same_fact_twice_is_one_statement_with_two_places(gazetteer):
    text = "In 2023 China had 24 clusters in the top 100."
    found = observe(document(text, "As was said, in 2023 China had 24 clusters in the top 100."), gazetteer)
    (statement,) = found.statements
    places = {evidence.place.block for evidence in statement.evidence if evidence.role == "restated"} | {
        statement.place.block
    }
    assert places == {0, 1}


def test_reference_lists_and_furniture_state_nothing(gazetteer):
    text = "China had 24 clusters in the top 100 in 2023."
    found = observe(document(text, text, kinds=("reference", "furniture")), gazetteer)
    assert found.statements == ()


def test_a_relative_year_stays_open_without_a_date(gazetteer):
    told = document("Last year Skolkovo had 4,000 residents.")
    assert [one.period for one in observe(told, gazetteer).statements] == [""]
    assert [one.period for one in observe(told, gazetteer, "2024-05-01").statements] == ["2023"]


def test_a_missing_value_is_a_problem(gazetteer):
    text = (
        "In 2023 the ‘Boston – Cambridge’ cluster (USA) submitted 31% of joint applications, "
        "the ‘New York City’ cluster (USA) – 37%, and the ‘San Jose – San Francisco’ cluster (USA)."
    )
    found = observe(document(text), gazetteer)
    assert [one.value for one in found.statements] == [Decimal(31), Decimal(37)]
    assert [problem.kind for _, problem in found.problems] == ["value missing"]


def test_implausible_values_are_kept_and_flagged(gazetteer):
    found = observe(document("SMEs make up 140% of the members of Silicon Saxony."), gazetteer)
    (statement,) = found.statements
    assert [(identity, problem.kind) for identity, problem in found.problems] == [
        (statement.id, "implausible magnitude")
    ]


@pytest.mark.parametrize(
    ("language", "text", "triple"),
    [
        ("en", "Munich (Germany) hosts the fair.", ("Munich", "located_in", "Germany")),
        ("en", "Nanjing, the capital of Jiangsu, grows.", ("Nanjing", "located_in", "Jiangsu")),
        (
            "en",
            "Skolkovo is funded by the Ministry of Industry and Trade of the Russian Federation.",
            (None, "funded_by", None),
        ),
        ("en", "Silicon Saxony specialises in microelectronics.", ("Silicon Saxony", "specialises_in", None)),
    ],
)
def test_relations(language, text, triple, gazetteer):
    found = observe(document(text, language=language), gazetteer)
    told = [(one.subject, one.relation, one.object) for one in found.relations]
    assert any(all(want is None or want == have for want, have in zip(triple, row, strict=True)) for row in told)


@pytest.mark.parametrize(
    ("language", "text", "phases"),
    [
        (
            "en",
            "The Tech Hubs Program has two phases. Phase I ran from 2005 to 2009 and phase II from 2010 to 2014.",
            ("Phase I", "phase II"),
        ),
        (
            "ru",
            "У программы «Кластерный старт» два этапа: первый этап (2005–2009 годы) и второй этап (2010–2014 годы).",
            ("первый этап", "второй этап"),
        ),
        (
            "uk",
            "Програма «Кластерний старт» має два етапи: перший етап (2005–2009 роки) і другий етап (2010–2014 роки).",
            ("перший етап", "другий етап"),
        ),
    ],
)
def test_phases_have_their_own_years(language, text, phases, gazetteer):
    found = observe(document(text, language=language), gazetteer)
    told = {
        (dict(one.qualifiers).get("of"), one.indicator, int(one.value))
        for one in found.statements
        if one.indicator in ("programme_start", "programme_end")
    }
    first, second = phases
    assert told == {
        (first, "programme_start", 2005),
        (first, "programme_end", 2009),
        (second, "programme_start", 2010),
        (second, "programme_end", 2014),
    }


def test_a_denied_relation_is_none(gazetteer):
    found = observe(document("Skolkovo is not funded by the European Commission."), gazetteer)
    assert found.relations == ()


def test_indicators_are_whole():
    known = {indicator.slug for indicator in indicators()}
    assert {"gii_cluster_rank", "member_count", "other_count", "programme_budget", "pct_per_million"} <= known
    for indicator in indicators():
        assert indicator.definition
        assert indicator.units
        assert indicator.subjects


def subject_below(gazetteer, between):
    """The subject of an unnamed park's figure that stands behind ``between``."""
    texts = ("Kigali Innovation City has 40 companies.", between, "The park employs 300 people.")
    found = observe(document(*texts), gazetteer)
    return {statement.subject_id for statement in found.statements if statement.value == Decimal(300)}


def test_what_was_spoken_of_is_carried_on_over_pages_only_where_nobody_else_was_named(gazetteer):
    (named,) = {
        statement.subject_id
        for statement in observe(document("Kigali Innovation City has 40 companies."), gazetteer).statements
    }
    assert subject_below(gazetteer, "Work goes on there.") == {named}
    assert subject_below(gazetteer, "Work goes on as it did before, with much to do. " * 40) == {named}
    assert named not in subject_below(gazetteer, "The Lagos Free Zone grows and does well, with much to do. " * 40)


def test_a_date_line_does_not_date_the_next_report(gazetteer):
    blocks = (
        Block(0, "heading", "News", "en", level=1),
        Block(1, "paragraph", "12 May 2020", "en"),
        Block(2, "paragraph", "Seoul has 300 start-ups.", "en"),
        Block(3, "heading", "Sources", "en", level=1),
        Block(4, "paragraph", "Munich has 200 start-ups.", "en"),
    )
    found = observe(Document("d" * 64, "text/plain", "test", blocks, language="en"), gazetteer)
    periods = {int(statement.value): statement.period for statement in found.statements}
    assert periods == {300: "2020-05-12", 200: ""}


@pytest.mark.parametrize(
    ("language", "texts", "periods"),
    [
        (
            "ru",
            ("К 2014 году кластер BioWin вёл 33 проекта.", "Десятью годами позже членов насчитывалось 280."),
            {33: "2014", 280: "2024"},
        ),
        (
            "uk",
            ("Кластер Beauty Cluster виник у травні 2014 року.", "Через сім років членів було вже 210."),
            {2014: "2014-05", 210: "2021"},
        ),
        (
            "en",
            ("In 2016 Munich had 300 start-ups.", "Two years later there were 400 start-ups, and 90 labs."),
            {300: "2016", 400: "2018", 90: "2018"},
        ),
    ],
)
def test_years_are_counted_from_what_was_dated_last(language, texts, periods, gazetteer):
    found = observe(document(*texts, language=language), gazetteer)
    assert {int(statement.value): statement.period for statement in found.statements} == periods


def options(document, value, kind, gazetteer):
    """What the ways to read the number ``value`` say: periods, or slug, unit and subjects."""
    decisions = []
    observe(document, gazetteer, decisions=decisions)
    texts = {block.order: block.text for block in document.blocks}
    return {
        option.says
        for decision in decisions
        if decision.kind == kind and texts[decision.place[0]][decision.place[3] : decision.place[4]] == value
        for option in decision.options
    }


def test_headings_date_and_name_what_stands_under_smaller_ones(gazetteer):
    blocks = (
        Block(0, "heading", "The Munich cluster in 2019", "en", level=1),
        Block(1, "heading", "Money", "en", level=2),
        Block(2, "paragraph", "Much was done. " * 60, "en"),
        Block(3, "paragraph", "Some 700 companies took part.", "en"),
    )
    long = Document("d" * 64, "text/plain", "test", blocks, language="en")
    assert ("2019",) in options(long, "700", "period", gazetteer)
    assert "clu:s:de:munich" in {subject for says in options(long, "700", "reading", gazetteer) for subject in says[2:]}


def test_a_report_is_dated_to_its_end(gazetteer):
    texts = ("12 May 2020", "Much was done. " * 60, "Seoul now has 300 start-ups.")
    assert ("2020-05-12",) in options(document(*texts), "300", "period", gazetteer)


def test_a_summary_may_be_about_what_is_named_later(gazetteer):
    texts = ("Some 700 companies took part.", "Kigali Innovation City grows.", "Kigali Innovation City has roads.")
    said = options(document(*texts), "700", "reading", gazetteer)
    assert {says[2] for says in said if len(says) > 2}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "There are 40 companies and 900 people at work. That, in short, is Skolkovo."),
        ("ru", "Здесь работают 40 компаний и 900 человек. Таково сегодня Сколково."),
        ("uk", "Тут працюють 40 компаній і 900 людей. Ідеться про Сколково."),
        pytest.param(
            "uk",
            "Тут працюють 40 компаній і 900 людей. Таке нині Сколково.",
            marks=pytest.mark.xfail(strict=True, reason="figures before a name are left unstated here"),
        ),
    ],
)
def test_what_nobody_was_named_for_is_told_of_who_is_named_next(gazetteer, language, text):
    found = observe(document(text, language=language), gazetteer).statements
    assert [int(one.value) for one in found] == [40, 900]
    assert len({one.subject_id for one in found}) == 1


def test_who_is_named_behind_the_comma_of_a_teller_is_no_teller(gazetteer):
    texts = ("By 2030, the action plan says, Skolkovo will have", "more than 60 listed companies;")
    found = observe(document(*texts, kinds=("heading", "list_item")), gazetteer).statements
    assert [(int(one.value), one.subject_id != "") for one in found] == [(60, True)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Exports fell by 12.7% in Piedmont, by 10.6% in Lombardy and by 8.2% in Veneto in 2020."),
        ("ru", "В 2020 году экспорт Пьемонта упал на 12,7%, а Ломбардии – на 10,6%."),
        ("uk", "У 2020 році експорт П'ємонту впав на 12,7%, а Ломбардії – на 10,6%."),
    ],
)
def test_a_fall_goes_on_where_its_word_is_not_said_again(gazetteer, language, text):
    found = observe(document(text, language=language), gazetteer).statements
    assert found
    assert all(one.value < 0 for one in found)


def test_who_closes_beside_newcomers_is_a_loss(gazetteer):
    text = "В 2014 году на площадку Сколково въехали 53 новые фирмы, ещё 34 закрылись."
    found = observe(document(text, language="ru"), gazetteer).statements
    assert [int(one.value) for one in found if one.indicator == "company_count_change"] == [53, -34]


def test_the_sign_of_a_number_places_where_something_is_ranked(gazetteer):
    text = "The Global Startup Ecosystem Index of 2020 ranks cities. Mumbai is #1, Jakarta #2 and Zurich #3."
    found = observe(document(text), gazetteer).statements
    assert [(int(one.value), one.unit) for one in found if one.unit == "rank"] == [
        (1, "rank"),
        (2, "rank"),
        (3, "rank"),
    ]


@pytest.mark.parametrize(
    ("language", "before", "text"),
    [
        ("en", "Skolkovo exported goods for 6 billion euros in 2020.", "A year later it was 7.5 billion."),
        ("ru", "Сколково вывезло в 2020 году товаров на 6 млрд евро.", "Годом позже вывоз достиг 7,5 млрд."),
        ("uk", "Сколково вивезло 2020 року товарів на 6 млрд євро.", "Роком пізніше вивіз сягнув 7,5 млрд."),
    ],
)
def test_amounts_go_on_in_the_currency_of_the_paragraph_before(gazetteer, language, before, text):
    found = observe(document(before, text, language=language), gazetteer).statements
    assert [one.unit for one in found] == ["EUR", "EUR"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "In the GII 2024, the top four clusters look like this: the first – Munich (Germany), the second – "
            "Seoul (Korea), the third – Paris, and the fourth – Daejeon.",
        ),
        (
            "ru",
            "В ГИИ 2024 года лучшие кластеры таковы: первый – Мюнхен (Германия), второй – Сеул (Корея), третий – "
            "Париж и четвёртый – Тэджон.",
        ),
        (
            "uk",
            "У ГІІ 2024 року найкращі кластери такі: перший – Мюнхен (Німеччина), другий – Сеул (Корея), третій – "
            "Париж і четвертий – Теджон.",
        ),
    ],
)
def test_an_enumeration_is_told_to_its_end(gazetteer, language, text):
    found = observe(document(text, language=language), gazetteer).statements
    ranks = sorted((int(one.value), one.subject) for one in found if one.unit == "rank")
    assert ranks == [(1, "Munich"), (2, "Seoul"), (3, "Paris"), (4, "Daejeon")]
