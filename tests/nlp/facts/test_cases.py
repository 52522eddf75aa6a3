"""The marked cases: no fall in recall and precision, and what every statement must hold."""

import notation
import pytest

from gazetteer import Gazetteer
from nlp import observe

FLOORS = {"en": (0.90, 0.91), "ru": (0.90, 0.92), "uk": (0.90, 0.91)}
"""Recall and precision of whole statements over the cases of a language."""


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


@pytest.fixture(scope="module")
def readings(gazetteer):
    return {
        language: [(case, observe(case.document, gazetteer, case.published)) for case in notation.read(language)]
        for language in FLOORS
    }


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_cases_of_a_language(language, readings, gazetteer):
    truths = found_all = right = 0
    for case, found in readings[language]:
        entities = {
            one.subject_id: gazetteer.entity(one.subject_id) for one in found.statements if one.subject_id in gazetteer
        }
        pairs, _, _ = notation.match(case, found)
        truths += len(case.truths)
        found_all += len(found.statements)
        right += sum(notation.right(truth, statement, entities) for truth, statement in pairs)
    recall, precision = FLOORS[language]
    assert right / truths >= recall
    assert right / found_all >= precision


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_every_place_holds_its_words(language, readings):
    for case, found in readings[language]:
        for one in (*found.statements, *found.relations):
            assert case.document.quote(one.place) == one.quote
            for evidence in one.evidence:
                assert evidence.quote
                assert case.document.quote(evidence.place) == evidence.quote
        for statement in found.statements:
            assert statement.stated in statement.quote
            assert any(evidence.role == "value" for evidence in statement.evidence)
            assert 0 <= statement.confidence <= 1
            assert statement.pieces


def test_ids_hash_content_and_repeat(readings, gazetteer):
    for case, first in readings["en"][:20]:
        assert first == observe(case.document, gazetteer, case.published)
        ids = [one.id for one in first.statements]
        assert len(ids) == len(set(ids))
