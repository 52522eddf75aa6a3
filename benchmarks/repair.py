"""Text repair against its goals, on text damaged on purpose: ``python benchmarks/repair.py TEXTS [SEED [ROUNDS]]``.

TEXTS is a folder with ``en.txt``, ``ru.txt`` and ``uk.txt`` of clean running text that nothing was trained on.
"""

from __future__ import annotations

import random
import re
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from repair_damage import blocks, hyphenate, lose_letters, random_map, words_right

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "extract" / "repair"))
from broken_pdf import KINDS, face_of_kind, write_pdf

from extract.document import Block, Reading
from extract.formats.pdf import read_pdf
from extract.repair import repair

COMPOUND = re.compile(r"(?<![\w-])[^\W\d_][\w'’ʼ]*(?:-[^\W\d_][\w'’ʼ]*)+(?![\w-])")
CHARSETS = ("utf-8", "cp1251", "koi8-u", "cp866", "cp1252")


def mended(text: str, language: str) -> str:
    """The text after repair."""
    found = repair([Block(0, "paragraph", text, language=language)]).blocks[0]
    return Reading(text, found.repairs).text


def font_maps(text: str, language: str, size: int, leak: float, chance: random.Random, rounds: int) -> float:
    """Share of words right after random many-to-one maps."""
    pieces, good, whole = blocks(text, size), 0, 0
    for _ in range(rounds):
        piece = chance.choice(pieces)
        damage = lose_letters(piece, random_map(chance, language), chance, leak)
        right, count = words_right(damage.clean, mended(damage.broken, "und"))
        good, whole = good + right, whole + count
    return good / whole


def fonts(text: str, language: str, kind: str, chance: random.Random, rounds: int) -> float:
    """Share of words right in PDFs with one kind of broken font."""
    pieces, good, whole = blocks(text.replace("\u00ad", ""), 300), 0, 0
    for _ in range(rounds):
        faces = face_of_kind(kind, random_map(chance, language), chance)
        piece = "".join(char for char in chance.choice(pieces) if char in faces["F1"].codes)
        lines = [[("F1", line)] for line in textwrap.wrap(piece, 75, break_on_hyphens=False)]
        if "F2" in faces:
            lines = [[("F2", line[0][1])] for line in lines] + lines
        data = write_pdf(lines, faces)
        found = repair(read_pdf(data, "broken.pdf").blocks, language=language, pdf=data).blocks
        after = "\n".join(Reading(block.text, block.repairs).text for block in found)
        clean = "\n".join(shown for line in lines for _, shown in line)
        right, count = words_right(clean, after)
        good, whole = good + right, whole + count
    return good / whole


def charsets(text: str, language: str, length: int, chance: random.Random, rounds: int) -> float:
    """Share of passages exactly restored, over all pairs of character sets."""
    good = whole = 0
    for meant in CHARSETS[:4]:
        for read in CHARSETS[1:]:
            if meant == read:
                continue
            for _ in range(rounds):
                at = text.index(" ", chance.randrange(len(text) - 2 * length)) + 1
                passage = text[at : at + length].strip().replace("\u00ad", "")
                if meant == "cp866":
                    passage = passage.replace("і", "i").replace("І", "I")
                passage = passage.encode(meant, "ignore").decode(meant)
                broken = "".join(bytes([byte]).decode(read, "ignore") or chr(byte) for byte in passage.encode(meant))
                # A Latin i inside a Cyrillic word is put right, too, and a line-end hyphen is joined.
                wanted = mended(passage, language)
                good += mended(broken, "und") == wanted
                whole += 1
    return good / whole


def hyphens(text: str, language: str, chance: random.Random) -> tuple[float, float, int, int]:
    """Shares of line ends and of compounds right, and their counts."""
    good = whole = compounds_good = compounds = 0
    for line in [line for line in text.replace("\u00ad", "").splitlines() if len(line) > 200]:
        broken, breaks = hyphenate(line, chance.randint(50, 80), chance)
        edits = {
            edit.start: edit for edit in repair([Block(0, "paragraph", broken, language=language)]).blocks[0].repairs
        }
        for at, hyphen in breaks:
            right = at in edits and edits[at].replacement == hyphen
            good, whole = good + right, whole + 1
            compounds_good, compounds = compounds_good + (right and hyphen == "-"), compounds + (hyphen == "-")
    return good / whole, compounds_good / max(compounds, 1), whole, compounds


def compounds(text: str, language: str) -> tuple[float, int]:
    """Share of hyphens kept when every hyphenated word of the text is broken there, and their count."""
    good = whole = 0
    for line in text.replace("\u00ad", "").splitlines():
        for found in COMPOUND.finditer(line):
            for hyphen in (at for at in range(found.start(), found.end()) if line[at] == "-"):
                start, stop = line.rfind(" ", 0, max(found.start() - 60, 0)) + 1, line.find(" ", found.end() + 60)
                broken = f"{line[start : hyphen + 1]}\n{line[hyphen + 1 : stop if stop > 0 else len(line)]}"
                edits = repair([Block(0, "paragraph", broken, language=language)]).blocks[0].repairs
                good += any(edit.start == hyphen - start and edit.replacement == "-" for edit in edits)
                whole += 1
    return good / max(whole, 1), whole


def clean(folder: Path) -> Iterator[tuple[str, int, int, float]]:
    """Language, words, edits and milliseconds a thousand words, dictionaries loaded."""
    for code in ("en", "ru", "uk"):
        text = (folder / f"{code}.txt").read_text(encoding="utf-8")
        paragraphs = [Block(at, "paragraph", line) for at, line in enumerate(text.splitlines()) if line.strip()]
        mended("жто наза изужений наеионалиный " * 20, "ru")  # loads the dictionaries
        mended("жто наза розвийок наеіональний її " * 20, "uk")
        mended("N E W S of the clus-\nter", "en")
        spent = []
        for _ in range(3):  # the best of three turns: the machine does other work
            started = time.process_time()
            found = repair(paragraphs).blocks
            spent.append(time.process_time() - started)
        count = len(text.split())
        yield code, count, sum(len(block.repairs) for block in found), min(spent) / count * 1e6


def growth(make: Callable[[int], str]) -> float:
    """How many times the time grows when the text grows fourfold."""
    times = []
    for size in (250_000, 1_000_000):
        started = time.process_time()
        mended(make(size), "und")
        times.append(time.process_time() - started)
    return times[1] / max(times[0], 1e-3)


def main() -> None:
    """Print one table."""
    folder = Path(sys.argv[1])
    seed = sys.argv[2] if len(sys.argv) > 2 else "reported"
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    texts = {code: (folder / f"{code}.txt").read_text(encoding="utf-8") for code in ("en", "ru", "uk")}

    def row(what: str, goal: str, *values: str) -> None:
        print(f"{what:44} {goal:>10}  {'  '.join(values)}", flush=True)

    def chance(*what: object) -> random.Random:
        return random.Random(f"{seed}{what}")

    pair = ("ru", "uk")
    for code, count, edits, spent in clean(folder):
        row(f"clean text, {code}, {count} words", "0; 10 ms", f"{edits} edits, {spent:.1f} ms per 1000 words")
    for code in ("en", *pair):
        ends, kept, count, few = hyphens(texts[code], code, chance("hyphens", code))
        row(f"line ends, {code}, {count}, {few} compounds", ".995 .95", f"{ends:.4f}  {kept:.4f}")
        share, broken = compounds(texts[code], code)
        row(f"every compound broken, {code}, {broken}", ".95", f"{share:.4f}")
    for length, goal in ((60, ".97"), (300, ".995")):
        shares = [charsets(texts[code], code, length, chance("charset", length, code), rounds) for code in pair]
        row(f"mojibake, {length} characters, exact", goal, *(f"{share:.4f}" for share in shares))
    for kind in KINDS:
        shares = [fonts(texts[code], code, kind, chance("font", kind, code), max(rounds // 3, 2)) for code in pair]
        row(f"broken font in a PDF, {kind}", ".995", *(f"{share:.4f}" for share in shares))
    for size, leak, goal in ((120, 0.0, ".985"), (240, 0.0, ".99"), (120, 0.2, ".93"), (240, 0.2, ".975")):
        shares = [font_maps(texts[code], code, size, leak, chance("map", size, leak, code), rounds) for code in pair]
        row(f"letters lost, {size} words, {leak:.0%} in another font", goal, *(f"{share:.4f}" for share in shares))
    makers: dict[str, Callable[[int], str]] = {
        "one word": lambda size: "ж" * size,
        "one line": lambda size: "кластер " * (size // 8),
        "line ends": lambda size: "кла-\n" * (size // 5),
        "noise": lambda size: "".join(map(chr, random.Random(1).choices(range(1, 0x700), k=size))),
        "damaged": lambda size: "жто наза изужений наеионалиный " * (size // 31),
        "one word in a damaged text": lambda size: "жто наза изужений наеионалиный " * 20 + "бвгджзкл" * (size // 8),
        "spaced": lambda size: "К Л А " * (size // 6),
        "charset": lambda size: "Р°Рє" * (size // 4),
        "Georgian": lambda size: "საქართველოს " * (size // 12),
        "Chinese": lambda size: "创新集群发展报告" * (size // 8),
        "Arabic": lambda size: "مجموعة الابتكار " * (size // 16),
        "bytes as Latin-1": lambda size: bytes(random.Random(2).choices(range(32, 256), k=size)).decode("latin-1"),
    }
    for what, make in makers.items():
        row(f"four times as much, {what}", "4 times", f"{growth(make):.1f} times the time")


if __name__ == "__main__":
    main()
