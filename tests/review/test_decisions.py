"""Every button: what it writes, what it shows, and what the dataset has after the next rebuild."""

import json
from pathlib import Path

import pytest

from consolidate import Anchor, Judgement
from tests.consolidate.reports import Say, report

from .desk import SEOUL, Bench, Browser, Page, opened

QUEUE = "/review/statements"


def first(browser: Browser, query: str = "") -> Page:
    return browser.get(QUEUE + query)


def statement(bench: Bench, value: str) -> str:
    return next(row["statement_id"] for row in bench.rows("statements") if row["value"] == value)


def test_accept_is_on_the_disk_and_goes_on(bench: Bench, browser: Browser) -> None:
    page = first(browser)
    after = page.press("#accept", why="looked it up")
    judgement = bench.last()
    assert (judgement.action, judgement.target, judgement.target_id) == ("accept", "statement", page.at)
    assert (judgement.who, judgement.why) == ("olena", "looked it up")
    assert judgement.anchor is not None
    assert judgement.anchor.quote == bench.statement(page.at)["quote"]
    assert after.at != page.at
    assert after.notice == "Accepted."
    assert browser.get(f"{QUEUE}?at={page.at}").verdict == "accept"
    bench.rebuild()
    assert bench.statement(page.at)["judgement"] == "accept"
    assert browser.get(f"{QUEUE}?at={page.at}").verdict == "accept"


def test_reject_takes_it_out_of_the_observations(bench: Bench, browser: Browser) -> None:
    key = statement(bench, "5")
    browser.get(f"{QUEUE}?at={key}").press("#reject")
    assert bench.last().action == "reject"
    bench.rebuild()
    assert bench.statement(key)["judgement"] == "reject"
    assert not [row for row in bench.rows("observations") if key in row["statement_ids"]]


def test_the_unjudged_queue_runs_dry(bench: Bench, browser: Browser) -> None:
    page = first(browser, "?unjudged=1")
    seen = []
    for _ in range(6):
        seen.append(page.at)
        page = page.press("#accept")
    assert sorted(seen) == sorted(row["statement_id"] for row in bench.rows("statements"))
    # The last one stays in view; a queue opened anew is empty.
    again = browser.get(f"{QUEUE}?unjudged=1")
    assert again.words("#nothing") == "Nothing is left here."
    assert "6 of 6 judged" in again.words("#queue .progress")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("subject_id", "clu:st:JP:tokyo-yokohama"),
        ("indicator", "gii_cluster_intensity_rank"),
        ("value", "33"),
        ("value_high", "34"),
        ("unit", "count"),
        ("period", "2019/2023"),
        ("comparator", "ge"),
        ("status", "target"),
        ("qualifiers", '{"of":"firms"}'),
        ("stated", "3rd"),
    ],
)
def test_every_column_can_be_corrected(bench: Bench, browser: Browser, column: str, value: str) -> None:
    key = statement(bench, "5") if column == "stated" else statement(bench, "3")
    page = browser.get(f"{QUEUE}?at={key}").press("#save", **{column: value, "why": "the source says so"})
    assert page.notice == "Corrected."
    assert page.at == key
    judgement = bench.last()
    assert (judgement.action, judgement.field, judgement.after) == ("correct", column, value)
    assert len(bench.log.read()) == 1
    assert value in page.text.replace("&#34;", '"')
    bench.rebuild()
    row = bench.statement(key)
    assert (row[column], row["judgement"]) == (value, "correct")
    if column == "subject_id":
        assert row["subject"] == "Tokyo–Yokohama"


def test_several_columns_at_once_are_several_decisions(bench: Bench, browser: Browser) -> None:
    key = statement(bench, "3")
    browser.get(f"{QUEUE}?at={key}").press("#save", value="4", period="2022")
    assert [(one.field, one.after) for one in bench.log.read()] == [("value", "4"), ("period", "2022")]
    again = browser.get(f"{QUEUE}?at={key}")
    assert again.one("#f-value").get("value") == "4"
    assert again.press("#save").notice == "Nothing was changed."
    assert len(bench.log.read()) == 2


def test_a_value_that_does_not_fit_is_refused_and_nothing_is_kept(bench: Bench, browser: Browser) -> None:
    page = first(browser).press("#save", 422, value="many")
    assert "'many' cannot stand in value" in page.words("#message")
    assert first(browser).press("#save", 422, subject_id="nobody").words("#message").count("nobody") == 1
    assert bench.log.read() == ()


def test_a_comment_is_kept_and_decides_nothing(bench: Bench, browser: Browser) -> None:
    page = first(browser)
    after = page.press("#comment", why="ask the authors")
    assert (bench.last().action, bench.last().why) == ("comment", "ask the authors")
    assert (after.at, after.verdict) == (page.at, "")
    assert "ask the authors" in after.words("#history")
    first(browser).press("#comment", 422, why=" ")


def test_undo_before_and_after_a_rebuild(bench: Bench, browser: Browser) -> None:
    key = statement(bench, "3")
    browser.get(f"{QUEUE}?at={key}").press("#reject")
    rejected = browser.get(f"{QUEUE}?at={key}")
    assert rejected.verdict == "reject"
    undone = rejected.press("#undo-button")
    assert (undone.at, undone.verdict) == (key, "")
    assert "taken back by olena" in undone.words("#history")
    bench.rebuild()
    assert bench.statement(key)["judgement"] == ""
    browser.get(f"{QUEUE}?at={key}").press("#accept")
    bench.rebuild()
    assert bench.statement(key)["judgement"] == "accept"
    assert browser.get(f"{QUEUE}?at={key}").press("#undo-button").verdict == ""
    assert browser.get(f"{QUEUE}?unjudged=1&at={key}").words("#queue .progress .quiet") == "0 of 6 judged"
    assert len([item for item in browser.get(f"{QUEUE}?unjudged=1").all(".item") if item.get("data-id") == key]) == 1
    bench.rebuild()
    assert bench.statement(key)["judgement"] == ""


def test_an_older_decision_can_be_taken_back_alone(bench: Bench, browser: Browser) -> None:
    key = statement(bench, "3")
    page = browser.get(f"{QUEUE}?at={key}").press("#save", value="4")
    page = browser.get(f"{QUEUE}?at={key}").press("#save", period="2020")
    page.press("#history form button")
    bench.rebuild()
    row = bench.statement(key)
    assert (row["value"], row["period"]) == ("3", "2020")


def test_a_missed_statement_is_added_by_its_words(bench: Bench, browser: Browser) -> None:
    block = next(row["block_id"] for row in bench.rows("blocks") if "77 firms" in row["text"])
    page = browser.get(f"/add?block={block}")
    page.press(
        "#add-save",
        subject="Науковий парк",
        indicator="firm_count",
        value="77",
        unit="count",
        words="about 77 firms",
        stated="77 firms",
    )
    assert bench.last().action == "add"
    assert "Added since" not in page.text
    assert "about 77 firms" in browser.get("/changes").text
    bench.rebuild()
    row = next(row for row in bench.rows("statements") if row["rule"] == "reviewer")
    assert (row["value"], row["quote"], row["stated"], row["judgement"]) == ("77", "about 77 firms", "77 firms", "add")
    assert row["block_id"] == block


def test_marked_words_are_added_at_their_offsets(bench: Bench, browser: Browser) -> None:
    block = next(row["block_id"] for row in bench.rows("blocks") if row["text"] == SEOUL)
    start = SEOUL.index("3rd")
    fields = {
        "block": block,
        "row": "",
        "column": "",
        "start": start,
        "stop": start + 3,
        "subject_id": "clu:st:JP:tokyo-yokohama",
        "indicator": "gii_cluster_intensity_rank",
        "value": "3",
        "unit": "rank",
        "kind": "statements",
        "filters": "language=en",
        "at": statement(bench, "3"),
    }
    page = browser.post("/add", fields)
    assert page.at == statement(bench, "3")
    assert page.notice.startswith("Added")
    bench.rebuild()
    row = next(row for row in bench.rows("statements") if row["rule"] == "reviewer")
    assert (row["quote"], row["subject"]) == ("3rd", "Tokyo–Yokohama")


def test_words_of_a_cell_are_found_in_the_cell(bench: Bench, browser: Browser) -> None:
    block = next(row["block_id"] for row in bench.rows("blocks") if row["kind"] == "table")
    said = {"subject": "Сеул", "indicator": "x", "value": "4", "unit": "rank"}
    browser.get(f"/add?block={block}").press("#add-save", words="Сеул", **said)
    anchor = bench.last().anchor
    assert anchor is not None
    assert (anchor.row, anchor.column, anchor.start, anchor.stop) == (1, 0, 0, 4)


@pytest.mark.parametrize("words", ["not there", "", "i"])
def test_words_that_do_not_stand_there_once_are_refused(bench: Bench, browser: Browser, words: str) -> None:
    block = next(row["block_id"] for row in bench.rows("blocks") if "77 firms" in row["text"])
    said = {"subject": "x", "indicator": "y", "value": "7", "unit": "count", "words": words, "block": block}
    browser.post("/add", said, 422)
    assert bench.log.read() == ()


def test_all_of_a_table_is_accepted_at_once(bench: Bench, browser: Browser) -> None:
    block = next(row["block_id"] for row in bench.rows("blocks") if row["kind"] == "table")
    page = browser.get(f"/all/{block}")
    assert len(page.all(".checks li")) == 2
    done = page.press("#accept-all-button")
    assert done.notice == "All accepted."
    assert [one.action for one in bench.log.read()] == ["accept", "accept"]
    assert done.all("#accept-all-button") == []
    bench.rebuild()
    assert [row["judgement"] for row in bench.rows("statements") if row["block_id"] == block] == ["accept", "accept"]


def test_a_problem_without_a_statement_is_ticked_off(bench: Bench, browser: Browser) -> None:
    def lone() -> dict[str, str]:
        return next(row for row in bench.rows("problems") if not row["statement_id"])

    address = f"/review/problems?at={lone()['problem_id']}"
    page = browser.get(address)
    assert page.verdict == ""
    page.press("#comment", why="the figure is a picture")
    browser.get(address).press("#accept", why="nothing to read")
    assert (bench.last().target, bench.last().action) == ("problem", "accept")
    assert browser.get(address).verdict == "accept"
    left = [item.get("data-id") for item in browser.get("/review/problems?unjudged=1").all("#queue .item")]
    assert lone()["problem_id"] not in left
    bench.rebuild()
    assert lone()["judgement"] == "accept"
    assert {row["outcome"] for row in bench.rows("judgements")} == {"applied"}
    browser.get(address).press("#undo-button")
    bench.rebuild()
    assert lone()["judgement"] == ""
    assert "the figure is a picture" in browser.get(address).words("#history")


def test_a_repair_is_rejected_and_the_text_reads_as_before(bench: Bench, browser: Browser) -> None:
    mended = next(row["repaired"] for row in bench.rows("blocks") if row["text"] == SEOUL)
    assert "amongst" in mended
    page = browser.get("/review/repairs")
    page.press("#reject")
    assert bench.last().target == "repair"
    assert browser.get("/review/repairs").verdict == "reject"
    bench.rebuild()
    assert next(row["repaired"] for row in bench.rows("blocks") if row["text"] == SEOUL) == ""
    assert bench.rows("repairs")[0]["judgement"] == "reject"
    browser.get("/review/repairs").press("#undo-button")
    bench.rebuild()
    assert bench.rows("repairs")[0]["judgement"] == ""


def test_a_discovered_name_is_promoted_renamed_or_the_same_as_another(bench: Bench, browser: Browser) -> None:
    page = browser.get("/review/names")
    assert page.at == "new:organisation:valley"
    page.press("#rename button", after="Chip Valley")
    bench.rebuild()
    entity = {row["entity_id"]: row for row in bench.rows("entities")}["new:organisation:valley"]
    assert entity["name"] == "Chip Valley"
    browser.get("/review/names").press("#accept")
    assert bench.last().action == "promote"
    bench.rebuild()
    assert not [row for row in bench.rows("entities") if row["status"] == "discovered"]


def test_two_names_are_the_same_then_not(bench: Bench, browser: Browser) -> None:
    browser.get("/review/names").press("#same button[value=same]", after="clu:st:KR:seoul")
    assert (bench.last().action, bench.last().after) == ("same", "clu:st:KR:seoul")
    bench.rebuild()
    merged = {row["entity_id"]: row for row in bench.rows("entities")}["new:organisation:valley"]
    assert (merged["status"], merged["merged_into"]) == ("merged", "clu:st:KR:seoul")
    browser.get("/review/merges").press("#reject")
    assert bench.last().action == "different"
    bench.rebuild()
    assert {row["entity_id"]: row for row in bench.rows("entities")}["new:organisation:valley"]["merged_into"] == ""


def test_an_entity_of_the_gazetteer_is_renamed_and_told_from_another_on_its_page(
    bench: Bench, browser: Browser
) -> None:
    page = browser.get("/entity/clu:st:KR:seoul").press("#rename button", after="Seoul–Incheon")
    assert page.notice == "Renamed."
    assert "Seoul–Incheon" in page.words("#history")
    page.press("#same button[value=different]", after="clu:st:JP:tokyo-yokohama")
    assert bench.last().action == "different"
    bench.rebuild()
    assert browser.get("/entity/clu:st:KR:seoul").words("h1") == "Seoul–Incheon"
    assert [row["outcome"] for row in bench.rows("judgements")] == ["applied", "applied"]


def test_a_name_nobody_knows_is_refused(bench: Bench, browser: Browser) -> None:
    page = browser.get("/review/names").press("#same button[value=same]", 422, after="nobody")
    assert "nobody" in page.words("#message")
    assert bench.log.read() == ()


def test_a_relation_is_corrected(bench: Bench, browser: Browser) -> None:
    page = browser.get("/review/relations").press("#save", object_id="clu:st:KR:seoul")
    assert page.notice == "Corrected."
    bench.rebuild()
    assert bench.rows("relations")[0]["object"] == "Seoul"


def test_a_statement_is_reached_from_its_problem(bench: Bench, browser: Browser) -> None:
    key = next(row["problem_id"] for row in bench.rows("problems") if row["statement_id"])
    page = browser.get(f"/review/problems?at={key}")
    assert "a rank of 2?" in page.text
    page.press("#reject")
    assert bench.last().target_id == page.at


def test_an_orphan_gets_a_place_again(bench: Bench, browser: Browser) -> None:
    key = statement(bench, "5")
    lost = Judgement(
        "correct",
        "statement",
        "gone",
        "value",
        "6",
        "7",
        "petro",
        "2026-01-01T00:00:00Z",
        "",
        Anchor("0" * 64, "words of a report that is gone"),
        (("indicator", "gii_cluster_rank"), ("subject_id", "clu:st:KR:seoul"), ("value", "5")),
    )
    bench.log.append(lost)
    bench.rebuild()
    page = browser.get("/review/orphans")
    assert page.at == lost.id
    assert "words of a report that is gone" in page.words("#claim")
    page.press(".near form button")
    assert [(one.action, one.who) for one in bench.log.read()[1:]] == [("correct", "olena"), ("undo", "olena")]
    assert browser.get("/review/orphans").words("#nothing")
    bench.rebuild()
    assert bench.statement(key)["value"] == "7"
    assert browser.get("/review/orphans").words("#nothing")


def test_an_orphan_is_let_go(bench: Bench, browser: Browser) -> None:
    bench.log.append(Judgement("accept", "statement", "gone", who="petro", when="2026-01-01T00:00:00Z"))
    bench.rebuild()
    browser.get("/review/orphans").press("#undo-button")
    assert bench.last().action == "undo"
    assert browser.get("/review/orphans").words("#nothing")


def test_an_addition_that_lost_its_place_is_made_anew(bench: Bench, browser: Browser) -> None:
    said = (("indicator", "firm_count"), ("subject", "Valley"), ("unit", "count"), ("value", "77"))
    anchor = Anchor("0" * 64, "no longer there", block=3)
    bench.log.append(
        Judgement("add", "statement", who="petro", when="2026-01-01T00:00:00Z", anchor=anchor, content=said)
    )
    bench.rebuild()
    block = next(row["block_id"] for row in bench.rows("blocks") if "77 firms" in row["text"])
    lost = browser.get("/review/orphans").at
    page = browser.get(f"/add?block={block}&judgement={lost}")
    assert page.one("#a-value").get("value") == "77"
    page.press("#add-save", words="77 firms")
    assert [one.action for one in bench.log.read()] == ["add", "add", "undo"]
    bench.rebuild()
    assert [row["quote"] for row in bench.rows("statements") if row["rule"] == "reviewer"] == ["77 firms"]


def test_two_reviewers_see_each_other_and_where_they_disagree(bench: Bench, browser: Browser) -> None:
    key = statement(bench, "3")
    with opened(bench, who="petro") as client:
        other = Browser(client)
        other.get(f"{QUEUE}?at={key}").press("#accept")
        page = browser.get(f"{QUEUE}?at={key}")
        assert page.verdict == "accept"
        assert "petro" in page.words("#history")
        page.press("#reject")
        apart = other.get("/review/disagreements")
        assert apart.at == key
        assert {"petro", "olena"} <= set(apart.words("#history").split())
        bench.rebuild()
        assert other.get("/review/disagreements").at == key
        assert bench.statement(key)["judgement"] == "reject"
        other.get("/review/disagreements").press("#reject")
        assert other.get("/review/disagreements").words("#nothing")


def test_to_accept_a_correction_is_no_disagreement(bench: Bench, browser: Browser) -> None:
    key = statement(bench, "3")
    browser.get(f"{QUEUE}?at={key}").press("#save", value="4")
    with opened(bench, who="petro") as client:
        Browser(client).get(f"{QUEUE}?at={key}").press("#accept")
    assert browser.get("/review/disagreements").words("#nothing")
    bench.rebuild()
    assert bench.statement(key)["judgement"] == "correct"


def test_the_log_is_read_on_when_others_write_and_when_it_is_exchanged(bench: Bench, browser: Browser) -> None:
    key = statement(bench, "3")
    said = Judgement("reject", "statement", key, who="petro", when="2026-01-01T00:00:00Z")
    bench.log.append(said)
    assert browser.get(f"{QUEUE}?at={key}").verdict == "reject"
    lines = bench.log.path.read_bytes()
    # A line that is being written is not read yet; a version control system puts another file in its place.
    with bench.log.path.open("ab") as stream:
        stream.write(lines[:20])
    assert browser.get(f"{QUEUE}?at={key}").verdict == "reject"
    exchanged = bench.folder / "exchanged"
    exchanged.write_bytes(b"")
    exchanged.replace(bench.log.path)
    assert browser.get(f"{QUEUE}?at={key}").verdict == ""


def test_a_damaged_log_is_told_and_nothing_breaks(bench: Bench, browser: Browser) -> None:
    bench.log.path.write_bytes(b"{not a judgement}\n")
    page = browser.get(QUEUE)
    assert "not a judgement" in page.words(".fault")


def test_what_cannot_be_written_is_said(bench: Bench, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("consolidate.judgement.JudgementLog.append", full)
    page = first(browser).press("#accept", 503)
    assert "No space left on device" in page.words("#message")


def test_a_decision_is_flushed_to_the_disk_before_the_page_says_so(
    bench: Bench, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[bytes] = []
    monkeypatch.setattr("consolidate.judgement.os.fsync", lambda _: flushed.append(bench.log.path.read_bytes()))
    first(browser).press("#accept")
    assert len(flushed) == 1
    assert json.loads(flushed[0])["action"] == "accept"


def test_a_restart_in_the_middle_loses_nothing(bench: Bench) -> None:
    key = statement(bench, "3")
    with opened(bench) as client:
        Browser(client).get(f"{QUEUE}?at={key}").press("#accept")
    with opened(bench) as client:
        page = Browser(client).get(f"{QUEUE}?at={key}")
        assert page.verdict == "accept"
        assert page.words("#rebuild-state") == "1 decisions are not in the dataset yet."


def test_a_new_build_is_shown_as_soon_as_it_is_switched_in(bench: Bench, browser: Browser) -> None:
    key = statement(bench, "3")
    browser.get(f"{QUEUE}?at={key}").press("#save", value="4")
    bench.parts = [*bench.parts, report("more", ["Seoul was 9th in 1999."], [Say("Seoul was 9th", "9th", "9")])]
    bench.rebuild()
    page = browser.get(f"{QUEUE}?at={key}")
    assert page.words(".said .value") == "#4"
    assert page.words("#rebuild-state") == ""
    assert page.words("#queue .progress .quiet") == "1 of 7 judged"


def test_the_button_rebuilds_and_tells_how_it_went(bench: Bench, tmp_path: Path) -> None:
    outcomes = ["", "in use by process 7"]
    with opened(bench, rebuild=lambda: outcomes.pop(0)) as client:
        browser = Browser(client)
        first(browser).press("#accept")
        browser.get(QUEUE).press("#rebuild-button")
        assert _settled(browser)["state"] == "done"
        browser.get(QUEUE).press("#rebuild-button")
        told = _settled(browser)
        assert told["state"] == "failed"
        assert "in use by process 7" in told["message"]
        assert "in use by process 7" in browser.get(QUEUE).words("#rebuild-state")


def _settled(browser: Browser) -> dict[str, str]:
    for _ in range(500):
        told: dict[str, str] = json.loads(browser.get("/rebuild").text)
        if told["state"] != "running":
            return told
    raise AssertionError("the rebuild does not end")
