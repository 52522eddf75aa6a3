"""Names of the gazetteer drawn by chance, each with its source, for a person to look up again.

    python -m benchmarks.drawn_names [--seed N] [--count N]

Places are left out: their names come whole from packaged data sets. What is printed is the same for the same seed and
the same data.
"""

from __future__ import annotations

import argparse
import random

from gazetteer.review import entry_files, read_entries

PLACES = ("country", "region", "city")


def main() -> None:
    """Print the names drawn: id, language and kind, name, source."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=50)
    given = parser.parse_args()
    names = sorted(
        (entry.entity.id, f"{name.language}.{name.kind}", name.text, name.source)
        for path in entry_files(None)
        for entry in read_entries(path)
        if entry.entity.type not in PLACES
        for name in entry.entity.names
    )
    for row in random.Random(given.seed).sample(names, given.count):
        print("\t".join(row))


if __name__ == "__main__":
    main()
