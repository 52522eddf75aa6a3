"""The gazetteer, as far as it is there: whoever looks at a page does not wait until it is built."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import TYPE_CHECKING

from review.beginnings import Beginnings

if TYPE_CHECKING:
    from gazetteer import Gazetteer

WAIT_S = 2.0
"""Seconds that a page waits: enough to read a built gazetteer, not to build one."""


class Naming:
    """The names of the gazetteer, loaded in the background by ``load``."""

    def __init__(self, load: Callable[[], Gazetteer]) -> None:
        self._load = load
        self._coming: Future[Known] | None = None
        self._known: Known | None = None
        self._lock = Lock()

    def known(self) -> Known | None:
        """The names as they stand now; nothing while they are still being loaded.

        Raises:
            BadEntry: an entry cannot be used.
            OSError: they cannot be read.
        """
        try:
            return self._loading().result(WAIT_S)
        except TimeoutError:
            return None

    def _loading(self) -> Future[Known]:
        with self._lock:
            if self._coming is None or self._coming.done():
                self._coming = Future()
                Thread(target=self._work, args=[self._coming], name="names", daemon=True).start()
            return self._coming

    def _work(self, coming: Future[Known]) -> None:
        try:
            gazetteer = self._load()
            if self._known is None or self._known.gazetteer.key != gazetteer.key:
                self._known = Known(gazetteer)
            coming.set_result(self._known)
        except Exception as error:  # noqa: BLE001 - told to whoever asked for the names
            coming.set_exception(error)


class Known:
    """A gazetteer, and its names by their beginning."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.beginnings = Beginnings(gazetteer.entities)
