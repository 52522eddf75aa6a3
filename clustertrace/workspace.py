"""A workspace: a folder with ``corpus/`` and ``outputs/``, and where everything in it lies."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clustertrace.errors import Stop
from clustertrace.files import unwritable

if TYPE_CHECKING:
    from pandas import DataFrame

    from clustertrace.showing import Shown

_OUTPUTS_README = """# outputs

Everything here is written by `clustertrace rebuild` and can be made again from `corpus/`.
`dataset` leads to the newest complete dataset; `report.html` in it is the page to open first.
"""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder ``folder`` as a workspace; nothing is read until it is asked for.

    The methods named after the files of the dataset give pandas frames, for notebooks.
    """

    folder: Path | str = "."

    @property
    def root(self) -> Path:
        """The folder, whole path."""
        return Path(self.folder).absolute()

    @property
    def reports(self) -> Path:
        """Where the sources lie."""
        return self.root / "corpus" / "reports"

    @property
    def ledger(self) -> Path:
        """The ledger of sources."""
        return self.root / "corpus" / "sources.csv"

    @property
    def judgements(self) -> Path:
        """The log of human decisions."""
        return self.root / "corpus" / "judgements.jsonl"

    @property
    def outputs(self) -> Path:
        """What rebuilds write."""
        return self.root / "outputs"

    @property
    def store(self) -> Path:
        """The store of intermediate results."""
        return self.outputs / ".store"

    @property
    def builds(self) -> Path:
        """The newest complete datasets, one folder each."""
        return self.outputs / ".builds"

    @property
    def dataset(self) -> Path:
        """The link to the newest complete dataset."""
        return self.outputs / "dataset"

    @property
    def lock(self) -> Path:
        """The lock of whoever works here."""
        return self.store / "lock"

    def exists(self) -> bool:
        """Whether the folder is a workspace."""
        return (self.root / "corpus").is_dir()

    def required(self) -> Workspace:
        """This workspace, or an error when the folder is none.

        Raises:
            Stop: There is no ``corpus/`` in the folder.
        """
        if not self.exists():
            make = f"clustertrace init {shlex.quote(str(self.folder))}"
            raise Stop(f"{self.folder}: no workspace here (no corpus/); make one with: {make}")
        return self

    def built(self) -> Path:
        """The folder of the newest complete dataset.

        Raises:
            Stop: Nothing was built yet.
        """
        if not (self.required().dataset / "datapackage.json").exists():
            make = f"clustertrace -C {shlex.quote(str(self.folder))} rebuild"
            raise Stop(f"{self.folder}: no dataset yet; make it with: {make}")
        return self.dataset.resolve()

    def frame(self, table: str) -> DataFrame:
        """One table of the dataset as a pandas frame, with proper types; also ``judgements``, which has no method."""
        from consolidate.frames import frame  # noqa: PLC0415 - pandas is loaded only for those who ask for frames

        return frame(self.built(), table)

    def documents(self) -> DataFrame:
        """The sources that were read."""
        return self.frame("documents")

    def statement(self, key: str) -> Shown:
        """One statement with its fields; in a notebook, ``show()`` draws the place it was read from.

        Raises:
            KeyError: There is no statement with this id.
        """
        from clustertrace.showing import shown  # noqa: PLC0415 - only for those who look at one

        return shown(self.root, self.built(), key)

    def statements(self) -> DataFrame:
        """The figures, ranks and dates that the sources state."""
        return self.frame("statements")

    def observations(self) -> DataFrame:
        """What all sources together say on one subject, indicator, unit and period."""
        return self.frame("observations")

    def relations(self) -> DataFrame:
        """The relations that the sources state."""
        return self.frame("relations")

    def mentions(self) -> DataFrame:
        """The names that were found."""
        return self.frame("mentions")

    def entities(self) -> DataFrame:
        """The entities that the names belong to."""
        return self.frame("entities")

    def names(self) -> DataFrame:
        """What the entities are called."""
        return self.frame("names")

    def blocks(self) -> DataFrame:
        """The paragraphs, headings and tables of the sources, in reading order."""
        return self.frame("blocks")

    def tables(self) -> DataFrame:
        """The tables of the sources."""
        return self.frame("tables")

    def cells(self) -> DataFrame:
        """The cells of the tables."""
        return self.frame("cells")

    def repairs(self) -> DataFrame:
        """The edits of damaged text."""
        return self.frame("repairs")

    def evidence(self) -> DataFrame:
        """The words behind each part of a statement or relation."""
        return self.frame("evidence")

    def derived(self) -> DataFrame:
        """What was computed from observations: changes and totals."""
        return self.frame("derived")

    def gaps(self) -> DataFrame:
        """The years in which clusters have no value."""
        return self.frame("gaps")

    def problems(self) -> DataFrame:
        """What a person should look at."""
        return self.frame("problems")


def make_workspace(folder: Path) -> tuple[Path, ...]:
    """Make ``folder`` a workspace and give the paths that were made; what is there already stays as it is.

    Raises:
        Stop: The folder cannot be written.
    """
    workspace = Workspace(folder)
    if Path(folder).exists() and not Path(folder).is_dir():
        raise Stop(f"{folder}: is a file, not a folder; name another folder", 2)
    made: list[Path] = []
    try:
        for path in (workspace.reports, workspace.root / "corpus" / "entities", workspace.outputs):
            if not path.is_dir():
                path.mkdir(parents=True)
                made.append(path)
        readme = workspace.outputs / "README.md"
        if not readme.exists():
            readme.write_text(_OUTPUTS_README, encoding="utf-8")
            made.append(readme)
    except OSError as error:
        raise unwritable(Path(folder), error) from error
    return tuple(made)
