"""PDFs made to do harm end alone, with their cause; the report beside them is read."""

import json
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption

from tests.clustertrace.conftest import run
from tests.extract.pdf.hostile import (
    LINE,
    drawing_itself,
    empty_pages,
    fanning_out,
    inflating,
    million_letters,
    one_page,
    printed,
)

PAGES_READ = 5_000


def test_every_one_ends_alone_with_its_cause(tmp_path: Path) -> None:
    files = {
        "inflating": inflating(),
        "itself": drawing_itself(),
        "fan": fanning_out(),
        "letters": million_letters(),
        "pages": empty_pages(PAGES_READ + 200),
        "cut": (whole := printed())[: len(whole) // 2],
        "locked": printed(StandardEncryption("secret", "owner")),
        "good": one_page(LINE),
    }
    (tmp_path / "in").mkdir()
    for name, data in files.items():
        (tmp_path / "in" / f"{name}.pdf").write_bytes(data)
    run("init", str(tmp_path / "workspace"))
    done = run("-C", str(tmp_path / "workspace"), "ingest", "--jobs", "1", "--json", str(tmp_path / "in"), expect=1)
    ends = {Path(document["path"]).stem: document for document in json.loads(done.stdout)["documents"]}
    assert {name: end["status"] for name, end in ends.items()} == {
        "inflating": "failed",
        "itself": "ok",
        "fan": "failed",
        "letters": "partial",
        "pages": "partial",
        "cut": "failed",
        "locked": "failed",
        "good": "ok",
    }
    causes = {"letters": "too much on it", "pages": f"first {PAGES_READ} read", "cut": "broken", "locked": "encrypted"}
    causes |= dict.fromkeys(("inflating", "fan"), "memory")
    for name, says in causes.items():
        assert says in ends[name]["cause"], ends[name]
