"""The page: every value opens its paragraph, nothing comes from the network, it stays small."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from consolidate import judgement_on, read_table
from consolidate.write.report import LARGEST, write_report
from consolidate.write.report.chart import Reading, Series, Stretch, rank_chart, time_line, value_chart
from gazetteer import Entity, Name

from .reports import Names, Say, Written, build, grid, ids, report

HOSTILE = "<script>alert(1)</script> & <b>\"Seoul\"</b> {{ 7 * 7 }} 'x'"


@pytest.fixture
def parts() -> list[Written]:
    years = [("2021", "7"), ("2022", "4"), ("2024", "5")]
    series = report(
        "series",
        [f"{HOSTILE} In {year} Seoul came {rank}." for year, rank in years],
        [Say(f"In {year} Seoul came {rank}", rank, rank, period=year) for year, rank in years],
        published="2024",
    )
    against = report(
        "против",
        ["В 2022 году Сеул занял 6-е место."],
        [Say("2022 году Сеул занял 6-е место", "6-е", "6", period="2022")],
        published="2023",
        language="ru",
    )
    table = report(
        "table",
        [grid(["Cluster", "Rank <b>"], ["Tokyo", "1"], ["Сеул", "14"], caption="Ranks & more")],
        [Say("1", "1", "1", "clu:st:JP:tokyo-yokohama", period="2022")],
    )
    programme = report(
        "programme",
        ["go-cluster started in 2012 and ended in 2025. It was founded in 2011."],
        [
            Say("started in 2012", "2012", "2012", "prg:DE:go-cluster", "programme_start", "year", "2012"),
            Say("ended in 2025", "2025", "2025", "prg:DE:go-cluster", "programme_end", "year", "2025"),
        ],
    )
    return [series, against, table, programme]


def read_one(folder: Path, table: str) -> dict[str, str]:
    (row,) = read_table(folder, table)
    return dict(row)


def page_of(folder: Path) -> html.HtmlElement:
    return html.document_fromstring((folder / "report.html").read_text("utf-8"))


def statements(folder: Path) -> dict[str, dict[str, str]]:
    return {row["statement_id"]: dict(row) for row in read_table(folder, "statements")}


def links(page: html.HtmlElement) -> list[html.HtmlElement]:
    return [link for link in page.iter("a") if (link.get("href") or "").startswith("#s-")]


def check_links(folder: Path) -> int:
    """Every value opens an element that exists and holds its quote, marked; the number of links."""
    page, known = page_of(folder), statements(folder)
    found = links(page)
    for link in found:
        key = link.get("href")[3:]
        targets = page.xpath("//*[@id=$key]", key=f"s-{key}")
        assert len(targets) == 1, link.get("href")
        marked = ["".join(mark.itertext()) for mark in targets[0].iter("mark")]
        assert marked == [known[key]["quote"]]
    return len(found)


def test_every_value_opens_its_paragraph(tmp_path: Path, parts: list[Written]) -> None:
    build(tmp_path / "a", parts)
    assert check_links(tmp_path / "a") >= len(statements(tmp_path / "a"))
    linked = {link.get("href")[3:] for link in links(page_of(tmp_path / "a"))}
    assert linked == set(statements(tmp_path / "a"))


def test_values_on_the_page_are_links(tmp_path: Path, parts: list[Written]) -> None:
    build(tmp_path / "a", parts)
    page = page_of(tmp_path / "a")
    for section in ("subjects", "conflicts"):
        (found,) = page.xpath("//section[@id=$name]", name=section)
        texts = [text for text in found.itertext() if "#" in text]
        assert texts
        assert all(parent.tag == "a" for parent in found.iter() if parent.text and parent.text.strip().startswith("#"))
    circles = page.xpath("//section[@id='ranks']//circle")
    assert circles
    assert all(circle.getparent().tag == "a" for circle in circles)


def test_the_whole_paragraph_is_there(tmp_path: Path, parts: list[Written]) -> None:
    build(tmp_path / "a", parts)
    page = page_of(tmp_path / "a")
    texts = {row["block_id"]: row["text"] for row in read_table(tmp_path / "a", "blocks")}
    for key, row in statements(tmp_path / "a").items():
        (target,) = page.xpath("//*[@id=$key]", key=f"s-{key}")
        quotes = list(target.iter("blockquote"))
        if quotes:
            assert "".join(quotes[0].itertext()) == texts[row["block_id"]]


def test_hostile_text_is_shown_and_not_run(tmp_path: Path, parts: list[Written]) -> None:
    build(tmp_path / "a", parts)
    page = page_of(tmp_path / "a")
    assert not list(page.iter("script"))
    assert any(HOSTILE in "".join(element.itertext()) for element in page.iter("blockquote"))


def test_nothing_comes_from_elsewhere(tmp_path: Path, parts: list[Written]) -> None:
    build(tmp_path / "a", parts)
    page = page_of(tmp_path / "a")
    for element in page.iter():
        assert element.get("src") is None
        if element.tag == "link":
            raise AssertionError("a style sheet of its own file")
    text = (tmp_path / "a" / "report.html").read_text("utf-8")
    assert "@import" not in text
    assert "url(" not in text
    assert "default-src 'none'" in text


def test_ids_on_the_page_are_unique(tmp_path: Path, parts: list[Written]) -> None:
    build(tmp_path / "a", parts)
    found = page_of(tmp_path / "a").xpath("//@id")
    assert len(found) == len(set(found))
    for link in page_of(tmp_path / "a").xpath("//a[starts-with(@href, '#')]/@href"):
        assert link[1:] in found


def test_a_conflict_stands_side_by_side(tmp_path: Path, parts: list[Written]) -> None:
    build(tmp_path / "a", parts)
    (conflicts,) = page_of(tmp_path / "a").xpath("//section[@id='conflicts']")
    values = ["".join(value.itertext()) for value in conflicts.xpath(".//a[contains(@class, 'value')]")]
    assert values == ["#4", "#6"]
    text = " ".join("".join(conflicts.itertext()).split())
    assert "preferred: newer document" in text
    assert "2022 году Сеул занял 6-е место" in text


def test_a_programme_lies_on_the_time_line(tmp_path: Path, parts: list[Written]) -> None:
    build(tmp_path / "a", parts)
    (line,) = page_of(tmp_path / "a").xpath("//section[@id='programmes']//*[local-name()='svg']")
    titles = [title.text for title in line.iter("title")]
    assert "go-cluster: 2012–2025" in titles
    assert len(line.xpath(".//rect")) == 1


def test_orphaned_decisions_are_shown_with_their_words(tmp_path: Path, parts: list[Written]) -> None:
    build(tmp_path / "a", parts)
    decision = judgement_on(tmp_path / "a", ids(parts[1])[0], "accept", when="2026-01-01T00:00:00Z")
    build(tmp_path / "b", [parts[0]], [decision])
    (section,) = page_of(tmp_path / "b").xpath("//section[@id='decisions']")
    text = "".join(section.itertext())
    assert "orphaned" in text
    assert "2022 году Сеул занял 6-е место" in text


def test_decisions_are_told_in_words(tmp_path: Path) -> None:
    def firms(name: str, key: str, language: str) -> Written:
        entity = Entity(key, "cluster", name, (Name(name, language, "report"),))
        return report(key, [f"{name} 12"], [Say(f"{name} 12", "12", "12", key, "company_count")], discovered=[entity])

    related = report("related", ["Seoul is in go"], relations=[("Seoul is in go", "Seoul", "member_of", "go")])
    found = [firms("Лесной кластер", "new:a", "ru"), firms("Forest Cluster", "new:b", "en"), related]
    build(tmp_path / "a", found)
    made = (
        (ids(found[1])[0], "correct", {"field": "period", "after": "2020"}),
        ("new:a", "same", {"after": "new:b"}),
        ("new:a", "rename", {"after": "Woods"}),
        (read_one(tmp_path / "a", "relations")["relation_id"], "accept", {}),
    )
    decisions = [
        judgement_on(tmp_path / "a", key, action, when=f"2026-01-0{day}T00:00:00Z", **more)  # type: ignore[arg-type]  # test data
        for day, (key, action, more) in enumerate(made, 1)
    ]
    build(tmp_path / "b", found, decisions)
    assert page_of(tmp_path / "b").xpath("//section[@id='decisions']//td[3]/text()[1]") == [
        "Woods · company count · #12 · 2020; period: ∅ → 2020 ",
        "Woods = Forest Cluster",
        "Lesnoy klaster → Woods",
        "Seoul member of go",
    ]


def test_kin_of_a_subject_are_named(tmp_path: Path) -> None:
    old = Entity("clu:old", "cluster", "Old", (), "CN")
    new = Entity("clu:new", "cluster", "New", (), "CN", predecessors=("clu:old",))
    says = [
        Say("Old came 2", "2", "2", "clu:old", period="2017"),
        Say("New came 3", "3", "3", "clu:new", period="2022"),
    ]
    twins = [
        report(
            key, [f"{name} came 5"], [Say(f"{name} came 5", "5", "5", key)], discovered=[Entity(key, "cluster", name)]
        )
        for key, name in (("new:a", "Pine Valley"), ("new:b", "«Pine Valley»"))
    ]
    build(tmp_path / "a", [report("both", [say.quote for say in says], says), *twins], names=Names(old, new))
    page = page_of(tmp_path / "a")
    said = {
        one.get("id"): [" ".join("".join(line.itertext()).split()) for line in one.xpath("p")]
        for one in page.xpath("//section[@id='subjects']/details")
    }
    assert said["e-clu:old"] == ["its place was taken by New: series of their own"]
    assert said["e-clu:new"] == ["took the place of Old: series of their own"]
    assert page.xpath("//*[@id='e-clu:new']/p/a/@href") == ["#e-clu:old"]
    assert said["e-new:a"] == ["one with «Pine Valley»: both are called “pine valley” (new:a)"]


def test_a_large_dataset_shows_what_needs_eyes(tmp_path: Path, parts: list[Written]) -> None:
    filler = "cluster policy " * 30
    many = [
        report(
            f"r{number}",
            [f"{filler} {place}: {number} firms." for place in range(20)],
            [
                Say(f"{place}: {number} firms", str(number), str(number), indicator=f"i{place}", unit="count")
                for place in range(20)
            ],
        )
        for number in range(10, 30)
    ]
    build(tmp_path / "a", [*parts, *many])
    whole = (tmp_path / "a" / "report.html").stat().st_size
    assert whole <= LARGEST
    write_report(tmp_path / "a", largest=200_000)
    assert (tmp_path / "a" / "report.html").stat().st_size <= 200_000
    assert check_links(tmp_path / "a") > 50
    text = "".join(page_of(tmp_path / "a").itertext())
    assert "more stand in statements.csv" in text
    shown = {link.get("href")[3:] for link in links(page_of(tmp_path / "a"))}
    against = {
        key
        for row in read_table(tmp_path / "a", "observations")
        if row["agreement"] == "conflict" and row["indicator"] == "gii_cluster_rank"
        for key in row["statement_ids"].strip('[]"').split('","')
    }
    assert against <= shown


def test_an_empty_dataset_has_a_page(tmp_path: Path) -> None:
    build(tmp_path / "a", [])
    text = "".join(page_of(tmp_path / "a").itertext())
    assert "No statements were found." in text


def test_the_first_place_is_on_top_and_years_run_right() -> None:
    chart = rank_chart(
        "ranks",
        [
            Series("A", (Reading(2020, 1, "", "#a"), Reading(2022, 9, "", "#b"))),
            Series("B", (Reading(2022, 8, "", "#c"),)),
        ],
    )
    drawn = {one.name: one for one in chart.series}
    first, last = drawn["A"].points
    assert first.y < last.y
    assert first.x < last.x
    assert drawn["B"].points[0].y < last.y
    assert abs(drawn["A"].label_y - drawn["B"].label_y) >= 15
    assert all(chart.top <= point.y <= chart.bottom for one in chart.series for point in one.points)


def test_no_line_runs_over_a_break() -> None:
    years = (2020, 2022, 2024, 2025)
    one = Series("Seoul", tuple(Reading(year, 3.0, "", "#") for year in years))
    whole, cut = rank_chart("t", [one]), rank_chart("t", [one], [(2018, "earlier"), (2023, "other counts")])
    assert [len(line.split()) for line in whole.series[0].lines] == [4]
    assert [len(line.split()) for line in cut.series[0].lines] == [2, 2]
    (mark,) = cut.breaks
    assert cut.series[0].points[1].x < mark.at < cut.series[0].points[2].x
    assert "other counts" in mark.label
    assert [point.x for point in cut.series[0].points] == [point.x for point in whole.series[0].points]


def test_labels_never_overlap_nor_leave_the_picture() -> None:
    crowd = [Series(f"S{number}", (Reading(2023, 100, "", "#x"),)) for number in range(14)]
    chart = rank_chart("ranks", crowd)
    ys = sorted(one.label_y for one in chart.series)
    assert all(second - first >= 15 for first, second in pairwise(ys))
    assert ys[0] >= 0
    assert ys[-1] <= chart.height


def test_a_time_line_holds_its_bars() -> None:
    line = time_line([("A", [Stretch(1990, 2010, "", "#a")]), ("B", [Stretch(2025, 2025, "", "#b")])])
    bar, moment = line.lanes[0].bars[0], line.lanes[1].moments[0]
    assert line.left <= bar.x < bar.x + bar.width <= line.right
    assert bar.x + bar.width < moment.x <= line.right
    assert line.years[0].label == "1990"


def test_values_are_drawn_on_a_linear_scale_that_has_zero() -> None:
    readings = tuple(Reading(2020 + number, value, "", "") for number, value in enumerate((-5.0, 0.0, 10.0)))
    chart = value_chart("t", [Series("a", readings)])
    assert [tick.label for tick in chart.levels] == ["-6", "-4", "-2", "0", "2", "4", "6", "8", "10"]
    below, zero, above = (point.y for point in chart.series[0].points)
    assert round((below - zero) / (zero - above), 2) == 0.5
    flat = value_chart("t", [Series("a", (Reading(2020, 0.0, "", ""),))])
    assert [tick.label for tick in flat.levels] == ["0", "1"]
