"""PDFs whose fonts are broken come out right from their character codes."""

from __future__ import annotations

import random
import re
import textwrap

import pytest

from extract.document import Reading
from extract.formats.pdf import read_pdf
from extract.repair import repair

from .broken_pdf import KINDS, face_of_kind, write_pdf
from .test_repair import RUSSIAN, UKRAINIAN

WORD = re.compile(r"[^\W\d_]+")
PAIRS = {"ц": "е", "ч": "ж", "ш": "з", "ь": "и", "ю": "й", "в": "б"}


def read_back(kind: str, text: str, *, broken: bool = True) -> tuple[list[str], list[str], list[str]]:
    """The words that were set, those that were read, and those after repair."""
    faces = face_of_kind(kind, PAIRS if broken else {}, random.Random(5))
    text = "".join(char for char in text.replace("’", "") if char in faces["F1"].codes)
    lines = [[("F1", line)] for line in textwrap.wrap(text, 75, break_on_hyphens=False)]
    if "F2" in faces:
        lines = [[("F2", line[0][1])] for line in lines] + lines
    data = write_pdf(lines, faces)
    document = read_pdf(data, "broken.pdf")
    found = repair(document.blocks, language="uk" if "і" in text else "ru", pdf=data)
    for block in found.blocks:
        for edit in block.repairs:
            assert block.text[edit.start : edit.stop] == edit.text
    after = "\n".join(Reading(block.text, block.repairs).text for block in found.blocks)
    before = "\n".join(block.text for block in document.blocks)
    whole = "\n".join(piece for line in lines for _, piece in line)
    return WORD.findall(whole), WORD.findall(before), WORD.findall(after)


@pytest.mark.parametrize("text", [RUSSIAN, UKRAINIAN], ids=["ru", "uk"])
@pytest.mark.parametrize("kind", KINDS)
def test_broken_font(kind: str, text: str) -> None:
    whole, before, after = read_back(kind, text)
    assert before != whole
    assert len(after) == len(whole)
    assert sum(one == other for one, other in zip(whole, after, strict=True)) >= 0.99 * len(whole)


@pytest.mark.parametrize("kind", ["cmap", "codes"])
def test_a_sound_font_is_left_alone(kind: str) -> None:
    whole, before, after = read_back(kind, RUSSIAN, broken=False)
    assert whole == before == after
