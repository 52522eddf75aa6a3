"""False names: sentences that name nothing, in ``benchmarks/hard_negatives``, and what was found in them all the same.

    python -m benchmarks.hard_negatives [--wrong]

The sentences speak of clusters in statistics, computing, medicine and the sky, of sports clubs, surnames, money and
languages with the names of places, and have everyday words with capitals. They name no cluster, programme,
organisation, ranking or place. The share is that of sentences in which something of the kind was found.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from gazetteer import Gazetteer
from nlp.names import recognise

SENTENCES = Path(__file__).parent / "hard_negatives"
KINDS = ("cluster", "programme", "organisation", "ranking", "country", "region", "city")


def main() -> None:
    """Print the share of sentences with a false name, by language."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wrong", action="store_true", help="print the sentences with what was found in them")
    given = parser.parse_args()
    gazetteer = Gazetteer.load()
    for path in sorted(SENTENCES.glob("*.txt")):
        sentences = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
        wrong = 0
        for sentence in sentences:
            found = [one for one in recognise(sentence, path.stem, gazetteer) if one.type in KINDS]
            wrong += bool(found)
            if found and given.wrong:
                print(f"{sentence}  {[(one.text, one.type, one.method) for one in found]}")
        print(f"{path.stem}: {wrong} of {len(sentences)} sentences with a false name, {wrong / len(sentences):.3f}")


if __name__ == "__main__":
    main()
