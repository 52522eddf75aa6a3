"""CPU time and memory of reading PDFs: here, pypdfium2's plain text, pdfplumber's text and tables.

    python benchmarks/pdf_speed.py FOLDER

Prose: documents printed by ``pdf_documents`` without tables, text with boxes against pypdfium2's plain text, for
each printer: the typesetter draws word by word, Chromium justified text letter by letter.
Tables: the PDFs in FOLDER, text and tables against pdfplumber. Memory: one report of 150 pages, each reader in a
process of its own. The figures to look at are ratios.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.pdf_documents import browser, pieces, typeset  # the repository's root is put on the path first

ROUNDS = 5


def ours(pdf: bytes) -> int:
    from extract.formats.pdf import read_pdf

    return len(read_pdf(pdf, "file.pdf").blocks)


def plain_text(pdf: bytes) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    length = 0
    for page in document:
        textpage = page.get_textpage()
        length += len(textpage.get_text_range())
        textpage.close()
        page.close()
    document.close()
    return length


def pdfplumber(pdf: bytes) -> int:
    import pdfplumber as plumber

    length = 0
    with plumber.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            length += len(page.extract_text() or "") + len(page.extract_tables())
            page.close()
    return length


READERS: dict[str, Callable[[bytes], int]] = {"ours": ours, "plain_text": plain_text, "pdfplumber": pdfplumber}


def seconds(readers: list[Callable[[bytes], int]], files: list[bytes]) -> list[float]:
    """For each reader the best CPU time of several rounds over the files, the readers taking turns."""
    best = [float("inf")] * len(readers)
    for _ in range(ROUNDS):
        for at, reader in enumerate(readers):
            started = time.process_time()
            for file in files:
                reader(file)
            best[at] = min(best[at], time.process_time() - started)
    return best


def prose() -> dict[str, list[bytes]]:
    """Long documents without tables in three languages, by printer."""
    out: dict[str, list[bytes]] = {"typesetter": [], "Chromium": []}
    with tempfile.TemporaryDirectory() as work:
        for language in ("en", "ru", "uk"):
            blocks = [piece for seed in range(6) for piece in pieces(language, seed, tables=0)]
            for style in (1, 3):
                out["typesetter"].append(typeset(blocks, language, style))
                printed = browser(blocks, language, style, Path(work) / f"{language}-{style}")
                out["Chromium"] += [printed] if printed is not None else []
    return {printer: files for printer, files in out.items() if files}


def long_report(pages: int = 150) -> bytes:
    """One report of at least that many pages: prose with some tables."""
    blocks = [piece for seed in range(pages // 2) for piece in pieces("en", seed, tables=seed % 2)]
    return typeset(blocks, "en", 3)


def peak(reader: str, file: Path) -> float:
    """Peak memory in MiB of one reader reading one file in a fresh process."""
    done = subprocess.run(
        [sys.executable, __file__, "--peak", reader, str(file)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def main() -> None:
    if sys.argv[1:2] == ["--peak"]:
        READERS[sys.argv[2]](Path(sys.argv[3]).read_bytes())
        status = Path("/proc/self/status").read_text()  # the peak of this process alone, not of the one that forked it
        print(int(status.split("VmHWM:")[1].split()[0]) / 1024)
        return
    printed = prose()
    ours(printed["typesetter"][0])
    printed["all"] = [file for files in printed.values() for file in files]
    for printer, documents in printed.items():
        here, there = seconds([ours, plain_text], documents)
        print(f"prose, {printer}, text with boxes: {here / there:.2f} times plain text ({here:.2f} s, {there:.2f} s)")
    if len(sys.argv) > 1:
        files = [path.read_bytes() for path in sorted(Path(sys.argv[1]).rglob("*.pdf"))]
        here, there = seconds([ours, pdfplumber], files)
        print(f"text and tables: {there / here:.1f} times faster than pdfplumber ({here:.2f} s, {there:.2f} s)")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "long.pdf"
        file.write_bytes(long_report())
        for reader in READERS:
            print(f"150 pages, peak memory: {peak(reader, file):.0f} MiB {reader}")


if __name__ == "__main__":
    main()
