"""How fast the review page is on a large dataset, in a real browser, and how much memory its server takes.

    python -m benchmarks.review [--documents 2000] [--statements 100000] [--steps 200] [--folder DIR]

The workspace is made in ``DIR`` unless it is there already, else in a folder that is deleted afterwards. A step is
what a reviewer sees: from the key to the moment when the next statement and the picture of its page are painted.
Between steps the reviewer looks for half a second; ``at once`` is the same without looking. Needs Chromium.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.large_workspace import make_large_workspace
from tests.browser.conftest import Review, chromium, started

if TYPE_CHECKING:
    from playwright.sync_api import Page

LOOK_S = 0.5
STEP = """async code => {
    const before = document.querySelector('#claim').dataset.id, began = performance.now();
    const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    document.body.dispatchEvent(new KeyboardEvent('keydown', {code, key: code, bubbles: true}));
    while (document.querySelector('#claim')?.dataset.id === before) await painted();
    const picture = document.querySelector('#sheet img');
    if (picture) await picture.decode();
    await painted();
    return [performance.now() - began, picture !== null];
}"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.review")
    for name, usual in (("documents", 2_000), ("statements", 100_000), ("steps", 200)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if chromium() is None:
        raise SystemExit("no Chromium: install it (apt-get install chromium)")
    if given.folder is not None:
        measure(given.folder, given.documents, given.statements, given.steps)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder) / "workspace", given.documents, given.statements, given.steps)


def measure(folder: Path, documents: int, statements: int, steps: int) -> None:
    if not (folder / "outputs" / "dataset").exists():
        began = time.perf_counter()
        summary = make_large_workspace(folder, documents, statements)
        print(f"{summary.count('statements')} statements of {documents} documents in {since(began):.0f} s", flush=True)
    with started() as browser:
        for pictures in (folder / "outputs").glob(".review/pages/*.png"):
            pictures.unlink()
        # The reviewer's browser runs already; the review starts from nothing.
        page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
        page.goto("about:blank")
        began = time.perf_counter()
        review = Review.of(folder)
        tell("start to address", since(began))
        try:
            page.goto(review.address)
            tell("start to first page", since(began))
            tell("… CPU of the server", worked(review.process.pid))
            page.goto(f"{review.origin}/review/statements")
            page.evaluate("document.querySelector('#sheet img')?.decode()")
            tell("… to first statement", since(began))
            tell("… CPU of the server", worked(review.process.pid))
            walk(page, "next", "KeyJ", steps, LOOK_S)
            walk(page, "next, at once", "KeyJ", steps, 0.0)
            walk(page, "previous, at once", "KeyK", steps // 2, 0.0)
            walk(page, "accept and next", "KeyA", steps // 2, LOOK_S)
            page.goto(f"{review.origin}/review/statements?unjudged=1&language=ru&sort=doubt")
            walk(page, "next, filtered", "KeyJ", steps // 2, LOOK_S)
            links = [page.locator(link).first for link in ("#claim h1 a", "#claim .said a", "#source .where")]
            shown = [link.get_attribute("href") or "/" for link in links]
            for path in ("/", "/documents", "/conflicts", "/search?q=2019", "/changes", *shown):
                began = time.perf_counter()
                page.goto(review.origin + path)
                tell(f"page {path}", since(began))
            memory(review)
        finally:
            review.stop()


def walk(page: Page, name: str, key: str, steps: int, look: float) -> None:
    """Go on with a key many times, and tell how long the next statement takes."""
    took, pictures = [], 0
    for _ in range(steps):
        page.wait_for_timeout(1000 * look)
        spent, picture = page.evaluate(STEP, key)
        took.append(spent / 1000)
        pictures += picture
    tell(name, *took, more=f"{steps} steps, {pictures} with a page")


def memory(review: Review) -> None:
    """Tell the resident memory of the server and of each process it started."""
    own = resident(review.process.pid)
    workers = [resident(int(child)) for child in children(review.process.pid)]
    print(f"{'memory, MB':<22} {own + sum(workers):.0f}: server {own:.0f}, workers {workers}", flush=True)


def children(process: int) -> Sequence[str]:
    """Also those that other threads than the first started."""
    return [child for task in Path(f"/proc/{process}/task").glob("*/children") for child in task.read_text().split()]


def resident(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) // 1024


def worked(process: int) -> float:
    """Seconds that a process has worked, in user and system mode."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def since(began: float) -> float:
    return time.perf_counter() - began


def tell(name: str, *seconds: float, more: str = "") -> None:
    if len(seconds) == 1:
        print(f"{name:<22} {1000 * seconds[0]:.0f} ms", flush=True)
        return
    half, most = statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]
    print(f"{name:<22} {1000 * half:.0f} ms median, {1000 * most:.0f} ms at the 95th percentile ({more})", flush=True)


if __name__ == "__main__":
    main()
