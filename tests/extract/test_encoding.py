"""Encodings told from the bytes, declared or not, and offsets over normalisation."""

from __future__ import annotations

import unicodedata

import pytest

from extract.encoding import decode
from tests.extract.reading import read

RUSSIAN = "Инновационный кластер области объединил 27 предприятий, их выручка выросла на 12 %."
UKRAINIAN = "Індустріальний парк об’єднав 27 підприємств, їхній виторг зріс на 12 %."
SHORT = ("Кластер", "Пять кластеров", "МОСКВА", "Рост – 15 %", "г. Томск, 2024", "ёлка")
SHORT_UKRAINIAN = ("Львівський кластер", "КИЇВ", "м. Харків, 2024", "Об’єднання")


@pytest.mark.parametrize(
    "encoding", ["cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5", "utf-16-le", "utf-16-be", "utf-16", "utf-8"]
)
def test_russian(encoding: str) -> None:
    text = RUSSIAN
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u", "mac-cyrillic", "utf-16-le", "utf-16", "utf-8-sig"])
def test_ukrainian(encoding: str) -> None:
    text = UKRAINIAN if encoding != "koi8-u" else UKRAINIAN.replace("’", "'")
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("text", SHORT)
@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "utf-16-le"])
def test_short_russian(text: str, encoding: str) -> None:
    text = text.replace("–", "-") if encoding in ("koi8-r", "cp866") else text
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("text", SHORT_UKRAINIAN)
@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u"])
def test_short_ukrainian(text: str, encoding: str) -> None:
    text = text.replace("’", "'") if encoding == "koi8-u" else text
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    "text", ["Café de la Gare", "naïve résumé", "£5 million for “smart” growth", "Größe der Cluster"]
)
def test_western(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


def test_the_encoding_is_named_in_the_document() -> None:
    assert read(RUSSIAN.encode("koi8-r")).reader == "text/koi8-r"


def test_a_cut_character_does_not_change_the_encoding() -> None:
    data = (RUSSIAN * 3).encode()[:-1]
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith(RUSSIAN)


def test_a_declared_encoding_counts() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{RUSSIAN}</p></body></html>'
    document = read(page.encode("cp1251"), "page.html")
    assert document.reader == "html/cp1251"
    assert document.blocks[0].text == RUSSIAN


def test_a_wrong_declaration_does_not_win() -> None:
    page = f'<html><head><meta charset="iso-8859-1"></head><body><p>{RUSSIAN}</p></body></html>'
    assert read(page.encode("cp1251"), "page.html").blocks[0].text == RUSSIAN


def test_offsets_over_normalisation() -> None:
    original = unicodedata.normalize("NFD", "Її край\nйод і їжа\n") + "end"
    decoded = decode(original.encode())
    assert decoded.text == unicodedata.normalize("NFC", original)
    for at in range(len(decoded.text) + 1):
        assert unicodedata.normalize("NFC", decoded.original[: decoded.offset(at)]) == decoded.text[:at]
