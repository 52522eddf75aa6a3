"""Every page answers, with and without something to show."""

import socket

import pytest

from review.serving import HOST as LOOPBACK
from review.serving import PortTaken, serve

from .conftest import NoPictures
from .desk import SEOUL, Bench, Browser, Page, hrefs, opened


def test_every_link_leads_somewhere(browser: Browser) -> None:
    seen: dict[str, Page] = {}
    wanted = ["/"]
    while wanted:
        address = wanted.pop()
        if address in seen:
            continue
        page = seen[address] = browser.get(address)
        wanted += [link if link.startswith("/") else address.partition("?")[0] + link for link in hrefs(page)]
    pages = {address.split("?")[0].split("/")[1] for address in seen}
    assert {"review", "document", "entity", "indicator", "conflicts", "changes", "all", "add", "help"} <= pages


@pytest.mark.parametrize(
    "address",
    [
        "/review/nothing",
        "/document/0000",
        "/entity/nobody",
        "/indicator/nothing",
        "/all/0000-00000",
        "/add?block=0000-00000",
        "/nowhere",
        "/static/nothing.js",
    ],
)
def test_what_is_not_there_is_told(browser: Browser, address: str) -> None:
    assert browser.get(address, 404).words("#message") == "There is no such thing in the dataset."


def test_the_statement_shows_its_place_and_why(bench: Bench, browser: Browser) -> None:
    key = next(row["statement_id"] for row in bench.rows("statements") if row["value"] == "3")
    page = browser.get(f"/review/statements?at={key}")
    assert page.one("#source").get("data-show") == "text"
    assert page.one("#here .text").text_content() == SEOUL
    assert page.one("#here .text").get("data-block") == bench.statement(key)["block_id"]
    assert "".join(mark.text_content() for mark in page.all("#here mark.quote")) == "2023 Seoul ranked 3rd"
    assert page.words("#here mark.value") == "3rd"
    assert page.words(".others b") == "#5"
    assert page.words("#claim h1") == "Seoul"


def test_the_text_as_repaired_has_the_repair_marked(browser: Browser) -> None:
    raw = browser.get("/review/repairs")
    assert "amongst" not in raw.one("#here .text").text_content()
    page = raw.follow("#show-repaired")
    assert page.words("#here ins") == "amongst"
    assert page.one("#here .text").get("data-block") is None  # offsets would not be those of the raw text


def test_a_table_has_the_cell_its_row_and_its_headers_marked(bench: Bench, browser: Browser) -> None:
    key = next(row["statement_id"] for row in bench.rows("statements") if row["row"] == "1")
    page = browser.get(f"/review/statements?at={key}")
    assert page.words("td.exact") == "4"
    assert [cell.text_content() for cell in page.one("tr.hit")] == ["Сеул", "4"]
    assert page.words("th.hit") == "Місце"
    assert page.one("td.exact .text").get("data-row") == "1"


def test_names_are_found_in_any_language(browser: Browser) -> None:
    assert '"clu:st:KR:seoul"' in browser.get("/names?q=Сеула").text
    assert '"clu:s:jp:osaka' in browser.get("/names?q=osak").text
    assert '"clu:s:jp:osaka' in browser.get("/names?q=Осак").text
    assert '"clu:s:jp:tokyo-yokohama"' in browser.get("/names?q=Токио – Йокогама").text
    assert browser.get("/names?q=S").text == "[]"
    page = browser.get("/review/statements?find=Сеул")
    assert "clu:st:KR:seoul" in [choice.get("value") for choice in page.all("input[type=radio]")]


def test_the_subject_found_without_javascript_is_what_is_sent(bench: Bench, browser: Browser) -> None:
    page = browser.get("/review/statements?find=Tokyo")
    chosen = page.all("input[type=radio]")[0]
    chosen.set("checked", "checked")
    page.press("#save")
    assert bench.last().after == chosen.get("value") == "plc:jp:tokyo"


def test_a_document_shows_all_blocks_with_what_was_found(bench: Bench, browser: Browser) -> None:
    key = next(row["document_id"] for row in bench.rows("blocks") if row["text"] == SEOUL)
    page = browser.get(f"/document/{key}")
    assert [text.text_content() for text in page.all("p.text")][1] == SEOUL
    assert len(page.all(".found li")) == 4  # three statements and a relation
    assert page.all("a.name")[0].get("href") == "/entity/clu:st:KR:seoul"


def test_an_entity_shows_names_values_and_sources(browser: Browser) -> None:
    page = browser.get("/entity/clu:st:KR:seoul")
    assert "Сеул" in page.words(".names")
    assert len(page.all(".lines tbody tr")) == 2
    assert page.all("figure.chart svg polyline")


def test_search_folds_inflection(browser: Browser) -> None:
    assert "Долину чипів" in browser.get("/search?q=долина").words(".hits")
    assert browser.get("/search?q=долина&lang=en").words(".hits") == "Nothing has these words."
    assert browser.get("/search").words(".hits") == ""


def test_changes_show_what_the_last_rebuild_did(bench: Bench, browser: Browser) -> None:
    assert "no earlier dataset" in browser.get("/changes").words("main")
    browser.get("/review/statements").press("#save", period="2044")
    assert "Period: 2023 → 2044" in browser.get("/changes").words(".decisions")
    bench.rebuild()
    page = browser.get("/changes")
    assert page.all(".decisions") == []
    assert "Period: 2023 → 2044" in page.words("main")


def test_without_a_dataset_the_page_says_so_and_offers_a_rebuild(bench: Bench, browser: Browser) -> None:
    bench.dataset.unlink()
    page = browser.get("/", 503)
    assert "Rebuild" in page.words("#message")
    page.press("#rebuild-button", 503)
    for _ in range(500):
        if '"running"' not in browser.get("/rebuild").text:
            break
    assert browser.get("/").words("h1") == "Review"


def test_a_damaged_dataset_is_told(bench: Bench, browser: Browser) -> None:
    browser.get("/")
    file = bench.dataset.resolve() / "dataset.sqlite"
    file.write_bytes(file.read_bytes()[:8000] + b"\xff" * 50_000)
    assert "from-scratch" in browser.get("/review/statements", 503).words("#message")


def test_the_server_listens_on_loopback_only_and_says_where(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("review.application.Pictures", NoPictures)
    told: list[str] = []
    bound: list[tuple[str, int]] = []
    monkeypatch.setattr("uvicorn.Server.run", lambda _, sockets: bound.append(sockets[0].getsockname()))
    serve(bench.desk(), 0, told.append)
    assert bound[0][0] == LOOPBACK == "127.0.0.1"
    assert told[0].startswith(f"http://127.0.0.1:{bound[0][1]}/?token=")
    assert len(told[0].partition("token=")[2]) >= 32


def test_a_port_that_is_taken_is_told(bench: Bench) -> None:
    with opened(bench), pytest.raises(PortTaken, match="in use"), socket.create_server(("127.0.0.1", 0)) as taken:
        serve(bench.desk(), taken.getsockname()[1], lambda _: None)
