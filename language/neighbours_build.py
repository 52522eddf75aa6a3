"""Makes the table of Ukrainian neighbours: ``pip install ua-gec && python -m language.neighbours_build``.

Source: the corrected texts of UA-GEC (Oleksiy Syvokon and others, https://github.com/grammarly/ua-gec, CC BY 4.0), of
which only counts of pairs of small words and word endings enter the table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from language.neighbours import ANYTHING, ending_of, mark_between

DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"[\u0400-\u045f\u0490\u0491]+(?:['’ʼ][\u0400-\u045f\u0490\u0491]+)*")
_SMALL_WORDS = 300
_LEAST_PAIRS = 2


def main() -> None:
    """Write the table; pairs met once are counted with what else stood there."""
    sentences = list(_sentences())
    counts = Counter(word for sentence in sentences for _, word in sentence)
    small = {word for word, _ in counts.most_common(_SMALL_WORDS)}
    pairs: Counter[tuple[str, str, str]] = Counter()
    for sentence in sentences:
        before = ""
        for mark, word in sentence:
            here = word if word in small else ending_of(word)
            pairs[before, mark, here] += 1
            pairs[ANYTHING, mark, here] += 1
            before = here
    kept: Counter[tuple[str, str, str]] = Counter()
    for (before, mark, here), count in pairs.items():
        rare = before != ANYTHING and count < _LEAST_PAIRS
        kept[before, mark, ANYTHING if rare else here] += count
    rows = [f"{before}\t{mark}\t{here}\t{count}" for (before, mark, here), count in sorted(kept.items())]
    (DATA / "uk_neighbours.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def _sentences() -> Iterator[list[tuple[str, str]]]:
    """The words of every line in lower case, each with the mark before it."""
    home = find_spec("ua_gec")
    folders = list(home.submodule_search_locations or ()) if home else []
    for path in (path for folder in folders for path in sorted(Path(folder).glob("data/gec-only/*/target/*.txt"))):
        for line in path.read_text(encoding="utf-8").splitlines():
            words: list[tuple[str, str]] = []
            end = 0
            for found in _WORD.finditer(line):
                mark = mark_between(line[end : found.start()]) if words else "."
                words.append((mark, found.group().lower().replace("’", "'").replace("ʼ", "'")))
                end = found.end()
            yield words


if __name__ == "__main__":
    main()
