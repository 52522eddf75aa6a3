"""A rebuild asked for from the screen: one at a time, in the background."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Literal

State = Literal["idle", "running", "done", "failed"]


class Rebuilding:
    """Runs the rebuild that the review was handed; ``state`` and ``message`` say how it goes."""

    def __init__(self, rebuild: Callable[[], str]) -> None:
        self.state: State = "idle"
        self.message = ""
        self._rebuild = rebuild
        self._lock = threading.Lock()

    def start(self) -> bool:
        """Begin one, unless one is running."""
        with self._lock:
            if self.state == "running":
                return False
            self.state, self.message = "running", ""
        threading.Thread(target=self._run, name="rebuild", daemon=True).start()
        return True

    def _run(self) -> None:
        try:
            message = self._rebuild()
        except Exception as error:  # noqa: BLE001 - whatever it is, the screen says so
            message = f"{type(error).__name__}: {error}"
        self.message = message
        self.state = "failed" if message else "done"
