"""``python -m tests.docs.dictionary`` writes ``outputs/README.md``: files, columns, indicators and units."""

from __future__ import annotations

from pathlib import Path

from consolidate import column_dictionary
from gazetteer import indicators

PATH = Path(__file__).parents[2] / "outputs" / "README.md"
_HEAD = """# outputs

Everything here is written by `clustertrace rebuild` and can be made again from `corpus/`.
`dataset` leads to the newest complete dataset; `report.html` in it is the page to open first. This page is made
from the code by `python -m tests.docs.dictionary`.

Beside the tables below lie `datapackage.json` (Frictionless), `dataset.sqlite` (the same tables, full text, and
`queue`, the order in which `clustertrace review` shows what was found), `annotations.jsonl` (W3C Web Annotation) and
`report.html`.

## Columns

"""


def dictionary() -> str:
    """The page as it should be."""
    lines = [
        f"| {item.slug} | {item.definition} | {', '.join(item.units)} | {', '.join(item.subjects)} |"
        for item in sorted(indicators(), key=lambda item: item.slug)
    ]
    table = ["| indicator | meaning | unit | may be said of |", "|---|---|---|---|", *lines]
    return _HEAD + column_dictionary().strip() + "\n\n## Indicators\n\n" + "\n".join(table) + "\n"


if __name__ == "__main__":
    PATH.write_text(dictionary(), encoding="utf-8")
