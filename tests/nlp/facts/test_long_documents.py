"""What a report of several chapters is about: main subjects, headings, currencies of chapters, general nouns."""

import pytest

from extract import Block, Document
from gazetteer import Gazetteer
from nlp import observe
from nlp.facts.salience import about


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


def report(*rows, language="en"):
    """A document of headings (level, text) and paragraphs (text)."""
    blocks, above = [], []
    for order, row in enumerate(rows):
        if isinstance(row, str):
            blocks.append(Block(order, "paragraph", row, language, section=tuple(text for _, text in above)))
            continue
        level, text = row
        above = [one for one in above if one[0] < level]
        blocks.append(Block(order, "heading", text, language, level=level, section=tuple(told for _, told in above)))
        above.append(row)
    return Document("d" * 64, "text/plain", "test", tuple(blocks), language=language)


def stated(document, gazetteer):
    return {int(one.value): one for one in observe(document, gazetteer).statements}


def main_names(document, gazetteer):
    found = observe(document, gazetteer)
    known = {one.id: one for one in found.entities}
    known |= {one.entity_id: gazetteer.entity(one.entity_id) for one in found.mentions if one.entity_id in gazetteer}
    return {known[one].name for one in about(found.mentions, document.blocks, known).mains}


def test_a_report_is_about_what_its_title_or_most_chapters_name(gazetteer):
    document = report(
        (1, "Medicon Valley: annual report"),
        (2, "1. Members"),
        "The network grew.",
        (2, "2. Neighbours"),
        "Silicon Saxony is larger. Silicon Saxony has grown too, and Silicon Saxony knows it.",
        (2, "3. Money"),
        "Fees went up.",
        (2, "4. Outlook"),
        "More of the same.",
    )
    assert "Medicon Valley" in main_names(document, gazetteer)
    assert "Silicon Saxony" not in main_names(document, gazetteer)


def test_a_dollar_is_that_of_the_country_a_chapter_speaks_of(gazetteer):
    document = report(
        (1, "Two countries compared"),
        (2, "1. Canada"),
        "Canada has clusters in Ontario and Quebec. Companies in Canada invested $300 million in 2020.",
        (2, "2. United States"),
        "The United States has clusters in Kansas. Companies in Kansas invested $500 million in 2020.",
    )
    units = {value: one.unit for value, one in stated(document, gazetteer).items() if value > 10**6}
    assert units == {300 * 10**6: "CAD", 500 * 10**6: "USD"}


@pytest.mark.parametrize(
    ("language", "texts", "value", "subject"),
    [
        (
            "en",
            ("Wichita State University works with the Fraunhofer Society.", "The university has 15,000 students."),
            15000,
            "Wichita State University",
        ),
        ("ru", ("ОЭЗ «Алабуга» — промышленная.", "Рабочих мест в зоне теперь более 36 тысяч."), 36000, "Alabuga"),
        ("uk", ("ОЕЗ «Алабуга» – промислова.", "У зоні працює понад 36 тисяч людей."), 36000, "Alabuga"),
    ],
)
def test_a_general_noun_means_the_one_whose_name_has_it(gazetteer, language, texts, value, subject):
    assert stated(report(*texts, language=language), gazetteer)[value].subject.startswith(subject)


def test_a_park_in_a_town_is_no_list_of_two(gazetteer):
    document = report("Porto Digital, a park in Recife, opened a branch.", "It has 350 companies.")
    assert stated(document, gazetteer)[350].subject == "Porto Digital"


@pytest.mark.parametrize(
    ("language", "line", "text", "period"),
    [
        ("en", "Santiago, November 2025", "The Medicon Valley cluster has 300 members.", "2025-11"),
        ("ru", "Берлин, май 2025 года", "В кластере Medicon Valley 300 участников.", "2025-05"),
        ("uk", "Київ, травень 2025 року", "У кластері Medicon Valley 300 учасників.", "2025-05"),
    ],
)
def test_a_title_page_dates_what_stands_under_headings_of_its_level(gazetteer, language, line, text, period):
    document = report((1, "Report"), line, (1, "In brief"), "Text.", (1, "Results"), text, language=language)
    assert stated(document, gazetteer)[300].period == period
