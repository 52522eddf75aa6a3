"""The main job end to end, as an analyst runs it: through the command line, on real small files."""

import contextlib
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from clustertrace.ledger import read_ledger
from tests.clustertrace.conftest import ENGLISH, bytes_of, run


def test_three_languages_give_statements_with_their_words(built: Path) -> None:
    from clustertrace import Workspace

    statements = Workspace(built).statements()
    ranks = statements[statements["indicator"] == "gii_cluster_rank"]
    found = {(row.subject, str(int(row.value)), row.period) for row in ranks.itertuples()}
    assert ("Moscow", "32", "2020") in found
    assert ("Tokyo–Yokohama", "1", "2023") in {(s.replace(" ", ""), v, p) for s, v, p in found}
    counts = statements[statements["indicator"] == "top100_cluster_count"]
    assert {("Germany", 9), ("Japan", 4)} <= {(row.subject, int(row.value)) for row in counts.itertuples()}
    twenty_one = statements[statements["value"] == 21]
    assert set(twenty_one["subject"]) == {"China", "United States"}


def test_a_second_rebuild_does_nothing_and_from_scratch_gives_the_same_bytes(workspace: Path) -> None:
    before = bytes_of(workspace)
    link = (workspace / "outputs" / "dataset").readlink()
    assert "0 ok, 0 partial, 0 failed, 3 unchanged, 0 removed" in run("-C", str(workspace), "rebuild").stdout
    assert (workspace / "outputs" / "dataset").readlink() == link
    run("-C", str(workspace), "rebuild", "--from-scratch", "--jobs", "1")
    assert bytes_of(workspace) == before


def test_known_files_are_said_to_be_there(workspace: Path, incoming: Path) -> None:
    done = run("-C", str(workspace), "ingest", str(incoming / "north.md"))
    assert "there already" in done.stderr
    assert len((workspace / "corpus" / "sources.csv").read_text().splitlines()) == 4


def test_changed_renamed_added_and_removed_sources_end_as_from_scratch(workspace: Path) -> None:
    reports = workspace / "corpus" / "reports"
    (reports / "north.md").write_text(ENGLISH.replace("3rd", "4th"), encoding="utf-8")
    (reports / "ukraine.txt").rename(reports / "renamed.txt")
    (reports / "new.txt").write_text("In 2024 the cluster of Munich had 120 members.", encoding="utf-8")
    run("-C", str(workspace), "rebuild")
    ledger = {row.path: row for row in read_ledger(workspace / "corpus" / "sources.csv").rows}
    assert "corpus/reports/renamed.txt" in ledger
    assert ledger["corpus/reports/north.md"].supersedes == hashlib.sha256(ENGLISH.encode()).hexdigest()
    run("-C", str(workspace), "remove", "policy.txt")
    assert not (reports / "policy.txt").exists()
    incremental = bytes_of(workspace)
    run("-C", str(workspace), "rebuild", "--from-scratch")
    assert bytes_of(workspace) == incremental


def test_bad_files_fail_alone_with_cause_and_remedy(workspace: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "empty.txt").write_bytes(b"")
    (bad / "noise.pdf").write_bytes(random.Random(1).randbytes(4000))
    (bad / "old.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000))
    (bad / "good.txt").write_text("Germany had 12 clusters in the top 100 in 2017.", encoding="utf-8")
    done = run("-C", str(workspace), "ingest", str(bad), str(tmp_path / "absent.pdf"), expect=1)
    assert "absent.pdf" in done.stderr
    for name in ("empty.txt", "noise.pdf", "old.doc"):
        line = next(line for line in done.stdout.splitlines() if name in line)
        assert len(line.split("\t")) == 3
        assert all(line.split("\t"))
    assert "1 ok, 0 partial, 3 failed, 3 unchanged" in done.stdout
    import csv

    with (workspace / "outputs/dataset/documents.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert sum(row["status"] == "failed" and bool(row["problem"]) for row in rows) == 3


@pytest.mark.parametrize("words", [["rebuild"], ["status"], ["search", "x"], ["explain", "x"], ["verify"]])
def test_no_workspace_is_said_in_one_line(tmp_path: Path, words: list[str]) -> None:
    done = run("-C", str(tmp_path), *words, expect=3)
    assert len(done.stderr.strip().splitlines()) == 1
    assert "clustertrace init" in done.stderr


def test_an_empty_folder_and_wrong_usage(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    assert "no reports in this folder" in run("-C", str(workspace), "ingest", str(tmp_path / "void"), expect=1).stderr
    run("-C", str(workspace), "ingest", expect=2)
    run("-C", str(workspace), "ingest", "x", "--published", "yesterday", expect=2)
    run("-C", str(workspace), "remove", "nothing-like-it", expect=2)


def test_a_corrupt_ledger_stops_and_loses_nothing(workspace: Path) -> None:
    ledger = workspace / "corpus" / "sources.csv"
    ledger.write_text(ledger.read_text(encoding="utf-8") + "broken line\n", encoding="utf-8")
    content, dataset = ledger.read_bytes(), bytes_of(workspace)
    assert "line 5" in run("-C", str(workspace), "rebuild", expect=3).stderr
    assert (ledger.read_bytes(), bytes_of(workspace)) == (content, dataset)


def test_flipped_bytes_in_the_store_and_state_are_mended(workspace: Path) -> None:
    before = bytes_of(workspace)
    store = workspace / "outputs" / ".store"
    for path in [*store.glob("objects/*/*"), store / "state.sqlite"]:
        raw = bytearray(path.read_bytes())
        raw[len(raw) // 2] ^= 0xFF
        path.write_bytes(raw)
    run("-C", str(workspace), "verify", expect=3)
    (workspace / "corpus/reports/new.txt").write_text("Japan had 4 clusters in the top 100 in 2023.")
    run("-C", str(workspace), "rebuild")
    run("-C", str(workspace), "remove", "new.txt")
    assert bytes_of(workspace) == before
    run("-C", str(workspace), "verify")


def test_killed_at_any_moment_the_next_run_ends_with_the_same_bytes(workspace: Path) -> None:
    whole = bytes_of(workspace)
    moments = random.Random(20241227)
    for _ in range(4):
        process = subprocess.Popen(
            [sys.executable, "-m", "clustertrace", "-C", str(workspace), "rebuild", "--from-scratch"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(moments.uniform(0.2, 5.0))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert bytes_of(workspace) == whole
    run("-C", str(workspace), "rebuild")
    assert bytes_of(workspace) == whole
    assert not list((workspace / "outputs" / ".builds").glob(".*.part"))


def test_a_failed_document_is_read_again_when_asked(workspace: Path) -> None:
    (workspace / "corpus" / "reports" / "odd.pdf").write_bytes(b"%PDF-1.7\nnothing behind this line")
    first = run("-C", str(workspace), "rebuild", expect=1)
    assert "odd.pdf" in first.stdout
    again = json.loads(run("-C", str(workspace), "rebuild", "--json", expect=1).stdout)
    retried = json.loads(run("-C", str(workspace), "rebuild", "--retry", "--json", expect=1).stdout)

    def odd(report: dict) -> bool:
        return next(one["unchanged"] for one in report["documents"] if one["path"].endswith("odd.pdf"))

    assert (odd(again), odd(retried)) == (True, False)
    assert retried["counts"]["unchanged"] == 3
