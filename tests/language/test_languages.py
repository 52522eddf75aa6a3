"""Identification, folding, words, sentences, stems and word frequencies."""

from __future__ import annotations

import subprocess
import sys

import pytest

from language import LANGUAGES, fold, identify, identify_stretches, known, sentences, stem, words


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Кластеры региона объединяют предприятия и университеты", "ru"),
        ("Кластери регіону об’єднують підприємства й університети", "uk"),
        ("Clusters of the region unite firms and universities", "en"),
        ("Технопарк", "ru"),
        ("Стратегія", "uk"),
        ("Пищевая промышленность", "ru"),
        ("Харчова промисловість", "uk"),
        ("Die Cluster der Region verbinden Unternehmen und Hochschulen miteinander", "de"),
        ("Les pôles de compétitivité réunissent des entreprises et des laboratoires de la région", "fr"),
        ("2019–2023: 3,6 %", "und"),
        ("", "und"),
        ("Кластэры аб'ядноўваюць прадпрыемствы і ўніверсітэты рэгіёна", "be"),
        ("Кластерите обединяват предприятия и университети от целия регион на страната", "bg"),
        ("Αυτό το κείμενο", "el"),
    ],
)
def test_language_of(text: str, code: str) -> None:
    assert identify(text) == code


def test_few_words_alike_in_both_languages_take_the_language_around() -> None:
    assert identify("план", "uk") == "uk"
    assert identify("план", "ru") == "ru"
    assert identify("Пищевая промышленность", "uk") == "ru"


def test_one_foreign_letter_makes_no_foreign_language() -> None:
    text = "Министр Ўзбекской стороны встретился с представителями кластеров и обсудил планы развития на год " * 3
    assert identify(text) == "ru"


def test_stretches_cover_the_text_and_change_with_script_and_sentence() -> None:
    text = "Анотація. Стаття присвячена кластерам і політиці. Abstract. The paper deals with cluster policy."
    found = identify_stretches(text)
    assert [code for _, _, code in found] == ["uk", "en"]
    assert "".join(text[start:stop] for start, stop, _ in found) == text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ЗЕЛЁНЫЙ", "зеленый"),
        ("Київ і Їжа", "київ і їжа"),
        ("п’ять п'ять пʼять", "п'ять п'ять п'ять"),
        ("«Токио – Йокогама»", '"токио - йокогама"'),
        ("São Paulo, Ærø, Łódź, Straße", "sao paulo, aero, lodz, strasse"),
        ("o\ufb03ce", "office"),
        ("клас\u00adтер\u200b", "кластер"),
        ("1\u00a0000\u202f000", "1 000 000"),
        ("м² ½", "м² ½"),
        ("и\u0306", "й"),
        ("за\u0301мок", "замок"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize("text", ["Ordinary text", "ﬁn — Île\u00adde и\u0306", "Страße\u200b!", "ﬃﬁ"])
def test_every_folded_span_leads_back_to_its_characters(text: str) -> None:
    folded = fold(text)
    for start in range(len(folded.text)):
        for stop in range(start + 1, len(folded.text) + 1):
            low, high = folded.span(start, stop)
            assert folded.text[start:stop] in fold(text[low:high]).text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Рост 3,6 % в F-16-клубе", ["Рост", "3,6", "в", "F-16-клубе"]),
        ("п’ять об'єднань", ["п’ять", "об'єднань"]),
        ("науково-технічний, 32-е", ["науково-технічний", "32-е"]),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    got = [text[start:stop] for start, stop in words(text)]
    assert [word for word in got if word != "%"] == found


@pytest.mark.parametrize(
    "bars",
    [
        "В 2013–2017 гг. создано 25 кластеров.|Затем число выросло до 3,5 млн. чел.",
        "Программа запущена в г. Дубна им. Менделеева.|Её ведёт А. С. Иванов.",
        "Dr. Smith et al. found that U.S. firms grew by 3.5 percent.|See Fig. 3.|It ended…",
        "У 2022 р. створено технопарк на вул. Хрещатик.|Т. Шевченко писав про це.",
        "1. Введение.|На протяжении лет кластеры растут.",
        "Он сказал: «Да!»|Она ушла.",
        "Объём составил 3 млрд руб.|Рост продолжается, т. е. идёт.",
        "What is it?!|A cluster.",
        "Рейтинг вырос на 5 п. п. за год.",
    ],
)
def test_sentences_between_bars(bars: str) -> None:
    text = bars.replace("|", " ")
    assert [text[start:stop] for start, stop in sentences(text)] == bars.split("|")


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("кластеров", "кластерами", "ru"),
        ("кластерів", "кластером", "uk"),
        ("політики", "політикою", "uk"),
        ("інноваційного", "інноваційному", "uk"),
        ("clusters", "cluster", "en"),
        ("policies", "policy", "en"),
    ],
)
def test_forms_of_one_word_share_their_stem(one: str, other: str, language: str) -> None:
    assert stem(one, language) == stem(other, language)


def test_known_words_are_told_from_unknown_ones() -> None:
    for language, word in (("ru", "экономика"), ("uk", "економіка"), ("en", "economy")):
        assert known(word, language) > 0.3
        assert known("ж" * 3 + word + "щ", language) == 0.0


def test_importing_the_package_loads_no_dictionary() -> None:
    code = "import language, sys; print([m for m in ('wordfreq', 'pymorphy3', 'langdetect') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_every_language_has_a_full_record() -> None:
    for code, language in LANGUAGES.items():
        assert language.code == code
        assert len(language.months) == 12
        assert set(language.own_letters) <= set(language.alphabet)
