"""Who may ask, what may be changed from where, and hostile text shown as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import review
from consolidate import Anchor, Judgement, Part
from extract import Problem, Repair
from gazetteer import Entity, Name
from tests.consolidate.reports import Say, grid, report

from .conftest import NoPictures
from .desk import HOST, PORT, TOKEN, Bench, Browser, Page, hrefs, opened

OWN = {"host": HOST, "origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}
CHANGES = ["/decide", "/correct", "/undo", "/add", "/accept-all", "/reattach", "/rebuild", "/settings"]
PAGES = ["/", "/review/statements", "/documents", "/conflicts", "/changes", "/search?q=a", "/names?q=Seoul", "/rebuild"]


@pytest.fixture
def client(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr("review.application.Pictures", NoPictures)
    with opened(bench) as client:
        client.follow_redirects = False
        yield client


@pytest.fixture
def known(client: TestClient) -> TestClient:
    client.cookies.set(f"clustertrace-{PORT}", TOKEN)
    return client


@pytest.mark.parametrize("address", [*PAGES, "/static/review.js", "/picture/x/1/1100", "/nowhere"])
def test_nothing_is_shown_without_the_token(client: TestClient, address: str) -> None:
    for cookie in (None, "", "wrong", TOKEN + "x", "é"):
        headers = {"host": HOST} | ({"cookie": f"clustertrace-{PORT}={cookie}".encode()} if cookie is not None else {})
        answer = client.get(address, headers=headers)
        assert (answer.status_code, "Seoul" in answer.text) == (403, False)


@pytest.mark.parametrize("address", CHANGES)
def test_nothing_is_changed_without_the_token(bench: Bench, client: TestClient, address: str) -> None:
    assert client.post(address, data={"key": "x"}, headers=OWN).status_code == 403
    assert bench.log.read() == ()


def test_the_printed_address_leaves_the_token_in_a_cookie_no_script_can_read(client: TestClient) -> None:
    answer = client.get(f"/?token={TOKEN}", headers={"host": HOST})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert all(part in cookie for part in (f"clustertrace-{PORT}=", "httponly", "samesite=strict", "path=/"))
    assert client.get("/?token=another", headers={"host": HOST}).status_code == 403
    assert client.get(f"/documents?token={TOKEN}", headers={"host": HOST, "cookie": ""}).status_code == 403


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", f"{HOST}.evil.example", ""]
)
def test_another_name_for_this_machine_is_refused(known: TestClient, host: str) -> None:
    answer = known.get("/", headers={"host": host})
    assert (answer.status_code, "Seoul" in answer.text) == (403, False)
    # DNS rebinding: the page of the stranger has the stranger's origin, and it fits the stranger's host.
    assert known.post("/rebuild", headers={"host": host, "origin": f"http://{host}"}).status_code == 403


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
def test_the_names_of_this_machine_are_known(known: TestClient, name: str) -> None:
    assert known.get("/documents", headers={"host": f"{name}:{PORT}"}).status_code == 200


@pytest.mark.parametrize(
    "stranger",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": f"http://127.0.0.1:{PORT + 1}"},
        {"origin": f"http://localhost:{PORT}"},
        {"origin": f"https://{HOST}"},
        {"origin": f"http://{HOST}", "sec-fetch-site": "cross-site"},
        {"origin": f"http://{HOST}", "sec-fetch-site": "same-site"},
        {},
    ],
)
@pytest.mark.parametrize("address", CHANGES)
def test_a_form_of_another_page_changes_nothing(
    bench: Bench, known: TestClient, stranger: dict[str, str], address: str
) -> None:
    answer = known.post(address, data={"key": "x"}, headers={"host": HOST, **stranger})
    assert answer.status_code == 403
    assert bench.log.read() == ()


def test_other_pages_may_not_embed_anything(known: TestClient) -> None:
    headers = {"host": HOST, "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors"}
    assert known.get("/static/review.js", headers=headers).status_code == 403
    assert known.get("/", headers={**headers, "sec-fetch-mode": "navigate"}).status_code == 200


@pytest.mark.parametrize("address", [address for address in CHANGES if address != "/rebuild"])
def test_nothing_is_changed_by_looking(bench: Bench, known: TestClient, address: str) -> None:
    key = bench.rows("statements")[0]["statement_id"]
    answer = known.get(address, params={"key": key, "action": "reject", "id": key}, headers={"host": HOST})
    assert answer.status_code in (404, 405)
    assert bench.log.read() == ()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_not_known(known: TestClient, method: str) -> None:
    assert known.request(method, "/", headers=OWN).status_code == 405


def test_a_form_that_is_too_large_is_refused_before_it_is_read(known: TestClient) -> None:
    assert known.post("/decide", content=b"x" * 1_000_001, headers=OWN).status_code == 413

    def drops() -> Iterator[bytes]:
        yield b"key=x"

    assert known.post("/decide", content=drops(), headers=OWN).status_code == 413


@pytest.mark.parametrize("address", [*PAGES, "/static/review.css", "/nowhere", "/review/nothing"])
def test_every_answer_says_what_browsers_may_do_with_it(known: TestClient, address: str) -> None:
    answer = known.get(address, headers={"host": HOST})
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["cache-control"] in ("no-store", "no-cache")


@pytest.mark.parametrize(
    "path",
    [
        "/document/..%2F..%2Fetc%2Fpasswd",
        "/document/corpus%2Freports%2Fenglish.txt",
        "/picture/..%2Fx/1/1100",
        "/entity/..%2F..",
        "/all/..%2F..",
        "/indicator/..%2F..",
        "/add?block=../../x",
        "/static/..%2Fsafety.py",
        "/static/../safety.py",
        "/review/..%2Fstatic",
        "/document/' OR 1=1 --",
        "/document/%00",
    ],
)
def test_ids_are_never_paths_nor_questions(known: TestClient, path: str) -> None:
    answer = known.get(path, headers={"host": HOST})
    assert answer.status_code == 404
    assert "Seoul" not in answer.text
    assert "import" not in answer.text


def test_a_picture_of_a_document_without_pages_or_of_another_width_is_not_made(bench: Bench, known: TestClient) -> None:
    key = bench.rows("documents")[0]["document_id"]
    for address in (f"/picture/{key}/1/1100", f"/picture/{key}/1/99999", f"/picture/{key}/0/1100"):
        assert known.get(address, headers={"host": HOST}).status_code == 404


def test_a_decision_nobody_knows_is_refused(bench: Bench, known: TestClient) -> None:
    key = bench.rows("statements")[0]["statement_id"]
    for fields in (
        {"key": key, "action": "delete"},
        {"key": "nothing", "action": "accept"},
        {"key": "", "action": "accept"},
        {"key": key, "action": "promote"},
        {"key": key, "action": ""},
    ):
        assert known.post("/decide", data=fields, headers=OWN).status_code == 422
    assert known.post("/undo", data={"judgement": "nothing"}, headers=OWN).status_code == 422
    assert bench.log.read() == ()


def test_the_way_back_never_leads_to_another_site(bench: Bench, known: TestClient) -> None:
    key = bench.rows("statements")[0]["statement_id"]
    fields = {"key": key, "action": "accept", "kind": "//evil.example", "filters": "x", "at": "//evil.example\r\nx: y"}
    answer = known.post("/decide", data=fields, headers=OWN)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/?")


# ---- Hostile text -------------------------------------------------------------------------------------------------

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}</textarea></title></style>"


def hostile() -> list[Part]:
    """Two reports in which every text is an attack."""
    found = [_hostile(name, value) for name, value in (("a", "12"), ("b", "13"))]
    return [*found, report("c", [])]


def _hostile(name: str, value: str) -> Part:
    text = f"{EVIL} had {value} of them, said {EVIL}"
    table = grid((EVIL, f"{EVIL} 2024"), (EVIL, value), caption=EVIL)
    entity = Entity(f"new:organisation:{name}{EVIL}", "organisation", EVIL, (Name(EVIL, "en", EVIL),), country="UA")
    says = [
        Say(f"{EVIL} had {value}", value, value, entity.id, EVIL, EVIL, "2024", qualifiers=((EVIL, EVIL),), rule=EVIL),
        Say(value, value, value, "clu:st:KR:seoul", "gii_cluster_rank", period="2024"),
    ]
    part = report(
        f"{name}{EVIL}".replace("/", "_"),
        [text, table],
        says,
        publisher=EVIL,
        published="2024",
        discovered=[entity],
        mentions=[(EVIL, entity.id)],
        relations=[(EVIL, "clu:st:KR:seoul", EVIL, EVIL)],
    )
    assert part.document is not None
    assert part.findings is not None
    edits = (Repair(len(text) - 2, len(text), text[-2:], EVIL, EVIL, 0.5),)
    blocks = (replace(part.document.blocks[0], repairs=edits), *part.document.blocks[1:])
    statements = tuple(replace(one, pieces=(EVIL,)) for one in part.findings.statements)
    problems = ((statements[0].id, Problem(EVIL, EVIL, 0)), ("", Problem(EVIL, EVIL, 0)))
    return replace(
        part,
        source=replace(part.source, title=EVIL, origin=EVIL),
        document=replace(part.document, blocks=blocks, title=EVIL),
        findings=replace(part.findings, statements=statements, problems=problems),
    )


def _decided(bench: Bench) -> None:
    """Decisions in which every text is an attack, some of them lost."""
    key = bench.rows("statements")[0]["statement_id"]
    anchor = Anchor("0" * 64, EVIL, EVIL, EVIL)
    said = (("indicator", EVIL), ("value", EVIL))
    for judgement in (
        Judgement("comment", "statement", key, "", "", "", EVIL, "2026-01-01T00:00:00Z", EVIL),
        Judgement("accept", "statement", key, "", "", "", EVIL, "2026-01-01T00:00:01Z", EVIL),
        Judgement("correct", "statement", key, "stated", EVIL, EVIL, "x", "2026-01-01T00:00:02Z", EVIL),
        Judgement("reject", "statement", EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, anchor, said),
    ):
        bench.log.append(judgement)


@pytest.fixture
def hostile_bench(tmp_path: Path) -> Bench:
    bench = Bench(tmp_path, hostile())
    _decided(bench)
    bench.rebuild()
    _decided_since(bench)
    return bench


def _decided_since(bench: Bench) -> None:
    key = bench.rows("statements")[1]["statement_id"]
    bench.log.append(Judgement("correct", "statement", key, "unit", EVIL, EVIL, EVIL, "2026-02-01T00:00:02Z", EVIL))


def test_hostile_text_is_shown_as_text_on_every_page(hostile_bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("review.application.Pictures", NoPictures)
    with opened(hostile_bench, who=EVIL) as client:
        browser = Browser(client)
        seen: dict[str, Page] = {}
        wanted = ["/", *(f"/review/{kind}" for kind in ("relations", "names", "repairs", "problems", "orphans"))]
        wanted += [
            "/review/disagreements",
            "/review/statements?show=text&repaired=1",
            "/changes",
        ]
        wanted += ["/review/statements?find=script&indicator=" + "%3Cscript%3E", "/search?q=%3Cscript%3Ealert"]
        wanted += [f"/all/{row['block_id']}" for row in hostile_bench.rows("tables")]
        while wanted:
            address = wanted.pop(0)
            if address in seen or len(seen) > 100:
                continue
            page = seen[address] = browser.get(address)
            wanted += [link if link.startswith("/") else address.partition("?")[0] + link for link in hrefs(page)]
        kinds = {address.split("?")[0].split("/")[1] for address in seen}
        assert {"review", "document", "entity", "indicator", "conflicts", "changes", "search", "all", "add"} <= kinds
        for address, page in seen.items():
            _inert(address, page)
        told = "".join(page.text for page in seen.values())
        assert told.count("&lt;script&gt;") > 50


def _inert(address: str, page: Page) -> None:
    """Nothing on the page runs, loads or styles but the review's own files."""
    assert page.tree is not None, address
    for element in page.tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in ("script", "link", "img"):
            source = element.get("src") or element.get("href")
            assert source is not None, address
            assert source.startswith(("/static/", "/picture/")), (address, source)
        if element.tag == "script":
            assert not (element.text or "").strip(), address
        assert element.tag not in ("style", "iframe", "object", "embed", "base"), (address, element.tag)
        for name, value in element.attrib.items():
            assert not name.startswith("on"), (address, name)
            assert name != "style", address
            assert not value.strip().lower().startswith(("javascript:", "data:")), (address, name, value)
    assert not page.all("h1") or "49" not in page.all("h1")[0].text_content(), address


def test_the_screen_itself_has_nothing_inline() -> None:
    for path in (Path(review.__file__).parent / "templates").glob("*.html"):
        text = path.read_text("utf-8")
        assert " style=" not in text, path.name
        assert "<style" not in text, path.name
        assert " on" + "click" not in text, path.name
        assert "| safe" not in text, path.name
