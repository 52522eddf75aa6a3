"""What words around a figure say: the form of the value and what it counts."""

import pytest

from language.segmentation import sentences
from nlp.facts.clauses import Clauses
from nlp.facts.nouns import counted
from nlp.facts.periods import periods
from nlp.facts.quantities import quantities
from nlp.facts.scan import Scan
from nlp.facts.shapes import shape


def values(text, language):
    scan = Scan(text, language)
    taken = frozenset(index for period in periods(scan) for index in range(period.first, period.last))
    return scan, [(one, counted(scan, one, frozenset())) for one in quantities(scan, taken)]


@pytest.mark.parametrize(
    ("language", "text", "forms"),
    [
        ("en", "Sales were a million, an increase of 196 percent", ["growth"]),
        ("en", "a share of 20 percent", ["percent"]),
        ("en", "Residents invested seven percent more than in 2018", ["growth"]),
        ("en", "The rise was a meagre 0.76 percent", ["growth"]),
        ("en", "Spending slipped from 2.27% in 2021 to 2.22%", ["percent", "percent"]),
        ("ru", "Экспорт рос в 2008–2015 гг. на 10,4 % в год", ["growth"]),
        ("ru", "Прирост за год — 0,2 %", ["growth"]),
        ("ru", "Доля выросла до 15 %", ["percent"]),
        ("uk", "Експорт виріс на 18,5 %", ["growth"]),
        ("uk", "що на 14,4 % більше, ніж рік тому", ["growth"]),
    ],
)
def test_form_of_a_percentage(language, text, forms):
    scan, found = values(text, language)
    clauses = Clauses(scan)
    told = [shape(scan, one, noun, clauses, frozenset()) for one, noun in found]
    assert [form for form in told if form in ("growth", "percent")] == forms


@pytest.mark.parametrize(
    ("language", "text", "known"),
    [
        ("uk", "492 ІТ-компанії", {"company_count"}),
        ("ru", "500 ИТ-специалистов", {"employment"}),
        ("uk", "шість індустріальних парків", {"park_count", "registry_additions"}),
        ("ru", "20 партнерских вузов", {"university_count"}),
        ("en", "40 knowledge institutions", {"research_org_count"}),
    ],
)
def test_what_is_counted(language, text, known):
    _, [(_, noun)] = values(text, language)
    assert known <= set(noun.known)


def test_an_abbreviated_thousand_does_not_end_a_sentence_before_a_compound():
    assert len(sentences("У місті близько 25 тис. ІТ-фахівців.", "uk")) == 1
    assert len(sentences("Створено 5 тис. місць. ІТ росте.", "uk")) == 2
