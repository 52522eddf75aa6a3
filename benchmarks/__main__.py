"""``python -m benchmarks [--tables FOLDER] [--texts FOLDER] [--names FOLDER] [--pdfs FOLDER]`` runs every benchmark.

What needs data from elsewhere runs only where its folder is given: ``--tables`` a table competition's files with
their truth and scorer, ``--texts`` clean running text as ``en.txt``, ``ru.txt``, ``uk.txt``, ``--names`` the
FactRuEval development set, ``--pdfs`` a folder of PDFs with tables.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Run them one after the other; the number of those that failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    for name in ("tables", "texts", "names", "pdfs"):
        parser.add_argument(f"--{name}", default="")
    given = parser.parse_args()
    runs: list[tuple[str, list[str]]] = [
        ("facts.py", ["--apart"]),
        ("facts_speed.py", ["4"]),
        ("table_facts.py", []),
        ("names.py", ["--factrueval", given.names] if given.names else []),
        ("hard_negatives.py", []),
        ("other_language.py", []),
        ("large_gazetteer.py", []),
        ("paragraphs.py", []),
        ("pdf_text.py", []),
        ("consolidating.py", []),
        ("rebuild.py", []),
        ("review.py", []),
    ]
    needing = (
        ("tables.py", given.tables),
        ("pdf_speed.py", given.pdfs),
        ("repair.py", given.texts),
        ("language_identification.py", given.texts),
    )
    runs += [(name, [folder]) for name, folder in needing if folder]
    failed = 0
    for name, words in runs:
        print(f"\n== {name} {' '.join(words)}", flush=True)
        failed += subprocess.run([sys.executable, "-m", f"benchmarks.{name[:-3]}", *words], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
