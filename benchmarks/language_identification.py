"""How well English, Russian and Ukrainian are told apart: ``python benchmarks/language_identification.py TEXTS``.

TEXTS is a folder with ``en.txt``, ``ru.txt`` and ``uk.txt`` of clean running text that nothing was trained on.
"""

from __future__ import annotations

import random
import re
import sys
import time
from pathlib import Path

from language import identify

LENGTHS = {"1-3 words": (1, 3), "4-8 words": (4, 8), "sentence": (9, 60)}
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")


def passages(text: str, low: int, high: int, chance: random.Random, count: int) -> list[str]:
    """Stretches of so many words out of single lines."""
    lines = [line.split() for line in text.splitlines() if len(line.split()) >= low]
    found = []
    while len(found) < count:
        words = chance.choice(lines)
        size = chance.randint(low, min(high, len(words)))
        at = chance.randrange(len(words) - size + 1)
        passage = " ".join(words[at : at + size])
        if sum(map(len, WORD.findall(passage))) >= 3:
            found.append(passage)
    return found


def main() -> None:
    """Print one table."""
    folder = Path(sys.argv[1])
    seed = sys.argv[2] if len(sys.argv) > 2 else "reported"
    verbose = len(sys.argv) > 3
    print(
        f"{'what':12} {'en':>8} {'ru':>8} {'uk':>8} {'mean':>8} {'µs/call':>8}   with the neighbours' language as prior"
    )
    for name, (low, high) in LENGTHS.items():
        plain, primed, spent = [], [], 0.0
        for code in ("en", "ru", "uk"):
            text = (folder / f"{code}.txt").read_text(encoding="utf-8")
            sample = passages(text, low, high, random.Random(f"{seed}{name}{code}"), 3000)
            started = time.perf_counter()
            answers = [identify(passage) for passage in sample]
            spent += time.perf_counter() - started
            plain.append(sum(answer == code for answer in answers) / len(sample))
            primed.append(sum(identify(passage, code) == code for passage in sample) / len(sample))
            if verbose:
                wrong = [(a, p) for a, p in zip(answers, sample, strict=True) if a != code]
                print(code, wrong[:25])
        mean = sum(plain) / 3
        row = " ".join(f"{100 * share:8.2f}" for share in (*plain, mean))
        print(f"{name:12} {row} {spent / 9000 * 1e6:8.0f}   {' '.join(f'{100 * share:.2f}' for share in primed)}")


if __name__ == "__main__":
    main()
