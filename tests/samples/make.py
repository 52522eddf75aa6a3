"""``python -m tests.samples.make`` writes the binary sample reports into ``corpus/reports``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.samples.english_pdf import cluster_rankings
from tests.samples.office import article, comparison, workbook
from tests.samples.russian_pdf import journal_article
from tests.samples.typeset import register_fonts
from tests.samples.ukrainian_pdf import overview

REPORTS = Path(__file__).parents[2] / "corpus" / "reports"
SAMPLES: dict[str, Callable[[], bytes]] = {
    "cluster-rankings-2020-2025.pdf": cluster_rankings,
    "klastery-pervoy-sotni-statya.pdf": journal_article,
    "innovatsiini-klastery-ohliad-2025.pdf": overview,
    "sravnenie-klasterov-2022-2025.docx": comparison,
    "klastery-azii-stattia.docx": article,
    "top-100-clusters-by-economy.xlsx": workbook,
}


def main() -> None:
    """Make every binary sample."""
    register_fonts()
    for name, make in SAMPLES.items():
        (REPORTS / name).write_bytes(make())


if __name__ == "__main__":
    main()
