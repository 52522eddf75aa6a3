"""Every key and every decision: on the disk before the page says so, kept over restarts and rebuilds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Review
from tests.browser.steps import call_oneself, document, pixels, press, rows, show, shown, statement

if TYPE_CHECKING:
    from playwright.sync_api import Page

Visit = Callable[..., "Page"]


@pytest.fixture(scope="module")
def rebuilding(browser: object, begin: Callable[[], Review]) -> Review:
    """A review whose dataset is rebuilt, which others must not see."""
    return begin()


def last(review: Review, *fields: str) -> tuple[str, ...]:
    """These fields of the latest decision on the disk."""
    return tuple(review.judgements()[-1][field] for field in fields)


def rebuilt(page: Page, review: Review) -> None:
    """Ask for a rebuild, and wait until the new dataset is in place."""
    before = review.dataset
    page.locator("#rebuild-button").click()
    page.locator("#rebuilding[data-state=done]").wait_for(timeout=60_000)
    assert review.dataset != before


def test_next_and_previous_with_both_pairs_of_keys(review: Review, visit: Visit) -> None:
    page = visit(review, "/review/statements")
    first = shown(page)
    press(page, "j")
    second = shown(page)
    assert second != first
    press(page, "ArrowRight")
    assert shown(page) not in (first, second)
    press(page, "k")
    assert shown(page) == second
    press(page, "ArrowLeft")
    assert shown(page) == first


def test_keys_work_on_a_cyrillic_keyboard(review: Review, visit: Visit) -> None:
    page = visit(review, "/review/statements")
    first = shown(page)
    # The key that bears J on a Latin keyboard types this letter on a Russian or Ukrainian one.
    with page.expect_navigation():
        page.evaluate(
            "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'о', code: 'KeyJ', bubbles: true}))"
        )
    assert shown(page) != first


def test_accept_and_reject_are_on_the_disk_and_lead_on(review: Review, visit: Visit) -> None:
    page = visit(review)
    for key, action, wanted in (
        ("a", "accept", {"subject": "Paris", "period": "2023"}),
        ("r", "reject", {"subject": "Paris", "period": "2022"}),
    ):
        about = statement(review, **wanted)["statement_id"]
        show(page, review, about)
        follows = page.locator("#next").count() > 0
        press(page, key)
        assert last(review, "action", "target_id", "who") == (action, about, "olena")
        # The last of the queue stays in view: nothing follows it.
        assert (shown(page) != about) is follows
        show(page, review, about)
        assert page.locator("#claim").get_attribute("data-verdict") == action


def test_undo_takes_the_latest_decision_back(review: Review, visit: Visit) -> None:
    page = visit(review)
    about = statement(review, subject="Moscow")["statement_id"]
    show(page, review, about)
    press(page, "a")
    decided = last(review, "id")
    show(page, review, about)
    press(page, "u")
    assert last(review, "action", "target_id") == ("undo", *decided)
    assert shown(page) == about
    assert page.locator("#claim").get_attribute("data-verdict") == ""
    assert page.locator("#history li.undone").get_attribute("data-judgement") == decided[0]


def test_a_comment_stays_with_the_statement(review: Review, visit: Visit) -> None:
    page = visit(review)
    about = statement(review, subject="Bengaluru", indicator="gii_cluster_rank")["statement_id"]
    show(page, review, about)
    page.keyboard.press("m")
    page.keyboard.type("ask the authors: jar or car?")
    press(page, "Enter")
    assert last(review, "action", "target_id", "why") == ("comment", about, "ask the authors: jar or car?")
    assert shown(page) == about
    assert "jar or car?" in page.locator("#history").inner_text()


def test_keys_do_nothing_inside_fields_or_with_modifiers(review: Review, visit: Visit) -> None:
    page = visit(review)
    about = statement(review, subject="Bengaluru", indicator="gii_cluster_rank")["statement_id"]
    show(page, review, about)
    before, address = review.judgements(), page.url
    page.keyboard.press("m")
    page.keyboard.type("raajku?/")
    assert page.locator("#why").input_value() == "raajku?/"
    page.keyboard.press("Escape")
    for combination in ("Control+a", "Alt+r", "Meta+u"):
        page.keyboard.press(combination)
    assert page.url == address
    assert review.judgements() == before
    press(page, "j")


def test_after_a_decision_keys_are_keys_again(review: Review, visit: Visit) -> None:
    """Whatever field had the focus, the next letter is a command on the next statement."""
    page = visit(review)
    about = statement(review, subject="France", indicator="top100_cluster_count")["statement_id"]
    show(page, review, about)
    page.keyboard.press("c")
    page.locator("#f-value").fill("3")
    page.keyboard.press("Escape")
    press(page, "a")
    following = shown(page)
    press(page, "k")
    assert following != about


def test_correct_and_rebuild(rebuilding: Review, visit: Visit) -> None:
    review = rebuilding
    page = visit(review)
    about = statement(review, subject="Munich", period="2018", indicator="gii_cluster_rank")["statement_id"]
    show(page, review, about)
    page.keyboard.press("c")
    page.wait_for_function("document.activeElement.id === 'f-value'")
    page.keyboard.press("Control+a")
    page.keyboard.type("24")
    page.locator("#f-period").fill("2016")
    press(page, "Enter")
    assert shown(page) == about
    assert page.locator("#claim").get_attribute("data-verdict") == "correct"
    assert {(said["field"], said["before"], said["after"]) for said in review.judgements()[-2:]} == {
        ("value", "23", "24"),
        ("period", "2018", "2016"),
    }
    assert "24" in page.locator("#claim").inner_text()
    rebuilt(page, review)
    row = statement(review, statement_id=about)
    assert (row["value"], row["period"], row["judgement"]) == ("24", "2016", "correct")
    show(page, review, about)
    assert page.locator("#f-value").input_value() == "24"


def test_a_subject_is_found_by_typing_and_chosen_by_keys(review: Review, visit: Visit) -> None:
    page = visit(review)
    about = statement(review, subject="Osaka–Kobe–Kyoto")["statement_id"]
    show(page, review, about)
    page.keyboard.press("s")
    page.wait_for_function("document.activeElement.id === 'find-subject'")
    for typed in ("Токио", "Tokyo"):
        page.locator("#find-subject").fill(typed)
        page.locator("#found-subjects [role=option]", has_text="Tokyo").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    chosen = page.locator("#f-subject_id").input_value()
    assert chosen != "clu:s:jp:osaka-kobe-kyoto"
    with page.expect_navigation():
        page.locator("#save").click()
    assert last(review, "action", "field", "after") == ("correct", "subject_id", chosen)


def test_a_late_answer_leaves_the_name_marked(review: Review, visit: Visit) -> None:
    page = visit(review)
    show(page, review, statement(review, subject="Osaka–Kobe–Kyoto")["statement_id"])
    page.keyboard.press("s")
    page.locator("#find-subject").fill("Tokyo")
    page.locator("#found-subjects [role=option]", has_text="Tokyo").first.wait_for()
    page.keyboard.press("ArrowDown")
    held = page.evaluate("document.activeElement.dataset.old = document.activeElement.dataset.id")
    page.locator("#find-subject").dispatch_event("input")
    page.locator("#found-subjects [data-old]").wait_for(state="detached")
    assert held
    assert page.evaluate("document.activeElement.dataset.id") == held


def mark(page: Page, words: str) -> None:
    """Mark words of the text with the mouse, as it were."""
    page.evaluate(
        """words => {
            const text = [...document.querySelectorAll('.text')].find(one => one.textContent.includes(words));
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            const first = text.textContent.indexOf(words), range = document.createRange();
            for (let at = 0; walker.nextNode(); at += walker.currentNode.length) {
                const node = walker.currentNode, stop = first + words.length;
                if (first >= at && first < at + node.length) range.setStart(node, first - at);
                if (stop > at && stop <= at + node.length) range.setEnd(node, stop - at);
            }
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        words,
    )


def test_a_missed_statement_is_added_by_marking_its_words(rebuilding: Review, visit: Visit) -> None:
    review = rebuilding
    page = visit(review)
    show(
        page, review, statement(review, subject="Bengaluru", indicator="gii_cluster_rank")["statement_id"], "show=text"
    )
    words = "members were 1 200 companies"
    mark(page, words)
    page.keyboard.press("n")
    dialog = page.locator("#adding")
    dialog.wait_for()
    assert words in dialog.inner_text()
    for field, value in {"value": "1200", "unit": "count", "period": "2023", "subject": "Bengaluru"}.items():
        page.locator(f"#a-{field}").fill(value)
    page.locator("#a-indicator").fill("member_count")
    with page.expect_navigation():
        page.locator("#add-save").click()
    added = review.judgements()[-1]
    assert (added["action"], added["anchor"]["quote"]) == ("add", words)
    rebuilt(page, review)
    row = statement(review, indicator="member_count", rule="reviewer")
    assert (row["value"], row["quote"], row["period"]) == ("1200", words, "2023")
    block = statement(review, subject="Bengaluru", indicator="gii_cluster_rank")["block_id"]
    (text,) = (one["text"] for one in rows(review, "blocks", block_id=block))
    assert text[int(row["start"]) : int(row["stop"])] == words


def test_all_of_a_table_is_accepted_after_a_look(review: Review, visit: Visit) -> None:
    page = visit(review)
    about = statement(
        review, subject="Germany", document_id=document(review, "table.pdf"), indicator="top100_cluster_count"
    )
    show(page, review, about["statement_id"])
    press(page, "l")
    assert page.locator("body").get_attribute("data-page") == "all"
    before = review.judgements()
    page.locator("input[name=id]").last.uncheck()
    press(page, "o")
    new = review.judgements()[len(before) :]
    accepted = {said["target_id"] for said in new}
    there = {row["statement_id"] for row in rows(review, "statements", block_id=about["block_id"])}
    assert len(accepted) == len(there) - 1 > 1
    assert accepted < there
    assert {said["action"] for said in new} == {"accept"}


def test_a_discovered_name_is_promoted(review: Review, visit: Visit) -> None:
    page = visit(review, "/review/names")
    name = shown(page)
    assert name.startswith("new:cluster:")
    with page.expect_navigation():
        page.locator("button[value=promote]").click()
    assert last(review, "action", "target_id") == ("promote", name)


def test_decisions_survive_a_power_cut_and_go_on_where_they_stopped(begin: Callable[[], Review], visit: Visit) -> None:
    review = begin()
    page = visit(review, "/review/statements?unjudged=1", clean=False)
    first = shown(page)
    press(page, "a")
    second, said = shown(page), page.locator("#notice").text_content()
    # What the page has said is on the disk, with no time to write it now.
    review.kill()
    assert last(review, "action", "target_id") == ("accept", first)
    page.keyboard.press("r")
    page.wait_for_function("text => document.querySelector('#notice').textContent !== text", arg=said)
    assert shown(page) == second
    again = Review.of(review.workspace)
    page = visit(again, "/review/statements?unjudged=1", clean=False)
    assert shown(page) == second
    press(page, "r")
    assert [(said["action"], said["target_id"]) for said in again.judgements()] == [
        ("accept", first),
        ("reject", second),
    ]
    again.stop()
    assert again.process.returncode in (0, 130)


def test_two_reviewers_who_disagree_are_both_shown(review: Review, visit: Visit) -> None:
    about = statement(review, subject="Beijing")["statement_id"]
    for who, key in (("Оля", "a"), ("<b>Tom</b>", "r")):
        page = visit(review)
        call_oneself(page, who)
        show(page, review, about)
        press(page, key)
    assert [(said["who"], said["action"]) for said in review.judgements()[-2:]] == [
        ("Оля", "accept"),
        ("<b>Tom</b>", "reject"),
    ]
    page = visit(review, "/review/disagreements")
    assert shown(page) == about
    told = page.locator("#history").inner_text()
    assert "Оля" in told
    assert "<b>Tom</b>" in told


@pytest.mark.parametrize("path", ["/", "/review/statements", "/documents", "/search"])
def test_the_help_sheet_opens_on_a_question_mark(review: Review, visit: Visit, path: str) -> None:
    page = visit(review, path)
    page.keyboard.press("?")
    sheet = page.locator("#help-sheet")
    sheet.wait_for()
    for key in ("J", "K", "A", "R", "C", "M", "U", "S", "N"):
        assert sheet.locator("kbd", has_text=key).count(), key
    page.keyboard.press("Escape")
    assert not sheet.is_visible()


def test_keys_that_change_the_view(review: Review, visit: Visit) -> None:
    page = visit(review)
    show(page, review, statement(review, subject="Beijing")["statement_id"])
    assert page.locator("#source").get_attribute("data-show") == "page"
    press(page, "v")
    assert page.locator("#source").get_attribute("data-show") == "text"
    press(page, "v")
    narrow = pixels(page)
    press(page, "=")
    assert pixels(page) > narrow
    press(page, "-")
    assert pixels(page) == narrow
    page.keyboard.press("f")
    assert page.evaluate("document.activeElement.closest('#filters') !== null")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.press("Escape")
    press(page, "g")
    assert page.locator("body").get_attribute("data-page") == "home"


def test_raw_and_repaired_text(review: Review, visit: Visit) -> None:
    page = visit(review)
    show(page, review, statement(review, subject="Seoul", value="5", document_id=document(review, "ukraine.txt"))
         ["statement_id"])  # fmt: skip
    raw = page.locator("#source").inner_text()
    assert "iнноваційного" in raw
    press(page, "t")
    mended = page.locator("#source").inner_text()
    assert "iнноваційного" not in mended.replace("→ інноваційного", "")
    assert "інноваційного" in mended
    press(page, "t")
    assert page.locator("#source").inner_text() == raw
