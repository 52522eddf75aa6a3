"""Pictures of pages, from the cache or drawn by processes that can be killed."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from queue import Empty, Queue
from threading import Condition, Thread

from review.drawer import Drawer, NoPicture, job_for
from review.drawing import MOST_PIXELS, Reason
from review.shelf import Key, Picture, Shelf

DEADLINE = 10.0
"""Seconds that drawing a page may take."""
MEMORY_MB = 1_000
"""Address space of a process that draws: a scan of a whole sheet fits, a page made to do harm does not."""
CACHE_BYTES = 500_000_000
_DRAWERS = 2
"""One draws what a person waits for, the other may meanwhile draw ahead."""


class Pictures:
    """Pictures of pages of PDFs, from the folder ``cache`` or drawn into it; any thread may ask.

    Args:
        cache: Folder of the pictures; made where missing.
        deadline: Seconds that drawing a page may take.
        memory_mb: Address space of a process that draws.
        most_bytes: Size that the folder is kept below.

    Raises:
        OSError: The folder cannot be made or read.
    """

    def __init__(
        self,
        cache: Path,
        *,
        deadline: float = DEADLINE,
        memory_mb: int = MEMORY_MB,
        most_bytes: int = CACHE_BYTES,
    ) -> None:
        self._deadline = deadline
        self._drawers = [Drawer(deadline, memory_mb) for _ in range(_DRAWERS)]
        self._free: Queue[Drawer] = Queue()
        for drawer in self._drawers:
            self._free.put(drawer)
        self._shelf = Shelf(cache, most_bytes)
        self._changed = Condition()
        self._drawings: dict[Key, Future[Picture]] = {}
        self._hopeless: dict[Key, Reason] = {}
        self._wanted: deque[tuple[Path, Key]] = deque()
        self._closed = False
        self._background = Thread(target=self._draw_ahead, name="pictures ahead", daemon=True)
        self._background.start()

    def get(self, source: Path, sha256: str, page: int, width: int) -> Picture:
        """The picture of a page (from 1) of the PDF ``source``, ``width`` pixels wide if its sides stay in bounds.

        Raises:
            NoPicture: It cannot be drawn, or not within the deadline and the memory a page may take.
        """
        key = _key(sha256, page, width)
        with self._changed:
            if picture := self._shelf.find(key):
                return picture
            if reason := self._hopeless.get(key):
                raise NoPicture(reason)
            waited = self._drawings.get(key)
            drawing = waited or self._begin(key)
        if waited is None:
            self._draw(source, key, drawing)
        try:
            return drawing.result(self._patience)
        except TimeoutError as error:
            raise NoPicture("again") from error

    def ahead(self, wanted: Sequence[tuple[Path, str, int, int]]) -> None:
        """Draw these next, in this order, while nobody waits; what was wanted before and not begun is dropped.

        Each is what ``get`` takes; what cannot be drawn is passed over.
        """
        with self._changed:
            self._wanted = deque((source, _key(sha256, page, width)) for source, sha256, page, width in wanted)
            self._changed.notify()

    def close(self) -> None:
        """Stop drawing at once; who waits gets no picture."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        for drawer in self._drawers:
            drawer.close()
        self._background.join()

    @property
    def _patience(self) -> float:
        """Seconds to wait for a free process: others may stand before, each for its own deadline."""
        return 3 * self._deadline

    def _begin(self, key: Key) -> Future[Picture]:
        """Let others know that this is being drawn; the caller holds the lock and draws it then."""
        drawing = self._drawings[key] = Future[Picture]()
        return drawing

    def _draw(self, source: Path, key: Key, drawing: Future[Picture]) -> None:
        """Draw and keep a picture; ``drawing`` says to all who wait what came of it."""
        part = self._shelf.part()
        try:
            drawer = self._free.get(timeout=self._patience)
            try:
                drawn = drawer.draw(job_for(source, *key, part))
            finally:
                self._free.put(drawer)
            with self._changed:
                drawing.set_result(self._shelf.keep(key, drawn, part))
        except NoPicture as error:
            drawing.set_exception(error)
            if error.reason in {"slow", "large"}:
                # It would take as long and as much the next time.
                self._hopeless[key] = error.reason
        except Empty:
            drawing.set_exception(NoPicture("again"))
        except OSError:
            drawing.set_exception(NoPicture("unwritable"))
        finally:
            part.unlink(missing_ok=True)
            with self._changed:
                del self._drawings[key]

    def _draw_ahead(self) -> None:
        """Draw what is wanted, one after the other, so that a process is left for whoever waits."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._wanted or self._closed)
                if self._closed:
                    return
                source, key = self._wanted.popleft()
                if self._shelf.find(key) or key in self._hopeless or key in self._drawings:
                    continue
                drawing = self._begin(key)
            self._draw(source, key, drawing)


def _key(sha256: str, page: int, width: int) -> Key:
    if not re.fullmatch("[0-9a-f]{64}", sha256):
        raise ValueError(f"{sha256[:80]!r}: expected the sha256 of a document")
    return Key(sha256, page, min(max(width, 1), MOST_PIXELS))
