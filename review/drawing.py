"""Draws pages of PDFs into files; run as a script of its own, because pages come from outside.

Alone it starts in a tenth of the time of the whole program and takes a third of its memory, can be killed, and
gets by on little memory. It writes an empty line when it is ready; then it reads jobs from its input, one JSON object a
line, and answers each with a line.
"""

from __future__ import annotations

import hashlib
import json
import resource
import signal
import sys
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING or __name__ == "__main__":
    # Whoever only speaks to this process needs no renderer.
    import pypdfium2

MOST_PIXELS = 3_000
"""The longer side of a picture."""

Reason = Literal["missing", "changed", "unreadable", "no_page", "slow", "large", "unwritable", "again"]
"""Why a page has no picture.

The file is gone, or holds other bytes than were read for the dataset; it is no PDF that opens, or has no such page;
drawing takes more time or memory than a page may use; the cache cannot be written; ask again, the drawing was
interrupted.
"""


@dataclass(frozen=True, slots=True)
class Job:
    """Draw page ``page`` (from 1) of the PDF ``source``, whose hash is ``sha256``, about ``width`` pixels wide."""

    source: str
    sha256: str
    page: int
    width: int
    to: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn: pixels, and the size of the page as displayed in points."""

    width: int
    height: int
    page_width: float
    page_height: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What was drawn, or why nothing was."""

    drawn: Drawn | None = None
    reason: Reason | None = None


def draw(job: Job) -> Answer:
    """Write a PNG of a page to ``job.to``; it is narrower than asked for where its height would go out of bounds."""
    source = Path(job.source)
    try:
        if _hash(source, source.stat().st_mtime_ns) != job.sha256:
            return Answer(reason="changed")
    except OSError:
        return Answer(reason="missing")
    try:
        return _drawn(job)
    except pypdfium2.PdfiumError:
        return Answer(reason="unreadable")
    except OSError:
        return Answer(reason="unwritable")
    except MemoryError:
        return Answer(reason="large")


def _drawn(job: Job) -> Answer:
    pdf = pypdfium2.PdfDocument(job.source)
    try:
        if not 1 <= job.page <= len(pdf):
            return Answer(reason="no_page")
        return Answer(_paint(pdf[job.page - 1], job))
    finally:
        pdf.close()


def _paint(page: pypdfium2.PdfPage, job: Job) -> Drawn:
    across, down = page.get_size()
    # A hair less, because the renderer rounds both sides up.
    scale = min(job.width / max(across, 1.0), MOST_PIXELS / max(across, down, 1.0)) * (1 - 1e-6)
    image = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    image.save(job.to, "PNG", compress_level=3)
    return Drawn(image.width, image.height, round(across, 2), round(down, 2))


@lru_cache(maxsize=64)
def _hash(path: Path, _changed: int) -> str:
    """The hash of a file that was last changed at this time; pages of one file follow each other."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def main() -> None:
    """Answer jobs until the input ends: ``drawing.py MEMORY_MB SECONDS``."""
    memory, seconds = int(sys.argv[1]) << 20, int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _say("")
    for line in sys.stdin:
        # Ends this process also when nobody is left to kill it.
        signal.alarm(seconds)
        answer = draw(Job(**json.loads(line)))
        signal.alarm(0)
        _say(json.dumps(asdict(answer)))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
