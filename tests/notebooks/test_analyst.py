"""The example notebook runs from top to bottom, and a statement shows the place it was read from."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from clustertrace import Workspace
from clustertrace.pipeline import Options, rebuild
from clustertrace.watching import Watcher
from tests.soak.workspaces import InlineEngine, a_workspace

NOTEBOOK = Path(__file__).parent / "analyst.ipynb"
ENGLISH = (
    "In 2023 the Seoul cluster ranked 3rd in the Global Innovation Index cluster ranking. In 2022 the Seoul cluster "
    "ranked 5th in the Global Innovation Index cluster ranking. In 2025 the Seoul cluster ranked 7th in the Global "
    "Innovation Index cluster ranking."
)


def a_pdf(path: Path) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawString(72, 700, "In 2021 the Munich cluster had 120 members <of all kinds>.")
    canvas.save()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Workspace:
    workspace = a_workspace(tmp_path_factory.mktemp("notebook") / "w", 6)
    (workspace.reports / "ranks.txt").write_text(ENGLISH, encoding="utf-8")
    a_pdf(workspace.reports / "munich.pdf")
    rebuild(workspace, Options(jobs=1), Watcher(), InlineEngine)
    return workspace


def test_the_notebook_runs(workspace: Workspace, monkeypatch) -> None:
    matplotlib = pytest.importorskip("matplotlib", reason="the plots need the extra notebook")
    matplotlib.use("Agg")
    from matplotlib import pyplot

    monkeypatch.setenv("CLUSTERTRACE_WORKSPACE", str(workspace.root))
    lines: list[list[list[float]]] = []

    def keep() -> None:
        lines.append([list(line.get_xdata()) for axes in pyplot.gcf().axes for line in axes.lines])
        pyplot.close()

    monkeypatch.setattr(pyplot, "show", keep)
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    names: dict[str, object] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            assert not cell["outputs"], "the notebook is kept without its outputs"
            exec(compile("".join(cell["source"]), NOTEBOOK.name, "exec"), names)  # noqa: S102 - our own notebook
    assert len(lines) == 4
    assert [years for years in lines[0] if len(years) == 2 and years[0] != years[1]] == [[2022, 2023]], (
        "no line runs from 2024 to 2025, when the method changed"
    )


def test_a_statement_of_a_page_shows_its_crop(workspace: Workspace) -> None:
    from io import BytesIO

    from PIL import Image

    rows = workspace.statements()
    found = [workspace.statement(key) for key in rows.loc[rows["page"].notna(), "statement_id"]]
    statement = next(item for item in found if item.value == Decimal(120))
    assert statement.text[statement.start : statement.stop] == statement.quote
    assert "&lt;of all kinds&gt;" in statement._repr_html_()
    image = Image.open(BytesIO(statement._repr_png_() or b""))
    assert image.height < image.width / 2, "the whole page, not the place"
    colours = image.getcolors(1 << 20)
    assert any(colour == (255, 210, 0) for _, colour in colours), "the place is not marked"


def test_a_statement_of_a_text_shows_its_paragraph(workspace: Workspace) -> None:
    rows = workspace.statements()
    key = rows.loc[rows["page"].isna(), "statement_id"].iloc[0]
    statement = workspace.statement(key).show()
    assert f"<mark>{statement.quote}</mark>".replace("&", "&amp;") in statement._repr_html_()
    assert statement._repr_png_() is None


def test_an_unknown_statement_is_named(workspace: Workspace) -> None:
    with pytest.raises(KeyError, match="abc"):
        workspace.statement("abc")
