"""The small corpus that the review is tried on: pages that turn, crop and run in columns, and text made to do harm."""

from __future__ import annotations

from pathlib import Path

from tests.extract.pdf.printing import PLAIN, Sheet, pdf

HARM = '"><img src=x onerror="window.harmed=1"><script>window.harmed=1</script>{{7*7}}'
"""What no page may take for anything but text."""

_PROSE = [
    "Its members met in the spring and chose",
    "a board of five. The seat stayed in the",
    "town where the network had been founded.",
]
_RANKING = "in the Global Innovation Index cluster ranking"


def _columns(sheet: Sheet) -> None:
    y = sheet.lines(60, 100, _PROSE * 6)
    sheet.lines(60, y + 12, ["In 2021 the Seoul cluster ranked 5th", f"{_RANKING[:38]}", f"{_RANKING[39:]}."])
    y = sheet.lines(320, 100, _PROSE * 4)
    y = sheet.lines(320, y + 12, ["In 2022 the Shenzhen–Hong Kong–", "Guangzhou cluster ranked 2nd", f"{_RANKING}."])
    sheet.lines(320, y + 12, _PROSE * 3)


def _turned(sheet: Sheet) -> None:
    """A sheet on its side that a viewer turns upright."""
    canvas = sheet.canvas
    canvas.setPageRotation(90)
    canvas.rotate(90)
    canvas.setFont(PLAIN, 11)
    canvas.drawString(80, -160, f"In 2020 the Beijing cluster ranked 4th {_RANKING}.")


def _cropped(sheet: Sheet) -> None:
    sheet.canvas.setCropBox((50, 42, 545, 792))
    sheet.text(90, 200, f"In 2019 the Osaka–Kobe–Kyoto cluster ranked 6th {_RANKING[:30]}", 9)
    sheet.text(90, 212, f"{_RANKING[31:]}.", 9)


def _table(sheet: Sheet) -> None:
    sheet.text(72, 100, "Table 1. Number of top 100 clusters by economy, 2023", 10)
    rows = [["Economy", "Number of top 100 clusters"], ["Germany", "9"], ["Japan", "4"], ["Canada", "4"]]
    sheet.grid([72, 200, 400], [110, 128, 146, 164, 182], rows)


NORTH = f"""# Clusters of the north

In 2023 the Seoul cluster ranked 3rd {_RANKING}. The Tokyo–Yokohama cluster ranked 1st.

In 2023 the Bengaluru cluster ranked 21st {_RANKING}. The members were 1 200 companies.

| Economy | Number of top 100 clusters |
| --- | --- |
| Germany | 9 |
| Japan | 4 |
| France | 3 |
"""
OTHER = f"""Rankings once more

In 2023 the Seoul cluster ranked 4th {_RANKING}. In 2023 the Paris cluster ranked 12th {_RANKING}.
In 2022 the Paris cluster ranked 10th {_RANKING}.
"""
RUSSIAN = """Кластерная политика

В 2022 году лидерами по количеству инновационных кластеров стали США и Китай – по 21 кластеру. В 2020 году Москва
заняла 32-е место в рейтинге научно-технических кластеров Глобального инновационного индекса.
"""
UKRAINIAN = """Кластери України

У 2023 році кластер «Токіо – Йокогама» посів 1 місце у рейтингу науково-технологічних кластерів Глобального
інноваційного індексу. У 2021 році кластер «Сеул» посів 5 місце у рейтингу науково-технологічних кластерів Глобального
iнноваційного індексу.
"""  # the last line begins with a Latin letter, which the reader repairs
HOSTILE = f"""Report {HARM}

In 2018 the Munich cluster ranked 23rd {_RANKING} {HARM}. In 2017 the Munich cluster ranked 22nd {_RANKING}.

The <b>Qwertz</b> Innovation Cluster {HARM} was founded in 2011.
"""
ENTITIES = """type: cluster
entries:
  clu:o:de:harm: {en: "Harm <script>window.harmed=1</script> Cluster", source: "https://example.org/harm"}
"""


def write_reports(folder: Path) -> None:
    """Write the reports into ``folder``; the name of one is made to do harm, as far as a file name can."""
    folder.mkdir()
    for name, draw in {"columns": _columns, "turned": _turned, "cropped": _cropped, "table": _table}.items():
        # A file each: reportlab keeps rotation and crop box for the pages that follow.
        (folder / f"{name}.pdf").write_bytes(pdf(draw))
    (folder / "north.md").write_text(NORTH, encoding="utf-8")
    (folder / "other.txt").write_text(OTHER, encoding="utf-8")
    (folder / "policy.txt").write_text(RUSSIAN, encoding="cp1251")
    (folder / "ukraine.txt").write_text(UKRAINIAN, encoding="utf-8")
    (folder / "<img src=x onerror=window.harmed=1>.txt").write_text(HOSTILE, encoding="utf-8")
