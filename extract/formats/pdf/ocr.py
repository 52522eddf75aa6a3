"""Pages that are pictures: read with the tesseract program where it is installed.

Words come with boxes and confidences; letters share their word's box evenly. Pages are rendered one after the
other (pdfium is not safe in threads) and read side by side, one thread of tesseract each.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median

import pypdfium2

from .characters import glyphs_of
from .fonts import Font, FontBook
from .frame import Frame
from .pages import PageContent, content_of
from .rulings import Drawing

LANGUAGES = ("eng", "rus", "ukr")
REMEDY = "install tesseract with the languages eng, rus and ukr, and ingest the file again"
_SCALE = 300 / 72
_MOST_PIXELS = 4_000
_SECONDS = 120
_LEAST_CONFIDENCE = 20.0
_SIZE_NOISE = 0.2
_FONT = Font("tesseract", bold=False, italic=False, fixed=False, descent=-0.22)


@dataclass(frozen=True, slots=True)
class Scan:
    """A page read from its picture: mean confidence of its words, 0 to 100."""

    content: PageContent
    confidence: float


def program() -> str | None:
    """The tesseract program, or None where it is not installed."""
    return shutil.which("tesseract")


def installed_languages(tesseract: str) -> tuple[str, ...]:
    """Which of the languages read here tesseract has."""
    done = subprocess.run([tesseract, "--list-langs"], capture_output=True, text=True, check=False, timeout=30)  # noqa: S603  # a fixed program
    have = set(done.stdout.split())
    return tuple(language for language in LANGUAGES if language in have)


def read_scans(pdf: pypdfium2.PdfDocument, numbers: Sequence[int], tesseract: str) -> list[Scan | None]:
    """The pages with these numbers (from 1) read from their pictures; None where tesseract failed."""
    languages = "+".join(installed_languages(tesseract)) or "eng"
    out: list[Scan | None] = []
    step = os.cpu_count() or 1
    with ThreadPoolExecutor(step) as pool:
        for start in range(0, len(numbers), step):
            group = numbers[start : start + step]
            pictures = [_render(pdf, number) for number in group]
            texts = pool.map(lambda picture: _words(tesseract, picture[0], languages), pictures)
            for number, (_, scale, width, height), table in zip(group, pictures, texts, strict=True):
                out.append(_scan(number, table, scale, width, height) if table is not None else None)
    return out


def _render(pdf: pypdfium2.PdfDocument, number: int) -> tuple[bytes, float, float, float]:
    page = pdf[number - 1]
    try:
        width, height = page.get_size()
        scale = min(_SCALE, _MOST_PIXELS / max(width, height, 1.0))
        stream = io.BytesIO()
        page.render(scale=scale, grayscale=True).to_pil().save(stream, "PNG")
        return stream.getvalue(), scale, width, height
    finally:
        page.close()


def _words(tesseract: str, picture: bytes, languages: str) -> str | None:
    command = [tesseract, "stdin", "stdout", "-l", languages, "--psm", "3", "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603  # a fixed program
            command, input=picture, capture_output=True, check=False, timeout=_SECONDS, env=environment
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _scan(number: int, table: str, scale: float, width: float, height: float) -> Scan:
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    lines: dict[tuple[str, ...], list[list[str]]] = {}
    for row in rows:
        if len(row) == 12 and row[0] == "5" and row[11].strip() and float(row[10]) >= _LEAST_CONFIDENCE:
            lines.setdefault(tuple(row[1:5]), []).append(row)
    letters: list[tuple[float, ...]] = []
    codes: list[int] = []
    spaces: list[bool] = []
    confidences: list[float] = []
    sizes = _steadied([_line_size(words, scale) for words in lines.values()])
    for words, size in zip(lines.values(), sizes, strict=True):
        top = min(float(word[7]) for word in words) / scale
        bottom = max(float(word[7]) + float(word[9]) for word in words) / scale
        for word in words:
            left, wide = float(word[6]) / scale, float(word[8]) / scale
            text = word[11]
            confidences.append(float(word[10]))
            for at, letter in enumerate(text):
                x0, x1 = left + wide * at / len(text), left + wide * (at + 1) / len(text)
                letters.append((x0, top, x1, bottom, bottom - 0.22 * (bottom - top), size))
                codes.append(ord(letter))
                spaces.append(at == 0)
    book = FontBook()
    font = book.add(_FONT)
    count = len(codes)
    glyphs = glyphs_of(codes, letters, [font] * count, spaces, [0] * count, cut=False)
    content = content_of(number, Frame(0.0, 0.0, width, height, 0), glyphs, Drawing(), book)
    return Scan(content, sum(confidences) / len(confidences) if confidences else 0.0)


def _steadied(sizes: list[float]) -> list[float]:
    """Type sizes of a page's lines, those near the usual one made it: what letters a line has changes its height."""
    usual = median(sizes) if sizes else 0.0
    return [usual if abs(size - usual) <= _SIZE_NOISE * usual else size for size in sizes]


def _line_size(words: list[list[str]], scale: float) -> float:
    """The type size of a line, rounded: heights of words vary with their letters."""
    high = sorted(float(word[9]) for word in words)[-1 - len(words) // 4] / scale
    return max(round(high * 1.1), 4.0)
