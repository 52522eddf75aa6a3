"""What sources say together: agreement, preference, original sources, changes, totals, gaps."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consolidate import read_table
from consolidate.precision import can_be_one, figure, tolerance
from gazetteer import Entity, Name

from .reports import Names, Say, Written, build, ids, report

ABOUT = {"indicator": "rd_expenditure", "unit": "USD", "period": "2022"}


def observed(folder: Path, *parts: Written, names: Names | None = None) -> list[dict[str, str]]:
    build(folder, parts, names=names)
    return [dict(row) for row in read_table(folder, "observations")]


def one(folder: Path, *parts: Written, names: Names | None = None) -> dict[str, str]:
    found = observed(folder, *parts, names=names)
    assert len(found) == 1, [row["value"] for row in found]
    return found[0]


def spending(name: str, stated: str, value: str, **more: object) -> Written:
    text = f"Spending was {stated} then."
    fields = {key: more.pop(key) for key in ("comparator", "high", "qualifiers", "period") if key in more}
    say = Say(f"Spending was {stated}", stated, value, **{**ABOUT, **fields})  # type: ignore[arg-type]  # test data
    return report(name, [text], [say], **more)  # type: ignore[arg-type]  # test data


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (("1.27 billion", "1270000000", "eq"), ("1,3 млрд", "1300000000", "eq"), "agree"),
        (("1.27 billion", "1270000000", "eq"), ("1.28 billion", "1280000000", "eq"), "conflict"),
        (("about 7,300", "7300", "approx"), ("7,300", "7300", "eq"), "agree"),
        (("about 7,300", "7300", "approx"), ("7,342", "7342", "eq"), "agree"),
        (("about 7,300", "7300", "approx"), ("7,900", "7900", "eq"), "conflict"),
        (("7,300", "7300", "eq"), ("7,342", "7342", "eq"), "conflict"),
        (("more than 7,000", "7000", "gt"), ("7,342", "7342", "eq"), "agree"),
        (("more than 8,000", "8000", "gt"), ("7,342", "7342", "eq"), "conflict"),
        (("up to 50", "50", "le"), ("49.5", "49.5", "eq"), "agree"),
        (("up to 50", "50", "le"), ("over 60", "60", "gt"), "conflict"),
        (("3.0", "3", "eq"), ("3", "3", "eq"), "agree"),
        (("3.0", "3", "eq"), ("3.1", "3.1", "eq"), "conflict"),
    ],
)
def test_rounded_and_exact_figures_agree(
    tmp_path: Path, first: tuple[str, str, str], second: tuple[str, str, str], verdict: str
) -> None:
    parts = [
        spending(name, stated, value, comparator=comparator)
        for name, (stated, value, comparator) in (("one", first), ("two", second))
    ]
    assert one(tmp_path / "a", *parts)["agreement"] == verdict


def test_a_range_agrees_with_what_lies_in_it(tmp_path: Path) -> None:
    parts = [spending("one", "5-7", "5", high="7"), spending("two", "6", "6")]
    assert one(tmp_path / "a", *parts)["agreement"] == "agree"
    apart = [spending("one", "5-7", "5", high="7"), spending("two", "9", "9")]
    assert one(tmp_path / "b", *apart)["agreement"] == "conflict"


def test_ranks_never_agree_by_rounding(tmp_path: Path) -> None:
    about = {"period": "2023"}
    first = report("one", ["Seoul is 10th"], [Say("Seoul is 10th", "10th", "10", comparator="approx", **about)])
    second = report("two", ["Seoul is 9th"], [Say("Seoul is 9th", "9th", "9", **about)])
    assert one(tmp_path / "a", first, second)["agreement"] == "conflict"


def test_one_document_alone_is_single(tmp_path: Path) -> None:
    row = one(tmp_path / "a", spending("one", "7,300", "7300"))
    assert (row["agreement"], row["statements"], row["documents"], row["preferred_because"]) == (
        "single",
        "1",
        "1",
        "only",
    )


def test_nothing_is_averaged_and_every_value_is_kept(tmp_path: Path) -> None:
    row = one(tmp_path / "a", spending("one", "10", "10"), spending("two", "20", "20"))
    assert row["value"] in ("10", "20")
    assert sorted(told["value"] for told in json.loads(row["values"])) == ["10", "20"]
    assert {told["stated"] for told in json.loads(row["values"])} == {"10", "20"}


def test_the_newer_document_is_preferred(tmp_path: Path) -> None:
    old = spending("old", "10.25", "10.25", published="2021-05-01")
    new = spending("new", "12", "12", published="2023")
    row = one(tmp_path / "a", old, new)
    assert (row["value"], row["preferred_because"]) == ("12", "newer")


def test_then_the_more_precise_is_preferred(tmp_path: Path) -> None:
    rough = spending("rough", "1.3 billion", "1300000000", published="2023-01-01")
    exact = spending("exact", "1.27 billion", "1270000000", published="2023-01-01")
    bound = spending("bound", "over 1.2 billion", "1200000000", published="2023-01-01", comparator="gt")
    row = one(tmp_path / "a", rough, exact, bound)
    assert (row["value"], row["preferred_because"], row["agreement"]) == ("1270000000", "precise", "agree")


def test_then_more_sources_are_preferred(tmp_path: Path) -> None:
    parts = [spending(name, stated, stated) for name, stated in (("a", "11"), ("b", "12"), ("c", "12"))]
    row = one(tmp_path / "a", *parts)
    assert (row["value"], row["preferred_because"], row["sources"]) == ("12", "sources", "3")


def test_then_the_surer_reading_is_preferred(tmp_path: Path) -> None:
    def read(name: str, value: str, confidence: float) -> Written:
        text = f"Spending was {value} then."
        return report(name, [text], [Say(f"Spending was {value}", value, value, **ABOUT, confidence=confidence)])  # type: ignore[arg-type]  # test data

    for folder, (first, second) in {"a": (0.55, 0.95), "b": (0.95, 0.55)}.items():
        row = one(tmp_path / folder, read("a", "11", first), read("b", "12", second))
        assert (row["value"], row["preferred_because"]) == ("12" if second > first else "11", "surer")


def test_at_last_the_smaller_id_decides(tmp_path: Path) -> None:
    parts = [spending("a", "11", "11"), spending("b", "12", "12")]
    row = one(tmp_path / "a", *parts)
    assert row["preferred_because"] == "id"
    assert json.loads(row["statement_ids"]) == sorted(ids(parts[0]) + ids(parts[1]))


def test_restated_figures_of_one_source_are_not_independent(tmp_path: Path) -> None:
    said = (("according_to", "WIPO"),)
    parts = [spending("one", "10", "10", qualifiers=said), spending("two", "10", "10", qualifiers=said)]
    row = one(tmp_path / "a", *parts)
    assert (row["agreement"], row["sources"], row["documents"]) == ("single", "1", "2")
    assert sum(bool(told.get("restated")) for told in json.loads(row["values"])) == 1


def test_the_publisher_itself_is_the_original(tmp_path: Path) -> None:
    original = spending("original", "10", "10", publisher="WIPO", published="2024")
    echo = spending("echo", "10", "10", qualifiers=(("according_to", "wipo"),), published="2023")
    row = one(tmp_path / "a", original, echo)
    assert row["agreement"] == "single"
    told = {item["document_id"]: bool(item.get("restated")) for item in json.loads(row["values"])}
    assert told == {original.source.sha256: False, echo.source.sha256: True}


def test_a_source_is_one_by_whatever_name_it_is_called(tmp_path: Path) -> None:
    names = (Name("World Intellectual Property Organization", "en", "WIPO"), Name("WIPO", "en", "WIPO"))
    wipo = Entity("org:wipo", "organisation", names[0].text, (*names, Name("ВОИС", "ru", "ВОИС")))
    agency = Entity("new:a", "organisation", "Агентство Днепротехника", (Name("Агентство Днепротехника", "ru", "r"),))
    agency_too = Entity(
        "new:b", "organisation", "Агентство Дніпротехніка", (Name("Агентство Дніпротехніка", "uk", "r"),)
    )
    original = spending("original", "10", "10", publisher="ВОИС", published="2024")
    echo = spending("echo", "10", "10", qualifiers=(("according_to", names[0].text),))
    assert one(tmp_path / "a", original, echo, names=Names(wipo))["agreement"] == "single"
    assert one(tmp_path / "b", original, echo)["agreement"] == "agree", "nobody knows that they are one"
    parts = [
        spending(entity.id, "10", "10", qualifiers=(("according_to", entity.name),), discovered=[entity])
        for entity in (agency, agency_too)
    ]
    row = one(tmp_path / "c", *parts)
    assert (row["agreement"], row["sources"]) == ("single", "1")


def test_different_values_of_one_source_are_a_conflict_and_no_restatement(tmp_path: Path) -> None:
    said = (("according_to", "WIPO"),)
    row = one(
        tmp_path / "a", spending("one", "10", "10", qualifiers=said), spending("two", "15", "15", qualifiers=said)
    )
    assert row["agreement"] == "conflict"
    assert not any(told.get("restated") for told in json.loads(row["values"]))


def test_years_windows_and_status_stay_apart(tmp_path: Path) -> None:
    rows = observed(
        tmp_path / "a",
        spending("one", "10", "10"),
        spending("two", "11", "11", period="2023"),
        spending("three", "12", "12", qualifiers=(("window", "2019/2023"),)),
    )
    assert len(rows) == 3
    assert {row["agreement"] for row in rows} == {"single"}


def ranks(name: str, *years: tuple[str, str], **more: str) -> Written:
    texts = [f"In {year} Seoul came {rank}." for year, rank in years]
    says = [Say(text, rank, rank, period=year, **more) for text, (year, rank) in zip(texts, years, strict=True)]  # type: ignore[arg-type]  # test data
    return report(name, texts, says)


def test_changes_name_their_parents(tmp_path: Path) -> None:
    build(tmp_path / "a", [ranks("one", ("2021", "7"), ("2022", "4"), ("2024", "5"))])
    rows = list(read_table(tmp_path / "a", "derived"))
    assert sorted((row["period"], row["value"], row["unit"], row["rule"]) for row in rows) == [
        ("2021/2022", "3", "positions", "change"),
        ("2022/2024", "-1", "positions", "change"),
    ]
    known = {row["observation_id"] for row in read_table(tmp_path / "a", "observations")}
    assert all(set(json.loads(row["parents"])) <= known and len(json.loads(row["parents"])) == 2 for row in rows)


def test_no_change_is_computed_over_a_conflict_or_a_bound(tmp_path: Path) -> None:
    build(tmp_path / "a", [ranks("one", ("2021", "7"), ("2022", "4")), ranks("two", ("2022", "5"))])
    assert list(read_table(tmp_path / "a", "derived")) == []
    build(tmp_path / "b", [ranks("one", ("2021", "7")), ranks("two", ("2022", "5"), comparator="le")])
    assert list(read_table(tmp_path / "b", "derived")) == []


def test_no_change_is_computed_over_a_break_in_the_method(tmp_path: Path) -> None:
    """The cluster ranking of 2025 counts venture capital, too: places before and after are no series."""
    years = ("2017", "2018", "2023", "2024", "2025")
    says = [
        Say(f"ranked {place} in {year}", str(place), str(place), period=year) for place, year in enumerate(years, 4)
    ]
    build(tmp_path / "a", [report("series", [say.quote for say in says], says)])
    derived = list(read_table(tmp_path / "a", "derived"))
    assert sorted(row["period"] for row in derived) == ["2018/2023", "2023/2024"]


def test_a_total_needs_all_parts(tmp_path: Path) -> None:
    def firms(place: str, number: str) -> Written:
        text = f"{place} has {number} firms"
        say = Say(text, number, number, f"cit:US:{place}", "company_count", "count", period="2020")
        return report(place, [text], [say])

    whole = report("bay", ["Bay ranks 5th"], [Say("Bay ranks 5th", "5th", "5", "clu:st:US:bay")])
    build(tmp_path / "a", [firms("a", "10"), whole])
    assert list(read_table(tmp_path / "a", "derived")) == []
    build(tmp_path / "b", [firms("a", "10"), firms("b", "15"), whole])
    (row,) = read_table(tmp_path / "b", "derived")
    assert (row["subject_id"], row["value"], row["rule"]) == ("clu:st:US:bay", "25", "total")


def test_gaps_are_years_others_have(tmp_path: Path) -> None:
    tokyo = report(
        "tokyo",
        ["Tokyo came 1 in 2022"],
        [Say("Tokyo came 1", "1", "1", "clu:st:JP:tokyo-yokohama", period="2022")],
    )
    build(tmp_path / "a", [ranks("one", ("2021", "7"), ("2022", "4"), ("2024", "5")), tokyo])
    rows = [(row["subject"], row["period"]) for row in read_table(tmp_path / "a", "gaps")]
    assert rows == [("Tokyo–Yokohama", "2021"), ("Tokyo–Yokohama", "2024")]


def test_no_gap_is_where_a_predecessor_or_successor_has_the_years(tmp_path: Path) -> None:
    def place(subject: str, year: str) -> Written:
        text = f"It came 2 in {year}"
        return report(f"{subject} {year}", [text], [Say(text, "2", "2", subject, period=year)])

    old = Entity("clu:old", "cluster", "Old", (), "CN")
    middle = Entity("clu:middle", "cluster", "Middle", (), "CN", predecessors=("clu:old",))
    new = Entity("clu:new", "cluster", "New", (), "CN", predecessors=("clu:middle",))
    parts = [place("clu:old", "2017"), place("clu:old", "2019"), place("clu:new", "2022"), place("clu:new", "2024")]
    others = [place("clu:st:JP:tokyo-yokohama", str(year)) for year in range(2016, 2026)]
    build(tmp_path / "a", [*parts, *others], names=Names(old, middle, new))
    gaps = {(row["subject"], row["period"]) for row in read_table(tmp_path / "a", "gaps")}
    assert gaps == {
        *(("Old", year) for year in ("2016", "2018", "2020", "2021")),
        *(("New", year) for year in ("2020", "2021", "2023", "2025")),
    }
    entity = {row["entity_id"]: row["predecessors"] for row in read_table(tmp_path / "a", "entities")}
    assert entity["clu:new"] == '["clu:middle"]'


numbers = st.decimals(min_value=1, max_value=10**9, places=2)


@given(numbers, numbers, st.sampled_from(["eq", "approx", "ge", "le"]), st.sampled_from(["eq", "approx", "ge", "le"]))
def test_agreement_is_mutual_and_nothing_contradicts_itself(
    first: Decimal, second: Decimal, one_way: str, other_way: str
) -> None:
    left = figure(first, None, one_way, tolerance(first, one_way, str(first), "count"))
    right = figure(second, None, other_way, tolerance(second, other_way, str(second), "count"))
    assert can_be_one(left, right) == can_be_one(right, left)
    assert can_be_one(left, left)
