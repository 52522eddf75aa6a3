"""A workspace built once, reviews of copies of it, and a headless Chromium to look at them with."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.reports import ENTITIES, HARM, write_reports
from tests.clustertrace.conftest import run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\?token=\S+")
REMEDY = "install Chromium (apt-get install chromium) and the package playwright; no other browser is fetched"
WIDE, NARROW = {"width": 1400, "height": 900}, {"width": 390, "height": 844}


def chromium() -> str | None:
    """Where the browser is; CLUSTERTRACE_CHROMIUM says it where none of the usual names does."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CLUSTERTRACE_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@dataclass
class Review:
    """A review that answers, of its own copy of the workspace."""

    workspace: Path
    process: subprocess.Popen[str]
    address: str

    @classmethod
    def of(cls, workspace: Path) -> Review:
        process = subprocess.Popen(
            [sys.executable, "-m", "clustertrace", "-C", str(workspace), "review", "--no-browser", "--who", "olena"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        seen = []
        for line in process.stdout:
            seen.append(line)
            if found := ADDRESS.search(line):
                return cls(workspace, process, found.group())
        raise AssertionError(f"the review did not start: {''.join(seen)}")

    @property
    def origin(self) -> str:
        return self.address.partition("/?")[0]

    @property
    def dataset(self) -> Path:
        return (self.workspace / "outputs" / "dataset").resolve()

    def judgements(self) -> list[dict[str, str]]:
        """What is on the disk, in order."""
        log = self.workspace / "corpus" / "judgements.jsonl"
        return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """End it as a person does, with Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(10)


@contextmanager
def started() -> Iterator[Browser]:
    """Chromium, headless and quiet."""
    from playwright.sync_api import sync_playwright

    calm = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-sync", *calm])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if chromium() is None:
        pytest.skip(f"no Chromium: {REMEDY}")
    pytest.importorskip("playwright.sync_api", reason=f"no playwright: {REMEDY}")
    with started() as browser:
        yield browser


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace that all reviews are copies of; one for all processes of a run."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "browser"
    shared.mkdir(exist_ok=True)
    workspace = shared / "workspace"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (workspace / "outputs" / "dataset").exists():
            write_reports(shared / "in")
            run("init", str(workspace))
            (workspace / "corpus" / "entities" / "own.yml").write_text(ENTITIES, encoding="utf-8")
            run("-C", str(workspace), "ingest", "--publisher", HARM, str(shared / "in"))
    return workspace


@pytest.fixture(scope="session")
def begin(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Review]]:
    """Makes a review of a new copy of the workspace."""
    made: list[Review] = []

    def new() -> Review:
        copy = tmp_path_factory.mktemp("review") / "workspace"
        shutil.copytree(built, copy, symlinks=True)
        made.append(Review.of(copy))
        return made[-1]

    yield new
    for review in made:
        review.kill()


@pytest.fixture(scope="session")
def review(browser: Browser, begin: Callable[[], Review]) -> Review:
    """The review that tests share: each decides on something of its own."""
    return begin()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a review in a browser of its own; at the end nothing may have gone wrong in any of them."""
    faults: list[str] = []
    contexts = []

    def open_page(review: Review, path: str = "", *, clean: bool = True, **options: object) -> Page:
        context = browser.new_context(**{"viewport": WIDE, "locale": "en-GB", **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        if clean:
            page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
            page.on("console", lambda said: faults.append(f"{page.url}: {said.text}") if said.type == "error" else None)
        page.goto(review.address)
        if path:
            page.goto(review.origin + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
