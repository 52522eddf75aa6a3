"""The DOCX and XLSX samples, packed so that their bytes depend on their words alone."""

from __future__ import annotations

import datetime
import io
import zipfile

from docx import Document
from docx.document import Document as Word
from openpyxl import Workbook
from openpyxl.styles import Font

_MOMENT = datetime.datetime(2025, 11, 3, 9, 0, 0)
_PACKED = (2025, 11, 3, 9, 0, 0)

GERMAN = (
    ("Кластер", "Страна", "Место в рейтинге ГИИ", ""),
    ("", "", "2022", "2025"),
    ("Лондон", "Великобритания", "22", "8"),
    ("Штутгарт", "Германия", "28", "54"),
    ("Нанкин", "Китай", "13", "15"),
    ("Сингапур", "Сингапур", "33", "16"),
    ("Париж", "Франция", "10", "12"),
)


def comparison() -> bytes:
    """A Russian report with a table under merged headers and a numbered list."""
    document = _new("Сравнение кластеров: 2022 и 2025 годы")
    document.add_heading("Сравнение кластеров: 2022 и 2025 годы", 1)
    document.add_paragraph(
        "В 2025 году Лондон занял 8-е место, тогда как тремя годами ранее был лишь 22-м. Сингапур поднялся с 33-го места "
        "на 16-е. Штутгарт, наоборот, опустился с 28-го на 54-е место."
    )
    document.add_heading("Таблица", 2)
    document.add_paragraph("Таблица 1. Места пяти кластеров", style="Caption")
    table = document.add_table(rows=len(GERMAN), cols=4, style="Table Grid")
    for number, row in enumerate(GERMAN):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(1, 1))
    for cell in table._cells:
        cell.text = cell.text.strip()
    document.add_paragraph("Источники: [1], [2].")
    document.add_heading("Первая тройка по интенсивности, 2025 год", 2)
    document.add_paragraph("По интенсивности (на душу населения) в 2025 году кластеры расположились так:")
    for name in ("Сан-Хосе – Сан-Франциско", "Кембридж (Великобритания)", "Бостон – Кембридж (США)"):
        document.add_paragraph(name, style="List Number")
    document.add_heading("Литература", 2)
    for text in (
        "1. Top 10 global science and technology clusters. URL: https://investinchina.chinadaily.com.cn/s/202210/27/"
        "WS635a4cba498ea274927a6c73/top-10-global-science-and-technology-clusters.html",
        "2. GII innovation clusters 2025. URL: https://www.wipo.int/web/global-innovation-index/2025/innovation-clusters",
        "3. Die größten Innovationscluster. URL: https://www.boersen-zeitung.de/konjunktur-politik/"
        "die-groessten-und-aktivsten-innovationscluster-in-china-und-usa",
    ):
        document.add_paragraph(text)
    return _packed(document)


def article() -> bytes:
    """A Ukrainian journal article with an English abstract and a reference list."""
    document = _new("Кластери Азії у Глобальному інноваційному індексі")
    document.add_paragraph("УДК 332.1:001.895")
    document.add_heading("Кластери Азії у Глобальному інноваційному індексі", 1)
    document.add_paragraph(
        "Анотація. У статті розглянуто місця азійських кластерів у рейтингу Глобального інноваційного індексу (ГІІ) за "
        "2020–2024 роки. Показано, що науково-технологічні кластери Китаю піднімаються найшвидше."
    )
    document.add_paragraph(
        "Abstract. The article looks at the ranks of Asian clusters in the Global Innovation Index (GII) from 2020 to "
        "2024. It shows that the science and technology clusters of China rise fastest."
    )
    document.add_heading("Виклад основного матеріалу", 2)
    document.add_paragraph(
        "Кластер «Токіо – Йокогама» очолював рейтинг у 2020, 2021, 2022, 2023 та 2024 роках. Кластер «Сеул» посів третє "
        "місце у 2023 році, а у 2024 році – четверте. Нанкін у 2020 році був 21-м, у 2021 році – 18-м, а в 2022 році – 13-м."
    )
    document.add_paragraph(
        "Бангалор у 2020 році піднявся на п'ять позицій, до 60-го місця, а за інтенсивністю був 97-м. Делі посів 67 "
        "місце. За даними джерела [3], винахідники Бангалора подали понад 3200 заявок PCT."
    )
    document.add_paragraph("Серед азійських кластерів найбільше зростання обсягу результатів у 2024 році мали:")
    for text in ("Хефей – 23 %;", "Чженчжоу – 19 %;", "Ченнаї – 8 %."):
        document.add_paragraph(text, style="List Bullet")
    document.add_heading("Список використаних джерел", 2)
    for text in (
        "1. Nanjing is among top 30 globally. URL: https://investnj.org.cn/news/nanjing-is-among-top-30-globally (дата "
        "звернення: 02.11.2025).",
        "2. Top 10 clusters. URL: https://www.top168.com/news/show-78599.html (дата звернення: 02.11.2025).",
        "3. Bengaluru applied for 3,200 global scientific patents. URL: https://www.livemint.com/science/news/"
        "bengaluru-applied-for-3-200-global-scientific-patents-in-2020-gi-index-11599137156079.html",
        "4. GII 2024 growth. URL: https://spacedaily.com/reports/"
        "Tokyo-Yokohama_still_worlds_top_science-tech_cluster_UN_999.html",
    ):
        document.add_paragraph(text)
    return _packed(document)


def workbook() -> bytes:
    """An English workbook: counts by economy with years as columns, and ranks by edition with notes."""
    book = Workbook()
    book.properties.created = book.properties.modified = _MOMENT
    sheet = book.active
    sheet.title = "By economy"
    sheet["A1"] = "Number of top 100 science and technology clusters by economy"
    sheet["A1"].font = Font(bold=True)
    sheet.append([])
    sheet.append(["Economy", "Code", 2017, 2023, 2024, 2025])
    for row in (
        ("China", "CN", 7, 24, 26, 24),
        ("United States", "US", 31, 21, 20, 22),
        ("Germany", "DE", 12, 9, 8, 7),
        ("Japan", "JP", 8, 4, None, 3),
        ("Republic of Korea", "KR", 4, 4, 4, 3),
        ("Canada", "CA", 4, 4, None, 3),
    ):
        sheet.append(row)
    sheet.append([])
    sheet.append(["Source: WIPO, Global Innovation Index, as reported at networkofcenters.net and allegropat.com"])
    ranks = book.create_sheet("Ranks 2024")
    ranks.append(["Cluster", "Economy", "GII 2024 rank", "Rank by intensity 2024"])
    for row in (
        ("Daejeon", "Republic of Korea", 17, 7),
        ("San Jose–San Francisco", "United States", 6, 2),
        ("Boston–Cambridge", "United States", 8, 5),
        ("Busan", "Republic of Korea", 81, None),
    ):
        ranks.append(row)
    ranks.append([])
    ranks.append(["Sources: top168.com/news/show-78599.html; german.korea.net"])
    out = io.BytesIO()
    book.save(out)
    return _repacked(out.getvalue())


def _new(title: str) -> Word:
    document = Document()
    properties = document.core_properties
    properties.title, properties.author = title, "Clustertrace samples"
    properties.created = properties.modified = _MOMENT
    return document


def _packed(document: Word) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return _repacked(out.getvalue())


def _repacked(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _timeless(content)
            new.writestr(zipfile.ZipInfo(name, _PACKED), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _timeless(core: bytes) -> bytes:
    """Office libraries write the time of saving into the properties."""
    import re

    stamp = _MOMENT.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, core)
