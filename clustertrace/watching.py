"""Who is told how a run gets on."""

from __future__ import annotations

from typing import Literal

Step = Literal["read", "understand", "tabulate", "consolidate"]
STEPS: dict[Step, str] = {
    "read": "reading",
    "understand": "finding facts",
    "tabulate": "laying out rows",
    "consolidate": "writing the dataset",
}
"""What a step is called on the screen."""


class Watcher:
    """Is told how a run gets on; this one keeps silent."""

    def start(self, step: Step, total: int) -> None:
        """A step begins, with this many documents."""

    def advance(self, name: str) -> None:
        """One more document of the step is done."""

    def stop(self) -> None:
        """Nothing more will come."""
