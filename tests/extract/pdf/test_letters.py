"""Letters are reckoned from the ends of their words: they must stand where pdfium says when asked for each."""

import numpy as np
import pypdfium2
import pytest

from extract.formats.pdf import engine
from extract.formats.pdf.fonts import FontBook
from extract.formats.pdf.letters import read_letters
from tests.extract.pdf.printing import BOLD, PLAIN, Sheet, pdf


def prose(sheet: Sheet) -> None:
    sheet.lines(
        60, 80, ["Кластер об’єднав 21 компанію та шість університетів.", "AVATAR Tokyo–Yokohama, Wi-Fi & 3,6 %"]
    )


def pieces_of_a_word(sheet: Sheet) -> None:
    x = 60 + sheet.text(60, 80, "инновацион")
    sheet.text(x, 80, "ных", font=BOLD)
    x = 60 + sheet.text(60, 100, "площадь, м", 12)
    x += sheet.text(x, 96, "2", 7)
    sheet.text(x, 100, "на", 12)


def letters_drawn_alone(sheet: Sheet) -> None:
    x = 60.0
    for letter in "технопарк":
        x += sheet.text(x, 80, letter)


def spaced_and_kerned(sheet: Sheet) -> None:
    text = sheet.canvas.beginText(60, 700)
    text.setFont(PLAIN, 11)
    text.setCharSpace(0.8)
    text.textLine("letters set apart")
    text.setCharSpace(0)
    text.setHorizScale(80)
    text.textLine("condensed letters")
    sheet.canvas.drawText(text)


def turned(sheet: Sheet) -> None:
    sheet.canvas.saveState()
    sheet.canvas.translate(300, 300)
    for angle in (90, 90, 33):
        sheet.canvas.rotate(angle)
        sheet.text(0, 842, "Перспектива")
    sheet.canvas.restoreState()
    sheet.text(60, 500, "Перспектива upright")


@pytest.mark.parametrize("draw", [prose, pieces_of_a_word, letters_drawn_alone, spaced_and_kerned, turned])
def test_every_letter_stands_where_pdfium_has_it(draw):
    document = pypdfium2.PdfDocument(pdf(draw))
    textpage = document[0].get_textpage()
    page = engine.pointer(textpage.raw)
    text = textpage.get_text_range(0, engine.char_count(page))
    indices = np.array([at for at, sign in enumerate(text) if not sign.isspace()])
    codes = np.array([ord(text[at]) for at in indices])
    firsts = np.flatnonzero(np.diff(indices, prepend=-2) > 1)
    letters = read_letters(page, indices, codes, firsts, FontBook())
    asked = np.zeros((len(indices), 4), np.float32)
    for row, at in enumerate(indices.tolist()):
        engine.char_loose_box(page, at, asked.ctypes.data + 16 * row)
    assert np.abs(letters.boxes - asked).max() < 0.1
    sizes = [textpage_size(page, at) for at in indices.tolist()]
    assert np.abs(letters.size - sizes).max() < 0.01


def textpage_size(page: int, at: int) -> float:
    """The type size times the scale of one letter's own object."""
    size, matrix = np.zeros(1, np.float32), np.zeros(6, np.float32)
    engine.text_size(engine.char_object(page, at), size.ctypes.data)
    engine.char_matrix(page, at, matrix.ctypes.data)
    return float(size[0] * np.hypot(matrix[2], matrix[3]))


def test_most_letters_are_not_asked(monkeypatch):
    asked = []
    count = engine.char_loose_box
    monkeypatch.setattr(engine, "char_loose_box", lambda *rest: asked.append(rest[1]) or count(*rest))
    words = "инновационная инфраструктура территориального кластера развивается последовательно"
    document = pypdfium2.PdfDocument(pdf(lambda sheet: sheet.lines(40, 80, [words] * 8, 9)))
    textpage = document[0].get_textpage()
    text = textpage.get_text_range()
    indices = np.array([at for at, sign in enumerate(text) if not sign.isspace()])
    codes = np.array([ord(text[at]) for at in indices])
    firsts = np.flatnonzero(np.diff(indices, prepend=-2) > 1)
    read_letters(engine.pointer(textpage.raw), indices, codes, firsts, FontBook())
    assert len(asked) < 0.3 * len(indices)
    assert len(set(asked)) == len(asked)
