"""Names in running text: the marked passages, and what must give no name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gazetteer import Gazetteer
from nlp import Mention, recognise

CASES = Path(__file__).parent / "cases"
MARK = re.compile(r"\[([^\[\]]+?): ([a-z]+)(?: ([^\s\]]+))?\]")


def passages() -> list[tuple[str, str]]:
    return [
        (path.stem, line)
        for path in sorted(CASES.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]


def marked(text: str, mentions: tuple[Mention, ...], wanted_ids: set[tuple[int, int]]) -> str:
    """The text with its mentions in the notation of the cases; ids only where the case has one."""
    parts, at = [], 0
    for mention in mentions:
        identity = f" {mention.entity_id}" if (mention.start, mention.stop) in wanted_ids else ""
        parts += [text[at : mention.start], f"[{mention.text}: {mention.type}{identity}]"]
        at = mention.stop
    return "".join([*parts, text[at:]])


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(("language", "line"), passages())
def test_passage(gazetteer: Gazetteer, language: str, line: str) -> None:
    text = MARK.sub(lambda mark: mark.group(1), line)
    ids, shift = set(), 0
    for mark in MARK.finditer(line):
        start = mark.start() - shift
        if mark.group(3):
            ids.add((start, start + len(mark.group(1))))
        shift += len(mark.group()) - len(mark.group(1))
    assert marked(text, recognise(text, language, gazetteer), ids) == line


NEGATIVES = [
    ("en", "We ran a cluster analysis on the survey and found three clusters of respondents."),
    ("en", "The Kubernetes Cluster restarted twice; a GPU cluster and a Spark cluster were added."),
    ("en", "A COVID-19 cluster was linked to a night club, health officers said."),
    ("en", "Star clusters and galaxy clusters are observed with the new telescope."),
    ("en", "Cluster policy needs patience. Clusters grow slowly. Innovation hubs may help."),
    ("en", "See Table 3, Figure 12 and Section 4.2 (pp. 12-14)."),
    ("en", "United won the match, the coach of the league leaders praised his striker."),
    ("en", "1. Introduction 2. Methods 3. Results"),
    ("en", "Innovation and Technology Park Policies: A Review of the Literature"),
    ("en", "The Programme was extended, and every Fund had its own rules."),
    ("en", "Planners praise the Pentuple Helix."),
    ("en", "Grants go to NGOs and RTOs in equal parts."),
    ("ru", "Доцент Кострома вела семинар."),
    ("ru", "Проверку прошли ТЭО и ПСД."),
    ("ru", "Кластерный анализ выявил пять групп, вычислительный кластер работал неделю."),
    ("ru", "Промышленный кластер развивается быстрее, чем территория без кластера."),
    ("ru", "Кластеры способствуют росту, а технопарки дают им площадки."),
    ("ru", "Новый кластер коронавируса выявлен в общежитии, врачи ждут результатов."),
    ("ru", "Хоккейный матч завершился вничью, гол забил защитник гостей."),
    ("ru", "См. табл. 2 и рис. 14, стр. 117."),
    ("ru", "Роль центра велика, мир меняется, рост продолжается, орёл парит."),
    ("ru", "Технологический парк, промышленная зона и индустриальный парк – разные режимы."),
    ("uk", "Кластерний аналіз показав три групи, обчислювальний кластер працював добу."),
    ("uk", "Суми інвестицій зросли, рівне ставлення до учасників збережено."),
    ("uk", "Рівне ставлення до учасників кластера важливе."),
    ("uk", "Технопарки та індустріальні парки створюють робочі місця."),
    ("uk", "Матч завершився внічию, гол забив нападник, тренер задоволений."),
    ("uk", "Лікар Полтавський прийшов вчасно."),
    ("uk", "Цей порядок діє для публічних АТ."),
    ("uk", "Директор ТОВ звітує перед учасниками."),
    ("uk", "Див. табл. 2 та рис. 14, с. 117."),
]


@pytest.mark.parametrize(("language", "text"), NEGATIVES)
def test_plain_words_are_no_names(gazetteer: Gazetteer, language: str, text: str) -> None:
    assert [(mention.text, mention.type) for mention in recognise(text, language, gazetteer)] == []


def found(text: str, language: str | None = None) -> dict[str, tuple[str, str]]:
    return {mention.text: (mention.type, mention.entity_id) for mention in recognise(text, language)}


def test_a_ukrainian_given_name_begins_a_person() -> None:
    for text in ("Угоду підписала Вікторія Черкас, яка керує фондом.", "Прийшла Вікторія Черкас."):
        assert [(one.text, one.type) for one in recognise(text, "uk")] == [("Вікторія Черкас", "person")]


def test_namesakes_are_told_apart_by_the_country_beside() -> None:
    assert found("Offices opened in San José (Costa Rica).")["San José"] == ("city", "plc:cr:san-jose")
    assert found("Offices opened in San Jose, California.")["San Jose"] == ("city", "plc:us:san-jose")
    assert found("Учёные из Кембриджа (США).")["Кембриджа"] == ("city", "plc:us:cambridge")
    assert found("Учёные из Кембриджа (Великобритания).")["Кембриджа"] == ("city", "plc:gb:cambridge")


@pytest.mark.parametrize(
    ("language", "text", "words", "home"),
    [
        ("ru", "В Венгрии кластеры поддерживает Министерство экономики.", "Министерство экономики", False),
        ("ru", "В Украине кластеры поддерживает Министерство экономики.", "Министерство экономики", True),
        ("uk", "У Литві парк збудували коштом Міністерства економіки.", "Міністерства економіки", False),
        ("uk", "Парк збудували коштом Міністерства економіки.", "Міністерства економіки", True),
        ("ru", "Болгарские парки ведёт Минэкономики.", "Минэкономики", False),
        ("ru", "Украинские парки ведёт Минэкономики.", "Минэкономики", True),
    ],
)
def test_a_ministry_named_without_its_state_is_that_of_the_state_spoken_of(
    gazetteer: Gazetteer, language: str, text: str, words: str, home: bool
) -> None:
    (found,) = [one for one in recognise(text, language, gazetteer) if one.text == words]
    assert found.type == "organisation"
    assert (found.entity_id == "org:ua:minekonomiky") == home


def test_a_name_no_text_decides_has_rivals_and_no_entity() -> None:
    (mention,) = recognise("He moved to San José.", "en")
    assert mention.entity_id == ""
    assert {"plc:cr:san-jose", "plc:us:san-jose"} <= {identity for identity, _ in mention.rivals}


def test_city_and_cluster_of_one_name() -> None:
    both = "The Seoul cluster ranks third among S&T clusters, said a visitor in Seoul."
    mentions = [(mention.text, mention.type, mention.entity_id) for mention in recognise(both, "en")]
    assert mentions == [("Seoul", "cluster", "clu:s:kr:seoul"), ("Seoul", "city", "plc:kr:seoul")]


def test_new_names_share_an_id_in_all_cases() -> None:
    forms = (
        "Открылся технопарк «Белый мыс».",
        "Директор технопарка «Белый мыс» уехал.",
        "Резиденты довольны Технопарком «Белый мыс».",
    )
    ids = {mention.entity_id for text in forms for mention in recognise(text, "ru") if "мыс" in mention.text}
    assert len(ids) == 1
    assert re.fullmatch(r"new:cluster:[0-9a-f]{12}", ids.pop())


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "«»", "((((", "東京 и 서울", "\u202eabc", "а" * 20_000, "– " * 5000, "(далее – )", "A.B.C." * 500,
     "Кластер «", "кластер „", "Ministry of", "University of University of University of", "\x00\ufffd", "𝕊𝕖𝕠𝕦𝕝"],
)  # fmt: skip
def test_any_text_passes(text: str) -> None:
    for mention in recognise(text):
        assert text[mention.start : mention.stop] == mention.text


def test_offsets_are_those_of_the_text_as_given() -> None:
    text = "ﬁrms in Zürich (Switzerland), Île-de-France and S\u00adeoul; «Токио\u00a0—\nЙокогама»"
    mentions = recognise(text, "en")
    assert {"Zürich", "Switzerland", "Île-de-France", "Токио\u00a0—\nЙокогама"} <= {m.text for m in mentions}
    assert all(text[m.start : m.stop] == m.text for m in mentions)


def test_recognition_is_the_same_every_time(gazetteer: Gazetteer) -> None:
    text = " ".join(MARK.sub(lambda mark: mark.group(1), line) for _, line in passages()[:20])
    assert recognise(text, "en", gazetteer) == recognise(text, "en", Gazetteer(gazetteer._built))


def test_two_readings_of_the_same_words_do_not_stop_the_reader():
    found = recognise("The association has named its Golden Cluster of 2022: it is the Czech Optical Cluster.", "en")
    assert "Czech Optical Cluster" in [mention.text for mention in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("REGIONAL INNOVATION CLUSTERS AND THEIR ROLE", []),
        ("INDIA'S INNOVATION CLUSTERS AS A FACTOR\nIN THE GROWTH", ["INDIA"]),
        ("THE SILICON SAXONY CLUSTER AND ITS MEMBERS IN 2020", ["SILICON SAXONY CLUSTER"]),
    ],
)
def test_a_title_in_capitals_is_no_name_by_its_capitals(text, names):
    assert [mention.text for mention in recognise(text, "en")] == names


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ru", "Резидентами стали [ГУП «Стройэкспром»: organisation] и [ТОО «Дон Мар»: organisation]."),
        ("ru", "Площадку занимает [ООО «УК «Кашира-Парк»: organisation], она растёт."),
        ("ru", "Это [Институт статистических исследований и экономики знаний НИУ ВШЭ: organisation]."),
        ("en", "There are 11 textile firms in the [Bukhara: region] region."),
        ("ru", "Медсестра Воронежская ушла в семь."),
        ("uk", "Задум належав шейхові Мохаммеду, а закон – Ньютону."),
        ("uk", "У навчальному візиті до [Жешува: city] взяли участь семеро."),
    ],
)
def test_a_name_is_found_whole_or_not_at_all(gazetteer: Gazetteer, language: str, line: str) -> None:
    text = MARK.sub(lambda mark: mark.group(1), line)
    assert marked(text, recognise(text, language, gazetteer), set()) == line


def test_latin_words_side_by_side_are_one_name() -> None:
    mentions = recognise("Договор подписали Microsoft Estonia и министр.", "ru")
    assert [mention.text for mention in mentions if mention.type == "organisation"] == ["Microsoft Estonia"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2 Zulva Innovation Park", "Zulva Innovation Park"),
        ("2030 Zulva Cluster Strategy", "2030 Zulva Cluster Strategy"),
    ],
)
def test_a_number_before_a_heading_is_no_part_of_a_name(text: str, name: str) -> None:
    assert name in [one.text for one in recognise(text, "en")]
