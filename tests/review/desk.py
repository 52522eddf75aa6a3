"""A workspace in small: reports in, a dataset built in this process, the review on it as a browser would ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from lxml import html
from starlette.testclient import TestClient

from consolidate import Judgement, JudgementLog, read_table
from extract import Problem, Repair
from gazetteer import Entity, Gazetteer
from review import Desk, make_application
from tests.consolidate.reports import Names, Say, Written, build, grid, report

PORT, TOKEN = 8765, "the-token-of-this-run"
HOST = f"127.0.0.1:{PORT}"
SEOUL = "In 2023 Seoul ranked 3rd among the clusters."
TOKYO = "Tokyo–Yokohama was 1st in 2023, and it ranked 2nd in 2025."


def parts() -> list[Written]:
    """Three reports: prose and a list in English with two sources on Seoul, and a table in Ukrainian."""
    tokyo = "clu:st:JP:tokyo-yokohama"
    english = report(
        "english",
        ["A heading", SEOUL, TOKYO, "Nothing was read in this paragraph about 77 firms."],
        [
            Say("2023 Seoul ranked 3rd", "3rd", "3", period="2023", confidence=0.9),
            Say("Tokyo–Yokohama was 1st in 2023", "1st", "1", tokyo, period="2023", confidence=0.5),
            Say("it ranked 2nd", "2nd", "2", tokyo, period="2025", confidence=0.7),
        ],
        mentions=[("Seoul", "clu:st:KR:seoul"), ("Tokyo–Yokohama", tokyo)],
        discovered=[Entity("new:organisation:valley", "organisation", "Valley of Chips")],
        relations=[("Tokyo–Yokohama was 1st", tokyo, "located_in", "cit:US:a")],
        published="2024",
    )
    second = report("second", ["Seoul took place 5 in 2023."], [Say("Seoul took place 5", "5", "5", period="2023")])
    table = grid(("Кластер", "Місце"), ("Сеул", "4"), ("Токіо", "1"), caption="Рейтинг")
    ukrainian = report(
        "ukrainian",
        ["Вступ про Долину чипів", table],
        [
            Say("4", "4", "4", period="2024", confidence=0.95),
            Say("1", "1", "1", tokyo, period="2024", confidence=0.95),
        ],
        language="uk",
        mentions=[("Долину чипів", "new:organisation:valley")],
        discovered=[Entity("new:organisation:valley", "organisation", "Valley of Chips")],
    )
    return [_mended(english), second, ukrainian]


def _mended(part: Written) -> Written:
    """With a repair in the paragraph on Seoul, and a problem with the first statement."""
    assert part.document is not None
    assert part.findings is not None
    blocks = list(part.document.blocks)
    edit = Repair(SEOUL.index("among"), SEOUL.index("among") + 5, "among", "amongst", "spelling", 0.8)
    blocks[1] = replace(blocks[1], repairs=(edit,))
    first = part.findings.statements[2]
    problems = ((first.id, Problem("implausible magnitude", "a rank of 2?", 2)), ("", Problem("value missing", "?", 3)))
    return replace(
        part,
        document=replace(part.document, blocks=tuple(blocks)),
        findings=replace(part.findings, problems=problems),
    )


@dataclass
class Bench:
    """One workspace with its review; ``rebuild`` makes the next build with all decisions and switches the link."""

    folder: Path
    parts: list[Written] = field(default_factory=parts)
    builds: int = 0

    def __post_init__(self) -> None:
        self.rebuild()

    @property
    def log(self) -> JudgementLog:
        return JudgementLog(self.folder / "judgements.jsonl")

    @property
    def dataset(self) -> Path:
        return self.folder / "dataset"

    def rebuild(self) -> str:
        self.builds += 1
        made = self.folder / f"build-{self.builds}"
        build(made, self.parts, self.log.read(), Names())
        switch = self.folder / "switch"
        switch.symlink_to(made.name)
        switch.replace(self.dataset)
        return ""

    def earlier(self) -> Path | None:
        return self.folder / f"build-{self.builds - 1}" if self.builds > 1 else None

    def desk(self, **more: Any) -> Desk:
        return Desk(
            **{
                "root": self.folder,
                "dataset": self.dataset,
                "log": self.log.path,
                "cache": self.folder / "cache",
                "rebuild": self.rebuild,
                "earlier": self.earlier,
                "names": Gazetteer.load,
                "who": "olena",
                **more,
            }
        )

    def rows(self, table: str) -> list[dict[str, str]]:
        return [dict(row) for row in read_table(self.dataset.resolve(), table)]

    def statement(self, key: str) -> dict[str, str]:
        return next(row for row in self.rows("statements") if row["statement_id"] == key)

    def last(self) -> Judgement:
        return self.log.read()[-1]


class Browser:
    """Asks as a browser that opened the printed address."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.client.cookies.set(f"clustertrace-{PORT}", TOKEN)

    def get(self, address: str, status: int = 200, **headers: str) -> Page:
        answer = self.client.get(address, headers={"host": HOST, **headers})
        assert answer.status_code == status, (address, answer.status_code, answer.text[-600:])
        return Page(self, str(answer.url), answer.text)

    def post(self, address: str, fields: dict[str, Any], status: int = 200, **headers: str) -> Page:
        sent = {"host": HOST, "origin": f"http://{HOST}", "sec-fetch-site": "same-origin", **headers}
        answer = self.client.post(address, data=fields, headers=sent)
        assert answer.status_code == status, (address, answer.status_code, answer.text[-600:])
        return Page(self, str(answer.url), answer.text)


class Page:
    """A page that was answered, and what a person does on it without JavaScript."""

    def __init__(self, browser: Browser, address: str, text: str) -> None:
        self.browser, self.address, self.text = browser, address, text
        self.tree = html.document_fromstring(text) if text.startswith("<!DOCTYPE") else None

    def all(self, selector: str) -> Sequence[Any]:
        return self.tree.cssselect(selector) if self.tree is not None else []

    def one(self, selector: str) -> Any:
        found = self.all(selector)
        assert len(found) == 1, (selector, len(found), self.address)
        return found[0]

    def words(self, selector: str) -> str:
        return " ".join(self.one(selector).text_content().split())

    @property
    def at(self) -> str:
        """The statement in view."""
        return str(self.one("#claim").get("data-id"))

    @property
    def verdict(self) -> str:
        return str(self.one("#claim").get("data-verdict"))

    @property
    def notice(self) -> str:
        return self.words("#notice")

    def follow(self, selector: str) -> Page:
        return self.browser.get(self.one(selector).get("href"))

    def press(self, button: str, expect: int = 200, /, **filled: str) -> Page:
        """Send the form of a button, with its hidden and filled fields."""
        pressed = self.one(button)
        owner = pressed.get("form")
        form = self.one(f"form#{owner}") if owner else next(pressed.iterancestors("form"))
        fields: dict[str, Any] = {}
        for element in form.cssselect("input, select, textarea"):
            if element.get("type") not in ("radio", "checkbox"):
                fields.setdefault(element.name, []).append(element.value or "")
            elif element.get("checked"):
                fields.setdefault(element.name, []).append(element.get("value"))
        if pressed.get("name"):
            fields[pressed.get("name")] = pressed.get("value")
        return self.browser.post(form.get("action"), {**fields, **filled}, expect)


def opened(bench: Bench, **more: Any) -> TestClient:
    """The review's client; to be used with ``with``, so that its processes end."""
    application = make_application(bench.desk(**more), TOKEN, PORT)
    return TestClient(application, base_url=f"http://{HOST}")


def hrefs(page: Page) -> set[str]:
    """The addresses that a page leads to, as they stand there."""
    return {link.get("href") for link in page.all("a[href]") if re.match(r"[/?]", link.get("href"))}
