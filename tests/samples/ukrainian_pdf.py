"""A Ukrainian overview: a table without rules, and a page that is a picture, as a scanner makes it."""

from __future__ import annotations

import io
import random
from pathlib import Path

import font_roboto
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader

from tests.samples.typeset import HEIGHT, WIDTH, Page, new_canvas

OPENING = (
    "Рейтинг науково-технологічних кластерів Глобального інноваційного індексу (ГІІ) 2025 року вперше очолив кластер "
    "«Шеньчжень – Гонконг – Гуанчжоу». Друге місце посів кластер «Токіо – Йокогама», третє – «Сан-Хосе – Сан-Франциско».",
    "За кількістю кластерів у першій сотні лідирує Китай, який має 24 класте\u00adри. На другому місці США – 22 кластери. "
    "У Німеччині їх 7, у Великій Британії та Індії – по 4. Перша сотня охоплює 33 економіки.",
    "Берлін посідає 30 місце, Кельн – 43-тє, Штутгарт – 54-те. Гамбург розташувався на 91-й позиції.",
)
TABLE = (
    ("Місто", "Країна", "Місце у 2025 році"),
    ("Мюнхен", "Німеччина", "27"),
    ("Барселона", "Іспанія", "45"),
    ("Мадрид", "Іспанія", "48"),
    ("Стамбул", "Туреччина", "58"),
    ("Дублін", "Ірландія", "71"),
    ("Осло", "Норвегія", "85"),
)
SCANNED = (
    "Додаток. Індустріальні парки",
    "",
    "У першому кварталі 2024 року уряд України",
    "зареєстрував 9 нових індустріальних парків.",
    "У них планується створити близько 11 000",
    "робочих місць.",
    "",
    "Джерело: skadovsk-gromada.gov.ua, 15.05.2024",
)


def overview() -> bytes:
    """The overview as a PDF of two pages."""
    out, canvas = new_canvas()
    page = Page(canvas, "Огляд рейтингів · листопад 2025 року")
    page.begin()
    page.heading("Інноваційні кластери світу: рейтинг 2025 року", 15)
    for text in OPENING:
        page.paragraph(text)
    page.paragraph("Таблиця 1. Європейські кластери у рейтингу ГІІ 2025 року", "Bold", 9, 0)
    page.table(TABLE, (150, 130, 110), ruled=False)
    page.paragraph("Джерела: wipo.int, boersen-zeitung.de, networkofcenters.net.", "Slanted", 8, 0)
    page.begin()
    canvas.drawImage(ImageReader(io.BytesIO(_scan())), 40, 70, WIDTH - 80, HEIGHT - 150)
    page.end()
    canvas.save()
    return out.getvalue()


def _scan() -> bytes:
    """A grey page, a little askew and grainy."""
    font = ImageFont.truetype(str(Path(font_roboto.__file__).parent / "files" / "Roboto-Regular.ttf"), 44)
    image = Image.new("L", (1240, 1600), 250)
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(SCANNED):
        draw.text((110, 140 + 72 * number), line, fill=30, font=font)
    image = image.rotate(0.4, fillcolor=250, resample=Image.Resampling.BICUBIC)
    grain = random.Random(7)
    pixels = image.load()
    for _ in range(9000):
        pixels[grain.randrange(1240), grain.randrange(1600)] = grain.randrange(150, 255)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
