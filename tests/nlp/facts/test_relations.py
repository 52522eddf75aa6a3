"""Relations of the written cases: those the weights learned from, and those kept apart."""

import pytest
import related

from gazetteer import Gazetteer
from nlp import SYMMETRIC, observe

FLOORS = {
    "relations_en": (0.78, 0.9),
    "relations_ru": (0.85, 0.9),
    "relations_uk": (0.85, 0.9),
    "relations_en_apart": (0.8, 0.9),
    "relations_ru_apart": (0.8, 0.9),
    "relations_uk_apart": (0.8, 0.9),
}
"""Recall and precision of the relations of a file of cases."""


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


def found(case, gazetteer):
    return observe(case.document, gazetteer, named=(case.mentions, case.entities)).relations


def agrees(relation, truth):
    sides = (relation.subject, relation.object)
    turned = sides[::-1] if relation.relation in SYMMETRIC else sides
    return relation.relation == truth[1] and (truth[0], truth[2]) in (sides, turned)


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_cases(name, gazetteer):
    true = told = right = 0
    faults = []
    for case in related.read(name):
        relations = found(case, gazetteer)
        missed = [truth for truth in case.truths if not any(agrees(one, truth) for one in relations)]
        wrong = [one for one in relations if not any(agrees(one, truth) for truth in case.truths)]
        true, told, right = true + len(case.truths), told + len(relations), right + len(relations) - len(wrong)
        faults += [f"missed {truth}: {case.line}" for truth in missed]
        faults += [f"wrong {one.subject} {one.relation} {one.object}: {case.line}" for one in wrong]
    recall, precision = FLOORS[name]
    assert right / true >= recall, "\n".join(faults)
    assert right / told >= precision, "\n".join(faults)


def test_reasons_and_places_are_told(gazetteer):
    case = related.case("{Maria Lind|s} leads the {Lund Park|c}. => Maria Lind | role_at | Lund Park", "en")
    (one,) = found(case, gazetteer)
    assert one.quote == "Maria Lind leads the Lund Park"
    assert {evidence.role: evidence.quote for evidence in one.evidence} == {
        "subject": "Maria Lind",
        "object": "Lund Park",
        "indicator": "leads",
    }
    assert any("«leads»" in piece for piece in one.pieces)
    assert one.pieces[-1].startswith(f"likely {one.confidence:.2f}")


def test_a_carried_side_has_the_place_of_its_name(gazetteer):
    case = related.case("{Lund Park|c} grew. ¶ It lies in {Skane|r}. => Lund Park | located_in | Skane", "en")
    (one,) = found(case, gazetteer)
    assert {(evidence.role, evidence.quote, evidence.place.block) for evidence in one.evidence} >= {
        ("subject", "It", 1),
        ("subject", "Lund Park", 0),
    }
    assert one.place.block == 1


def test_an_item_is_related_to_what_the_sentence_above_the_list_names(gazetteer):
    line = "The members of {Silicon Alps|c} include: ¶- {AVL|o} => AVL | member_of | Silicon Alps"
    (one,) = found(related.case(line, "en"), gazetteer)
    assert one.place.block == 1
    assert ("object", "Silicon Alps", 0) in {
        (evidence.role, evidence.quote, evidence.place.block) for evidence in one.evidence
    }


def test_a_pronoun_has_the_place_of_the_name_it_stands_for(gazetteer):
    line = "{Harbour Cluster|c}, said its director {Tom Hale|s}, grew. => Tom Hale | role_at | Harbour Cluster"
    (one,) = found(related.case(line, "en"), gazetteer)
    assert {"its", "Harbour Cluster"} <= {evidence.quote for evidence in one.evidence if evidence.role == "object"}


def told(line, language, gazetteer):
    return {(one.subject, one.relation, one.object) for one in found(related.case(line, language), gazetteer)}


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (
            "en",
            "# {Birch Hill|c} ¶ {Birch Hill|c} opened in 2011. ¶# Founders ¶- {Elm Motors|o} ¶- {Ash Institute|o}",
        ),
        (
            "ru",
            "# {Birch Hill|c} ¶ {Birch Hill|c} открыт в 2011. ¶# Учредители ¶- {Elm Motors|o} ¶- {Ash Institute|o}",
        ),
        (
            "uk",
            "# {Birch Hill|c} ¶ {Birch Hill|c} відкрито 2011-го. ¶# Засновники ¶- {Elm Motors|o} ¶- {Ash Institute|o}",
        ),
    ],
)
def test_items_under_a_heading_are_related_to_what_was_spoken_of_above(language, line, gazetteer):
    assert told(line, language, gazetteer) == {
        ("Birch Hill", "founded_by", "Elm Motors"),
        ("Birch Hill", "founded_by", "Ash Institute"),
    }


@pytest.mark.parametrize(
    ("language", "line", "fields"),
    [
        ("en", "{Birch Hill|c} opened in 2011. Fields: robotics, textiles.", ("robotics", "textiles")),
        (
            "ru",
            "{Birch Hill|c} открыт в 2011 году. Специализация: робототехника, текстиль.",
            ("робототехника", "текстиль"),
        ),
        ("uk", "{Birch Hill|c} відкрито 2011 року. Галузі: робототехніка, текстиль.", ("робототехніка", "текстиль")),
    ],
)
def test_fields_of_a_line_without_a_name_are_those_of_what_was_spoken_of(language, line, fields, gazetteer):
    assert told(line, language, gazetteer) == {("Birch Hill", "specialises_in", field) for field in fields}


@pytest.mark.parametrize(
    ("language", "line", "words"),
    [
        (
            "en",
            "Money went to four clusters: ¶- {Birch Hill|c}: robotics ¶- {Elm Wood|c}: textiles",
            ("robotics", "textiles"),
        ),
        (
            "ru",
            "Поддержаны четыре кластера: ¶- {Birch Hill|c}: робототехника ¶- {Elm Wood|c}: текстиль",
            ("робототехника", "текстиль"),
        ),
        (
            "uk",
            "Підтримано чотири кластери: ¶- {Birch Hill|c}: робототехніка ¶- {Elm Wood|c}: текстиль",
            ("робототехніка", "текстиль"),
        ),
    ],
)
def test_words_right_behind_a_name_in_a_list_are_its_field(language, line, words, gazetteer):
    assert told(line, language, gazetteer) == {
        ("Birch Hill", "specialises_in", words[0]),
        ("Elm Wood", "specialises_in", words[1]),
    }


def test_a_noun_stands_for_the_name_that_has_it(gazetteer):
    line = "{Elm Holding|o} enlarged {Birch Science Park|c}. {Ann Hart|s}, director of the park, cut the ribbon."
    assert ("Ann Hart", "role_at", "Birch Science Park") in told(line, "en", gazetteer)
