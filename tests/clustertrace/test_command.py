"""Every command on a built workspace, as a person runs it."""

import csv
import getpass
import json
import sqlite3
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from consolidate import WRITERS
from tests.clustertrace.conftest import run


def rows(workspace: Path, table: str) -> list[dict[str, str]]:
    with (workspace / "outputs" / "dataset" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def rank_of_moscow(workspace: Path) -> dict[str, str]:
    return next(row for row in rows(workspace, "statements") if row["value"] == "32")


def test_status_names_sources_and_runs(built: Path) -> None:
    said = json.loads(run("-C", str(built), "status", "--json").stdout)
    assert {source["path"] for source in said["sources"]} == {
        f"corpus/reports/{name}" for name in ("north.md", "policy.txt", "ukraine.txt")
    }
    assert {source["status"] for source in said["sources"]} == {"ok"}
    assert said["runs"][-1]["build"] == said["build"]


def test_explain_leads_from_the_value_to_the_bytes(built: Path) -> None:
    statement = rank_of_moscow(built)
    told = run("-C", str(built), "explain", statement["statement_id"]).stdout
    for part in (statement["quote"].split("\n")[0], "policy.txt", statement["document_id"], statement["rule"]):
        assert part in told
    assert json.loads(run("-C", str(built), "explain", statement["statement_id"], "--json").stdout)["id"]
    assert "Traceback" not in run("-C", str(built), "explain", "ffffffffffff", expect=2).stderr


def test_explain_paints_a_page(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    canvas = Canvas("report.pdf")
    canvas.drawString(72, 700, "The Seoul cluster ranked 3rd.")
    canvas.save()
    assert run("explain", "--page", "report.pdf", "1").stdout.strip() == "report-page-1.png"
    run("explain", "--page", "report.pdf", "1", "--to", "seen/first.png")
    for painted in ("report-page-1.png", "seen/first.png"):
        with Image.open(painted) as image:
            # What is painted on the page has colours that black text has not.
            assert len({max(colour) - min(colour) > 60 for _, colour in image.getcolors(1 << 24)}) == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--page", "report.pdf", "2"], "no page 2"),
        (["--page", "notes.txt", "1"], "name a PDF"),
        (["--page", "broken.pdf", "1"], "broken.pdf"),
        (["x", "--page", "report.pdf", "1"], "either"),
    ],
)
def test_explain_says_in_one_line_why_no_page_is_painted(
    tmp_path: Path, monkeypatch, words: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    canvas = Canvas("report.pdf")
    canvas.drawString(72, 700, "The Seoul cluster ranked 3rd.")
    canvas.save()
    Path("notes.txt").write_text("The Seoul cluster ranked 3rd.", encoding="utf-8")
    Path("broken.pdf").write_bytes(b"%PDF-1.7\nno more of it")
    told = run("explain", *words, expect=2).stderr
    assert says in told
    assert len(told.splitlines()) == 1
    assert not list(tmp_path.glob("*.png"))


def test_decisions_are_in_force_at_once_and_survive_a_rebuild(workspace: Path) -> None:
    statement = rank_of_moscow(workspace)
    key = statement["statement_id"]
    run("-C", str(workspace), "judge", key, "correct", "value=33", "--who", "olena", "--why", "misprint")
    assert next(row for row in rows(workspace, "statements") if row["statement_id"] == key)["value"] == "33"
    run("-C", str(workspace), "rebuild", "--from-scratch")
    assert next(row for row in rows(workspace, "statements") if row["statement_id"] == key)["value"] == "33"
    judgement = rows(workspace, "judgements")[0]
    assert (judgement["who"], judgement["outcome"]) == ("olena", "applied")
    run("-C", str(workspace), "judge", judgement["judgement_id"], "undo")
    assert {row["who"] for row in rows(workspace, "judgements")} == {"olena", getpass.getuser()}
    assert next(row for row in rows(workspace, "statements") if row["statement_id"] == key)["value"] == "32"
    run("-C", str(workspace), "judge", key, "reject")
    assert not any(key in row["statement_ids"] for row in rows(workspace, "observations"))


def test_a_statement_can_be_added_from_words(workspace: Path) -> None:
    block = next(row for row in rows(workspace, "blocks") if "лидерами" in row["text"])
    run(
        *("-C", str(workspace), "judge", block["block_id"], "add", "subject=China", "subject_type=country"),
        *("indicator=cluster_count", "value=21", "unit=count", "stated=21", "--words", "по 21 кластеру"),
    )
    added = [row for row in rows(workspace, "statements") if row["rule"] == "reviewer"]
    assert [(row["value"], row["judgement"]) for row in added] == [("21", "add")]


@pytest.mark.parametrize(
    "words",
    [
        ["judge", "nothing", "accept"],
        ["judge", "x", "praise"],
        ["search"],
        ["export", "--format", "docx", "--to", "x"],
        ["diff", "99"],
        ["evaluate", "absent.jsonl"],
        ["gazetteer", "find", "Seoul", "--type", "village"],
    ],
)
def test_wrong_calls_end_with_status_two(built: Path, words: list[str], tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("-C", str(built), *words, expect=2)


@pytest.mark.parametrize(
    ("asked", "language", "finds"),
    [
        ("кластеру", "ru", "policy.txt"),
        ("рейтингом кластерів", "uk", "ukraine.txt"),
        ("ranking clusters", "en", "north.md"),
    ],
)
def test_search_folds_inflection(built: Path, asked: str, language: str, finds: str) -> None:
    hits = json.loads(run("-C", str(built), "search", *asked.split(), "--lang", language, "--json").stdout)
    documents = {row["document_id"]: row["path"] for row in rows(built, "documents")}
    assert any(documents.get(hit["document_id"], "").endswith(finds) for hit in hits)


@pytest.mark.parametrize("format_name", WRITERS)
def test_every_export_writes_files(built: Path, tmp_path: Path, format_name: str) -> None:
    done = run("-C", str(built), "export", "--format", format_name, "--to", str(tmp_path))
    written = [Path(line) for line in done.stdout.splitlines()]
    assert sum(path.stat().st_size for path in written) > 1000


def test_the_sqlite_file_has_the_tables(built: Path) -> None:
    with sqlite3.connect(built / "outputs" / "dataset" / "dataset.sqlite") as database:
        count = database.execute("SELECT count(*) FROM statements").fetchone()[0]
    assert count == len(rows(built, "statements"))


def test_diff_tells_what_came_and_why(workspace: Path) -> None:
    report = workspace / "corpus" / "reports" / "new.txt"
    report.write_text("In 2025 the Munich cluster ranked 27th in the Global Innovation Index cluster ranking.")
    run("-C", str(workspace), "rebuild")
    told = run("-C", str(workspace), "diff").stdout
    assert "new source" in told
    assert "0 withdrawn" in told


def test_names_are_found_in_any_language(built: Path) -> None:
    for name in ("Токио – Йокогама", "Tokyo-Yokohama", "Токіо – Йокогама"):
        found = json.loads(run("-C", str(built), "gazetteer", "find", name, "--json").stdout)
        assert found[0]["name"].replace(" ", "") == "Tokyo–Yokohama"
    run("-C", str(built), "gazetteer", "find", "Qwertyuiopville", expect=1)


def test_own_entries_are_read_and_bad_ones_named(workspace: Path) -> None:
    entries = workspace / "corpus" / "entities" / "own.yml"
    entries.parent.mkdir(exist_ok=True)
    entries.write_text("- id: [broken\n", encoding="utf-8")
    before = (workspace / "outputs" / "dataset" / "statements.csv").read_bytes()
    assert "own.yml" in run("-C", str(workspace), "rebuild", expect=3).stderr
    assert (workspace / "outputs" / "dataset" / "statements.csv").read_bytes() == before


def test_doctor_and_version() -> None:
    findings = json.loads(run("doctor", "--json").stdout)
    assert {"Python", "pypdfium2", "gazetteer", "tesseract"} <= {finding["what"] for finding in findings}
    assert run("--version").stdout.startswith("clustertrace ")


def test_evaluate_counts_right_wrong_and_missed(built: Path, tmp_path: Path) -> None:
    text = "In 2020 Moscow ranked 32nd in the Global Innovation Index cluster ranking."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    start = text.index("32nd")
    gold = [
        {
            "file": "a.txt",
            "of": "statement",
            "quote": "32nd",
            "start": start,
            "stop": start + 4,
            "value": "32",
            "unit": "rank",
        },
        {"file": "a.txt", "of": "statement", "quote": "2020", "start": 3, "stop": 7, "value": "7", "unit": "count"},
    ]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, gold)), encoding="utf-8")
    said = json.loads(run("-C", str(built), "evaluate", str(tmp_path / "gold.jsonl"), "--json").stdout)
    value = next(row for row in said if row["kind"] == "value")
    assert (value["right"], value["true"], value["recall"]) == ("1", "2", "0.500")


def test_an_added_name_is_known_at_once(workspace: Path) -> None:
    words = [
        "--type",
        "cluster",
        "--sense",
        "organisation",
        "--country",
        "UA",
        "--source",
        "https://example.org/kvasar",
    ]
    own = ["gazetteer", "add", "clu:o:ua:kvasar", *words, "--name", "uk:Кластер Квасар", "--name", "en:Kvasar Cluster"]
    run("-C", str(workspace), *own)
    found = json.loads(run("-C", str(workspace), "gazetteer", "find", "Kvasar Cluster", "--json").stdout)
    assert found[0]["entity"] == "clu:o:ua:kvasar"
    run("-C", str(workspace), *own, expect=2)


def test_the_reviewed_data_has_no_fault(tmp_path: Path) -> None:
    assert "no fault" in run("-C", str(tmp_path), "gazetteer", "check").stdout
