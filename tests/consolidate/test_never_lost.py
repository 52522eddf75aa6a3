"""Whatever was decided and whatever became of the reports: every decision is there, and the dataset holds together."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consolidate import Anchor, Judgement, read_table, verify_dataset

from .reports import Say, Written, build, hash_of, ids, report

FACTS = (("In 2023 Seoul ranked 3rd.", "3rd", "3"), ("Сеул занял 4-е место.", "4-е", "4"), ("Rank 5 again.", "5", "5"))
VERSIONS = ("one", "two", "three")


def version(name: str, order: list[int], supersedes: str) -> Written:
    texts = [FACTS[number][0] for number in order]
    says = [Say(FACTS[number][0].rstrip("."), *FACTS[number][1:], period="2023") for number in order]
    return report(name, ["Preface.", *texts], says, supersedes=hash_of(supersedes) if supersedes else "")


parts = st.lists(
    st.builds(
        version,
        st.sampled_from(VERSIONS),
        st.lists(st.integers(0, 2), max_size=4),
        st.sampled_from(["", *VERSIONS]),
    ),
    max_size=3,
    unique_by=lambda part: part.source.sha256,
)
KNOWN = [*ids(version("one", [0, 1, 2], "")), *ids(version("two", [0, 1], "")), "nothing", ""]
ENTITIES = ["clu:st:KR:seoul", "clu:st:JP:tokyo-yokohama", "new:cluster:x", ""]

anchors = st.none() | st.builds(
    Anchor,
    st.sampled_from([hash_of(name) for name in VERSIONS]),
    st.sampled_from([fact[0].rstrip(".") for fact in FACTS] + ["", "no such words"]),
    block=st.none() | st.integers(0, 3),
)
contents = st.dictionaries(
    st.sampled_from(["subject_id", "subject", "indicator", "value", "unit", "period", "qualifiers", "name"]),
    st.sampled_from(["3", "gii_cluster_rank", "rank", "clu:st:KR:seoul", "2023", "{}", "x", ""]),
).map(lambda found: tuple(sorted(found.items())))
judgements = st.builds(
    Judgement,
    st.sampled_from(
        ["accept", "reject", "correct", "add", "same", "different", "rename", "promote", "comment", "undo"]
    ),
    st.sampled_from(["statement", "relation", "entity", "name", "repair"]),
    st.sampled_from([*KNOWN, *ENTITIES]),
    field=st.sampled_from(["", "value", "subject_id", "period", "nonsense"]),
    after=st.sampled_from(["", "7", "many", *ENTITIES]),
    when=st.sampled_from(["", "2026-01-01", "2026-01-02"]),
    anchor=anchors,
    content=contents,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts, st.lists(judgements, max_size=6))
def test_no_decision_is_lost(
    tmp_path_factory: pytest.TempPathFactory, found: list[Written], decided: list[Judgement]
) -> None:
    folder = tmp_path_factory.mktemp("lost") / "a"
    summary = build(folder, found, decided)
    rows = {row["judgement_id"]: row for row in read_table(folder, "judgements")}
    assert rows.keys() == {judgement.id for judgement in decided}
    assert sum(dict(summary.outcomes).values()) == len(rows)
    for judgement in decided:
        if judgement.anchor is not None:
            assert rows[judgement.id]["quote"] == judgement.anchor.quote
    assert verify_dataset(folder) == ()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts, st.lists(judgements, max_size=5, unique_by=lambda judgement: judgement.when), st.randoms())
def test_order_of_lines_and_parts_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, found: list[Written], decided: list[Judgement], chance: object
) -> None:
    base = tmp_path_factory.mktemp("order")
    build(base / "a", found, decided)
    chance.shuffle(found)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    chance.shuffle(decided)  # type: ignore[attr-defined]  # as above
    build(base / "b", found, decided)
    for path in sorted((base / "a").iterdir()):
        assert path.read_bytes() == (base / "b" / path.name).read_bytes(), path.name
