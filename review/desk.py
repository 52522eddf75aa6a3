"""What the review is handed: where things lie, and how to do what is not its own business."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Desk:
    """One workspace as the review sees it.

    ``root`` is the folder that paths of documents start from; ``dataset`` the link to the newest build; ``log`` the
    file of decisions; ``cache`` a folder for what can be made again. ``rebuild`` makes a new build, outside this
    process, and returns what went wrong, or nothing. ``earlier`` is the build before the newest, if it is still
    there. ``names`` gives the gazetteer. ``who`` decides as long as nobody says another name.
    """

    root: Path
    dataset: Path
    log: Path
    cache: Path
    rebuild: Callable[[], str]
    earlier: Callable[[], Path | None]
    names: Callable[[], Gazetteer]
    who: str = ""
