"""Pictures kept on disk, up to a size; what was looked at longest ago goes first."""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from review.drawing import Drawn

_NAME = re.compile(
    r"(?P<sha256>[0-9a-f]{64})-(?P<page>\d+)-(?P<asked>\d+)"
    r"-(?P<width>\d+)x(?P<height>\d+)-(?P<across>\d+\.\d\d)x(?P<down>\d+\.\d\d)\.png"
)
_ABANDONED_S = 3_600.0
"""Age at which a half-written file is nobody's."""


class Key(NamedTuple):
    """Which picture: hash of the file, page from 1, width asked for in pixels."""

    sha256: str
    page: int
    width: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG of a page: its size in pixels, and the size of the page as displayed in points.

    The points are those of boxes: from the top left, crop box and rotation applied.
    """

    path: Path
    width: int
    height: int
    page_width: float
    page_height: float


class Shelf:
    """The pictures in ``folder``, at most ``most_bytes`` of them; their names say all that is known of them."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self._folder, self._most_bytes = folder, most_bytes
        self._kept: OrderedDict[Key, tuple[Picture, int]] = OrderedDict()
        self._bytes = 0
        folder.mkdir(parents=True, exist_ok=True)
        self._take_up()

    def find(self, key: Key) -> Picture | None:
        """The picture, if it is here."""
        found = self._kept.get(key)
        if found is None:
            return None
        picture, size = found
        if not picture.path.exists():
            del self._kept[key]
            self._bytes -= size
            return None
        self._kept.move_to_end(key)
        return picture

    def part(self) -> Path:
        """A new name to draw to; the file is nothing until it is kept."""
        return self._folder / f"{uuid4().hex}.part"

    def keep(self, key: Key, drawn: Drawn, part: Path) -> Picture:
        """The picture drawn to ``part``, from now on to be found.

        Raises:
            OSError: The file is gone or cannot be renamed.
        """
        name = f"{key.sha256}-{key.page}-{key.width}-{drawn.width}x{drawn.height}"
        path = self._folder / f"{name}-{drawn.page_width:.2f}x{drawn.page_height:.2f}.png"
        part.replace(path)
        picture = Picture(path, drawn.width, drawn.height, drawn.page_width, drawn.page_height)
        self._add(key, picture, path.stat().st_size)
        return picture

    def _add(self, key: Key, picture: Picture, size: int) -> None:
        if known := self._kept.pop(key, None):
            self._bytes -= known[1]
        self._kept[key] = picture, size
        self._bytes += size
        while self._bytes > self._most_bytes and len(self._kept) > 1:
            _, (oldest, freed) = self._kept.popitem(last=False)
            self._bytes -= freed
            with suppress(OSError):  # the next run finds it and tries again
                oldest.path.unlink(missing_ok=True)

    def _take_up(self) -> None:
        """Know the pictures of earlier runs, oldest first, and clear what broken-off runs left."""
        found = []
        for path in self._folder.iterdir():
            about = path.stat()
            match = _NAME.fullmatch(path.name)
            if match and about.st_size:
                found.append((about.st_mtime, about.st_size, path, match))
            elif path.suffix == ".part" and time.time() - about.st_mtime > _ABANDONED_S:
                path.unlink(missing_ok=True)
        for _, size, path, match in sorted(found, key=lambda one: one[0]):
            key = Key(match["sha256"], int(match["page"]), int(match["asked"]))
            points = float(match["across"]), float(match["down"])
            self._add(key, Picture(path, int(match["width"]), int(match["height"]), *points), size)
