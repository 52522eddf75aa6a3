"""Nobody but the reviewer reads or changes anything, and no text of a report is ever taken for more than text."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

import pytest

from tests.browser.conftest import Review
from tests.browser.reports import HARM
from tests.browser.steps import call_oneself, rows, show, statement

if TYPE_CHECKING:
    from playwright.sync_api import Page

Visit = Callable[..., "Page"]


def ask(review: Review, method: str, path: str, body: str = "", **headers: str) -> http.client.HTTPResponse:
    """One request as a program sends it."""
    parts = urlsplit(review.origin)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
    if body:
        headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
    connection.request(method, path, body or None, {name.replace("_", "-"): text for name, text in headers.items()})
    return connection.getresponse()


@pytest.fixture(scope="module")
def cookie(review: Review) -> str:
    answer = ask(review, "GET", review.address.removeprefix(review.origin))
    given = answer.getheader("set-cookie") or ""
    assert "HttpOnly" in given
    assert "samesite=strict" in given.lower()
    return given.partition(";")[0]


def decision(review: Review) -> str:
    about = statement(review, subject="Tokyo–Yokohama")["statement_id"]
    return urlencode({"key": about, "action": "reject", "kind": "statements"})


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "evil.example:80", "[::1]:1", ""])
def test_a_forged_host_gets_nothing(review: Review, cookie: str, host: str) -> None:
    assert ask(review, "GET", "/", Host=host, Cookie=cookie).status in (400, 403)


def test_without_the_token_there_is_nothing(review: Review, cookie: str) -> None:
    for path in ("/", "/review/statements", "/static/review.css", "/names?q=seoul", "/search?q=a", "/nothing"):
        assert ask(review, "GET", path).status == 403, path
        assert ask(review, "GET", path, Cookie=cookie[:-1]).status == 403, path
    assert ask(review, "GET", "/?token=guess").status == 403
    assert ask(review, "POST", "/decide", decision(review), Origin=review.origin).status == 403
    assert ask(review, "GET", "/", Cookie=cookie).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "https://127.0.0.1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
    ids=str,
)
def test_only_the_reviews_own_pages_change_anything(review: Review, cookie: str, headers: dict[str, str]) -> None:
    before = review.judgements()
    if "Origin" not in headers and headers:
        headers = {"Origin": review.origin, **headers}
    assert ask(review, "POST", "/decide", decision(review), Cookie=cookie, **headers).status == 403
    assert review.judgements() == before


def test_reading_changes_nothing(review: Review, cookie: str) -> None:
    before = review.judgements()
    for path in ("/decide", "/correct", "/undo", "/add", "/accept-all", "/settings"):
        assert ask(review, "GET", f"{path}?{decision(review)}", Cookie=cookie).status in (404, 405), path
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        assert ask(review, method, "/decide", Cookie=cookie).status == 405
    assert review.judgements() == before


@pytest.mark.parametrize(
    "path",
    [
        "/static/../application.py",
        "/static/%2e%2e/application.py",
        "/picture/..%2f..%2fetc%2fpasswd/1/1100",
        "/picture/" + "0" * 64 + "/1/1100",
        "/document/..%2f..%2fsources.csv",
        "/entity/..%2f..",
        "/review/%2e%2e",
        "/add?block=../../x",
    ],
)
def test_an_id_is_never_a_path(review: Review, cookie: str, path: str) -> None:
    answer = ask(review, "GET", path, Cookie=cookie)
    assert answer.status == 404
    assert b"root:" not in answer.read()


def test_a_browser_may_run_nothing_but_the_reviews_own_files(review: Review, cookie: str) -> None:
    answer = ask(review, "GET", "/review/statements", Cookie=cookie)
    policy = answer.getheader("content-security-policy") or ""
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.getheader("x-content-type-options") == "nosniff"
    assert answer.getheader("referrer-policy") in ("no-referrer", "same-origin")
    assert "server" not in {name.lower() for name, _ in answer.getheaders()}
    page = answer.read().decode()
    assert "<script>" not in page
    assert "style=" not in page
    assert "onclick" not in page


@pytest.fixture
def elsewhere(review: Review) -> Iterator[Callable[[str], str]]:
    """Addresses of a page of another origin that sends a decision as soon as it is opened."""
    pairs = [pair.split("=") for pair in decision(review).split("&")]
    fields = "".join(f"<input name={name} value={value}>" for name, value in pairs)
    form = f"""<form method=post action={review.origin}/decide>{fields}</form>
        <img src={review.origin}/static/review.css onerror="document.title='refused'">
        <script>if (location.search) document.forms[0].submit()</script>"""

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(form.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield lambda host: f"http://{host}:{server.server_address[1]}/"
    server.shutdown()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_form_of_another_page_changes_nothing(
    review: Review, visit: Visit, elsewhere: Callable[[str], str], host: str
) -> None:
    before = review.judgements()
    page = visit(review, clean=False)
    with page.expect_response(lambda answer: answer.url.endswith("/decide")) as sent:
        page.goto(elsewhere(host) + "?send", wait_until="commit")
    assert sent.value.status == 403
    assert review.judgements() == before


def pages(review: Review) -> list[str]:
    """Every kind of page, with the report that was made to do harm on it where it can be."""
    (harmful,) = (row for row in rows(review, "documents") if "<" in row["path"])
    about = statement(review, subject="Munich", period="2018", indicator="gii_cluster_rank")
    found = next(row["entity_id"] for row in rows(review, "entities", status="discovered"))
    queues = [f"/review/{kind}" for kind in ("relations", "merges", "names", "repairs", "problems", "orphans")]
    return [
        "/",
        f"/review/statements?document={harmful['document_id']}&at={about['statement_id']}",
        *queues,
        "/review/disagreements",
        "/documents",
        f"/document/{harmful['document_id']}",
        f"/entity/{found}",
        f"/entity/{about['subject_id']}",
        "/indicator/gii_cluster_rank",
        "/conflicts",
        "/changes",
        "/help",
        f"/search?q={quote(HARM)}",
        "/search?q=Munich",
        f"/all/{about['block_id']}",
        f"/add?block={about['block_id']}",
        f"/review/statements?entity={quote(HARM)}&at={quote(HARM)}",
        f"/nothing/{quote(HARM, safe='')}",
    ]


HARMED = "window.harmed !== undefined || document.querySelector('img[src=x]') !== null || document.scripts.length > 9"


def test_text_made_to_do_harm_is_shown_as_text(review: Review, visit: Visit) -> None:
    page = visit(review, clean=False)
    call_oneself(page, HARM[:70])
    about = statement(review, subject="Munich", period="2018", indicator="gii_cluster_rank")["statement_id"]
    show(page, review, about)
    page.locator("#why").fill(HARM)
    with page.expect_navigation():
        page.locator("#comment").click()
    page.locator("#correcting > summary").click()
    page.locator("#f-stated").fill(HARM)
    with page.expect_navigation():
        page.locator("#save").click()
    assert HARM in page.locator("#history").inner_text()
    for path in pages(review):
        page.goto(review.origin + path)
        assert not page.evaluate(HARMED), path
        assert "49" not in page.locator("h1, title").all_inner_texts()
    page.goto(review.origin + pages(review)[1])
    assert HARM in page.locator("#source").inner_text()
    show(page, review, about)
    page.keyboard.press("s")
    page.locator("#find-subject").fill("Harm <script>window.harmed=1</script> Cluster")
    option = page.locator("#found-subjects [role=option]", has_text="Harm").first
    option.wait_for()
    assert "<script>" in option.inner_text()
    assert not page.evaluate(HARMED)
