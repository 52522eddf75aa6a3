"""What comes first, what is left out, what is next; and how much is judged."""

import pytest

from consolidate import open_database
from review.build import Build
from review.filters import Filters
from review.queues import Asked, Window, by_document
from review.recent import Recent
from review.words import Words
from tests.consolidate.reports import Say, report

from .desk import Bench


def asked(bench: Bench, kind: str = "statements", **filters: str) -> Asked:
    build = Build(bench.dataset.resolve())
    connection = open_database(build.folder)
    recent = Recent(bench.log.path)
    recent.refresh(build, connection)
    return Asked(connection, build, recent, kind, Filters.of(filters), Words("en"))


def walked(queue: Asked) -> list[str]:
    """All items by the next button, from the first."""
    found: list[str] = []
    window = queue.window("")
    while window.at and window.at not in found:
        found.append(window.at)
        window = queue.window(window.next) if window.next else Window((), "")
    return found


def test_conflicts_come_first_then_problems_then_the_least_certain(bench: Bench) -> None:
    queue = asked(bench)
    rows = {row["statement_id"]: row for row in bench.rows("statements")}
    order = walked(queue)
    assert sorted(order) == sorted(rows)
    against = [item.conflict for item in queue.window("").items]
    assert against == sorted(against, reverse=True)
    assert against.count(True) == 2  # 3rd and place 5 of Seoul in 2023
    flagged = [item.flagged for item in queue.window("").items][2:]
    assert flagged == [True, False, False, False]
    assert [float(rows[key]["confidence"]) for key in order[3:]] == [0.5, 0.95, 0.95]


def test_statements_that_contradict_each_other_stand_together(bench: Bench) -> None:
    words = [f"Seoul had rank {rank} in {year}." for rank, year in ((11, 2001), (12, 2002), (21, 2001), (22, 2002))]
    doubts = (0.5, 0.6, 0.9, 0.55)
    says = [
        Say(f"rank {text[15:17]} in", text[15:17], text[15:17], period=text[21:25], confidence=doubt)
        for text, doubt in zip(words, doubts, strict=True)
    ]
    bench.parts = [report("one", words[:2], says[:2]), report("two", words[2:], says[2:])]
    bench.rebuild()
    assert [bench.statement(key)["value"] for key in walked(asked(bench))] == ["11", "21", "22", "12"]


def test_previous_goes_the_same_way_back(bench: Bench) -> None:
    queue = asked(bench)
    order = walked(queue)
    back = [order[-1]]
    while previous := queue.window(back[-1]).previous:
        back.append(previous)
    assert back == order[::-1]


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        ({"language": "uk"}, 2),
        ({"entity": "clu:st:KR:seoul"}, 3),
        ({"indicator": "gii_cluster_rank"}, 6),
        ({"indicator": "nothing"}, 0),
        ({"confidence": "low"}, 1),
        ({"confidence": "middle"}, 1),
        ({"confidence": "high", "language": "en"}, 2),
        ({"conflict": "1"}, 2),
        ({"conflict": "1", "language": "uk"}, 0),
    ],
)
def test_filters_narrow_the_queue_and_its_progress(bench: Bench, filters: dict[str, str], number: int) -> None:
    queue = asked(bench, **filters)
    assert len(walked(queue)) == number
    assert queue.progress().total == number


def test_the_order_of_reading_is_that_of_the_reports(bench: Bench) -> None:
    rows = {row["statement_id"]: row for row in bench.rows("statements")}
    places = [
        (rows[key]["document_id"], rows[key]["block_id"], int(rows[key]["row"] or 0), int(rows[key]["start"]))
        for key in walked(asked(bench, sort="reading"))
    ]
    assert places == sorted(places)
    doubts = [float(rows[key]["confidence"]) for key in walked(asked(bench, sort="doubt"))]
    assert doubts == sorted(doubts)


@pytest.mark.parametrize("kind", ["relations", "names", "repairs", "problems"])
def test_other_queues_have_what_there_is(bench: Bench, kind: str) -> None:
    expected = {"relations": 1, "names": 1, "repairs": 1, "problems": 2}
    queue = asked(bench, kind)
    assert len(walked(queue)) == expected[kind]
    assert all(item.title for item in queue.window("").items)


def test_an_item_that_is_not_there_any_more_leads_to_the_first(bench: Bench) -> None:
    queue = asked(bench)
    assert queue.window("gone").at == queue.window("").at


def test_a_long_queue_is_read_a_stretch_at_a_time(bench: Bench) -> None:
    words = [f"Seoul had rank {number} in {1900 + number}." for number in range(1, 100)]
    says = [Say(f"rank {number} in", str(number), str(number), period=str(1900 + number)) for number in range(1, 100)]
    bench.parts = [report("long", words, says)]
    bench.rebuild()
    queue = asked(bench)
    assert len(walked(queue)) == 99
    window = queue.window(walked(queue)[50])
    assert len(window.items) == 6 + 1 + 24
    assert [item.id for item in window.items] == walked(queue)[44:75]


def test_documents_show_how_much_of_them_is_judged(bench: Bench) -> None:
    queue = asked(bench)
    progress = by_document(queue.connection, queue.recent)
    assert sorted((one.judged, one.total) for one in progress.values()) == [(0, 1), (0, 2), (0, 3)]
