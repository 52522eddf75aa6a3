"""Pictures of pages: boxes lie over their words, files made to do harm end without one, nothing waits for ever."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption

from extract import Box, Document, read_bytes
from review import NoPicture, Picture, Pictures
from tests.extract.pdf.hostile import (
    drawing_itself,
    empty_pages,
    fanning_out,
    inflating,
    million_letters,
    one_page,
    printed,
)
from tests.extract.pdf.printing import PLAIN, Sheet, pdf

DEADLINE = 4.0
PROSE = ["The members of the cluster met in the", "spring, in the town where it was founded,", "and chose a board."]


@pytest.fixture(scope="module")
def pictures(tmp_path_factory) -> Iterator[Pictures]:
    made = Pictures(tmp_path_factory.mktemp("cache"), deadline=DEADLINE)
    yield made
    made.close()


def stored(folder: Path, data: bytes) -> tuple[Path, str]:
    path = folder / "report.pdf"
    path.write_bytes(data)
    return path, hashlib.sha256(data).hexdigest()


def upright(sheet: Sheet) -> None:
    sheet.text(100, 200, "needle")


def turned(turns: int) -> Callable[[Sheet], None]:
    """A page that a viewer turns, so that the text reads upright (reportlab lays the sheet on its side for it)."""

    def draw(sheet: Sheet) -> None:
        canvas = sheet.canvas
        canvas.setPageRotation(90 * turns)
        canvas.translate(*((0, 0), (595, 0), (595, 842), (0, 595))[turns])
        canvas.rotate(90 * turns)
        canvas.setFont(PLAIN, 12)
        canvas.drawString(100, 300, "needle")

    return draw


def cropped(sheet: Sheet) -> None:
    sheet.canvas.setCropBox((50, 42, 545, 792))
    sheet.text(100, 200, "needle")


def cropped_and_turned(sheet: Sheet) -> None:
    turned(1)(sheet)
    sheet.canvas.setCropBox((42, 50, 792, 545))


def sideways_text(sheet: Sheet) -> None:
    sheet.canvas.rotate(90)
    sheet.canvas.setFont(PLAIN, 12)
    sheet.canvas.drawString(100, -80, "needle")


def two_columns(sheet: Sheet) -> None:
    sheet.lines(50, 100, PROSE * 10)
    sheet.lines(320, 100, PROSE * 5)
    sheet.text(320, 320, "needle")
    sheet.lines(320, 345, PROSE * 2)


def needle(document: Document) -> Box:
    (block,) = (block for block in document.blocks if "needle" in block.text)
    start = block.text.index("needle")
    ((_, *box),) = document.place(block.order, start, start + 6).boxes
    return (box[0], box[1], box[2], box[3])


def ink(picture: Picture, box: Box) -> int:
    """How many dark pixels a box in points holds."""
    scale = picture.width / picture.page_width
    with Image.open(picture.path) as image:
        part = image.convert("L").crop(tuple(round(side * scale) for side in box))
    return sum(part.histogram()[:128])


@pytest.mark.parametrize(
    ("draw", "size"),
    [
        (upright, (595, 842)),
        (turned(1), (595, 842)),
        (turned(2), (595, 842)),
        (turned(3), (595, 842)),
        (cropped, (495, 750)),
        (cropped_and_turned, (495, 750)),
        (sideways_text, (595, 842)),
        (two_columns, (595, 842)),
    ],
    ids=["upright", "turned 90", "turned 180", "turned 270", "cropped", "cropped, turned", "sideways", "two columns"],
)
def test_the_box_of_a_word_lies_over_it(
    pictures: Pictures, tmp_path: Path, draw: Callable[[Sheet], None], size: tuple[int, int]
) -> None:
    data = pdf(draw)
    picture = pictures.get(*stored(tmp_path, data), 1, 1200)
    assert (picture.page_width, picture.page_height) == size
    assert picture.width == 1200
    assert abs(picture.height / picture.width - size[1] / size[0]) < 0.002
    x0, top, x1, bottom = box = needle(read_bytes(data, "a.pdf"))
    assert ink(picture, box) > 100
    tall, wide = bottom - top, x1 - x0
    # A word's height or width away on each side there is paper; nothing of the word stands over the box's edge.
    clear = 3.0
    for beside in (
        (x0 - clear - 1, top, x0 - 1, bottom),
        (x1 + 1, top, x1 + clear + 1, bottom),
        (x0, top - clear, x1, top - 0.5) if tall < wide else (x0, top - clear - 1, x1, top - 1),
    ):
        assert ink(picture, beside) == 0, beside


def test_a_picture_is_drawn_once_and_found_again(tmp_path: Path) -> None:
    source = stored(tmp_path, pdf(upright))
    pictures = Pictures(tmp_path / "cache")
    first = pictures.get(*source, 1, 900)
    made = first.path.stat().st_mtime_ns
    assert pictures.get(*source, 1, 900) == first
    pictures.close()
    again = Pictures(tmp_path / "cache")
    source[0].unlink()
    assert again.get(*source, 1, 900) == first
    assert first.path.stat().st_mtime_ns == made
    again.close()


def test_the_longer_side_is_bounded(pictures: Pictures, tmp_path: Path) -> None:
    picture = pictures.get(*stored(tmp_path, pdf(upright)), 1, 9_000)
    assert picture.height == 3_000
    strip = one_page(b"").replace(b"[0 0 595 842]", b"[0 0 2 9000]")
    picture = pictures.get(*stored(tmp_path, strip), 1, 1_200)
    assert (picture.width, picture.height) == (1, 3_000)


HOSTILE = {
    "inflating": (lambda: inflating(24), {"large", "slow"}),
    "fan": (fanning_out, {"large", "slow"}),
    "no PDF": (lambda: b"<html>", {"unreadable"}),
    "cut": (lambda: printed()[:800], {"unreadable"}),
    "locked": (lambda: printed(StandardEncryption("secret", "owner")), {"unreadable"}),
    "page missing": (lambda: empty_pages(0), {"unreadable", "no_page"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_made_to_do_harm_has_no_picture(tmp_path: Path, name: str) -> None:
    make, reasons = HOSTILE[name]
    pictures = Pictures(tmp_path / "cache", deadline=1.0, memory_mb=300)
    (tmp_path / "good").mkdir()
    source = stored(tmp_path, make())
    began = time.monotonic()
    with pytest.raises(NoPicture) as caught:
        pictures.get(*source, 1, 1_200)
    assert caught.value.reason in reasons
    assert time.monotonic() - began < 3 * DEADLINE
    assert pictures.get(*stored(tmp_path / "good", pdf(upright)), 1, 1_200).width == 1_200
    pictures.close()
    assert [path.suffix for path in (tmp_path / "cache").iterdir()] == [".png"]


@pytest.mark.parametrize("make", [drawing_itself, million_letters])
def test_a_page_that_some_renderers_cannot_end(tmp_path: Path, make: Callable[[], bytes]) -> None:
    pictures = Pictures(tmp_path / "cache", deadline=2.0, memory_mb=500)
    source = stored(tmp_path, make())
    try:
        assert pictures.get(*source, 1, 600).width == 600
    except NoPicture as end:
        assert end.reason in {"large", "slow"}
    pictures.close()


def test_what_took_too_long_is_not_tried_again(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path / "cache", deadline=1.0)
    source = stored(tmp_path, fanning_out())
    with pytest.raises(NoPicture, match="slow"):
        pictures.get(*source, 1, 1_200)
    began = time.monotonic()
    with pytest.raises(NoPicture, match="slow"):
        pictures.get(*source, 1, 1_200)
    assert time.monotonic() - began < 0.1
    pictures.close()


def test_a_file_that_changed_or_went_has_no_picture(pictures: Pictures, tmp_path: Path) -> None:
    path, sha256 = stored(tmp_path, pdf(upright))
    with pytest.raises(NoPicture, match="changed"):
        pictures.get(path, "0" * 64, 1, 600)
    with pytest.raises(NoPicture, match="no_page"):
        pictures.get(path, sha256, 2, 600)
    path.unlink()
    with pytest.raises(NoPicture, match="missing"):
        pictures.get(path, sha256, 1, 600)


@pytest.mark.parametrize("key", ["../../etc/passwd", "", "A" * 64, "0" * 63 + "\n"])
def test_an_id_is_no_path(pictures: Pictures, tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="sha256"):
        pictures.get(tmp_path / "report.pdf", key, 1, 600)


def wait_for(done: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)


def names(cache: Path) -> list[int]:
    """Pages that are in the cache."""
    return sorted(int(re.split("-", path.name)[1]) for path in cache.glob("*.png"))


def test_pictures_are_drawn_ahead(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path / "cache")
    path, sha256 = stored(tmp_path, pdf(*[upright] * 6))
    began = time.monotonic()
    pictures.ahead([(path, sha256, page, 600) for page in (2, 3, 99, 5)])
    assert time.monotonic() - began < 0.2
    wait_for(lambda: names(tmp_path / "cache") == [2, 3, 5])
    path.unlink()
    assert pictures.get(path, sha256, 3, 600).width == 600
    pictures.close()


def test_who_waits_is_served_beside_what_is_drawn_ahead(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path / "cache", deadline=8.0)
    (tmp_path / "slow").mkdir()
    slow = stored(tmp_path / "slow", fanning_out())
    good = stored(tmp_path, pdf(upright))
    pictures.get(*good, 1, 500)  # the workers are there
    pictures.ahead([(*slow, 1, width) for width in (400, 500, 600)])
    began = time.monotonic()
    assert pictures.get(*good, 1, 600).width == 600
    assert time.monotonic() - began < 4.0
    pictures.close()


def test_the_cache_keeps_what_was_looked_at_last(tmp_path: Path) -> None:
    source = stored(tmp_path, pdf(*[upright] * 4))
    size = _size_of_one(tmp_path, source)
    pictures = Pictures(tmp_path / "cache", most_bytes=3 * size + size // 2)
    for page in (1, 2, 3, 1, 4):
        pictures.get(*source, page, 600)
    pictures.close()
    assert names(tmp_path / "cache") == [1, 3, 4]
    # A later run with a smaller cap, which finds what an earlier one left half written.
    (tmp_path / "cache" / "old.part").touch()
    os.utime(tmp_path / "cache" / "old.part", (0, 0))
    Pictures(tmp_path / "cache", most_bytes=size + size // 2).close()
    assert [path.suffix for path in (tmp_path / "cache").iterdir()] == [".png"]


def _size_of_one(folder: Path, source: tuple[Path, str]) -> int:
    pictures = Pictures(folder / "other")
    picture = pictures.get(*source, 1, 600)
    pictures.close()
    return picture.path.stat().st_size


def test_drawers_killed_while_idle_are_replaced(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path / "cache")
    source = stored(tmp_path, pdf(upright))
    pictures.get(*source, 1, 500)
    for drawer in pictures._drawers:
        drawer._process.kill()
        drawer._process.wait()
    assert [pictures.get(*source, 1, width).width for width in (600, 700, 800)] == [600, 700, 800]
    pictures.close()


def test_closing_ends_those_who_wait(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path / "cache", deadline=60.0)
    source = stored(tmp_path, fanning_out())
    ends: list[str] = []

    def wait() -> None:
        try:
            pictures.get(*source, 1, 900)
        except NoPicture as error:
            ends.append(error.reason)

    waiting = [Thread(target=wait) for _ in range(3)]
    for thread in waiting:
        thread.start()
    wait_for(lambda: bool(pictures._drawings))
    time.sleep(0.3)
    pictures.close()
    for thread in waiting:
        thread.join(5)
    wait()
    assert ends == ["again"] * 4


def test_nothing_is_left_when_the_server_is_killed(tmp_path: Path) -> None:
    path, sha256 = stored(tmp_path, pdf(upright))
    code = f"""
from pathlib import Path
from review import Pictures
pictures = Pictures(Path({str(tmp_path / "cache")!r}))
pictures.get(Path({str(path)!r}), {sha256!r}, 1, 500)
print(*[drawer._process.pid for drawer in pictures._drawers], flush=True)
input()
"""
    server = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    drawers = [int(word) for word in server.stdout.readline().split()]
    assert len(drawers) == 2
    server.kill()
    server.communicate()
    wait_for(lambda: not any(alive(drawer) for drawer in drawers))


def alive(process: int) -> bool:
    """Whether a process runs, and is not only waiting for somebody to ask how it ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
