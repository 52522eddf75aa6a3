"""A gazetteer of 100 000 names: how long it takes until the first text can be read, from its built form.

    python -m benchmarks.large_gazetteer [--names N]

The names are made up of syllables, one entity each, in a workspace of their own beside the project's data. They are
built once; then a fresh process loads the built form and reads a short text, five times, and the best is reported.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from gazetteer import Gazetteer

_SYLLABLES = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu", "dar", "lin", "mer", "nov", "tal", "gor")
_TURNS = 5
_READ = """
import sys, time
from pathlib import Path
start = time.perf_counter()
from gazetteer import Gazetteer
imported = time.perf_counter()
names = Gazetteer.load(Path(sys.argv[1]), Path(sys.argv[2]))
list(names.find("The Seoul cluster and Toyohashi"))
print(time.perf_counter() - imported, time.perf_counter() - start, names.names_count)
"""


def write_names(folder: Path, count: int) -> None:
    """Made-up organisations with one name each, as a workspace's own entries."""
    chance = random.Random(7)
    made: set[str] = set()
    while len(made) < count:
        made.add("".join(chance.choices(_SYLLABLES, k=5)).capitalize())
    lines = ["type: organisation", "source: made-up", "entries:"]
    lines += [f"  org:zz:n{number}: {{en: {name}}}" for number, name in enumerate(sorted(made))]
    (folder / "corpus" / "entities").mkdir(parents=True)
    (folder / "corpus" / "entities" / "made.yml").write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Build, load and report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--names", type=int, default=100_000, help="how many names there are to be in all")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace, built = Path(folder), Path(folder) / "gazetteer.bin"
        write_names(workspace, max(0, given.names - Gazetteer.load().names_count))
        start = time.perf_counter()
        Gazetteer.load(workspace, built)
        print(f"built in {time.perf_counter() - start:.1f} s, {built.stat().st_size / 2**20:.0f} MiB")
        turns = []
        for _ in range(_TURNS):
            ran = subprocess.run(
                [sys.executable, "-c", _READ, str(workspace), str(built)], check=True, capture_output=True, text=True
            )
            turns.append(tuple(map(float, ran.stdout.split())))
        ready, whole, count = min(turns)
        print(f"{count:.0f} names: loaded and first text read in {ready:.2f} s, with imports {whole:.2f} s")


if __name__ == "__main__":
    main()
