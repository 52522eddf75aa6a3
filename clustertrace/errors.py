"""What stops a run: nothing can work until a person acts."""

from __future__ import annotations


class Stop(Exception):
    """Nothing can work until a person acts; callers stop the run.

    ``status`` is the exit status of the command: 2 for a wrong call, 3 for an unusable store or workspace.
    """

    def __init__(self, message: str, status: int = 3) -> None:
        super().__init__(message)
        self.status = status
