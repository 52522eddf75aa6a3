"""What the words around a value speak of."""

from __future__ import annotations

import pytest

from nlp.facts.passage import Passage, passage
from nlp.facts.scan import Scan
from nlp.facts.wording import whole_of, whole_told, words_near


def _taken(text: str, language: str) -> Passage:
    return passage(Scan(text, language), [], {})


@pytest.mark.parametrize(
    ("text", "language", "concept"),
    [
        ("Last year 40 firms joined the park.", "en", "join"),
        ("В прошлом году к парку присоединились 40 компаний.", "ru", "join"),
        ("Торік до парку долучилися 40 компаній.", "uk", "join"),
        ("The government will give 5 million euros.", "en", "state"),
        ("Правительство выделит 5 млн евро.", "ru", "state"),
        ("Уряд виділить 5 млн євро.", "uk", "state"),
    ],
)
def test_words_of_one_concept_are_told_alike_in_all_languages(text: str, language: str, concept: str) -> None:
    taken = _taken(text, language)
    told = words_near(taken, taken.values[0])
    assert any(one.startswith(f"with concept {concept} ") for one in told)


def test_words_of_another_clause_are_not_near() -> None:
    taken = _taken("The government is slow; 40 firms joined the park.", "en")
    assert not any(one.startswith("with concept state ") for one in words_near(taken, taken.values[0]))


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("It makes 45 % of the country's exports.", "en", "of_country"),
        ("На них приходится 45 % мирового рынка.", "ru", "of_world"),
        ("На них припадає 45 % усіх працівників.", "uk", "total"),
    ],
)
def test_the_whole_of_a_share_is_told(text: str, language: str, told: str) -> None:
    taken = _taken(text, language)
    assert f"whole told {told}" in whole_told(taken, taken.values[0])


def test_the_whole_ends_where_the_next_value_begins() -> None:
    taken = _taken("It makes 45 % of exports, 12 % of all jobs.", "en")
    first, second = (whole_of(taken, value) for value in taken.values)
    assert first is not None
    assert second is not None
    assert first.last <= taken.values[1].quantity.first < second.first


def test_other_values_have_no_whole() -> None:
    taken = _taken("The park has 45 firms.", "en")
    assert whole_of(taken, taken.values[0]) is None
    assert whole_told(taken, taken.values[0]) == ()
