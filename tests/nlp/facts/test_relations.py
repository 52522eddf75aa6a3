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
